/* Zip and tar by libarchive, as streams: what stands in a name, a link or a directory at the end of the file cannot lead it anywhere.
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/bundle.h"
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static const uint64_t RATIO_FROM = (uint64_t)64 << 20, RATIO_MAX = 200;
enum { ENTRIES_MAX = 1000000 };

struct bundle {
    struct archive *archive;
    struct stream *from;
    size_t lent;                /* bytes of its view that libarchive holds */
    uint32_t entries;
    struct buf name;
    locale_t utf8;              /* in which libarchive gives names as they are */
    char fault[192];
};

struct member_stream { struct stream base; struct bundle *reader; uint64_t out, in_before; };

static la_ssize_t lend_view(struct archive *a, void *user, const void **bytes) {
    (void)a;
    struct bundle *r = user;
    stream_take(r->from, r->lent);
    str view = stream_peek(r->from, 1);
    r->lent = view.len;
    *bytes = view.at;
    return (la_ssize_t)view.len;
}

struct bundle *bundle_open(struct stream *from) {
    struct bundle *r = must_alloc(sizeof *r);
    *r = (struct bundle){.archive = archive_read_new(), .from = from, .utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)};
    if (!r->archive) must_alloc(SIZE_MAX);      /* ends the process: no memory */
    archive_read_support_format_zip_streamable(r->archive);
    archive_read_support_format_tar(r->archive);
    if (archive_read_open(r->archive, r, NULL, lend_view, NULL) != ARCHIVE_OK)
        snprintf(r->fault, sizeof r->fault, "the archive cannot be read: %s", archive_error_string(r->archive));
    return r;
}

void bundle_close(struct bundle *r) {
    archive_read_free(r->archive);
    if (r->utf8) freelocale(r->utf8);
    buf_free(&r->name);
    free(r);
}

/* ---- a member --------------------------------------------------------------------------------------------------------------- */

/* A member may be large (a dump of articles), but not by packing alone. */
static bool too_much(const struct member_stream *m) {
    uint64_t in = m->reader->from->taken + m->reader->lent - m->in_before;
    return m->out > RATIO_FROM && m->out / RATIO_MAX > in;
}

static size_t pull_member(struct stream *s, char *to, size_t n) {
    struct member_stream *m = (struct member_stream *)s;
    if (too_much(m)) {
        stream_fail(s, "unpacks to more than %d times its size: not read further", (int)RATIO_MAX);
        return 0;
    }
    la_ssize_t got = archive_read_data(m->reader->archive, to, n);
    if (got < 0) {
        const char *why = archive_error_string(m->reader->archive);
        stream_fail(s, "cannot be unpacked: %s", why ? why : "it is damaged");
        return 0;
    }
    m->out += (uint64_t)got;
    return (size_t)got;
}

static void close_member(struct stream *s) { free(s); }

static struct stream *member_of(struct bundle *r) {
    struct member_stream *m = must_alloc(sizeof *m);
    *m = (struct member_stream){.base = {.pull = pull_member, .close = close_member}, .reader = r, .in_before = r->from->taken};
    return &m->base;
}

/* In whatever encoding it is; mended, for it is only shown. */
static void take_name(struct bundle *r, struct archive_entry *entry) {
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name) name = archive_entry_pathname(entry);
    str raw = str_of(name ? name : "(a name that cannot be read)");
    uint32_t bad;
    buf_free(&r->name);
    r->name.cap = r->name.len = utf8_mend(raw.at, raw.len, NULL, &bad);
    r->name.at = must_alloc(r->name.len);
    utf8_mend(raw.at, raw.len, r->name.at, &bad);
}

static bool next_entry(struct bundle *r, struct archive_entry **entry) {
    int result = r->fault[0] ? ARCHIVE_EOF : archive_read_next_header(r->archive, entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) return true;
    if (result == ARCHIVE_EOF) return false;
    const char *why = archive_error_string(r->archive);
    snprintf(r->fault, sizeof r->fault, "the archive is damaged: not all of it is read (%s)", why ? why : "it ends too early");
    return false;
}

/* The next regular file; NULL at the end or after a fault. */
static struct stream *next_file(struct bundle *r, str *name) {
    struct archive_entry *entry;
    while (next_entry(r, &entry)) {
        if (++r->entries > ENTRIES_MAX) {
            snprintf(r->fault, sizeof r->fault, "more than %d entries in one archive: not read further", ENTRIES_MAX);
            break;
        }
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry)) continue;
        take_name(r, entry);
        *name = buf_view(&r->name);
        return member_of(r);
    }
    return NULL;
}

struct stream *bundle_next(struct bundle *r, str *name, const char **fault) {
    locale_t before = r->utf8 ? uselocale(r->utf8) : (locale_t)0;
    struct stream *s = next_file(r, name);
    if (r->utf8) uselocale(before);
    *fault = !s && r->fault[0] ? r->fault : NULL;
    return s;
}
