/* Where an act took place: every place of the article that comes into question, weighed by the model.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/model.h"

/* A place is told from a probability of 0.27 on: coders leave out many that the article tells. */
static const double PLACED_FROM = -1;

enum { BACK = 6, AHEAD = 3, LEAD = 6, OPTIONS_MAX = PLACES_MAX + 1 };

/* ---- the places of an article -------------------------------------------------------------------------------------------------------- */

static bool same_name(const struct doc *d, uint32_t i, uint32_t k) {
    const struct mention *a = &d->mentions.at[i], *b = &d->mentions.at[k];
    if (a->kind != b->kind) return false;
    if (a->entry != NO_WORD || b->entry != NO_WORD) return a->entry == b->entry;
    return str_eq(span_text(d, a->name), span_text(d, b->name));
}

static uint32_t name_length(const struct doc *d, uint32_t i) { return d->mentions.at[i].name.end - d->mentions.at[i].name.start; }

static struct place_in *place_of(const struct doc *d, struct discourse *mind, uint32_t mention) {
    for (uint32_t i = 0; i < mind->place_count; i++)
        if (same_name(d, mind->places[i].mention, mention)) return &mind->places[i];
    if (mind->place_count == PLACES_MAX) return NULL;
    mind->places[mind->place_count] = (struct place_in){.mention = mention, .fullest = mention, .lead = LEAD};
    return &mind->places[mind->place_count++];
}

/* Part of the name of a body or of a judge: ঢাকার | মহানগর দায়রা জজ আদালত. */
static bool is_of_body(const struct doc *d, uint32_t i) {
    const struct sentence_in *in = &d->sentences[d->mentions.at[i].sentence];
    for (uint32_t k = in->mention_from; k < in->mention_to && d->mentions.at[i].absorbed; k++) {
        const struct mention *m = &d->mentions.at[k];
        if (!m->absorbed && m->from <= d->mentions.at[i].from && m->to >= d->mentions.at[i].to) return m->kind == MENTION_BODY || str_is(m->sector, "JUD");
    }
    return false;
}

void find_places(const struct doc *d, struct discourse *mind) {
    mind->places = arena_new(d->arena, struct place_in, PLACES_MAX);
    mind->place_of = arena_new(d->arena, uint8_t, d->mentions.len + 1);
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        const struct mention *m = &d->mentions.at[i];
        struct place_in *p = may_be_place(d, i) ? place_of(d, mind, i) : NULL;
        mind->place_of[i] = p ? (uint8_t)(p - mind->places) : PLACES_MAX;
        if (!p) continue;
        p->count++;
        if (name_length(d, i) > name_length(d, p->fullest)) p->fullest = i;
        const struct sentence_in *in = &d->sentences[m->sentence];
        int plain = plainness(d, m, in->to);
        p->inside = p->inside || is_of_body(d, i);
        if (plain > p->plain) p->plain = (uint8_t)plain;
        p->dated = p->dated || (plain >= 2 && in->time_to > in->time_from && d->times.at[in->time_from].date.grain == GHOTONA_DAY);
        if (m->sentence >= LEAD || (p->lead < LEAD && plain <= p->lead_plain)) continue;
        p->lead = (uint8_t)m->sentence;
        p->lead_plain = (uint8_t)plain;
        p->lead_mention = i;
    }
}

/* ---- how each stands to the act ------------------------------------------------------------------------------------------------------ */

enum zone { ZONE_NONE, ZONE_CLAUSE, ZONE_BEHIND, ZONE_BEFORE, ZONE_AFTER };

/* A place seen from an act: its best mention in the act's sentence, in those before and in those after. */
struct view { bool seen; uint8_t zone, plain, back, back_plain, ahead, ahead_plain; uint32_t here, behind, before; };

struct scene { struct doc *d; const struct act *a; const struct discourse *mind; struct view views[PLACES_MAX]; };

