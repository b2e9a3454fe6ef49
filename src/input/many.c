/* Walkers of what holds many articles: lines of NDJSON, lists, tables, parted texts, crawls. SPDX-License-Identifier: Apache-2.0 */
#include "input/walk.h"
#include <stdio.h>
#include <stdlib.h>

/* ---- lines of NDJSON -------------------------------------------------------------------------------------------------------- */

static enum step end_walk(struct walker *w, struct item *item) {
    item_take_faults(item, &w->chain);
    return STEP_DONE;
}

static enum step next_line(struct walk *walk, struct walker *w, struct item *item) {
    (void)walk;
    enum line line;
    do {
        line = stream_line(chain_top(&w->chain), &item->bytes, JSON_VALUE_MAX);
        w->line += line != LINE_NONE;
    } while (line == LINE_READ && trimmed(buf_view(&item->bytes)).len == 0);
    item_label(item, w);
    if (line == LINE_NONE) return end_walk(w, item);
    item->origin.line = w->line;
    item->kind = ITEM_LINE;
    return line == LINE_READ ? STEP_ITEM : item_refuse(item, "the line is longer than %zu MiB: skipped", JSON_VALUE_MAX >> 20);
}

void walk_lines(struct walk *walk, const struct walker *like, const struct chain *chain) { walker_push(walk, like, chain, next_line); }

/* ---- lists and tables, read as their pieces come ---------------------------------------------------------------------------- */

struct pieces {
    struct format_call call;
    struct json_stream *values;
    struct table_stream *table;         /* one of the two */
    struct item *item;
    char cut[4]; size_t cut_len;        /* of a letter, at the end of a piece */
    uint64_t fed, bad_bytes, first_bad;
    bool ended, refused;
};

static void keep_found(void *user, struct document *d, uint32_t line) {
    struct item *item = ((struct pieces *)user)->item;
    origin_settle(&d->origin, &item->origin, line);
    *vec_push(&item->finds.arena, &item->finds.documents) = *d;
}

static void keep_complaint(void *user, uint32_t line, bool skipped, const char *text) {
    struct item *item = ((struct pieces *)user)->item;
    item->origin.line = line;
    item_fault(item, skipped ? FAULT_REFUSED : FAULT_TOLD, text);
    item->origin.line = 0;
}

static void feed(struct pieces *p, str text) {
    if (p->values) json_feed(p->values, text);
    else table_feed(p->table, text);
}

/* How many bytes at the end are the beginning of a letter. */
static size_t cut_letter(str s) {
    for (size_t n = 1; n <= 3 && n <= s.len; n++) {
        unsigned char c = (unsigned char)s.at[s.len - n];
        if (c >= 0xC0) return n < (c < 0xE0 ? 2u : c < 0xF0 ? 3u : 4u) ? n : 0;
        if (c < 0x80) return 0;
    }
    return 0;
}

static void feed_mended(struct pieces *p, str s) {
    uint32_t bad;
    size_t good = utf8_valid_len(s.at, s.len);
    if (good == s.len) {
        feed(p, s);
        return;
    }
    if (p->bad_bytes == 0) p->first_bad = p->fed + good;
    struct buf mended = {.at = must_alloc(utf8_mend(s.at, s.len, NULL, &bad))};
    mended.len = utf8_mend(s.at, s.len, mended.at, &bad);
    p->bad_bytes += bad;
    feed(p, buf_view(&mended));
    buf_free(&mended);
}

/* One view of the stream, with the beginning of a letter that the one before ended with. */
static void feed_view(struct pieces *p, struct stream *s) {
    str view = stream_view(s);
    struct buf joined = {0};
    size_t taken = view.len;
    if (p->cut_len) {
        buf_put(&joined, p->cut, p->cut_len);
        buf_str(&joined, view);
        view = buf_view(&joined);
    }
    p->cut_len = cut_letter(view);
    memcpy(p->cut, view.at + view.len - p->cut_len, p->cut_len);
    view.len -= p->cut_len;
    feed_mended(p, view);
    p->fed += view.len;
    buf_free(&joined);
    stream_take(s, taken);
}

static void end_pieces(struct pieces *p) {
    p->ended = true;
    feed_mended(p, (str){p->cut, p->cut_len});
    if (p->values) json_end(p->values);
    else table_end(p->table);
}

