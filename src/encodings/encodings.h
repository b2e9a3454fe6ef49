/* Bytes in any encoding in, valid UTF-8 out, with an account of what was done. */
#ifndef ENCODINGS_H
#define ENCODINGS_H

#include "base/base.h"
#include "pack/pack.h"

/* What was done to a text. `name` is static, or NULL for plain UTF-8. */
struct decoded {
    str text;               /* valid UTF-8; the bytes that were given, where they are that already */
    const char *name;       /* "UTF-16LE", "Windows-1252", "ISCII-91", "UTF-8 read as Windows-1252", "Bijoy", "Boishakhi" … */
    uint32_t bad_bytes;     /* replaced by U+FFFD */
    size_t first_bad;       /* the first of them, in the bytes given */
    uint32_t converted;     /* passages of an old encoding within the text that were converted */
};
/* Decode a file or page: byte order mark, else UTF-16 by its NUL bytes, else valid (or nearly valid) UTF-8, else what `declared` says (the
 * name from HTTP or <meta charset>; may be empty), else by statistics. Text comes out as it stands: no normalisation. */
struct decoded decode_bytes(const ghotona_pack *pack, str bytes, str declared, struct arena *arena);
/* Mend passages of valid UTF-8 text that hold letters of another encoding: Bijoy/SutonnyMJ letters drawn as Latin-1 (all of the text, or a
 * run of it), and UTF-8 that was read as Windows-1252. `font` is the name of the font the text was set in, or empty: a Bijoy font settles
 * it; one of another old encoding (fonts.tsv) is told in `name` and the text is left as it is. */
struct decoded mend_text(const ghotona_pack *pack, str text, str font, struct arena *arena);
/* Whether a font of this name (CSS font-family, <font face>) draws Bijoy bytes. */
bool font_is_bijoy(const ghotona_pack *pack, str font);

#endif
