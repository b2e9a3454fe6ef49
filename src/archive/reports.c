/* The same text in many outlets is one report: found by what it is compared by, verified, within 30 days, called by its first printing.
 * The days around new articles are gone through in order, so that it does not matter how many came at once. SPDX-License-Identifier: Apache-2.0 */
#include "archive/bands.h"
#include "archive/groups.h"
#include "archive/map.h"
#include "archive/writer.h"
#include <stdlib.h>

enum { DAYS_APART = 30, WINDOW_MAX = 200000, EXACT_MAX = 16, UNDATED_MAX = 50000 };
static const double ALIKE = 0.5, SHORT_ALIKE = 0.8, CONTAINED = 0.8, WORTH_EXACT = 0.6;

/* ---- while adding ---------------------------------------------------------------------------------------------------------------- */

bool reports_put(struct archive *a, int64_t version, bool dated, int32_t day, const struct sketch *sketch) {
    /* One row by its values: INSERT … SELECT opens a savepoint, at which FTS5 writes out the words it holds. */
    return store_run(a, "INSERT INTO sketch (version, day, pairs, slots) VALUES (?, ?, ?, ?)", "icib", version, dated, (int64_t)day, (int64_t)sketch->pairs,
                     sketch->pairs ? (str){(const char *)sketch->slots, sizeof sketch->slots} : (str){0});
}

/* A report that loses its first printing is called by the next. */
bool groups_forget(struct archive *a, int64_t version) {
    int64_t next = store_number(a, 0,
        "SELECT r.version FROM version_report r JOIN version v ON v.id = r.version WHERE r.report = ?1 AND r.report <> r.version ORDER BY v.day, v.id LIMIT 1", "i", version);
    if (next) store_run(a, "UPDATE version_report SET report = ?2 WHERE report = ?1 AND report <> version", "ii", version, next);
    return store_run(a, "DELETE FROM version_report WHERE version = ?", "i", version) && store_run(a, "DELETE FROM sketch WHERE version = ?", "i", version) &&
           events_forget(a, version);
}

/* ---- who belongs to whom --------------------------------------------------------------------------------------------------------- */

struct printing {
    int64_t version, kept;              /* kept: the report it was found to belong to before, or 0 */
    int64_t report;                     /* of the group, at its root: its earliest printing … */
    int32_t report_day, day;            /* … and when that was published; when this one was */
    uint32_t parent;
};

struct grouping {
    struct archive *archive;
    struct printing *printings; size_t room;    /* by number */
    struct map roots;                   /* of the reports that were there: number of a printing */
    struct bands bands;
    struct arena arena;                 /* pairs of the one at hand and of another */
    const uint64_t *pairs; uint32_t pair_count; int exact;      /* of the one at hand, once they are wanted; how often they were */
};

static uint32_t root_of(struct printing *p, uint32_t i) {
    while (p[i].parent != i) i = p[i].parent = p[p[i].parent].parent;
    return i;
}

static bool is_earlier(const struct printing *a, const struct printing *b) {
    return a->report_day != b->report_day ? a->report_day < b->report_day : a->report < b->report;
}

static void unite(struct printing *p, uint32_t a, uint32_t b) {
    a = root_of(p, a);
    b = root_of(p, b);
    if (a == b) return;
    uint32_t root = a < b ? a : b, other = a < b ? b : a;
    if (is_earlier(&p[other], &p[root])) {
        p[root].report = p[other].report;
        p[root].report_day = p[other].report_day;
    }
    p[other].parent = root;
}

/* ---- whether two are the same ---------------------------------------------------------------------------------------------------- */

static uint32_t pairs_of(struct grouping *g, int64_t version, const uint64_t **pairs) {
    struct buf text = {0};
    sqlite3_stmt *s = store_bind(g->archive, "SELECT length(CAST(title AS BLOB)) FROM version WHERE id = ?", "i", version);
    size_t title = 0;
    bool titled = store_row(g->archive, s) && sqlite3_column_type(s, 0) != SQLITE_NULL;
    if (titled) title = (size_t)sqlite3_column_int64(s, 0);
    if (s) sqlite3_reset(s);
    *pairs = NULL;
    if (!archive_text(g->archive, version, &text)) return 0;
    str whole = text.at ? buf_view(&text) : STR("");
    uint32_t count = sketch_pairs(g->archive->writer->pack, &g->arena, str_sub(whole, 0, title), str_sub(whole, titled ? title + 1 : 0, whole.len), pairs);
    buf_free(&text);
    return count;
}

