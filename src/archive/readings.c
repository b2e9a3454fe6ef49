/* What was read in a version, into the tables of the machine. SPDX-License-Identifier: Apache-2.0 */
#include "archive/writer.h"

enum { ROLE_ACTOR = 1, ROLE_RECIPIENT, ROLE_SAID_BY };

/* ---- who and where, each once ---------------------------------------------------------------------------------------------------- */

static str key_of(struct archive *a, const ghotona_party *p) {
    struct buf *to = &a->writer->folded;
    if (p->latin.len) return p->latin;
    to->len = 0;
    if (p->text.len) {
        size_t bound = ghotona_fold_bound(p->text.len);
        char *room = must_realloc(to->at, bound);
        *to = (struct buf){room, ghotona_fold(a->writer->pack, p->text, room), bound};
    } else {
        buf_str(to, p->code);
        if (p->code.len && p->sector.len) buf_byte(to, ' ');
        buf_str(to, p->sector);
    }
    return buf_view(to);
}

/* The number of the row with this hash, which `find` looks up; 0 if there is none yet. */
static int64_t known(struct archive *a, const char *find, int64_t hash) {
    struct lately *l = lately_of(a, hash);
    if (l->hash != hash || l->id == 0) *l = (struct lately){hash, store_number(a, 0, find, "i", hash)};
    return l->id;
}

static int64_t added(struct archive *a, int64_t hash) {
    int64_t id = store_ok(a) ? sqlite3_last_insert_rowid(a->db) : 0;
    *lately_of(a, hash) = (struct lately){hash, id};
    return id;
}

/* 0 for nobody at all. */
static int64_t actor_of(struct archive *a, const ghotona_party *p) {
    int64_t names[] = {writer_name(a, p->text), writer_name(a, p->latin), writer_name(a, p->code), writer_name(a, p->sector), writer_name(a, p->office)};
    int64_t hash = (int64_t)hash_bytes(names, sizeof names);      /* five names, and six of a place: their hashes are not the same */
    int64_t id = known(a, "SELECT id FROM actor WHERE hash = ?", hash);
    if (id || !store_ok(a)) return id;
    int64_t key = writer_name(a, key_of(a, p));
    if (key == 0) return 0;
    store_run(a, "INSERT INTO actor (text, latin, code, sector, office, key, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", "nnnnnii",
              names[0], names[1], names[2], names[3], names[4], key, hash);
    return added(a, hash);
}

static int64_t place_of(struct archive *a, const ghotona_place *p) {
    int64_t names[] = {writer_name(a, p->text), writer_name(a, p->latin), writer_name(a, p->country), writer_name(a, p->city), writer_name(a, p->district), writer_name(a, p->province)};
    double at[] = {p->lat, p->lon};
    bool placed = p->lat < 0 || p->lat > 0 || p->lon < 0 || p->lon > 0;      /* both 0 where they are not */
    int64_t hash = (int64_t)(hash_bytes(names, sizeof names) ^ hash_bytes(at, sizeof at) * 31 ^ (uint64_t)p->resolution);
    int64_t id = known(a, "SELECT id FROM place WHERE hash = ?", hash);
    if (id || !store_ok(a)) return id;
    store_run(a, "INSERT INTO place (text, latin, country, city, district, province, lat, lon, resolution, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "nnnnnnrrni",
              names[0], names[1], names[2], names[3], names[4], names[5], placed, p->lat, placed, p->lon, (int64_t)p->resolution, hash);
    return added(a, hash);
}

/* ---- records --------------------------------------------------------------------------------------------------------------------- */

static void put_parties(struct archive *a, int64_t record, int64_t role, const ghotona_party *parties, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int64_t actor = actor_of(a, &parties[i]);
        bool there = parties[i].span.end > parties[i].span.start;
        if (actor == 0) continue;
        store_run(a, "INSERT INTO record_party (record, role, ordinal, actor, start, stop) VALUES (?, ?, ?, ?, ?, ?)", "iiiicc",
                  record, role, (int64_t)i, actor, there, (int64_t)parties[i].span.start, there, (int64_t)parties[i].span.end);
    }
}

static str joined(struct arena *arena, const str *list, size_t count) {
    str all = {0};
    for (size_t i = 0; i < count; i++)
        all = i ? arena_printf(arena, "%.*s %.*s", (int)all.len, all.at, (int)list[i].len, list[i].at) : list[0];
    return all;
}

