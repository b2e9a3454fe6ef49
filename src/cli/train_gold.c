/* What the coder of an article says of each decision of the reader.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/train.h"

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

struct observer coded_observer(struct trainer *t) { return (struct observer){t, see_role, see_place, see_placed, see_date, see_dated, see_act}; }
