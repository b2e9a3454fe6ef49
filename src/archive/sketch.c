/* MinHash in one permutation (Li, Owen, Zhang 2012) with empty slots filled from others (Shrivastava 2017). Of each least hash eight bits
 * are kept: that two differ and yet agree in them is reckoned with. SPDX-License-Identifier: Apache-2.0 */
#include "archive/sketch.h"
#include <stdlib.h>

static uint64_t mix(uint64_t x) {       /* splitmix64 */
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

static uint64_t *pairs_of_text(const pack *language, struct arena *arena, str text, uint32_t *count) {
    struct tokens tokens = tokenize(arena, &language->letters, text);
    uint64_t *pairs = arena_space(arena, (tokens.len + 1) * sizeof *pairs), before = 0;
    uint32_t n = 0, words = 0;
    for (uint32_t i = 0; i < tokens.len; i++) {
        if (tokens.at[i].kind == TOKEN_PUNCT) continue;
        str word = token_fold(&tokens, i);
        uint64_t hash = hash_bytes(word.at, word.len);
        if (words++) pairs[n++] = mix(before * 3 + hash);
        before = hash;
    }
    *count = n;
    return pairs;
}

static str with_title(struct arena *arena, str title, str body) {
    return arena_printf(arena, "%.*s\n%.*s", (int)title.len, title.at, (int)body.len, body.at);
}

static uint64_t *pairs_of(const pack *language, struct arena *arena, str title, str body, uint32_t *count) {
    uint64_t *pairs = pairs_of_text(language, arena, body, count);
    if (*count < SKETCH_SHORT && title.len) pairs = pairs_of_text(language, arena, with_title(arena, title, body), count);
    return pairs;
}

static int order_of(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

uint32_t sketch_pairs(const pack *language, struct arena *arena, str title, str body, const uint64_t **out) {
    uint32_t count, n = 0;
    uint64_t *pairs = pairs_of(language, arena, title, body, &count);
    qsort(pairs, count, sizeof *pairs, order_of);
    for (uint32_t i = 0; i < count; i++)
        if (n == 0 || pairs[i] != pairs[n - 1]) pairs[n++] = pairs[i];
    *out = pairs;
    return n;
}

/* How many of them are different, by a table of what was seen. */
static uint32_t count_different(struct arena *arena, const uint64_t *pairs, uint32_t count) {
    size_t slots = 16;
    uint32_t different = 0;
    while (slots < (size_t)count * 2) slots *= 2;
    uint64_t *seen = arena_new(arena, uint64_t, slots);
    for (uint32_t i = 0; i < count; i++) {
        size_t at = pairs[i] & (slots - 1);
        while (seen[at] && seen[at] != pairs[i]) at = (at + 1) & (slots - 1);
        different += seen[at] == 0;
        seen[at] = pairs[i];
    }
    return different;
}

enum { SLOT_BITS = 7 };

/* An empty slot takes what stands in another, chosen by its own number: texts alike choose alike. */
static void fill_empty(const bool *full, struct sketch *sketch) {
    for (uint64_t i = 0; i < SKETCH_SLOTS; i++) {
        uint64_t from = i;
        for (uint64_t turn = 1; !full[from]; turn++) from = mix(i << 32 | turn) % SKETCH_SLOTS;
        sketch->slots[i] = sketch->slots[from];
    }
}

void sketch_of(const pack *language, struct arena *arena, str title, str body, struct sketch *sketch) {
    uint64_t least[SKETCH_SLOTS];
    bool full[SKETCH_SLOTS] = {false};
    uint32_t count;
    const uint64_t *pairs = pairs_of(language, arena, title, body, &count);
    *sketch = (struct sketch){.pairs = count_different(arena, pairs, count)};
    for (uint32_t i = 0; i < count; i++) {
        uint64_t slot = pairs[i] >> (64 - SLOT_BITS), rest = pairs[i] << SLOT_BITS;
        if (full[slot] && least[slot] <= rest) continue;
        full[slot] = true;
        least[slot] = rest;
        sketch->slots[slot] = (uint8_t)(mix(rest) & 0xFF);
    }
    if (count) fill_empty(full, sketch);
}

double sketch_alike(const uint8_t *a, const uint8_t *b) {
    static const double chance = 1.0 / 256;
    int same = 0;
    for (int i = 0; i < SKETCH_SLOTS; i++) same += a[i] == b[i];
    double alike = ((double)same / SKETCH_SLOTS - chance) / (1 - chance);
    return alike > 0 ? alike : 0;
}
