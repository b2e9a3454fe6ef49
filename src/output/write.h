/* What the forms of output share. SPDX-License-Identifier: Apache-2.0 */
#ifndef OUTPUT_WRITE_H
#define OUTPUT_WRITE_H

#include "output/output.h"

enum { STATUS_COUNT = 4, STANCE_COUNT = 3 };
extern const char *const status_names[STATUS_COUNT];    /* of the bits GHOTONA_FUTURE … in their order */
extern const char *const count_names[GHOTONA_COUNTS];   /* of ghotona_count_kind */
extern const char *const stance_names[STANCE_COUNT];    /* of ghotona_stance, as the JSON says it */
extern const char *const stance_words[STANCE_COUNT];    /* the same before a name */

/* A JSON string with its quotes; a byte that is not UTF-8 becomes U+FFFD. */
void write_json_string(struct buf *to, str s);
/* Text that cannot steer a terminal: white space becomes a space, control and direction characters become U+FFFD. */
void write_plain(struct buf *to, str s);
/* The article's own id, or a hash of its text. */
void write_article_id(struct buf *to, const ghotona_article *article, const ghotona_reading *reading);
/* A day as 2026-02-07. */
void write_day(struct buf *to, int32_t day);
/* Low and high, `5` or `5-9`. */
void write_count(struct buf *to, ghotona_count count);

static inline bool count_told(ghotona_count count) { return count.low <= count.high; }
static inline str span_text(const ghotona_reading *reading, span s) { return str_sub(reading->text, s.start, s.end); }

#endif
