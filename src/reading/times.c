/* When: expressions that fix a day, a month, a year or a span of them, resolved against the day of publication.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

/* What was found while an expression is read from left to right; 0 = not told. */
struct parts { int year, month, day, weekday; int lean; /* -1 গত, 1 আগামী, 0 */ bool this, relative; ghotona_date date; };

static int month_at(const struct doc *d, uint32_t i, uint32_t to) {
    struct found f = find_phrase(d, i, to, 1u << ENTRY_MONTH);
    return f.count == 1 && pack_entry(d->pack, f.entry)->b == 0 ? pack_entry(d->pack, f.entry)->a : 0;
}

static int weekday_at(const struct doc *d, uint32_t i, uint32_t to) {
    struct found f = find_phrase(d, i, to, 1u << ENTRY_WEEKDAY);
    return f.count == 1 ? pack_entry(d->pack, f.entry)->a : 0;
}

static bool key_at(const struct doc *d, uint32_t i, uint32_t to, enum key k) { return i < to && term_has_key(d->pack, term_at(d, i), k); }

/* A whole number in digits at term i, with a joined ordinal ending (৫ই, ২১শে); how many terms it takes. */
static uint32_t digits_at(const struct doc *d, uint32_t i, uint32_t to, int *value) {
    if (i >= to || term_at(d, i)->kind != TOKEN_NUMBER) return 0;
    str f = term_at(d, i)->fold;
    int v = 0;
    for (size_t k = 0; k < f.len; k++) {
        if (f.at[k] < '0' || f.at[k] > '9' || k > 3) return 0;
        v = v * 10 + (f.at[k] - '0');
    }
    *value = v;
    bool ending = i + 1 < to && term_at(d, i + 1)->kind == TOKEN_WORD && term_at(d, i + 1)->joined && term_at(d, i + 1)->fold.len <= 6;
    return ending ? 2 : 1;
}

static bool year_ok(int y) { return y >= 1900 && y <= 2100; }

/* "২০২৫ সালের", "২০২৫": a year at term i. Bare only where a month stands beside it. */
static uint32_t year_at(const struct doc *d, uint32_t i, uint32_t to, int *year, bool bare) {
    int y;
    uint32_t n = digits_at(d, i, to, &y);
    if (n != 1 || !year_ok(y)) return 0;
    *year = y;
    if (key_at(d, i + 1, to, KEY_YEAR)) return 2;
    return bare ? 1 : 0;
}

/* "১২ মার্চ", "মার্চের ১২ তারিখ": a day and a month at term i. */
static uint32_t day_month_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    int day;
    uint32_t n = digits_at(d, i, to, &day);
    if (n && day >= 1 && day <= 31 && i + n < to) {
        int month = month_at(d, i + n, to);
        if (month) { p->day = day; p->month = month; return n + 1; }
    }
    return 0;
}

/* A month by itself counts when it is bent, followed by মাস, or after a year or গত/আগামী: মে and মার্চ are words too. */
static uint32_t month_alone_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p, bool anchored) {
    int month = month_at(d, i, to);
    if (!month) return 0;
    const struct morph *m = term_nominal(term_at(d, i));
    bool named = key_at(d, i + 1, to, KEY_MONTH);
    if (!anchored && !named && !(m && m->kase != CASE_NOM)) return 0;
    p->month = month;
    return named ? 2 : 1;
}

static ghotona_date date_of(int32_t from, int32_t to, ghotona_grain grain) { return (ghotona_date){{from, to}, grain}; }

static ghotona_date month_of(int year, int month) {
    int next = month == 12 ? 1 : month + 1;
    return date_of(days_from_civil(year, month, 1), days_from_civil(month == 12 ? year + 1 : year, next, 1) - 1, GHOTONA_MONTH);
}

static ghotona_date year_of(int year) { return date_of(days_from_civil(year, 1, 1), days_from_civil(year, 12, 31), GHOTONA_YEAR); }

/* The year that brings a day or month nearest to publication, on the side that গত or আগামী ask for. */
static int year_near(const struct doc *d, int month, int day, int lean) {
    int y, m, dd, best = 0;
    int32_t nearest = INT32_MAX;
    civil_from_days(d->published, &y, &m, &dd);
    for (int k = y - 1; k <= y + 1; k++) {
        if (!civil_ok(k, month, day)) continue;
        int32_t off = days_from_civil(k, month, day) - d->published;
        if ((lean < 0 && off > 0) || (lean > 0 && off < -31)) continue;
        int32_t far = off < 0 ? -off : off;
        if (far < nearest) { nearest = far; best = k; }
    }
    return best;
}

