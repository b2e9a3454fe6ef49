/* What the commands share that take an archive. SPDX-License-Identifier: Apache-2.0 */
#include "cli/archived.h"

int archived_error(const struct archive_error *error) {
    talk("%s", error->text);
    switch (error->status) {
    case ARCHIVE_OK: return CLI_DONE;
    case ARCHIVE_LOCKED: return CLI_LOCKED;
    case ARCHIVE_DAMAGED: case ARCHIVE_TOO_NEW: case ARCHIVE_TOO_OLD: return CLI_DAMAGED;
    case ARCHIVE_FAILED: break;
    }
    return CLI_FAILED;
}

int archived_failed(const struct archive *archive) { return archived_error(archive_error(archive)); }

int archived_open(const char *path, enum archive_mode mode, struct archive **archive) {
    struct archive_error error;
    *archive = archive_open(path, mode, &error);
    return *archive ? CLI_DONE : archived_error(&error);
}

int archived_none(const struct command *self) {
    talk("ghotona %s: name an archive, such as news.db; 'ghotona %s --help' tells more", self->name, self->name);
    return CLI_USAGE;
}
