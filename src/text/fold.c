/* Folding: one spelling for what reads the same. SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"

static bool upper(unsigned char c) { return (unsigned char)(c - 'A') < 26; }

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

static size_t utf8_size(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

/* The rule that applies at `at`, where the code point `c` stands, and in *end where what it takes ends; NULL: none. A rule that
 * writes too much is let be, as fold_bound promises. */
static const struct letter_rule *rule_at(const struct letters *letters, const char *from, size_t len, size_t at, uint32_t c, size_t *end) {
    for (uint32_t i = first_rule(letters, c); i < letters->rule_count && letters->rules[i].from[0] == c; i++) {
        const struct letter_rule *rule = letters->rules + i;
        size_t matched = rule_end(rule, from, len, at), written = 0;
        if (!matched) continue;
        for (unsigned k = 0; k < rule->to_len; k++) written += utf8_size(rule->to[k]);
        *end = matched;
        if (written <= FOLD_GROWTH * (matched - at)) return rule;
    }
    return NULL;
}

/* The bit of two code points in the set of pairs; Bengali ones have bits of their own. */
static uint32_t letter_pair(uint32_t c, uint32_t next) { return (c & 0x7F) << 8 | (next & 0x7F) | (char_is_bengali(next) ? 0 : 0x80); }

void letters_index(struct letters *letters) {
    memset(letters->first, LETTER_PLAIN, sizeof letters->first);
    memset(letters->pairs, 0, sizeof letters->pairs);
    for (uint32_t i = 0; i < letters->rule_count; i++) {
        const struct letter_rule *rule = &letters->rules[i];
        uint8_t *first = &letters->first[rule->from[0] & 0xFFF];
        if (rule->from_len < 2) { *first = LETTER_ALONE; continue; }
        uint32_t pair = letter_pair(rule->from[0], rule->from[1]);
        letters->pairs[pair >> 3] |= (uint8_t)(1 << (pair & 7));
        if (*first == LETTER_PLAIN) *first = LETTER_PAIRED;
    }
}

/* True if a rule may apply at the code point `c`, which is followed by what stands at `next`. */
static bool may_change(const struct letters *letters, const char *from, size_t len, uint32_t c, size_t next) {
    uint8_t first = letters->first[c & 0xFFF];
    if (first != LETTER_PAIRED) return first == LETTER_ALONE;
    if (next == len) return false;
    size_t used;
    uint32_t pair = letter_pair(c, utf8_valid_next(from + next, &used));
    return letters->pairs[pair >> 3] >> (pair & 7) & 1;
}

/* A place where the text changes: the rule, or NULL for a capital letter; what it takes. */
struct change { const struct letter_rule *rule; size_t at, end; };

/* The first change from `at` on; at the end of the text if there is none. */
static struct change next_change(const struct letters *letters, const char *from, size_t len, size_t at) {
    size_t used, end;
    for (; at < len; at += used) {
        uint32_t c = utf8_valid_next(from + at, &used);
        if (may_change(letters, from, len, c, at + used)) {
            const struct letter_rule *rule = rule_at(letters, from, len, at, c, &end);
            if (rule) return (struct change){rule, at, end};
        }
        if (c < 0x80 && upper((unsigned char)c)) return (struct change){NULL, at, at + 1};
    }
    return (struct change){NULL, len, len};
}

static size_t put_change(const struct change *change, const char *from, char *to) {
    size_t n = 0;
    if (change->rule)
        for (unsigned k = 0; k < change->rule->to_len; k++) n += utf8_put(to + n, change->rule->to[k]);
    else if (change->end > change->at)
        to[n++] = (char)(from[change->at] | 0x20);
    return n;
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
        struct change change = next_change(letters, from, len, i);
        if (map) map_plain(from, i, change.at, map + written);
        memcpy(to + written, from + i, change.at - i);
        written += change.at - i;
        size_t n = put_change(&change, from, to + written);
        if (map) map_piece(change.at, n, map + written);
        written += n;
        i = change.end;
    }
    if (map) map[written] = (uint32_t)len;
    return written;
}
