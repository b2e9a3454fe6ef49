/* Scores records against coded events, figure for figure as gold/score.py does; its docstring says what the figures mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/score.h"
#include "cli/cli.h"
#include "output/write.h"
#include <stdlib.h>

/* ---- what is compared ------------------------------------------------------------------------------------------------------- */

struct party { str code, sector, text, latin, named; };     /* text, latin folded; named: both together */
struct side { struct party *at; size_t len; };

struct coded {          /* an event of the gold */
    const json_t *source;
    str type, aux, date, place, said_by, trigger;
    struct side actor, recipient;
    str *sentences; size_t sentence_count;
    bool sure;
};

struct found {          /* a record of ours */
    const json_t *source;
    str text, trigger, trigger_or_nul, place;
    struct side actor, recipient, said_by;
    bool used, again;
};

enum { MODE, AUX, DATE, PLACE, SAID, ATTRIBUTES };
static const char *const attribute_names[ATTRIBUTES] = {"mode", "aux", "date", "place", "said"};

struct type_score { str type; size_t tp, fp, fn, record; };

struct scoring {
    const struct score_options *options;
    struct arena arena;
    size_t articles, unknown, tp, fp, fn, country, record, again;
    size_t right[ATTRIBUTES], of[ATTRIBUTES];
    VEC(struct type_score) types;
    int shown;
};

/* ---- loading ---------------------------------------------------------------------------------------------------------------- */

static bool known(str s) { return s.at != NULL; }
static bool same_value(str a, str b) { return known(a) == known(b) && str_eq(a, b); }

/* The parties of a list; a gold party's name stands in `text`, ours in `entity_text`. */
static struct side load_side(struct arena *a, const json_t *list, const char *name_field) {
    struct side side = {arena_new(a, struct party, json_array_size(list)), json_array_size(list)};
    for (size_t i = 0; i < side.len; i++) {
        const json_t *from = json_array_get(list, i);
        str text = json_str(from, name_field), latin = json_str(from, "identifier_text");
        str both = arena_printf(a, "%.*s %.*s", (int)text.len, text.len ? text.at : "", (int)latin.len, latin.len ? latin.at : "");
        side.at[i] = (struct party){json_str(from, "code"), json_str(from, "sector"), score_norm(a, text), score_norm(a, latin),
                                    score_norm(a, both)};
    }
    return side;
}

static void load_sentences(struct arena *a, struct coded *event) {
    const json_t *also = json_list(event->source, "also");
    event->sentence_count = 1 + json_array_size(also);
    event->sentences = arena_new(a, str, event->sentence_count);
    event->sentences[0] = score_norm(a, json_str(event->source, "sentence"));
    for (size_t i = 0; i < json_array_size(also); i++) {
        const json_t *sentence = json_array_get(also, i);
        event->sentences[i + 1] = score_norm(a, (str){json_string_value(sentence), json_string_length(sentence)});
    }
}

static struct coded load_coded(struct arena *a, const json_t *from) {
    const json_t *certainty = json_object_get(from, "certainty");
    struct coded event = {
        .source = from,
        .type = json_str(from, "event"),
        .aux = json_str(from, "aux"),
        .date = json_str(from, "date"),
        .place = json_str(json_object_get(from, "place"), "text"),
        .said_by = json_str(from, "said_by"),
        .trigger = score_norm(a, json_str(from, "event_text")),
        .actor = load_side(a, json_list(from, "actor"), "text"),
        .recipient = load_side(a, json_list(from, "recipient"), "text"),
        .sure = !certainty || json_number_value(certainty) >= 2,
    };
    load_sentences(a, &event);
    return event;
}

static str join_texts(struct arena *a, const json_t *list) {
    struct buf joined = {0};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *text = json_array_get(list, i);
        if (i > 0) buf_byte(&joined, ' ');
        buf_put(&joined, json_string_value(text), json_string_length(text));
    }
    str norm = score_norm(a, buf_view(&joined));
    buf_free(&joined);
    return norm;
}

static struct found load_found(struct arena *a, const json_t *from) {
    const json_t *triggers = json_list(from, "event_text");
    struct found found = {
        .source = from,
        .text = score_norm(a, json_str(from, "text")),
        .trigger = join_texts(a, triggers),
        .place = score_norm(a, json_str(json_object_get(from, "event_loc"), "extracted_place")),
        .actor = load_side(a, json_list(from, "actor"), "entity_text"),
        .recipient = load_side(a, json_list(from, "recipient"), "entity_text"),
        .said_by = load_side(a, json_list(from, "said_by"), "entity_text"),
    };
    /* A record without a trigger must not stand in every gold trigger, as nothing would. */
    found.trigger_or_nul = json_array_size(triggers) > 0 ? found.trigger : (str){"\0", 1};
    return found;
}

