/* MHTML, as browsers save pages, and mail with a page in it. SPDX-License-Identifier: Apache-2.0 */
#include "input/kinds.h"
#include "input/warc.h"

enum { DEPTH_MAX = 4, PARTS_MAX = 1000 };

/* ---- encodings of transfer -------------------------------------------------------------------------------------------------- */

static int hex_value(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; }

static str from_quoted_printable(str s, struct arena *arena) {
    char *to = arena_space(arena, s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '=') {
            to[n++] = s.at[i];
            continue;
        }
        size_t end = i + 1;             /* a line that is broken here, with or without blanks behind */
        while (end < s.len && (s.at[end] == ' ' || s.at[end] == '\t' || s.at[end] == '\r')) end++;
        if (end < s.len && s.at[end] == '\n') {
            i = end;
            continue;
        }
        int high = i + 2 < s.len ? hex_value(s.at[i + 1]) : -1, low = i + 2 < s.len ? hex_value(s.at[i + 2]) : -1;
        if (high < 0 || low < 0) {
            to[n++] = '=';
            continue;
        }
        to[n++] = (char)(high << 4 | low);
        i += 2;
    }
    return (str){to, n};
}

static int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static str from_base64(str s, struct arena *arena) {
    char *to = arena_space(arena, s.len);
    size_t n = 0;
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < s.len && s.at[i] != '='; i++) {
        int value = base64_value(s.at[i]);
        if (value < 0) continue;
        bits = bits << 6 | (uint32_t)value;
        have += 6;
        if (have < 8) continue;
        have -= 8;
        to[n++] = (char)(bits >> have);
    }
    return (str){to, n};
}

static str decoded(str content, str how, struct arena *arena) {
    if (same_word(how, "quoted-printable")) return from_quoted_printable(content, arena);
    return same_word(how, "base64") ? from_base64(content, arena) : content;
}

/* ---- parts ------------------------------------------------------------------------------------------------------------------ */

/* A head with its folded lines joined, so that each field stands on one. */
static str unfolded(str head, struct arena *arena) {
    char *to = arena_space(arena, head.len);
    size_t n = 0;
    for (size_t i = 0; i < head.len; i++) {
        bool folded = head.at[i] == '\n' && i + 1 < head.len && (head.at[i + 1] == ' ' || head.at[i + 1] == '\t');
        if (head.at[i] != '\r') to[n++] = folded ? ' ' : head.at[i];
    }
    return (str){to, n};
}

/* boundary="…" or charset=… of a Content-Type. */
static str parameter(str type, const char *name) {
    const char *found = find_word(type, name);
    if (!found) return (str){0};
    str value = str_sub(type, (size_t)(found - type.at) + strlen(name), type.len);
    bool quoted = value.len && value.at[0] == '"';
    if (quoted) value = str_sub(value, 1, value.len);
    size_t n = 0;
    while (n < value.len && (quoted ? value.at[n] != '"' : value.at[n] != ';' && !is_blank(value.at[n]))) n++;
    return str_sub(value, 0, n);
}

/* Where the next line that is --boundary begins, from `at` on; s.len if there is none. */
static size_t find_boundary(str s, str line, size_t at) {
    while (at < s.len) {
        const char *found = memmem(s.at + at, s.len - at, line.at, line.len);
        if (!found) return s.len;
        at = (size_t)(found - s.at);
        if (at == 0 || s.at[at - 1] == '\n') return at;
        at++;
    }
    return s.len;
}

static bool find_page(str part, int depth, struct page_hints *hints, struct arena *arena, struct mime_page *out);

static bool search_parts(str body, str boundary, int depth, struct page_hints *hints, struct arena *arena, struct mime_page *out) {
    str line = arena_printf(arena, "--%.*s", (int)boundary.len, boundary.at);
    size_t at = find_boundary(body, line, 0);
    for (int i = 0; i < PARTS_MAX && at < body.len; i++) {
        const char *newline = memchr(body.at + at, '\n', body.len - at);
        if (!newline) return false;
        size_t from = (size_t)(newline - body.at) + 1;
        at = find_boundary(body, line, from);
        if (find_page(str_sub(body, from, at), depth + 1, hints, arena, out)) return true;
    }
    return false;
}

static bool find_page(str part, int depth, struct page_hints *hints, struct arena *arena, struct mime_page *out) {
    size_t end = head_end(part);
    if (end == 0 || depth > DEPTH_MAX) return false;
    str head = unfolded(str_sub(part, 0, end), arena), type = head_field(head, "Content-Type"), body = str_sub(part, end, part.len);
    str url = head_field(head, depth == 0 ? "Snapshot-Content-Location" : "Content-Location");
    if (!hints->url.len && (starts_word(url, "http://") || starts_word(url, "https://"))) hints->url = without_wayback(url, &hints->captured);
    if (depth == 0 && hints->captured == 0) hints->captured = seconds_of_mail_date(head_field(head, "Date"));
    str boundary = parameter(type, "boundary=");
    if (starts_word(type, "multipart/") && boundary.len && boundary.len <= 200) return search_parts(body, boundary, depth, hints, arena, out);
    if (!starts_word(type, "text/html") && !starts_word(type, "application/xhtml")) return false;
    out->charset = parameter(type, "charset=");
    out->html = decoded(body, head_field(head, "Content-Transfer-Encoding"), arena);
    return true;
}

bool mime_page(str message, struct page_hints *hints, struct arena *arena, struct mime_page *out) {
    return find_page(trimmed(without_bom(message)), 0, hints, arena, out);
}
