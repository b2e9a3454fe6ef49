/* Articles of parsed JSON. */
#ifndef JSON_ARTICLE_H
#define JSON_ARTICLE_H

#include "input/fields.h"
#include <jansson.h>

/* What the object round a list says of all its articles. */
struct json_frame { str outlet, language; bool feed; };
void json_frame_read(const struct format_call *call, const json_t *object, struct json_frame *frame, struct arena *arena);
/* True if the object itself holds the text of an article. */
bool json_has_body(const struct format_call *call, const json_t *object);

/* Hands on the article that a value is. False, after a complaint, if it is none. `frame` may be NULL. */
bool json_article(const struct format_call *call, const json_t *value, const struct json_frame *frame, uint32_t line);

/* Parses one value, also with what JSON does not have and scrapers write: NaN, raw newlines in strings, a comma behind the last. NULL with *error.
 * `flags` are those of jansson. */
json_t *json_parse(str text, size_t flags, json_error_t *error);

/* True if the key that ends `text` (… "articles":) is one of those that lists of articles have. */
bool json_is_list(str text);

#endif
