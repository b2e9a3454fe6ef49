/* When an act took place: every date of its sentence, of those around it and of the article's beginning, and the day of publication, weighed
 * by the model. SPDX-License-Identifier: Apache-2.0 */
#include "events/model.h"

/* A date is told from a probability of 0.31 on, as a place is. */
static const double DATED_FROM = -0.8;

enum { BACK = 6, AHEAD = 2, LEAD = 6, DATES_MAX = 24 };
enum zone { ZONE_NONE, ZONE_CLAUSE, ZONE_BEHIND, ZONE_BEFORE, ZONE_AFTER };

/* A date seen from an act: where it stands in the act's sentence, how far it is told before and after, where in the beginning. */
struct view { ghotona_date date; bool published; uint8_t zone, kind, back, ahead, lead, count; };

struct field { struct doc *d; const struct act *a; const struct discourse *mind; struct view views[DATES_MAX]; uint32_t count; };

/* ---- what comes into question -------------------------------------------------------------------------------------------------------- */

static bool same_date(ghotona_date a, ghotona_date b) {
    return a.grain != GHOTONA_NONE && b.grain != GHOTONA_NONE && a.days.from == b.days.from && a.days.to == b.days.to;
}

static struct view *view_of(struct field *f, ghotona_date date) {
    for (uint32_t i = 0; i < f->count; i++)
        if (same_date(f->views[i].date, date)) return &f->views[i];
    if (f->count == DATES_MAX) return NULL;
    f->views[f->count] = (struct view){.date = date, .kind = TIME_HOUR, .lead = LEAD};
    return &f->views[f->count++];
}

static uint8_t zone_of(const struct act *a, const struct time_in *t) {
    if (t->from >= a->to) return t->from < a->clause_to ? ZONE_BEHIND : ZONE_AFTER;
    return t->from >= a->clause_from ? ZONE_CLAUSE : ZONE_BEFORE;
}

static void look_at(struct field *f, const struct time_in *t, uint32_t sentence) {
    bool promised = sentence == f->a->sentence && t->from >= f->a->pledge_from && t->to <= f->a->pledge_to;     /* of what is promised */
    struct view *v = promised || t->date.grain == GHOTONA_NONE ? NULL : view_of(f, t->date);
    if (!v) return;
    uint32_t at = f->a->sentence;
    if (v->count < UINT8_MAX) v->count++;
    if (sentence == at && (!v->zone || zone_of(f->a, t) <= v->zone)) { v->zone = zone_of(f->a, t); v->kind = t->kind; }
    if (sentence < at && at - sentence <= BACK) v->back = (uint8_t)(at - sentence);
    if (sentence > at && !v->ahead) v->ahead = (uint8_t)(sentence - at);
    if (sentence < LEAD && v->lead == LEAD) v->lead = (uint8_t)sentence;
    if (!v->zone) v->kind = t->kind;
}

static void look_around(struct field *f) {
    const struct doc *d = f->d;
    uint32_t at = f->a->sentence, to = at + AHEAD + 1 < d->sentence_count ? at + AHEAD + 1 : d->sentence_count;
    for (uint32_t s = 0; s < to; s++) {
        if (s >= LEAD && s + BACK < at) s = at - BACK;
        for (uint32_t i = d->sentences[s].time_from; i < d->sentences[s].time_to; i++) look_at(f, &d->times.at[i], s);
    }
    if (!d->has_published) return;
    struct view *v = view_of(f, (ghotona_date){{d->published, d->published}, GHOTONA_DAY});
    if (v) v->published = true;
}

/* ---- what speaks for each ------------------------------------------------------------------------------------------------------------ */

static str distance_name(uint32_t n) { return n == 0 ? STR("no") : n == 1 ? STR("1") : n == 2 ? STR("2") : n <= 4 ? STR("4") : STR("far"); }

/* How far it lies from the day of publication. */
static str age_name(const struct field *f, ghotona_date date) {
    if (!f->d->has_published) return STR("unknown");
    int32_t days = f->d->published - date.days.to;
    if (date.days.from > f->d->published) return STR("ahead");
    return days <= 0 ? STR("0") : days == 1 ? STR("1") : days <= 7 ? STR("7") : days <= 45 ? STR("45") : days <= 365 ? STR("365") : STR("old");
}

static str grain_name(ghotona_date date) {
    return date.grain == GHOTONA_DAY ? STR("day") : date.grain == GHOTONA_MONTH ? STR("month") : date.grain == GHOTONA_YEAR ? STR("year") : STR("range");
}

/* The form of the finite verb that governs the act. */
static str form_name(const struct field *f) {
    const struct act *a = f->a;
    const struct morph *v = a->finite == NO_WORD ? NULL : verb_at(f->d, a->finite, f->d->sentences[a->sentence].to);
    if (!v) return STR("none");
    switch (v->form) {
    case FORM_PRES: return STR("pres");
    case FORM_CONT: return STR("cont");
    case FORM_PERF: return STR("perf");
    case FORM_PAST: return STR("past");
    case FORM_PPERF: return STR("pperf");
    case FORM_FUT: return STR("fut");
    default: return STR("other");
    }
}

/* No other date stands in the act's sentence between it and the trigger. */
static bool is_nearest(const struct field *f, const struct view *v) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    const struct time_in *best = NULL;
    for (uint32_t i = in->time_from; i < in->time_to; i++) {
        const struct time_in *t = &f->d->times.at[i];
        if (t->date.grain != GHOTONA_NONE && (!best || t->from < f->a->to)) best = t;
    }
    return best && same_date(best->date, v->date);
}

