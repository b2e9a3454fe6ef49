/* Found articles as JSON (docs/article.md) and for people. SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"
#include "output/write.h"

/* ---- JSON ------------------------------------------------------------------------------------------------------------------- */

static void key(struct buf *to, const char *name) {
    if (to->at[to->len - 1] != '{') buf_byte(to, ',');
    buf_printf(to, "\"%s\":", name);
}

static void field(struct buf *to, const char *name, str value) {
    if (value.len == 0) return;
    key(to, name);
    write_json_string(to, value);
}

static void flag(struct buf *to, const char *name, bool value) {
    if (!value) return;
    key(to, name);
    buf_text(to, "true");
}

static void number(struct buf *to, const char *name, uint64_t value) {
    key(to, name);
    buf_printf(to, "%llu", (unsigned long long)value);
}

/* The same as of the records that are read in it. */
static void put_id(struct buf *to, const ghotona_article *a) {
    struct buf text = {0};
    char hash[33];
    if (a->title.len) {
        buf_str(&text, a->title);
        buf_byte(&text, '\n');
    }
    buf_str(&text, a->body);
    hash_hex(text.at, text.len, hash);
    field(to, "id", a->id.len ? a->id : str_of(hash));
    buf_free(&text);
}

static void put_captions(struct buf *to, const struct document *d) {
    if (d->caption_count == 0) return;
    key(to, "captions");
    buf_byte(to, '[');
    for (size_t i = 0; i < d->caption_count; i++) {
        buf_text(to, i ? ",{" : "{");
        field(to, "text", d->captions[i].text);
        field(to, "credit", d->captions[i].credit);
        buf_byte(to, '}');
    }
    buf_byte(to, ']');
}

static void put_quality(struct buf *to, const struct quality *q) {
    key(to, "quality");
    buf_byte(to, '{');
    key(to, "bengali");
    buf_printf(to, "%.3g", (double)q->bengali);
    if (q->bad_bytes) number(to, "bad_bytes", q->bad_bytes);
    field(to, "encoding", str_of(q->encoding));
    if (q->converted) number(to, "converted", q->converted);
    flag(to, "truncated", q->truncated);
    flag(to, "ocr_noise", q->ocr_noise);
    flag(to, "boilerplate", q->boilerplate);
    buf_byte(to, '}');
}

static void put_dropped(struct buf *to, const struct document *d) {
    if (d->dropped_count == 0) return;
    key(to, "dropped");
    buf_byte(to, '[');
    for (size_t i = 0; i < d->dropped_count; i++) {
        buf_text(to, i ? ",{" : "{");
        field(to, "why", str_of(d->dropped[i].why));
        field(to, "text", d->dropped[i].text);
        buf_byte(to, '}');
    }
    buf_byte(to, ']');
}

void output_origin_json(struct buf *to, const struct origin *o) {
    field(to, "file", o->file);
    field(to, "member", o->member);
    if (o->has_offset) number(to, "offset", o->offset);
    if (o->line) number(to, "line", o->line);
}

void output_document_json(struct buf *to, const struct document *d) {
    const ghotona_article *a = &d->article;
    buf_byte(to, '{');
    output_origin_json(to, &d->origin);
    put_id(to, a);
    field(to, "title", a->title);
    field(to, "kicker", d->kicker);
    field(to, "byline", d->byline);
    field(to, "outlet", a->outlet);
    field(to, "published", a->published);
    field(to, "published_basis", a->published.len ? str_of(date_basis_names[d->published_basis]) : (str){0});
    field(to, "modified", d->modified);
    field(to, "dateline", d->dateline);
    field(to, "section", d->section);
    field(to, "body", a->body);
    put_captions(to, d);
    field(to, "credit", d->credit);
    field(to, "url", a->url);
    field(to, "language", a->language);
    put_quality(to, &d->quality);
    put_dropped(to, d);
    buf_text(to, "}\n");
}

/* ---- for people ------------------------------------------------------------------------------------------------------------- */

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static void put_line(struct buf *to, const char *name, str value) {
    if (value.len == 0) return;
    buf_printf(to, "    %-10s", name);
    write_plain(to, value);
    buf_byte(to, '\n');
}

static void put_paragraphs(struct buf *to, str body) {
    for (size_t at = 0; at < body.len;) {
        const char *newline = memchr(body.at + at, '\n', body.len - at);
        size_t end = newline ? (size_t)(newline - body.at) : body.len;
        buf_byte(to, '\n');
        write_plain(to, str_sub(body, at, end));
        buf_byte(to, '\n');
        at = end + 1;
    }
}

static void put_heading(struct buf *to, const struct document *d, bool color) {
    struct buf place = {0};
    origin_name(&place, &d->origin);
    buf_text(to, color ? DIM "== " : "== ");
    write_plain(to, buf_view(&place));
    buf_text(to, color ? PLAIN "\n" BOLD : "\n");
    write_plain(to, d->article.title.len ? d->article.title : STR("(no title)"));
    buf_text(to, color ? PLAIN "\n" : "\n");
    buf_free(&place);
}

static void put_published(struct buf *to, const struct document *d) {
    if (d->article.published.len == 0) return;
    buf_text(to, "    published ");
    write_plain(to, d->article.published);
    if (d->published_basis != DATE_NONE) buf_printf(to, " (%s)", date_basis_names[d->published_basis]);
    buf_byte(to, '\n');
}

static void put_doubts(struct buf *to, const struct quality *q) {
    struct buf doubts = {0};
    buf_printf(&doubts, "%.0f %% Bengali", (double)q->bengali * 100);
    if (q->encoding) buf_printf(&doubts, ", from %s", q->encoding);
    if (q->bad_bytes) buf_printf(&doubts, ", %u bad bytes", q->bad_bytes);
    if (q->converted) buf_printf(&doubts, ", %u passages converted", q->converted);
    if (q->truncated) buf_text(&doubts, ", truncated");
    if (q->ocr_noise) buf_text(&doubts, ", noise as of OCR");
    if (q->boilerplate) buf_text(&doubts, ", may hold boilerplate");
    put_line(to, "quality", buf_view(&doubts));
    buf_free(&doubts);
}

void output_document_text(struct buf *to, const struct document *d, bool color) {
    put_heading(to, d, color);
    put_line(to, "kicker", d->kicker);
    put_line(to, "byline", d->byline);
    put_line(to, "outlet", d->article.outlet);
    put_published(to, d);
    put_line(to, "modified", d->modified);
    put_line(to, "dateline", d->dateline);
    put_line(to, "section", d->section);
    put_line(to, "credit", d->credit);
    put_line(to, "url", d->article.url);
    put_doubts(to, &d->quality);
    put_paragraphs(to, d->article.body);
    if (d->caption_count) buf_byte(to, '\n');
    for (size_t i = 0; i < d->caption_count; i++) {
        put_line(to, "caption", d->captions[i].text);
        put_line(to, "  credit", d->captions[i].credit);
    }
    if (d->dropped_count) buf_byte(to, '\n');
    for (size_t i = 0; i < d->dropped_count; i++) {
        buf_printf(to, "    - %s: ", d->dropped[i].why);
        write_plain(to, d->dropped[i].text);
        buf_byte(to, '\n');
    }
    buf_byte(to, '\n');
}
