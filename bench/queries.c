/* How long an archive takes to answer: every query of a list once in an archive that was just opened, and then again, in milliseconds, each
 * with its page of 20.
 *   queries ARCHIVE [LIST]        LIST: bench/queries.txt; VERBOSE=1 tells each */
#include "archive/search.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { QUERIES_MAX = 1000, PAGE = 20 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int order(const void *a, const void *b) { return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b); }

static bool ask(struct archive *archive, ghotona_words *words, const char *kind, const char *query, size_t *found) {
    struct arena arena = {0};
    struct query_error error;
    struct search_page page = {0};
    struct search_request request = {.limit = PAGE, .by_date = strcmp(kind, "search") != 0};
    request.query = query_parse(&arena, words, str_of(query), &error);
    bool ok = request.query && (strcmp(kind, "events") == 0 ? search_events : search_articles)(archive, &arena, &request, &page);
    if (!request.query) printf("%s: %s\n", query, error.text);
    *found = page.count;
    arena_free(&arena);
    return ok && !page.out_of_time;
}

static double share(const double *sorted, size_t count, double p) { return sorted[(size_t)((double)(count - 1) * p + 0.5)]; }

static bool run(struct archive *archive, ghotona_words *words, FILE *list, const char *name) {
    static double times[QUERIES_MAX];
    char line[4096];
    size_t count = 0, failed = 0, empty = 0, found;
    rewind(list);
    while (count < QUERIES_MAX && fgets(line, sizeof line, list)) {
        char *query = strchr(line, '\t');
        if (*line == '#' || !query) continue;
        *query++ = '\0';
        query[strcspn(query, "\n")] = '\0';
        double begun = now();
        failed += !ask(archive, words, line, query, &found);
        times[count] = now() - begun;
        empty += found == 0;
        if (getenv("VERBOSE")) printf("%8.2f  %4zu  %s  %s\n", times[count], found, line, query);
        count++;
    }
    if (count == 0) return false;
    qsort(times, count, sizeof *times, order);
    printf("%-6s %zu queries, %zu without an answer, %zu failed: p50 %.2f  p90 %.2f  p99 %.2f  most %.2f ms\n", name, count, empty, failed, share(times, count, 0.5),
           share(times, count, 0.9), share(times, count, 0.99), times[count - 1]);
    return failed == 0;
}

int main(int argc, char **argv) {
    struct archive_error error;
    FILE *list = fopen(argc > 2 ? argv[2] : "bench/queries.txt", "r");
    if (argc < 2 || !list) return fprintf(stderr, "usage: queries ARCHIVE [LIST]\n"), 2;
    struct archive *archive = archive_open(argv[1], ARCHIVE_READ, &error);
    if (!archive) return fprintf(stderr, "%s\n", error.text), 1;
    ghotona_words *words = ghotona_words_new(ghotona_pack_builtin());
    bool ok = run(archive, words, list, "first");
    ok = run(archive, words, list, "again") && ok;
    ghotona_words_free(words);
    archive_close(archive);
    fclose(list);
    return ok ? 0 : 1;
}
