/* How quickly a text becomes words with their lemmas (fold, cut, analyse; one thread), and how quickly FTS5 indexes with the tokenizer
 * of ext/sqlite, against the same text by FTS5's own. words FILE takes NDJSON articles or plain text and prints a table in Markdown. */
#define SQLITE_CORE
#include "../ext/sqlite/ghotona.c"

#include "input/input.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct { str *at; size_t len, cap, bytes; } texts;

static void keep(str s) {
    if (texts.len == texts.cap) texts.at = must_realloc(texts.at, sizeof *texts.at * (texts.cap = texts.cap * 2 + 64));
    texts.at[texts.len++] = (str){memcpy(must_alloc(s.len + 1), s.at, s.len), s.len};
    texts.bytes += s.len;
}

static void complain(void *user, const struct fault *fault) {
    (void)user;
    fprintf(stderr, "%.*s:%u: %.*s\n", (int)fault->at.file.len, fault->at.file.at, fault->at.line, (int)fault->text.len, fault->text.at);
}

static bool read_texts(const char *path) {
    const struct input_options options = {.pack = ghotona_pack_builtin()};
    struct input *in = input_open(path, &options, complain, NULL);
    for (const struct document *d; (d = input_next(in));)
        if (d->article.body.len) keep(d->article.body);
    input_close(in);
    return texts.len > 0;
}

/* The best of some rounds, in seconds, and the number of words. */
static double analyse_all(size_t *words, size_t *lemmas) {
    ghotona_words *w = ghotona_words_new(ghotona_pack_builtin());
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        double begun = now();
        *words = *lemmas = 0;
        for (size_t i = 0; i < texts.len; i++) {
            const ghotona_word *list;
            size_t count;
            if (ghotona_analyse(w, texts.at[i], &list, &count) != GHOTONA_OK) continue;
            for (size_t k = 0; k < count; k++) *lemmas += list[k].count > 0;
            *words += count;
        }
        double took = now() - begun;
        if (took < best) best = took;
    }
    ghotona_words_free(w);
    return best;
}

/* ---- FTS5 -------------------------------------------------------------------------------------------------------------------- */

static void run(sqlite3 *db, const char *sql) {
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK) return;
    fprintf(stderr, "words: %s: %s\n", sql, message);
    exit(1);
}

static void insert_all(sqlite3 *db) {
    sqlite3_stmt *insert;
    sqlite3_prepare_v2(db, "INSERT INTO t(rowid, x) VALUES (?1, ?2)", -1, &insert, NULL);
    for (size_t i = 0; i < texts.len; i++) {
        sqlite3_bind_int64(insert, 1, (sqlite3_int64)i + 1);
        sqlite3_bind_text(insert, 2, texts.at[i].at, (int)texts.at[i].len, SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

static double file_size(const char *path) {
    FILE *f = fopen(path, "rb");
    double size = f && fseek(f, 0, SEEK_END) == 0 ? (double)ftell(f) : 0;
    if (f) fclose(f);
    return size;
}

/* Indexes all texts in one transaction into a table without content, and prints a row. */
static void index_all(const char *name, const char *tokenize) {
    char path[] = "/tmp/ghotona-bench-XXXXXX", create_table[256];
    int fd = mkstemp(path);
    sqlite3 *db;
    if (fd < 0 || sqlite3_open(path, &db) != SQLITE_OK) exit(1);
    close(fd);
    sqlite3_ghotona_init(db, NULL, NULL);
    snprintf(create_table, sizeof create_table, "CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize=\"%s\")", tokenize);
    run(db, "PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-65536");
    run(db, create_table);
    double begun = now();
    run(db, "BEGIN");
    insert_all(db);
    run(db, "COMMIT");
    double took = now() - begun;
    run(db, "INSERT INTO t(t) VALUES ('optimize'); VACUUM");
    sqlite3_close(db);
    double bytes = (double)texts.bytes;
    printf("| FTS5, %s | %.1f MB/s, index %.2f of the text |\n", name, bytes / 1e6 / took, file_size(path) / bytes);
    unlink(path);
}

int main(int argc, char **argv) {
    if (argc != 2 || !read_texts(argv[1])) return fputs("usage: words FILE\n", stderr), 2;
    size_t words, lemmas;
    double took = analyse_all(&words, &lemmas), bytes = (double)texts.bytes;
    printf("| | |\n|---|---:|\n| text | %.1f MB, %zu words and signs, %zu analysed |\n", bytes / 1e6, words, lemmas);
    printf("| fold, cut, analyse, one thread | %.0f MB/s, %.0f ns a word |\n", bytes / 1e6 / took, took / (double)words * 1e9);
    index_all("`bangla`: forms and lemmas", "bangla");
    index_all("`bangla lemma off`: forms", "bangla lemma off");
    index_all("`unicode61`, whole words", "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'");
    index_all("`trigram`", "trigram");
    return 0;
}
