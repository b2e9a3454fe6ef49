/* Looks for the phrases of passages.tsv in a passage. SPDX-License-Identifier: Apache-2.0 */
#include "pages/passages.h"

enum { TEXT_MAX = 800, WORDS_MAX = 120 };

/* A short text as its folded words, one space between; signs part words, a colon among them is remembered. */
struct words {
    char folded[TEXT_MAX * FOLD_GROWTH + 8], text[TEXT_MAX * FOLD_GROWTH + 8];
    uint32_t map[TEXT_MAX * FOLD_GROWTH + 9];
    size_t len;
    struct { uint32_t from, to, rest; bool colon; } at[WORDS_MAX];      /* in `text`; `rest`: in the text as given, behind the word and its colon */
    uint32_t count;
};

static bool is_visarga(const char *at, size_t left) { return left >= 3 && memcmp(at, "ঃ", 3) == 0; }

/* The length of the sign at `at` if it is none of a word, else 0; *colon: a sign that ends a label. */
static size_t sign_length(const char *at, size_t left, bool *colon) {
    size_t used;
    uint32_t c = utf8_valid_next(at, &used);
    *colon = c == ':' || c == '|' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0xFF1A;
    if (is_visarga(at, left)) {     /* used for a colon at the end of a word */
        size_t next = 0;
        *colon = left == 3 || (utf8_valid_next(at + 3, &next) < 0x80 && memchr(" :-|", at[3], 4));
        return *colon ? 3 : 0;
    }
    bool letter = c >= 0x80 ? !(c == 0x964 || c == 0x965 || c == 0xA0 || (c >= 0x2010 && c <= 0x203A) || c == 0xAB || c == 0xBB || c == 0xFF1A)
                            : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? 0 : used;
}

static void end_word(struct words *w, uint32_t from, size_t at) {
    if (w->len == from || w->count == WORDS_MAX) return;
    w->at[w->count].from = from;
    w->at[w->count].to = (uint32_t)w->len;
    w->at[w->count].rest = w->map[at];
    w->at[w->count].colon = false;
    w->count++;
    w->text[w->len++] = ' ';
}

static void cut_words(const pack *pk, str text, struct words *w) {
    size_t folded = fold(&pk->letters, text.at, text.len, w->folded, w->map);
    uint32_t from = 0;
    w->len = w->count = 0;
    for (size_t at = 0, used; at < folded; at += used) {
        bool colon;
        size_t sign = sign_length(w->folded + at, folded - at, &colon);
        used = sign;
        if (sign) {
            end_word(w, from, at);
            from = (uint32_t)w->len;
            if (!w->count || w->folded[at] == ' ') continue;
            w->at[w->count - 1].colon = w->at[w->count - 1].colon || colon;
            if (colon) w->at[w->count - 1].rest = w->map[at + sign];
            continue;
        }
        utf8_valid_next(w->folded + at, &used);
        memcpy(w->text + w->len, w->folded + at, used);
        w->len += used;
    }
    end_word(w, from, folded);
    if (w->len) w->len--;       /* the last space */
}

/* Whether a phrase that begins at word i may stand there; *last: its last word. */
static bool stands(const struct words *w, uint32_t i, str phrase, enum passage_place place, uint32_t *last) {
    str here = {w->text + w->at[i].from, w->len - w->at[i].from};
    if (!str_starts(here, phrase) || (here.len > phrase.len && here.at[phrase.len] != ' ')) return false;
    uint32_t k = i;
    while (k + 1 < w->count && w->at[k + 1].from < w->at[i].from + phrase.len) k++;
    *last = k;
    switch (place) {
    case STANDS_WHOLE: return i == 0 && k + 1 == w->count;
    case STANDS_START: return i == 0;
    case STANDS_LABEL: return i == 0 && (w->at[k].colon || k + 1 == w->count);
    case STANDS_ANY: return true;
    case STANDS_END: return k + 1 == w->count;
    }
    return false;
}

static uint32_t find_parts(const pack *pk, const struct words *w, uint32_t wanted, uint32_t *last) {
    const struct passage *all = pack_section(pk, SECTION_PASSAGES);
    uint32_t found = 0;
    for (uint32_t i = 0, from, to; i < w->count; i++) {
        pack_passages(pk, (str){w->text + w->at[i].from, w->at[i].to - w->at[i].from}, &from, &to);
        for (; from < to; from++) {
            uint32_t end;
            if (!(wanted >> all[from].part & 1) || !stands(w, i, pack_string(pk, all[from].text), all[from].place, &end)) continue;
            if (last && (!found || end > *last)) *last = end;
            found |= 1u << all[from].part;
        }
    }
    return found;
}

uint32_t passage_parts(const pack *pk, str text) {
    struct words w;
    if (!text.len || text.len > TEXT_MAX) return 0;
    cut_words(pk, text, &w);
    return find_parts(pk, &w, ~0u, NULL);
}

bool passage_is(const pack *pk, str text, enum passage_part part, str *rest) {
    struct words w;
    uint32_t last = 0;
    if (!text.len || text.len > TEXT_MAX) return false;
    cut_words(pk, text, &w);
    if (!find_parts(pk, &w, 1u << part, &last)) return false;
    if (!rest) return true;
    *rest = str_sub(text, w.at[last].rest, text.len);
    while (rest->len && (rest->at[0] == ' ' || rest->at[0] == ':')) *rest = str_sub(*rest, 1, rest->len);
    return true;
}
