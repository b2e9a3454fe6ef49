/* What kind of character a code point is, as far as cutting words needs it. SPDX-License-Identifier: Apache-2.0 */
#ifndef CHARS_H
#define CHARS_H

#include <stdbool.h>
#include <stdint.h>

enum char_class {
    CHAR_OTHER = 'o',
    CHAR_SPACE = 's',       /* white space, controls, marks of direction */
    CHAR_LETTER = 'l',
    CHAR_MARK = 'm',        /* vowel signs, hasant, nukta and the like */
    CHAR_JOINER = 'j',      /* invisible inside a word: ZWJ, ZWNJ, soft hyphen … */
    CHAR_DIGIT = 'd',       /* ASCII and Bengali; digits of other scripts are letters */
};

enum { HASANT = 0x9CD, ZWNJ = 0x200C, ZWJ = 0x200D, BENGALI_FIRST = 0x980, BENGALI_LAST = 0x9FF };

extern const char char_ascii[], char_bengali[];
enum char_class char_class_elsewhere(uint32_t c);

static inline bool char_is_bengali(uint32_t c) { return c - BENGALI_FIRST <= BENGALI_LAST - BENGALI_FIRST; }

static inline enum char_class char_class(uint32_t c) {
    if (char_is_bengali(c)) return (enum char_class)char_bengali[c - BENGALI_FIRST];
    if (c < 0x80) return (enum char_class)char_ascii[c];
    return char_class_elsewhere(c);
}

static inline bool char_in_word(enum char_class k) { return k == CHAR_LETTER || k == CHAR_MARK || k == CHAR_JOINER; }

#endif
