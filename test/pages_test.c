/* Reads the pages of test/pages, whose form test/pages/README.md tells, and compares what was found with what is expected; then pages made to do
 * harm (INGEST.md 6.1, 6.2, 6.4): each must end soon, in little memory, with valid text. TAP.
 *   pages_test [NAME…]            compare
 *   pages_test --accept [NAME…]   rewrite the expectations that differ
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/blocks.h"
#include "pages/pages.h"
#include "unit/tap.h"
#include "cells.h"
#include <glob.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static const char *const basis_names[] = {"", "JSON-LD", "meta", "microdata", "visible", "address", "feed", "sitemap", "capture", "field", "file name"};

/* ---- files -------------------------------------------------------------------------------------------------------------------------------- */

static bool read_whole(const char *path, struct buf *to) {
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f));) buf_put(to, chunk, n);
    fclose(f);
    return true;
}

static void write_whole(const char *path, str text) {
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(text.at, 1, text.len, f) != text.len) fprintf(stderr, "%s cannot be written\n", path), exit(1);
    fclose(f);
}

/* What is known of a page from outside, by its name: hints.tsv. */
static struct page_hints hints_of(str name, str table) {
    struct page_hints h = {.why = true};
    for (size_t from = 0, to; from < table.len; from = to + 1) {
        const char *newline = memchr(table.at + from, '\n', table.len - from);
        to = newline ? (size_t)(newline - table.at) : table.len;
        str line = str_sub(table, from, to);
        if (!str_eq(cell(line, 0), name)) continue;
        h.url = cell(line, 1);
        h.captured = strtoll(cell(line, 2).len ? cell(line, 2).at : "0", NULL, 10);
    }
    return h;
}

/* ---- what was found, as text ----------------------------------------------------------------------------------------------------------- */

static void tell(struct buf *to, const char *field, str value) {
    if (value.len) buf_printf(to, "%s: %.*s\n", field, (int)value.len, value.at);
}

static void tell_document(struct buf *to, const struct document *d, struct arena *arena) {
    tell(to, "title", d->article.title);
    tell(to, "kicker", d->kicker);
    tell(to, "byline", d->byline);
    tell(to, "outlet", d->article.outlet);
    tell(to, "section", d->section);
    tell(to, "language", d->article.language);
    tell(to, "url", d->article.url);
    str published = d->article.published;
    if (published.len) tell(to, "published", arena_printf(arena, "%.*s (%s)", (int)published.len, published.at, basis_names[d->published_basis]));
    tell(to, "modified", d->modified);
    tell(to, "dateline", d->dateline);
    tell(to, "credit", d->credit);
    if (d->quality.converted) tell(to, "converted", arena_printf(arena, "%u from %s", d->quality.converted, d->quality.encoding));
    const struct quality *q = &d->quality;
    if (q->truncated || q->ocr_noise || q->boilerplate)
        buf_printf(to, "suspected:%s%s%s\n", q->truncated ? " cut" : "", q->ocr_noise ? " noise" : "", q->boilerplate ? " boilerplate" : "");
    for (size_t i = 0; i < d->caption_count; i++) {
        str text = d->captions[i].text, credit = d->captions[i].credit;
        tell(to, "caption", arena_printf(arena, "%.*s [%.*s]", (int)text.len, text.at, (int)credit.len, credit.at));
    }
    for (size_t i = 0; i < d->dropped_count; i++)
        if (strcmp(d->dropped[i].why, "outside") != 0)
            tell(to, arena_printf(arena, "dropped as %s", d->dropped[i].why).at, d->dropped[i].text);
    buf_printf(to, "\n%.*s\n", (int)d->article.body.len, d->article.body.at);
}

