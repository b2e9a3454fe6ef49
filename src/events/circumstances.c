/* What is told around an act: whether it happened, when, on whose word.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* ---- status -------------------------------------------------------------------------------------------------------------------------- */

static bool key_at(const struct doc *d, uint32_t i, uint32_t to, enum key k) { return i < to && term_has_key(d->pack, term_at(d, i), k); }

static bool negated_at(const struct doc *d, uint32_t verb, uint32_t to) {
    const struct morph *v = verb_at(d, verb, to);
    if (v && (v->form == FORM_NEG || (v->flags & MORPH_NEGATED))) return true;
    return key_at(d, verb + 1, to, KEY_NOT) && !(verb + 2 < to && term_has_key(d->pack, term_at(d, verb + 2), KEY_THAT));
}

static bool future_form(const struct term *t) {
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].pos == POS_VERB && t->morph[i].form == FORM_FUT) return true;
    return false;
}

/* The trigger itself tells of a plan: মামলা করার সিদ্ধান্ত নেওয়া. */
static bool plans_within(const struct doc *d, const struct act *a) {
    for (uint32_t i = a->from; i + 1 < a->to; i++) {
        const struct morph *v = term_verb(term_at(d, i));
        if (v && v->form == FORM_VN && v->kase == CASE_GEN && key_at(d, i + 1, a->to, KEY_PLANNED)) return true;
    }
    return false;
}

/* যদি itself; যদিও supposes nothing. */
static bool if_between(const struct doc *d, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (pack_has_key(d->pack, term_at(d, i)->word, KEY_IF)) return true;
    return false;
}

/* করলে tells what may happen; what did happen when the main verb is past, or the present in which news is told (পদত্যাগ করলে … দায়িত্ব নেন), and when
 * it is granted and nothing more follows (পদত্যাগ করলেও বাকিরা স্বপদে বহাল). */
static bool supposes(const struct doc *d, const struct act *a, const struct morph *own) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    if (!own || own->form != FORM_COND) return false;
    if (if_between(d, a->clause_from, a->verb)) return true;
    const struct morph *main = a->finite == NO_WORD ? NULL : verb_at(d, a->finite, in->to);
    if (!main) return !(own->flags & MORPH_EMPHATIC);
    if (main->form == FORM_PRES) return main->person < PERSON_3 || term_has_key(d->pack, term_at(d, a->finite), KEY_CAN);
    return main->form == FORM_FUT || main->form == FORM_CONT || main->form == FORM_HABIT || main->form == FORM_IMP;
}

/* Somebody is about to do it: করতে যাচ্ছে; not করতে গেলে. */
static bool about_to(const struct doc *d, const struct act *a, const struct morph *own) {
    if (!own || own->form != FORM_INF || a->finite == NO_WORD || !term_has_key(d->pack, term_at(d, a->finite), KEY_GO)) return false;
    const struct morph *go = verb_at(d, a->finite, d->sentences[a->sentence].to);
    return go && (go->form == FORM_CONT || go->form == FORM_PRES || go->form == FORM_FUT);
}

/* A plan follows the verbal noun: করার পরিকল্পনা, করার কথা রয়েছে; করার কথা জানিয়েছে tells what was. */
static bool plan_at(const struct doc *d, uint32_t i, uint32_t to) {
    if (!key_at(d, i, to, KEY_PLANNED)) return false;
    return !key_at(d, i, to, KEY_MATTER) || key_at(d, i + 1, to, KEY_STAY) || key_at(d, i + 1, to, KEY_BE) || i + 1 >= to || term_at(d, i + 1)->kind == TOKEN_PUNCT;
}

/* করার জন্য দায়ী, করার জন্য … চীনকে দায়ী করা: what one is blamed for has been done. */
static bool blamed_at(const struct doc *d, uint32_t from, uint32_t to) {
    enum { REACH = 8 };
    for (uint32_t i = from; i < to && i < from + REACH; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_BLAME)) return true;
    return false;
}

