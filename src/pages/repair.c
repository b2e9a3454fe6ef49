/* JSON-LD as it stands in pages is often not JSON: what is wrong with it is mended before the parser sees it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/facts.h"

enum { JSON_DEPTH_MAX = 64, NUMBER_MAX = 15 };

struct mender { str in; size_t at; struct buf *out; int depth; bool too_deep; };

static bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
static bool here(const struct mender *m, size_t at, str what) { return m->in.len - at >= what.len && memcmp(m->in.at + at, what.at, what.len) == 0; }

/* Past white space, comments of both languages and the marks of CDATA. */
static size_t skip_noise(const struct mender *m, size_t at) {
    static const str marks[] = {{"<!--", 4}, {"-->", 3}, {"<![CDATA[", 9}, {"]]>", 3}, {";", 1}};
    while (at < m->in.len) {
        size_t from = at;
        if (blank(m->in.at[at])) at++;
        for (size_t i = 0; i < LENGTH(marks); i++)
            if (at < m->in.len && here(m, at, marks[i])) at += marks[i].len;
        if (here(m, at, STR("//<!")) || here(m, at, STR("//]]")) || here(m, at, STR("//-->")) || here(m, at, STR("// "))) {
            const char *slash = m->in.at + at, *end = m->in.at + m->in.len;
            slash += 2;
            while (slash < end && *slash == ' ') slash++;
            at = (size_t)(slash - m->in.at);
            if (slash < end && *slash != '<' && *slash != ']' && *slash != '-') {   /* a remark to the end of its line */
                const char *newline = memchr(slash, '\n', (size_t)(end - slash));
                at = newline ? (size_t)(newline - m->in.at) : m->in.len;
            }
        } else if (here(m, at, STR("/*"))) {
            const char *close = memmem(m->in.at + at + 2, m->in.len - at - 2, "*/", 2);
            at = close ? (size_t)(close - m->in.at) + 2 : m->in.len;
        }
        if (at == from) break;
    }
    return at;
}

/* ---- strings ---------------------------------------------------------------------------------------------------------------------------- */

/* A quote ends a string if what comes after it can follow one; else it stands within the text. */
static bool ends_string(const struct mender *m, size_t quote) {
    size_t at = quote + 1;
    while (at < m->in.len && blank(m->in.at[at])) at++;
    return at >= m->in.len || memchr(":,}]", m->in.at[at], 4);
}

static unsigned hex_value(const char *at) {
    unsigned v = 0;
    for (int i = 0; i < 4; i++) v = v * 16 + (unsigned)(at[i] <= '9' ? at[i] - '0' : (at[i] | 32) - 'a' + 10);
    return v;
}

static bool unicode_escape(const struct mender *m, size_t at) {
    if (m->in.len - at < 6 || m->in.at[at] != '\\' || m->in.at[at + 1] != 'u') return false;
    for (size_t i = 2; i < 6; i++)
        if (!is_hex(m->in.at[at + i])) return false;
    return true;
}

/* At `\u` with four digits: a lone half of a pair and U+0000 become U+FFFD. */
static void put_unicode(struct mender *m) {
    unsigned v = hex_value(m->in.at + m->at + 2), low = 0;
    if (v >= 0xD800 && v < 0xDC00 && unicode_escape(m, m->at + 6)) low = hex_value(m->in.at + m->at + 8);
    bool pair = low >= 0xDC00 && low < 0xE000;
    if (pair) buf_put(m->out, m->in.at + m->at, 12);
    else if (v == 0 || (v >= 0xD800 && v < 0xE000)) buf_text(m->out, "\\ufffd");
    else buf_put(m->out, m->in.at + m->at, 6);
    m->at += pair ? 12 : 6;
}

static void put_escape(struct mender *m) {
    if (unicode_escape(m, m->at)) {
        put_unicode(m);
        return;
    }
    m->at++;
    if (m->at < m->in.len && memchr("\"\\/bfnrt", m->in.at[m->at], 8)) {
        buf_byte(m->out, '\\');
        buf_byte(m->out, m->in.at[m->at++]);
    }       /* else the backslash means nothing */
}

static void put_string(struct mender *m) {
    buf_byte(m->out, '"');
    for (m->at++; m->at < m->in.len;) {
        char c = m->in.at[m->at];
        if (c == '\\') {
            put_escape(m);
            continue;
        }
        if (c == '"' && ends_string(m, m->at)) break;
        if (c == '"') buf_text(m->out, "\\\"");
        else if ((unsigned char)c < 0x20) buf_text(m->out, c == '\n' ? "\\n" : " ");
        else buf_byte(m->out, c);
        m->at++;
    }
    m->at++;
    buf_byte(m->out, '"');
}

/* ---- all else ----------------------------------------------------------------------------------------------------------------------------- */

/* A number, a word of JSON, or what is none and becomes null. */
static void put_bare(struct mender *m) {
    size_t from = m->at;
    while (m->at < m->in.len && !blank(m->in.at[m->at]) && !memchr(",:{}[]\"", m->in.at[m->at], 7)) m->at++;
    str word = str_sub(m->in, from, m->at);
    bool number = word.len <= NUMBER_MAX && word.len;
    for (size_t i = 0; i < word.len && number; i++)
        number = word.at[i] >= '0' && word.at[i] <= '9' ? i > 0 || word.at[0] != '0' || word.len == 1
                                                        : word.at[i] == '.' && i > 0 && i + 1 < word.len;
    if (number || str_is(word, "true") || str_is(word, "false")) buf_str(m->out, word);
    else buf_text(m->out, "null");
    if (word.len == 0) m->at++;
}

/* The last sign written that is no space. */
static char last_put(const struct mender *m) { return m->out->len ? m->out->at[m->out->len - 1] : 0; }

static void put_sign(struct mender *m, char c) {
    char last = last_put(m);
    if (c == ',') {
        if (last == ':') buf_text(m->out, "null");
        if (last != ',' && last != '{' && last != '[' && last) buf_byte(m->out, ',');
    } else if (c == '}' || c == ']') {
        if (last == ',') m->out->len--;
        if (last == ':') buf_text(m->out, "null");
        m->depth--;
        buf_byte(m->out, c);
    } else {
        if (c != ':' && ++m->depth > JSON_DEPTH_MAX) m->too_deep = true;
        if (c != ':' && (last == '}' || last == ']')) buf_byte(m->out, ',');
        buf_byte(m->out, c);
    }
    m->at++;
}

bool json_repair(str text, struct buf *out) {
    struct mender m = {text, 0, out, 0, false};
    while (!m.too_deep && (m.at = skip_noise(&m, m.at)) < m.in.len) {
        char c = m.in.at[m.at];
        if (m.depth <= 0 && m.out->len) break;      /* what comes after the value is none of it */
        if (c == '"') put_string(&m);
        else if (memchr("{}[],:", c, 6)) put_sign(&m, c);
        else if (m.depth > 0) put_bare(&m);
        else m.at++;
    }
    return !m.too_deep;
}
