/* What holds for an article wherever it was found: the clock of its outlet. */
#ifndef OUTLET_H
#define OUTLET_H

#include "pages/moments.h"

/* The clock of an outlet: of India where its address or name says so (passages.tsv). Both may be unknown. */
enum moment_place outlet_place(const ghotona_pack *pack, str url, str outlet);

#endif
