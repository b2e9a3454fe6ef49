/* ghotona train: learns the weights of the model from coded articles and writes them as a readable table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/train.h"
#include "input/input.h"
#include <errno.h>
#include <stdlib.h>

const char train_help[] =
    "Usage: ghotona train ARTICLES GOLD [-o FILE] [--pack DIR]\n"
    "\n"
    "Learns from articles coded by hand which of the parties that come into question fill an act's roles, and how sure an\n"
    "act is. Writes the weights as a readable table, the weights.tsv of a language pack.\n"
    "\n"
    "  ghotona train articles.ndjson gold.jsonl -o lang/bn/weights.tsv\n"
    "  ghotona read --json --pack lang/bn other.ndjson | ghotona score other-gold.jsonl -\n"
    "\n"
    "ARTICLES are what `ghotona read` takes; the file is read more than once, so it cannot be the standard input. GOLD has a coded\n"
    "article a line, as `ghotona score` wants it; articles are matched by their id. Measure on articles that were not learned\n"
    "from. The same input and pack give the same bytes. docs/model.md says what the features mean.\n"
    "\n"
    "  -o, --output FILE  write there, not to the standard output\n"
    "  --pack DIR         use the language pack in this folder, not the built-in one; its own weights are not used\n"
    "\n"
    "Ends with 0 when done, 1 when a file cannot be read or written or nothing in it can be learned from, 2 when called wrongly.\n";

/* liblinear's C for each task, chosen on held-back parts of the training set. Of an article's acts most have one place: each says less. */
static const double COST = 0.1, PLACE_COST = 0.003, DATE_COST = 0.03, TOLD_COST = 0.03;

static int by_name(const void *x, const void *y) {
    const struct weight_line *a = x, *b = y;
    int c = memcmp(a->name.at, b->name.at, a->name.len < b->name.len ? a->name.len : b->name.len);
    return c ? c : (a->name.len > b->name.len) - (a->name.len < b->name.len);
}

/* ---- the run -------------------------------------------------------------------------------------------------------------------------------- */

/* The pack with other weights. */
static pack with_weights(struct trainer *t, const pack *p, const weight_lines *lines) {
    pack q = *p;
    q.weight_slots = 0;
    if (lines->len) for (q.weight_slots = 64; q.weight_slots < lines->len * 2;) q.weight_slots *= 2;
    struct weight *table = arena_new(&t->arena, struct weight, q.weight_slots + 1);
    for (uint32_t i = 0; i < lines->len; i++) {
        uint64_t hash = hash_bytes(lines->at[i].name.at, lines->at[i].name.len) | 1;
        uint32_t at = (uint32_t)hash & (q.weight_slots - 1);
        while (table[at].hash) at = (at + 1) & (q.weight_slots - 1);
        table[at] = (struct weight){hash, lines->at[i].value};
    }
    q.weights = table;
    return q;
}

struct coded { const char *articles; const struct json_lines *gold; const struct ids *ids; };

/* Reads every coded article, or one part of them, and collects the decisions of one kind. False after a message. */
static bool collect(struct trainer *t, enum task task, const pack *p, const struct coded *c, uint32_t only) {
    const struct input_options options = {.pack = p};
    struct input *in = input_open(c->articles, &options, talk_fault, NULL);
    struct observer observer = coded_observer(t);
    ghotona_reader *reader = ghotona_reader_new(p);
    reader_observe(reader, &observer);
    uint32_t seen = 0;
    t->task = task;
    t->articles = 0;
    for (const struct document *d; (d = input_next(in));) {
        size_t at = ids_get(c->ids, d->article.id);
        if (at == SIZE_MAX) continue;
        t->part = seen++ % PARTS;
        if (only != NO_PART && t->part != only) continue;
        t->events = json_list(c->gold->at[at].object, "events");
        const ghotona_reading *reading;
        if (ghotona_read(reader, &d->article, false, &reading) == GHOTONA_OK) t->articles++;
        arena_reset(&t->scratch);
    }
    ghotona_reader_free(reader);
    input_close(in);
    return true;
}

static bool write_weights(const weight_lines *lines, const char *path) {
    struct buf b = {0};
    buf_text(&b, "# Weights of the model, made by `ghotona train` from coded articles: feature, weight. What a feature means: docs/model.md.\n");
    for (uint32_t i = 0; i < lines->len; i++) buf_printf(&b, "%.*s\t%g\n", (int)lines->at[i].name.len, lines->at[i].name.at, lines->at[i].value);
    FILE *f = path ? fopen(path, "wb") : stdout;
    bool ok = f && fwrite(b.at, 1, b.len, f) == b.len;
    if (f && (path ? fclose(f) : fflush(f)) != 0) ok = false;
    if (!ok) talk("%s: cannot be written: %s", path ? path : "standard output", strerror(errno));
    buf_free(&b);
    return ok;
}

