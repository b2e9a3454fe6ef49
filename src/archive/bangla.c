/* Bengali for SQLite: the FTS5 tokenizer `bangla`, the functions bangla_fold and bangla_lemma, the collation `bangla`
 * (docs/sqlite.md). Holds the library and its pack; works in any SQLite from 3.20 on.
 *
 * In the index a word stands as its form, folded, and at the same place as its lemmas, each behind a byte that no form begins with.
 * A query asks for the lemmas, and for a form that was marked as exact, or that is a prefix, as it is. A form whose only lemma is the
 * form itself stands once, which keeps the index small. So a query for a lemma asks for the form of that name too.
 * SPDX-License-Identifier: Apache-2.0 */
#include "archive/bangla.h"
#include <stdlib.h>
#include <string.h>
SQLITE_EXTENSION_INIT1

/* What stands before a lemma in the index. Verbs have a byte of their own: ঢাকা the city is not ঢাকা, to cover. */
enum { MARK_NOMINAL = 1, MARK_VERB = 2 };
enum { KEYS_MAX = 8 };
static const char EXACT_SIGN = '=';

/* ---- which lemmas a word is filed under -------------------------------------------------------------------------------------- */

struct search_key { char mark; ghotona_str lemma; };
struct search_keys { struct search_key at[KEYS_MAX]; size_t count; };

static bool same_text(ghotona_str a, ghotona_str b) { return a.len == b.len && memcmp(a.at, b.at, a.len) == 0; }

static void add_key(struct search_keys *keys, char mark, ghotona_str lemma) {
    for (size_t i = 0; i < keys->count; i++)
        if (keys->at[i].mark == mark && same_text(keys->at[i].lemma, lemma)) return;
    if (keys->count < KEYS_MAX) keys->at[keys->count++] = (struct search_key){mark, lemma};
}

/* How a form stands in the tables as it is, without any ending: as what leaves little room for taking it for another word's form.
 * Postpositions and adverbs do not count, they are mostly a noun's or an adjective's form themselves (নামে, প্রাথমিকভাবে). */
enum itself { NOT_ITSELF, ITSELF, ITSELF_CLOSED };

static enum itself itself_by(const ghotona_analysis *a) {
    switch (a->pos) {
    case GHOTONA_POS_NONE: case GHOTONA_VERB: case GHOTONA_POSTPOSITION: case GHOTONA_ADVERB: return NOT_ITSELF;
    case GHOTONA_CONJUNCTION: case GHOTONA_PARTICLE: case GHOTONA_PRONOUN: return ITSELF_CLOSED;
    default: return ITSELF;
    }
}

static enum itself itself_of(const ghotona_word *word) {
    enum itself most = NOT_ITSELF;
    for (size_t i = 0; i < word->count; i++) {
        enum itself itself = same_text(word->analyses[i].lemma, word->form) ? itself_by(&word->analyses[i]) : NOT_ITSELF;
        if (itself > most) most = itself;
    }
    return most;
}

/* Readings that are not believed beside the word itself. Another word's case: beside a word of a closed class (মানে is seldom "in the
 * quality"), or, of who asks, any word. A verb of a kind that is rare in print: করোনা is the virus and not করো না. */
static bool is_unlikely(const ghotona_analysis *a, const ghotona_word *word, enum itself itself, bool query) {
    if (itself == NOT_ITSELF || same_text(a->lemma, word->form)) return false;
    if (a->pos != GHOTONA_VERB) return query || itself == ITSELF_CLOSED;
    return a->form == GHOTONA_IMPERATIVE || a->person == GHOTONA_SECOND_CLOSE || (a->features & (GHOTONA_NEGATED | GHOTONA_EMPHATIC));
}

static bool is_noun(const ghotona_analysis *a) { return a->pos == GHOTONA_NOUN || a->pos == GHOTONA_NAME || a->pos == GHOTONA_PLACE_NAME; }

