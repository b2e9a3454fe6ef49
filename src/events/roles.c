/* Who fills a frame's slots: case and postposition first, then the clause's subject, then what the sentences before left in mind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* তাঁর right before another mention only says whose that is. */
bool is_owner(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    if (m->kind != MENTION_PRONOUN || m->kase != CASE_GEN || m->post != NO_WORD) return false;
    for (uint32_t k = i + 1; k < d->sentences[m->sentence].mention_to; k++)
        if (!d->mentions.at[k].absorbed) return d->mentions.at[k].from == m->to;
    return false;
}

bool has_agency(const struct mention *m) { return !m->absorbed && m->kind != MENTION_PLACE; }

static bool taken(const struct act *a, uint32_t m) {
    for (int i = 0; i < a->actor_count; i++)
        if (a->actors[i] == m) return true;
    for (int i = 0; i < a->recipient_count; i++)
        if (a->recipients[i] == m) return true;
    return false;
}

bool same_party(const struct doc *d, uint32_t i, uint32_t k) {
    const struct mention *a = &d->mentions.at[i], *b = &d->mentions.at[k];
    if (i == k) return true;
    return a->person != NO_WORD && a->person == b->person;
}

/* Looks for the mention that a slot asks for among those of the sentence in terms [from,to). `nearest`: from the right. */
typedef bool (*fits)(const struct mention *m, const struct slot *s);
bool fits_nom(const struct mention *m, const struct slot *s) { (void)s; return has_agency(m) && m->kase == CASE_NOM && m->post == NO_WORD && !m->compound; }
/* -দের is genitive and accusative alike. */
bool fits_acc(const struct mention *m, const struct slot *s) {
    (void)s;
    return has_agency(m) && (m->kase == CASE_ACC || (m->kase == CASE_GEN && m->plural && m->post == NO_WORD && !m->compound));
}
static bool fits_near(const struct mention *m, const struct slot *s) {
    (void)s;
    return has_agency(m) && !m->compound && (m->kase == CASE_GEN || m->kase == CASE_ACC || (m->kase == CASE_LOC && m->kind == MENTION_COUNTRY));
}
static bool fits_loc(const struct mention *m, const struct slot *s) { (void)s; return has_agency(m) && m->kase == CASE_LOC; }
static bool fits_post(const struct mention *m, const struct slot *s) { return has_agency(m) && m->post == s->post; }
static bool fits_place(const struct mention *m, const struct slot *s) {
    (void)s;
    return m->kind <= MENTION_PLACE && (m->kase == CASE_LOC || m->kase == CASE_NOM);
}
static bool fits_any(const struct mention *m, const struct slot *s) { (void)s; return has_agency(m); }

/* True if somebody of this sector usually does such acts; a type without a list takes anyone but the press. */
static bool usual_actor(const struct doc *d, const struct act *a, const struct mention *m) {
    const struct type_row *t = act_type(d, a);
    const uint32_t *list = pack_words(d->pack, t->sectors);
    if (t->sector_count == 0) return !str_is(m->sector, "JRN");
    for (uint32_t i = 0; i < t->sector_count; i++) {
        str sector = pack_string(d->pack, list[i]);
        if (str_eq(sector, m->sector) || str_eq(sector, m->code)) return true;
    }
    return m->kind == MENTION_PRONOUN;
}

/* Not within another, and not one that only says whose the next is (তাঁর স্বামী). */
static bool stands_for_itself(const struct mention *m) {
    return !m->absorbed && !(m->kind == MENTION_PRONOUN && m->kase == CASE_GEN && m->post == NO_WORD);
}

/* The mention before that stands for itself. */
static uint32_t mention_before(const struct doc *d, uint32_t i) {
    const struct sentence_in *in = &d->sentences[d->mentions.at[i].sentence];
    while (i-- > in->mention_from)
        if (stands_for_itself(&d->mentions.at[i])) return i;
    return NO_WORD;
}

/* Where what a mention is joined to ends: before ও, a comma, and তাঁর. NO_WORD if it is joined to nothing. */
static uint32_t joint_before(const struct doc *d, uint32_t from, uint32_t least) {
    bool joint = false;
    while (from > least) {
        const struct term *t = term_at(d, from - 1);
        const struct morph *n = term_nominal(t);
        if (term_has_key(d->pack, t, KEY_AND) || term_sign(t, ',')) joint = true;
        else if (joint || !n || n->pos != POS_PRON || n->kase != CASE_GEN) break;
        from--;
    }
    return joint ? from : NO_WORD;
}

