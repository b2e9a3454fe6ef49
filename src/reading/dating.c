/* What a time expression stands for: years supplied, weekdays and distances counted from the day of the article or from the last
 * day told. What nothing fixes gets no date. SPDX-License-Identifier: Apache-2.0 */
#include "reading/times.h"
#include <math.h>

static const ghotona_date NO_DATE = {0};

static ghotona_date date_of(int32_t from, int32_t to, ghotona_grain grain) { return (ghotona_date){{from, to}, grain}; }
static ghotona_date day_of(int32_t day) { return date_of(day, day, GHOTONA_DAY); }
static int32_t first_of_month(int year, int month) { return days_from_civil(year, month, 1); }

/* Months counted through: year * 12 + month - 1. */
static int32_t first_of(int months) { return first_of_month(months / 12, months % 12 + 1); }
static ghotona_date month_of(int months) { return date_of(first_of(months), first_of(months + 1) - 1, GHOTONA_MONTH); }
static ghotona_date months_from(int from, int to) {
    return from == to ? month_of(from) : date_of(first_of(from), first_of(to + 1) - 1, GHOTONA_RANGE);
}
static ghotona_date years_from(int from, int to) {
    return date_of(days_from_civil(from, 1, 1), days_from_civil(to, 12, 31), from == to ? GHOTONA_YEAR : GHOTONA_RANGE);
}
static int months_at(int32_t day) {
    int y, m, d;
    civil_from_days(day, &y, &m, &d);
    return y * 12 + m - 1;
}

/* 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t day) { return ((day % 7 + 7) % 7 + 3) % 7 + 1; }

/* ---- the article's own day ---------------------------------------------------------------------------------------------------------- */

void dating_begin(struct dating *x, const struct doc *d) {
    *x = (struct dating){.d = d};
    if (!d->has_published) return;
    civil_from_days(d->published, &x->year, &x->month, &x->day);
    /* A day that cannot be one of publication fixes nothing. */
    x->has_today = x->year >= 1900 && x->year <= 2100;
    x->today = d->published;
}


/* The outlet's line if it has one, else that of the country the article plays in, else the first. */
static const struct entry *calendar(struct dating *x) {
    const pack *p = x->d->pack;
    const struct entry *home = NULL, *played = NULL;
    uint32_t n = x->calendar_sought ? 0 : pack_count(p, SECTION_ENTRIES);
    for (uint32_t i = 0; !x->calendar && i < n; i++) {
        const struct entry *e = pack_entry(p, i);
        if (e->kind != ENTRY_CALENDAR) continue;
        if (!home) home = e;
        if (str_holds(x->d->outlet, pack_string(p, e->name))) x->calendar = e;
        if (!e->name && str_eq(pack_string(p, e->code), x->d->country)) played = e;
    }
    /* An outlet that is named but listed nowhere is one of home. */
    if (!x->calendar_sought && !x->calendar) x->calendar = played && !x->d->outlet.len ? played : home;
    x->calendar_sought = true;
    return x->calendar;
}

static bool traditional(struct dating *x) { return calendar(x) && calendar(x)->a; }

static ghotona_date fiscal_year(struct dating *x, int year) {
    int from = year * 12 + (calendar(x) ? calendar(x)->b : 1) - 1;
    return months_from(from, from + 11);
}

static ghotona_date bangla_year(struct dating *x, int year) {
    return date_of(bangla_month_first(year, 1, traditional(x)), bangla_month_first(year + 1, 1, traditional(x)) - 1, GHOTONA_RANGE);
}

/* ---- a day and a month -------------------------------------------------------------------------------------------------------------- */

/* The day, or the first and last of the month, in a year of the month's own calendar. */
static ghotona_date in_year(struct dating *x, const struct point *p, int year) {
    int32_t day;
    if (p->bangla) {
        if (p->day) return days_from_bangla(year, p->month, p->day, traditional(x), &day) ? day_of(day) : NO_DATE;
        if (!days_from_bangla(year, p->month, 1, traditional(x), &day)) return NO_DATE;
        return date_of(day, bangla_month_first(year, p->month + 1, traditional(x)) - 1, GHOTONA_RANGE);
    }
    if (!p->day) return month_of(year * 12 + p->month - 1);
    if (!civil_ok(year, p->month, p->day)) return NO_DATE;
    return day_of(days_from_civil(year, p->month, p->day));
}

