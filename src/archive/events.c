/* One act told by many articles is one event: tellings of the same type whose parties agree, near in days and place. Those of a day are
 * gone through in order; each is compared with the first telling of every event that could be its own. What is not known is not guessed:
 * parties without a name need the same place, and numbers or words that agree. SPDX-License-Identifier: Apache-2.0 */
#include "archive/groups.h"
#include "archive/writer.h"
#include "pack/pack.h"
#include <stdlib.h>

enum { DAYS_APART = 2, SIDES = 2, TOKENS = 4, TOKENS_ALL = SIDES * TOKENS, MEMBERS_SEEN = 64, CANDIDATES_MAX = 256 };
enum { FUTURE_HYPOTHETICAL_NEGATION = 11 };
static const double COPIED_WORDS = 0.8, UNNAMED_WORDS = 0.45, VERBAL_WORDS = 0.3;

/* ---- a telling ------------------------------------------------------------------------------------------------------------------- */

/* Who acts and who is acted on, as far as they are told: of a name, its number, odd; of a kind ("police"), a hash, even. */
struct side { uint64_t at[TOKENS]; int count; };

struct telling {
    int64_t record, version, report, event;         /* event: 0 until it is known */
    int64_t type, mode, place, sentence;            /* place: a name, 0 unknown */
    int32_t from, to;
    uint8_t status, grain, quad;
    bool place_told;                                /* and it is less than a country */
    bool told_day;                                  /* by the text itself */
    struct side sides[SIDES];
    int32_t counts[GHOTONA_COUNTS][2];              /* low > high: not told */
    uint64_t words[4]; bool has_words;              /* a set, by hash */
    uint32_t first, last, before;                   /* of its event: the first; at the first, the last; the one before this */
    uint32_t seen;
};

static bool is_named(uint64_t token) { return token & 1; }

enum agreement { CONFLICT, ABSENT, BOTH_ABSENT, KIND, NAMED };

static enum agreement agree(const struct side *a, const struct side *b) {
    enum agreement best = CONFLICT;
    if (a->count == 0 && b->count == 0) return BOTH_ABSENT;
    if (a->count == 0 || b->count == 0) return ABSENT;
    for (int i = 0; i < a->count; i++)
        for (int k = 0; k < b->count; k++)
            if (a->at[i] == b->at[k] && best < (is_named(a->at[i]) ? NAMED : KIND)) best = is_named(a->at[i]) ? NAMED : KIND;
    return best;
}

static int days_between(const struct telling *a, const struct telling *b) {
    if (a->to < b->from) return b->from - a->to;
    return b->to < a->from ? a->from - b->to : 0;
}

/* ---- words of the sentence that tells it ------------------------------------------------------------------------------------------ */

enum { STEM = 12 /* bytes: what endings leave alone of most words */ };

static void learn_words(struct archive *a, struct telling *t) {
    struct arena *arena = &a->writer->arena;
    sqlite3_stmt *s = store_bind(a, "SELECT text FROM evidence WHERE version = ? AND sentence = ?", "ii", t->version, t->sentence);
    t->has_words = true;
    while (store_row(a, s)) {
        struct tokens tokens = tokenize(arena, &a->writer->pack->letters, store_text(s, 0));
        for (uint32_t i = 0; i < tokens.len; i++) {
            str word = token_fold(&tokens, i);
            uint64_t hash = hash_bytes(word.at, word.len < STEM ? word.len : STEM);
            if (tokens.at[i].kind != TOKEN_PUNCT) t->words[hash >> 62] |= (uint64_t)1 << (hash & 63);
        }
    }
    arena_reset(arena);
}

/* What part of the words of the shorter sentence the other has too. */
static double common_words(struct archive *a, struct telling *t, struct telling *other) {
    int common = 0, mine = 0, its = 0;
    if (!t->has_words) learn_words(a, t);
    if (!other->has_words) learn_words(a, other);
    for (int i = 0; i < 4; i++) {
        common += __builtin_popcountll(t->words[i] & other->words[i]);
        mine += __builtin_popcountll(t->words[i]);
        its += __builtin_popcountll(other->words[i]);
    }
    int least = mine < its ? mine : its;
    return least ? (double)common / least : 0;
}

/* ---- whether two tell the same event ---------------------------------------------------------------------------------------------- */