/* ---- parties ---------------------------------------------------------------------------------------------------------------- */

enum verdict { WRONG, RIGHT, UNWANTED };        /* UNWANTED: the gold has no party there, and we have one */

/* A gold party without a code matches by its name. */
static bool same_party(const struct party *gold, const struct party *ours, bool sector) {
    if (gold->code.len == 0 && gold->sector.len == 0) return gold->text.len > 0 && holds_text(ours->named, gold->text);
    return same_value(gold->code, ours->code) && (!sector || !known(gold->sector) || same_value(gold->sector, ours->sector));
}

static bool any_same(const struct party *gold, const struct side *ours, bool sector) {
    for (size_t i = 0; i < ours->len; i++)
        if (same_party(gold, &ours->at[i], sector)) return true;
    return false;
}

static enum verdict same_side(const struct side *gold, const struct side *ours, bool sector) {
    if (gold->len == 0) return ours->len == 0 ? RIGHT : UNWANTED;
    for (size_t i = 0; i < gold->len; i++)
        if (any_same(&gold->at[i], ours, sector)) return RIGHT;
    return WRONG;
}

struct sides { bool actor, recipient; };

static bool all_met(const struct side *gold, const struct found *p, bool sector) {
    for (size_t i = 0; i < gold->len; i++)
        if (!any_same(&gold->at[i], &p->actor, sector) && !any_same(&gold->at[i], &p->recipient, sector)) return false;
    return true;
}

/* A meeting has no direction: it is right if everybody who met is there, on whichever side. */
static bool same_meeting(const struct coded *e, const struct found *p, bool sector) {
    size_t wanted = e->actor.len + e->recipient.len, ours = p->actor.len + p->recipient.len;
    return wanted > 0 && ours >= (wanted < 2 ? wanted : 2) && all_met(&e->actor, p, sector) && all_met(&e->recipient, p, sector);
}

static struct sides compare_sides(const struct coded *e, const struct found *p, bool sector) {
    enum verdict actor = same_side(&e->actor, &p->actor, sector), recipient = same_side(&e->recipient, &p->recipient, sector);
    if (str_is(e->type, "CONSULT") && !(actor == RIGHT && recipient == RIGHT) && same_meeting(e, p, sector))
        return (struct sides){true, true};
    bool alone = str_is(e->type, "PROTEST") || str_is(e->type, "MOBILIZE");
    return (struct sides){actor == RIGHT, recipient == RIGHT || (recipient == UNWANTED && alone)};
}

/* ---- pairing ---------------------------------------------------------------------------------------------------------------- */

struct pair { int score; size_t gold, ours; };
struct pairs { struct pair *at; uint32_t len, cap; };

static bool has_text(const json_t *value, str wanted) {
    if (json_is_string(value)) return str_eq((str){json_string_value(value), json_string_length(value)}, wanted);
    for (size_t i = 0; i < json_array_size(value); i++)
        if (has_text(json_array_get(value, i), wanted)) return true;
    return false;
}

static bool tells_it(const struct coded *e, const struct found *p) {
    for (size_t i = 0; i < e->sentence_count; i++)
        if (holds_text(p->text, e->sentences[i])) return true;
    return false;
}

/* How well a record fits an event; 0 if it cannot be the same. */
static int fit(const struct coded *e, const struct found *p) {
    if (!has_text(json_object_get(p->source, "event"), e->type)) return 0;
    bool here = tells_it(e, p);
    struct sides full = compare_sides(e, p, true), country = compare_sides(e, p, false);
    if (!here && !(country.actor && country.recipient && e->actor.len + e->recipient.len > 0)) return 0;
    bool trigger = holds_text(p->trigger, e->trigger) || holds_text(e->trigger, p->trigger_or_nul);
    return here * 4 + trigger * 2 + full.actor * 2 + full.recipient * 2 + country.actor + country.recipient;
}

static int by_score(const void *x, const void *y) {
    const struct pair *a = x, *b = y;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    if (a->gold != b->gold) return a->gold < b->gold ? -1 : 1;
    return (a->ours > b->ours) - (a->ours < b->ours);
}

