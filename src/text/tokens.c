/* Text into tokens. SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"

static inline size_t run_end(str text, size_t at, bool (*belongs)(enum char_class)) {
    while (at < text.len) {
        size_t used;
        if (!belongs(char_class(utf8_valid_next(text.at + at, &used)))) break;
        at += used;
    }
    return at;
}

static bool is_digit(enum char_class k) { return k == CHAR_DIGIT; }

static bool digit_at(str text, size_t at) {
    size_t used;
    return at < text.len && is_digit(char_class(utf8_valid_next(text.at + at, &used)));
}

static size_t number_end(str text, size_t at) {
    at = run_end(text, at, is_digit);
    while (at < text.len && (text.at[at] == '.' || text.at[at] == ',') && digit_at(text, at + 1))
        at = run_end(text, at + 1, is_digit);
    return at;
}

struct cutter {
    const struct letters *letters;
    str text;
    char *folded;
    size_t folded_len;
    VEC(struct token) tokens;
};

static void add(struct cutter *c, struct arena *a, enum token_kind kind, size_t start, size_t end, bool joined) {
    size_t n = fold(c->letters, c->text.at + start, end - start, c->folded + c->folded_len, NULL);
    *vec_push(a, &c->tokens) = (struct token){
        .start = (uint32_t)start, .end = (uint32_t)end, .fold = (uint32_t)c->folded_len, .fold_len = (uint32_t)n,
        .kind = (uint8_t)kind, .joined = joined};
    c->folded_len += n;
}

struct tokens tokenize(struct arena *a, const struct letters *letters, str text) {
    struct cutter c = {.letters = letters, .text = text, .folded = arena_space(a, fold_bound(text.len))};
    bool joined = false;
    for (size_t at = 0; at < text.len;) {
        size_t used, start = at;
        enum char_class k = char_class(utf8_valid_next(text.at + at, &used));
        at += used;
        if (k == CHAR_SPACE) { joined = false; continue; }
        if (k == CHAR_JOINER) continue;     /* one outside a word means nothing */
        enum token_kind kind = k == CHAR_DIGIT ? TOKEN_NUMBER : k == CHAR_OTHER ? TOKEN_PUNCT : TOKEN_WORD;
        if (kind == TOKEN_WORD) at = run_end(text, at, char_in_word);
        if (kind == TOKEN_NUMBER) at = number_end(text, at);
        add(&c, a, kind, start, at, joined);
        joined = true;
    }
    return (struct tokens){c.tokens.at, c.tokens.len, c.folded};
}
