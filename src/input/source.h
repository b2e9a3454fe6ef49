/* What the readers of the formats share. SPDX-License-Identifier: Apache-2.0 */
#ifndef SOURCE_H
#define SOURCE_H

#include "input/input.h"

/* Bytes of a file, a piece at a time. */
struct reader {
    int fd;
    char *chunk;
    size_t at, end;         /* what of the chunk is not yet taken */
    bool done;              /* nothing more comes after the chunk */
    int error;              /* errno of a failed read, or 0 */
};
enum { READER_CHUNK = 1 << 16 };

/* Read the beginning: a whole first line with content if it fits the chunk. */
void reader_begin(struct reader *r);
/* Fill an empty chunk with what is there; false at the end of the file or on an error. */
bool reader_fill(struct reader *r);
static inline str reader_view(const struct reader *r) { return (str){r->chunk + r->at, r->end - r->at}; }

struct input {
    struct reader reader;
    char *file;
    input_complaint complain;
    void *user;
    bool ndjson, finished;  /* finished: the one article of a plain file was read */
    uint32_t line, rejected;
    struct buf buffer;      /* the line being read */
    struct buf mended;      /* the same with U+FFFD for its bad bytes, if it has any */
};

/* Complain of the line being read (of the whole file in plain text). */
__attribute__((format(printf, 2, 3))) void input_say(struct input *in, const char *format, ...);
/* The same, and count one refused. */
#define input_reject(in, ...) (input_say((in), __VA_ARGS__), (void)(in)->rejected++)

bool plain_next(struct input *in, struct input_article *out);
bool ndjson_next(struct input *in, struct input_article *out);

/* Why a file that begins so cannot be read and what to do, or NULL. */
const char *format_refusal(str head);
bool format_is_ndjson(str head);

static inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
str trimmed(str s);
str without_bom(str s);

#endif
