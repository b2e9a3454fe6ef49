/* ghotona read: articles in, records out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/pool.h"
#include "output/output.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char read_help[] =
    "Usage: ghotona read [OPTIONS] [FILE…|-]\n"
    "\n"
    "Reads articles and writes what acts they tell: who did what to whom, when, where, on whose word.\n"
    "\n"
    "  ghotona read article.txt                    to be looked at\n"
    "  ghotona read --json a.ndjson b.ndjson -o records.ndjson\n"
    "  zcat news.ndjson.gz | ghotona read --json | jq .event\n"
    "\n"
    "A FILE is plain text (one article: the first line is the title) or NDJSON (one article a line, an object with `body`\n"
    "and any of id, title, published, outlet, url, language). Without FILE, and for `-`, the standard input is read.\n"
    "\n"
    "  --json          one PLOVER record a line, in the order of the input\n"
    "  --articles      one object an article instead: its people, dates, places, quotations, sentences\n"
    "  -o, --output FILE\n"
    "                  write there, not to the standard output\n"
    "  -j, --jobs N    read N articles at once (as many as there are processors); the output is the same for any N\n"
    "  --min-confidence X\n"
    "                  leave out records whose confidence is below X: the chance, 0 to 1, that type, actor and recipient are all right.\n"
    "                  Without it 0.1, below which one in seven is; 0 writes all; bench/RESULTS.md shows what each gains and costs\n"
    "  --strict        reject an article that is not UTF-8 throughout; without it the bad bytes are replaced\n"
    "  --pack DIR      use the language pack in this folder, not the built-in one\n"
    "  --no-color      no color; there is none either when NO_COLOR is set or the output is no terminal\n"
    "  -q, --quiet     no progress and no summary; complaints are made all the same\n"
    "\n"
    "Without --json a record is a block: its date (~ if only the day of publication is known), PLOVER type and mode, status\n"
    "and codes on the first line, the sentence that tells it on the last.\n"
    "\n"
    "Bytes that are not UTF-8 are told as `file:line: byte N …`. N counts bytes from 1: in NDJSON those of the line, else those\n"
    "of the text as it is read: title, newline and body, without a byte order mark and without what is blank before it.\n"
    "\n"
    "Ends with 0 when all was read, 1 when nothing could be read or the output could not be written, 2 when called wrongly,\n"
    "3 when some of the input was rejected.\n";

struct options {
    bool json, articles, strict, no_color, quiet;
    int jobs;
    double min_confidence;
    const char *output, *pack;
};

/* The inputs, one after another, and where the records go. Each part belongs to one thread of the pool while it runs. */
struct reading_run {
    const struct options *options;
    const ghotona_pack *pack;
    char **files; int file_count;                   /* fill's */
    int next_file; struct input *input;
    size_t rejected_inputs;
    FILE *to; const char *to_name; bool color;      /* drain's */
    bool progress;
    struct timespec shown, begun;
    size_t articles, records, rejected_articles;
};

/* ---- fill: the next article of the next file -------------------------------------------------------------------------------- */

static void complain(void *user, const char *file, uint32_t line, const char *text) {
    (void)user;
    talk_of(file, line, text);
}

static void close_input(struct reading_run *run) {
    run->rejected_inputs += input_rejected(run->input);
    input_close(run->input);
    run->input = NULL;
}

static bool fill(void *user, struct job *job) {
    struct reading_run *run = user;
    for (;;) {
        if (run->input && input_next(run->input, &job->in)) break;
        if (run->input) close_input(run);
        if (run->next_file == run->file_count) return false;
        const char *path = run->files[run->next_file++];
        run->input = input_open(path, complain, run);
        if (!run->input) run->rejected_inputs++;
    }
    job->file = input_name(run->files[run->next_file - 1]);
    return true;
}

/* ---- work: read it and write its records to the job ------------------------------------------------------------------------- */

/* Where the first bad byte of the text stands, from 0: in title, newline and body, or in the body alone where there is no title. */
static size_t first_bad_byte(const ghotona_article *a) {
    size_t good = utf8_valid_len(a->title.at, a->title.len);
    if (good < a->title.len) return good;
    return good + (a->title.len > 0) + utf8_valid_len(a->body.at, a->body.len);
}

static void reject(struct job *job, ghotona_status status, size_t first_bad) {
    if (status == GHOTONA_BAD_TEXT)
        buf_printf(&job->complaint, "byte %zu is not UTF-8 (the article is rejected); convert it, or leave out --strict", first_bad + 1);
    else
        buf_printf(&job->complaint, "%s (the article is rejected)", ghotona_status_text(status));
}

