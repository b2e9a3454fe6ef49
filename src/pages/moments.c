/* The first date of a line as outlets print it. The line is folded and cut into numbers, words and signs; dates, times and what is
 * said round them (datelines.tsv) are then looked for from left to right.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/moments.h"
#include "text/chars.h"

enum { LINE_MAX_BYTES = 1000, VALID_MAX = 3 * LINE_MAX_BYTES /* of bad bytes alone */, ITEMS = 256, PHRASE_ITEMS = 5 };
enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
enum { YEAR_FIRST = 1995, TIME_AFTER = 12 /* items between a date and its time */, TIME_BEFORE = 4, GREGORIAN_AFTER = 12 };
enum { ZONE_DHAKA = 6 * 60, ZONE_DHAKA_SUMMER = 7 * 60, ZONE_KOLKATA = 5 * 60 + 30 };

enum item_kind { ITEM_NUMBER, ITEM_WORD, ITEM_SIGN };
struct item { enum item_kind kind; uint16_t start, end; uint8_t digits; bool joined; int64_t number; };
struct line { const pack *pack; char text[VALID_MAX * FOLD_GROWTH + 8]; struct item at[ITEMS]; uint32_t len; };

/* ---- a line into items ----------------------------------------------------------------------------------------------------------- */

enum { VISARGA = 0x983, DIGITS_MAX = 18 };

static bool letter_at(str text, size_t at) {
    size_t used;
    return at < text.len && char_class(utf8_valid_next(text.at + at, &used)) == CHAR_LETTER;
}

static void put_item(struct line *l, enum item_kind kind, size_t start, size_t end) {
    struct item *last = l->len ? &l->at[l->len - 1] : NULL;
    bool joined = last && last->end == start;
    if (joined && last->kind == kind && kind != ITEM_SIGN) {
        last->end = (uint16_t)end;
        return;
    }
    if (l->len < ITEMS) l->at[l->len++] = (struct item){.kind = kind, .start = (uint16_t)start, .end = (uint16_t)end, .joined = joined};
}

static void count_digits(struct line *l) {
    for (uint32_t i = 0; i < l->len; i++) {
        struct item *it = &l->at[i];
        if (it->kind != ITEM_NUMBER) continue;
        size_t n = it->end - it->start;
        it->digits = (uint8_t)(n > DIGITS_MAX ? DIGITS_MAX + 1 : n);
        for (size_t k = it->start; k < it->end && it->digits <= DIGITS_MAX; k++) it->number = it->number * 10 + (l->text[k] - '0');
    }
}

/* A visarga is a sign where it stands for the colon (আপডেটঃ ১০ঃ৩০) and not within a word. */
static void cut_line(struct line *l, str text) {
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t c = utf8_valid_next(text.at + i, &used);
        enum char_class k = char_class(c);
        bool colon = c == VISARGA && !letter_at(text, i + used);
        if (k == CHAR_SPACE || k == CHAR_JOINER) continue;
        put_item(l, colon || k == CHAR_OTHER ? ITEM_SIGN : k == CHAR_DIGIT ? ITEM_NUMBER : ITEM_WORD, i, i + used);
    }
    count_digits(l);
}

/* The beginning of the text, valid and folded, in items. *map, where wanted: as fold has it. */
static void read_line(struct line *l, const pack *p, str text, uint32_t *map) {
    char valid[VALID_MAX];
    uint32_t bad;
    size_t len = utf8_mend(text.at, text.len < LINE_MAX_BYTES ? text.len : LINE_MAX_BYTES, valid, &bad);
    l->pack = p;
    l->len = 0;
    cut_line(l, (str){l->text, fold(&p->letters, valid, len, l->text, map)});
}