static void run_page(const char *path, str table, bool accept) {
    struct arena arena = {0};
    struct buf html = {0}, want = {0}, got = {0};
    const char *slash = strrchr(path, '/'), *reason = "";
    str name = {slash + 1, strlen(slash + 1) - strlen(".html")};
    str expect = arena_printf(&arena, "%.*s.expect", (int)(strlen(path) - strlen(".html")), path);
    struct page_hints hints = hints_of(name, table);
    struct document d;
    read_whole(path, &html);
    read_whole(expect.at, &want);
    if (page_read(ghotona_pack_builtin(), buf_view(&html), &hints, &arena, &d, &reason)) tell_document(&got, &d, &arena);
    else buf_printf(&got, "refused: %s\n", reason);
    if (accept && !str_eq(buf_view(&got), buf_view(&want))) write_whole(expect.at, buf_view(&got));
    else same(buf_view(&got), buf_view(&want), "%.*s", (int)name.len, name.at);
    buf_free(&html);
    buf_free(&want);
    buf_free(&got);
    arena_free(&arena);
}

static void run_pages(int argc, char **argv, bool accept) {
    glob_t found;
    struct buf table = {0};
    read_whole("test/pages/hints.tsv", &table);
    ok(glob("test/pages/*.html", 0, NULL, &found) == 0 && found.gl_pathc >= 25, "there are pages");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        bool wanted = argc == 0;
        for (int k = 0; k < argc; k++) wanted = wanted || strstr(found.gl_pathv[i], argv[k]);
        if (wanted) run_page(found.gl_pathv[i], buf_view(&table), accept);
    }
    globfree(&found);
    buf_free(&table);
}

/* ---- classes ------------------------------------------------------------------------------------------------------------------------- */

static void run_classes(void) {
    static const struct { const char *class, *id; uint8_t why, body; } cases[] = {
        {"ad-slot", "", WHY_ADVERT, 0},         {"adsbygoogle", "", WHY_ADVERT, 0},      {"relatedNews", "", WHY_RELATED, 1},
        {"post-comments", "", WHY_COMMENTS, 1}, {"social_share", "", WHY_SHARE, 0},      {"", "sidebar-right", WHY_SIDE, 0},
        {"zergnet", "", WHY_ADVERT, 0},         {"reporter_name", "", WHY_BYLINE, 0},    {"widgets", "", WHY_SIDE, 0},
        {"breadcrumbs", "", WHY_NAVIGATION, 0}, {"newsletter", "", WHY_PLEA, 0},         {"wp-caption-text", "", WHY_CAPTION, 1},
        {"has-sidebar", "", WHY_BODY, 0},       {"article-body", "", WHY_BODY, 3},       {"storyContent", "", WHY_BODY, 3},
        {"articlebody", "", WHY_BODY, 3},       {"main-content", "", WHY_BODY, 2},       {"article page", "", WHY_BODY, 1},
        {"advice shadow", "", WHY_BODY, 0},     {"badge", "", WHY_BODY, 0},              {"entry-content comments-open", "", WHY_BODY, 3},
        {"related-post-content", "", WHY_RELATED, 1},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct trait t = class_trait(str_of(cases[i].class), str_of(cases[i].id));
        ok(t.why == cases[i].why && t.body == cases[i].body, "class %s%s: %s %d", cases[i].class, cases[i].id, why_names[t.why], t.body);
    }
}

/* ---- pages made to do harm ----------------------------------------------------------------------------------------------------------- */

struct pattern { const char *name, *before, *again; size_t times; const char *after; };
#define ARTICLE "<p>ঢাকায় আজ বৃষ্টি হয়েছে, আর তাতে শহরের অনেক সড়ক ডুবে গেছে বলে জানিয়েছেন মেয়র।</p>"

