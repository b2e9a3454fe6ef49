/* Tokens into sentences. SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"

/* Where a quotation or bracket was opened: it decides what its closing means for the sentence around it. */
enum opened { OPENED_UNKNOWN, OPENED_LINE, OPENED_AFTER_WORD, OPENED_ELSEWHERE };

struct splitter {
    struct arena *arena;
    const struct letters *letters;
    str text;
    const struct tokens *tokens;
    VEC(struct sentence) out;
    uint32_t from, line_from, paragraph;    /* first token of the sentence and of the line; number of the line */
    uint64_t open;                          /* what is open, two bits each, the last opened lowest */
    bool straight[2];                       /* whether a " and a ' is open */
    bool titled;
};

/* ---- characters ---------------------------------------------------------------------------------------------------------- */

static uint32_t sign(const struct splitter *s, uint32_t i) {
    size_t used;
    const struct token *t = s->tokens->at + i;
    return t->kind == TOKEN_PUNCT ? utf8_valid_next(s->text.at + t->start, &used) : 0;
}

static bool is_danda(uint32_t c) { return c == 0x964 || c == 0x965 || c == 0x9F7; }     /* ৷ is typed for । */

bool ends_as_sentence(str line) {
    size_t at = line.len, used;
    if (at == 0) return false;
    do at--;
    while (at > 0 && ((unsigned char)line.at[at] & 0xC0) == 0x80);
    uint32_t c = utf8_next(line.at + at, line.len - at, &used);
    return is_danda(c) || c == '.';
}
static bool is_asking(uint32_t c) { return c == '?' || c == '!'; }
static bool is_terminator(uint32_t c) { return is_danda(c) || is_asking(c); }
static bool is_opener(uint32_t c) { return c == 0x201C || c == 0x2018 || c == 0xAB || c == '(' || c == '[' || c == '{'; }
static bool is_closing_quote(uint32_t c) { return c == 0x201D || c == 0x2019 || c == 0xBB; }
static bool is_closing_bracket(uint32_t c) { return c == ')' || c == ']' || c == '}'; }
static bool is_straight(uint32_t c) { return c == '"' || c == '\''; }
static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

/* ---- neighbours ---------------------------------------------------------------------------------------------------------- */

static uint32_t newlines_before(const struct splitter *s, uint32_t i) {
    const struct token *t = s->tokens->at + i;
    const char *at = s->text.at + (i ? t[-1].end : 0), *end = s->text.at + t->start;
    uint32_t count = 0;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) count++, at++;
    return count;
}

static bool more_in_line(const struct splitter *s, uint32_t i) {
    return i < s->tokens->len && newlines_before(s, i) == 0;
}

/* True if no space stands before token i, or after it. */
static bool joined_before(const struct splitter *s, uint32_t i) { return s->tokens->at[i].joined; }
static bool joined_after(const struct splitter *s, uint32_t i) {
    return i + 1 < s->tokens->len && s->tokens->at[i + 1].joined;
}

static bool is_wordlike(const struct splitter *s, uint32_t i) { return s->tokens->at[i].kind != TOKEN_PUNCT; }

/* ---- quotations and brackets --------------------------------------------------------------------------------------------- */

/* A straight mark opens or closes by the spaces around it, and by turns where these do not tell. */
static bool straight_opens(const struct splitter *s, uint32_t i, uint32_t c) {
    if (joined_before(s, i) != joined_after(s, i)) return joined_after(s, i);
    return !s->straight[c == '\''];
}

/* বিএনপি’র, and ’৭১ with the typographic mark. */
static bool is_apostrophe(const struct splitter *s, uint32_t i, uint32_t c) {
    bool word_before = joined_before(s, i) && is_wordlike(s, i - 1), word_after = joined_after(s, i) && is_wordlike(s, i + 1);
    if (c == '\'') return word_before && word_after;
    return c == 0x2019 && word_after && (word_before || !joined_before(s, i));
}

