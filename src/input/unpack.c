/* Streams of what is unpacked: gzip by zlib, zstd by libzstd, bzip2 and xz by libarchive. SPDX-License-Identifier: Apache-2.0 */
#include "input/stream.h"
#include <archive.h>
#include <stdlib.h>
#include <zlib.h>
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

static const uint64_t RATIO_FROM = (uint64_t)64 << 20, RATIO_MAX = 200;
static const size_t DICTIONARY_MAX = (size_t)16 << 20;
enum { WINDOW_LOG_MAX = 27, RESCUES_MAX = 64 };
#define GZIP_MAGIC STR("\x1F\x8B\x08")
#define ZSTD_MAGIC STR("\x28\xB5\x2F\xFD")

/* Of one compressed stream: members (or frames) one after another. */
struct packed {
    struct stream base;
    struct stream *from;
    str magic;                              /* a member begins so */
    bool in_member, damaged;
    uint64_t out, begun;                    /* begun: where the magic of the member ends */
    unsigned rescues;
    z_stream z;
    ZSTD_DCtx *zstd;
    struct archive *archive;
    size_t lent;                            /* bytes of the view of `from` that libarchive holds */
};

static bool too_much(struct packed *p) {
    if (p->out <= RATIO_FROM || p->out / RATIO_MAX <= p->from->taken) return false;
    stream_fail(&p->base, "unpacks to more than %d times its size: not read further", (int)RATIO_MAX);
    return true;
}

static bool view_begins(struct packed *p, str with) { return str_starts(stream_peek(p->from, with.len), with); }

/* ---- damage: on to the next member ------------------------------------------------------------------------------------------ */

/* Drops what stands before the next magic; false if there is none. */
static bool find_member(struct packed *p) {
    for (str view; (view = stream_peek(p->from, p->magic.len)).len >= p->magic.len;) {
        const char *found = memmem(view.at, view.len, p->magic.at, p->magic.len);
        stream_take(p->from, found ? (size_t)(found - view.at) : view.len - (p->magic.len - 1));
        if (found) return true;
    }
    return false;
}

/* What follows a damaged member begins on a line of its own, so that whoever looks for the next record or line finds it. Damage is
 * found late, perhaps within the next member: so that is looked for from the beginning of this one, unless that is done very often. */
static size_t after_damage(struct packed *p, char *to, size_t n) {
    uint64_t taken = p->from->taken;
    if (taken < p->begun) stream_take(p->from, (size_t)(p->begun - taken));     /* at least its magic is done with */
    else if (p->rescues++ < RESCUES_MAX) stream_back(p->from, taken - p->begun);
    p->damaged = false;
    stream_fail(&p->base, "the compressed data is damaged near byte %llu: not all of it is read", (unsigned long long)p->from->taken);
    p->in_member = false;
    size_t lines = n < 4 ? n : 4;
    if (!find_member(p)) return 0;
    memcpy(to, "\r\n\r\n", lines);
    return lines;
}

static size_t cut_short(struct packed *p) {
    stream_fail(&p->base, "the compressed data ends too early");
    return 0;
}

static bool begin_member(struct packed *p) {
    stream_mark(&p->base, p->from->taken);
    p->begun = p->from->taken + p->magic.len;
    return p->in_member = true;
}

/* ---- gzip ------------------------------------------------------------------------------------------------------------------- */

/* Padding with NUL is allowed behind a member, as gzip allows it. */
static bool next_gzip(struct packed *p) {
    str view;
    while ((view = stream_peek(p->from, 1)).len && view.at[0] == '\0') stream_take(p->from, 1);
    if (view.len == 0) return false;
    if (!view_begins(p, GZIP_MAGIC)) {
        stream_fail(&p->base, "what follows the compressed data at byte %llu is not compressed: left out", (unsigned long long)p->from->taken);
        if (!find_member(p)) return false;
    }
    inflateReset(&p->z);
    return begin_member(p);
}

static size_t pull_gzip(struct stream *s, char *to, size_t n) {
    struct packed *p = (struct packed *)s;
    p->z.next_out = (unsigned char *)to;
    p->z.avail_out = (uInt)(n > UINT32_MAX / 2 ? UINT32_MAX / 2 : n);
    uInt room = p->z.avail_out;
    while (p->z.avail_out == room) {
        if (p->damaged) return after_damage(p, to, n);
        if (too_much(p) || (!p->in_member && !next_gzip(p))) return 0;
        str view = stream_peek(p->from, 1);
        if (view.len == 0) return cut_short(p);
        p->z.next_in = (unsigned char *)(uintptr_t)view.at;
        p->z.avail_in = (uInt)view.len;
        int result = inflate(&p->z, Z_NO_FLUSH);
        stream_take(p->from, view.len - p->z.avail_in);
        if (result == Z_STREAM_END) p->in_member = false;
        else p->damaged = result != Z_OK && result != Z_BUF_ERROR;
    }
    p->out += room - p->z.avail_out;
    return room - p->z.avail_out;
}

static void close_gzip(struct stream *s) {
    struct packed *p = (struct packed *)s;
    inflateEnd(&p->z);
    free(p);
}

struct stream *stream_of_gzip(struct stream *from) {
    struct packed *p = must_alloc(sizeof *p);
    *p = (struct packed){.base = {.pull = pull_gzip, .close = close_gzip}, .from = from, .magic = GZIP_MAGIC};
    if (inflateInit2(&p->z, 31) != Z_OK) must_alloc(SIZE_MAX);     /* ends the process: no memory */
    return &p->base;
}

