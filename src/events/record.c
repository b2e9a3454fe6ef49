/* From acts and mentions to the public records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"
#include <stdio.h>

/* The day on which the parties were what they were: before an office is left, the day before; of what lies far back, its own. */
static bool standing_day(const struct doc *d, const struct act *a, int32_t *day) {
    enum { FAR_BACK = 180 };
    if (a->date.grain == GHOTONA_NONE) return false;
    bool leaves = str_is(pack_string(d->pack, act_type(d, a)->mode), "resign");
    bool back = a->date_from_text && d->has_published && d->published - a->date.days.to > FAR_BACK;
    *day = a->date.days.from - leaves;
    return leaves || back;
}

/* Somebody or a body whose sectors the tables date is told as it was on the day of the act. */
static str sector_then(const struct doc *d, const struct act *a, const struct mention *m) {
    uint32_t known = m->person != NO_WORD ? d->persons.at[m->person].known : m->entry;
    const struct entry *e = known == NO_WORD ? NULL : pack_entry(d->pack, known);
    int32_t day;
    if (!e || e->sector_count < 2 || m->borrows || !standing_day(d, a, &day)) return m->sector;
    str then = sector_on(d->pack, e, true, day), now = sector_on(d->pack, e, d->has_published, d->published);
    return str_eq(m->sector, now) ? then : m->sector;
}

static ghotona_party party_of(const struct doc *d, const struct act *a, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    return (ghotona_party){span_text(d, m->name), m->latin, m->code, sector_then(d, a, m), m->office, m->name};
}

/* Where an act plays, as its place beside it tells, its sentence, or whom it befalls. */
static str country_of_act(const struct doc *d, const struct act *a) {
    const struct mention *place = a->place == NO_WORD ? NULL : &d->mentions.at[a->place];
    if (place && place->sentence == a->sentence && place->code.len) return place->code;
    str told = d->sentences[a->sentence].country, whom = a->recipient_count ? d->mentions.at[a->recipients[0]].code : (str){0};
    return told.len ? told : whom.len ? whom : d->country;
}

/* A party that nobody names: the court, the police, unknown attackers. */
static ghotona_party unnamed_party(const struct doc *d, const struct act *a) {
    const char *sector = a->unnamed_actor == WHERE_COURT ? "JUD" : a->unnamed_actor == WHERE_POLICE ? "COP" : "UNK";
    return (ghotona_party){.code = country_of_act(d, a), .sector = str_of(sector)};
}

/* So many people and no more of them is told: ৩৪৩ জনকে গ্রেপ্তার, হামলায় ১২ জন নিহত. */
static bool hits_a_number(const struct doc *d, const struct act *a) {
    if (a->recipient_count || a->actor_count > 1 || asks_for(d, a, ROLE_PARTNER) || !(act_is(d, a, "ASSAULT") || act_is(d, a, "COERCE"))) return false;
    for (int k = GHOTONA_DEAD; k <= GHOTONA_ARRESTED; k++)
        if (a->counts[k].high >= a->counts[k].low) return true;
    return false;
}

static const ghotona_party *parties_of(struct doc *d, const struct act *a, const uint32_t *list, size_t n) {
    ghotona_party *p = arena_new(d->arena, ghotona_party, n + 1);
    for (size_t i = 0; i < n; i++) p[i] = party_of(d, a, list[i]);
    return p;
}

/* PLOVER contexts whose words stand in the sentence, each once. */
enum { CONTEXTS_MAX = 4 };
static void fill_contexts(struct doc *d, const struct act *a, ghotona_record *r) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    str *list = arena_new(d->arena, str, CONTEXTS_MAX);
    for (uint32_t i = in->from; i < in->to && r->context_count < CONTEXTS_MAX; i++) {
        struct found f = find_phrase(d, i, in->to, 1u << ENTRY_CONTEXT);
        if (!f.count) continue;
        str name = pack_string(d->pack, pack_entry(d->pack, f.entry)->code);
        bool seen = false;
        for (size_t k = 0; k < r->context_count; k++) seen = seen || str_eq(list[k], name);
        if (!seen) list[r->context_count++] = name;
    }
    r->contexts = list;
}

static void fill_id(const struct doc *d, ghotona_record *r) {
    struct buf b = {0};
    uint64_t article = hash_bytes(d->text.at, d->text.len);
    span s = {d->sentences[r->sentence].text.start, d->sentences[r->sentence].text.end};
    buf_put(&b, &article, sizeof article);
    buf_put(&b, &s, sizeof s);
    buf_str(&b, r->type);
    buf_byte(&b, 0);
    buf_str(&b, r->mode);
    for (size_t i = 0; i < r->actor_count; i++) { buf_byte(&b, 1); buf_str(&b, r->actors[i].text); }
    for (size_t i = 0; i < r->recipient_count; i++) { buf_byte(&b, 2); buf_str(&b, r->recipients[i].text); }
    buf_put(&b, &r->trigger, sizeof r->trigger);
    hash_hex(b.at, b.len, r->id);
    buf_free(&b);
}

