/* Records of a crawl. SPDX-License-Identifier: Apache-2.0 */
#ifndef WARC_H
#define WARC_H

#include "input/input.h"
#include "input/stream.h"

struct warc { struct stream *stream; unsigned lies, told; };   /* lies: lengths that were wrong */
/* The next record that may hold an article, in *item: its kind, bytes, hints, digests, offset. What was passed over and what was
 * damaged before it goes to item->finds. False at the end; what was found of damage is in item->finds then too. */
bool warc_next(struct warc *w, struct item *item);

/* Whether `digest` ("sha1:" and BASE32 or hexadecimal) is that of the bytes; one in another form is not checked, and true. */
bool digest_holds(str digest, str bytes);

/* An HTTP answer. */
struct http_answer { unsigned status; str type, charset, encoding, body; bool chunked; };
bool http_parse(str message, struct http_answer *out);
/* The body as it is meant: out of its chunks and unpacked, whatever the head says of it and only if the bytes bear it out. False, with *why, if
 * that is more than `max` bytes or more than 200 times its size above 64 MiB. */
bool http_body(const struct http_answer *answer, size_t max, struct arena *arena, str *body, const char **why);
/* The body out of its chunks, if it is so given; also what stands before a damaged chunk. */
str http_unchunked(const struct http_answer *answer, struct arena *arena);
/* Whether things of this MIME type may be text: not pictures, sounds, styles, scripts, fonts. Unknown ones may. */
bool type_may_be_text(str type);

/* A field of a head of lines `Name: value`, ended by an empty line or the end; empty if it is not there. Folded lines are joined by whoever wants
 * that. */
str head_field(str head, const char *name);
/* Where the head ends, behind its empty line; 0 if it does not. */
size_t head_end(str bytes);

/* The article's page of a saved mail or MHTML message: its first part of HTML, decoded from quoted-printable or base64. False if it has none. */
struct mime_page { str html, charset; };
bool mime_page(str message, struct page_hints *hints, struct arena *arena, struct mime_page *out);

#endif
