/* When: expressions that fix a day, a month, a year or a span of them, read from left to right; dating.c says what they stand for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/times.h"
#include <math.h>

/* A sentence being read for one expression: `at` moves on over what `p` has taken in. */
struct scan {
    const struct doc *d;
    struct dating *x;
    uint32_t from, at, to, sentence;
    const struct point *before;     /* the expression that a list goes on from: ২০২৫ সালের এপ্রিল ও [নভেম্বর] */
    struct point p;
};

/* ---- what stands at a term ---------------------------------------------------------------------------------------------------------- */

static bool key_at(const struct scan *s, uint32_t i, enum key k) { return i < s->to && term_has_key(s->d->pack, term_at(s->d, i), k); }
static bool sign_at(const struct scan *s, uint32_t i, char c) { return i < s->to && term_sign(term_at(s->d, i), c); }

static const struct entry *phrase_at(const struct scan *s, uint32_t i, enum entry_kind kind, uint32_t *count) {
    *count = 0;
    if (i >= s->to || term_at(s->d, i)->kind == TOKEN_PUNCT) return NULL;
    struct found f = find_phrase(s->d, i, s->to, 1u << kind);
    *count = f.count;
    return f.count ? pack_entry(s->d->pack, f.entry) : NULL;
}

/* How many terms at i play this part in a time expression. */
static uint32_t part_at(const struct scan *s, uint32_t i, enum time_role role) {
    uint32_t n;
    const struct entry *e = phrase_at(s, i, ENTRY_TIMEPART, &n);
    return e && e->sub == role ? n : 0;
}

static bool take_part(struct scan *s, enum time_role role) {
    uint32_t n = part_at(s, s->at, role);
    s->at += n;
    return n > 0;
}

static bool take_key(struct scan *s, enum key k) {
    if (!key_at(s, s->at, k)) return false;
    s->at++;
    return true;
}

static bool bent(const struct scan *s, uint32_t i, enum grammatical_case kase) {
    const struct term *t = term_at(s->d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].kase == kase) return true;
    return false;
}
/* True if what was taken in last stands in the genitive. */
static bool after_genitive(const struct scan *s) { return s->at > s->from && bent(s, s->at - 1, CASE_GEN); }

/* A whole number in up to four digits; how many digits. */
static size_t digits_at(const struct scan *s, uint32_t i, int *value) {
    if (i >= s->to || term_at(s->d, i)->kind != TOKEN_NUMBER) return 0;
    str f = term_at(s->d, i)->fold;
    if (f.len > 4) return 0;
    int v = 0;
    for (size_t k = 0; k < f.len; k++) {
        if (f.at[k] < '0' || f.at[k] > '9') return 0;
        v = v * 10 + (f.at[k] - '0');
    }
    *value = v;
    return f.len;
}

/* ---- months and days ---------------------------------------------------------------------------------------------------------------- */

/* True if a form can be of one word only: মেয়ের is a girl's, and not of May. */
static bool plain(const struct term *t) {
    for (int k = 1; k < t->count; k++)
        if (t->morph[k].lemma != t->morph[0].lemma) return false;
    return true;
}

static const struct entry *month_at(const struct scan *s, uint32_t i, uint32_t *count) {
    const struct entry *e = phrase_at(s, i, ENTRY_MONTH, count);
    return e && (*count > 1 || plain(term_at(s->d, i))) ? e : NULL;
}

enum { ORDINAL_BYTES = 6 };     /* ই, শে, লা, রা, ঠা: two letters */

/* A day of the month at term i, in digits (৫, ৫ই, ২১শে) or words (পহেলা, একুশে): how many terms. */
static uint32_t day_at(const struct scan *s, uint32_t i, int *day) {
    uint32_t n = 0;
    size_t digits = digits_at(s, i, day);
    if (digits > 2) return 0;
    if (digits) {
        const struct term *next = i + 1 < s->to ? term_at(s->d, i + 1) : NULL;
        bool ordinal = next && next->kind == TOKEN_WORD && next->joined && next->fold.len <= ORDINAL_BYTES && !month_at(s, i + 1, &n);
        return *day >= 1 && *day <= 31 ? 1 + ordinal : 0;
    }
    const struct entry *e = phrase_at(s, i, ENTRY_NUMBER, &n);
    if (!e || n != 1 || e->sub == NUMBER_TIMES || e->sub == NUMBER_VAGUE || e->x < 1 || e->x > 31 || e->x != (int)e->x) return 0;
    *day = (int)e->x;
    return 1;
}

