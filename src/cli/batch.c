/* Paths in, articles through the threads, one output, faults told and kept. SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch.h"
#include "output/output.h"
#include "output/write.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- faults ----------------------------------------------------------------------------------------------------------------- */

void batch_refuse(struct job *job, const struct document *d, const char *why) {
    struct finds *finds = &job->item.finds;
    *vec_push(&finds->arena, &finds->faults) = (struct fault){d->origin, FAULT_REFUSED, arena_copy(&finds->arena, str_of(why))};
}

static void put_fault(struct buf *to, const struct fault *fault) {
    size_t before = to->len;
    buf_byte(to, '{');
    output_origin_json(to, &fault->at);
    buf_text(to, to->len > before + 1 ? ",\"why\":" : "\"why\":");
    write_json_string(to, fault->text);
    buf_byte(to, '}');
}

static bool keep_fault(const struct batch *b, const struct fault *fault) {
    if (!b->errors.to) return true;
    struct buf line = {0};
    put_fault(&line, fault);
    buf_byte(&line, '\n');
    bool ok = write_out(b->errors.to, b->errors.name, buf_view(&line));
    buf_free(&line);
    return ok;
}

static void tell_fault(const struct fault *fault) {
    struct buf object = {0};
    if (!talks_json()) {
        talk_fault(NULL, fault);
        return;
    }
    put_fault(&object, fault);
    talk_object("fault", str_sub(buf_view(&object), 1, object.len - 1));
    buf_free(&object);
}

static bool take_faults(struct batch *b, const struct finds *finds) {
    bool ok = true;
    for (uint32_t i = 0; i < finds->faults.len; i++) {
        const struct fault *fault = &finds->faults.at[i];
        b->refused += fault->kind == FAULT_REFUSED;
        b->passed += fault->kind == FAULT_PASSED;
        if (fault->kind != FAULT_PASSED) tell_fault(fault);
        if (fault->kind != FAULT_TOLD) ok &= keep_fault(b, fault);
    }
    return ok;
}

/* ---- the three places of the pool ------------------------------------------------------------------------------------------- */

static bool fill(void *user, struct job *job) {
    const struct batch *b = user;
    return !(b->stop && *b->stop) && walk_next(b->walk, &job->item);
}

static void work(void *user, ghotona_reader *reader, struct job *job) {
    const struct batch *b = user;
    struct finds *finds = &job->item.finds;
    uint32_t kept = 0;
    job->records = 0;
    memset(&job->incoming, 0, sizeof job->incoming);    /* those before went with their arena */
    item_read(&b->input, &job->item);
    for (uint32_t i = 0; i < finds->documents.len; i++)
        if (b->write(b, reader, &finds->documents.at[i], job)) finds->documents.at[kept++] = finds->documents.at[i];
    finds->documents.len = kept;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void put_left(struct buf *to, double seconds) {
    if (seconds < 100) buf_printf(to, ", %.0f s left", seconds);
    else if (seconds < 6000) buf_printf(to, ", %.0f min left", seconds / 60);
    else buf_printf(to, ", %.1f h left", seconds / 3600);
}

static void put_progress(const struct batch *b, struct buf *to, double took) {
    double done = (double)walk_done(b->walk), size = (double)walk_size(b->walk);
    buf_printf(to, "%zu articles", b->articles);
    if (b->written) buf_printf(to, ", %zu %ss", b->records, b->written);
    buf_printf(to, ", %.0f articles/s", (double)b->articles / took);
    if (size > 0) buf_printf(to, ", %.1f of %.1f MB", done / 1e6, size / 1e6);
    else buf_printf(to, ", %.1f MB", done / 1e6);
    if (size > done && took > 1) put_left(to, (size - done) / done * took);
    if (b->refused) buf_printf(to, ", %zu refused", b->refused);
}

static void put_progress_json(const struct batch *b, struct buf *to, double took) {
    buf_printf(to, "\"articles\":%zu,\"records\":%zu,\"refused\":%zu,\"articles_per_second\":%.0f,\"bytes\":%llu", b->articles, b->records, b->refused,
               (double)b->articles / took, (unsigned long long)walk_done(b->walk));
    if (walk_size(b->walk)) buf_printf(to, ",\"of_bytes\":%llu", (unsigned long long)walk_size(b->walk));
}

static void show_progress(struct batch *b) {
    static const double SHOW = 0.1, LOG = 10;       /* seconds between two */
    double t = now(), took = t - b->begun + 1e-3;
    struct buf line = {0};
    if (t - b->shown < (talks_json() ? LOG : SHOW)) return;
    b->shown = t;
    (talks_json() ? put_progress_json : put_progress)(b, &line, took);
    if (talks_json()) talk_object("progress", buf_view(&line));
    else talk_progress("%.*s", (int)line.len, line.at);
    buf_free(&line);
}

static bool drain(void *user, struct job *job) {
    struct batch *b = user;
    const struct finds *finds = &job->item.finds;
    bool ok = take_faults(b, finds);
    for (size_t i = 0; i < TALLIES; i++) b->tallies[i] += finds->tallies[i];
    for (uint32_t i = 0; b->count && i < finds->documents.len; i++) b->count(b->user, &finds->documents.at[i]);
    b->articles += finds->documents.len;
    b->records += job->records;
    if (b->keep) ok &= b->keep(b, job);
    if (b->progress) show_progress(b);
    return write_out(b->out.to, b->out.name, buf_view(&job->out)) && ok;
}

static bool idle(void *user) {
    struct batch *b = user;
    return flush_out(b->out.to, b->out.name);
}

/* ---- outputs ---------------------------------------------------------------------------------------------------------------- */

static bool is_same(const struct stat *a, const struct stat *b) { return S_ISREG(a->st_mode) && a->st_dev == b->st_dev && a->st_ino == b->st_ino; }

static bool is_input(const struct batch *b, const struct stat *out) {
    struct stat in;
    for (int i = 0; i < b->file_count; i++) {
        bool known = strcmp(b->files[i], "-") == 0 ? fstat(STDIN_FILENO, &in) == 0 : stat(b->files[i], &in) == 0;
        if (known && is_same(&in, out)) return true;
    }
    return false;
}

/* Emptied only once it is known to be none of the inputs. */
static bool open_output(const struct batch *b, const char *path, struct output_file *out) {
    struct stat st;
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || fstat(fd, &st) != 0) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else if (is_input(b, &st)) {
        talk("%s: is read and to be written; name another file", path);
    } else if ((S_ISREG(st.st_mode) && ftruncate(fd, 0) != 0) || !(out->to = fdopen(fd, "w"))) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else {
        out->name = path;
        return true;
    }
    if (fd >= 0) close(fd);
    return false;
}

