/* What a reader of an archive must know of a text before trusting it, as far as the text itself tells. */
#ifndef QUALITY_H
#define QUALITY_H

#include "pages/document.h"
#include "pack/pack.h"

/* Fills the share of Bengali letters and the three suspicions; what is known of the encoding is left as it is. `text` is valid UTF-8, its
 * paragraphs parted by newlines. Only its first 4,096 lines are looked at for what repeats. */
void quality_judge(const ghotona_pack *pack, str text, struct quality *out);

/* Bengali letters among all letters, 0 to 1. */
float bengali_share(str text);

#endif