static str numbers(struct arena *arena, const uint32_t *list, size_t count) {
    if (count == 0) return (str){0};
    str all = arena_printf(arena, "[%u", list[0]);
    for (size_t i = 1; i < count; i++) all = arena_printf(arena, "%.*s,%u", (int)all.len, all.at, list[i]);
    return arena_printf(arena, "%.*s]", (int)all.len, all.at);
}

static unsigned nibble(char c) { return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10); }

static str id_bytes(const char id[33], unsigned char room[16]) {
    for (int i = 0; i < 16; i++) room[i] = (unsigned char)(nibble(id[2 * i]) << 4 | nibble(id[2 * i + 1]));
    return (str){(const char *)room, 16};
}

static int64_t insert_record(struct archive *a, int64_t version, size_t ordinal, const ghotona_record *r, struct arena *arena) {
    unsigned char hash[16];
    bool dated = r->date.grain != GHOTONA_NONE;
    store_run(a,
        "INSERT INTO record (version, ordinal, hash, type, mode, contexts, status, quad, scale, cameo, date_from, date_to, grain, dated_by, stance, place, sentence, "
        "trigger_start, trigger_stop, also, confidence, rule, actor_slot, recipient_slot) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        "iibmmminrmccncc" "niiitimmm", version, (int64_t)ordinal, id_bytes(r->id, hash), r->type, r->mode, joined(arena, r->contexts, r->context_count),
        (int64_t)r->status, (int64_t)r->quad, r->quad != 0, r->scale, r->cameo, dated, (int64_t)r->date.days.from, dated, (int64_t)r->date.days.to,
        (int64_t)r->date.grain, dated, (int64_t)(r->date_from_text ? 1 : 2), r->said_by_count > 0, (int64_t)r->stance, r->place ? place_of(a, r->place) : 0,
        (int64_t)r->sentence, (int64_t)r->trigger.start, (int64_t)r->trigger.end, numbers(arena, r->also, r->also_count), (int64_t)(r->confidence * 10000 + 0.5),
        r->rule, r->actor_slot, r->recipient_slot);
    return sqlite3_last_insert_rowid(a->db);
}

static str text_of(const ghotona_reading *reading, span s) { return str_sub(reading->text, s.start, s.end); }

static void put_pledge(struct archive *a, int64_t record, const ghotona_pledge *p, const ghotona_reading *reading) {
    bool due = p->deadline.grain != GHOTONA_NONE;
    store_run(a, "INSERT INTO pledge (record, start, stop, text, not_to, due_grain, due_from, due_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "iiisincc",
              record, (int64_t)p->content.start, (int64_t)p->content.end, text_of(reading, p->content), (int64_t)p->not_to,
              (int64_t)p->deadline.grain, due, (int64_t)p->deadline.days.from, due, (int64_t)p->deadline.days.to);
}

static void put_evidence(struct archive *a, int64_t version, const ghotona_reading *reading, uint32_t sentence) {
    store_run(a, "INSERT OR IGNORE INTO evidence (version, sentence, start, text) VALUES (?, ?, ?, ?)", "iiis", version, (int64_t)sentence,
              (int64_t)reading->sentences[sentence].start, text_of(reading, reading->sentences[sentence]));
}

static void put_record(struct archive *a, int64_t version, const ghotona_reading *reading, size_t ordinal, struct arena *arena) {
    const ghotona_record *r = &reading->records[ordinal];
    int64_t record = insert_record(a, version, ordinal, r, arena);
    put_parties(a, record, ROLE_ACTOR, r->actors, r->actor_count);
    put_parties(a, record, ROLE_RECIPIENT, r->recipients, r->recipient_count);
    put_parties(a, record, ROLE_SAID_BY, r->said_by, r->said_by_count);
    for (int k = 0; k < GHOTONA_COUNTS; k++)
        if (r->counts[k].low <= r->counts[k].high)
            store_run(a, "INSERT INTO record_count (record, kind, low, high) VALUES (?, ?, ?, ?)", "iiii", record, (int64_t)k, (int64_t)r->counts[k].low, (int64_t)r->counts[k].high);
    if (r->pledge) put_pledge(a, record, r->pledge, reading);
    put_evidence(a, version, reading, r->sentence);
}

