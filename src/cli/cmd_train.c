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
    "ARTICLES are what `ghotona read` takes; the file is read more than once, so it cannot be the standard input. GOLD has a coded\n"
    "article a line, as `ghotona score` wants it; articles are matched by their id. Measure on articles that were not learned\n"
    "from. The same input and pack give the same bytes. docs/model.md says what the features mean.\n"
    "\n"
    "  -o, --output FILE  write there, not to the standard output\n"
    "  --pack DIR         use the language pack in this folder, not the built-in one; its own weights are not used\n"
    "\n"
    "Ends with 0 when done, 1 when a file cannot be read or written or nothing in it can be learned from, 2 when called wrongly.\n";

/* Seldom seen features say more about an article than about the language. */
enum { SEEN_MIN = 3, FEATURE_SLOTS = 1 << 19, FEATURES_MAX = FEATURE_SLOTS / 4 * 3, FEATURES_OF_ONE = 64 };
static const double COST = 0.1;     /* liblinear's C, chosen on held-back parts of the training set */
/* Of an article's acts most have one place: each says less. */
static const double PLACE_COST = 0.003, DATE_COST = 0.03, TOLD_COST = 0.03;
/* Articles are dealt out in turn to as many parts; whether parties are right is learned on a part from roles learned on the others. */
enum { PARTS = 5, NO_PART = PARTS };

struct known_feature { uint64_t hash; str name; uint32_t seen; int index; };
struct instance { bool positive; uint32_t from, count, part, against; };    /* against: features after those, that count the other way */

struct trainer {
    struct arena arena;         /* names and instances: as long as the training */
    struct arena scratch;       /* one article's gold */
    struct known_feature *features;
    VEC(uint32_t) used;         /* slots of the features of all instances */
    VEC(struct instance) instances;
    uint32_t feature_count;
    size_t articles;            /* coded ones that were read */
    uint32_t part;              /* of the article at hand */
    enum { TASK_ROLES, TASK_SETTINGS, TASK_ACTS, TASK_PARTIES } task;      /* which decisions are collected now */
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

static void add_instance(struct trainer *t, bool positive, const struct judgement *j) {
    struct instance in = {.positive = positive, .from = t->used.len, .part = t->part};
    for (uint32_t i = 0; i < j->count; i++) {
        uint32_t slot = feature_slot(t, j->names[i]);
        if (slot == FEATURE_SLOTS) continue;
        t->features[slot].seen++;
        *vec_push(&t->arena, &t->used) = slot;
    }
    in.count = t->used.len - in.from;
    *vec_push(&t->arena, &t->instances) = in;
}

static uint32_t slots_of(struct trainer *t, const struct judgement *j, uint32_t *slots) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < j->count && count < FEATURES_OF_ONE; i++)
        if ((slots[count] = feature_slot(t, j->names[i])) != FEATURE_SLOTS) count++;
    return count;
}

/* Adds those of the slots that the others do not have; how many. */
static uint32_t add_own(struct trainer *t, const uint32_t *slots, uint32_t n, const uint32_t *others, uint32_t m) {
    uint32_t added = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool shared = false;
        for (uint32_t k = 0; k < m; k++) shared = shared || slots[i] == others[k];
        if (shared) continue;
        t->features[slots[i]].seen++;
        *vec_push(&t->arena, &t->used) = slots[i];
        added++;
    }
    return added;
}