/* What each event was paired with, or NULL. */
static struct found **pair_up(struct arena *a, const struct coded *events, size_t event_count, struct found *found,
                              size_t found_count) {
    struct pairs pairs = {0};
    struct found **of = arena_new(a, struct found *, event_count);
    for (size_t g = 0; g < event_count; g++)
        for (size_t p = 0; p < found_count; p++) {
            int score = fit(&events[g], &found[p]);
            if (score > 0) *vec_push(a, &pairs) = (struct pair){score, g, p};
        }
    if (pairs.len > 0) qsort(pairs.at, pairs.len, sizeof *pairs.at, by_score);
    for (uint32_t i = 0; i < pairs.len; i++) {
        struct found *p = &found[pairs.at[i].ours];
        if (of[pairs.at[i].gold] || p->used) continue;
        of[pairs.at[i].gold] = p;
        p->used = true;
    }
    for (uint32_t i = 0; i < pairs.len; i++) {
        struct found *p = &found[pairs.at[i].ours];
        p->again |= !p->used && of[pairs.at[i].gold];
    }
    return of;
}

/* ---- attributes ------------------------------------------------------------------------------------------------------------- */

/* A month ends on 31 here whatever the month, as in score.py: it is part of what the figures mean. */
static str range_end(struct arena *a, str date, const char *after_year, const char *after_month) {
    const char *more = date.len == 4 ? after_year : date.len == 7 ? after_month : "";
    return arena_printf(a, "%.*s%s", (int)date.len, date.at, more);
}

static bool right_date(struct arena *a, const struct coded *e, const struct found *p) {
    str date = json_str(p->source, "date"), enddate = json_str(p->source, "enddate");
    if (e->date.len == 10 && str_eq(date, e->date) && enddate.len == 0) return true;
    const char *slash = memchr(e->date.at, '/', e->date.len);
    str from = slash ? (str){e->date.at, (size_t)(slash - e->date.at)} : e->date;
    str to = slash ? str_sub(e->date, from.len + 1, e->date.len) : from;
    if (to.len == 0) to = from;
    return str_eq(date, range_end(a, from, "-01-01", "-01")) &&
           str_eq(enddate.len > 0 ? enddate : date, range_end(a, to, "-12-31", "-31"));
}

static bool right_aux(const struct coded *e, const struct found *p) {
    static const str all[] = {{"future", 6}, {"historical", 10}, {"hypothetical", 12}, {"negation", 8}};
    const json_t *contexts = json_object_get(p->source, "context");
    bool any = false, wanted = false;
    for (size_t i = 0; i < LENGTH(all); i++) {
        if (!has_text(contexts, all[i])) continue;
        any = true;
        wanted |= str_eq(all[i], e->aux);
    }
    return e->aux.len > 0 ? wanted : !any;
}

static bool right_place(struct arena *a, const struct coded *e, const struct found *p) {
    str place = score_norm(a, e->place);
    return holds_text(p->place, place) || (p->place.len > 0 && holds_text(place, p->place));
}

static bool right_source(struct arena *a, const struct coded *e, const struct found *p) {
    str who = score_norm(a, e->said_by);
    for (size_t i = 0; i < p->said_by.len; i++) {
        const struct party *x = &p->said_by.at[i];
        if (x->text.len == 0) continue;
        if (holds_text(who, x->text) || holds_text(x->text, who) || holds_text(x->latin, who)) return true;
    }
    return false;
}

static void count_attribute(struct scoring *s, int attribute, bool right) {
    s->of[attribute]++;
    s->right[attribute] += right;
}

static void count_attributes(struct scoring *s, const struct coded *e, const struct found *p) {
    struct arena *a = &s->arena;
    str mode = json_str(e->source, "mode");
    if (mode.len > 0) count_attribute(s, MODE, has_text(json_object_get(p->source, "mode"), mode));
    count_attribute(s, AUX, right_aux(e, p));
    if (e->date.len > 0) count_attribute(s, DATE, right_date(a, e, p));
    if (e->place.len > 0) count_attribute(s, PLACE, right_place(a, e, p));
    if (e->said_by.len > 0) count_attribute(s, SAID, right_source(a, e, p));
}

/* ---- showing what is wrong -------------------------------------------------------------------------------------------------- */

static bool may_show(struct scoring *s) { return s->shown < s->options->show && ++s->shown; }

static void show_line(struct buf *line) {
    buf_byte(line, '\n');
    fwrite(line->at, 1, line->len, stderr);
    buf_free(line);
}

