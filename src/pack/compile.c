/* From readable tables to a blob: reads lang/xx/, checks every line, and lays the sections out. Formats: lang/bn/README.md.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- messages and lines ---------------------------------------------------------------------------------------------------------- */

void complain(struct builder *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char text[256];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    text[utf8_valid_len(text, strlen(text))] = 0;       /* it may have been cut within a letter */
    str what = b->line ? arena_printf(&b->arena, "%s%s:%u: %s", b->complaints.len ? "\n" : "", b->file, b->line, text)
                   : arena_printf(&b->arena, "%s%s: %s", b->complaints.len ? "\n" : "", b->file, text);
    if (b->complaints.len < 1 << 16) buf_str(&b->complaints, what);
}

static bool read_file(struct builder *b, const char *path, struct buf *out) {
    FILE *f = fopen(path, "rb");
    if (!f) return complain(b, "cannot be opened: %s", strerror(errno)), false;
    char chunk[65536];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && out->len <= PACK_FILE_MAX) buf_put(out, chunk, n);
    bool failed = ferror(f);
    fclose(f);
    if (failed) return complain(b, "cannot be read: %s", strerror(errno)), false;
    if (out->len > PACK_FILE_MAX) return complain(b, "is larger than %d MiB", PACK_FILE_MAX >> 20), false;
    return true;
}

/* Cuts a line at tabs; trailing empty cells and "-" count as empty. */
static void split_cells(str line, struct row *row) {
    row->count = 0;
    for (size_t from = 0, i = 0; i <= line.len; i++) {
        if (i < line.len && line.at[i] != '\t') continue;
        str cell = str_sub(line, from, i);
        while (cell.len && cell.at[0] == ' ') cell = str_sub(cell, 1, cell.len);
        while (cell.len && cell.at[cell.len - 1] == ' ') cell.len--;
        if (row->count < ROW_CELLS) row->cell[row->count] = str_is(cell, "-") ? (str){0} : cell;
        row->count++;
        from = i + 1;
    }
    while (row->count > 1 && line.len && line.at[line.len - 1] == '\t') { row->count--; line.len--; }
    for (int i = row->count; i < ROW_CELLS; i++) row->cell[i] = (str){0};
}

static uint32_t add_file(struct builder *b, const char *name) {
    *vec_push(&b->arena, &b->files) = pool_add(b, str_of(name));
    return b->files.len - 1;
}

/* What a table's lines are: from `least` to `most` columns, taken up by `take`. */
struct table { const char *name; int least, most; void (*take)(struct builder *, const struct row *); };

static void read_line(struct builder *b, const struct table *t, str line) {
    struct row row;
    if (line.len && line.at[line.len - 1] == '\r') line.len--;
    b->line++;
    if (line.len == 0 || line.at[0] == '#') return;
    split_cells(line, &row);
    for (int i = 0; i < ROW_CELLS; i++)
        if (row.cell[i].len > CELL_MAX) { complain(b, "a cell of more than %d bytes", CELL_MAX); return; }
    if (row.count >= t->least && row.count <= t->most) t->take(b, &row);
    else complain(b, "%d columns where %d to %d are wanted (parted by one TAB each)", row.count, t->least, t->most);
}

static void read_lines(struct builder *b, const struct table *t, str all) {
    size_t good = utf8_valid_len(all.at, all.len);
    if (good != all.len) {
        for (size_t i = 0; i < good; i++) b->line += all.at[i] == '\n';
        b->line++;
        complain(b, "is not UTF-8");
        return;
    }
    for (size_t from = 0, to; from < all.len; from = to + 1) {
        const char *newline = memchr(all.at + from, '\n', all.len - from);
        to = newline ? (size_t)(newline - all.at) : all.len;
        read_line(b, t, str_sub(all, from, to));
    }
}