/* What stands between the trigger and the finite verb decides: a plan, a possibility, a condition. */
static unsigned status_of_clause(const struct doc *d, struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t from = a->verb != NO_WORD ? a->verb : a->to - 1;
    const struct morph *own = a->verb != NO_WORD ? verb_at(d, a->verb, in->to) : NULL;
    unsigned status = 0;
    if (supposes(d, a, own)) status |= GHOTONA_HYPOTHETICAL;
    if (key_at(d, from + 1, in->to, KEY_FEAR) || key_at(d, from + 2, in->to, KEY_FEAR)) status |= GHOTONA_HYPOTHETICAL;
    bool can = own && own->form == FORM_INF && key_at(d, from + 1, in->to, KEY_CAN);
    /* What could not be done was not done: গ্রেপ্তার করতে পারেনি. */
    if (can) status |= negated_at(d, from + 1, in->to) ? GHOTONA_NEGATION : GHOTONA_HYPOTHETICAL;
    bool genitive = own ? own->form == FORM_VN && own->kase == CASE_GEN : false;
    if ((genitive && plan_at(d, from + 1, in->to)) || plans_within(d, a)) status |= GHOTONA_FUTURE;
    a->purpose = genitive && key_at(d, from + 1, in->to, KEY_PURPOSE) && !blamed_at(d, from + 2, in->to);
    if (about_to(d, a, own)) status |= GHOTONA_FUTURE;
    bool governed = a->finite != NO_WORD && (own == NULL || a->finite == a->verb || a->passive || own->form == FORM_PART || own->form == FORM_VN);
    if (governed && a->finite - from <= 4 && future_form(term_at(d, a->finite))) status |= GHOTONA_FUTURE;
    if (governed && a->finite - from <= (own ? 3 : 5) && negated_at(d, a->finite, in->to)) status |= GHOTONA_NEGATION;
    else if (a->verb != NO_WORD && negated_at(d, a->verb, in->to)) status |= GHOTONA_NEGATION;
    return status;
}

/* A promise is AGREE and a threat THREATEN, not a plan; an order looks ahead by nature. */
static bool looks_ahead(const struct doc *d, const struct act *a) {
    return act_is(d, a, "AGREE") || act_is(d, a, "THREATEN") || act_is(d, a, "REQUEST") || act_is(d, a, "CONCEDE") || act_is(d, a, "REJECT");
}

void fill_status(struct doc *d, struct act *a) {
    a->status = status_of_clause(d, a);
    if (looks_ahead(d, a)) a->status &= ~(unsigned)(GHOTONA_FUTURE | GHOTONA_HYPOTHETICAL);
    if (act_is(d, a, "REJECT")) a->status &= ~(unsigned)GHOTONA_NEGATION;
    if (a->status & GHOTONA_HYPOTHETICAL) a->status &= ~(unsigned)GHOTONA_FUTURE;
}

/* ---- time and place ------------------------------------------------------------------------------------------------------------------ */

/* A length of time (গত ১৫ বছর ধরে) holds many acts and dates none; nor does the time of what is promised date the promise. */
static bool dates_act(const struct act *a, const struct time_in *t) {
    return t->date.grain != GHOTONA_NONE && t->kind != TIME_PERIOD && !(t->from >= a->pledge_from && t->to <= a->pledge_to);
}

static const struct time_in *time_before(const struct doc *d, const struct act *a, uint32_t from) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    const struct time_in *best = NULL;
    for (uint32_t i = in->time_from; i < in->time_to; i++) {
        const struct time_in *t = &d->times.at[i];
        if (t->from >= from && t->from < a->to && dates_act(a, t)) best = t;
    }
    return best;
}

enum { HISTORICAL_DAYS = 365, RECENT_DAYS = 45, MAIN_SENTENCES = 6, DATE_REACH = 3 };

/* A day of the news itself, not of its history. */
static bool recent(const struct doc *d, ghotona_date date) {
    return date.grain == GHOTONA_DAY && (!d->has_published || (date.days.from <= d->published && d->published - date.days.from <= RECENT_DAYS));
}

static ghotona_date main_date(const struct doc *d) {
    for (uint32_t s = 0; s < d->sentence_count && s < MAIN_SENTENCES; s++)
        for (uint32_t i = d->sentences[s].time_from; i < d->sentences[s].time_to; i++)
            if (recent(d, d->times.at[i].date)) return d->times.at[i].date;
    return (ghotona_date){0};
}

/* The day of publication, or the last day that is told: what lies a year before is history. */
static int32_t present_day(const struct doc *d) {
    if (d->has_published) return d->published;
    int32_t last = INT32_MIN;
    for (uint32_t i = 0; i < d->times.len; i++) {
        const ghotona_date *t = &d->times.at[i].date;
        if (t->grain != GHOTONA_NONE && t->days.from > last) last = t->days.from;
    }
    return last;
}

void find_scene(const struct doc *d, struct discourse *mind) {
    mind->main_date = main_date(d);
    mind->now = present_day(d);
    mind->main_place = main_place(d);
}

