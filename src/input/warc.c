/* WARC 1.0 and 1.1: records by their lengths and, where these lie, by how the next record begins.
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/warc.h"
#include "input/kinds.h"
#include <stdio.h>

static const size_t HEAD_MAX = (size_t)64 << 10, BODY_MAX = GHOTONA_ARTICLE_MAX + ((size_t)64 << 10), PEEK_TYPE = 4096;
static const uint64_t LENGTH_BELIEVED = (uint64_t)64 << 20;     /* longer records are passed over with an eye on what they hold */
enum { HEAD_LINES_MAX = 256, MAGIC = 8 /* WARC/1.0 */,
       LIES_MAX = 8 /* then no length of this crawl is believed: each costs reading up to BODY_MAX twice */, TOLD_MAX = 20 };

/* ---- heads of lines --------------------------------------------------------------------------------------------------------- */

size_t head_end(str bytes) {
    for (size_t at = 0; at < bytes.len;) {
        const char *newline = memchr(bytes.at + at, '\n', bytes.len - at);
        if (!newline) return 0;
        at = (size_t)(newline - bytes.at) + 1;
        if (at < bytes.len && bytes.at[at] == '\n') return at + 1;
        if (at + 1 < bytes.len && bytes.at[at] == '\r' && bytes.at[at + 1] == '\n') return at + 2;
    }
    return 0;
}

str head_field(str head, const char *name) {
    size_t n = strlen(name);
    for (size_t at = 0; at < head.len;) {
        const char *newline = memchr(head.at + at, '\n', head.len - at);
        size_t end = newline ? (size_t)(newline - head.at) : head.len;
        str line = str_sub(head, at, end);
        if (line.len > n && line.at[n] == ':' && starts_word(line, name)) return trimmed(str_sub(line, n + 1, line.len));
        at = end + 1;
    }
    return (str){0};
}

static size_t count_lines(str head) {
    size_t n = 0;
    for (size_t i = 0; i < head.len; i++) n += head.at[i] == '\n';
    return n;
}

/* ---- finding the next record ------------------------------------------------------------------------------------------------ */

static bool is_record(str s) { return s.len >= MAGIC && memcmp(s.at, "WARC/", 5) == 0 && s.at[5] >= '0' && s.at[5] <= '9' && s.at[6] == '.'; }

/* Where a record begins on a line of its own; `begun`: a line begins with the first byte. SIZE_MAX: nowhere. */
static size_t find_record(str s, bool begun) {
    for (size_t at = 0; at + MAGIC <= s.len;) {
        const char *found = memmem(s.at + at, s.len - at, "WARC/", 5);
        if (!found) return SIZE_MAX;
        at = (size_t)(found - s.at);
        if (is_record(str_sub(s, at, s.len)) && (at ? s.at[at - 1] == '\n' : begun)) return at;
        at++;
    }
    return SIZE_MAX;
}

/* Takes what stands before the next record, appending it to `to` while that is not full. Returns how much it took. */
static uint64_t take_to_record(struct stream *s, struct buf *to, size_t max, bool begun) {
    uint64_t from = s->taken;
    for (;;) {
        str view = stream_peek(s, MAGIC + 1);
        size_t at = find_record(view, begun), n = at;
        if (at == SIZE_MAX) n = view.len > MAGIC ? view.len - MAGIC : s->ended ? view.len : 0;
        if (n == 0) break;
        if (to && to->len + n <= max) buf_put(to, view.at, n);
        begun = view.at[n - 1] == '\n';
        stream_take(s, n);
        if (at != SIZE_MAX) break;
    }
    return s->taken - from;
}

static void skip_newlines(struct stream *s) {
    for (str view; (view = stream_peek(s, 1)).len && (view.at[0] == '\r' || view.at[0] == '\n');) stream_take(s, 1);
}

/* Whether the content that was just taken ends where a record may end: before two empty lines, whatever follows them, or before the next record. */
static bool ends_well(struct stream *s) {
    str view = stream_peek(s, 4);
    bool ended = str_starts(view, STR("\r\n\r\n")) || str_starts(view, STR("\n\n"));
    skip_newlines(s);
    view = stream_peek(s, MAGIC);
    return ended || view.len == 0 || is_record(view);
}

/* ---- a record --------------------------------------------------------------------------------------------------------------- */

