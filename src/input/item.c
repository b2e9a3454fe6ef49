/* An item becomes documents; any thread may do it. SPDX-License-Identifier: Apache-2.0 */
#include "encodings/encodings.h"
#include "input/kinds.h"
#include "input/warc.h"
#include "pages/outlet.h"
#include "pages/quality.h"

/* Less of the letters of a crawled page than this, and it is in another language. */
static const float BENGALI_LEAST = 0.4f;

/* What one reading needs. */
struct task {
    const struct input_options *options;
    struct item *item;
    struct arena *arena;                /* the item's */
    struct decoded decoded;             /* of the text being read */
    bool mended;                        /* letters of old encodings in it are converted already: of a page block by block, of a text as a whole */
    int64_t captured;
};

/* ---- what is found ---------------------------------------------------------------------------------------------------------- */

static void add_fault(struct item *item, enum fault_kind kind, uint32_t line, str text) {
    struct origin at = item->origin;
    if (line) at.line = line;
    *vec_push(&item->finds.arena, &item->finds.faults) = (struct fault){at, kind, text};
}

static void keep_document(struct task *t, struct document *d, uint32_t line) {
    origin_settle(&d->origin, &t->item->origin, line);
    *vec_push(t->arena, &t->item->finds.documents) = *d;
}

static void found(void *user, struct document *d, uint32_t line) {
    struct task *t = user;
    bool many = t->item->kind != ITEM_TEXT && t->item->kind != ITEM_LINE;
    keep_document(t, d, many ? line : t->item->origin.line);
}

/* A crawl has much JSON and XML that is no article: that is counted. */
static void complain(void *user, uint32_t line, bool skipped, const char *text) {
    struct task *t = user;
    t->item->finds.tallies[TALLY_NO_ARTICLE] += t->item->crawled && skipped;
    if (t->item->crawled) return;
    bool one = t->item->kind == ITEM_LINE || t->item->kind == ITEM_TEXT;
    add_fault(t->item, skipped ? FAULT_REFUSED : FAULT_TOLD, one ? t->item->origin.line : line, arena_copy(t->arena, str_of(text)));
}

static struct format_call call_of(struct task *t) {
    return (struct format_call){.pack = t->options->pack, .arena = t->arena, .map = t->options->map, .captured = t->captured, .why = t->options->why,
                                .found = found, .complain = complain, .user = t};
}

/* A thing that is no article is a fault where it was named, and to be expected where many things stand together. */
static void refuse(struct task *t, enum tally tally, const char *why) {
    if (t->item->swept) t->item->finds.tallies[tally]++;
    if (t->item->swept && (t->item->crawled || tally == TALLY_NO_TEXT)) return;
    add_fault(t->item, t->item->swept ? FAULT_PASSED : FAULT_REFUSED, 0, str_of(why));
}

/* ---- encodings -------------------------------------------------------------------------------------------------------------- */

static str bad_bytes_text(struct arena *a, const struct decoded *d, bool strict) {
    if (strict) return arena_printf(a, "byte %zu is not UTF-8 (the article is rejected); convert it, or leave out --strict", d->first_bad + 1);
    if (d->bad_bytes == 1) return arena_printf(a, "byte %zu is not UTF-8 (replaced)", d->first_bad + 1);
    return arena_printf(a, "byte %zu is not UTF-8 (replaced); %u such bytes in this article", d->first_bad + 1, d->bad_bytes);
}

/* Tells bad bytes; false if they are a reason to refuse. Pages of a crawl have them too often to be told of each. */
static bool bytes_will_do(struct task *t) {
    bool strict = t->options->strict;
    if (t->decoded.bad_bytes == 0) return true;
    if (strict || !t->item->crawled)
        add_fault(t->item, strict ? FAULT_REFUSED : FAULT_TOLD, 0, bad_bytes_text(t->arena, &t->decoded, strict));
    return !strict;
}

static bool decode(struct task *t, str bytes, str declared) {
    t->decoded = decode_bytes(t->options->pack, bytes, declared, t->arena);
    return bytes_will_do(t);
}

/* ---- formats ---------------------------------------------------------------------------------------------------------------- */

static void read_page(struct task *t, str bytes, str charset) {
    struct document d = {0};
    struct page_hints hints = t->item->hints;
    const char *why = "no article in it";
    if (bytes.len > GHOTONA_ARTICLE_MAX) {
        refuse(t, TALLY_NO_ARTICLE, "the page is larger than 16 MiB");
        return;
    }
    if (!decode(t, bytes, charset.len ? charset : declared_encoding(bytes))) return;
    hints.why = t->options->why;
    t->mended = true;
    hints_of_page(t->decoded.text, &hints, t->arena);
    t->captured = hints.captured;
    t->item->hints = hints;
    if (page_read(t->options->pack, t->decoded.text, &hints, t->arena, &d, &why)) keep_document(t, &d, 0);
    else refuse(t, TALLY_NO_ARTICLE, why);
}

