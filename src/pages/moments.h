/* Dates as outlets print them: "প্রকাশ: ২৩ জানুয়ারি ২০২৬, ১৪:৩০", "৮ ঘণ্টা আগে", RFC 822, ISO 8601, both Bangla calendars. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "base/base.h"
#include "pack/pack.h"

enum moment_kind { MOMENT_NONE, MOMENT_PUBLISHED, MOMENT_MODIFIED };    /* what the words before it say (প্রকাশ, আপডেট) */
struct moment {
    int32_t day;            /* since 1970-01-01, in its own zone */
    int32_t second;         /* of the day, or -1 */
    int32_t zone;           /* minutes east of UTC, or MOMENT_NO_ZONE */
    enum moment_kind kind;
};
#define MOMENT_NO_ZONE INT32_MIN

/* The zone of an outlet by the clues given (URL host, og:locale, name of the outlet): Kolkata (+05:30), else Dhaka (+06:00; +07:00 from
 * 2009-06-19 23:00 to 2009-12-31). */
enum moment_place { MOMENT_DHAKA, MOMENT_KOLKATA };
/* Read the first date in `text`. Relative dates ("৮ ঘণ্টা আগে", "গতকাল") count from `now` (seconds since 1970 UTC), and are not read when it
 * is 0. False if there is none, or if it lies before 1995 or more than a day after `now` (where known). */
bool moment_read(const ghotona_pack *pack, str text, enum moment_place place, int64_t now, struct moment *out);
/* The moment that is so many seconds after 1970 UTC, by the clock of a place. */
struct moment moment_of(int64_t utc, enum moment_place place);
/* What stands before the first date, time or day of the week in a line, or before the word that leads to it (প্রকাশ); all of it if there is none. */
str moment_before(const ghotona_pack *pack, str text);
/* ISO 8601, as exact as the moment is: 2026-01-23 or 2026-01-23T14:30:00+06:00. */
str moment_iso(struct arena *arena, const struct moment *m);

#endif
