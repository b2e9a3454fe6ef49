/* Lays the compiled tables out as one blob of offsets.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include <stdio.h>

struct lists { VEC(struct morph) morphs; VEC(uint32_t) phrase_list; VEC(uint32_t) frame_list; };

static void section_put(struct buf *out, enum section s, const void *at, size_t size, uint32_t count) {
    while (out->len % 16) buf_byte(out, 0);
    struct pack_header *h = (struct pack_header *)out->at;
    h->section[s].at = (uint32_t)out->len;
    h->section[s].count = count;
    if (count) buf_put(out, at, size * count);
}

static struct word word_out(struct builder *b, const struct builder_word *w, struct lists *l, uint32_t text) {
    struct word o = {.text = text, .len = (uint16_t)w->text.len, .keys = w->keys};
    o.morphs = l->morphs.len;
    o.morph_count = (uint16_t)w->morphs.len;
    for (uint32_t i = 0; i < w->morphs.len; i++) *vec_push(&b->arena, &l->morphs) = w->morphs.at[i];
    o.phrases = l->phrase_list.len;
    o.phrase_count = (uint16_t)w->phrases.len;
    for (uint32_t i = 0; i < w->phrases.len; i++) *vec_push(&b->arena, &l->phrase_list) = w->phrases.at[i];
    for (uint32_t i = 0; i < w->phrases.len; i++) o.kinds |= 1u << b->entries.at[b->phrases.at[w->phrases.at[i]].entry].kind;
    o.frames = l->frame_list.len;
    o.frame_count = (uint16_t)w->frames.len;
    for (uint32_t i = 0; i < w->frames.len; i++) *vec_push(&b->arena, &l->frame_list) = w->frames.at[i];
    return o;
}

static void words_put(struct builder *b, struct buf *out) {
    struct lists l = {0};
    struct word *words = arena_new(&b->arena, struct word, b->words.len + 1);
    for (uint32_t i = 0; i < b->words.len; i++) {
        uint32_t text = (uint32_t)b->pool.len;
        buf_str(&b->pool, b->words.at[i].text);
        words[i] = word_out(b, &b->words.at[i], &l, text);
    }
    uint32_t slots = 1024;
    while (slots < b->words.len * 2) slots *= 2;
    uint32_t *hash = arena_new(&b->arena, uint32_t, slots);
    uint8_t *tags = arena_new(&b->arena, uint8_t, slots);
    for (uint32_t i = 0; i < b->words.len; i++) {
        uint64_t h = hash_bytes(b->words.at[i].text.at, b->words.at[i].text.len);
        uint32_t at = (uint32_t)h & (slots - 1);
        while (tags[at] != TAG_FREE) at = (at + 1) & (slots - 1);
        hash[at] = i;
        tags[at] = word_tag(h);
    }
    section_put(out, SECTION_WORDS, words, sizeof *words, b->words.len);
    section_put(out, SECTION_HASH, hash, sizeof *hash, slots);
    section_put(out, SECTION_TAGS, tags, 1, slots);
    section_put(out, SECTION_MORPHS, l.morphs.at, sizeof *l.morphs.at, l.morphs.len);
    section_put(out, SECTION_PHRASE_LIST, l.phrase_list.at, sizeof(uint32_t), l.phrase_list.len);
    section_put(out, SECTION_FRAME_LIST, l.frame_list.at, sizeof(uint32_t), l.frame_list.len);
}

static void endings_put(struct builder *b, struct buf *out) {
    struct ending *e = arena_new(&b->arena, struct ending, b->endings.len + 1);
    for (uint32_t i = 0; i < b->endings.len; i++) {
        const struct builder_ending *from = &b->endings.at[i];
        e[i] = (struct ending){(uint32_t)b->pool.len, (uint16_t)from->text.len, from->kase, from->flags, (uint8_t)from->after, {0}};
        buf_str(&b->pool, from->text);
    }
    section_put(out, SECTION_ENDINGS, e, sizeof *e, b->endings.len);
}

static void weights_put(struct builder *b, struct buf *out) {
    uint32_t slots = 0;
    if (b->weights.len) for (slots = 64; slots < b->weights.len * 2;) slots *= 2;
    struct weight *table = arena_new(&b->arena, struct weight, slots + 1);
    for (uint32_t i = 0; i < b->weights.len; i++) {
        uint32_t at = (uint32_t)b->weights.at[i].hash & (slots - 1);
        while (table[at].hash) at = (at + 1) & (slots - 1);
        table[at] = b->weights.at[i];
    }
    section_put(out, SECTION_WEIGHTS, table, sizeof *table, slots);
}

static void datelines_put(struct builder *b, struct buf *out) {
    struct dateline *lines = arena_new(&b->arena, struct dateline, b->datelines.len + 1);
    for (uint32_t i = 0; i < b->datelines.len; i++) {
        lines[i] = b->datelines.at[i].line;
        lines[i].text = pool_add(b, b->datelines.at[i].text);
    }
    section_put(out, SECTION_DATELINES, lines, sizeof *lines, b->datelines.len);
}

static void passages_put(struct builder *b, struct buf *out) {
    struct passage *passages = arena_new(&b->arena, struct passage, b->passages.len + 1);
    for (uint32_t i = 0; i < b->passages.len; i++) {
        passages[i] = b->passages.at[i].passage;
        passages[i].text = pool_add(b, b->passages.at[i].text);
    }
    section_put(out, SECTION_PASSAGES, passages, sizeof *passages, b->passages.len);
}

static void glyphs_put(struct builder *b, struct buf *out) {
    struct glyph *glyphs = arena_new(&b->arena, struct glyph, b->glyphs.len + 1);
    for (uint32_t i = 0; i < b->glyphs.len; i++) {
        const struct builder_glyph *g = &b->glyphs.at[i];
        glyphs[i] = (struct glyph){.from = pool_add(b, g->from), .to = pool_add(b, g->to), .kind = g->kind, .weight = g->weight};
    }
    section_put(out, SECTION_GLYPHS, glyphs, sizeof *glyphs, b->glyphs.len);
}

/* The name holds a hash over all that the pack says, so that every record tells which knowledge it was read with. */
static void name_put(struct buf *out) {
    char hex[33];
    hash_hex(out->at + sizeof(struct pack_header), out->len - sizeof(struct pack_header), hex);
    struct pack_header *h = (struct pack_header *)out->at;
    snprintf(h->name, sizeof h->name, "bn %.16s", hex);
    h->size = (uint32_t)out->len;
}