static void set_month(struct point *p, const struct entry *e) {
    p->month = e->a;
    p->bangla = e->b != 0;
}

/* What joins two days or months into one expression: ১০-১২, ১০ থেকে ১২, ২১ ও ২২, 10, 11. */
static uint32_t joint_at(const struct scan *s, uint32_t i) {
    return sign_at(s, i, '-') || sign_at(s, i, ',') || key_at(s, i, KEY_SINCE) || key_at(s, i, KEY_AND);
}

enum { LIST_MAX = 5 };

/* "১২ মার্চ", "১০ থেকে ১২ জানুয়ারি", "২১, ২২ ও ২৩ জুন". */
static bool take_days_month(struct scan *s) {
    int first = 0, last = 0;
    uint32_t i = s->at, n = day_at(s, i, &first);
    if (!n) return false;
    i += n;
    last = first;
    bool figures = term_at(s->d, s->at)->kind == TOKEN_NUMBER;      /* নয়, ২৭ ডিসেম্বর: no list */
    for (int k = 0; figures && k < LIST_MAX && joint_at(s, i); k++) {
        int next;
        n = day_at(s, i + 1, &next);
        if (!n || next <= last) return false;
        last = next;
        i += 1 + n;
    }
    const struct entry *e = month_at(s, i, &n);
    if (!e) return false;
    set_month(&s->p, e);
    s->p.day = first;
    s->p.day_to = last > first ? last : 0;
    s->at = i + n;
    take_key(s, KEY_MONTH);
    return true;
}

/* "ডিসেম্বরের ১৬ তারিখ", "জুলাই ১২, ২০২৪". */
static bool take_month_day(struct scan *s) {
    uint32_t n, i = s->at;
    int day, year;
    const struct entry *e = month_at(s, i, &n);
    if (!e) return false;
    i += n;
    if (key_at(s, i, KEY_MONTH)) i++;
    n = day_at(s, i, &day);
    if (!n) return false;
    i += n;
    bool dated = key_at(s, i, KEY_DATE), year_follows = sign_at(s, i, ',') && digits_at(s, i + 1, &year) == 4 && year_ok(year);
    if (!dated && !year_follows) return false;
    set_month(&s->p, e);
    s->p.day = day;
    s->at = i + dated;
    return true;
}

/* A month alone is bent, followed by মাস or থেকে, or leans on a year or on গত before it: মে and মার্চ are words too. */
static bool month_stands(const struct scan *s, const struct entry *e, uint32_t n, bool anchored) {
    uint32_t next = s->at + n, last = next - 1;
    if (n > 1 || key_at(s, next, KEY_MONTH)) return true;
    if (anchored) return true;
    if (e->b) return false;     /* Bangla months are names of people and of seasons */
    return bent(s, last, CASE_GEN) || bent(s, last, CASE_LOC) || key_at(s, next, KEY_SINCE) || key_at(s, next, KEY_UNTIL);
}

static bool take_month(struct scan *s, bool anchored) {
    uint32_t n, m = 0;
    const struct entry *e = month_at(s, s->at, &n), *to = NULL;
    if (!e) return false;
    if (sign_at(s, s->at + n, '-')) to = month_at(s, s->at + n + 1, &m);
    if (!to && !month_stands(s, e, n, anchored)) return false;
    set_month(&s->p, e);
    s->at += n;
    if (to) { s->p.month_to = to->a; s->at += 1 + m; }
    take_key(s, KEY_MONTH);
    return true;
}

/* "২২ তারিখ": the month is told elsewhere. */
static bool take_day_only(struct scan *s) {
    int day;
    uint32_t n = day_at(s, s->at, &day);
    if (!n || !key_at(s, s->at + n, KEY_DATE)) return false;
    s->p.day = day;
    s->at += n + 1;
    return true;
}

/* ---- years -------------------------------------------------------------------------------------------------------------------------- */

/* ৭২ is 1972 and ২৪ is 2024: the last year of that ending that is not far ahead. */
static int century_of(const struct scan *s, int two) {
    int now = s->x->has_today ? s->x->year : 2030, year = now / 100 * 100 + two;
    return year > now + 5 ? year - 100 : year;
}

/* A year in four digits, or in two after an apostrophe ('৭১); how many terms. */
static uint32_t year_at(const struct scan *s, uint32_t i, int *year) {
    if (digits_at(s, i, year) == 4) return year_ok(*year);
    if (!sign_at(s, i, '\'') || digits_at(s, i + 1, year) != 2 || !term_at(s->d, i + 1)->joined) return 0;
    *year = century_of(s, *year);
    return 2;
}

