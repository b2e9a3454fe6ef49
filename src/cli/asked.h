/* What the commands share that take a query. SPDX-License-Identifier: Apache-2.0 */
#ifndef ASKED_H
#define ASKED_H

#include "archive/search.h"
#include "cli/archived.h"
#include "cli/table.h"

struct asked {
    const struct command *self;
    struct table_options table_options;
    bool events;                    /* records are asked for, which stand by date */
    int limit;
    const char *after, *facets, *sort;
    const char *path, *text;        /* the archive; the query, or NULL */
    struct archive *archive;
    struct arena arena;
    struct table table;
    struct search_request request;
    struct search_counts counts;
};

enum { ASKED_LIMIT = 20, FACET_VALUES = 10 };
#define ASKED_OPTIONS(o) \
    {"limit", 'n', OPTION_NUMBER, &(o).limit}, {"after", 0, OPTION_TEXT, &(o).after}, {"facets", 0, OPTION_TEXT, &(o).facets}, TABLE_OPTIONS((o).table_options)
#define ASKED_OPTIONS_HELP \
    "  -n, --limit N   so many at once (20, at most 1000)\n" \
    "  --after TOKEN   the next page; the command for it is told at the end of each\n" \
    "  --facets LIST   also how many match, by type, mode, outlet, actor, place, month: --facets type,outlet. In CSV and JSON lines instead of\n" \
    "                  what was found\n" \
    TABLE_OPTIONS_HELP
#define ASKED_QUERY_HELP \
    "A query, in one pair of quotation marks for the shell:\n" \
    "  পুলিশ মামলা                      both words, in any form: পুলিশের, মামলায়; a word AND a word is the same\n" \
    "  মামলা OR জামিন                  either; brackets group: (মামলা OR জামিন) পুলিশ\n" \
    "  পুলিশ NOT মামলা                  what comes after NOT is left out\n" \
    "  \"মামলা করেছে পুলিশ\"           these words together, exactly in this form;  ~\"মামলা করা\"  together in any form\n" \
    "  গ্রেপ্*                             words that begin so\n" \
    "  NEAR(পুলিশ মামলা, 5)              at most five words between them (10 without a number)\n" \
    "  title:হরতাল                      in the title\n" \
    "  type:ASSAULT,PROTEST  mode:beat  status:future  confidence:0.8      of records; status:fact is none of future, hypothetical,\n" \
    "                                   historical, negation\n" \
    "  actor:পুলিশ  recipient:GOV  said:পুলিশ  place:ঢাকা      who, to whom, on whose word, where: names in either script, or codes;\n" \
    "                                   a place has those in it\n" \
    "  outlet:prothomalo  since:2024-07  until:২০২৪-০৭-১৮      a year, a month or a day\n" \
    "Fields of records stand for the same record. AND, OR, NOT, NEAR are written in capitals.\n"

/* Opens all; CLI_DONE, or what the command ends with after a message. */
int asked_open(struct asked *x, char **operands, int count, bool query_wanted);
/* Counts what the facets want, and writes it where it stands instead of rows. True: no rows are wanted. */
bool asked_counted(struct asked *x, bool events, int *end);
/* Facets beside the rows, and how to go on; closes all. What the command ends with. */
int asked_close(struct asked *x, const struct search_page *page, int end);
/* Parts of a layout for people: what stands first in an entry, a text that cannot steer a terminal after `before` (nothing for an empty
 * one), the end of a line. */
void asked_heading(struct table *t, str id);
void asked_word(struct table *t, const char *before, str text);
void asked_line_end(struct table *t);
/* A sentence for people, its marks in color or between « ». */
void asked_sentence(struct table *t, const struct search_sentence *s);
/* The marked words as a cell. */
void asked_hits(struct asked *x, const struct search_sentence *s);

#endif