static bool is_kind(const struct line *l, uint32_t i, enum item_kind kind) { return i < l->len && l->at[i].kind == kind; }
static bool is_number(const struct line *l, uint32_t i, int least, int most) {
    return is_kind(l, i, ITEM_NUMBER) && l->at[i].digits >= least && l->at[i].digits <= most;
}
static str text_of(const struct line *l, uint32_t from, uint32_t to) {
    return (str){l->text + l->at[from].start, (size_t)(l->at[to - 1].end - l->at[from].start)};
}
static bool is_sign(const struct line *l, uint32_t i, char c) { return is_kind(l, i, ITEM_SIGN) && str_eq(text_of(l, i, i + 1), (str){&c, 1}); }
static bool is_colon(const struct line *l, uint32_t i) {
    size_t used;
    return is_sign(l, i, ':') || (is_kind(l, i, ITEM_SIGN) && utf8_valid_next(l->text + l->at[i].start, &used) == VISARGA);
}
static uint32_t skip_sign(const struct line *l, uint32_t i, const char *signs) {
    return is_kind(l, i, ITEM_SIGN) && l->at[i].end - l->at[i].start == 1 && strchr(signs, l->text[l->at[i].start]) ? i + 1 : i;
}

/* ---- what the pack knows of the words ----------------------------------------------------------------------------------------------- */

/* The longest phrase of datelines.tsv of this kind at i, and the item behind it; NULL if there is none. */
static const struct dateline *dateline_at(const struct line *l, uint32_t i, enum dateline_kind kind, uint32_t *end) {
    if (!is_kind(l, i, ITEM_WORD)) return NULL;
    for (uint32_t to = i + PHRASE_ITEMS < l->len ? i + PHRASE_ITEMS : l->len; to > i; to--) {
        const struct dateline *d = pack_dateline(l->pack, text_of(l, i, to));
        if (!d || d->kind != kind) continue;
        *end = to;
        return d;
    }
    return NULL;
}

static bool phrase_stands(const struct line *l, const struct phrase *p, uint32_t i) {
    const uint32_t *words = pack_words(l->pack, p->words);
    for (uint32_t k = 0; k < p->count; k++)
        if (i + k >= l->len || !str_eq(text_of(l, i + k, i + k + 1), pack_word_text(l->pack, words[k] & ~ELEMENT_VERB))) return false;
    return true;
}

/* The longest phrase of the name tables of this kind at i. */
static const struct entry *entry_at(const struct line *l, uint32_t i, enum entry_kind kind, uint32_t *end) {
    const struct entry *found = NULL;
    uint32_t w = is_kind(l, i, ITEM_WORD) ? pack_find(l->pack, text_of(l, i, i + 1)) : NO_WORD;
    if (w == NO_WORD || !(pack_word(l->pack, w)->kinds >> kind & 1)) return NULL;
    const struct word *word = pack_word(l->pack, w);
    for (uint32_t k = 0, longest = 0; k < word->phrase_count; k++) {
        const struct phrase *p = pack_phrase(l->pack, pack_phrase_list(l->pack, word)[k]);
        if (pack_entry(l->pack, p->entry)->kind != kind || p->count <= longest || !phrase_stands(l, p, i)) continue;
        longest = p->count;
        *end = i + longest;
        found = pack_entry(l->pack, p->entry);
    }
    return found;
}

static bool timepart_at(const struct line *l, uint32_t i, enum time_role role, uint32_t *end) {
    const struct entry *e = entry_at(l, i, ENTRY_TIMEPART, end);
    return e && e->sub == role;
}

static bool prefix_at(const struct line *l, uint32_t i, enum moment_kind *kind, uint32_t *end) {
    bool modified = dateline_at(l, i, DATELINE_MODIFIED, end) != NULL;
    if (!modified && !dateline_at(l, i, DATELINE_PUBLISHED, end) && !timepart_at(l, i, TIME_DATELINE, end)) return false;
    *kind = modified ? MOMENT_MODIFIED : MOMENT_PUBLISHED;
    return true;
}

/* ---- zones ---------------------------------------------------------------------------------------------------------------------------- */

/* Bangladesh put its clocks on at 2009-06-19 23:00 and back at the end of that year. */
static int32_t zone_at(enum moment_place place, int64_t utc) {
    const int64_t on = (int64_t)days_from_civil(2009, 6, 19) * DAY + 17 * HOUR, back = (int64_t)days_from_civil(2009, 12, 31) * DAY + 17 * HOUR;
    if (place == MOMENT_KOLKATA) return ZONE_KOLKATA;
    return utc >= on && utc < back ? ZONE_DHAKA_SUMMER : ZONE_DHAKA;
}

static int32_t zone_of(enum moment_place place, int32_t day, int32_t second) {
    int64_t local = (int64_t)day * DAY + second;
    int32_t summer = zone_at(place, local - ZONE_DHAKA_SUMMER * MINUTE);
    return summer == ZONE_DHAKA_SUMMER ? summer : zone_at(place, local - ZONE_DHAKA * MINUTE);
}

