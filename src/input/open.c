/* What a file or member is becomes an item, or a walker of what it holds. SPDX-License-Identifier: Apache-2.0 */
#include "encodings/encodings.h"
#include "input/walk.h"
#include <stdio.h>

static const size_t LARGE_MAX = (size_t)64 << 20, KEEP = (size_t)1 << 20;

/* ---- items ------------------------------------------------------------------------------------------------------------------ */

size_t item_size(const struct item *item) {
    size_t size = item->bytes.len;
    for (uint32_t i = 0; i < item->finds.documents.len; i++)
        size += item->finds.documents.at[i].article.title.len + item->finds.documents.at[i].article.body.len;
    return size;
}

void item_free(struct item *item) {
    arena_free(&item->finds.arena);
    buf_free(&item->bytes);
}

void item_clear(struct item *item) {
    struct item fresh = {.bytes = item->bytes, .finds.arena = item->finds.arena};
    arena_reset(&fresh.finds.arena);
    fresh.bytes.len = 0;
    if (fresh.bytes.cap > KEEP) buf_free(&fresh.bytes);
    *item = fresh;
}

void item_label(struct item *item, const struct walker *w) {
    struct arena *a = &item->finds.arena;
    item->origin = (struct origin){.file = arena_copy(a, buf_view(&w->file)), .member = arena_copy(a, buf_view(&w->member))};
    item->swept = w->swept;
    item->encoding = w->encoding;
}

void item_fault(struct item *item, enum fault_kind kind, const char *text) {
    struct arena *a = &item->finds.arena;
    *vec_push(a, &item->finds.faults) = (struct fault){item->origin, kind, arena_copy(a, str_of(text))};
}

enum step item_refuse(struct item *item, const char *format, ...) {
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    item->kind = ITEM_READ;
    item_fault(item, FAULT_REFUSED, text);
    return STEP_ITEM;
}

void item_take_faults(struct item *item, struct chain *c) {
    for (unsigned i = c->count; i-- > 0;) {
        if (c->at[i]->fault[0]) item_fault(item, FAULT_REFUSED, c->at[i]->fault);
        c->at[i]->fault[0] = '\0';
    }
}

/* ---- chains ----------------------------------------------------------------------------------------------------------------- */

void chain_close(struct chain *c) {
    while (c->count) stream_close(c->at[--c->count]);
}

static void chain_push(struct chain *c, struct stream *s) { c->at[c->count++] = s; }

/* A line of NDJSON must not wait for the next; all else is looked at further. What was looked at is not looked at again, for a stream may give
 * little at a time. */
static str peek_head(struct stream *s) {
    size_t begin = 0, seen = 0;
    for (;;) {
        str view = stream_view(s);
        if (begin == 0 && str_starts(view, STR("\xEF\xBB\xBF"))) begin = 3;
        while (begin < view.len && is_blank(view.at[begin])) begin++;
        if (seen < begin) seen = begin;
        bool is_line = begin < view.len && view.at[begin] == '{' && memchr(view.at + seen, '\n', view.len - seen);
        seen = view.len;
        if (is_line || view.len >= KIND_HEAD || !stream_fill(s)) break;
    }
    str view = stream_view(s);      /* filling may have moved it */
    return view.len > KIND_HEAD ? str_sub(view, 0, KIND_HEAD) : view;
}

/* ---- encodings -------------------------------------------------------------------------------------------------------------- */

static bool has_bengali(str s) {
    for (size_t i = 0; i + 2 < s.len; i++)
        if (s.at[i] == '\xE0' && (s.at[i + 1] == '\xA6' || s.at[i + 1] == '\xA7') && ((unsigned char)s.at[i + 2] & 0xC0) == 0x80) return true;
    return false;
}

/* Whether the head, but for a letter that is cut at its end, is in another encoding than UTF-8. */
static bool is_foreign(const struct walk *walk, struct item *item, str head) {
    if (utf8_valid_len(head.at, head.len) + 3 >= head.len || has_bengali(head)) return false;
    return decode_bytes(walk->options->pack, head, (str){0}, &item->finds.arena).name != NULL;
}

/* The chain becomes one of UTF-8; false after a fault. */
static bool decode_chain(struct walk *walk, struct chain *chain, struct item *item) {
    struct buf text = {0};
    if (!stream_all(chain_top(chain), &item->bytes, LARGE_MAX)) {
        item_refuse(item, "not UTF-8, and larger than %zu MiB: convert it first, `iconv -t UTF-8`", LARGE_MAX >> 20);
        return false;
    }
    item_take_faults(item, chain);
    struct decoded d = decode_bytes(walk->options->pack, buf_view(&item->bytes), (str){0}, &item->finds.arena);
    item->encoding = d.name;
    buf_str(&text, d.text);
    chain_close(chain);
    chain_push(chain, stream_of_bytes(&text));
    return true;
}

/* ---- dispatch --------------------------------------------------------------------------------------------------------------- */

static size_t size_limit(enum item_kind kind) { return kind == ITEM_FEED || kind == ITEM_MIME ? LARGE_MAX : GHOTONA_ARTICLE_MAX; }

