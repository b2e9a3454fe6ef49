/* A text as 128 numbers that texts alike share: MinHash in one permutation over pairs of folded words that follow each other.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef SKETCH_H
#define SKETCH_H

#include "pack/pack.h"

enum { SKETCH_SLOTS = 128, SKETCH_SHORT = 60 /* pairs: a text with fewer has its title with it */ };

/* `pairs`: how many different ones; 0: a text of less than two words, which is like no other. */
struct sketch { uint32_t pairs; uint8_t slots[SKETCH_SLOTS]; };

void sketch_of(const pack *language, struct arena *arena, str title, str body, struct sketch *sketch);
/* What part of the pairs that either has both have, by the slots. */
double sketch_alike(const uint8_t *a, const uint8_t *b);
/* The different pairs of a text as hashes, sorted, in the arena. */
uint32_t sketch_pairs(const pack *language, struct arena *arena, str title, str body, const uint64_t **pairs);

#endif
