/* Articles and records that a query asks for, a page at a time.
 *
 * The text index gives versions in the order of their numbers. Few of them are looked at one by one; of many, a page by date is filled by
 * going through the days from the latest one, and a page by rank is chosen among those added last. SPDX-License-Identifier: Apache-2.0 */
#include "archive/search.h"
#include "archive/found.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct candidate { int64_t id, score; bool dated; int32_t day; };

struct search {
    struct selection s;
    const struct search_request *request;
    struct search_page *page;
    struct version_set set;         /* of few versions: they alone can match */
    bool few;
    struct condition whole;         /* all that must hold of `v` but the match */
    VEC(struct candidate) found;
};

/* ---- what must hold -------------------------------------------------------------------------------------------------------------- */

/* Whether some article has several versions; numbers are given in turn, so the greatest tell. */
static bool has_old_versions(struct archive *a) {
    return store_number(a, 0, "SELECT (SELECT max(id) FROM version) <> (SELECT max(id) FROM article)", "");
}

/* If few versions have such records, they become the set. */
static bool narrow_by_acts(struct search *x) {
    struct buf before = {0};
    if (!x->s.acts.sql.len) return false;
    buf_printf(&before, "SELECT DISTINCT r.version FROM record r %s WHERE ", x->s.records_by);
    buf_byte(&before, '\0');
    struct version_set set = {0};
    sqlite3_stmt *found = select_prepare(&x->s, before.at, &x->s.acts, "", 1);
    buf_free(&before);
    while (set.count <= SELECT_FEW && select_step(x->s.archive, found)) set_add(x->s.arena, &set, sqlite3_column_int64(found, 0));
    sqlite3_finalize(found);
    if (set.count > SELECT_FEW) return false;
    x->set = set;
    x->few = true;
    return true;
}

static void put_whole(struct search *x) {
    static const struct condition none = {0};
    bool narrowed = narrow_by_acts(x);
    if (x->s.rest.sql.len) condition_add(&x->s, &x->whole, "", &x->s.rest, "");
    if (x->s.acts.sql.len && !narrowed) condition_add(&x->s, &x->whole, "EXISTS (SELECT 1 FROM record r INDEXED BY record_version WHERE r.version = v.id AND ", &x->s.acts, ")");
    if (has_old_versions(x->s.archive)) condition_add(&x->s, &x->whole, "EXISTS (SELECT 1 FROM article a WHERE a.id = v.article AND a.current = v.id)", &none, "");
}

/* A statement that tells the day of a version if all holds of it. */
static sqlite3_stmt *prepare_check(struct search *x) {
    return select_prepare(&x->s, x->whole.sql.len ? "SELECT v.day FROM version v WHERE v.id = ?1 AND " : "SELECT v.day FROM version v WHERE v.id = ?1", &x->whole, "", 2);
}

static bool check(struct search *x, sqlite3_stmt *statement, int64_t id, struct candidate *c) {
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, 1, id);
    *c = (struct candidate){.id = id};
    if (!select_step(x->s.archive, statement)) return false;
    c->dated = sqlite3_column_type(statement, 0) != SQLITE_NULL;
    c->day = sqlite3_column_int(statement, 0);
    return true;
}

/* ---- pages ----------------------------------------------------------------------------------------------------------------------- */

/* Which stands first: above 0 if b does. By date, what has none stands last; then what was added last stands first. */
static int later_first(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->dated != b->dated) return b->dated - a->dated;
    if (a->day != b->day) return (b->day > a->day) - (b->day < a->day);
    return (b->id > a->id) - (b->id < a->id);
}

static int better_first(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->score != b->score) return (b->score > a->score) - (b->score < a->score);
    return (b->id > a->id) - (b->id < a->id);
}

static struct candidate place_of(const struct search_place *p) { return (struct candidate){p->id, p->score, p->dated, p->day}; }