enum { SOON_DAYS = 45, LATE_DAYS = 31 };

/* True if গত, আগামী or চলতি does not let the date stand so many days off. */
static bool leans_away(const struct dating *x, const struct point *p, ghotona_date date) {
    if (p->lean < 0) return p->day ? date.days.from > x->today : date.days.to >= x->today;
    if (p->lean > 0) return p->day ? date.days.from < x->today - LATE_DAYS : date.days.to < x->today;
    return p->this && p->month && !p->day && (date.days.from > x->today || date.days.to < x->today);
}

static int32_t distance(const struct dating *x, ghotona_date date) {
    return date.days.from > x->today ? date.days.from - x->today : date.days.to < x->today ? x->today - date.days.to : 0;
}

/* The year that brings it nearest to the day of the article; a verb in the past rather looks back than far ahead. */
static ghotona_date nearest(struct dating *x, const struct point *p, enum tense tense) {
    int year = p->bangla ? bangla_year_of(x->today, traditional(x)) : x->year;
    ghotona_date best = NO_DATE;
    for (int k = year - 1; k <= year + 1; k++) {
        ghotona_date date = in_year(x, p, k);
        if (date.grain == GHOTONA_NONE || leans_away(x, p, date)) continue;
        if (tense == TENSE_PAST && date.days.from > x->today + SOON_DAYS) continue;
        if (best.grain == GHOTONA_NONE || distance(x, date) < distance(x, best)) best = date;
    }
    return best;
}

/* A day told soon after a year goes on from there: ২০১২ সালের ১৬ সেপ্টেম্বর … ২১ সেপ্টেম্বর. */
static ghotona_date in_told_year(struct dating *x, const struct point *p, uint32_t sentence, ghotona_date near) {
    if (!x->told_year || p->bangla || p->lean > 0 || p->this || sentence > x->told_year_sentence + 1) return NO_DATE;
    ghotona_date date = in_year(x, p, x->told_year);
    if (date.grain == GHOTONA_NONE || near.grain == GHOTONA_NONE || date.days.from >= near.days.from) return NO_DATE;
    bool goes_on = x->told.grain != GHOTONA_NONE && date.days.from >= x->told.days.from;
    return goes_on ? date : NO_DATE;
}

/* The year of a word: গত বছর, একই বছর; 0 if it cannot be known. */
static int year_of_word(const struct dating *x, const struct point *p) {
    int y, m, d;
    if (p->word->a == UNIT_NAMED) return p->word->b;
    if (p->word->code != BASIS_TOLD) return x->has_today ? x->year + p->word->b : 0;
    if (x->last.grain == GHOTONA_NONE) return 0;
    civil_from_days(x->last.days.from, &y, &m, &d);
    return y + p->word->b;
}

static bool word_is(const struct point *p, int unit) { return p->word && p->word->a == unit; }
static bool tells_year(const struct point *p) { return p->year || word_is(p, UNIT_YEAR) || word_is(p, UNIT_NAMED); }

static ghotona_date resolve_month_day(struct dating *x, const struct point *p, enum tense tense, uint32_t sentence) {
    if (tells_year(p)) {
        int year = p->year ? p->year : year_of_word(x, p);
        return year ? in_year(x, p, year) : NO_DATE;
    }
    if (!x->has_today) return NO_DATE;
    ghotona_date near = nearest(x, p, tense), told = in_told_year(x, p, sentence, near);
    return told.grain != GHOTONA_NONE ? told : near;
}

/* ---- weekdays and words ------------------------------------------------------------------------------------------------------------- */

static ghotona_date resolve_weekday(const struct dating *x, const struct point *p, enum tense tense) {
    if (!x->has_today) return NO_DATE;
    if (!p->lean && x->has_weekday[p->weekday]) return day_of(x->weekday[p->weekday]);
    int32_t day = x->today;
    if (p->lean > 0 || (p->lean == 0 && tense == TENSE_FUTURE)) {
        if (p->lean > 0) day++;
        while (weekday_of(day) != p->weekday) day++;
    } else {
        if (p->lean < 0) day--;
        while (weekday_of(day) != p->weekday) day--;
    }
    return day_of(day);
}

