/* A query of any bytes: it is a tree within its limits, or a fault at a byte of it; and what it finds in a small archive is no error. */
#include "archive/search.h"
#include "archive/store.h"

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

/* An archive of nothing but two articles' words, in memory. */
static struct archive *small_archive(void) {
    struct archive_error error;
    struct archive *a = archive_open(":memory:", ARCHIVE_CREATE, &error);
    if (!a) abort();
    store_exec(a, "INSERT INTO name (text) VALUES ('ASSAULT'), ('পুলিশ'); INSERT INTO run (command, begun, program, pack, options) VALUES ('', 0, '', '', '');"
                  "INSERT INTO article (key, current) VALUES ('a', 1), ('b', 2); INSERT INTO actor (text, key, hash) VALUES (2, 2, 1);"
                  "INSERT INTO search (rowid, title, body) VALUES (1, 'ক', 'পুলিশ মামলা করেছে'), (2, 'খ', 'জাতিসংঘ-এর দল')");
    return a;
}

static void find(struct archive *a, struct arena *arena, const struct query_node *query) {
    struct search_request request = {.query = query, .limit = 2};
    struct search_page page;
    struct search_counts counts = {.facets[FACET_TYPE].wanted = true, .facets[FACET_MONTH].wanted = true};
    if (!search_articles(a, arena, &request, &page) || !search_events(a, arena, &request, &page)) abort();
    request.by_date = true;
    if (!search_articles(a, arena, &request, &page) || !search_count(a, arena, &request, false, 3, &counts)) abort();
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
