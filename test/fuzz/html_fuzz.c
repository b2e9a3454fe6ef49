/* A page of any bytes: what is read in it is valid UTF-8 within the stated limits, and the same when it is read again. */
#include "pages/pages.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(str s, size_t most) {
    if (s.len > most || (s.len && utf8_valid_len(s.at, s.len) != s.len) || (s.len && memchr(s.at, 0, s.len))) abort();
}

static void check_document(const struct document *d) {
    const str texts[] = {d->article.outlet, d->article.published, d->article.language, d->kicker, d->byline, d->section, d->dateline, d->credit, d->modified};
    check(d->article.title, 1024);
    check(d->article.body, 2 << 20);
    check(d->article.url, 2048);
    for (size_t i = 0; i < LENGTH(texts); i++) check(texts[i], 1 << 20);
    for (size_t i = 0; i < d->caption_count; i++) {
        check(d->captions[i].text, 1 << 16);
        check(d->captions[i].credit, 1 << 20);
    }
    for (size_t i = 0; i < d->dropped_count; i++) check(d->dropped[i].text, 16 << 20);
    if (d->article.url.len && !str_starts(d->article.url, STR("http://")) && !str_starts(d->article.url, STR("https://"))) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    uint32_t bad;
    char *html = arena_space(&arena, utf8_mend((const char *)data, size, NULL, &bad));
    str page = {html, utf8_mend((const char *)data, size, html, &bad)};
    struct document first, second;
    const char *reason = NULL;
    struct page_hints hints = {.why = true, .captured = 1769157000};
    bool found = page_read(ghotona_pack_builtin(), page, &hints, &arena, &first, &reason);
    if (!found && !reason) abort();
    check_document(&first);
    if (page_read(ghotona_pack_builtin(), page, &hints, &arena, &second, &reason) != found || !str_eq(first.article.body, second.article.body)) abort();
    arena_free(&arena);
    return 0;
}
