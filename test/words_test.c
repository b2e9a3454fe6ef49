/* The word lists of test/words: form, lemma, part of speech. A form passes when one of its analyses has that lemma (and part of
 * speech, where one is given). TAP; each list must keep the share that its first lines ask for: `# least 0.98`.
 * SPDX-License-Identifier: Apache-2.0 */
#include "words/words.h"
#include "cells.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const pos_names[] = {"", "noun", "adj", "adv", "post", "conj", "part", "det", "num", "intj", "pron", "verb", "name", "place"};

static bool has_reading(const pack *p, const struct term *t, str lemma, str pos) {
    for (int i = 0; i < t->count; i++) {
        const struct morph *m = &t->morph[i];
        str l = m->lemma != NO_WORD ? pack_word_text(p, m->lemma) : str_sub(t->fold, 0, m->stem);
        bool same_pos = pos.len == 0 || str_is(pos, pos_names[m->pos]) || (m->pos != POS_VERB && !str_is(pos, "verb"));
        if (str_eq(l, lemma) && same_pos) return true;
    }
    /* A word without any analysis is its own lemma. */
    return t->count == 0 && str_eq(t->fold, lemma);
}

static bool line_passes(struct arena *a, const pack *p, str form, str lemma, str pos) {
    struct tokens tokens = tokenize(a, &p->letters, form);
    struct terms terms = analyse(a, p, form, &tokens, NULL);
    char *folded = arena_alloc(a, fold_bound(lemma.len));
    str want = {folded, fold(&p->letters, lemma.at, lemma.len, folded, NULL)};
    return terms.len == 1 && has_reading(p, &terms.at[0], want, pos);
}

static void run_list(const pack *p, const char *path, int number) {
    FILE *f = fopen(path, "r");
    if (!f) { printf("not ok %d - %s cannot be opened\n", number, path); return; }
    struct arena a = {0};
    char *z = NULL;
    size_t cap = 0, right = 0, all = 0, line = 0;
    double least = 1;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        line++;
        str s = {z, (size_t)n - (z[n - 1] == '\n')};
        if (str_starts(s, STR("# least "))) least = strtod(z + 8, NULL);
        if (s.len == 0 || s.at[0] == '#') continue;
        bool ok = line_passes(&a, p, cell(s, 0), cell(s, 1), cell(s, 2));
        all++;
        right += ok;
        if (!ok) printf("# %s:%zu %.*s\n", path, line, (int)s.len, s.at);
        arena_reset(&a);
    }
    double share = all ? (double)right / (double)all : 0;
    printf("%s %d - %s: %zu of %zu right, %.3f, at least %.3f wanted\n", all && share >= least ? "ok" : "not ok", number, path, right, all, share, least);
    free(z);
    arena_free(&a);
    fclose(f);
}

/* same.tsv and search.tsv hold pairs and have tests of their own. */
static int is_list(const struct dirent *e) {
    return e->d_type != DT_DIR && str_ends(str_of(e->d_name), STR(".tsv")) && strcmp(e->d_name, "same.tsv") != 0 && strcmp(e->d_name, "search.tsv") != 0;
}

int main(int argc, char **argv) {
    const char *folder = argc > 1 ? argv[1] : "test/words";
    struct dirent **list;
    int n = scandir(folder, &list, is_list, alphasort);
    if (n < 1) return printf("1..1\nnot ok 1 - no list in %s\n", folder), 1;
    printf("1..%d\n", n);
    for (int i = 0; i < n; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
        run_list(ghotona_pack_builtin(), path, i + 1);
        free(list[i]);
    }
    free(list);
    return 0;
}