static bool may_be_same(const struct telling *a, const struct telling *b) {
    return a->type == b->type && (a->mode == b->mode || !a->mode || !b->mode) && a->grain == b->grain &&
           ((a->status ^ b->status) & FUTURE_HYPOTHETICAL_NEGATION) == 0;
}

static bool counts_agree(const struct telling *a, const struct telling *b) {
    for (int k = 0; k < GHOTONA_COUNTS; k++) {
        const int32_t *x = a->counts[k], *y = b->counts[k];
        if (x[0] <= x[1] && y[0] <= y[1] && x[0] > 1 && x[0] <= y[1] && y[0] <= x[1]) return true;
    }
    return false;
}

struct match { enum agreement sides[SIDES]; int named, days; bool same_place, other_place; };

static struct match match_of(const struct telling *a, const struct telling *b) {
    struct match m = {.days = days_between(a, b), .same_place = a->place && a->place == b->place, .other_place = a->place_told && b->place_told && a->place != b->place};
    for (int i = 0; i < SIDES; i++) {
        m.sides[i] = agree(&a->sides[i], &b->sides[i]);
        m.named += m.sides[i] == NAMED;
    }
    return m;
}

static bool is_verbal(const struct telling *t) { return t->quad == 1 || t->quad == 3; }

/* Both parties are told and the same, at least one of them by name. */
static bool same_by_both(const struct telling *t, const struct match *m) {
    if (m->sides[0] < KIND || m->sides[1] < KIND || !m->named) return false;
    if (m->named == SIDES) return m->days <= DAYS_APART && (!m->other_place || m->days == 0);
    return m->days <= (is_verbal(t) ? 0 : 1) && !m->other_place;
}

/* One party by name, of the other nothing: the place must be told and the same. */
static bool same_by_one(const struct match *m) {
    bool rest = m->sides[0] == NAMED ? m->sides[1] == ABSENT || m->sides[1] == BOTH_ABSENT : m->sides[0] == ABSENT || m->sides[0] == BOTH_ABSENT;
    return m->named == 1 && rest && m->days == 0 && m->same_place;
}

/* The same was done to somebody at the same place on the same day, but who did it is told differently. */
static bool same_but_actor(const struct telling *t, const struct match *m) {
    return !is_verbal(t) && m->sides[1] == NAMED && m->sides[0] == CONFLICT && m->days == 0 && m->same_place && t->place_told && t->told_day;
}

static bool is_same(struct archive *a, struct telling *t, struct telling *first, const struct match *m) {
    if (t->report == first->report) return m->days == 0 && m->sides[0] != CONFLICT && m->sides[1] != CONFLICT && common_words(a, t, first) >= COPIED_WORDS;
    if (same_by_both(t, m) || same_by_one(m)) return !is_verbal(t) || common_words(a, t, first) >= VERBAL_WORDS;
    if (same_but_actor(t, m)) return true;
    bool by_kind = m->sides[0] != CONFLICT && m->sides[1] != CONFLICT && (m->sides[0] == KIND || m->sides[1] == KIND);
    if (!by_kind || m->days > 1 || !m->same_place || !t->place_told) return false;
    return (counts_agree(t, first) && common_words(a, t, first) >= VERBAL_WORDS) || common_words(a, t, first) >= UNNAMED_WORDS;
}

/* ---- those of the days at hand ----------------------------------------------------------------------------------------------------- */

/* Firsts of events by what they could be found by, in chains, newest first: as in bands.c. */
struct window {
    struct archive *archive;
    struct telling *tellings;               /* of number i at i % room */
    struct key_node { uint32_t member, after, head; } *nodes;
    uint32_t *heads;
    uint32_t first, next, room;
};

static const uint32_t NONE = UINT32_MAX;

static struct telling *telling_at(const struct window *w, uint32_t number) { return &w->tellings[number & (w->room - 1)]; }

/* A named party is looked for anywhere, a kind of people only at the same place, or in the same report where no day is known. */
static uint64_t key_of(const struct telling *t, int side, int i) {
    uint64_t token = t->sides[side].at[i];
    uint64_t parts[] = {(uint64_t)t->type, (uint64_t)side, token, t->grain == 0 ? (uint64_t)t->report : is_named(token) ? 0 : (uint64_t)t->place};
    return hash_bytes(parts, sizeof parts);
}

