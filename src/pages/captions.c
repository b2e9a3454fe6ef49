/* The captions of the article's pictures and their credits. SPDX-License-Identifier: Apache-2.0 */
#include "pages/fields.h"
#include "pages/passages.h"

enum { CAPTIONS_MAX = 64, CAPTION_LETTERS_MAX = 1200, LOOKED_AT_MAX = 256 };

struct collector { struct page *p; VEC(struct caption) found; int looked_at; };

static str trim_signs(str s) {
    while (str_starts(s, STR("—")) || str_starts(s, STR("–"))) s = str_sub(s, 3, s.len);
    while (s.len && strchr(" |,;/-", s.at[0])) s = str_sub(s, 1, s.len);
    while (s.len && strchr(" |,;/-(", s.at[s.len - 1])) s.len--;
    return s;
}

/* Whether the sign that a text ends with may have a credit behind it: a bracket, a bar, a dash, the end of a sentence. */
static bool may_begin_credit(str before) {
    if (str_ends(before, STR("—")) || str_ends(before, STR("–")) || str_ends(before, STR("। "))) return true;
    char last = before.at[before.len - 1];
    return strchr("|([/", last) || (last == ' ' && before.len >= 2 && strchr(".;!?,|-", before.at[before.len - 2]));
}

/* "… । ছবি: রয়টার্স", "… (Photo: X)": a credit at the end, behind a sign. */
static void split_credit(const struct page *p, struct caption *c) {
    str rest;
    if (passage_is(p->pk, c->text, PASSAGE_PICTURE, NULL)) {
        if (!c->credit.len) c->credit = c->text;
        c->text.len = 0;
        return;
    }
    if (passage_is(p->pk, c->text, PASSAGE_PHOTO, &rest)) {
        if (!c->credit.len) c->credit = trim_signs(rest);
        c->text.len = 0;
        return;
    }
    enum { CREDIT_MAX = 160 };
    size_t from = c->text.len > CREDIT_MAX ? c->text.len - CREDIT_MAX : 0;
    for (size_t at = from + 1; at < c->text.len; at++) {
        char before = c->text.at[at - 1];
        if (!may_begin_credit(str_sub(c->text, 0, at)) || (c->text.at[at] & 0xC0) == 0x80) continue;
        str tail = str_sub(c->text, at, c->text.len);
        bool photo = passage_is(p->pk, tail, PASSAGE_PHOTO, &rest) && rest.len;
        if (!photo && !passage_is(p->pk, tail, PASSAGE_PICTURE, NULL)) continue;
        str credit = photo ? rest : tail;
        while (credit.len && strchr(")] .", credit.at[credit.len - 1])) credit.len--;
        if (str_ends(credit, STR("।"))) credit.len -= 3;
        if (!c->credit.len) c->credit = trim_signs(credit);
        bool dash = (unsigned char)before >= 0x80;
        c->text = trim_signs(str_sub(c->text, 0, at - (dash ? 3 : 1)));
        return;
    }
}

static bool known(const struct collector *c, str text) {
    str key = compare_key(c->p, text);
    for (uint32_t i = 0; i < c->found.len; i++) {
        str other = compare_key(c->p, c->found.at[i].text);
        if (str_holds(other, key) || str_eq(other, key)) return true;
    }
    return key.len == 0;
}

static void add(struct collector *c, struct caption found) {
    if (++c->looked_at > LOOKED_AT_MAX || c->found.len >= CAPTIONS_MAX) return;
    if (found.text.len && utf8_count(found.text.at, found.text.len) > CAPTION_LETTERS_MAX) return;
    split_credit(c->p, &found);
    found.text = clean_text(c->p->arena, found.text);
    if (found.text.len ? known(c, found.text) : !found.credit.len) return;
    if (!found.text.len) {      /* a credit of its own belongs to the caption before it */
        if (c->found.len && !c->found.at[c->found.len - 1].credit.len) c->found.at[c->found.len - 1].credit = found.credit;
        return;
    }
    *vec_push(c->p->arena, &c->found) = found;
}

/* The text of an element, what is said for readers by ear too. */
static str block_text(const struct page *p, uint32_t node) {
    struct buf text = {0};
    for (uint32_t i = node; i < p->tree->at[node].end && i < node + 64; i++)
        if (p->tree->at[i].tag == TAG_TEXT) buf_str(&text, p->tree->at[i].text);
    str s = clean_text(p->arena, buf_view(&text));
    buf_free(&text);
    return s;
}

