/* A query of any bytes: it is a tree within its limits, or a fault at a byte of it; and what it finds in a small archive is no error. */
#include "archive/search.h"
#include "pages/document.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned check_tree(const struct query_node *n, str query, unsigned depth) {
    unsigned terms = n->first == NULL;
    if (n->at > query.len || depth > QUERY_DEPTH_MAX * 4) abort();
    if (n->kind == QUERY_TEXT && (n->word_count == 0 || n->word_count > QUERY_PHRASE_MAX)) abort();
    if (n->kind == QUERY_NOT && (!n->first || n->first->next)) abort();
    for (const struct query_node *c = n->first; c; c = c->next) terms += check_tree(c, query, depth + 1);
    return terms;
}

/* An archive of two articles, in memory. */
static struct archive *small_archive(void) {
    const ghotona_article articles[] = {
        {.id = STR("1"), .title = STR("থানায় মামলা"), .body = STR("পুলিশ তিনজনকে গ্রেপ্তার করেছে। পরে ঢাকার থানায় মামলা হয়।"), .published = STR("2024-07-16")},
        {.id = STR("2"), .title = STR("জাতিসংঘ-এর দল"), .body = STR("জাতিসংঘ-এর একটি দল ঢাকায়। পুলিশ মামলা করেনি।")},
    };
    const ghotona_pack *language = ghotona_pack_builtin();
    ghotona_reader *reader = ghotona_reader_new(language);
    struct archive_error error;
    struct arena arena = {0};
    struct archive_counts counts;
    enum archive_added added;
    const ghotona_reading *reading;
    struct archive *a = archive_open(":memory:", ARCHIVE_CREATE, &error);
    if (!a || !archive_begin(a, "add", "", language)) abort();
    for (size_t i = 0; i < LENGTH(articles); i++) {
        const struct document d = {.article = articles[i]};
        if (ghotona_read(reader, &d.article, false, &reading) != GHOTONA_OK || !archive_add(a, &d, archive_prepare(a, &arena, &d, reading), (str){0}, &added)) abort();
    }
    arena_free(&arena);
    if (!archive_end(a, &counts) || counts.articles != 2) abort();
    ghotona_reader_free(reader);
    return a;
}

static void find(struct archive *a, struct arena *arena, const struct query_node *query) {
    struct search_request request = {.query = query, .limit = 2};
    struct search_page page;
    struct search_counts counts = {.facets[FACET_TYPE].wanted = true, .facets[FACET_MONTH].wanted = true};
    bool ok = search_articles(a, arena, &request, &page) && search_events(a, arena, &request, &page);
    request.by_date = true;
    if (ok && search_articles(a, arena, &request, &page) && search_count(a, arena, &request, false, 3, &counts)) return;
    fprintf(stderr, "%s\n", archive_error(a)->text);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static ghotona_words *words;
    static struct archive *archive;
    struct arena arena = {0};
    struct query_error error = {.at = SIZE_MAX};
    str query = {(const char *)data, size};
    if (!words) words = ghotona_words_new(ghotona_pack_builtin());
    if (!archive) archive = small_archive();
    const struct query_node *tree = query_parse(&arena, words, query, &error);
    if (tree ? check_tree(tree, query, 0) > QUERY_TERMS_MAX : error.at > size || !*error.text) abort();
    if (tree) find(archive, &arena, tree);
    arena_free(&arena);
    return 0;
}
