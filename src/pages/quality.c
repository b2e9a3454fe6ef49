/* Signs that a text is cut, badly recognised from print, or mixed with what stood round it. Each is a suspicion by counts; a clean text may
 * show one sign by chance, seldom several.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/quality.h"
#include "pages/passages.h"
#include "text/chars.h"
#include <stdlib.h>

enum { DOTTED_CIRCLE = 0x25CC, REPLACEMENT = 0xFFFD, SIGN_FIRST = 0x9BE, SIGN_LAST = 0x9CC, AU_MARK = 0x9D7, A = 0x985, AA = 0x9BE,
       E_SIGN = 0x9C7, VOWEL_FIRST = 0x985, VOWEL_LAST = 0x994, ANUSVARA = 0x982, VISARGA = 0x983 };

/* ---- letters ------------------------------------------------------------------------------------------------------------- */

float bengali_share(str text) {
    size_t bengali = 0, letters = 0, used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t c = utf8_valid_next(text.at + i, &used);
        if (char_class(c) != CHAR_LETTER) continue;
        letters++;
        bengali += char_is_bengali(c);
    }
    return letters ? (float)bengali / (float)letters : 0;
}

/* ---- what recognition from print gets wrong ------------------------------------------------------------------------------ */

static bool is_sign(uint32_t c) { return (c >= SIGN_FIRST && c <= SIGN_LAST) || c == AU_MARK; }

/* True if no Bengali word has b right after a. Vowel signs typed twice or in two parts and অ with া for আ are habits of typing. */
static bool breaks(uint32_t a, uint32_t b) {
    if (!is_sign(b) && b != HASANT) return false;
    if (a == HASANT) return true;
    if (b == HASANT) return is_sign(a);
    if (is_sign(a)) return a != b && !(a == E_SIGN && (b == AA || b == AU_MARK));
    return (a >= VOWEL_FIRST && a <= VOWEL_LAST && !(a == A && b == AA)) || a == ANUSVARA || a == VISARGA;
}

