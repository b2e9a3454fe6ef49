/* The ground everything stands on: memory, byte strings, UTF-8. Knows no language. */
#ifndef BASE_H
#define BASE_H

#include "ghotona.h"
#include <stdarg.h>
#include <string.h>

typedef ghotona_str str;
typedef ghotona_span span;

#define LENGTH(a) (sizeof(a) / sizeof *(a))
#define STR(literal) ((str){literal, sizeof(literal) - 1})

static inline str str_of(const char *z) { return (str){z, z ? strlen(z) : 0}; }
static inline bool str_eq(str a, str b) { return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0); }
/* True if `b` stands somewhere in `a`; nothing stands nowhere. */
static inline bool str_holds(str a, str b) { return b.len && b.len <= a.len && memmem(a.at, a.len, b.at, b.len) != NULL; }
static inline bool str_is(str a, const char *z) { return str_eq(a, str_of(z)); }
static inline bool str_starts(str a, str b) { return a.len >= b.len && (b.len == 0 || memcmp(a.at, b.at, b.len) == 0); }
static inline bool str_ends(str a, str b) { return a.len >= b.len && (b.len == 0 || memcmp(a.at + a.len - b.len, b.at, b.len) == 0); }
/* Below 0, 0 or above 0, as the bytes of `a` stand before those of `b`, are the same, or stand after them. */
static inline int str_order(str a, str b) {
    size_t least = a.len < b.len ? a.len : b.len;
    int c = least ? memcmp(a.at, b.at, least) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}
/* The bytes [from, to); an unknown string (NULL) has only the bytes [0, 0). */
static inline str str_sub(str a, size_t from, size_t to) { return (str){from ? a.at + from : a.at, to - from}; }

/* ---- arena: memory that is freed all at once ------------------------------------------------------------------------------ */

struct arena_block;
struct arena { struct arena_block *first, *current; size_t used; };

/* Zeroed memory of n bytes, aligned to 16, good until arena_reset; never NULL: without memory the process ends with a message. */
void *arena_alloc(struct arena *a, size_t n);
#define arena_new(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))
/* The same, not zeroed: for what is written whole before it is read. */
void *arena_space(struct arena *a, size_t n);
str arena_copy(struct arena *a, str s);
__attribute__((format(printf, 2, 3))) str arena_printf(struct arena *a, const char *format, ...);
void arena_reset(struct arena *a);      /* keeps the first block for the next article, gives large extra blocks back */
void arena_free(struct arena *a);

/* ---- vec: a growing array in an arena -------------------------------------------------------------------------------------- */

/* struct { type *at; uint32_t len, cap; } v = {0}; *vec_push(arena, &v) = x; */
#define VEC(type) struct { type *at; uint32_t len, cap; }
#define vec_push(a, v) \
    ((v)->len == (v)->cap ? (void)((v)->at = vec_grow((a), (v)->at, (v)->len, &(v)->cap, sizeof *(v)->at)) : (void)0, \
     &(v)->at[(v)->len++])
void *vec_grow(struct arena *a, void *at, uint32_t len, uint32_t *cap, size_t size);

/* ---- buf: bytes that grow, on the heap -------------------------------------------------------------------------------------- */

struct buf { char *at; size_t len, cap; };
void buf_put(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, str s);
void buf_text(struct buf *b, const char *z);
void buf_byte(struct buf *b, char c);
void buf_letter(struct buf *b, uint32_t code_point);    /* in UTF-8 */
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *b, const char *format, ...);
void buf_free(struct buf *b);
static inline str buf_view(const struct buf *b) { return (str){b->at, b->len}; }

/* malloc and realloc that end the process with a message instead of returning NULL. */
void *must_alloc(size_t n);
void *must_realloc(void *p, size_t n);

/* ---- UTF-8 ------------------------------------------------------------------------------------------------------------------ */

/* The code point at s[0..len) and its length in *used (at least 1). A byte that begins no valid sequence (RFC 3629: no overlong
 * forms, no surrogates, nothing above U+10FFFF) gives UTF8_BAD and *used = 1. len must be > 0. */
#define UTF8_BAD 0xFFFFFFFFu
uint32_t utf8_next(const char *s, size_t len, size_t *used);
/* The same for text already known to be valid; quicker. */
static inline uint32_t utf8_valid_next(const char *s, size_t *used) {
    const unsigned char *p = (const unsigned char *)s;
    if (p[0] < 0x80) { *used = 1; return p[0]; }
    if (p[0] < 0xE0) { *used = 2; return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu); }
    if (p[0] < 0xF0) { *used = 3; return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu); }
    *used = 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
}
/* Writes the code point and returns how many bytes (1 to 4). */
size_t utf8_put(char *to, uint32_t code_point);
/* The length of the longest valid beginning of s. NUL is valid UTF-8. */
size_t utf8_valid_len(const char *s, size_t len);
/* Copies s to `to`, U+FFFD in place of every bad byte; with `to` NULL only measures. Returns how many bytes that are; *bad gets how
 * many were replaced. */
size_t utf8_mend(const char *s, size_t len, char *to, uint32_t *bad);
/* How many code points stand in valid text. */
size_t utf8_count(const char *s, size_t len);

/* The code point that a byte of Windows-1252 is, and the byte of a code point (of Latin-1 too, whose controls 80–9F are those bytes);
 * -1: it has none. */
uint32_t windows_letter(unsigned char byte);
int windows_byte(uint32_t code_point);

/* ---- dates ------------------------------------------------------------------------------------------------------------------ */

/* Days since 1970-01-01 of a Gregorian day; month 1–12. (Howard Hinnant, chrono-compatible low-level date algorithms.) */
int32_t days_from_civil(int year, int month, int day);
void civil_from_days(int32_t days, int *year, int *month, int *day);
bool civil_ok(int year, int month, int day);
/* The day that an ISO 8601 text begins with ("2026-02-07", "2026-02-07T10:00+06:00"); false if it begins with none. */
bool days_from_iso(str s, int32_t *days);
/* A day of the Bangla calendar, month 1 is Boishakh: reformed (Bangladesh) or traditional (West Bengal). False if there is none. */
bool days_from_bangla(int year, int month, int day, bool traditional, int32_t *days);
/* The first day of a month; month 13 is the next year's first. */
int32_t bangla_month_first(int year, int month, bool traditional);
int bangla_year_of(int32_t day, bool traditional);

/* ---- hash ------------------------------------------------------------------------------------------------------------------- */

uint64_t hash_bytes(const void *p, size_t n);                           /* XXH3, 64 bits */
void hash_hex(const void *p, size_t n, char out[33]);                   /* XXH3, 128 bits, 32 hex digits and NUL */

#endif
