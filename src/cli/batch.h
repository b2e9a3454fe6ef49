/* What the commands share that take paths and write of the articles in them. SPDX-License-Identifier: Apache-2.0 */
#ifndef BATCH_H
#define BATCH_H

#include "cli/cli.h"
#include "cli/pool.h"
#include <signal.h>

struct batch_options {
    bool strict, why, no_color, quiet, json_log;
    int jobs;
    const char *output, *pack, *errors, *map, *separator;
};
/* Rows of a table of options that point into `o`: of all commands, and of those that write an output of their own. */
#define BATCH_READING_OPTIONS(o) \
    {"errors", 0, OPTION_TEXT, &(o).errors}, {"jobs", 'j', OPTION_NUMBER, &(o).jobs}, {"map", 0, OPTION_TEXT, &(o).map}, \
    {"separator", 0, OPTION_TEXT, &(o).separator}, {"strict", 0, OPTION_FLAG, &(o).strict}, {"pack", 0, OPTION_TEXT, &(o).pack}, \
    {"quiet", 'q', OPTION_FLAG, &(o).quiet}
#define BATCH_OPTIONS(o) \
    {"output", 'o', OPTION_TEXT, &(o).output}, BATCH_READING_OPTIONS(o), {"no-color", 0, OPTION_FLAG, &(o).no_color}
/* What their help says of what is read, and of these options. */
#define BATCH_INPUTS_HELP \
    "A PATH is a file, a folder (read with all folders in it, in the order of names; hidden files and links to folders are left\n" \
    "out) or - for the standard input, which is also read without PATH. What a file is, is told by its content, not by its name:\n" \
    "  pages       HTML, MHTML, saved by any browser, HTTrack, SingleFile or the Wayback Machine\n" \
    "  feeds       RSS, Atom, JSON Feed, sitemaps of news\n" \
    "  crawls      WARC and WET, also where they are damaged; pages in other languages are passed over\n" \
    "  exports     NDJSON, JSON, CSV, TSV, with the names of fields that scrapers write\n" \
    "  text        one article a file (the first line is the title), or many with --separator\n" \
    "in UTF-8, UTF-16, Bijoy and other old encodings, as they are or in gzip, zstd, bzip2, xz, zip and tar.\n"
#define BATCH_READING_HELP \
    "  --errors FILE   write what was refused there too, an object a line: file, member, offset, line, why\n" \
    "  -j, --jobs N    read N things at once (as many as there are processors); the output is the same for any N\n" \
    "  --map FIELD=NAME,…\n" \
    "                  which column or key holds a field: --map 'title=Headline,body=\"Article Body\"'\n" \
    "  --separator LINE\n" \
    "                  a line that parts the articles of a plain text, such as -----\n" \
    "  --strict        refuse an article with bytes that are not of its encoding; without it they are replaced\n" \
    "  --pack DIR      use the language pack in this folder, not the built-in one\n" \
    "  -q, --quiet     no progress and no summary; complaints are made all the same\n"
#define BATCH_OPTIONS_HELP \
    "  -o, --output FILE\n" \
    "                  write there, not to the standard output\n" \
    BATCH_READING_HELP \
    "  --no-color      no color; there is none either when NO_COLOR is set or the output is no terminal\n"

struct batch {
    const struct batch_options *options;
    /* What is written of an article, and what is counted of it, in a thread of its own. False: it is refused, after a fault was added to the item. */
    bool (*write)(const struct batch *batch, ghotona_reader *reader, const struct document *d, struct job *job);
    /* In order, in one thread; or NULL. */
    void (*count)(void *user, const struct document *d);
    /* After options and paths were found good, with batch->pack open: what the run ends with, or CLI_DONE to go on. Or NULL. */
    int (*begin)(struct batch *batch);
    /* The same of a whole job, after its faults were told; false ends the run. Or NULL. */
    bool (*keep)(struct batch *batch, const struct job *job);
    void *user;
    const char *written;            /* what is counted as job->records, such as "record"; NULL: nothing */
    bool colored;                   /* color may be used on a terminal */
    const volatile sig_atomic_t *stop;      /* not 0: no more is taken in; or NULL */

    const ghotona_pack *pack;       /* from here on the batch's own */
    bool color;
    struct input_options input;
    struct field_map map;
    struct walk *walk;
    char **files; int file_count;
    struct output_file { FILE *to; const char *name; } out, errors;
    bool progress;
    double shown, begun;
    size_t articles, records, refused, passed, tallies[TALLIES];
};

/* Reads all of it; returns what the command ends with. `options` were parsed from argv, whose first `count` are the paths. */
int batch_run(const struct command *self, struct batch *batch, char **files, int count);
/* Adds a fault to the item of the job. */
void batch_refuse(struct job *job, const struct document *d, const char *why);
/* "3 pages without an article passed over, …", what of it there was; nothing: empty. */
void batch_tallies(const struct batch *batch, struct buf *to);

#endif
