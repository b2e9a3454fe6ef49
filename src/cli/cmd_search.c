/* ghotona search: articles of an archive by their words and their records. SPDX-License-Identifier: Apache-2.0 */
#include "cli/asked.h"

const char search_help[] =
    "Usage: ghotona search [OPTIONS] ARCHIVE QUERY\n"
    "\n"
    "Finds articles by their words, and by what acts they tell; of each it shows the sentence that says most of it, with what was found\n"
    "between « », or in color.\n"
    "\n"
    "  ghotona search news.db 'পুলিশ মামলা'\n"
    "  ghotona search news.db 'type:COERCE actor:পুলিশ place:ঢাকা since:2024-07 মামলা'\n"
    "  ghotona search news.db '\"নিরাপদ সড়ক\" OR NEAR(শিক্ষার্থী সড়ক, 5)' --sort date\n"
    "  ghotona search news.db হরতাল --facets type,outlet,month\n"
    "  ghotona search news.db হরতাল --csv --bom -o hartal.csv -n 1000\n"
    "\n"
    ASKED_QUERY_HELP
    "since: and until: are of the day an article was published.\n"
    "\n"
    "  --sort ORDER    rank: the best first, as without it; date: the latest first\n"
    ASKED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

static const struct column columns[] = {{"id", 0}, {"published", 0}, {"outlet", 0}, {"types", 0}, {"more", 0}, {"title", 0}, {"sentence", 0}, {"hits", 0}, {"url", 0}};

static void put_row(struct asked *x, const struct found_article *f) {
    struct table *t = &x->table;
    table_text(t, arena_printf(&x->arena, "a%lld", (long long)f->article));
    table_text(t, f->published);
    table_text(t, f->outlet);
    table_list(t, f->acts, f->act_count);
    table_number(t, (int64_t)f->more);
    table_text(t, f->title);
    table_text(t, f->sentence.text);
    asked_hits(x, &f->sentence);
    table_text(t, f->url);
    table_end_row(t);
}

static void say_article(struct asked *x, const struct found_article *f) {
    struct table *t = &x->table;
    asked_heading(t, arena_printf(&x->arena, "a%lld", (long long)f->article));
    asked_word(t, "  ", f->published);
    asked_word(t, "  ", f->outlet);
    for (size_t i = 0; i < f->act_count; i++) asked_word(t, i ? " " : "  ", f->acts[i]);
    asked_line_end(t);
    if (f->title.len) asked_word(t, "    ", f->title), asked_line_end(t);
    if (f->sentence.number > 0 || !f->title.len) {
        table_say(t, STR("    "));
        asked_sentence(t, &f->sentence);
        asked_line_end(t);
    }
    if (f->more) {
        str more = arena_printf(&x->arena, "%zu", f->more);
        table_say(t, STR("    + "));
        table_say_number(t, more);
        table_say(t, f->more == 1 ? STR(" other sentence\n") : STR(" other sentences\n"));
    }
    table_say(t, STR("\n"));
}

static int show_page(struct asked *x, struct search_page *page) {
    if (!search_articles(x->archive, &x->arena, &x->request, page)) return archived_failed(x->archive);
    if (x->table.form != TABLE_TEXT) table_columns(&x->table, columns, LENGTH(columns));
    for (size_t i = 0; i < page->count; i++) (x->table.form == TABLE_TEXT ? say_article : put_row)(x, &page->articles[i]);
    return CLI_DONE;
}

int cmd_search(const struct command *self, int argc, char **argv) {
    struct asked x = {.self = self, .limit = ASKED_LIMIT};
    struct search_page page;
    const struct cli_option table[] = {{"sort", 0, OPTION_TEXT, &x.sort}, ASKED_OPTIONS(x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    int end = count < 0 ? CLI_USAGE : asked_open(&x, argv, count, true);
    if (end != CLI_DONE) return end;
    if (asked_counted(&x, false, &end)) return asked_close(&x, NULL, end);
    end = show_page(&x, &page);
    return asked_close(&x, &page, end);
}
