/* Looking for articles and records by a query. SPDX-License-Identifier: Apache-2.0 */
#ifndef SEARCH_H
#define SEARCH_H

#include "archive/archive.h"
#include "archive/query.h"

enum {
    SEARCH_RANKED_MAX = 1000,       /* so many of the matching articles that were added last are ranked */
    SEARCH_LIMIT_MAX = 1000,
};

/* Where a page ends, and so where the next one begins. `dated` of a day. */
struct search_place { bool given, dated; int32_t day; int64_t score, id; };

struct search_request {
    const struct query_node *query; /* NULL: everything; only of events */
    bool by_date;                   /* the latest first; else the best first. Events are always by date */
    size_t limit;
    struct search_place after;
};

/* A sentence of a version's text with what was found in it, whole words; spans are bytes of `text`. */
struct search_sentence { uint32_t number; str text; const span *marks; size_t mark_count; };

struct found_article {
    int64_t article, version;
    str title, outlet, published, url;
    struct search_sentence sentence;
    size_t more;                    /* other sentences of it with something found */
    const str *acts; size_t act_count;      /* types of its records, each once */
};

struct found_event {
    int64_t record, article, version;
    str type, mode, place, outlet, published, title;
    bool dated, from_text;
    int32_t from, to;
    uint32_t status;
    const str *parties[3]; size_t party_counts[3];      /* actors, recipients, on whose word */
    int stance;                     /* ghotona_stance, -1: nobody is named */
    double confidence;
    struct search_sentence sentence;
};

struct search_page {
    const struct found_article *articles;
    const struct found_event *events;
    size_t count;
    bool more;                      /* there is a next page, */
    struct search_place next;       /* after this */
    bool only_latest;               /* more matched than were ranked */
    bool out_of_time;
};

/* How many articles (or records) that match have a value. */
enum search_facet { FACET_TYPE, FACET_MODE, FACET_OUTLET, FACET_ACTOR, FACET_PLACE, FACET_MONTH, FACET_COUNT };
extern const char *const search_facet_names[FACET_COUNT];
struct facet_value { str value; int64_t count; };
struct facet_counts { bool wanted; const struct facet_value *values; size_t count; };
struct search_counts { struct facet_counts facets[FACET_COUNT]; size_t matched; bool out_of_time; };

/* False after an error of the archive; what they give is in the arena. */
bool search_articles(struct archive *archive, struct arena *arena, const struct search_request *request, struct search_page *page);
bool search_events(struct archive *archive, struct arena *arena, const struct search_request *request, struct search_page *page);
/* Of each facet that is wanted the most frequent `limit` values, and how many match. `events`: records are counted, else articles. */
bool search_count(struct archive *archive, struct arena *arena, const struct search_request *request, bool events, size_t limit, struct search_counts *counts);

#endif
