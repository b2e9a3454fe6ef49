/* Features and their weights.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/model.h"
#include <math.h>

static double weight_of(const pack *p, const char *name, size_t len) {
    const struct weight *slots = p->weights;
    uint32_t n = p->weight_slots;
    if (n == 0) return 0;
    uint64_t hash = hash_bytes(name, len) | 1;
    for (uint32_t i = (uint32_t)hash & (n - 1); slots[i].hash; i = (i + 1) & (n - 1))
        if (slots[i].hash == hash) return slots[i].value;
    return 0;
}

static size_t put(char *to, size_t at, size_t cap, const char *s, size_t n) {
    if (n > cap - at) n = cap - at;
    memcpy(to + at, s, n);
    return at + n;
}

void feature(struct score *s, const char *name, str value, str other) {
    char text[160];
    size_t n = put(text, 0, sizeof text, s->task, strlen(s->task));
    n = put(text, n, sizeof text, "|", 1);
    n = put(text, n, sizeof text, name, strlen(name));
    if (value.len) { n = put(text, n, sizeof text, "=", 1); n = put(text, n, sizeof text, value.at, value.len); }
    if (other.len) { n = put(text, n, sizeof text, "&", 1); n = put(text, n, sizeof text, other.at, other.len); }
    double w = weight_of(s->d->pack, text, n);
    s->sum += w;
    if (!s->keep) return;
    *vec_push(s->d->arena, &s->names) = arena_copy(s->d->arena, (str){text, n});
    *vec_push(s->d->arena, &s->shares) = w;
}

double logistic(double score) { return 1 / (1 + exp(-score)); }

str digit(uint32_t n) {
    static const char digits[] = "0123456789";
    return (str){digits + (n < 9 ? n : 9), 1};
}

str status_name(unsigned status) {
    return status & GHOTONA_NEGATION ? STR("negation") : status & GHOTONA_HYPOTHETICAL ? STR("hypothetical")
         : status & GHOTONA_FUTURE ? STR("future") : status & GHOTONA_HISTORICAL ? STR("historical") : STR("plain");
}

bool is_said(const struct doc *d, const struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    for (uint32_t i = in->speech_from; i < in->speech_to; i++) {
        const struct speech *sp = &d->speeches.at[i];
        if (!sp->loose && a->from >= sp->from && a->from < sp->to) return true;
    }
    return false;
}
