/* What is only asked for, promised, due or wished for has not been done: no act of its own.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* Words that ask, promise or threaten what stands right before them: মুক্তির দাবি, হামলার হুমকি, নিরাপত্তা জোরদারে প্রতিশ্রুতিবদ্ধ. */
static bool takes_content(const struct doc *d, const struct act *a) {
    return act_is(d, a, "AGREE") || act_is(d, a, "REQUEST") || act_is(d, a, "THREATEN") || act_is(d, a, "CONCEDE");
}

static bool bent_noun(const struct doc *d, const struct act *a) {
    const struct term *t = term_at(d, a->to - 1);
    if (a->verb != NO_WORD) {
        const struct morph *v = verb_at(d, a->verb, d->sentences[a->sentence].to);
        return v && ((v->form == FORM_VN && v->kase == CASE_GEN) || v->form == FORM_INF);
    }
    const struct morph *n = term_nominal(t);
    return n && (n->kase == CASE_GEN || n->kase == CASE_LOC);
}

static bool is_deed(const struct doc *d, const struct act *a) { return act_type(d, a)->quad % 2 == 0; }

static bool in_form(const struct doc *d, const struct act *a, uint32_t i, enum verb_form form) {
    const struct morph *v = i == NO_WORD ? NULL : verb_at(d, i, d->sentences[a->sentence].to);
    return v && v->form == form;
}

/* Where the content of a promise or threat that is told with বলে ends: … কেড়ে নেওয়া হবে বলে হুমকি দেন. NO_WORD if a is none. */
static uint32_t told_content_end(const struct doc *d, const struct act *a) {
    uint32_t to = d->sentences[a->sentence].to;
    bool ahead = is_deed(d, a) && in_form(d, a, a->finite, FORM_FUT) && a->finite + 1 < to;
    return ahead && term_has_key(d->pack, term_at(d, a->finite + 1), KEY_QUOTE) ? a->finite + 2 : NO_WORD;
}

static bool is_content(const struct doc *d, const struct act *a, const acts *list) {
    enum { NEXT = 1, AFTER_QUOTE = 4 };
    uint32_t quoted = told_content_end(d, a);
    for (uint32_t k = 0; k < list->len; k++) {
        const struct act *b = &list->at[k];
        if (b == a || b->from < a->to || !takes_content(d, b)) continue;
        if (b->from - a->to <= NEXT && bent_noun(d, a)) return true;
        if (quoted != NO_WORD && b->from >= quoted && b->from - quoted <= AFTER_QUOTE) return true;
    }
    return false;
}

/* Only a condition of what will be, or what follows from one: হামলা করলে জবাব দেওয়া হবে, দোষী হলে সাজা হবে, যদি হামলা করে, যতক্ষণ গ্রেপ্তার করা না হয়. */
static bool is_condition(const struct doc *d, const struct act *a) {
    if (a->verb == NO_WORD || !is_deed(d, a)) return false;
    if (in_form(d, a, a->verb, FORM_COND)) return in_form(d, a, a->finite, FORM_FUT);
    if (a->finite != a->verb && !a->passive) return false;
    bool ahead = in_form(d, a, a->finite, FORM_FUT) && !act_is(d, a, "PROTEST") && !act_is(d, a, "MOBILIZE");
    for (uint32_t i = a->clause_from; i < a->from; i++)
        if (ahead && in_form(d, a, i, FORM_COND)) return true;
        else if (pack_has_key(d->pack, term_at(d, i)->word, KEY_IF)) return true;    /* যদি itself: যদিও grants, it supposes nothing */
    return false;
}

/* The verb behind a deed's own that says that it is due or wished for: করতে হবে, করা উচিত, করতে চায়. */
static bool due_at(const struct doc *d, const struct act *a, const struct morph *own, uint32_t to) {
    uint32_t next = a->verb + 1;
    if (next < to && term_has_key(d->pack, term_at(d, next), KEY_NOT)) next++;
    if (next >= to) return false;
    const struct term *t = term_at(d, next);
    const struct morph *v = verb_at(d, next, to);
    if (own->form == FORM_INF && term_has_key(d->pack, t, KEY_BE)) return v && v->form == FORM_FUT;
    if (own->form == FORM_INF && term_has_key(d->pack, t, KEY_WANT)) return true;
    bool named = own->form == FORM_INF || (own->form == FORM_VN && own->kase == CASE_NOM);
    return named && term_has_key(d->pack, t, KEY_MUST);
}

/* The clause is a wish or an order of what is to come: শাস্তি দেওয়া হোক, মুক্তি না দিলে, না করা পর্যন্ত. */
static bool due_by_clause(const struct doc *d, const struct act *a, const struct morph *own, uint32_t to) {
    if (in_form(d, a, a->finite, FORM_IMP) && (a->finite == a->verb || a->passive)) return true;
    bool negated = false;
    for (uint32_t i = a->from; i <= a->verb; i++) negated = negated || term_has_key(d->pack, term_at(d, i), KEY_NOT);
    if (negated && own->form == FORM_COND) return true;
    return negated && a->verb + 1 < to && term_has_key(d->pack, term_at(d, a->verb + 1), KEY_UNTIL);
}