static uint8_t zone_of(const struct act *a, const struct mention *m) {
    if (m->from >= a->to) return m->from < a->clause_to ? ZONE_BEHIND : ZONE_AFTER;
    return m->from >= a->clause_from ? ZONE_CLAUSE : ZONE_BEFORE;
}

static void look_at(struct scene *s, uint32_t i) {
    const struct mention *m = &s->d->mentions.at[i];
    if (s->mind->place_of[i] == PLACES_MAX) return;
    struct view *v = &s->views[s->mind->place_of[i]];
    uint8_t plain = (uint8_t)plainness(s->d, m, s->d->sentences[m->sentence].to);
    v->seen = true;
    if (m->sentence == s->a->sentence) {
        if (v->zone && (plain < v->plain || (plain == v->plain && zone_of(s->a, m) >= v->zone))) return;
        v->zone = zone_of(s->a, m);
        v->plain = plain;
        v->here = i;
    } else if (m->sentence < s->a->sentence) {
        uint8_t far = (uint8_t)(s->a->sentence - m->sentence);
        if (v->back && far >= v->back && plain <= v->back_plain) return;
        if (v->back && far > v->back && plain == 0) return;
        v->back = far;
        v->back_plain = plain;
        v->before = i;
    } else if (!v->ahead || plain > v->ahead_plain) {
        v->ahead = (uint8_t)(m->sentence - s->a->sentence);
        v->ahead_plain = plain;
        v->behind = i;
    }
}

static void look_through(struct scene *s, const struct sentence_in *in) {
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) look_at(s, i);
    for (uint32_t i = in->site_from; i < in->site_to; i++) look_at(s, i);
}

static void look_around(struct scene *s) {
    uint32_t at = s->a->sentence, from = at > BACK ? at - BACK : 0, to = at + AHEAD + 1;
    if (to > s->d->sentence_count) to = s->d->sentence_count;
    for (uint32_t n = from; n < to; n++)
        look_through(s, &s->d->sentences[n]);
    for (uint32_t p = 0; p < s->mind->place_count; p++)
        if (s->mind->places[p].lead < LEAD) s->views[p].seen = true;
}

/* The mention that stands for the place: in the act's sentence, else where it is told most plainly. */
static uint32_t mention_for(const struct scene *s, uint32_t p) {
    const struct view *v = &s->views[p];
    const struct place_in *in = &s->mind->places[p];
    if (v->zone) return v->here;
    if (v->back && (v->back_plain || !v->ahead)) return v->before;
    if (v->ahead) return v->behind;
    return in->lead < LEAD ? in->lead_mention : in->mention;
}

/* ---- what speaks for each ------------------------------------------------------------------------------------------------------------ */

static str distance_name(uint32_t n) { return n <= 2 ? digit(n) : n <= 4 ? STR("4") : STR("far"); }

static str kind_name(const struct doc *d, const struct mention *m) {
    if (m->kind == MENTION_COUNTRY) return STR("country");
    if (m->kind == MENTION_SEAT) return STR("seat");
    if (m->kind == MENTION_BODY) return str_of(body_kind_names[pack_entry(d->pack, m->entry)->sub]);
    if (m->entry == NO_WORD && find_phrase(d, m->to - 1, m->to, 1u << ENTRY_PLACEWORD).count) {
        const struct entry *e = pack_entry(d->pack, find_phrase(d, m->to - 1, m->to, 1u << ENTRY_PLACEWORD).entry);
        return e->a == 5 ? STR("house") : STR("ground");
    }
    return m->entry == NO_WORD || pack_entry(d->pack, m->entry)->kind != ENTRY_PLACE ? STR("new") : str_of(place_kind_names[pack_entry(d->pack, m->entry)->sub]);
}

