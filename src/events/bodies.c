/* The bodies behind people: members without a name act as their body, a spokesman speaks with his.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* The phrase of a body within a mention, before its last word: পররাষ্ট্র মন্ত্রণালয়ের মুখপাত্র. The last one; count 0 if none. */
static struct found body_phrase(const struct doc *d, const struct mention *m, uint32_t *at) {
    struct found best = {0};
    for (uint32_t i = m->from; i + 1 < m->to;) {
        struct found title = find_phrase(d, i, m->to, 1u << ENTRY_OFFICE | 1u << ENTRY_GROUP);
        struct found f = find_phrase(d, i, m->to, 1u << ENTRY_ORGANIZATION);
        if (title.count > f.count) f = (struct found){NO_WORD, title.count};        /* সংসদ সদস্য names no parliament */
        bool of_party = best.count && pack_entry(d->pack, best.entry)->sub <= BODY_WING;       /* ছাত্রশক্তি জবি শাখার …: of the party, at the university */
        if (f.entry != NO_WORD && f.count && i + f.count < m->to && !(of_party && pack_entry(d->pack, f.entry)->sub == BODY_UNIVERSITY)) {
            best = f;
            *at = i;
        }
        i += f.count ? f.count : 1;
    }
    return best;
}

/* A mention of the body itself, behind those of the sentences; its name begins with the country it belongs to. */
static uint32_t body_within(struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    uint32_t at;
    struct found f = m->kind >= MENTION_OFFICE && m->kind <= MENTION_PERSON ? body_phrase(d, m, &at) : (struct found){0};
    if (!f.count) return NO_WORD;
    const struct entry *e = pack_entry(d->pack, f.entry);
    const struct term *last = term_at(d, at + f.count - 1);
    const struct morph *n = term_nominal(last);
    str sector = sector_on(d->pack, e, d->has_published, d->published), code = pack_string(d->pack, e->code);
    struct mention body = {.from = m->from, .to = at + f.count, .next = at + f.count, .post = NO_WORD, .kind = MENTION_BODY, .specific = 1, .entry = f.entry,
                           .person = NO_WORD, .sentence = m->sentence, .latin = pack_string(d->pack, e->latin), .sector = sector, .code = code.len ? code : m->code};
    body.name = (span){term_at(d, m->from)->start, term_stem_end(d->pack, d->text, last, n ? n->stem : (uint32_t)last->fold.len)};
    *vec_push(d->arena, &d->mentions) = body;
    return d->mentions.len - 1;
}

/* People without a name who only belong to a body; one of them who has something done to him (ছাত্রদল নেতাকে) stays himself. */
static bool is_member(const struct doc *d, const struct mention *m) {
    if (m->person != NO_WORD || (m->kind != MENTION_OFFICE && m->kind != MENTION_GROUP)) return false;
    if (m->kase == CASE_ACC && !m->plural) return false;
    if (m->kind == MENTION_OFFICE && m->entry != NO_WORD && pack_entry(d->pack, m->entry)->sub == OFFICE_MEMBER) return true;
    return term_has_key(d->pack, term_at(d, m->to - 1), KEY_MEMBER);
}

void put_bodies_for_members(struct doc *d, uint32_t *list, uint8_t n) {
    for (uint8_t i = 0; i < n; i++) {
        uint32_t body = is_member(d, &d->mentions.at[list[i]]) ? body_within(d, list[i]) : NO_WORD;
        if (body != NO_WORD) list[i] = body;
    }
}

/* The body that a person was told to speak for, here or shortly before. */
static uint32_t body_of_person(struct doc *d, uint32_t i) {
    enum { LOOK_BACK = 100 };
    uint32_t person = d->mentions.at[i].person, body = body_within(d, i);
    for (uint32_t k = i, n = 0; body == NO_WORD && k-- > 0 && n < LOOK_BACK; n++)
        if (d->mentions.at[k].person == person) body = body_within(d, k);
    return body;
}

/* Officials of a body without a sector (the UN) are coded as the body itself. */
void add_bodies_spoken_for(struct doc *d, struct act *a) {
    int quad = act_type(d, a)->quad;
    if ((quad != 1 && quad != 3) || act_is(d, a, "CONSULT")) return;
    for (uint8_t i = 0, n = a->actor_count; i < n; i++) {
        uint32_t body = d->mentions.at[a->actors[i]].person != NO_WORD ? body_of_person(d, a->actors[i]) : NO_WORD;
        if (body != NO_WORD && d->mentions.at[body].sector.len) add_party(a, true, body);
    }
}