/* A noun with -টি, -টা or the like, where a longer noun takes these letters for its own: মাটি, মাটিতে are not of মা. */
static bool is_outgrown(const ghotona_analysis *a, const ghotona_word *word) {
    if (!is_noun(a) || !(a->features & GHOTONA_DETERMINED)) return false;
    for (size_t i = 0; i < word->count; i++) {
        const ghotona_analysis *b = &word->analyses[i];
        if (is_noun(b) && b->lemma.len > a->lemma.len && memcmp(b->lemma.at, a->lemma.at, a->lemma.len) == 0) return true;
    }
    return false;
}

static struct search_keys keys_of(const ghotona_word *word, bool query) {
    struct search_keys keys = {.count = 0};
    enum itself itself = itself_of(word);
    for (size_t i = 0; i < word->count; i++) {
        const ghotona_analysis *a = &word->analyses[i];
        if (!is_unlikely(a, word, itself, query) && !is_outgrown(a, word)) add_key(&keys, a->pos == GHOTONA_VERB ? MARK_VERB : MARK_NOMINAL, a->lemma);
    }
    if (word->count == 0) add_key(&keys, MARK_NOMINAL, word->form);
    return keys;
}

/* ---- tokens ------------------------------------------------------------------------------------------------------------------ */

struct tokenizer {
    ghotona_words *words;
    bool lemma, fold;
    char *bytes; size_t size;       /* where a token is put together */
};

typedef int (*token_sink)(void *user, int flags, const char *bytes, int len, int start, int end);

/* A text on its way to FTS5. */
struct stream {
    struct tokenizer *t;
    token_sink sink; void *user;
    bool query, prefix;             /* prefix: the last word of the query is one */
    const char *text; size_t start; /* the piece in hand, and where in the whole it begins */
};

static bool reserve_bytes(struct tokenizer *t, size_t size) {
    if (size <= t->size) return true;
    char *bytes = realloc(t->bytes, size);
    if (!bytes) return false;
    t->bytes = bytes;
    t->size = size;
    return true;
}

/* A number without the commas that group its digits, in t->bytes; NULL without memory. */
static const char *without_commas(struct tokenizer *t, const char *bytes, size_t *len) {
    size_t kept = 0;
    if (!reserve_bytes(t, *len)) return NULL;
    for (size_t i = 0; i < *len; i++)
        if (bytes[i] != ',') t->bytes[kept++] = bytes[i];
    *len = kept;
    return t->bytes;
}

static int put_token(const struct stream *s, const ghotona_word *word, int flags, const char *bytes, size_t len) {
    if (word->kind == GHOTONA_NUMBER && s->t->fold && !(bytes = without_commas(s->t, bytes, &len))) return SQLITE_NOMEM;
    return s->sink(s->user, flags, bytes, (int)len, (int)(s->start + word->span.start), (int)(s->start + word->span.end));
}

static int put_key(const struct stream *s, const ghotona_word *word, const struct search_key *key) {
    if (!reserve_bytes(s->t, key->lemma.len + 1)) return SQLITE_NOMEM;
    s->t->bytes[0] = key->mark;
    memcpy(s->t->bytes + 1, key->lemma.at, key->lemma.len);
    return put_token(s, word, FTS5_TOKEN_COLOCATED, s->t->bytes, key->lemma.len + 1);
}

/* The form as it stands in the index: as written with `fold off`. */
static ghotona_str form_of(const struct stream *s, const ghotona_word *word) {
    return s->t->fold ? word->form : (ghotona_str){s->text + word->span.start, word->span.end - word->span.start};
}

static int index_word(const struct stream *s, const ghotona_word *word, ghotona_str form) {
    int rc = put_token(s, word, 0, form.at, form.len);
    if (!s->t->lemma) return rc;
    struct search_keys keys = keys_of(word, false);
    if (keys.count == 1 && keys.at[0].mark == MARK_NOMINAL && same_text(keys.at[0].lemma, form)) return rc;
    for (size_t i = 0; rc == SQLITE_OK && i < keys.count; i++) rc = put_key(s, word, &keys.at[i]);
    return rc;
}