/* Keeps the page of what was found, in order. */
static void cut_page(struct search *x, int (*order)(const void *, const void *)) {
    const struct search_request *r = x->request;
    struct candidate after = place_of(&r->after);
    uint32_t from = 0;
    if (x->found.len) qsort(x->found.at, x->found.len, sizeof *x->found.at, order);
    while (r->after.given && from < x->found.len && order(&after, &x->found.at[from]) >= 0) from++;
    x->found.at = x->found.at ? x->found.at + from : NULL;
    x->found.len -= from;
    x->page->more = x->found.len > r->limit;
    if (x->page->more) x->found.len = (uint32_t)r->limit;
    if (!x->page->more) return;
    const struct candidate *last = &x->found.at[x->found.len - 1];
    x->page->next = (struct search_place){true, last->dated, last->day, last->score, last->id};
}

/* ---- by rank --------------------------------------------------------------------------------------------------------------------- */

/* How often each phrase stands in a candidate; in a title as good as TITLE_HITS times. */
enum { PHRASES_MAX = QUERY_TERMS_MAX, TITLE_HITS = 4, TITLE_COLUMN = 1 };
struct weights { float hits[PHRASES_MAX]; };

static void weigh(struct weights *w, const struct hit *hits, size_t count) {
    *w = (struct weights){0};
    for (size_t i = 0; i < count; i++)
        if (hits[i].phrase < PHRASES_MAX) w->hits[hits[i].phrase] += hits[i].column == TITLE_COLUMN ? TITLE_HITS : 1;
}

/* As BM25 without lengths; how rare a phrase is, is told by the candidates themselves. */
static void score_all(struct search *x, const struct weights *weights) {
    double rarity[PHRASES_MAX] = {0}, n = x->found.len;
    for (uint32_t i = 0; i < x->found.len; i++)
        for (size_t p = 0; p < PHRASES_MAX; p++) rarity[p] += weights[i].hits[p] > 0;
    for (size_t p = 0; p < PHRASES_MAX; p++) rarity[p] = log(1 + (n + 1) / (rarity[p] + 0.5));
    for (uint32_t i = 0; i < x->found.len; i++) {
        double score = 0;
        for (size_t p = 0; p < PHRASES_MAX; p++) score += rarity[p] * weights[i].hits[p] / (weights[i].hits[p] + 1.2);
        x->found.at[i].score = llround(score * 1e6);
    }
}

/* The statement that gives matching versions, the last added first; `what` beside rowid. */
static sqlite3_stmt *prepare_match(struct search *x, const char *what) {
    struct buf sql = {0};
    struct condition none = {0};
    buf_printf(&sql, "SELECT rowid%s FROM search WHERE search MATCH ?1", what);
    if (x->few) {
        buf_printf(&sql, " AND among(%u, rowid)", x->s.sets.len);
        *vec_push(x->s.arena, &x->s.sets) = x->set;
    }
    buf_text(&sql, " ORDER BY rowid DESC");
    buf_byte(&sql, '\0');
    sqlite3_stmt *statement = select_prepare(&x->s, sql.at, &none, "", 2);
    buf_free(&sql);
    if (statement) sqlite3_bind_text64(statement, 1, x->s.match.at, x->s.match.len, SQLITE_STATIC, SQLITE_UTF8);
    return statement;
}

static void find_ranked(struct search *x) {
    struct candidate c;
    sqlite3_stmt *match = prepare_match(x, ", hits(search)"), *whole = prepare_check(x);
    bool checked = x->whole.sql.len > 0;
    struct weights *weights = arena_space(x->s.arena, sizeof *weights * SEARCH_RANKED_MAX);
    while (select_step(x->s.archive, match)) {
        c = (struct candidate){.id = sqlite3_column_int64(match, 0)};
        if (checked && !check(x, whole, c.id, &c)) continue;
        if (x->found.len == SEARCH_RANKED_MAX) {
            x->page->only_latest = true;
            break;
        }
        weigh(&weights[x->found.len], sqlite3_column_blob(match, 1), (size_t)sqlite3_column_bytes(match, 1) / sizeof(struct hit));
        *vec_push(x->s.arena, &x->found) = c;
    }
    sqlite3_finalize(match);
    sqlite3_finalize(whole);
    score_all(x, weights);
    cut_page(x, better_first);
}

/* ---- by date --------------------------------------------------------------------------------------------------------------------- */

/* All versions that match the text become the set; few are looked at one by one. */
static void match_text(struct search *x) {
    struct version_set set = {0};
    sqlite3_stmt *match = prepare_match(x, "");
    while (select_step(x->s.archive, match)) set_add(x->s.arena, &set, sqlite3_column_int64(match, 0));
    sqlite3_finalize(match);
    x->set = set;
    x->few = set.count <= SELECT_FEW;
}

