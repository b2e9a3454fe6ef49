/* ghotona timeline: events by day, week, month or year. SPDX-License-Identifier: Apache-2.0 */
#include "cli/accounted.h"

const char timeline_help[] =
    "Usage: ghotona timeline [OPTIONS] ARCHIVE\n"
    "\n"
    "How many events took place in each month, by the day that their records tell: an event that many articles tell counts once. A chart\n"
    "for people, rows in JSON and CSV. Events whose day is not known, or not as exactly as the unit wants, are left out.\n"
    "\n"
    "  ghotona timeline news.db --type PROTEST --place ঢাকা\n"
    "  ghotona timeline news.db --by day --since 2024-07 --until 2024-08 --share\n"
    "  ghotona timeline news.db --by year --types --csv\n"
    "\n"
    "  --by UNIT       day, week (called by its Monday), month or year\n"
    "  --types         each type apart\n"
    "  --share         the chart shows events for every 100 articles of that time, so that months with more articles do not look busier;\n"
    "                  the rows always have both\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

enum { PERIOD, TYPE, EVENTS, RECORDS, ARTICLES, SHARE, BAR_MAX = 50 };
struct bar { str period; int64_t events, articles; double share; bool has_share; };

/* `accounted` first, so that a row's writer gets to the rest. */
struct timeline { struct accounted x; bool types, share; VEC(struct bar) bars; };

static void keep_bar(struct accounted *x, sqlite3_stmt *s) {
    struct timeline *t = (struct timeline *)x;
    *vec_push(&x->arena, &t->bars) = (struct bar){arena_copy(&x->arena, store_text(s, PERIOD)), sqlite3_column_int64(s, EVENTS), sqlite3_column_int64(s, ARTICLES),
                                                  sqlite3_column_double(s, SHARE), sqlite3_column_type(s, SHARE) != SQLITE_NULL};
}

static double height(const struct timeline *t, const struct bar *bar) { return t->share ? bar->share : (double)bar->events; }

static void draw_bar(struct timeline *t, const struct bar *bar, double highest) {
    struct table *to = &t->x.table;
    struct buf line = {0};
    int length = highest > 0 ? (int)(height(t, bar) / highest * BAR_MAX + 0.5) : 0;
    buf_printf(&line, "%-10.*s %7lld %8lld ", (int)bar->period.len, bar->period.at, (long long)bar->events, (long long)bar->articles);
    if (bar->has_share) buf_printf(&line, "%8.2f  ", bar->share);
    else buf_printf(&line, "%8s  ", "");
    table_say_number(to, buf_view(&line));
    for (int i = 0; i < length; i++) table_say(to, STR("█"));
    table_say(to, STR("\n"));
    buf_free(&line);
}

static void draw(struct timeline *t) {
    double highest = 0;
    for (uint32_t i = 0; i < t->bars.len; i++)
        if (height(t, &t->bars.at[i]) > highest) highest = height(t, &t->bars.at[i]);
    if (t->bars.len) table_say(&t->x.table, STR("period      events articles  per 100\n"));
    for (uint32_t i = 0; i < t->bars.len; i++) draw_bar(t, &t->bars.at[i], highest);
}

static bool is_unit(const char *unit) {
    return strcmp(unit, "day") == 0 || strcmp(unit, "week") == 0 || strcmp(unit, "month") == 0 || strcmp(unit, "year") == 0;
}

static int show(struct timeline *t) {
    static const struct column columns[] = {{"period", -10}, {"type", -8}, {"events", 7}, {"records", 7}, {"articles", 8}, {"per_100_articles", 16}};
    bool chart = t->x.table.form == TABLE_TEXT && !t->types;
    if (!chart) table_columns(&t->x.table, columns, LENGTH(columns));
    int end = accounted_rows(&t->x, ACCOUNT_TIMELINE, chart ? keep_bar : accounted_row);
    if (chart && end == CLI_DONE) draw(t);
    return end;
}

int cmd_timeline(const struct command *self, int argc, char **argv) {
    struct timeline t = {.x = {.self = self}};
    const char *unit = "month";
    const struct cli_option table[] = {{"by", 0, OPTION_TEXT, &unit}, {"types", 0, OPTION_FLAG, &t.types}, {"share", 0, OPTION_FLAG, &t.share}, ACCOUNTED_OPTIONS(t.x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0) return CLI_USAGE;
    if (!is_unit(unit)) {
        talk("ghotona %s: --by wants day, week, month or year, not '%s'", self->name, unit);
        return CLI_USAGE;
    }
    int end = accounted_open(&t.x, argv, count, 1);
    if (end != CLI_DONE) return end;
    t.x.options.unit = str_of(unit);
    if (t.types) t.x.options.by = STR("type");
    return accounted_close(&t.x, show(&t));
}