static str party_name(const struct scene *s, uint32_t mention) {
    const struct act *a = s->a;
    const struct mention *m = &s->d->mentions.at[mention];
    for (uint8_t i = 0; i < a->actor_count; i++)
        if (same_name(s->d, a->actors[i], mention)) return STR("actor");
    for (uint8_t i = 0; i < a->recipient_count; i++)
        if (same_name(s->d, a->recipients[i], mention)) return STR("recipient");
    bool home = a->actor_count && str_eq(s->d->mentions.at[a->actors[0]].code, m->code);
    return home ? STR("home") : m->code.len ? STR("abroad") : STR("no");
}

/* Only says where the next place lies: ঢাকার | মিরপুরে. */
static bool is_outer(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    const struct sentence_in *in = &d->sentences[m->sentence];
    if (m->kase != CASE_GEN && m->kase != CASE_NOM) return false;
    for (uint32_t k = in->mention_from; k < in->mention_to; k++)
        if (d->mentions.at[k].from == m->to && d->mentions.at[k].kind <= MENTION_PLACE) return true;
    for (uint32_t k = in->site_from; k < in->site_to; k++)
        if (d->mentions.at[k].from <= m->to && d->mentions.at[k].to > m->to && k != i) return true;
    return false;
}

static void mark_place(struct score *f, const struct scene *s, uint32_t p, uint32_t mention) {
    static const char *const zones[] = {"no", "clause", "behind", "before", "after"};
    const struct view *v = &s->views[p];
    const struct place_in *in = &s->mind->places[p];
    const struct mention *m = &s->d->mentions.at[mention];
    str type = pack_string(s->d->pack, act_type(s->d, s->a)->type), zone = str_of(zones[v->zone]), kind = kind_name(s->d, m), party = party_name(s, mention);
    bool near = v->zone || v->back || v->ahead;
    feature(f, "here", zone, digit(v->plain));
    feature(f, "here-type", v->zone ? digit(v->plain) : STR("no"), type);
    feature(f, "here-status", v->zone ? digit(v->plain) : STR("no"), status_name(s->a->status));
    feature(f, "here-said", v->zone ? digit(v->plain) : STR("no"), flag(is_said(s->d, s->a)));
    if (v->back) feature(f, v->zone ? "also-back" : "back", distance_name(v->back), digit(v->back_plain));
    if (v->ahead) feature(f, v->zone ? "also-ahead" : "ahead", distance_name(v->ahead), digit(v->ahead_plain));
    feature(f, "lead", in->lead < LEAD ? digit(in->lead) : STR("no"), in->lead < LEAD ? digit(in->lead_plain) : (str){0});
    feature(f, "lead-near", in->lead < LEAD ? digit(in->lead_plain) : STR("no"), v->zone ? STR("here") : flag(near));
    feature(f, "main", flag(s->mind->main_place != NO_WORD && same_name(s->d, s->mind->main_place, mention)), v->zone ? STR("here") : flag(near));
    feature(f, "kind", kind, v->zone ? digit(v->plain) : STR("no"));
    feature(f, "kind-said", kind, flag(is_said(s->d, s->a)));
    feature(f, "party", party, type);
    feature(f, "party-here", party, v->zone ? digit(v->plain) : STR("no"));
    feature(f, "dated", flag(in->dated), v->zone ? digit(v->plain) : STR("no"));
    feature(f, "dated-type", flag(in->dated), type);
    feature(f, "dated-kind", flag(in->dated), kind);
    feature(f, "lead-type", in->lead < LEAD ? digit(in->lead_plain) : STR("no"), type);
    feature(f, "lead-kind", in->lead < LEAD ? digit(in->lead_plain) : STR("no"), kind);
    feature(f, "lead-said", in->lead < LEAD ? digit(in->lead_plain) : STR("no"), flag(is_said(s->d, s->a)));
    feature(f, "outer", flag(is_outer(s->d, mention)), v->zone ? digit(v->plain) : STR("no"));
    feature(f, "told", in->count == 1 ? STR("once") : in->count == 2 ? STR("twice") : in->count <= 5 ? STR("some") : STR("many"), kind);
}