static void fill_parties(struct doc *d, const struct act *a, ghotona_record *r) {
    r->actors = parties_of(d, a, a->actors, a->actor_count);
    r->actor_count = a->actor_count;
    if (!a->actor_count && a->unnamed_actor >= 0) {
        ghotona_party *p = arena_new(d->arena, ghotona_party, 1);
        *p = unnamed_party(d, a);
        r->actors = p;
        r->actor_count = 1;
    }
    r->recipients = parties_of(d, a, a->recipients, a->recipient_count);
    r->recipient_count = a->recipient_count;
    if (hits_a_number(d, a)) {
        ghotona_party *p = arena_new(d->arena, ghotona_party, 1);
        *p = (ghotona_party){.code = country_of_act(d, a), .sector = STR("CVL")};
        r->recipients = p;
        r->recipient_count = 1;
    }
    if (a->said_by != NO_WORD) {
        r->said_by = parties_of(d, a, &a->said_by, 1);
        r->said_by_count = 1;
        r->stance = a->stance;
    }
}

static void make_record(struct doc *d, const struct act *a, ghotona_record *r) {
    const struct type_row *type = act_type(d, a);
    *r = (ghotona_record){.type = pack_string(d->pack, type->type), .mode = pack_string(d->pack, type->mode), .status = a->status,
                          .quad = type->quad, .scale = type->scale, .cameo = pack_string(d->pack, type->cameo), .date = a->date,
                          .date_from_text = a->date_from_text, .sentence = a->sentence, .also = a->also.at, .also_count = a->also.len,
                          .confidence = a->confidence, .actor_slot = a->actor_slot, .recipient_slot = a->recipient_slot};
    memcpy(r->counts, a->counts, sizeof r->counts);
    r->trigger = (span){term_at(d, a->from)->start, term_at(d, a->to - 1)->end};
    r->rule = act_rule(d, a);
    fill_parties(d, a, r);
    fill_contexts(d, a, r);
    if (a->place != NO_WORD) {
        ghotona_place *p = arena_new(d->arena, ghotona_place, 1);
        *p = place_told(d, a->place);
        r->place = p;
    }
    r->pledge = pledge_told(d, a);
    fill_id(d, r);
}

void make_records(struct doc *d, const acts *list, ghotona_reading *out) {
    ghotona_record *records = arena_new(d->arena, ghotona_record, list->len + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < list->len; i++)
        if (!list->at[i].dropped && list->at[i].merged_into == NO_WORD) make_record(d, &list->at[i], &records[n++]);
    out->records = records;
    out->record_count = n;
}

static void make_people(struct doc *d, ghotona_reading *out) {
    ghotona_person *people = arena_new(d->arena, ghotona_person, d->persons.len + 1);
    for (uint32_t i = 0; i < d->persons.len; i++) {
        const struct person_in *p = &d->persons.at[i];
        people[i] = (ghotona_person){span_text(d, p->name), p->latin, p->code, p->sector, p->office, p->mentions.at, p->mentions.len};
    }
    out->people = people;
    out->person_count = d->persons.len;
}

static void make_places(struct doc *d, ghotona_reading *out) {
    ghotona_place *places = arena_new(d->arena, ghotona_place, d->mentions.len + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < d->mentions.len; i++)
        if (names_place(d, i)) places[n++] = place_told(d, i);
    out->places = places;
    out->place_count = n;
}

static void make_quotes(struct doc *d, ghotona_reading *out) {
    ghotona_quote *quotes = arena_new(d->arena, ghotona_quote, d->quotes.len + 1);
    for (uint32_t i = 0; i < d->quotes.len; i++) {
        const struct quote *q = &d->quotes.at[i];
        quotes[i] = (ghotona_quote){span_text(d, q->name), q->direct, {term_at(d, q->from)->start, term_at(d, q->to - 1)->end}};
    }
    out->quotes = quotes;
    out->quote_count = d->quotes.len;
}

void make_reading(struct doc *d, ghotona_reading *out) {
    out->text = d->text;
    span *sentences = arena_new(d->arena, span, d->sentence_count + 1);
    for (uint32_t i = 0; i < d->sentence_count; i++) sentences[i] = (span){d->sentences[i].text.start, d->sentences[i].text.end};
    out->sentences = sentences;
    out->sentence_count = d->sentence_count;
    ghotona_time *times = arena_new(d->arena, ghotona_time, d->times.len + 1);
    for (uint32_t i = 0; i < d->times.len; i++) times[i] = (ghotona_time){d->times.at[i].span, d->times.at[i].date};
    out->times = times;
    out->time_count = d->times.len;
    make_people(d, out);
    make_places(d, out);
    make_quotes(d, out);
}