static int ask_for_lemmas(const struct stream *s, const ghotona_word *word, ghotona_str form) {
    int rc = put_token(s, word, 0, form.at, form.len);
    struct search_keys keys = keys_of(word, true);
    for (size_t i = 0; rc == SQLITE_OK && i < keys.count; i++) {
        const struct search_key *key = &keys.at[i];
        rc = put_key(s, word, key);
        if (rc != SQLITE_OK || key->mark != MARK_NOMINAL || same_text(key->lemma, form)) continue;
        rc = put_token(s, word, FTS5_TOKEN_COLOCATED, key->lemma.at, key->lemma.len);
    }
    return rc;
}

/* A prefix may end within a conjunct, where folding takes ত and hasant for the end of a word and makes them ৎ. */
static int ask_for_prefix(const struct stream *s, const ghotona_word *word, ghotona_str form) {
    static const char khanda_ta[] = "\xE0\xA7\x8E", ta_hasant[] = "\xE0\xA6\xA4\xE0\xA7\x8D";
    enum { ONE = sizeof khanda_ta - 1, TWO = sizeof ta_hasant - 1 };
    int rc = put_token(s, word, 0, form.at, form.len);
    if (rc != SQLITE_OK || form.len < ONE || memcmp(form.at + form.len - ONE, khanda_ta, ONE) != 0) return rc;
    if (!reserve_bytes(s->t, form.len + TWO)) return SQLITE_NOMEM;
    memcpy(s->t->bytes, form.at, form.len - ONE);
    memcpy(s->t->bytes + form.len - ONE, ta_hasant, TWO);
    return put_token(s, word, FTS5_TOKEN_COLOCATED, s->t->bytes, form.len - ONE + TWO);
}

static bool is_exact(const struct stream *s, const ghotona_word *word) { return word->span.start > 0 && s->text[word->span.start - 1] == EXACT_SIGN; }

static int put_word(const struct stream *s, const ghotona_word *word, bool last) {
    ghotona_str form = form_of(s, word);
    if (form.len == 0) return SQLITE_OK;        /* nothing but what folding deletes */
    if (!s->query) return index_word(s, word, form);
    if (s->prefix && last) return ask_for_prefix(s, word, form);
    if (!s->t->lemma || is_exact(s, word)) return put_token(s, word, 0, form.at, form.len);
    return ask_for_lemmas(s, word, form);
}

static int put_piece(struct stream *s, size_t len, bool final) {
    const ghotona_word *words;
    size_t count;
    if (ghotona_analyse(s->t->words, (ghotona_str){s->text, len}, &words, &count) != GHOTONA_OK) return SQLITE_TOOBIG;
    while (count > 0 && words[count - 1].kind == GHOTONA_SIGN) count--;
    int rc = SQLITE_OK;
    for (size_t i = 0; rc == SQLITE_OK && i < count; i++)
        if (words[i].kind != GHOTONA_SIGN) rc = put_word(s, &words[i], final && i + 1 == count);
    return rc;
}

/* ---- pieces: a text of any length is taken in parts that stay in the processor's cache --------------------------------------- */

enum { PIECE = 1 << 16, LONGEST_WORD = 1 << 20 };

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/* Where the next piece ends: behind white space; without any in a megabyte, behind an akshara. */
static size_t piece_end(const char *text, size_t len) {
    if (len <= PIECE) return len;
    for (size_t i = PIECE; i > 0; i--)
        if (is_space(text[i - 1])) return i;
    for (size_t i = PIECE; i < len && i < LONGEST_WORD; i++)
        if (is_space(text[i])) return i;
    if (len <= LONGEST_WORD) return len;
    size_t end = 0;
    while (end < LONGEST_WORD) end = ghotona_akshara_end((ghotona_str){text, len}, end);
    return end;
}

static int tokenize_text(Fts5Tokenizer *self, void *user, int flags, const char *text, int len, token_sink sink) {
    struct tokenizer *t = (struct tokenizer *)self;
    struct stream s = {.t = t, .sink = sink, .user = user, .query = (flags & FTS5_TOKENIZE_QUERY) != 0, .prefix = (flags & FTS5_TOKENIZE_PREFIX) != 0};
    int rc = SQLITE_OK;
    for (size_t n = len > 0 ? (size_t)len : 0; rc == SQLITE_OK && s.start < n;) {
        s.text = text + s.start;
        size_t end = piece_end(s.text, n - s.start);
        rc = put_piece(&s, end, s.start + end == n);
        s.start += end;
    }
    return rc;
}

