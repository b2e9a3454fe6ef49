/* The tables of letters, words and their forms.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"
#include <stdlib.h>

const char *const key_names[KEYS] = {
    "do", "be", "go", "stay", "can", "must", "want", "not", "that", "quote", "and", "if", "he", "they", "former", "planned", "month",
    "date", "people", "dead", "injured", "arrested", "protesters", "last", "next", "this", "ago", "later", "since", "until", "area",
    "member", "fear", "purpose", "we", "source", "document", "behalf", "it", "matter", "aside", "report", "statement", "site", "named",
    "sport", "contest", "scripture", "demand", "blame", "another", "mere", "killing", "pointed", "between", "plaintiff"};

const char *const field_names[FIELDS] = {"id", "title", "kicker", "byline", "outlet", "published", "modified", "dateline", "section",
                                         "body", "summary", "captions", "credit", "url", "language"};

/* ---- letters and abbreviations ------------------------------------------------------------------------------------------------- */

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/* The code point that begins s, as it is or written U+XXXX, and how many bytes it takes; UTF8_BAD if there is none such. */
static uint32_t parse_code_point(str s, size_t *used) {
    if (s.len < 2 || s.at[0] != 'U' || s.at[1] != '+') return utf8_next(s.at, s.len, used);
    uint32_t c = 0;
    for (*used = 2; *used < s.len && hex_digit(s.at[*used]) >= 0 && c <= 0x10FFFF; ++*used) c = c * 16 + (uint32_t)hex_digit(s.at[*used]);
    return *used == 2 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? UTF8_BAD : c;
}

int parse_code_points(struct builder *b, str cell, uint32_t *to) {
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

static int by_bytes(const void *x, const void *y) { return str_order(*(const str *)x, *(const str *)y); }

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

static void take_field_name(struct builder *b, uint32_t field, str name) {
    char *key = arena_space(&b->arena, fold_bound(name.len));
    str text = {key, field_key(&b->letters, name, key)};
    if (!text.len) { complain(b, "'%.*s' is no name of a field", (int)name.len, name.at); return; }
    if (!seen_before(b, "field", text)) *vec_push(&b->arena, &b->fields) = (struct field_name){field, pool_add(b, text)};
}

static void take_field(struct builder *b, const struct row *r) {
    int field = find_name(r->cell[0], field_names, FIELDS);
    if (field < 0) { complain(b, "unknown field '%.*s'", (int)r->cell[0].len, r->cell[0].at); return; }
    str values[VALUES_MAX];
    int n = each_value(b, r->cell[1], values, VALUES_MAX);
    for (int i = 0; i < n; i++) take_field_name(b, (uint32_t)field, values[i]);
}

static int by_letter(const void *x, const void *y) {
    const struct latin *a = x, *b = y;
    if (a->letter != b->letter) return a->letter < b->letter ? -1 : 1;
    return a->len != b->len ? (a->len < b->len) - (a->len > b->len) : (a->kind < b->kind) - (a->kind > b->kind);
}

void read_word_tables(struct builder *b) {
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
    read_table(b, "fields.tsv", 2, 2, take_field);
    read_table(b, "latin.tsv", 3, 3, take_latin);
    if (b->latin.len) qsort(b->latin.at, b->latin.len, sizeof *b->latin.at, by_letter);
}