/* What makes the number before it a year: সালের, বঙ্গাব্দ, অর্থবছরে. */
static bool take_year_word(struct scan *s) {
    uint32_t n;
    const struct entry *e = phrase_at(s, s->at, ENTRY_TIMEPART, &n);
    if (!e || (e->sub != TIME_YEAR && e->sub != TIME_ERA && e->sub != TIME_FISCAL && e->sub != TIME_SESSION)) return false;
    s->p.bangla = e->sub == TIME_ERA;
    s->p.fiscal = e->sub == TIME_FISCAL;
    s->at += n;
    return true;
}

/* The other end: ২০২৪-২৫, ২০২২ ও ২০২৬, ১৯৯৬ থেকে ২০০১. */
static uint32_t year_end_at(const struct scan *s, uint32_t i, int from, int *to) {
    bool dash = sign_at(s, i, '-') || sign_at(s, i, '/');
    if (!dash && !key_at(s, i, KEY_AND) && !key_at(s, i, KEY_SINCE)) return 0;
    size_t digits = digits_at(s, i + 1, to);
    if (digits == 2 && dash) *to += from / 100 * 100;
    else if (digits != 4) return 0;
    return year_ok(*to) && *to > from && *to - from < 200 ? 2 : 0;
}

/* ১৯৭১, ১৯৭৫ ও ২০২৪ সালের: the word after the last makes years of all. */
static bool year_list(const struct scan *s, uint32_t i) {
    int year;
    for (int k = 0; k < LIST_MAX; k++) {
        if (!sign_at(s, i, ',') && !key_at(s, i, KEY_AND)) return false;
        if (digits_at(s, i + 1, &year) != 4 || !year_ok(year)) return false;
        i += 2;
        if (part_at(s, i, TIME_YEAR)) return true;
    }
    return false;
}

/* "২০২৫ সালের", "১৯৭১-এ", "২০২৪-২৫ অর্থবছরে", "৭২ সালে". */
static bool take_year(struct scan *s) {
    uint32_t start = s->at, m, n;
    int year, to = 0;
    n = year_at(s, start, &year);
    bool two = !n && digits_at(s, start, &year) == 2;
    if (!n && !two) return false;
    s->at += two ? 1 : n;
    if (two) year = century_of(s, year);
    bool apart = term_at(s->d, s->at - 1)->detached || take_part(s, TIME_APART);
    /* In a longer list each year stands for itself. */
    bool listed = s->before && s->before->year && !s->before->month;
    m = two || listed ? 0 : year_end_at(s, s->at, year, &to);
    s->at += m;
    bool named = take_year_word(s);
    if (m && !named && key_at(s, s->at, KEY_UNTIL)) named = true;
    if (!named && m) { s->at -= m; to = 0; }
    bool month_next = month_at(s, s->at, &n) != NULL;
    if (!named && !(apart && (!two || month_next)) && !(!two && year_list(s, s->at))) { s->at = start; return false; }
    s->p.year = year;
    s->p.year_to = to;
    return true;
}

/* A year after its day or month: ", ২০২৫", "২০২৫ সালে", "'২০". */
static void take_year_after(struct scan *s) {
    uint32_t i = s->at + sign_at(s, s->at, ',');
    int year;
    uint32_t n = year_at(s, i, &year);
    if (!n) return;
    s->p.year = year;
    s->at = i + n;
    uint32_t m = part_at(s, s->at, TIME_YEAR);
    if (!m) m = part_at(s, s->at, TIME_ERA);
    s->at += m;
}

/* ---- days in figures ---------------------------------------------------------------------------------------------------------------- */

static void set_figures(struct point *p, int a, int b, int c, bool year_first) {
    p->year = year_first ? a : c;
    p->month = b;
    p->day = year_first ? c : a;
    p->impossible = !civil_ok(p->year, p->month, p->day);
}

/* 05/08/2024, 21-3-2021, 2024-08-05. */
static bool take_parted_figures(struct scan *s) {
    int v[3];
    size_t n[3];
    uint32_t i = s->at;
    for (int k = 0; k < 3; k++) {
        if (k && !sign_at(s, i - 1, '/') && !sign_at(s, i - 1, '-')) return false;
        if (k && (!term_at(s->d, i - 1)->joined || i >= s->to || !term_at(s->d, i)->joined)) return false;
        n[k] = digits_at(s, i, &v[k]);
        if (!n[k]) return false;
        i += 2;
    }
    bool year_first = n[0] == 4 && n[1] <= 2 && n[2] <= 2, year_last = n[0] <= 2 && n[1] <= 2 && n[2] == 4;
    if ((!year_first && !year_last) || !year_ok(year_first ? v[0] : v[2])) return false;
    set_figures(&s->p, v[0], v[1], v[2], year_first);
    s->at = i - 1;
    return true;
}