/* A misprinted month beside a weekday: the nearest such weekday, if it has that day of the month. */
static ghotona_date mend(const struct dating *x, const struct point *p, ghotona_date date, enum tense tense) {
    if (!p->weekday || !p->bracketed || !x->has_today || date.grain != GHOTONA_DAY || weekday_of(date.days.from) == p->weekday) return date;
    ghotona_date near = resolve_weekday(x, p, tense);
    int y, m, d;
    civil_from_days(near.days.from, &y, &m, &d);
    return d == p->day ? near : date;
}

static ghotona_date week_at(int32_t day, int offset) {
    int32_t monday = day - (weekday_of(day) - 1) + 7 * offset;
    return date_of(monday, monday + 6, GHOTONA_RANGE);
}

static ghotona_date weekend_at(int32_t day, int offset) {
    ghotona_date week = week_at(day, offset);
    return date_of(week.days.from + 5, week.days.to, GHOTONA_RANGE);
}

/* Days from a time that is itself told by the month or year only lie somewhere in it. */
static ghotona_date days_after(ghotona_date base, int days) {
    return base.grain == GHOTONA_DAY ? day_of(base.days.from + days) : base.grain == GHOTONA_RANGE ? day_of(base.days.to + days) : base;
}

static ghotona_date resolve_word(struct dating *x, const struct point *p, enum tense tense) {
    const struct entry *e = p->word;
    bool told = e->code == BASIS_TOLD && x->any_told;
    ghotona_date base = told ? e->a == UNIT_YEAR ? x->last : x->told : x->has_today ? day_of(x->today) : NO_DATE;
    int offset = e->code == BASIS_TENSE && tense == TENSE_PAST ? -e->b : e->b;
    if (e->a == UNIT_NAMED) return years_from(e->b, e->b);
    if (base.grain == GHOTONA_NONE) return NO_DATE;
    switch (e->a) {
    case UNIT_DAY: return days_after(base, offset);
    case UNIT_WEEK: return week_at(base.days.from, offset);
    case UNIT_WEEKEND: return weekend_at(base.days.from, offset);
    case UNIT_MONTH: return month_of(months_at(base.days.from) + offset);
    case UNIT_FISCAL: {
        int months = months_at(base.days.from), from = calendar(x) ? calendar(x)->b : 1;
        return fiscal_year(x, (months - from + 1) / 12 + offset);
    }
    default: {
        int year = months_at(base.days.from) / 12 + offset;
        return years_from(year, year);
    }
    }
}

/* A day of the month without its month: ২২ তারিখ, চলতি মাসের ৫ তারিখ. */
static ghotona_date resolve_day_only(struct dating *x, const struct point *p) {
    ghotona_date month = NO_DATE;
    if (word_is(p, UNIT_MONTH)) month = resolve_word(x, p, TENSE_NONE);
    else if (x->has_today) month = month_of(x->year * 12 + x->month - 1 + (p->lean > 0 && p->day < x->day) - (p->lean < 0 && p->day > x->day));
    if (month.grain == GHOTONA_NONE || month.days.from + p->day - 1 > month.days.to) return NO_DATE;
    return day_of(month.days.from + p->day - 1);
}

/* এই দিনে after a year: the last day told, in that year. */
static ghotona_date same_day_in(const struct dating *x, int year) {
    int y, m, d;
    if (x->told_day.grain != GHOTONA_DAY) return NO_DATE;
    civil_from_days(x->told_day.days.from, &y, &m, &d);
    return civil_ok(year, m, d) ? day_of(days_from_civil(year, m, d)) : NO_DATE;
}

/* ---- points and ranges -------------------------------------------------------------------------------------------------------------- */

static ghotona_date resolve_one(struct dating *x, const struct point *p, enum tense tense, uint32_t sentence) {
    if (p->every || p->impossible) return NO_DATE;
    if (p->month) return mend(x, p, resolve_month_day(x, p, tense, sentence), tense);
    if (p->day) return resolve_day_only(x, p);
    if (p->year && word_is(p, UNIT_DAY)) return same_day_in(x, p->year);
    if (p->word) return resolve_word(x, p, tense);
    if (p->weekday) return resolve_weekday(x, p, tense);
    if (p->year && p->fiscal) return fiscal_year(x, p->year);
    if (p->year && p->bangla) return bangla_year(x, p->year);
    if (p->year) return years_from(p->year, p->year);
    if (p->clock || p->daypart) return x->any_day ? x->told_day : x->has_today ? day_of(x->today) : NO_DATE;
    return NO_DATE;
}

