/* Accuracy and speed of reading pages, on a folder with pages and their gold.
 *   pages [-v] FOLDER
 * FOLDER/gold.jsonl holds a line a page: {"file", "text", "url"; where known "title", "author", "date", "captions"}. Body: shingles of four words as
 * multisets, precision and recall of each page, their means, F1 of the means. -v tells the pages one by one, the worst last.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/pages.h"
#include "pages/tree.h"
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct tally { double hits, of; };
struct page { const char *name; double precision, recall; size_t want, got; };
struct totals { double precision, recall, seconds, parse; size_t pages, bytes; struct tally title, author, date, captions; VEC(struct page) worst; };

/* ---- shingles ---------------------------------------------------------------------------------------------------------------------------- */

/* Letters, digits and the signs of Indic scripts; what stands between them parts words. */
static bool in_word(uint32_t c) {
    if (c < 128) return isalnum((int)c) || c == '_';
    if ((c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F)) return false;
    return c != 0xA0 && c != 0x964 && c != 0x965 && c != 0xAB && c != 0xBB && c != 0xB7 && c != 0xFEFF;
}

struct hashes { uint64_t *at; size_t len; };

static int compare_hashes(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Sorted hashes of the runs of four words; of a shorter text one of all its words. Compared without case, nukta letters as one. */
static struct hashes shingles(str text, struct arena *arena) {
    VEC(uint64_t) words = {0};
    str folded = {arena_space(arena, ghotona_fold_bound(text.len) + 1), 0};
    folded.len = ghotona_fold(ghotona_pack_builtin(), text, (char *)(uintptr_t)folded.at);
    for (size_t at = 0, used, from = 0; at <= folded.len; at += used) {
        used = 1;
        if (at < folded.len && in_word(utf8_valid_next(folded.at + at, &used))) continue;
        if (at > from) *vec_push(arena, &words) = hash_bytes(folded.at + from, at - from);
        from = at + used;
    }
    size_t n = words.len == 0 ? 0 : words.len < 4 ? 1 : words.len - 3, width = words.len < 4 ? words.len : 4;
    struct hashes h = {arena_new(arena, uint64_t, n + 1), n};
    for (size_t i = 0; i < n; i++) h.at[i] = hash_bytes(words.at + i, width * sizeof *words.at);
    qsort(h.at, h.len, sizeof *h.at, compare_hashes);
    return h;
}

static size_t common(struct hashes a, struct hashes b) {
    size_t n = 0;
    for (size_t i = 0, j = 0; i < a.len && j < b.len;) {
        int d = compare_hashes(&a.at[i], &b.at[j]);
        n += d == 0;
        i += d <= 0;
        j += d >= 0;
    }
    return n;
}

/* ---- a page -------------------------------------------------------------------------------------------------------------------------------- */

static struct buf read_whole(const char *path) {
    struct buf b = {0};
    FILE *f = fopen(path, "rb");
    if (!f) fprintf(stderr, "%s cannot be opened\n", path), exit(1);
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f));) buf_put(&b, chunk, n);
    fclose(f);
    return b;
}

static str field(const json_t *gold, const char *name) { return str_of(json_string_value(json_object_get(gold, name))); }

static str fold_whole(str s, struct arena *arena) {
    str to = {arena_space(arena, ghotona_fold_bound(s.len) + 1), 0};
    to.len = ghotona_fold(ghotona_pack_builtin(), s, (char *)(uintptr_t)to.at);
    return to;
}

static void score_fields(struct totals *t, const json_t *gold, const struct document *d, struct arena *arena) {
    str title = fold_whole(field(gold, "title"), arena), date = field(gold, "date"), author = fold_whole(field(gold, "author"), arena);
    str got_title = fold_whole(d->article.title, arena), got_author = fold_whole(d->byline, arena);
    if (title.len) t->title.of++, t->title.hits += str_starts(got_title, title);
    if (date.len >= 10) t->date.of++, t->date.hits += d->article.published.len >= 10 && memcmp(date.at, d->article.published.at, 10) == 0;
    if (author.len) t->author.of++, t->author.hits += str_holds(got_author, author) || str_holds(author, got_author);
    size_t i;
    const json_t *caption;
    json_array_foreach(json_object_get(gold, "captions"), i, caption) {
        t->captions.of++;
        str want = fold_whole(str_of(json_string_value(caption)), arena);
        bool found = false;
        for (size_t k = 0; k < d->caption_count; k++) found = found || str_holds(fold_whole(d->captions[k].text, arena), want);
        t->captions.hits += found;
    }
}

