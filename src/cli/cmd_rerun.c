/* ghotona rerun: what an older pack or version read is read again. SPDX-License-Identifier: Apache-2.0 */
#include "cli/archived.h"
#include "cli/batch.h"
#include "output/write.h"
#include <stdlib.h>
#include <unistd.h>

const char rerun_help[] =
    "Usage: ghotona rerun [OPTIONS] ARCHIVE\n"
    "\n"
    "Reads again the articles that another pack or version of ghotona read, and writes how their records change: a line each.\n"
    "\n"
    "  ghotona rerun --dry-run news.db             only look\n"
    "  ghotona rerun --json news.db > changes.ndjson\n"
    "  ghotona rerun --all --dry-run --pack my-bn news.db\n"
    "                                              what a change of a table would do\n"
    "\n"
    "  -n, --dry-run   change nothing\n"
    "  --all           every article, whoever read it\n"
    "  --json          one object a line: change, id, version, fields with what was before and is after\n"
    "  --min-confidence X\n"
    "                  keep no records whose confidence is below X (0.1; see ghotona help read)\n"
    "  -j, --jobs N    read N articles at once (as many as there are processors)\n"
    "  --pack DIR      use the language pack in this folder, not the built-in one\n"
    "  -q, --quiet     no progress and no summary\n"
    "\n"
    "A change is told as `~ ID field: before -> after`, a record that appears as `+`, one that goes as `-`. What only the confidence of a record\n"
    "is, is no change. Changes that are kept are also in the table record_change.\n"
    "\n"
    ARCHIVE_ENDS_HELP;

struct rerun {
    bool dry, all, json, quiet;
    double min_confidence;
    int jobs;
    const char *pack_dir;
    const ghotona_pack *language;
    struct archive *from, *to;      /* the same, to read and to write */
    int64_t last, total;            /* version handed out last; how many there are */
    struct archive_changes changes;
    struct buf out;
    bool progress;
    double begun;
    int end;
};

/* ---- one article ------------------------------------------------------------------------------------------------------------ */

static bool fill(void *user, struct job *job) {
    struct rerun *r = user;
    struct finds *finds = &job->item.finds;
    ghotona_article article;
    arena_reset(&finds->arena);
    memset(&finds->documents, 0, sizeof finds->documents);
    r->last = archive_next_outdated(r->from, r->last, r->all, r->language, &finds->arena, &article);
    if (r->last == 0) return false;
    *vec_push(&finds->arena, &finds->documents) = (struct document){.article = article};
    job->version = r->last;
    return true;
}

static void work(void *user, ghotona_reader *reader, struct job *job) {
    const struct rerun *r = user;
    struct finds *finds = &job->item.finds;
    const ghotona_reading *reading;
    job->reading = NULL;
    if (ghotona_read(reader, &finds->documents.at[0].article, false, &reading) != GHOTONA_OK) return;      /* it was read before, so it is not too large */
    job->reading = archive_keep(&finds->arena, reading, r->min_confidence);
}

/* ---- changes ------------------------------------------------------------------------------------------------------------------ */

static const char *const change_names[ARCHIVE_CHANGE_KINDS] = {"changes", "appears", "goes"};

static void put_value(struct buf *to, str value) {
    if (value.len) write_json_string(to, value);
    else buf_text(to, "null");
}

static void put_fields_json(struct buf *to, const struct archive_change *c) {
    for (size_t i = 0; i < c->field_count; i++) {
        buf_printf(to, "%s\"%s\":[", i ? "," : "{", c->fields[i].name);
        put_value(to, c->fields[i].before);
        buf_byte(to, ',');
        put_value(to, c->fields[i].after);
        buf_byte(to, ']');
    }
    buf_text(to, c->field_count ? "}" : "{}");
}

static void put_change_json(struct buf *to, const struct archive_change *c, str fields) {
    buf_printf(to, "{\"change\":\"%s\",\"id\":", change_names[c->kind]);
    write_json_string(to, c->id);
    buf_printf(to, ",\"version\":%lld,\"fields\":", (long long)c->version);
    buf_str(to, fields);
    buf_text(to, "}\n");
}

static bool is_told(const struct archive_field *f) {
    static const char *const unsaid[] = {"id", "future", "hypothetical", "historical", "negation", "date_basis"};
    for (size_t i = 0; i < LENGTH(unsaid); i++)
        if (strcmp(f->name, unsaid[i]) == 0) return false;
    return true;
}

