/* The readers of structured formats over the cases of test/formats (its README.md tells how they are written), and over input that is made to
 * harm. TAP; --accept rewrites what is expected. SPDX-License-Identifier: Apache-2.0 */
#include "input/formats.h"
#include "unit/tap.h"
#include <dirent.h>
#include <stdlib.h>
#include <time.h>

enum format { FORMAT_FEED, FORMAT_JSON, FORMAT_LINES, FORMAT_TABLE, FORMAT_TEXT, FORMATS };
static const char *const endings[FORMATS] = {".xml", ".json", ".ndjson", ".csv", ".txt"};

/* How a case is read: the lines that begin its expectation. */
struct options { struct field_map map; str separator, file_name; int64_t captured; };
struct hearing { struct buf out; size_t found, skipped, told; };

/* ---- what was found, as lines------------------------------------------------------------------------------------------------ */

static void put_field(struct buf *to, const char *name, str value) {
    if (!value.len) return;
    buf_printf(to, "%s ", name);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (c == '\n') buf_text(to, "\\n");
        else if (c == '\r') buf_text(to, "\\r");
        else if (c == 0) buf_text(to, "\\0");
        else buf_byte(to, c);
    }
    buf_byte(to, '\n');
}

static void on_found(void *user, struct document *d, uint32_t line) {
    struct hearing *h = user;
    const ghotona_article *a = &d->article;
    h->found++;
    buf_printf(&h->out, "= %u\n", line);
    const struct { const char *name; str value; } fields[] = {
        {"id", a->id}, {"title", a->title}, {"kicker", d->kicker}, {"byline", d->byline}, {"outlet", a->outlet}, {"published", a->published},
        {"basis", str_of(date_basis_names[d->published_basis])}, {"modified", d->modified}, {"dateline", d->dateline}, {"section", d->section},
        {"body", a->body}, {"credit", d->credit}, {"url", a->url}, {"language", a->language}};
    for (size_t i = 0; i < LENGTH(fields); i++) put_field(&h->out, fields[i].name, fields[i].value);
    for (size_t i = 0; i < d->caption_count; i++) {
        put_field(&h->out, "caption", d->captions[i].text);
        put_field(&h->out, "photo", d->captions[i].credit);
    }
    const struct quality *q = &d->quality;
    if (q->truncated) buf_text(&h->out, "truncated\n");
    if (q->encoding) buf_printf(&h->out, "encoding %s\n", q->encoding);
    if (q->bad_bytes || q->converted || q->bengali > 0)
        buf_printf(&h->out, "quality %.2f %u %u\n", (double)q->bengali, q->bad_bytes, q->converted);
}

static void on_complaint(void *user, uint32_t line, bool skipped, const char *text) {
    struct hearing *h = user;
    if (skipped) h->skipped++;
    else h->told++;
    buf_printf(&h->out, "%c %u: %s\n", skipped ? '!' : '?', line, text);
    if (utf8_valid_len(text, strlen(text)) != strlen(text)) buf_text(&h->out, "! the message is no UTF-8\n");
}

static void put_kind(struct buf *out, str text, const struct options *o) {
    str head = str_sub(text, 0, text.len < 4096 ? text.len : 4096);
    if (format_looks_like_feed(head)) buf_text(out, "a feed\n");
    if (format_looks_like_json(head)) buf_text(out, "json\n");
    if (format_looks_like_ndjson(head)) buf_text(out, "ndjson\n");
    if (format_looks_like_table(ghotona_pack_builtin(), &o->map, head)) buf_text(out, "a table\n");
}

/* ---- reading----------------------------------------------------------------------------------------------------------------- */

static void read_lines(const struct format_call *call, str text) {
    uint32_t number = 0;
    while (text.len) {
        const char *newline = memchr(text.at, '\n', text.len);
        size_t n = newline ? (size_t)(newline - text.at) : text.len;
        ndjson_line(call, str_sub(text, 0, n), ++number);
        text = str_sub(text, n + (newline != NULL), text.len);
    }
}

