/* A file of any bytes, opened as input: it is read to its end, and every article fits in itself. */
#include "input/input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hear(void *user, const char *file, uint32_t line, const char *text) {
    (void)line;
    if (!file || !text || !*text || utf8_valid_len(text, strlen(text)) != strlen(text)) abort();
    ++*(size_t *)user;
}

static void touch(str s) {
    unsigned sum = 0;
    for (size_t i = 0; i < s.len; i++) sum += (unsigned char)s.at[i];
    if (sum == UINT32_MAX) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    int fd = memfd_create("input", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    size_t complaints = 0, articles = 0;
    struct input_article a = {0};
    struct input *in = input_open(path, hear, &complaints);
    while (in && input_next(in, &a)) {
        const str fields[] = {a.article.id, a.article.title, a.article.body, a.article.published,
                              a.article.outlet, a.article.url, a.article.language};
        for (size_t i = 0; i < LENGTH(fields); i++) touch(fields[i]);
        if (a.article.title.len + a.article.body.len > GHOTONA_ARTICLE_MAX) abort();
        if (++articles > size + 1) abort();
    }
    if (in && input_rejected(in) > complaints) abort();     /* nothing is refused in silence */
    if (in) input_close(in);
    buf_free(&a.memory);
    close(fd);
    return 0;
}
