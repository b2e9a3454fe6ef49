/* What scoring events and scoring articles share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/score.h"
#include "cli/cli.h"
#include <errno.h>
#include <stdlib.h>
#include <utf8proc.h>

/* ---- JSON lines ------------------------------------------------------------------------------------------------------------- */

static void lines_push(struct json_lines *lines, json_t *object, uint32_t line) {
    if (lines->len == lines->cap) {
        lines->cap = lines->cap ? lines->cap * 2 : 64;
        lines->at = must_realloc(lines->at, lines->cap * sizeof *lines->at);
    }
    lines->at[lines->len++] = (struct json_line){object, line};
}

static bool is_blank(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (!strchr(" \t\r\n", s[i]) || s[i] == '\0') return false;
    return true;
}

static bool load_line(struct json_lines *lines, const char *text, size_t len, uint32_t line) {
    json_error_t error;
    if (is_blank(text, len)) return true;
    json_t *object = json_loadb(text, len, JSON_ALLOW_NUL, &error);
    if (json_is_object(object)) {
        lines_push(lines, object, line);
        return true;
    }
    if (object) talk("%s:%u: an object is expected on every line", lines->file, line);
    else talk("%s:%u: not JSON: %s (column %d)", lines->file, line, error.text, error.column);
    json_decref(object);
    return false;
}

bool json_lines_load(struct json_lines *lines, const char *path) {
    FILE *from = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    lines->file = input_name(path);
    if (!from) {
        talk("%s: cannot be read: %s", path, strerror(errno));
        return false;
    }
    char *text = NULL;
    size_t cap = 0;
    ssize_t len;
    bool ok = true;
    for (uint32_t line = 1; ok && (len = getline(&text, &cap, from)) >= 0; line++) ok = load_line(lines, text, (size_t)len, line);
    if (ok && ferror(from)) {
        talk("%s: cannot be read: %s", lines->file, strerror(errno));
        ok = false;
    }
    free(text);
    if (from != stdin) fclose(from);
    return ok;
}

void json_lines_free(struct json_lines *lines) {
    for (size_t i = 0; i < lines->len; i++) json_decref(lines->at[i].object);
    free(lines->at);
}

bool need_string(const struct json_lines *lines, size_t i, const char *field) {
    if (json_str(lines->at[i].object, field).at) return true;
    talk("%s:%u: there is no text `%s` in the object", lines->file, lines->at[i].line, field);
    return false;
}

str json_str(const json_t *object, const char *field) {
    const json_t *value = json_object_get(object, field);
    return json_is_string(value) ? (str){json_string_value(value), json_string_length(value)} : (str){0};
}

json_t *json_list(const json_t *object, const char *field) {
    json_t *value = json_object_get(object, field);
    return json_is_array(value) ? value : NULL;
}

long json_long(const json_t *object, const char *field) { return (long)json_integer_value(json_object_get(object, field)); }

void ids_set(struct ids *ids, str id, size_t number) {
    if (!ids->map) ids->map = json_object();
    json_object_setn_new(ids->map, id.at, id.len, json_integer((json_int_t)number));
}

size_t ids_get(const struct ids *ids, str id) {
    const json_t *number = json_object_getn(ids->map, id.at, id.len);
    return number ? (size_t)json_integer_value(number) : SIZE_MAX;
}

/* ---- text that is compared -------------------------------------------------------------------------------------------------- */