static void mark_date(struct score *s, const struct field *f, const struct view *v) {
    static const char *const zones[] = {"no", "clause", "behind", "before", "after"};
    static const char *const kinds[] = {"calendar", "relative", "weekday", "hour", "period"};
    str type = pack_string(f->d->pack, act_type(f->d, f->a)->type), form = form_name(f), zone = str_of(zones[v->zone]), age = age_name(f, v->date);
    str back = v->zone ? STR("here") : distance_name(v->back), status = status_name(f->a->status);
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    bool told_here = in->time_to > in->time_from, main = same_date(f->mind->main_date, v->date), last = same_date(f->mind->date, v->date);
    feature(s, "zone", zone, str_of(kinds[v->kind]));
    feature(s, "zone-form", zone, form);
    feature(s, "zone-grain", zone, grain_name(v->date));
    feature(s, "zone-nearest", zone, flag(v->zone && is_nearest(f, v)));
    feature(s, "zone-status", zone, status);
    feature(s, "back", back, form);
    feature(s, "back-type", back, type);
    feature(s, "back-grain", back, grain_name(v->date));
    feature(s, "ahead", distance_name(v->ahead), flag(v->zone || v->back));
    feature(s, "lead", v->lead < LEAD ? digit(v->lead) : STR("no"), back);
    feature(s, "age", age, form);
    feature(s, "age-status", age, status);
    feature(s, "age-type", age, type);
    feature(s, "age-said", age, flag(is_said(f->d, f->a)));
    feature(s, "age-here", age, flag(told_here));
    feature(s, "published", flag(v->published), v->count ? STR("told") : STR("no"));
    if (v->published) feature(s, "published-type", type, flag(told_here));
    feature(s, "main", flag(main), back);
    feature(s, "main-type", flag(main), type);
    feature(s, "last", flag(last), flag(told_here));
    feature(s, "last-form", flag(last), form);
    feature(s, "told", v->count == 0 ? STR("no") : v->count == 1 ? STR("once") : v->count == 2 ? STR("twice") : STR("often"), back);
}

static struct score weigh(const struct field *f, const struct view *v, const char *task, bool by_rules) {
    struct score s = {.d = f->d, .task = task, .keep = f->d->observer || f->d->explain};
    feature(&s, "rules", flag(by_rules), v->zone ? STR("here") : (str){0});
    mark_date(&s, f, v);
    return s;
}

/* What has begun and goes on lasts till the day of the article: ৭ ডিসেম্বর থেকে সংঘাত চলছে. */
static void stretch(const struct doc *d, struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    const struct morph *v = a->finite == NO_WORD ? NULL : verb_at(d, a->finite, in->to);
    if (!v || v->form != FORM_CONT || !d->has_published || a->date.grain != GHOTONA_DAY || a->date.days.to >= d->published) return;
    for (uint32_t i = in->time_from; i < in->time_to; i++) {
        const struct time_in *t = &d->times.at[i];
        bool since = t->to < in->to && (term_has_key(d->pack, term_at(d, t->to), KEY_SINCE) || term_has_key(d->pack, term_at(d, t->to - 1), KEY_SINCE));
        if (!since || !same_date(t->date, a->date) || t->from > a->finite) continue;
        a->date = (ghotona_date){{a->date.days.from, d->published}, GHOTONA_RANGE};
        return;
    }
}

static void explain_dates(const struct field *f, const struct when *list) {
    for (uint32_t i = 0; i < f->count; i++) {
        int y, m, day;
        civil_from_days(list[i].date.days.from, &y, &m, &day);
        explain_score(f->d, f->a, arena_printf(f->d->arena, "date %04d-%02d-%02d", y, m, day), list[i].score, &list[i].judged);
    }
}

void choose_date(struct doc *d, struct act *a, const struct discourse *mind) {
    struct field f = {.d = d, .a = a, .mind = mind};
    struct when list[DATES_MAX];
    bool by_rules = a->date.grain != GHOTONA_NONE;
    /* First what the rules found: it stands where nothing weighs more. */
    if (by_rules) view_of(&f, a->date);
    look_around(&f);
    if (f.count == 0) return;
    uint32_t best = 0;
    for (uint32_t i = 0; i < f.count; i++) {
        struct score s = weigh(&f, &f.views[i], "date", i == 0 && by_rules);
        list[i] = (struct when){f.views[i].date, s.sum, judgement_of(&s)};
        if (s.sum > list[best].score) best = i;
    }
    if (d->observer) d->observer->date(d->observer->user, d, a, list, f.count);
    if (d->explain) explain_dates(&f, list);
    const struct view *v = &f.views[best];
    struct score told = weigh(&f, v, "dated", best == 0 && by_rules);
    feature(&told, "type", pack_string(d->pack, act_type(d, a)->type), flag(is_said(d, a)));
    feature(&told, "status", status_name(a->status), flag(is_said(d, a)));
    struct judgement judged = judgement_of(&told);
    if (d->observer) d->observer->dated(d->observer->user, d, a, &judged);
    if (d->explain) explain_score(d, a, STR("dated"), told.sum, &judged);
    bool plain = best == 0 && by_rules && v->zone, weighed = told.sum != 0;
    bool given = plain || (weighed ? told.sum > DATED_FROM : by_rules);
    if (!given) a->date = (ghotona_date){0};
    else if (best != 0 || !by_rules) { a->date = v->date; a->date_from_text = v->count > 0; }
    if (v->zone) stretch(d, a);
}
