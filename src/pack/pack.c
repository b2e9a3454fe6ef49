/* Looking things up in a compiled pack.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/pack.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

str pack_string(const pack *p, uint32_t at) {
    const char *pool = pack_section(p, SECTION_POOL);
    uint16_t len;
    memcpy(&len, pool + at, sizeof len);
    return len ? (str){pool + at + sizeof len, len} : (str){0};
}

str pack_word_text(const pack *p, uint32_t w) {
    const struct word *word = pack_word(p, w);
    return (str){(const char *)pack_section(p, SECTION_POOL) + word->text, word->len};
}

uint32_t pack_find(const pack *p, str folded) {
    const uint8_t *tags = pack_section(p, SECTION_TAGS);
    uint32_t mask = pack_count(p, SECTION_TAGS) - 1;
    uint64_t hash = hash_bytes(folded.at, folded.len);
    uint8_t tag = word_tag(hash);
    for (uint32_t i = (uint32_t)hash & mask; tags[i] != TAG_FREE; i = (i + 1) & mask) {
        if (tags[i] != tag) continue;
        uint32_t w = ((const uint32_t *)pack_section(p, SECTION_HASH))[i];
        if (str_eq(pack_word_text(p, w), folded)) return w;
    }
    return NO_WORD;
}

static bool parts_words(char c) { return (c && strchr(" _-.:/()", c)) || (c >= '\t' && c <= '\r'); }

size_t field_key(const struct letters *letters, str name, char *to) {
    size_t n = fold(letters, name.at, name.len, to, NULL), kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!parts_words(to[i])) to[kept++] = to[i];
    return kept;
}

const struct dateline *pack_dateline(const pack *p, str folded) {
    const struct dateline *all = pack_section(p, SECTION_DATELINES);
    uint32_t low = 0, high = pack_count(p, SECTION_DATELINES);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int c = str_order(folded, pack_string(p, all[middle].text));
        if (c == 0) return &all[middle];
        if (c < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}

/* The first word of a phrase. */
static str first_word(str s) {
    const char *space = s.len ? memchr(s.at, ' ', s.len) : NULL;
    return space ? str_sub(s, 0, (size_t)(space - s.at)) : s;
}

void pack_passages(const pack *p, str folded, uint32_t *from, uint32_t *to) {
    const struct passage *all = pack_section(p, SECTION_PASSAGES);
    str word = first_word(folded);
    uint32_t low = 0, high = pack_count(p, SECTION_PASSAGES), count = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_order(first_word(pack_string(p, all[middle].text)), word) < 0) low = middle + 1;
        else high = middle;
    }
    *from = *to = low;
    while (*to < count && str_eq(first_word(pack_string(p, all[*to].text)), word)) ++*to;
}

str pack_place(const pack *p, struct arena *a, uint16_t file, uint32_t line) {
    str name = pack_string(p, ((const uint32_t *)pack_section(p, SECTION_FILES))[file]);
    return arena_printf(a, "%.*s:%u", (int)name.len, name.at, line);
}

enum font_encoding pack_font(const pack *p, str name) {
    const struct font *f = pack_section(p, SECTION_FONTS);
    enum font_encoding found = FONT_UNKNOWN;
    size_t longest = 0;
    for (uint32_t i = 0; i < pack_count(p, SECTION_FONTS); i++) {
        str known = pack_string(p, f[i].name);
        if (known.len < longest || !(f[i].ending ? str_ends(name, known) : str_eq(name, known))) continue;
        longest = known.len;
        found = f[i].encoding;
    }
    return found;
}

static void group_glyphs(pack *p) {
    const struct glyph *g = pack_section(p, SECTION_GLYPHS);
    uint32_t n = pack_count(p, SECTION_GLYPHS), i = 0;
    for (int first = 0; first < 256; first++) {
        while (i < n && (unsigned char)pack_string(p, g[i].from).at[0] < first) i++;
        p->glyphs_from[first] = (uint16_t)i;
    }
    p->glyphs_from[256] = (uint16_t)n;
}

