/* From a query's tree to SQL. Nothing a person typed stands in it but words in FTS5's quotation marks; all else is bound.
 *
 * What the text index can answer goes to it in one match. Conditions on records (type, actor …) that stand together are asked of the same
 * record. A match within an OR with other conditions becomes a set of its own. SPDX-License-Identifier: Apache-2.0 */
#include "archive/select.h"
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

/* ---- sets ----------------------------------------------------------------------------------------------------------------------- */

bool set_holds(const struct version_set *set, int64_t id) { return id >= 0 && id < set->bit_count && (set->bits[id / 64] >> (id % 64) & 1); }

/* Grown at most once: the first is the greatest. */
void set_add(struct arena *arena, struct version_set *set, int64_t id) {
    if (id < 0) return;
    if (id >= set->bit_count) {
        int64_t count = (id / 64 + 1) * 64;
        uint64_t *bits = arena_new(arena, uint64_t, (size_t)count / 64);
        if (set->bit_count) memcpy(bits, set->bits, (size_t)set->bit_count / 8);
        set->bits = bits;
        set->bit_count = count;
    }
    uint64_t bit = (uint64_t)1 << (id % 64);
    set->count += !(set->bits[id / 64] & bit);
    set->bits[id / 64] |= bit;
}

str set_list(struct arena *arena, const struct version_set *set) {
    struct buf list = {0};
    buf_byte(&list, '[');
    for (int64_t i = 0; i < set->bit_count; i++)
        if (set->bits[i / 64] >> (i % 64) & 1) buf_printf(&list, "%s%lld", list.len > 1 ? "," : "", (long long)i);
    buf_text(&list, "]");
    buf_byte(&list, '\0');
    str kept = arena_copy(arena, buf_view(&list));
    kept.len--;
    buf_free(&list);
    return kept;
}

static void among(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    const struct selection *s = sqlite3_user_data(context);
    int64_t k = sqlite3_value_int64(values[0]);
    sqlite3_result_int(context, k >= 0 && k < s->sets.len && set_holds(&s->sets.at[k], sqlite3_value_int64(values[1])));
}

/* ---- time ----------------------------------------------------------------------------------------------------------------------- */

enum { TIME_UP_MS = 2000, STEPS = 10000 };      /* steps of SQLite's machine between two looks at the clock */
struct deadline { int64_t at; bool *out; };

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int is_late(void *user) {
    struct deadline *deadline = user;
    if (now_ms() < deadline->at) return 0;
    *deadline->out = true;
    return 1;
}

/* One query at a time in a connection. */
static _Thread_local struct deadline deadline_now;

void select_limit_time(struct archive *a, bool *out) {
    deadline_now = (struct deadline){now_ms() + TIME_UP_MS, out};
    *out = false;
    sqlite3_progress_handler(a->db, STEPS, is_late, &deadline_now);
}

void select_no_limit(struct archive *a) { sqlite3_progress_handler(a->db, 0, NULL, NULL); }

bool select_step(struct archive *a, sqlite3_stmt *statement) {
    int rc = statement && store_ok(a) ? sqlite3_step(statement) : SQLITE_DONE;
    if (rc == SQLITE_ROW && deadline_now.out && *deadline_now.out) rc = SQLITE_INTERRUPT;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE && rc != SQLITE_INTERRUPT) store_failed(a);
    return rc == SQLITE_ROW;
}

/* ---- conditions ----------------------------------------------------------------------------------------------------------------- */

static void bind_number(struct selection *s, struct condition *c, int64_t number) {
    *vec_push(s->arena, &c->values) = (struct bound_value){number, {0}};
}

static void bind_list(struct selection *s, struct condition *c, str list) { *vec_push(s->arena, &c->values) = (struct bound_value){0, list}; }

sqlite3_stmt *select_prepare(struct selection *s, const char *before, const struct condition *condition, const char *after, int first) {
    struct buf sql = {0};
    sqlite3_stmt *statement = NULL;
    buf_text(&sql, before);
    buf_str(&sql, buf_view(&condition->sql));
    buf_text(&sql, after);
    if (store_ok(s->archive) && sqlite3_prepare_v2(s->archive->db, sql.at, (int)sql.len, &statement, NULL) != SQLITE_OK) store_failed(s->archive);
    buf_free(&sql);
    for (uint32_t i = 0; statement && i < condition->values.len; i++) {
        const struct bound_value *value = &condition->values.at[i];
        if (value->list.at) sqlite3_bind_text64(statement, first + (int)i, value->list.at, value->list.len, SQLITE_STATIC, SQLITE_UTF8);
        else sqlite3_bind_int64(statement, first + (int)i, value->number);
    }
    return statement;
}