static uint32_t count_common(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m) {
    uint32_t common = 0;
    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        common += a[i] == b[j];
        if (a[i] < b[j]) i++;
        else if (a[i] > b[j]) j++;
        else i++, j++;
    }
    return common;
}

/* How much of the shorter stands in the other, by their texts. */
static double contained(struct grouping *g, uint32_t number, uint32_t other) {
    const uint64_t *pairs;
    if (!g->pairs) g->pair_count = pairs_of(g, g->printings[number].version, &g->pairs);
    uint32_t count = pairs_of(g, g->printings[other].version, &pairs), least = count < g->pair_count ? count : g->pair_count;
    g->exact++;
    return least ? (double)count_common(g->pairs, g->pair_count, pairs, count) / least : 0;
}

static bool is_same(struct grouping *g, uint32_t number, uint32_t other) {
    const struct sketch *a = bands_sketch(&g->bands, number), *b = bands_sketch(&g->bands, other);
    uint32_t least = a->pairs < b->pairs ? a->pairs : b->pairs, most = a->pairs < b->pairs ? b->pairs : a->pairs;
    double alike = sketch_alike(a->slots, b->slots);
    if (most < SKETCH_SHORT) return alike >= SHORT_ALIKE;
    if (alike >= ALIKE) return true;
    double part = alike / (1 + alike) * (a->pairs + b->pairs) / least;
    return part >= WORTH_EXACT && g->exact < EXACT_MAX && contained(g, number, other) >= CONTAINED;
}

static bool in_group(const void *user, uint32_t number) {
    const struct grouping *g = user;
    return root_of(g->printings, number) == root_of(g->printings, g->bands.next - 1);
}

/* ---- one after another ----------------------------------------------------------------------------------------------------------- */

static struct printing *room_for(struct grouping *g, uint32_t number) {
    if (number == g->room) {
        g->room = g->room ? g->room * 2 : 1024;
        g->printings = must_realloc(g->printings, g->room * sizeof *g->printings);
    }
    return &g->printings[number];
}

static void find_printings(struct grouping *g, const struct printing *new, const struct sketch *sketch) {
    struct bands *b = &g->bands;
    struct printing *p = room_for(g, b->next);
    *p = *new;
    p->parent = b->next;
    uint32_t number = bands_put(b, sketch);
    g->pairs = NULL;
    g->exact = 0;
    if (new->kept) unite(g->printings, number, *map_of(&g->roots, (uint64_t)new->kept, number));
    for (uint32_t i = 0; i < b->found.len; i++)
        if (root_of(g->printings, b->found.at[i]) != root_of(g->printings, number) && is_same(g, number, b->found.at[i])) unite(g->printings, number, b->found.at[i]);
    bands_stand_for(b, in_group, g);
    arena_reset(&g->arena);
}

static void leave_window(struct grouping *g, int32_t day) {
    uint32_t first = g->bands.first;
    while (first < g->bands.next && (g->printings[first].day < day - DAYS_APART || g->bands.next - first >= WINDOW_MAX)) first++;
    bands_drop(&g->bands, first);
}

/* Of rows: version, day, pairs, slots, report, day of the report. */
static bool go_through(struct grouping *g, sqlite3_stmt *s) {
    while (store_row(g->archive, s)) {
        struct sketch sketch = {.pairs = (uint32_t)sqlite3_column_int64(s, 2)};
        str slots = store_text(s, 3);
        struct printing new = {.version = sqlite3_column_int64(s, 0), .day = sqlite3_column_int(s, 1), .kept = sqlite3_column_int64(s, 4)};
        new.report = new.kept ? new.kept : new.version;
        new.report_day = new.kept ? sqlite3_column_int(s, 5) : new.day;
        if (slots.len == sizeof sketch.slots) memcpy(sketch.slots, slots.at, slots.len);
        else sketch.pairs = 0;
        leave_window(g, new.day);
        find_printings(g, &new, &sketch);
    }
    return store_ok(g->archive);
}

#define PRINTINGS \
    "SELECT s.version, s.day, s.pairs, s.slots, r.report, h.day FROM sketch s LEFT JOIN version_report r ON r.version = s.version LEFT JOIN sketch h ON h.version = r.report "

static bool go_through_days(struct grouping *g, int32_t from, int32_t to) {
    bool ok = true;
    for (int32_t day = from; ok && day <= to; day++)
        ok = go_through(g, store_bind(g->archive, PRINTINGS "WHERE s.version IN (SELECT id FROM version WHERE day = ?) ORDER BY s.version", "i", (int64_t)day));
    return ok;
}

