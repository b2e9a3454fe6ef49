/* The tables of types, frames and weights.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"

/* ---- types and frames ------------------------------------------------------------------------------------------------------------------- */

static void take_type(struct builder *b, const struct row *r) {
    double quad, scale;
    if (!parse_whole(r->cell[2], 1, 4, &quad)) { complain(b, "a quad class is 1 to 4"); return; }
    if (!parse_number(r->cell[3], &scale)) { complain(b, "'%.*s' is no number", (int)r->cell[3].len, r->cell[3].at); return; }
    if (seen_before(b, "type and mode", arena_printf(&b->arena, "%.*s.%.*s", (int)r->cell[0].len, r->cell[0].at, (int)r->cell[1].len, r->cell[1].at))) return;
    struct type_row t = {.type = pool_add(b, r->cell[0]), .mode = pool_add(b, r->cell[1]), .quad = (int32_t)quad, .cameo = pool_add(b, r->cell[4]), .scale = scale};
    *vec_push(&b->arena, &b->types) = t;
}

static int find_type(struct builder *b, str type, str mode) {
    uint32_t t = pool_add(b, type), m = pool_add(b, mode);
    for (uint32_t i = 0; i < b->types.len; i++)
        if (b->types.at[i].type == t && b->types.at[i].mode == m) return (int)i;
    return -1;
}

/* Words that tell the mode of one type or several. */
static void take_mode(struct builder *b, const struct row *r) {
    str types[VALUES_MAX];
    int n = each_value(b, r->cell[0], types, VALUES_MAX);
    for (int i = 0; i < n; i++) {
        int type = find_type(b, types[i], r->cell[1]);
        if (type < 0) { complain(b, "unknown mode '%.*s' of %.*s", (int)r->cell[1].len, r->cell[1].at, (int)types[i].len, types[i].at); continue; }
        new_entry(b, ENTRY_MODE, r->cell[1], (str){0})->parent = (uint32_t)type;
        add_names(b, r->cell[2], true, POS_NOUN);
    }
}

static const char *const role_names[] = {"actor", "recipient", "place", "partner"};
static const char *const where_names[] = {"nom", "acc", "gen", "loc", "place", "any", "", "near", "speaker", "court", "police", "attackers"};

static void take_slot(struct builder *b, int role, str where) {
    struct slot s = {.role = (uint8_t)role, .post = NO_WORD};
    int named = find_name(where, where_names, LENGTH(where_names));
    if (named >= 0) {
        s.where = (uint8_t)named;
    } else {
        uint32_t w = word_wanted(b, where);
        if (w == NO_WORD) return;
        const struct builder_word *word = &b->words.at[w];
        for (uint32_t i = 0; i < word->morphs.len; i++)
            if (word->morphs.at[i].pos == POS_POST) s.post = word->morphs.at[i].lemma;
        if (s.post == NO_WORD) { complain(b, "'%.*s' is no case and no postposition of words.tsv", (int)where.len, where.at); return; }
        s.where = WHERE_POST;
    }
    *vec_push(&b->arena, &b->slots) = s;
}

/* The parts of a cell between its spaces; returns how many. More than `most` are complained of. */
static int each_part(struct builder *b, str cell, str *parts, int most) {
    int n = 0;
    for (size_t i = 0; i < cell.len;) {
        while (i < cell.len && cell.at[i] == ' ') i++;
        size_t from = i;
        while (i < cell.len && cell.at[i] != ' ') i++;
        if (i == from) break;
        if (n == most) return complain(b, "more than %d slots or conditions", most), n;
        parts[n++] = str_sub(cell, from, i);
    }
    return n;
}

/* Stores the slots of a cell; returns how many. */
static uint32_t take_slots(struct builder *b, str cell) {
    str parts[PARTS_MAX], values[VALUES_MAX];
    int n = each_part(b, cell, parts, PARTS_MAX);
    uint32_t first = b->slots.len;
    for (int i = 0; i < n; i++) {
        str where;
        int role = find_name(cut_at(parts[i], ':', &where), role_names, LENGTH(role_names));
        if (role < 0 || where.len == 0) { complain(b, "a slot is role:where, not '%.*s'", (int)parts[i].len, parts[i].at); continue; }
        int k = each_value(b, where, values, VALUES_MAX);
        for (int j = 0; j < k; j++) take_slot(b, role, values[j]);
    }
    if (b->slots.len == first) complain(b, "a frame names at least one slot");
    return b->slots.len - first;
}

