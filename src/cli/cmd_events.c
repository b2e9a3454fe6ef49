/* ghotona events: records of an archive by who, what, when, where, and by the words of their articles. SPDX-License-Identifier: Apache-2.0 */
#include "cli/asked.h"
#include "output/write.h"

const char events_help[] =
    "Usage: ghotona events [OPTIONS] ARCHIVE [QUERY]\n"
    "\n"
    "Lists records, who did what to whom, the latest first: each with the sentence that tells it. Without QUERY it lists all.\n"
    "\n"
    "  ghotona events news.db 'type:COERCE actor:পুলিশ place:ঢাকা since:2024-07'\n"
    "  ghotona events news.db 'type:ASSAULT NOT actor:পুলিশ হরতাল'         in articles with the word\n"
    "  ghotona events news.db 'status:fact confidence:0.8' --csv -o events.csv -n 1000\n"
    "  ghotona events news.db since:2024 --facets type,actor,month\n"
    "\n"
    ASKED_QUERY_HELP
    "since: and until: are of the day an act took place; words are looked for in the whole article that tells it.\n"
    "\n"
    ASKED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

static const struct column columns[] = {
    {"id", 0}, {"article", 0}, {"date", 0}, {"enddate", 0}, {"date_basis", 0}, {"type", 0}, {"mode", 0}, {"status", 0}, {"actors", 0}, {"recipients", 0}, {"said_by", 0},
    {"stance", 0}, {"place", 0}, {"confidence", 0}, {"outlet", 0}, {"published", 0}, {"title", 0}, {"sentence", 0}, {"hits", 0},
};

static size_t statuses(uint32_t bits, str names[STATUS_COUNT]) {
    size_t count = 0;
    for (unsigned i = 0; i < STATUS_COUNT; i++)
        if (bits & 1u << i) names[count++] = str_of(status_names[i]);
    return count;
}

static void put_day(struct table *t, bool known, int32_t day) {
    if (known) table_day(t, day);
    else table_none(t);
}

static void put_row(struct asked *x, const struct found_event *e) {
    struct table *t = &x->table;
    str names[STATUS_COUNT];
    table_text(t, arena_printf(&x->arena, "r%lld", (long long)e->record));
    table_text(t, arena_printf(&x->arena, "a%lld", (long long)e->article));
    put_day(t, e->dated, e->from);
    put_day(t, e->dated, e->to);
    table_text(t, e->dated ? (e->from_text ? STR("text") : STR("published")) : (str){0});
    table_text(t, e->type);
    table_text(t, e->mode);
    table_list(t, names, statuses(e->status, names));
    for (int role = 0; role < 3; role++) table_list(t, e->parties[role], e->party_counts[role]);
    table_text(t, e->stance >= 0 && e->stance < STANCE_COUNT ? str_of(stance_names[e->stance]) : (str){0});
    table_text(t, e->place);
    table_real(t, e->confidence, 4);
    table_text(t, e->outlet);
    table_text(t, e->published);
    table_text(t, e->title);
    table_text(t, e->sentence.text);
    asked_hits(x, &e->sentence);
    table_end_row(t);
}

static void say_days(struct asked *x, const struct found_event *e) {
    struct buf days = {0};
    if (!e->dated) buf_text(&days, "undated");
    else if (!e->from_text) buf_byte(&days, '~');
    if (e->dated) write_day(&days, e->from);
    if (e->dated && e->to != e->from) buf_byte(&days, '/'), write_day(&days, e->to);
    table_say(&x->table, STR("  "));
    table_say_number(&x->table, buf_view(&days));
    buf_free(&days);
}

static void say_parties(struct table *t, const str *parties, size_t count) {
    if (count == 0) table_say(t, STR("-"));
    for (size_t i = 0; i < count; i++) asked_word(t, i ? "; " : "", parties[i]);
}

static void say_heading(struct asked *x, const struct found_event *e) {
    struct table *t = &x->table;
    str names[STATUS_COUNT];
    asked_heading(t, arena_printf(&x->arena, "r%lld", (long long)e->record));
    say_days(x, e);
    asked_word(t, "  ", e->type);
    if (e->mode.len) asked_word(t, ".", e->mode);
    size_t count = statuses(e->status, names);
    for (size_t i = 0; i < count; i++) asked_word(t, " ", names[i]);
    table_say(t, STR("  "));
    table_say_number(t, arena_printf(&x->arena, "%.2f", e->confidence));
    if (e->place.len) asked_word(t, "  ", e->place);
    asked_line_end(t);
}

static void say_event(struct asked *x, const struct found_event *e) {
    struct table *t = &x->table;
    say_heading(x, e);
    table_say(t, STR("    "));
    say_parties(t, e->parties[0], e->party_counts[0]);
    table_say(t, STR(" → "));
    say_parties(t, e->parties[1], e->party_counts[1]);
    asked_line_end(t);
    if (e->party_counts[2]) {
        table_say(t, STR("    "));
        table_say(t, e->stance >= 0 && e->stance < STANCE_COUNT ? str_of(stance_names[e->stance]) : STR("said by"));
        table_say(t, STR(": "));
        say_parties(t, e->parties[2], e->party_counts[2]);
        asked_line_end(t);
    }
    table_say(t, STR("    "));
    asked_sentence(t, &e->sentence);
    asked_line_end(t);
    asked_word(t, "    in ", arena_printf(&x->arena, "a%lld", (long long)e->article));
    asked_word(t, "  ", e->published);
    asked_word(t, "  ", e->outlet);
    asked_line_end(t);
    table_say(t, STR("\n"));
}

static int show_page(struct asked *x, struct search_page *page) {
    if (!search_events(x->archive, &x->arena, &x->request, page)) return archived_failed(x->archive);
    if (x->table.form != TABLE_TEXT) table_columns(&x->table, columns, LENGTH(columns));
    for (size_t i = 0; i < page->count; i++) (x->table.form == TABLE_TEXT ? say_event : put_row)(x, &page->events[i]);
    return CLI_DONE;
}

int cmd_events(const struct command *self, int argc, char **argv) {
    struct asked x = {.self = self, .limit = ASKED_LIMIT, .events = true};
    struct search_page page;
    const struct cli_option table[] = {ASKED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    int end = count < 0 ? CLI_USAGE : asked_open(&x, argv, count, false);
    if (end != CLI_DONE) return end;
    if (asked_counted(&x, true, &end)) return asked_close(&x, NULL, end);
    end = show_page(&x, &page);
    return asked_close(&x, &page, end);
}