static void read_page(struct totals *t, const char *folder, const json_t *gold, bool tell, struct arena *names) {
    struct arena arena = {0};
    struct document d = {0};
    const char *reason = "";
    str path = arena_printf(&arena, "%s/%s", folder, json_string_value(json_object_get(gold, "file")));
    struct buf html = read_whole(path.at);
    str bytes = {html.at, 0};
    char *good = arena_space(&arena, utf8_mend(html.at, html.len, NULL, &(uint32_t){0}));
    bytes = (str){good, utf8_mend(html.at, html.len, good, &(uint32_t){0})};
    double start = cpu_seconds();
    struct tree tree;
    tree_parse(bytes, &arena, &tree, &reason);
    double parsed = cpu_seconds();
    bool found = page_read(ghotona_pack_builtin(), bytes, &(struct page_hints){.url = field(gold, "url")}, &arena, &d, &reason);
    t->seconds += cpu_seconds() - parsed;
    t->parse += parsed - start;
    t->bytes += html.len;
    struct hashes want = shingles(field(gold, "text"), &arena), got = shingles(d.article.body, &arena);
    double both = (double)common(want, got);
    double precision = got.len ? both / (double)got.len : want.len ? 0 : 1, recall = want.len ? both / (double)want.len : 1;
    t->precision += precision;
    t->recall += recall;
    t->pages++;
    score_fields(t, gold, &d, &arena);
    const char *name = json_string_value(json_object_get(gold, "file"));
    str told = arena_printf(names, "%s%s%s", name, found ? "" : ": ", found ? "" : reason);
    if (tell) *vec_push(names, &t->worst) = (struct page){told.at, precision, recall, want.len, got.len};
    buf_free(&html);
    arena_free(&arena);
}

/* ---- all --------------------------------------------------------------------------------------------------------------------------------- */

static int worst_last(const void *a, const void *b) {
    const struct page *x = a, *y = b;
    double d = x->precision * x->recall - y->precision * y->recall;
    return (d < 0) - (d > 0);
}

static void print_tally(const char *name, struct tally t) {
    if (t.of > 0) printf("%s\t%.3f of %.0f\n", name, t.hits / t.of, t.of);
}

static void print_totals(const struct totals *t) {
    double p = t->precision / (double)t->pages, r = t->recall / (double)t->pages;
    printf("pages\t%zu, %.1f MB\nbody\tF1 %.4f\tprecision %.4f\trecall %.4f\n", t->pages, (double)t->bytes / 1e6, 2 * p * r / (p + r), p, r);
    print_tally("title", t->title);
    print_tally("author", t->author);
    print_tally("date", t->date);
    print_tally("captions", t->captions);
    printf("speed\t%.0f pages/s\t%.1f MB/s\tof the time the parser takes %.0f %%\n", (double)t->pages / t->seconds, (double)t->bytes / 1e6 / t->seconds,
           100 * t->parse / t->seconds);
}

int main(int argc, char **argv) {
    bool tell = argc > 2 && strcmp(argv[1], "-v") == 0;
    if (argc != 2 + tell) return fprintf(stderr, "usage: pages [-v] FOLDER\n"), 2;
    const char *folder = argv[1 + tell];
    struct arena names = {0};
    struct totals t = {0};
    struct buf gold = read_whole(arena_printf(&names, "%s/gold.jsonl", folder).at);
    for (const char *at = gold.at, *end = gold.at + gold.len; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        json_t *line = json_loadb(at, (size_t)((newline ? newline : end) - at), 0, NULL);
        if (line) read_page(&t, folder, line, tell, &names);
        json_decref(line);
        at = newline ? newline + 1 : end;
    }
    if (t.worst.len) qsort(t.worst.at, t.worst.len, sizeof *t.worst.at, worst_last);
    for (uint32_t i = 0; i < t.worst.len; i++)
        printf("%.3f %.3f %zu %zu %s\n", t.worst.at[i].precision, t.worst.at[i].recall, t.worst.at[i].want, t.worst.at[i].got, t.worst.at[i].name);
    if (t.pages) print_totals(&t);
    buf_free(&gold);
    arena_free(&names);
    return t.pages == 0;
}
