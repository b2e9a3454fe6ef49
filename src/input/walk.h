/* What the parts of the walk share. SPDX-License-Identifier: Apache-2.0 */
#ifndef WALK_H
#define WALK_H

#include "input/bundle.h"
#include "input/kinds.h"
#include "input/warc.h"

enum { DEPTH_MAX = 3 /* unpackings in one another */, STREAMS = DEPTH_MAX + 2 };

/* A stream and those it is unpacked from, the outermost first. */
struct chain { struct stream *at[STREAMS]; unsigned count; };
static inline struct stream *chain_top(const struct chain *c) { return c->at[c->count - 1]; }
void chain_close(struct chain *c);

enum step { STEP_ITEM, STEP_ON /* nothing yet; perhaps another walker was put on top */, STEP_DONE };

/* Something that holds several items, and where in it the walk is. Those further out wait below it. */
struct walker {
    enum step (*next)(struct walk *walk, struct walker *w, struct item *item);
    void (*close)(struct walker *w);    /* of what the walker holds beside the fields here */
    struct walker *below;
    struct buf file, member;            /* the labels of what stands in it */
    unsigned depth; bool swept;
    const char *encoding;
    struct chain chain;
    uint32_t line;
    union {
        struct { char **names; size_t count, at; } folder;
        struct { struct bundle *reader; size_t outer /* of the label: what is the archive's own */; bool ended; } archive;
        struct warc crawl;
        struct pieces *pieces;
    };
};

struct walk {
    const struct input_options *options;
    struct walker *top;
    _Atomic uint64_t done;
    uint64_t size;
};

/* A new walker on top, with the labels, depth and encoding of `like` (or none); takes over the chain (or NULL). */
struct walker *walker_push(struct walk *walk, const struct walker *like, const struct chain *chain,
                           enum step (*next)(struct walk *, struct walker *, struct item *));

void item_label(struct item *item, const struct walker *w);
void item_fault(struct item *item, enum fault_kind kind, const char *text);
__attribute__((format(printf, 2, 3))) enum step item_refuse(struct item *item, const char *format, ...);
/* What went wrong in any stream of the chain becomes faults of the item. */
void item_take_faults(struct item *item, struct chain *c);
void item_clear(struct item *item);

/* What begins the chain becomes an item, or a walker of what is in it, with labels as `w` has them. Takes over the chain. */
enum step open_content(struct walk *walk, const struct walker *w, struct chain *chain, struct item *item);

/* Walkers of formats that hold many articles; each takes over the chain. */
void walk_archive(struct walk *walk, const struct walker *like, const struct chain *chain);
void walk_lines(struct walk *walk, const struct walker *like, const struct chain *chain);
void walk_values(struct walk *walk, const struct walker *like, const struct chain *chain);
void walk_table(struct walk *walk, const struct walker *like, const struct chain *chain);
void walk_texts(struct walk *walk, const struct walker *like, const struct chain *chain);
void walk_crawl(struct walk *walk, const struct walker *like, const struct chain *chain);

#endif
