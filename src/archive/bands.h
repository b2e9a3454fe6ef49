/* Which of the sketches lately put in could be of the same text: locality-sensitive hashing, 32 bands of 4 slots.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BANDS_H
#define BANDS_H

#include "archive/sketch.h"

enum { BANDS = 32, BAND_SLOTS = SKETCH_SLOTS / BANDS, BAND_MEMBERS_MAX = 500 };

/* A window that holds the sketches numbered from `first` to `next`. */
struct bands {
    uint32_t first, next, room;         /* room: a power of two */
    struct sketch *sketches;            /* of number i at i % room */
    struct band_node { uint32_t member, after, head; } *nodes;        /* of band b at i % room * BANDS + b */
    uint32_t *heads;                    /* BANDS * room */
    uint32_t *seen;                     /* by which number it was found last */
    VEC(uint32_t) found; struct arena arena;
};

static inline const struct sketch *bands_sketch(const struct bands *b, uint32_t number) { return &b->sketches[number & (b->room - 1)]; }
/* Puts a sketch in; its number. `found` gets the numbers of those that share a band with it: not by bands that more than
 * BAND_MEMBERS_MAX have, which are what outlets put under every article. */
uint32_t bands_put(struct bands *b, const struct sketch *sketch);
/* Of the last that was put in: `same` tells which it is a copy of. Those stand no longer for their text in the bands that it shares with
 * them, so that a text with ten thousand copies is compared with one of them. */
void bands_stand_for(struct bands *b, bool (*same)(const void *user, uint32_t number), const void *user);
/* Forgets those below `first`. */
static inline void bands_drop(struct bands *b, uint32_t first) { b->first = first; }
/* Forgets all; numbers go on from `next`. */
void bands_clear(struct bands *b, uint32_t next);
void bands_free(struct bands *b);

#endif
