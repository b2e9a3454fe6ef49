/* Where an act took place: the locative nearest to it, a place before a bent noun (রাজশাহীর পরিষদ মিলনায়তনে), the host of a visit, the scene.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* A body that has a house of its own; a party is no place. */
static bool is_housed(const struct doc *d, const struct mention *m) {
    if (m->kind != MENTION_BODY || m->entry == NO_WORD) return false;
    enum body_kind kind = pack_entry(d->pack, m->entry)->sub;
    return kind == BODY_MINISTRY || kind == BODY_AGENCY || kind == BODY_POLICE || kind == BODY_COURT || kind == BODY_UNIVERSITY || kind == BODY_PARLIAMENT;
}

/* The site word right behind a bare name, that belongs to it: পাটগ্রাম সীমান্তে, হাইকোর্ট এলাকায়. NULL if there is none. */
static const struct term *site_after(const struct doc *d, const struct mention *m, uint32_t to) {
    if (m->absorbed || m->kase != CASE_NOM || (m->kind != MENTION_PLACE && !is_housed(d, m)) || m->to >= to || m->coordinated) return NULL;
    const struct term *t = term_at(d, m->to), *last = term_at(d, m->to - 1);
    const struct morph *n = term_nominal(t);
    bool from = n && n->kase == CASE_NOM && m->to + 1 < to && postposition_at(d, m->to + 1) != NO_WORD;
    if (!n || term_verb(t) || (n->kase != CASE_LOC && n->kase != CASE_GEN && !from)) return NULL;
    return term_has_key(d->pack, t, KEY_SITE) && !term_has_key(d->pack, last, KEY_SITE) ? t : NULL;
}

/* A place that has no country of its own, only a word for one: সীমান্ত, রাজধানী. */
static bool is_generic(const struct doc *d, const struct mention *m) {
    if (m->kind != MENTION_PLACE || m->absorbed || m->code.len || m->entry == NO_WORD) return false;
    return pack_entry(d->pack, m->entry)->sub != PLACE_SEA;
}

/* The bare name that a site word belongs to: পাটগ্রাম সীমান্তে, নভোরোসিস্ক বন্দরে. A name the tables do not know is a word they do not know. */
static bool takes_name_before(const struct doc *d, const struct mention *m, const struct sentence_in *in) {
    if (m->from <= in->from) return false;
    const struct term *t = term_at(d, m->from - 1);
    const struct morph *n = term_nominal(t);
    if (t->kind != TOKEN_WORD || term_verb(t) || (n && n->kase != CASE_NOM)) return false;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *b = &d->mentions.at[i];
        if (b->to == m->from && !b->absorbed) return b->kind <= MENTION_PLACE && b->kase == CASE_NOM;
    }
    return !term_ordinary(d->pack, t);
}

static void name_generic_places(struct doc *d) {
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        struct mention *m = &d->mentions.at[i];
        const struct sentence_in *in = &d->sentences[m->sentence];
        if (!is_generic(d, m) || !takes_name_before(d, m, in)) continue;
        m->from--;
        m->entry = NO_WORD;
        m->name.start = term_at(d, m->from)->start;
        for (uint32_t k = in->mention_from; k < i; k++)
            if (d->mentions.at[k].to == m->from + 1 && d->mentions.at[k].code.len) m->code = d->mentions.at[k].code;
    }
}

void widen_places(struct doc *d) {
    name_generic_places(d);
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        struct mention *m = &d->mentions.at[i];
        const struct term *t = site_after(d, m, d->sentences[m->sentence].to);
        if (!t) continue;
        const struct morph *n = term_nominal(t);
        m->kind = MENTION_PLACE;
        m->entry = NO_WORD;
        m->kase = n->kase;
        m->to++;
        m->compound = 0;
        m->sector = (str){0};
        m->name.end = term_stem_end(d->pack, d->text, t, t->detached ? (uint32_t)t->fold.len : n->stem);
        if (m->next < m->to) m->next = m->to;
    }
}

static bool can_hold(const struct doc *d, const struct mention *m) { return m->kind <= MENTION_PLACE || is_housed(d, m); }

bool may_be_place(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    bool demonym = m->entry != NO_WORD && pack_entry(d->pack, m->entry)->kind == ENTRY_DEMONYM;
    return can_hold(d, m) && !is_generic(d, m) && !demonym;
}