static bool is_due(const struct doc *d, const struct act *a) {
    uint32_t to = d->sentences[a->sentence].to;
    const struct morph *own = a->verb == NO_WORD ? NULL : verb_at(d, a->verb, to);
    return own && is_deed(d, a) && (due_at(d, a, own, to) || due_by_clause(d, a, own, to));
}

/* Who may do such a deed, as a subject in the act's clause: then it is told, not demanded. */
static bool doer_in_clause(const struct doc *d, const struct act *a) {
    static const char *const doers[] = {"COP", "JUD", "MIL", "PRM", "GOV"};
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->from < a->clause_from || m->to > a->clause_to || !fits_nom(m, NULL)) continue;
        for (size_t k = 0; k < sizeof doers / sizeof *doers; k++)
            if (str_is(m->sector, doers[k])) return true;
    }
    return false;
}

/* What a chain of contents leads to: the word of demand behind a genitive (চিহ্নিত করে গ্রেপ্তার ও শাস্তির দাবি) or what is due (শাস্তি দিতে হবে). No
 * other postposition and no finite verb comes between. */
static bool leads_to_demand(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t to = a->finite != NO_WORD && a->finite < in->to ? a->finite : in->to;
    for (uint32_t i = a->to; i < to; i++) {
        if (postposition_at(d, i) != NO_WORD) return false;
        if (!term_has_key(d->pack, term_at(d, i), KEY_DEMAND)) continue;
        const struct morph *n = term_nominal(term_at(d, i - 1)), *v = verb_at(d, i - 1, in->to);
        return (n && n->kase == CASE_GEN) || (v && v->form == FORM_VN && v->kase == CASE_GEN);
    }
    if (to == in->to || to == a->from || !term_has_key(d->pack, term_at(d, to), KEY_BE)) return false;
    return in_form(d, a, to, FORM_FUT) && in_form(d, a, to - 1, FORM_INF);
}

/* A link of such a chain: a bare noun before ও or a comma, or করে. */
static bool is_link(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    if (a->verb != NO_WORD) return in_form(d, a, a->verb, FORM_PART) && a->verb != a->finite;
    if (a->to >= in->to) return false;
    const struct term *next = term_at(d, a->to);
    return term_has_key(d->pack, next, KEY_AND) || term_sign(next, ',') || term_has_key(d->pack, next, KEY_DO);
}

/* জরিমানা করার বিধান, গ্রেপ্তারের ক্ষমতা, তুলে নেওয়ার চিন্তা. */
static bool is_mere(const struct doc *d, const struct act *a) {
    uint32_t to = d->sentences[a->sentence].to;
    const struct morph *own = a->verb == NO_WORD ? term_nominal(term_at(d, a->to - 1)) : verb_at(d, a->verb, to);
    bool genitive = own && own->kase == CASE_GEN && (a->verb == NO_WORD || own->form == FORM_VN);
    return is_deed(d, a) && genitive && a->to < to && term_has_key(d->pack, term_at(d, a->to), KEY_MERE);
}

/* গ্রেপ্তারের দাবি, গ্রেপ্তার দাবি; মুক্তি দিতে সরকারের প্রতি আহ্বান. */
static bool before_demand(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    if (a->to < in->to && term_has_key(d->pack, term_at(d, a->to), KEY_DEMAND)) return a->verb == NO_WORD || bent_noun(d, a);
    if (a->verb == NO_WORD || !in_form(d, a, a->verb, FORM_INF)) return false;
    uint32_t to = a->finite != NO_WORD && a->finite < in->to ? a->finite : in->to;
    for (uint32_t i = a->to; i < to; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_DEMAND)) return true;
    return false;
}

static bool is_demanded(const struct doc *d, const struct act *a) {
    bool done = act_is(d, a, "ASSAULT") && a->verb == NO_WORD;      /* হত্যার বিচারের দাবি: the killing is a fact */
    if (is_deed(d, a) && !done && before_demand(d, a)) return true;
    bool of_authority = act_is(d, a, "COERCE") || act_is(d, a, "SANCTION") || act_is(d, a, "MOBILIZE");
    return of_authority && is_link(d, a) && leads_to_demand(d, a) && !doer_in_clause(d, a);
}

void drop_wanted(struct doc *d, acts *list) {
    for (uint32_t i = 0; i < list->len; i++) {
        struct act *a = &list->at[i];
        if (a->dropped) continue;
        const char *why = is_content(d, a, list) || is_demanded(d, a) ? "what is asked or promised, no act of its own"
                          : is_due(d, a) ? "only due or wished for: no act"
                          : is_mere(d, a) ? "only thought of, allowed or proposed: no act"
                          : is_condition(d, a) ? "only a condition: no act" : NULL;
        if (!why) continue;
        str rule = act_rule(d, a);
        explain(d, a->sentence, "%.*s is %s", (int)rule.len, rule.at, why);
        a->dropped = true;
    }
}
