/* An article of any bytes (the first line is its title): it is read, and everything in the reading points into its text; what is
 * written of it is JSON. */
#include "output/output.h"

#include <jansson.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(str text, span s) {
    if (s.start > s.end || s.end > text.len) abort();
    if (s.end < text.len && ((unsigned char)text.at[s.end] & 0xC0) == 0x80) abort();
    if (s.start < text.len && ((unsigned char)text.at[s.start] & 0xC0) == 0x80) abort();
}

static void check_parties(str text, const ghotona_party *p, size_t n) {
    for (size_t i = 0; i < n; i++) check_span(text, p[i].span);
}

static void check_record(const ghotona_reading *r, const ghotona_record *x) {
    check_parties(r->text, x->actors, x->actor_count);
    check_parties(r->text, x->recipients, x->recipient_count);
    check_parties(r->text, x->said_by, x->said_by_count);
    check_span(r->text, x->trigger);
    if (x->place) check_span(r->text, x->place->span);
    if (!x->type.len || strlen(x->id) != 32) abort();
    if (x->sentence >= r->sentence_count) abort();
    for (size_t i = 0; i < x->also_count; i++)
        if (x->also[i] >= r->sentence_count) abort();
    if (!(x->confidence >= 0 && x->confidence <= 1) || x->date.days.from > x->date.days.to) abort();
}

static void check_json(struct buf *b) {
    for (size_t from = 0, i = 0; i < b->len; i++) {
        if (b->at[i] != '\n') continue;
        json_t *j = json_loadb(b->at + from, i - from, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
        if (!json_is_object(j)) abort();
        json_decref(j);
        from = i + 1;
    }
    if (b->len && b->at[b->len - 1] != '\n') abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static ghotona_reader *reader;      /* kept: one article must not disturb the next */
    if (!reader) reader = ghotona_reader_new(ghotona_pack_builtin());
    const char *s = (const char *)data, *end = size ? memchr(s, '\n', size) : NULL;
    ghotona_article article = {.published = STR("2026-02-07")};
    if (end) article.title = (str){s, (size_t)(end - s)};
    article.body = end ? (str){end + 1, size - article.title.len - 1} : (str){s, size};
    const ghotona_reading *r;
    if (ghotona_read(reader, &article, false, &r) != GHOTONA_OK) abort();
    if (utf8_valid_len(r->text.at, r->text.len) != r->text.len) abort();
    for (size_t i = 0; i < r->sentence_count; i++) check_span(r->text, r->sentences[i]);
    for (size_t i = 0; i < r->record_count; i++) check_record(r, &r->records[i]);
    for (size_t i = 0; i < r->time_count; i++) check_span(r->text, r->times[i].span);
    for (size_t i = 0; i < r->place_count; i++) check_span(r->text, r->places[i].span);
    for (size_t i = 0; i < r->quote_count; i++) check_span(r->text, r->quotes[i].span);
    for (size_t i = 0; i < r->person_count; i++)
        for (size_t j = 0; j < r->people[i].mention_count; j++) check_span(r->text, r->people[i].mentions[j]);
    struct output_context context = {&article, ghotona_pack_builtin()};
    struct buf out = {0};
    output_records_json(&out, &context, r);
    check_json(&out);
    out.len = 0;
    output_article_json(&out, &context, r);
    check_json(&out);
    out.len = 0;
    output_records_text(&out, &context, r, true);
    buf_free(&out);
    return 0;
}
