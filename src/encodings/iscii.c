/* ISCII-91: one byte a letter, in the order of the ear, as Unicode has them. What it is told by: bytes that make Bengali syllables, and
 * words that the pack knows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/scan.h"
#include "text/chars.h"

enum { SCRIPT = 0xEF, SCRIPT_FIRST = 0x30, HALANT = 0xE8, NUKTA = 0xE9, SIGN_FIRST = 0xDA, SIGN_LAST = 0xE7, CONSONANT_FIRST = 0xB3,
       CONSONANT_LAST = 0xD8, INVISIBLE = 0xD9, REPLACEMENT = 0xFFFD };
enum { SAMPLE = 1 << 16, WORDS_LEAST = 4, LETTERS_LEAST = 12 };

static bool is_consonant(unsigned char c) { return c >= CONSONANT_FIRST && c <= CONSONANT_LAST; }

/* After a hasant: a nukta keeps the shape of the letter before it, a second hasant shows the hasant. */
static uint32_t joiner(unsigned char c, unsigned char next) { return c != HALANT ? 0 : next == NUKTA ? ZWJ : next == HALANT ? ZWNJ : 0; }

static void convert(const pack *p, str bytes, struct buf *out, struct decoded *d) {
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i], next = i + 1 < bytes.len ? (unsigned char)bytes.at[i + 1] : 0;
        str letter = c >= 0x80 ? pack_iscii(p, c) : (str){0};
        if (c < 0x80) buf_byte(out, (char)c);
        else if (c == SCRIPT && next >= SCRIPT_FIRST && next < 0x80) i++;
        else if (letter.len) {
            buf_str(out, letter);
            if (joiner(c, next)) { buf_letter(out, joiner(c, next)); i++; }
        } else if (c != INVISIBLE) {
            if (!d->bad_bytes++) d->first_bad = i;
            buf_letter(out, REPLACEMENT);
        }
    }
}

struct decoded decode_iscii(const pack *p, str bytes, struct arena *arena) {
    struct decoded d = {.name = "ISCII-91"};
    struct buf out = {0};
    convert(p, bytes, &out, &d);
    d.text = arena_copy(arena, buf_view(&out));
    buf_free(&out);
    return d;
}

/* Bytes above ASCII: those that ISCII has, and vowel signs that stand where they can. */
struct census { size_t high, known, signs, placed; };

static struct census census_of(const pack *p, str bytes) {
    struct census c = {0};
    unsigned char last = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char b = (unsigned char)bytes.at[i];
        bool sign = (b >= SIGN_FIRST && b <= SIGN_LAST) || b == HALANT;
        if (b >= 0x80) {
            c.high++;
            c.known += pack_iscii(p, b).len > 0;
            c.signs += sign;
            c.placed += sign && (is_consonant(last) || last == NUKTA);
        }
        last = b;
    }
    return c;
}

/* True if most words are ones that the pack knows. */
static bool words_known(const pack *p, str text) {
    size_t known = 0, words = 0, used;
    for (size_t i = 0, start = 0; i <= text.len; i += used) {
        used = 1;
        uint32_t c = i < text.len ? utf8_valid_next(text.at + i, &used) : ' ';
        if (i < text.len && char_is_bengali(c) && char_in_word(char_class(c))) continue;
        if (i > start) {
            words++;
            known += known_word(p, str_sub(text, start, i));
        }
        start = i + used;
    }
    return words >= WORDS_LEAST && known * 2 > words;
}

bool looks_like_iscii(const pack *p, str bytes) {
    if (bytes.len > SAMPLE) bytes.len = SAMPLE;
    struct census c = census_of(p, bytes);
    if (c.high < LETTERS_LEAST || c.known * 20 < c.high * 19 || c.signs * 5 < c.high || c.placed * 20 < c.signs * 19) return false;
    struct buf out = {0};
    struct decoded d = {0};
    convert(p, bytes, &out, &d);
    bool known = words_known(p, buf_view(&out));
    buf_free(&out);
    return known;
}
