/* ghotona train: learns the weights of the model from coded articles and writes them as a readable table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/score.h"
#include "events/model.h"
#include "input/input.h"
#include <errno.h>
#include <linear.h>
#include <math.h>
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
    "ARTICLES are what `ghotona read` takes; the file is read twice, so it cannot be the standard input. GOLD has a coded\n"
    "article a line, as `ghotona score` wants it; articles are matched by their id. Measure on articles that were not learned\n"
    "from. The same input and pack give the same bytes. docs/model.md says what the features mean.\n"
    "\n"
    "  -o, --output FILE  write there, not to the standard output\n"
    "  --pack DIR         use the language pack in this folder, not the built-in one; its own weights are not used\n"
    "\n"
    "Ends with 0 when done, 1 when a file cannot be read or written or nothing in it can be learned from, 2 when called wrongly.\n";

/* Seldom seen features say more about an article than about the language. */
enum { SEEN_MIN = 3, FEATURE_SLOTS = 1 << 19, FEATURES_MAX = FEATURE_SLOTS / 4 * 3 };
static const double COST = 0.1;     /* liblinear's C, chosen on held-back parts of the training set */

struct known_feature { uint64_t hash; str name; uint32_t seen; int index; };
struct instance { bool positive; uint32_t from, count; };

struct trainer {
    struct arena arena;         /* names and instances: as long as the training */
    struct arena scratch;       /* one article's gold */
    struct known_feature *features;
    VEC(uint32_t) used;         /* slots of the features of all instances */
    VEC(struct instance) instances;
    uint32_t feature_count;
    size_t articles;            /* coded ones that were read */
    const char *task;           /* which decisions are collected now */
    json_t *events;             /* of the article at hand */
};

/* ---- collecting ----------------------------------------------------------------------------------------------------------------------- */

/* The slot of a feature; FEATURE_SLOTS for a new one when there are too many already. */
static uint32_t feature_slot(struct trainer *t, str name) {
    uint64_t hash = hash_bytes(name.at, name.len) | 1;
    uint32_t at = (uint32_t)hash & (FEATURE_SLOTS - 1);
    while (t->features[at].hash && t->features[at].hash != hash) at = (at + 1) & (FEATURE_SLOTS - 1);
    if (t->features[at].hash) return at;
    if (t->feature_count == FEATURES_MAX) return FEATURE_SLOTS;
    t->feature_count++;
    t->features[at] = (struct known_feature){.hash = hash, .name = arena_copy(&t->arena, name)};
    return at;
}

static void add_instance(struct trainer *t, bool positive, const str *names, uint32_t n) {
    struct instance in = {.positive = positive, .from = t->used.len};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t slot = feature_slot(t, names[i]);
        if (slot == FEATURE_SLOTS) continue;
        t->features[slot].seen++;
        *vec_push(&t->arena, &t->used) = slot;
    }
    in.count = t->used.len - in.from;
    *vec_push(&t->arena, &t->instances) = in;
}

/* The gold event that the act tells: same type, a sentence of it in the act's; best with the same trigger. */
static json_t *gold_event(struct trainer *t, const struct doc *d, const struct act *a, bool *doubtful) {
    str sentence = score_norm(&t->scratch, span_text(d, (span){d->sentences[a->sentence].text.start, d->sentences[a->sentence].text.end}));
    str trigger = score_norm(&t->scratch, act_trigger(d, a));
    json_t *found = NULL, *event, *also;
    size_t i, k;
    json_array_foreach(t->events, i, event) {
        if (!str_eq(json_str(event, "event"), pack_string(d->pack, act_type(d, a)->type))) continue;
        bool here = holds_text(sentence, score_norm(&t->scratch, json_str(event, "sentence")));
        json_array_foreach(json_object_get(event, "also"), k, also)
            here = here || holds_text(sentence, score_norm(&t->scratch, (str){json_string_value(also), json_string_length(also)}));
        if (!here) continue;
        str told = score_norm(&t->scratch, json_str(event, "event_text"));
        if (!found || holds_text(trigger, told) || holds_text(told, trigger)) found = event;
    }
    *doubtful = found && json_long(found, "certainty") < 2 && json_object_get(found, "certainty");
    return found;
}

enum { MATCH_NONE, MATCH_CODES, MATCH_NAME };

/* How well a candidate is one of the parties that the coder gave. */
static int party_match(struct trainer *t, const struct doc *d, const json_t *side, const struct candidate *c, str unnamed_sector) {
    const json_t *party;
    size_t i;
    int best = MATCH_NONE;
    json_array_foreach(side, i, party) {
        str code = json_str(party, "code"), sector = json_str(party, "sector"), text = score_norm(&t->scratch, json_str(party, "text"));
        if (c->source == SOURCE_UNNAMED) {
            if (text.len == 0 && str_eq(sector, unnamed_sector)) best = MATCH_NAME;
            continue;
        }
        const struct mention *m = &d->mentions.at[c->resolved];
        str name = score_norm(&t->scratch, span_text(d, m->name));
        bool codes = str_eq(code, m->code) && (sector.len == 0 || str_eq(sector, m->sector));
        if (text.len > 5 && name.len > 5 && (holds_text(text, name) || holds_text(name, text))) best = MATCH_NAME;
        else if (codes && best < MATCH_CODES) best = MATCH_CODES;
    }
    return best;
}