uint32_t behind_bracket(const struct doc *d, uint32_t i, uint32_t to) {
    enum { INSIDE_MAX = 5 };
    if (i >= to || !term_sign(term_at(d, i), '(')) return i;
    for (uint32_t k = i + 1; k < to && k <= i + INSIDE_MAX; k++)
        if (term_sign(term_at(d, k), ')')) return k + 1;
    return i;
}

uint32_t joined_to(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    if (m->coordinated) return i - 1;
    uint32_t k = m->absorbed ? NO_WORD : mention_before(d, i);
    if (k == NO_WORD) return NO_WORD;
    const struct mention *b = &d->mentions.at[k];
    bool same = b->kase == CASE_NOM || b->kase == m->kase;
    return same && b->post == NO_WORD && joint_before(d, m->from, b->to) == behind_bracket(d, b->to, m->from) ? k : NO_WORD;
}

/* The mention that is joined to this one. */
uint32_t joined_from(const struct doc *d, uint32_t i) {
    const struct sentence_in *in = &d->sentences[d->mentions.at[i].sentence];
    for (uint32_t k = i + 1; k < in->mention_to; k++)
        if (stands_for_itself(&d->mentions.at[k])) return joined_to(d, k) == i ? k : NO_WORD;
    return NO_WORD;
}

/* The case of a list stands on its last: বাবলু ও সুশীলকে has no nominative in it. */
bool is_bent_list(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    for (uint32_t k; m->kase == CASE_NOM && m->post == NO_WORD && (k = joined_from(d, i)) != NO_WORD; i = k) m = &d->mentions.at[k];
    return m->kase != CASE_NOM || m->post != NO_WORD;
}

static uint32_t search(const struct doc *d, const struct act *a, const struct slot *s, fits fit, uint32_t from, uint32_t to, bool nearest) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t n = in->mention_to - in->mention_from, i = 0; i < n; i++) {
        uint32_t k = nearest ? in->mention_to - 1 - i : in->mention_from + i;
        const struct mention *m = &d->mentions.at[k];
        if (m->from >= from && m->to <= to && fit(m, s) && !taken(a, k) && !(fit == fits_nom && is_bent_list(d, k))) return k;
    }
    return NO_WORD;
}

/* A genitive that stands right before the trigger; light words may stand between (বাংলাদেশের সাম্প্রতিক আহ্বান). */
static uint32_t genitive_before(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t best = NO_WORD;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (!has_agency(m) || m->kase != CASE_GEN || m->post != NO_WORD || m->to > a->from || m->from < a->clause_from || taken(a, i)) continue;
        if (a->from - m->to <= (m->compound ? 1 : 4)) best = i;
    }
    if (best != NO_WORD || a->verb != NO_WORD) return best;
    /* A bare group or body right before a noun: কৃষক আন্দোলন, পুলিশ অভিযান. */
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        bool group = m->kind == MENTION_GROUP || m->kind == MENTION_BODY;
        if (group && !m->absorbed && m->kase == CASE_NOM && m->to == a->from && !taken(a, i)) best = i;
    }
    return best;
}

/* A verb form that closes a clause with a subject of its own: করলে, করায়, করার পর. */
static bool closes_clause(const struct doc *d, uint32_t i, uint32_t to, const struct morph *v) {
    if (v->form == FORM_COND) return true;
    if (v->form != FORM_VN || v->kase == CASE_NOM) return false;
    return v->kase == CASE_LOC || (v->kase == CASE_GEN && i + 1 < to && postposition_at(d, i + 1) != NO_WORD);
}

/* Where an inner clause begins: behind the last verb form before the trigger; participles share the subject of what follows. */
uint32_t inner_clause(const struct doc *d, const struct act *a, bool participles) {
    for (uint32_t i = a->from; i-- > a->clause_from;) {
        const struct morph *v = verb_at(d, i, a->from);
        if (!v) continue;
        if (closes_clause(d, i, a->from, v) || (participles && v->form != FORM_VN && v->form != FORM_INF)) return i + 1;
    }
    return a->clause_from;
}