static int32_t floor_day(int64_t seconds) { return (int32_t)((seconds >= 0 ? seconds : seconds - (DAY - 1)) / DAY); }

static struct moment moment_at(int64_t utc, int32_t zone) {
    int64_t local = utc + (int64_t)zone * MINUTE;
    int32_t day = floor_day(local);
    return (struct moment){.day = day, .second = (int32_t)(local - (int64_t)day * DAY), .zone = zone};
}

/* ---- times ------------------------------------------------------------------------------------------------------------------------------ */

struct clock { int32_t second, zone; };

/* The hour that the part of the day makes of one from 1 to 12: রাত ১ is 1, রাত ১১ is 23. */
static int64_t hour_within(const struct dateline *part, int64_t hour) {
    if (hour < 1 || hour > 12) return hour;
    for (int64_t h = hour % 12; h < 24; h += 12)
        if (part->value <= part->to ? h >= part->value && h <= part->to : h >= part->value || h <= part->to) return h;
    return hour;
}

/* `+06:00`, `+0600`, at i; with `exact`, after a time to the second or a T, also `-05:00` and `+6`, which else may be another time or a
 * score. */
static bool offset_at(const struct line *l, uint32_t i, bool exact, int32_t *zone, uint32_t *end) {
    int sign = is_sign(l, i, '+') ? 1 : is_sign(l, i, '-') ? -1 : 0;
    if (!sign || !is_number(l, i + 1, 1, 4) || !l->at[i + 1].joined || l->at[i + 1].digits == 3) return false;
    int64_t n = l->at[i + 1].number, minutes = l->at[i + 1].digits == 4 ? n / 100 * 60 + n % 100 : n * 60;
    bool parted = l->at[i + 1].digits < 4 && is_colon(l, i + 2) && l->at[i + 2].joined && is_number(l, i + 3, 2, 2);
    if (l->at[i + 1].digits < 4 && !exact && (sign < 0 || !parted)) return false;
    if (parted) minutes += l->at[i + 3].number;
    if (minutes > 14 * 60) return false;
    *zone = (int32_t)(sign * minutes);
    *end = parted ? i + 4 : i + 2;
    return true;
}

static void zone_after(const struct line *l, uint32_t i, bool exact, int32_t *zone, uint32_t *end) {
    const struct dateline *named = dateline_at(l, skip_sign(l, i, "("), DATELINE_ZONE, end);
    if (!named) { offset_at(l, i, exact, zone, end); return; }
    *zone = named->value;
    if (named->value == 0) offset_at(l, *end, true, zone, end);     /* GMT+6 */
}

/* The minutes and seconds after the hour at i: 14:30, 14:30:05.123, 4টা ১৫ মিনিট. False: an hour alone. */
static bool minutes_after(const struct line *l, uint32_t i, int32_t *second, bool *exact, uint32_t *end) {
    bool point = is_sign(l, i, '.') && l->at[i].joined;
    if ((is_colon(l, i) || point) && is_number(l, i + 1, 2, 2) && l->at[i + 1].number < 60) {
        *second += (int32_t)l->at[i + 1].number * MINUTE;
        *end = i + 2;
        if (is_colon(l, i + 2) && is_number(l, i + 3, 2, 2) && l->at[i + 3].number <= 60) {
            *second += (int32_t)(l->at[i + 3].number < 60 ? l->at[i + 3].number : 59);
            *exact = true;
            *end = i + 4;
            if (is_sign(l, i + 4, '.') && is_number(l, i + 5, 1, DIGITS_MAX) && l->at[i + 5].joined) *end = i + 6;
        }
        return true;
    }
    uint32_t unit;
    if (!timepart_at(l, i, TIME_CLOCK, &i)) return false;
    *end = i;
    if (!is_number(l, i, 1, 2) || l->at[i].number >= 60 || !timepart_at(l, i + 1, TIME_MINUTE, &unit)) return false;
    *second += (int32_t)l->at[i].number * MINUTE;
    *end = unit;
    return true;
}

