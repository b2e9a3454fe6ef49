/* ghotona score: records, or articles, against what was coded by hand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/score.h"

const char score_help[] =
    "Usage: ghotona score GOLD RECORDS [--text ARTICLES] [--show N] [--json]\n"
    "\n"
    "Measures what `ghotona read` wrote against articles coded by hand.\n"
    "\n"
    "  ghotona read --json articles.ndjson | ghotona score gold.jsonl -\n"
    "  ghotona read --articles articles.ndjson | ghotona score gold.jsonl - --text articles.ndjson\n"
    "\n"
    "GOLD has a coded article a line: id, events, people, dates, quotes. RECORDS has what `read --json` wrote, or what\n"
    "`read --articles` wrote; `-` is the standard input. Articles are matched by their id.\n"
    "\n"
    "Records: a record and a coded event can be the same only if their types are. Pairs are taken best first.\n"
    "  detected   the type, and the sentence or both parties\n"
    "  country    detected, with the countries of actor and recipient right\n"
    "  record     detected, with country and sector of both right; this is the headline, and the figure of each type\n"
    "  mode, aux, date, place, said\n"
    "             the share right among detected events where the gold has one (aux, the status: always)\n"
    "Events the coder was not sure of (certainty 1) count neither way, and neither does an event told again.\n"
    "\n"
    "Articles: people by name, dates by the expression, quotations by where they stand; then the share of attributes right.\n"
    "\n"
    "  --text ARTICLES  the articles themselves, as `read` got them; needed to score articles\n"
    "  --show N         write the first N mistakes to standard error\n"
    "  --json           one object\n"
    "\n"
    "Ends with 0 when done, 1 when a file cannot be read or is not what it should be, 2 when called wrongly.\n";

/* Articles have lists that records have not. */
static bool is_article(const json_t *object) { return json_object_get(object, "people") || json_object_get(object, "sentences"); }

static int score(const struct command *self, const struct score_options *o, struct json_lines *gold, struct json_lines *records) {
    if (!json_lines_load(gold, o->gold) || !json_lines_load(records, o->records)) return CLI_FAILED;
    if (records->len == 0 || !is_article(records->at[0].object)) return score_events(o, gold, records);
    if (o->text) return score_articles(o, gold, records);
    talk("ghotona %s: %s has articles; give their texts with --text ARTICLES", self->name, records->file);
    return CLI_USAGE;
}

int cmd_score(const struct command *self, int argc, char **argv) {
    struct score_options o = {0};
    struct json_lines gold = {0}, records = {0};
    const struct cli_option table[] = {
        {"text", 0, OPTION_TEXT, &o.text}, {"show", 0, OPTION_NUMBER, &o.show}, {"json", 0, OPTION_FLAG, &o.json}};
    int operands = options_parse(self, table, LENGTH(table), argc, argv);
    if (operands < 0) return CLI_USAGE;
    if (operands != 2) {
        talk("ghotona %s: two files are wanted, GOLD and RECORDS; 'ghotona %s --help' tells more", self->name, self->name);
        return CLI_USAGE;
    }
    o.gold = argv[0];
    o.records = argv[1];
    int end = score(self, &o, &gold, &records);
    json_lines_free(&gold);
    json_lines_free(&records);
    return end;
}