/* One number is compared directly, so that an index also gives the order. */
void condition_in(struct selection *s, struct condition *c, const char *what, str list) {
    int64_t number;
    bool one = !memchr(list.at, ',', list.len) && sscanf(list.at, "[%" SCNd64 "]", &number) == 1;
    buf_printf(&c->sql, one ? "%s = ?" : "%s IN (SELECT value FROM json_each(?))", what);
    if (one) bind_number(s, c, number);
    else bind_list(s, c, list);
}

void condition_add(struct selection *s, struct condition *to, const char *before, const struct condition *other, const char *after) {
    if (to->sql.len) buf_text(&to->sql, " AND ");
    buf_text(&to->sql, before);
    buf_str(&to->sql, buf_view(&other->sql));
    buf_text(&to->sql, after);
    for (uint32_t i = 0; i < other->values.len; i++) *vec_push(s->arena, &to->values) = other->values.at[i];
}

/* ---- names a person gives to numbers in the archive ----------------------------------------------------------------------------- */

/* All numbers that a statement gives, as JSON. */
static str number_list(struct selection *s, const char *sql, const char *letters, str value) {
    struct buf list = {0};
    sqlite3_stmt *statement = store_bind(s->archive, sql, letters, value);
    buf_byte(&list, '[');
    while (store_row(s->archive, statement)) buf_printf(&list, "%s%lld", list.len > 1 ? "," : "", (long long)sqlite3_column_int64(statement, 0));
    buf_byte(&list, ']');
    buf_byte(&list, '\0');
    str kept = arena_copy(s->arena, buf_view(&list));
    kept.len--;
    buf_free(&list);
    return kept;
}

static bool is_none(str list) { return str_is(list, "[]"); }

/* As it is given, in capitals or not, in the spelling and the form that the archive holds. */
#define AS_GIVEN "text IN (?1, upper(?1), lower(?1), bangla_fold(?1), bangla_lemma(?1))"
/* As a word, or words, of a longer name. */
#define AS_PART "instr(' ' || lower(text) || ' ', ' ' || lower(?1) || ' ')"

/* A place is what is called so, and what lies in it. Names of what it lies in are Latin. */
#define IN_PLACE(named) \
    "WITH called (id) AS (SELECT id FROM name WHERE " named "), " \
    "known (id) AS (SELECT id FROM called UNION SELECT latin FROM place WHERE text IN called AND latin IS NOT NULL) " \
    "SELECT id FROM place WHERE text IN known OR latin IN known OR country IN known OR city IN known OR district IN known OR province IN known"

/* Who is called so, by any of the names. */
#define KEYS_OF(named) \
    "WITH called (id) AS (SELECT id FROM name WHERE " named ") " \
    "SELECT id FROM called UNION SELECT key FROM actor WHERE text IN called UNION SELECT key FROM actor WHERE latin IN called"

/* What is called so whole is meant; only without any what is called so in part. */
static str numbers_of(struct selection *s, const char *whole, const char *part, str value) {
    str list = number_list(s, whole, "s", value);
    return is_none(list) ? number_list(s, part, "s", value) : list;
}

static str names_of(struct selection *s, str value) { return number_list(s, "SELECT id FROM name WHERE " AS_GIVEN, "s", value); }

static str outlets_of(struct selection *s, str value) {
    return numbers_of(s, "SELECT id FROM name WHERE " AS_GIVEN, "SELECT id FROM name WHERE instr(lower(text), lower(?1))", value);
}

static str places_of(struct selection *s, str value) { return numbers_of(s, IN_PLACE(AS_GIVEN), IN_PLACE(AS_PART), value); }
static str keys_of(struct selection *s, str value) { return numbers_of(s, KEYS_OF(AS_GIVEN), KEYS_OF(AS_PART), value); }

/* ---- fields --------------------------------------------------------------------------------------------------------------------- */

