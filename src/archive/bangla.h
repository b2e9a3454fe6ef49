/* Bengali for SQLite. SPDX-License-Identifier: Apache-2.0 */
#ifndef BANGLA_H
#define BANGLA_H

#include "ghotona.h"
/* What is loaded into another program calls SQLite by the table it is handed; else SQLite is called directly. */
#if !defined(BANGLA_EXTENSION) && !defined(SQLITE_CORE)
#define SQLITE_CORE
#endif
#include <sqlite3ext.h>

/* Adds the tokenizer, the functions and the collation; a status of SQLite. */
int bangla_register(sqlite3 *db);
/* FTS5's interface, or NULL where this SQLite was built without it. */
fts5_api *bangla_fts5(sqlite3 *db);

#endif
