/* Days and their names. SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"

static void every_day(void) {
    bool good = true;
    int32_t expected = days_from_civil(1, 1, 1);
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; civil_ok(y, m, d); d++, expected++) {
                int y2, m2, d2;
                civil_from_days(expected, &y2, &m2, &d2);
                good = good && days_from_civil(y, m, d) == expected && y2 == y && m2 == m && d2 == d;
            }
    ok(good && expected == days_from_civil(10000, 1, 1), "every day from 0001 to 9999, both ways, without a gap");
}

static void iso(const char *text, int year, int month, int day) {
    int32_t days = 0;
    ok(days_from_iso(str_of(text), &days) && days == days_from_civil(year, month, day), "«%s» is a day", text);
}

static void no_iso(const char *text) {
    int32_t days;
    ok(!days_from_iso(str_of(text), &days), "«%s» is no day", text);
}

int main(void) {
    ok(days_from_civil(1970, 1, 1) == 0, "1970-01-01 is day 0");
    ok(days_from_civil(1969, 12, 31) == -1, "the day before is -1");
    ok(days_from_civil(1971, 12, 16) == 714, "16 December 1971");
    ok(days_from_civil(2000, 3, 1) - days_from_civil(2000, 2, 28) == 2, "2000 is a leap year");
    ok(days_from_civil(1900, 3, 1) - days_from_civil(1900, 2, 28) == 1, "1900 is none");
    every_day();
    ok(civil_ok(2024, 2, 29) && !civil_ok(2023, 2, 29) && !civil_ok(2100, 2, 29), "29 February");
    ok(!civil_ok(2024, 0, 1) && !civil_ok(2024, 13, 1) && !civil_ok(2024, 4, 31) && !civil_ok(2024, 1, 0) && !civil_ok(0, 1, 1),
       "no month 0 or 13, no day 0 or 31 April, no year 0");
    iso("2026-02-07", 2026, 2, 7);
    iso("2026-02-07T10:00+06:00", 2026, 2, 7);
    iso("2026-02-07 10:00", 2026, 2, 7);
    iso("0001-01-01", 1, 1, 1);
    static const char *const none[] = {"", "2026", "2026-02", "2026-2-7", "2026-02-30", "2026-13-01", "20260207", "2026/02/07",
                                       " 2026-02-07", "2026-02-071", "+026-02-07", "২০২৬-০২-০৭", "7 Feb 2026"};
    for (size_t i = 0; i < LENGTH(none); i++) no_iso(none[i]);
    return tap_end();
}