static uint32_t take_sector_list(struct builder *b, str cell) {
    str values[VALUES_MAX];
    int n = each_value(b, cell, values, VALUES_MAX);
    for (int i = 0; i < n; i++) {
        if (!is_sector(values[i]) && !str_is(values[i], "IGO"))
            complain(b, "unknown sector '%.*s'", (int)values[i].len, values[i].at);
        b->scratch[i] = pool_add(b, values[i]);
    }
    return (uint32_t)n;
}

static void take_condition(struct builder *b, str part, struct frame *f) {
    struct condition c = {0};
    str values[VALUES_MAX];
    int n = 0;
    if (str_is(part, "finite")) c.kind = COND_FINITE;
    else if (str_is(part, "quoted")) c.kind = COND_QUOTED;
    else if (str_is(part, "head")) c.kind = COND_HEAD;
    else if (str_is(part, "here:recipient")) { c.kind = COND_HERE; c.role = ROLE_RECIPIENT; }
    else if (str_is(part, "need:actor") || str_is(part, "need:recipient")) {
        c.kind = COND_NEED_ROLE;
        c.role = str_is(part, "need:actor") ? ROLE_ACTOR : ROLE_RECIPIENT;
    } else if (str_is(part, "actor=state") || str_is(part, "recipient=state")) {
        c.kind = COND_STATE;
        c.role = str_is(part, "actor=state") ? ROLE_ACTOR : ROLE_RECIPIENT;
    } else if (str_starts(part, STR("actor=")) || str_starts(part, STR("recipient="))) {
        c.kind = COND_SECTOR;
        c.role = part.at[0] == 'a' ? ROLE_ACTOR : ROLE_RECIPIENT;
        n = (int)take_sector_list(b, str_sub(part, c.role == ROLE_ACTOR ? 6 : 10, part.len));
    } else if (str_starts(part, STR("need:")) || str_starts(part, STR("not:"))) {
        c.kind = part.at[1] == 'e' ? COND_NEED : COND_NOT;
        n = each_value(b, str_sub(part, c.kind == COND_NEED ? 5 : 4, part.len), values, VALUES_MAX);
        for (int i = 0; i < n; i++)
            if ((b->scratch[i] = word_wanted(b, values[i])) == NO_WORD) return;
    } else {
        complain(b, "unknown condition '%.*s'", (int)part.len, part.at);
        return;
    }
    if (n == 0 && (c.kind == COND_SECTOR || c.kind == COND_NEED || c.kind == COND_NOT)) {
        complain(b, "nothing stands after '%.*s'", (int)part.len, part.at);
        return;
    }
    c.count = (uint16_t)n;
    c.words = store_elements(b, b->scratch, n);
    *vec_push(&b->arena, &b->conditions) = c;
    f->condition_count++;
}

static str joined(struct builder *b, str x, str y) {
    char *to = arena_alloc(&b->arena, x.len + y.len);
    if (x.len) memcpy(to, x.at, x.len);
    if (y.len) memcpy(to + x.len, y.at, y.len);
    return (str){to, x.len + y.len};
}

