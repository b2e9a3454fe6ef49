/* The times of test/words/dates.txt, read through the public interface: every expression in its order, with its value. TAP.
 * SPDX-License-Identifier: Apache-2.0 */
#include "output/output.h"
#include "unit/tap.h"
#include "cells.h"
#include <stdlib.h>

static void put_expression(struct buf *to, str text, const ghotona_time *t) {
    if (to->len) buf_text(to, "; ");
    buf_str(to, str_sub(text, t->span.start, t->span.end));
    buf_text(to, " = ");
    if (t->date.grain == GHOTONA_NONE) buf_byte(to, '?');
    else output_date(to, t->date);
}

/* "2025-05-20@anandabazar.com" → the day and the outlet. */
static void set_published(ghotona_article *a, str day) {
    size_t at = 0;
    while (at < day.len && day.at[at] != '@') at++;
    if (!str_is(day, "-")) a->published = str_sub(day, 0, at);
    if (at < day.len) a->outlet = str_sub(day, at + 1, day.len);
}

static void run_line(ghotona_reader *reader, str line) {
    ghotona_article article = {.body = cell(line, 1)};
    const ghotona_reading *reading = NULL;
    struct buf got = {0};
    set_published(&article, cell(line, 0));
    if (ghotona_read(reader, &article, false, &reading) == GHOTONA_OK)
        for (size_t i = 0; i < reading->time_count; i++) put_expression(&got, reading->text, &reading->times[i]);
    same(buf_view(&got), cell(line, 2), "%.*s", (int)article.body.len, article.body.at);
    buf_free(&got);
}

/* Expressions without end take time in proportion to their number. */
static void run_long(ghotona_reader *reader, const char *piece) {
    struct buf body = {0};
    const ghotona_reading *reading = NULL;
    while (body.len < 1 << 19) buf_text(&body, piece);
    ghotona_article article = {.body = buf_view(&body), .published = STR("2025-12-24")};
    ok(ghotona_read(reader, &article, false, &reading) == GHOTONA_OK, "half a mebibyte of «%s»", piece);
    buf_free(&body);
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "test/words/dates.txt";
    FILE *f = fopen(path, "r");
    if (!f) return printf("1..1\nnot ok 1 - %s cannot be opened\n", path), 1;
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    char *z = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        str line = {z, (size_t)n - (z[n - 1] == '\n')};
        if (line.len && line.at[0] != '#') run_line(reader, line);
    }
    static const char *const pieces[] = {"১, ", "১ থেকে ", "গত ", "প্রায় ", "সোমবার (", "২০২৫ ও ", "রাত ", "'৭১", "এক ", "জুলাই-", "কাল "};
    for (size_t i = 0; i < LENGTH(pieces); i++) run_long(reader, pieces[i]);
    free(z);
    fclose(f);
    ghotona_reader_free(reader);
    return tap_end();
}
