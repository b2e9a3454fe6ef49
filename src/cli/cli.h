/* The command line: a table of commands, their options, and how they speak. SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_H
#define CLI_H

#include "base/base.h"
#include <stdio.h>

/* What the program ends with; `ghotona --help` says the same. */
enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_REJECTED = 3, CLI_LOCKED = 4, CLI_DAMAGED = 5, CLI_INTERRUPTED = 130 };

struct command {
    const char *name, *summary, *help;      /* help: what `ghotona NAME --help` prints */
    int (*run)(const struct command *self, int argc, char **argv);  /* argv begins after the command's name */
};

extern const char timeline_help[], actors_help[], dyad_help[], network_help[], quotes_help[], pledges_help[], coverage_help[], differences_help[];
extern const char add_help[], rerun_help[], status_help[], doctor_help[], verify_help[], backup_help[], migrate_help[],
    read_help[], extract_help[], explain_help[], search_help[], events_help[], show_help[], score_help[], train_help[], words_help[];
int cmd_timeline(const struct command *self, int argc, char **argv);
int cmd_actors(const struct command *self, int argc, char **argv);
int cmd_dyad(const struct command *self, int argc, char **argv);
int cmd_network(const struct command *self, int argc, char **argv);
int cmd_quotes(const struct command *self, int argc, char **argv);
int cmd_pledges(const struct command *self, int argc, char **argv);
int cmd_coverage(const struct command *self, int argc, char **argv);
int cmd_differences(const struct command *self, int argc, char **argv);
int cmd_add(const struct command *self, int argc, char **argv);
int cmd_rerun(const struct command *self, int argc, char **argv);
int cmd_status(const struct command *self, int argc, char **argv);
int cmd_doctor(const struct command *self, int argc, char **argv);
int cmd_verify(const struct command *self, int argc, char **argv);
int cmd_backup(const struct command *self, int argc, char **argv);
int cmd_migrate(const struct command *self, int argc, char **argv);
int cmd_read(const struct command *self, int argc, char **argv);
int cmd_search(const struct command *self, int argc, char **argv);
int cmd_events(const struct command *self, int argc, char **argv);
int cmd_show(const struct command *self, int argc, char **argv);
int cmd_extract(const struct command *self, int argc, char **argv);
int cmd_explain(const struct command *self, int argc, char **argv);
int cmd_train(const struct command *self, int argc, char **argv);
int cmd_words(const struct command *self, int argc, char **argv);
int cmd_score(const struct command *self, int argc, char **argv);

/* ---- options ---------------------------------------------------------------------------------------------------------------- */

/* `to` is a bool for a flag, a const char * for a text, an int for a number (0 to CLI_NUMBER_MAX), a double for a
 * share (0 to 1). */
enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_SHARE };
enum { CLI_NUMBER_MAX = 1000000 };
struct cli_option { const char *name; char letter; enum option_kind kind; void *to; };

/* Sets what the options point to and moves the operands to the front of argv. Returns their number, or -1 after a message. */
int options_parse(const struct command *self, const struct cli_option *options, size_t n, int argc, char **argv);
/* The name nearest to a mistyped one, or NULL when none is near. */
const char *nearest_name(const char *typed, const char *const *names, size_t n);

/* ---- talk: standard error, from any thread ---------------------------------------------------------------------------------- */

/* One line that stays. */
__attribute__((format(printf, 1, 2))) void talk(const char *format, ...);
struct fault;
/* `file:line: what is wrong`, such that it cannot steer a terminal. An input_complaint: user may be NULL. */
void talk_fault(void *user, const struct fault *fault);
/* From here on each line is an object with time, event and what it tells: {"time":…,"event":"message","message":…}. */
void talk_as_json(void);
bool talks_json(void);
/* One such line; `fields` are written as they are, such as "added":3. */
void talk_object(const char *event, str fields);
/* A line that the next one replaces. */
__attribute__((format(printf, 1, 2))) void talk_progress(const char *format, ...);

/* ---- what several commands need --------------------------------------------------------------------------------------------- */

/* Records below it are wrong six times in seven: chosen by cross-validation on the coded articles. */
#define CONFIDENCE_MIN 0.1

/* The pack in `dir`, or the built-in one for NULL; NULL after a message. To be freed by ghotona_pack_free. */
const ghotona_pack *open_pack(const char *dir);
/* How messages call an input: `-` is "(standard input)". */
const char *input_name(const char *path);
/* Writes; a failure is told once, with `name`. */
bool write_out(FILE *to, const char *name, str bytes);
bool flush_out(FILE *to, const char *name);

#endif
