/* The table test/words/search.tsv through the tokenizer of ext/sqlite, which is built into this program so that the sanitizers see it:
 * every text is indexed once, every query must find its text, or not. SPDX-License-Identifier: Apache-2.0 */
#define SQLITE_CORE
#include "../ext/sqlite/ghotona.c"

#include <stdio.h>

enum { CELLS = 4, PAIRS_MAX = 4000 };
struct pair { char *cell[CELLS]; unsigned line; };

static struct pair pairs[PAIRS_MAX];
static size_t pair_count;

static void take_line(char *line, unsigned number) {
    struct pair *p = &pairs[pair_count];
    line[strcspn(line, "\n")] = 0;
    if (*line == 0 || *line == '#' || pair_count == PAIRS_MAX) return;
    *p = (struct pair){.line = number};
    line = strdup(line);
    for (size_t i = 0; i < CELLS && line; i++) p->cell[i] = strsep(&line, "\t");
    if (p->cell[2]) pair_count++;
    else printf("# line %u: query, text, and hit or miss are wanted\n", number);
}

static bool read_pairs(const char *path) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    if (!f) return false;
    for (unsigned number = 1; getline(&line, &size, f) > 0; number++) take_line(line, number);
    free(line);
    fclose(f);
    return pair_count > 0;
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) return statement;
    printf("Bail out! %s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
}

static void insert_texts(sqlite3 *db) {
    sqlite3_stmt *insert = prepared(db, "INSERT INTO t(rowid, x) VALUES (?1, ?2)");
    for (size_t i = 0; i < pair_count; i++) {
        sqlite3_bind_int64(insert, 1, (sqlite3_int64)i);
        sqlite3_bind_text(insert, 2, pairs[i].cell[1], -1, SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

/* True if the query finds the text of pair i. */
static bool finds(sqlite3_stmt *search, size_t i) {
    char match[512];
    size_t len = strcspn(pairs[i].cell[0], "*");
    snprintf(match, sizeof match, "\"%.*s\"%s", (int)len, pairs[i].cell[0], pairs[i].cell[0] + len);
    sqlite3_bind_text(search, 1, match, -1, SQLITE_STATIC);
    sqlite3_bind_int64(search, 2, (sqlite3_int64)i);
    bool found = sqlite3_step(search) == SQLITE_ROW;
    sqlite3_reset(search);
    return found;
}

static bool report(const struct pair *p, size_t number, bool found) {
    bool want = strcmp(p->cell[2], "hit") == 0, known = p->cell[3] != NULL;
    printf("%s %zu - %s %s %s (line %u)%s\n", found == want ? "ok" : "not ok", number, p->cell[0], want ? "finds" : "does not find", p->cell[1], p->line,
           known ? " # TODO" : "");
    return found == want || known;
}

int main(int argc, char **argv) {
    sqlite3 *db;
    size_t failures = 0;
    if (!read_pairs(argc > 1 ? argv[1] : "test/words/search.tsv")) return printf("1..1\nnot ok 1 - no pairs\n"), 1;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_ghotona_init(db, NULL, NULL) != SQLITE_OK) return 1;
    sqlite3_exec(db, "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla')", NULL, NULL, NULL);
    insert_texts(db);
    sqlite3_stmt *search = prepared(db, "SELECT 1 FROM t WHERE t MATCH ?1 AND rowid = ?2");
    printf("1..%zu\n", pair_count);
    for (size_t i = 0; i < pair_count; i++) failures += !report(&pairs[i], i + 1, finds(search, i));
    sqlite3_finalize(search);
    sqlite3_close(db);
    for (size_t i = 0; i < pair_count; i++) free(pairs[i].cell[0]);
    return failures ? 1 : 0;
}