/* ---- in the markup ------------------------------------------------------------------------------------------------------------------------- */

static bool is_credit_class(str class) {
    return class.len && (class_has(class, "credit*") || class_has(class, "copyright*") || class_has(class, "photographer*") ||
                         class_has(class, "source") || class_has(class, "attribution"));
}

/* An element within a caption that holds its credit, by its class or as a line that begins with the words for it; *credit: whose it is. */
static bool is_credit(const struct page *p, uint32_t i, str *credit) {
    bool called = is_credit_class(tree_value(p->tree, i, ATTRIBUTE_CLASS));
    if (!called && !tag_is_block(p->tree->at[i].tag)) return false;
    str text = called ? node_text(p->tree, i, p->arena) : block_text(p, i), rest;
    bool labelled = passage_is(p->pk, text, PASSAGE_PHOTO, &rest) && rest.len;
    *credit = labelled ? trim_signs(rest) : text;
    return called || labelled;
}

/* The text of a caption's element without its credit, which goes to *credit. */
static struct caption read_caption(const struct page *p, uint32_t node) {
    struct buf text = {0};
    struct caption c = {0};
    str rest;
    for (uint32_t i = node; i < p->tree->at[node].end; i++) {
        const struct node *n = &p->tree->at[i];
        if (n->tag == TAG_TEXT) buf_str(&text, n->text);
        else if (i > node && is_credit(p, i, &rest)) {
            if (!c.credit.len) c.credit = rest;
            i = n->end - 1;
        } else if (tag_is_block(n->tag) || n->tag == TAG_BR) buf_byte(&text, ' ');
    }
    c.text = clean_text(p->arena, buf_view(&text));
    buf_free(&text);
    if (passage_is(p->pk, c.text, PASSAGE_CAPTION, &rest) && rest.len) c.text = trim_signs(rest);
    return c;
}

static bool is_caption(const struct page *p, uint32_t i) {
    if (p->tree->at[i].tag == TAG_FIGCAPTION) return true;
    if (p->tree->at[i].tag == TAG_FIGURE || p->tree->at[i].tag == TAG_BODY || p->tree->at[i].tag == TAG_IMG) return false;
    str class = tree_value(p->tree, i, ATTRIBUTE_CLASS);
    return class.len && (class_has(class, "caption*") || class_has(class, "figcaption") || class_has(class, "cutline") ||
                         class_has(class, "imgcaption"));
}

static bool has_inner_caption(const struct page *p, uint32_t node) {
    for (uint32_t i = node + 1; i < p->tree->at[node].end && i < node + 100; i++)
        if (p->tree->at[i].tag != TAG_TEXT && is_caption(p, i)) return true;
    return false;
}

/* What speaks against a picture beyond its being one. */
static bool of_others(const struct page *p, uint32_t i) {
    uint8_t why = p->blocks->why[i];
    return why != WHY_BODY && why != WHY_CAPTION && why != WHY_HIDDEN && why != WHY_SIDE;
}

static void take_markup(struct collector *c) {
    const struct page *p = c->p;
    uint32_t from = p->heading && p->heading < p->holder ? p->heading : p->holder, end = p->tree->at[p->holder].end;
    from = from > 100 ? from - 100 : 1;     /* a picture may stand over the title */
    for (uint32_t i = from; i < end && c->looked_at <= LOOKED_AT_MAX; i++) {
        const struct node *n = &p->tree->at[i];
        if (n->tag == TAG_TEXT || of_others(p, is_caption(p, i) ? n->up : i)) continue;
        str data = tree_value(p->tree, i, ATTRIBUTE_DATA_CAPTION);
        if (data.len) add(c, (struct caption){plain_text(p->arena, data), plain_text(p->arena, tree_value(p->tree, i, ATTRIBUTE_DATA_CREDIT))});
        if (!is_caption(p, i)) continue;
        if (n->tag != TAG_FIGCAPTION && has_inner_caption(p, i)) continue;
        add(c, read_caption(p, i));
        i = n->end - 1;
    }
}

void page_captions(struct page *p) {
    struct collector c = {.p = p};
    if (p->holder) take_markup(&c);
    for (uint32_t i = 0; i < p->json.captions.len; i++) add(&c, p->json.captions.at[i]);
    p->out->captions = c.found.at;
    p->out->caption_count = c.found.len;
}