static void put_value(struct buf *to, const json_t *object, const char *field) { buf_str(to, json_str(object, field)); }

static void show_missed(struct scoring *s, str id, const struct coded *e) {
    if (!may_show(s)) return;
    struct buf line = {0};
    buf_printf(&line, "MISSED  %.*s %.*s ", (int)id.len, id.at, (int)e->type.len, e->type.at);
    put_repr_of_each(&line, json_list(e->source, "actor"), "text");
    buf_byte(&line, ' ');
    put_repr_of_each(&line, json_list(e->source, "recipient"), "text");
    buf_text(&line, " | ");
    put_value(&line, e->source, "event_text");
    buf_text(&line, " | ");
    put_value(&line, e->source, "sentence");
    show_line(&line);
}

/* [('name', 'IRN', 'GOV'), …] */
static void put_coded_parties(struct buf *to, const json_t *list, const char *name_field) {
    const char *const fields[] = {name_field, "code", "sector"};
    buf_text(to, " [");
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i > 0) buf_text(to, ", ");
        for (size_t f = 0; f < LENGTH(fields); f++) {
            buf_text(to, f == 0 ? "(" : ", ");
            put_repr(to, json_object_get(json_array_get(list, i), fields[f]));
        }
        buf_byte(to, ')');
    }
    buf_byte(to, ']');
}

static void show_roles(struct scoring *s, str id, const struct coded *e, const struct found *p) {
    if (!may_show(s)) return;
    struct buf line = {0};
    buf_printf(&line, "ROLES   %.*s %.*s gold", (int)id.len, id.at, (int)e->type.len, e->type.at);
    put_coded_parties(&line, json_list(e->source, "actor"), "text");
    put_coded_parties(&line, json_list(e->source, "recipient"), "text");
    buf_text(&line, " ours");
    put_coded_parties(&line, json_list(p->source, "actor"), "entity_text");
    put_coded_parties(&line, json_list(p->source, "recipient"), "entity_text");
    show_line(&line);
}

/* As many code points from the beginning, at most. */
static str first_points(str s, size_t n) {
    size_t at = 0, used;
    for (; n > 0 && at < s.len; n--, at += used) utf8_valid_next(s.at + at, &used);
    return (str){s.at, at};
}

static void show_spurious(struct scoring *s, str id, str type, const struct found *p) {
    if (!may_show(s)) return;
    struct buf line = {0};
    buf_printf(&line, "SPURIOUS %.*s %.*s ", (int)id.len, id.at, (int)type.len, type.at);
    put_repr_of_each(&line, json_list(p->source, "actor"), "entity_text");
    buf_byte(&line, ' ');
    put_repr_of_each(&line, json_list(p->source, "recipient"), "entity_text");
    buf_text(&line, " | ");
    put_repr(&line, json_object_get(p->source, "event_text"));
    buf_text(&line, " | ");
    buf_str(&line, first_points(json_str(p->source, "text"), 120));
    show_line(&line);
}

/* ---- counting --------------------------------------------------------------------------------------------------------------- */

static struct type_score *type_score(struct scoring *s, str type) {
    for (uint32_t i = 0; i < s->types.len; i++)
        if (str_eq(s->types.at[i].type, type)) return &s->types.at[i];
    struct type_score *new = vec_push(&s->arena, &s->types);
    *new = (struct type_score){.type = type};
    return new;
}

static void count_event(struct scoring *s, str id, const struct coded *e, const struct found *p) {
    if (!e->sure) return;
    struct type_score *type = type_score(s, e->type);
    if (!p) {
        s->fn++;
        type->fn++;
        show_missed(s, id, e);
        return;
    }
    struct sides full = compare_sides(e, p, true), country = compare_sides(e, p, false);
    bool right = full.actor && full.recipient;
    s->tp++;
    type->tp++;
    s->record += right;
    type->record += right;
    s->country += country.actor && country.recipient;
    if (!right) show_roles(s, id, e, p);
    count_attributes(s, e, p);
}

static str main_type(const json_t *record) {
    const json_t *types = json_object_get(record, "event"), *first = json_is_array(types) ? json_array_get(types, 0) : types;
    return (str){json_string_value(first), json_string_length(first)};
}

static void count_unpaired(struct scoring *s, str id, const struct found *p) {
    if (p->used) return;
    if (p->again) {
        s->again++;
        return;
    }
    str type = main_type(p->source);
    s->fp++;
    type_score(s, type)->fp++;
    show_spurious(s, id, type, p);
}