/* A time at i; an hour alone only with its part of the day, and with a point for the colon too. */
static bool time_at(const struct line *l, uint32_t i, struct clock *t, uint32_t *end) {
    const struct dateline *part = dateline_at(l, i, DATELINE_PART, &i), *after = NULL;
    if (!is_number(l, i, 1, 2) || l->at[i].number > 23) return false;
    int32_t second = 0;
    bool exact = i > 0 && is_kind(l, i - 1, ITEM_WORD) && l->at[i].joined && str_is(text_of(l, i - 1, i), "t");
    bool point = is_sign(l, i + 1, '.');
    *end = i + 1;
    bool minutes = minutes_after(l, i + 1, &second, &exact, end);
    if (!part) part = after = dateline_at(l, *end, DATELINE_PART, end);
    if (!part && (!minutes || point)) return false;
    if (!after && part && *end == i + 1) return false;
    t->second = second + (int32_t)(part ? hour_within(part, l->at[i].number) : l->at[i].number) * HOUR;
    t->zone = MOMENT_NO_ZONE;
    zone_after(l, *end, exact, &t->zone, end);
    return true;
}

/* ---- dates ------------------------------------------------------------------------------------------------------------------------------ */

struct date { int64_t year, month, day; bool bangla, timed; struct clock time; };

/* A month's name at i; *english where a year of two digits may follow, as RFC 822 has it. */
static bool month_at(const struct line *l, uint32_t i, struct date *d, bool *english, uint32_t *end) {
    const struct dateline *known = dateline_at(l, i, DATELINE_MONTH, end);
    const struct entry *named = known ? NULL : entry_at(l, i, ENTRY_MONTH, end);
    if (!known && !named) return false;
    d->month = known ? known->value : named->a;
    d->bangla = named && named->b;
    *english = known != NULL;
    *end = skip_sign(l, *end, ".");
    return true;
}

static uint32_t skip_ordinal(const struct line *l, uint32_t i) {
    uint32_t end;
    return dateline_at(l, i, DATELINE_ORDINAL, &end) ? end : i;
}

static bool year_at(const struct line *l, uint32_t i, bool english, struct date *d) {
    enum { CENTURY_TURNS = 69 };    /* of two digits: those from here on are of the last century */
    int64_t year = i < l->len ? l->at[i].number : 0;
    bool whole = is_number(l, i, 4, 4), cut = english && is_number(l, i, 2, 2) && !is_colon(l, i + 1);
    if (cut) year += year < CENTURY_TURNS ? 2000 : 1900;
    d->year = year;
    return whole || cut;
}

/* 23 January 2026, 23-Jan-26, ২৩শে জানুয়ারি, ২০২৬ */
static bool day_month_year(const struct line *l, uint32_t i, struct date *d, uint32_t *end) {
    bool english;
    if (!is_number(l, i, 1, 2)) return false;
    d->day = l->at[i].number;
    uint32_t at = skip_ordinal(l, i + 1);
    at = skip_sign(l, at, "-/.,");
    if (is_kind(l, at, ITEM_WORD) && str_is(text_of(l, at, at + 1), "of")) at++;
    if (!month_at(l, at, d, &english, &at)) return false;
    at = skip_sign(l, at, "-/,'");
    *end = at + 1;
    return year_at(l, at, english, d);
}

/* January 23, 2026; জানুয়ারি ২৩, ২০২৬; Jan 23 14:30:00 2026 */
static bool month_day_year(const struct line *l, uint32_t i, struct date *d, uint32_t *end) {
    bool english;
    if (!month_at(l, i, d, &english, &i) || !is_number(l, i, 1, 2)) return false;
    d->day = l->at[i].number;
    uint32_t at = skip_ordinal(l, i + 1), behind;
    at = skip_sign(l, at, ",");
    *end = at + 1;
    if (year_at(l, at, false, d)) return true;
    if (!english || !time_at(l, at, &d->time, &behind) || !year_at(l, behind, false, d)) return false;
    d->timed = true;
    *end = behind + 1;
    return true;
}

/* 2026-01-23, 2024/08/12, 23.01.2026: one sign between the numbers, nothing more of it after them. The day stands before the month unless
 * no month has that number. */
