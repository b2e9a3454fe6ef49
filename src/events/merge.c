/* One act once: tellings of the same act in headline, lead and body become one record with the fullest evidence.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

enum likeness { DIFFERENT = -1, UNKNOWN, ALIKE, SAME };

static enum likeness likeness(const struct doc *d, uint32_t i, uint32_t k) {
    const struct mention *a = &d->mentions.at[i], *b = &d->mentions.at[k];
    if (a->person != NO_WORD && b->person != NO_WORD) return a->person == b->person ? SAME : DIFFERENT;
    if (a->entry != NO_WORD && a->entry == b->entry) return SAME;
    return str_eq(a->code, b->code) && str_eq(a->sector, b->sector) ? ALIKE : DIFFERENT;
}

/* The best likeness between two sides. */
static enum likeness side_likeness(const struct doc *d, const uint32_t *a, int n, const uint32_t *b, int m) {
    enum likeness best = n && m ? DIFFERENT : UNKNOWN;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < m; k++) {
            enum likeness l = likeness(d, a[i], b[k]);
            if (l > best) best = l;
        }
    return best;
}

static bool times_clash(const struct act *a, const struct act *b) {
    if (!a->date_from_text || !b->date_from_text || a->date.grain == GHOTONA_NONE || b->date.grain == GHOTONA_NONE) return false;
    return a->date.days.from > b->date.days.to || b->date.days.from > a->date.days.to;
}

/* A noun that points back to what was told shortly before: দুই নেতার এই বৈঠক. */
static bool points_back(const struct doc *d, const struct act *a, const struct act *b) {
    enum { REACH = 3 };
    const struct act *later = a->sentence > b->sentence ? a : b, *earlier = later == a ? b : a;
    if (later->verb != NO_WORD || later->sentence == earlier->sentence || later->sentence - earlier->sentence > REACH) return false;
    return later->from > d->sentences[later->sentence].from && term_has_key(d->pack, term_at(d, later->from - 1), KEY_THIS);
}

/* The later telling says that it tells another one: আরেক হামলায়, পুনরায় সংঘর্ষে. */
static bool tells_another(const struct doc *d, const struct act *a, const struct act *b) {
    enum { REACH = 4 };
    const struct act *later = a->sentence > b->sentence ? a : b, *earlier = later == a ? b : a;
    if (later->sentence == earlier->sentence || (d->titled && !earlier->sentence)) return false;
    for (uint32_t i = later->from > later->clause_from + REACH ? later->from - REACH : later->clause_from; i < later->from; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_ANOTHER)) return true;
    return false;
}

/* Violence told with several nouns is one act: হামলা, ভাঙচুর ও অগ্নিসংযোগ. */
static bool joined_violence(const struct doc *d, const struct act *a, const struct act *b) {
    if (!act_is(d, a, "ASSAULT") || a->verb != NO_WORD || a->sentence != b->sentence || b->from != a->to + 1) return false;
    const struct term *between = term_at(d, a->to);
    const struct type_row *x = act_type(d, a), *y = act_type(d, b);
    bool plain = !x->mode || str_is(pack_string(d->pack, x->mode), "destroy"), other = !y->mode || str_is(pack_string(d->pack, y->mode), "destroy");
    return plain && other && (term_has_key(d->pack, between, KEY_AND) || term_sign(between, ','));
}

/* Words are acts of their own: what is said, not done. */
static bool is_said(const struct doc *d, const struct act *a) {
    int quad = act_type(d, a)->quad;
    return (quad == 1 || quad == 3) && !act_is(d, a, "CONSULT");
}

static bool has_noun(const struct doc *d, const struct act *a, uint32_t lemma) {
    for (uint32_t i = a->from; i < a->to; i++) {
        const struct morph *n = term_nominal(term_at(d, i));
        if (n && n->lemma == lemma) return true;
    }
    return false;
}

/* Of what one says to another in two sentences, each is an act of its own if they tell it by different nouns; the headline sums up. */
static bool says_something_else(const struct doc *d, const struct act *a, const struct act *b) {
    if (!is_said(d, a) || a->sentence == b->sentence || (d->titled && (!a->sentence || !b->sentence))) return false;
    for (uint32_t i = a->from; i < a->to; i++) {
        const struct morph *n = term_nominal(term_at(d, i));
        if (n && n->pos == POS_NOUN && has_noun(d, b, n->lemma)) return false;
    }
    return true;
}

/* The same type; parties that fit; and when one telling knows a mode and the other none, the same parties or the same sentence: a visit and
 * a meeting in its course are two. */