/* All of it is one item. */
static enum step open_whole(struct chain *chain, enum item_kind kind, struct item *item) {
    size_t max = size_limit(kind);
    bool fits = stream_all(chain_top(chain), &item->bytes, max);
    item_take_faults(item, chain);
    chain_close(chain);
    item->kind = kind;
    item->truncated = item->finds.faults.len > 0;
    if (fits) return STEP_ITEM;
    if (kind == ITEM_TEXT)
        return item_refuse(item, "larger than the %zu MiB an article may have: part it, or give NDJSON with one article a line", max >> 20);
    return item_refuse(item, "larger than the %zu MiB it may have: skipped", max >> 20);
}

static enum step go_down(void (*down)(struct walk *, const struct walker *, const struct chain *), struct walk *walk, const struct walker *w,
                         struct chain *chain, const char *encoding) {
    down(walk, w, chain);
    walk->top->encoding = encoding;
    return STEP_ON;
}

static enum step end_content(struct chain *chain, struct item *item) {
    item_take_faults(item, chain);
    chain_close(chain);
    return STEP_ITEM;
}

/* No text in it; where many files stand together that is to be expected. */
static enum step open_binary(struct chain *chain, struct item *item, const char *refusal) {
    if (item->swept) item->finds.tallies[TALLY_NO_TEXT]++;
    else item_refuse(item, "%s", refusal ? refusal : "no text: a binary file");
    return end_content(chain, item);
}

static enum step open_empty(struct chain *chain, struct item *item) {
    if (item->swept) item->finds.tallies[TALLY_NO_TEXT]++;
    else if (chain_top(chain)->fault[0] == '\0') item_refuse(item, "no text in it: skipped");
    return end_content(chain, item);
}

/* Unpacks as often as it is packed. */
static bool unpack_chain(struct walk *walk, struct chain *chain, unsigned *depth, enum kind *kind, const char **refusal) {
    *kind = kind_of(walk->options, peek_head(chain_top(chain)), refusal);
    for (; *kind == KIND_GZIP || *kind == KIND_ZSTD || *kind == KIND_PACKED; *kind = kind_of(walk->options, peek_head(chain_top(chain)), refusal)) {
        if (++*depth > DEPTH_MAX) return false;
        struct stream *from = chain_top(chain);
        chain_push(chain, *kind == KIND_GZIP ? stream_of_gzip(from) : *kind == KIND_ZSTD ? stream_of_zstd(from) : stream_of_packed(from));
    }
    return *kind != KIND_ARCHIVE || ++*depth <= DEPTH_MAX;
}

static enum step open_many(struct walk *walk, const struct walker *w, struct chain *chain, struct item *item, enum kind kind) {
    const char *encoding = item->encoding;
    switch (kind) {
    case KIND_NDJSON: return go_down(walk_lines, walk, w, chain, encoding);
    case KIND_JSON: return go_down(walk_values, walk, w, chain, encoding);
    case KIND_TABLE: return go_down(walk_table, walk, w, chain, encoding);
    case KIND_WARC: return go_down(walk_crawl, walk, w, chain, NULL);
    case KIND_TEXT: return go_down(walk_texts, walk, w, chain, encoding);
    default: return open_whole(chain, ITEM_ANY, item);
    }
}

static bool wants_utf8(enum kind kind) { return kind == KIND_NDJSON || kind == KIND_JSON || kind == KIND_TABLE; }

enum step open_content(struct walk *walk, const struct walker *w, struct chain *chain, struct item *item) {
    const char *refusal = NULL;
    unsigned depth = w->depth;
    enum kind kind;
    item_label(item, w);
    if (!unpack_chain(walk, chain, &depth, &kind, &refusal)) {
        item_refuse(item, "packed more than %d times: unpack it first", DEPTH_MAX);
        chain_close(chain);
        return STEP_ITEM;
    }
    if (kind == KIND_UTF16 || (wants_utf8(kind) && is_foreign(walk, item, peek_head(chain_top(chain))))) {
        if (!decode_chain(walk, chain, item)) return end_content(chain, item);
        kind = kind_of(walk->options, peek_head(chain_top(chain)), &refusal);
    }
    switch (kind) {
    case KIND_EMPTY: return open_empty(chain, item);
    case KIND_BINARY: case KIND_UTF16: return open_binary(chain, item, refusal);
    case KIND_PAGE: return open_whole(chain, ITEM_PAGE, item);
    case KIND_FEED: return open_whole(chain, ITEM_FEED, item);
    case KIND_HTTP: return open_whole(chain, ITEM_HTTP, item);
    case KIND_MIME: return open_whole(chain, ITEM_MIME, item);
    case KIND_ARCHIVE:
        go_down(walk_archive, walk, w, chain, NULL);
        walk->top->depth = depth;
        return STEP_ON;
    case KIND_TEXT:
        if (walk->options->separator.len == 0) return open_whole(chain, ITEM_TEXT, item);
        __attribute__((fallthrough));
    default: return open_many(walk, w, chain, item, kind);
    }
}
