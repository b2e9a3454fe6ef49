/* UTF-8 as RFC 3629 has it. SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

static bool follows(unsigned char c) { return (c & 0xC0) == 0x80; }

/* The length that the first byte promises; 0 for a byte that begins nothing. */
static size_t promised(unsigned char c) {
    if (c < 0x80) return 1;
    if (c < 0xC2) return 0;
    if (c < 0xE0) return 2;
    if (c < 0xF0) return 3;
    return c < 0xF5 ? 4 : 0;
}

/* The second byte is where overlong forms, surrogates and what is above U+10FFFF show. */
static bool second_ok(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return true;
    }
}

/* The length of the valid sequence that begins s, or 0. */
static size_t sequence(const unsigned char *p, size_t len) {
    size_t n = promised(p[0]);
    if (n == 0 || n > len) return 0;
    for (size_t i = 1; i < n; i++)
        if (!follows(p[i])) return 0;
    return n == 1 || second_ok(p[0], p[1]) ? n : 0;
}

uint32_t utf8_next(const char *s, size_t len, size_t *used) {
    if (sequence((const unsigned char *)s, len)) return utf8_valid_next(s, used);
    *used = 1;
    return UTF8_BAD;
}

size_t utf8_put(char *to, uint32_t c) {
    if (c < 0x80) { to[0] = (char)c; return 1; }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--, c >>= 6) to[i] = (char)(0x80 | (c & 0x3F));
    to[0] = (char)(mark[n] | c);
    return n;
}

static bool ascii_block(const char *s) {
    uint64_t block;
    memcpy(&block, s, sizeof block);
    return (block & 0x8080808080808080u) == 0;
}

/* Three bytes that begin with E0 are every letter of the Indic blocks: worth a test of their own. */
static bool indic(const unsigned char *p) { return p[0] == 0xE0 && (p[1] & 0xE0) == 0xA0 && follows(p[2]); }

size_t utf8_valid_len(const char *s, size_t len) {
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0;
    while (i < len) {
        while (len - i >= 3 && indic(p + i)) i += 3;
        while (len - i >= 8 && ascii_block(s + i)) i += 8;
        if (i == len) break;
        size_t n = sequence(p + i, len - i);
        if (n == 0) break;
        i += n;
    }
    return i;
}

size_t utf8_mend(const char *s, size_t len, char *to, uint32_t *bad) {
    static const char replacement[] = "\xEF\xBF\xBD";
    enum { WIDTH = sizeof replacement - 1 };
    size_t written = 0;
    *bad = 0;
    for (size_t i = 0; i < len; i++) {
        size_t good = utf8_valid_len(s + i, len - i);
        if (to && good) memcpy(to + written, s + i, good);
        written += good;
        i += good;
        if (i == len) break;
        if (to) memcpy(to + written, replacement, WIDTH);
        written += WIDTH;
        ++*bad;
    }
    return written;
}

size_t utf8_count(const char *s, size_t len) {
    size_t count = 0;
    for (size_t i = 0; i < len; i++) count += !follows((unsigned char)s[i]);
    return count;
}
