/* XML as feeds have it, mended to what a parser takes and nothing that harms one. */
#ifndef XML_H
#define XML_H

#include "base/base.h"

/* Rewrites XML (valid UTF-8) within one root element: no declarations, document types, processing instructions or comments; references
 * that XML does not know as the characters they stand for in HTML, or as they stand there; at most `attributes` of an element. As many
 * lines as before. False if elements were open at its end. */
bool xml_mend(str xml, int attributes, struct buf *out);

#endif
