/* Bijoy glyphs into Unicode letters, a word at a time; whether they are Bengali at all is for passages.c to say. */
#ifndef BIJOY_H
#define BIJOY_H

#include "encodings/encodings.h"

/* What came of a word. */
struct bijoy_shape {
    uint32_t letters;       /* of Bengali, conjuncts counted once */
    uint32_t faults;        /* glyphs that stand where no Bengali word has them: a vowel sign without a letter, two on one */
    uint32_t rare;          /* what a word seldom has: a visarga, a first letter that begins no word */
};

/* Converts the word, given as bytes of Windows-1252, and appends it. */
void bijoy_word(const ghotona_pack *pack, str bytes, struct buf *out, struct bijoy_shape *shape);
/* True if some glyph begins with this byte. */
bool bijoy_byte(const ghotona_pack *pack, unsigned char byte);

#endif