/* Those of unknown day are compared with each other, as far as they came one after the other. */
static bool go_through_undated(struct grouping *g, int64_t after) {
    int64_t first = store_number(g->archive, 0, "SELECT min(version) FROM sketch WHERE version > ? AND day IS NULL", "i", after);
    if (!first) return store_ok(g->archive);
    return go_through(g, store_bind(g->archive, PRINTINGS "WHERE s.version > ? AND s.day IS NULL ORDER BY s.version", "i", first - UNDATED_MAX));
}

/* Every stretch of days that are near enough to a new one. */
static bool go_through_new(struct grouping *g, int64_t after) {
    sqlite3_stmt *s = store_bind(g->archive, "SELECT DISTINCT day FROM sketch WHERE version > ? AND day IS NOT NULL ORDER BY day", "i", after);
    int32_t from = 0, to = -1;
    bool any = false, ok = true;
    while (ok && store_row(g->archive, s)) {
        int32_t day = sqlite3_column_int(s, 0);
        if (any && day - DAYS_APART > to + 1) {
            ok = go_through_days(g, from, to);
            bands_clear(&g->bands, g->bands.next);
        }
        if (!any || day - DAYS_APART > to + 1) from = day - DAYS_APART;
        to = day + DAYS_APART;
        any = true;
    }
    if (any && ok) ok = go_through_days(g, from, to);
    bands_clear(&g->bands, g->bands.next);
    return ok && store_ok(g->archive) && go_through_undated(g, after);
}

/* ---- what was found -------------------------------------------------------------------------------------------------------------- */

static bool rename_report(struct archive *a, int64_t from, int64_t to) {
    return store_run(a, "UPDATE version_report SET report = ?2 WHERE report = ?1 AND report <> version", "ii", from, to) &&
           store_run(a, "UPDATE version_report SET report = ?2 WHERE version = ?1", "ii", from, to);
}

static bool save(struct grouping *g) {
    bool ok = true;
    for (uint32_t i = 0; ok && i < g->bands.next; i++) {
        struct printing *p = &g->printings[i];
        int64_t report = g->printings[root_of(g->printings, i)].report;
        if (!p->kept) ok = store_run(g->archive, "INSERT INTO version_report (version, report) VALUES (?, ?)", "ii", p->version, report);
        else if (p->kept != report && *map_of(&g->roots, (uint64_t)p->kept, i) == i) ok = rename_report(g->archive, p->kept, report);
    }
    return ok;
}

/* What an archive of an older schema holds has nothing to be compared by yet. */
static bool fill_in(struct archive *a) {
    sqlite3_stmt *s = store_bind(a, "SELECT v.id, coalesce(v.title, ''), v.title IS NOT NULL, v.day FROM article c JOIN version v ON v.id = c.current LEFT JOIN sketch k ON k.version = v.id "
                                    "WHERE k.version IS NULL ORDER BY v.id", "");
    struct buf text = {0};
    struct sketch sketch;
    bool ok = true;
    while (ok && store_row(a, s)) {
        size_t title = store_text(s, 1).len, before = sqlite3_column_int(s, 2) ? title + 1 : 0;
        text.len = 0;
        ok = archive_text(a, sqlite3_column_int64(s, 0), &text);
        if (!ok) break;
        str whole = text.at ? buf_view(&text) : STR("");
        sketch_of(a->writer->pack, &a->writer->arena, str_sub(whole, 0, title), str_sub(whole, before, whole.len), &sketch);
        arena_reset(&a->writer->arena);
        ok = reports_put(a, sqlite3_column_int64(s, 0), sqlite3_column_type(s, 3) != SQLITE_NULL, sqlite3_column_int(s, 3), &sketch);
    }
    buf_free(&text);
    return ok && store_ok(a);
}

bool reports_group(struct archive *a) {
    bool grouped = store_number(a, 0, "SELECT count(*) FROM setting WHERE key = 'grouped'", "");
    if (!grouped && !fill_in(a)) return false;
    int64_t after = store_number(a, 0, "SELECT value FROM setting WHERE key = 'grouped'", "");
    struct grouping g = {.archive = a};
    bool ok = go_through_new(&g, after) && save(&g) &&
              store_run(a, "INSERT INTO setting (key, value) SELECT 'grouped', max(version) FROM sketch WHERE true ON CONFLICT DO UPDATE SET value = excluded.value", "");
    free(g.printings);
    map_free(&g.roots);
    bands_free(&g.bands);
    arena_free(&g.arena);
    return ok;
}
