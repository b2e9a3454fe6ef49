/* What goes to standard error, and what several commands share in opening and writing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "input/input.h"
#include "output/write.h"
#include <errno.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static bool progress_shown;     /* guarded by turn */
static bool as_json;            /* set before there are threads */

void talk_as_json(void) { as_json = true; }

bool talks_json(void) { return as_json; }

void talk_object(const char *event, str fields) {
    struct buf line = {0};
    time_t seconds = time(NULL);
    struct tm t;
    gmtime_r(&seconds, &t);
    buf_printf(&line, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02dZ\",\"event\":\"%s\",", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, event);
    buf_str(&line, fields);
    buf_text(&line, "}\n");
    pthread_mutex_lock(&turn);
    fwrite(line.at, 1, line.len, stderr);
    pthread_mutex_unlock(&turn);
    buf_free(&line);
}

static void talk_message(const char *format, va_list args) {
    struct buf fields = {0};
    char text[4096];
    vsnprintf(text, sizeof text, format, args);
    buf_text(&fields, "\"message\":");
    write_json_string(&fields, str_of(text));
    talk_object("message", buf_view(&fields));
    buf_free(&fields);
}

static void clear_progress(void) {
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}

void talk(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (as_json) {
        talk_message(format, args);
    } else {
        pthread_mutex_lock(&turn);
        clear_progress();
        vfprintf(stderr, format, args);
        fputc('\n', stderr);
        pthread_mutex_unlock(&turn);
    }
    va_end(args);
}

void talk_of(const char *file, uint32_t line, const char *text) {
    if (line > 0) talk("%s:%u: %s", file, line, text);
    else talk("%s: %s", file, text);
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
