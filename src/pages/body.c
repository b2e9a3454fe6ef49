/* Finds the element that holds the article and drops from it what is not of the article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/body.h"

struct finder {
    const struct tree *t;
    struct blocks *b;
    struct arena *arena;
    double *prose;          /* sums: of the blocks before each that nothing speaks against */
};

static double prose_in(const struct finder *f, uint32_t node) { return f->prose[f->b->from[f->t->at[node].end]] - f->prose[f->b->from[node]]; }

/* ---- the holder ----------------------------------------------------------------------------------------------------------------------- */

/* What a block adds to the worth of the elements round it. The factors are those that did best on pages with and without their classes. */
static double worth(const struct block *b) {
    double letters = b->letters;
    if (b->why) return letters < 200 ? -letters : -200;
    if (b->linked * 2 > b->letters) return letters < 100 ? -letters : -100;
    if (b->weight > 0) return b->weight * (b->table ? 0.5 : b->item ? 0.8 : 1);
    if (b->heading) return -0.3 * letters;
    return b->sentences && b->letters >= 20 ? letters : -0.2 * letters;
}

static bool can_hold(enum tag tag) {
    return tag_is_block(tag) && tag != TAG_P && tag != TAG_BLOCKQUOTE && tag != TAG_LI && !tag_is_heading(tag);
}

/* The worth of an element; below 0 where it can hold no body. */
static double worth_of(const struct finder *f, uint32_t i, const double *sum) {
    if (f->t->at[i].tag == TAG_TEXT || !can_hold(f->t->at[i].tag) || f->b->why[i]) return -1;
    double w = sum[f->b->from[f->t->at[i].end]] - sum[f->b->from[i]];
    return f->b->trait[i].body == 3 ? w * 1.3 : w;
}

/* The element whose blocks are worth most together; of those that are worth nearly as much, the innermost: what little more stands round
 * it is not of the article. */
static uint32_t choose_holder(const struct finder *f) {
    const struct blocks *b = f->b;
    double *sum = arena_new(f->arena, double, b->len + 1), best = 0;
    for (uint32_t i = 0; i < b->len; i++) sum[i + 1] = sum[i] + worth(&b->at[i]);
    for (uint32_t i = 1; i < f->t->len; i++) {
        double w = worth_of(f, i, sum);
        if (w > best) best = w;
    }
    for (uint32_t i = f->t->len; best > 0 && i-- > 1;)
        if (worth_of(f, i, sum) >= 0.92 * best) return i;
    return 0;
}

/* An element round the holder that is called the body of an article is taken instead of it. */
static uint32_t snap_out(const struct finder *f, uint32_t holder) {
    for (uint32_t i = holder, levels = 0; i && levels < 6; i = f->t->at[i].up, levels++)
        if (f->b->trait[i].body == 3 && !f->b->why[i] && f->t->at[i].tag != TAG_P) return i;
    return 0;
}

/* So is one within it, if it has a fair share of the prose and no other has as much. */
static uint32_t snap_in(const struct finder *f, uint32_t holder) {
    uint32_t best = 0;
    double most = 0, all = 0, whole = prose_in(f, holder);
    for (uint32_t i = holder + 1; i < f->t->at[holder].end; i++) {
        if (f->t->at[i].tag == TAG_TEXT || f->t->at[i].tag == TAG_P || f->b->trait[i].body != 3 || f->b->why[i]) continue;
        double p = prose_in(f, i);
        all += p;
        if (p > most) {
            most = p;
            best = i;
        }
        i = f->t->at[i].end - 1;
    }
    return most > 0.25 * whole && most > 0.6 * all ? best : 0;
}

/* Of several articles in a row the one meant is that with the page's <h1>, else the first. */
static uint32_t one_of_many(const struct finder *f, uint32_t holder) {
    uint32_t first = 0, count = 0;
    for (uint32_t i = holder + 1; i < f->t->at[holder].end; i++) {
        if (f->t->at[i].tag != TAG_ARTICLE || f->b->why[i] || prose_in(f, i) <= 0) continue;
        if (!first) first = i;
        count++;
        i = f->t->at[i].end - 1;
    }
    return count > 1 && prose_in(f, first) > 0.1 * prose_in(f, holder) ? first : holder;
}

static uint32_t find_one_holder(const struct finder *f) {
    uint32_t holder = choose_holder(f), snapped = holder ? snap_out(f, holder) : 0;
    if (!holder || snapped) return snapped;
    holder = one_of_many(f, holder);
    snapped = snap_in(f, holder);
    return snapped ? snapped : holder;
}

/* Whether another part of the same body stands in `round`: of the same class, with prose in it, and no article of its own. */
static bool has_other_part(const struct finder *f, uint32_t round, uint32_t holder) {
    const struct tree *t = f->t;
    str class = tree_value(t, holder, ATTRIBUTE_CLASS);
    for (uint32_t i = round + 1; i < t->at[round].end; i++) {
        if (i == holder || t->at[i].tag == TAG_ARTICLE || f->b->why[i]) i = t->at[i].end - 1;
        else if (t->at[i].tag == t->at[holder].tag && str_eq(tree_value(t, i, ATTRIBUTE_CLASS), class) && prose_in(f, i) > 0) return true;
    }
    return false;
}

