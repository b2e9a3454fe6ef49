/* ghotona extract: whatever holds articles in, articles out. SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch.h"
#include "output/output.h"

const char extract_help[] =
    "Usage: ghotona extract [OPTIONS] [PATH…|-]\n"
    "\n"
    "Writes the articles in pages, feeds, crawls and exports: title, byline, date, place, paragraphs, captions, without what\n"
    "stands round them. One object a line (docs/article.md), which `ghotona read` takes.\n"
    "\n"
    "  ghotona extract saved-pages/ crawl.warc.gz -o articles.ndjson --errors refused.ndjson\n"
    "  ghotona extract --text page.html            to be looked at\n"
    "  ghotona extract feed.xml | ghotona read --json\n"
    "\n"
    BATCH_INPUTS_HELP
    "\n"
    "  --text          to be read by people, not as JSON\n"
    "  --why           also what was left out of a page, and why\n"
    BATCH_OPTIONS_HELP
    "\n"
    "At the end it tells, on the standard error, how many articles there were and what to know of their quality.\n"
    "\n"
    "Ends with 0 when all was read, 1 when nothing could be read or the output could not be written, 2 when called wrongly,\n"
    "3 when some of the input was refused.\n";

struct extracting {
    struct batch_options options;
    bool text;
    /* Of the articles: how many lack a title or a date, and how many are to be doubted. */
    size_t untitled, undated, captured, foreign, decoded, damaged, truncated, noisy, boilerplate;
};

static bool write_document(const struct batch *b, ghotona_reader *reader, const struct document *d, struct job *job) {
    (void)reader;
    const struct extracting *x = b->user;
    if (x->text) output_document_text(&job->out, d, b->color);
    else output_document_json(&job->out, d);
    return true;
}

static void count_document(void *user, const struct document *d) {
    static const float HALF = 0.5f;
    struct extracting *x = user;
    const struct quality *q = &d->quality;
    x->untitled += d->article.title.len == 0;
    x->undated += d->article.published.len == 0;
    x->captured += d->published_basis == DATE_CAPTURE;
    x->foreign += q->bengali < HALF;
    x->decoded += q->encoding != NULL || q->converted > 0;
    x->damaged += q->bad_bytes > 0;
    x->truncated += q->truncated;
    x->noisy += q->ocr_noise;
    x->boilerplate += q->boilerplate;
}

static void add_count(struct buf *to, size_t n, const char *what) {
    if (n) buf_printf(to, "%s%zu %s", to->len ? ", " : "", n, what);
}

static void tell_line(const char *before, struct buf *line) {
    if (line->len) talk("%s%.*s", before, (int)line->len, line->at);
    line->len = 0;
}

static void tell_summary(const struct batch *b, const struct extracting *x) {
    struct buf line = {0};
    buf_printf(&line, "%zu article%s", b->articles, b->articles == 1 ? "" : "s");
    add_count(&line, b->refused, "refused");
    tell_line("extracted ", &line);
    batch_tallies(b, &line);
    tell_line("passed over or damaged: ", &line);
    add_count(&line, x->untitled, "without a title");
    add_count(&line, x->undated, "without a date");
    add_count(&line, x->captured, "with no date but that of capture");
    add_count(&line, x->foreign, "less than half Bengali");
    add_count(&line, x->decoded, "from another encoding");
    add_count(&line, x->damaged, "with bad bytes");
    add_count(&line, x->truncated, "truncated");
    add_count(&line, x->noisy, "with noise as of OCR");
    add_count(&line, x->boilerplate, "that may hold boilerplate");
    tell_line("of the articles: ", &line);
    buf_free(&line);
}

int cmd_extract(const struct command *self, int argc, char **argv) {
    struct extracting x = {0};
    const struct cli_option table[] = {{"text", 0, OPTION_FLAG, &x.text}, {"why", 0, OPTION_FLAG, &x.options.why}, BATCH_OPTIONS(x.options)};
    int files = options_parse(self, table, LENGTH(table), argc, argv);
    if (files < 0) return CLI_USAGE;
    struct batch batch = {.options = &x.options, .write = write_document, .count = count_document, .user = &x, .colored = x.text};
    int end = batch_run(self, &batch, argv, files);
    if (end != CLI_USAGE && !x.options.quiet && batch.walk) tell_summary(&batch, &x);
    return end;
}