/* ---- zstd ------------------------------------------------------------------------------------------------------------------- */

static uint32_t little_endian(const char *b) {
    uint32_t n = 0;
    for (int i = 3; i >= 0; i--) n = n << 8 | (unsigned char)b[i];
    return n;
}

static bool is_skippable(str view) {
    return view.len >= 8 && (little_endian(view.at) & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
}

/* A crawl's dictionary stands in a skippable frame at its beginning, itself packed or not. */
static void load_dictionary(struct packed *p, str packed) {
    unsigned long long size = ZSTD_getFrameContentSize(packed.at, packed.len);
    if (!str_starts(packed, ZSTD_MAGIC)) {
        ZSTD_DCtx_loadDictionary(p->zstd, packed.at, packed.len);
    } else if (size <= DICTIONARY_MAX) {
        char *plain = must_alloc((size_t)size);
        size_t len = ZSTD_decompress(plain, (size_t)size, packed.at, packed.len);
        if (!ZSTD_isError(len)) ZSTD_DCtx_loadDictionary(p->zstd, plain, len);
        free(plain);
    }
}

static void skip_frame(struct packed *p) {
    enum { DICTIONARY_FRAME = 0x184D2A5D };
    str view = stream_peek(p->from, 8);
    uint32_t magic = little_endian(view.at), size = little_endian(view.at + 4);
    bool first = p->from->taken == 0;
    stream_take(p->from, 8);
    if (magic != DICTIONARY_FRAME || !first || size > DICTIONARY_MAX) {
        stream_skip(p->from, size);
        return;
    }
    struct buf dictionary = {0};
    stream_append(p->from, &dictionary, size);
    load_dictionary(p, buf_view(&dictionary));
    buf_free(&dictionary);
}

static bool next_zstd(struct packed *p) {
    while (is_skippable(stream_peek(p->from, 8))) skip_frame(p);
    if (stream_peek(p->from, 1).len == 0) return false;
    if (!view_begins(p, ZSTD_MAGIC)) {
        stream_fail(&p->base, "what follows the compressed data at byte %llu is not compressed: left out", (unsigned long long)p->from->taken);
        if (!find_member(p)) return false;
    }
    ZSTD_DCtx_reset(p->zstd, ZSTD_reset_session_only);
    return begin_member(p);
}

static size_t pull_zstd(struct stream *s, char *to, size_t n) {
    struct packed *p = (struct packed *)s;
    ZSTD_outBuffer out = {to, n, 0};
    while (out.pos == 0) {
        if (p->damaged) return after_damage(p, to, n);
        if (too_much(p) || (!p->in_member && !next_zstd(p))) return 0;
        str view = stream_peek(p->from, 1);
        ZSTD_inBuffer in = {view.at, view.len, 0};
        size_t result = ZSTD_decompressStream(p->zstd, &out, &in);
        stream_take(p->from, in.pos);
        p->damaged = ZSTD_isError(result);
        if (result == 0) p->in_member = false;
        else if (!p->damaged && view.len == 0 && out.pos == 0) return cut_short(p);
    }
    p->out += out.pos;
    return out.pos;
}

static void close_zstd(struct stream *s) {
    struct packed *p = (struct packed *)s;
    ZSTD_freeDCtx(p->zstd);
    free(p);
}

struct stream *stream_of_zstd(struct stream *from) {
    struct packed *p = must_alloc(sizeof *p);
    *p = (struct packed){.base = {.pull = pull_zstd, .close = close_zstd}, .from = from, .magic = ZSTD_MAGIC, .zstd = ZSTD_createDCtx()};
    if (!p->zstd) must_alloc(SIZE_MAX);
    ZSTD_DCtx_setParameter(p->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    return &p->base;
}

/* ---- bzip2 and xz ----------------------------------------------------------------------------------------------------------- */

static la_ssize_t lend_view(struct archive *a, void *user, const void **bytes) {
    (void)a;
    struct packed *p = user;
    stream_take(p->from, p->lent);
    str view = stream_peek(p->from, 1);
    p->lent = view.len;
    *bytes = view.at;
    return (la_ssize_t)view.len;
}

/* Opened here, where the first bytes are wanted, so that a failure is one of reading. */
static bool open_packed(struct packed *p) {
    struct archive_entry *entry;
    if (!(p->archive = archive_read_new())) must_alloc(SIZE_MAX);
    archive_read_support_filter_bzip2(p->archive);
    archive_read_support_filter_xz(p->archive);
    archive_read_support_format_raw(p->archive);
    return archive_read_open(p->archive, p, NULL, lend_view, NULL) == ARCHIVE_OK && archive_read_next_header(p->archive, &entry) == ARCHIVE_OK;
}

static size_t pull_packed(struct stream *s, char *to, size_t n) {
    struct packed *p = (struct packed *)s;
    if (too_much(p)) return 0;
    la_ssize_t got = p->archive || open_packed(p) ? archive_read_data(p->archive, to, n) : ARCHIVE_FATAL;
    if (got < 0) stream_fail(s, "the compressed data is damaged: not all of it is read (%s)", archive_error_string(p->archive));
    if (got > 0) p->out += (uint64_t)got;
    return got > 0 ? (size_t)got : 0;
}

static void close_packed(struct stream *s) {
    struct packed *p = (struct packed *)s;
    archive_read_free(p->archive);
    free(p);
}

struct stream *stream_of_packed(struct stream *from) {
    struct packed *p = must_alloc(sizeof *p);
    *p = (struct packed){.base = {.pull = pull_packed, .close = close_packed}, .from = from};
    return &p->base;
}