struct record { str head; uint64_t length; bool length_known; };

/* The first of them; all are counted. */
__attribute__((format(printf, 3, 4))) static void tell(struct warc *w, struct item *item, const char *format, ...) {
    char text[200];
    va_list args;
    item->finds.tallies[TALLY_DAMAGED]++;
    if (w->told++ >= TOLD_MAX) return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    str copy = arena_copy(&item->finds.arena, str_of(text));
    *vec_push(&item->finds.arena, &item->finds.faults) = (struct fault){item->origin, FAULT_TOLD, copy};
}

static void set_offset(const struct stream *s, struct item *item) {
    item->origin.has_offset = true;
    if (!stream_member(s, &item->origin.offset)) item->origin.offset = s->taken;
}

/* Its head in the arena; false when it has none of a fair size. */
static bool read_head(struct warc *w, struct item *item, struct record *r) {
    size_t end;
    str view = stream_peek(w->stream, 1);
    while ((end = head_end(view)) == 0 && view.len < HEAD_MAX) {
        bool more = stream_fill(w->stream);
        view = stream_view(w->stream);
        if (!more) break;
    }
    if (end == 0 || end > HEAD_MAX || count_lines(str_sub(view, 0, end)) > HEAD_LINES_MAX) {
        tell(w, item, "the head of the record %s: skipped", end == 0 && view.len < HEAD_MAX ? "does not end" : "is longer than 64 kB or 256 lines");
        return false;
    }
    r->head = arena_copy(&item->finds.arena, str_sub(view, 0, end));
    stream_take(w->stream, end);
    return true;
}

static void read_length(struct record *r) {
    str text = head_field(r->head, "Content-Length");
    r->length_known = text.len > 0 && text.len <= 18;
    r->length = 0;
    for (size_t i = 0; i < text.len && r->length_known; i++) {
        r->length_known = text.at[i] >= '0' && text.at[i] <= '9';
        r->length = r->length * 10 + (uint64_t)(text.at[i] - '0');
    }
}

static void cut_newlines(struct buf *b) {
    for (int i = 0; i < 4 && b->len && (b->at[b->len - 1] == '\n' || b->at[b->len - 1] == '\r'); i++) b->len--;
}

/* The content of a record whose length lies ends where the next record begins: within what was read, or behind it. */
static void mend_length(struct warc *w, struct item *item) {
    stream_append(w->stream, &item->bytes, MAGIC);      /* the next record may begin within the last bytes that were read */
    size_t at = find_record(buf_view(&item->bytes), false);
    if (at != SIZE_MAX) {
        stream_unread(w->stream, str_sub(buf_view(&item->bytes), at, item->bytes.len));
        item->bytes.len = at;
    } else {
        take_to_record(w->stream, &item->bytes, BODY_MAX, item->bytes.len > 0 && item->bytes.at[item->bytes.len - 1] == '\n');
    }
    cut_newlines(&item->bytes);
    w->lies++;
    tell(w, item, "Content-Length is not that of the record: it is read up to the next one");
}

/* False if the content is too large to be kept, or is cut off by the end. */
static bool read_content(struct warc *w, struct item *item, const struct record *r) {
    item->bytes.len = 0;
    bool believed = r->length_known && w->lies < LIES_MAX;
    if (believed && r->length <= BODY_MAX) {
        size_t got = stream_append(w->stream, &item->bytes, (size_t)r->length);
        if (got == r->length ? !ends_well(w->stream) : find_record(buf_view(&item->bytes), false) != SIZE_MAX) {
            mend_length(w, item);
        } else if (got < r->length) {
            item->truncated = true;
            tell(w, item, "the record ends too early");
        }
        return true;
    }
    if (!believed || r->length > LENGTH_BELIEVED) {
        uint64_t took = take_to_record(w->stream, &item->bytes, BODY_MAX, true);
        bool honest = r->length_known && took >= r->length && took - r->length <= 4;
        const char *lie = r->length_known ? "is not that of the record" : "is missing or no number";
        if (!honest) tell(w, item, "Content-Length %s: it is read up to the next record", lie);
        cut_newlines(&item->bytes);
        return took <= BODY_MAX;
    }
    stream_append(w->stream, &item->bytes, PEEK_TYPE);
    stream_skip(w->stream, r->length - item->bytes.len);
    return false;
}

