/* The order of dictionaries: a sequence of weights for each text, the first that differ decide.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"

enum { TA = 0x9A4, DDA = 0x9A1, DDHA = 0x9A2, YA = 0x9AF, KHANDA_TA = 0x9CE, RRA = 0x9DC, RHA = 0x9DD, YYA = 0x9DF, FIRST_SIGN = 0x9BE };

/* Weights of what stands alone, and of the vowel that every consonant has: none written, a sign, or none at all (hasant). */
enum { WEIGHT_END = 0, VOWEL_INHERENT = 1, VOWEL_HASANT = 0xFF, WEIGHT_SIGN = 0x100, WEIGHT_DIGIT = 0x300, WEIGHT_VOWEL = 0x400,
       WEIGHT_MODIFIER = 0x500, WEIGHT_CONSONANT = 0x600, WEIGHT_OTHER = 0x1000 };

/* The places of ৢ ৣ and ৠ ৡ, which have their code points behind the others, are after ৄ and ঋ. */
static uint32_t place(uint32_t c) {
    switch (c) {
    case 0x9E0: return 2 * 0x98B + 1;
    case 0x9E1: return 2 * 0x98C + 1;
    case 0x9E2: return 2 * 0x9C4 + 1;
    case 0x9E3: return 2 * 0x9C5;
    default: return 2 * c;
    }
}

static bool is_vowel_sign(uint32_t c) { return (c >= FIRST_SIGN && c < HASANT) || c == 0x9D7 || c == 0x9E2 || c == 0x9E3; }
static bool is_vowel(uint32_t c) { return (c >= 0x985 && c <= 0x994) || c == 0x9E0 || c == 0x9E1; }
static bool is_consonant(uint32_t c) { return (c >= 0x995 && c <= 0x9B9) || c == KHANDA_TA || (c >= RRA && c <= YYA) || c == 0x9F0 || c == 0x9F1; }

static uint32_t consonant_weight(uint32_t c) {
    switch (c) {
    case RRA: c = DDA; break;
    case RHA: c = DDHA; break;
    case YYA: c = YA; break;
    case KHANDA_TA: c = TA; break;
    }
    return WEIGHT_CONSONANT + c - BENGALI_FIRST;
}

static uint32_t modifier_weight(uint32_t c) {
    switch (c) {
    case 0x982: return WEIGHT_MODIFIER;
    case 0x983: return WEIGHT_MODIFIER + 1;
    default: return WEIGHT_MODIFIER + 2;
    }
}

static uint32_t weight_alone(uint32_t c) {
    if (is_consonant(c)) return consonant_weight(c);
    if (is_vowel(c)) return WEIGHT_VOWEL + place(c) - 2 * BENGALI_FIRST;
    if (is_vowel_sign(c)) return WEIGHT_VOWEL + place(c) - 2 * BENGALI_FIRST;
    if (c >= 0x981 && c <= 0x983) return modifier_weight(c);
    if (c < 0x80 && char_class(c) == CHAR_DIGIT) return WEIGHT_DIGIT + c;
    return c < 0x80 && char_class(c) != CHAR_LETTER ? WEIGHT_SIGN + c : WEIGHT_OTHER + c;
}

/* A text on its way; `vowel`: a consonant was given and its vowel comes next; `bare`: it was ৎ, which has none. */
struct weights { str text; size_t at; bool vowel, bare; };

static uint32_t vowel_weight(struct weights *w) {
    size_t used;
    if (w->bare) return VOWEL_HASANT;
    if (w->at == w->text.len) return VOWEL_INHERENT;
    uint32_t c = utf8_valid_next(w->text.at + w->at, &used);
    if (c != HASANT && !is_vowel_sign(c)) return VOWEL_INHERENT;
    w->at += used;
    return c == HASANT ? VOWEL_HASANT : VOWEL_INHERENT + 1 + place(c) - 2 * FIRST_SIGN;
}

static uint32_t next_weight(struct weights *w) {
    if (w->vowel) {
        w->vowel = false;
        return vowel_weight(w);
    }
    if (w->at == w->text.len) return WEIGHT_END;
    size_t used;
    uint32_t c = utf8_valid_next(w->text.at + w->at, &used);
    w->at += used;
    w->vowel = is_consonant(c);
    w->bare = c == KHANDA_TA;
    return weight_alone(c);
}

static int by_bytes(str a, str b) {
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.at, b.at, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

int dictionary_order(str a, str b) {
    struct weights x = {.text = a}, y = {.text = b};
    for (;;) {
        uint32_t p = next_weight(&x), q = next_weight(&y);
        if (p != q) return p < q ? -1 : 1;
        if (p == WEIGHT_END) return by_bytes(a, b);
    }
}