/* Calls for each number of the set. */
static void check_set(struct search *x) {
    struct candidate c;
    sqlite3_stmt *whole = prepare_check(x);
    for (int64_t id = 0; id < x->set.bit_count && !x->page->out_of_time; id++)
        if (set_holds(&x->set, id) && check(x, whole, id, &c)) *vec_push(x->s.arena, &x->found) = c;
    sqlite3_finalize(whole);
}

/* The condition for going through all versions. */
static void put_walk(struct search *x) {
    static const struct condition none = {0};
    if (!x->s.match.at) return;
    char before[64];
    snprintf(before, sizeof before, "among(%u, v.id)", x->s.sets.len);
    *vec_push(x->s.arena, &x->s.sets) = x->set;
    struct condition with = {0};
    condition_add(&x->s, &with, before, &none, "");
    if (x->whole.sql.len) condition_add(&x->s, &with, "", &x->whole, "");
    buf_free(&x->whole.sql);
    x->whole = with;
}

/* Goes on until the page is full. The place where the last page ended is passed over by cut_page. */
static void walk(struct search *x, const char *before, int64_t from, const char *after) {
    sqlite3_stmt *all = select_prepare(&x->s, before, &x->whole, after, 2);
    struct candidate start = place_of(&x->request->after);
    uint32_t wanted = 0;
    if (all) sqlite3_bind_int64(all, 1, from);
    while (wanted <= x->request->limit && select_step(x->s.archive, all)) {
        bool dated = sqlite3_column_type(all, 1) != SQLITE_NULL;
        struct candidate c = {sqlite3_column_int64(all, 0), 0, dated, sqlite3_column_int(all, 1)};
        if (x->request->after.given && later_first(&start, &c) >= 0) continue;
        *vec_push(x->s.arena, &x->found) = c;
        wanted++;
    }
    sqlite3_finalize(all);
}

#define VERSIONS "SELECT v.id, v.day FROM version v WHERE "
#define RECORDS "SELECT r.id, r.date_from"

static void walk_versions(struct search *x) {
    const struct search_place *after = &x->request->after;
    bool any = x->whole.sql.len > 0;
    int64_t day = after->given && after->dated ? after->day : INT32_MAX;
    if (!after->given || after->dated) walk(x, any ? VERSIONS "v.day <= ?1 AND " : VERSIONS "v.day <= ?1", day, " ORDER BY v.day DESC, v.id DESC");
    if (x->found.len <= x->request->limit)
        walk(x, any ? VERSIONS "v.day IS NULL AND v.id < ?1 AND " : VERSIONS "v.day IS NULL AND v.id < ?1", after->given && !after->dated ? after->id : INT64_MAX, " ORDER BY v.id DESC");
}

static void find_by_date(struct search *x) {
    if (x->s.match.at) match_text(x);
    if (x->few) {
        check_set(x);
    } else {
        put_walk(x);
        walk_versions(x);
    }
    cut_page(x, later_first);
}

/* ---- articles -------------------------------------------------------------------------------------------------------------------- */

static bool open_search(struct search *x, struct archive *a, struct arena *arena, const struct search_request *request, struct search_page *page, bool events) {
    *page = (struct search_page){0};
    *x = (struct search){.s = {.archive = a, .arena = arena}, .request = request, .page = page};
    select_limit_time(a, &page->out_of_time);
    return hits_register(a) && select_query(&x->s, request->query, events);
}

static bool close_search(struct search *x) {
    select_no_limit(x->s.archive);
    buf_free(&x->whole.sql);
    selection_free(&x->s);
    return store_ok(x->s.archive);
}

bool search_articles(struct archive *a, struct arena *arena, const struct search_request *request, struct search_page *page) {
    struct search x;
    if (!open_search(&x, a, arena, request, page, false)) return close_search(&x);
    put_whole(&x);
    if (x.s.match.at && !request->by_date) find_ranked(&x);
    else find_by_date(&x);
    select_no_limit(a);             /* what was found is shown whole */
    struct found_article *articles = arena_new(arena, struct found_article, x.found.len);
    for (uint32_t i = 0; i < x.found.len && store_ok(a); i++) found_article(&x.s, x.found.at[i].id, &articles[i]);
    page->articles = articles;
    page->count = x.found.len;
    return close_search(&x);
}