struct gold_article { const json_t *source; struct { size_t *at; uint32_t len, cap; } records; };

static void score_article(struct scoring *s, const struct gold_article *article, const struct json_lines *records) {
    struct arena *a = &s->arena;
    str id = json_str(article->source, "id");
    const json_t *list = json_list(article->source, "events");
    size_t event_count = json_array_size(list), found_count = article->records.len;
    struct coded *events = arena_new(a, struct coded, event_count);
    struct found *found = arena_new(a, struct found, found_count);
    for (size_t i = 0; i < event_count; i++) events[i] = load_coded(a, json_array_get(list, i));
    for (size_t i = 0; i < found_count; i++) found[i] = load_found(a, records->at[article->records.at[i]].object);
    struct found **of = pair_up(a, events, event_count, found, found_count);
    for (size_t i = 0; i < event_count; i++) count_event(s, id, &events[i], of[i]);
    for (size_t i = 0; i < found_count; i++) count_unpaired(s, id, &found[i]);
}

/* ---- checking what was loaded ----------------------------------------------------------------------------------------------- */

static bool is_date(str s) {
    const char *slash = memchr(s.at, '/', s.len);
    size_t from = slash ? (size_t)(slash - s.at) : s.len, to = slash ? s.len - from - 1 : 0;
    return (from == 4 || from == 7 || from == 10) && (to == 0 || to == 4 || to == 7 || to == 10);
}

static bool check_gold(const struct json_lines *gold, size_t i) {
    const json_t *events = json_list(gold->at[i].object, "events");
    const char *wrong = events ? NULL : "there is no list `events`: is this a gold file?";
    for (size_t k = 0; k < json_array_size(events); k++) {
        str date = json_str(json_array_get(events, k), "date");
        if (!known(json_str(json_array_get(events, k), "event"))) wrong = "an event has no type `event`";
        else if (date.len > 0 && !is_date(date)) wrong = "the `date` of an event is no ISO day, month, year or from/to";
    }
    if (wrong) talk("%s:%u: %s", gold->file, gold->at[i].line, wrong);
    return !wrong && need_string(gold, i, "id");
}

static bool check_record(const struct json_lines *records, size_t i) {
    if (!need_string(records, i, "article")) return false;
    if (known(main_type(records->at[i].object))) return true;
    talk("%s:%u: there is no PLOVER type in `event`", records->file, records->at[i].line);
    return false;
}

/* The gold articles in their order, a later one of the same id in the place of the earlier; false after a message. */
static bool index_gold(struct scoring *s, const struct json_lines *gold, struct ids *ids, struct gold_article *articles) {
    for (size_t i = 0; i < gold->len; i++) {
        if (!check_gold(gold, i)) return false;
        str id = json_str(gold->at[i].object, "id");
        size_t at = ids_get(ids, id);
        if (at == SIZE_MAX) ids_set(ids, id, at = s->articles++);
        articles[at].source = gold->at[i].object;
    }
    return true;
}

static bool index_records(struct scoring *s, const struct json_lines *records, const struct ids *ids,
                          struct gold_article *articles) {
    struct ids unknown = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < records->len; i++) {
        str id = json_str(records->at[i].object, "article");
        size_t at = ids_get(ids, id);
        ok = check_record(records, i);
        if (at != SIZE_MAX) *vec_push(&s->arena, &articles[at].records) = i;
        else if (ok) ids_set(&unknown, id, i);
    }
    s->unknown = json_object_size(unknown.map);
    json_decref(unknown.map);
    return ok;
}

/* ---- printing --------------------------------------------------------------------------------------------------------------- */

static int by_type(const void *x, const void *y) {
    const struct type_score *a = x, *b = y;
    size_t shorter = a->type.len < b->type.len ? a->type.len : b->type.len;
    int order = memcmp(a->type.at, b->type.at, shorter);
    return order ? order : (a->type.len > b->type.len) - (a->type.len < b->type.len);
}

static struct prf headline(const struct scoring *s, size_t hit) { return prf_of(hit, s->tp + s->fp - hit, s->tp + s->fn - hit); }

static struct prf type_prf(const struct type_score *t) {
    return prf_of(t->record, t->tp + t->fp - t->record, t->tp + t->fn - t->record);
}