/* A party `c` is who is called so, or is of that code, sector or office. */
#define IS_PARTY "(c.key IN (SELECT value FROM json_each(?2)) OR c.code IN (SELECT value FROM json_each(?1)) OR " \
                 "c.sector IN (SELECT value FROM json_each(?1)) OR c.office IN (SELECT value FROM json_each(?1)))"

static bool has_few_records(struct selection *s, str names, str keys) {
    return store_number(s->archive, 0, "SELECT count(*) FROM (SELECT 1 FROM actor c CROSS JOIN record_party p ON p.actor = c.id WHERE " IS_PARTY " LIMIT 2000)", "ss", names, keys) < SELECT_FEW;
}

/* Records of a party that has few are looked up by it; else a record is looked at for its parties. */
static void put_party(struct selection *s, struct condition *c, int role, str value) {
    str names = names_of(s, value), keys = keys_of(s, value);
    bool few = has_few_records(s, names, keys);
    if (few && s->within == 0) s->records_by = "NOT INDEXED";
    buf_printf(&c->sql, few ? "r.id IN (SELECT p.record FROM actor c CROSS JOIN record_party p ON p.actor = c.id WHERE p.role = %d AND ("
                            : "EXISTS (SELECT 1 FROM record_party p CROSS JOIN actor c ON c.id = p.actor WHERE p.record = r.id AND p.role = %d AND (", role);
    condition_in(s, c, "c.key", keys);
    static const char *const kinds[] = {"c.code", "c.sector", "c.office"};
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        buf_text(&c->sql, " OR ");
        condition_in(s, c, kinds[i], names);
    }
    buf_text(&c->sql, "))");
}

/* The same of places. */
static void put_place(struct selection *s, struct condition *c, str value) {
    str places = places_of(s, value);
    bool few = store_number(s->archive, 0, "SELECT count(*) FROM (SELECT 1 FROM record WHERE place IN (SELECT value FROM json_each(?)) LIMIT 2000)", "s", places) < SELECT_FEW;
    if (few && s->within == 0 && !*s->records_by) s->records_by = "INDEXED BY record_place";
    condition_in(s, c, few ? "r.place" : "+r.place", places);
}

static void put_status(struct selection *s, struct condition *c, uint32_t status) {
    if (status == 0) {
        buf_text(&c->sql, "r.status = 0");
        return;
    }
    buf_text(&c->sql, "(r.status & ?)");
    bind_number(s, c, status);
}

static void put_day(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    bool since = n->field == QUERY_SINCE;
    buf_text(&c->sql, events ? (since ? "r.date_from >= ?" : "(r.date_from <= ? AND r.date_to <= ?)") : since ? "v.day >= ?" : "v.day <= ?");
    bind_number(s, c, n->day);
    if (events && !since) bind_number(s, c, n->day);
}

static void put_field(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    switch (n->field) {
    case QUERY_TYPE: condition_in(s, c, s->within ? "+r.type" : "r.type", names_of(s, n->value)); break;
    case QUERY_MODE: condition_in(s, c, "r.mode", names_of(s, n->value)); break;
    case QUERY_ACTOR: put_party(s, c, 1, n->value); break;
    case QUERY_RECIPIENT: put_party(s, c, 2, n->value); break;
    case QUERY_SAID: put_party(s, c, 3, n->value); break;
    case QUERY_PLACE: put_place(s, c, n->value); break;
    case QUERY_STATUS: put_status(s, c, n->status); break;
    case QUERY_CONFIDENCE: buf_text(&c->sql, "r.confidence >= ?"), bind_number(s, c, n->confidence); break;
    case QUERY_OUTLET: condition_in(s, c, events ? "(SELECT outlet FROM version WHERE id = r.version)" : "v.outlet", outlets_of(s, n->value)); break;
    case QUERY_SINCE: case QUERY_UNTIL: put_day(s, c, n, events); break;
    }
}

/* ---- the text index ------------------------------------------------------------------------------------------------------------- */

