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
static struct input_article article;

static void complain(void *user, const char *file, uint32_t line, const char *text) {
    (void)user;
    const char *slash = strrchr(file, '/');
    buf_printf(&complaints, "%s:%u: %s\n", slash ? slash + 1 : file, line, text);
}

static void write_file(str bytes) {
    FILE *file = fopen(path, "wb");
    fwrite(bytes.at, 1, bytes.len, file);
    fclose(file);
}

static bool open_bytes(str bytes) {
    write_file(bytes);
    complaints.len = 0;
    in = input_open(path, complain, NULL);
    return in != NULL;
}

static bool next(void) { return input_next(in, &article); }

static void complained(const char *want, const char *what) {
    str got = buf_view(&complaints);
    bool found = want[0] ? got.len && memmem(got.at, got.len, want, strlen(want)) : got.len == 0;
    ok(found, "%s: %s%s", what, want[0] ? "told of " : "nothing to tell of", want);
    if (!found) printf("# told «%.*s»\n", (int)got.len, got.at);
}

/* A file that is refused as a whole when it is opened. */
static void refused(str bytes, const char *because, const char *what) {
    ok(!open_bytes(bytes), "%s is refused", what);
    complained(because, what);
}

/* A file of one article. */
static void reads(str bytes, const char *title, const char *body, const char *what) {
    ok(open_bytes(bytes) && next(), "%s is read", what);
    if (!in) return;
    same(article.article.title, str_of(title), "%s: title", what);
    same(article.article.body, str_of(body), "%s: body", what);
    ok(!next() && input_rejected(in) == 0, "%s: nothing more", what);
    complained("", what);
    input_close(in);
}

/* A file whose one article is refused when it comes up. */
static void rejects(str bytes, const char *because, const char *what) {
    ok(open_bytes(bytes) && !next(), "%s has no article", what);
    if (!in) return;
    ok(input_rejected(in) == 1, "%s: one is counted", what);
    complained(because, what);
    ok(!next() && input_rejected(in) == 1, "%s: and only once", what);
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
    reads(STR("ক\xFFখ গঘঙচছজঝঞ"), "", "ক\xFFখ গঘঙচছজঝঞ", "a bad byte is left for the reader of the text");
    ok(open_bytes(STR("ক\0খগ ঘঙ")) && next() && article.article.body.len == 17, "a NUL is kept");
    ok(article.article.id.at == NULL && article.line == 0 && strcmp(article.file, path) == 0, "no id, line 0, the file's path");
    input_close(in);
    rejects(STR(""), ":0: no text in it", "an empty file");
    rejects(STR(" \n\t\r\n"), ":0: no text in it", "white space");
    rejects(STR("\xEF\xBB\xBF"), ":0: no text in it", "a BOM alone");
}

