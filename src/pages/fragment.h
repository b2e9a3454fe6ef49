/* A piece of HTML that is known to be of an article: the value of a field, not a page. */
#ifndef FRAGMENT_H
#define FRAGMENT_H

#include "pages/document.h"

struct fragment { str text; struct caption *captions; size_t caption_count; };  /* paragraphs parted by a newline */

/* True if tags or references to characters stand in the text. */
bool fragment_is_html(str text);
/* Its paragraphs and the captions of its figures; scripts, styles and forms are left out. False, with a static reason, if it is over a limit. */
bool fragment_read(str html, struct arena *arena, struct fragment *out, const char **reason);

#endif
