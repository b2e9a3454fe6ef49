/* The public way to words and letters. SPDX-License-Identifier: Apache-2.0 */
#include "words/form.h"
#include <stdlib.h>

_Static_assert((int)GHOTONA_VERB == POS_VERB && (int)GHOTONA_PLACE_NAME == POS_PLACE, "the pack's parts of speech");
_Static_assert((int)GHOTONA_LOCATIVE == CASE_LOC && (int)GHOTONA_THIRD_HONOURED == PERSON_3H, "the pack's cases and persons");
_Static_assert((int)GHOTONA_NEGATIVE == FORM_NEG && (int)GHOTONA_VERBAL_NOUN == FORM_VN, "the pack's verb forms");
_Static_assert((int)GHOTONA_PLURAL == MORPH_PLURAL && (int)GHOTONA_GUESSED == MORPH_GUESS, "the pack's features");
_Static_assert((int)GHOTONA_NUMBER == TOKEN_NUMBER && (int)GHOTONA_SIGN == TOKEN_PUNCT, "the kinds of tokens");

struct ghotona_words {
    const pack *pack;
    struct arena arena;
    struct word_cache cache;
};

ghotona_words *ghotona_words_new(const pack *p) {
    ghotona_words *words = calloc(1, sizeof *words);
    if (words) words->pack = p;
    return words;
}

void ghotona_words_free(ghotona_words *words) {
    if (!words) return;
    arena_free(&words->arena);
    word_cache_free(&words->cache);
    free(words);
}

/* The text, or a copy with a NUL, which is white space, for every bad byte, so that offsets stay. */
static str mended(struct arena *a, str text) {
    size_t good = utf8_valid_len(text.at, text.len);
    if (good == text.len) return text;
    char *copy = memcpy(arena_space(a, text.len), text.at, text.len);
    for (; good < text.len; good += 1 + utf8_valid_len(text.at + good + 1, text.len - good - 1)) copy[good] = 0;
    return (str){copy, text.len};
}

static ghotona_word word_of(const struct token *token, const struct known *known) {
    return (ghotona_word){.span = {token->start, token->end}, .form = known->fold, .kind = (ghotona_word_kind)token->kind, .joined = token->joined,
                          .analyses = known->analyses, .count = known->count};
}

/* Takes an ending that was written apart into its word: every analysis (or a bare one) gets its case. */
static void take_ending(struct arena *a, ghotona_word *word, str ending, const struct morph *m, uint32_t end) {
    static const ghotona_analysis bare = {.features = GHOTONA_GUESSED};
    size_t count = word->count ? word->count : 1;
    ghotona_analysis *analyses = arena_space(a, sizeof *analyses * count);
    for (size_t i = 0; i < count; i++) {
        analyses[i] = word->count ? word->analyses[i] : bare;
        if (!word->count) analyses[i].lemma = word->form;
        analyses[i].kase = m->kase;
        analyses[i].features |= m->flags;
    }
    char *form = arena_space(a, word->form.len + ending.len);
    memcpy(form, word->form.at, word->form.len);
    memcpy(form + word->form.len, ending.at, ending.len);
    word->form.at = form;
    word->form.len += ending.len;
    word->analyses = analyses;
    word->count = count;
    word->span.end = end;
}

/* A text that is being analysed: its tokens and their hashes. */
struct text { ghotona_words *words; str text; struct tokens tokens; uint64_t *hashes; };

static struct text cut_text(ghotona_words *w, str text) {
    struct text t = {w, mended(&w->arena, text), {0}, NULL};
    t.tokens = cut_tokens(&w->arena, t.text);
    t.hashes = arena_space(&w->arena, sizeof *t.hashes * t.tokens.len);
    for (uint32_t i = 0; i < t.tokens.len; i++) t.hashes[i] = word_cache_hash(&w->cache, token_raw(t.text, &t.tokens.at[i]));
    return t;
}

static const struct known *known_at(const struct text *t, uint32_t i) {
    const struct token *token = &t->tokens.at[i];
    return word_cache_get(&t->words->cache, &t->words->arena, t->words->pack, token_raw(t->text, token), t->hashes[i], token->kind);
}

/* The token behind token i, its sign and its ending, if that is what follows; else the next one. */
static uint32_t take_apart(const struct text *t, uint32_t i, ghotona_word *word) {
    struct morph m;
    if (!ending_may_follow(&t->tokens, i) || !parts_ending(known_at(t, i + 1)->fold)) return i + 1;
    str ending = known_at(t, i + 2)->fold;
    if (!detached_ending(t->words->pack, ending, &m)) return i + 1;
    take_ending(&t->words->arena, word, ending, &m, t->tokens.at[i + 2].end);
    return i + 3;
}

enum { AHEAD = 8 };     /* tokens from fetching to use */

ghotona_status ghotona_analyse(ghotona_words *w, str text, const ghotona_word **out, size_t *count) {
    if (text.len > GHOTONA_ARTICLE_MAX) return GHOTONA_TOO_LARGE;
    arena_reset(&w->arena);
    word_cache_begin(&w->cache);
    const struct text t = cut_text(w, text);
    ghotona_word *list = arena_space(&w->arena, sizeof *list * t.tokens.len);
    *out = list;
    *count = 0;
    for (uint32_t i = 0; i < t.tokens.len;) {
        if (i + AHEAD < t.tokens.len) word_cache_fetch(&w->cache, t.hashes[i + AHEAD]);
        ghotona_word *word = &list[(*count)++];
        *word = word_of(&t.tokens.at[i], known_at(&t, i));
        i = take_apart(&t, i, word);
    }
    return GHOTONA_OK;
}

str ghotona_lemma(ghotona_words *words, str text) {
    const ghotona_word *list;
    size_t count;
    if (ghotona_analyse(words, text, &list, &count) != GHOTONA_OK) return (str){0};
    for (size_t i = 0; i < count; i++)
        if (list[i].kind != GHOTONA_SIGN) return list[i].count ? list[i].analyses[0].lemma : list[i].form;
    return (str){0};
}

size_t ghotona_fold_bound(size_t len) { return fold_bound(len); }

size_t ghotona_fold(const pack *p, str text, char *to) {
    size_t written = 0;
    for (size_t at = 0; at < text.len; at++) {
        size_t good = utf8_valid_len(text.at + at, text.len - at);
        written += fold(&p->letters, text.at + at, good, to + written, NULL);
        at += good;
        if (at < text.len) written += utf8_put(to + written, 0xFFFD);
    }
    return written;
}

size_t ghotona_akshara_end(str text, size_t at) { return akshara_end(text.at, text.len, at); }

/* The folded text, in `small` where it has room. */
static char *folded(const pack *p, str *text, char *small, size_t size) {
    size_t bound = fold_bound(text->len);
    char *to = bound <= size ? small : must_alloc(bound);
    *text = (str){to, ghotona_fold(p, *text, to)};
    return to;
}

int ghotona_compare(const pack *p, str a, str b) {
    char small_a[512], small_b[512];
    char *fold_a = folded(p, &a, small_a, sizeof small_a), *fold_b = folded(p, &b, small_b, sizeof small_b);
    int order = dictionary_order(a, b);
    if (fold_a != small_a) free(fold_a);
    if (fold_b != small_b) free(fold_b);
    return order;
}
