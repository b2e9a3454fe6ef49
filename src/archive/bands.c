/* Chains of sketches by what stands in a band, newest first: one that has left the window, or whose place another took, ends a chain.
 * SPDX-License-Identifier: Apache-2.0 */
#include "archive/bands.h"
#include <stdlib.h>

static const uint32_t NONE = UINT32_MAX;

static uint32_t band_value(const struct sketch *s, uint32_t band) {
    uint32_t value;
    memcpy(&value, s->slots + band * BAND_SLOTS, sizeof value);
    return value;
}

static uint32_t head_of(const struct bands *b, const struct sketch *s, uint32_t band) {
    uint64_t key = (uint64_t)band << 32 | band_value(s, band);
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 24) & (b->room * BANDS - 1);
}

/* A node whose place another took belongs to another chain or is newer. */
static bool is_linked(const struct bands *b, uint32_t node, uint32_t head, uint32_t before) {
    return node != NONE && b->nodes[node].head == head && b->nodes[node].member >= b->first && b->nodes[node].member <= before;
}

static void link_band(struct bands *b, uint32_t number, uint32_t band) {
    uint32_t head = head_of(b, bands_sketch(b, number), band), node = (number & (b->room - 1)) * BANDS + band;
    b->nodes[node] = (struct band_node){number, is_linked(b, b->heads[head], head, number) ? b->heads[head] : NONE, head};
    b->heads[head] = node;
}

/* Those that still stand for their text stay in the order they came. */
static void grow(struct bands *b) {
    struct bands wider = *b;
    wider.room = b->room ? b->room * 2 : 1024;
    wider.sketches = must_alloc(wider.room * sizeof *wider.sketches);
    wider.nodes = must_alloc((size_t)wider.room * BANDS * sizeof *wider.nodes);
    wider.heads = must_alloc((size_t)wider.room * BANDS * sizeof *wider.heads);
    wider.seen = must_alloc(wider.room * sizeof *wider.seen);
    memset(wider.nodes, 0xFF, (size_t)wider.room * BANDS * sizeof *wider.nodes);
    memset(wider.heads, 0xFF, (size_t)wider.room * BANDS * sizeof *wider.heads);
    memset(wider.seen, 0xFF, wider.room * sizeof *wider.seen);
    for (uint32_t i = b->first; b->room && i < b->next; i++) {
        wider.sketches[i & (wider.room - 1)] = *bands_sketch(b, i);
        for (uint32_t band = 0; band < BANDS && bands_sketch(b, i)->pairs; band++)
            if (b->nodes[(i & (b->room - 1)) * BANDS + band].member == i) link_band(&wider, i, band);
    }
    free(b->sketches);
    free(b->nodes);
    free(b->heads);
    free(b->seen);
    *b = wider;
}

static void look_through(struct bands *b, uint32_t number, uint32_t band) {
    uint32_t before = number, value = band_value(bands_sketch(b, number), band), from = b->found.len, members = 0;
    uint32_t head = head_of(b, bands_sketch(b, number), band);
    for (uint32_t node = b->heads[head]; is_linked(b, node, head, before); node = b->nodes[node].after) {
        before = b->nodes[node].member;
        if (node % BANDS != band || band_value(bands_sketch(b, before), band) != value) continue;
        if (++members > BAND_MEMBERS_MAX) break;
        *vec_push(&b->arena, &b->found) = before;
    }
    if (members > BAND_MEMBERS_MAX) b->found.len = from;
}

/* Each once, in the order they were found. */
static void drop_repeated(struct bands *b, uint32_t number) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->found.len; i++) {
        uint32_t *seen = &b->seen[b->found.at[i] & (b->room - 1)];
        if (*seen == number) continue;
        *seen = number;
        b->found.at[n++] = b->found.at[i];
    }
    b->found.len = n;
}

uint32_t bands_put(struct bands *b, const struct sketch *sketch) {
    if (b->next - b->first == b->room) grow(b);
    uint32_t number = b->next++;
    b->sketches[number & (b->room - 1)] = *sketch;
    b->found.len = 0;
    for (uint32_t band = 0; band < BANDS && sketch->pairs; band++) look_through(b, number, band);
    drop_repeated(b, number);
    return number;
}

void bands_stand_for(struct bands *b, bool (*same)(const void *user, uint32_t number), const void *user) {
    uint32_t number = b->next - 1;
    const struct sketch *sketch = bands_sketch(b, number);
    for (uint32_t band = 0; band < BANDS && sketch->pairs; band++) {
        uint32_t before = number, head = head_of(b, sketch, band), *link = &b->heads[head];
        while (is_linked(b, *link, head, before)) {
            struct band_node *node = &b->nodes[*link];
            before = node->member;
            bool copy = *link % BANDS == band && band_value(bands_sketch(b, before), band) == band_value(sketch, band) && same(user, before);
            if (copy) {
                *link = node->after;
                node->member = NONE;
            } else {
                link = &node->after;
            }
        }
        link_band(b, number, band);
    }
}

void bands_clear(struct bands *b, uint32_t next) {
    b->first = b->next = next;
    if (b->room) memset(b->heads, 0xFF, (size_t)b->room * BANDS * sizeof *b->heads);
}

void bands_free(struct bands *b) {
    free(b->sketches);
    free(b->nodes);
    free(b->heads);
    free(b->seen);
    arena_free(&b->arena);
    *b = (struct bands){0};
}