/* The weights of roles learned on all parts and, for each part, on the others. */
struct roles { weight_lines all, others[PARTS]; };

static bool learn_roles(struct trainer *t, const pack *p, const struct coded *c, struct roles *out) {
    pack bare = with_weights(t, p, &out->all);
    if (!collect(t, TASK_ROLES, &bare, c, NO_PART)) return false;
    if (t->articles == 0) return talk("%s: no article has an id that the coded ones have", c->articles), false;
    for (uint32_t part = 0; part <= PARTS; part++) {
        weight_lines *lines = part == NO_PART ? &out->all : &out->others[part];
        fit(t, "actor|", COST, part, lines);
        fit(t, "recipient|", COST, part, lines);
    }
    return true;
}

static void add_lines(struct trainer *t, weight_lines *to, const weight_lines *more) {
    for (uint32_t i = 0; i < more->len; i++) *vec_push(&t->arena, to) = more->at[i];
}

/* Where and when acts take place is learned on parties as the model will choose them, and whether an act counts on all of it. */
static bool learn_acts(struct trainer *t, const pack *p, const struct coded *c, const struct roles *roles, weight_lines *out) {
    weight_lines so_far = {0};
    add_lines(t, &so_far, &roles->all);
    pack with = with_weights(t, p, &so_far);
    forget_instances(t);
    if (!collect(t, TASK_SETTINGS, &with, c, NO_PART)) return false;
    fit(t, "place|", PLACE_COST, NO_PART, out);
    fit(t, "date|", DATE_COST, NO_PART, out);
    add_lines(t, &so_far, out);
    with = with_weights(t, p, &so_far);
    forget_instances(t);
    if (!collect(t, TASK_ACTS, &with, c, NO_PART)) return false;
    fit(t, "act|", COST, NO_PART, out);
    fit(t, "placed|", TOLD_COST, NO_PART, out);
    fit(t, "dated|", TOLD_COST, NO_PART, out);
    return true;
}

/* Whether its parties are right is learned on each part from roles learned on the others: as on articles not learned from. */
static bool learn_parties(struct trainer *t, const pack *p, const struct coded *c, struct roles *roles, const weight_lines *counted, weight_lines *out) {
    forget_instances(t);
    for (uint32_t part = 0; part < PARTS; part++) {
        add_lines(t, &roles->others[part], counted);
        pack with = with_weights(t, p, &roles->others[part]);
        if (!collect(t, TASK_PARTIES, &with, c, part)) return false;
    }
    fit(t, "parties|", COST, NO_PART, out);
    return true;
}

static bool learn(struct trainer *t, const pack *p, const struct coded *c, weight_lines *lines) {
    struct roles roles = {0};
    weight_lines counted = {0}, right = {0};
    if (!learn_roles(t, p, c, &roles) || !learn_acts(t, p, c, &roles, &counted) || !learn_parties(t, p, c, &roles, &counted, &right)) return false;
    add_lines(t, lines, &roles.all);
    add_lines(t, lines, &counted);
    add_lines(t, lines, &right);
    if (lines->len) qsort(lines->at, lines->len, sizeof *lines->at, by_name);
    return true;
}

int cmd_train(const struct command *self, int argc, char **argv) {
    const char *output = NULL, *dir = NULL;
    const struct cli_option options[] = {{"output", 'o', OPTION_TEXT, &output}, {"pack", 0, OPTION_TEXT, &dir}};
    int n = options_parse(self, options, LENGTH(options), argc, argv);
    if (n < 0) return CLI_USAGE;
    if (n != 2 || strcmp(argv[0], "-") == 0) {
        talk(n != 2 ? "ghotona %s: two files are wanted, ARTICLES and GOLD; 'ghotona %s --help' tells more"
                    : "ghotona %s: ARTICLES is read more than once and cannot be the standard input; 'ghotona %s --help' tells more", self->name, self->name);
        return CLI_USAGE;
    }
    const pack *p = open_pack(dir);
    struct json_lines gold = {0};
    if (!p || !json_lines_load(&gold, argv[1])) { ghotona_pack_free(p); return CLI_FAILED; }
    struct ids ids = {json_object()};
    for (size_t i = 0; i < gold.len; i++) ids_set(&ids, json_str(gold.at[i].object, "id"), i);
    struct trainer t = {0};
    t.features = arena_new(&t.arena, struct known_feature, FEATURE_SLOTS);
    weight_lines lines = {0};
    bool ok = learn(&t, p, &(struct coded){argv[0], &gold, &ids}, &lines) && write_weights(&lines, output);
    arena_free(&t.arena);
    arena_free(&t.scratch);
    json_decref(ids.map);
    json_lines_free(&gold);
    ghotona_pack_free(p);
    return ok ? CLI_DONE : CLI_FAILED;
}
