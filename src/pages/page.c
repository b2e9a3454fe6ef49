/* A web page in, one article out. SPDX-License-Identifier: Apache-2.0 */
#include "pages/pages.h"
#include "pages/body.h"

static str join_body(const struct blocks *b, struct arena *arena) {
    struct buf body = {0};
    for (uint32_t i = 0; i < b->len; i++) {
        if (b->at[i].why) continue;
        if (body.len) buf_byte(&body, '\n');
        buf_str(&body, b->at[i].text);
    }
    str s = arena_copy(arena, buf_view(&body));
    buf_free(&body);
    return s;
}

bool page_read(const pack *pk, str html, const struct page_hints *hints, struct arena *arena, struct document *out, const char **reason) {
    struct tree tree;
    struct blocks blocks;
    (void)pk, (void)hints;
    *out = (struct document){0};
    if (!tree_parse(html, arena, &tree, reason)) return false;
    blocks_find(&tree, arena, &blocks);
    body_find(&tree, &blocks, arena);
    out->article.body = join_body(&blocks, arena);
    if (out->article.body.len == 0) *reason = "has no article in it";
    return out->article.body.len > 0;
}
