/* The dates of test/pages/dates.tsv, and those beside the project where they are: each line as an outlet prints it, and the moment it
 * tells. TAP. SPDX-License-Identifier: Apache-2.0 */
#include "pages/moments.h"
#include "unit/tap.h"
#include "cells.h"
#include <stdlib.h>

static const int64_t FETCHED = 1769157000;      /* 2026-01-23T14:30:00+06:00 */

static void run_line(str line, bool kinds) {
    static const char *const kind_names[] = {"", "published", "modified"};
    struct arena a = {0};
    struct moment m;
    str zone = cell(line, 1), want = cell(line, 2), note = cell(line, 3);
    enum moment_place place = str_is(zone, "Asia/Kolkata") ? MOMENT_KOLKATA : MOMENT_DHAKA;
    bool found = moment_read(ghotona_pack_builtin(), cell(line, 0), place, str_starts(note, STR("rel")) ? FETCHED : 0, &m);
    str got = found ? moment_iso(&a, &m) : (str){0};
    if (kinds && found && m.kind) got = arena_printf(&a, "%.*s %s", (int)got.len, got.at, kind_names[m.kind]);
    same(got, want, "%.*s", (int)cell(line, 0).len, cell(line, 0).at);
    arena_free(&a);
}

/* Runs every line of a table; false if it cannot be opened. `kinds`: the answers say what the date is of. */
static bool run_table(const char *path, bool kinds) {
    FILE *f = fopen(path, "r");
    if (!f) return false;
    char *z = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        str line = {z, (size_t)n - (z[n - 1] == '\n')};
        if (line.len && line.at[0] != '#') run_line(line, kinds);
    }
    free(z);
    fclose(f);
    return true;
}

int main(int argc, char **argv) {
    const char *shared = getenv("GOLD");
    char beside[4096];
    snprintf(beside, sizeof beside, "%s/pages/dates.tsv", shared ? shared : "../shared");
    ok(run_table(argc > 1 ? argv[1] : "test/pages/dates.tsv", true), "test/pages/dates.tsv is read");
    run_table(beside, false);
    return tap_end();
}
