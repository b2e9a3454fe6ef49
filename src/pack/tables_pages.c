/* The tables for what pages say round an article, and for old encodings.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include "text/chars.h"
#include <stdlib.h>

static const char *const dateline_kinds[] = {"published", "modified", "part", "month", "zone", "day", "now", "unit", "count", "ago", "ordinal"};
enum { GLYPHS_MAX = 4096, WEIGHT_MAX = 12 /* bits */, WEEK_SECONDS = 7 * 86400, ZONE_MAX = 14 * 60 };
/* What the numbers of a kind may be: none at all where the range is empty. */
static const struct { int least, most; bool range; } dateline_values[] = {
    [DATELINE_PART] = {0, 23, true}, [DATELINE_MONTH] = {1, 12, false}, [DATELINE_ZONE] = {-ZONE_MAX, ZONE_MAX, false},
    [DATELINE_DAY] = {-7, 0, false}, [DATELINE_UNIT] = {1, WEEK_SECONDS, false}, [DATELINE_COUNT] = {1, 100, false}, [DATELINE_ORDINAL] = {0, 0, false}};

static bool dateline_numbers(struct builder *b, const struct row *r, int kind, struct dateline *line) {
    int least = dateline_values[kind].least, most = dateline_values[kind].most, wanted = least == most ? 0 : 1 + dateline_values[kind].range;
    double numbers[2] = {0};
    if (r->cell[2 + wanted].len) return complain(b, "%s takes %d numbers", dateline_kinds[kind], wanted), false;
    for (int i = 0; i < wanted; i++)
        if (!parse_whole(r->cell[2 + i], least, most, &numbers[i])) return complain(b, "a number from %d to %d is wanted", least, most), false;
    line->value = (int32_t)numbers[0];
    line->to = (int32_t)numbers[1];
    return true;
}

static void take_dateline(struct builder *b, const struct row *r) {
    struct dateline line = {0};
    str values[VALUES_MAX];
    int kind = find_name(r->cell[1], dateline_kinds, LENGTH(dateline_kinds));
    if (kind < 0) { complain(b, "unknown part '%.*s' of a line with a date", (int)r->cell[1].len, r->cell[1].at); return; }
    line.kind = (uint8_t)kind;
    if (!dateline_numbers(b, r, kind, &line)) return;
    for (int i = 0, n = each_value(b, r->cell[0], values, VALUES_MAX); i < n; i++) {
        str text = folded(b, values[i]);
        if (!seen_before(b, "phrase", text)) *vec_push(&b->arena, &b->datelines) = (struct builder_dateline){text, line};
    }
}

static int by_text(const void *x, const void *y) {
    return str_order(((const struct builder_dateline *)x)->text, ((const struct builder_dateline *)y)->text);
}

/* The bytes of a glyph; empty after a complaint. */
static str glyph_bytes(struct builder *b, str cell) {
    uint32_t letters[RULE_LETTERS];
    int n = parse_code_points(b, cell, letters);
    char *bytes = arena_alloc(&b->arena, RULE_LETTERS);
    for (int i = 0; i < n; i++) {
        int byte = windows_byte(letters[i]);
        if (byte < 0) return complain(b, "'%.*s' is not of Windows-1252", (int)cell.len, cell.at), (str){0};
        bytes[i] = (char)byte;
    }
    return n > 0 ? (str){bytes, (size_t)n} : (str){0};
}

/* True if a cell begins, or ends, with a hasant. */
static bool has_hasant(str cell, bool last) {
    char bytes[4];
    str hasant = {bytes, utf8_put(bytes, HASANT)};
    return last ? str_ends(cell, hasant) : str_starts(cell, hasant);
}

