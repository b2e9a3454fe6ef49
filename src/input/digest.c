/* SHA-1 (FIPS 180-4), as crawls name their payloads by; it guards against damage, not against forgers. SPDX-License-Identifier: Apache-2.0 */
#include "input/kinds.h"
#include "input/warc.h"

enum { SHA1_BYTES = 20, BLOCK = 64 };

static uint32_t rotated(uint32_t x, int n) { return x << n | x >> (32 - n); }

static void mix_block(uint32_t h[5], const unsigned char *p) {
    uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 16; i++) w[i] = (uint32_t)p[i * 4] << 24 | (uint32_t)p[i * 4 + 1] << 16 | (uint32_t)p[i * 4 + 2] << 8 | p[i * 4 + 3];
    for (int i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
        static const uint32_t k[4] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
        uint32_t t = rotated(a, 5) + f + e + k[i / 20] + w[i];
        e = d, d = c, c = rotated(b, 30), b = a, a = t;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

static void sha1(str s, unsigned char out[SHA1_BYTES]) {
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    size_t whole = s.len / BLOCK * BLOCK, rest = s.len - whole;
    unsigned char tail[BLOCK * 2] = {0};
    for (size_t i = 0; i < whole; i += BLOCK) mix_block(h, (const unsigned char *)s.at + i);
    if (rest) memcpy(tail, s.at + whole, rest);
    tail[rest] = 0x80;
    size_t blocks = rest < BLOCK - 8 ? 1 : 2;
    for (int i = 0; i < 8; i++) tail[blocks * BLOCK - 1 - (size_t)i] = (unsigned char)((uint64_t)s.len * 8 >> 8 * i);
    for (size_t i = 0; i < blocks; i++) mix_block(h, tail + i * BLOCK);
    for (int i = 0; i < SHA1_BYTES; i++) out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static bool from_base32(str s, unsigned char out[SHA1_BYTES]) {
    uint64_t bits = 0;
    for (size_t i = 0; i < 32; i++) {
        char c = s.at[i];
        int value = c >= '2' && c <= '7' ? c - '2' + 26 : (c | 32) >= 'a' && (c | 32) <= 'z' ? (c | 32) - 'a' : -1;
        if (value < 0) return false;
        bits = bits << 5 | (unsigned)value;
        if (i % 8 == 7)
            for (size_t k = 0; k < 5; k++) out[i / 8 * 5 + k] = (unsigned char)(bits >> (32 - 8 * k));
    }
    return true;
}

static int hex_value(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; }

static bool from_hex(str s, unsigned char out[SHA1_BYTES]) {
    for (size_t i = 0; i < SHA1_BYTES; i++) {
        int high = hex_value(s.at[i * 2]), low = hex_value(s.at[i * 2 + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

bool digest_holds(str digest, str bytes) {
    unsigned char said[SHA1_BYTES], is[SHA1_BYTES];
    if (!starts_word(digest, "sha1:")) return true;
    str value = str_sub(digest, 5, digest.len);
    bool known = value.len == 32 ? from_base32(value, said) : value.len == 40 && from_hex(value, said);
    if (!known) return true;
    sha1(bytes, is);
    return memcmp(said, is, SHA1_BYTES) == 0;
}
