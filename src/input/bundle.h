/* The members of a zip or tar archive, one after another. SPDX-License-Identifier: Apache-2.0 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include "input/stream.h"

struct bundle;
/* Reads from `from` in one pass, so that entries cannot overlap. `from` must outlive it. */
struct bundle *bundle_open(struct stream *from);
/* The next file in it: its bytes as a stream, to be closed before the next, and its name, a label that lives until then. NULL at the end, with
 * *fault (or NULL) saying why it is too early. A member that cannot be read gives a stream with a fault. */
struct stream *bundle_next(struct bundle *r, str *name, const char **fault);
void bundle_close(struct bundle *r);

#endif
