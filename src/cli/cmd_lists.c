/* ghotona actors, dyad, quotes, pledges, coverage, differences: lists over a whole archive. SPDX-License-Identifier: Apache-2.0 */
#include "cli/accounted.h"
#include <time.h>

enum { LINES = 50 };

static int list(struct accounted *x, enum account_kind kind, const struct column *columns, size_t column_count, int argc, char **argv,
                void (*row)(struct accounted *x, sqlite3_stmt *s)) {
    int end = accounted_open(x, argv, argc, 1);
    if (end != CLI_DONE) return end;
    table_columns(&x->table, columns, column_count);
    return accounted_close(x, accounted_rows(x, kind, row));
}

/* ---- actors ------------------------------------------------------------------------------------------------------------------------ */

const char actors_help[] =
    "Usage: ghotona actors [OPTIONS] ARCHIVE\n"
    "\n"
    "Who takes part in what the archive tells, those who do so most first: how often each acted, was acted on, was the source, in how many\n"
    "events and articles, from when to when.\n"
    "\n"
    "  ghotona actors news.db\n"
    "  ghotona actors news.db --type ASSAULT --place ঢাকা --since 2024 --csv\n"
    "\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

int cmd_actors(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"actor", 6}, {"did", 6}, {"undergone", 9}, {"said", 6}, {"events", 6}, {"articles", 8}, {"first", -10}, {"last", -10},
                                            {"code", -4}, {"sector", -6}, {"key", 0}, {"text", 0}};
    struct accounted x = {.self = self, .limit = LINES};
    const struct cli_option table[] = {ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    return count < 0 ? CLI_USAGE : list(&x, ACCOUNT_ACTORS, columns, LENGTH(columns), count, argv, accounted_row);
}

/* ---- dyad -------------------------------------------------------------------------------------------------------------------------- */

const char dyad_help[] =
    "Usage: ghotona dyad [OPTIONS] ARCHIVE A B\n"
    "\n"
    "What A did to B and B to A, by type: events, records, articles, the mean of the scale from conflict (-10) to cooperation (10).\n"
    "\n"
    "  ghotona dyad news.db India Bangladesh\n"
    "  ghotona dyad news.db পুলিশ BNP --since 2024-07 --json\n"
    "  ghotona events news.db 'actor:India recipient:Bangladesh'      the sentences\n"
    "\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

static void put_dyad_row(struct accounted *x, sqlite3_stmt *s) {
    table_text(&x->table, x->options.by);
    accounted_row(x, s);
}

static str side_of(struct accounted *x, const char *field, const char *name) {
    str value = arena_copy(&x->arena, str_of(name));
    struct buf clean = {0};
    for (size_t i = 0; i < value.len; i++) buf_byte(&clean, value.at[i] == '"' ? ' ' : value.at[i]);
    str side = arena_printf(&x->arena, " %s:\"%.*s\"", field, (int)clean.len, clean.len ? clean.at : "");
    buf_free(&clean);
    return side;
}

static int list_direction(struct accounted *x, const char *a, const char *b, const char *direction) {
    str from = side_of(x, "actor", a), to = side_of(x, "recipient", b);
    struct buf also = {0};
    buf_printf(&also, "%.*s%.*s%c", (int)from.len, from.at, (int)to.len, to.at, 0);
    x->also = also.at;
    x->options.by = str_of(direction);
    int end = accounted_rows(x, ACCOUNT_PAIRS, put_dyad_row);
    buf_free(&also);
    return end;
}

int cmd_dyad(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"direction", -9}, {"events", 6}, {"records", 7}, {"articles", 8}, {"scale", 6}, {"first", -10}, {"last", -10}, {"type", -8}, {"mode", 0}};
    struct accounted x = {.self = self};
    const struct cli_option table[] = {ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    int end = count < 0 ? CLI_USAGE : accounted_open(&x, argv, count, 3);
    if (end != CLI_DONE) return end;
    table_columns(&x.table, columns, LENGTH(columns));
    end = list_direction(&x, argv[1], argv[2], "A>B");
    if (end == CLI_DONE) end = list_direction(&x, argv[2], argv[1], "B>A");
    return accounted_close(&x, end);
}

/* ---- quotes ------------------------------------------------------------------------------------------------------------------------ */

const char quotes_help[] =
    "Usage: ghotona quotes [OPTIONS] ARCHIVE\n"
    "\n"
    "What was said and by whom, the latest first: direct speech and what is told of it.\n"
    "\n"
    "  ghotona quotes news.db --speaker ইউনূস --since 2025-01\n"
    "\n"
    "  --speaker NAME  whose name has this in it\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

static void put_quote(struct accounted *x, sqlite3_stmt *s) {
    struct buf text = {0};
    struct table *t = &x->table;
    size_t from = (size_t)sqlite3_column_int64(s, 2), to = (size_t)sqlite3_column_int64(s, 3);
    bool there = archive_text(x->archive, sqlite3_column_int64(s, 1), &text) && from <= to && to <= text.len;
    accounted_cell(x, s, 0);
    accounted_cell(x, s, 4);
    table_flag(t, sqlite3_column_int(s, 5));
    for (int i = 6; i < 8; i++) accounted_cell(x, s, i);
    if (there) table_text(t, str_sub(buf_view(&text), from, to));
    else table_none(t);
    table_end_row(t);
    buf_free(&text);
}