/* A subject behind the last verb of the sentence: হুমকি দেন আলি খামেনি। */
uint32_t trailing_subject(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    if (a->finite == NO_WORD) return NO_WORD;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->from <= a->finite || m->absorbed || m->kase != CASE_NOM || m->post != NO_WORD || m->kind == MENTION_PLACE) continue;
        if (m->from - a->finite > 3) return NO_WORD;
        for (uint32_t k = a->finite + 1; k < m->from; k++)
            if (term_at(d, k)->kind == TOKEN_PUNCT || verb_at(d, k, in->to)) return NO_WORD;
        uint32_t last = i;
        while (last + 1 < in->mention_to && d->mentions.at[last + 1].coordinated) last++;
        bool ends = d->mentions.at[last].to >= in->to || term_at(d, d->mentions.at[last].to)->kind == TOKEN_PUNCT;
        return ends && !taken(a, i) ? i : NO_WORD;
    }
    return NO_WORD;
}

static bool takes_bare_object(const struct doc *d, const struct act *a) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_RECIPIENT && (s[i].where == WHERE_ACC || s[i].where == WHERE_NOM)) return true;
    return false;
}

static bool falls_back(const struct doc *d, const struct act *a) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_ACTOR && s[i].where >= WHERE_COURT) return true;
    return false;
}

/* The nominatives in terms [from,to): the first that usually acts so, else the first. */
static uint32_t nominative(const struct doc *d, const struct act *a, const struct slot *s, uint32_t from, uint32_t to, bool *usual) {
    uint32_t first = search(d, a, s, fits_nom, from, to, false);
    *usual = true;
    for (uint32_t m = first; m != NO_WORD && m < d->sentences[a->sentence].mention_to; m++) {
        const struct mention *x = &d->mentions.at[m];
        if (x->to <= to && fits_nom(x, s) && !taken(a, m) && usual_actor(d, a, x) && !is_bent_list(d, m)) return m;
    }
    *usual = false;
    return first;
}

/* The subject, looked for from the inside out: a nominative of the innermost clause, one behind the last verb, one of the clause
 * around, of the sentence. A nominative right before a transitive trigger is its object when another stands earlier. One whose
 * sector hardly does such acts is taken only if no other is found. */
static uint32_t subject(const struct doc *d, const struct act *a, const struct slot *s) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    bool fit_inner, fit_middle, fit_outer, fit_after;
    uint32_t inner = nominative(d, a, s, inner_clause(d, a, true), a->from, &fit_inner);
    uint32_t middle = nominative(d, a, s, inner_clause(d, a, false), a->from, &fit_middle);
    bool object = inner != NO_WORD && inner != middle && takes_bare_object(d, a) && a->from - d->mentions.at[inner].to <= 1;
    if (inner != NO_WORD && !object && fit_inner) return inner;
    uint32_t behind = trailing_subject(d, a);
    if (behind != NO_WORD) return behind;
    if (middle != NO_WORD && fit_middle) return middle;
    uint32_t after = a->finite != NO_WORD ? a->finite + 1 : a->to;
    uint32_t next = nominative(d, a, s, after, after + 5 < in->to ? after + 5 : in->to, &fit_after);
    if (next != NO_WORD && fit_after) return next;
    uint32_t outer = nominative(d, a, s, in->from, a->from, &fit_outer);
    if (outer != NO_WORD && fit_outer) return outer;
    if (falls_back(d, a)) return NO_WORD;
    if (inner != NO_WORD && !object) return inner;
    return middle != NO_WORD ? middle : outer;
}

/* The object without ending: the nominative nearest before the trigger. */
static uint32_t bare_object(const struct doc *d, const struct act *a, const struct slot *s) {
    return search(d, a, s, fits_nom, a->clause_from, a->from, true);
}

/* Who says the words in which the act stands: first persons and dropped subjects within speech mean the speaker. Only where the sentence
 * says so itself; what a quotation goes on with is told in its own words. */
static uint32_t speaker(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = in->speech_from; i < in->speech_to; i++) {
        const struct speech *sp = &d->speeches.at[i];
        if (sp->verb >= in->from && sp->verb < in->to && a->from >= sp->from && a->from < sp->to && sp->speaker != NO_WORD) return sp->who;
    }
    return NO_WORD;
}

static uint32_t slot_mention(const struct doc *d, const struct act *a, const struct slot *s) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t m;
    switch (s->where) {
    case WHERE_NOM: return s->role == ROLE_ACTOR ? subject(d, a, s) : bare_object(d, a, s);
    case WHERE_ACC:
        m = search(d, a, s, fits_acc, a->clause_from, a->from, true);
        if (m == NO_WORD) m = search(d, a, s, fits_acc, in->from, a->to, true);
        return m != NO_WORD ? m : bare_object(d, a, s);
    case WHERE_GEN: return genitive_before(d, a);
    case WHERE_LOC: return search(d, a, s, fits_loc, a->clause_from, a->from, true);
    case WHERE_PLACE: return search(d, a, s, fits_place, a->clause_from, a->to, true);
    case WHERE_ANY: return search(d, a, s, fits_any, a->clause_from, a->from, true);
    case WHERE_POST:
        m = search(d, a, s, fits_post, a->clause_from, a->from, true);
        return m != NO_WORD ? m : search(d, a, s, fits_post, in->from, a->clause_to, true);
    case WHERE_NEAR: return search(d, a, s, fits_near, a->clause_from, a->from, true);
    case WHERE_SPEAKER: return speaker(d, a);
    default: return NO_WORD;
    }
}