/* `piece`: how many bytes at once, where the reader takes pieces; 0 all. */
static void read_format(const struct format_call *call, enum format format, str text, const struct options *o, size_t piece) {
    if (format == FORMAT_FEED) feed_read(call, text);
    else if (format == FORMAT_LINES) read_lines(call, text);
    else if (format == FORMAT_TEXT) plain_read(call, text, o->file_name, o->separator);
    else if (format == FORMAT_JSON && !piece) json_read(call, text);
    else if (format == FORMAT_TABLE && !piece) table_read(call, text);
    else if (format == FORMAT_JSON) {
        struct json_stream *s = json_begin(call);
        for (size_t i = 0; i < text.len; i += piece) json_feed(s, str_sub(text, i, i + piece < text.len ? i + piece : text.len));
        json_end(s);
    } else {
        struct table_stream *s = table_begin(call);
        for (size_t i = 0; i < text.len; i += piece) table_feed(s, str_sub(text, i, i + piece < text.len ? i + piece : text.len));
        table_end(s);
    }
}

static void hear(struct hearing *h, enum format format, str text, const struct options *o, size_t piece) {
    struct arena arena = {0};
    struct format_call call = {.pack = ghotona_pack_builtin(), .arena = &arena, .map = &o->map, .captured = o->captured, .found = on_found,
                               .complain = on_complaint, .user = h};
    read_format(&call, format, text, o, piece);
    arena_free(&arena);
}

/* ---- cases------------------------------------------------------------------------------------------------------------------- */

static struct buf read_file(const char *path) {
    struct buf b = {0};
    char bytes[4096];
    FILE *f = fopen(path, "rb");
    for (size_t n; f && (n = fread(bytes, 1, sizeof bytes, f)) > 0;) buf_put(&b, bytes, n);
    if (f) fclose(f);
    return b;
}

/* Takes the option lines (`# map …`) off the expectation. */
static str take_options(str expected, struct options *o, const char *name) {
    char message[512];
    while (str_starts(expected, STR("# "))) {
        const char *newline = memchr(expected.at, '\n', expected.len);
        if (!newline) break;
        str line = str_sub(expected, 2, (size_t)(newline - expected.at));
        const char *space = memchr(line.at, ' ', line.len);
        str value = space ? str_sub(line, (size_t)(space - line.at) + 1, line.len) : (str){0};
        if (str_starts(line, STR("map ")) && !field_map_read(value, &o->map, message, sizeof message)) ok(false, "%s: %s", name, message);
        if (str_starts(line, STR("separator "))) o->separator = value;
        if (str_starts(line, STR("file "))) o->file_name = value;
        if (str_starts(line, STR("captured "))) o->captured = strtoll(value.at, NULL, 10);
        expected = str_sub(expected, (size_t)(newline - expected.at) + 1, expected.len);
    }
    return expected;
}

static void accept(const char *path, str options, str got) {
    FILE *f = fopen(path, "wb");
    if (!f) return;
    fwrite(options.at, 1, options.len, f);
    fwrite(got.at, 1, got.len, f);
    fclose(f);
}

