/* Names in Latin letters: by the tables of names where they know a word, else by the letters and groups of letters of latin.tsv.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"
#include "text/chars.h"

/* The first line of latin.tsv whose letters begin with `c`; those of one letter follow each other, the longest group first. */
static uint32_t first_line(const pack *p, uint32_t c) {
    const struct latin *list = pack_section(p, SECTION_LATIN);
    uint32_t low = 0, high = pack_count(p, SECTION_LATIN);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list[middle].letter < c) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The letters that stand at byte `at` of a word, and how many bytes they take; NULL if no line tells them. */
static const struct latin *letters_at(const pack *p, str word, size_t at, size_t *used) {
    const struct latin *list = pack_section(p, SECTION_LATIN);
    size_t one;
    uint32_t c = utf8_valid_next(word.at + at, &one);
    for (uint32_t i = first_line(p, c); i < pack_count(p, SECTION_LATIN) && list[i].letter == c; i++) {
        str whole = pack_string(p, list[i].whole);
        if (whole.len > word.len - at || memcmp(whole.at, word.at + at, whole.len) != 0) continue;
        bool last = at + whole.len == word.len;
        if ((list[i].kind == LATIN_FINAL && !last) || (list[i].kind == LATIN_WORD && (at || !last))) continue;
        *used = whole.len;
        return &list[i];
    }
    *used = one;
    return NULL;
}

/* One sound of a word: its letters in Latin, and whether it carries a vowel: none, one of its own, or the unwritten one. */
enum carried { CARRIES_NONE, CARRIES_SIGN, CARRIES_UNWRITTEN };
struct sound { const struct latin *line; char other; uint8_t carried, joined; };
enum { SOUNDS_MAX = 128 };

static bool is_consonant(const struct sound *s) { return s->line && (s->line->kind == LATIN_CONSONANT || s->line->kind == LATIN_FULL); }
static bool is_vowel(const struct sound *s) { return s->line && (s->line->kind == LATIN_VOWEL || s->line->kind == LATIN_SIGN); }
static bool carries_vowel(const struct sound *s) { return is_vowel(s) || s->carried != CARRIES_NONE; }

/* True if the letters begin with the sign that joins consonants: ্য, ্যা, ্ব. */
static bool joins(const struct latin *l) { return l->letter == HASANT; }

static uint32_t sounds_of(const pack *p, str word, struct sound *s) {
    uint32_t n = 0;
    for (size_t i = 0, used; i < word.len && n < SOUNDS_MAX; i += used, n++) {
        s[n] = (struct sound){.line = letters_at(p, word, i, &used), .other = (unsigned char)word.at[i] < 0x80 ? word.at[i] : 0};
        bool after_hasant = n && s[n - 1].line && s[n - 1].line->kind == LATIN_HASANT;
        s[n].joined = after_hasant || (s[n].line && (joins(s[n].line) || pack_string(p, s[n].line->whole).len > 3));
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!is_consonant(&s[i])) continue;
        const struct latin *next = i + 1 < n ? s[i + 1].line : NULL;
        if (next && (next->kind == LATIN_SIGN || (next->kind == LATIN_FINAL && joins(next)))) s[i].carried = CARRIES_SIGN;
        else if (next && next->kind != LATIN_HASANT && !joins(next)) s[i].carried = CARRIES_UNWRITTEN;
        else if (i + 1 == n && s[i].joined && s[i].line->kind == LATIN_FULL) s[i].carried = CARRIES_UNWRITTEN;     /* চন্দ্র */
    }
    return n;
}

/* The unwritten vowel falls between a vowel and a consonant that has one: এল(অ)গার, গোপাল(অ)গঞ্জ; from the end of the word on. Between
 * what is joined it stays. */
static void drop_vowels(struct sound *s, uint32_t n) {
    for (uint32_t i = n; i-- > 1;) {
        if (s[i].carried != CARRIES_UNWRITTEN || s[i].joined || i + 1 >= n) continue;
        const struct sound *before = &s[i - 1];
        if (!carries_vowel(before)) continue;
        bool opens = is_consonant(&s[i + 1]) && s[i + 1].carried != CARRIES_NONE && !(i + 2 < n && s[i + 2].line && s[i + 2].line->kind != LATIN_SIGN && joins(s[i + 2].line));
        if (opens) s[i].carried = CARRIES_NONE;
    }
}

static void spell(const pack *p, str word, struct buf *to) {
    struct sound s[SOUNDS_MAX];
    uint32_t n = sounds_of(p, word, s);
    size_t begin = to->len;
    drop_vowels(s, n);
    for (uint32_t i = 0; i < n; i++) {
        if (s[i].line) buf_str(to, pack_string(p, s[i].line->text));
        else if (s[i].other) buf_byte(to, s[i].other);
        if (s[i].carried == CARRIES_UNWRITTEN) buf_byte(to, 'a');
    }
    if (to->len > begin && to->at[begin] >= 'a' && to->at[begin] <= 'z') to->at[begin] = (char)(to->at[begin] - 'a' + 'A');
}

/* The spelling that names.tsv gives for a word, if it does. */
static str listed_spelling(const struct doc *d, str word) {
    uint32_t w = pack_find(d->pack, word);
    if (w == NO_WORD) return (str){0};
    const struct word *known = pack_word(d->pack, w);
    for (uint32_t i = 0; i < known->phrase_count; i++) {
        const struct phrase *ph = pack_phrase(d->pack, pack_phrase_list(d->pack, known)[i]);
        const struct entry *e = pack_entry(d->pack, ph->entry);
        if (ph->count == 1 && e->kind == ENTRY_NAME && e->latin) return pack_string(d->pack, e->latin);
    }
    return (str){0};
}

/* Writes one word; a dot behind it (মো., এম.) is no part of it. */
static void write_word(const struct doc *d, str word, struct buf *to) {
    bool dotted = word.len > 1 && word.at[word.len - 1] == '.';
    if (dotted) word.len--;
    str known = listed_spelling(d, word);
    size_t begin = to->len;
    if (known.len) buf_str(to, known);
    else spell(d->pack, word, to);
    if (dotted && to->len > begin && to->at[to->len - 1] != '.') buf_byte(to, '.');
}

str latin_name(struct doc *d, str name) {
    enum { NAME_BYTES_MAX = 600 };
    if (name.len == 0 || name.len > NAME_BYTES_MAX) return (str){0};
    char folded[NAME_BYTES_MAX * 3 + 8];
    str f = {folded, fold(&d->pack->letters, name.at, name.len, folded, NULL)};
    struct buf out = {0};
    for (size_t from = 0, i = 0; i <= f.len; i++) {
        if (i < f.len && f.at[i] != ' ' && f.at[i] != '-') continue;
        if (i > from) write_word(d, str_sub(f, from, i), &out);
        if (i < f.len) buf_byte(&out, f.at[i]);
        from = i + 1;
    }
    str made = arena_copy(d->arena, buf_view(&out));
    buf_free(&out);
    return made;
}