static ghotona_date join(ghotona_date from, ghotona_date to) {
    if (from.grain == GHOTONA_NONE || to.grain == GHOTONA_NONE || to.days.to < from.days.from) return NO_DATE;
    return from.days.from == to.days.from && from.days.to == to.days.to ? from : date_of(from.days.from, to.days.to, GHOTONA_RANGE);
}

ghotona_date resolve_point(struct dating *x, const struct point *p, enum tense tense, uint32_t sentence) {
    struct point end = *p;
    if (p->day_to) end.day = p->day_to;
    else if (p->month_to) end.month = p->month_to;
    else if (p->year_to && !p->fiscal) end.year = p->year_to;
    else return resolve_one(x, p, tense, sentence);
    struct point begin = *p;
    begin.day_to = begin.month_to = begin.year_to = end.day_to = end.month_to = end.year_to = 0;
    return resolve_range(x, &begin, &end, tense, sentence);
}

/* What the beginning leaves out the end tells: its year, the month of ১০ থেকে ১২ জানুয়ারি. */
static void share(struct point *from, struct point *to) {
    if (from->day && !from->month && to->month) { from->month = to->month; from->bangla = to->bangla; }
    if (from->month && to->month && to->year && !tells_year(from)) from->year = to->year - (from->month > to->month);
}

/* The first such day or month that does not lie before the range's beginning. */
static ghotona_date next_after(struct dating *x, const struct point *p, ghotona_date from) {
    int year = p->bangla ? bangla_year_of(from.days.from, traditional(x)) : months_at(from.days.from) / 12;
    ghotona_date date = in_year(x, p, year);
    return date.grain != GHOTONA_NONE && date.days.to < from.days.from ? in_year(x, p, year + 1) : date;
}

static ghotona_date range_end(struct dating *x, const struct point *p, ghotona_date from, enum tense tense, uint32_t sentence) {
    bool hour = !p->month && !p->weekday && !p->word && (p->clock || p->daypart);
    if (hour) return from;
    if (p->month && !tells_year(p)) return next_after(x, p, from);
    ghotona_date date = resolve_one(x, p, tense, sentence);
    if (p->weekday && !p->month && !p->word && date.grain == GHOTONA_DAY)
        while (date.days.from < from.days.from) date.days.to = date.days.from += 7;
    return date;
}

ghotona_date resolve_range(struct dating *x, struct point *from, struct point *to, enum tense tense, uint32_t sentence) {
    share(from, to);
    ghotona_date first = resolve_one(x, from, tense, sentence);
    if (first.grain == GHOTONA_NONE || to->every || to->impossible) return NO_DATE;
    return join(first, range_end(x, to, first, tense, sentence));
}

/* ---- lengths of time ---------------------------------------------------------------------------------------------------------------- */

static int days_of_unit(int unit) { return unit == UNIT_WEEK ? 7 : 1; }
/* A part of a day counts as one. */
static int days_of_hours(double hours) { return (int)ceil(hours / 24); }

static int whole_days(const struct period *p, double count) {
    return p->unit == UNIT_HOUR ? days_of_hours(count) : (int)(count * days_of_unit(p->unit));
}

/* গত ছয় মাসে reaches from the month six back to this one, and years alike; days and hours are counted from the day itself. */
static ghotona_date span_of_period(const struct period *p, int32_t base, int sign) {
    int months = months_at(base), n = (int)p->count, to = (int)p->count_to;
    if (p->unit == UNIT_YEAR) return sign < 0 ? years_from(months / 12 - n, months / 12) : years_from(months / 12, months / 12 + n);
    if (p->unit == UNIT_MONTH) {
        if (to > n) return sign < 0 ? months_from(months - to, months - n) : months_from(months + n, months + to);
        return sign < 0 ? months_from(months - n, months) : months_from(months, months + n);
    }
    int days = whole_days(p, p->count);
    return sign < 0 ? date_of(base - days, base, GHOTONA_RANGE) : date_of(base, base + days, GHOTONA_RANGE);
}

