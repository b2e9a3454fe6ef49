/* Records out: JSON as docs/record.md has it, and a readable form for a terminal. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/base.h"

struct document;
struct origin;
struct output_context { const ghotona_article *article; const ghotona_pack *pack; };

/* One line of NDJSON a record, each ended by a newline; docs/record.md's fields in its order, unknown fields absent. */
void output_records_json(struct buf *to, const struct output_context *context, const ghotona_reading *reading);
/* One object for the article: people, dates, places, quotes, sentences. */
void output_article_json(struct buf *to, const struct output_context *context, const ghotona_reading *reading);
/* For people: a short block a record; the sentence stands last, Bengali is never followed by an aligned column. `color`: ANSI. */
void output_records_text(struct buf *to, const struct output_context *context, const ghotona_reading *reading, bool color);
/* The line of a golden file for a record (test/golden/README.md), without newline. */
void output_record_golden(struct buf *to, const ghotona_reading *reading, const ghotona_record *record);

/* The words and numbers of a text (of valid UTF-8), a line each: as written, lemma, part of speech, features, place in code points;
 * parted by tabs. The likeliest analysis, or `all`. */
void output_words_text(struct buf *to, str text, const ghotona_word *words, size_t count, bool all);
/* The same as NDJSON with all analyses, likeliest first; `article` says which one it is. */
void output_words_json(struct buf *to, str article, str text, const ghotona_word *words, size_t count);

/* A found article as an object of docs/article.md, ended by a newline; and to be read by people. */
void output_document_json(struct buf *to, const struct document *d);
void output_document_text(struct buf *to, const struct document *d, bool color);
/* `"file":…` and what else tells the place, after an opened brace. */
void output_origin_json(struct buf *to, const struct origin *o);

/* An ISO form of a date (day, month, year or from/to), as score and articles use it; nothing for GHOTONA_NONE. */
void output_date(struct buf *to, ghotona_date date);

#endif
