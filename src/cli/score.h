/* What scoring events and scoring articles share: JSON lines, folding, and figures printed as gold/score.py prints them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef SCORE_H
#define SCORE_H

#include "base/base.h"
#include <jansson.h>

struct score_options { const char *gold, *records, *text; int show; bool json; };

/* ---- JSON lines ------------------------------------------------------------------------------------------------------------- */

/* Every object of a file, with its line. The objects live until json_lines_free. */
struct json_line { json_t *object; uint32_t line; };
struct json_lines { const char *file; struct json_line *at; size_t len, cap; };

/* False after a message that names the file, the line and what is wrong with it. `path` may be `-`. */
bool json_lines_load(struct json_lines *lines, const char *path);
void json_lines_free(struct json_lines *lines);
/* The line has the field `id`, or a message is given. */
bool need_string(const struct json_lines *lines, size_t i, const char *field);

/* A member that is a text, or unknown; a member that is a list, or NULL; a member that is a number, or 0. */
str json_str(const json_t *object, const char *field);
json_t *json_list(const json_t *object, const char *field);
long json_long(const json_t *object, const char *field);

/* From an id to a number. */
struct ids { json_t *map; };
void ids_set(struct ids *ids, str id, size_t number);
/* SIZE_MAX if it is not there. */
size_t ids_get(const struct ids *ids, str id);

/* ---- text that is compared -------------------------------------------------------------------------------------------------- */

/* NFC, without joiners, white space as one space and none at the ends. */
str score_norm(struct arena *a, str s);
/* The same without quotes and punctuation at the ends. */
str score_fold(struct arena *a, str s);
/* True if `part` stands in `whole`; nothing stands in everything. */
bool holds_text(str whole, str part);

/* ---- printing --------------------------------------------------------------------------------------------------------------- */

struct prf { double precision, recall, f1; };
struct prf prf_of(size_t tp, size_t fp, size_t fn);
/* A value rounded to so many digits, as Python prints the rounded float: 0.5, 1.0. */
void put_rounded(struct buf *to, double value, int digits);
/* right / of to three digits, or `none` when `of` is 0. */
void put_share(struct buf *to, size_t right, size_t of, const char *none);
/* A JSON value as Python's repr writes it; NULL is None. */
void put_repr(struct buf *to, const json_t *value);
/* A list of what `field` is in each of a list's objects. */
void put_repr_of_each(struct buf *to, const json_t *list, const char *field);
/* Writes to standard output; the exit code. */
int print_scores(struct buf *out);

/* ---- the two scorings ------------------------------------------------------------------------------------------------------- */

/* Return the exit code. */
int score_events(const struct score_options *o, const struct json_lines *gold, const struct json_lines *records);
int score_articles(const struct score_options *o, const struct json_lines *gold, const struct json_lines *ours);

#endif