static bool is_small(uint32_t c) { return c >= 'a' && c <= 'z'; }
static bool is_capital(uint32_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_smear(uint32_t c) { return c == '~' || c == '^' || c == '|' || c == '\\' || c == '{' || c == '}' || c == '_'; }

/* The signs of it in one word (what stands between spaces). */
static uint32_t noise_in(str word) {
    uint32_t noise = 0, capitals = 0, a = 0, b = 0;     /* b, before it a: the letters before c */
    for (size_t i = 0, used; i < word.len; i += used) {
        uint32_t c = utf8_valid_next(word.at + i, &used);
        bool letter = char_class(c) == CHAR_LETTER && char_is_bengali(c), stains = char_class(b) == CHAR_DIGIT || is_smear(b);
        noise += c == DOTTED_CIRCLE || c == REPLACEMENT;
        noise += char_is_bengali(c) && (i == 0 ? is_sign(c) || c == HASANT : breaks(b, c));
        noise += letter && stains && char_is_bengali(a) && char_in_word(char_class(a));
        capitals += is_capital(c) && is_small(b);
        a = b;
        b = c;
    }
    return noise + (capitals > 1);
}

static bool is_noisy(str text) {
    enum { LEAST = 3, WORDS_FOR_ONE = 50 };
    size_t words = 0, noisy = 0, used;
    for (size_t i = 0, start = 0; i <= text.len; i += used) {
        used = 1;
        uint32_t c = i < text.len ? utf8_valid_next(text.at + i, &used) : ' ';
        if (c >= 0x80 || char_class(c) != CHAR_SPACE) continue;
        if (i > start) {
            words++;
            noisy += noise_in(str_sub(text, start, i)) > 0;
        }
        start = i + used;
    }
    return noisy >= LEAST && noisy * WORDS_FOR_ONE >= words;
}

/* ---- lines --------------------------------------------------------------------------------------------------------------- */

static str trimmed(str s) {
    while (s.len && (unsigned char)s.at[0] <= ' ') s = str_sub(s, 1, s.len);
    while (s.len && (unsigned char)s.at[s.len - 1] <= ' ') s.len--;
    return s;
}

/* The next line with something in it, from *at on. */
static bool next_line(str text, size_t *at, str *line) {
    while (*at < text.len) {
        const char *newline = memchr(text.at + *at, '\n', text.len - *at);
        size_t end = newline ? (size_t)(newline - text.at) : text.len;
        *line = trimmed(str_sub(text, *at, end));
        *at = end + 1;
        if (line->len) return true;
    }
    return false;
}

static uint32_t last_letter(str s, size_t *start) {
    size_t used;
    *start = s.len;
    if (!s.len) return 0;
    do --*start; while (*start && ((unsigned char)s.at[*start] & 0xC0) == 0x80);
    return utf8_valid_next(s.at + *start, &used);
}

/* Without quotation marks and brackets that close, and marks that a form or a desk has left. */
static str without_closers(str s) {
    for (size_t start;;) {
        uint32_t c = last_letter(s, &start);
        bool closes = c == 0x2019 || c == 0x201D || c == 0xBB || (c && c < 0x80 && strchr("\"')],;#*", (int)c));
        if (!closes) return s;
        s = trimmed(str_sub(s, 0, start));
    }
}

static bool ends_in_dots(str line) { return str_ends(line, STR("...")) || str_ends(line, STR("..")) || str_ends(line, STR("…")); }

static bool is_finished(str line) {
    size_t start;
    uint32_t c = last_letter(without_closers(line), &start);
    return c == 0x964 || c == 0x965 || c == 0x9F7 || c == '.' || c == '?' || c == '!' || c == '|';
}

static uint32_t words_of(str line) {
    uint32_t words = 1;
    for (size_t i = 0; i < line.len; i++) words += line.at[i] == ' ';
    return words;
}

/* What stands behind the last sentence of a line. */
static str after_sentences(str line) {
    size_t from = 0, used;
    for (size_t i = 0; i < line.len; i += used) {
        uint32_t c = utf8_valid_next(line.at + i, &used);
        if (c == 0x964 || c == 0x9F7 || c == '?' || c == '!') from = i + used;
    }
    return trimmed(str_sub(line, from, line.len));
}

/* ---- cut texts ----------------------------------------------------------------------------------------------------------- */

/* `[+1234 chars]`, which a service puts in place of the rest. */
static bool is_counted_rest(str line) { return str_ends(line, STR(" chars]")) && str_holds(line, STR("[+")); }

/* Where the last one to three words begin that are the words of a link to the rest (বিস্তারিত, আরও পড়ুন); the line's length if none are. */
static size_t rest_link(const pack *p, str line) {
    size_t found = line.len;
    enum { WORDS = 3 };
    int words = 0;
    for (size_t i = line.len; i-- > 0 && words < WORDS;) {
        if (line.at[i] != ' ' && i > 0) continue;
        size_t start = line.at[i] == ' ' ? i + 1 : i;
        words++;
        if (passage_is(p, str_sub(line, start, line.len), PASSAGE_RELATED, NULL)) found = start;
    }
    return found;
}

/* A sentence without its end: long enough, and no label or sign-off (লেখক: …, ঢাকা/এমএস, (সূত্র …)). */
static bool is_broken_sentence(str s) {
    enum { PROSE_WORDS = 8 };
    return words_of(s) >= PROSE_WORDS && s.at[0] != '(' && !str_holds(s, STR(":")) && !str_holds(s, STR("/"));
}

/* The last line of `count`, of which so many are finished. */
static bool is_cut(const pack *p, str last, str before, uint32_t count, uint32_t finished) {
    if (is_counted_rest(last)) return true;
    size_t link = rest_link(p, last);
    str told = trimmed(str_sub(last, 0, link));
    if (!told.len) told = before;       /* the link is a line of its own */
    if (ends_in_dots(without_closers(told))) return true;
    if (!told.len || is_finished(told)) return false;
    str rest = after_sentences(told);
    if (!is_broken_sentence(rest)) return false;
    return rest.len < told.len || link < last.len || (count > 2 && finished * 2 > count);
}

static bool is_truncated(const pack *p, str text) {
    str line, last = {0}, before = {0};
    uint32_t count = 0, finished = 0;
    for (size_t at = 0; next_line(text, &at, &line); count++) {
        before = last;
        last = line;
        finished += is_finished(line);
    }
    return count && is_cut(p, last, before, count, finished);
}

/* ---- what stood round it ------------------------------------------------------------------------------------------------- */

enum { LINES = 4096 };

static int by_number(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* How many lines say what another has said. */
static uint32_t repeats(uint64_t *hashes, uint32_t n) {
    uint32_t same = 0;
    qsort(hashes, n, sizeof *hashes, by_number);
    for (uint32_t i = 1; i < n; i++) same += hashes[i] == hashes[i - 1];
    return same;
}

static bool is_aside(const pack *p, str line) {
    static const uint32_t asides = 1u << PASSAGE_RELATED | 1u << PASSAGE_PLEA | 1u << PASSAGE_ADVERT | 1u << PASSAGE_COMMENTS |
                                   1u << PASSAGE_SHARE | 1u << PASSAGE_FOOTER;
    return (passage_parts(p, line) & asides) != 0;
}

/* A line like those of a list of links: a few words that end in nothing. */
static bool is_headline(str line) {
    enum { FEWEST = 3, MOST = 14 };
    uint32_t words = words_of(line);
    return words >= FEWEST && words <= MOST && !is_finished(line) && !str_ends(line, STR(":")) && !str_ends(line, STR(","));
}

static bool has_boilerplate(const pack *p, str text) {
    enum { REPEATS = 2, HEADLINES = 5, SHORT = 24 /* bytes; shorter lines may repeat */ };
    uint64_t *hashes = must_alloc(sizeof *hashes * LINES);
    uint32_t n = 0, run = 0, count = 0;
    bool found = false;
    str line;
    for (size_t at = 0; !found && count < LINES && next_line(text, &at, &line); count++) {
        if (line.len >= SHORT) hashes[n++] = hash_bytes(line.at, line.len);
        run = is_headline(line) ? run + 1 : 0;
        found = run >= HEADLINES || is_aside(p, line);
    }
    found = found || repeats(hashes, n) >= REPEATS;
    free(hashes);
    return found;
}

void quality_judge(const ghotona_pack *p, str text, struct quality *out) {
    out->bengali = bengali_share(text);
    out->truncated = is_truncated(p, text);
    out->ocr_noise = is_noisy(text);
    out->boilerplate = has_boilerplate(p, text);
}