static void see_role(void *user, struct doc *d, const struct act *a, enum role role, const struct candidate *list, uint32_t n) {
    struct trainer *t = user;
    if (strcmp(t->task, "roles") != 0 || n > 64) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (!event) return;
    json_t *side = json_object_get(event, role == ROLE_ACTOR ? "actor" : "recipient");
    int match[64] = {0}, best = MATCH_NONE;
    for (uint32_t i = 0; i < n; i++) {
        str sector = list[i].unnamed == WHERE_COURT ? STR("JUD") : list[i].unnamed == WHERE_POLICE ? STR("COP") : STR("UNK");
        if (list[i].source == SOURCE_NONE) match[i] = json_array_size(side) == 0 ? MATCH_NAME : MATCH_NONE;
        else match[i] = party_match(t, d, side, &list[i], sector);
        if (match[i] > best) best = match[i];
    }
    if (best == MATCH_NONE) return;
    for (uint32_t i = 0; i < n; i++)
        if (list[i].name_count) add_instance(t, match[i] == best, list[i].names, list[i].name_count);
}

static void see_act(void *user, struct doc *d, const struct act *a) {
    struct trainer *t = user;
    if (strcmp(t->task, "acts") != 0) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (!doubtful) add_instance(t, event != NULL, a->names, a->name_count);
}

/* ---- fitting ---------------------------------------------------------------------------------------------------------------------------- */

static int number_features(struct trainer *t, const char *prefix) {
    int n = 0;
    for (uint32_t i = 0; i < FEATURE_SLOTS; i++) {
        struct known_feature *f = &t->features[i];
        f->index = f->hash && f->seen >= SEEN_MIN && str_starts(f->name, str_of(prefix)) ? ++n : 0;
    }
    return n;
}

/* The instances whose features have the prefix, as liblinear wants them. */
static struct problem make_problem(struct trainer *t, int features) {
    struct problem p = {.n = features, .bias = -1};
    struct feature_node *nodes = must_alloc(sizeof *nodes * (t->used.len + t->instances.len + 1));
    p.x = must_alloc(sizeof *p.x * (t->instances.len + 1));
    p.y = must_alloc(sizeof *p.y * (t->instances.len + 1));
    for (uint32_t i = 0; i < t->instances.len; i++) {
        const struct instance *in = &t->instances.at[i];
        struct feature_node *from = nodes;
        for (uint32_t k = 0; k < in->count; k++) {
            int index = t->features[t->used.at[in->from + k]].index;
            if (index) *nodes++ = (struct feature_node){index, 1};
        }
        if (nodes == from) continue;
        *nodes++ = (struct feature_node){-1, 0};
        p.x[p.l] = from;
        p.y[p.l++] = in->positive ? 1 : -1;
    }
    return p;
}

static int by_index(const void *x, const void *y) { return ((const struct feature_node *)x)->index - ((const struct feature_node *)y)->index; }

static void sort_nodes(struct problem *p) {
    for (int i = 0; i < p->l; i++) {
        size_t n = 0;
        while (p->x[i][n].index != -1) n++;
        qsort(p->x[i], n, sizeof *p->x[i], by_index);
    }
}

static void quiet(const char *text) { (void)text; }

struct weight_line { str name; double value; };
typedef VEC(struct weight_line) weight_lines;

static void fit(struct trainer *t, const char *prefix, weight_lines *out) {
    int n = number_features(t, prefix);
    struct problem p = make_problem(t, n);
    sort_nodes(&p);
    struct parameter par = {.solver_type = L2R_LR, .eps = 1e-6, .C = COST};
    set_print_string_function(quiet);
    if (p.l) {
        struct model *m = train(&p, &par);
        double sign = m->label[0] == 1 ? 1 : -1;
        for (uint32_t i = 0; i < FEATURE_SLOTS; i++) {
            if (!t->features[i].index) continue;
            double value = round(sign * m->w[t->features[i].index - 1] * 1000) / 1000;
            if (value != 0) *vec_push(&t->arena, out) = (struct weight_line){t->features[i].name, value};
        }
        free_and_destroy_model(&m);
        free(p.x[0]);
    }
    free(p.x);
    free(p.y);
}

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

/* Reads every coded article and collects the decisions of one kind. False after a message. */
static bool collect(struct trainer *t, const char *task, const pack *p, const char *articles, const struct json_lines *gold, const struct ids *ids) {
    const struct input_options options = {.pack = p};
    struct input *in = input_open(articles, &options, talk_fault, NULL);
    struct observer observer = {t, see_role, see_act};
    ghotona_reader *reader = ghotona_reader_new(p);
    reader_observe(reader, &observer);
    t->task = task;
    t->articles = 0;
    for (const struct document *d; (d = input_next(in));) {
        size_t at = ids_get(ids, d->article.id);
        if (at == SIZE_MAX) continue;
        t->events = json_list(gold->at[at].object, "events");
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

static bool learn(struct trainer *t, const pack *p, const char *articles, const struct json_lines *gold, const struct ids *ids, weight_lines *lines) {
    pack bare = with_weights(t, p, lines);
    if (!collect(t, "roles", &bare, articles, gold, ids)) return false;
    if (t->articles == 0) return talk("%s: no article has an id that the coded ones have", articles), false;
    fit(t, "actor|", lines);
    fit(t, "recipient|", lines);
    /* Whether an act counts is learned on parties as the model will choose them. */
    pack roles = with_weights(t, p, lines);
    t->instances.len = t->used.len = 0;
    if (!collect(t, "acts", &roles, articles, gold, ids)) return false;
    fit(t, "act|", lines);
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
                    : "ghotona %s: ARTICLES is read twice and cannot be the standard input; 'ghotona %s --help' tells more", self->name, self->name);
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
    bool ok = learn(&t, p, argv[0], &gold, &ids, &lines) && write_weights(&lines, output);
    arena_free(&t.arena);
    arena_free(&t.scratch);
    json_decref(ids.map);
    json_lines_free(&gold);
    ghotona_pack_free(p);
    return ok ? CLI_DONE : CLI_FAILED;
}