void add_party(struct act *a, bool actor, uint32_t m) {
    uint32_t *list = actor ? a->actors : a->recipients;
    uint8_t *n = actor ? &a->actor_count : &a->recipient_count;
    if (*n < PARTIES_MAX && m != NO_WORD && !taken(a, m)) list[(*n)++] = m;
}

uint32_t party_meant(const struct doc *d, const struct act *a, bool actor, uint32_t i, const struct discourse *mind) {
    uint32_t who = resolved_mention(d, i, mind);
    bool doer = actor && (act_is(d, a, "ASSAULT") || act_is(d, a, "COERCE"));
    if (!doer || who == NO_WORD || d->mentions.at[i].kind == MENTION_PRONOUN || d->mentions.at[who].kind != MENTION_PERSON) return who;
    return i;
}

/* Whom a mention means: one, two (দুই দেশ), or a list told before (তাদের). */
static void add_meant(const struct doc *d, struct act *a, bool actor, uint32_t i, const struct discourse *mind) {
    uint32_t who = party_meant(d, a, actor, i, mind), second = resolved_second(d, i, mind);
    add_party(a, actor, who);
    add_party(a, actor, second);
    if (who == i || second != NO_WORD || who == NO_WORD || !d->mentions.at[i].plural) return;
    while ((who = joined_from(d, who)) != NO_WORD && has_agency(&d->mentions.at[who])) add_party(a, actor, who);
}

/* The mention with those joined to it by ও and commas. */
void add_with_coordinates(const struct doc *d, struct act *a, bool actor, uint32_t m, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t first = m, last = m;
    if (m >= in->mention_from && m < in->mention_to) {
        for (uint32_t k; (k = joined_to(d, first)) != NO_WORD;) first = k;
        bool nominative = d->mentions.at[m].kase == CASE_NOM && d->mentions.at[m].post == NO_WORD;
        for (uint32_t k; nominative && (k = joined_from(d, last)) != NO_WORD && fits_nom(&d->mentions.at[k], NULL);) last = k;
    }
    for (uint32_t i = first; i <= last; i++) {
        if (i != m && !(has_agency(&d->mentions.at[i]) && (i == first || joined_to(d, i) != NO_WORD))) continue;
        add_meant(d, a, actor, i, mind);
    }
}

static str slot_name(const struct doc *d, const struct slot *s) {
    static const char *const names[] = {"nom", "acc", "gen", "loc", "place", "any", "", "near", "speaker", "court", "police", "attackers"};
    return s->where == WHERE_POST ? pack_word_text(d->pack, s->post) : str_of(names[s->where]);
}

/* An object with its ending is the recipient, whatever else the frame would take. */
static void fill_marked_object(struct doc *d, struct act *a, const struct slot *s, const struct discourse *mind) {
    if (a->recipient_count) return;
    uint32_t m = search(d, a, s, fits_acc, a->clause_from, a->from, true);
    if (m == NO_WORD) return;
    add_with_coordinates(d, a, false, m, mind);
    a->recipient_slot = slot_name(d, s);
}

/* The slot of the role that a mention would fit, or nothing. */
str slot_fitting(const struct doc *d, const struct act *a, enum role role, uint32_t i) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    const struct mention *m = &d->mentions.at[i];
    for (uint32_t k = 0; k < a->frame->slot_count; k++) {
        if (s[k].role != role && !(s[k].role == ROLE_PARTNER)) continue;
        bool fit = false;
        switch (s[k].where) {
        case WHERE_NOM: fit = fits_nom(m, NULL); break;
        case WHERE_ACC: fit = fits_acc(m, NULL); break;
        case WHERE_GEN: fit = m->kase == CASE_GEN && m->post == NO_WORD; break;
        case WHERE_LOC: fit = fits_loc(m, NULL); break;
        case WHERE_PLACE: fit = fits_place(m, NULL); break;
        case WHERE_POST: fit = m->post == s[k].post; break;
        case WHERE_NEAR: fit = fits_near(m, NULL); break;
        default: break;
        }
        if (fit) return slot_name(d, &s[k]);
    }
    return (str){0};
}