static void refusals(void) {
    refused(STR("\x1F\x8B\x08\0\0\0"), "gzip -dc", "gzip");
    refused(STR("\xFF\xFE\x95\x09"), "iconv -f UTF-16 -t UTF-8", "UTF-16 with BOM");
    refused(STR("\xFE\xFF\x09\x95"), "iconv -f UTF-16 -t UTF-8", "UTF-16 with BOM, big end first");
    refused(STR("\xFF\xFE\0\0\x95\x09\0\0"), "iconv -f UTF-32", "UTF-32");
    refused(STR("\x95\x09\xBE\x09 \0\x96\x09\n\0"), "iconv -f UTF-16LE", "UTF-16 without BOM");
    refused(STR("\x09\x95\x09\xBE\0 \x09\x96\0\n"), "iconv -f UTF-16BE", "UTF-16 without BOM, big end first");
    refused(STR("{\0\"\0i\0d\0\"\0:\0"), "iconv -f UTF-16LE", "JSON in UTF-16");
    refused(STR("\x7F" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0"), "not text in UTF-8", "a program");
    refused(STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1"), "not text in UTF-8", "a picture");
    refused(STR("[\n {\"body\":\"ক\"}]"), "jq -c '.[]'", "a JSON array");
    complaints.len = 0;
    ok(!input_open(folder, complain, NULL), "a folder is refused");
    complained("a folder: give the files in it", "a folder");
    complaints.len = 0;
    ok(!input_open("/no/such/file", complain, NULL), "a file that is not there is refused");
    complained("file:0: cannot be opened: No such file", "a file that is not there");
    ok(open_bytes(STR("a\ta\ta\ta\ta\n")), "a table of single letters is not taken for UTF-16");
    input_close(in);
}

static void fields(void) {
    ok(open_bytes(STR("{\"id\":\"a1\",\"title\":\"ক\",\"body\":\"খ\",\"published\":\"2026-02-07T10:00\",\"outlet\":\"গ\","
                      "\"url\":\"http://x\",\"language\":\"bn\",\"section\":7}\n")) && next(), "every field");
    const ghotona_article *a = &article.article;
    same(a->id, STR("a1"), "id");
    same(a->title, STR("ক"), "title");
    same(a->body, STR("খ"), "body");
    same(a->published, STR("2026-02-07T10:00"), "published");
    same(a->outlet, STR("গ"), "outlet");
    same(a->url, STR("http://x"), "url");
    same(a->language, STR("bn"), "language");
    ok(article.line == 1, "line");
    complained("", "a field that is not ours");
    input_close(in);
    ok(open_bytes(STR("{\"id\":9007199254740993,\"text\":\"ক\\u0000\\u0996\\nগ\",\"publication\":\"গ\",\"title\":null,\"url\":\"\"}")) && next(),
       "other names");
    same(a->id, STR("9007199254740993"), "a number as id");
    same(a->body, STR("ক\0খ\nগ"), "text, with NUL and escapes");
    same(a->outlet, STR("গ"), "publication");
    ok(!a->title.at && !a->url.at && !a->published.at, "null, empty and absent are unknown");
    input_close(in);
    reads(STR("{\"body\":\" \",\"text\":\"খ\"}"), "", "খ", "text where body is blank");
    reads(STR("{\"body\":\"ক\",\"text\":\"খ\"}"), "", "ক", "body before text");
    reads(STR("{\"title\":\"ক\"}"), "ক", "", "a title alone");
    reads(STR("\xEF\xBB\xBF\r\n\n {\"title\":\"ক\",\"body\":\"a\\r\\nb\"}\r\n\r\n"), "ক", "a\r\nb", "BOM, CR LF and empty lines");
}

static void wrong_types(void) {
    ok(open_bytes(STR("{\"title\":[\"x\"],\"body\":\"ক\",\"url\":{},\"outlet\":1,\"language\":true}\n"
                      "{\"body\":\"ক\",\"published\":1769135400,\"id\":false}\n"
                      "{\"body\":\"ক\",\"published\":\"৭ ফেব্রুয়ারি\"}\n")), "fields of wrong types");
    ok(next() && !article.article.title.at && !article.article.outlet.at, "the first is read without them");
    complained(":1: \"title\" is a list where text is expected: left out", "title");
    complained(":1: \"url\" is an object", "url");
    complained(":1: \"outlet\" is a number", "outlet");
    complained(":1: \"language\" is true or false", "language");
    ok(next() && article.line == 2 && !article.article.published.at && !article.article.id.at, "the second too");
    complained(":2: \"published\" is a number", "published");
    ok(next() && !article.article.published.at, "the third without its date");
    complained(":3: \"published\" does not begin with a day", "published");
    ok(!next() && input_rejected(in) == 0, "none is refused for that");
    input_close(in);
}

static void bad_lines(void) {
    ok(open_bytes(STR("{\"body\":\"ক\"}\n{\"body\":\n\n{\"id\":1}\n[1]\nখবর\n{\"body\":7}\n{\"body\":\"\\ud800\"}\n{\"body\":\"\xFF\"}\n"
                      "{\"body\":\"খ\"}")), "bad lines between good ones");
    ok(next() && article.bad_bytes == 0, "the first is read");
    ok(next() && article.line == 9, "the one with a bad byte is read");
    same(article.article.body, STR("\xEF\xBF\xBD"), "the bad byte is replaced");
    ok(article.bad_bytes == 1 && article.first_bad == 9, "and told, with its place in the line");
    ok(next() && article.line == 10 && article.bad_bytes == 0, "the last is read, with its line");
    same(article.article.body, STR("খ"), "the last, without newline");
    ok(!next() && input_rejected(in) == 6, "six lines are refused");
    complained(":2: the JSON object does not end on this line", "an object over several lines");
    complained(":4: neither \"title\" nor \"body\"", "no text");
    complained(":5: a list where an object is expected", "a list");
    complained(":6: not JSON", "plain text");
    complained(":7: \"body\" is a number", "a body that is a number");
    complained(":8: not JSON", "a lone surrogate");
    input_close(in);
}

/* Bytes that are not UTF-8, within and outside the text, and messages that a letter is cut in. */
static void bad_bytes(void) {
    ok(open_bytes(STR("  {\"id\":\"\xE0\xA6\",\"body\":\"ক\xC0\x80খ\"}\n{\"body\":\"ক\"\xFF}\n{\"b\xFF\":1,\"body\":\"গ\"}\r\n"
                      "{\"a\":\"\\u1ক\"}\n{\"body\":\"ঘ\"}")) && next(), "bad bytes");
    same(article.article.id, STR("\xEF\xBF\xBD\xEF\xBF\xBD"), "every byte of a cut letter is replaced");
    same(article.article.body, STR("ক\xEF\xBF\xBD\xEF\xBF\xBDখ"), "and of an overlong one");
    ok(article.bad_bytes == 4 && article.first_bad == 9, "four, the first at the tenth byte of the line");
    ok(next() && article.line == 3 && article.bad_bytes == 1 && article.first_bad == 3, "a bad byte in the name of a field");
    same(article.article.body, STR("গ"), "the field beside it");
    ok(next() && article.line == 5 && article.bad_bytes == 0, "the next line is told without them");
    complained(":2: not JSON", "a bad byte between the fields");
    complained(":4: not JSON", "an escape that a letter stands in");
    ok(utf8_valid_len(complaints.at, complaints.len) == complaints.len, "the messages are UTF-8");
    input_close(in);
}

static void deep(void) {
    struct buf b = {0};
    for (int i = 0; i < 500000; i++) buf_text(&b, "{\"a\":");
    buf_text(&b, "\n{\"body\":\"ক\"}");
    ok(open_bytes(buf_view(&b)) && next() && article.line == 2, "half a million objects in one another, and then a good line");
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
    ok(open_bytes(buf_view(&b)), "large lines");
    ok(next() && article.article.body.len == GHOTONA_ARTICLE_MAX, "an article of just the size that is allowed");
    ok(next() && article.line == 4, "the next two are skipped");
    ok(!next() && input_rejected(in) == 2, "and counted");
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
    complaints.len = 0;
    in = input_open("-", complain, NULL);
    ok(in && next() && article.line == 2, "a line is read before the next is complete");
    same(str_of(article.file), STR("(standard input)"), "the name of standard input");
    ok(write(ends[1], rest, sizeof rest - 1) > 0, "the rest comes");
    close(ends[1]);
    ok(next() && article.line == 3 && !next(), "and is read");
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
    fields();
    wrong_types();
    bad_lines();
    bad_bytes();
    deep();
    large();
    from_pipe();
    buf_free(&complaints);
    buf_free(&article.memory);
    unlink(path);
    rmdir(folder);
    return tap_end();
}
