/* Words as they were met, with what they can be. SPDX-License-Identifier: Apache-2.0 */
#include "words/form.h"
#include <stdlib.h>

enum { SLOTS = 1 << 17, USED_MAX = SLOTS / 2, PROBES = 8, RAW_MAX = 96 };

void word_cache_free(struct word_cache *cache) {
    arena_free(&cache->arena);
    free(cache->slots);
    *cache = (struct word_cache){0};
}

void word_cache_begin(struct word_cache *cache) {
    if (!cache->slots) cache->slots = must_alloc(sizeof(struct known *) * SLOTS);
    else if (cache->used < USED_MAX) return;
    memset(cache->slots, 0, sizeof(struct known *) * SLOTS);
    arena_reset(&cache->arena);
    cache->used = 0;
}

static void find_out(const pack *p, enum token_kind kind, struct form *form) {
    form->count = 0;
    if (kind == TOKEN_WORD) analyse_form(p, form);
}

static ghotona_analysis analysis_of(const pack *p, str fold, const struct morph *m) {
    str lemma = m->lemma != NO_WORD ? pack_word_text(p, m->lemma) : str_sub(fold, 0, m->stem);
    return (ghotona_analysis){lemma, (ghotona_pos)m->pos, (ghotona_case)m->kase, (ghotona_verb_form)m->form, (ghotona_person_of_verb)m->person, m->flags};
}

/* Folds the token and finds out what it can be, in memory of the arena. */
static struct known *make(struct arena *a, const pack *p, str raw, enum token_kind kind) {
    char *folded = arena_space(a, fold_bound(raw.len));
    struct form form;
    form.fold = (str){folded, fold(&p->letters, raw.at, raw.len, folded, NULL)};
    find_out(p, kind, &form);
    struct known *known = arena_space(a, sizeof *known + sizeof *known->analyses * form.count);
    *known = (struct known){.raw = raw, .fold = form.fold, .kind = (uint8_t)kind, .count = form.count};
    for (int i = 0; i < form.count; i++) known->analyses[i] = analysis_of(p, form.fold, &form.morph[i]);
    return known;
}

static bool is_known(const struct known *known, uint64_t hash, str raw, enum token_kind kind) {
    return known->hash == hash && known->kind == kind && str_eq(known->raw, raw);
}

const struct known *word_cache_get(struct word_cache *cache, struct arena *a, const pack *p, str raw, enum token_kind kind) {
    if (raw.len > RAW_MAX) return make(a, p, raw, kind);
    uint64_t hash = hash_bytes(raw.at, raw.len);
    for (uint32_t i = 0; i < PROBES; i++) {
        struct known **slot = &cache->slots[(hash + i) % SLOTS];
        if (*slot && !is_known(*slot, hash, raw, kind)) continue;
        if (*slot) return *slot;
        cache->used++;
        *slot = make(&cache->arena, p, arena_copy(&cache->arena, raw), kind);
        (*slot)->hash = hash;
        return *slot;
    }
    return make(a, p, raw, kind);
}