/* One that is right beside one that is wrong: what they differ in should weigh for the first. Told both ways, as a fit wants two classes. */
static void add_pair(struct trainer *t, const struct judgement *right, const struct judgement *wrong) {
    uint32_t a[FEATURES_OF_ONE], b[FEATURES_OF_ONE], n = slots_of(t, right, a), m = slots_of(t, wrong, b);
    struct instance in = {.positive = true, .from = t->used.len, .part = t->part};
    in.count = add_own(t, a, n, b, m);
    in.against = add_own(t, b, m, a, n);
    *vec_push(&t->arena, &t->instances) = in;
    struct instance turned = {.positive = false, .from = t->used.len, .part = t->part};
    turned.count = add_own(t, b, m, a, n);
    turned.against = add_own(t, a, n, b, m);
    *vec_push(&t->arena, &t->instances) = turned;
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

static bool is_coded(const json_t *party, const struct mention *m) {
    str sector = json_str(party, "sector");
    return str_eq(json_str(party, "code"), m->code) && (sector.len == 0 || str_eq(sector, m->sector));
}

static bool has_codes(const json_t *side, const struct mention *m) {
    const json_t *party;
    size_t i;
    json_array_foreach(side, i, party)
        if (is_coded(party, m)) return true;
    return false;
}

static str unnamed_sector(int unnamed) { return unnamed == WHERE_COURT ? STR("JUD") : unnamed == WHERE_POLICE ? STR("COP") : STR("UNK"); }

enum { MATCH_NONE, MATCH_CODES, MATCH_NAME };

/* How well a candidate is one of the parties that the coder gave. */
static int party_match(struct trainer *t, const struct doc *d, const json_t *side, const struct candidate *c, str unnamed) {
    const json_t *party;
    size_t i;
    int best = MATCH_NONE;
    json_array_foreach(side, i, party) {
        str text = score_norm(&t->scratch, json_str(party, "text"));
        if (c->source == SOURCE_UNNAMED) {
            if (text.len == 0 && str_eq(json_str(party, "sector"), unnamed)) best = MATCH_NAME;
            continue;
        }
        const struct mention *m = &d->mentions.at[c->resolved];
        str name = score_norm(&t->scratch, span_text(d, m->name));
        if (text.len > 5 && name.len > 5 && (holds_text(text, name) || holds_text(name, text))) best = MATCH_NAME;
        else if (best < MATCH_CODES && is_coded(party, m)) best = MATCH_CODES;
    }
    return best;
}

static void see_role(void *user, struct doc *d, const struct act *a, enum role role, const struct candidate *list, uint32_t n) {
    struct trainer *t = user;
    if (t->task != TASK_ROLES || n > 64) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (!event) return;
    json_t *side = json_object_get(event, role == ROLE_ACTOR ? "actor" : "recipient");
    int match[64] = {0}, best = MATCH_NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].source == SOURCE_NONE) match[i] = json_array_size(side) == 0 ? MATCH_NAME : MATCH_NONE;
        else match[i] = party_match(t, d, side, &list[i], unnamed_sector(list[i].unnamed));
        if (match[i] > best) best = match[i];
    }
    if (best == MATCH_NONE) return;
    for (uint32_t i = 0; i < n; i++)
        if (list[i].weighed) add_instance(t, match[i] == best, &list[i].judged);
}

/* Whether the parties of one side are the coder's, as `ghotona score` sees it: one of them by country and sector, or nobody on both. */
static bool side_right(struct trainer *t, const struct doc *d, const struct act *a, const json_t *side, bool actor) {
    const uint32_t *list = actor ? a->actors : a->recipients;
    uint8_t n = actor ? a->actor_count : a->recipient_count;
    bool unnamed = actor && n == 0 && a->unnamed_actor >= 0;
    if (json_array_size(side) == 0) return n == 0 && !unnamed;
    if (unnamed) return party_match(t, d, side, &(struct candidate){.source = SOURCE_UNNAMED}, unnamed_sector(a->unnamed_actor)) != MATCH_NONE;
    for (uint8_t i = 0; i < n; i++)
        if (has_codes(side, &d->mentions.at[list[i]])) return true;
    return false;
}

/* A meeting has no direction: everybody the coder has must be there on one side or the other. */
static bool partners_right(const struct doc *d, const struct act *a, const json_t *actors, const json_t *recipients) {
    size_t i, k, n = a->actor_count + (size_t)a->recipient_count;
    const json_t *sides[] = {actors, recipients}, *party;
    for (i = 0; i < 2; i++)
        json_array_foreach(sides[i], k, party) {
            bool there = false;
            for (size_t m = 0; m < n && !there; m++)
                there = is_coded(party, &d->mentions.at[m < a->actor_count ? a->actors[m] : a->recipients[m - a->actor_count]]);
            if (!there) return false;
        }
    return n > 1;
}

static bool parties_right(struct trainer *t, const struct doc *d, const struct act *a, const json_t *event) {
    const json_t *actors = json_object_get(event, "actor"), *recipients = json_object_get(event, "recipient");
    if (act_is(d, a, "CONSULT") && partners_right(d, a, actors, recipients)) return true;
    bool crowd = act_is(d, a, "PROTEST") || act_is(d, a, "MOBILIZE");
    bool anybody = json_array_size(recipients) == 0 && crowd;
    return side_right(t, d, a, actors, true) && (anybody || side_right(t, d, a, recipients, false));
}

/* True if a place is the one that the coder gave, as far as either tells it. */
static bool place_match(struct trainer *t, struct doc *d, str told, uint32_t mention) {
    str name = score_norm(&t->scratch, place_told(d, mention).text);
    return holds_text(told, name) || holds_text(name, told);
}

static void see_place(void *user, struct doc *d, const struct act *a, const struct setting *list, uint32_t n) {
    struct trainer *t = user;
    if (t->task != TASK_SETTINGS) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    str told = event ? score_norm(&t->scratch, json_str(json_object_get(event, "place"), "text")) : (str){0};
    for (uint32_t i = 0; i < n && told.len; i++) {
        if (!place_match(t, d, told, list[i].place)) continue;
        for (uint32_t k = 0; k < n; k++)
            if (!place_match(t, d, told, list[k].place)) add_pair(t, &list[i].judged, &list[k].judged);
    }
}

