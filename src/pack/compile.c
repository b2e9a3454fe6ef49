/* From readable tables to a blob: reads lang/xx/, checks every line, and lays the sections out. Formats: lang/bn/README.md.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

const char *const key_names[KEYS] = {
    "do", "be", "go", "stay", "can", "must", "let", "want", "not", "that", "quote", "and", "or", "if", "else", "with", "between",
    "against", "he", "they", "former", "planned", "year", "month", "day", "date", "people", "dead", "injured", "arrested", "protesters",
    "least", "most", "over", "last", "next", "this", "ago", "later", "since", "until", "including", "alias", "area", "member", "fear",
    "attempt", "purpose", "country", "we", "source", "document", "behalf", "it", "matter", "aside", "report", "statement", "named", "sport"};

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
static void read_table(struct builder *b, const char *name, int least, int most, void (*take)(struct builder *, const struct row *)) {
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
static bool seen_before(struct builder *b, const char *what, str key) {
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
static uint32_t word_wanted(struct builder *b, str text) {
    uint32_t w = word_add(b, folded(b, text));
    if (w == NO_WORD) complain(b, "'%.*s' is no word", (int)text.len, text.at);
    return w;
}

static bool word_has_pos(const struct builder *b, uint32_t word, int pos) {
    const struct builder_word *w = &b->words.at[word];
    for (uint32_t i = 0; i < w->morphs.len; i++)
        if (w->morphs.at[i].pos == pos) return true;
    return false;
}

/* The next value, from *at on, of a cell whose values are parted by `|`; empty at its end. */
static str next_value(str cell, size_t *at) {
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
static int each_value(struct builder *b, str cell, str *values, int most) {
    size_t at = 0;
    int n = 0;
    for (str v; (v = next_value(cell, &at)).len;) {
        if (n == most) return complain(b, "more than %d values in a cell", most), n;
        values[n++] = v;
    }
    return n;
}

static int find_name(str name, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (str_is(name, names[i])) return i;
    return -1;
}

static bool parse_number(str s, double *out) {
    char z[64];
    if (s.len == 0 || s.len >= sizeof z) return false;
    memcpy(z, s.at, s.len);
    z[s.len] = 0;
    char *end;
    *out = strtod(z, &end);     /* takes "nan" and "inf" too */
    return *end == 0 && *out == *out && *out < 1e18 && *out > -1e18;
}

static bool parse_whole(str s, int least, int most, double *out) {
    return parse_number(s, out) && *out >= least && *out <= most && *out == (int)*out;
}

/* ---- letters and abbreviations ------------------------------------------------------------------------------------------------- */

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/* The code point that begins s, as it is or written U+XXXX, and how many bytes it takes; UTF8_BAD if there is none such. */
static uint32_t parse_code_point(str s, size_t *used) {
    if (s.len < 2 || s.at[0] != 'U' || s.at[1] != '+') return utf8_next(s.at, s.len, used);
    uint32_t c = 0;
    for (*used = 2; *used < s.len && hex_digit(s.at[*used]) >= 0 && c <= 0x10FFFF; ++*used) c = c * 16 + (uint32_t)hex_digit(s.at[*used]);
    return *used == 2 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? UTF8_BAD : c;
}

/* The code points of a cell, with or without spaces between them. Returns how many, or -1 after a complaint. */
static int parse_code_points(struct builder *b, str cell, uint32_t *to) {
    int n = 0;
    for (size_t i = 0, used; i < cell.len; i += used) {
        used = 1;
        if (cell.at[i] == ' ') continue;
        uint32_t c = parse_code_point(str_sub(cell, i, cell.len), &used);
        if (c == UTF8_BAD) return complain(b, "'%.*s' is no code point: U+ and up to six hexadecimal digits", (int)cell.len, cell.at), -1;
        if (n == RULE_LETTERS) return complain(b, "more than %d code points", RULE_LETTERS), -1;
        to[n++] = c;
    }
    return n;
}

static size_t bytes_of(const uint32_t *letters, int n) {
    char to[4];
    size_t bytes = 0;
    for (int i = 0; i < n; i++) bytes += utf8_put(to, letters[i]);
    return bytes;
}

static void take_letter(struct builder *b, const struct row *r) {
    struct letter_rule rule = {0};
    int from = parse_code_points(b, r->cell[0], rule.from), to = parse_code_points(b, r->cell[1], rule.to);
    if (from < 0 || to < 0) return;
    if (from == 0) { complain(b, "no letters to fold"); return; }
    if (r->cell[2].len && !str_is(r->cell[2], "final")) { complain(b, "'%.*s' is not final", (int)r->cell[2].len, r->cell[2].at); return; }
    if (bytes_of(rule.to, to) > FOLD_GROWTH * bytes_of(rule.from, from)) {
        complain(b, "more than %d bytes are written for each that is read", FOLD_GROWTH);
        return;
    }
    rule.from_len = (uint8_t)from;
    rule.to_len = (uint8_t)to;
    rule.final_only = r->cell[2].len > 0;
    struct { uint32_t from[RULE_LETTERS], final_only; } key = {.final_only = rule.final_only};
    memcpy(key.from, rule.from, sizeof key.from);
    if (!seen_before(b, "letters", (str){(const char *)&key, sizeof key})) *vec_push(&b->arena, &b->rules) = rule;
}

static int by_first_letter(const void *x, const void *y) {
    const struct letter_rule *a = x, *b = y;
    if (a->from[0] != b->from[0]) return a->from[0] < b->from[0] ? -1 : 1;
    if (a->from_len != b->from_len) return a->from_len > b->from_len ? -1 : 1;
    return memcmp(a->from, b->from, sizeof a->from);
}

static void finish_letters(struct builder *b) {
    if (b->rules.len) qsort(b->rules.at, b->rules.len, sizeof *b->rules.at, by_first_letter);
    b->letters.rules = b->rules.at;
    b->letters.rule_count = b->rules.len;
    letters_index(&b->letters);
}

static void take_abbreviation(struct builder *b, const struct row *r) {
    str f = folded(b, r->cell[0]);
    if (f.len == 0 || f.at[f.len - 1] != '.') { complain(b, "an abbreviation ends in a dot"); return; }
    if (r->cell[1].len && !str_is(r->cell[1], "title") && !str_is(r->cell[1], "other")) {
        complain(b, "unknown kind of abbreviation '%.*s'", (int)r->cell[1].len, r->cell[1].at);
        return;
    }
    if (!seen_before(b, "abbreviation", f)) *vec_push(&b->arena, &b->abbreviations) = f;
}

static int by_bytes(const void *x, const void *y) {
    const str *a = x, *b = y;
    int c = memcmp(a->at, b->at, a->len < b->len ? a->len : b->len);
    return c ? c : (a->len > b->len) - (a->len < b->len);
}

/* ---- verbs ---------------------------------------------------------------------------------------------------------------------------- */

static const char *const form_names[] = {"", "pres", "cont", "perf", "past", "pcont", "pperf", "habit", "fut", "imp", "neg",
                                         "part", "cond", "inf", "vn"};
static const char *const person_names[] = {"", "1", "2", "2i", "3", "3h"};
static const char *const case_names[] = {"nom", "acc", "gen", "loc"};

/* "pres.3h", "vn.gen": which form of a verb. */
static bool parse_cell(str cell, struct morph *m) {
    size_t dot = 0;
    while (dot < cell.len && cell.at[dot] != '.') dot++;
    int form = find_name(str_sub(cell, 0, dot), form_names, LENGTH(form_names));
    if (form <= 0) return false;
    m->pos = POS_VERB;
    m->form = (uint8_t)form;
    if (dot == cell.len) return true;
    str rest = str_sub(cell, dot + 1, cell.len);
    int person = find_name(rest, person_names, LENGTH(person_names)), kase = find_name(rest, case_names, LENGTH(case_names));
    if (person > 0) m->person = (uint8_t)person;
    else if (kase >= 0) m->kase = (uint8_t)kase;
    else if (str_is(rest, "det")) m->flags |= MORPH_DET;
    else return false;
    return true;
}

static void take_conjugation(struct builder *b, const struct row *r) {
    struct conjugation c = {.class = r->cell[0], .forms = r->cell[2]};
    if (!parse_cell(r->cell[1], &c.morph)) { complain(b, "unknown form '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    str key = arena_printf(&b->arena, "%.*s\t%.*s", (int)c.class.len, c.class.at, (int)r->cell[1].len, r->cell[1].at);
    if (!seen_before(b, "form of a class", key)) *vec_push(&b->arena, &b->conjugations) = c;
}

/* A form made from its template: digits stand for stems. */
static str expand(struct builder *b, str template, const str *stems, int stem_count) {
    struct buf out = {0};
    for (size_t i = 0; i < template.len; i++) {
        int digit = template.at[i] - '1';
        if (digit < 0 || digit >= STEMS_MAX) buf_byte(&out, template.at[i]);
        else if (digit < stem_count) buf_str(&out, stems[digit]);
        else complain(b, "class wants stem %d and the verb has %d", digit + 1, stem_count);
    }
    str made = folded(b, buf_view(&out));
    buf_free(&out);
    return made;
}

static void take_verb(struct builder *b, const struct row *r) {
    str stems[STEMS_MAX], variants[VALUES_MAX], forms[VALUES_MAX];
    int stem_count = each_value(b, r->cell[2], stems, STEMS_MAX), variant_count = each_value(b, r->cell[3], variants, VALUES_MAX), made = 0;
    uint32_t lemma = word_wanted(b, r->cell[0]);
    if (lemma == NO_WORD) return;
    if (b->words.at[lemma].verb) { complain(b, "the same verb twice"); return; }
    b->words.at[lemma].verb = true;
    struct morph vn = {.lemma = lemma, .pos = POS_VERB, .form = FORM_VN};
    morph_add(b, lemma, vn);
    for (int i = 0; i < variant_count; i++) morph_add(b, word_add(b, folded(b, variants[i])), vn);
    for (uint32_t c = 0; c < b->conjugations.len; c++) {
        if (!str_eq(b->conjugations.at[c].class, r->cell[1])) continue;
        int n = each_value(b, b->conjugations.at[c].forms, forms, VALUES_MAX);
        made += n;
        struct morph m = b->conjugations.at[c].morph;
        m.lemma = lemma;
        for (int i = 0; i < n; i++) {
            str form = expand(b, forms[i], stems, stem_count);
            if (form.len) morph_add(b, word_add(b, form), m);
        }
    }
    if (!made) complain(b, "unknown class '%.*s'", (int)r->cell[1].len, r->cell[1].at);
}

/* ---- words, forms, endings, keys ----------------------------------------------------------------------------------------------- */

static const char *const pos_names[] = {"", "noun", "adj", "adv", "post", "conj", "part", "det", "num", "intj", "pron", "verb", "name", "place"};

static void take_word(struct builder *b, const struct row *r) {
    int pos = find_name(r->cell[1], pos_names, LENGTH(pos_names));
    if (pos <= 0) { complain(b, "unknown part of speech '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    uint32_t lemma = word_wanted(b, r->cell[0]);
    if (lemma == NO_WORD) return;
    if (word_has_pos(b, lemma, pos) && !b->words.at[lemma].verb && !b->words.at[lemma].form) {
        complain(b, "the same word twice: %.*s", (int)r->cell[0].len, r->cell[0].at);
        return;
    }
    struct morph m = {.lemma = lemma, .pos = (uint8_t)pos};
    if (!b->words.at[lemma].form || !word_has_pos(b, lemma, pos)) morph_add(b, lemma, m);
    str variants[VALUES_MAX];
    int n = each_value(b, r->cell[2], variants, VALUES_MAX);
    for (int i = 0; i < n; i++) morph_add(b, word_add(b, folded(b, variants[i])), m);
}

static bool parse_feature(str name, struct morph *m) {
    static const struct { const char *name; uint8_t flag, person; } others[] = {
        {"neg", MORPH_NEGATED, 0}, {"pl", MORPH_PLURAL, 0}, {"det", MORPH_DET, 0}, {"hum", MORPH_HUMAN, 0}, {"hon", MORPH_HONOUR, 0},
        {"emph", MORPH_EMPHATIC, 0}, {"p1", 0, PERSON_1}, {"p2", 0, PERSON_2}, {"p3", 0, PERSON_3}, {"sg", 0, 0}, {"rel", 0, 0},
        {"refl", 0, 0}, {"q", 0, 0}};
    for (size_t i = 0; i < LENGTH(others); i++) {
        if (!str_is(name, others[i].name)) continue;
        m->flags |= others[i].flag;
        if (others[i].person) m->person = others[i].person;
        return true;
    }
    int kase = find_name(name, case_names, LENGTH(case_names)), form = find_name(name, form_names, LENGTH(form_names));
    int person = find_name(name, person_names, LENGTH(person_names));
    if (kase >= 0) m->kase = (uint8_t)kase;
    else if (form > 0) m->form = (uint8_t)form;
    else if (person > 0) m->person = (uint8_t)person;
    else return false;
    return true;
}

/* "gen.pl.hon" → case, flags, person. */
static bool parse_features(str cell, struct morph *m) {
    for (size_t from = 0, i = 0; i <= cell.len; i++) {
        if (i < cell.len && cell.at[i] != '.') continue;
        if (i > from && !parse_feature(str_sub(cell, from, i), m)) return false;
        from = i + 1;
    }
    return true;
}

static void take_form(struct builder *b, const struct row *r) {
    int pos = find_name(r->cell[2], pos_names, LENGTH(pos_names));
    struct morph m = {.pos = (uint8_t)(pos > 0 ? pos : 0)};
    if (pos <= 0) { complain(b, "unknown part of speech '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!parse_features(r->cell[3], &m)) { complain(b, "unknown features '%.*s'", (int)r->cell[3].len, r->cell[3].at); return; }
    m.lemma = word_wanted(b, r->cell[1]);
    uint32_t form = word_wanted(b, r->cell[0]);
    if (m.lemma == NO_WORD || form == NO_WORD) return;
    str key = arena_printf(&b->arena, "%u %u %d %.*s", form, m.lemma, pos, (int)r->cell[3].len, r->cell[3].at);
    if (seen_before(b, "form", key)) return;
    morph_add(b, form, m);
    b->words.at[form].form |= form == m.lemma && pos != POS_PRON;
}

static void take_ending(struct builder *b, const struct row *r) {
    static const char *const after[] = {"any", "vowel", "consonant"};
    struct morph m = {0};
    int where = r->cell[2].len ? find_name(r->cell[2], after, 3) : 0;
    if (where < 0) { complain(b, "'%.*s' is none of any, vowel, consonant", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!parse_features(r->cell[1], &m)) { complain(b, "unknown features '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    str f = folded(b, r->cell[0]);
    if (f.len == 0) { complain(b, "no ending"); return; }
    if (seen_before(b, "ending", arena_printf(&b->arena, "%.*s %d", (int)f.len, f.at, where))) return;
    *vec_push(&b->arena, &b->endings) = (struct builder_ending){.text = f, .kase = m.kase, .flags = m.flags, .after = where};
}

static int longer_first(const void *x, const void *y) {
    const struct builder_ending *a = x, *b = y;
    if (a->text.len != b->text.len) return a->text.len > b->text.len ? -1 : 1;
    int c = memcmp(a->text.at, b->text.at, a->text.len);
    return c ? c : a->after - b->after;
}

static void take_key(struct builder *b, const struct row *r) {
    int key = find_name(r->cell[0], key_names, KEYS);
    if (key < 0) { complain(b, "unknown part '%.*s'", (int)r->cell[0].len, r->cell[0].at); return; }
    if (seen_before(b, "part", r->cell[0])) return;
    str values[VALUES_MAX];
    int n = each_value(b, r->cell[1], values, VALUES_MAX);
    for (int i = 0; i < n; i++) {
        uint32_t w = word_wanted(b, values[i]);
        if (w != NO_WORD) b->words.at[w].keys |= (uint64_t)1 << key;
    }
}

/* ---- phrases --------------------------------------------------------------------------------------------------------------------------- */

/* The words of a phrase, in b->scratch; with `verbs`, a verb lemma is marked to stand for all its forms. Returns how many. */
static int phrase_elements(struct builder *b, str phrase, bool verbs) {
    struct tokens t = tokenize(&b->arena, &b->letters, phrase);
    if (t.len == 0 || t.len > PHRASE_MAX) { complain(b, "a phrase has 1 to %d words", PHRASE_MAX); return 0; }
    for (uint32_t i = 0; i < t.len; i++) {
        uint32_t w = word_add(b, token_fold(&t, i));
        if (w == NO_WORD) { complain(b, "'%.*s' holds what is no word", (int)phrase.len, phrase.at); return 0; }
        b->scratch[i] = verbs && b->words.at[w].verb ? w | ELEMENT_VERB : w;
    }
    return (int)t.len;
}

static uint32_t store_elements(struct builder *b, const uint32_t *words, int n) {
    uint32_t at = b->word_list.len;
    for (int i = 0; i < n; i++) *vec_push(&b->arena, &b->word_list) = words[i];
    return at;
}

static const uint32_t TIME_KINDS = 1u << ENTRY_NUMBER | 1u << ENTRY_MONTH | 1u << ENTRY_WEEKDAY | 1u << ENTRY_TIME | 1u << ENTRY_TIMEPART | 1u << ENTRY_PERIOD;

static void add_phrase(struct builder *b, uint32_t entry, str phrase, bool verbs, int pos) {
    int n = phrase_elements(b, phrase, verbs);
    if (!n) return;
    uint32_t first = b->scratch[0] & ~ELEMENT_VERB, last = b->scratch[n - 1] & ~ELEMENT_VERB;
    struct builder_word *w = &b->words.at[first];
    for (uint32_t i = 0; i < w->phrases.len; i++) {
        const struct phrase *p = &b->phrases.at[w->phrases.at[i]];
        const struct entry *e = &b->entries.at[p->entry];
        if (p->count == (uint32_t)n && e->file == b->file_index && e->kind == b->entries.at[entry].kind &&
            memcmp(b->word_list.at + p->words, b->scratch, sizeof(uint32_t) * (size_t)n) == 0) {
            if (p->entry != entry && e->kind != ENTRY_CONTEXT)
                complain(b, "the same entry twice: %.*s (first on line %u)", (int)phrase.len, phrase.at, e->line);
            if (p->entry == entry || e->kind != ENTRY_CONTEXT) return;
        }
    }
    if (w->phrases.len == UINT16_MAX) { complain(b, "more than %d entries begin with the same word", UINT16_MAX); return; }
    *vec_push(&b->arena, &b->phrases) = (struct phrase){store_elements(b, b->scratch, n), (uint32_t)n, entry};
    *vec_push(&b->arena, &w->phrases) = b->phrases.len - 1;
    if (TIME_KINDS >> b->entries.at[entry].kind & 1) w->keys |= WORD_TIMES;
    if (pos && !word_has_pos(b, last, pos) && (n == 1 || b->words.at[last].morphs.len == 0))
        morph_add(b, last, (struct morph){.lemma = last, .pos = (uint8_t)pos});
}

static const char *const sector_names[] = {"GOV", "COP", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
                                           "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "="};

/* Cuts s at the first `mark`; the rest is empty if there is none. */
static str cut_at(str s, char mark, str *rest) {
    size_t at = 0;
    while (at < s.len && s.at[at] != mark) at++;
    *rest = at < s.len ? str_sub(s, at + 1, s.len) : (str){0};
    return str_sub(s, 0, at);
}

/* "GOV@2009-01-06/2024-08-05": a sector, perhaps with the days it holds. */
static bool parse_sector(struct builder *b, str value, struct sector *s) {
    str days, to, name = cut_at(value, '@', &days), from = cut_at(days, '/', &to);
    *s = (struct sector){.from = INT32_MIN, .to = INT32_MAX};
    if (find_name(name, sector_names, LENGTH(sector_names)) < 0) return complain(b, "unknown sector '%.*s'", (int)name.len, name.at), false;
    memcpy(s->name, name.at, name.len);
    bool good = (!from.len || days_from_iso(from, &s->from)) && (!to.len || days_from_iso(to, &s->to)) && s->from <= s->to;
    if (!good) complain(b, "dates of a sector are written GOV@2009-01-06/2024-08-05");
    return good;
}

/* The sectors of a cell, in order of preference. */
static void parse_sectors(struct builder *b, str cell, struct entry *e) {
    str values[VALUES_MAX];
    int n = each_value(b, cell, values, VALUES_MAX);
    struct sector s;
    e->sectors = b->sectors.len;
    for (int i = 0; i < n && parse_sector(b, values[i], &s); i++) {
        *vec_push(&b->arena, &b->sectors) = s;
        e->sector_count++;
    }
}

static struct entry *new_entry(struct builder *b, enum entry_kind kind, str name, str latin) {
    struct entry *e = vec_push(&b->arena, &b->entries);
    *e = (struct entry){.kind = (uint8_t)kind, .file = b->file_index, .line = b->line};
    e->name = pool_add(b, name);
    e->latin = pool_add(b, latin);
    return e;
}

/* All names of a cell as phrases of the entry that was just made. */
static void add_names(struct builder *b, str cell, bool verbs, int pos) {
    str values[VALUES_MAX];
    int n = each_value(b, cell, values, VALUES_MAX);
    if (n == 0) complain(b, "no name");
    for (int i = 0; i < n; i++) add_phrase(b, b->entries.len - 1, values[i], verbs, pos);
}

static str first_value(str cell) {
    size_t at = 0;
    return next_value(cell, &at);
}

static bool is_country_code(str code) {
    if (code.len != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (code.at[i] < 'A' || code.at[i] > 'Z') return false;
    return true;
}

static bool country_code_ok(struct builder *b, str code) {
    bool ok = code.len == 0 || is_country_code(code);
    if (!ok) complain(b, "'%.*s' is no ISO 3166-1 alpha-3 or IGO/NGO/MNC/IMG code", (int)code.len, code.at);
    return ok;
}

static bool country_codes_ok(struct builder *b, str cell) {
    str codes[VALUES_MAX];
    bool ok = true;
    for (int i = 0, n = each_value(b, cell, codes, VALUES_MAX); i < n; i++) ok = country_code_ok(b, codes[i]) && ok;
    return ok;
}

/* ---- tables of names --------------------------------------------------------------------------------------------------------------------- */

static void take_country(struct builder *b, const struct row *r) {
    static const enum entry_kind kinds[] = {ENTRY_COUNTRY, ENTRY_DEMONYM, ENTRY_SEAT};
    if (!country_code_ok(b, r->cell[0])) return;
    for (int i = 0; i < 3; i++) {
        if (i && r->cell[2 + i].len == 0) continue;
        struct entry *e = new_entry(b, kinds[i], first_value(r->cell[2]), r->cell[1]);
        e->code = pool_add(b, r->cell[0]);
        parse_sectors(b, STR("GOV"), e);
        add_names(b, r->cell[2 + i], false, i == 1 ? POS_ADJ : POS_PLACE);
    }
}

static void take_place(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"division", "district", "upazila", "city", "area", "region", "sea", "site"};
    int kind = find_name(r->cell[3], kinds, LENGTH(kinds));
    double lat = 0, lon = 0;
    if (kind < 0) { complain(b, "unknown kind of place '%.*s'", (int)r->cell[3].len, r->cell[3].at); return; }
    if (!country_code_ok(b, r->cell[2])) return;
    if (r->cell[5].len && (!parse_number(r->cell[5], &lat) || !parse_number(r->cell[6], &lon) || lat < -90 || lat > 90 || lon < -180 || lon > 180)) {
        complain(b, "latitude and longitude are degrees");
        return;
    }
    struct entry *e = new_entry(b, ENTRY_PLACE, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)kind;
    e->code = pool_add(b, r->cell[2]);
    e->parent = pool_add(b, r->cell[4]);     /* its Latin name; its entry after find_parents */
    e->x = lat;
    e->y = lon;
    add_names(b, r->cell[0], false, POS_PLACE);
}

/* A place's parent by the entry's number plus one: the first place of that Latin name. */
static void find_parents(struct builder *b, const char *file) {
    for (uint32_t i = 0; i < b->entries.len; i++) {
        struct entry *e = &b->entries.at[i];
        if (e->kind != ENTRY_PLACE || !e->parent) continue;
        uint32_t k = 0;
        while (k < b->entries.len && (b->entries.at[k].kind != ENTRY_PLACE || b->entries.at[k].latin != e->parent || k == i)) k++;
        if (k == b->entries.len) {
            b->file = file;
            b->line = e->line;
            complain(b, "the parent is no place of this table");
        }
        e->parent = k + 1;
    }
}

static void take_organization(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"party", "wing", "ministry", "agency", "police", "force", "army", "court", "igo", "ngo", "media",
                                        "company", "university", "union", "armed", "parliament", "body"};
    int kind = find_name(r->cell[4], kinds, LENGTH(kinds));
    if (kind < 0) { complain(b, "unknown kind of body '%.*s'", (int)r->cell[4].len, r->cell[4].at); return; }
    if (!country_code_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_ORGANIZATION, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)kind;
    e->code = pool_add(b, r->cell[2]);
    parse_sectors(b, r->cell[3], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_office(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"head", "minister", "officer", "spokesman", "member", "rank", "profession"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    if (kind < 0) { complain(b, "unknown kind of office '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    struct entry *e = new_entry(b, ENTRY_OFFICE, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)kind;
    parse_sectors(b, r->cell[1], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_honorific(struct builder *b, const struct row *r) {
    int where = str_is(r->cell[1], "before") ? HONORIFIC_BEFORE : str_is(r->cell[1], "after") ? HONORIFIC_AFTER : -1;
    if (where < 0) { complain(b, "an honorific stands before or after a name"); return; }
    if (str_is(r->cell[2], "name")) where = HONORIFIC_NAME;
    else if (r->cell[2].len) { complain(b, "'%.*s' is not name", (int)r->cell[2].len, r->cell[2].at); return; }
    new_entry(b, ENTRY_HONORIFIC, r->cell[0], (str){0})->sub = (uint8_t)where;
    add_names(b, r->cell[0], false, POS_NONE);
}

static void take_group(struct builder *b, const struct row *r) {
    if (!country_code_ok(b, r->cell[3])) return;
    struct entry *e = new_entry(b, ENTRY_GROUP, first_value(r->cell[0]), r->cell[1]);
    e->code = pool_add(b, r->cell[3]);
    parse_sectors(b, r->cell[2], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_person(struct builder *b, const struct row *r) {
    if (!country_code_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_PERSON, first_value(r->cell[0]), r->cell[1]);
    e->code = pool_add(b, r->cell[2]);
    parse_sectors(b, r->cell[3], e);
    add_names(b, r->cell[0], false, POS_NAME);
}

/* The code of a name is the list of the countries where it is borne, as the cell has it: codes of three letters parted by one byte. */
static void take_name(struct builder *b, const struct row *r) {
    if (!country_codes_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_NAME, first_value(r->cell[0]), r->cell[1]);
    e->code = r->cell[2].len ? pool_add(b, r->cell[2]) : b->bearers;
    add_names(b, r->cell[0], false, POS_NAME);
}

static void take_number(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"unit", "times", "fraction", "ordinal", "vague"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    double value;
    if (kind < 0) { complain(b, "unknown kind of number '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!parse_number(r->cell[1], &value)) { complain(b, "'%.*s' is no number", (int)r->cell[1].len, r->cell[1].at); return; }
    struct entry *e = new_entry(b, ENTRY_NUMBER, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)kind;
    e->x = value;
    add_names(b, r->cell[0], false, POS_NUM);
}

static const char *const time_units[] = {"day", "week", "month", "year", "weekend", "fiscal", "named", "hour"};

static void take_calendar(struct builder *b, const struct row *r, enum entry_kind kind, int most) {
    static const char *const calendars[] = {"gregorian", "bangla"};
    int calendar = r->cell[2].len ? find_name(r->cell[2], calendars, 2) : 0;
    double value;
    if (!parse_whole(r->cell[1], 1, most, &value)) { complain(b, "a number from 1 to %d is wanted", most); return; }
    if (calendar < 0) { complain(b, "unknown calendar '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    struct entry *e = new_entry(b, kind, first_value(r->cell[0]), (str){0});
    e->a = (int16_t)value;
    e->b = (int16_t)calendar;
    add_names(b, r->cell[0], false, POS_NOUN);
}
static void take_month(struct builder *b, const struct row *r) { take_calendar(b, r, ENTRY_MONTH, 12); }
static void take_weekday(struct builder *b, const struct row *r) { take_calendar(b, r, ENTRY_WEEKDAY, 7); }

static void take_time(struct builder *b, const struct row *r) {
    static const char *const parts[] = {"", "start", "mid", "end"}, *const bases[] = {"", "told", "tense"};
    int unit = find_name(r->cell[1], time_units, LENGTH(time_units)), part = find_name(r->cell[3], parts, 4), basis = find_name(r->cell[4], bases, 3);
    enum { OFFSET_MAX = 10000 };
    double offset = 0;
    if (unit < 0) { complain(b, "unknown unit '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (part < 0) { complain(b, "unknown part '%.*s'", (int)r->cell[3].len, r->cell[3].at); return; }
    if (basis < 0) { complain(b, "an offset counts from the article (-), told or tense"); return; }
    if (str_is(r->cell[2], "past")) offset = -1;
    else if (str_is(r->cell[2], "next")) offset = 1;
    else if (!str_is(r->cell[2], "this") && !parse_whole(r->cell[2], -OFFSET_MAX, OFFSET_MAX, &offset)) {
        complain(b, "an offset is a whole number, past, this or next");
        return;
    }
    struct entry *e = new_entry(b, ENTRY_TIME, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)part;
    e->a = (int16_t)unit;
    e->b = (int16_t)offset;
    e->code = (uint32_t)basis;
    add_names(b, r->cell[0], false, unit == UNIT_NAMED ? POS_NONE : POS_ADV);
}

static void take_time_part(struct builder *b, const struct row *r) {
    static const char *const roles[] = {"daypart", "clock", "zone", "about", "minute", "year", "era", "fiscal", "session", "apart", "edge", "within",
                                        "through", "begin", "every", "last", "now", "dateline", "stretch"};
    int role = find_name(r->cell[1], roles, LENGTH(roles));
    if (role < 0) { complain(b, "unknown part '%.*s' of a time expression", (int)r->cell[1].len, r->cell[1].at); return; }
    new_entry(b, ENTRY_TIMEPART, first_value(r->cell[0]), (str){0})->sub = (uint8_t)role;
    add_names(b, r->cell[0], false, POS_NONE);
}

/* A unit of time, or so many of it written as one word (তিনদিন); a count of 0 is vague (কয়েকমাস). */
static void take_period(struct builder *b, const struct row *r) {
    int unit = find_name(r->cell[1], time_units, LENGTH(time_units));
    double count = -1, scale = 1;
    if (unit < 0) { complain(b, "unknown unit '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (r->cell[2].len && (!parse_number(r->cell[2], &count) || count < 0)) { complain(b, "'%.*s' is no number of units", (int)r->cell[2].len, r->cell[2].at); return; }
    if (r->cell[3].len && (!parse_number(r->cell[3], &scale) || scale < 1)) { complain(b, "'%.*s' is no length of a unit", (int)r->cell[3].len, r->cell[3].at); return; }
    struct entry *e = new_entry(b, ENTRY_PERIOD, first_value(r->cell[0]), (str){0});
    e->a = (int16_t)unit;
    e->x = count;
    e->y = scale;
    add_names(b, r->cell[0], false, POS_NOUN);
}

/* How a country counts Bangla months and from which month its fiscal year; one entry for the country and one for each outlet. */
static void take_calendar_of(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"reformed", "traditional"};
    double month;
    int kind = find_name(r->cell[1], kinds, 2);
    if (!country_code_ok(b, r->cell[0])) return;
    if (kind < 0) { complain(b, "a Bangla calendar is reformed or traditional"); return; }
    if (!parse_whole(r->cell[2], 1, 12, &month)) { complain(b, "a number from 1 to 12 is wanted"); return; }
    str outlets[VALUES_MAX] = {{0}};
    int n = each_value(b, r->cell[3], outlets + 1, VALUES_MAX - 1);
    for (int i = 0; i <= n; i++) {
        struct entry *e = new_entry(b, ENTRY_CALENDAR, outlets[i], (str){0});
        e->code = pool_add(b, r->cell[0]);
        e->a = (int16_t)kind;
        e->b = (int16_t)month;
    }
}

static void take_reporting(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"says", "claims", "alleges", "denies", "source"};
    int kind = find_name(r->cell[1], kinds, LENGTH(kinds));
    if (kind < 0) { complain(b, "unknown kind of report '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (r->cell[2].len && !str_is(r->cell[2], "nom") && !str_is(r->cell[2], "gen")) {
        complain(b, "who reports stands in nom or gen, not '%.*s'", (int)r->cell[2].len, r->cell[2].at);
        return;
    }
    struct entry *e = new_entry(b, ENTRY_REPORT, r->cell[0], (str){0});
    e->sub = (uint8_t)kind;
    e->a = str_is(r->cell[2], "gen") ? CASE_GEN : CASE_NOM;
    add_names(b, r->cell[0], true, POS_NOUN);
}

static void take_guard(struct builder *b, const struct row *r) {
    new_entry(b, ENTRY_GUARD, r->cell[0], (str){0});
    add_names(b, r->cell[0], true, POS_NONE);
}

static void take_placeword(struct builder *b, const struct row *r) {
    int where = str_is(r->cell[2], "before") ? PLACEWORD_BEFORE : str_is(r->cell[2], "after") ? PLACEWORD_AFTER : -1;
    double level = 0;
    if (where < 0) { complain(b, "a word of a place stands before or after its name"); return; }
    if (r->cell[3].len && !parse_whole(r->cell[3], 1, 5, &level)) { complain(b, "a resolution from 1 to 5 is wanted"); return; }
    struct entry *e = new_entry(b, ENTRY_PLACEWORD, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)where;
    e->a = (int16_t)level;
    add_names(b, r->cell[0], false, POS_NONE);
}

static void take_context(struct builder *b, const struct row *r) {
    new_entry(b, ENTRY_CONTEXT, r->cell[0], (str){0})->code = pool_add(b, r->cell[0]);
    add_names(b, r->cell[1], false, POS_NOUN);
}

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
        if (find_name(values[i], sector_names, LENGTH(sector_names)) < 0 && !str_is(values[i], "IGO"))
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

static void take_setting(struct builder *b, const struct row *r) {
    bool home = str_is(r->cell[0], "home");
    if (!home && !str_is(r->cell[0], "bearers")) { complain(b, "unknown setting '%.*s'", (int)r->cell[0].len, r->cell[0].at); return; }
    if (seen_before(b, "setting", r->cell[0])) return;
    if (home && !is_country_code(r->cell[1])) { complain(b, "home is a country's code of three letters"); return; }
    if (home) memcpy(b->home, r->cell[1].at, 3);
    else if (country_codes_ok(b, r->cell[1])) b->bearers = pool_add(b, r->cell[1]);
}

static void take_latin(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"consonant", "vowel", "sign", "mark", "hasant", "full", "final", "word"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    str letter = folded(b, r->cell[0]);
    size_t used = 0;
    uint32_t c = letter.len ? utf8_valid_next(letter.at, &used) : 0;
    if (kind < 0) { complain(b, "unknown kind of letter '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!c) { complain(b, "a letter is wanted"); return; }
    if (kind != LATIN_FINAL && kind != LATIN_WORD && seen_before(b, "letter", r->cell[0])) return;
    *vec_push(&b->arena, &b->latin) = (struct latin){.letter = c, .text = pool_add(b, r->cell[1]), .whole = pool_add(b, letter), .len = (uint8_t)letter.len, .kind = (uint8_t)kind};
}

static int by_letter(const void *x, const void *y) {
    const struct latin *a = x, *b = y;
    if (a->letter != b->letter) return a->letter < b->letter ? -1 : 1;
    return a->len != b->len ? (a->len < b->len) - (a->len > b->len) : (a->kind < b->kind) - (a->kind > b->kind);
}

static void take_weight(struct builder *b, const struct row *r) {
    static const char *const tasks[] = {"actor|", "recipient|", "act|"};
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

/* ---- the whole folder ------------------------------------------------------------------------------------------------------------------ */

static void read_folder(struct builder *b) {
    buf_put(&b->pool, "\0", 2);     /* offset 0: the empty string */
    read_table(b, "letters.tsv", 1, 3, take_letter);
    finish_letters(b);
    read_table(b, "abbreviations.tsv", 1, 2, take_abbreviation);
    if (b->abbreviations.len) qsort(b->abbreviations.at, b->abbreviations.len, sizeof(str), by_bytes);
    b->letters.abbreviations = b->abbreviations.at;
    b->letters.abbreviation_count = b->abbreviations.len;
    /* The analyses of a form stand in the order they are read: forms.tsv says which comes first. */
    read_table(b, "forms.tsv", 3, 4, take_form);
    read_table(b, "conjugation.tsv", 3, 3, take_conjugation);
    read_table(b, "verbs.tsv", 3, 4, take_verb);
    read_table(b, "words.tsv", 2, 3, take_word);
    read_table(b, "endings.tsv", 2, 3, take_ending);
    read_table(b, "clitics.tsv", 2, 2, take_ending);
    if (b->endings.len) qsort(b->endings.at, b->endings.len, sizeof *b->endings.at, longer_first);
    read_table(b, "keys.tsv", 2, 2, take_key);
    read_table(b, "settings.tsv", 2, 2, take_setting);
    read_table(b, "countries.tsv", 3, 5, take_country);
    read_table(b, "places.tsv", 4, 7, take_place);
    find_parents(b, "places.tsv");
    read_table(b, "organizations.tsv", 5, 5, take_organization);
    read_table(b, "offices.tsv", 3, 3, take_office);
    read_table(b, "honorifics.tsv", 2, 3, take_honorific);
    read_table(b, "groups.tsv", 3, 4, take_group);
    read_table(b, "people.tsv", 4, 5, take_person);
    read_table(b, "names.tsv", 1, 3, take_name);
    read_table(b, "numbers.tsv", 3, 3, take_number);
    read_table(b, "months.tsv", 2, 3, take_month);
    read_table(b, "weekdays.tsv", 2, 2, take_weekday);
    read_table(b, "timewords.tsv", 3, 5, take_time);
    read_table(b, "timeparts.tsv", 2, 2, take_time_part);
    read_table(b, "periods.tsv", 2, 4, take_period);
    read_table(b, "calendars.tsv", 3, 4, take_calendar_of);
    read_table(b, "reporting.tsv", 2, 3, take_reporting);
    read_table(b, "placewords.tsv", 3, 4, take_placeword);
    read_table(b, "guards.tsv", 1, 2, take_guard);
    read_table(b, "contexts.tsv", 2, 2, take_context);
    read_table(b, "types.tsv", 5, 5, take_type);
    read_table(b, "defaults.tsv", 2, 3, take_default);
    read_table(b, "latin.tsv", 3, 3, take_latin);
    if (b->latin.len) qsort(b->latin.at, b->latin.len, sizeof *b->latin.at, by_letter);
    read_frames(b);
    read_table(b, "weights.tsv", 2, 2, take_weight);
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
