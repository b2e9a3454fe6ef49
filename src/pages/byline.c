/* Who wrote the article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/fields.h"
#include "pages/passages.h"

enum { BYLINE_MAX = 300, VISIBLE_LETTERS_MAX = 120 };

/* Accounts that are nobody. */
static bool is_nobody(const struct page *p, str name) {
    static const char *const accounts[] = {"admin", "administrator", "webmaster", "author", "null", "none", "undefined", "unknown"};
    str key = compare_key(p, name);
    for (size_t i = 0; i < LENGTH(accounts); i++)
        if (str_is(key, accounts[i])) return true;
    return key.len == 0;
}

static str trim(str s) {
    while (s.len && strchr(" ,;:|-/.", s.at[0])) s = str_sub(s, 1, s.len);
    for (; s.len; s.len--) {
        if (str_ends(s, STR("॥"))) s.len -= strlen("॥") - 1;
        else if (!strchr(" ,;:|-/", s.at[s.len - 1])) break;
    }
    return s;
}

/* A name without the words before it ("By", লেখক:), and without what stands behind a bar, a bullet or an address of mail. */
static str clean_byline(const struct page *p, str s) {
    str rest;
    if (s.len > BYLINE_MAX || !s.len) return (str){0};
    if (passage_is(p->pk, s, PASSAGE_AUTHOR, &rest) && rest.len) s = rest;
    static const char *const ends[] = {" | ", " • ", " · ", "|", " @", "(@", "•", "\n"};
    for (size_t i = 0; i < LENGTH(ends); i++) {
        const char *at = memmem(s.at, s.len, ends[i], strlen(ends[i]));
        if (at && at != s.at) s.len = (size_t)(at - s.at);
    }
    struct moment m;
    if (moment_read(p->pk, s, p->place, p->hints->captured, &m)) s = moment_before(p->pk, s);
    s = trim(s);
    if (is_nobody(p, s) || str_holds(s, STR("://"))) return (str){0};
    return clean_text(p->arena, s);
}

static bool has_digit(str s) {
    for (size_t at = 0, used; at < s.len; at += used) {
        uint32_t c = utf8_valid_next(s.at + at, &used);
        if ((c >= '0' && c <= '9') || (c >= 0x9E6 && c <= 0x9EF)) return true;
    }
    return false;
}

/* Within an element called byline the one that is called author or name. */
static uint32_t innermost_name(const struct page *p, uint32_t i) {
    for (uint32_t k = i + 1; k < p->tree->at[i].end && k < i + 40; k++) {
        if (p->tree->at[k].tag == TAG_TEXT) continue;
        str class = tree_value(p->tree, k, ATTRIBUTE_CLASS);
        bool said = str_is(tree_value(p->tree, k, ATTRIBUTE_REL), "author") || str_is(tree_value(p->tree, k, ATTRIBUTE_ITEMPROP), "name");
        bool named = said || class_has(class, "fn") || class_has(class, "author") || class_has(class, "name");
        if (named && node_text(p->tree, k, p->arena).len) return k;
    }
    return i;
}

/* Of a list of lines the first. */
static uint32_t first_line(const struct page *p, uint32_t i) {
    for (uint32_t k = i + 1; k < p->tree->at[i].end && k < i + 40; k++)
        if ((p->tree->at[k].tag == TAG_LI || p->tree->at[k].tag == TAG_P) && node_text(p->tree, k, p->arena).len) return k;
    return i;
}

/* The name in an element, without a date beside it; where there are still digits the name is what is linked. */
static str visible_name(const struct page *p, uint32_t i) {
    str text = node_text_but(p->tree, first_line(p, i), element_is_date, p->arena);
    for (uint32_t k = i + 1; k < p->tree->at[i].end && k < i + 40 && has_digit(text); k++)
        if (p->tree->at[k].tag == TAG_A) text = node_text(p->tree, k, p->arena);
    if (!text.len || utf8_count(text.at, text.len) > VISIBLE_LETTERS_MAX) return (str){0};
    return clean_byline(p, text);
}

static bool same_attribute(const struct page *p, uint32_t a, uint32_t b, enum attribute attribute) {
    return str_eq(tree_value(p->tree, a, attribute), tree_value(p->tree, b, attribute));
}

