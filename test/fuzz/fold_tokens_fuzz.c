/* Folding, aksharas, tokens and sentences of any valid text: spans stand in order within the text and on letters. */
#include "pack/pack.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_letter(str text, size_t at) { return at == text.len || (at < text.len && ((unsigned char)text.at[at] & 0xC0) != 0x80); }

static void check_fold(const struct letters *letters, str text) {
    char *to = must_alloc(fold_bound(text.len));
    uint32_t *map = must_alloc((fold_bound(text.len) + 1) * sizeof *map);
    size_t n = fold(letters, text.at, text.len, to, map);
    if (n > fold_bound(text.len) || utf8_valid_len(to, n) != n || map[n] != text.len) abort();
    for (size_t i = 0; i < n; i++)
        if (map[i] >= text.len || !on_letter(text, map[i]) || (i && map[i] < map[i - 1])) abort();
    char *twice = must_alloc(fold_bound(n));
    size_t m = fold(letters, to, n, twice, NULL);
    if (m > fold_bound(n)) abort();
    free(twice);
    free(map);
    free(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct letters *letters = &ghotona_pack_builtin()->letters;
    str text = {(const char *)data, utf8_valid_len((const char *)data, size)};
    struct arena a = {0};
    if (text.len) check_fold(letters, text);
    for (size_t i = 0; i < text.len;) {
        size_t end = akshara_end(text.at, text.len, i);
        if (end <= i || end > text.len || !on_letter(text, end)) abort();
        i = end;
    }
    struct tokens t = tokenize(&a, letters, text);
    for (uint32_t i = 0; i < t.len; i++) {
        const struct token *k = &t.at[i];
        if (k->start >= k->end || k->end > text.len || (i && k->start < t.at[i - 1].end)) abort();
        if (!on_letter(text, k->start) || !on_letter(text, k->end)) abort();
        str f = token_fold(&t, i);
        if (utf8_valid_len(f.at, f.len) != f.len) abort();
    }
    for (int titled = 0; titled < 2; titled++) {
        struct sentences s = split_sentences(&a, letters, text, &t, titled != 0);
        for (uint32_t i = 0; i < s.len; i++) {
            const struct sentence *x = &s.at[i];
            if (x->start > x->end || x->end > text.len || x->from > x->to || x->to > t.len) abort();
            if (x->to - x->from > SENTENCE_TOKENS_MAX) abort();
            if (i && (x->start < s.at[i - 1].end || x->from < s.at[i - 1].to)) abort();
            if (!on_letter(text, x->start) || !on_letter(text, x->end)) abort();
        }
    }
    arena_free(&a);
    return 0;
}