/* 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t days) { return ((days % 7 + 7) % 7 + 3) % 7 + 1; }

static ghotona_date weekday_near(const struct doc *d, int weekday, int lean) {
    int32_t day = d->published;
    if (lean > 0) do day++; while (weekday_of(day) != weekday);
    else while (weekday_of(day) != weekday) day--;
    return date_of(day, day, GHOTONA_DAY);
}

static ghotona_date resolve(const struct doc *d, const struct parts *p) {
    if (p->date.grain != GHOTONA_NONE && !p->month) return p->date;
    if (p->month && p->day) {
        int year = p->year ? p->year : d->has_published ? year_near(d, p->month, p->day, p->lean) : 0;
        if (!year || !civil_ok(year, p->month, p->day)) return (ghotona_date){0};
        int32_t day = days_from_civil(year, p->month, p->day);
        return date_of(day, day, GHOTONA_DAY);
    }
    if (p->month) {
        int year = p->year ? p->year : d->has_published ? year_near(d, p->month, 1, p->lean) : 0;
        return year ? month_of(year, p->month) : (ghotona_date){0};
    }
    if (p->year) return year_of(p->year);
    if (p->weekday && d->has_published) return weekday_near(d, p->weekday, p->lean);
    return (ghotona_date){0};
}

/* A phrase of timewords.tsv: গতকাল, গত সপ্তাহে, চলতি বছরের. */
static uint32_t timeword_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    struct found f = find_phrase(d, i, to, 1u << ENTRY_TIME);
    if (!f.count) return 0;
    const struct entry *e = pack_entry(d->pack, f.entry);
    p->relative = true;
    p->lean = e->b < 0 ? -1 : e->b > 0 ? 1 : 0;
    if (!d->has_published) return f.count;
    int y, m, dd;
    civil_from_days(d->published, &y, &m, &dd);
    int32_t day = d->published;
    switch (e->a) {
    case UNIT_DAY: p->date = date_of(day + e->b, day + e->b, GHOTONA_DAY); break;
    case UNIT_WEEK: {
        int32_t monday = day - (weekday_of(day) - 1) + 7 * e->b;
        p->date = date_of(monday, monday + 6, GHOTONA_RANGE);
        break;
    }
    case UNIT_MONTH: {
        int k = y * 12 + m - 1 + e->b;
        p->date = month_of(k / 12, k % 12 + 1);
        break;
    }
    default: p->year = y + e->b; p->date = year_of(p->year);
    }
    return f.count;
}

/* "দুই দিন আগে", "তিন মাস পর": a number of units before or after publication. */
static uint32_t distance_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    struct number n = read_number(d, i, to);
    if (!n.count || n.value < 1 || n.value > 400 || n.ordinal || i + n.count + 1 >= to) return 0;
    uint32_t unit = i + n.count, way = unit + 1;
    bool days = key_at(d, unit, to, KEY_DAY), months = key_at(d, unit, to, KEY_MONTH), years = key_at(d, unit, to, KEY_YEAR);
    if (!(days || months || years) || !key_at(d, way, to, KEY_AGO)) return 0;
    p->relative = true;
    if (d->has_published) {
        int y, m, dd, v = (int)n.value;
        civil_from_days(d->published, &y, &m, &dd);
        int k = y * 12 + m - 1 - v;
        p->date = days ? date_of(d->published - v, d->published - v, GHOTONA_DAY) : months ? month_of(k / 12, k % 12 + 1) : year_of(y - v);
    }
    return way + 1 - i;
}

/* A date in brackets after a weekday: সোমবার (১৫ ডিসেম্বর). */
static uint32_t bracketed_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    if (i >= to || !term_sign(term_at(d, i), '(')) return 0;
    uint32_t n = day_month_at(d, i + 1, to, p), k = i + 1 + n;
    if (!n) return 0;
    if (k < to && term_sign(term_at(d, k), ',')) k++;
    k += year_at(d, k, to, &p->year, true);
    return k < to && term_sign(term_at(d, k), ')') ? k + 1 - i : 0;
}

/* The day and month with a year before or after it. */
static uint32_t calendar_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    uint32_t n = year_at(d, i, to, &p->year, false), k = i + n;
    uint32_t day = day_month_at(d, k, to, p);
    if (!day) day = month_alone_at(d, k, to, p, n > 0 || p->lean != 0 || p->this);
    k += day;
    if (day && !n) {
        uint32_t comma = k < to && term_sign(term_at(d, k), ',');
        uint32_t after = year_at(d, k + comma, to, &p->year, true);
        if (after) k += comma + after;
    }
    return k - i;
}

static uint32_t lean_at(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    if (key_at(d, i, to, KEY_LAST)) p->lean = -1;
    else if (key_at(d, i, to, KEY_NEXT)) p->lean = 1;
    else if (key_at(d, i, to, KEY_THIS)) p->this = true;
    else return 0;
    return 1;
}

static uint32_t weekday_part(const struct doc *d, uint32_t i, uint32_t to, struct parts *p) {
    p->weekday = weekday_at(d, i, to);
    return p->weekday ? 1 + bracketed_at(d, i + 1, to, p) : 0;
}

/* The expression that begins at term i: how many terms, with its date in *date. */
static uint32_t time_at(const struct doc *d, uint32_t i, uint32_t to, ghotona_date *date) {
    struct parts p = {0};
    uint32_t k = i, n = timeword_at(d, i, to, &p);
    if (n) {
        k += n;
        uint32_t more = weekday_part(d, k, to, &p);
        if (!more) more = calendar_at(d, k, to, &p);
        k += more;
    } else if ((n = distance_at(d, i, to, &p))) {
        k += n;
    } else {
        uint32_t lean = lean_at(d, i, to, &p), rest = weekday_part(d, i + lean, to, &p);
        if (!rest) rest = calendar_at(d, i + lean, to, &p);
        if (!rest) return 0;
        k += lean + rest;
    }
    *date = resolve(d, &p);
    return k - i;
}

void read_times(struct doc *d) {
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        struct sentence_in *in = &d->sentences[s];
        in->time_from = d->times.len;
        for (uint32_t i = in->from; i < in->to;) {
            ghotona_date date = {0};
            uint32_t n = term_at(d, i)->kind == TOKEN_PUNCT ? 0 : time_at(d, i, in->to, &date);
            if (n) {
                *vec_push(d->arena, &d->times) =
                    (struct time_in){i, i + n, {term_at(d, i)->start, term_at(d, i + n - 1)->end}, date};
                i += n;
            } else {
                i++;
            }
        }
        in->time_to = d->times.len;
    }
}