/* ২১.৩.২০২১ is one number to the tokenizer. */
static bool take_dotted_figures(struct scan *s) {
    const struct term *t = term_at(s->d, s->at);
    int v[3] = {0}, n[3] = {0}, k = 0;
    if (t->kind != TOKEN_NUMBER || t->fold.len < 8 || t->fold.len > 10) return false;
    for (size_t i = 0; i < t->fold.len; i++) {
        char c = t->fold.at[i];
        if (c == '.') { if (++k > 2) return false; continue; }
        if (c < '0' || c > '9' || ++n[k] > 4) return false;
        v[k] = v[k] * 10 + (c - '0');
    }
    if (k != 2 || n[0] > 2 || n[1] > 2 || n[2] != 4 || !year_ok(v[2])) return false;
    set_figures(&s->p, v[0], v[1], v[2], false);
    s->at++;
    return true;
}

/* The day, month and year in any of their orders. `anchored`: what stands before makes a month of a bare name. */
static bool take_date(struct scan *s, bool anchored) {
    if (s->at >= s->to) return false;
    if (term_at(s->d, s->at)->kind == TOKEN_NUMBER && (take_parted_figures(s) || take_dotted_figures(s))) return true;
    bool year = !s->p.word && take_year(s);
    if (year && (s->p.fiscal || s->p.year_to)) return true;
    if (year && after_genitive(s)) anchored = true;
    if (take_days_month(s) || take_month_day(s) || take_month(s, anchored)) {
        if (!year) take_year_after(s);
        return true;
    }
    return take_day_only(s) || year;
}

/* ---- weekdays and brackets ---------------------------------------------------------------------------------------------------------- */

static bool take_weekday(struct scan *s) {
    uint32_t n;
    const struct entry *e = phrase_at(s, s->at, ENTRY_WEEKDAY, &n);
    if (!e || s->p.weekday) return false;
    s->p.weekday = e->a;
    s->at += n;
    return true;
}

/* After a weekday or a word of the day: সোমবার (১৫ ডিসেম্বর ২০২৫), আজ (বুধবার). */
static void take_bracket(struct scan *s) {
    struct scan inner = *s;
    if (!sign_at(s, s->at, '(')) return;
    inner.at++;
    bool weekday = take_weekday(&inner);
    if (weekday && sign_at(&inner, inner.at, ',')) inner.at++;
    bool date = take_days_month(&inner);
    if (date) take_year_after(&inner);
    else date = take_date(&inner, false);
    if ((!weekday && !date) || !sign_at(&inner, inner.at, ')')) return;
    inner.at++;
    inner.p.bracketed = true;
    *s = inner;
}

/* ---- the hour ----------------------------------------------------------------------------------------------------------------------- */

/* The clock word written together with its number: চারটার. */
static bool clock_joined(const struct scan *s, uint32_t i) {
    const struct term *t = term_at(s->d, i);
    for (int k = 0; t->kind == TOKEN_WORD && k < t->count; k++) {
        if (t->morph[k].stem >= t->fold.len) continue;
        uint32_t w = pack_find(s->d->pack, str_sub(t->fold, t->morph[k].stem, t->fold.len));
        const struct word *word = w == NO_WORD ? NULL : pack_word(s->d->pack, w);
        for (int j = 0; word && j < word->phrase_count; j++) {
            const struct phrase *ph = pack_phrase(s->d->pack, pack_phrase_list(s->d->pack, word)[j]);
            const struct entry *e = pack_entry(s->d->pack, ph->entry);
            if (ph->count == 1 && e->kind == ENTRY_TIMEPART && e->sub == TIME_CLOCK) return true;
        }
    }
    return false;
}

/* "সাড়ে ১০টায়", "৫টা ৫৫ মিনিটে": an hour, with its minutes. */
static bool take_clock(struct scan *s) {
    struct number n = read_number(s->d, s->at, s->to);
    if (!n.count || n.ordinal || n.vague || n.value > 24) return false;
    uint32_t i = s->at + n.count, marker = part_at(s, i, TIME_CLOCK);
    if (!marker && !clock_joined(s, i - 1)) return false;
    s->at = i + marker;
    int minutes;
    size_t digits = digits_at(s, s->at, &minutes);
    if (digits == 0 || digits > 2 || minutes > 59) return true;
    uint32_t word = part_at(s, s->at + 1, TIME_MINUTE);
    if (word) s->at += 1 + word;
    return true;
}

