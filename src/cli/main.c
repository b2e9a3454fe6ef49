/* ghotona: the command table and what needs no command.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

static int cmd_help(const struct command *self, int argc, char **argv);

static const char help_help[] =
    "Usage: ghotona help [COMMAND]\n"
    "\n"
    "Tells what a command does and which options it has; without COMMAND, which commands there are.\n";

static const struct command commands[] = {
    {"read", "write the records of articles", read_help, cmd_read},
    {"extract", "write the articles in pages, feeds, crawls and exports", extract_help, cmd_extract},
    {"add", "keep articles and their records in an archive", add_help, cmd_add},
    {"rerun", "read again what an older pack or version read", rerun_help, cmd_rerun},
    {"status", "tell what an archive holds", status_help, cmd_status},
    {"doctor", "look whether an archive is sound and up to date", doctor_help, cmd_doctor},
    {"verify", "look at every page and text of an archive", verify_help, cmd_verify},
    {"backup", "copy an archive, also while it is written to", backup_help, cmd_backup},
    {"migrate", "bring an archive of an older ghotona up to date", migrate_help, cmd_migrate},
    {"search", "find articles of an archive by words and records", search_help, cmd_search},
    {"events", "list records of an archive", events_help, cmd_events},
    {"show", "show an article or a record of an archive whole", show_help, cmd_show},
    {"timeline", "count events by day, week, month or year", timeline_help, cmd_timeline},
    {"actors", "list who takes part in what an archive tells", actors_help, cmd_actors},
    {"dyad", "count what two actors did to each other", dyad_help, cmd_dyad},
    {"network", "write who acts on whom as a graph", network_help, cmd_network},
    {"quotes", "list what was said and by whom", quotes_help, cmd_quotes},
    {"pledges", "list promises and threats by when they fall due", pledges_help, cmd_pledges},
    {"coverage", "count the articles of each outlet and month", coverage_help, cmd_coverage},
    {"differences", "list what tellings of an event disagree on", differences_help, cmd_differences},
    {"explain", "show why records arose in an article, and why not", explain_help, cmd_explain},
    {"words", "show the words of a text with their lemmas", words_help, cmd_words},
    {"score", "measure records against articles coded by hand", score_help, cmd_score},
    {"train", "learn the weights of the model from coded articles", train_help, cmd_train},
    {"help", "tell more about a command", help_help, cmd_help},
};

static const char intro[] =
    "ghotona reads Bengali news and writes who did what to whom, when, where, and on whose word.\n"
    "\n"
    "  ghotona read article.txt                      the records of one article, to be looked at\n"
    "  ghotona read --json articles.ndjson > records.ndjson\n"
    "                                                one PLOVER record a line, of many articles\n"
    "  ghotona extract saved-pages/ > articles.ndjson\n"
    "                                                the articles in web pages, feeds, crawls, exports\n"
    "  ghotona add news.db saved-pages/ && ghotona status news.db\n"
    "                                                an archive of articles and their records\n"
    "  ghotona explain --sentence 'পুলিশ তিনজনকে গ্রেপ্তার করেছে।'\n"
    "                                                how a sentence is read, step by step\n"
    "\n"
    "Commands:\n";

static const char outro[] =
    "\n"
    "`ghotona help COMMAND` tells the rest. `ghotona --version` names the program, its language pack and its Unicode.\n"
    "\n"
    "Articles are taken from plain text, web pages, feeds, crawls (WARC), NDJSON, JSON, CSV, in UTF-8 and old encodings, packed or\n"
    "not; `ghotona help extract` tells more. Nothing is sent anywhere, nothing is fetched.\n"
    "\n"
    "Ends with 0 when done, 1 when it failed, 2 when it was called wrongly, 3 when some of the input was refused; with an archive, 4 when\n"
    "another program is writing to it, 5 when it is damaged or too new.\n";

static void print_overview(FILE *to) {
    fputs(intro, to);
    for (size_t i = 0; i < LENGTH(commands); i++) fprintf(to, "  %-12s%s\n", commands[i].name, commands[i].summary);
    fputs(outro, to);
}

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < LENGTH(commands); i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static int unknown_command(const char *name) {
    const char *names[LENGTH(commands)];
    for (size_t i = 0; i < LENGTH(commands); i++) names[i] = commands[i].name;
    const char *nearest = nearest_name(name, names, LENGTH(names));
    if (nearest) talk("ghotona: there is no command '%s'; did you mean '%s'?", name, nearest);
    else talk("ghotona: there is no command '%s'; 'ghotona --help' lists them", name);
    return CLI_USAGE;
}

static int finish_stdout(void) { return flush_out(stdout, "standard output") ? CLI_DONE : CLI_FAILED; }

static int print_help(const struct command *command) {
    if (command) fputs(command->help, stdout);
    else print_overview(stdout);
    return finish_stdout();
}

static int cmd_help(const struct command *self, int argc, char **argv) {
    (void)self;
    if (argc == 0) return print_help(NULL);
    if (argc > 1) {
        talk("ghotona help: one command at a time");
        return CLI_USAGE;
    }
    const struct command *command = find_command(argv[0]);
    return command ? print_help(command) : unknown_command(argv[0]);
}

static int print_version(void) {
    printf("ghotona %s\npack %s\nUnicode %s\n", GHOTONA_VERSION, ghotona_pack_name(ghotona_pack_builtin()),
           ghotona_unicode_version());
    return finish_stdout();
}

static bool is_help(const char *arg) { return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0; }

static bool asks_for_help(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (is_help(argv[i])) return true;
    return false;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        print_overview(stderr);
        return CLI_USAGE;
    }
    if (is_help(argv[1])) return print_help(NULL);
    if (strcmp(argv[1], "--version") == 0) return print_version();
    if (argv[1][0] == '-') {
        talk("ghotona: the command comes first: ghotona COMMAND %s …; 'ghotona --help' lists them", argv[1]);
        return CLI_USAGE;
    }
    const struct command *command = find_command(argv[1]);
    if (!command) return unknown_command(argv[1]);
    if (asks_for_help(argc - 2, argv + 2)) return print_help(command);
    return command->run(command, argc - 2, argv + 2);
}