static void fill_slot(struct doc *d, struct act *a, const struct slot *s, const struct discourse *mind) {
    bool partner = s->role == ROLE_PARTNER, actor = s->role == ROLE_ACTOR || partner;
    if (s->role == ROLE_PLACE || (!partner && (actor ? a->actor_count : a->recipient_count))) return;
    if (s->where >= WHERE_COURT) {
        if (actor) a->unnamed_actor = (int8_t)s->where;
        return;
    }
    if (actor && a->passive && s->where == WHERE_NOM) return;
    uint32_t m = slot_mention(d, a, s);
    if (m == NO_WORD) return;
    add_with_coordinates(d, a, actor, m, mind);
    bool bare = s->where == WHERE_ACC && d->mentions.at[m].kase == CASE_NOM;
    *(actor ? &a->actor_slot : &a->recipient_slot) = bare ? STR("bare") : slot_name(d, s);
}

/* The noun that a participle before it describes: প্রতিশ্রুতি দেওয়া ট্রাম্প, নির্বাচন বর্জন করা নেতারা. */
static void fill_from_described(const struct doc *d, struct act *a, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    if (a->verb == NO_WORD || a->passive || a->actor_count) return;
    const struct morph *v = verb_at(d, a->verb, in->to);
    if (!v || v->form != FORM_VN || v->kase != CASE_NOM) return;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->from < a->to || !has_agency(m) || taken(a, i)) continue;
        if (m->from - a->to > 2) return;
        for (uint32_t k = a->to; k < m->from; k++)
            if (term_at(d, k)->kind == TOKEN_PUNCT || postposition_at(d, k) != NO_WORD) return;
        bool object = act_type(d, a)->quad == 4 && takes_bare_object(d, a) && !a->recipient_count;
        add_with_coordinates(d, a, !object, i, mind);
        *(object ? &a->recipient_slot : &a->actor_slot) = STR("described");
        return;
    }
}

bool asks_for(const struct doc *d, const struct act *a, int role) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == role) return true;
    return false;
}

static bool asks_for_subject(const struct doc *d, const struct act *a) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_ACTOR && (s[i].where == WHERE_NOM || s[i].where == WHERE_SPEAKER)) return true;
    return false;
}

/* A subject that is not there: the speaker, then whoever was the subject before. Words need a speaker more than deeds a doer. */
static void fill_dropped_subject(const struct doc *d, struct act *a, const struct discourse *mind) {
    if (a->actor_count || a->unnamed_actor >= 0) return;
    int quad = act_type(d, a)->quad;
    bool verbal = quad == 1 || quad == 3;
    if (!verbal && (a->passive || !asks_for_subject(d, a))) return;
    uint32_t m = speaker(d, a);
    if (m != NO_WORD) { m = resolved_mention(d, m, mind); a->actor_slot = STR("speaker"); }
    else if (mind->subject != NO_WORD && a->sentence - mind->subject_sentence <= 2) { m = mind->subject; a->actor_slot = STR("dropped"); }
    add_party(a, true, m);
}

static const struct mention *first_party(const struct doc *d, const struct act *a, int role) {
    if (role == ROLE_ACTOR) return a->actor_count ? &d->mentions.at[a->actors[0]] : NULL;
    return a->recipient_count ? &d->mentions.at[a->recipients[0]] : NULL;
}

static bool sector_among(const struct doc *d, const struct mention *m, const struct condition *c) {
    for (uint32_t i = 0; m && i < c->count; i++)
        if (str_eq(m->sector, pack_string(d->pack, pack_words(d->pack, c->words)[i])) ||
            str_eq(m->code, pack_string(d->pack, pack_words(d->pack, c->words)[i]))) return true;
    return false;
}

static bool is_state(const struct mention *m) {
    return m && (m->kind <= MENTION_SEAT || str_is(m->sector, "GOV") || str_is(m->code, "IGO"));
}

/* A meeting of several among themselves wants nobody else: ইরান ও আজারবাইজানের দুই মন্ত্রীর বৈঠক. */
static bool meets_among_themselves(const struct doc *d, const struct act *a) { return act_is(d, a, "CONSULT") && a->actor_count > 1; }