/* True if the hour just taken is one and no count of things: it stands in the locative (৫টায়) or under দিকে, পর, থেকে. */
static bool hour_stands(const struct scan *s) {
    uint32_t last = s->at - 1;
    if (bent(s, last, CASE_LOC) || key_at(s, s->at, KEY_SINCE)) return true;
    return bent(s, last, CASE_GEN) && (part_at(s, s->at, TIME_WITHIN) || key_at(s, s->at, KEY_LATER) || key_at(s, s->at, KEY_AGO));
}

enum { HOUR_PARTS = 6 };

/* Parts of the day, time zones and hours as they follow each other: রাত আনুমানিক ১২টা ৩৫ মিনিটে. */
static bool take_daytime(struct scan *s) {
    uint32_t good = s->at;
    bool any = false, zoned = false;
    for (int k = 0; k < HOUR_PARTS; k++) {
        if (take_part(s, TIME_DAYPART)) s->p.daypart = true;
        else if (take_part(s, TIME_ZONE)) { zoned = true; continue; }
        else if (take_part(s, TIME_ABOUT)) continue;
        else if (take_clock(s)) s->p.clock = true;
        else break;
        if (s->p.clock && !s->p.daypart && !zoned && !hour_stands(s)) break;     /* আজকে একটা কথা: one word */
        good = s->at;
        any = true;
        if (s->p.clock) break;
    }
    s->at = good;
    if (!any) s->p.clock = false;
    return any;
}

/* An hour without its day. A part of the day alone tells too little (রাতে পড়াশোনা করেন). */
static bool take_hour_alone(struct scan *s) {
    uint32_t start = s->at;
    if (take_daytime(s) && s->p.clock) return true;
    s->at = start;
    s->p.daypart = s->p.clock = false;
    return false;
}

/* ---- points ------------------------------------------------------------------------------------------------------------------------- */

static bool unit_is(const struct scan *s, int unit) { return s->p.word && s->p.word->a == unit; }

/* জানাতে is an infinitive, and only in talk "you used to tell". */
static bool infinitive(const struct term *t) {
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_VERB && t->morph[k].form == FORM_INF) return true;
    return false;
}

/* The tense of the clause an expression stands in: that of the next finite verb. */
static enum tense tense_at(const struct scan *s) {
    for (uint32_t i = s->at; i < s->to; i++) {
        const struct morph *v = verb_at(s->d, i, s->to);
        if (!v || infinitive(term_at(s->d, i))) continue;
        if (v->form == FORM_VN && v->kase == CASE_GEN && key_at(s, i + 1, KEY_PLANNED)) return TENSE_FUTURE;
        if (v->form == FORM_FUT) return TENSE_FUTURE;
        if (v->form == FORM_CONT || v->form == FORM_IMP) return TENSE_NONE;
        if (form_finite(v->form)) return TENSE_PAST;        /* news tells what happened in the present too: পদত্যাগ করেন */
    }
    return TENSE_NONE;
}

static bool take_lean(struct scan *s) {
    if (take_key(s, KEY_LAST)) s->p.lean = -1;
    else if (take_key(s, KEY_NEXT)) s->p.lean = 1;
    else if (take_key(s, KEY_THIS)) s->p.this = true;
    else return false;
    return true;
}

/* A phrase of timewords.tsv: গতকাল, গত সপ্তাহে, চলতি বছরের. */
static bool take_timeword(struct scan *s) {
    uint32_t n;
    const struct entry *e = phrase_at(s, s->at, ENTRY_TIME, &n);
    if (!e) return false;
    uint32_t last = s->at + n - 1;
    /* কাল is an age too, and একাত্তর a number. */
    if (e->code == BASIS_TENSE && (bent(s, last, CASE_GEN) || bent(s, last, CASE_LOC))) return false;
    if (e->a == UNIT_NAMED && !bent(s, last, CASE_GEN) && !bent(s, last, CASE_LOC)) return false;
    s->p.word = e;
    s->p.lean = e->a == UNIT_YEAR || e->a == UNIT_DAY ? 0 : e->b < 0 ? -1 : e->b > 0;
    s->at += n;
    return true;
}

/* A day and month right after a weekday or আজ belong to them if they can be the same day. */
static void take_agreeing_date(struct scan *s) {
    struct scan beside = *s;
    if (take_days_month(&beside)) {
        take_year_after(&beside);
        if (point_agrees(s->x, &beside.p, tense_at(&beside))) *s = beside;
    }
}

