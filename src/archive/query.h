/* What a person asks for, as a tree: words, phrases, fields, joined by AND, OR, NOT (docs/search.md). Knows nothing of SQL.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef QUERY_H
#define QUERY_H

#include "base/base.h"

/* Limits that keep a query's cost in hand. */
enum {
    QUERY_BYTES_MAX = 16384, QUERY_TERMS_MAX = 64, QUERY_PHRASE_MAX = 16 /* words */, QUERY_DEPTH_MAX = 16, QUERY_PREFIX_MIN = 2 /* letters */,
    QUERY_NEAR = 10, QUERY_NEAR_MAX = 100,     /* words that may stand between */
};

enum query_kind { QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_TEXT, QUERY_NEAR_TEXT, QUERY_FIELD };

/* Fields of records stand before those of articles. */
enum query_field {
    QUERY_TYPE, QUERY_MODE, QUERY_ACTOR, QUERY_RECIPIENT, QUERY_SAID, QUERY_PLACE, QUERY_STATUS, QUERY_CONFIDENCE,
    QUERY_OUTLET, QUERY_SINCE, QUERY_UNTIL,
};

struct query_node {
    enum query_kind kind;
    size_t at;                              /* the byte of the query where it begins */
    const struct query_node *first, *next;  /* of AND, OR, NOT and NEAR, what they join; and the next so joined */
    /* QUERY_TEXT: words that follow each other; `exact`: in this form alone; `prefix`: the last one goes on */
    const str *words; size_t word_count;
    bool exact, prefix, title;
    int distance;                           /* QUERY_NEAR_TEXT */
    /* QUERY_FIELD */
    enum query_field field;
    str value;
    int32_t day;                            /* SINCE its first, UNTIL its last day */
    uint32_t status;                        /* STATUS: a bit of ghotona_record.status, 0: told as a fact */
    int confidence;                         /* CONFIDENCE: in 10000ths, at least */
};

/* What is wrong, and the byte it is about. */
struct query_error { size_t at; char text[256]; };

/* The tree in the arena; NULL after *error was filled. Words are cut by `words`. The query must outlive the tree. */
const struct query_node *query_parse(struct arena *arena, ghotona_words *words, str query, struct query_error *error);
/* The field's name as it is written, without the colon. */
const char *query_field_name(enum query_field field);

#endif
