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

/* The token at or after *at, which moves behind it; false at the end of the text. *joined: nothing parts it from the one before. */
static bool next_token(str text, size_t *at, bool *joined, struct token *token) {
    while (*at < text.len) {
        size_t used, start = *at;
        enum char_class k = char_class(utf8_valid_next(text.at + start, &used));
        *at += used;
        if (k == CHAR_SPACE) { *joined = false; continue; }
        if (k == CHAR_JOINER) continue;     /* one outside a word means nothing */
        enum token_kind kind = k == CHAR_DIGIT ? TOKEN_NUMBER : k == CHAR_OTHER ? TOKEN_PUNCT : TOKEN_WORD;
        if (kind == TOKEN_WORD) *at = run_end(text, *at, char_in_word);
        if (kind == TOKEN_NUMBER) *at = number_end(text, *at);
        *token = (struct token){.start = (uint32_t)start, .end = (uint32_t)*at, .kind = (uint8_t)kind, .joined = *joined};
        *joined = true;
        return true;
    }
    return false;
}

struct tokens cut_tokens(struct arena *a, str text) {
    VEC(struct token) tokens = {0};
    struct token token;
    bool joined = false;
    for (size_t at = 0; next_token(text, &at, &joined, &token);) *vec_push(a, &tokens) = token;
    return (struct tokens){tokens.at, tokens.len, NULL};
}

struct tokens tokenize(struct arena *a, const struct letters *letters, str text) {
    char *folded = arena_space(a, fold_bound(text.len));
    struct tokens tokens = cut_tokens(a, text);
    size_t len = 0;
    for (uint32_t i = 0; i < tokens.len; i++) {
        struct token *token = &tokens.at[i];
        token->fold = (uint32_t)len;
        token->fold_len = (uint32_t)fold(letters, text.at + token->start, token->end - token->start, folded + len, NULL);
        len += token->fold_len;
    }
    tokens.folded = folded;
    return tokens;
}
