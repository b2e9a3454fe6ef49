/* What is promised, conceded or threatened: the words that say it, until when, and whether it is a promise not to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

static bool key_at(const struct doc *d, uint32_t i, uint32_t to, enum key k) { return i < to && term_has_key(d->pack, term_at(d, i), k); }

struct stretch { uint32_t from, to; };      /* terms */
static bool is_empty(struct stretch s) { return s.from >= s.to; }

static bool has_part(const struct doc *d, uint32_t i, uint32_t to, enum time_role role) {
    if (i >= to) return false;
    struct found f = find_phrase(d, i, to, 1u << ENTRY_TIMEPART);
    return f.count && pack_entry(d->pack, f.entry)->sub == role;
}

static bool closes_time(const struct doc *d, uint32_t i, uint32_t to) {
    return has_part(d, i, to, TIME_WITHIN) || key_at(d, i, to, KEY_AGO) || key_at(d, i, to, KEY_UNTIL);
}

/* A time that says until when: ডিসেম্বরের মধ্যে, ৩০ জুন পর্যন্ত. */
static bool is_limit(const struct doc *d, const struct time_in *t, uint32_t to) { return closes_time(d, t->to - 1, to) || closes_time(d, t->to, to); }

/* ---- the content ------------------------------------------------------------------------------------------------------------------------ */

/* Marks at its ends are no part of it. */
static struct stretch trimmed(const struct doc *d, struct stretch s) {
    while (!is_empty(s) && term_at(d, s.from)->kind == TOKEN_PUNCT) s.from++;
    while (!is_empty(s) && term_at(d, s.to - 1)->kind == TOKEN_PUNCT) s.to--;
    return s;
}

/* Where the last of those parties ends that stand before term `at` with a mark of their own; they are told what is promised, or promise it. */
static uint32_t behind_parties(const struct doc *d, const struct act *a, uint32_t from, uint32_t at) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t end = from;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->absorbed || m->from < from || m->next > at) continue;
        bool actor = false, recipient = false;
        for (uint8_t k = 0; k < a->actor_count; k++) actor = actor || a->actors[k] == i;
        for (uint8_t k = 0; k < a->recipient_count; k++) recipient = recipient || a->recipients[k] == i;
        bool marked = m->kase == CASE_ACC || m->post != NO_WORD;
        if ((actor && (m->kase == CASE_NOM || marked)) || (recipient && marked)) end = m->next > end ? m->next : end;
    }
    return end;
}

/* The time of the telling and the place stand between the parties and what is promised: রোববার চাঁদপুরে …; a time to come belongs to it. */
static uint32_t behind_circumstances(const struct doc *d, const struct act *a, uint32_t from, uint32_t at) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (bool moved = true; moved;) {
        moved = false;
        for (uint32_t i = in->time_from; i < in->time_to; i++) {
            const struct time_in *t = &d->times.at[i];
            bool past = t->date.grain != GHOTONA_NONE && d->has_published && t->date.days.to <= d->published;
            if (t->from == from && t->to < at && past && !is_limit(d, t, at)) { from = t->to; moved = true; }
        }
        for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
            const struct mention *m = &d->mentions.at[i];
            if (m->from == from && m->to < at && m->kind <= MENTION_PLACE && m->kase == CASE_LOC) { from = m->to; moved = true; }
        }
        if (from < at && term_at(d, from)->kind == TOKEN_PUNCT) { from++; moved = true; }
    }
    return from;
}

static bool is_nonfinite(const struct term *t) {
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].pos == POS_VERB && (t->morph[i].form == FORM_VN || t->morph[i].form == FORM_INF)) return true;
    return false;
}

static struct stretch without_frame(const struct doc *d, const struct act *a, struct stretch s) {
    s = trimmed(d, s);
    if (is_empty(s)) return s;
    uint32_t from = behind_circumstances(d, a, behind_parties(d, a, s.from, s.to), s.to);
    /* A bare verb says nothing: পাশে থাকার keeps whose side. */
    if (s.to - from > 1 || !is_nonfinite(term_at(d, from))) s.from = from;
    return trimmed(d, s);
}

/* What is said by a verb of saying beside the trigger: হুঁশিয়ারি দিয়ে বলেন, …; … বলে আশ্বাস দেন. */
static struct stretch said_beside(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    enum { REACH = 5 };
    for (uint32_t i = in->speech_from; i < in->speech_to; i++) {
        const struct speech *s = &d->speeches.at[i];
        bool near = s->verb + REACH >= a->from && s->verb <= a->to + REACH;
        if (!s->loose && near && (a->to <= s->from || a->from >= s->to)) return (struct stretch){s->from, s->to};
    }
    return (struct stretch){0, 0};
}