/* ---- the rest -------------------------------------------------------------------------------------------------------------------- */

static void put_people(struct archive *a, int64_t version, const ghotona_reading *reading) {
    for (size_t i = 0; i < reading->person_count; i++) {
        const ghotona_person *p = &reading->people[i];
        ghotona_party party = {p->name, p->latin, p->code, p->sector, p->office, {0, 0}};
        int64_t actor = actor_of(a, &party);
        if (actor == 0) continue;
        bool there = p->mention_count > 0;
        span first = there ? p->mentions[0] : (span){0, 0};
        store_run(a, "INSERT INTO person (version, ordinal, actor, mentions, start, stop) VALUES (?, ?, ?, ?, ?, ?)", "iiiicc",
                  version, (int64_t)i, actor, (int64_t)p->mention_count, there, (int64_t)first.start, there, (int64_t)first.end);
    }
}

static void put_quotes(struct archive *a, int64_t version, const ghotona_reading *reading) {
    for (size_t i = 0; i < reading->quote_count; i++) {
        const ghotona_quote *q = &reading->quotes[i];
        store_run(a, "INSERT INTO quote (version, ordinal, speaker, direct, start, stop) VALUES (?, ?, ?, ?, ?, ?)", "iimiii", version, (int64_t)i,
                  q->speaker, (int64_t)q->direct, (int64_t)q->span.start, (int64_t)q->span.end);
    }
}

static void put_places(struct archive *a, int64_t version, const ghotona_reading *reading) {
    for (size_t i = 0; i < reading->place_count; i++) {
        const ghotona_place *p = &reading->places[i];
        int64_t place = place_of(a, p);
        if (place == 0) continue;
        store_run(a, "INSERT INTO version_place (version, place, mentions, start, stop) VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET mentions = mentions + 1", "iiii",
                  version, place, (int64_t)p->span.start, (int64_t)p->span.end);
    }
}

static void put_varint(struct buf *to, uint32_t n) {
    for (; n >= 0x80; n >>= 7) buf_byte(to, (char)(n | 0x80));
    buf_byte(to, (char)n);
}

static void put_sentences(struct archive *a, int64_t version, const ghotona_reading *reading) {
    struct buf spans = {0};
    uint32_t end = 0;
    for (size_t i = 0; i < reading->sentence_count; i++) {
        span s = reading->sentences[i];
        put_varint(&spans, s.start - end);
        put_varint(&spans, s.end - s.start);
        end = s.end;
    }
    store_run(a, "INSERT INTO reading (version, run, records, sentences) VALUES (?, ?, ?, ?)", "iiib", version, a->writer->run, (int64_t)reading->record_count,
              spans.len ? buf_view(&spans) : STR(""));
    buf_free(&spans);
}

bool writer_reading(struct archive *a, int64_t version, const ghotona_reading *reading) {
    struct arena arena = {0};
    put_sentences(a, version, reading);
    for (size_t i = 0; i < reading->record_count; i++) put_record(a, version, reading, i, &arena);
    put_people(a, version, reading);
    put_quotes(a, version, reading);
    put_places(a, version, reading);
    arena_free(&arena);
    return store_ok(a);
}

/* ---- read back ------------------------------------------------------------------------------------------------------------------- */

static uint32_t take_varint(str *from) {
    uint32_t n = 0;
    for (unsigned shift = 0; from->len && shift < 32; shift += 7) {
        unsigned char c = (unsigned char)*from->at;
        *from = str_sub(*from, 1, from->len);
        n |= (uint32_t)(c & 0x7F) << shift;
        if (c < 0x80) break;
    }
    return n;
}

bool archive_sentences(struct archive *a, int64_t version, struct arena *arena, const span **sentences, size_t *count) {
    VEC(span) list = {0};
    sqlite3_stmt *s = store_bind(a, "SELECT sentences FROM reading WHERE version = ?", "i", version);
    while (store_row(a, s)) {
        uint32_t end = 0;
        for (str bytes = store_text(s, 0); bytes.len;) {
            uint32_t start = end + take_varint(&bytes);
            end = start + take_varint(&bytes);
            *vec_push(arena, &list) = (span){start, end};
        }
    }
    *sentences = list.at;
    *count = list.len;
    return store_ok(a);
}