static bool same_act(const struct doc *d, const struct act *a, const struct act *b) {
    const struct type_row *x = act_type(d, a), *y = act_type(d, b);
    if (x->type != y->type || (x->mode != y->mode && x->mode && y->mode)) return false;
    if (joined_violence(d, a, b)) return true;
    if (a->status != b->status || times_clash(a, b) || tells_another(d, a, b)) return false;
    if (points_back(d, a, b)) return true;
    if (says_something_else(d, a, b)) return false;
    enum likeness actors = side_likeness(d, a->actors, a->actor_count, b->actors, b->actor_count);
    enum likeness recipients = side_likeness(d, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
    if (actors < 0 && str_is(pack_string(d->pack, x->type), "CONSULT"))
        actors = side_likeness(d, a->actors, a->actor_count, b->recipients, b->recipient_count);
    if (actors < 0 || recipients < 0) return false;
    if (x->mode != y->mode && a->sentence != b->sentence && (actors == ALIKE || recipients == ALIKE || act_is(d, a, "CONSULT"))) return false;
    return actors + recipients > 0;
}

/* Which telling says more: both parties, then a verb, then the body over the headline. */
static int fullness(const struct act *a) {
    return (a->actor_count > 0) * 4 + (a->recipient_count > 0) * 4 + (a->verb != NO_WORD) * 2 + (a->sentence > 0) + (a->place != NO_WORD);
}

/* True if the side a names all that b does and others too. */
static bool names_more(const struct doc *d, const uint32_t *a, uint8_t n, const uint32_t *b, uint8_t m) {
    if (n <= m) return false;
    for (uint8_t k = 0; k < m; k++) {
        bool there = false;
        for (uint8_t i = 0; i < n; i++) there = there || likeness(d, a[i], b[k]) == SAME;
        if (!there) return false;
    }
    return true;
}

static bool is_body(const struct mention *m) { return m->kind == MENTION_BODY || m->kind <= MENTION_SEAT; }

/* A body in one telling and its person in the other speak together, the person first. */
static void join_spokesman(const struct doc *d, struct act *keep, const struct act *drop) {
    if (!is_said(d, keep) || keep->actor_count != 1 || drop->actor_count != 1) return;
    const struct mention *a = &d->mentions.at[keep->actors[0]], *b = &d->mentions.at[drop->actors[0]];
    bool together = (is_body(a) && b->person != NO_WORD) || (is_body(b) && a->person != NO_WORD);
    if (!together || !a->sector.len || !str_eq(a->sector, b->sector) || !str_eq(a->code, b->code)) return;
    if (side_likeness(d, drop->actors, 1, keep->recipients, keep->recipient_count) == SAME) return;
    keep->actors[is_body(a) ? 1 : 0] = keep->actors[0];
    keep->actors[is_body(a) ? 0 : 1] = drop->actors[0];
    keep->actor_count = 2;
}

static void take_over(struct doc *d, struct act *keep, struct act *drop, uint32_t kept_index) {
    drop->merged_into = kept_index;
    if (drop->sentence != keep->sentence) *vec_push(d->arena, &keep->also) = drop->sentence;
    for (uint32_t i = 0; i < drop->also.len; i++) *vec_push(d->arena, &keep->also) = drop->also.at[i];
    if (!act_type(d, keep)->mode && act_type(d, drop)->mode) keep->mode_type = drop->mode_type;
    join_spokesman(d, keep, drop);
    if (names_more(d, drop->actors, drop->actor_count, keep->actors, keep->actor_count)) {
        memcpy(keep->actors, drop->actors, sizeof keep->actors);
        keep->actor_count = drop->actor_count;
    }
    bool doers = side_likeness(d, drop->recipients, drop->recipient_count, keep->actors, keep->actor_count) == SAME;
    if (!doers && names_more(d, drop->recipients, drop->recipient_count, keep->recipients, keep->recipient_count)) {
        memcpy(keep->recipients, drop->recipients, sizeof keep->recipients);
        keep->recipient_count = drop->recipient_count;
    }
    if (!keep->date_from_text && drop->date_from_text) { keep->date = drop->date; keep->date_from_text = true; }
    if (keep->place == NO_WORD || (drop->place_told && !keep->place_told)) { keep->place = drop->place; keep->place_told = drop->place_told; }
    for (int k = 0; k < GHOTONA_COUNTS; k++)
        if (keep->counts[k].high < keep->counts[k].low) keep->counts[k] = drop->counts[k];
}

enum { LOOK_BACK_MAX = 200 };   /* bounds the comparisons in an article of very many acts */

void merge_acts(struct doc *d, acts *list) {
    for (uint32_t i = 1; i < list->len; i++)
        for (uint32_t k = i > LOOK_BACK_MAX ? i - LOOK_BACK_MAX : 0; k < i; k++) {
            struct act *a = &list->at[k], *b = &list->at[i];
            if (a->dropped || b->dropped || a->merged_into != NO_WORD || !same_act(d, a, b)) continue;
            if (fullness(b) > fullness(a)) { take_over(d, b, a, i); continue; }
            take_over(d, a, b, k);
            break;
        }
}