/* ---- events ---------------------------------------------------------------------------------------------------------------------- */

/* What must hold of records; the text index gives versions of which few are looked up. Gives how records are best looked up. */
static const char *put_whole_of_events(struct search *x) {
    static const struct condition none = {0};
    char among_set[64];
    bool matched = x->s.match.at != NULL;
    if (matched) match_text(x);
    if (matched && x->few) {
        struct condition these = {0};
        condition_in(&x->s, &these, "r.version", set_list(x->s.arena, &x->set));
        condition_add(&x->s, &x->whole, "", &these, "");
        buf_free(&these.sql);
    } else if (matched) {
        snprintf(among_set, sizeof among_set, "among(%u, r.version)", x->s.sets.len);
        *vec_push(x->s.arena, &x->s.sets) = x->set;
        condition_add(&x->s, &x->whole, among_set, &none, "");
    }
    if (x->s.rest.sql.len) condition_add(&x->s, &x->whole, "", &x->s.rest, "");
    if (has_old_versions(x->s.archive))
        condition_add(&x->s, &x->whole, "EXISTS (SELECT 1 FROM version v JOIN article a ON a.id = v.article AND a.current = v.id WHERE v.id = r.version)", &none, "");
    str from = arena_printf(x->s.arena, " FROM record r %s WHERE ", matched && x->few ? "INDEXED BY record_version" : x->s.records_by);
    return from.at;
}

static void walk_records(struct search *x, const char *from, const char *dated, const char *and, int64_t start, const char *after) {
    struct buf before = {0};
    buf_printf(&before, RECORDS "%s%s%s", from, dated, and);
    buf_byte(&before, '\0');
    walk(x, before.at, start, after);
    buf_free(&before);
}

static void find_events(struct search *x, const char *from) {
    const struct search_place *after = &x->request->after;
    const char *and = x->whole.sql.len ? " AND " : "";
    int64_t day = after->given && after->dated ? after->day : INT32_MAX;
    if (!after->given || after->dated) walk_records(x, from, "r.date_from <= ?1", and, day, " ORDER BY r.date_from DESC, r.id DESC");
    if (x->found.len <= x->request->limit)
        walk_records(x, from, "r.date_from IS NULL AND r.id < ?1", and, after->given && !after->dated ? after->id : INT64_MAX, " ORDER BY r.id DESC");
    cut_page(x, later_first);
}

bool search_events(struct archive *a, struct arena *arena, const struct search_request *request, struct search_page *page) {
    struct search x;
    if (!open_search(&x, a, arena, request, page, true)) return close_search(&x);
    find_events(&x, put_whole_of_events(&x));
    select_no_limit(a);
    struct found_event *events = arena_new(arena, struct found_event, x.found.len);
    for (uint32_t i = 0; i < x.found.len && store_ok(a); i++) found_event(&x.s, x.found.at[i].id, &events[i]);
    page->events = events;
    page->count = x.found.len;
    return close_search(&x);
}

/* ---- counting -------------------------------------------------------------------------------------------------------------------- */

const char *const search_facet_names[FACET_COUNT] = {"type", "mode", "outlet", "actor", "place", "month"};

/* Of the records `r` that are counted, or of those that counted articles have; and of the counted articles `v`. */
static const struct facet_sql { bool of_version; const char *value, *join, *group; } facet_sql[FACET_COUNT] = {
    [FACET_TYPE] = {false, "(SELECT text FROM name WHERE id = r.type)", "", "r.type"},
    [FACET_MODE] = {false, "(SELECT text FROM name WHERE id = r.mode)", "", "r.mode"},
    [FACET_OUTLET] = {true, "(SELECT text FROM name WHERE id = v.outlet)", "", "v.outlet"},
    [FACET_ACTOR] = {false, "(SELECT text FROM name WHERE id = c.key)", " JOIN record_party p ON p.record = r.id AND p.role = 1 JOIN actor c ON c.id = p.actor", "c.key"},
    [FACET_PLACE] = {false, "(SELECT text FROM name WHERE id = coalesce(l.latin, l.text))", " JOIN place l ON l.id = r.place", "coalesce(l.latin, l.text)"},
    [FACET_MONTH] = {true, "strftime('%Y-%m', v.day * 86400, 'unixepoch')", "", "1"},
};

