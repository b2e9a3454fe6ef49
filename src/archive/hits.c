/* Where in a row the phrases of a match stand: the index has no text, so that FTS5's own snippets are none.
 * SPDX-License-Identifier: Apache-2.0 */
#include "archive/bangla.h"
#include "archive/select.h"

enum { HITS_MAX = 2000 };       /* of a row; a longer text shows enough by then */

static void hits(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int count, sqlite3_value **values) {
    (void)count, (void)values;
    struct buf list = {0};
    int n = 0;
    if (api->xInstCount(context, &n) != SQLITE_OK) n = 0;
    for (int i = 0; i < n && i < HITS_MAX; i++) {
        int phrase, column, token;
        if (api->xInst(context, i, &phrase, &column, &token) != SQLITE_OK) break;
        struct hit hit = {(uint32_t)phrase, (uint32_t)column, (uint32_t)token, (uint32_t)api->xPhraseSize(context, phrase)};
        buf_put(&list, &hit, sizeof hit);
    }
    sqlite3_result_blob64(result, list.len ? list.at : "", list.len, SQLITE_TRANSIENT);
    buf_free(&list);
}

bool hits_register(struct archive *a) {
    fts5_api *api = bangla_fts5(a->db);
    if (api && api->xCreateFunction(api, "hits", NULL, hits, NULL) == SQLITE_OK) return true;
    return store_complain(a, ARCHIVE_FAILED, "%s: this SQLite has no FTS5", a->path);
}