static void run_case(const char *folder, const char *name, enum format format, bool accepting) {
    char path[512], expectation[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(expectation, sizeof expectation, "%s/%.*s.expect", folder, (int)(strlen(name) - strlen(endings[format])), name);
    struct buf input = read_file(path), expected = read_file(expectation);
    struct options o = {0};
    struct hearing h = {0};
    str want = take_options(buf_view(&expected), &o, name);
    str options = str_sub(buf_view(&expected), 0, expected.len - want.len);
    put_kind(&h.out, buf_view(&input), &o);
    size_t head = h.out.len;
    hear(&h, format, buf_view(&input), &o, 0);
    if (accepting) accept(expectation, options, buf_view(&h.out));
    else same(buf_view(&h.out), want, "%s", name);
    for (size_t piece = 1; piece < 8; piece += 6) {
        struct hearing again = {0};
        if (format != FORMAT_JSON && format != FORMAT_TABLE) break;
        hear(&again, format, buf_view(&input), &o, piece);
        same(buf_view(&again.out), str_sub(buf_view(&h.out), head, h.out.len), "%s by pieces of %zu", name, piece);
        buf_free(&again.out);
    }
    buf_free(&h.out);
    buf_free(&input);
    buf_free(&expected);
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static void run_cases(const char *folder, bool accepting) {
    struct dirent **list = NULL;
    int n = scandir(folder, &list, NULL, by_name);
    for (int i = 0; i < n; i++) {
        for (int f = 0; f < FORMATS; f++)
            if (str_ends(str_of(list[i]->d_name), str_of(endings[f]))) run_case(folder, list[i]->d_name, (enum format)f, accepting);
        free(list[i]);
    }
    free(list);
    ok(n > 100, "the cases of %s are there", folder);
}

/* ---- harm-------------------------------------------------------------------------------------------------------------------- */

static void repeat(struct buf *b, const char *piece, size_t times) {
    for (size_t i = 0; i < times; i++) buf_text(b, piece);
}

/* Reads what is to do harm: within two seconds (more under the sanitizers), so many articles found and parts skipped; `lacks` stands nowhere in
 * what is read. Empties the bytes. */
static void harm(const char *what, enum format format, struct buf *bytes, size_t found, size_t skipped, const char *lacks) {
    struct hearing h = {0};
    struct options o = {0};
    clock_t begun = clock();
    hear(&h, format, buf_view(bytes), &o, 1 << 16);
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
#ifdef __SANITIZE_ADDRESS__
    seconds /= 10;
#endif
    ok(h.found == found && h.skipped == skipped, "%s: %zu found, %zu skipped (wanted %zu, %zu)", what, h.found, h.skipped, found, skipped);
    ok(seconds < 2, "%s: %.2f seconds", what, seconds);
    if (lacks) ok(!memmem(h.out.at, h.out.len, lacks, strlen(lacks)), "%s: nothing of «%s»", what, lacks);
    buf_free(&h.out);
    bytes->len = 0;
}

static void harmful_xml(void) {
    struct buf b = {0};
    buf_text(&b, "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"xxxxxxxxxx\">");
    for (int i = 0; i < 9; i++) {
        buf_printf(&b, "<!ENTITY %c \"", 'b' + i);
        for (int k = 0; k < 10; k++) buf_printf(&b, "&%c;", 'a' + i);
        buf_text(&b, "\">");
    }
    buf_text(&b, "]><rss version=\"2.0\"><channel><item><title>&j;</title></item></channel></rss>");
    harm("entities in one another", FORMAT_FEED, &b, 1, 0, "xx");
    buf_text(&b, "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"");
    repeat(&b, "x", 100000);
    buf_text(&b, "\">]><rss><channel><item><title>");
    repeat(&b, "&a;", 50000);
    buf_text(&b, "</title></item></channel></rss>");
    harm("a large entity many times", FORMAT_FEED, &b, 1, 0, "xxx");
    buf_text(&b, "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><item><title>&x;</title>"
                 "<link>http://e/1</link></item></channel></rss>");
    harm("an entity from a file", FORMAT_FEED, &b, 1, 0, "root:");
    buf_text(&b, "<?xml version=\"1.0\"?><!DOCTYPE r SYSTEM \"http://127.0.0.1:9/evil.dtd\" [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><rss/>");
    harm("a document type from the network", FORMAT_FEED, &b, 0, 1, NULL);
    repeat(&b, "<a>", 500000);
    harm("half a million elements in one another", FORMAT_FEED, &b, 0, 1, NULL);
    buf_text(&b, "<rss><channel>");
    repeat(&b, "<item><title>x</title>", 100000);
    harm("items in one another", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel><item ");
    for (int i = 0; i < 100000; i++) buf_printf(&b, "a%d=\"1\" ", i);
    buf_text(&b, "><title>x</title></item></channel></rss>");
    harm("100,000 attributes", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel><item><title>x</title>");
    repeat(&b, "<", 2000000);
    harm("two million <", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel><item><title>x</title><link>");
    repeat(&b, "<a b=\"", 700000);
    harm("tags whose quotes do not end", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel><item><title>x</title><description>");
    repeat(&b, "&amp;&#x;&#99999999999999999999;&notanentity", 100000);
    harm("references", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel><item><title>x</title><description><![CDATA[");
    repeat(&b, "<div>", 100000);
    buf_text(&b, "]]></description></item></channel></rss>");
    harm("HTML elements in one another", FORMAT_FEED, &b, 1, 0, NULL);
    buf_text(&b, "<rss><channel>");
    repeat(&b, "</a></b></c>", 500000);
    harm("end tags alone", FORMAT_FEED, &b, 0, 1, NULL);
    buf_text(&b, "<rss><channel><item><title>x</title><description><![CDATA[<script>alert(1)</script><p>y</p>]]></description></item></channel></rss>");
    harm("a script", FORMAT_FEED, &b, 1, 0, "alert");
    buf_free(&b);
}

static void harmful_json(void) {
    struct buf b = {0};
    repeat(&b, "{\"a\":", 500000);
    buf_text(&b, "\n{\"url\":\"http://e/2\",\"body\":\"x\"}\n");
    harm("a line of half a million objects in one another", FORMAT_LINES, &b, 1, 1, NULL);
    buf_text(&b, "[");
    repeat(&b, "[", 1000000);
    harm("a million lists in one another", FORMAT_JSON, &b, 0, 2, NULL);
    buf_text(&b, "[{\"title\":\"a\",\"x\":");
    repeat(&b, "[", 5000);
    repeat(&b, "]", 5000);
    buf_text(&b, "},{\"title\":\"b\"}]");
    harm("an article with lists in one another", FORMAT_JSON, &b, 1, 1, NULL);
    buf_text(&b, "{\"body\":\"x\"");
    repeat(&b, ",\"data\":[{\"a\":1}]", 100000);
    buf_text(&b, "}");
    harm("an article with many lists", FORMAT_JSON, &b, 1, 0, NULL);
    buf_text(&b, "{\"status\":1");
    repeat(&b, ",\"data\":[{\"title\":\"x\"}]", 20000);
    buf_text(&b, "}");
    harm("many lists of one article", FORMAT_JSON, &b, 20000, 0, NULL);
    buf_text(&b, "[{\"body\":\"");
    repeat(&b, "\\\"", 4000000);
    harm("a string that does not end", FORMAT_JSON, &b, 0, 1, NULL);
    buf_text(&b, "[{\"body\":\"");
    repeat(&b, "aaaaaaaa", 9000000);
    buf_text(&b, "\"},{\"body\":\"b\"}]");
    harm("a value over the limit", FORMAT_JSON, &b, 1, 1, "aaa");
    buf_text(&b, "[");
    repeat(&b, "{\"title\":\"x\"},", 100000);
    buf_text(&b, "]");
    harm("100,000 articles", FORMAT_JSON, &b, 100000, 0, NULL);
    buf_text(&b, "{\"title\":\"a\",\"date\":");
    repeat(&b, "9", 1000000);
    buf_text(&b, ",\"body\":\"x\"}");
    harm("a number of a million digits", FORMAT_LINES, &b, 0, 1, NULL);
    buf_text(&b, "{\"title\":\"a\",\"date\":\"");
    repeat(&b, "২০২৬-", 200000);
    buf_text(&b, "\"}\n{");
    for (int i = 0; i < 200000; i++) buf_printf(&b, "\"title%d\":{\"title\":\"x\"},", i);
    buf_text(&b, "\"title\":\"b\"}");
    harm("a long date, and many keys", FORMAT_LINES, &b, 2, 0, NULL);
    buf_text(&b, "{\"title\":\"a\",\"body\":");
    repeat(&b, "{\"text\":", 1000);
    repeat(&b, "{\"content\":[", 500);
    harm("a body of objects in one another, cut", FORMAT_LINES, &b, 0, 1, NULL);
    buf_text(&b, "{\"title\":\"a\",\"authors\":[");
    repeat(&b, "{\"name\":\"x\"},", 500000);
    buf_text(&b, "{}]}");
    harm("half a million authors", FORMAT_LINES, &b, 1, 0, NULL);
    buf_free(&b);
}

static void harmful_tables(void) {
    struct buf b = {0};
    buf_text(&b, "url,body\nhttp://e/1,\"");
    repeat(&b, "ক", 5000000);
    harm("a quote that does not end", FORMAT_TABLE, &b, 0, 1, "ককক");
    buf_text(&b, "url,body\n");
    repeat(&b, "x,\"y\n", 1000000);
    harm("a quote in every line that does not end", FORMAT_TABLE, &b, 0, 1000000, NULL);
    buf_text(&b, "url,body\n");
    repeat(&b, "x,\"y\"z\n", 300000);
    harm("a quote in every line that ends in text", FORMAT_TABLE, &b, 0, 300000, NULL);
    buf_text(&b, "title,body\n");
    repeat(&b, "x,\"                    \" y\n", 100000);
    harm("quotes before spaces", FORMAT_TABLE, &b, 0, 100000, NULL);
    repeat(&b, "a,", 1000000);
    buf_text(&b, "\n1,2\n");
    harm("a million columns", FORMAT_TABLE, &b, 0, 1, NULL);
    buf_text(&b, "title,body\nx,y\n");
    repeat(&b, ",", 40000000);
    buf_text(&b, "\nz,y\n");
    harm("a record of 40 million cells", FORMAT_TABLE, &b, 2, 1, NULL);
    buf_text(&b, "title,body\nx,");
    repeat(&b, "aaaaaaaa", 1000000);
    buf_text(&b, "\nz,y\n");
    harm("a cell over the limit", FORMAT_TABLE, &b, 1, 1, "aaa");
    buf_text(&b, "title,body\nx,y\nz,\"a\n");
    repeat(&b, "z,b\n", 200000);
    harm("one quote that does not end before good lines", FORMAT_TABLE, &b, 200001, 1, NULL);
    repeat(&b, "\n", 3000000);
    harm("lines with nothing in them", FORMAT_TABLE, &b, 0, 0, NULL);
    buf_text(&b, "title,body\n");
    repeat(&b, "\"\"\"\"\"\"\"\"", 500000);
    harm("quotes and nothing else", FORMAT_TABLE, &b, 1, 0, NULL);
    buf_free(&b);
}

static void harmful_text(void) {
    struct buf b = {0};
    repeat(&b, "Title: x\n", 1000000);
    harm("title lines and nothing else", FORMAT_TEXT, &b, 1, 0, NULL);
    repeat(&b, "প্রকাশ:", 500000);
    harm("one line of names", FORMAT_TEXT, &b, 1, 0, NULL);
    repeat(&b, "\r", 3000000);
    harm("carriage returns", FORMAT_TEXT, &b, 0, 1, NULL);
    buf_free(&b);
}

/* ---- --map------------------------------------------------------------------------------------------------------------------- */

static void maps(void) {
    struct field_map map;
    char message[256];
    ok(field_map_read(STR(" title = Headline , body=\"Article, Body\",url='a=b' "), &map, message, sizeof message), "a map is read");
    same(map.names[FIELD_TITLE], STR("Headline"), "a bare name");
    same(map.names[FIELD_BODY], STR("Article, Body"), "a name in quotes, with a comma");
    same(map.names[FIELD_URL], STR("a=b"), "a name in single quotes, with =");
    static const char *const faulty[][2] = {
        {"titel=x", "'titel' is no field of an article; those are: id title kicker"}, {"title", "no = behind the name of a field: 'title'"},
        {"title=a,title=b", "the same field twice: 'title'"}, {"title=\"a", "a quote that does not end: '\"a'"},
        {"title=,body=x", "no name of a column behind =: 'title'"}, {"title=", "no name of a column behind =: 'title'"},
        {"title=\"a\" body=b", "a comma is wanted before: 'body=b'"}, {"=x", "'' is no field of an article"}};
    for (size_t i = 0; i < LENGTH(faulty); i++) {
        message[0] = 0;
        ok(!field_map_read(str_of(faulty[i][0]), &map, message, sizeof message) && strstr(message, faulty[i][1]), "%s: %s", faulty[i][0], message);
    }
}

int main(int argc, char **argv) {
    bool accepting = argc > 1 && strcmp(argv[1], "--accept") == 0;
    run_cases("test/formats", accepting);
    maps();
    harmful_xml();
    harmful_json();
    harmful_tables();
    harmful_text();
    return tap_end();
}