static bool numeric_date(const struct line *l, uint32_t i, struct date *d, uint32_t *end) {
    if (!is_number(l, i, 1, 4) || !is_number(l, i + 2, 1, 2) || !is_number(l, i + 4, 1, 4)) return false;
    str sign = is_kind(l, i + 1, ITEM_SIGN) ? text_of(l, i + 1, i + 2) : (str){0};
    if (sign.len != 1 || !strchr("-/.", sign.at[0]) || !is_sign(l, i + 3, sign.at[0])) return false;
    if (sign.at[0] == '.' && is_sign(l, i + 5, '.') && is_kind(l, i + 6, ITEM_NUMBER) && l->at[i + 6].joined) return false;
    const struct item *a = &l->at[i], *b = &l->at[i + 2], *c = &l->at[i + 4];
    if (a->digits == 4 && c->digits <= 2) *d = (struct date){.year = a->number, .month = b->number, .day = c->number};
    else if (a->digits <= 2 && c->digits == 4) *d = (struct date){.year = c->number, .month = b->number, .day = a->number};
    else return false;
    if (c->digits == 4 && d->month > 12 && d->day <= 12) *d = (struct date){.year = d->year, .month = d->day, .day = d->month};
    *end = i + 5;
    return true;
}

/* 20260123 at the head of the line, 20260123T143000. */
static bool compact_date(const struct line *l, uint32_t i, struct date *d, uint32_t *end) {
    if (i != 0 || !is_number(l, i, 8, 8)) return false;
    int64_t n = l->at[i].number;
    *d = (struct date){.year = n / 10000, .month = n / 100 % 100, .day = n % 100};
    *end = i + 1;
    if (!is_kind(l, i + 1, ITEM_WORD) || !str_is(text_of(l, i + 1, i + 2), "t") || !is_number(l, i + 2, 6, 6)) return true;
    int64_t t = l->at[i + 2].number;
    if (t / 10000 > 23 || t / 100 % 100 > 59 || t % 100 > 59) return true;
    d->time = (struct clock){(int32_t)(t / 10000 * HOUR + t / 100 % 100 * MINUTE + t % 100), MOMENT_NO_ZONE};
    d->timed = true;
    *end = i + 3;
    zone_after(l, *end, true, &d->time.zone, end);
    return true;
}

static bool date_at(const struct line *l, uint32_t i, struct date *d, uint32_t *end) {
    static bool (*const forms[])(const struct line *, uint32_t, struct date *, uint32_t *) = {
        numeric_date, day_month_year, month_day_year, compact_date};
    if (is_kind(l, i, ITEM_SIGN)) return false;
    for (size_t k = 0; k < LENGTH(forms); k++) {
        *d = (struct date){0};
        if (forms[k](l, i, d, end)) return true;
    }
    return false;
}

static bool day_of(const struct date *d, enum moment_place place, int32_t *day) {
    if (d->bangla) return days_from_bangla((int)d->year, (int)d->month, (int)d->day, place == MOMENT_KOLKATA, day);
    if (!civil_ok((int)d->year, (int)d->month, (int)d->day)) return false;
    *day = days_from_civil((int)d->year, (int)d->month, (int)d->day);
    return true;
}

/* ---- moments ------------------------------------------------------------------------------------------------------------------------------ */

struct search {
    const struct line *line; enum moment_place place; int64_t now;
    enum moment_kind kind;
    struct clock before; uint32_t before_end;       /* the last time met, and where it ended; 0: none */
    struct moment spare; uint32_t spare_end;        /* a date that gives way to a Gregorian one near behind it */
    bool spare_found;
};

static bool in_bounds(const struct search *s, const struct moment *m) {
    int64_t utc = (int64_t)m->day * DAY + (m->second < 0 ? 0 : m->second) - (m->zone == MOMENT_NO_ZONE ? ZONE_DHAKA : m->zone) * MINUTE;
    return m->day >= days_from_civil(YEAR_FIRST, 1, 1) && (!s->now || utc <= s->now + DAY);
}

/* The time that goes with a date which ends at `at`: not beyond the next prefix or Gregorian date. */
static bool time_after(const struct line *l, uint32_t at, struct clock *t) {
    int32_t zone = MOMENT_NO_ZONE;
    uint32_t last = at + TIME_AFTER < l->len ? at + TIME_AFTER : l->len;
    enum moment_kind kind;
    struct date other;
    while (at < last) {
        uint32_t end = at + 1;
        if (prefix_at(l, at, &kind, &end)) return false;
        if (date_at(l, at, &other, &end)) {
            if (!other.bangla) return false;
        } else if (time_at(l, at, t, &end)) {
            if (t->zone == MOMENT_NO_ZONE) t->zone = zone;
            return true;
        } else {
            const struct dateline *named = dateline_at(l, at, DATELINE_ZONE, &end);
            if (named) zone = named->value;
        }
        at = end;
    }
    return false;
}

