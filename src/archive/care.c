/* What an archive holds, whether it is sound, a copy of it. SPDX-License-Identifier: Apache-2.0 */
#include "archive/digest.h"
#include "archive/store.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* ---- what it holds --------------------------------------------------------------------------------------------------------------- */

bool archive_overview(struct archive *a, const ghotona_pack *language, archive_figure figure, void *user) {
    static const struct { const char *key, *label, *sql; } figures[] = {
        {"articles", "articles", "SELECT count(*) FROM article"},
        {"versions", "versions of them", "SELECT count(*) FROM version"},
        {"records", "records", "SELECT count(*) FROM record"},
        {"events", "events", "SELECT count(*) FROM event_record WHERE event = record"},
        {"outlets", "outlets", "SELECT count(DISTINCT outlet) FROM version"},
        {"first_day", "first day", "SELECT date(min(day) * 86400, 'unixepoch') FROM version"},
        {"last_day", "last day", "SELECT date(max(day) * 86400, 'unixepoch') FROM version"},
        {"undated", "without a date", "SELECT count(*) FROM version WHERE day IS NULL"},
        {"text_bytes", "bytes of text", "SELECT coalesce(sum(size), 0) FROM version"},
        {"archive_bytes", "bytes of the archive", "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"},
        {"runs", "runs", "SELECT count(*) FROM run"},
        {"last_run", "last run", "SELECT datetime(max(begun), 'unixepoch') || ' UTC' FROM run"},
    };
    for (size_t i = 0; i < LENGTH(figures); i++) {
        sqlite3_stmt *s = store_bind(a, figures[i].sql, "");
        while (store_row(a, s)) {
            bool is_number = sqlite3_column_type(s, 0) == SQLITE_INTEGER;
            sqlite3_column_text(s, 0);
            figure(user, figures[i].key, figures[i].label, store_text(s, 0), is_number);
        }
    }
    char outdated[32];
    snprintf(outdated, sizeof outdated, "%lld", (long long)archive_outdated(a, false, language));
    figure(user, "outdated", "read by another pack or version", str_of(outdated), true);
    return store_ok(a);
}

/* ---- whether it is sound ----------------------------------------------------------------------------------------------------------- */

static void find(archive_finding finding, void *user, bool harmful, const char *format, long long count) {
    struct buf text = {0};
    const char *number = strstr(format, "%");
    buf_put(&text, format, (size_t)(number - format));
    buf_printf(&text, "%lld", count);
    buf_text(&text, number + 1);
    buf_byte(&text, '\0');
    finding(user, harmful, text.at);
    buf_free(&text);
}

static void look(struct archive *a, archive_finding finding, void *user) {
    /* `%` stands for the number that the query gives; 0 is as it should be. */
    static const struct { bool harmful; const char *what, *sql; } checks[] = {
        {true, "% articles have no text; restore a backup, or add them again", "SELECT count(*) FROM article WHERE current NOT IN (SELECT id FROM version)"},
        {true, "% texts belong to no article; restore a backup", "SELECT count(*) FROM version WHERE article NOT IN (SELECT id FROM article)"},
        {true, "% texts were packed with a dictionary that is not there; restore a backup",
         "SELECT count(*) FROM version WHERE dictionary IS NOT NULL AND dictionary NOT IN (SELECT id FROM dictionary)"},
        {true, "% texts were not read; 'ghotona rerun' reads them", "SELECT count(*) FROM version WHERE id NOT IN (SELECT version FROM reading)"},
        {true, "% records belong to no text; 'ghotona rerun --all' makes them again", "SELECT count(*) FROM record WHERE version NOT IN (SELECT id FROM version)"},
        {true, "% readings tell another number of records than there are; 'ghotona rerun --all' makes them again",
         "SELECT count(*) FROM reading g WHERE records <> (SELECT count(*) FROM record r WHERE r.version = g.version)"},
        {true, "% parties belong to no record; 'ghotona rerun --all' makes them again", "SELECT count(*) FROM record_party WHERE record NOT IN (SELECT id FROM record)"},
        {true, "% parties name an actor that is not there; 'ghotona rerun --all' makes them again", "SELECT count(*) FROM record_party WHERE actor NOT IN (SELECT id FROM actor)"},
        {false, "% runs did not end; what they had kept is there, the same command again goes on", "SELECT count(*) FROM run WHERE ended IS NULL"},
    };
    for (size_t i = 0; i < LENGTH(checks) && store_ok(a); i++) {
        int64_t count = store_number(a, 0, checks[i].sql, "");
        if (count) find(finding, user, checks[i].harmful, checks[i].what, count);
    }
}

