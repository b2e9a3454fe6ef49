/* The letters a reader sees. SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"
#include "text/chars.h"
#include <utf8proc.h>

/* Letters that a hasant before them binds into a conjunct. Independent vowels are none. */
static bool binds(uint32_t c) {
    return (c >= 0x995 && c <= 0x9B9) || c == 0x9CE || (c >= 0x9DC && c <= 0x9DF) || c == 0x9F0 || c == 0x9F1;
}

static size_t bengali_end(const char *s, size_t len, size_t at) {
    bool hasant = false;
    while (at < len) {
        size_t used;
        uint32_t c = utf8_next(s + at, len - at, &used);
        bool mark = char_is_bengali(c) && char_class(c) == CHAR_MARK;
        if (mark) hasant = c == HASANT;
        else if (hasant && binds(c)) hasant = false;
        else if (c != ZWJ && c != ZWNJ) break;
        at += used;
    }
    return at;
}

static size_t grapheme_end(const char *s, size_t len, size_t at, uint32_t previous) {
    utf8proc_int32_t state = 0;
    while (at < len) {
        size_t used;
        uint32_t c = utf8_next(s + at, len - at, &used);
        if (c == UTF8_BAD || utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous, (utf8proc_int32_t)c, &state)) break;
        previous = c;
        at += used;
    }
    return at;
}

size_t akshara_end(const char *s, size_t len, size_t at) {
    size_t used;
    uint32_t c = utf8_next(s + at, len - at, &used);
    at += used;
    if (c == UTF8_BAD) return at;
    if (!char_is_bengali(c)) return grapheme_end(s, len, at, c);
    enum char_class k = char_class(c);
    return k == CHAR_LETTER || k == CHAR_MARK ? bengali_end(s, len, at) : grapheme_end(s, len, at, c);
}