/* Whether the coder gave any place. */
static void see_placed(void *user, struct doc *d, const struct act *a, const struct judgement *told) {
    struct trainer *t = user;
    if (t->task != TASK_ACTS) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (event && !doubtful) add_instance(t, json_str(json_object_get(event, "place"), "text").len > 0, told);
}

static int digits_at(str s, size_t at, size_t n) {
    int value = 0;
    for (size_t i = at; i < at + n; i++) value = i < s.len && s.at[i] >= '0' && s.at[i] <= '9' ? value * 10 + s.at[i] - '0' : 0;
    return value;
}

/* The first or last day of an ISO day, month or year. */
static int32_t end_of(str value, bool last) {
    int year = digits_at(value, 0, 4), month = digits_at(value, 5, 2), day = digits_at(value, 8, 2);
    if (day) return days_from_civil(year, month, day);
    if (month) return last ? days_from_civil(year + month / 12, month % 12 + 1, 1) - 1 : days_from_civil(year, month, 1);
    return last ? days_from_civil(year, 12, 31) : days_from_civil(year, 1, 1);
}

/* The days of an ISO date, month, year or from/to. */
static ghotona_days days_of(str value) {
    size_t slash = 0;
    while (slash < value.len && value.at[slash] != '/') slash++;
    str from = str_sub(value, 0, slash), to = slash < value.len ? str_sub(value, slash + 1, value.len) : from;
    return (ghotona_days){end_of(from, false), end_of(to, true)};
}

static bool date_match(ghotona_days told, ghotona_date date) { return date.days.from == told.from && date.days.to == told.to; }

static void see_date(void *user, struct doc *d, const struct act *a, const struct when *list, uint32_t n) {
    struct trainer *t = user;
    if (t->task != TASK_SETTINGS) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    str value = event ? json_str(event, "date") : (str){0};
    if (value.len == 0) return;
    ghotona_days told = days_of(value);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < n && date_match(told, list[i].date); k++)
            if (!date_match(told, list[k].date)) add_pair(t, &list[i].judged, &list[k].judged);
}

/* Whether the coder gave any date. */
static void see_dated(void *user, struct doc *d, const struct act *a, const struct judgement *told) {
    struct trainer *t = user;
    if (t->task != TASK_ACTS) return;
    bool doubtful;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (event && !doubtful) add_instance(t, json_str(event, "date").len > 0, told);
}

static void see_act(void *user, struct doc *d, const struct act *a) {
    struct trainer *t = user;
    bool doubtful;
    if (t->task != TASK_ACTS && t->task != TASK_PARTIES) return;
    json_t *event = gold_event(t, d, a, &doubtful);
    if (doubtful) return;
    if (t->task == TASK_ACTS) add_instance(t, event != NULL, &a->judged[JUDGED_TOLD]);
    else if (event) add_instance(t, parties_right(t, d, a, event), &a->judged[JUDGED_PARTIES]);
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

/* The instances whose features have the prefix, but those of one part, as liblinear wants them. */
static struct problem make_problem(struct trainer *t, int features, uint32_t without) {
    struct problem p = {.n = features, .bias = -1};
    struct feature_node *nodes = must_alloc(sizeof *nodes * (t->used.len + t->instances.len + 1));
    p.x = must_alloc(sizeof *p.x * (t->instances.len + 1));
    p.y = must_alloc(sizeof *p.y * (t->instances.len + 1));
    for (uint32_t i = 0; i < t->instances.len; i++) {
        const struct instance *in = &t->instances.at[i];
        struct feature_node *from = nodes;
        if (in->part == without) continue;
        for (uint32_t k = 0; k < in->count + in->against; k++) {
            int index = t->features[t->used.at[in->from + k]].index;
            if (index) *nodes++ = (struct feature_node){index, k < in->count ? 1 : -1};
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

static void fit(struct trainer *t, const char *prefix, double cost, uint32_t without, weight_lines *out) {
    int n = number_features(t, prefix);
    struct problem p = make_problem(t, n, without);
    sort_nodes(&p);
    struct parameter par = {.solver_type = L2R_LR, .eps = 1e-6, .C = cost};
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

struct coded { const char *articles; const struct json_lines *gold; const struct ids *ids; };

/* Reads every coded article, or one part of them, and collects the decisions of one kind. False after a message. */
static bool collect(struct trainer *t, int task, const pack *p, const struct coded *c, uint32_t only) {
    const struct input_options options = {.pack = p};
    struct input *in = input_open(c->articles, &options, talk_fault, NULL);
    struct observer observer = {t, see_role, see_place, see_placed, see_date, see_dated, see_act};
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

static void forget_instances(struct trainer *t) { t->instances.len = t->used.len = 0; }

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
