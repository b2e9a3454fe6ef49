/* Mends XML before it is parsed: feeds are written by hand and by string templates. One pass, no way back; since no entity that the
 * document declares is kept, none can be expanded or fetched. SPDX-License-Identifier: Apache-2.0 */
#include "input/xml.h"
#include <libxml/HTMLparser.h>
#include <stdlib.h>

enum { OPEN_MAX = 256, VALUE_MAX = 64 << 10 };
struct xml_mending {
    str from; size_t at;
    struct buf *to;
    int attributes;
    str open[OPEN_MAX]; int depth;      /* the elements that are open; those beyond have no tags in what is written */
    size_t beyond;
    bool ended, whole;
};

static bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80; }
static bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':'; }
static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
static str rest(const struct xml_mending *m) { return str_sub(m->from, m->at, m->from.len); }
static char here(const struct xml_mending *m) { return m->at < m->from.len ? m->from.at[m->at] : 0; }

/* ---- characters-------------------------------------------------------------------------------------------------------------- */

static bool is_char(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

enum { NO_BREAK_SPACE = 0xA0 };

static void put_char(struct buf *to, uint32_t c) {
    char bytes[4];
    if (c == NO_BREAK_SPACE) c = ' ';
    if (c == '&') buf_text(to, "&amp;");
    else if (c == '<') buf_text(to, "&lt;");
    else if (c == '"') buf_text(to, "&quot;");
    else if (c == '>') buf_text(to, "&gt;");
    else buf_put(to, bytes, utf8_put(bytes, is_char(c) ? c : 0xFFFD));
}

/* The number of a reference (&#2453; &#x995;), or one that is no character. */
static uint32_t referred(str digits) {
    bool hex = digits.len && (digits.at[0] == 'x' || digits.at[0] == 'X');
    uint32_t c = 0;
    for (size_t i = hex; i < digits.len && c <= 0x10FFFF; i++) {
        char d = digits.at[i];
        uint32_t value = 0x110000;
        if (d >= '0' && d <= '9') value = (uint32_t)(d - '0');
        else if (hex && (d | 32) >= 'a' && (d | 32) <= 'f') value = (uint32_t)((d | 32) - 'a') + 10;
        c = c * (hex ? 16 : 10) + value;
    }
    return digits.len > hex ? c : 0;
}

/* A reference, or an ampersand that is none. */
static void mend_reference(struct xml_mending *m) {
    enum { REFERENCE_MAX = 32 };
    char name[REFERENCE_MAX + 1] = "";
    size_t n = 0;
    for (m->at++; n < REFERENCE_MAX && m->at + n < m->from.len && (is_name(m->from.at[m->at + n]) || m->from.at[m->at + n] == '#'); n++) {}
    if (n == 0 || m->at + n == m->from.len || m->from.at[m->at + n] != ';') {
        buf_text(m->to, "&amp;");
        return;
    }
    memcpy(name, m->from.at + m->at, n);
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (name[0] == '#') put_char(m->to, referred((str){name + 1, n - 1}));
    else if (known) put_char(m->to, known->value);
    else if (strcmp(name, "apos") == 0) buf_byte(m->to, '\'');
    else {
        buf_text(m->to, "&amp;");
        return;
    }
    m->at += n + 1;
}

/* A byte of text; controls, and the two code points that XML forbids, fall out. */
static void mend_byte(struct xml_mending *m) {
    char c = m->from.at[m->at];
    if (c == '\xEF' && (str_starts(rest(m), STR("\xEF\xBF\xBE")) || str_starts(rest(m), STR("\xEF\xBF\xBF")))) {
        m->at += 3;
        return;
    }
    if (c == '&') {
        mend_reference(m);
        return;
    }
    if (c == '<' || c == '>') put_char(m->to, (unsigned char)c);
    else if ((unsigned char)c >= ' ' || is_space(c)) buf_byte(m->to, c);
    m->at++;
}

/* ---- markup------------------------------------------------------------------------------------------------------------------ */

/* Passes over markup up to `end`, or to the end of all; its lines remain. */
static str pass(struct xml_mending *m, size_t begin, const char *end) {
    m->at += begin;
    str r = rest(m);
    const char *found = r.len ? memmem(r.at, r.len, end, strlen(end)) : NULL;
    str inside = str_sub(r, 0, found ? (size_t)(found - r.at) : r.len);
    m->at += inside.len + (found ? strlen(end) : 0);
    return inside;
}

static void put_lines(struct xml_mending *m, str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '\n') buf_byte(m->to, '\n');
}

/* <!DOCTYPE …>, with the declarations in its brackets. */
static void pass_doctype(struct xml_mending *m) {
    size_t from = m->at;
    bool inner = false;
    char quote = 0;
    for (; m->at < m->from.len; m->at++) {
        char c = here(m);
        if (quote) quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '[') inner = true;
        else if (c == ']') inner = false;
        else if (c == '>' && !inner) break;
    }
    m->at += m->at < m->from.len;
    put_lines(m, str_sub(m->from, from, m->at));
}

