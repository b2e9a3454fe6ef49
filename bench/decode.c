/* The least that reading text can cost: decode every code point of a file and look its class up. decode FILE prints MB/s, the best
 * of some rounds over the same bytes in memory. */
#include "base/base.h"
#include "text/chars.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!f) return fputs("usage: decode FILE\n", stderr), 2;
    struct buf text = {0};
    static char part[1 << 20];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) buf_put(&text, part, n);
    fclose(f);
    size_t counts[256] = {0};
    double best = 1e9;
    for (int round = 0; round < 5; round++) {
        double begun = now();
        for (size_t i = 0, used; i < text.len; i += used) {
            uint32_t c = utf8_next(text.at + i, text.len - i, &used);
            counts[c == UTF8_BAD ? 0 : char_class(c) & 0xFF]++;
        }
        double took = now() - begun;
        if (took < best) best = took;
    }
    size_t all = 0;
    for (size_t i = 0; i < LENGTH(counts); i++) all += counts[i];
    printf("%.1f\n", (double)text.len / 1e6 / best);
    buf_free(&text);
    return all == 0;
}