static void check_pages(struct archive *a, const char *sql, archive_finding finding, void *user) {
    sqlite3_stmt *s = store_bind(a, sql, "");
    while (store_row(a, s)) {
        const char *text = (const char *)sqlite3_column_text(s, 0);
        if (text && strcmp(text, "ok") != 0) finding(user, true, text);
    }
}

bool archive_examine(struct archive *a, const ghotona_pack *language, archive_finding finding, void *user) {
    check_pages(a, "PRAGMA quick_check(20)", finding, user);
    look(a, finding, user);
    int64_t outdated = archive_outdated(a, false, language);
    if (outdated) find(finding, user, false, "% articles were read by another pack or version; 'ghotona rerun --dry-run' tells what would change", outdated);
    return store_ok(a);
}

static void verify_text(struct archive *a, sqlite3_stmt *s, struct buf *text, archive_finding finding, void *user) {
    int64_t version = sqlite3_column_int64(s, 0);
    str hash = store_text(s, 1), key = store_text(s, 2), title = store_text(s, 3), published = store_text(s, 4);
    text->len = 0;
    if (!archive_text(a, version, text)) {
        a->error.status = ARCHIVE_OK;       /* told here, and the others are still to be looked at */
        find(finding, user, true, "version %: its text cannot be unpacked; restore a backup", version);
        return;
    }
    const str parts[] = {key, title, str_sub(text->at ? buf_view(text) : STR(""), title.at ? title.len + 1 : 0, text->len), published};
    struct digest is = digest_of(parts, LENGTH(parts));
    if (!str_eq(digest_view(&is), hash)) find(finding, user, true, "version %: its text is not the one that was added; restore a backup", version);
}

static void verify_originals(struct archive *a, struct buf *bytes, archive_finding finding, void *user) {
    sqlite3_stmt *s = store_bind(a, "SELECT id, hash, size, packed FROM original", "");
    while (store_row(a, s)) {
        str hash = store_text(s, 1), packed = store_text(s, 3);
        bytes->len = 0;
        bool unpacked = texts_unpack(a, packed, 0, (size_t)sqlite3_column_int64(s, 2), bytes);
        a->error.status = ARCHIVE_OK;
        str all = bytes->at ? buf_view(bytes) : STR("");
        struct digest is = digest_of(&all, 1);
        if (!unpacked || !str_eq(digest_view(&is), hash)) find(finding, user, true, "original %: is not what was added; restore a backup", sqlite3_column_int64(s, 0));
    }
}

bool archive_verify(struct archive *a, archive_finding finding, void *user) {
    struct buf text = {0};
    check_pages(a, "PRAGMA integrity_check(100)", finding, user);
    look(a, finding, user);
    sqlite3_stmt *s = store_bind(a, "SELECT v.id, v.hash, a.key, v.title, v.published FROM version v JOIN article a ON a.id = v.article", "");
    while (store_row(a, s)) verify_text(a, s, &text, finding, user);
    if (store_ok(a)) verify_originals(a, &text, finding, user);
    buf_free(&text);
    return store_ok(a);
}

/* ---- a copy -------------------------------------------------------------------------------------------------------------------------- */

static bool copy_failed(struct archive *a, const char *to, const char *why) { return store_complain(a, ARCHIVE_FAILED, "%s: cannot be written: %s", to, why); }

/* In one step: the copy is of one moment, and writers do not wait. */
static bool copy_pages(struct archive *a, sqlite3 *to, const char *name) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", a->db, "main");
    if (!backup) return copy_failed(a, name, sqlite3_errmsg(to));
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK || copy_failed(a, name, sqlite3_errmsg(to));
}

/* One file, without a -wal beside it. */
static bool settle_copy(struct archive *a, sqlite3 *to, const char *name) {
    return sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK || copy_failed(a, name, sqlite3_errmsg(to));
}

static bool write_copy(struct archive *a, const char *name) {
    sqlite3 *to = NULL;
    bool ok = sqlite3_open_v2(name, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK || copy_failed(a, name, to ? sqlite3_errmsg(to) : "out of memory");
    ok = ok && copy_pages(a, to, name) && settle_copy(a, to, name);
    sqlite3_close(to);
    return ok;
}

bool archive_backup(struct archive *a, const char *to) {
    struct buf part = {0};
    buf_printf(&part, "%s.part", to);
    if (access(to, F_OK) == 0) return buf_free(&part), store_complain(a, ARCHIVE_FAILED, "%s: is there already; name another file, or remove it", to);
    unlink(part.at);
    bool ok = write_copy(a, part.at);
    /* link fails where another program made the file in the meantime. */
    if (ok && link(part.at, to) != 0 && (errno == EEXIST || rename(part.at, to) != 0)) ok = copy_failed(a, to, strerror(errno));
    unlink(part.at);
    buf_free(&part);
    return ok;
}
