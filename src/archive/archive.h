/* The archive: articles and what was read in them, in one SQLite file (schema.sql, docs/archive.md). One writer at a time, any number
 * of readers. SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "pages/document.h"

struct archive;
struct incoming;

/* Each has a way out of its own: what the program ends with and what it says. */
enum archive_status {
    ARCHIVE_OK,
    ARCHIVE_FAILED,         /* cannot be read or written: no such file, disk full … */
    ARCHIVE_LOCKED,         /* another writer did not end in time */
    ARCHIVE_DAMAGED,        /* not an archive, or its pages are torn */
    ARCHIVE_TOO_NEW,        /* made by a later version */
    ARCHIVE_TOO_OLD,        /* must be migrated first */
};

/* What went wrong last, as a sentence that says what to do; NUL-terminated. */
struct archive_error { enum archive_status status; char text[512]; };

enum archive_mode {
    ARCHIVE_READ,           /* also from read-only media */
    ARCHIVE_WRITE,          /* what is there */
    ARCHIVE_CREATE,         /* the same, made where it is not there */
};

/* NULL after *error was filled. `path` must outlive it. */
struct archive *archive_open(const char *path, enum archive_mode mode, struct archive_error *error);
/* Gives up what was not committed. NULL is let be. */
void archive_close(struct archive *archive);
/* How long to wait for another writer's batch to end; a minute where nothing is said. */
void archive_patience(struct archive *archive, int seconds);
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
/* Makes an article ready to be added, in the arena: `reading` of exactly this article, which must outlive it; NULL if the archive knows
 * it. From any thread. */
struct incoming *archive_prepare(const struct archive *archive, struct arena *arena, const struct document *document, const ghotona_reading *reading);
/* Keeps it. `original`: the bytes it was made of, or empty. Commits by itself now and then. */
bool archive_add(struct archive *archive, const struct document *document, struct incoming *incoming, str original, enum archive_added *added);
/* Nothing is kept from here on: what is written is taken back batch by batch. */
void archive_try(struct archive *archive);
/* A refused input is counted in the run. */
void archive_count_refused(struct archive *archive, size_t count);
/* Commits all of it. */
bool archive_end(struct archive *archive, struct archive_counts *counts);

/* ---- reading again, between archive_begin and archive_end ------------------------------------------------------------------- */

enum archive_change_kind { ARCHIVE_CHANGES, ARCHIVE_APPEARS, ARCHIVE_GOES, ARCHIVE_CHANGE_KINDS };
/* `before` and `after` are empty where there is nothing. */
struct archive_field { const char *name; str before, after; };
struct archive_change { enum archive_change_kind kind; int64_t version; str id; const struct archive_field *fields; size_t field_count; };
struct archive_changes { size_t articles, records, counts[ARCHIVE_CHANGE_KINDS]; };
typedef void (*archive_tell)(void *user, const struct archive_change *change);

/* How many articles were read by another program or pack than this; `all`: how many there are. */
int64_t archive_outdated(struct archive *archive, bool all, const ghotona_pack *language);
/* The first of them after `after`, in the arena; 0 at the end. */
int64_t archive_next_outdated(struct archive *archive, int64_t after, bool all, const ghotona_pack *language, struct arena *arena, ghotona_article *article);
/* What was read in a version gives way to `reading`; how its records change is told. */
bool archive_reread(struct archive *archive, int64_t version, const ghotona_reading *reading, struct archive_changes *changes, archive_tell tell, void *user);
/* Keeps what was told; `fields` as JSON. */
bool archive_keep_change(struct archive *archive, const struct archive_change *change, str fields);

/* ---- care -------------------------------------------------------------------------------------------------------------------- */

/* What the archive holds: `key` names a figure for programs, `label` for people. */
typedef void (*archive_figure)(void *user, const char *key, const char *label, str value, bool is_number);
bool archive_overview(struct archive *archive, const ghotona_pack *language, archive_figure figure, void *user);
/* What is not as it should be, and what to do; `harmful`: something is lost or wrong. Quick: what pages hold is not looked at in full. */
typedef void (*archive_finding)(void *user, bool harmful, const char *what);
bool archive_examine(struct archive *archive, const ghotona_pack *language, archive_finding finding, void *user);
/* Every page, every text against its hash. */
bool archive_verify(struct archive *archive, archive_finding finding, void *user);
/* A copy of it as it stands, also while it is written to; `to` must not be there. */
bool archive_backup(struct archive *archive, const char *to);
/* Brings an archive of an older schema up to date, in one transaction, after a copy of it was made in `copy` (NULL: none). True also where
 * there was nothing to do; then no copy is made. *migrated tells. */
bool archive_migrate(const char *path, const char *copy, bool *migrated, struct archive_error *error);

/* ---- reading ------------------------------------------------------------------------------------------------------------------ */

/* Appends a version's text: title, newline, body, or the body alone. False without it, after an error. */
bool archive_text(struct archive *archive, int64_t version, struct buf *text);
/* Appends the bytes a version was made of; nothing where they were not kept, for they were the text itself. */
bool archive_original(struct archive *archive, int64_t version, struct buf *bytes);
/* Its sentences, in the arena; they are spans of this text. */
bool archive_sentences(struct archive *archive, int64_t version, struct arena *arena, const span **sentences, size_t *count);

#endif
