/* Texts compressed by zstd with dictionaries that are learnt from the first of them. SPDX-License-Identifier: Apache-2.0 */
#include "archive/store.h"
#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

enum { LEVEL = 3, DICTIONARY_SIZE = 64 << 10 };
static const size_t TEXT_MAX = GHOTONA_ARTICLE_MAX * 4;         /* a bad byte becomes three; pages are larger than their text */

struct texts {
    ZSTD_CCtx *packer; ZSTD_DCtx *unpacker;
    ZSTD_CDict *dictionary; int64_t in_use;     /* the last in the archive, or none */
    struct known { int64_t id; ZSTD_DDict *at; } *known; size_t known_count;
    struct buf packed;
};

static struct texts *texts_of(struct archive *a) {
    if (a->texts) return a->texts;
    a->texts = must_alloc(sizeof *a->texts);
    *a->texts = (struct texts){.packer = ZSTD_createCCtx(), .unpacker = ZSTD_createDCtx()};
    if (!a->texts->packer || !a->texts->unpacker) must_alloc(SIZE_MAX);      /* ends the process: no memory */
    return a->texts;
}

void texts_free(struct texts *t) {
    if (!t) return;
    for (size_t i = 0; i < t->known_count; i++) ZSTD_freeDDict(t->known[i].at);
    free(t->known);
    ZSTD_freeCDict(t->dictionary);
    ZSTD_freeCCtx(t->packer);
    ZSTD_freeDCtx(t->unpacker);
    buf_free(&t->packed);
    free(t);
}

static void use_dictionary(struct texts *t, int64_t id, str bytes) {
    ZSTD_freeCDict(t->dictionary);
    t->dictionary = ZSTD_createCDict(bytes.at, bytes.len, LEVEL);
    t->in_use = t->dictionary ? id : 0;
}

/* Looks once what the archive has. */
static void find_dictionary(struct archive *a, struct texts *t) {
    sqlite3_stmt *s = store_bind(a, "SELECT id, bytes FROM dictionary ORDER BY id DESC LIMIT 1", "");
    while (store_row(a, s)) use_dictionary(t, sqlite3_column_int64(s, 0), store_text(s, 1));
}

str texts_pack(struct archive *a, str text, int64_t *dictionary) {
    struct texts *t = texts_of(a);
    if (dictionary && !t->in_use) find_dictionary(a, t);
    size_t bound = ZSTD_compressBound(text.len);
    if (t->packed.cap < bound) {
        t->packed.at = must_realloc(t->packed.at, bound);
        t->packed.cap = bound;
    }
    size_t n = dictionary && t->in_use ? ZSTD_compress_usingCDict(t->packer, t->packed.at, t->packed.cap, text.at, text.len, t->dictionary)
                         : ZSTD_compressCCtx(t->packer, t->packed.at, t->packed.cap, text.at, text.len, LEVEL);
    if (ZSTD_isError(n)) must_alloc(SIZE_MAX);      /* ends the process: there is room, so it was memory */
    if (dictionary) *dictionary = t->in_use;
    return (str){t->packed.at, n};
}

bool texts_learn(struct archive *a, str samples, const size_t *sizes, size_t count) {
    char *bytes = must_alloc(DICTIONARY_SIZE);
    size_t n = ZDICT_trainFromBuffer(bytes, DICTIONARY_SIZE, samples.at, sizes, (unsigned)count);
    bool ok = true;
    if (!ZDICT_isError(n)) {                        /* texts too few or too much alike: without one, then */
        ok = store_run(a, "INSERT INTO dictionary (bytes) VALUES (?)", "b", (str){bytes, n});
        if (ok) use_dictionary(texts_of(a), sqlite3_last_insert_rowid(a->db), (str){bytes, n});
    }
    free(bytes);
    return ok;
}

static const ZSTD_DDict *known_dictionary(struct archive *a, struct texts *t, int64_t id) {
    for (size_t i = 0; i < t->known_count; i++)
        if (t->known[i].id == id) return t->known[i].at;
    ZSTD_DDict *made = NULL;
    sqlite3_stmt *s = store_bind(a, "SELECT bytes FROM dictionary WHERE id = ?", "i", id);
    while (store_row(a, s)) made = ZSTD_createDDict(sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0));
    if (!made) return NULL;
    t->known = must_realloc(t->known, (t->known_count + 1) * sizeof *t->known);
    t->known[t->known_count++] = (struct known){id, made};
    return made;
}

bool texts_unpack(struct archive *a, str packed, int64_t dictionary, size_t size, struct buf *to) {
    struct texts *t = texts_of(a);
    const ZSTD_DDict *with = dictionary ? known_dictionary(a, t, dictionary) : NULL;
    if (size > TEXT_MAX || (dictionary && !with)) return store_complain(a, ARCHIVE_DAMAGED, "%s: a text cannot be unpacked; 'ghotona verify' lists them", a->path);
    char *room = must_alloc(size);
    size_t n = with ? ZSTD_decompress_usingDDict(t->unpacker, room, size, packed.at, packed.len, with)
                    : ZSTD_decompressDCtx(t->unpacker, room, size, packed.at, packed.len);
    bool ok = !ZSTD_isError(n) && n == size;
    if (ok) buf_put(to, room, n);
    free(room);
    return ok || store_complain(a, ARCHIVE_DAMAGED, "%s: a text cannot be unpacked; 'ghotona verify' lists them", a->path);
}

bool archive_text(struct archive *a, int64_t version, struct buf *text) {
    sqlite3_stmt *s = store_bind(a, "SELECT title, body, coalesce(dictionary, 0), size FROM version WHERE id = ?", "i", version);
    if (!store_row(a, s)) return store_complain(a, ARCHIVE_FAILED, "%s: has no version %lld", a->path, (long long)version);
    str title = store_text(s, 0), body = store_text(s, 1);
    size_t before = title.at ? title.len + 1 : 0, size = (size_t)sqlite3_column_int64(s, 3);
    if (title.at) {
        buf_str(text, title);
        buf_byte(text, '\n');
    }
    bool ok = size >= before && texts_unpack(a, body, sqlite3_column_int64(s, 2), size - before, text);
    sqlite3_reset(s);
    return ok || store_complain(a, ARCHIVE_DAMAGED, "%s: a text cannot be unpacked; 'ghotona verify' lists them", a->path);
}

bool archive_original(struct archive *a, int64_t version, struct buf *bytes) {
    sqlite3_stmt *s = store_bind(a, "SELECT o.packed, o.size FROM version v JOIN original o ON o.id = v.original WHERE v.id = ?", "i", version);
    bool ok = true;
    if (store_row(a, s)) {
        ok = texts_unpack(a, store_text(s, 0), 0, (size_t)sqlite3_column_int64(s, 1), bytes);
        sqlite3_reset(s);
    }
    return ok && store_ok(a);
}