static void put_change(struct buf *to, const struct archive_change *c) {
    buf_printf(to, "%c %.8s", "~+-"[c->kind], c->id.at);
    for (size_t i = 0; i < c->field_count; i++) {
        const struct archive_field *f = &c->fields[i];
        if (c->kind != ARCHIVE_CHANGES && !is_told(f)) continue;
        buf_printf(to, "  %s: ", f->name);
        write_plain(to, c->kind == ARCHIVE_APPEARS ? f->after : f->before);
        if (c->kind != ARCHIVE_CHANGES) continue;
        buf_text(to, " -> ");
        write_plain(to, f->after);
    }
    buf_byte(to, '\n');
}

static void tell_change(void *user, const struct archive_change *c) {
    struct rerun *r = user;
    struct buf fields = {0};
    put_fields_json(&fields, c);
    if (r->json) put_change_json(&r->out, c, buf_view(&fields));
    else put_change(&r->out, c);
    archive_keep_change(r->to, c, buf_view(&fields));
    buf_free(&fields);
}

static bool drain(void *user, struct job *job) {
    struct rerun *r = user;
    if (job->reading && !archive_reread(r->to, job->version, job->reading, &r->changes, tell_change, r)) {
        r->end = archived_failed(r->to);
        return false;
    }
    if (r->progress && r->changes.articles % 64 == 0) talk_progress("%zu of %lld articles", r->changes.articles, (long long)r->total);
    bool ok = write_out(stdout, "standard output", buf_view(&r->out));
    r->out.len = 0;
    return ok;
}

static bool idle(void *user) {
    (void)user;
    return flush_out(stdout, "standard output");
}

/* ---- the run ---------------------------------------------------------------------------------------------------------------- */

static void tell_summary(const struct rerun *r, const char *path) {
    const size_t *n = r->changes.counts;
    talk("%s %zu articles, %zu records: %zu change, %zu appear, %zu go", r->dry ? "would read" : "read", r->changes.articles, r->changes.records, n[ARCHIVE_CHANGES],
         n[ARCHIVE_APPEARS], n[ARCHIVE_GOES]);
    if (r->dry && r->changes.articles) talk("next: ghotona rerun%s %s", r->all ? " --all" : "", path);
}

static int run(struct rerun *r) {
    struct archive_counts counts;
    const struct pool_calls calls = {fill, work, drain, idle, r};
    if (!archive_begin(r->to, "rerun", r->all ? "--all" : "", r->language)) return archived_failed(r->to);
    if (r->dry) archive_try(r->to);
    r->total = archive_outdated(r->from, r->all, r->language);
    bool ok = pool_run(&calls, r->language, r->jobs > 0 ? (size_t)r->jobs : processors());
    if (r->end != CLI_DONE) return r->end;
    if (archive_error(r->from)->status != ARCHIVE_OK) return archived_failed(r->from);
    if (!archive_end(r->to, &counts)) return archived_failed(r->to);
    return ok && flush_out(stdout, "standard output") ? CLI_DONE : CLI_FAILED;
}

int cmd_rerun(const struct command *self, int argc, char **argv) {
    struct rerun r = {.min_confidence = CONFIDENCE_MIN};
    const struct cli_option table[] = {
        {"dry-run", 'n', OPTION_FLAG, &r.dry}, {"all", 0, OPTION_FLAG, &r.all}, {"json", 0, OPTION_FLAG, &r.json}, {"jobs", 'j', OPTION_NUMBER, &r.jobs},
        {"min-confidence", 0, OPTION_SHARE, &r.min_confidence}, {"pack", 0, OPTION_TEXT, &r.pack_dir}, {"quiet", 'q', OPTION_FLAG, &r.quiet},
    };
    int end = archived_alone(self, options_parse(self, table, LENGTH(table), argc, argv));
    if (end != CLI_DONE) return end;
    r.language = open_pack(r.pack_dir);
    if (!r.language) return CLI_FAILED;
    r.progress = !r.quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    end = archived_open(argv[0], ARCHIVE_WRITE, &r.to);
    if (end == CLI_DONE) end = archived_open(argv[0], ARCHIVE_READ, &r.from);
    if (end == CLI_DONE) end = run(&r);
    if (end == CLI_DONE && !r.quiet) tell_summary(&r, argv[0]);
    archive_close(r.from);
    archive_close(r.to);
    buf_free(&r.out);
    ghotona_pack_free(r.language);
    return end;
}