static void tell_bad_bytes(const struct pieces *p, struct item *item) {
    char text[160];
    if (p->bad_bytes == 0) return;
    snprintf(text, sizeof text, "byte %llu is not UTF-8 (replaced); %llu such bytes in all", (unsigned long long)p->first_bad + 1,
             (unsigned long long)p->bad_bytes);
    item_fault(item, FAULT_TOLD, text);
}

static enum step next_piece(struct walk *walk, struct walker *w, struct item *item) {
    struct pieces *p = w->pieces;
    struct stream *s = chain_top(&w->chain);
    item_label(item, w);
    item->kind = ITEM_READ;
    p->item = item;
    p->call.arena = &item->finds.arena;
    while (!p->refused && (s->at < s->end || stream_fill(s))) {
        feed_view(p, s);
        p->refused = p->bad_bytes && walk->options->strict;
        if (p->refused)
            return item_refuse(item, "byte %llu is not UTF-8 (the rest is rejected); convert it, or leave out --strict",
                               (unsigned long long)p->first_bad + 1);
        if (item->finds.documents.len || item->finds.faults.len) return STEP_ITEM;
    }
    if (p->refused) return end_walk(w, item);
    end_pieces(p);
    tell_bad_bytes(p, item);
    return end_walk(w, item);
}

/* Before its end: what is still found is of no use. */
static void give_up(struct pieces *p) {
    struct item scratch = {0};
    p->item = &scratch;
    p->call.arena = &scratch.finds.arena;
    end_pieces(p);
    item_free(&scratch);
}

static void close_pieces(struct walker *w) {
    if (!w->pieces->ended) give_up(w->pieces);
    free(w->pieces);
}

static struct pieces *walk_pieces(struct walk *walk, const struct walker *like, const struct chain *chain) {
    struct walker *w = walker_push(walk, like, chain, next_piece);
    struct pieces *p = w->pieces = must_alloc(sizeof *p);
    *p = (struct pieces){.call = {.pack = walk->options->pack, .map = walk->options->map, .user = p}};
    p->call.found = keep_found;
    p->call.complain = keep_complaint;
    w->close = close_pieces;
    return p;
}

void walk_values(struct walk *walk, const struct walker *like, const struct chain *chain) {
    struct pieces *p = walk_pieces(walk, like, chain);
    p->values = json_begin(&p->call);
}

void walk_table(struct walk *walk, const struct walker *like, const struct chain *chain) {
    struct pieces *p = walk_pieces(walk, like, chain);
    p->table = table_begin(&p->call);
}

/* ---- texts parted by a line ------------------------------------------------------------------------------------------------- */

static enum step next_text(struct walk *walk, struct walker *w, struct item *item) {
    struct stream *s = chain_top(&w->chain);
    struct buf line = {0};
    enum line state;
    bool large = false;
    item_label(item, w);
    item->bytes.len = 0;
    item->kind = ITEM_TEXT;
    item->origin.line = w->line + 1;
    while ((state = stream_line(s, &line, GHOTONA_ARTICLE_MAX)) != LINE_NONE) {
        w->line++;
        if (state == LINE_READ && str_eq(trimmed(buf_view(&line)), walk->options->separator)) break;
        large |= state == LINE_TOO_LONG || item->bytes.len + line.len > GHOTONA_ARTICLE_MAX;
        if (large) continue;
        buf_str(&item->bytes, buf_view(&line));
        buf_byte(&item->bytes, '\n');
    }
    buf_free(&line);
    if (large) return item_refuse(item, "larger than the %zu MiB an article may have: skipped", GHOTONA_ARTICLE_MAX >> 20);
    if (trimmed(buf_view(&item->bytes)).len) return STEP_ITEM;
    if (state != LINE_NONE) return STEP_ON;       /* nothing between two separators */
    item->kind = ITEM_READ;
    return end_walk(w, item);
}

void walk_texts(struct walk *walk, const struct walker *like, const struct chain *chain) { walker_push(walk, like, chain, next_text); }

/* ---- crawls ----------------------------------------------------------------------------------------------------------------- */

static enum step next_record(struct walk *walk, struct walker *w, struct item *item) {
    (void)walk;
    item_label(item, w);
    if (warc_next(&w->crawl, item)) return STEP_ITEM;
    item->kind = ITEM_READ;
    item->origin.has_offset = false;
    return end_walk(w, item);
}

void walk_crawl(struct walk *walk, const struct walker *like, const struct chain *chain) {
    struct walker *w = walker_push(walk, like, chain, next_record);
    w->crawl = (struct warc){.stream = chain_top(chain)};
}