int cmd_quotes(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"article", 8}, {"day", -10}, {"direct", -6}, {"outlet", -16}, {"speaker", 0}, {"text", 0}};
    struct accounted x = {.self = self, .limit = LINES};
    const char *speaker = NULL;
    const struct cli_option table[] = {{"speaker", 0, OPTION_TEXT, &speaker}, ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    x.options.by = str_of(speaker);
    return count < 0 ? CLI_USAGE : list(&x, ACCOUNT_QUOTES, columns, LENGTH(columns), count, argv, put_quote);
}

/* ---- pledges ----------------------------------------------------------------------------------------------------------------------- */

const char pledges_help[] =
    "Usage: ghotona pledges [OPTIONS] ARCHIVE\n"
    "\n"
    "Who promised (AGREE, CONCEDE) or threatened (THREATEN) what to whom, by when: what falls due first stands first. A pledge that many\n"
    "articles tell is one row: `tellings` records in `reports` texts that are no copies of each other. `due`: overdue, due now, open, or\n"
    "nothing where no deadline was told. Whether it was kept is for people to say.\n"
    "\n"
    "  ghotona pledges news.db --actor সরকার --since 2024-08\n"
    "  ghotona pledges news.db --today 2026-01-31 --jsonl\n"
    "\n"
    "  --today DAY     the day that deadlines are held against (today)\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

static bool read_today(const struct command *self, const char *today, int64_t *day) {
    int32_t given;
    *day = (int64_t)(time(NULL) / 86400);
    if (!today) return true;
    if (!days_from_iso(str_of(today), &given)) {
        talk("ghotona %s: --today wants a day such as 2026-01-31, not '%s'", self->name, today);
        return false;
    }
    *day = given;
    return true;
}

static void put_pledge(struct accounted *x, sqlite3_stmt *s) {
    enum { NOT_TO = 6 };
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        if (i == NOT_TO) table_flag(&x->table, sqlite3_column_int(s, i));
        else accounted_cell(x, s, i);
    }
    table_end_row(&x->table);
}

int cmd_pledges(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"event", 7}, {"date", -10}, {"due_from", -10}, {"due_to", -10}, {"due", -7}, {"type", -8}, {"not_to", -6}, {"tellings", 8},
                                            {"reports", 7}, {"outlets", 7}, {"by", 0}, {"to", 0}, {"content", 0}};
    struct accounted x = {.self = self, .limit = LINES};
    const char *today = NULL;
    const struct cli_option table[] = {{"today", 0, OPTION_TEXT, &today}, ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0 || !read_today(self, today, &x.options.day)) return CLI_USAGE;
    return list(&x, ACCOUNT_PLEDGES, columns, LENGTH(columns), count, argv, put_pledge);
}

/* ---- coverage ---------------------------------------------------------------------------------------------------------------------- */

const char coverage_help[] =
    "Usage: ghotona coverage [OPTIONS] ARCHIVE\n"
    "\n"
    "What the archive holds of each outlet and month: articles, days on which there are any, texts that are no copies of each other, records.\n"
    "A month without articles has no row: what is not in the archive was not looked at, which is not to say that it did not happen.\n"
    "\n"
    "  ghotona coverage news.db --since 2024 --csv -o coverage.csv\n"
    "\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

int cmd_coverage(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"month", -7}, {"articles", 8}, {"days", 4}, {"reports", 8}, {"records", 8}, {"outlet", 0}};
    struct accounted x = {.self = self};
    const struct cli_option table[] = {ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    return count < 0 ? CLI_USAGE : list(&x, ACCOUNT_COVERAGE, columns, LENGTH(columns), count, argv, accounted_row);
}

/* ---- differences -------------------------------------------------------------------------------------------------------------------- */

const char differences_help[] =
    "Usage: ghotona differences [OPTIONS] ARCHIVE\n"
    "\n"
    "Events that are told differently: for each number, date, place, actor, recipient or stance that tellings disagree on, a row for every\n"
    "value, with how many records in how many independent reports have it, since when, and in which outlets. What a telling leaves out is no\n"
    "difference. A later number may be news, not a contradiction: `first` tells when each was told first.\n"
    "\n"
    "  ghotona differences news.db --type ASSAULT --since 2024-07\n"
    "\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

int cmd_differences(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"event", 7}, {"field", -10}, {"records", 7}, {"reports", 7}, {"first", -10}, {"type", -8}, {"value", 0}, {"outlets", 0}};
    struct accounted x = {.self = self};
    const struct cli_option table[] = {ACCOUNTED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    return count < 0 ? CLI_USAGE : list(&x, ACCOUNT_DIFFERENCES, columns, LENGTH(columns), count, argv, accounted_row);
}