static void skip_content(struct warc *w, struct item *item, const struct record *r) {
    if (r->length_known && r->length <= LENGTH_BELIEVED) stream_skip(w->stream, r->length);
    else take_to_record(w->stream, NULL, 0, true);
    if (ends_well(w->stream)) return;
    tell(w, item, "Content-Length is not that of the record: skipped up to the next one");
    take_to_record(w->stream, NULL, 0, false);
}

/* ---- which records are read ------------------------------------------------------------------------------------------------- */

/* Control characters have no place in an address, and marks end it. */
static str clean_address(struct arena *a, str url) {
    if (url.len && url.at[0] == '<' && url.at[url.len - 1] == '>') url = str_sub(url, 1, url.len - 1);
    str copy = {arena_copy(a, url).at, 0};
    for (size_t i = 0; i < url.len && !strchr("<>\"", url.at[i]); i++)
        if ((unsigned char)url.at[i] > ' ' && url.at[i] != 0x7F) ((char *)(uintptr_t)copy.at)[copy.len++] = url.at[i];
    return copy.len ? copy : (str){0};
}

static void describe(struct item *item, const struct record *r) {
    str digest = head_field(r->head, "WARC-Payload-Digest"), block = head_field(r->head, "WARC-Block-Digest");
    item->hints.url = clean_address(&item->finds.arena, head_field(r->head, "WARC-Target-URI"));
    item->hints.captured = seconds_of_utc(head_field(r->head, "WARC-Date"));
    item->hints.url = without_wayback(item->hints.url, &item->hints.captured);
    item->truncated = head_field(r->head, "WARC-Truncated").len > 0;
    item->digest = digest;
    item->block_digest = digest.len ? (str){0} : block;
    item->crawled = item->swept = true;
}

/* What a record of this type is read as; ITEM_READ: not at all. */
static enum item_kind kind_of_record(const struct record *r, struct item *item) {
    str type = head_field(r->head, "WARC-Type");
    if (same_word(type, "revisit")) item->finds.tallies[TALLY_REVISITS]++;
    if (same_word(type, "conversion")) return ITEM_ANY;
    if (same_word(type, "resource")) {
        if (type_may_be_text(head_field(r->head, "Content-Type"))) return ITEM_ANY;
        item->finds.tallies[TALLY_NO_TEXT]++;
    }
    return same_word(type, "response") ? ITEM_HTTP : ITEM_READ;
}

static void refuse_large(struct item *item) {
    struct http_answer answer;
    if (item->kind == ITEM_HTTP && http_parse(buf_view(&item->bytes), &answer) && !type_may_be_text(answer.type)) {
        item->finds.tallies[TALLY_NO_TEXT]++;
        return;
    }
    str text = arena_printf(&item->finds.arena, "the record is larger than %zu MiB: skipped", GHOTONA_ARTICLE_MAX >> 20);
    *vec_push(&item->finds.arena, &item->finds.faults) = (struct fault){item->origin, FAULT_REFUSED, text};
}

/* One record; true if it is to be read. */
static bool next_record(struct warc *w, struct item *item) {
    struct record r;
    if (!read_head(w, item, &r)) {
        take_to_record(w->stream, NULL, 0, false);
        return false;
    }
    read_length(&r);
    item->kind = kind_of_record(&r, item);
    if (item->kind == ITEM_READ) {
        skip_content(w, item, &r);
        return false;
    }
    describe(item, &r);
    if (read_content(w, item, &r)) return true;
    refuse_large(item);
    item->kind = ITEM_READ;
    return false;
}

bool warc_next(struct warc *w, struct item *item) {
    enum { FAULTS_AT_ONCE = 64 };       /* then they are handed on */
    for (;;) {
        skip_newlines(w->stream);
        set_offset(w->stream, item);
        str view = stream_peek(w->stream, MAGIC);
        if (view.len == 0) return false;
        if (!is_record(view)) {
            uint64_t lost = take_to_record(w->stream, NULL, 0, false);
            tell(w, item, "%llu bytes that are no record are skipped", (unsigned long long)lost);
            if (lost == 0) return false;
        } else if (next_record(w, item)) {
            return true;
        }
        if (item->finds.faults.len >= FAULTS_AT_ONCE) return item->kind = ITEM_READ, true;
    }
}