/* What may stand before month or day: গত, চলতি বছরের গত. */
static bool take_calendar(struct scan *s) {
    bool word = s->p.word != NULL, genitive = word && after_genitive(s);
    if (unit_is(s, UNIT_DAY) || unit_is(s, UNIT_WEEK) || unit_is(s, UNIT_WEEKEND)) { take_agreeing_date(s); return true; }
    if (unit_is(s, UNIT_MONTH)) return genitive && take_day_only(s);
    uint32_t start = s->at;
    bool leans = take_lean(s);
    if (take_date(s, leans || genitive)) return true;
    s->at = start;
    if (leans && !word) s->at = start + 1;
    return false;
}

/* The year of the expression that a list goes on from: ২০২৫ সালের এপ্রিল ও নভেম্বর. */
static bool take_listed_month(struct scan *s) {
    if (!s->before || !(s->before->year || (s->before->word && s->before->word->a == UNIT_YEAR)) || !s->before->month) return false;
    if (!take_days_month(s) && !take_month(s, true)) return false;
    take_year_after(s);
    if (!s->p.year) {
        s->p.year = s->before->year;
        s->p.word = s->before->word;
    }
    return true;
}

/* One point in time from `at` on. */
static bool take_point(struct scan *s) {
    uint32_t start = s->at;
    s->p = (struct point){0};
    if (take_listed_month(s)) return true;
    s->p.every = take_part(s, TIME_EVERY);
    bool word = take_timeword(s), date = take_calendar(s), weekday = take_weekday(s);
    if (weekday || unit_is(s, UNIT_DAY)) {
        take_bracket(s);
        if (!date && !s->p.day) take_agreeing_date(s);
    }
    if (s->p.year && !s->p.month && take_timeword(s)) word = true;      /* ১৯৭২ সালের এই দিনে */
    if (word || date || weekday) {
        take_daytime(s);
        return true;
    }
    if ((s->at == start || s->p.every) && take_hour_alone(s)) return true;
    s->at = start;
    return false;
}

/* Words after a point that belong to it: মাসের শুরুতে, আগস্টের পর, সোমবার থেকে. */
static void take_after(struct scan *s) {
    bool long_enough = s->p.month || s->p.year || s->p.word;
    if (long_enough && !s->p.day && after_genitive(s) && take_part(s, TIME_EDGE) && !after_genitive(s)) return;
    if (after_genitive(s) || s->p.month_to) {
        if (!take_part(s, TIME_WITHIN) && (take_key(s, KEY_LATER) || take_key(s, KEY_AGO))) take_key(s, KEY_SINCE);
    }
    if (!take_key(s, KEY_UNTIL)) take_key(s, KEY_SINCE);
}

/* ---- lengths of time ---------------------------------------------------------------------------------------------------------------- */

static uint32_t skip_about(struct scan *s) {
    uint32_t start = s->at;
    while (take_part(s, TIME_ABOUT)) {}
    return s->at - start;
}

/* "ছয় মাস", "৩ থেকে ৬ মাস", "তিনদিন". */
static bool take_quantity(struct scan *s, struct period *q) {
    uint32_t n;
    const struct entry *e = phrase_at(s, s->at, ENTRY_PERIOD, &n);
    if (!e || e->x < 0) {
        struct number low = read_number(s->d, s->at, s->to), high = {0};
        if (!low.count || low.ordinal) return false;
        uint32_t i = s->at + low.count;
        if (key_at(s, i, KEY_SINCE) || sign_at(s, i, '-')) high = read_number(s->d, i + 1, s->to);
        if (high.count) i += 1 + high.count;
        e = phrase_at(s, i, ENTRY_PERIOD, &n);
        if (!e || e->x >= 0) return false;
        q->count = low.value * e->y;
        q->count_to = high.value * e->y;
        q->vague = low.vague || high.vague || (e->a == UNIT_YEAR && q->count >= 100 && fmod(q->count, 100) == 0);
        s->at = i;
    } else {
        q->count = e->x * e->y;
        q->vague = e->x == 0;
    }
    q->unit = e->a;
    s->at += n;
    return true;
}

/* What stands before a length: গত, আগামী, পরবর্তী. */
static void take_period_lean(struct scan *s, struct period *q) {
    q->from_told = part_at(s, s->at, TIME_STRETCH) && key_at(s, s->at, KEY_NEXT);
    if (take_key(s, KEY_LAST) || take_part(s, TIME_LAST)) q->way = WAY_LAST;
    else if (take_key(s, KEY_NEXT)) q->way = WAY_NEXT;
}

