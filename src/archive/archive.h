/* The archive: articles and what was read in them, in one SQLite file (schema.sql, docs/archive.md). One writer at a time, any number
 * of readers. SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "pages/document.h"

struct archive;

/* Each has a way out of its own: what the program ends with and what it says. */
enum archive_status {
    ARCHIVE_OK,
    ARCHIVE_FAILED,         /* cannot be read or written: no such file, disk full … */
    ARCHIVE_LOCKED,         /* another writer did not end in time */
    ARCHIVE_DAMAGED,        /* not an archive, or its pages are torn */
    ARCHIVE_TOO_NEW,        /* made by a later version */
    ARCHIVE_TOO_OLD,        /* must be migrated first; only where it is opened to be read */
};

/* What went wrong last, as a sentence that says what to do; NUL-terminated. */
struct archive_error { enum archive_status status; char text[512]; };

enum archive_mode {
    ARCHIVE_READ,           /* also from read-only media */
    ARCHIVE_WRITE,          /* what is there; an older one is migrated */
    ARCHIVE_CREATE,         /* the same, made where it is not there */
};

/* NULL after *error was filled. `path` must outlive it. */
struct archive *archive_open(const char *path, enum archive_mode mode, struct archive_error *error);
/* Gives up what was not committed. NULL is let be. */
void archive_close(struct archive *archive);
const struct archive_error *archive_error(const struct archive *archive);

/* ---- adding: between archive_begin and archive_end, in one thread ------------------------------------------------------------ */

/* What an article was to the archive. */
enum archive_added { ARCHIVE_NEW, ARCHIVE_CHANGED /* another version of one it has */, ARCHIVE_KNOWN /* nothing was written */ };

struct archive_counts { size_t articles, versions, known, refused, records; };

/* A copy of a reading in the arena, which outlives its reader, with those records alone that are at least so sure. Its text is a
 * copy too, so that nothing points into the article. From any thread. */
const ghotona_reading *archive_keep(struct arena *arena, const ghotona_reading *reading, double least);
/* Begins a run: `command` and `options` are told later by `status`. Waits for another writer's turn to end. */
bool archive_begin(struct archive *archive, const char *command, const char *options, const ghotona_pack *language);
/* Whether it was there when the run began: then it needs no reading. From any thread. */
bool archive_knows(const struct archive *archive, const struct document *document);
/* Keeps an article and what was read in it (`reading` of exactly this article; NULL if the archive knows it). `original`: the bytes it was
 * made of, or empty. Commits by itself now and then. */
bool archive_add(struct archive *archive, const struct document *document, const ghotona_reading *reading, str original, enum archive_added *added);
/* A refused input is counted in the run. */
void archive_count_refused(struct archive *archive, size_t count);
/* Commits all of it. */
bool archive_end(struct archive *archive, struct archive_counts *counts);

/* ---- reading ------------------------------------------------------------------------------------------------------------------ */

/* Appends a version's text: title, newline, body, or the body alone. False without it, after an error. */
bool archive_text(struct archive *archive, int64_t version, struct buf *text);
/* Its sentences, in the arena; they are spans of this text. */
bool archive_sentences(struct archive *archive, int64_t version, struct arena *arena, const span **sentences, size_t *count);

#endif
