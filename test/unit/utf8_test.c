/* UTF-8, and the other ground of src/base. SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"

static void valid(uint32_t c) {
    char bytes[4];
    size_t used = 0, n = utf8_put(bytes, c);
    ok(utf8_next(bytes, n, &used) == c && used == n, "U+%04X is read as it was written", c);
    ok(utf8_valid_next(bytes, &used) == c && used == n, "U+%04X is read by the quick way", c);
    ok(utf8_valid_len(bytes, n) == n && utf8_count(bytes, n) == 1, "U+%04X is valid, and one", c);
    for (size_t cut = 1; cut < n; cut++)
        ok(utf8_next(bytes, cut, &used) == UTF8_BAD && used == 1, "U+%04X cut to %zu bytes is bad", c, cut);
}

static void bad(const char *bytes, size_t len, const char *why) {
    size_t used;
    ok(utf8_next(bytes, len, &used) == UTF8_BAD && used == 1, "bad: %s", why);
    ok(utf8_valid_len(bytes, len) == 0, "nothing valid: %s", why);
}
#define BAD(literal, why) bad(literal, sizeof(literal) - 1, why)

/* Every sequence of three bytes, against the definition of RFC 3629. */
static void all_of_three(void) {
    bool good = true;
    for (uint32_t x = 0; x < 1u << 24; x++) {
        char s[] = {(char)(x >> 16), (char)(x >> 8), (char)x, 0};
        size_t used, n;
        uint32_t c = utf8_next(s, 3, &used);
        char back[4];
        if (c == UTF8_BAD) good = good && used == 1;
        else n = utf8_put(back, c), good = good && n == used && memcmp(back, s, n) == 0 && (c < 0xD800 || c > 0xDFFF);
    }
    ok(good, "all sequences of three bytes: bad, or written back the same and no surrogate");
}

static void valid_beginnings(void) {
    static const char text[] = "ক\0খ abcdefgh গঘঙ\xE0\xA6 z";
    size_t good = strlen("ক") + 1 + strlen("খ abcdefgh গঘঙ");
    ok(utf8_valid_len(text, sizeof text - 1) == good, "NUL is valid; the first bad byte ends the valid beginning");
    ok(utf8_valid_len(NULL, 0) == 0 && utf8_count(NULL, 0) == 0, "no text");
    ok(utf8_count("র‍্যাব", strlen("র‍্যাব")) == 6, "র‍্যাব has six code points");
}

static void mends(str from, const char *want, uint32_t want_bad, const char *what) {
    char to[64];
    uint32_t measured = 0, bad = 0;
    size_t n = utf8_mend(from.at, from.len, NULL, &measured);
    ok(n <= sizeof to && n == strlen(want) && utf8_mend(from.at, from.len, to, &bad) == n, "%s: measured", what);
    same(((str){to, n}), str_of(want), "%s: mended", what);
    ok(bad == want_bad && measured == want_bad, "%s: %u bytes", what, want_bad);
}

static void mended(void) {
    mends((str){0}, "", 0, "nothing");
    mends(STR("কখ"), "কখ", 0, "valid text");
    mends(STR("\xFFক\xE0\xA6"), "\xEF\xBF\xBDক\xEF\xBF\xBD\xEF\xBF\xBD", 3, "bad bytes at both ends");
    mends(STR("\xF4\x90\x80\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4, "above U+10FFFF");
}

/* The unknown string may be cut and compared as any other (UBSan looks on). */
static void unknown(void) {
    str none = {0};
    ok(!str_sub(none, 0, 0).at && str_starts(none, none) && str_ends(none, none) && str_eq(none, STR("")), "an unknown string is an empty one");
    ok(str_starts(STR("ক"), none) && str_ends(STR("ক"), none) && !str_starts(none, STR("ক")), "with which all begin and end");
}

static void arenas(void) {
    struct arena a = {0};
    char *first = arena_alloc(&a, 3), *second = arena_alloc(&a, 5);
    ok(((uintptr_t)first | (uintptr_t)second) % 16 == 0, "pieces of an arena are aligned to 16");
    memset(second, 'x', 5);
    char *large = arena_alloc(&a, (size_t)40 << 20);
    ok(large[0] == 0 && large[((size_t)40 << 20) - 1] == 0, "a large piece is zeroed");
    arena_reset(&a);
    char *again = arena_alloc(&a, 64);
    ok(memcmp(again, (char[64]){0}, 64) == 0, "memory that is used again is zeroed");
    VEC(uint32_t) v = {0}, w = {0};
    bool good = true;
    for (uint32_t i = 0; i < 100000; i++) *vec_push(&a, &v) = i, *vec_push(&a, &w) = ~i;
    for (uint32_t i = 0; i < 100000; i++) good = good && v.at[i] == i && w.at[i] == ~i;
    ok(good && v.len == 100000, "two arrays that grow by turns keep what is in them");
    same(arena_printf(&a, "%s %d", "ক", 7), STR("ক 7"), "arena_printf");
    same(arena_copy(&a, STR("খ")), STR("খ"), "arena_copy");
    ok(arena_copy(&a, (str){0}).at == NULL, "a copy of what is unknown is unknown");
    arena_free(&a);
    arena_reset(&a);
    ok(a.first == NULL, "an arena without memory may be reset");
}

static void bufs(void) {
    struct buf b = {0};
    buf_put(&b, NULL, 0);
    for (int i = 0; i < 1000; i++) buf_text(&b, "ঢাকা");
    ok(b.len == 12000, "a buf grows");
    b.len = 0;
    buf_str(&b, STR("a"));
    buf_byte(&b, 'b');
    buf_printf(&b, "%s%d", "c", 1);
    same(buf_view(&b), STR("abc1"), "a buf holds what was put in it");
    buf_free(&b);
    ok(b.at == NULL && b.len == 0, "a buf freed is empty");
}

static void hashes(void) {
    char hex[33];
    hash_hex("", 0, hex);
    same(str_of(hex), STR("99aa06d3014798d86001c324468d497f"), "XXH3, 128 bits, of nothing");
    ok(hash_bytes("", 0) == 0x2D06800538D394C2u, "XXH3, 64 bits, of nothing");
}

int main(void) {
    static const uint32_t edges[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0x980, 0x9DF, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < LENGTH(edges); i++) valid(edges[i]);
    BAD("\x80", "a byte that only follows");
    BAD("\xC0\x80", "overlong NUL");
    BAD("\xC1\xBF", "overlong in two bytes");
    BAD("\xE0\x9F\xBF", "overlong in three bytes");
    BAD("\xF0\x8F\xBF\xBF", "overlong in four bytes");
    BAD("\xED\xA0\x80", "the first surrogate");
    BAD("\xED\xBF\xBF", "the last surrogate");
    BAD("\xF4\x90\x80\x80", "above U+10FFFF");
    BAD("\xF5\x80\x80\x80", "a first byte beyond all");
    BAD("\xFF", "FF");
    BAD("\xE0\xA6", "a Bengali letter without its end");
    BAD("\xE0\xA6 ", "a Bengali letter broken off by a space");
    BAD("\xE0\xA6\xE0\xA6\x95", "a Bengali letter broken off by another");
    all_of_three();
    valid_beginnings();
    mended();
    unknown();
    arenas();
    bufs();
    hashes();
    ok(strlen(ghotona_status_text(GHOTONA_BAD_PACK)) > 0 && strlen(ghotona_unicode_version()) > 0, "status and version have a text");
    return tap_end();
}