static void read_feed(struct task *t, str bytes, str charset) {
    if (!decode(t, bytes, charset.len ? charset : declared_encoding(bytes))) return;
    struct format_call call = call_of(t);
    feed_read(&call, t->decoded.text);
}

static void read_text(struct task *t, str bytes, str charset) {
    const struct origin *o = &t->item->origin;
    if (!decode(t, bytes, charset)) return;
    struct format_call call = call_of(t);
    struct decoded mended = mend_text(t->options->pack, without_bom(t->decoded.text), (str){0}, t->arena);
    if (mended.converted) t->decoded.name = mended.name;
    t->decoded.converted += mended.converted;
    t->mended = true;
    plain_read(&call, mended.text, t->item->crawled ? (str){0} : o->member.len ? o->member : o->file, (str){0});
}

/* A line is mended, not decoded: what the file is in was settled when it was opened. */
static void read_line(struct task *t, str line) {
    if (t->item->origin.line == 1) line = without_bom(line);
    size_t good = utf8_valid_len(line.at, line.len);
    struct format_call call = call_of(t);
    t->decoded = (struct decoded){.text = line, .first_bad = good};
    if (good < line.len) {
        char *mended = arena_space(t->arena, utf8_mend(line.at, line.len, NULL, &t->decoded.bad_bytes));
        t->decoded.text = (str){mended, utf8_mend(line.at, line.len, mended, &t->decoded.bad_bytes)};
    }
    uint32_t before = t->item->finds.documents.len;
    ndjson_line(&call, t->decoded.text, t->item->origin.line);
    if (t->item->finds.documents.len > before && !bytes_will_do(t)) t->item->finds.documents.len = before;
}

static void read_mime(struct task *t, str bytes) {
    struct mime_page page;
    if (mime_page(bytes, &t->item->hints, t->arena, &page)) read_page(t, page.html, page.charset);
    else refuse(t, TALLY_NO_ARTICLE, "a message without a page of HTML in it");
}

/* What only content tells: a payload, what was decoded. */
static void read_any(struct task *t, str bytes, str charset) {
    const char *refusal = NULL;
    struct format_call call = call_of(t);
    switch (kind_of(t->options, str_sub(bytes, 0, bytes.len < KIND_HEAD ? bytes.len : KIND_HEAD), &refusal)) {
    case KIND_PAGE: read_page(t, bytes, charset); break;
    case KIND_FEED: read_feed(t, bytes, charset); break;
    case KIND_TEXT: read_text(t, bytes, charset); break;
    case KIND_MIME: read_mime(t, bytes); break;
    case KIND_UTF16: {
        struct decoded d = decode_bytes(t->options->pack, bytes, (str){0}, t->arena);
        if (d.name && may_be_bengali(t->options->pack, d.text, BENGALI_PAGE)) read_page(t, bytes, charset);
        break;
    }
    case KIND_NDJSON: case KIND_JSON:
        if (decode(t, bytes, charset)) json_read(&call, t->decoded.text);
        break;
    case KIND_TABLE:
        if (decode(t, bytes, charset)) table_read(&call, t->decoded.text);
        break;
    default: refuse(t, TALLY_NO_TEXT, refusal ? refusal : "no text in it");
    }
}

/* ---- crawls ----------------------------------------------------------------------------------------------------------------- */

static bool digest_fits(const struct item *item, const struct http_answer *answer, struct arena *arena) {
    if (item->truncated) return true;
    if (item->block_digest.len) return digest_holds(item->block_digest, buf_view(&item->bytes));
    if (!item->digest.len || !answer) return digest_holds(item->digest, buf_view(&item->bytes));
    return digest_holds(item->digest, answer->body) || (answer->chunked && digest_holds(item->digest, http_unchunked(answer, arena)));
}

static void check_digest(struct task *t, const struct http_answer *answer) {
    if (!digest_fits(t->item, answer, t->arena))
        add_fault(t->item, FAULT_TOLD, 0, STR("the record is not what its digest says: it is damaged or was changed"));
}

static bool passes_gate(struct task *t, str bytes, enum tally tally) {
    unsigned enough = t->item->crawled ? BENGALI_PAGE : BENGALI_TEXT;
    if (!t->item->swept || may_be_bengali(t->options->pack, bytes, enough)) return true;
    t->item->finds.tallies[tally]++;
    return false;
}

