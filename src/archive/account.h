/* Accounts of what the archive holds, over all articles: rows of columns, chosen by a query of fields. docs/stories.md has each as SQL of the
 * views. SPDX-License-Identifier: Apache-2.0 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "archive/select.h"

enum account_kind {
    ACCOUNT_TIMELINE,       /* unit: day, week, month, year; by type where `by` is "type" */
    ACCOUNT_ACTORS, ACCOUNT_PAIRS, ACCOUNT_EDGES, ACCOUNT_NODES, ACCOUNT_QUOTES,
    ACCOUNT_PLEDGES,        /* day: today */
    ACCOUNT_COVERAGE, ACCOUNT_DIFFERENCES,
};

struct account_options { str unit, by; int64_t limit /* rows; below 0: all */, day; };
struct account { struct archive *archive; struct selection selection; sqlite3_stmt *rows; };

/* False after an error; to be closed all the same. `filter` may be NULL, and asks for no words. */
bool account_open(struct account *x, struct archive *archive, struct arena *arena, enum account_kind kind, const struct query_node *filter, const struct account_options *options);
/* The next row; false at the end and after an error. Its columns are taken from x->rows. */
bool account_row(struct account *x);
void account_close(struct account *x);

#endif