static void tell_bad_bytes(struct job *job, size_t first_bad, uint32_t count) {
    buf_printf(&job->complaint, "byte %zu is not UTF-8 (replaced)", first_bad + 1);
    if (count > 1) buf_printf(&job->complaint, "; %u such bytes in this article", count);
}

/* The reading with those records alone that are at least so sure; `room` has place for all of them. */
static ghotona_reading sure_enough(const ghotona_reading *reading, double least, ghotona_record *room) {
    ghotona_reading kept = *reading;
    kept.records = room;
    kept.record_count = 0;
    for (size_t i = 0; i < reading->record_count; i++)
        if (reading->records[i].confidence >= least) room[kept.record_count++] = reading->records[i];
    return kept;
}

static void write_records(const struct reading_run *run, struct job *job, const ghotona_reading *reading) {
    struct output_context context = {&job->in.article, run->pack};
    struct arena room = {0};
    ghotona_reading kept = sure_enough(reading, run->options->min_confidence, arena_new(&room, ghotona_record, reading->record_count));
    if (run->options->json) output_records_json(&job->out, &context, &kept);
    else output_records_text(&job->out, &context, &kept, run->color);
    job->records = kept.record_count;
    arena_free(&room);
}

static void write_article(const struct reading_run *run, struct job *job, const ghotona_reading *reading) {
    struct output_context context = {&job->in.article, run->pack};
    output_article_json(&job->out, &context, reading);
    job->records = reading->record_count;
}

static void work(void *user, ghotona_reader *reader, struct job *job) {
    const struct reading_run *run = user;
    const ghotona_reading *reading;
    bool mended = job->in.bad_bytes > 0, strict = run->options->strict;    /* mended: by the input, before the article was found in it */
    ghotona_status status = mended && strict ? GHOTONA_BAD_TEXT : ghotona_read(reader, &job->in.article, strict, &reading);
    job->read = status == GHOTONA_OK;
    if (!job->read) {
        reject(job, status, mended ? job->in.first_bad : first_bad_byte(&job->in.article));
        return;
    }
    if (mended) tell_bad_bytes(job, job->in.first_bad, job->in.bad_bytes);
    else if (reading->bad_bytes > 0) tell_bad_bytes(job, reading->first_bad, reading->bad_bytes);
    (run->options->articles ? write_article : write_records)(run, job, reading);
}

/* ---- drain: hand on --------------------------------------------------------------------------------------------------------- */

static double seconds_between(struct timespec from, struct timespec to) {
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void show_progress(struct reading_run *run) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_between(run->shown, now) < 0.1) return;
    run->shown = now;
    talk_progress("%zu articles, %zu records, %.0f articles/s", run->articles, run->records,
                  (double)run->articles / (seconds_between(run->begun, now) + 1e-3));
}

static bool drain(void *user, struct job *job) {
    struct reading_run *run = user;
    if (job->complaint.len > 0) {
        buf_byte(&job->complaint, '\0');
        talk_of(job->file, job->in.line, job->complaint.at);
    }
    if (job->read) {
        run->articles++;
        run->records += job->records;
    } else {
        run->rejected_articles++;
    }
    if (run->progress) show_progress(run);
    return write_out(run->to, run->to_name, buf_view(&job->out));
}

static bool idle(void *user) {
    struct reading_run *run = user;
    return flush_out(run->to, run->to_name);
}

/* ---- the output ------------------------------------------------------------------------------------------------------------- */

static bool is_input(const struct reading_run *run, const struct stat *out) {
    struct stat in;
    for (int i = 0; i < run->file_count; i++) {
        bool known = strcmp(run->files[i], "-") == 0 ? fstat(STDIN_FILENO, &in) == 0 : stat(run->files[i], &in) == 0;
        if (known && S_ISREG(in.st_mode) && in.st_dev == out->st_dev && in.st_ino == out->st_ino) return true;
    }
    return false;
}

/* Emptied only once it is known to be none of the inputs. */
static bool open_output(struct reading_run *run) {
    const char *path = run->options->output;
    struct stat st;
    run->to = stdout;
    run->to_name = "standard output";
    if (!path || strcmp(path, "-") == 0) return true;
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || fstat(fd, &st) != 0) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else if (is_input(run, &st)) {
        talk("%s: is read and to be written; name another file with -o", path);
    } else if ((S_ISREG(st.st_mode) && ftruncate(fd, 0) != 0) || !(run->to = fdopen(fd, "w"))) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else {
        run->to_name = path;
        return true;
    }
    if (fd >= 0) close(fd);
    return false;
}

