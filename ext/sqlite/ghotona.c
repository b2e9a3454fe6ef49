/* Bengali for SQLite as an extension that any program may load (docs/sqlite.md): holds the library and its pack; works in any SQLite
 * from 3.20 on. SPDX-License-Identifier: Apache-2.0 */
#define BANGLA_EXTENSION
#include "archive/bangla.c"
#include "archive/sql_text.c"

enum { SQLITE_LEAST = 3020000 };

GHOTONA_API int sqlite3_ghotona_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);
int sqlite3_ghotona_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
    (void)api;
    SQLITE_EXTENSION_INIT2(api);
    if (sqlite3_libversion_number() < SQLITE_LEAST) {
        *message = sqlite3_mprintf("ghotona wants SQLite 3.20 or later, this is %s", sqlite3_libversion());
        return SQLITE_ERROR;
    }
    int rc = bangla_register(db);
    return rc == SQLITE_OK ? sql_text_register(db) : rc;
}