static uint32_t head_of(const struct window *w, uint64_t key) { return (uint32_t)(key & (w->room * TOKENS_ALL - 1)); }

/* A node whose place another took belongs to another chain or is newer. */
static bool is_linked(const struct window *w, uint32_t node, uint32_t head, uint32_t before) {
    return node != NONE && w->nodes[node].head == head && w->nodes[node].member >= w->first && w->nodes[node].member <= before;
}

static void link_first(struct window *w, uint32_t number) {
    const struct telling *t = telling_at(w, number);
    for (int side = 0; side < SIDES; side++)
        for (int i = 0; i < t->sides[side].count; i++) {
            uint32_t head = head_of(w, key_of(t, side, i)), node = (number & (w->room - 1)) * TOKENS_ALL + (uint32_t)(side * TOKENS + i);
            w->nodes[node] = (struct key_node){number, is_linked(w, w->heads[head], head, number) ? w->heads[head] : NONE, head};
            w->heads[head] = node;
        }
}

static void grow(struct window *w) {
    struct window wider = *w;
    wider.room = w->room ? w->room * 2 : 1024;
    wider.tellings = must_alloc(wider.room * sizeof *wider.tellings);
    wider.nodes = must_alloc((size_t)wider.room * TOKENS_ALL * sizeof *wider.nodes);
    wider.heads = must_alloc((size_t)wider.room * TOKENS_ALL * sizeof *wider.heads);
    memset(wider.nodes, 0xFF, (size_t)wider.room * TOKENS_ALL * sizeof *wider.nodes);
    memset(wider.heads, 0xFF, (size_t)wider.room * TOKENS_ALL * sizeof *wider.heads);
    for (uint32_t i = w->first; w->room && i < w->next; i++) {
        *telling_at(&wider, i) = *telling_at(w, i);
        if (telling_at(w, i)->first == i) link_first(&wider, i);
    }
    free(w->tellings);
    free(w->nodes);
    free(w->heads);
    *w = wider;
}

static void clear_window(struct window *w) {
    w->first = w->next;
    if (w->room) memset(w->heads, 0xFF, (size_t)w->room * TOKENS_ALL * sizeof *w->heads);
}

/* The reader found them to be two acts. */
static bool tells_it_already(const struct window *w, const struct telling *first, int64_t version) {
    uint32_t at = first->last;
    for (int i = 0; i < MEMBERS_SEEN && at != NONE && at >= w->first; i++, at = telling_at(w, at)->before)
        if (telling_at(w, at)->version == version) return true;
    return false;
}

static int rank(const struct match *m) { return m->named * 8 + m->same_place * 4 + (m->sides[0] != ABSENT && m->sides[1] != ABSENT) * 2 + (m->days == 0); }

/* The first telling of the event that it fits best; NONE: of an event of its own. */
static uint32_t find_event(struct window *w, uint32_t number) {
    struct telling *t = telling_at(w, number);
    uint32_t best = NONE;
    int best_rank = -1, candidates = 0;
    for (int side = 0; side < SIDES; side++)
        for (int i = 0; i < t->sides[side].count; i++) {
            uint32_t before = number, head = head_of(w, key_of(t, side, i));
            for (uint32_t node = w->heads[head]; is_linked(w, node, head, before) && candidates < CANDIDATES_MAX; node = w->nodes[node].after) {
                before = w->nodes[node].member;
                struct telling *first = telling_at(w, before);
                if (first->seen == number || !may_be_same(t, first)) continue;
                first->seen = number;
                candidates++;
                struct match m = match_of(t, first);
                if (rank(&m) < best_rank || (rank(&m) == best_rank && before > best)) continue;
                if (!is_same(w->archive, t, first, &m) || tells_it_already(w, first, t->version)) continue;
                best = before;
                best_rank = rank(&m);
            }
        }
    return best;
}

static void join_event(struct window *w, uint32_t number, uint32_t to) {
    struct telling *t = telling_at(w, number), *first = telling_at(w, to);
    t->first = to;
    t->before = first->last;
    first->last = number;
    t->event = first->event;
}

