/* Runs the documents of test/golden, whose form test/golden/README.md tells, through the public interface; one line of TAP a case.
 *   golden_test [FILE…]            compare
 *   golden_test --accept [FILE…]   rewrite the expected records of the cases that differ */
#include "output/output.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

struct lines { str *at; size_t len, cap; };

struct golden {
    uint32_t line;                  /* of `=== name` */
    str name, title, published, outlet, text;
    bool known;
    struct lines want;
    size_t want_from, want_to;      /* bytes of the document: what --accept replaces */
    const char *malformed;          /* NULL: the case can be run */
    struct buf first, again;        /* what was read in it, the first time and the second */
};

struct document { const char *path; struct buf all; struct golden *cases; size_t len, cap; };

static size_t number, failures;

static void ok(bool holds, const char *path, uint32_t line, str name, bool known) {
    printf(line ? "%s %zu - %s:%u " : "%s %zu - %s: ", holds ? "ok" : "not ok", ++number, path, line);
    for (size_t i = 0; i < name.len; i++) putchar(name.at[i] == '#' ? ' ' : name.at[i]);
    puts(known ? " # TODO known not to be right yet" : "");
    failures += !holds && !known;
}

/* ---- the documents ---------------------------------------------------------------------------------------------------------- */

static void lines_push(struct lines *l, str s) {
    if (l->len == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 8;
        l->at = must_realloc(l->at, l->cap * sizeof *l->at);
    }
    l->at[l->len++] = s;
}

static str trim(str s) {
    while (s.len && strchr(" \t\r\n", s.at[s.len - 1])) s.len--;
    while (s.len && strchr(" \t\r\n", s.at[0])) s.at++, s.len--;
    return s;
}

struct cursor { str all; size_t at; uint32_t line; };

/* The line at the cursor without its end and how far the next one is. */
static str line_at(const struct cursor *c, size_t *step) {
    const char *from = c->all.at + c->at, *end = memchr(from, '\n', c->all.len - c->at);
    size_t len = end ? (size_t)(end - from) : c->all.len - c->at;
    *step = len + (end != NULL);
    return trim((str){from, len});
}

static bool is_case(str line) { return str_is(line, "===") || str_starts(line, STR("=== ")); }

static struct golden read_case(struct cursor *c) {
    enum { HEAD, TEXT, WANT, DONE } state = HEAD;
    size_t step, text_from = 0, text_to = 0;
    str line = line_at(c, &step);
    struct golden g = {.line = ++c->line, .name = trim(str_sub(line, 3, line.len))};
    if (str_starts(g.name, STR("KNOWN:"))) {
        g.known = true;
        g.name = trim(str_sub(g.name, 6, g.name.len));
    }
    for (c->at += step; c->at < c->all.len && state != DONE; c->at += step, c->line++) {
        line = line_at(c, &step);
        if (is_case(line)) break;
        if (state == HEAD) {
            static const char *const fields[] = {"title:", "published:", "outlet:"};
            str *const values[] = {&g.title, &g.published, &g.outlet};
            bool taken = false;
            for (size_t i = 0; i < LENGTH(fields) && !taken; i++) {
                size_t n = strlen(fields[i]);
                if ((taken = str_starts(line, str_of(fields[i])))) *values[i] = trim(str_sub(line, n, line.len));
            }
            if (taken) continue;
            state = TEXT;
            text_from = c->at;
        }
        if (state == TEXT && str_is(line, "---")) {
            state = WANT;
            text_to = c->at;
            g.want_from = g.want_to = c->at + step;
        } else if (state == WANT && line.len) {
            lines_push(&g.want, line);
            g.want_to = c->at + step;
        } else if (state == WANT) {
            state = DONE;
        }
    }
    if (text_to) g.text = trim(str_sub(c->all, text_from, text_to));
    g.malformed = state < WANT ? "there is no `---` in the case" : !g.name.len ? "the case has no name"
                : !g.text.len && !g.title.len ? "the case has no text" : NULL;
    return g;
}

static bool read_document(struct document *d) {
    FILE *f = fopen(d->path, "rb");
    if (!f) return false;
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) buf_put(&d->all, part, n);
    bool whole = !ferror(f);
    fclose(f);
    struct cursor c = {.all = buf_view(&d->all)};
    while (c.at < c.all.len) {
        size_t step;
        if (!is_case(line_at(&c, &step))) {
            c.at += step, c.line++;
            continue;
        }
        if (d->len == d->cap) {
            d->cap = d->cap ? d->cap * 2 : 32;
            d->cases = must_realloc(d->cases, d->cap * sizeof *d->cases);
        }
        d->cases[d->len++] = read_case(&c);
    }
    return whole;
}

/* ---- reading and comparing -------------------------------------------------------------------------------------------------- */

static void read_golden(ghotona_reader *reader, struct golden *g, struct buf *to) {
    ghotona_article article = {.title = g->title, .body = g->text, .published = g->published, .outlet = g->outlet};
    const ghotona_reading *reading = NULL;
    ghotona_status status = ghotona_read(reader, &article, true, &reading);
    if (status != GHOTONA_OK) {
        g->malformed = ghotona_status_text(status);
        return;
    }
    for (size_t i = 0; i < reading->record_count; i++) {
        output_record_golden(to, reading, &reading->records[i]);
        buf_byte(to, '\n');
    }
}

static struct lines split(str all) {
    struct lines l = {0};
    struct cursor c = {.all = all};
    for (size_t step; c.at < all.len; c.at += step) lines_push(&l, line_at(&c, &step));
    return l;
}

