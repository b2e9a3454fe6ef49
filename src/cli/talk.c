/* What goes to standard error, and what several commands share in opening and writing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "input/input.h"
#include "output/write.h"
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static bool progress_shown;     /* guarded by turn */

static void clear_progress(void) {
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}

void talk(const char *format, ...) {
    va_list args;
    va_start(args, format);
    pthread_mutex_lock(&turn);
    clear_progress();
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    pthread_mutex_unlock(&turn);
    va_end(args);
}

void talk_fault(void *user, const struct fault *fault) {
    (void)user;
    struct buf line = {0}, plain = {0};
    origin_name(&line, &fault->at);
    buf_text(&line, ": ");
    buf_str(&line, fault->text);
    write_plain(&plain, buf_view(&line));
    talk("%.*s", (int)plain.len, plain.at);
    buf_free(&line);
    buf_free(&plain);
}

void talk_progress(const char *format, ...) {
    va_list args;
    va_start(args, format);
    pthread_mutex_lock(&turn);
    clear_progress();
    vfprintf(stderr, format, args);
    fflush(stderr);
    progress_shown = true;
    pthread_mutex_unlock(&turn);
    va_end(args);
}

const ghotona_pack *open_pack(const char *dir) {
    const ghotona_pack *loaded;
    char message[4096];
    if (!dir) return ghotona_pack_builtin();
    if (ghotona_pack_load(dir, &loaded, message, sizeof message) == GHOTONA_OK) return loaded;
    talk("%s", message);
    return NULL;
}

const char *input_name(const char *path) { return strcmp(path, "-") == 0 ? "(standard input)" : path; }

static bool write_failed(const char *name) {
    talk("%s: cannot be written: %s", name, strerror(errno));
    return false;
}

bool write_out(FILE *to, const char *name, str bytes) {
    if (bytes.len == 0) return true;
    return fwrite(bytes.at, 1, bytes.len, to) == bytes.len || write_failed(name);
}

bool flush_out(FILE *to, const char *name) { return (fflush(to) == 0 && !ferror(to)) || write_failed(name); }
