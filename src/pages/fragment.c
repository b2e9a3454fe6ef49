/* From a piece of HTML to its paragraphs. SPDX-License-Identifier: Apache-2.0 */
#include "pages/fragment.h"
#include "pages/tree.h"
#include <libxml/HTMLparser.h>

/* ---- telling HTML from text-------------------------------------------------------------------------------------------------- */

/* In the order of the alphabet. Text speaks of <২০> and <abc> too: only what outlets set text with counts. */
static const char *const text_tags[] = {
    "a", "article", "b", "blockquote", "br", "div", "em", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img",
    "li", "ol", "p", "script", "section", "span", "strong", "style", "table", "tbody", "td", "tr", "u", "ul"};
enum { TEXT_TAG_MAX = 10, REFERENCE_MAX = 10 };

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* True if a tag of text begins behind this `<`. */
static bool tag_begins(str s) {
    size_t from = s.len && s.at[0] == '/', to = from;
    while (to < s.len && to < from + TEXT_TAG_MAX + 1 && (is_letter(s.at[to]) || is_digit(s.at[to]))) to++;
    if (to == from || to == s.len || !strchr(" \t\r\n/>", s.at[to])) return false;
    return name_index(text_tags, LENGTH(text_tags), s.at + from, to - from) >= 0;
}

/* True if a reference to a character, with its semicolon, begins behind this `&`. */
static bool reference_begins(str s) {
    char name[REFERENCE_MAX + 1] = "";
    size_t n = 0;
    while (n < s.len && n < REFERENCE_MAX && (is_letter(s.at[n]) || is_digit(s.at[n]) || s.at[n] == '#')) n++;
    if (n < 2 || n == s.len || s.at[n] != ';') return false;
    memcpy(name, s.at, n);
    return name[0] == '#' || htmlEntityLookup((const xmlChar *)name) != NULL;
}

bool fragment_is_html(str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '<' && tag_begins(str_sub(text, i + 1, text.len))) return true;
        if (text.at[i] == '&' && reference_begins(str_sub(text, i + 1, text.len))) return true;
    }
    return false;
}

/* ---- paragraphs-------------------------------------------------------------------------------------------------------------- */

struct gathering {
    const struct tree *tree;
    struct buf text;
    bool gap, line;         /* white space, the end of a paragraph, stands between what was gathered and what comes */
};

static const char NO_BREAK_SPACE[] = "\xC2\xA0", ZERO_WIDTH_SPACE[] = "\xE2\x80\x8B", BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

/* How many bytes of white space or of invisible signs begin s. */
static size_t blank_at(str s) {
    if (s.at[0] == ' ' || (s.at[0] >= '\t' && s.at[0] <= '\r')) return 1;
    if (str_starts(s, STR(NO_BREAK_SPACE))) return 2;
    return str_starts(s, STR(ZERO_WIDTH_SPACE)) || str_starts(s, STR(BYTE_ORDER_MARK)) ? 3 : 0;
}

static void put_word(struct gathering *g, str word) {
    if (g->text.len && g->line) buf_byte(&g->text, '\n');
    else if (g->text.len && g->gap) buf_byte(&g->text, ' ');
    g->gap = g->line = false;
    buf_str(&g->text, word);
}

static void put_text(struct gathering *g, str s) {
    for (size_t i = 0, n; i < s.len; i += n) {
        n = blank_at(str_sub(s, i, s.len));
        if (n) {
            g->gap |= n != 3;
            continue;
        }
        while (i + n < s.len && !blank_at(str_sub(s, i + n, s.len))) n++;
        put_word(g, str_sub(s, i, i + n));
    }
}

static bool is_left_out(enum tag tag) {
    return tag == TAG_BUTTON || tag == TAG_FORM || tag == TAG_HEAD || tag == TAG_INPUT || tag == TAG_NAV || tag == TAG_FIGCAPTION;
}

/* Nodes [from, to), without captions where they belong to a figure. */
static void gather(struct gathering *g, uint32_t from, uint32_t to) {
    const struct node *nodes = g->tree->at;
    uint32_t ends[DEPTH_MAX + 1], open = 0;     /* of the blocks that are open */
    for (uint32_t i = from; i < to; i++) {
        for (; open && ends[open - 1] <= i; open--) g->line = true;
        if (nodes[i].tag == TAG_TEXT) put_text(g, nodes[i].text);
        else if (tag_is_block(nodes[i].tag) || nodes[i].tag == TAG_BR) g->line = true;
        if (is_left_out(nodes[i].tag) && nodes[i].end > i) i = nodes[i].end - 1;
        else if (tag_is_block(nodes[i].tag) && open < LENGTH(ends)) ends[open++] = nodes[i].end;
    }
}

static str gathered(struct gathering *g, uint32_t from, uint32_t to, struct arena *arena) {
    g->text.len = 0;
    g->gap = g->line = false;
    gather(g, from, to);
    return g->text.len ? arena_copy(arena, buf_view(&g->text)) : (str){0};
}

static void take_captions(struct gathering *g, struct arena *arena, struct fragment *out) {
    VEC(struct caption) captions = {0};
    for (uint32_t i = 0; i < g->tree->len; i++) {
        if (g->tree->at[i].tag != TAG_FIGCAPTION) continue;
        str text = gathered(g, i + 1, g->tree->at[i].end, arena);
        if (text.len) *vec_push(arena, &captions) = (struct caption){.text = text};
    }
    out->captions = captions.at;
    out->caption_count = captions.len;
}

bool fragment_read(str html, struct arena *arena, struct fragment *out, const char **reason) {
    struct tree tree;
    *out = (struct fragment){0};
    if (!tree_parse(html, arena, &tree, reason)) return false;
    struct gathering g = {.tree = &tree};
    out->text = gathered(&g, 0, tree.len, arena);
    take_captions(&g, arena, out);
    buf_free(&g.text);
    return true;
}