/* Whether b is called as a is, which is called something. */
static bool is_alike(const struct page *p, uint32_t a, uint32_t b) {
    bool called = tree_value(p->tree, a, ATTRIBUTE_CLASS).len || tree_value(p->tree, a, ATTRIBUTE_REL).len;
    return called && p->tree->at[a].tag == p->tree->at[b].tag && same_attribute(p, a, b, ATTRIBUTE_CLASS) && same_attribute(p, a, b, ATTRIBUTE_REL);
}

/* The names in an element: several authors stand one close behind another, each marked as the first. */
static str visible_names(const struct page *p, uint32_t i) {
    enum { APART_MAX = 12 };
    uint32_t first = innermost_name(p, i), list = p->tree->at[first].up;
    struct facts all = {0};
    facts_add_byline(&all, p->arena, visible_name(p, first));
    if (!all.byline.len) return all.byline;
    if (p->tree->at[list].tag == TAG_LI || p->tree->at[list].tag == TAG_SPAN) list = p->tree->at[list].up;
    for (uint32_t k = p->tree->at[first].end, apart = 0; k < p->tree->at[list].end && apart < APART_MAX; k++, apart++) {
        if (!is_alike(p, first, k)) continue;
        facts_add_byline(&all, p->arena, visible_name(p, k));
        k = p->tree->at[k].end - 1;
        apart = 0;
    }
    return all.byline;
}

/* An element that says that it holds the name: rel=author, a class of this meaning; the first after the title. */
static str marked_name(const struct page *p) {
    enum { LOOKED_AT_MAX = 64, BEHIND = 200 };
    uint32_t end = p->holder ? p->tree->at[p->holder].end + BEHIND : p->tree->len, looked_at = 0;
    for (uint32_t i = p->heading ? p->heading : 1; i < end && i < p->tree->len && looked_at < LOOKED_AT_MAX; i++) {
        if (p->tree->at[i].tag == TAG_TEXT || p->tree->at[i].tag == TAG_LINK) continue;
        bool rel = str_is(tree_value(p->tree, i, ATTRIBUTE_REL), "author");
        if ((!rel && p->blocks->trait[i].why != WHY_BYLINE) || why_of_others(p->blocks->why[p->tree->at[i].up])) continue;
        looked_at++;
        str name = visible_names(p, i);
        if (name.len) return name;
    }
    return (str){0};
}

/* A short line between title and text that tells a writer's post: নিজস্ব প্রতিবেদক, ঢাকা. It is no text of the body. */
static str worded_name(struct page *p) {
    enum { LETTERS_MAX = 60, KEPT_MAX = 2, LOOKED_AT_MAX = 64 };
    uint32_t kept = 0;
    for (uint32_t i = p->from; i < p->to && i < p->from + LOOKED_AT_MAX && kept < KEPT_MAX; i++) {
        struct block *b = &p->blocks->at[i];
        kept += b->why == WHY_BODY;
        if (b->letters > LETTERS_MAX || b->sentences || b->heading || why_of_others(b->why)) continue;
        bool author = passage_is(p->pk, b->text, PASSAGE_AUTHOR, NULL);
        if (!author && !passage_is(p->pk, b->text, PASSAGE_BYLINE, NULL)) continue;
        str name = clean_byline(p, b->text);
        if (!name.len) continue;
        if (b->why == WHY_BODY) b->why = WHY_BYLINE;
        return name;
    }
    return (str){0};
}

void page_byline(struct page *p) {
    str outlet = compare_key(p, p->out->article.outlet), fallback = {0};
    str worded = worded_name(p);
    str found[] = {clean_byline(p, p->json.byline), clean_byline(p, p->meta.byline), clean_byline(p, p->micro.byline), marked_name(p),
                   worded};
    for (size_t i = 0; i < LENGTH(found); i++) {
        if (!found[i].len) continue;
        if (!str_eq(compare_key(p, found[i]), outlet)) {
            p->out->byline = found[i];
            return;
        }
        if (!fallback.len) fallback = found[i];
    }
    p->out->byline = fallback;
}
