/* What the commands share that count and list over a whole archive. SPDX-License-Identifier: Apache-2.0 */
#ifndef ACCOUNTED_H
#define ACCOUNTED_H

#include "archive/account.h"
#include "cli/archived.h"
#include "cli/table.h"

struct accounted {
    const struct command *self;
    struct table_options table_options;
    const char *type, *actor, *place, *outlet, *since, *until;      /* the filter */
    const char *also;               /* more of a query, the command's own; or NULL */
    int limit;                      /* 0: all */
    struct account_options options;
    struct archive *archive;
    struct arena arena;
    struct table table;
};

#define ACCOUNTED_OPTIONS(x) \
    {"type", 0, OPTION_TEXT, &(x).type}, {"actor", 0, OPTION_TEXT, &(x).actor}, {"place", 0, OPTION_TEXT, &(x).place}, {"outlet", 0, OPTION_TEXT, &(x).outlet}, \
    {"since", 0, OPTION_TEXT, &(x).since}, {"until", 0, OPTION_TEXT, &(x).until}, {"limit", 'n', OPTION_NUMBER, &(x).limit}, TABLE_OPTIONS((x).table_options)
#define ACCOUNTED_OPTIONS_HELP \
    "  --type TYPE     only records of this type: COERCE;  --actor NAME: with this party, a name in either script or a code;\n" \
    "  --place NAME    there or in it;  --outlet NAME;  --since DAY, --until DAY: 2024, 2024-07 or 2024-07-18\n" \
    "  -n, --limit N   so many rows\n" \
    TABLE_OPTIONS_HELP

/* Opens the archive and the output; CLI_DONE, or what the command ends with after a message. */
int accounted_open(struct accounted *x, char **operands, int count, int wanted);
/* Goes through the rows; `row` writes one. What the command ends with. */
int accounted_rows(struct accounted *x, enum account_kind kind, void (*row)(struct accounted *x, sqlite3_stmt *s));
/* A row as it stands, a cell for each column. */
void accounted_row(struct accounted *x, sqlite3_stmt *s);
/* A cell. */
void accounted_cell(struct accounted *x, sqlite3_stmt *s, int column);
int accounted_close(struct accounted *x, int end);

#endif