/* Whether the text index can answer it alone. It leaves out only from what it found. */
static bool is_text(const struct query_node *n) {
    bool any = false;
    switch (n->kind) {
    case QUERY_TEXT: case QUERY_NEAR_TEXT: return true;
    case QUERY_OR:
        for (const struct query_node *c = n->first; c; c = c->next)
            if (!is_text(c)) return false;
        return true;
    case QUERY_AND:
        for (const struct query_node *c = n->first; c; c = c->next) {
            if (!is_text(c->kind == QUERY_NOT ? c->first : c)) return false;
            any = any || c->kind != QUERY_NOT;
        }
        return any;
    default: return false;
    }
}

static void put_phrase(struct buf *to, const struct query_node *n) {
    buf_byte(to, '"');
    for (size_t i = 0; i < n->word_count; i++) {
        if (i) buf_byte(to, ' ');
        if (n->exact) buf_byte(to, '=');
        for (size_t k = 0; k < n->words[i].len; k++) {
            if (n->words[i].at[k] == '"') buf_byte(to, '"');
            buf_byte(to, n->words[i].at[k]);
        }
    }
    buf_text(to, n->prefix ? "\"*" : "\"");
}

static void put_match(struct buf *to, const struct query_node *n);

/* Of AND, those that leave out stand last, as FTS5 wants. */
static void put_joined(struct buf *to, const struct query_node *n) {
    const char *joint = n->kind == QUERY_AND ? " AND " : " OR ";
    bool first = true;
    buf_byte(to, '(');
    for (const struct query_node *c = n->first; c; c = c->next) {
        if (c->kind == QUERY_NOT) continue;
        if (!first) buf_text(to, joint);
        first = false;
        put_match(to, c);
    }
    buf_byte(to, ')');
    for (const struct query_node *c = n->first; c; c = c->next) {
        if (c->kind != QUERY_NOT) continue;
        buf_text(to, " NOT ");
        put_match(to, c->first);
    }
}

static void put_match(struct buf *to, const struct query_node *n) {
    if (n->kind == QUERY_TEXT) {
        if (n->title) buf_text(to, "title : ");
        put_phrase(to, n);
    } else if (n->kind == QUERY_NEAR_TEXT) {
        buf_text(to, "NEAR(");
        for (const struct query_node *c = n->first; c; c = c->next) {
            put_phrase(to, c);
            buf_byte(to, ' ');
        }
        buf_printf(to, ", %d)", n->distance);
    } else {
        buf_byte(to, '(');
        put_joined(to, n);
        buf_byte(to, ')');
    }
}

static str match_of(struct selection *s, const struct query_node *n) {
    struct buf match = {0};
    put_match(&match, n);
    str kept = arena_copy(s->arena, buf_view(&match));
    buf_free(&match);
    return kept;
}

