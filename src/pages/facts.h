/* What a page says of its article in places made for machines. */
#ifndef FACTS_H
#define FACTS_H

#include "pages/blocks.h"
#include "pages/document.h"

/* One witness: JSON-LD, the <meta> elements or microdata. Unknown fields are empty; dates as they are written. */
struct facts {
    str title, byline, published, modified, outlet, section, url, language, body;
    VEC(struct caption) captions;
};

/* Read the blocks of JSON-LD; what cannot be read after repair is passed over. */
void facts_from_json(const struct tree *tree, struct arena *arena, struct facts *out);
/* Read <meta>, <link> and <html lang>. */
void facts_from_meta(const struct tree *tree, struct arena *arena, struct facts *out);
/* Read itemprop, rel and <time> of the article's part of the page. */
void facts_from_microdata(const struct tree *tree, const struct blocks *blocks, struct arena *arena, struct facts *out);

/* JSON as pages have it made into JSON as it should be: comments, trailing commas, raw line breaks and wrong escapes in strings; false if
 * it is nested deeper than 64. */
bool json_repair(str text, struct buf *out);
/* Text with entities decoded and tags taken out, cleaned; as one line, or with its paragraphs parted by a newline each. */
str plain_text(struct arena *arena, str html);
str plain_lines(struct arena *arena, str html);
bool is_web_address(str url);
/* One author more, up to a length that no real byline has. */
void facts_add_byline(struct facts *f, struct arena *arena, str name);

#endif
