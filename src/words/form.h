/* What the two ways into the words share: analyse.c gives terms for the reader, api.c words for everybody, by way of cache.c.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef FORM_H
#define FORM_H

#include "words/words.h"

/* What a form can be, while it is being found out. */
struct form { str fold; uint32_t word; uint8_t count; struct morph morph[MORPHS_MAX]; };

/* All that the form f->fold can be. */
void analyse_form(const pack *p, struct form *f);

/* True if token i is followed by a sign and a word, all without space. */
static inline bool ending_may_follow(const struct tokens *tokens, uint32_t i) {
    const struct token *t = tokens->at + i;
    return t->kind != TOKEN_PUNCT && i + 2 < tokens->len && t[1].kind == TOKEN_PUNCT && t[1].joined && t[2].joined && t[2].kind == TOKEN_WORD;
}
/* True for the folded signs that part an ending from its word. */
static inline bool parts_ending(str sign) { return sign.len == 1 && (sign.at[0] == '-' || sign.at[0] == '\''); }


/* ---- the cache: a token that was met as it is written is neither folded nor analysed again --------------------------------------- */

/* A token as written, what it folds to, what it can be. */
struct known { str raw, fold; uint8_t kind, count; ghotona_analysis analyses[]; };

/* Of bounded size; zeroed before its first use. When the young generation is full it becomes the old one, and what is met again
 * moves from there into the new young one: common words are never lost. */
struct known_slot { uint64_t hash; struct known *known; };
struct generation { struct arena arena; struct known_slot *slots; uint32_t used; };
struct word_cache { struct generation young, old; };
/* Before each text: makes room, and what was given before is good no more. */
void word_cache_begin(struct word_cache *cache);
/* The hash of a token. Fetches ahead where the cache would hold it; `word_cache_fetch`, some time later, what it holds there. Most of
 * the time goes into waiting for memory, so a text is hashed whole before its words are looked up. */
uint64_t word_cache_hash(const struct word_cache *cache, str raw);
void word_cache_fetch(const struct word_cache *cache, uint64_t hash);
/* The token, from the cache; one that is too long for it is made in the arena. */
const struct known *word_cache_get(struct word_cache *cache, struct arena *a, const pack *p, str raw, uint64_t hash, enum token_kind kind);
void word_cache_free(struct word_cache *cache);

#endif
