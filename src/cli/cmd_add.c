/* ghotona add: articles into an archive. SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"
#include "cli/archived.h"
#include "cli/batch.h"
#include "output/write.h"

const char add_help[] =
    "Usage: ghotona add [OPTIONS] ARCHIVE [PATH…|-]\n"
    "\n"
    "Keeps articles, and what acts they tell, in an archive: one SQLite file, made where it is not there.\n"
    "\n"
    "  ghotona add news.db saved-pages/ crawl.warc.gz\n"
    "  ghotona add news.db articles.ndjson --errors refused.ndjson\n"
    "  ghotona status news.db                      what it holds\n"
    "\n"
    "An article that is there already is not added again; one that has changed becomes another version of it. What was added is kept\n"
    "whatever happens: the same command again goes on where it stopped.\n"
    "\n"
    BATCH_INPUTS_HELP
    "\n"
    "  --min-confidence X\n"
    "                  keep no records whose confidence is below X (0.1; see ghotona help read)\n"
    "  --no-originals  do not keep the bytes of pages, mails and texts beside what was read in them\n"
    "  --wait SECONDS  how long to wait while another program is writing to the archive (60)\n"
    "  --json-log      tell faults, progress and the summary as JSON, an object a line; with -q too\n"
    BATCH_READING_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

struct adding {
    struct batch_options options;
    double min_confidence;
    bool no_originals;
    int wait;
    const char *path;
    struct archive *archive;
    int end;                        /* of what was done to the archive */
};

/* ---- one article ------------------------------------------------------------------------------------------------------------ */

static bool read_article(const struct batch *b, ghotona_reader *reader, const struct document *d, struct job *job) {
    const struct adding *x = b->user;
    struct arena *arena = &job->item.finds.arena;
    const ghotona_reading *reading, *kept = NULL;
    if (!archive_knows(x->archive, d)) {
        ghotona_status status = ghotona_read(reader, &d->article, false, &reading);
        if (status != GHOTONA_OK) {
            batch_refuse(job, d, ghotona_status_text(status));
            return false;
        }
        kept = archive_keep(arena, reading, x->min_confidence);
        job->records += kept->record_count;
    }
    *vec_push(arena, &job->incoming) = archive_prepare(x->archive, arena, d, kept);
    return true;
}

/* The bytes an article was made of, where they are more than the text itself. */
static str original_of(const struct adding *x, const struct item *item) {
    bool whole = !x->no_originals && (item->kind == ITEM_PAGE || item->kind == ITEM_MIME || item->kind == ITEM_HTTP || item->kind == ITEM_TEXT);
    return whole ? buf_view(&item->bytes) : (str){0};
}

static bool keep_job(struct batch *b, const struct job *job) {
    struct adding *x = b->user;
    const struct finds *finds = &job->item.finds;
    enum archive_added added;
    for (uint32_t i = 0; i < finds->documents.len && x->end == CLI_DONE; i++)
        if (!archive_add(x->archive, &finds->documents.at[i], job->incoming.at[i], original_of(x, &job->item), &added)) x->end = archived_failed(x->archive);
    return x->end == CLI_DONE;
}

/* ---- the run ---------------------------------------------------------------------------------------------------------------- */

/* The first Ctrl-C ends the run with everything kept that was read, the second at once. */
static volatile sig_atomic_t interrupted;
static void interrupt(int signal_number) { interrupted = signal_number; }

static void heed_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static int begin(struct batch *b) {
    struct adding *x = b->user;
    struct buf options = {0};
    int end = archived_open(x->path, ARCHIVE_CREATE, &x->archive);
    buf_printf(&options, "--min-confidence %g", x->min_confidence);
    if (end == CLI_DONE) archive_patience(x->archive, x->wait);
    if (end == CLI_DONE && !archive_begin(x->archive, "add", options.at, b->pack)) end = archived_failed(x->archive);
    buf_free(&options);
    if (end == CLI_DONE) heed_interrupts();
    return end;
}

static void log_summary(const struct archive_counts *c, const char *path) {
    struct buf fields = {0};
    buf_printf(&fields, "\"added\":%zu,\"versions\":%zu,\"known\":%zu,\"refused\":%zu,\"records\":%zu,\"interrupted\":%s,\"archive\":", c->articles, c->versions,
               c->known, c->refused, c->records, interrupted ? "true" : "false");
    write_json_string(&fields, str_of(path));
    talk_object("summary", buf_view(&fields));
    buf_free(&fields);
}

static void tell_next(const struct adding *x, const struct archive_counts *c) {
    if (interrupted) talk("interrupted; the same command goes on where it stopped");
    else if (c->refused && !x->options.errors) talk("next: the same command with --errors FILE keeps a list of what was refused");
    else talk("next: ghotona status %s", x->path);
}

static void tell_summary(const struct batch *b, const struct adding *x, const struct archive_counts *c) {
    struct buf line = {0};
    talk("added %zu article%s, %zu new version%s, %zu known already, %zu refused; %zu record%s", c->articles, c->articles == 1 ? "" : "s", c->versions,
         c->versions == 1 ? "" : "s", c->known, c->refused, c->records, c->records == 1 ? "" : "s");
    batch_tallies(b, &line);
    if (line.len) talk("passed over or damaged: %.*s", (int)line.len, line.at);
    tell_next(x, c);
    buf_free(&line);
}

static int finish(const struct batch *b, struct adding *x, int end) {
    struct archive_counts counts;
    if (x->end != CLI_DONE) return x->end;
    archive_count_refused(x->archive, b->refused);
    if (!archive_end(x->archive, &counts)) return archived_failed(x->archive);
    if (x->options.json_log) log_summary(&counts, x->path);
    else if (!x->options.quiet) tell_summary(b, x, &counts);
    return interrupted ? CLI_INTERRUPTED : end;
}

int cmd_add(const struct command *self, int argc, char **argv) {
    struct adding x = {.min_confidence = CONFIDENCE_MIN, .wait = 60};
    const struct cli_option table[] = {{"min-confidence", 0, OPTION_SHARE, &x.min_confidence}, {"no-originals", 0, OPTION_FLAG, &x.no_originals}, {"wait", 0, OPTION_NUMBER, &x.wait},
                                       {"json-log", 0, OPTION_FLAG, &x.options.json_log}, BATCH_READING_OPTIONS(x.options)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count == 0) return archived_none(self);
    x.path = argv[0];
    struct batch batch = {.options = &x.options, .begin = begin, .write = read_article, .keep = keep_job, .user = &x, .written = "record", .stop = &interrupted};
    int end = batch_run(self, &batch, argv + 1, count - 1);
    if (batch.walk) end = finish(&batch, &x, end);
    archive_close(x.archive);
    return end;
}