static bool put_telling(struct window *w, const struct telling *new) {
    if (w->next - w->first == w->room) grow(w);
    uint32_t number = w->next++;
    struct telling *t = telling_at(w, number);
    *t = *new;
    t->first = t->last = number;
    t->before = t->seen = NONE;
    uint32_t to = find_event(w, number);
    if (to != NONE && (!new->event || new->event == telling_at(w, to)->event)) {
        join_event(w, number, to);
    } else {
        if (!t->event) t->event = t->record;
        link_first(w, number);
    }
    return new->event || store_run(w->archive, "INSERT INTO event_record (record, event) VALUES (?, ?)", "ii", t->record, t->event);
}

/* ---- reading them ------------------------------------------------------------------------------------------------------------------ */

static struct telling row_of(sqlite3_stmt *s) {
    struct telling t = {
        .record = sqlite3_column_int64(s, 0), .version = sqlite3_column_int64(s, 1), .report = sqlite3_column_int64(s, 2), .event = sqlite3_column_int64(s, 3),
        .type = sqlite3_column_int64(s, 4), .mode = sqlite3_column_int64(s, 5), .place = sqlite3_column_int64(s, 6), .sentence = sqlite3_column_int64(s, 7),
        .from = sqlite3_column_int(s, 8), .to = sqlite3_column_int(s, 9), .status = (uint8_t)sqlite3_column_int(s, 10), .grain = (uint8_t)sqlite3_column_int(s, 11),
        .quad = (uint8_t)sqlite3_column_int(s, 12), .place_told = sqlite3_column_int(s, 13), .told_day = sqlite3_column_int(s, 14) == 1,
    };
    for (int k = 0; k < GHOTONA_COUNTS; k++) t.counts[k][0] = 1;
    return t;
}

static uint64_t token_of(sqlite3_stmt *s) {
    uint64_t key = (uint64_t)sqlite3_column_int64(s, 1);
    if (sqlite3_column_int(s, 4)) return key << 1 | 1;
    /* What has no canonical name is known by what it is; without that, by how it is called. */
    bool kind = sqlite3_column_int(s, 5) == 0 && (sqlite3_column_int64(s, 2) || sqlite3_column_int64(s, 3));
    uint64_t parts[] = {kind ? 0 : key, (uint64_t)sqlite3_column_int64(s, 2), kind ? (uint64_t)sqlite3_column_int64(s, 3) : 0};
    return hash_bytes(parts, sizeof parts) << 1;
}

static bool read_parties(struct archive *a, struct telling *t) {
    sqlite3_stmt *s = store_bind(a,
        "SELECT q.role, a.key, a.code, a.sector, l.text GLOB '[A-Z]*', l.text IS NOT NULL FROM record_party q JOIN actor a ON a.id = q.actor LEFT JOIN name l ON l.id = a.latin "
        "WHERE q.record = ? AND q.role < 3 ORDER BY q.role, q.ordinal", "i", t->record);
    while (store_row(a, s)) {
        struct side *side = &t->sides[sqlite3_column_int(s, 0) - 1];
        if (side->count < TOKENS) side->at[side->count++] = token_of(s);
    }
    return store_ok(a);
}

static bool read_counts(struct archive *a, struct telling *t) {
    sqlite3_stmt *s = store_bind(a, "SELECT kind, low, high FROM record_count WHERE record = ?", "i", t->record);
    while (store_row(a, s)) {
        int kind = sqlite3_column_int(s, 0);
        if (kind < 0 || kind >= GHOTONA_COUNTS) continue;
        t->counts[kind][0] = sqlite3_column_int(s, 1);
        t->counts[kind][1] = sqlite3_column_int(s, 2);
    }
    return store_ok(a);
}

#define TELLINGS \
    "SELECT r.id, r.version, g.report, e.event, r.type, r.mode, coalesce(p.latin, p.text), r.sentence, r.date_from, r.date_to, r.status, coalesce(r.grain, 0), r.quad, " \
    "p.city IS NOT NULL OR p.district IS NOT NULL OR p.province IS NOT NULL OR p.resolution > 1, r.dated_by " \
    "FROM record r JOIN version_report g ON g.version = r.version LEFT JOIN place p ON p.id = r.place LEFT JOIN event_record e ON e.record = r.id "