/* The moment of a day that stands from item `start` to `end`, with the time beside it. */
static struct moment with_time(const struct search *s, int32_t day, uint32_t start, uint32_t end, const struct clock *own) {
    struct moment m = {.day = day, .second = -1, .zone = MOMENT_NO_ZONE, .kind = s->kind};
    struct clock t;
    bool before = s->before_end && start - s->before_end <= TIME_BEFORE;
    if (own) t = *own;
    else if (before) t = s->before;
    else if (!time_after(s->line, end, &t)) return m;
    m.second = t.second;
    m.zone = t.zone != MOMENT_NO_ZONE ? t.zone : zone_of(s->place, day, t.second);
    return m;
}

/* The seconds of a unit of time at i; 0: none that tells a day. */
static int64_t unit_at(const struct line *l, uint32_t i, double *count, uint32_t *end) {
    const struct dateline *d = dateline_at(l, i, DATELINE_UNIT, end);
    if (d) return d->value;
    if (timepart_at(l, i, TIME_MINUTE, end)) return MINUTE;
    const struct entry *e = entry_at(l, i, ENTRY_PERIOD, end);
    if (!e || e->y != 1 || e->x == 0) return 0;
    if (e->x > 0) *count = *count < 0 ? e->x : -1;
    return e->a == UNIT_HOUR ? HOUR : e->a == UNIT_DAY ? DAY : e->a == UNIT_WEEK ? 7 * DAY : 0;
}

/* A number in digits or words at i; -1: none, which a unit may bring with it (একদিন). */
static double count_at(const struct line *l, uint32_t *i) {
    uint32_t end;
    if (is_number(l, *i, 1, 4)) return (double)l->at[(*i)++].number;
    const struct dateline *d = dateline_at(l, *i, DATELINE_COUNT, &end);
    const struct entry *e = d ? NULL : entry_at(l, *i, ENTRY_NUMBER, &end);
    if (!d && (!e || e->sub != NUMBER_UNIT)) return -1;
    *i = end;
    return d ? d->value : e->x;
}

static bool ago_at(const struct line *l, uint32_t i, uint32_t *end) {
    if (dateline_at(l, i, DATELINE_AGO, end)) return true;
    uint32_t w = is_kind(l, i, ITEM_WORD) ? pack_find(l->pack, text_of(l, i, i + 1)) : NO_WORD;
    *end = i + 1;
    return pack_has_key(l->pack, w, KEY_AGO);
}

/* ৮ ঘণ্টা আগে, 1 hour 30 minutes ago. */
static bool span_ago(const struct search *s, uint32_t i, struct moment *m, uint32_t *end) {
    int64_t back = 0, finest = 7 * DAY;
    enum { PARTS = 3 };
    for (int part = 0; part < PARTS; part++) {
        double count = count_at(s->line, &i);
        int64_t unit = unit_at(s->line, i, &count, &i);
        if (!unit || count < 0) return false;
        back += (int64_t)count * unit;
        if (unit < finest) finest = unit;
        if (!ago_at(s->line, i, end)) continue;
        *m = moment_at(s->now - back, zone_at(s->place, s->now - back));
        if (finest >= DAY) *m = (struct moment){.day = m->day, .second = -1, .zone = MOMENT_NO_ZONE};
        m->kind = s->kind;
        return true;
    }
    return false;
}

/* গতকাল, আজ, today: a day counted from now. */
static bool day_named(const struct search *s, uint32_t i, int32_t *day, uint32_t *end) {
    const struct dateline *d = dateline_at(s->line, i, DATELINE_DAY, end);
    const struct entry *e = d ? NULL : entry_at(s->line, i, ENTRY_TIME, end);
    if (!d && (!e || e->a != UNIT_DAY || e->b > 0 || e->code != BASIS_ARTICLE)) return false;
    *day = moment_at(s->now, zone_at(s->place, s->now)).day + (d ? d->value : e->b);
    return true;
}

