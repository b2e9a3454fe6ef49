/* Words as they were met, with what they can be. SPDX-License-Identifier: Apache-2.0 */
#include "words/form.h"
#include <stdlib.h>

enum { SLOTS = 1 << 17, USED_MAX = SLOTS / 2, PROBES = 8, RAW_MAX = 96 };

static void generation_free(struct generation *g) {
    arena_free(&g->arena);
    free(g->slots);
}

void word_cache_free(struct word_cache *cache) {
    generation_free(&cache->young);
    generation_free(&cache->old);
    *cache = (struct word_cache){0};
}

static void generation_clear(struct generation *g) {
    if (!g->slots) g->slots = must_alloc(sizeof(struct known_slot) * SLOTS);
    memset(g->slots, 0, sizeof(struct known_slot) * SLOTS);
    arena_reset(&g->arena);
    g->used = 0;
}

void word_cache_begin(struct word_cache *cache) {
    if (cache->young.slots && cache->young.used < USED_MAX) return;
    struct generation oldest = cache->old;
    cache->old = cache->young;
    cache->young = oldest;
    generation_clear(&cache->young);
}

static void find_out(const pack *p, enum token_kind kind, struct form *form) {
    form->count = 0;
    if (kind == TOKEN_WORD) analyse_form(p, form);
}

static ghotona_analysis analysis_of(const pack *p, str fold, const struct morph *m) {
    str lemma = m->lemma != NO_WORD ? pack_word_text(p, m->lemma) : str_sub(fold, 0, m->stem);
    return (ghotona_analysis){lemma, m->pos, m->kase, m->form, m->person, m->flags};
}

/* Folds the token and finds out what it can be. */
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

/* The same in one piece, its texts behind it (one if they are the same); a guessed lemma is the beginning of the fold. */
static struct known *copy(struct arena *a, const struct known *from) {
    bool changed = !str_eq(from->raw, from->fold);
    size_t size = sizeof *from + sizeof *from->analyses * from->count;
    struct known *to = arena_space(a, size + from->raw.len + (changed ? from->fold.len : 0));
    memcpy(to, from, size);
    to->raw.at = memcpy((char *)to + size, from->raw.at, from->raw.len);
    to->fold.at = changed ? memcpy((char *)to + size + from->raw.len, from->fold.at, from->fold.len) : to->raw.at;
    for (int i = 0; i < to->count; i++)
        if (to->analyses[i].lemma.at == from->fold.at) to->analyses[i].lemma.at = to->fold.at;
    return to;
}

static bool is_known(const struct known_slot *slot, uint64_t hash, str raw, enum token_kind kind) {
    return slot->hash == hash && slot->known->kind == kind && str_eq(slot->known->raw, raw);
}

/* The slot of the token, or the free one that would be its; NULL if it has none. */
static struct known_slot *slot_of(const struct generation *g, uint64_t hash, str raw, enum token_kind kind) {
    for (uint32_t i = 0; i < PROBES && g->slots; i++) {
        struct known_slot *slot = &g->slots[(hash + i) % SLOTS];
        if (!slot->known || is_known(slot, hash, raw, kind)) return slot;
    }
    return NULL;
}

uint64_t word_cache_hash(const struct word_cache *cache, str raw) {
    uint64_t hash = hash_bytes(raw.at, raw.len);
    __builtin_prefetch(&cache->young.slots[hash % SLOTS]);
    return hash;
}

void word_cache_fetch(const struct word_cache *cache, uint64_t hash) {
    const struct known_slot *slot = &cache->young.slots[hash % SLOTS];
    if (slot->hash == hash) __builtin_prefetch(slot->known);
}

const struct known *word_cache_get(struct word_cache *cache, struct arena *a, const pack *p, str raw, uint64_t hash, enum token_kind kind) {
    if (raw.len > RAW_MAX) return make(a, p, raw, kind);
    struct known_slot *young = slot_of(&cache->young, hash, raw, kind);
    if (young && young->known) return young->known;
    const struct known_slot *old = slot_of(&cache->old, hash, raw, kind);
    const struct known *made = old && old->known ? old->known : make(a, p, raw, kind);
    if (!young) return made;
    cache->young.used++;
    *young = (struct known_slot){hash, copy(&cache->young.arena, made)};
    return young->known;
}