/* A clause closed by বলে before the trigger, or opened by যে behind it. */
static struct stretch complement(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    enum { REACH = 3 };
    for (uint32_t i = a->from; i-- > in->from && a->from - i <= REACH;)
        if (key_at(d, i, a->from, KEY_QUOTE)) return (struct stretch){in->from, i};
    for (uint32_t i = a->to; i < in->to && i - a->to <= REACH; i++)
        if (key_at(d, i, in->to, KEY_THAT)) return (struct stretch){i + 1, in->to};
    return (struct stretch){0, 0};
}

/* The finite verb of the trigger, or the one that governs it from right behind. */
static uint32_t own_finite(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = a->to; i-- > a->from;)
        if (finite_at(d, i, in->to)) return i;
    return a->verb != NO_WORD && a->finite != NO_WORD && a->finite <= a->to + 2 ? a->finite : NO_WORD;
}

/* The trigger is itself what will be done: সহযোগিতা করা হবে, ছাড় দেওয়া হবে না. */
static struct stretch own_clause(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t finite = own_finite(d, a);
    const struct morph *v = finite == NO_WORD ? NULL : verb_at(d, finite, in->to);
    if (!v || v->form != FORM_FUT) return (struct stretch){0, 0};
    uint32_t to = finite + 1;
    return (struct stretch){inner_clause(d, a, false), key_at(d, to, in->to, KEY_NOT) ? to + 1 : to};
}

/* Where the clause before term `at` begins: behind a verb that closes another; a condition belongs to what is promised on it. */
static uint32_t clause_before(const struct doc *d, const struct act *a, uint32_t at) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = at; i-- > in->from;) {
        const struct morph *v = verb_at(d, i, at);
        bool linked = i + 1 < at && (verb_at(d, i + 1, at) || term_verb(term_at(d, i + 1)));     /* বন্ধ করে দেওয়ার */
        if (v && (form_finite(v->form) || v->form == FORM_PART) && !linked) return i + 1;
    }
    return in->from;
}

/* Somebody's promise is not what is promised: উপাচার্যের আশ্বাসে, আমাদের অঙ্গীকার. */
static bool names_somebody(const struct doc *d, const struct act *a, uint32_t i) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t k = in->mention_from; k < in->mention_to; k++)
        if (d->mentions.at[k].from <= i && i < d->mentions.at[k].to && d->mentions.at[k].kind != MENTION_PLACE) return true;
    const struct morph *n = term_nominal(term_at(d, i));
    return n && (n->pos == POS_PRON || (n->flags & MORPH_HUMAN));
}

/* What is leaned on at term i: a verb without person, or the genitive of a thing. Within the trigger what follows must be the promise
 * itself (হামলার হুমকি), not what comes of it (হুমকির অভিযোগে, আশ্বাসের পর). */
static bool governs(const struct doc *d, const struct act *a, uint32_t i) {
    const struct morph *n = term_nominal(term_at(d, i - 1)), *next = term_nominal(term_at(d, i));
    if (is_nonfinite(term_at(d, i - 1))) return true;
    if (!n || n->kase != CASE_GEN || names_somebody(d, a, i - 1)) return false;
    return i == a->from || (next && next->kase == CASE_NOM && postposition_at(d, i) == NO_WORD);
}

/* The genitive, verbal noun or infinitive that the promise leans on, within the trigger or before it: ক্ষতিপূরণ দেওয়ার প্রতিশ্রুতি, সেনা
 * সরাতে সম্মত, হামলার হুমকি. */
static struct stretch governed(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    uint32_t least = a->from > in->from ? a->from : in->from + 1;
    for (uint32_t i = a->to - 1; i >= least; i--)
        if (governs(d, a, i)) return (struct stretch){clause_before(d, a, i), i};
    return (struct stretch){0, 0};
}

void fill_pledge(const struct doc *d, struct act *a) {
    if (!act_is(d, a, "AGREE") && !act_is(d, a, "CONCEDE") && !act_is(d, a, "THREATEN")) return;
    struct stretch (*const ways[])(const struct doc *, const struct act *) = {said_beside, complement, own_clause, governed};
    struct stretch s = {0, 0};
    for (size_t i = 0; i < LENGTH(ways) && is_empty(s); i++) s = without_frame(d, a, ways[i](d, a));
    if (is_empty(s)) return;
    a->pledge_from = s.from;
    a->pledge_to = s.to;
}

/* ---- until when ----------------------------------------------------------------------------------------------------------------------------- */

