/* Folding: one spelling for what reads the same. SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"

static bool upper(unsigned char c) { return (unsigned char)(c - 'A') < 26; }

/* Where, from `i` on, a code point stands that may change. Beyond ASCII the last two bytes hold the low 12 bits. */
static size_t plain_end(const struct letters *letters, const char *from, size_t i, size_t len) {
    const unsigned char *p = (const unsigned char *)from;
    while (i < len) {
        unsigned char c = p[i];
        size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        uint32_t low = n == 1 ? c : (uint32_t)(p[i + n - 2] & 0x3F) << 6 | (p[i + n - 1] & 0x3Fu);
        if (letters->first[low] || upper(c)) break;
        i += n;
    }
    return i;
}

/* True if no word goes on at `at`; one joiner may still stand there. */
static bool word_ends(const char *from, size_t len, size_t at) {
    size_t used;
    if (at == len) return true;
    enum char_class k = char_class(utf8_valid_next(from + at, &used));
    if (k == CHAR_JOINER) {
        at += used;
        if (at == len) return true;
        k = char_class(utf8_valid_next(from + at, &used));
    }
    return !char_in_word(k);
}

/* Where the code points of the rule end if they stand at `at`, else 0. */
static size_t rule_end(const struct letter_rule *rule, const char *from, size_t len, size_t at) {
    for (unsigned k = 0; k < rule->from_len; k++) {
        size_t used;
        if (at == len || utf8_valid_next(from + at, &used) != rule->from[k]) return 0;
        at += used;
    }
    return !rule->final_only || word_ends(from, len, at) ? at : 0;
}

static uint32_t first_rule(const struct letters *letters, uint32_t c) {
    uint32_t low = 0, high = letters->rule_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (letters->rules[middle].from[0] < c) low = middle + 1;
        else high = middle;
    }
    return low;
}

struct piece { char bytes[32]; size_t len, end; };

static struct piece rewritten(const struct letter_rule *rule, size_t end) {
    struct piece piece = {.end = end};
    for (unsigned k = 0; k < rule->to_len; k++) piece.len += utf8_put(piece.bytes + piece.len, rule->to[k]);
    return piece;
}

static struct piece unchanged(const char *from, size_t at) {
    struct piece piece = {0};
    utf8_valid_next(from + at, &piece.len);
    memcpy(piece.bytes, from + at, piece.len);
    if (upper((unsigned char)piece.bytes[0])) piece.bytes[0] = (char)(piece.bytes[0] | 0x20);
    piece.end = at + piece.len;
    return piece;
}

/* What is written for the code point at `at` and those that a rule takes with it. */
static struct piece piece_at(const struct letters *letters, const char *from, size_t len, size_t at) {
    size_t used;
    uint32_t c = utf8_valid_next(from + at, &used);
    for (uint32_t i = first_rule(letters, c); i < letters->rule_count && letters->rules[i].from[0] == c; i++) {
        const struct letter_rule *rule = letters->rules + i;
        size_t matched = rule_end(rule, from, len, at);
        if (!matched) continue;
        struct piece piece = rewritten(rule, matched);
        if (piece.len <= 3 * (matched - at)) return piece;      /* fold_bound counts on it */
    }
    return unchanged(from, at);
}

static void map_plain(const char *from, size_t start, size_t end, uint32_t *map) {
    for (size_t i = start, at = start; i < end; i++) {
        if (((unsigned char)from[i] & 0xC0) != 0x80) at = i;
        *map++ = (uint32_t)at;
    }
}

static void map_piece(size_t at, size_t n, uint32_t *map) {
    for (size_t i = 0; i < n; i++) map[i] = (uint32_t)at;
}

size_t fold(const struct letters *letters, const char *from, size_t len, char *to, uint32_t *map) {
    size_t written = 0;
    for (size_t i = 0; i < len;) {
        size_t end = plain_end(letters, from, i, len);
        if (map) map_plain(from, i, end, map + written);
        memcpy(to + written, from + i, end - i);
        written += end - i;
        i = end;
        if (i == len) break;
        struct piece piece = piece_at(letters, from, len, i);
        if (map) map_piece(i, piece.len, map + written);
        memcpy(to + written, piece.bytes, piece.len);
        written += piece.len;
        i = piece.end;
    }
    if (map) map[written] = (uint32_t)len;
    return written;
}