/* The date by the rules alone. */
static void date_by_rules(const struct doc *d, struct act *a, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    const struct time_in *t = time_before(d, a, a->clause_from);
    if (!t) t = time_before(d, a, in->from);
    if (t) {
        a->date = t->date;
        a->date_from_text = true;
        if ((a->status & GHOTONA_FUTURE) && t->kind == TIME_WEEKDAY && d->has_published && a->date.grain == GHOTONA_DAY && a->date.days.to < d->published &&
            d->published - a->date.days.to < 7) {
            a->date.days.from += 7;
            a->date.days.to += 7;
        }
    } else if (a->status & (GHOTONA_FUTURE | GHOTONA_HYPOTHETICAL)) {
        a->date = (ghotona_date){0};
    } else if (mind->date.grain == GHOTONA_DAY && a->sentence - mind->date_sentence <= DATE_REACH && recent(d, mind->date)) {
        a->date = mind->date;
        a->date_from_text = true;
    } else if (mind->main_date.grain == GHOTONA_DAY) {
        a->date = mind->main_date;
        a->date_from_text = true;
    } else if (d->has_published) {
        a->date = (ghotona_date){{d->published, d->published}, GHOTONA_DAY};
    }
}

void fill_time(struct doc *d, struct act *a, const struct discourse *mind) {
    date_by_rules(d, a, mind);
    choose_date(d, a, mind);
    bool to_come = d->has_published && a->date_from_text && a->date.grain != GHOTONA_NONE && a->date.days.from > d->published;
    if (to_come && !looks_ahead(d, a) && !(a->status & (GHOTONA_NEGATION | GHOTONA_HYPOTHETICAL))) a->status |= GHOTONA_FUTURE;
    if (mind->now != INT32_MIN && a->date.grain != GHOTONA_NONE && a->date.days.to < mind->now - HISTORICAL_DAYS) a->status |= GHOTONA_HISTORICAL;
}

bool fill_second_time(const struct doc *d, struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = in->time_from; i + 1 < in->time_to; i++) {
        const struct time_in *first = &d->times.at[i], *second = first + 1;
        bool joined = second->from - first->to == 1 && term_has_key(d->pack, term_at(d, first->to), KEY_AND);
        bool period = first->date.grain == second->date.grain && (first->date.grain == GHOTONA_MONTH || first->date.grain == GHOTONA_YEAR);
        if (!joined || !period || second->from < a->clause_from || second->from > a->from || !a->date_from_text) continue;
        bool mine = a->date.days.from == first->date.days.from || a->date.days.from == second->date.days.from;
        if (!mine) continue;
        a->date = a->date.days.from == first->date.days.from ? second->date : first->date;
        return true;
    }
    return false;
}

/* ---- on whose word ------------------------------------------------------------------------------------------------------------------- */

static bool is_actor(const struct doc *d, const struct act *a, uint32_t m) {
    for (int i = 0; i < a->actor_count; i++) {
        const struct mention *x = &d->mentions.at[a->actors[i]], *y = &d->mentions.at[m];
        bool same = a->actors[i] == m || (x->person != NO_WORD && x->person == y->person) || (x->entry != NO_WORD && x->entry == y->entry && str_eq(x->code, y->code));
        if (same) return true;
    }
    return false;
}

/* Whoever demands or alleges must be an entry of the pack or a source by its own word (মামলার এজাহার): বকেয়া বেতনের দাবিতে names no speaker. */
static bool can_speak(const struct doc *d, const struct mention *m, uint8_t kind) {
    if (m->kind == MENTION_PRONOUN) return false;
    if (m->kind != MENTION_GROUP || m->entry != NO_WORD || kind == REPORT_SAYS || kind == REPORT_SOURCE) return true;
    const struct term *last = term_at(d, m->to - 1);
    return term_has_key(d->pack, last, KEY_SOURCE) || term_has_key(d->pack, last, KEY_DOCUMENT);
}

/* Gives the act this source, unless it does the act itself. */
static bool attribute(struct doc *d, struct act *a, uint32_t who, uint8_t kind) {
    static const uint8_t stance[] = {GHOTONA_ASSERTS, GHOTONA_ALLEGES, GHOTONA_ALLEGES, GHOTONA_DENIES, GHOTONA_ASSERTS};
    if (who == NO_WORD || !can_speak(d, &d->mentions.at[who], kind) || is_actor(d, a, who)) return false;
    a->said_by = who;
    a->stance = stance[kind];
    return true;
}

/* The quotation that the act stands in, the innermost last told; then a report without one; then who tells on. */
void fill_attribution(struct doc *d, struct act *a, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (int loose = 0; loose < 2; loose++)
        for (uint32_t i = in->speech_to; i-- > in->speech_from;) {
            const struct speech *sp = &d->speeches.at[i];
            bool own = sp->verb >= a->from && sp->verb < a->to;
            if (sp->loose != loose || own || a->from < sp->from || a->from >= sp->to) continue;
            uint32_t who = sp->who == NO_WORD && sp->speaker != NO_WORD ? resolved_mention(d, sp->speaker, mind) : sp->who;
            if (attribute(d, a, who, sp->kind)) return;
        }
    attribute(d, a, in->teller, in->teller_kind);
}