/* Sorts the indices of the endings by their last byte and keeps the order of the table within each group. */
static void group_endings(pack *p) {
    const struct ending *e = pack_section(p, SECTION_ENDINGS);
    const char *pool = pack_section(p, SECTION_POOL);
    uint32_t n = pack_count(p, SECTION_ENDINGS), len = 0;
    p->endings = must_alloc(sizeof *p->endings * (n + 1));
    for (uint32_t group = 0; group < ENDING_GROUPS; group++) {
        p->endings_from[group] = (uint16_t)len;
        for (uint32_t i = 0; i < n; i++)
            if ((unsigned char)pool[e[i].text + e[i].len - 1] % ENDING_GROUPS == group) p->endings[len++] = (uint16_t)i;
    }
    p->endings_from[ENDING_GROUPS] = (uint16_t)len;
}

bool pack_open(pack *p, const void *blob, size_t size) {
    const struct pack_header *h = blob;
    if (size < sizeof *h || memcmp(h->magic, "ghotona", 8) != 0 || h->version != 1 || h->size != size) return false;
    p->blob = h;
    p->weights = pack_section(p, SECTION_WEIGHTS);
    p->weight_slots = pack_count(p, SECTION_WEIGHTS);
    p->letters.rules = pack_section(p, SECTION_LETTERS);
    p->letters.rule_count = pack_count(p, SECTION_LETTERS);
    letters_index(&p->letters);
    group_endings(p);
    group_glyphs(p);
    uint32_t n = pack_count(p, SECTION_ABBREVIATIONS);
    const uint32_t *at = pack_section(p, SECTION_ABBREVIATIONS);
    str *list = must_alloc(sizeof *list * (n + 1));
    for (uint32_t i = 0; i < n; i++) list[i] = pack_string(p, at[i]);
    p->letters.abbreviations = list;
    p->letters.abbreviation_count = n;
    return true;
}

const char *ghotona_pack_name(const pack *p) { return p->blob->name; }

/* True if at least one of the tables that every pack has is there: then it is one, perhaps a broken one. */
static bool has_tables(const char *dir) {
    static const char *const names[] = {"letters.tsv", "types.tsv"};
    struct buf path = {0};
    bool found = false;
    for (size_t i = 0; i < LENGTH(names) && !found; i++) {
        path.len = 0;
        buf_printf(&path, "%s/%s%c", dir, names[i], 0);
        found = access(path.at, F_OK) == 0;
    }
    buf_free(&path);
    return found;
}

/* Why there can be no pack at this path, or NULL. */
static const char *no_pack(const char *dir) {
    struct stat st;
    if (stat(dir, &st) != 0) return strerror(errno);
    if (!S_ISDIR(st.st_mode)) return "a file, not a folder";
    return has_tables(dir) ? NULL : "no language pack: letters.tsv and the other tables are not in it";
}

ghotona_status ghotona_pack_load(const char *dir, const pack **out, char *message, size_t size) {
    const char *why = no_pack(dir);
    if (why) {
        if (size) snprintf(message, size, "%s: %s; name the folder of a language pack, such as lang/bn", dir, why);
        return GHOTONA_NOT_FOUND;
    }
    struct buf blob = {0};
    if (!pack_compile(dir, &blob, message, size)) { buf_free(&blob); return GHOTONA_BAD_PACK; }
    pack *p = must_alloc(sizeof *p);
    *p = (pack){.owned = true};
    pack_open(p, blob.at, blob.len);
    *out = p;
    return GHOTONA_OK;
}

void ghotona_pack_free(const pack *p) {
    if (!p || !p->owned) return;
    union { const void *in; void *out; } blob = {p->blob}, list = {p->letters.abbreviations}, self = {p};
    free(blob.out);
    free(list.out);
    free(p->endings);
    free(self.out);
}
