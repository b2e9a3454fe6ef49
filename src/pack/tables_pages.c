/* The tables for what pages say round an article.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include <stdlib.h>

static const char *const dateline_kinds[] = {"published", "modified", "part", "month", "zone", "day", "now", "unit", "count", "ago", "ordinal"};
enum { WEEK_SECONDS = 7 * 86400, ZONE_MAX = 14 * 60 };
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

/* ---- passages beside the text --------------------------------------------------------------------------------------------------------- */

static const char *const passage_parts[] = {"related", "plea", "advert", "comments", "share", "footer", "byline", "author", "photo", "picture", "source",
                                            "agency", "kolkata"};
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
    read_table(b, "datelines.tsv", 2, 4, take_dateline);
    if (b->datelines.len) qsort(b->datelines.at, b->datelines.len, sizeof *b->datelines.at, by_text);
    read_table(b, "passages.tsv", 3, 3, take_passage);
    if (b->passages.len) qsort(b->passages.at, b->passages.len, sizeof *b->passages.at, passage_by_text);
}
