/* Files in, articles out: plain text (one article a file) and NDJSON (one a line). */
#ifndef INPUT_H
#define INPUT_H

#include "base/base.h"

/* An article with the memory it stands in. Fields point into `memory`. */
struct input_article {
    ghotona_article article;
    const char *file; uint32_t line;    /* where it was read, for messages; line 0: the whole file */
    uint32_t bad_bytes, first_bad;      /* NDJSON: how many bytes of the line were no UTF-8 and became U+FFFD; the first, from 0 in the line */
    struct buf memory;
};

/* What was wrong with some input, told as it is met: `file:line: what, and what to do`. */
typedef void (*input_complaint)(void *user, const char *file, uint32_t line, const char *text);

struct input;
/* Open a path, or "-" for standard input. NULL, after a complaint, if it cannot be read (missing, a folder, no permission). The
 * format is found from the content: an object `{` at the beginning of the first line with content is NDJSON, all else is plain
 * text; UTF-16 (by BOM or by NUL bytes at every other place), gzip and binary are refused with a message that says what to do. */
struct input *input_open(const char *path, input_complaint complain, void *user);
/* The next article, in *out (which the caller gives zeroed the first time and may reuse: its memory is). False at the end. Bad lines and articles
 * over GHOTONA_ARTICLE_MAX are complained of, counted and skipped without being held in memory. */
bool input_next(struct input *in, struct input_article *out);
uint32_t input_rejected(const struct input *in);    /* how many lines or files were refused so far */
void input_close(struct input *in);

#endif
