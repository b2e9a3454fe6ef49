/* Word forms and what they can be: lemma, part of speech, case, verb form. Knows words, not sentences. */
#ifndef WORDS_H
#define WORDS_H

#include "pack/pack.h"

enum { MORPHS_MAX = 6 };

/* A word, number or sign of the text with its analyses, best first. An ending written after a hyphen or an apostrophe
 * (জাতিসংঘ-এর) belongs to the term. */
struct term {
    uint32_t start, end;            /* bytes of the text */
    str fold;                       /* folded, without an ending written apart */
    uint32_t word;                  /* index of the folded form in the pack, or NO_WORD */
    uint8_t kind, joined, count;
    uint8_t detached;               /* an ending written apart was taken in: its case is morph[0]'s */
    const struct morph *morph;      /* `count` of them; lemma NO_WORD: a guessed stem of `stem` bytes of the fold */
};

struct terms { struct term *at; uint32_t len; };

/* Analyse all tokens; term_of[token] gets the term each token went into (may be NULL). */
struct terms analyse(struct arena *a, const pack *p, str text, const struct tokens *tokens, uint32_t *term_of);

/* True if some analysis has this lemma, or the form is that word itself. */
bool term_is(const struct term *t, uint32_t lemma);
/* The first analysis as a verb, or NULL. */
const struct morph *term_verb(const struct term *t);
/* The first analysis as a noun, name, adjective or guess, or NULL. */
const struct morph *term_nominal(const struct term *t);
/* True if the word or one of its lemmas has the key. */
bool term_has_key(const pack *p, const struct term *t, enum key k);
/* An ending written apart (জাতিসংঘ-এর, বিএনপি’র): its features, or false. */
bool detached_ending(const pack *p, str fold, struct morph *m);
/* True if the pack knows the word as something else than a name or a guess. */
bool term_ordinary(const pack *p, const struct term *t);
static inline bool term_sign(const struct term *t, char c) { return t->kind == TOKEN_PUNCT && t->fold.len == 1 && t->fold.at[0] == c; }
/* Where in the text the stem of a term ends when its folded stem has `stem` bytes. */
uint32_t term_stem_end(const pack *p, str text, const struct term *t, uint32_t stem);

#endif
