/* Case files of blocks parted by empty lines (test/words/people.txt, places.txt): an article and what must be read in it. Lines that
 * begin with `title `, `published ` or `outlet ` tell of the article, those with `> ` or `@ ` what is expected (cells parted by ` | `), `todo`
 * that it is known to fail; all others are paragraphs. For the test programs alone. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "ghotona.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WANTED_MAX = 16, CELLS_MAX = 8, BLOCK_TEXT_MAX = 8192 };
struct wanted { char mark; char cell[CELLS_MAX][384]; int cells; };
struct block {
    char title[1024], published[64], outlet[128], body[BLOCK_TEXT_MAX];
    struct wanted wanted[WANTED_MAX]; size_t count;
    bool todo;
    int line;
};

static inline void take_wanted(struct block *b, const char *line) {
    if (b->count >= WANTED_MAX) return;
    struct wanted *w = &b->wanted[b->count++];
    w->mark = line[0];
    for (const char *at = line + 2; at && w->cells < CELLS_MAX;) {
        const char *bar = strstr(at, " | ");
        snprintf(w->cell[w->cells++], sizeof w->cell[0], "%.*s", (int)(bar ? (size_t)(bar - at) : strlen(at)), at);
        at = bar ? bar + 3 : NULL;
    }
}

static inline bool take_field(const char *line, const char *name, char *to, size_t size) {
    if (strncmp(line, name, strlen(name)) != 0) return false;
    snprintf(to, size, "%s", line + strlen(name));
    return true;
}

static inline void take_line(struct block *b, const char *line) {
    if ((line[0] == '>' || line[0] == '@') && line[1] == ' ') { take_wanted(b, line); return; }
    if (strcmp(line, "todo") == 0) { b->todo = true; return; }
    if (take_field(line, "title ", b->title, sizeof b->title) || take_field(line, "published ", b->published, sizeof b->published) ||
        take_field(line, "outlet ", b->outlet, sizeof b->outlet)) return;
    size_t n = strlen(b->body);
    snprintf(b->body + n, sizeof b->body - n, "%s%s", n ? "\n" : "", line);
}

static inline bool read_block(ghotona_reader *reader, const struct block *b, const ghotona_reading **out) {
    ghotona_article a = {.title = {b->title, strlen(b->title)}, .body = {b->body, strlen(b->body)}, .published = {b->published, strlen(b->published)},
                         .outlet = {b->outlet, strlen(b->outlet)}};
    return ghotona_read(reader, &a, false, out) == GHOTONA_OK;
}

/* A cell is empty as `-`; `*` and a cell left out hold for anything. */
static inline bool cell_is(const struct wanted *w, int i, ghotona_str s) {
    const char *cell = i < w->cells ? w->cell[i] : "*";
    if (strcmp(cell, "*") == 0) return true;
    if (strcmp(cell, "-") == 0) return s.len == 0;
    return s.len == strlen(cell) && memcmp(s.at, cell, s.len) == 0;
}

/* Runs all blocks of a file through `passes`, one TAP line each; returns how many failed, *number counts on. -1 without the file. */
static inline int run_blocks(const char *path, ghotona_reader *reader, bool (*passes)(const ghotona_reading *r, const struct block *b), int *number) {
    FILE *f = fopen(path, "r");
    struct block b = {0};
    char *z = NULL;
    size_t cap = 0;
    int failed = 0, line = 0;
    if (!f) return -1;
    for (ssize_t n; (n = getline(&z, &cap, f)) >= 0 || b.line;) {
        if (n > 0 && z[n - 1] == '\n') z[--n] = 0;
        line++;
        if (n <= 0) {
            const ghotona_reading *r;
            bool ok = b.line && read_block(reader, &b, &r) && passes(r, &b);
            if (b.line) printf("%s %d - line %d: %.*s%s\n", ok ? "ok" : "not ok", ++*number, b.line, (int)strcspn(b.body, "\n"), b.body, b.todo ? " # TODO" : "");
            failed += b.line && !ok && !b.todo;
            b = (struct block){0};
            if (n < 0) break;
        } else if (z[0] != '#') {
            if (!b.line) b.line = line;
            take_line(&b, z);
        }
    }
    free(z);
    fclose(f);
    return failed;
}

/* True if the text of `times` copies of a piece, between two others, is read at all. */
static inline bool survives(ghotona_reader *reader, const char *before, const char *piece, size_t times, const char *after, const char *published,
                            const ghotona_reading **out) {
    size_t n = strlen(piece), b = strlen(before), e = strlen(after);
    char *text = malloc(b + n * times + e + 1);
    if (!text) return false;
    memcpy(text, before, b);
    for (size_t i = 0; i < times; i++) memcpy(text + b + i * n, piece, n);
    memcpy(text + b + n * times, after, e);
    ghotona_article a = {.body = {text, b + n * times + e}, .published = {published, strlen(published)}};
    bool ok = ghotona_read(reader, &a, false, out) == GHOTONA_OK;
    free(text);
    return ok;
}

#endif
