/* Reading a file by pieces. SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"
#include <errno.h>
#include <unistd.h>

/* Appends one read to the chunk; false when there is no more to come. */
static bool read_some(struct reader *r) {
    ssize_t n;
    do n = read(r->fd, r->chunk + r->end, READER_CHUNK - r->end);
    while (n < 0 && errno == EINTR);
    if (n < 0) r->error = errno;
    if (n <= 0) r->done = true;
    else r->end += (size_t)n;
    return n > 0;
}

static bool has_line(str s) {
    size_t i = 0;
    while (i < s.len && is_blank(s.at[i])) i++;
    return i < s.len && memchr(s.at + i, '\n', s.len - i);
}

void reader_begin(struct reader *r) {
    while (r->end < READER_CHUNK && !has_line(reader_view(r)) && read_some(r)) {}
}

bool reader_fill(struct reader *r) {
    r->at = r->end = 0;
    return !r->done && read_some(r);
}
