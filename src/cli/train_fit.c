/* Features as liblinear wants them, and the fit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/train.h"
#include <linear.h>
#include <math.h>
#include <stdlib.h>

/* Seldom seen features say more about an article than about the language. */
enum { SEEN_MIN = 3, FEATURES_MAX = FEATURE_SLOTS / 4 * 3, FEATURES_OF_ONE = 64 };

/* ---- instances ------------------------------------------------------------------------------------------------------------------------ */

/* The slot of a feature; FEATURE_SLOTS for a new one when there are too many already. */
static uint32_t feature_slot(struct trainer *t, str name) {
    uint64_t hash = hash_bytes(name.at, name.len) | 1;
    uint32_t at = (uint32_t)hash & (FEATURE_SLOTS - 1);
    while (t->features[at].hash && t->features[at].hash != hash) at = (at + 1) & (FEATURE_SLOTS - 1);
    if (t->features[at].hash) return at;
    if (t->feature_count == FEATURES_MAX) return FEATURE_SLOTS;
    t->feature_count++;
    t->features[at] = (struct known_feature){.hash = hash, .name = arena_copy(&t->arena, name)};
    return at;
}

void add_instance(struct trainer *t, bool positive, const struct judgement *j) {
    struct instance in = {.positive = positive, .from = t->used.len, .part = t->part};
    for (uint32_t i = 0; i < j->count; i++) {
        uint32_t slot = feature_slot(t, j->names[i]);
        if (slot == FEATURE_SLOTS) continue;
        t->features[slot].seen++;
        *vec_push(&t->arena, &t->used) = slot;
    }
    in.count = t->used.len - in.from;
    *vec_push(&t->arena, &t->instances) = in;
}

static uint32_t slots_of(struct trainer *t, const struct judgement *j, uint32_t *slots) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < j->count && count < FEATURES_OF_ONE; i++)
        if ((slots[count] = feature_slot(t, j->names[i])) != FEATURE_SLOTS) count++;
    return count;
}

/* Adds those of the slots that the others do not have; how many. */
static uint32_t add_own(struct trainer *t, const uint32_t *slots, uint32_t n, const uint32_t *others, uint32_t m) {
    uint32_t added = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool shared = false;
        for (uint32_t k = 0; k < m; k++) shared = shared || slots[i] == others[k];
        if (shared) continue;
        t->features[slots[i]].seen++;
        *vec_push(&t->arena, &t->used) = slots[i];
        added++;
    }
    return added;
}

/* Told both ways, as a fit wants two classes. */
void add_pair(struct trainer *t, const struct judgement *right, const struct judgement *wrong) {
    uint32_t a[FEATURES_OF_ONE], b[FEATURES_OF_ONE], n = slots_of(t, right, a), m = slots_of(t, wrong, b);
    struct instance in = {.positive = true, .from = t->used.len, .part = t->part};
    in.count = add_own(t, a, n, b, m);
    in.against = add_own(t, b, m, a, n);
    *vec_push(&t->arena, &t->instances) = in;
    struct instance turned = {.positive = false, .from = t->used.len, .part = t->part};
    turned.count = add_own(t, b, m, a, n);
    turned.against = add_own(t, a, n, b, m);
    *vec_push(&t->arena, &t->instances) = turned;
}

/* ---- fitting -------------------------------------------------------------------------------------------------------------------------- */

static int number_features(struct trainer *t, const char *prefix) {
    int n = 0;
    for (uint32_t i = 0; i < FEATURE_SLOTS; i++) {
        struct known_feature *f = &t->features[i];
        f->index = f->hash && f->seen >= SEEN_MIN && str_starts(f->name, str_of(prefix)) ? ++n : 0;
    }
    return n;
}

/* The instances whose features have the prefix, but those of one part, as liblinear wants them. */
static struct problem make_problem(struct trainer *t, int features, uint32_t without) {
    struct problem p = {.n = features, .bias = -1};
    struct feature_node *nodes = must_alloc(sizeof *nodes * (t->used.len + t->instances.len + 1));
    p.x = must_alloc(sizeof *p.x * (t->instances.len + 1));
    p.y = must_alloc(sizeof *p.y * (t->instances.len + 1));
    p.x[0] = nodes;         /* freed by it, even where no instance has a feature */
    for (uint32_t i = 0; i < t->instances.len; i++) {
        const struct instance *in = &t->instances.at[i];
        struct feature_node *from = nodes;
        if (in->part == without) continue;
        for (uint32_t k = 0; k < in->count + in->against; k++) {
            int index = t->features[t->used.at[in->from + k]].index;
            if (index) *nodes++ = (struct feature_node){index, k < in->count ? 1 : -1};
        }
        if (nodes == from) continue;
        *nodes++ = (struct feature_node){-1, 0};
        p.x[p.l] = from;
        p.y[p.l++] = in->positive ? 1 : -1;
    }
    return p;
}

static int by_index(const void *x, const void *y) { return ((const struct feature_node *)x)->index - ((const struct feature_node *)y)->index; }

static void sort_nodes(struct problem *p) {
    for (int i = 0; i < p->l; i++) {
        size_t n = 0;
        while (p->x[i][n].index != -1) n++;
        qsort(p->x[i], n, sizeof *p->x[i], by_index);
    }
}

static void quiet(const char *text) { (void)text; }

void fit(struct trainer *t, const char *prefix, double cost, uint32_t without, weight_lines *out) {
    int n = number_features(t, prefix);
    struct problem p = make_problem(t, n, without);
    sort_nodes(&p);
    struct parameter par = {.solver_type = L2R_LR, .eps = 1e-6, .C = cost};
    set_print_string_function(quiet);
    if (p.l) {
        struct model *m = train(&p, &par);
        double sign = m->label[0] == 1 ? 1 : -1;
        for (uint32_t i = 0; i < FEATURE_SLOTS; i++) {
            if (!t->features[i].index) continue;
            double value = round(sign * m->w[t->features[i].index - 1] * 1000) / 1000;
            if (value != 0) *vec_push(&t->arena, out) = (struct weight_line){t->features[i].name, value};
        }
        free_and_destroy_model(&m);
    }
    free(p.x[0]);
    free(p.x);
    free(p.y);
}