static bool tells_year(const struct doc *d, const struct time_in *t) {
    for (uint32_t i = t->from; i < t->to; i++) {
        struct number n = read_number(d, i, t->to);
        if (n.count && n.value >= 1000) return true;
    }
    return false;
}

/* The day so many months and days after another. */
static int32_t day_after(int32_t day, int months, int days) {
    int y, m, dd;
    civil_from_days(day, &y, &m, &dd);
    int total = y * 12 + m - 1 + months;
    while (dd > 28 && !civil_ok(total / 12, total % 12 + 1, dd)) dd--;
    return days_from_civil(total / 12, total % 12 + 1, dd) + days;
}

/* A day or month without its year that would be over already is next year's. */
static ghotona_date ahead(const struct doc *d, const struct time_in *t, int32_t today) {
    ghotona_date date = t->date;
    if (date.days.to < today && date.grain != GHOTONA_YEAR && !tells_year(d, t)) {
        date.days.from = day_after(date.days.from, 12, 0);
        date.days.to = day_after(date.days.to, 12, 0);
    }
    return date;
}

/* A length told without গত or আগামী runs from the day of the telling: ৪৮ ঘণ্টার মধ্যে, এক মাসের মধ্যে. */
static bool length_until(const struct doc *d, uint32_t i, uint32_t to, int32_t today, ghotona_date *out) {
    enum { LONGEST = 1000 };
    struct number n = read_number(d, i, to);
    struct found unit = find_phrase(d, i + n.count, to, 1u << ENTRY_PERIOD);
    if (!unit.count || !has_part(d, i + n.count + unit.count, to, TIME_WITHIN)) return false;
    const struct entry *e = pack_entry(d->pack, unit.entry);
    double count = (e->x < 0 ? n.value : e->x) * e->y;      /* x: how many are told by the word itself, তিনদিন */
    if (!(count >= 1) || count > LONGEST || n.vague || (n.count && e->x >= 0)) return false;
    int whole = (int)count;
    int32_t end = e->a == UNIT_MONTH ? day_after(today, whole, 0) : e->a == UNIT_YEAR ? day_after(today, whole * 12, 0)
                : day_after(today, 0, e->a == UNIT_WEEK ? whole * 7 : e->a == UNIT_HOUR ? (whole + 23) / 24 : whole);
    *out = (ghotona_date){{end, end}, GHOTONA_DAY};
    return true;
}

static ghotona_date deadline_in(const struct doc *d, const struct act *a, int32_t today) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    ghotona_date date = {0};
    for (uint32_t i = in->time_from; i < in->time_to; i++) {
        const struct time_in *t = &d->times.at[i];
        if (t->from < a->pledge_from || t->to > a->pledge_to || t->date.grain == GHOTONA_NONE) continue;
        if (!is_limit(d, t, in->to)) continue;
        date = ahead(d, t, today);
        if (date.grain == GHOTONA_RANGE) date = (ghotona_date){{date.days.to, date.days.to}, GHOTONA_DAY};
        if (date.days.to >= today) return date;
    }
    for (uint32_t i = a->pledge_from; i < a->pledge_to; i++)
        if (length_until(d, i, a->pledge_to, today, &date)) return date;
    return (ghotona_date){0};
}

/* ---- or not to ------------------------------------------------------------------------------------------------------------------------------ */

/* What it ends with is a verb that is denied: হামলা না করার, কাউকে ছাড় দেওয়া হবে না. */
static bool is_denied(const struct doc *d, const struct act *a) {
    uint32_t last = a->pledge_to - 1;
    bool after = key_at(d, last, a->pledge_to, KEY_NOT);
    if (after && last > a->pledge_from) last--;
    const struct morph *v = verb_at(d, last, a->pledge_to);
    if (!v) v = term_verb(term_at(d, last));
    if (!v) return false;
    return after || v->form == FORM_NEG || (v->flags & MORPH_NEGATED) ||
           (!form_finite(v->form) && last > a->pledge_from && key_at(d, last - 1, a->pledge_to, KEY_NOT));
}

const ghotona_pledge *pledge_told(struct doc *d, const struct act *a) {
    if (a->pledge_from == a->pledge_to) return NULL;
    ghotona_pledge *p = arena_new(d->arena, ghotona_pledge, 1);
    p->content = (ghotona_span){term_at(d, a->pledge_from)->start, term_at(d, a->pledge_to - 1)->end};
    bool dated = a->date.grain != GHOTONA_NONE;
    if (dated || d->has_published) p->deadline = deadline_in(d, a, dated ? a->date.days.from : d->published);
    p->not_to = is_denied(d, a);
    return p;
}
