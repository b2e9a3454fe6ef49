/* The SQL function ghotona_text(version [, start, stop]): the text of a version of an archive, or a span of it. For this program and for
 * any other that loads the extension. SPDX-License-Identifier: Apache-2.0 */
#include "archive/bangla.h"
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

static const sqlite3_int64 SIZE_MOST = (sqlite3_int64)GHOTONA_ARTICLE_MAX * 4;

/* Title, newline, body; NULL where they cannot be unpacked. To be freed. */
static char *unpack(sqlite3_stmt *s, size_t size) {
    const void *title = sqlite3_column_blob(s, 0), *body = sqlite3_column_blob(s, 1), *dictionary = sqlite3_column_blob(s, 3);
    size_t title_len = (size_t)sqlite3_column_bytes(s, 0), before = sqlite3_column_type(s, 0) == SQLITE_NULL ? 0 : title_len + 1;
    ZSTD_DCtx *unpacker = ZSTD_createDCtx();
    char *text = before <= size ? malloc(size + 1) : NULL;
    size_t n = (size_t)-1;
    if (text && before) {
        if (title_len) memcpy(text, title, title_len);
        text[title_len] = '\n';
    }
    if (text && unpacker)
        n = ZSTD_decompress_usingDict(unpacker, text + before, size - before, body, (size_t)sqlite3_column_bytes(s, 1), dictionary, (size_t)sqlite3_column_bytes(s, 3));
    ZSTD_freeDCtx(unpacker);
    if (text && n == size - before) return text;
    free(text);
    return NULL;
}

static void give_span(sqlite3_context *context, char *text, size_t size, int count, sqlite3_value **values) {
    sqlite3_int64 start = count > 1 ? sqlite3_value_int64(values[1]) : 0, stop = count > 1 ? sqlite3_value_int64(values[2]) : (sqlite3_int64)size;
    if (start < 0) start = 0;
    if (stop > (sqlite3_int64)size) stop = (sqlite3_int64)size;
    if (start < stop) sqlite3_result_text64(context, text + start, (sqlite3_uint64)(stop - start), SQLITE_TRANSIENT, SQLITE_UTF8);
    free(text);
}

static void text_of_version(sqlite3_context *context, int count, sqlite3_value **values) {
    static const char sql[] = "SELECT v.title, v.body, v.size, d.bytes FROM version v LEFT JOIN dictionary d ON d.id = v.dictionary WHERE v.id = ?";
    sqlite3 *db = sqlite3_context_db_handle(context);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
        sqlite3_result_error(context, "ghotona_text: this is no archive of ghotona", -1);
        return;
    }
    sqlite3_bind_value(s, 1, values[0]);
    if (sqlite3_step(s) == SQLITE_ROW) {
        sqlite3_int64 size = sqlite3_column_int64(s, 2);
        char *text = size >= 0 && size <= SIZE_MOST ? unpack(s, (size_t)size) : NULL;
        if (text) give_span(context, text, (size_t)size, count, values);
        else sqlite3_result_error(context, "ghotona_text: a text cannot be unpacked; 'ghotona verify' lists them", -1);
    }
    sqlite3_finalize(s);
}

int sql_text_register(sqlite3 *db) {
    int rc = sqlite3_create_function_v2(db, "ghotona_text", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, text_of_version, NULL, NULL, NULL);
    return rc == SQLITE_OK ? sqlite3_create_function_v2(db, "ghotona_text", 3, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, text_of_version, NULL, NULL, NULL) : rc;
}