static const struct pattern patterns[] = {
    {"1 M nested <div>", "", "<div>", 1000000, ARTICLE},
    {"200,000 nested <b>", "", "<b>", 200000, ARTICLE},
    {"nested <b> that other tags end", "", "<b><i></b>", 200000, ARTICLE},
    {"20,000 nested <font><p>", "", "<font><p>", 20000, ARTICLE},
    {"50,000 nested tables", "", "<table><tr><td>", 50000, ARTICLE},
    {"links in tables", "<table>", "<a><table><a>", 50000, ARTICLE},
    {"1 M unclosed <p>", "", "<p>", 1000000, ARTICLE},
    {"end tags of what is not open", "<div><div><div>", "</x>", 2000000, ARTICLE},
    {"end tags under deep elements", "", "<div></p>", 400000, ARTICLE},
    {"200,000 attributes", "<div ", "a=1 ", 200000, ">" ARTICLE},
    {"200,000 kept attributes", "<div ", "class=x ", 200000, ">" ARTICLE},
    {"an attribute of 10 MB", ARTICLE "<div class=\"", "aaaaaaaaaa", 1000000, "\"></div>"},
    {"a tag name of 10 MB", ARTICLE "<", "aaaaaaaaaa", 1000000, "></div>"},
    {"an attribute that does not end", ARTICLE "<div class=\"", "<p> ", 1000000, ""},
    {"a comment that does not end", ARTICLE "<!-- ", "<p> ", 1000000, ""},
    {"comments that do not end", ARTICLE, "<!--", 1000000, ""},
    {"a script that does not end", ARTICLE "<script>", "<p> ", 1000000, ""},
    {"scripts in comments", ARTICLE, "<!--<script>", 500000, ""},
    {"a title that does not end", ARTICLE "<title>", "<p> ", 500000, ""},
    {"textareas that do not end", ARTICLE, "<textarea>", 500000, ""},
    {"1 M options", ARTICLE "<select>", "<option>", 1000000, "</select>"},
    {"drawings that do not end", ARTICLE, "<svg><math>", 500000, ""},
    {"templates that do not end", ARTICLE, "<template>", 500000, ""},
    {"framesets", ARTICLE, "<frameset><frame>", 200000, ""},
    {"NUL bytes", ARTICLE, "\0", 0, ""},
    {"tags that do not end", ARTICLE, "<", 5000000, ""},
    {"5 M &amp;", ARTICLE "<p>", "&amp;", 3000000, ""},
    {"references of the end of the table", ARTICLE "<p>", "&zwnj;", 2000000, ""},
    {"references that do not end", ARTICLE "<p>", "&thetasym", 1500000, ""},
    {"numbers of no character", ARTICLE "<p>", "&#0;&#xD800;&#x110000;&#99999999999999999999;", 200000, ""},
    {"4 M hasants", ARTICLE "<p>", "্", 1000000, ""},
    {"joiners", ARTICLE "<p>", "\xE2\x80\x8D\xE2\x80\x8C\xEF\xBB\xBF", 500000, ""},
    {"nuktas", ARTICLE "<p>ড", "়", 100000, ""},
    {"1 M [ in JSON-LD", ARTICLE "<script type=application/ld+json>", "[", 1000000, "</script>"},
    {"{\"a\": in JSON-LD", ARTICLE "<script type=application/ld+json>", "{\"a\":", 200000, "</script>"},
    {"quotes in JSON-LD", ARTICLE "<script type=application/ld+json>{\"headline\":\"", "\" ", 500000, "</script>"},
    {"a long string in JSON-LD", ARTICLE "<script type=application/ld+json>{\"headline\":\"", "aaaa", 250000, "\"}</script>"},
    {"a long number in JSON-LD", ARTICLE "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":", "1", 1000000, "}</script>"},
    {"10,000 blocks of JSON-LD", ARTICLE, "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\\u0000\\ud800\",\"datePublished\":\"9999999-99-99\"}</script>",
     10000, ""},
    {"articles that refer to themselves", ARTICLE "<script type=application/ld+json>{\"@graph\":[",
     "{\"@type\":\"Article\",\"@id\":\"a\",\"author\":{\"@id\":\"a\"},\"image\":{\"@id\":\"a\"}},", 5000, "]}</script>"},
    {"authors", ARTICLE, "<span itemprop=author>ক খ</span><a rel=author class=byline>গ ঘ</a>", 100000, ""},
    {"nested authors", ARTICLE, "<div itemprop=headline class='byline date caption kicker'>", 500, ARTICLE},
    {"captions", ARTICLE, "<figure><figcaption>ছবি (ছবি: ক)(ছবি: খ)</figcaption></figure>", 50000, ""},
    {"headings", "", "<h1>একই শিরোনাম</h1>", 200000, ARTICLE},
    {"names of <meta>", ARTICLE, "<meta name=author content='ক খ গ'>", 200000, ""},
    {"blocks", "", ARTICLE, 60000, ""},
    {"short lines", ARTICLE, "<p>ক</p>", 500000, ""},
    {"classes", ARTICLE "<div class='", "share-ad ", 7000, "'>" ARTICLE},
    {"many classes", ARTICLE, "<i class='a-b c_d aB related-x article-body comments'>", 200000, ""},
    {"dates", ARTICLE, "<time>২৩ জানুয়ারি ২০২৬</time>", 200000, ""},
    {"articles", "", "<article><p>ঢাকায় আজ বৃষ্টি হয়েছে, আর তাতে শহরের সড়ক ডুবে গেছে।</p></article>", 60000, ""},
    {"parts of a body", "", "<div class=article-body><p>ঢাকায় আজ বৃষ্টি হয়েছে, আর তাতে শহরের সড়ক ডুবে গেছে।</p></div>", 60000, ""},
    {"lines before the body", "<h1>ক</h1>", "<div class='intro share'>" ARTICLE "</div>", 30000, "<div class=article-body>" ARTICLE "</div>"},
    {"lines of no text", ARTICLE "<div class=share>", "<p>ক</p>", 500000, "</div>"},
    {"bylines", "<h1>ক</h1>" ARTICLE, "<div class=author><p class=name></p><p>২০২৬</p></div>", 100000, ""},
    {"one <", "<", "", 0, ""},
    {"a page of 17 MB", "", "<p>ক</p> ", 1700000, ""},
};