/* White space as Python's str.isspace has it. */
static bool is_space(uint32_t c) {
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_joiner(uint32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0xFEFF; }

/* Copies s without joiners, white space runs as one space, none at the ends. */
static str squeeze(struct arena *a, str s) {
    char *to = arena_alloc(a, s.len + 1);
    size_t len = 0, used;
    bool space = false;
    for (size_t at = 0; at < s.len; at += used) {
        uint32_t c = utf8_valid_next(s.at + at, &used);
        if (is_joiner(c)) continue;
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (space && len > 0) to[len++] = ' ';
        space = false;
        memcpy(to + len, s.at + at, used);
        len += used;
    }
    return (str){to, len};
}

str score_norm(struct arena *a, str s) {
    if (s.len == 0) return STR("");
    utf8proc_uint8_t *composed;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.len, &composed,
                                        UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (len < 0) return squeeze(a, s);      /* JSON text is valid UTF-8: only without memory */
    str norm = squeeze(a, (str){(const char *)composed, (size_t)len});
    free(composed);
    return norm;
}

/* Space, quotes of both kinds, comma, danda, semicolon, colon, hyphen and dashes. */
static bool is_edge(uint32_t c) {
    static const uint32_t edges[] = {' ', 0x2018, 0x2019, '\'', '"', 0x201C, 0x201D, ',', 0x0964, ';', ':', '-', 0x2013, 0x2014};
    for (size_t i = 0; i < LENGTH(edges); i++)
        if (edges[i] == c) return true;
    return false;
}

static size_t last_begin(str s) {
    size_t at = s.len - 1;
    while (at > 0 && ((unsigned char)s.at[at] & 0xC0) == 0x80) at--;
    return at;
}

str score_fold(struct arena *a, str s) {
    s = score_norm(a, s);
    size_t used;
    while (s.len > 0 && is_edge(utf8_valid_next(s.at, &used))) s = str_sub(s, used, s.len);
    while (s.len > 0 && is_edge(utf8_valid_next(s.at + last_begin(s), &used))) s.len = last_begin(s);
    return s;
}

bool holds_text(str whole, str part) { return part.len == 0 || (whole.len > 0 && memmem(whole.at, whole.len, part.at, part.len)); }

/* ---- figures ---------------------------------------------------------------------------------------------------------------- */

struct prf prf_of(size_t tp, size_t fp, size_t fn) {
    double p = tp + fp ? (double)tp / (double)(tp + fp) : 0, r = tp + fn ? (double)tp / (double)(tp + fn) : 0;
    return (struct prf){p, r, p + r > 0 ? 2 * p * r / (p + r) : 0};
}

void put_rounded(struct buf *to, double value, int digits) {
    char text[64];
    int len = snprintf(text, sizeof text, "%.*f", digits, value);
    while (len >= 2 && text[len - 1] == '0' && text[len - 2] != '.') len--;
    buf_put(to, text, (size_t)len);
}

void put_share(struct buf *to, size_t right, size_t of, const char *none) {
    if (of > 0) put_rounded(to, (double)right / (double)of, 3);
    else buf_text(to, none);
}

int print_scores(struct buf *out) {
    bool ok = write_out(stdout, "standard output", buf_view(out)) && flush_out(stdout, "standard output");
    buf_free(out);
    return ok ? CLI_DONE : CLI_FAILED;
}

/* ---- values as Python writes them ------------------------------------------------------------------------------------------- */

static bool is_printable(uint32_t c) {
    if (c == ' ') return true;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: return false;
    default: return true;
    }
}

static void put_escaped(struct buf *to, uint32_t c) {
    switch (c) {
    case '\n': buf_text(to, "\\n"); break;
    case '\r': buf_text(to, "\\r"); break;
    case '\t': buf_text(to, "\\t"); break;
    default: buf_printf(to, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
}

static void put_repr_text(struct buf *to, str s) {
    char quote = memchr(s.at, '\'', s.len) && !memchr(s.at, '"', s.len) ? '"' : '\'';
    buf_byte(to, quote);
    size_t used;
    for (size_t at = 0; at < s.len; at += used) {
        uint32_t c = utf8_valid_next(s.at + at, &used);
        if (c == (unsigned char)quote || c == '\\') buf_byte(to, '\\');
        if (is_printable(c)) buf_put(to, s.at + at, used);
        else put_escaped(to, c);
    }
    buf_byte(to, quote);
}

void put_repr(struct buf *to, const json_t *value) {
    if (json_is_string(value)) {
        put_repr_text(to, (str){json_string_value(value), json_string_length(value)});
    } else if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            buf_text(to, i == 0 ? "[" : ", ");
            put_repr(to, json_array_get(value, i));
        }
        buf_text(to, json_array_size(value) == 0 ? "[]" : "]");
    } else {
        buf_text(to, "None");               /* no other kind of value is shown */
    }
}

void put_repr_of_each(struct buf *to, const json_t *list, const char *field) {
    buf_byte(to, '[');
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i > 0) buf_text(to, ", ");
        put_repr(to, json_object_get(json_array_get(list, i), field));
    }
    buf_byte(to, ']');
}
