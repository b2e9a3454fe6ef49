/* Files in, articles out. SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Parts of a message may be cut within a letter, by us or by a library. */
void input_say(struct input *in, const char *format, ...) {
    char text[512], mended[sizeof text * 3];
    uint32_t bad;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    mended[utf8_mend(text, strlen(text), mended, &bad)] = '\0';
    in->complain(in->user, in->file, in->line, mended);
}

static bool is_folder(int fd) {
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Opens and reads the beginning; false after a complaint. */
static bool begin(struct input *in, bool standard) {
    in->reader.fd = standard ? STDIN_FILENO : open(in->file, O_RDONLY | O_CLOEXEC);
    if (in->reader.fd < 0) {
        input_say(in, "cannot be opened: %s", strerror(errno));
        return false;
    }
    if (is_folder(in->reader.fd)) {
        input_say(in, "a folder: give the files in it, such as %s/*", in->file);
        return false;
    }
    in->reader.chunk = must_alloc(READER_CHUNK);
    reader_begin(&in->reader);
    if (in->reader.error) {
        input_say(in, "cannot be read: %s", strerror(in->reader.error));
        return false;
    }
    const char *refusal = format_refusal(reader_view(&in->reader));
    if (refusal) input_say(in, "%s", refusal);
    return !refusal;
}

static char *copied(const char *z) { return memcpy(must_alloc(strlen(z) + 1), z, strlen(z) + 1); }

struct input *input_open(const char *path, input_complaint complain, void *user) {
    bool standard = strcmp(path, "-") == 0;
    struct input *in = must_alloc(sizeof *in);
    *in = (struct input){.file = copied(standard ? "(standard input)" : path), .complain = complain, .user = user};
    if (!begin(in, standard)) {
        input_close(in);
        return NULL;
    }
    in->ndjson = format_is_ndjson(reader_view(&in->reader));
    return in;
}

bool input_next(struct input *in, struct input_article *out) {
    out->article = (ghotona_article){0};
    out->file = in->file;
    out->line = out->bad_bytes = out->first_bad = 0;
    if (in->ndjson ? ndjson_next(in, out) : plain_next(in, out)) return true;
    if (in->reader.error) input_reject(in, "cannot be read to its end: %s", strerror(in->reader.error));
    in->reader.error = 0;
    return false;
}

uint32_t input_rejected(const struct input *in) { return in->rejected; }

void input_close(struct input *in) {
    if (!in) return;
    if (in->reader.fd > STDIN_FILENO) close(in->reader.fd);
    free(in->reader.chunk);
    buf_free(&in->buffer);
    buf_free(&in->mended);
    free(in->file);
    free(in);
}