static void set_aside(struct search *s, struct moment m, uint32_t end) {
    if (s->spare_found || !in_bounds(s, &m)) return;
    s->spare = m;
    s->spare_end = end;
    s->spare_found = true;
}

/* What stands at i: 1 when it is the moment looked for, 0 when the search goes on at *end. */
static bool step(struct search *s, uint32_t i, struct moment *out, uint32_t *end) {
    struct date d;
    int32_t day;
    *end = i + 1;
    if (prefix_at(s->line, i, &s->kind, end)) return s->before_end = 0, false;
    if (s->now && span_ago(s, i, out, end)) return in_bounds(s, out);
    if (date_at(s->line, i, &d, end)) {
        if (!day_of(&d, s->place, &day)) return false;
        *out = with_time(s, day, i, *end, d.timed ? &d.time : NULL);
        if (d.bangla) return set_aside(s, *out, *end), false;
        return in_bounds(s, out);
    }
    if (s->now && day_named(s, i, &day, end)) return set_aside(s, with_time(s, day, i, *end, NULL), *end), false;
    if (s->now && dateline_at(s->line, i, DATELINE_NOW, end)) {
        *out = moment_at(s->now, zone_at(s->place, s->now));
        out->kind = s->kind;
        return set_aside(s, *out, *end), false;
    }
    if (time_at(s->line, i, &s->before, end)) s->before_end = *end;
    return false;
}

/* The whole line is the seconds or milliseconds since 1970. */
static bool epoch(const struct search *s, struct moment *m) {
    const struct line *l = s->line;
    bool fraction = l->len == 3 && is_sign(l, 1, '.') && is_kind(l, 2, ITEM_NUMBER) && l->at[2].joined;
    if ((l->len != 1 && !fraction) || !is_number(l, 0, 9, 13) || l->at[0].digits == 11) return false;
    *m = moment_at(l->at[0].digits > 11 ? l->at[0].number / 1000 : l->at[0].number, 0);
    return in_bounds(s, m);
}

static bool search(struct search *s, struct moment *out) {
    const struct line *l = s->line;
    if (epoch(s, out)) return true;
    for (uint32_t i = 0, end; i < l->len; i = end) {
        if (s->spare_found && i > s->spare_end + GREGORIAN_AFTER) break;
        enum moment_kind kind = s->kind;
        if (step(s, i, out, &end)) {
            if (s->spare_found && out->kind != s->spare.kind) break;
            if (s->spare_found && out->second < 0 && s->spare.second >= 0 && out->day == s->spare.day) *out = s->spare;
            return true;
        }
        if (s->spare_found && s->kind != kind) break;
    }
    *out = s->spare;
    return s->spare_found;
}

bool moment_read(const pack *p, str text, enum moment_place place, int64_t now, struct moment *out) {
    struct line line;
    read_line(&line, p, text, NULL);
    struct search s = {.line = &line, .place = place, .now = now};
    return search(&s, out);
}

struct moment moment_of(int64_t utc, enum moment_place place) { return moment_at(utc, zone_at(place, utc)); }

str moment_before(const pack *p, str text) {
    struct line line;
    uint32_t map[sizeof line.text + 1];
    if (text.len > LINE_MAX_BYTES) return text;
    read_line(&line, p, text, map);
    for (uint32_t i = 0, end; i < line.len; i++) {
        enum moment_kind kind;
        struct date date;
        struct clock clock;
        if (prefix_at(&line, i, &kind, &end) || date_at(&line, i, &date, &end) || time_at(&line, i, &clock, &end) ||
            entry_at(&line, i, ENTRY_WEEKDAY, &end))
            return str_sub(text, 0, map[line.at[i].start]);
    }
    return text;
}

str moment_iso(struct arena *arena, const struct moment *m) {
    int year, month, day;
    civil_from_days(m->day, &year, &month, &day);
    if (m->second < 0) return arena_printf(arena, "%04d-%02d-%02d", year, month, day);
    str time = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, m->second / HOUR, m->second / MINUTE % 60, m->second % 60);
    if (m->zone == MOMENT_NO_ZONE) return time;
    int zone = m->zone < 0 ? -m->zone : m->zone;
    return arena_printf(arena, "%.*s%c%02d:%02d", (int)time.len, time.at, m->zone < 0 ? '-' : '+', zone / 60, zone % 60);
}