static bool party_conditions_hold(struct doc *d, const struct act *a) {
    const struct condition *c = pack_conditions(d->pack, a->frame);
    for (uint32_t i = 0; i < a->frame->condition_count; i++) {
        const struct mention *m = first_party(d, a, c[i].role);
        if (c[i].kind == COND_HERE && !m) return false;
        bool unnamed = c[i].role == ROLE_ACTOR && a->unnamed_actor >= 0;
        if (c[i].kind == COND_NEED_ROLE && !m && !unnamed && !(c[i].role == ROLE_RECIPIENT && meets_among_themselves(d, a))) return false;
        if (c[i].kind == COND_SECTOR && !sector_among(d, m, &c[i])) return false;
        if (c[i].kind == COND_STATE && !is_state(m)) return false;
    }
    return true;
}

/* Nobody does something to himself: a recipient who is also actor is left out. */
static void drop_self(const struct doc *d, struct act *a) {
    uint8_t kept = 0;
    for (int i = 0; i < a->recipient_count; i++) {
        bool self = false;
        for (int k = 0; k < a->actor_count; k++) self = self || same_party(d, a->recipients[i], a->actors[k]);
        if (!self) a->recipients[kept++] = a->recipients[i];
    }
    a->recipient_count = kept;
}

static bool has_nobody(const struct doc *d, const struct act *a) {
    if (a->actor_count || a->recipient_count) return false;
    return !(a->verb != NO_WORD && a->unnamed_actor >= 0 && asks_for(d, a, ROLE_RECIPIENT));
}

/* Says why not, if the parties do not fit the frame. */
static bool parties_fit(struct doc *d, const struct act *a) {
    bool fit = party_conditions_hold(d, a), nobody = has_nobody(d, a);
    if (fit && !nobody) return true;
    str rule = act_rule(d, a);
    explain(d, a->sentence, "%.*s: %s", (int)rule.len, rule.at, fit ? "nobody does it or has it done to him" : "its parties do not fit");
    return false;
}

uint32_t plaintiff(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = in->mention_from; i < in->mention_to && act_is(d, a, "ACCUSE"); i++) {
        const struct mention *m = &d->mentions.at[i];
        uint32_t at = behind_bracket(d, m->to, in->to);
        bool sues = at + 1 < in->to && term_has_key(d->pack, term_at(d, at), KEY_PLAINTIFF) && term_has_key(d->pack, term_at(d, at + 1), KEY_BE);
        if (sues && has_agency(m)) return i;
    }
    return NO_WORD;
}

static void fill_plaintiff(const struct doc *d, struct act *a, const struct discourse *mind) {
    uint32_t m = plaintiff(d, a);
    if (m == NO_WORD) return;
    add_with_coordinates(d, a, true, m, mind);
    a->actor_slot = STR("nom");
}

bool fill_by_rules(struct doc *d, struct act *a, const struct discourse *mind) {
    const struct slot *s = pack_slots(d->pack, a->frame);
    fill_plaintiff(d, a, mind);
    fill_from_described(d, a, mind);
    /* Recipients with a mark of their own go first, so that the subject is what is left. */
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_RECIPIENT && s[i].where == WHERE_ACC) fill_marked_object(d, a, &s[i], mind);
        else if (s[i].role == ROLE_RECIPIENT && s[i].where != WHERE_NOM) fill_slot(d, a, &s[i], mind);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_ACTOR) fill_slot(d, a, &s[i], mind);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_PARTNER) fill_slot(d, a, &s[i], mind);
    for (uint32_t i = 0; i < a->frame->slot_count; i++)
        if (s[i].role == ROLE_RECIPIENT) fill_slot(d, a, &s[i], mind);
    const struct type_row *type = act_type(d, a);
    const struct slot *more = (const struct slot *)pack_section(d->pack, SECTION_SLOTS) + type->slots;
    for (uint32_t i = 0; i < type->slot_count && !asks_for(d, a, ROLE_PARTNER); i++) fill_slot(d, a, &more[i], mind);
    fill_dropped_subject(d, a, mind);
    drop_self(d, a);
    return parties_fit(d, a);
}

bool weigh_roles(struct doc *d, struct act *a, const struct discourse *mind) {
    choose_party(d, a, ROLE_ACTOR, mind);
    if (!asks_for(d, a, ROLE_PARTNER)) choose_party(d, a, ROLE_RECIPIENT, mind);
    put_bodies_for_members(d, a->actors, a->actor_count);
    put_bodies_for_members(d, a->recipients, a->recipient_count);
    add_bodies_spoken_for(d, a);
    return parties_fit(d, a);
}
