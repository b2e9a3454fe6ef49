/* Items read by several threads at once and handed on in the order they came. SPDX-License-Identifier: Apache-2.0 */
#ifndef POOL_H
#define POOL_H

#include "input/input.h"

struct incoming;

/* One item on its way, and what is written of it. */
struct job {
    struct item item;
    struct buf out;
    size_t records;
    VEC(struct incoming *) incoming;            /* the item's documents made ready for an archive, in its finds' arena, by who adds them */
    int64_t version; const ghotona_reading *reading;    /* of an archive, by who takes items from one; NULL: it could not be read */
    size_t held; bool done;         /* the pool's own */
};

/* What is done at the three places an item comes by. `fill` and `drain` run in one thread each, `work` in many. */
struct pool_calls {
    bool (*fill)(void *user, struct job *job);      /* the next item; false at the end */
    void (*work)(void *user, ghotona_reader *reader, struct job *job);
    bool (*drain)(void *user, struct job *job);     /* hand on; false: stop, nothing more can be handed on */
    bool (*idle)(void *user);                       /* nothing to hand on just now: a good time to flush */
    void *user;
};

/* Runs until fill ends or drain fails; what is held in memory is bounded. False if drain or idle failed or no thread
 * could be started. */
bool pool_run(const struct pool_calls *calls, const ghotona_pack *language, size_t threads);

/* How many threads can run at once. */
size_t processors(void);

#endif
