/* Opening an archive, and statements that are prepared once. SPDX-License-Identifier: Apache-2.0 */
#include "archive/store.h"
#include "archive/bangla.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* ---- what goes wrong ---------------------------------------------------------------------------------------------------------- */

bool store_complain(struct archive *a, enum archive_status status, const char *format, ...) {
    va_list args;
    if (a->error.status != ARCHIVE_OK) return false;        /* the first is the cause of the others */
    a->error.status = status;
    va_start(args, format);
    vsnprintf(a->error.text, sizeof a->error.text, format, args);
    va_end(args);
    return false;
}

bool store_failed(struct archive *a) {
    switch (sqlite3_errcode(a->db) & 0xFF) {
    case SQLITE_BUSY: case SQLITE_LOCKED:
        return store_complain(a, ARCHIVE_LOCKED, "%s: another program is writing to it; wait until it has ended, and try again", a->path);
    case SQLITE_NOTADB:
        return store_complain(a, ARCHIVE_DAMAGED, "%s: is not an archive of ghotona", a->path);
    case SQLITE_CORRUPT:
        return store_complain(a, ARCHIVE_DAMAGED, "%s: is damaged (%s); restore a backup, or save what can be read: sqlite3 %s .recover | sqlite3 NEW", a->path, sqlite3_errmsg(a->db), a->path);
    case SQLITE_INTERRUPT: return false;        /* by whoever asked for it: no fault */
    case SQLITE_FULL:
        return store_complain(a, ARCHIVE_FAILED, "%s: the disk is full; make room and run the same command again, it goes on where it stopped", a->path);
    case SQLITE_READONLY:
        return store_complain(a, ARCHIVE_FAILED, "%s: may not be written to", a->path);
    default:
        return store_complain(a, ARCHIVE_FAILED, "%s: %s", a->path, sqlite3_errmsg(a->db));
    }
}

const struct archive_error *archive_error(const struct archive *a) { return &a->error; }

/* ---- statements --------------------------------------------------------------------------------------------------------------- */

/* Few enough that looking through them costs less than what they do. */
static sqlite3_stmt *find_statement(struct archive *a, const char *sql) {
    for (size_t i = 0; i < a->statement_count; i++)
        if (a->statements[i].sql == sql) return a->statements[i].at;
    sqlite3_stmt *made;
    if (sqlite3_prepare_v3(a->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) != SQLITE_OK) {
        store_failed(a);
        return NULL;
    }
    a->statements = must_realloc(a->statements, (a->statement_count + 1) * sizeof *a->statements);
    a->statements[a->statement_count++] = (struct statement){sql, made};
    return made;
}

