/* What the files of the archive share: the connection, statements by their text, names by number. SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_H
#define STORE_H

#include "archive/archive.h"
#include <sqlite3.h>

enum { APPLICATION_ID = 0x67686F74 /* "ghot" */, SCHEMA_VERSION = 3 };
#define PROGRAM "ghotona " GHOTONA_VERSION

struct writer;
struct texts;
struct selection;
struct archive {
    sqlite3 *db;
    const char *path;
    struct archive_error error;
    struct statement { const char *sql; sqlite3_stmt *at; } *statements; size_t statement_count;
    struct writer *writer;          /* between archive_begin and archive_end */
    struct texts *texts;            /* dictionaries */
    const struct selection *selection;      /* the search in hand, for among() */
    bool searchable;                /* functions for it are registered */
};

const char *schema_sql(void);

/* ---- statements: prepared once and kept; `sql` is a literal -------------------------------------------------------------------- */

/* What is bound, a letter for each `?`:
 *   i  int64_t                     n  int64_t, 0 is NULL           c  bool and int64_t, NULL if false     r  bool and double, NULL if false
 *   t  str as text, empty is NULL  s  str as text                  b  str as a blob                       m  str as the number of a name, empty is NULL
 * NULL after an error. Must be stepped to its end, or be reset, before its next use. */
sqlite3_stmt *store_bind(struct archive *a, const char *sql, const char *letters, ...);
/* True if there is a row. At the end, and after an error, it is reset and false; store_ok tells which. */
bool store_row(struct archive *a, sqlite3_stmt *statement);
/* Runs it to its end. */
bool store_run(struct archive *a, const char *sql, const char *letters, ...);
/* The first column of the first row as a number, `none` where there is no row. */
int64_t store_number(struct archive *a, int64_t none, const char *sql, const char *letters, ...);
bool store_exec(struct archive *a, const char *sql);        /* several statements, nothing bound */
static inline bool store_ok(const struct archive *a) { return a->error.status == ARCHIVE_OK; }
/* Keeps what SQLite says of its last call; false. */
bool store_failed(struct archive *a);
__attribute__((format(printf, 3, 4))) bool store_complain(struct archive *a, enum archive_status status, const char *format, ...);
str store_text(sqlite3_stmt *statement, int column);        /* good until the next step; unknown for NULL */

/* The number a pragma gives. */
int64_t store_pragma(struct archive *a, const char *sql);
/* From the schema it has to SCHEMA_VERSION, in one transaction. */
bool store_migrate(struct archive *a);

/* ---- texts --------------------------------------------------------------------------------------------------------------------- */

/* Compresses with the dictionary in use, the number of which it gives (0: none), or, with NULL, without one. Good until the next call. */
str texts_pack(struct archive *a, str text, int64_t *dictionary);
bool texts_unpack(struct archive *a, str packed, int64_t dictionary, size_t size, struct buf *to);
/* Learns a dictionary of texts that follow each other in `samples`, and uses it from now on. */
bool texts_learn(struct archive *a, str samples, const size_t *sizes, size_t count);
void texts_free(struct texts *texts);

/* ---- writing -------------------------------------------------------------------------------------------------------------------- */

/* A name's number; 0 for an unknown one, and after an error. */
int64_t writer_name(struct archive *a, str text);
void writer_free(struct archive *a);
/* What was read in a version; there must be nothing yet. */
bool writer_reading(struct archive *a, int64_t version, const ghotona_reading *reading);

#endif
