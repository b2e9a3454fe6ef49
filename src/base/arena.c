/* Memory that is freed all at once. SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALIGN = 16 };
static const size_t FIRST_BLOCK = (size_t)1 << 20, LARGEST_STEP = (size_t)16 << 20;

struct arena_block { struct arena_block *next; size_t size; alignas(ALIGN) char bytes[]; };

/* Blocks double, so that their number stays small, up to a step that does not waste much. */
static size_t block_size(const struct arena *a, size_t n) {
    size_t size = a->current ? a->current->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    return size < n ? n : size;
}

static void add_block(struct arena *a, size_t n) {
    size_t size = block_size(a, n);
    struct arena_block *block = must_alloc(sizeof *block + size);
    block->next = NULL;
    block->size = size;
    if (a->current) a->current->next = block;
    else a->first = block;
    a->current = block;
    a->used = 0;
}

static size_t rounded(size_t n) { return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

static char *take(struct arena *a, size_t n) {
    if (n > SIZE_MAX / 4) must_alloc(n);    /* ends the process: rounding would wrap around */
    n = rounded(n ? n : 1);
    if (!a->current || a->current->size - a->used < n) add_block(a, n);
    char *at = a->current->bytes + a->used;
    a->used += n;
    return at;
}

void *arena_space(struct arena *a, size_t n) { return take(a, n); }

void *arena_alloc(struct arena *a, size_t n) { return memset(take(a, n), 0, n); }

str arena_copy(struct arena *a, str s) {
    if (!s.at) return s;
    char *at = take(a, s.len);
    memcpy(at, s.at, s.len);
    return (str){at, s.len};
}

str arena_printf(struct arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) n = 0;
    char *at = arena_alloc(a, (size_t)n + 1);
    vsnprintf(at, (size_t)n + 1, format, again);
    va_end(again);
    return (str){at, (size_t)n};
}

static void free_blocks(struct arena_block *block) {
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_reset(struct arena *a) {
    if (!a->first) return;
    free_blocks(a->first->next);
    a->first->next = NULL;
    a->current = a->first;
    a->used = 0;
    if (a->first->size > FIRST_BLOCK) arena_free(a);    /* one large article must not hold its memory for ever */
}

void arena_free(struct arena *a) {
    free_blocks(a->first);
    *a = (struct arena){0};
}

/* True if `at` was the last piece taken and can grow to n bytes where it stands. */
static bool grow_in_place(struct arena *a, const char *at, size_t old, size_t n) {
    struct arena_block *block = a->current;
    if (!at || at + rounded(old) != block->bytes + a->used) return false;
    size_t offset = (size_t)(at - block->bytes);
    if (block->size - offset < rounded(n)) return false;
    a->used = offset + rounded(n);
    return true;
}

void *vec_grow(struct arena *a, void *at, uint32_t len, uint32_t *cap, size_t size) {
    if (*cap > UINT32_MAX / 2) must_alloc(SIZE_MAX);    /* ends the process: the count would wrap around */
    size_t old = *cap * size;
    *cap = *cap ? *cap * 2 : 8;
    size_t n = *cap * size;
    char *to = grow_in_place(a, at, old, n) ? at : take(a, n);
    if (len && to != at) memcpy(to, at, len * size);
    memset(to + len * size, 0, n - len * size);
    return to;
}