static void take_glyph(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"letter", "half", "tail", "join", "before", "sign", "inner", "mark", "reph", "hasant", "digit", "other"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    str from = glyph_bytes(b, r->cell[0]);
    double bits = 0;
    if (kind < 0) { complain(b, "unknown kind of glyph '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!r->cell[1].len) { complain(b, "a glyph draws something"); return; }
    bool part = kind == GLYPH_HALF || kind == GLYPH_TAIL || kind == GLYPH_JOIN;
    if (part && !has_hasant(r->cell[1], kind == GLYPH_HALF)) { complain(b, "a half ends in a hasant, a tail or join begins with one"); return; }
    if (r->cell[3].len && (!parse_number(r->cell[3], &bits) || bits < -WEIGHT_MAX || bits > WEIGHT_MAX)) {
        complain(b, "bits from -%d to %d are wanted", WEIGHT_MAX, WEIGHT_MAX);
        return;
    }
    if (!from.len || seen_before(b, "glyph", from)) return;
    if (b->glyphs.len == GLYPHS_MAX) { complain(b, "more than %d glyphs", GLYPHS_MAX); return; }
    *vec_push(&b->arena, &b->glyphs) = (struct builder_glyph){from, r->cell[1], (uint8_t)kind, (int8_t)(bits * 10 + (bits < 0 ? -0.5 : 0.5))};
}

static int by_glyph(const void *x, const void *y) {
    const struct builder_glyph *a = x, *b = y;
    unsigned char first = (unsigned char)a->from.at[0], other = (unsigned char)b->from.at[0];
    if (first != other) return first < other ? -1 : 1;
    return a->from.len != b->from.len ? (a->from.len < b->from.len ? 1 : -1) : str_order(a->from, b->from);
}

/* A font's name as it is compared: small letters and digits of ASCII. */
static str plain_name(struct builder *b, str name) {
    char *to = arena_alloc(&b->arena, name.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i], small = (char)(c | 0x20);
        if (c >= '0' && c <= '9') to[n++] = c;
        else if (small >= 'a' && small <= 'z') to[n++] = small;
    }
    return (str){to, n};
}

static void take_font(struct builder *b, const struct row *r) {
    static const char *const encodings[] = {"", "bijoy", "unicode", "boishakhi", "lekhoni", "prothoma", "alpona", "adarshalipi", "bn-tt",
                                            "aajkaal"};
    str values[VALUES_MAX];
    int encoding = find_name(r->cell[1], encodings, LENGTH(encodings));
    if (encoding <= 0) { complain(b, "unknown encoding '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    for (int i = 0, n = each_value(b, r->cell[0], values, VALUES_MAX); i < n; i++) {
        str name = plain_name(b, values[i]);
        bool ending = values[i].at[0] == '*';
        if (!name.len) complain(b, "'%.*s' is no name of a font", (int)values[i].len, values[i].at);
        else if (!seen_before(b, "font", arena_printf(&b->arena, "%d%.*s", ending, (int)name.len, name.at)))
            *vec_push(&b->arena, &b->fonts) = (struct font){.name = pool_add(b, name), .encoding = (uint8_t)encoding, .ending = ending};
    }
}

static void take_iscii(struct builder *b, const struct row *r) {
    static const char digits[] = "0123456789ABCDEF";
    str cell = r->cell[0];
    const char *high = cell.len == 2 ? strchr(digits + 8, cell.at[0]) : NULL, *low = high ? strchr(digits, cell.at[1]) : NULL;
    if (!low || !*high || !*low) { complain(b, "'%.*s' is no byte from 80 to FF", (int)cell.len, cell.at); return; }
    if (!seen_before(b, "byte", cell)) b->iscii[(high - digits - 8) * 16 + (low - digits)] = pool_add(b, r->cell[1]);
}

/* ---- passages beside the text --------------------------------------------------------------------------------------------------------- */

static const char *const passage_parts[] = {"related", "plea", "advert", "comments", "share", "footer", "byline", "author", "photo", "picture", "caption", "source",
                                            "agency", "dhaka", "kolkata"};
static const char *const passage_places[] = {"whole", "start", "label", "any", "end"};

static void take_passage(struct builder *b, const struct row *r) {
    str values[VALUES_MAX];
    int part = find_name(r->cell[1], passage_parts, LENGTH(passage_parts)), place = find_name(r->cell[2], passage_places, LENGTH(passage_places));
    if (part < 0) { complain(b, "unknown part '%.*s' of a page", (int)r->cell[1].len, r->cell[1].at); return; }
    if (place < 0) { complain(b, "unknown place '%.*s' of a phrase in a passage", (int)r->cell[2].len, r->cell[2].at); return; }
    for (int i = 0, n = each_value(b, r->cell[0], values, VALUES_MAX); i < n; i++) {
        str text = folded(b, values[i]), key = arena_printf(&b->arena, "%.*s\t%d %d", (int)text.len, text.at, part, place);
        if (!seen_before(b, "phrase", key)) *vec_push(&b->arena, &b->passages) = (struct builder_passage){text, {0, (uint8_t)part, (uint8_t)place, {0}}};
    }
}

static int passage_by_text(const void *x, const void *y) {
    const struct builder_passage *a = x, *b = y;
    int c = str_order(a->text, b->text);
    return c ? c : a->passage.place - b->passage.place;
}

void read_page_tables(struct builder *b) {
    read_table(b, "iscii.tsv", 2, 2, take_iscii);
    read_table(b, "bijoy.tsv", 3, 4, take_glyph);
    if (b->glyphs.len) qsort(b->glyphs.at, b->glyphs.len, sizeof *b->glyphs.at, by_glyph);
    read_table(b, "fonts.tsv", 2, 2, take_font);
    read_table(b, "datelines.tsv", 2, 4, take_dateline);
    if (b->datelines.len) qsort(b->datelines.at, b->datelines.len, sizeof *b->datelines.at, by_text);
    read_table(b, "passages.tsv", 3, 3, take_passage);
    if (b->passages.len) qsort(b->passages.at, b->passages.len, sizeof *b->passages.at, passage_by_text);
}
