/* What is in hand between archive_begin and archive_end. SPDX-License-Identifier: Apache-2.0 */
#ifndef WRITER_H
#define WRITER_H

#include "archive/store.h"
#include <time.h>

struct names;
struct writer {
    const ghotona_pack *pack;
    struct names *names;
    struct archive_counts counts;
    int64_t run;
    struct lately { int64_t hash, id; } *lately;        /* of actors and places */
    size_t batch;                   /* articles since the last commit */
    time_t batch_begun;
    bool trying;                    /* nothing is kept */
    struct buf known;               /* hashes of the versions that were there, in order */
    struct buf folded;              /* room for the key of an actor */
    struct arena arena;             /* room for the words of one text */
    struct buf samples; size_t *sizes; size_t sample_count; bool learning;      /* the first texts, of which a dictionary is learnt */
};

struct names *names_new(void);
void names_free(struct names *names);
/* Where the number of an actor or place with this hash is kept, if it was met lately. */
enum { LATELY = 1 << 14 };
static inline struct lately *lately_of(struct archive *a, int64_t hash) { return &a->writer->lately[(uint64_t)hash % LATELY]; }
/* One more article: ends the batch when it is full. */
bool writer_next_batch(struct archive *a);

#endif
