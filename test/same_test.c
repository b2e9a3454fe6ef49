/* The pairs of test/words/same.tsv: form, form, same or different, noun or verb. A pair is taken for the same word when the best
 * analyses of its two forms share their lemma. TAP: the F1 of "same" for nouns and for verbs must keep what the lines
 * `# least noun 0.98` of the list ask for; pairs that fail are told.
 * SPDX-License-Identifier: Apache-2.0 */
#include "words/words.h"
#include "cells.h"
#include <stdio.h>
#include <stdlib.h>

struct score { const char *kind; size_t pairs, hits, said, wanted; double least; };

/* The lemma of the best analysis; a form without any is its own. */
static str best_lemma(struct arena *a, const pack *p, str form) {
    struct tokens tokens = tokenize(a, &p->letters, form);
    struct terms terms = analyse(a, p, form, &tokens, NULL);
    if (terms.len != 1) return form;
    const struct term *t = &terms.at[0];
    if (t->count == 0) return t->fold;
    return t->morph[0].lemma != NO_WORD ? pack_word_text(p, t->morph[0].lemma) : str_sub(t->fold, 0, t->morph[0].stem);
}

static void take_pair(struct score *s, struct arena *a, const pack *p, size_t line, str x, str y, bool same) {
    str lx = best_lemma(a, p, x), ly = best_lemma(a, p, y);
    bool said = str_eq(lx, ly);
    s->pairs++;
    s->wanted += same;
    s->said += said;
    s->hits += same && said;
    if (said != same)
        printf("# line %zu: %.*s (%.*s), %.*s (%.*s): %s wanted\n", line, (int)x.len, x.at, (int)lx.len, lx.at, (int)y.len, y.at, (int)ly.len, ly.at,
               same ? "same" : "different");
}

static struct score *score_of(struct score *scores, str kind) {
    for (int i = 0; i < 2; i++)
        if (str_is(kind, scores[i].kind)) return &scores[i];
    return NULL;
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "test/words/same.tsv";
    struct score scores[2] = {{.kind = "noun", .least = 1}, {.kind = "verb", .least = 1}};
    const pack *p = ghotona_pack_builtin();
    FILE *f = fopen(path, "r");
    if (!f) return printf("1..1\nnot ok 1 - %s cannot be opened\n", path), 1;
    printf("1..2\n");
    struct arena a = {0};
    char *z = NULL;
    size_t cap = 0, line = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        line++;
        str s = {z, (size_t)n - (z[n - 1] == '\n')};
        for (int i = 0; i < 2; i++) {
            char head[32];
            int len = snprintf(head, sizeof head, "# least %s ", scores[i].kind);
            if (str_starts(s, str_of(head))) scores[i].least = strtod(z + len, NULL);
        }
        if (s.len == 0 || s.at[0] == '#') continue;
        struct score *score = score_of(scores, cell(s, 3));
        if (score) take_pair(score, &a, p, line, cell(s, 0), cell(s, 1), str_is(cell(s, 2), "same"));
        else printf("# line %zu: neither noun nor verb\n", line);
        arena_reset(&a);
    }
    for (int i = 0; i < 2; i++) {
        const struct score *s = &scores[i];
        double f1 = s->said + s->wanted ? 2 * (double)s->hits / (double)(s->said + s->wanted) : 0;
        printf("%s %d - %ss: %zu pairs, precision %.3f, recall %.3f, F1 %.3f, at least %.3f wanted\n", s->pairs && f1 >= s->least ? "ok" : "not ok", i + 1,
               s->kind, s->pairs, s->said ? (double)s->hits / (double)s->said : 0, s->wanted ? (double)s->hits / (double)s->wanted : 0, f1, s->least);
    }
    free(z);
    arena_free(&a);
    fclose(f);
    return 0;
}
