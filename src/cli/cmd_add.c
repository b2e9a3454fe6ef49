/* ghotona add: articles into an archive. SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"
#include "cli/archived.h"
#include "cli/batch.h"
#include <unistd.h>

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
    BATCH_READING_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

struct adding {
    struct batch_options options;
    double min_confidence;
    struct archive *archive;
    bool failed;
};

static bool read_article(const struct batch *b, ghotona_reader *reader, const struct document *d, struct job *job) {
    const struct adding *x = b->user;
    const ghotona_reading *reading;
    ghotona_status status = ghotona_read(reader, &d->article, false, &reading);
    if (status != GHOTONA_OK) {
        batch_refuse(job, d, ghotona_status_text(status));
        return false;
    }
    struct arena *arena = &job->item.finds.arena;
    const ghotona_reading *kept = archive_keep(arena, reading, x->min_confidence);
    *vec_push(arena, &job->readings) = kept;
    job->records += kept->record_count;
    return true;
}

/* The bytes an article was made of, where they are more than the text itself. */
static str original_of(const struct item *item) {
    bool whole = item->kind == ITEM_PAGE || item->kind == ITEM_MIME || item->kind == ITEM_HTTP || item->kind == ITEM_TEXT;
    return whole ? buf_view(&item->bytes) : (str){0};
}

static bool keep_job(struct batch *b, const struct job *job) {
    struct adding *x = b->user;
    const struct finds *finds = &job->item.finds;
    enum archive_added added;
    for (uint32_t i = 0; i < finds->documents.len && !x->failed; i++)
        x->failed = !archive_add(x->archive, &finds->documents.at[i], job->readings.at[i], original_of(&job->item), &added);
    return !x->failed;
}

static void tell_summary(const struct archive_counts *c, const char *path) {
    talk("added %zu article%s, %zu new version%s, %zu known already, %zu refused; %zu record%s", c->articles, c->articles == 1 ? "" : "s", c->versions,
         c->versions == 1 ? "" : "s", c->known, c->refused, c->records, c->records == 1 ? "" : "s");
    talk("next: ghotona status %s", path);
}

static int add(const struct command *self, struct adding *x, char **argv, int count) {
    struct batch batch = {.options = &x->options, .write = read_article, .keep = keep_job, .user = x, .written = "record"};
    struct archive_counts counts;
    const ghotona_pack *language = open_pack(x->options.pack);
    if (!language) return CLI_FAILED;
    bool ok = archive_begin(x->archive, self->name, "", language);
    int end = ok ? batch_run(self, &batch, argv + 1, count - 1) : CLI_FAILED;
    archive_count_refused(x->archive, batch.refused);
    ok = archive_end(x->archive, &counts);
    ghotona_pack_free(language);
    if (!ok) return archived_failed(x->archive);
    if (!x->options.quiet) tell_summary(&counts, argv[0]);
    return end;
}

int cmd_add(const struct command *self, int argc, char **argv) {
    struct adding x = {.min_confidence = CONFIDENCE_MIN};
    const struct cli_option table[] = {{"min-confidence", 0, OPTION_SHARE, &x.min_confidence}, BATCH_READING_OPTIONS(x.options)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count == 0) return archived_none(self);
    int end = archived_open(argv[0], ARCHIVE_CREATE, &x.archive);
    if (end == CLI_DONE) end = add(self, &x, argv, count);
    archive_close(x.archive);
    return end;
}