/* A number of units before or after: told as exactly as its unit, and weeks as their month. */
static ghotona_date away(ghotona_date base, const struct period *p, int sign) {
    if (base.grain != GHOTONA_DAY && (p->unit == UNIT_DAY || p->unit == UNIT_WEEK || p->unit == UNIT_HOUR)) return base;
    int32_t day = base.days.from;
    bool whole = floor(p->count) == p->count;
    int months = months_at(day);
    switch (p->unit) {
    case UNIT_HOUR: return p->count < 24 ? NO_DATE : day_of(day + sign * (int)(p->count / 24));
    case UNIT_DAY: return day_of(day + sign * (int)p->count);
    case UNIT_WEEK: return month_of(months_at(day + sign * (int32_t)(p->count * 7)));
    case UNIT_MONTH: return whole ? month_of(months + sign * (int)p->count) : month_of(months_at(day + sign * (int32_t)(p->count * 30.44)));
    default: {
        int year = whole ? months / 12 + sign * (int)p->count : months_at(day + sign * (int32_t)(p->count * 365.25)) / 12;
        return years_from(year, year);
    }
    }
}

enum { COUNT_MAX = 1000 };

ghotona_date resolve_period(struct dating *x, const struct period *p) {
    if (p->vague || p->open || p->count <= 0 || p->count > COUNT_MAX || p->way == WAY_LASTING) return NO_DATE;
    ghotona_date today = x->has_today ? day_of(x->today) : NO_DATE, base = today;
    if ((p->way == WAY_LATER && !p->from_today) || p->from_told) base = x->any_told ? x->told : NO_DATE;
    if (base.grain == GHOTONA_NONE) return NO_DATE;
    ghotona_date date;
    switch (p->way) {
    case WAY_LAST: date = span_of_period(p, base.days.from, -1); break;
    case WAY_NEXT: date = span_of_period(p, base.days.from, 1); break;
    case WAY_AGO: date = away(base, p, -1); break;
    default: date = away(base, p, 1);
    }
    return date.days.from < days_from_civil(1, 1, 1) ? NO_DATE : date;
}

ghotona_date resolve_stretch(ghotona_date from, const struct period *p) {
    int days = whole_days(p, p->count);
    if (from.grain != GHOTONA_DAY || p->vague || p->count <= 0 || p->count > COUNT_MAX || p->unit == UNIT_MONTH || p->unit == UNIT_YEAR) return from;
    int32_t to = from.days.from + days - (p->unit != UNIT_HOUR);
    return to > from.days.from ? date_of(from.days.from, to, GHOTONA_RANGE) : from;
}

/* ---- what is remembered ------------------------------------------------------------------------------------------------------------- */

static bool about_day(const struct point *p) { return p->day || p->weekday || word_is(p, UNIT_DAY) || p->clock || p->daypart; }

void dating_told(struct dating *x, const struct point *p, ghotona_date date, uint32_t sentence) {
    x->last = date;
    bool bare_year = !p->month && !p->word && p->year;
    if (!bare_year || date.grain != GHOTONA_YEAR || !x->any_told) { x->told = date; x->any_told = true; }
    if (about_day(p)) { x->told_day = date; x->any_day = true; }
    if (date.grain == GHOTONA_NONE) return;
    int y, m, d;
    civil_from_days(date.days.from, &y, &m, &d);
    bool goes_on = !tells_year(p) && x->told_year == y && x->has_today && y != x->year;
    if ((tells_year(p) && !p->bangla) || goes_on) { x->told_year = y; x->told_year_sentence = sentence; }
    else if (p->day || p->weekday || p->word) x->told_year = 0;
}

void dating_weekday(struct dating *x, const struct point *p, ghotona_date date) {
    if (date.grain != GHOTONA_DAY || !x->has_today || x->has_weekday[p->weekday] || weekday_of(date.days.from) != p->weekday) return;
    if (x->today - date.days.from >= 7 || date.days.from - x->today >= 7) return;
    x->weekday[p->weekday] = date.days.from;
    x->has_weekday[p->weekday] = true;
}

bool point_agrees(struct dating *x, const struct point *p, enum tense tense) {
    if (!x->has_today || p->year || (p->word && p->word->code == BASIS_TOLD)) return true;
    struct point date = *p, beside = *p;
    date.weekday = 0;
    date.word = NULL;
    beside.month = beside.day = beside.day_to = 0;
    ghotona_date a = resolve_one(x, &date, tense, 0);
    if (a.grain != GHOTONA_DAY) return false;
    if (p->weekday) return weekday_of(a.days.from) == p->weekday;
    ghotona_date b = resolve_one(x, &beside, tense, 0);
    return b.grain == GHOTONA_NONE || (b.days.from <= a.days.from && a.days.to <= b.days.to);
}