static struct score weigh(const struct scene *s, const struct setting *o, const char *task, bool by_rules) {
    struct score f = {.d = s->d, .task = task, .keep = s->d->observer || s->d->explain};
    feature(&f, "rules", flag(by_rules), (str){0});
    if (by_rules) feature(&f, "rules-type", pack_string(s->d->pack, act_type(s->d, s->a)->type), (str){0});
    mark_place(&f, s, s->mind->place_of[o->at], o->at);
    return f;
}

/* A house goes by its fullest name in the article, as a party does: জবি is জগন্নাথ বিশ্ববিদ্যালয়. */
static struct setting setting_at(const struct scene *s, uint32_t mention) {
    const struct mention *m = &s->d->mentions.at[mention];
    return (struct setting){.at = mention, .place = m->kind == MENTION_BODY ? s->mind->places[s->mind->place_of[mention]].fullest : mention};
}

/* What may be a party as well must stand somewhere as a place: in the locative, before a noun in it. */
static bool is_told_as_place(const struct doc *d, const struct place_in *p) {
    int kind = d->mentions.at[p->mention].kind;
    const struct mention *m = &d->mentions.at[p->mention];
    bool university = kind == MENTION_BODY && pack_entry(d->pack, m->entry)->sub == BODY_UNIVERSITY;
    return p->plain >= 1 || university || (kind == MENTION_PLACE && (p->count > 1 || m->entry == NO_WORD)) || (p->inside && kind != MENTION_COUNTRY);
}

static void explain_places(struct doc *d, const struct act *a, const struct setting *list, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        str name = span_text(d, d->mentions.at[list[i].place].name);
        explain_score(d, a, arena_printf(d->arena, "place %.*s", (int)name.len, name.at), list[i].score, &list[i].judged);
    }
}

void choose_place(struct doc *d, struct act *a, struct discourse *mind) {
    struct scene s = {.d = d, .a = a, .mind = mind};
    struct setting list[OPTIONS_MAX];
    uint32_t n = 0, rules = a->place == NO_WORD ? PLACES_MAX : mind->place_of[a->place];
    if (a->place != NO_WORD && rules == PLACES_MAX) return;
    look_around(&s);
    /* First what the rules found: it stands where nothing weighs more. */
    if (a->place != NO_WORD) list[n++] = setting_at(&s, a->place);
    for (uint32_t p = 0; p < mind->place_count; p++)
        if (p != rules && s.views[p].seen && is_told_as_place(d, &mind->places[p])) list[n++] = setting_at(&s, mention_for(&s, p));
    if (n == 0) return;
    bool by_rules = a->place != NO_WORD;
    uint32_t best = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct score f = weigh(&s, &list[i], "place", i == 0 && by_rules);
        list[i].score = f.sum;
        list[i].judged = judgement_of(&f);
        if (list[i].score > list[best].score) best = i;
    }
    if (d->observer) d->observer->place(d->observer->user, d, a, list, n);
    if (d->explain) explain_places(d, a, list, n);
    struct score told = weigh(&s, &list[best], "placed", best == 0 && by_rules);
    str type = pack_string(d->pack, act_type(d, a)->type);
    feature(&told, "type", type, flag(is_said(d, a)));
    feature(&told, "status", status_name(a->status), flag(is_said(d, a)));
    feature(&told, "rivals", digit(n), (str){0});
    struct judgement judged = judgement_of(&told);
    if (d->observer) d->observer->placed(d->observer->user, d, a, &judged);
    if (d->explain) explain_score(d, a, STR("placed"), told.sum, &judged);
    /* What the rules found in the act's own sentence is told. */
    bool plain = best == 0 && by_rules && s.views[rules].zone, weighed = told.sum != 0;
    a->place = plain || (weighed ? told.sum > PLACED_FROM : by_rules) ? list[best].place : NO_WORD;
    const struct view *v = &s.views[mind->place_of[list[best].at]];
    a->place_told = (v->zone == ZONE_CLAUSE || v->zone == ZONE_BEHIND) && v->plain >= 2;
}