static void tokenizer_delete(Fts5Tokenizer *self) {
    struct tokenizer *t = (struct tokenizer *)self;
    ghotona_words_free(t->words);
    free(t->bytes);
    free(t);
}

static bool set_option(struct tokenizer *t, const char *name, const char *value) {
    bool on = sqlite3_stricmp(value, "on") == 0;
    if (!on && sqlite3_stricmp(value, "off") != 0) return false;
    if (sqlite3_stricmp(name, "lemma") == 0) t->lemma = on;
    else if (sqlite3_stricmp(name, "fold") == 0) t->fold = on;
    else return false;
    return true;
}

static int tokenizer_create(void *unused, const char **args, int count, Fts5Tokenizer **out) {
    (void)unused;
    struct tokenizer *t = calloc(1, sizeof *t);
    if (!t) return SQLITE_NOMEM;
    t->lemma = t->fold = true;
    t->words = ghotona_words_new(ghotona_pack_builtin());
    int rc = t->words ? SQLITE_OK : SQLITE_NOMEM;
    for (int i = 0; rc == SQLITE_OK && i < count; i += 2)
        if (i + 1 == count || !set_option(t, args[i], args[i + 1])) rc = SQLITE_ERROR;
    if (rc == SQLITE_OK) *out = (Fts5Tokenizer *)t;
    else tokenizer_delete((Fts5Tokenizer *)t);
    return rc;
}

/* ---- functions and the collation --------------------------------------------------------------------------------------------- */

static bool text_of_value(sqlite3_value *value, ghotona_str *out) {
    if (sqlite3_value_type(value) == SQLITE_NULL) return false;
    out->at = (const char *)sqlite3_value_text(value);
    out->len = (size_t)sqlite3_value_bytes(value);
    return out->at != NULL;
}

static void fold_text(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    ghotona_str text;
    if (!text_of_value(values[0], &text)) return;
    char *to = sqlite3_malloc64(ghotona_fold_bound(text.len));
    if (!to) {
        sqlite3_result_error_nomem(context);
        return;
    }
    size_t len = ghotona_fold(ghotona_pack_builtin(), text, to);
    sqlite3_result_text64(context, to, len, sqlite3_free, SQLITE_UTF8);
}

static void lemma_of(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    ghotona_str text;
    if (!text_of_value(values[0], &text)) return;
    ghotona_str lemma = ghotona_lemma(sqlite3_user_data(context), text);
    if (lemma.at) sqlite3_result_text64(context, lemma.at, lemma.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void free_words(void *words) { ghotona_words_free(words); }

static int compare_texts(void *unused, int a_len, const void *a, int b_len, const void *b) {
    (void)unused;
    return ghotona_compare(ghotona_pack_builtin(), (ghotona_str){a, (size_t)a_len}, (ghotona_str){b, (size_t)b_len});
}

/* ---- loading ----------------------------------------------------------------------------------------------------------------- */

fts5_api *bangla_fts5(sqlite3 *db) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

static int add_tokenizer(sqlite3 *db) {
    fts5_api *api = bangla_fts5(db);
    fts5_tokenizer tokenizer = {tokenizer_create, tokenizer_delete, tokenize_text};
    return api ? api->xCreateTokenizer(api, "bangla", NULL, &tokenizer, NULL) : SQLITE_OK;
}

static int add_functions(sqlite3 *db) {
    enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
    ghotona_words *words = ghotona_words_new(ghotona_pack_builtin());
    if (!words) return SQLITE_NOMEM;
    int rc = sqlite3_create_function_v2(db, "bangla_lemma", 1, FLAGS, words, lemma_of, NULL, NULL, free_words);
    if (rc == SQLITE_OK) rc = sqlite3_create_function_v2(db, "bangla_fold", 1, FLAGS, NULL, fold_text, NULL, NULL, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_create_collation_v2(db, "bangla", SQLITE_UTF8, NULL, compare_texts, NULL);
    return rc;
}

int bangla_register(sqlite3 *db) {
    int rc = add_functions(db);
    return rc == SQLITE_OK ? add_tokenizer(db) : rc;
}
