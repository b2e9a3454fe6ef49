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

str act_type_name(const struct doc *d, const struct act *a) { return pack_string(d->pack, act_type(d, a)->type); }
str act_mode_name(const struct doc *d, const struct act *a) { return pack_string(d->pack, act_type(d, a)->mode); }

str act_verb_name(const struct doc *d, const struct act *a) {
    if (a->verb == NO_WORD) return STR("noun");
    if (a->passive) return STR("passive");
    const struct morph *v = verb_at(d, a->verb, d->sentences[a->sentence].to);
    if (!v) return STR("verb");
    return form_finite(v->form) ? STR("finite") : v->form == FORM_PART ? STR("part") : v->form == FORM_VN ? STR("vn") : STR("infinite");
}

str act_first_word(const struct doc *d, const struct act *a) {
    return pack_word_text(d->pack, pack_words(d->pack, a->frame->words)[0] & ~ELEMENT_VERB);
}

/* The feature that weighs most among those not yet told, or the count if none weighs anything. */
static uint32_t heaviest(const struct judgement *j, const bool *told) {
    uint32_t best = j->count;
    for (uint32_t i = 0; i < j->count; i++)
        if (!told[i] && j->shares[i] != 0 && (best == j->count || fabs(j->shares[i]) > fabs(j->shares[best]))) best = i;
    return best;
}

void explain_score(struct doc *d, const struct act *a, str what, double score, const struct judgement *j) {
    enum { TOLD_MAX = 8 };
    bool *told = arena_new(d->arena, bool, j->count + 1);
    struct buf line = {0};
    for (uint32_t n = 0, i; n < TOLD_MAX && (i = heaviest(j, told)) < j->count; n++) {
        const char *bar = memchr(j->names[i].at, '|', j->names[i].len);
        str name = bar ? str_sub(j->names[i], (size_t)(bar + 1 - j->names[i].at), j->names[i].len) : j->names[i];
        buf_printf(&line, "%s%+.2f %.*s", n ? ", " : "", j->shares[i], (int)name.len, name.at);
        told[i] = true;
    }
    explain(d, a->sentence, "weights of %.*s %+.2f: %.*s", (int)what.len, what.at, score, (int)line.len, line.len ? line.at : "");
    buf_free(&line);
}
