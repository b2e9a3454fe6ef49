/* What the commands share that take an archive. SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCHIVED_H
#define ARCHIVED_H

#include "archive/archive.h"
#include "cli/cli.h"

#define ARCHIVE_ENDS_HELP \
    "Ends with 0 when done, 1 when it failed, 2 when called wrongly, 3 when some of the input was refused, 4 when another program is\n" \
    "writing to the archive, 5 when the archive is damaged or was made by a newer version.\n"

/* CLI_DONE, or what the command ends with after a message. */
int archived_open(const char *path, enum archive_mode mode, struct archive **archive);
int archived_error(const struct archive_error *error);
/* Says what went wrong last; what the command ends with. */
int archived_failed(const struct archive *archive);
/* No archive was named. */
int archived_none(const struct command *self);

#endif