/* What stands after it: আগে, পর, ধরে, মধ্যে. Without any, গত or its like must have stood before. */
static bool take_period_way(struct scan *s, struct period *q) {
    bool bare = !after_genitive(s);
    if (bare && take_key(s, KEY_AGO)) { q->way = WAY_AGO; return true; }
    if (bare && key_at(s, s->at, KEY_LATER)) {
        if (q->unit == UNIT_YEAR && !q->from_today) return false;   /* ২৭ বছর পর counts from no day */
        s->at++;
        q->way = WAY_LATER;
        return true;
    }
    if (take_part(s, TIME_THROUGH)) {
        q->open = q->way != WAY_LAST;
        /* কিছুদিন ধরে, চার ঘণ্টা ধরে say how long, not when. */
        if (q->way == WAY_NONE && (q->vague || q->unit == UNIT_HOUR)) return false;
        if (q->way == WAY_NONE) q->way = WAY_LASTING;
    } else if (take_part(s, TIME_WITHIN)) {
        q->open = q->way == WAY_LAST;
    }
    return q->way != WAY_NONE;
}

/* "গত ছয় মাসে", "দুই দিন আগে", "আগামী ২৪ ঘণ্টার মধ্যে". */
static bool take_period(struct scan *s, struct period *q) {
    uint32_t start = s->at;
    skip_about(s);
    take_period_lean(s, q);
    skip_about(s);
    if (take_quantity(s, q) && take_period_way(s, q)) {
        /* নির্বাচনের তিন দিন আগে counts from what is named, not from today. */
        bool named = start > s->from && s->d->terms.at[start - 1].kind == TOKEN_WORD && bent(s, start - 1, CASE_GEN);
        if (named && q->way == WAY_AGO) q->open = true;
        return true;
    }
    s->at = start;
    return false;
}

/* ---- expressions -------------------------------------------------------------------------------------------------------------------- */

struct told { ghotona_date date; enum time_kind kind; bool remembered; };

static enum time_kind kind_of(const struct point *p) {
    if (p->month || p->year || p->day) return TIME_CALENDAR;
    if (p->word) return TIME_RELATIVE;
    return p->weekday ? TIME_WEEKDAY : TIME_HOUR;
}

/* True if two points are told alike, so that থেকে between them makes a range even without পর্যন্ত. */
static bool alike(const struct point *a, const struct point *b) {
    if (a->clock && b->clock && !b->month && !b->weekday && !b->word) return true;
    if (a->day && b->day && b->month) return true;
    return a->month && b->month && !a->day == !b->day;
}

/* After "… থেকে": the other end, a length (টানা তিন দিন), or no more than এ পর্যন্ত. */
static void take_end(struct scan *s, struct told *t, enum tense tense) {
    struct scan end = *s;
    struct period q = {0};
    take_part(&end, TIME_BEGIN);
    if (take_point(&end) && (key_at(&end, end.at, KEY_UNTIL) || alike(&s->p, &end.p))) {
        take_key(&end, KEY_UNTIL);
        t->date = resolve_range(s->x, &s->p, &end.p, tense, s->sentence);
        s->at = end.at;
        return;
    }
    end.at = s->at;
    if (take_part(&end, TIME_NOW)) { s->at = end.at; return; }
    take_part(&end, TIME_STRETCH);
    skip_about(&end);
    if (!take_quantity(&end, &q)) return;
    bool today = s->p.word && s->p.word->a == UNIT_DAY && s->p.word->b == 0 && s->p.word->code == BASIS_ARTICLE;
    if (today && (key_at(&end, end.at, KEY_AGO) || key_at(&end, end.at, KEY_LATER))) {
        q.from_today = true;
        take_period_way(&end, &q);
        t->date = resolve_period(s->x, &q);
        t->kind = TIME_RELATIVE;
    } else {
        t->date = resolve_stretch(t->date, &q);
    }
    s->at = end.at;
}

/* The expression that begins at `at`, if there is one. */
static bool take_expression(struct scan *s, struct told *t) {
    struct period q = {0};
    *t = (struct told){.remembered = true};
    if (take_point(s)) {
        take_after(s);
        enum tense tense = tense_at(s);
        t->kind = kind_of(&s->p);
        t->date = resolve_point(s->x, &s->p, tense, s->sentence);
        if (key_at(s, s->at - 1, KEY_SINCE)) take_end(s, t, tense);
        return true;
    }
    if (!take_period(s, &q)) return false;
    t->date = resolve_period(s->x, &q);
    t->remembered = q.way == WAY_AGO || q.way == WAY_LATER;
    t->kind = t->remembered ? TIME_RELATIVE : TIME_PERIOD;
    return true;
}