/* <![CDATA[…]]>: text that is no markup, whatever stands in it. */
static void mend_literal(struct xml_mending *m) {
    size_t from = m->at + strlen("<![CDATA[");
    str s = pass(m, strlen("<![CDATA["), "]]>");
    size_t behind = m->at;
    for (m->at = from; m->at < from + s.len;) {
        if (here(m) != '&') {
            mend_byte(m);
            continue;
        }
        buf_text(m->to, "&amp;");
        m->at++;
    }
    m->at = behind;
}

static str take_name(struct xml_mending *m) {
    size_t from = m->at;
    while (is_name(here(m))) m->at++;
    return str_sub(m->from, from, m->at);
}

static void skip_spaces(struct xml_mending *m) {
    for (; is_space(here(m)); m->at++)
        if (here(m) == '\n') buf_byte(m->to, '\n');
}

/* The value of an attribute, in quotes or without. `keep`: it is written. */
static void mend_value(struct xml_mending *m, bool keep) {
    size_t from = m->to->len;
    char quote = here(m);
    bool quoted = quote == '"' || quote == '\'';
    m->at += quoted;
    buf_text(m->to, "=\"");
    while (m->at < m->from.len && here(m) != '<' && (quoted ? here(m) != quote : !is_space(here(m)) && here(m) != '>')) {
        if (m->to->len - from > VALUE_MAX) m->at++;
        else if (here(m) == '"') buf_text(m->to, "&quot;"), m->at++;
        else mend_byte(m);
    }
    m->at += quoted && here(m) == quote;
    buf_byte(m->to, '"');
    if (!keep) m->to->len = from;
}

/* The attributes of a start tag up to its `>`, or before the next `<` where there is none. True if the element is empty. */
static bool mend_attributes(struct xml_mending *m) {
    bool empty = false;
    for (int n = 0;;) {
        skip_spaces(m);
        char c = here(m);
        if (m->at >= m->from.len || c == '>' || c == '<') break;
        empty = c == '/';
        if (!is_name_start(c)) {
            m->at++;
            continue;
        }
        str name = take_name(m);
        skip_spaces(m);
        if (here(m) != '=') continue;
        m->at++;
        skip_spaces(m);
        bool keep = n++ < m->attributes;
        if (keep) {
            buf_byte(m->to, ' ');
            buf_str(m->to, name);
        }
        mend_value(m, keep);
    }
    m->at += here(m) == '>';
    return empty;
}

static void put_end(struct xml_mending *m, str name) {
    buf_text(m->to, "</");
    buf_str(m->to, name);
    buf_byte(m->to, '>');
}

static void mend_start(struct xml_mending *m) {
    size_t from = m->to->len;
    m->at++;
    str name = take_name(m);
    buf_byte(m->to, '<');
    buf_str(m->to, name);
    bool empty = mend_attributes(m);
    buf_byte(m->to, '>');
    if (m->depth < OPEN_MAX) {
        if (empty) put_end(m, name);
        else m->open[m->depth++] = name;
    } else {
        m->to->len = from;
        m->beyond += !empty;
    }
}

/* An end tag closes what is open within its element; one without an element falls out. */
static void mend_end(struct xml_mending *m) {
    m->at += 2;
    str name = take_name(m);
    while (m->at < m->from.len && here(m) != '>' && here(m) != '<') {
        if (here(m) == '\n') buf_byte(m->to, '\n');
        m->at++;
    }
    m->at += here(m) == '>';
    if (m->beyond) {
        m->beyond--;
        return;
    }
    int element = m->depth - 1;
    while (element >= 0 && !str_eq(m->open[element], name)) element--;
    while (element >= 0 && m->depth > element) put_end(m, m->open[--m->depth]);
}

static void mend_markup(struct xml_mending *m) {
    str r = rest(m);
    char next = r.len > 1 ? r.at[1] : 0;
    if (str_starts(r, STR("<!--"))) put_lines(m, pass(m, 4, "-->"));
    else if (str_starts(r, STR("<![CDATA["))) mend_literal(m);
    else if (str_starts(r, STR("<!DOCTYPE")) || str_starts(r, STR("<!doctype"))) pass_doctype(m);
    else if (next == '?') put_lines(m, pass(m, 2, "?>"));
    else if (next == '!') put_lines(m, pass(m, 2, ">"));
    else if (next == '/') mend_end(m);
    else if (is_name_start(next)) mend_start(m);
    else mend_byte(m);
}

struct xml_mending *xml_mend_begin(str xml, int attributes) {
    struct xml_mending *m = must_alloc(sizeof *m);
    *m = (struct xml_mending){.from = xml, .attributes = attributes};
    return m;
}

bool xml_mend_more(struct xml_mending *m, struct buf *out) {
    enum { PIECE = 1 << 16 };
    size_t begun = out->len;
    if (m->ended) return false;
    m->to = out;
    if (m->at == 0) buf_text(out, "<all>");
    while (m->at < m->from.len && out->len - begun < PIECE) {
        if (here(m) == '<') mend_markup(m);
        else mend_byte(m);
    }
    if (m->at < m->from.len) return true;
    m->ended = true;
    m->whole = m->depth == 0;
    while (m->depth) put_end(m, m->open[--m->depth]);
    buf_text(out, "</all>");
    return true;
}

bool xml_mend_end(struct xml_mending *m) {
    bool whole = m->whole;
    free(m);
    return whole;
}