static bool all_valid(const struct document *d) {
    const str texts[] = {d->article.title, d->article.body, d->article.outlet, d->article.url, d->byline, d->kicker, d->section, d->dateline, d->credit};
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (texts[i].len && (utf8_valid_len(texts[i].at, texts[i].len) != texts[i].len || memchr(texts[i].at, 0, texts[i].len))) return false;
    for (size_t i = 0; i < d->caption_count; i++)
        if (utf8_valid_len(d->captions[i].text.at, d->captions[i].text.len) != d->captions[i].text.len) return false;
    return d->article.title.len <= 1024 && d->article.body.len <= 2 << 20;
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void run_hostile(const char *name, str html) {
#ifdef __SANITIZE_ADDRESS__
    enum { SLOWER = 8 };
#else
    enum { SLOWER = 1 };
#endif
    struct arena arena = {0};
    struct document d;
    const char *reason = "";
    double start = seconds();
    bool found = page_read(ghotona_pack_builtin(), html, &(struct page_hints){.why = true}, &arena, &d, &reason);
    double took = seconds() - start;
    ok(took < 2.5 * SLOWER && all_valid(&d) && (found || reason[0]), "%s: %s in %.1f s", name, found ? "read" : reason, took);
    arena_free(&arena);
}

static void run_patterns(void) {
    for (size_t i = 0; i < LENGTH(patterns); i++) {
        const struct pattern *p = &patterns[i];
        struct buf html = {0};
        buf_text(&html, p->before);
        for (size_t k = 0; k < p->times; k++) buf_text(&html, p->again);
        if (strcmp(p->name, "NUL bytes") == 0)
            for (int k = 0; k < 100000; k++) buf_byte(&html, 0);
        buf_text(&html, p->after);
        run_hostile(p->name, buf_view(&html));
        buf_free(&html);
    }
    run_hostile("nothing", (str){"", 0});
#ifndef __SANITIZE_ADDRESS__
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    ok(usage.ru_maxrss < 512 * 1024, "all of it in %ld MB", usage.ru_maxrss / 1024);
#endif
}

int main(int argc, char **argv) {
    bool accept = argc > 1 && strcmp(argv[1], "--accept") == 0;
    int first = accept ? 2 : 1;
    run_pages(argc - first, argv + first, accept);
    if (argc == 1) run_classes();
    if (argc == 1) run_patterns();
    return tap_end();
}