/* The month of a record is that of its date. */
static const struct facet_sql event_month = {false, "strftime('%Y-%m', r.date_from * 86400, 'unixepoch')", "", "1"};

/* All numbers that match, of versions or of records. */
static struct version_set match_all(struct search *x, bool events, const char *from) {
    struct version_set all = {0};
    struct buf before = {0};
    if (!events && x->few) {
        check_set(x);
        for (uint32_t i = x->found.len; i-- > 0;) set_add(x->s.arena, &all, x->found.at[i].id);
        return all;
    }
    if (!events) put_walk(x);
    buf_printf(&before, "SELECT %s%s%s", events ? "r.id" : "v.id", events ? from : " FROM version v WHERE ", x->whole.sql.len ? "" : "?1 IS NULL");
    buf_byte(&before, '\0');
    sqlite3_stmt *found = select_prepare(&x->s, before.at, &x->whole, events ? " ORDER BY r.id DESC" : " ORDER BY v.id DESC", 1);
    buf_free(&before);
    while (select_step(x->s.archive, found)) set_add(x->s.arena, &all, sqlite3_column_int64(found, 0));
    sqlite3_finalize(found);
    return all;
}

/* `records` joined as the facet wants; few that match are looked up, else all are gone through. */
static void put_facet(struct search *x, struct buf *sql, struct condition *these, const struct facet_sql *f, bool events, const struct version_set *all) {
    const char *counted = events ? (f->of_version ? "r.version" : "r.id") : f->of_version ? "v.id" : "r.version";
    buf_printf(sql, "SELECT %s, count(%s%s) n FROM ", f->value, events ? "" : "DISTINCT ", events ? "r.id" : counted);
    if (!f->of_version) buf_printf(sql, "record r%s", f->join);
    else buf_text(sql, events ? "record r JOIN version v ON v.id = r.version" : "version v");
    buf_text(sql, " WHERE ");
    const char *what = events ? "r.id" : counted;
    if (all->count <= SELECT_FEW) condition_in(&x->s, these, what, set_list(x->s.arena, all));
    else buf_printf(&these->sql, "among(%u, %s)", x->s.sets.len - 1, what);
}

static void count_facet(struct search *x, const struct facet_sql *f, bool events, const struct version_set *all, size_t limit, struct facet_counts *counts) {
    struct buf sql = {0}, after = {0};
    struct condition these = {0};
    VEC(struct facet_value) values = {0};
    put_facet(x, &sql, &these, f, events, all);
    buf_byte(&sql, '\0');
    buf_printf(&after, " GROUP BY %s ORDER BY n DESC, 1 LIMIT %zu", f->group, limit);
    buf_byte(&after, '\0');
    sqlite3_stmt *found = select_prepare(&x->s, sql.at, &these, after.at, 1);
    while (select_step(x->s.archive, found))
        *vec_push(x->s.arena, &values) = (struct facet_value){arena_copy(x->s.arena, store_text(found, 0)), sqlite3_column_int64(found, 1)};
    sqlite3_finalize(found);
    buf_free(&sql);
    buf_free(&after);
    buf_free(&these.sql);
    counts->values = values.at;
    counts->count = values.len;
}

bool search_count(struct archive *a, struct arena *arena, const struct search_request *request, bool events, size_t limit, struct search_counts *counts) {
    struct search x;
    struct search_page page;
    const char *from = "";
    if (!open_search(&x, a, arena, request, &page, events)) return close_search(&x);
    if (events) from = put_whole_of_events(&x);
    else put_whole(&x);
    if (!events && x.s.match.at) match_text(&x);
    struct version_set all = match_all(&x, events, from);
    *vec_push(arena, &x.s.sets) = all;
    for (int f = 0; f < FACET_COUNT; f++)
        if (counts->facets[f].wanted) count_facet(&x, events && f == FACET_MONTH ? &event_month : &facet_sql[f], events, &all, limit, &counts->facets[f]);
    counts->matched = all.count;
    counts->out_of_time = page.out_of_time;
    return close_search(&x);
}
