/* The two Bangla calendars. Bangladesh counts months of fixed length from 14 April; West Bengal and its neighbours begin a month on
 * the day after the sun enters a sign of the sidereal zodiac, as the Surya Siddhanta reckons it (the constants and the way are those
 * of Reingold and Dershowitz, Calendrical Calculations, "Hindu calendars"). SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"
#include <math.h>

enum { YEARS_BEHIND = 593, REVISED = 1426 };    /* year 1 began in 594; from 1426 on six months have 31 days and not five */
enum { FALGUN = 11, BANGLA_MONTHS = 12, YEAR_MIN = 1000, YEAR_MAX = 1600 };

static bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int reformed_days(int year, int month) {
    bool revised = year >= REVISED;
    if (month <= (revised ? 6 : 5)) return 31;
    if (month != FALGUN) return 30;
    return (revised ? 29 : 30) + leap(year + YEARS_BEHIND + 1);     /* Falgun holds the end of February */
}

static int32_t reformed_first(int year, int month) {
    int32_t day = days_from_civil(year + YEARS_BEHIND, 4, 14);
    for (int m = 1; m < month; m++) day += reformed_days(year, m);
    return day;
}

static const double SIDEREAL_YEAR = 365.0 + 279457.0 / 1080000.0, APOGEE = 77.2833, DEGREES = 57.295779513082321, EPICYCLE = 14.0 / 360;
static const double KALI_EPOCH = -1852122.0, UJJAIN_TO_INDIA = 27.0 / 1440;     /* days since 1970; of a day */
enum { KALI_AHEAD = 3694 };                     /* years of the Kali era told more than Bangla ones */

/* The sun's place in degrees, t days after the epoch of the Kali era; not brought into one circle. */
static double sun_at(double t) {
    double mean = 360 * t / SIDEREAL_YEAR, sine = sin((mean - APOGEE) / DEGREES);
    return mean - DEGREES * asin(sine * EPICYCLE * (1 - fabs(sine) / 42));
}

/* The month's first day: the one after the sun has entered its sign. */
static int32_t traditional_first(int year, int month) {
    double place = 360.0 * (year + KALI_AHEAD) + 30.0 * (month - 1), t = place / 360 * SIDEREAL_YEAR;
    for (int i = 0; i < 5; i++) t += (place - sun_at(t)) / 360 * SIDEREAL_YEAR;
    return (int32_t)floor(KALI_EPOCH + t + UJJAIN_TO_INDIA) + 1;
}

int32_t bangla_month_first(int year, int month, bool traditional) {
    if (month > BANGLA_MONTHS) { year++; month -= BANGLA_MONTHS; }
    return traditional ? traditional_first(year, month) : reformed_first(year, month);
}

bool days_from_bangla(int year, int month, int day, bool traditional, int32_t *days) {
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > BANGLA_MONTHS || day < 1) return false;
    *days = bangla_month_first(year, month, traditional) + day - 1;
    return *days < bangla_month_first(year, month + 1, traditional);
}

int bangla_year_of(int32_t day, bool traditional) {
    int y, m, d;
    civil_from_days(day, &y, &m, &d);
    int year = y - YEARS_BEHIND;
    return day < bangla_month_first(year, 1, traditional) ? year - 1 : year;
}