/* A body is sometimes cut into parts, with an advertisement between them. */
static uint32_t find_holder(const struct finder *f) {
    uint32_t holder = find_one_holder(f);
    if (!holder || f->b->trait[holder].body < 3 || f->t->at[holder].tag == TAG_ARTICLE) return holder;
    uint32_t round = f->t->at[holder].up;
    for (int levels = 0; levels < 3 && round && f->t->at[round].tag != TAG_BODY; levels++, round = f->t->at[round].up) {
        if (has_other_part(f, round, holder)) return round;
        if (f->t->at[round].tag == TAG_ARTICLE) break;
    }
    return holder;
}

/* ---- what is dropped of it ---------------------------------------------------------------------------------------------------------------- */

static void drop(struct block *b, enum why why) {
    if (!b->why) b->why = (uint8_t)why;
}

/* A block that consists mostly of links is not of the text, unless it is a sentence with much beside them. */
static bool is_links(const struct block *k) {
    uint32_t own = k->letters - k->linked;
    return k->linked * 2 > k->letters && (k->heading || own < 20 || own * 5 < k->letters || !k->sentences);
}

/* A short line that comes again and again is a label ("Advertisement"). */
static void drop_repeated(struct finder *f, uint32_t from, uint32_t to) {
    uint32_t slots = 64;
    while (slots < (to - from) * 2) slots *= 2;
    uint32_t *seen = arena_new(f->arena, uint32_t, slots);
    for (uint32_t i = from; i < to; i++) {
        struct block *k = &f->b->at[i];
        if (k->why || k->letters > 30 || k->sentences || k->heading || k->table || k->item) continue;
        uint32_t at = (uint32_t)hash_bytes(k->text.at, k->text.len) & (slots - 1);
        while (seen[at] && !str_eq(f->b->at[seen[at] - 1].text, k->text)) at = (at + 1) & (slots - 1);
        if (!seen[at]) {
            seen[at] = i + 1;
            continue;
        }
        drop(k, WHY_REPEATED);
        drop(&f->b->at[seen[at] - 1], WHY_REPEATED);
    }
}

/* What leads into the article between its heading and its body. */
static bool is_standfirst(const struct finder *f, const struct block *k, uint32_t heading) {
    static const char *const words[] = {"abstract", "deck", "dek", "description", "excerpt", "intro", "introduction", "lead", "lede", "perex",
                                        "standfirst", "subhead*", "subtitle", "summary"};
    if (k->why || !k->sentences || k->linked || k->letters < 40 || k->letters >= 600) return false;
    if (f->t->at[k->node].up == f->t->at[heading].up && k->node == f->t->at[heading].end) return true;      /* directly under the heading */
    for (uint32_t i = k->node, levels = 0; i && levels < 3; i = f->t->at[i].up, levels++)
        for (size_t w = 0; w < LENGTH(words); w++)
            if (class_has(tree_value(f->t, i, ATTRIBUTE_CLASS), words[w])) return true;
    return false;
}

static uint32_t heading_before(const struct finder *f, uint32_t holder) {
    for (uint32_t i = holder; i-- > 0;)
        if (f->t->at[i].tag == TAG_H1) return i;
    return 0;
}

static void clean_holder(struct finder *f, uint32_t holder) {
    enum { LEAD_BLOCKS = 16 };
    uint32_t heading = heading_before(f, holder);
    uint32_t from = f->b->from[holder], to = f->b->from[f->t->at[holder].end];
    uint32_t lead = f->b->from[f->t->at[heading].end];      /* the first block behind the heading */
    bool begun = false;
    for (uint32_t i = 0; i < f->b->len; i++) {
        struct block *k = &f->b->at[i];
        if (heading && i >= lead && i < from && i < lead + LEAD_BLOCKS && is_standfirst(f, k, heading)) continue;
        if (i < from || i >= to) drop(k, WHY_OUTSIDE);
        else if (f->t->at[k->node].tag == TAG_H1 && !begun) drop(k, WHY_TITLE);
        else if (is_links(k)) drop(k, WHY_RELATED);
        begun = begun || (!k->why && k->weight > 0);
    }
    drop_repeated(f, from, to);
}

/* Headings that nothing follows any more lead to what was dropped. */
static void drop_last_headings(struct blocks *b) {
    for (uint32_t i = b->len; i-- > 0 && (b->at[i].why || b->at[i].heading);) drop(&b->at[i], WHY_RELATED);
}

void body_clean(const struct tree *t, struct blocks *b, struct arena *arena, uint32_t holder) {
    struct finder f = {.t = t, .b = b, .arena = arena};
    clean_holder(&f, holder);
    drop_last_headings(b);
}

uint32_t body_find(const struct tree *t, struct blocks *b, struct arena *arena) {
    struct finder f = {t, b, arena, arena_new(arena, double, b->len + 1)};
    for (uint32_t i = 0; i < b->len; i++) f.prose[i + 1] = f.prose[i] + (b->at[i].why ? 0 : b->at[i].weight);
    uint32_t holder = find_holder(&f);
    if (!holder) {
        for (uint32_t i = 0; i < b->len; i++) drop(&b->at[i], WHY_OUTSIDE);
        return 0;
    }
    body_clean(t, b, arena, holder);
    return holder;
}
