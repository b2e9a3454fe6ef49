/* The Test Anything Protocol, as little of it as is needed. SPDX-License-Identifier: Apache-2.0 */
#ifndef TAP_H
#define TAP_H

#include "base/base.h"
#include <stdio.h>

static int tap_tests, tap_failures;

/* One test; its name is a printf format. */
#define ok(condition, ...) tap_report((condition), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((format(printf, 4, 5))) static inline void tap_report(bool good, const char *file, int line, const char *name, ...) {
    va_list args;
    va_start(args, name);
    printf(good ? "ok %d - " : "not ok %d - ", ++tap_tests);
    vprintf(name, args);
    printf("\n");
    va_end(args);
    if (!good) {
        tap_failures++;
        printf("# at %s:%d\n", file, line);
    }
}

/* A test that two texts are the same; tells both if they are not. */
#define same(got, want, ...) tap_same((got), (want), __FILE__, __LINE__, __VA_ARGS__)

#define tap_same(got, want, file, line, ...) do { \
        str tap_got = (got), tap_want = (want); \
        bool tap_good = str_eq(tap_got, tap_want); \
        tap_report(tap_good, file, line, __VA_ARGS__); \
        if (!tap_good) printf("#  got «%.*s»\n# want «%.*s»\n", (int)tap_got.len, tap_got.at, (int)tap_want.len, tap_want.at); \
    } while (0)

/* The plan, and the exit status of the program. */
static inline int tap_end(void) {
    printf("1..%d\n", tap_tests);
    return tap_failures != 0;
}

#endif
