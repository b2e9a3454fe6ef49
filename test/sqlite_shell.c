/* As much of the sqlite3 shell as test/sqlite_test.sh needs, with the extension built in, so that the sanitizers see it: SQL from
 * standard input on a database in memory; each row a line, columns parted by |, errors as `Error: …`.
 * SPDX-License-Identifier: Apache-2.0 */
#define SQLITE_CORE
#include "../ext/sqlite/ghotona.c"

#include <stdio.h>

static int print_row(void *unused, int count, char **values, char **names) {
    (void)unused;
    (void)names;
    for (int i = 0; i < count; i++) printf("%s%s", i ? "|" : "", values[i] ? values[i] : "");
    printf("\n");
    return 0;
}

int main(void) {
    sqlite3 *db;
    char *line = NULL, *message;
    size_t size = 0;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_ghotona_init(db, NULL, NULL) != SQLITE_OK) return 1;
    while (getline(&line, &size, stdin) > 0) {
        if (sqlite3_exec(db, line, print_row, NULL, &message) == SQLITE_OK) continue;
        printf("Error: %s\n", message);
        sqlite3_free(message);
    }
    free(line);
    return sqlite3_close(db) != SQLITE_OK;
}