/* Takes up every line of a table that holds an entry. */
void read_table(struct builder *b, const char *name, int least, int most, void (*take)(struct builder *, const struct row *)) {
    struct buf text = {0};
    str path = arena_printf(&b->arena, "%s/%s", b->dir, name);
    b->file = name;
    b->line = 0;
    b->seen_count = 0;
    if (b->seen) memset(b->seen, 0, sizeof *b->seen * b->seen_slots);
    if (read_file(b, path.at, &text)) {
        b->file_index = (uint16_t)add_file(b, name);
        read_lines(b, &(struct table){name, least, most, take}, arena_copy(&b->arena, buf_view(&text)));
    }
    buf_free(&text);
    b->line = 0;
}

static struct seen *seen_slot(const struct builder *b, uint64_t hash) {
    uint32_t at = (uint32_t)hash & (b->seen_slots - 1);
    while (b->seen[at].hash && b->seen[at].hash != hash) at = (at + 1) & (b->seen_slots - 1);
    return &b->seen[at];
}

static void widen_seen(struct builder *b) {
    const struct seen *old = b->seen;
    uint32_t n = b->seen_slots;
    b->seen_slots = n ? n * 2 : 256;
    b->seen = arena_new(&b->arena, struct seen, b->seen_slots);
    for (uint32_t i = 0; i < n; i++)
        if (old[i].hash) *seen_slot(b, old[i].hash) = old[i];
}

/* True, after a complaint, if an entry with this key stood on a line before in the same table. */
bool seen_before(struct builder *b, const char *what, str key) {
    if (b->seen_count * 2 >= b->seen_slots) widen_seen(b);
    struct seen *s = seen_slot(b, hash_bytes(key.at, key.len) | 1);
    if (s->hash) return complain(b, "the same %s twice (first on line %u)", what, s->line), true;
    *s = (struct seen){hash_bytes(key.at, key.len) | 1, b->line};
    b->seen_count++;
    return false;
}

/* ---- strings and words ------------------------------------------------------------------------------------------------------------ */

uint32_t pool_add(struct builder *b, str s) {
    if (s.len == 0) return 0;
    uint32_t slot = (uint32_t)hash_bytes(s.at, s.len) & (POOL_SLOTS - 1);
    for (; b->pool_slots[slot]; slot = (slot + 1) & (POOL_SLOTS - 1)) {
        uint32_t at = b->pool_slots[slot];
        uint16_t len;
        memcpy(&len, b->pool.at + at, sizeof len);
        if (len == s.len && memcmp(b->pool.at + at + sizeof len, s.at, len) == 0) return at;
    }
    if (++b->pool_used > POOL_SLOTS / 2) return complain(b, "more than %d different strings", POOL_SLOTS / 2), 0;
    uint16_t len = (uint16_t)s.len;     /* a cell is not longer than CELL_MAX */
    uint32_t at = (uint32_t)b->pool.len;
    buf_put(&b->pool, &len, sizeof len);
    buf_put(&b->pool, s.at, len);
    if (b->pool.len & 1) buf_byte(&b->pool, 0);
    b->pool_slots[slot] = at;
    return at;
}

str folded(struct builder *b, str s) {
    char *to = arena_alloc(&b->arena, fold_bound(s.len));
    return (str){to, fold(&b->letters, s.at, s.len, to, NULL)};
}

uint32_t word_add(struct builder *b, str fold_text) {
    if (fold_text.len == 0) return NO_WORD;
    uint32_t slot = (uint32_t)hash_bytes(fold_text.at, fold_text.len) & (WORD_SLOTS - 1);
    for (; b->word_slots[slot]; slot = (slot + 1) & (WORD_SLOTS - 1)) {
        struct builder_word *w = &b->words.at[b->word_slots[slot] - 1];
        if (str_eq(w->text, fold_text)) return b->word_slots[slot] - 1;
    }
    if (b->words.len >= WORD_SLOTS / 2) return complain(b, "more than %d different words", WORD_SLOTS / 2), NO_WORD;
    if (fold_text.len > UINT16_MAX) return complain(b, "a word of more than %d bytes", UINT16_MAX), NO_WORD;
    *vec_push(&b->arena, &b->words) = (struct builder_word){.text = arena_copy(&b->arena, fold_text)};
    b->word_slots[slot] = b->words.len;
    return b->words.len - 1;
}

