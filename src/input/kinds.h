/* What bytes are, told from how they begin. SPDX-License-Identifier: Apache-2.0 */
#ifndef KINDS_H
#define KINDS_H

#include "input/fields.h"
#include "input/input.h"

enum kind { KIND_EMPTY, KIND_BINARY, KIND_GZIP, KIND_ZSTD, KIND_PACKED /* bzip2, xz */, KIND_ARCHIVE /* zip, tar */, KIND_WARC, KIND_HTTP, KIND_MIME,
            KIND_UTF16, KIND_PAGE, KIND_FEED, KIND_NDJSON, KIND_JSON, KIND_TABLE, KIND_TEXT };

enum { KIND_HEAD = 1 << 16 };   /* how many of the first bytes are looked at */

/* `refusal` is set for KIND_BINARY: what it is, and what to do. */
enum kind kind_of(const struct input_options *options, str head, const char **refusal);

/* Whether there is so much Bengali in the bytes that they are worth reading: letters in UTF-8, as references or escapes, or signs of an old
 * encoding. */
enum { BENGALI_PAGE = 40, BENGALI_TEXT = 4 };
bool may_be_bengali(const ghotona_pack *p, str bytes, unsigned enough);

/* The encoding that a page or feed says it has; empty if none. */
str declared_encoding(str bytes);

/* What a saved page tells of where it came from: `saved from url`, HTTrack's, SingleFile's and the Wayback Machine's marks. Sets what is unknown
 * in `hints`; strings live in the arena. */
void hints_of_page(str html, struct page_hints *hints, struct arena *arena);
/* An address without the Wayback Machine's prefix; its time of capture goes to *captured if that is 0. */
str without_wayback(str url, int64_t *captured);
/* Seconds since 1970 of 2026-01-23T08:30:00Z or 20260123083000; 0 if it is none. */
int64_t seconds_of_utc(str s);
/* The same of 23 Jan 2026 08:30:00 +0600, with or without the day of the week. */
int64_t seconds_of_mail_date(str s);

/* Case of ASCII letters aside. */
bool same_word(str a, const char *b);
bool starts_word(str a, const char *b);
const char *find_word(str in, const char *what);

#endif