static bool same(const struct lines *a, const struct lines *b) {
    bool equal = a->len == b->len;
    for (size_t i = 0; equal && i < a->len; i++) equal = str_eq(a->at[i], b->at[i]);
    return equal;
}

/* The lines of `a`, each with a mark for whether it stands in `b` too (each line of `b` answers for one). */
static void show(const char *sign, const struct lines *a, const struct lines *b) {
    bool *used = must_alloc(b->len + 1);
    memset(used, 0, b->len + 1);
    for (size_t i = 0; i < a->len; i++) {
        size_t j = 0;
        while (j < b->len && (used[j] || !str_eq(a->at[i], b->at[j]))) j++;
        if (j < b->len) used[j] = true;
        printf("#   %s%s %.*s\n", sign, j < b->len ? " " : "!", (int)a->at[i].len, a->at[i].at);
    }
    if (!a->len) printf("#   %s  (no record)\n", sign);
    free(used);
}

static void compare(const struct document *d, const struct golden *g) {
    if (g->malformed) {
        ok(false, d->path, g->line, g->name, false);
        printf("# %s\n", g->malformed);
        return;
    }
    struct lines got = split(buf_view(&g->first));
    bool holds = same(&g->want, &got);
    ok(holds, d->path, g->line, g->name, g->known);
    if (holds && g->known) printf("# now right: take `KNOWN:` off %s:%u\n", d->path, g->line);
    if (!holds && !g->known) {
        show("expected", &g->want, &got);
        show("got     ", &got, &g->want);
    }
    free(got.at);
}

/* ---- accepting -------------------------------------------------------------------------------------------------------------- */

/* Rewrites the document beside itself and puts it in its place: a run that ends early changes nothing. */
static bool accept(const struct document *d, size_t *accepted) {
    struct buf out = {0};
    size_t from = 0, before = *accepted;
    bool fine = true;
    for (size_t i = 0; i < d->len; i++) {
        const struct golden *g = &d->cases[i];
        struct lines got = split(buf_view(&g->first));
        const char *refusal = g->malformed ? g->malformed
                            : !got.len && g->want.len ? "records are expected and none was read: not accepted" : NULL;
        if (!same(&g->want, &got) && !g->known && refusal) {
            fprintf(stderr, "%s:%u: %s\n", d->path, g->line, refusal);
            fine = false;
        } else if (!same(&g->want, &got) && !g->known) {
            buf_put(&out, d->all.at + from, g->want_from - from);
            if (out.len && out.at[out.len - 1] != '\n') buf_byte(&out, '\n');
            buf_put(&out, g->first.at, g->first.len);
            from = g->want_to;
            ++*accepted;
        }
        free(got.at);
    }
    if (*accepted != before) {
        struct buf beside = {0};
        buf_printf(&beside, "%s.new", d->path);
        buf_byte(&beside, 0);
        buf_put(&out, d->all.at + from, d->all.len - from);
        FILE *f = fopen(beside.at, "wb");
        bool written = f && fwrite(out.at, 1, out.len, f) == out.len;
        written = f && fclose(f) == 0 && written;
        if (!written || rename(beside.at, d->path) != 0) {
            perror(d->path);
            fine = false;
        }
        buf_free(&beside);
    }
    buf_free(&out);
    return fine;
}

int main(int argc, char **argv) {
    bool accepting = argc > 1 && strcmp(argv[1], "--accept") == 0;
    char **paths = argv + 1 + accepting;
    size_t count = (size_t)(argc - 1 - accepting);
    glob_t found = {0};
    if (!count) {
        glob("test/golden/*.txt", 0, NULL, &found);
        paths = found.gl_pathv;
        count = found.gl_pathc;
    }
    struct document *docs = must_alloc((count + 1) * sizeof *docs);
    memset(docs, 0, (count + 1) * sizeof *docs);
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    bool fine = true;
    size_t accepted = 0;
    for (size_t i = 0; i < count; i++) {
        docs[i].path = paths[i];
        if (!read_document(&docs[i])) {
            perror(paths[i]);
            fine = false;
        }
        for (size_t j = 0; j < docs[i].len; j++)
            if (!docs[i].cases[j].malformed) read_golden(reader, &docs[i].cases[j], &docs[i].cases[j].first);
        if (accepting) fine = accept(&docs[i], &accepted) && fine;
        else for (size_t j = 0; j < docs[i].len; j++) compare(&docs[i], &docs[i].cases[j]);
        fflush(stdout);
    }
    if (accepting) {
        fprintf(stderr, "%zu cases rewritten; read the difference\n", accepted);
    } else {
        /* What an article gives must not hang on what the reader read before it. */
        size_t differ = 0;
        for (size_t i = count; i-- > 0;)
            for (size_t j = docs[i].len; j-- > 0;) {
                struct golden *g = &docs[i].cases[j];
                if (g->malformed) continue;
                read_golden(reader, g, &g->again);
                if (str_eq(buf_view(&g->first), buf_view(&g->again))) continue;
                printf("# %s:%u reads otherwise after other articles\n", docs[i].path, g->line);
                differ++;
            }
        ok(differ == 0 && number > 0, "test/golden", 0, STR("every case reads the same in the opposite order"), false);
        printf("1..%zu\n", number);
    }
    ghotona_reader_free(reader);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < docs[i].len; j++) {
            buf_free(&docs[i].cases[j].first);
            buf_free(&docs[i].cases[j].again);
            free(docs[i].cases[j].want.at);
        }
        free(docs[i].cases);
        buf_free(&docs[i].all);
    }
    free(docs);
    globfree(&found);
    return fine && failures == 0 ? 0 : 1;
}