static bool opens(const struct splitter *s, uint32_t i) {
    uint32_t c = sign(s, i);
    return is_straight(c) ? straight_opens(s, i, c) && !is_apostrophe(s, i, c) : is_opener(c);
}

static bool closes(const struct splitter *s, uint32_t i) {
    uint32_t c = sign(s, i);
    if (is_straight(c)) return !straight_opens(s, i, c) && !is_apostrophe(s, i, c);
    return is_closing_bracket(c) || (is_closing_quote(c) && !is_apostrophe(s, i, c));
}

static enum opened how_opened(const struct splitter *s, uint32_t i) {
    if (i == s->line_from) return OPENED_LINE;
    if (opens(s, i - 1)) return (enum opened)(s->open & 3);     /* “‘: the second as the first */
    return is_wordlike(s, i - 1) ? OPENED_AFTER_WORD : OPENED_ELSEWHERE;
}

static void push(struct splitter *s, uint32_t i) {
    uint32_t c = sign(s, i);
    s->open = s->open << 2 | how_opened(s, i);
    if (is_straight(c)) s->straight[c == '\''] = true;
}

static enum opened pop(struct splitter *s, uint32_t i) {
    uint32_t c = sign(s, i);
    enum opened opened = (enum opened)(s->open & 3);
    s->open >>= 2;
    if (is_straight(c)) s->straight[c == '\''] = false;
    return opened;
}

/* ---- where a sentence ends ----------------------------------------------------------------------------------------------- */