/* Whether an expression can begin here; most words are told apart by their bits alone. */
static bool may_begin(const struct doc *d, uint32_t i) {
    static const uint64_t mask = WORD_TIMES | UINT64_C(1) << KEY_LAST | UINT64_C(1) << KEY_NEXT | UINT64_C(1) << KEY_THIS;
    const struct term *t = term_at(d, i);
    if (t->kind == TOKEN_PUNCT) return term_sign(t, '\'');
    if (t->kind == TOKEN_NUMBER) return true;
    if (t->word != NO_WORD && (pack_word(d->pack, t->word)->keys & mask)) return true;
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].lemma != NO_WORD && (pack_word(d->pack, t->morph[k].lemma)->keys & mask)) return true;
    return false;
}

/* A list goes on after ও or a comma. */
static bool list_goes_on(const struct doc *d, uint32_t end, uint32_t i) {
    return i == end + 1 && (term_sign(term_at(d, end), ',') || term_has_key(d->pack, term_at(d, end), KEY_AND));
}

static void read_sentence(struct doc *d, struct dating *x, uint32_t sentence) {
    struct sentence_in *in = &d->sentences[sentence];
    struct point last = {0};
    uint32_t end = NO_WORD - 1;
    in->time_from = d->times.len;
    for (uint32_t i = in->from; i < in->to;) {
        struct scan s = {.d = d, .x = x, .from = in->from, .at = i, .to = in->to, .sentence = sentence};
        struct told t;
        if (list_goes_on(d, end, i)) s.before = &last;
        if (!may_begin(d, i) || !take_expression(&s, &t)) { i++; continue; }
        *vec_push(d->arena, &d->times) =
            (struct time_in){i, s.at, {term_at(d, i)->start, term_at(d, s.at - 1)->end}, t.date, (uint8_t)t.kind};
        if (t.remembered) dating_told(x, &s.p, t.date, sentence);
        last = s.p;
        i = end = s.at;
    }
    in->time_to = d->times.len;
}

enum { DATELINE_SENTENCES = 8, DATELINE_TERMS = 20 };

/* The line that says when the article was published: প্রকাশ: ২৩ ডিসেম্বর ২০২৫, ১০:৩০. */
static bool read_dateline(struct doc *d, struct dating *x, uint32_t sentence) {
    const struct sentence_in *in = &d->sentences[sentence];
    struct scan s = {.d = d, .x = x, .from = in->from, .at = in->from, .to = in->to, .sentence = sentence};
    if (in->to - in->from > DATELINE_TERMS || !take_part(&s, TIME_DATELINE)) return false;
    if (sign_at(&s, s.at, ':')) s.at++;
    if (!take_point(&s) || !s.p.year || !s.p.day) return false;
    ghotona_date date = resolve_point(x, &s.p, TENSE_NONE, sentence);
    if (date.grain != GHOTONA_DAY) return false;
    d->has_published = true;
    d->published = date.days.from;
    return true;
}

/* সোমবার (৮ জুন), wherever it stands, tells which Monday the article means, its headline too. */
static void learn_weekdays(const struct doc *d, struct dating *x, uint32_t sentence) {
    const struct sentence_in *in = &d->sentences[sentence];
    for (uint32_t i = in->from + 1; i < in->to; i++) {
        if (!term_sign(term_at(d, i), '(')) continue;
        struct scan s = {.d = d, .x = x, .from = in->from, .at = i - 1, .to = in->to, .sentence = sentence};
        if (!take_weekday(&s)) continue;
        take_bracket(&s);
        if (s.p.day && s.p.month) dating_weekday(x, &s.p, resolve_point(x, &s.p, TENSE_NONE, sentence));
    }
}

void read_times(struct doc *d) {
    struct dating x;
    dating_begin(&x, d);
    for (uint32_t s = 0; s < d->sentence_count && s < DATELINE_SENTENCES && !d->has_published; s++)
        if (read_dateline(d, &x, s)) dating_begin(&x, d);
    for (uint32_t s = 0; s < d->sentence_count; s++) learn_weekdays(d, &x, s);
    for (uint32_t s = 0; s < d->sentence_count; s++) read_sentence(d, &x, s);
    tell_times(d);
}
