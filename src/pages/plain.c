/* Markup within values (of JSON-LD, of <meta>) made plain text. SPDX-License-Identifier: Apache-2.0 */
#include "pages/facts.h"
#include <libxml/HTMLparser.h>

enum { ENTITY_MAX = 10, TAG_MAX = 512 };

/* The character that a reference of this name ("amp", "#2453", "#x995") stands for, 0 for none. */
static uint32_t entity(const char *name, size_t len) {
    char z[ENTITY_MAX + 1];
    memcpy(z, name, len);
    z[len] = 0;
    if (z[0] != '#') {
        const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)z);
        return found ? (uint32_t)found->value : 0;
    }
    bool hex = z[1] == 'x' || z[1] == 'X';
    uint32_t v = 0;
    for (const char *p = z + (hex ? 2 : 1); *p; p++) {
        int digit = *p >= '0' && *p <= '9' ? *p - '0' : hex && (*p | 32) >= 'a' && (*p | 32) <= 'f' ? (*p | 32) - 'a' + 10 : -1;
        if (digit < 0) return 0;
        v = v * (hex ? 16u : 10u) + (uint32_t)digit;
        if (v > 0x10FFFF) return 0;
    }
    return v >= 0xD800 && v < 0xE000 ? 0 : v;
}

/* At '&': writes what it stands for and returns how long the reference is, or 0. */
static size_t decode_reference(str s, size_t at, struct buf *to) {
    size_t end = at + 1;
    while (end < s.len && end - at <= ENTITY_MAX && s.at[end] != ';' && s.at[end] != '&' && s.at[end] != ' ') end++;
    if (end >= s.len || s.at[end] != ';' || end == at + 1 || end - at - 1 > ENTITY_MAX) return 0;
    uint32_t c = entity(s.at + at + 1, end - at - 1);
    char bytes[4];
    if (!c) return 0;
    buf_put(to, bytes, utf8_put(bytes, c));
    return end + 1 - at;
}

/* Whether the element begins a line of its own: <p>, </p>, <br>, <div>, <li>. */
static bool parts_lines(const char *tag) {
    if (*tag == '/') tag++;
    char a = (char)(tag[0] | 32), b = (char)(tag[1] | 32);
    return (a == 'p' && !(b >= 'a' && b <= 'z')) || (a == 'b' && b == 'r') || (a == 'd' && b == 'i') || (a == 'l' && b == 'i') ||
           (a == 'h' && b >= '0' && b <= '9');
}

/* At '<': how long the tag is, or 0 if it is none. */
static size_t tag_length(str s, size_t at) {
    if (s.len - at < 3) return 0;
    char c = s.at[at + 1] == '/' ? s.at[at + 2] : s.at[at + 1];
    if (!((c | 32) >= 'a' && (c | 32) <= 'z')) return 0;
    const char *close = memchr(s.at + at, '>', s.len - at < TAG_MAX ? s.len - at : TAG_MAX);
    return close ? (size_t)(close - s.at) + 1 - at : 0;
}

/* Decoded text without tags; a newline where a line ends. */
static void strip(str s, struct buf *to) {
    for (size_t at = 0, used; at < s.len; at += used) {
        used = 0;
        if (s.at[at] == '&') used = decode_reference(s, at, to);
        else if (s.at[at] == '<' && (used = tag_length(s, at)) > 0 && parts_lines(s.at + at + 1)) buf_byte(to, '\n');
        if (used) continue;
        used = 1;
        buf_byte(to, s.at[at]);
    }
}

/* What was escaped twice is decoded twice: titles in JSON-LD often are. */
static void strip_twice(str s, struct buf *to) {
    struct buf once = {0};
    strip(s, &once);
    if (memchr(s.at, '&', s.len)) strip(buf_view(&once), to);
    else buf_str(to, buf_view(&once));
    buf_free(&once);
}

str plain_text(struct arena *arena, str html) {
    if (!html.len) return html;
    struct buf b = {0};
    strip_twice(html, &b);
    str s = clean_text(arena, buf_view(&b));
    buf_free(&b);
    return s;
}

str plain_lines(struct arena *arena, str html) {
    if (!html.len) return html;
    struct buf b = {0}, lines = {0};
    strip_twice(html, &b);
    for (size_t from = 0, to; from < b.len; from = to + 1) {
        const char *newline = memchr(b.at + from, '\n', b.len - from);
        to = newline ? (size_t)(newline - b.at) : b.len;
        str line = clean_text(arena, (str){b.at + from, to - from});
        if (line.len && lines.len) buf_byte(&lines, '\n');
        buf_str(&lines, line);
    }
    str s = arena_copy(arena, buf_view(&lines));
    buf_free(&b);
    buf_free(&lines);
    return s;
}

bool is_web_address(str url) { return str_starts(url, STR("http://")) || str_starts(url, STR("https://")); }
