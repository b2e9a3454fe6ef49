/* Reading bytes by pieces. SPDX-License-Identifier: Apache-2.0 */
#include "input/stream.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- what all streams share ------------------------------------------------------------------------------------------------- */

static void make_room(struct stream *s, size_t cap) {
    size_t len = s->end - s->at;
    if (s->at) memmove(s->chunk, s->chunk + s->at, len);
    s->at = 0;
    s->end = len;
    if (s->cap >= cap) return;
    s->chunk = must_realloc(s->chunk, cap);
    s->cap = cap;
}

static bool pull_some(struct stream *s) {
    size_t n = s->ended ? 0 : s->pull(s, s->chunk + s->end, s->cap - s->end);
    if (n == 0) s->ended = true;
    s->end += n;
    return n > 0;
}

bool stream_fill(struct stream *s) {
    if (s->at == s->end || s->end == s->cap) make_room(s, STREAM_CHUNK);
    return s->end < s->cap && pull_some(s);
}

str stream_peek(struct stream *s, size_t n) {
    while (s->end - s->at < n && stream_fill(s)) {}
    return stream_view(s);
}

void stream_take(struct stream *s, size_t n) {
    s->at += n;
    s->taken += n;
}

void stream_back(struct stream *s, uint64_t n) {
    size_t back = n < s->at ? (size_t)n : s->at;
    s->at -= back;
    s->taken -= back;
}

size_t stream_append(struct stream *s, struct buf *to, size_t n) {
    size_t got = 0;
    while (got < n && (s->at < s->end || stream_fill(s))) {
        str view = stream_view(s);
        if (view.len > n - got) view.len = n - got;
        buf_str(to, view);
        stream_take(s, view.len);
        got += view.len;
    }
    return got;
}

bool stream_all(struct stream *s, struct buf *to, size_t max) {
    to->len = 0;
    return stream_append(s, to, max + 1) <= max;
}

uint64_t stream_skip(struct stream *s, uint64_t n) {
    uint64_t skipped = 0;
    while (skipped < n && (s->at < s->end || stream_fill(s))) {
        size_t part = s->end - s->at;
        if (part > n - skipped) part = (size_t)(n - skipped);
        stream_take(s, part);
        skipped += part;
    }
    return skipped;
}

void stream_unread(struct stream *s, str bytes) {
    if (bytes.len > s->at) {
        size_t len = s->end - s->at;
        make_room(s, bytes.len + len > STREAM_CHUNK ? bytes.len + len : STREAM_CHUNK);
        memmove(s->chunk + bytes.len, s->chunk, len);
        s->at = bytes.len;
        s->end = bytes.len + len;
    }
    s->at -= bytes.len;
    memcpy(s->chunk + s->at, bytes.at, bytes.len);
    s->taken -= bytes.len;
}

static void keep(struct buf *to, str piece, size_t max, enum line *state) {
    if (*state == LINE_TOO_LONG) return;
    *state = to->len + piece.len > max ? LINE_TOO_LONG : LINE_READ;
    if (*state == LINE_READ) buf_str(to, piece);
    else buf_free(to);
}

enum line stream_line(struct stream *s, struct buf *to, size_t max) {
    enum line state = LINE_NONE;
    to->len = 0;
    while (s->at < s->end || stream_fill(s)) {
        str view = stream_view(s);
        const char *newline = memchr(view.at, '\n', view.len);
        size_t n = newline ? (size_t)(newline - view.at) : view.len;
        keep(to, str_sub(view, 0, n), max, &state);
        stream_take(s, n + (newline != NULL));
        if (newline) break;
    }
    return state;
}

void stream_close(struct stream *s) {
    if (!s) return;
    free(s->chunk);
    s->close(s);
}

void stream_fail(struct stream *s, const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (!s->fault[0]) vsnprintf(s->fault, sizeof s->fault, format, args);
    va_end(args);
}

void stream_mark(struct stream *s, uint64_t in) {
    uint64_t out = s->taken + (s->end - s->at);
    unsigned last = s->mark_count - 1;
    if (s->mark_count && s->marks[last % STREAM_MARKS].out == out) s->mark_count--;     /* the one before was empty */
    s->marks[s->mark_count % STREAM_MARKS].out = out;
    s->marks[s->mark_count % STREAM_MARKS].in = in;
    s->mark_count++;
}

bool stream_member(const struct stream *s, uint64_t *in) {
    for (unsigned k = 1; k <= s->mark_count && k <= STREAM_MARKS; k++) {
        unsigned i = (s->mark_count - k) % STREAM_MARKS;
        if (s->marks[i].out != s->taken) continue;
        *in = s->marks[i].in;
        return true;
    }
    return false;
}

/* ---- files ------------------------------------------------------------------------------------------------------------------ */

struct file_stream { struct stream base; int fd; _Atomic uint64_t *count; };

static size_t pull_file(struct stream *s, char *to, size_t n) {
    struct file_stream *f = (struct file_stream *)s;
    ssize_t got;
    do got = read(f->fd, to, n);
    while (got < 0 && errno == EINTR);
    if (got < 0) stream_fail(s, "cannot be read to its end: %s", strerror(errno));
    if (got > 0 && f->count) *f->count += (uint64_t)got;
    return got > 0 ? (size_t)got : 0;
}

static void close_file(struct stream *s) {
    struct file_stream *f = (struct file_stream *)s;
    if (f->fd > STDIN_FILENO) close(f->fd);
    free(f);
}

struct stream *stream_of_file(int fd, _Atomic uint64_t *count) {
    struct file_stream *f = must_alloc(sizeof *f);
    *f = (struct file_stream){.base = {.pull = pull_file, .close = close_file}, .fd = fd, .count = count};
    return &f->base;
}

/* ---- bytes in memory -------------------------------------------------------------------------------------------------------- */

static size_t pull_nothing(struct stream *s, char *to, size_t n) {
    (void)s, (void)to, (void)n;
    return 0;
}

static void close_bytes(struct stream *s) { free(s); }

struct stream *stream_of_bytes(struct buf *bytes) {
    struct stream *s = must_alloc(sizeof *s);
    *s = (struct stream){.pull = pull_nothing, .close = close_bytes, .chunk = bytes->at, .end = bytes->len, .cap = bytes->cap};
    *bytes = (struct buf){0};
    return s;
}
