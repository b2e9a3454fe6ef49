/* Gregorian days. The two conversions are Howard Hinnant's chrono-compatible low-level date algorithms: years begin in March, so
 * that the leap day is the last, and are counted in eras of 400. SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

enum { ERA_DAYS = 146097, EPOCH = 719468 };     /* days in 400 years; from 0000-03-01 to 1970-01-01 */

int32_t days_from_civil(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH;
}

void civil_from_days(int32_t days, int *year, int *month, int *day) {
    int64_t z = (int64_t)days + EPOCH;
    int era = (int)((z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS);
    int day_of_era = (int)(z - (int64_t)era * ERA_DAYS);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

bool civil_ok(int year, int month, int day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_days(year, month);
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* The number in n digits, or -1. */
static int digits(const char *s, int n) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!digit(s[i])) return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

bool days_from_iso(str s, int32_t *days) {
    if (s.len < 10 || s.at[4] != '-' || s.at[7] != '-' || (s.len > 10 && digit(s.at[10]))) return false;
    int year = digits(s.at, 4), month = digits(s.at + 5, 2), day = digits(s.at + 8, 2);
    if (!civil_ok(year, month, day)) return false;
    *days = days_from_civil(year, month, day);
    return true;
}
