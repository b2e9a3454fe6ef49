/* Names in Latin letters: by the tables of names where they know a word, else letter by letter (latin.tsv).
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

static const struct latin *latin_letter(const pack *p, uint32_t c) {
    const struct latin *list = pack_section(p, SECTION_LATIN);
    uint32_t low = 0, high = pack_count(p, SECTION_LATIN);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list[middle].letter < c) low = middle + 1;
        else high = middle;
    }
    return low < pack_count(p, SECTION_LATIN) && list[low].letter == c ? &list[low] : NULL;
}

/* True if the consonant before byte `at` is read with a vowel of its own: a letter follows that is neither sign, mark nor hasant. */
static bool sounds_vowel(const pack *p, str word, size_t at) {
    if (at >= word.len) return false;
    size_t used;
    const struct latin *next = latin_letter(p, utf8_valid_next(word.at + at, &used));
    return next && (next->kind == LATIN_CONSONANT || next->kind == LATIN_VOWEL);
}

static void spell(const pack *p, str word, struct buf *to) {
    size_t begin = to->len;
    for (size_t i = 0, used; i < word.len; i += used) {
        uint32_t c = utf8_valid_next(word.at + i, &used);
        const struct latin *l = latin_letter(p, c);
        if (l) buf_str(to, pack_string(p, l->text));
        else if (c < 0x80) buf_byte(to, (char)c);
        if (l && l->kind == LATIN_CONSONANT && sounds_vowel(p, word, i + used)) buf_byte(to, 'a');
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

str latin_name(struct doc *d, str name) {
    enum { NAME_BYTES_MAX = 600 };
    if (name.len == 0 || name.len > NAME_BYTES_MAX) return (str){0};
    char folded[NAME_BYTES_MAX * 3 + 8];
    str f = {folded, fold(&d->pack->letters, name.at, name.len, folded, NULL)};
    struct buf out = {0};
    for (size_t from = 0, i = 0; i <= f.len; i++) {
        if (i < f.len && f.at[i] != ' ' && f.at[i] != '-') continue;
        str word = str_sub(f, from, i), known = word.len ? listed_spelling(d, word) : (str){0};
        if (known.len) buf_str(&out, known);
        else spell(d->pack, word, &out);
        if (i < f.len) buf_byte(&out, f.at[i]);
        from = i + 1;
    }
    str made = arena_copy(d->arena, buf_view(&out));
    buf_free(&out);
    return made;
}