static bool go_through(struct window *w, sqlite3_stmt *s) {
    bool ok = true;
    while (ok && store_row(w->archive, s)) {
        struct telling t = row_of(s);
        while (w->first < w->next && telling_at(w, w->first)->from < t.from - DAYS_APART) w->first++;
        ok = read_parties(w->archive, &t) && read_counts(w->archive, &t) && put_telling(w, &t);
    }
    return ok && store_ok(w->archive);
}

static bool go_through_days(struct window *w, int32_t from, int32_t to) {
    bool ok = true;
    for (int32_t day = from; ok && day <= to; day++) ok = go_through(w, store_bind(w->archive, TELLINGS "WHERE r.date_from = ? ORDER BY r.id", "i", (int64_t)day));
    clear_window(w);
    return ok;
}

static bool go_through_dated(struct window *w, int64_t after) {
    sqlite3_stmt *s = store_bind(w->archive, "SELECT DISTINCT date_from FROM record WHERE id > ? AND date_from IS NOT NULL ORDER BY date_from", "i", after);
    int32_t from = 0, to = 0;
    bool any = false, ok = true;
    while (ok && store_row(w->archive, s)) {
        int32_t day = sqlite3_column_int(s, 0);
        bool apart = any && day - DAYS_APART > to + 1;
        if (apart) ok = go_through_days(w, from, to);
        if (!any || apart) from = day - DAYS_APART;
        to = day + DAYS_APART;
        any = true;
    }
    return ok && store_ok(w->archive) && (!any || go_through_days(w, from, to));
}

/* Of unknown day only the printings of one report are known to tell the same. */
static bool go_through_undated(struct window *w, int64_t after) {
    sqlite3_stmt *s = store_bind(w->archive,
        "SELECT DISTINCT g.report FROM record r JOIN version_report g ON g.version = r.version WHERE r.id > ? AND r.date_from IS NULL "
        "AND EXISTS (SELECT 1 FROM version_report o WHERE o.report = g.report AND o.report <> o.version) ORDER BY 1", "i", after);
    bool ok = true;
    while (ok && store_row(w->archive, s)) {
        /* By version, not by the index of days, where all of unknown day stand together: hence the plus. */
        ok = go_through(w, store_bind(w->archive, TELLINGS "WHERE r.version IN (SELECT version FROM version_report WHERE report = ?) "
                                      "AND +r.date_from IS NULL ORDER BY r.id", "i", sqlite3_column_int64(s, 0)));
        clear_window(w);
    }
    return ok && store_ok(w->archive);
}

static int64_t told_before(struct archive *a) { return store_number(a, 0, "SELECT value FROM setting WHERE key = 'told'", ""); }

bool events_group(struct archive *a) {
    int64_t after = told_before(a);
    struct window w = {.archive = a};
    bool ok = go_through_dated(&w, after) && go_through_undated(&w, after) &&
              store_run(a, "INSERT OR IGNORE INTO event_record (record, event) SELECT r.id, r.id FROM record r JOIN version_report g ON g.version = r.version WHERE r.id > ?", "i", after) &&
              store_run(a, "INSERT INTO setting (key, value) SELECT 'told', max(id) FROM record WHERE true ON CONFLICT DO UPDATE SET value = excluded.value", "");
    free(w.tellings);
    free(w.nodes);
    free(w.heads);
    return ok;
}

/* An event that loses its first telling is called by the next. */
static bool forget_record(struct archive *a, int64_t record) {
    int64_t next = store_number(a, 0, "SELECT min(record) FROM event_record WHERE event = ? AND event <> record", "i", record);
    if (next) store_run(a, "UPDATE event_record SET event = ?2 WHERE event = ?1 AND event <> record", "ii", record, next);
    return store_run(a, "DELETE FROM event_record WHERE record = ?", "i", record);
}

/* Numbers of records may be given again: what was told up to is lowered to the last that stays. */
bool events_forget(struct archive *a, int64_t version) {
    sqlite3_stmt *s = store_bind(a, "SELECT id FROM record WHERE version = ?", "i", version);
    bool ok = true;
    while (ok && store_row(a, s)) ok = forget_record(a, sqlite3_column_int64(s, 0));
    return ok && store_run(a, "UPDATE setting SET value = min(value, coalesce((SELECT id FROM record WHERE version <> ? ORDER BY id DESC LIMIT 1), 0)) WHERE key = 'told'", "i", version);
}
