/* Accounts as SQL. In all of them ?1 is the unit, ?2 what to tell apart, ?3 how many rows, ?4 a day; `chosen` are the records (articles)
 * that were asked for, and version_report has the articles as they stand. SPDX-License-Identifier: Apache-2.0 */
#include "archive/account.h"

#define OPTIONS "WITH o(unit, by, rows, day) AS (SELECT ?1, ?2, ?3, ?4), "
#define PERIOD(day) \
    "CASE (SELECT unit FROM o) WHEN 'day' THEN date(" day " * 86400, 'unixepoch') WHEN 'week' THEN date(" day " * 86400, 'unixepoch', 'weekday 0', '-6 days') " \
    "WHEN 'month' THEN strftime('%Y-%m', " day " * 86400, 'unixepoch') ELSE strftime('%Y', " day " * 86400, 'unixepoch') END"
#define NAMES_OF(role, record) \
    "(SELECT group_concat(coalesce(latin, text, code || ' ' || sector, code, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = " record " AND q.role = " role ")"
#define DAY(day) "date(" day " * 86400, 'unixepoch')"
#define LIMIT " LIMIT (SELECT rows FROM o)"
/* Who is who on both sides of an act, each pair once. */
#define PAIRS \
    "SELECT DISTINCT r.id AS record, r.version, r.scale, a.key AS source, b.key AS target FROM chosen f JOIN record r ON r.id = f.id JOIN version_report g ON g.version = r.version " \
    "JOIN record_party p ON p.record = r.id AND p.role = 1 JOIN actor a ON a.id = p.actor JOIN record_party q ON q.record = r.id AND q.role = 2 JOIN actor b ON b.id = q.actor " \
    "WHERE a.key <> b.key"
#define EDGES \
    "edge AS (SELECT source, target, count(DISTINCT e.event) AS events, count(*) AS records, count(DISTINCT p.version) AS articles, avg(p.scale) AS scale " \
    "FROM (" PAIRS ") p JOIN event_record e ON e.record = p.record GROUP BY source, target ORDER BY events DESC, source, target" LIMIT ") "

static const char timeline[] =
    ", told AS (SELECT " PERIOD("r.date_from") " AS period, CASE (SELECT by FROM o) WHEN 'type' THEN r.type END AS type, e.event, r.id, r.version "
    "FROM chosen f JOIN record r ON r.id = f.id JOIN event_record e ON e.record = r.id "
    "WHERE r.date_from IS NOT NULL AND CASE (SELECT unit FROM o) WHEN 'year' THEN 1 WHEN 'month' THEN r.grain <> 3 ELSE r.grain = 1 END), "
    "kept AS (SELECT " PERIOD("v.day") " AS period, count(*) AS articles FROM version_report g JOIN version v ON v.id = g.version WHERE v.day IS NOT NULL GROUP BY 1) "
    "SELECT period, t.text, count(DISTINCT event), count(*), coalesce(k.articles, 0), CASE WHEN k.articles > 0 THEN 100.0 * count(DISTINCT event) / k.articles END "
    "FROM told LEFT JOIN kept k USING (period) LEFT JOIN name t ON t.id = told.type GROUP BY period, told.type ORDER BY period, t.text" LIMIT;

static const char actors[] =
    " SELECT min(p.actor), sum(p.role = 1), sum(p.role = 2), sum(p.role = 3), count(DISTINCT e.event), count(DISTINCT r.version), " DAY("min(r.date_from)") ", " DAY("max(r.date_from)") ", "
    "CASE WHEN min(c.text) = max(c.text) THEN min(c.text) END, CASE WHEN min(s.text) = max(s.text) THEN min(s.text) END, k.text, (SELECT n.text FROM actor o JOIN name n ON n.id = o.text WHERE o.key = a.key ORDER BY o.id LIMIT 1) "
    "FROM chosen f JOIN record r ON r.id = f.id JOIN version_report g ON g.version = r.version JOIN event_record e ON e.record = r.id JOIN record_party p ON p.record = r.id "
    "JOIN actor a ON a.id = p.actor JOIN name k ON k.id = a.key LEFT JOIN name c ON c.id = a.code LEFT JOIN name s ON s.id = a.sector "
    "GROUP BY a.key ORDER BY count(*) DESC, k.text" LIMIT;

