/* Inside the reading of times: what an expression says (times.c) and the day it stands for (dating.c). */
#ifndef TIMES_H
#define TIMES_H

#include "reading/reading.h"

enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE };

/* What one point in time was told by; 0: not told. */
struct point {
    int year, month, day;
    int year_to, month_to, day_to;              /* the other end of what is written as one: ১০–১২ জানুয়ারি, এপ্রিল–নভেম্বর, ২০২৪–২৫ */
    int weekday;
    int lean;                                   /* -1 গত, 1 আগামী */
    bool this, every, clock, daypart, bangla, fiscal, bracketed, impossible;
    const struct entry *word;                   /* a line of timewords.tsv */
};

enum way { WAY_NONE, WAY_LAST, WAY_NEXT, WAY_AGO, WAY_LATER, WAY_LASTING };
/* A length of time and where it lies: গত ছয় মাসে, দুই দিন আগে, তিন দিন পর. */
struct period { double count, count_to; int unit; enum way way; bool vague, open, from_today, from_told; };

/* What resolving needs to know of the article so far. */
struct dating {
    const struct doc *d;
    bool has_today;
    int32_t today;
    int year, month, day;                       /* today's */
    ghotona_date told, told_day;                /* the last time told, and the last day; no grain: told, but not to be fixed */
    ghotona_date last;                          /* like told, bare years too, which tell no day but do tell ওই বছর */
    bool any_told, any_day;
    int told_year; uint32_t told_year_sentence; /* the last year told expressly */
    int32_t weekday[8]; bool has_weekday[8];    /* days told with their weekday: সোমবার (৮ জুন) */
    const struct entry *calendar; bool calendar_sought;     /* of calendars.tsv; found when first wanted */
};

void dating_begin(struct dating *x, const struct doc *d);
ghotona_date resolve_point(struct dating *x, const struct point *p, enum tense tense, uint32_t sentence);
ghotona_date resolve_period(struct dating *x, const struct period *p);
/* From one point to another; the second may leave out what the first says. */
ghotona_date resolve_range(struct dating *x, struct point *from, struct point *to, enum tense tense, uint32_t sentence);
/* So many units from a day on: মঙ্গলবার থেকে টানা তিন দিন. */
ghotona_date resolve_stretch(ghotona_date from, const struct period *p);
/* Remembers a time for those that lean on it. */
void dating_told(struct dating *x, const struct point *p, ghotona_date date, uint32_t sentence);
/* Remembers which day a weekday's name stands for in this article. */
void dating_weekday(struct dating *x, const struct point *p, ghotona_date date);
/* True if a day and month may be those of the weekday or the time word beside them. */
bool point_agrees(struct dating *x, const struct point *p, enum tense tense);

static inline bool year_ok(int y) { return y >= 1000 && y <= 2199; }

#endif