/* What was buffered may fail only here; after another failure that was told, this one is not. */
static bool close_output(const struct reading_run *run, bool ok) {
    bool closed = run->to == stdout ? fflush(stdout) == 0 : fclose(run->to) == 0;
    if (ok && !closed) talk("%s: cannot be written: %s", run->to_name, strerror(errno));
    return ok && closed;
}

static bool wants_color(const struct reading_run *run) {
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !run->options->no_color && !run->options->json && !(no_color && *no_color) && isatty(fileno(run->to)) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

/* ---- the command ------------------------------------------------------------------------------------------------------------ */

static size_t processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (size_t)n : 1;
}

static void print_summary(const struct reading_run *run) {
    size_t rejected = run->rejected_inputs + run->rejected_articles;
    struct buf more = {0};
    if (rejected > 0) buf_printf(&more, ", %zu rejected", rejected);
    talk("read %zu article%s, %zu record%s%.*s", run->articles, run->articles == 1 ? "" : "s", run->records,
         run->records == 1 ? "" : "s", (int)more.len, more.len > 0 ? more.at : "");
    buf_free(&more);
}

static int run_all(struct reading_run *run) {
    const struct pool_calls calls = {fill, work, drain, idle, run};
    clock_gettime(CLOCK_MONOTONIC, &run->begun);
    run->shown = run->begun;
    run->color = wants_color(run);
    run->progress = !run->options->quiet && isatty(STDERR_FILENO) && !isatty(fileno(run->to));
    bool ok = pool_run(&calls, run->pack, run->options->jobs > 0 ? (size_t)run->options->jobs : processors());
    if (run->input) close_input(run);
    ok = close_output(run, ok);
    if (ok && !run->options->quiet && isatty(STDERR_FILENO)) print_summary(run);
    if (!ok) return CLI_FAILED;
    if (run->rejected_inputs + run->rejected_articles == 0) return CLI_DONE;
    return run->articles > 0 ? CLI_REJECTED : CLI_FAILED;
}

enum { JOBS_MAX = 256 };

static int check_options(const struct command *self, const struct options *o, int file_count) {
    if (file_count == 0 && isatty(STDIN_FILENO)) {
        talk("ghotona %s: no file given; name one, or pipe articles in; 'ghotona %s --help' tells more", self->name, self->name);
        return CLI_USAGE;
    }
    if (o->jobs > JOBS_MAX) {
        talk("ghotona %s: --jobs may be up to %d", self->name, JOBS_MAX);
        return CLI_USAGE;
    }
    return CLI_DONE;
}

/* Chosen by cross-validation on the coded articles: what lies below is wrong six times in seven. */
static const double CONFIDENCE_MIN = 0.1;

int cmd_read(const struct command *self, int argc, char **argv) {
    struct options o = {.min_confidence = CONFIDENCE_MIN};
    const struct cli_option table[] = {
        {"json", 0, OPTION_FLAG, &o.json},         {"articles", 0, OPTION_FLAG, &o.articles},
        {"output", 'o', OPTION_TEXT, &o.output},   {"jobs", 'j', OPTION_NUMBER, &o.jobs},
        {"strict", 0, OPTION_FLAG, &o.strict},     {"pack", 0, OPTION_TEXT, &o.pack},
        {"min-confidence", 0, OPTION_SHARE, &o.min_confidence},
        {"no-color", 0, OPTION_FLAG, &o.no_color}, {"quiet", 'q', OPTION_FLAG, &o.quiet},
    };
    int file_count = options_parse(self, table, LENGTH(table), argc, argv);
    if (file_count < 0) return CLI_USAGE;
    int wrong = check_options(self, &o, file_count);
    if (wrong != CLI_DONE) return wrong;
    char dash[] = "-", *standard_input[] = {dash};
    struct reading_run run = {.options = &o, .files = argv, .file_count = file_count};
    if (file_count == 0) {
        run.files = standard_input;
        run.file_count = 1;
    }
    run.pack = open_pack(o.pack);
    if (!run.pack) return CLI_FAILED;
    int end = open_output(&run) ? run_all(&run) : CLI_FAILED;
    ghotona_pack_free(run.pack);
    return end;
}
