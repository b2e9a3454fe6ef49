/* Bytes that grow, on the heap. SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

static _Noreturn void out_of_memory(size_t n) {
    fprintf(stderr, "ghotona: out of memory (%zu bytes were asked for)\n", n);
    exit(EX_OSERR);
}

void *must_alloc(size_t n) { return must_realloc(NULL, n); }

void *must_realloc(void *p, size_t n) {
    void *q = n > PTRDIFF_MAX ? NULL : realloc(p, n ? n : 1);
    if (!q) out_of_memory(n);
    return q;
}

static void reserve(struct buf *b, size_t n) {
    if (n <= b->cap - b->len) return;
    if (n > SIZE_MAX / 4) out_of_memory(n);
    size_t cap = b->cap ? b->cap * 2 : 256;
    while (cap - b->len < n) cap *= 2;
    b->at = must_realloc(b->at, cap);
    b->cap = cap;
}

void buf_put(struct buf *b, const void *bytes, size_t n) {
    if (n == 0) return;
    reserve(b, n);
    memcpy(b->at + b->len, bytes, n);
    b->len += n;
}

void buf_str(struct buf *b, str s) { buf_put(b, s.at, s.len); }
void buf_text(struct buf *b, const char *z) { buf_put(b, z, strlen(z)); }
void buf_byte(struct buf *b, char c) { buf_put(b, &c, 1); }

void buf_letter(struct buf *b, uint32_t c) {
    char bytes[4];
    buf_put(b, bytes, utf8_put(bytes, c));
}

void buf_printf(struct buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        reserve(b, (size_t)n + 1);
        vsnprintf(b->at + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_free(struct buf *b) {
    free(b->at);
    *b = (struct buf){0};
}