static void put_prf_json(struct buf *to, struct prf f, int digits) {
    buf_text(to, "\"precision\": ");
    put_rounded(to, f.precision, digits);
    buf_text(to, ", \"recall\": ");
    put_rounded(to, f.recall, digits);
    buf_text(to, ", \"f1\": ");
    put_rounded(to, f.f1, digits);
}

static void put_types_json(struct buf *to, const struct scoring *s) {
    buf_text(to, ", \"by_type\": {");
    for (uint32_t i = 0; i < s->types.len; i++) {
        const struct type_score *t = &s->types.at[i];
        if (i > 0) buf_text(to, ", ");
        write_json_string(to, t->type);
        buf_text(to, ": {");
        put_prf_json(to, type_prf(t), 2);
        buf_printf(to, ", \"gold\": %zu}", t->tp + t->fn);
    }
    buf_byte(to, '}');
}

struct figure { const char *name; size_t hit; };
enum { FIGURES = 3 };

static void figures_of(const struct scoring *s, struct figure out[FIGURES]) {
    out[0] = (struct figure){"detected", s->tp};
    out[1] = (struct figure){"country", s->country};
    out[2] = (struct figure){"record", s->record};
}

static void put_json(struct buf *to, const struct scoring *s) {
    struct figure figures[FIGURES];
    figures_of(s, figures);
    buf_printf(to, "{\"articles\": %zu, \"gold_events\": %zu, \"our_events\": %zu, \"told_again\": %zu", s->articles, s->tp + s->fn,
               s->tp + s->fp, s->again);
    for (size_t i = 0; i < FIGURES; i++) {
        buf_printf(to, ", \"%s\": {", figures[i].name);
        put_prf_json(to, headline(s, figures[i].hit), 3);
        buf_byte(to, '}');
    }
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        buf_printf(to, ", \"%s\": {\"right\": ", attribute_names[i]);
        put_share(to, s->right[i], s->of[i], "null");
        buf_printf(to, ", \"of\": %zu}", s->of[i]);
    }
    put_types_json(to, s);
    if (s->unknown > 0) buf_printf(to, ", \"records_of_unknown_articles\": %zu", s->unknown);
    buf_text(to, "}\n");
}

static void put_type_line(struct buf *to, const struct type_score *t) {
    struct prf f = type_prf(t);
    size_t wide = utf8_count(t->type.at, t->type.len);
    int padding = wide < 10 ? (int)(10 - wide) : 0;
    buf_printf(to, "  %.*s%*s record P %.2f R %.2f F1 %.2f  gold %zu\n", (int)t->type.len, t->type.at, padding, "", f.precision,
               f.recall, f.f1, t->tp + t->fn);
}

static void put_text(struct buf *to, const struct scoring *s) {
    struct figure figures[FIGURES];
    figures_of(s, figures);
    buf_printf(to, "%zu articles, %zu gold events, %zu of ours, %zu told again\n", s->articles, s->tp + s->fn, s->tp + s->fp,
               s->again);
    for (size_t i = 0; i < FIGURES; i++) {
        struct prf f = headline(s, figures[i].hit);
        buf_printf(to, "%-9s precision %.3f  recall %.3f  F1 %.3f\n", figures[i].name, f.precision, f.recall, f.f1);
    }
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        buf_printf(to, "%-9s right ", attribute_names[i]);
        put_share(to, s->right[i], s->of[i], "None");
        buf_printf(to, "  of %zu\n", s->of[i]);
    }
    for (uint32_t i = 0; i < s->types.len; i++) put_type_line(to, &s->types.at[i]);
}

static int print_all(struct scoring *s) {
    struct buf out = {0};
    if (s->types.len > 0) qsort(s->types.at, s->types.len, sizeof *s->types.at, by_type);
    if (s->options->json) put_json(&out, s);
    else put_text(&out, s);
    if (s->unknown > 0) talk("records of %zu articles that are not in the gold file were not counted", s->unknown);
    return print_scores(&out);
}

int score_events(const struct score_options *o, const struct json_lines *gold, const struct json_lines *records) {
    struct scoring s = {.options = o};
    struct ids ids = {0};
    struct gold_article *articles = arena_new(&s.arena, struct gold_article, gold->len);
    int end = CLI_FAILED;
    if (index_gold(&s, gold, &ids, articles) && index_records(&s, records, &ids, articles)) {
        for (size_t i = 0; i < s.articles; i++) score_article(&s, &articles[i], records);
        end = print_all(&s);
    }
    json_decref(ids.map);
    arena_free(&s.arena);
    return end;
}