void morph_add(struct builder *b, uint32_t word, struct morph m) {
    if (word == NO_WORD) return;
    struct builder_word *w = &b->words.at[word];
    for (uint32_t i = 0; i < w->morphs.len; i++)
        if (memcmp(&w->morphs.at[i], &m, sizeof m) == 0) return;
    if (w->morphs.len == UINT16_MAX) complain(b, "more than %d readings of one form", UINT16_MAX);
    else *vec_push(&b->arena, &w->morphs) = m;
}

/* A word that a table must have; NO_WORD after a complaint. */
uint32_t word_wanted(struct builder *b, str text) {
    uint32_t w = word_add(b, folded(b, text));
    if (w == NO_WORD) complain(b, "'%.*s' is no word", (int)text.len, text.at);
    return w;
}

bool word_has_pos(const struct builder *b, uint32_t word, int pos) {
    const struct builder_word *w = &b->words.at[word];
    for (uint32_t i = 0; i < w->morphs.len; i++)
        if (w->morphs.at[i].pos == pos) return true;
    return false;
}

/* The next value, from *at on, of a cell whose values are parted by `|`; empty at its end. */
str next_value(str cell, size_t *at) {
    while (*at < cell.len) {
        size_t from = *at;
        while (*at < cell.len && cell.at[*at] != '|') ++*at;
        str v = str_sub(cell, from, *at);
        ++*at;
        while (v.len && v.at[0] == ' ') v = str_sub(v, 1, v.len);
        while (v.len && v.at[v.len - 1] == ' ') v.len--;
        if (v.len) return v;
    }
    return (str){0};
}

/* The values of a cell; returns how many. More than `most` are complained of. */
int each_value(struct builder *b, str cell, str *values, int most) {
    size_t at = 0;
    int n = 0;
    for (str v; (v = next_value(cell, &at)).len;) {
        if (n == most) return complain(b, "more than %d values in a cell", most), n;
        values[n++] = v;
    }
    return n;
}

int find_name(str name, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (str_is(name, names[i])) return i;
    return -1;
}

bool parse_number(str s, double *out) {
    char z[64];
    if (s.len == 0 || s.len >= sizeof z) return false;
    memcpy(z, s.at, s.len);
    z[s.len] = 0;
    char *end;
    *out = strtod(z, &end);     /* takes "nan" and "inf" too */
    return *end == 0 && *out == *out && *out < 1e18 && *out > -1e18;
}

bool parse_whole(str s, int least, int most, double *out) {
    return parse_number(s, out) && *out >= least && *out <= most && *out == (int)*out;
}

/* ---- the whole folder ------------------------------------------------------------------------------------------------------------------ */

static void read_folder(struct builder *b) {
    buf_put(&b->pool, "\0", 2);     /* offset 0: the empty string */
    read_word_tables(b);
    read_name_tables(b);
    read_frame_tables(b);
    read_page_tables(b);
}

/* As many whole lines as fit, but at least a part of the first. */
static void whole_lines(str from, char *to, size_t size) {
    size_t n = from.len;
    if (n >= size) {
        for (n = size - 1; n > 0 && from.at[n] != '\n'; n--) {}
        if (n == 0) n = utf8_valid_len(from.at, size - 1);
    }
    if (n) memcpy(to, from.at, n);
    to[n] = 0;
}

bool pack_compile(const char *dir, struct buf *out, char *message, size_t size) {
    struct builder *b = must_alloc(sizeof *b);
    memset(b, 0, sizeof *b);
    b->dir = dir;
    b->word_slots = arena_new(&b->arena, uint32_t, WORD_SLOTS);
    b->pool_slots = arena_new(&b->arena, uint32_t, POOL_SLOTS);
    read_folder(b);
    bool ok = b->complaints.len == 0;
    if (ok) lay_out(b, out);
    if (size) whole_lines(buf_view(&b->complaints), message, size);
    buf_free(&b->complaints);
    buf_free(&b->pool);
    arena_free(&b->arena);
    free(b);
    return ok;
}
