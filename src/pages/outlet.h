/* What holds for an article wherever it was found: the clock of its outlet. */
#ifndef OUTLET_H
#define OUTLET_H

#include "pages/moments.h"

/* The clock of an outlet: of India where its address or name says so (passages.tsv). Both may be unknown. */
enum moment_place outlet_place(const ghotona_pack *pack, str url, str outlet);
/* Whether address or name say that the outlet is of Bangladesh or India, so that outlet_place is no guess. */
bool outlet_place_known(const ghotona_pack *pack, str url, str outlet);
/* A moment told by the clock of Greenwich (RFC 822's GMT, ISO 8601's Z, seconds since 1970), by that of the outlet: its day is the one that the
 * article calls today. */
void outlet_clock(struct moment *m, enum moment_place place);

#endif
