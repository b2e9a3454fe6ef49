/* The quotations of test/words/quotes.txt (which tells its form), through the public interface: where each stands, who speaks, and
 * whether the words are his own. TAP, a test for each article.
 * SPDX-License-Identifier: Apache-2.0 */
#include "ghotona.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTES_MAX = 8, TEXT_MAX = 4096 };
#define OPEN "⟦"
#define CLOSE "⟧"

struct expected { size_t start, end; const char *speaker; bool direct; };
struct block {
    char title[TEXT_MAX], body[TEXT_MAX];
    struct expected quote[QUOTES_MAX]; size_t marked, told;
    bool todo;
    int line;
};

/* Appends a line of text without its brackets; `before`: bytes of the article's text that stand before the buffer. */
static void take_text(struct block *b, char *to, const char *line, size_t before) {
    size_t n = strlen(to);
    for (const char *c = line; *c && n + 1 < TEXT_MAX;) {
        if (strncmp(c, OPEN, strlen(OPEN)) == 0) {
            if (b->marked < QUOTES_MAX) b->quote[b->marked].start = before + n;
            c += strlen(OPEN);
        } else if (strncmp(c, CLOSE, strlen(CLOSE)) == 0) {
            if (b->marked < QUOTES_MAX) b->quote[b->marked++].end = before + n;
            c += strlen(CLOSE);
        } else {
            to[n++] = *c++;
        }
    }
    to[n] = 0;
}

static void take_speaker(struct block *b, char *line) {
    if (b->told >= QUOTES_MAX) return;
    struct expected *q = &b->quote[b->told++];
    char *bar = strstr(line, " | direct");
    q->direct = bar != NULL;
    if (bar) *bar = 0;
    q->speaker = strdup(line);
}

static void take_line(struct block *b, char *line) {
    static const char title[] = "title ";
    if (strncmp(line, "> ", 2) == 0) take_speaker(b, line + 2);
    else if (strcmp(line, "todo") == 0) b->todo = true;
    else if (strncmp(line, title, strlen(title)) == 0) take_text(b, b->title, line + strlen(title), 0);
    else {
        if (b->body[0]) strncat(b->body, "\n", TEXT_MAX - strlen(b->body) - 1);
        take_text(b, b->body, line, b->title[0] ? strlen(b->title) + 1 : 0);
    }
}

/* Spaces and signs at the ends of a span count for nothing. */
static bool ends_alike(const char *text, size_t a, size_t b) {
    if (a > b) { size_t swap = a; a = b; b = swap; }
    for (size_t i = a; i < b;) {
        if (strchr(" \n.,'\"", text[i])) i++;
        else if (strncmp(text + i, "।", strlen("।")) == 0) i += strlen("।");
        else return false;
    }
    return true;
}

static bool same(const char *text, const struct expected *e, const ghotona_quote *q) {
    return ends_alike(text, e->start, q->span.start) && ends_alike(text, e->end, q->span.end) && e->direct == q->direct && e->speaker &&
           q->speaker.len == strlen(e->speaker) && memcmp(q->speaker.at, e->speaker, q->speaker.len) == 0;
}

static bool passes(ghotona_reader *reader, const struct block *b) {
    ghotona_article a = {.title = {b->title, strlen(b->title)}, .body = {b->body, strlen(b->body)}};
    const ghotona_reading *r;
    if (ghotona_read(reader, &a, false, &r) != GHOTONA_OK) return false;
    bool ok = r->quote_count == b->told && b->marked == b->told;
    for (size_t i = 0; ok && i < b->told; i++) ok = same(r->text.at, &b->quote[i], &r->quotes[i]);
    for (size_t i = 0; !ok && i < r->quote_count; i++)
        printf("# read: '%.*s' %s, said by '%.*s'\n", (int)(r->quotes[i].span.end - r->quotes[i].span.start), r->text.at + r->quotes[i].span.start,
               r->quotes[i].direct ? "direct" : "reported", (int)r->quotes[i].speaker.len, r->quotes[i].speaker.at);
    return ok;
}

static bool finish(ghotona_reader *reader, struct block *b, int number) {
    bool ok = passes(reader, b);
    const char *name = b->title[0] ? b->title : b->body;
    printf("%s %d - line %d: %.*s%s\n", ok ? "ok" : "not ok", number, b->line, (int)strcspn(name, "\n"), name, b->todo ? " # TODO" : "");
    for (size_t i = 0; i < b->told; i++) free((void *)(uintptr_t)b->quote[i].speaker);
    return ok || b->todo;
}

/* Hostile text must be read in time and without a fault: marks never closed, marks without end, a report without end. */
static bool survives(ghotona_reader *reader, const char *piece, size_t times) {
    size_t n = strlen(piece);
    char *text = malloc(n * times + 1);
    if (!text) return false;
    for (size_t i = 0; i < times; i++) memcpy(text + i * n, piece, n);
    const ghotona_reading *r;
    ghotona_article a = {.body = {text, n * times}};
    bool ok = ghotona_read(reader, &a, false, &r) == GHOTONA_OK;
    free(text);
    return ok;
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "test/words/quotes.txt";
    static const char *const hostile[] = {"‘", "\"", "' ", "“ক ", "তিনি বলেন, ", "তিনি বলেন, ‘ক। ", "বলে বলে জানান ", "‘ক’, ", "তিনি বলেন, তিনি বলেন। "};
    FILE *f = fopen(path, "r");
    if (!f) return printf("1..1\nnot ok 1 - %s cannot be opened\n", path), 1;
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    struct block b = {0};
    char *z = NULL;
    size_t cap = 0;
    int number = 0, failed = 0, line = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) >= 0 || b.line;) {
        if (n > 0 && z[n - 1] == '\n') z[--n] = 0;
        line++;
        if (n <= 0) {
            if (b.line) failed += !finish(reader, &b, ++number);
            b = (struct block){0};
            if (n < 0) break;
        } else if (z[0] != '#') {
            if (!b.line) b.line = line;
            take_line(&b, z);
        }
    }
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        bool ok = survives(reader, hostile[i], 100000);
        failed += !ok;
        printf("%s %d - 100,000 times '%s'\n", ok ? "ok" : "not ok", ++number, hostile[i]);
    }
    printf("1..%d\n", number);
    ghotona_reader_free(reader);
    free(z);
    fclose(f);
    return failed > 0;
}
