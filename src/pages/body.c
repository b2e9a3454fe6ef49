/* Finds the element that holds the article and drops from it what is not of the article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/body.h"

/* What a block adds to the worth of the elements round it. */
static double worth(const struct block *b) {
    if (b->why) return -0.2 * (b->letters < 200 ? b->letters : 200);
    if (b->linked * 2 > b->letters) return -1.0 * (b->letters < 100 ? b->letters : 100);
    if (b->weight > 0) return b->weight * (b->table ? 0.5 : b->item ? 0.8 : 1);
    if (b->heading) return 0;
    return -0.5 * b->letters;
}

static uint32_t choose_holder(const struct tree *t, const struct blocks *b, struct arena *arena) {
    double *sum = arena_new(arena, double, b->len + 1), best = 0;
    for (uint32_t i = 0; i < b->len; i++) sum[i + 1] = sum[i] + worth(&b->at[i]);
    uint32_t holder = 0;
    for (uint32_t i = 1; i < t->len; i++) {
        if (t->at[i].tag == TAG_TEXT || !tag_is_block(t->at[i].tag) || b->why[i]) continue;
        double w = sum[b->from[t->at[i].end]] - sum[b->from[i]];
        if (b->trait[i].body == 3) w *= 1.3;
        if (w >= best) {    /* of those that hold the same, the innermost */
            best = w;
            holder = i;
        }
    }
    return holder;
}

/* An element round the holder that is called the body of an article is taken instead of it. */
static uint32_t snap(const struct tree *t, const struct blocks *b, uint32_t holder) {
    for (uint32_t i = holder, levels = 0; i && levels < 6; i = t->at[i].up, levels++)
        if (b->trait[i].body == 3 && !b->why[i]) return i;
    return holder;
}

static bool inside(const struct tree *t, uint32_t holder, const struct block *b) { return b->first >= holder && b->first < t->at[holder].end; }

static void drop(struct block *b, enum why why) {
    if (!b->why) b->why = (uint8_t)why;
}

uint32_t body_find(const struct tree *t, struct blocks *b, struct arena *arena) {
    uint32_t holder = snap(t, b, choose_holder(t, b, arena));
    for (uint32_t i = 0; i < b->len; i++) {
        struct block *k = &b->at[i];
        if (!holder || !inside(t, holder, k)) drop(k, WHY_OUTSIDE);
        else if (t->at[k->node].tag == TAG_H1) drop(k, WHY_TITLE);
        else if (k->linked * 2 > k->letters && !(k->sentences && k->letters - k->linked > 40)) drop(k, WHY_RELATED);
    }
    return holder;
}
