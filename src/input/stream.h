/* Bytes that come by pieces: of a file, of what is unpacked from it, of a member of an archive. SPDX-License-Identifier: Apache-2.0 */
#ifndef STREAM_H
#define STREAM_H

#include "base/base.h"

enum { STREAM_CHUNK = 1 << 16, STREAM_MARKS = 8 };

struct stream {
    /* Gives 1 to n bytes; 0 at the end, with `fault` where that is too early. Does not cross the end of a compressed member. */
    size_t (*pull)(struct stream *s, char *to, size_t n);
    void (*close)(struct stream *s);        /* frees what `pull` needs, and the stream */
    char *chunk; size_t at, end, cap;       /* what is pulled and not yet taken */
    bool ended;
    char fault[192];                        /* what went wrong last; nothing: empty. Whoever tells it empties it */
    uint64_t taken;
    struct { uint64_t out, in; } marks[STREAM_MARKS];   /* where compressed members begin, in what is unpacked and in what is packed */
    unsigned mark_count;
};

static inline str stream_view(const struct stream *s) { return (str){s->chunk ? s->chunk + s->at : NULL, s->end - s->at}; }
/* More than is in view; false at the end, or when the chunk is full. */
bool stream_fill(struct stream *s);
/* At least n bytes in view, if there are so many and the chunk can hold them. */
str stream_peek(struct stream *s, size_t n);
void stream_take(struct stream *s, size_t n);
/* Back over up to n bytes that were taken of the chunk. */
void stream_back(struct stream *s, uint64_t n);
/* Append up to n bytes to `to`; fewer only at the end. */
size_t stream_append(struct stream *s, struct buf *to, size_t n);
/* All of it, if it is at most `max` bytes; false if it is more. */
bool stream_all(struct stream *s, struct buf *to, size_t max);
uint64_t stream_skip(struct stream *s, uint64_t n);
/* Put bytes back in front of the view. */
void stream_unread(struct stream *s, str bytes);
enum line { LINE_NONE, LINE_READ, LINE_TOO_LONG };
/* The next line without its newline, in `to`, which is emptied first. A longer one than `max` is skipped without being held. */
enum line stream_line(struct stream *s, struct buf *to, size_t max);
void stream_close(struct stream *s);

__attribute__((format(printf, 2, 3))) void stream_fail(struct stream *s, const char *format, ...);
/* Notes that a compressed member begins where the next byte is pulled; `in` is its place in the file. */
void stream_mark(struct stream *s, uint64_t in);
/* Where the member begins that begins at the next byte of the view; false if none does. */
bool stream_member(const struct stream *s, uint64_t *in);

/* Takes over fd; `count` (or NULL) is raised by what is read. */
struct stream *stream_of_file(int fd, _Atomic uint64_t *count);
/* Takes over the bytes. */
struct stream *stream_of_bytes(struct buf *bytes);
/* Unpack `from`, which stays the caller's and must outlive it. */
struct stream *stream_of_gzip(struct stream *from);
struct stream *stream_of_zstd(struct stream *from);
struct stream *stream_of_packed(struct stream *from);       /* bzip2 and xz */

#endif