static const char pairs[] =
    " SELECT count(DISTINCT e.event), count(DISTINCT r.id), count(DISTINCT r.version), avg(r.scale), " DAY("min(r.date_from)") ", " DAY("max(r.date_from)") ", t.text, m.text "
    "FROM chosen f JOIN record r ON r.id = f.id JOIN version_report g ON g.version = r.version JOIN event_record e ON e.record = r.id JOIN name t ON t.id = r.type "
    "LEFT JOIN name m ON m.id = r.mode GROUP BY t.text, m.text ORDER BY 1 DESC, 7, 8" LIMIT;

static const char edges[] =
    ", " EDGES "SELECT source, target, events, records, articles, scale, a.text, b.text FROM edge JOIN name a ON a.id = source JOIN name b ON b.id = target ORDER BY events DESC, a.text, b.text";

static const char nodes[] =
    ", " EDGES "SELECT k.id, k.text, (SELECT n.text FROM actor a JOIN name n ON n.id = a.code WHERE a.key = k.id ORDER BY a.id LIMIT 1), "
    "(SELECT n.text FROM actor a JOIN name n ON n.id = a.sector WHERE a.key = k.id ORDER BY a.id LIMIT 1) "
    "FROM (SELECT source AS key FROM edge UNION SELECT target FROM edge) JOIN name k ON k.id = key ORDER BY k.text";

static const char quotes[] =
    " SELECT v.article, v.id, q.start, q.stop, " DAY("v.day") ", q.direct, o.text, s.text FROM chosen f JOIN version v ON v.id = f.id JOIN version_report g ON g.version = v.id "
    "JOIN quote q ON q.version = v.id LEFT JOIN name o ON o.id = v.outlet LEFT JOIN name s ON s.id = q.speaker "
    "WHERE (SELECT by FROM o) IS NULL OR instr(bangla_fold(s.text), bangla_fold((SELECT by FROM o))) ORDER BY v.day DESC, v.id, q.ordinal" LIMIT;

/* One row an event: of the tellings that were asked for, the first tells what was promised. */
static const char pledges[] =
    ", first AS (SELECT e.event, min(r.id) AS record FROM chosen f JOIN record r ON r.id = f.id JOIN version_report g ON g.version = r.version JOIN event_record e ON e.record = r.id "
    "JOIN pledge p ON p.record = r.id GROUP BY e.event) "
    "SELECT x.event, " DAY("r.date_from") ", " DAY("p.due_from") ", " DAY("p.due_to") ", "
    "CASE WHEN p.due_to IS NULL THEN NULL WHEN p.due_to < (SELECT day FROM o) THEN 'overdue' WHEN p.due_from <= (SELECT day FROM o) THEN 'due' ELSE 'open' END, t.text, p.not_to, "
    "(SELECT count(*) FROM event_records w WHERE w.event = x.event), (SELECT count(DISTINCT report) FROM event_records w WHERE w.event = x.event), "
    "(SELECT count(DISTINCT outlet) FROM event_records w WHERE w.event = x.event), " NAMES_OF("1", "r.id") ", " NAMES_OF("2", "r.id") ", p.text "
    "FROM first x JOIN record r ON r.id = x.record JOIN pledge p ON p.record = r.id JOIN name t ON t.id = r.type "
    "ORDER BY p.due_to IS NULL, p.due_to, r.date_from, x.event" LIMIT;

static const char coverage[] =
    " SELECT strftime('%Y-%m', v.day * 86400, 'unixepoch'), count(*), count(DISTINCT v.day), count(DISTINCT g.report), sum(y.records), o.text FROM chosen f JOIN version v ON v.id = f.id "
    "JOIN version_report g ON g.version = v.id LEFT JOIN reading y ON y.version = v.id LEFT JOIN name o ON o.id = v.outlet GROUP BY o.text, 1 ORDER BY o.text, 1" LIMIT;

