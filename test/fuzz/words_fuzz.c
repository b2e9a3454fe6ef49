/* Any bytes through the public functions for words and letters and through the tokenizer of ext/sqlite: words stand in order within
 * the text, the tokens of a document are those of the whole; what is analysed by way of the cache is what analyse() gives; the order
 * of dictionaries is an order; a text that was indexed is found by its own words, and the index is whole. */
#define SQLITE_CORE
#include "../../ext/sqlite/ghotona.c"

#include "words/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool begins_letter(str text, size_t at) { return at == text.len || ((unsigned char)text.at[at] & 0xC0) != 0x80; }

static void check_words(str text, const ghotona_word *words, size_t count, bool valid) {
    for (size_t i = 0; i < count; i++) {
        const ghotona_word *w = &words[i];
        if (w->span.start >= w->span.end || w->span.end > text.len || (i && w->span.start < words[i - 1].span.end)) abort();
        if (valid && (!begins_letter(text, w->span.start) || !begins_letter(text, w->span.end))) abort();
        if (utf8_valid_len(w->form.at, w->form.len) != w->form.len) abort();
        for (size_t k = 0; k < w->count; k++)
            if (!w->analyses[k].lemma.len || utf8_valid_len(w->analyses[k].lemma.at, w->analyses[k].lemma.len) != w->analyses[k].lemma.len) abort();
    }
}

/* The terms that the reader works on. */
static void check_terms(str text, const ghotona_word *words, size_t count) {
    struct arena a = {0};
    const pack *p = ghotona_pack_builtin();
    struct tokens tokens = tokenize(&a, &p->letters, text);
    struct terms terms = analyse(&a, p, text, &tokens, NULL);
    if (terms.len != count) abort();
    for (size_t i = 0; i < count; i++) {
        const struct term *t = &terms.at[i];
        if (t->start != words[i].span.start || t->end != words[i].span.end || t->count != words[i].count || (int)t->kind != (int)words[i].kind) abort();
        if (!t->detached && !str_eq(t->fold, words[i].form)) abort();
        for (size_t k = 0; k < t->count; k++) {
            str lemma = t->morph[k].lemma == NO_WORD ? str_sub(t->fold, 0, t->morph[k].stem) : pack_word_text(p, t->morph[k].lemma);
            if (!str_eq(lemma, words[i].analyses[k].lemma) || (int)t->morph[k].kase != (int)words[i].analyses[k].kase) abort();
        }
    }
    arena_free(&a);
}

static void check_order(str text) {
    const pack *p = ghotona_pack_builtin();
    str a = str_sub(text, 0, text.len / 3), b = str_sub(text, text.len / 3, text.len / 3 * 2), c = str_sub(text, text.len / 3 * 2, text.len);
    int ab = ghotona_compare(p, a, b), bc = ghotona_compare(p, b, c), ac = ghotona_compare(p, a, c);
    if (ghotona_compare(p, a, a) != 0 || (ab < 0) != (ghotona_compare(p, b, a) > 0)) abort();
    if (ab <= 0 && bc <= 0 && (ac > 0 || ((ab < 0 || bc < 0) && ac == 0))) abort();
}

static void run_sql(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) abort();
}

static void bind_and_step(sqlite3 *db, const char *sql, str text, int want) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) abort();
    sqlite3_bind_text(statement, 1, text.at, (int)text.len, SQLITE_STATIC);
    if (sqlite3_step(statement) != want) abort();
    sqlite3_finalize(statement);
}

static sqlite3 *open_tables(void) {
    sqlite3 *db;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_ghotona_init(db, NULL, NULL) != SQLITE_OK) abort();
    run_sql(db, "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla'); CREATE VIRTUAL TABLE u USING fts5(x, tokenize='bangla fold off')");
    return db;
}

/* The word, quoted, finds the text that it stands in: in its forms, as it is, as a prefix. */
static void check_finds(sqlite3 *db, str word) {
    static const struct { const char *before, *behind; } shapes[] = {{"\"", "\""}, {"\"=", "\""}, {"\"", "\"*"}};
    struct buf query = {0};
    for (size_t i = 0; i < LENGTH(shapes); i++) {
        query.len = 0;
        buf_text(&query, shapes[i].before);
        buf_str(&query, word);
        buf_text(&query, shapes[i].behind);
        bind_and_step(db, "SELECT highlight(t, 0, '[', ']'), snippet(t, 0, '[', ']', '', 3) FROM t WHERE t MATCH ?1", buf_view(&query), SQLITE_ROW);
    }
    buf_free(&query);
}

static void check_index(str text, const ghotona_word *words, size_t count) {
    static sqlite3 *db;
    if (!db) db = open_tables();
    bind_and_step(db, "INSERT INTO t(rowid, x) VALUES (1, ?1)", text, SQLITE_DONE);
    bind_and_step(db, "INSERT INTO u(rowid, x) VALUES (1, ?1)", text, SQLITE_DONE);
    run_sql(db, "INSERT INTO t(t) VALUES ('integrity-check'); INSERT INTO u(u) VALUES ('integrity-check')");
    for (size_t i = 0; i < count && i < 4; i++)
        if (words[i].kind == GHOTONA_WORD && words[i].form.len) check_finds(db, str_sub(text, words[i].span.start, words[i].span.end));
    run_sql(db, "DELETE FROM t; DELETE FROM u");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static ghotona_words *workspace;        /* kept: one text must not disturb the next */
    if (!workspace) workspace = ghotona_words_new(ghotona_pack_builtin());
    str text = {(const char *)data, size};
    const ghotona_word *words;
    size_t count;
    if (ghotona_analyse(workspace, text, &words, &count) != GHOTONA_OK) abort();
    bool valid = utf8_valid_len(text.at, text.len) == text.len;
    check_words(text, words, count, valid);
    if (valid) check_terms(text, words, count);
    check_index(text, words, count);
    check_order(text);
    char *folded = must_alloc(ghotona_fold_bound(size));
    size_t n = ghotona_fold(ghotona_pack_builtin(), text, folded);
    if (n > ghotona_fold_bound(size) || utf8_valid_len(folded, n) != n) abort();
    free(folded);
    for (size_t at = 0, end; at < size; at = end)
        if ((end = ghotona_akshara_end(text, at)) <= at || end > size) abort();
    return 0;
}
