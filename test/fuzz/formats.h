/* What the fuzz targets of the structured formats share: every document must lie in memory and within its limits, nothing is skipped in silence, and
 * bytes that come by pieces give what they give at once. SPDX-License-Identifier: Apache-2.0 */
#ifndef FUZZ_FORMATS_H
#define FUZZ_FORMATS_H

#include "input/formats.h"
#include <stdlib.h>

struct formats_heard { struct arena arena; size_t found, complaints; uint64_t sum; };

static inline void formats_add(struct formats_heard *h, str s) {
    if (s.len && utf8_valid_len(s.at, s.len) != s.len) abort();
    h->sum = h->sum * 31 + hash_bytes(s.at, s.len);
}

static inline void formats_found(void *user, struct document *d, uint32_t line) {
    struct formats_heard *h = user;
    const str fields[] = {d->article.id, d->article.title, d->article.body, d->article.published, d->article.outlet, d->article.url, d->article.language,
                          d->kicker, d->byline, d->section, d->dateline, d->credit, d->modified};
    for (size_t i = 0; i < LENGTH(fields); i++) formats_add(h, fields[i]);
    for (size_t i = 0; i < d->caption_count; i++) {
        formats_add(h, d->captions[i].text);
        formats_add(h, d->captions[i].credit);
    }
    if (d->article.title.len + d->article.body.len == 0) abort();
    h->sum += line;
    h->found++;
    arena_reset(&h->arena);
}

static inline void formats_complain(void *user, uint32_t line, bool skipped, const char *text) {
    struct formats_heard *h = user;
    (void)skipped;
    formats_add(h, str_of(text));
    h->sum += line;
    h->complaints++;
}

/* The input as valid UTF-8, as readers are given it; to be freed. */
static inline struct buf formats_bytes(const uint8_t *data, size_t size) {
    struct buf b = {0};
    uint32_t bad;
    b.len = b.cap = utf8_mend((const char *)data, size, NULL, &bad);
    b.at = must_alloc(b.cap);
    utf8_mend((const char *)data, size, b.at, &bad);
    return b;
}

static inline struct format_call formats_call(struct formats_heard *h, const struct field_map *map) {
    return (struct format_call){.pack = ghotona_pack_builtin(), .arena = &h->arena, .map = map, .captured = 1769157000, .found = formats_found,
                                .complain = formats_complain, .user = h};
}

static inline void formats_kinds(str text, const struct field_map *map) {
    str head = str_sub(text, 0, text.len < 4096 ? text.len : 4096);
    int kinds = format_looks_like_feed(head) + format_looks_like_ndjson(head) + format_looks_like_json(head) +
                format_looks_like_table(ghotona_pack_builtin(), map, head);
    if (kinds > 1) abort();
}

#endif