/* Standard output may be one of the inputs too, appended to. */
static bool take_standard_output(struct batch *b) {
    struct stat st;
    b->out = (struct output_file){stdout, "standard output"};
    if (fstat(STDOUT_FILENO, &st) != 0 || !is_input(b, &st)) return true;
    talk("standard output: is read and to be written; name another file");
    return false;
}

static void mark_written(struct batch *b, FILE *to) {
    struct stat st;
    if (to && fstat(fileno(to), &st) == 0 && S_ISREG(st.st_mode))
        b->input.written[b->input.written_count++] = (struct file_mark){st.st_dev, st.st_ino};
}

static bool open_outputs(struct batch *b) {
    const struct batch_options *o = b->options;
    bool named = o->output && strcmp(o->output, "-") != 0;
    if (named ? !open_output(b, o->output, &b->out) : !take_standard_output(b)) return false;
    if (o->errors && !open_output(b, o->errors, &b->errors)) return false;
    mark_written(b, b->out.to);
    mark_written(b, b->errors.to);
    return true;
}

/* What was buffered may fail only here; after another failure that was told, this one is not. */
static bool close_output(const struct output_file *out, bool ok) {
    if (!out->to) return ok;
    bool closed = out->to == stdout ? fflush(stdout) == 0 : fclose(out->to) == 0;
    if (ok && !closed) talk("%s: cannot be written: %s", out->name, strerror(errno));
    return ok && closed;
}

static bool wants_color(const struct batch *b) {
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return b->colored && !b->options->no_color && !(no_color && *no_color) && isatty(fileno(b->out.to)) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

/* ---- the run ---------------------------------------------------------------------------------------------------------------- */

void batch_tallies(const struct batch *b, struct buf *to) {
    for (size_t i = 0; i < TALLIES; i++)
        if (b->tallies[i]) buf_printf(to, "%s%zu %s", to->len ? ", " : "", b->tallies[i], tally_names[i]);
}

static int run_pool(struct batch *b) {
    const struct pool_calls calls = {fill, work, drain, idle, b};
    b->color = wants_color(b);
    b->progress = talks_json() || (!b->options->quiet && isatty(STDERR_FILENO) && (!isatty(fileno(b->out.to)) || b->begin));
    b->begun = b->shown = now();
    b->walk = walk_open(b->files, (size_t)b->file_count, &b->input);
    bool ok = pool_run(&calls, b->pack, b->options->jobs > 0 ? (size_t)b->options->jobs : processors());
    walk_close(b->walk);
    ok = close_output(&b->out, ok);
    ok = close_output(&b->errors, ok);
    if (!ok) return CLI_FAILED;
    if (b->refused == 0) return CLI_DONE;
    return b->articles > 0 ? CLI_REJECTED : CLI_FAILED;
}

enum { JOBS_MAX = 256 };

static int check_options(const struct command *self, struct batch *b, int file_count) {
    const struct batch_options *o = b->options;
    char message[512];
    if (file_count == 0 && isatty(STDIN_FILENO)) {
        talk("ghotona %s: no file given; name one, or pipe articles in; 'ghotona %s --help' tells more", self->name, self->name);
        return CLI_USAGE;
    }
    if (o->jobs > JOBS_MAX) {
        talk("ghotona %s: --jobs may be up to %d", self->name, JOBS_MAX);
        return CLI_USAGE;
    }
    if (o->map && !field_map_read(str_of(o->map), &b->map, message, sizeof message)) {
        talk("ghotona %s: --map: %s", self->name, message);
        return CLI_USAGE;
    }
    return CLI_DONE;
}

int batch_run(const struct command *self, struct batch *b, char **files, int count) {
    char dash[] = "-", *standard_input[] = {dash};
    int wrong = check_options(self, b, count);
    if (wrong != CLI_DONE) return wrong;
    if (b->options->json_log) talk_as_json();
    b->files = count ? files : standard_input;
    b->file_count = count ? count : 1;
    b->pack = open_pack(b->options->pack);
    if (!b->pack) return CLI_FAILED;
    b->input = (struct input_options){.pack = b->pack, .strict = b->options->strict, .why = b->options->why};
    if (b->options->map) b->input.map = &b->map;
    if (b->options->separator) b->input.separator = str_of(b->options->separator);
    int end = open_outputs(b) ? CLI_DONE : CLI_FAILED;
    if (end == CLI_DONE && b->begin) end = b->begin(b);
    if (end == CLI_DONE) end = run_pool(b);
    ghotona_pack_free(b->pack);
    return end;
}