/* A match as a set, for among(). */
static void put_set(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    struct version_set set = {0};
    sqlite3_stmt *found = store_bind(s->archive, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC", "s", match_of(s, n));
    while (select_step(s->archive, found)) set_add(s->arena, &set, sqlite3_column_int64(found, 0));
    sqlite3_reset(found);
    *vec_push(s->arena, &s->sets) = set;
    buf_printf(&c->sql, "among(%u, %s)", s->sets.len - 1, events ? "r.version" : "v.id");
}

/* ---- trees ---------------------------------------------------------------------------------------------------------------------- */

/* Whether it is about a record alone. */
static bool is_act(const struct query_node *n) {
    if (n->kind == QUERY_FIELD) return n->field <= QUERY_CONFIDENCE;
    if (n->kind == QUERY_TEXT || n->kind == QUERY_NEAR_TEXT) return false;
    for (const struct query_node *c = n->first; c; c = c->next)
        if (!is_act(c)) return false;
    return true;
}

static void put_tree(struct selection *s, struct condition *c, const struct query_node *n, bool events);

/* A condition on records as one on an article: that it has such a record. */
static void put_has_act(struct selection *s, struct condition *c, const struct query_node *n) {
    buf_text(&c->sql, "EXISTS (SELECT 1 FROM record r INDEXED BY record_version WHERE r.version = v.id AND ");
    put_tree(s, c, n, true);
    buf_byte(&c->sql, ')');
}

/* Children that are about a record, and do not leave out, are asked of the same one. */
static bool is_shared(const struct query_node *n) { return n->kind != QUERY_NOT && is_act(n); }

static size_t count_shared(const struct query_node *n) {
    size_t count = 0;
    for (const struct query_node *c = n->first; c; c = c->next) count += is_shared(c);
    return count;
}

static void put_shared(struct selection *s, struct condition *c, const struct query_node *n) {
    bool first = true;
    for (const struct query_node *child = n->first; child; child = child->next) {
        if (!is_shared(child)) continue;
        if (!first) buf_text(&c->sql, " AND ");
        first = false;
        put_tree(s, c, child, true);
    }
}

static void put_children(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    const char *joint = n->kind == QUERY_OR ? " OR " : " AND ";
    bool together = !events && n->kind == QUERY_AND && count_shared(n) > 1, first = true;
    s->within++;
    buf_byte(&c->sql, '(');
    if (together) {
        buf_text(&c->sql, "EXISTS (SELECT 1 FROM record r INDEXED BY record_version WHERE r.version = v.id AND ");
        put_shared(s, c, n);
        buf_byte(&c->sql, ')');
        first = false;
    }
    for (const struct query_node *child = n->first; child; child = child->next) {
        if (together && is_shared(child)) continue;
        if (!first) buf_text(&c->sql, joint);
        first = false;
        put_tree(s, c, child, events);
    }
    buf_byte(&c->sql, ')');
    s->within--;
}

static void put_not(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    s->within++;
    buf_text(&c->sql, "NOT coalesce(");
    put_tree(s, c, n->first, events);
    buf_text(&c->sql, ", 0)");
    s->within--;
}

static void put_tree(struct selection *s, struct condition *c, const struct query_node *n, bool events) {
    if (is_text(n)) {
        put_set(s, c, n, events);
    } else if (n->kind == QUERY_NOT) {
        put_not(s, c, n, events);
    } else if (n->kind == QUERY_FIELD) {
        if (!events && is_act(n)) put_has_act(s, c, n);
        else put_field(s, c, n, events);
    } else {
        put_children(s, c, n, events);
    }
}

/* The parts of the whole query that must all hold. */
static bool goes_to_match(const struct query_node *n) { return is_text(n) || (n->kind == QUERY_NOT && is_text(n->first)); }

static void add_condition(struct condition *c) {
    if (c->sql.len) buf_text(&c->sql, " AND ");
}

/* A query all of text but for parts that leave out more than text: what is text is matched, and the rest asked. */
static void split_all(struct selection *s, const struct query_node *all, bool events) {
    struct query_node text = {.kind = QUERY_AND, .at = all->at}, acts = text;
    const struct query_node **to = &text.first, **to_acts = &acts.first;
    bool found = false;
    for (const struct query_node *n = all->first; n; n = n->next) found = found || is_text(n);
    for (const struct query_node *n = all->first; n; n = n->next) {
        bool matched = found && goes_to_match(n), shared = !events && is_shared(n);
        if (matched || shared) {
            struct query_node *copy = arena_new(s->arena, struct query_node, 1);
            *copy = *n;
            copy->next = NULL;
            *(matched ? to : to_acts) = copy;
            *(matched ? &to : &to_acts) = &copy->next;
            continue;
        }
        add_condition(&s->rest);
        put_tree(s, &s->rest, n, events);
    }
    if (text.first) s->match = match_of(s, &text);
    if (acts.first) put_shared(s, &s->acts, &acts);
}

static void select_tree(struct selection *s, const struct query_node *n, bool events) {
    struct query_node one = {.kind = QUERY_AND, .first = n};
    split_all(s, n->kind == QUERY_AND && !is_text(n) ? n : &one, events);
}

bool select_query(struct selection *s, const struct query_node *query, bool events) {
    enum { FLAGS = SQLITE_UTF8 | SQLITE_INNOCUOUS };
    if (sqlite3_create_function_v2(s->archive->db, "among", 2, FLAGS, s, among, NULL, NULL, NULL) != SQLITE_OK) return store_failed(s->archive);
    s->records_by = "";
    if (!(s->words = ghotona_words_new(ghotona_pack_builtin()))) return store_complain(s->archive, ARCHIVE_FAILED, "%s: no memory", s->archive->path);
    if (query) select_tree(s, query, events);
    return store_ok(s->archive);
}

void selection_free(struct selection *s) {
    ghotona_words_free(s->words);
    buf_free(&s->rest.sql);
    buf_free(&s->acts.sql);
}
