/* What the parts of this layer share. */
#ifndef SCAN_H
#define SCAN_H

#include "encodings/encodings.h"

/* Where in valid text, from `at` on, the first letter stands that old encodings are made of: of Windows-1252 above ASCII, but not the
 * dashes, quotation marks and spaces of everyday typing. text.len if there is none. */
size_t next_suspect(str text, size_t at);
/* Passages of UTF-8 that was read as Windows-1252, put right: the text that they give, or the same. */
struct decoded mend_misread(str text, struct arena *arena);
/* ISCII-91: whether the bytes look like it, and the letters they are. */
bool looks_like_iscii(const ghotona_pack *pack, str bytes);
struct decoded decode_iscii(const ghotona_pack *pack, str bytes, struct arena *arena);
/* True if the pack has this Bengali word, with or without an ending. */
bool known_word(const ghotona_pack *pack, str word);

#endif
