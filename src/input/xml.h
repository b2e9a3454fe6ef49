/* XML as feeds have it, mended to what a parser takes and nothing that harms one. */
#ifndef XML_H
#define XML_H

#include "base/base.h"

/* Rewrites XML (valid UTF-8) within one root element: no declarations, document types, processing instructions or comments; references
 * that XML does not know as the characters they stand for in HTML, or as they stand there; at most `attributes` of an element. As many
 * lines as before. By pieces, so that only one is held. */
struct xml_mending;
struct xml_mending *xml_mend_begin(str xml, int attributes);    /* `xml` must outlive it */
/* Appends the next piece to `out`; false when there is none. */
bool xml_mend_more(struct xml_mending *m, struct buf *out);
/* Frees it. False if elements were open at the end of the text. */
bool xml_mend_end(struct xml_mending *m);

#endif