static void take_frame(struct builder *b, const struct row *r) {
    struct frame f = {.file = b->file_index, .line = b->line};
    int type = find_type(b, b->frame_type, r->cell[1]);
    if (type < 0) {
        complain(b, "unknown mode '%.*s' of %.*s", (int)r->cell[1].len, r->cell[1].at, (int)b->frame_type.len, b->frame_type.at);
        return;
    }
    f.type = (uint32_t)type;
    int n = phrase_elements(b, r->cell[0], true);
    if (!n) return;
    str trigger = (str){(const char *)b->scratch, sizeof *b->scratch * (size_t)n};
    str rest = arena_printf(&b->arena, "%.*s\t%.*s\t%.*s\t", (int)r->cell[1].len, r->cell[1].at, (int)r->cell[2].len, r->cell[2].at, (int)r->cell[3].len,
                            r->cell[3].at);
    if (seen_before(b, "frame", joined(b, rest, trigger))) return;
    f.words = store_elements(b, b->scratch, n);
    f.count = (uint16_t)n;
    f.verb_last = (b->scratch[n - 1] & ELEMENT_VERB) != 0;
    uint32_t first = b->scratch[0] & ~ELEMENT_VERB;
    f.slots = b->slots.len;
    f.slot_count = (uint16_t)take_slots(b, r->cell[2]);
    f.conditions = b->conditions.len;
    str parts[PARTS_MAX];
    int k = each_part(b, r->cell[3], parts, PARTS_MAX);
    for (int i = 0; i < k; i++) take_condition(b, parts[i], &f);
    if (b->words.at[first].frames.len == UINT16_MAX) { complain(b, "more than %d frames begin with the same word", UINT16_MAX); return; }
    *vec_push(&b->arena, &b->frames) = f;
    *vec_push(&b->arena, &b->words.at[first].frames) = b->frames.len - 1;
}

/* A line for a type holds for its modes too, until a line of theirs follows. */
static void take_default(struct builder *b, const struct row *r) {
    str mode_name, type_name = cut_at(r->cell[0], '.', &mode_name);
    bool moded = mode_name.len > 0;
    uint32_t type = pool_add(b, type_name), mode = pool_add(b, mode_name);
    if (seen_before(b, "type", r->cell[0])) return;
    uint32_t at = b->slots.len, found = 0, slots = r->cell[1].len ? take_slots(b, r->cell[1]) : 0, sectors = take_sector_list(b, r->cell[2]);
    uint32_t list = store_elements(b, b->scratch, (int)sectors);
    for (uint32_t i = 0; i < b->types.len; i++) {
        struct type_row *t = &b->types.at[i];
        if (t->type != type || (moded && t->mode != mode)) continue;
        if (slots) { t->slots = at; t->slot_count = slots; }
        if (sectors) { t->sectors = list; t->sector_count = sectors; }
        found++;
    }
    if (!found) complain(b, "unknown type or mode '%.*s'", (int)r->cell[0].len, r->cell[0].at);
}

static void take_weight(struct builder *b, const struct row *r) {
    static const char *const tasks[] = {"actor|", "recipient|", "act|", "parties|"};
    double value;
    bool known = false;
    for (size_t i = 0; i < LENGTH(tasks); i++) known = known || str_starts(r->cell[0], str_of(tasks[i]));
    if (!known) { complain(b, "unknown feature '%.*s'", (int)r->cell[0].len, r->cell[0].at); return; }
    if (!parse_number(r->cell[1], &value)) { complain(b, "'%.*s' is no weight", (int)r->cell[1].len, r->cell[1].at); return; }
    if (seen_before(b, "feature", r->cell[0])) return;
    *vec_push(&b->arena, &b->weights) = (struct weight){hash_bytes(r->cell[0].at, r->cell[0].len) | 1, value};
}

static void read_frames(struct builder *b) {
    uint32_t done = 0;
    for (uint32_t i = 0; i < b->types.len; i++) {
        if (b->types.at[i].mode) continue;
        uint16_t len;
        memcpy(&len, b->pool.at + b->types.at[i].type, sizeof len);
        b->frame_type = arena_copy(&b->arena, (str){b->pool.at + b->types.at[i].type + sizeof len, len});
        str name = arena_printf(&b->arena, "frames/%.*s.tsv", (int)b->frame_type.len, b->frame_type.at);
        read_table(b, name.at, 3, 4, take_frame);
        done++;
    }
    if (!done) { b->file = "types.tsv"; complain(b, "no type has a line with '-' for its mode"); }
}

void read_frame_tables(struct builder *b) {
    read_table(b, "types.tsv", 5, 5, take_type);
    read_table(b, "modes.tsv", 3, 3, take_mode);
    read_table(b, "defaults.tsv", 2, 3, take_default);
    read_frames(b);
    read_table(b, "weights.tsv", 2, 2, take_weight);
}
