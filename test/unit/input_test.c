/* Files in, articles out. SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"
#include "tap.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/ghotona-input-XXXXXX", path[64];
static struct buf complaints;
static struct input *in;
static const struct document *found;

static void complain(void *user, const struct fault *fault) {
    (void)user;
    str file = fault->at.file, text = fault->text;
    const char *slash = memrchr(file.at, '/', file.len);
    if (slash) file = str_sub(file, (size_t)(slash - file.at) + 1, file.len);
    buf_printf(&complaints, "%.*s:%u: %.*s\n", (int)file.len, file.at, fault->at.line, (int)text.len, text.at);
}

static void write_file(str bytes) {
    FILE *file = fopen(path, "wb");
    fwrite(bytes.at, 1, bytes.len, file);
    fclose(file);
}

static void open_path(const char *name) {
    const struct input_options options = {.pack = ghotona_pack_builtin()};
    complaints.len = 0;
    in = input_open(name, &options, complain, NULL);
}

static void open_bytes(str bytes) {
    write_file(bytes);
    open_path(path);
}

static bool next(void) { return (found = input_next(in)) != NULL; }

static void complained(const char *want, const char *what) {
    str got = buf_view(&complaints);
    bool told = want[0] ? got.len && memmem(got.at, got.len, want, strlen(want)) : got.len == 0;
    ok(told, "%s: %s%s", what, want[0] ? "told of " : "nothing to tell of", want);
    if (!told) printf("# told «%.*s»\n", (int)got.len, got.at);
}

/* A file of one article. */
static void reads(str bytes, const char *title, const char *body, const char *what) {
    open_bytes(bytes);
    ok(next(), "%s is read", what);
    if (!found) return;
    same(found->article.title, str_of(title), "%s: title", what);
    same(found->article.body, str_of(body), "%s: body", what);
    ok(!next() && input_refused(in) == 0, "%s: nothing more", what);
    complained("", what);
    input_close(in);
}

/* A file without an article. */
static void rejects(str bytes, const char *because, const char *what) {
    open_bytes(bytes);
    ok(!next(), "%s has no article", what);
    ok(input_refused(in) == 1, "%s: one is counted", what);
    complained(because, what);
    ok(!next() && input_refused(in) == 1, "%s: and only once", what);
    input_close(in);
}

static void plain(void) {
    reads(STR("শিরোনাম\nখবর।\nআরও।\n"), "শিরোনাম", "খবর।\nআরও।", "a title and its body");
    reads(STR("\n \nশিরোনাম \n\nখবর।"), "শিরোনাম", "\nখবর।", "empty lines");
    reads(STR("খবর।\nআরও।"), "", "খবর।\nআরও।", "a first line with a danda");
    reads(STR("Khobor.\nAro."), "", "Khobor.\nAro.", "a first line with a full stop");
    reads(STR("শিরোনাম"), "", "শিরোনাম", "a line alone");
    reads(STR("শিরোনাম\n\n  \n"), "", "শিরোনাম", "a line alone, with empty ones");
    reads(STR("কে দায়ী?\nখবর।"), "কে দায়ী?", "খবর।", "a title that asks");
    reads(STR("\xEF\xBB\xBFশিরোনাম\r\nখবর।\r\nআরও।\r\n"), "শিরোনাম", "খবর।\nআরও।", "BOM and CR LF");
    reads(STR("শিরোনাম\rখবর।\r"), "শিরোনাম", "খবর।", "CR alone");
    reads(STR("[খবর] {x}"), "", "[খবর] {x}", "brackets in plain text");
    open_bytes(STR("ক\xFFখ গঘঙচছজঝঞ"));
    ok(next(), "a bad byte");
    same(found->article.body, STR("ক\xEF\xBF\xBDখ গঘঙচছজঝঞ"), "a bad byte is replaced");
    complained(":0: byte 4 is not UTF-8 (replaced)", "a bad byte");
    input_close(in);
    open_bytes(STR("ক\0খগ ঘঙ"));
    ok(next() && found->article.body.len == 17, "a NUL is kept");
    ok(found->article.id.at == NULL && found->origin.line == 0 && str_is(found->origin.file, path), "no id, line 0, the file's path");
    input_close(in);
    rejects(STR(""), ":0: no text in it", "an empty file");
    rejects(STR(" \n\t\r\n"), ":0: no text in it", "white space");
    rejects(STR("\xEF\xBB\xBF"), ":0: no text in it", "a BOM alone");
}