/* Terms from the mention to a noun in the locative that it stands before; 0 if there is none near. */
static uint32_t bent_noun_after(const struct doc *d, const struct mention *m, uint32_t to) {
    enum { CHAIN_MAX = 6 };
    for (uint32_t i = m->to; i < to && i < m->to + CHAIN_MAX; i++) {
        const struct term *t = term_at(d, i);
        if (t->kind == TOKEN_PUNCT || verb_at(d, i, to) || postposition_at(d, i) != NO_WORD) return 0;
        const struct morph *n = term_nominal(t);
        bool from = i + 1 < to && term_has_key(d->pack, term_at(d, i + 1), KEY_SINCE);
        bool case_file = term_has_key(d->pack, t, KEY_DOCUMENT);     /* রামপুরা থানার একটি মামলায় */
        if (n && (n->kase == CASE_LOC || (from && n->kase == CASE_NOM)) && n->pos != POS_PRON) return case_file ? 0 : i + 1 - m->to;
    }
    return 0;
}

/* How plainly a mention says where: 3 itself in the locative, 2 before an area word or থেকে, 1 before another noun in the locative. */
int plainness(const struct doc *d, const struct mention *m, uint32_t to) {
    if (!can_hold(d, m) || is_generic(d, m)) return 0;
    if (m->kase == CASE_LOC && !m->absorbed) return 3;
    if (m->post != NO_WORD && pack_has_key(d->pack, m->post, KEY_SINCE) && m->kind != MENTION_COUNTRY) return 2;
    if (m->kind == MENTION_COUNTRY || (m->kase != CASE_GEN && m->kase != CASE_NOM)) return 0;
    uint32_t n = bent_noun_after(d, m, to);
    if (!n) return 0;
    return term_has_key(d->pack, term_at(d, m->to + n - 1), KEY_AREA) ? 2 : 1;
}

uint32_t place_near(const struct doc *d, uint32_t sentence, uint32_t at, uint32_t from, uint32_t to) {
    const struct sentence_in *in = &d->sentences[sentence];
    uint32_t best = NO_WORD;
    int plainest = 0;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->from < from || m->to > to) continue;
        int p = plainness(d, m, in->to);
        if (p == 0 || p < plainest || (p == plainest && best != NO_WORD && m->to > at)) continue;
        plainest = p;
        best = i;
    }
    return best;
}

/* An act of the article's own day plays where its beginning says, unless something nearer tells. */
static uint32_t place_from_scene(const struct act *a, const struct discourse *mind) {
    enum { PLACE_REACH = 3 };
    if (a->status & (GHOTONA_HISTORICAL | GHOTONA_FUTURE | GHOTONA_HYPOTHETICAL)) return NO_WORD;
    if (mind->place != NO_WORD && a->sentence - mind->place_sentence <= PLACE_REACH) return mind->place;
    bool same_day = mind->main_date.grain == GHOTONA_NONE || a->date.days.from == mind->main_date.days.from;
    return same_day ? mind->main_place : NO_WORD;
}

/* A visit takes place at its host's, when the host is a country or a town. */
static uint32_t host_place(const struct doc *d, const struct act *a) {
    bool visit = act_is(d, a, "CONSULT") && str_is(pack_string(d->pack, act_type(d, a)->mode), "visit");
    return visit && a->recipient_count && d->mentions.at[a->recipients[0]].kind <= MENTION_PLACE ? a->recipients[0] : NO_WORD;
}

/* A court that tells its town sits there: ঢাকার মহানগর দায়রা জজ আদালত. */
static uint32_t seat_of_court(const struct doc *d, const struct act *a) {
    if (a->actor_count == 0) return NO_WORD;
    const struct mention *m = &d->mentions.at[a->actors[0]];
    const struct sentence_in *in = &d->sentences[m->sentence];
    if (m->kind != MENTION_BODY || m->entry == NO_WORD || pack_entry(d->pack, m->entry)->sub != BODY_COURT) return NO_WORD;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *p = &d->mentions.at[i];
        if (p->absorbed && p->from == m->from && (p->kind == MENTION_PLACE || p->kind == MENTION_SEAT)) return i;
    }
    return NO_WORD;
}

void fill_place(const struct doc *d, struct act *a, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    a->place = host_place(d, a);
    if (a->place == NO_WORD) a->place = place_near(d, a->sentence, a->from, a->clause_from, a->clause_to);
    if (a->place == NO_WORD) a->place = place_near(d, a->sentence, a->from, in->from, in->to);
    if (a->place == NO_WORD) a->place = seat_of_court(d, a);
    if (a->place == NO_WORD) a->place = place_from_scene(a, mind);
}

/* The first place of the article's beginning; without one in the locative, the first place named at all. */
uint32_t main_place(const struct doc *d) {
    enum { BEGINNING = 6 };
    for (uint32_t s = 0; s < d->sentence_count && s < BEGINNING; s++) {
        uint32_t place = place_near(d, s, d->sentences[s].to, d->sentences[s].from, d->sentences[s].to);
        if (place != NO_WORD) return place;
    }
    return NO_WORD;
}
