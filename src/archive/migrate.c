/* From older schemas to this one. SPDX-License-Identifier: Apache-2.0 */
#include "archive/store.h"

/* steps[n] leads from schema n + 1 to n + 2. Tables and indexes alone: views are made anew. */
static const char *const steps[SCHEMA_VERSION - 1] = {
    "CREATE TABLE record_change (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, version INTEGER NOT NULL, kind INTEGER NOT NULL, record_id TEXT NOT NULL, fields TEXT NOT NULL)",
    "DROP TABLE IF EXISTS band; DROP TABLE version_report; DROP TABLE IF EXISTS event; DROP TABLE event_record; DROP TABLE IF EXISTS sketch;"
    "DELETE FROM setting WHERE key IN ('grouped', 'told');"
    "CREATE TABLE sketch (version INTEGER PRIMARY KEY, day INTEGER, pairs INTEGER NOT NULL, slots BLOB);"
    "CREATE TABLE version_report (version INTEGER PRIMARY KEY, report INTEGER NOT NULL);"
    "CREATE INDEX report_printings ON version_report (report);"
    "CREATE TABLE event_record (record INTEGER PRIMARY KEY, event INTEGER NOT NULL);"
    "CREATE INDEX event_tellings ON event_record (event)",
};

static bool drop_views(struct archive *a) {
    struct buf drops = {0};
    sqlite3_stmt *s = store_bind(a, "SELECT format('DROP VIEW \"%w\";', name) FROM sqlite_schema WHERE type = 'view'", "");
    while (store_row(a, s)) buf_str(&drops, store_text(s, 0));
    buf_byte(&drops, '\0');
    bool ok = store_exec(a, drops.at);
    buf_free(&drops);
    return ok;
}

static bool make_views(struct archive *a) { return store_exec(a, strstr(schema_sql(), "-- ---- views")); }

static bool mark(struct archive *a) {
    struct buf sql = {0};
    buf_printf(&sql, "PRAGMA user_version = %d", SCHEMA_VERSION);
    bool ok = store_exec(a, sql.at);
    buf_free(&sql);
    return ok;
}

bool store_migrate(struct archive *a) {
    bool ok = store_exec(a, "BEGIN IMMEDIATE");
    /* Another program may have done it in the meantime. */
    for (int64_t from = store_pragma(a, "PRAGMA user_version"); ok && from < SCHEMA_VERSION; from++)
        ok = from > 0 ? store_exec(a, steps[from - 1]) : store_complain(a, ARCHIVE_DAMAGED, "%s: has no schema of ghotona", a->path);
    return ok && drop_views(a) && make_views(a) && mark(a) && store_exec(a, "COMMIT");
}