static void read_http(struct task *t) {
    struct item *item = t->item;
    struct http_answer answer;
    const char *why = NULL;
    str body;
    if (!http_parse(buf_view(&item->bytes), &answer)) read_any(t, buf_view(&item->bytes), (str){0});
    else if (answer.status != 200 && item->swept) item->finds.tallies[TALLY_FAILED]++;
    else if (!type_may_be_text(answer.type)) refuse(t, TALLY_NO_TEXT, "no text: a picture, a style, a script or the like");
    else if (!http_body(&answer, GHOTONA_ARTICLE_MAX, t->arena, &body, &why)) add_fault(item, FAULT_REFUSED, 0, str_of(why));
    else if (passes_gate(t, body, TALLY_FOREIGN)) {
        check_digest(t, &answer);
        read_any(t, body, answer.charset);
    }
}

static void read_record(struct task *t) {
    str bytes = buf_view(&t->item->bytes);
    if (!passes_gate(t, bytes, TALLY_FOREIGN)) return;
    check_digest(t, NULL);
    read_any(t, bytes, (str){0});
}

/* ---- every document --------------------------------------------------------------------------------------------------------- */

static void mend(struct task *t, str *text, struct quality *q) {
    if (text->len == 0) return;
    struct decoded d = mend_text(t->options->pack, *text, (str){0}, t->arena);
    *text = d.text;
    q->converted += d.converted;
    if (d.converted) q->encoding = d.name;
}

/* Letters of old encodings within what is UTF-8 by its bytes. */
static void mend_fields(struct task *t, struct document *d) {
    str *const fields[] = {&d->article.title, &d->article.body, &d->article.outlet, &d->kicker, &d->byline, &d->section, &d->dateline, &d->credit};
    for (size_t i = 0; i < LENGTH(fields); i++) mend(t, fields[i], &d->quality);
    for (size_t i = 0; i < d->caption_count; i++) mend(t, &d->captions[i].text, &d->quality);
}

/* What was known before is not forgotten: a crawl tells that it cut a page, an export what was found when it was made. */
static void judge(struct task *t, struct document *d) {
    struct quality before = d->quality;
    quality_judge(t->options->pack, d->article.body.len ? d->article.body : d->article.title, &d->quality);
    d->quality.truncated |= before.truncated || t->item->truncated;
    d->quality.ocr_noise |= before.ocr_noise;
    d->quality.boilerplate |= before.boilerplate;
}

/* Where nothing tells when it was published, the time when it was there to be fetched. */
static void date_by_capture(struct task *t, struct document *d, int64_t captured) {
    if (d->article.published.len || !captured) return;
    struct moment m = moment_of(captured, outlet_place(t->options->pack, d->article.url, d->article.outlet));
    d->article.published = moment_iso(t->arena, &m);
    d->published_basis = DATE_CAPTURE;
}

/* Addresses of crawls and messages are bytes that somebody sent. */
static str valid(str s, struct arena *arena) {
    uint32_t bad;
    if (utf8_valid_len(s.at, s.len) == s.len) return s;
    char *to = arena_space(arena, utf8_mend(s.at, s.len, NULL, &bad));
    return (str){to, utf8_mend(s.at, s.len, to, &bad)};
}

static void settle(struct task *t, struct document *d) {
    const struct page_hints *hints = &t->item->hints;
    int64_t captured = hints->captured;
    if (!d->article.url.len) d->article.url = hints->url;
    d->article.url = valid(without_wayback(d->article.url, &captured), t->arena);
    if (!d->quality.encoding) d->quality.encoding = t->decoded.name ? t->decoded.name : t->item->encoding;
    d->quality.bad_bytes += t->decoded.bad_bytes;
    d->quality.converted += t->decoded.converted;
    if (!t->mended) mend_fields(t, d);
    date_by_capture(t, d, captured);
    judge(t, d);
}

static bool is_foreign(const struct task *t, const struct document *d) { return t->item->crawled && d->quality.bengali < BENGALI_LEAST; }

static void settle_all(struct task *t) {
    struct finds *finds = &t->item->finds;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < finds->documents.len; i++) {
        struct document d = finds->documents.at[i];
        settle(t, &d);
        if (is_foreign(t, &d)) finds->tallies[TALLY_FOREIGN]++;
        else finds->documents.at[kept++] = d;
    }
    finds->documents.len = kept;
}

void item_read(const struct input_options *options, struct item *item) {
    struct task t = {.options = options, .item = item, .arena = &item->finds.arena, .captured = item->hints.captured};
    str bytes = buf_view(&item->bytes);
    switch (item->kind) {
    case ITEM_READ: break;
    case ITEM_PAGE: read_page(&t, bytes, (str){0}); break;
    case ITEM_FEED: read_feed(&t, bytes, (str){0}); break;
    case ITEM_TEXT:
        if (passes_gate(&t, bytes, TALLY_NO_TEXT)) read_text(&t, bytes, (str){0});
        break;
    case ITEM_LINE: read_line(&t, bytes); break;
    case ITEM_MIME: read_mime(&t, bytes); break;
    case ITEM_HTTP: read_http(&t); break;
    case ITEM_ANY: read_record(&t); break;
    }
    settle_all(&t);
}
