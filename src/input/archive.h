/* The members of a zip or tar archive, one after another. SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "input/stream.h"

struct archive_reader;
/* Reads from `from` in one pass, so that entries cannot overlap. `from` must outlive it. */
struct archive_reader *archive_open(struct stream *from);
/* The next file in it: its bytes as a stream, to be closed before the next, and its name, a label that lives until then. NULL at the end, with
 * *fault (or NULL) saying why it is too early. A member that cannot be read gives a stream with a fault. */
struct stream *archive_next(struct archive_reader *r, str *name, const char **fault);
void archive_close(struct archive_reader *r);

#endif
