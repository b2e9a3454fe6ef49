/* A file of any bytes, opened as input: it is read to its end, what is found is valid UTF-8 of a fair size, nothing is refused in silence. */
#ifndef FUZZ_INPUTS_H
#define FUZZ_INPUTS_H

#include "input/input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_text(str s) {
    if (utf8_valid_len(s.at, s.len) != s.len) abort();
}

static void hear_fault(void *user, const struct fault *fault) {
    if (!fault->text.len) abort();
    check_text(fault->text);
    check_text(fault->at.member);
    ++*(size_t *)user;
}

static void check_found(const struct document *d) {
    const str fields[] = {d->article.id, d->article.title, d->article.body, d->article.published, d->article.outlet, d->article.url, d->article.language,
                          d->kicker, d->byline, d->section, d->dateline, d->credit, d->modified, d->origin.member};
    for (size_t i = 0; i < LENGTH(fields); i++) check_text(fields[i]);
    for (size_t i = 0; i < d->caption_count; i++) check_text(d->captions[i].text), check_text(d->captions[i].credit);
    for (size_t i = 0; i < d->dropped_count; i++) check_text(d->dropped[i].text);
    if (!(d->quality.bengali >= 0 && d->quality.bengali <= 1)) abort();
}

static void read_bytes(const struct input_options *options, const struct buf *bytes) {
    char path[64];
    int fd = memfd_create("input", 0);
    if (fd < 0 || (bytes->len && write(fd, bytes->at, bytes->len) != (ssize_t)bytes->len)) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    size_t complaints = 0;
    struct input *in = input_open(path, options, hear_fault, &complaints);
    for (const struct document *d; (d = input_next(in));) check_found(d);
    if (input_refused(in) > complaints) abort();
    input_close(in);
    close(fd);
}

#endif
