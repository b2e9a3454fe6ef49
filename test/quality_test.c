/* What is suspected of the texts of test/pages/quality.tsv. TAP. SPDX-License-Identifier: Apache-2.0 */
#include "pages/quality.h"
#include "unit/tap.h"
#include "cells.h"
#include <math.h>
#include <stdlib.h>

/* The text with `\n` as newlines. */
static void put_text(struct buf *to, str text) {
    for (size_t i = 0; i < text.len; i++) {
        bool newline = text.at[i] == '\\' && i + 1 < text.len && text.at[i + 1] == 'n';
        buf_byte(to, newline ? '\n' : text.at[i]);
        i += newline;
    }
}

static void put_suspicion(struct buf *to, bool suspected, const char *name) {
    if (!suspected) return;
    if (to->len) buf_byte(to, ',');
    buf_text(to, name);
}

static void run_line(str line) {
    struct buf text = {0}, got = {0};
    struct quality q = {.encoding = "Bijoy", .bad_bytes = 7};
    put_text(&text, cell(line, 0));
    quality_judge(ghotona_pack_builtin(), buf_view(&text), &q);
    put_suspicion(&got, q.truncated, "truncated");
    put_suspicion(&got, q.ocr_noise, "noise");
    put_suspicion(&got, q.boilerplate, "boilerplate");
    if (!got.len) buf_byte(&got, '-');
    buf_printf(&got, " %ld", lround((double)q.bengali * 100));
    str want = cell(line, 1).len ? cell(line, 1) : STR("-");
    struct buf wanted = {0};
    buf_printf(&wanted, "%.*s %.*s", (int)want.len, want.at, (int)cell(line, 2).len, cell(line, 2).at);
    same(buf_view(&got), buf_view(&wanted), "%.*s", (int)cell(line, 0).len, cell(line, 0).at);
    ok(q.bad_bytes == 7 && q.encoding, "… what was known stays");
    buf_free(&text);
    buf_free(&got);
    buf_free(&wanted);
}

/* What repeats without end takes time in proportion. */
static void run_long(const char *piece) {
    struct buf text = {0};
    struct quality q = {0};
    while (text.len < 1 << 20) buf_text(&text, piece);
    quality_judge(ghotona_pack_builtin(), buf_view(&text), &q);
    ok(true, "a mebibyte of «%.*s»", (int)strcspn(piece, "\n"), piece);
    buf_free(&text);
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "test/pages/quality.tsv";
    FILE *f = fopen(path, "r");
    if (!f) return printf("1..1\nnot ok 1 - %s cannot be opened\n", path), 1;
    char *z = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        str line = {z, (size_t)n - (z[n - 1] == '\n')};
        if (line.len && line.at[0] != '#') run_line(line);
    }
    free(z);
    fclose(f);
    static const char *const pieces[] = {"\n", " ", "ক\n", "আরও পড়ুন ", ")", "...", "্", "ঢাকায় বৈঠক ", "ঢাকায় বৈঠক হয়েছে\n"};
    for (size_t i = 0; i < LENGTH(pieces); i++) run_long(pieces[i]);
    return tap_end();
}
