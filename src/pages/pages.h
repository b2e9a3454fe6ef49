/* A web page in, one article out. */
#ifndef PAGES_H
#define PAGES_H

#include "pages/document.h"
#include "pack/pack.h"

/* What is known of a page from outside it; all may be unknown. */
struct page_hints {
    str url;                /* from the crawl, a `saved from url` comment, the canonical link wins over it */
    int64_t captured;       /* seconds since 1970 UTC when it was fetched; 0 unknown. Relative dates count from it */
    bool why;               /* keep what is dropped */
};

/* libxml2 wants its tables made before a second thread uses it. */
void parser_ready(void);

/* Read a page that is valid UTF-8 already. False if there is no article in it (a list of headlines, an empty page, one over the limits);
 * *reason then says why, static English. What *out points to lives in `arena`. */
bool page_read(const ghotona_pack *pack, str html, const struct page_hints *hints, struct arena *arena, struct document *out,
               const char **reason);

/* The same of the HTML of an article's body alone, as feeds and content systems give it. What is known of the article stands in *out already;
 * sets its body and captions, and its credit, dateline and quality as far as they are found. False if it is over a limit. */
bool page_read_body(const ghotona_pack *pack, str html, const struct page_hints *hints, struct arena *arena, struct document *out,
                    const char **reason);

/* The same of a body that is plain text: lines that a page would lose are left out, the others stay as they are. */
void page_read_lines(const ghotona_pack *pack, str text, const struct page_hints *hints, struct arena *arena, struct document *out);

#endif