static void refusals(void) {
    rejects(STR("\x7F" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0"), ":0: a program", "a program");
    rejects(STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1"), ":0: a picture", "a picture");
    rejects(STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "pdftotext", "a PDF");
    rejects(STR("\1\2\3\4\5\6\7\x10\x11\x12"), ":0: no text: a binary file", "controls");
    open_path("/no/such/file");
    ok(!next() && input_refused(in) == 1, "a file that is not there is refused");
    complained("file:0: cannot be opened: No such file", "a file that is not there");
    input_close(in);
    write_file(STR("ঢাকায় বৃষ্টি"));
    open_path(folder);
    ok(next() && str_is(found->origin.file, path), "a folder gives what is in it");
    input_close(in);
    open_bytes(STR("a\ta\ta\ta\ta\n"));
    ok(next() && !found->quality.encoding, "a table of single letters is not taken for UTF-16");
    input_close(in);
}

static void bad_lines(void) {
    open_bytes(STR("{\"body\":\"ক\"}\n{\"body\":\n\n{\"id\":1}\n[1]\nখবর\n{\"body\":7}\n{\"body\":\"\\ud800\"}\n{\"body\":\"\xFF\"}\n"
                   "{\"body\":\"খ\"}"));
    ok(next() && found->quality.bad_bytes == 0, "the first is read");
    ok(next() && found->origin.line == 9, "the one with a bad byte is read");
    same(found->article.body, STR("\xEF\xBF\xBD"), "the bad byte is replaced");
    ok(found->quality.bad_bytes == 1, "and counted");
    complained(":9: byte 10 is not UTF-8 (replaced)", "a bad byte, with its place in the line");
    ok(next() && found->origin.line == 10 && found->quality.bad_bytes == 0, "the last is read, with its line");
    same(found->article.body, STR("খ"), "the last, without newline");
    ok(!next() && input_refused(in) == 6, "six lines are refused");
    complained(":2: the JSON object does not end on this line", "an object over several lines");
    complained(":4: neither \"title\" nor \"body\"", "no text");
    complained(":5: a list where an object is expected", "a list");
    complained(":6: not JSON", "plain text");
    complained(":7: \"body\" is a number", "a body that is a number");
    complained(":8: not JSON", "a lone surrogate");
    input_close(in);
}

static void deep(void) {
    struct buf b = {0};
    for (int i = 0; i < 500000; i++) buf_text(&b, "{\"a\":");
    buf_text(&b, "\n{\"body\":\"ক\"}");
    open_bytes(buf_view(&b));
    ok(next() && found->origin.line == 2, "half a million objects in one another, and then a good line");
    complained(":1: not JSON: maximum parsing depth reached", "depth");
    input_close(in);
    buf_free(&b);
}

static void put_object(struct buf *b, size_t body) {
    buf_text(b, "{\"body\":\"");
    for (size_t i = 0; i < body; i += 4096) buf_printf(b, "%4096s", "x");
    buf_text(b, "\"}\n");
}

static void large(void) {
    struct buf b = {0};
    put_object(&b, GHOTONA_ARTICLE_MAX);
    put_object(&b, GHOTONA_ARTICLE_MAX + 4096);
    put_object(&b, GHOTONA_ARTICLE_MAX * 4);
    put_object(&b, 4096);
    open_bytes(buf_view(&b));
    ok(next() && found->article.body.len == GHOTONA_ARTICLE_MAX, "an article of just the size that is allowed");
    ok(next() && found->origin.line == 4, "the next two are skipped");
    ok(!next() && input_refused(in) == 2, "and counted");
    complained(":2: the article is larger than 16 MiB", "an article that is too large");
    complained(":3: the line is longer than 64 MiB", "a line that is too long");
    input_close(in);
    b.len = 0;
    while (b.len <= GHOTONA_ARTICLE_MAX) buf_text(&b, "খবর।\n");
    rejects(buf_view(&b), "larger than the 16 MiB", "a plain file that is too large");
    buf_free(&b);
}

static void from_pipe(void) {
    int ends[2], old = dup(STDIN_FILENO);
    static const char first[] = " \n{\"body\":\"ক\"}\n{\"bo", rest[] = "dy\":\"খ\"}\n";
    ok(pipe(ends) == 0 && write(ends[1], first, sizeof first - 1) > 0, "a pipe");
    dup2(ends[0], STDIN_FILENO);
    open_path("-");
    ok(next() && found->origin.line == 2, "a line is read before the next is complete");
    same(found->origin.file, STR("(standard input)"), "the name of standard input");
    ok(write(ends[1], rest, sizeof rest - 1) > 0, "the rest comes");
    close(ends[1]);
    ok(next() && found->origin.line == 3 && !next(), "and is read");
    input_close(in);
    dup2(old, STDIN_FILENO);
    close(old);
    close(ends[0]);
}

int main(void) {
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/file", folder);
    plain();
    refusals();
    bad_lines();
    deep();
    large();
    from_pipe();
    buf_free(&complaints);
    unlink(path);
    rmdir(folder);
    return tap_end();
}