/* Counts of an event, days that the text tells, places, parties, stances: where two tellings have another value. What a telling leaves out differs from nothing. */
static const char differences[] =
    ", told AS MATERIALIZED (SELECT e.event, r.* FROM (SELECT DISTINCT e.event FROM chosen f JOIN event_record e ON e.record = f.id WHERE EXISTS "
    "(SELECT 1 FROM event_record o WHERE o.event = e.event AND o.event <> o.record)) d JOIN event_record e ON e.event = d.event "
    "JOIN record r ON r.id = e.record), "
    "value AS (SELECT t.event, t.id, t.version, CASE c.kind WHEN 0 THEN 'dead' WHEN 1 THEN 'injured' WHEN 2 THEN 'arrested' ELSE 'protesters' END AS field, "
    "CASE WHEN c.low = c.high THEN c.low ELSE c.low || '-' || c.high END AS value FROM told t JOIN record_count c ON c.record = t.id "
    "UNION ALL SELECT event, id, version, 'date', " DAY("date_from") " || CASE WHEN date_to > date_from THEN '/' || " DAY("date_to") " ELSE '' END FROM told WHERE dated_by = 1 "
    "UNION ALL SELECT t.event, t.id, t.version, 'place', n.text FROM told t JOIN place p ON p.id = t.place JOIN name n ON n.id = coalesce(p.latin, p.text) "
    "WHERE p.city IS NOT NULL OR p.district IS NOT NULL OR p.province IS NOT NULL OR p.resolution > 1 "
    "UNION ALL SELECT event, id, version, 'actor', " NAMES_OF("1", "told.id") " FROM told "
    "UNION ALL SELECT event, id, version, 'recipient', " NAMES_OF("2", "told.id") " FROM told "
    "UNION ALL SELECT event, id, version, 'stance', CASE stance WHEN 0 THEN 'asserts' WHEN 1 THEN 'alleges' ELSE 'denies' END FROM told WHERE stance IS NOT NULL), "
    "many AS (SELECT event, field FROM value WHERE value IS NOT NULL GROUP BY 1, 2 HAVING count(DISTINCT value) > 1) "
    "SELECT x.event, x.field, count(DISTINCT x.id), count(DISTINCT g.report), " DAY("min(v.day)") ", t.text, x.value, group_concat(DISTINCT o.text) FROM many JOIN value x USING (event, field) "
    "JOIN record r ON r.id = x.event JOIN name t ON t.id = r.type JOIN version v ON v.id = x.version LEFT JOIN version_report g ON g.version = v.id LEFT JOIN name o ON o.id = v.outlet "
    "WHERE x.value IS NOT NULL GROUP BY x.event, x.field, x.value ORDER BY x.event, x.field, 3 DESC, x.value" LIMIT;

static const struct account_sql { const char *sql; bool of_articles; } accounts[] = {
    [ACCOUNT_TIMELINE] = {timeline, false}, [ACCOUNT_ACTORS] = {actors, false}, [ACCOUNT_PAIRS] = {pairs, false}, [ACCOUNT_EDGES] = {edges, false},
    [ACCOUNT_NODES] = {nodes, false}, [ACCOUNT_QUOTES] = {quotes, true}, [ACCOUNT_PLEDGES] = {pledges, false}, [ACCOUNT_COVERAGE] = {coverage, true},
    [ACCOUNT_DIFFERENCES] = {differences, false},
};
enum { FIRST_OF_FILTER = 5 };

static void bind_options(sqlite3_stmt *s, const struct account_options *o) {
    if (o->unit.at) sqlite3_bind_text64(s, 1, o->unit.at, o->unit.len, SQLITE_STATIC, SQLITE_UTF8);
    if (o->by.at) sqlite3_bind_text64(s, 2, o->by.at, o->by.len, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(s, 3, o->limit);
    sqlite3_bind_int64(s, 4, o->day);
}

bool account_open(struct account *x, struct archive *archive, struct arena *arena, enum account_kind kind, const struct query_node *filter, const struct account_options *options) {
    const struct account_sql *account = &accounts[kind];
    struct condition whole = {0};
    *x = (struct account){.archive = archive, .selection = {.archive = archive, .arena = arena, .records_by = ""}};
    if (!select_query(&x->selection, filter, !account->of_articles)) return false;
    if (x->selection.rest.sql.len) condition_add(&x->selection, &whole, "", &x->selection.rest, "");
    if (x->selection.acts.sql.len) condition_add(&x->selection, &whole, "EXISTS (SELECT 1 FROM record r WHERE r.version = v.id AND ", &x->selection.acts, ")");
    if (!whole.sql.len) buf_text(&whole.sql, "true");
    struct buf before = {0}, after = {0};
    buf_printf(&before, OPTIONS "chosen(id) AS (SELECT %s WHERE %c", account->of_articles ? "v.id FROM version v" : "r.id FROM record r", 0);
    buf_printf(&after, ") %s%c", account->sql, 0);
    x->rows = select_prepare(&x->selection, before.at, &whole, after.at, FIRST_OF_FILTER);
    buf_free(&before);
    buf_free(&after);
    buf_free(&whole.sql);
    if (x->rows) bind_options(x->rows, options);
    return store_ok(archive);
}

bool account_row(struct account *x) { return select_step(x->archive, x->rows); }

void account_close(struct account *x) {
    sqlite3_finalize(x->rows);
    selection_free(&x->selection);
}
