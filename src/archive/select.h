/* A query's tree as SQL: conditions with values bound, and matches of the text index. SPDX-License-Identifier: Apache-2.0 */
#ifndef SELECT_H
#define SELECT_H

#include "archive/query.h"
#include "archive/store.h"

/* Versions by number, ascending in `ids` or as bits. */
struct version_set { uint64_t *bits; int64_t bit_count; size_t count; };
bool set_holds(const struct version_set *set, int64_t id);
void set_add(struct arena *arena, struct version_set *set, int64_t id);

/* A condition: SQL and what is bound to its `?`, numbers or lists of numbers as JSON. */
struct condition { struct buf sql; VEC(struct bound_value { int64_t number; str list; }) values; };

struct selection {
    struct archive *archive;
    struct arena *arena;
    ghotona_words *words;           /* cuts texts into words */
    str match;                      /* what the text index is asked for; unknown: nothing */
    VEC(struct version_set) sets;   /* of matches within OR, for among(k, version) */
    struct condition rest;          /* empty: none. Of events it is about `r`, a record; of articles about `v`, a version */
    struct condition acts;          /* of articles: records `r` that show why; empty: none */
    int within;                     /* OR and NOT around what is in hand */
    const char *records_by;         /* how records are best looked up: by a party or place that has few; as SQL has it */
};

enum { SELECT_FEW = 2000 };         /* up to so many are looked up one by one */
/* The ids of a set as JSON. */
str set_list(struct arena *arena, const struct version_set *set);
/* `what IN` a list of numbers as JSON. */
void condition_in(struct selection *s, struct condition *c, const char *what, str list);
/* Adds `before`, another condition, `after` to what must hold. */
void condition_add(struct selection *s, struct condition *to, const char *before, const struct condition *other, const char *after);
/* False after an error. `query` may be NULL. */
bool select_query(struct selection *s, const struct query_node *query, bool events);
void selection_free(struct selection *s);
/* A statement of `before`, a condition, `after`, its values bound from number `first` on; NULL after an error. To be finalized. */
sqlite3_stmt *select_prepare(struct selection *s, const char *before, const struct condition *condition, const char *after, int first);
/* A step of such a statement: false at its end, after an error, or when time was up. */
bool select_step(struct archive *a, sqlite3_stmt *statement);
/* Statements of this connection end after a while; `out` is set then. */
void select_limit_time(struct archive *a, bool *out);
void select_no_limit(struct archive *a);

/* Registers the auxiliary function hits(search) of the text index: where the phrases stand, struct hit by struct hit. */
struct hit { uint32_t phrase, column, token, length; };
bool hits_register(struct archive *a);

#endif