void lay_out(struct builder *b, struct buf *out) {
    struct pack_header header = {.magic = "ghotona", .version = 1};
    memcpy(header.home, b->home, sizeof header.home);
    buf_put(out, &header, sizeof header);
    uint32_t *abbreviations = arena_new(&b->arena, uint32_t, b->abbreviations.len + 1);
    for (uint32_t i = 0; i < b->abbreviations.len; i++) abbreviations[i] = pool_add(b, b->abbreviations.at[i]);
    words_put(b, out);
    endings_put(b, out);
    section_put(out, SECTION_PHRASES, b->phrases.at, sizeof *b->phrases.at, b->phrases.len);
    section_put(out, SECTION_WORD_LIST, b->word_list.at, sizeof(uint32_t), b->word_list.len);
    section_put(out, SECTION_ENTRIES, b->entries.at, sizeof *b->entries.at, b->entries.len);
    section_put(out, SECTION_SECTORS, b->sectors.at, sizeof *b->sectors.at, b->sectors.len);
    section_put(out, SECTION_FRAMES, b->frames.at, sizeof *b->frames.at, b->frames.len);
    section_put(out, SECTION_SLOTS, b->slots.at, sizeof *b->slots.at, b->slots.len);
    section_put(out, SECTION_CONDITIONS, b->conditions.at, sizeof *b->conditions.at, b->conditions.len);
    section_put(out, SECTION_TYPES, b->types.at, sizeof *b->types.at, b->types.len);
    section_put(out, SECTION_LETTERS, b->rules.at, sizeof *b->rules.at, b->rules.len);
    section_put(out, SECTION_ABBREVIATIONS, abbreviations, sizeof(uint32_t), b->abbreviations.len);
    section_put(out, SECTION_FILES, b->files.at, sizeof(uint32_t), b->files.len);
    weights_put(b, out);
    section_put(out, SECTION_LATIN, b->latin.at, sizeof *b->latin.at, b->latin.len);
    section_put(out, SECTION_FIELDS, b->fields.at, sizeof *b->fields.at, b->fields.len);
    datelines_put(b, out);
    passages_put(b, out);
    glyphs_put(b, out);
    section_put(out, SECTION_ISCII, b->iscii, sizeof *b->iscii, LENGTH(b->iscii));
    section_put(out, SECTION_FONTS, b->fonts.at, sizeof *b->fonts.at, b->fonts.len);
    section_put(out, SECTION_POOL, b->pool.at, 1, (uint32_t)b->pool.len);
    name_put(out);
}
