/* What a passage of a page is by its words (passages.tsv). */
#ifndef PASSAGES_H
#define PASSAGES_H

#include "base/base.h"
#include "pack/pack.h"

/* Whether a phrase of this part stands in the text where it must; *rest then is what comes after the phrase and its colon. */
bool passage_is(const pack *pk, str text, enum passage_part part, str *rest);
/* The set of parts (1 << enum passage_part) that a text is by its words. */
uint32_t passage_parts(const pack *pk, str text);

#endif
