/* A page while it is read: what each field is taken from. */
#ifndef FIELDS_H
#define FIELDS_H

#include "pages/facts.h"
#include "pages/moments.h"
#include "pages/pages.h"

struct page {
    const pack *pk;
    const struct tree *tree;
    struct blocks *blocks;
    struct arena *arena;
    const struct page_hints *hints;
    struct facts json, meta, micro;
    uint32_t holder;            /* the element that holds the body, or 0 */
    uint32_t heading;           /* the <h1> of the article, or 0 */
    uint32_t from, to;          /* the blocks [from, to) round the article: from its heading to a little behind its body */
    enum moment_place place; bool place_known;
    struct document *out;
};

/* Whether an element holds a date, by its name or class. */
bool element_is_date(const struct tree *t, uint32_t i);
void page_title(struct page *p);
void page_byline(struct page *p);
void page_dates(struct page *p);
void page_captions(struct page *p);
/* Drops from the body what its words show to be none of it; takes the credit line and the place of the dateline out of it. */
void page_passages(struct page *p);

/* A text for comparison: folded, without blanks and signs. */
str compare_key(const struct page *p, str text);
/* The first known of some texts. */
static inline str first_known(str a, str b, str c) { return a.len ? a : b.len ? b : c; }

#endif
