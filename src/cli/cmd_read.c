/* ghotona read: articles in, records out. SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch.h"
#include "output/output.h"
#include <unistd.h>

const char read_help[] =
    "Usage: ghotona read [OPTIONS] [PATH…|-]\n"
    "\n"
    "Reads articles and writes what acts they tell: who did what to whom, when, where, on whose word.\n"
    "\n"
    "  ghotona read article.txt                    to be looked at\n"
    "  ghotona read --json saved-pages/ b.ndjson -o records.ndjson\n"
    "  ghotona extract crawl.warc.gz | ghotona read --json | jq .event\n"
    "\n"
    BATCH_INPUTS_HELP
    "\n"
    "  --json          one PLOVER record a line, in the order of the input\n"
    "  --articles      one object an article instead: its people, dates, places, quotations, sentences\n"
    "  --min-confidence X\n"
    "                  leave out records whose confidence is below X: the chance, 0 to 1, that type, actor and recipient are all right.\n"
    "                  Without it 0.1, below which one in seven is; 0 writes all; bench/RESULTS.md shows what each gains and costs\n"
    BATCH_OPTIONS_HELP
    "\n"
    "Without --json a record is a block: its date (~ if only the day of publication is known), PLOVER type and mode, status\n"
    "and codes on the first line, the sentence that tells it on the last.\n"
    "\n"
    "Bytes that are not UTF-8 are told as `file:line: byte N …`. N counts bytes from 1: in NDJSON those of the line, else those\n"
    "of the file or page.\n"
    "\n"
    "Ends with 0 when all was read, 1 when nothing could be read or the output could not be written, 2 when called wrongly,\n"
    "3 when some of the input was refused.\n";

struct options {
    struct batch_options batch;
    bool json, articles;
    double min_confidence;
};

/* The reading with those records alone that are at least so sure; `room` has place for all of them. */
static ghotona_reading sure_enough(const ghotona_reading *reading, double least, ghotona_record *room) {
    ghotona_reading kept = *reading;
    kept.records = room;
    kept.record_count = 0;
    for (size_t i = 0; i < reading->record_count; i++)
        if (reading->records[i].confidence >= least) room[kept.record_count++] = reading->records[i];
    return kept;
}

static size_t write_records(const struct batch *b, const struct output_context *context, const ghotona_reading *reading, struct buf *to) {
    const struct options *o = b->user;
    struct arena room = {0};
    ghotona_reading kept = sure_enough(reading, o->min_confidence, arena_new(&room, ghotona_record, reading->record_count));
    if (o->json) output_records_json(to, context, &kept);
    else output_records_text(to, context, &kept, b->color);
    arena_free(&room);
    return kept.record_count;
}

/* The time of capture is not before that of publication, and may be years behind it: no day is counted from it. */
static ghotona_article dated(const struct document *d) {
    ghotona_article article = d->article;
    if (d->published_basis == DATE_CAPTURE) article.published = (str){0};
    return article;
}

static bool write_article(const struct batch *b, ghotona_reader *reader, const struct document *d, struct job *job) {
    const struct options *o = b->user;
    const ghotona_article article = dated(d);
    const struct output_context context = {&article, b->pack};
    const ghotona_reading *reading;
    ghotona_status status = ghotona_read(reader, &article, false, &reading);
    if (status != GHOTONA_OK) {
        batch_refuse(job, d, ghotona_status_text(status));
        return false;
    }
    if (o->articles) output_article_json(&job->out, &context, reading);
    job->records += o->articles ? reading->record_count : write_records(b, &context, reading, &job->out);
    return true;
}

static void tell_summary(const struct batch *b) {
    struct buf more = {0};
    if (b->refused > 0) buf_printf(&more, ", %zu refused", b->refused);
    talk("read %zu article%s, %zu record%s%.*s", b->articles, b->articles == 1 ? "" : "s", b->records, b->records == 1 ? "" : "s",
         (int)more.len, more.len > 0 ? more.at : "");
    more.len = 0;
    batch_tallies(b, &more);
    if (more.len) talk("passed over or damaged: %.*s", (int)more.len, more.at);
    buf_free(&more);
}

int cmd_read(const struct command *self, int argc, char **argv) {
    struct options o = {.min_confidence = CONFIDENCE_MIN};
    const struct cli_option table[] = {
        {"json", 0, OPTION_FLAG, &o.json}, {"articles", 0, OPTION_FLAG, &o.articles},
        {"min-confidence", 0, OPTION_SHARE, &o.min_confidence}, BATCH_OPTIONS(o.batch),
    };
    int files = options_parse(self, table, LENGTH(table), argc, argv);
    if (files < 0) return CLI_USAGE;
    struct batch batch = {.options = &o.batch, .write = write_article, .user = &o, .written = "record", .colored = !o.json};
    int end = batch_run(self, &batch, argv, files);
    if (end != CLI_USAGE && !o.batch.quiet && batch.walk && isatty(STDERR_FILENO)) tell_summary(&batch);
    return end;
}