static int compare(str a, str b) {
    int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_abbreviation(const struct letters *letters, str word) {
    uint32_t low = 0, high = letters->abbreviation_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(letters->abbreviations[middle], word);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

/* How many aksharas a token has; 3 for more. */
static int aksharas(const struct splitter *s, const struct token *t) {
    int count = 0;
    for (size_t at = t->start; at < t->end && count < 3; count++) at = akshara_end(s->text.at, t->end, at);
    return count;
}

/* এ. and কে. are one akshara; after another initial two may be (সি. আর.), or any that are joined to it (সি.আর.). */
static bool is_initial(const struct splitter *s, uint32_t word) {
    const struct token *t = s->tokens->at + word;
    bool after_dot = word > s->from && sign(s, word - 1) == '.';
    return aksharas(s, t) <= 1 + after_dot || (after_dot && t->joined);
}

/* The folded text of tokens i and i + 1, which stand side by side. */
static str folded_pair(const struct tokens *t, uint32_t i) {
    return (str){t->folded + t->at[i].fold, t->at[i].fold_len + t->at[i + 1].fold_len};
}

/* No dot ends a sentence of one word (the দুই. of a list) or one before a closing bracket: (রহ.). */
static bool dot_ends(const struct splitter *s, uint32_t i) {
    if (i < s->from + 2 || !joined_before(s, i)) return false;
    bool quote_ends = joined_after(s, i) && closes(s, i + 1);
    if (joined_after(s, i) && (!quote_ends || is_closing_bracket(sign(s, i + 1)))) return false;
    const struct token *word = s->tokens->at + i - 1;
    size_t used;
    if (word->kind != TOKEN_WORD || !char_is_bengali(utf8_valid_next(s->text.at + word->start, &used))) return false;
    bool initial = !quote_ends && is_initial(s, i - 1);     /* no name follows in: যাব না.” */
    return !initial && !is_abbreviation(s->letters, folded_pair(s->tokens, i - 1));
}

/* Not in the address x.org/?a=b, not in brackets of its own: (?). */
static bool asking_ends(const struct splitter *s, uint32_t i) {
    if (!joined_after(s, i)) return true;
    if (closes(s, i + 1)) return !(i > s->line_from && is_opener(sign(s, i - 1)));
    return (s->text.at[s->tokens->at[i + 1].start] & 0x80) || is_terminator(sign(s, i + 1));
}

static bool ends(const struct splitter *s, uint32_t i) {
    uint32_t c = sign(s, i);
    return is_danda(c) || (is_asking(c) && asking_ends(s, i)) || (c == '.' && dot_ends(s, i));
}

/* Closing marks that belong to the sentence before them: joined to it, or standing alone. */
static bool closes_here(const struct splitter *s, uint32_t i) {
    return closes(s, i) && (joined_before(s, i) || !joined_after(s, i));
}

/* Whether the sentence goes on at token `next` after a terminator and the mark `closer` (0: none) that was opened so. */
static bool goes_on(const struct splitter *s, uint32_t next, uint32_t terminator, uint32_t closer, enum opened opened) {
    if (!more_in_line(s, next)) return false;
    uint32_t c = sign(s, next);
    if (!closer) return false;
    bool quote = !is_closing_bracket(closer);
    if (c == ',' || (quote && is_dash(c))) return true;
    if (!is_wordlike(s, next)) return false;
    if (quote && opened == OPENED_LINE) return true;                            /* “…।” বলেন তিনি */
    return opened == OPENED_AFTER_WORD && is_asking(terminator);                /* ‘কোথায়?’ শীর্ষক নাটক */
}

/* Takes the terminator at *i and the terminators and closing marks after it; *i is then the token behind them. */
static bool ends_sentence(struct splitter *s, uint32_t *i) {
    uint32_t terminator = sign(s, *i), closer = 0;
    enum opened opened = OPENED_UNKNOWN;
    for (++*i; more_in_line(s, *i); ++*i) {
        uint32_t c = sign(s, *i);
        if (is_terminator(c)) terminator = c, closer = 0;
        else if (closes_here(s, *i)) closer = c, opened = pop(s, *i);
        else break;
    }
    return !goes_on(s, *i, terminator, closer, opened);
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------ */

static void add(struct splitter *s, uint32_t to) {
    *vec_push(s->arena, &s->out) = (struct sentence){
        .start = s->tokens->at[s->from].start, .end = s->tokens->at[to - 1].end, .from = s->from, .to = to,
        .paragraph = s->paragraph};
    s->from = to;
}

/* Where to cut a run that is too long: after a comma in the second half of what is allowed, if there is one. */
static uint32_t cut(const struct splitter *s) {
    uint32_t end = s->from + SENTENCE_TOKENS_MAX;
    for (uint32_t i = end; i > s->from + SENTENCE_TOKENS_MAX / 2; i--)
        if (sign(s, i - 1) == ',') return i;
    return end;
}

static void close_sentence(struct splitter *s, uint32_t to) {
    while (to - s->from > SENTENCE_TOKENS_MAX) add(s, cut(s));
    if (to > s->from) add(s, to);
}

static void begin_line(struct splitter *s, uint32_t i, uint32_t newlines) {
    close_sentence(s, i);
    s->line_from = i;
    s->paragraph += newlines;
    s->open = OPENED_UNKNOWN;
    s->straight[0] = s->straight[1] = false;
}

static void split(struct splitter *s) {
    uint32_t i = 0;
    while (i < s->tokens->len) {
        uint32_t newlines = newlines_before(s, i);
        if (newlines) begin_line(s, i, newlines);
        if (is_wordlike(s, i) || (s->titled && s->paragraph == 0)) {
            i++;
        } else if (ends(s, i)) {
            if (ends_sentence(s, &i)) close_sentence(s, i);
        } else {
            if (opens(s, i)) push(s, i);
            else if (closes(s, i)) pop(s, i);
            i++;
        }
    }
    close_sentence(s, i);
}

struct sentences split_sentences(struct arena *a, const struct letters *letters, str text, const struct tokens *tokens, bool titled) {
    struct splitter s = {.arena = a, .letters = letters, .text = text, .tokens = tokens, .titled = titled};
    bool empty_title = titled && (tokens->len == 0 || newlines_before(&s, 0));
    if (empty_title) *vec_push(a, &s.out) = (struct sentence){0};     /* so that sentence 0 is the title */
    split(&s);
    return (struct sentences){s.out.at, s.out.len};
}