static void bind_bytes(sqlite3_stmt *s, int at, str value, bool blob) {
    if (!value.at) sqlite3_bind_null(s, at);
    else if (blob) sqlite3_bind_blob64(s, at, value.at, value.len, SQLITE_STATIC);
    else sqlite3_bind_text64(s, at, value.at, value.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_number(sqlite3_stmt *s, int at, bool known, int64_t value) {
    if (known) sqlite3_bind_int64(s, at, value);
    else sqlite3_bind_null(s, at);
}

static void bind_real(sqlite3_stmt *s, int at, bool known, double value) {
    if (known) sqlite3_bind_double(s, at, value);
    else sqlite3_bind_null(s, at);
}

static sqlite3_stmt *bind_all(struct archive *a, const char *sql, const char *letters, va_list args) {
    sqlite3_stmt *s = store_ok(a) ? find_statement(a, sql) : NULL;
    for (int i = 1; s && letters[i - 1]; i++) {
        char letter = letters[i - 1];
        bool known = letter == 'c' || letter == 'r' ? va_arg(args, int) != 0 : true;
        if (letter == 'r') {
            bind_real(s, i, known, va_arg(args, double));
        } else if (letter == 'i' || letter == 'n' || letter == 'c') {
            int64_t value = va_arg(args, int64_t);
            bind_number(s, i, known && (letter != 'n' || value), value);
        } else {
            str value = va_arg(args, str);
            int64_t name = letter == 'm' ? writer_name(a, value) : 0;
            if (letter == 'm') bind_number(s, i, name, name);
            else bind_bytes(s, i, letter == 't' && value.len == 0 ? (str){0} : value, letter == 'b');
        }
    }
    return s;
}

sqlite3_stmt *store_bind(struct archive *a, const char *sql, const char *letters, ...) {
    va_list args;
    va_start(args, letters);
    sqlite3_stmt *s = bind_all(a, sql, letters, args);
    va_end(args);
    return s;
}

bool store_row(struct archive *a, sqlite3_stmt *s) {
    int rc = s && store_ok(a) ? sqlite3_step(s) : SQLITE_DONE;
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) store_failed(a);
    sqlite3_reset(s);
    return false;
}

bool store_run(struct archive *a, const char *sql, const char *letters, ...) {
    va_list args;
    va_start(args, letters);
    sqlite3_stmt *s = bind_all(a, sql, letters, args);
    va_end(args);
    while (store_row(a, s)) {}
    return store_ok(a);
}

int64_t store_number(struct archive *a, int64_t none, const char *sql, const char *letters, ...) {
    va_list args;
    va_start(args, letters);
    sqlite3_stmt *s = bind_all(a, sql, letters, args);
    va_end(args);
    int64_t number = none;
    if (store_row(a, s)) {
        number = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return number;
}

bool store_exec(struct archive *a, const char *sql) {
    if (!store_ok(a)) return false;
    return sqlite3_exec(a->db, sql, NULL, NULL, NULL) == SQLITE_OK || store_failed(a);
}

str store_text(sqlite3_stmt *s, int column) {
    const void *at = sqlite3_column_blob(s, column);
    return (str){at, at ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

/* ---- opening ------------------------------------------------------------------------------------------------------------------ */

enum { PATIENCE = 60 };

void archive_patience(struct archive *a, int seconds) { sqlite3_busy_timeout(a->db, (seconds < 1000000 ? seconds : 1000000) * 1000); }

/* A file from anywhere may hold a schema made to do harm. */
static bool make_safe(struct archive *a) {
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    archive_patience(a, PATIENCE);
    return (bangla_register(a->db) == SQLITE_OK && sql_text_register(a->db) == SQLITE_OK) || store_failed(a);
}

static bool open_file(struct archive *a, const char *name, int flags) {
    sqlite3_close(a->db);
    a->db = NULL;
    if (sqlite3_open_v2(name, &a->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return store_complain(a, ARCHIVE_FAILED, "%s: cannot be opened: %s", a->path, a->db ? sqlite3_errmsg(a->db) : "out of memory");
    return make_safe(a);
}

/* Where no -shm file can be made, SQLite reads an archive only if it is told that nobody writes to it. */
static bool open_unchanging(struct archive *a) {
    struct buf uri = {0};
    buf_text(&uri, "file:");
    for (const char *c = a->path; *c; c++) {
        if (strchr("%?#", *c)) buf_printf(&uri, "%%%02X", *c);
        else buf_byte(&uri, *c);
    }
    buf_text(&uri, "?immutable=1");
    buf_byte(&uri, '\0');
    bool ok = open_file(a, uri.at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    buf_free(&uri);
    return ok;
}

static bool has_wal(const struct archive *a) {
    struct buf name = {0};
    struct stat st;
    buf_printf(&name, "%s-wal", a->path);
    bool has = stat(name.at, &st) == 0 && st.st_size > 0;
    buf_free(&name);
    return has;
}

static bool open_read(struct archive *a) {
    if (!open_file(a, a->path, SQLITE_OPEN_READONLY)) return false;
    int rc = sqlite3_exec(a->db, "PRAGMA cache_size = -65536; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) & 0xFF;
    if (rc == SQLITE_OK) return true;
    if (rc != SQLITE_CANTOPEN && rc != SQLITE_READONLY) return store_failed(a);
    if (has_wal(a))
        return store_complain(a, ARCHIVE_FAILED, "%s: was copied while it was written to and may not be written to here; copy it with 'ghotona backup'", a->path);
    return open_unchanging(a);
}

int64_t store_pragma(struct archive *a, const char *sql) {
    sqlite3_stmt *s;
    int64_t value = -1;
    if (sqlite3_prepare_v2(a->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) value = sqlite3_column_int64(s, 0);
    else store_failed(a);
    sqlite3_finalize(s);
    return value;
}

static bool create(struct archive *a) {
    struct buf marks = {0};
    buf_printf(&marks, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
    bool ok = store_exec(a, "BEGIN IMMEDIATE");
    /* Another program may have made it in the meantime. */
    if (ok && store_pragma(a, "SELECT count(*) FROM sqlite_schema") == 0) ok = store_exec(a, schema_sql()) && store_exec(a, marks.at);
    ok = ok && store_exec(a, "COMMIT");
    buf_free(&marks);
    return ok;
}

static bool check_marks(struct archive *a, enum archive_mode mode) {
    bool empty = store_pragma(a, "SELECT count(*) FROM sqlite_schema") == 0;
    if (empty && mode != ARCHIVE_CREATE) return store_complain(a, ARCHIVE_FAILED, "%s: holds nothing yet; 'ghotona add %s PATH…' makes an archive of it", a->path, a->path);
    if (empty && !create(a)) return false;
    /* Tables and marks come in one step: where there are tables, the marks are there too. */
    int64_t id = store_pragma(a, "PRAGMA application_id"), version = store_pragma(a, "PRAGMA user_version");
    if (!store_ok(a)) return false;
    if (id != APPLICATION_ID) return store_complain(a, ARCHIVE_DAMAGED, "%s: is an SQLite file, but not an archive of ghotona", a->path);
    if (version > SCHEMA_VERSION)
        return store_complain(a, ARCHIVE_TOO_NEW, "%s: was made by a newer ghotona (schema %lld, this one knows %d); update ghotona", a->path, (long long)version, SCHEMA_VERSION);
    if (version < SCHEMA_VERSION)
        return store_complain(a, ARCHIVE_TOO_OLD, "%s: was made by an older ghotona (schema %lld, this one has %d); 'ghotona migrate %s' brings it up to date", a->path,
                              (long long)version, SCHEMA_VERSION, a->path);
    return true;
}

/* SQLite does not wait by itself when two programs make one file an archive at the same moment. */
static bool write_ahead(struct archive *a) {
    static const struct timespec turn = {0, 10000000};
    int rc;
    for (time_t begun = time(NULL); (rc = sqlite3_exec(a->db, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL", NULL, NULL, NULL) & 0xFF) == SQLITE_BUSY;) {
        if (time(NULL) - begun >= PATIENCE) break;
        nanosleep(&turn, NULL);
    }
    return rc == SQLITE_OK || store_failed(a);
}

static bool open_write(struct archive *a, enum archive_mode mode) {
    if (!open_file(a, a->path, SQLITE_OPEN_READWRITE | (mode == ARCHIVE_CREATE ? SQLITE_OPEN_CREATE : 0))) return false;
    return write_ahead(a) && store_exec(a, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072; PRAGMA cell_size_check = ON");
}

static bool open_as(struct archive *a, enum archive_mode mode) {
    struct stat st;
    bool there = mode == ARCHIVE_CREATE || stat(a->path, &st) == 0;
    if (!there) return store_complain(a, ARCHIVE_FAILED, "%s: %s; 'ghotona add %s PATH…' makes an archive", a->path, strerror(errno), a->path);
    return mode == ARCHIVE_READ ? open_read(a) : open_write(a, mode);
}

bool archive_migrate(const char *path, const char *copy, bool *migrated, struct archive_error *error) {
    struct archive *a = must_alloc(sizeof *a);
    *a = (struct archive){.path = path};
    bool ok = open_as(a, ARCHIVE_WRITE) && (check_marks(a, ARCHIVE_WRITE) || a->error.status == ARCHIVE_TOO_OLD);
    *migrated = a->error.status == ARCHIVE_TOO_OLD;
    if (*migrated) {
        a->error.status = ARCHIVE_OK;
        ok = (!copy || archive_backup(a, copy)) && store_migrate(a);
    }
    *error = a->error;
    archive_close(a);
    return ok;
}

struct archive *archive_open(const char *path, enum archive_mode mode, struct archive_error *error) {
    struct archive *a = must_alloc(sizeof *a);
    *a = (struct archive){.path = path};
    bool ok = open_as(a, mode) && check_marks(a, mode);
    *error = a->error;
    if (ok) return a;
    archive_close(a);
    return NULL;
}

void archive_close(struct archive *a) {
    if (!a) return;
    writer_free(a);
    texts_free(a->texts);
    for (size_t i = 0; i < a->statement_count; i++) sqlite3_finalize(a->statements[i].at);
    free(a->statements);
    sqlite3_close(a->db);
    free(a);
}
