/* The title of the article, cleaned of its outlet's name, and what stands over it. SPDX-License-Identifier: Apache-2.0 */
#include "pages/fields.h"

enum { TITLE_MAX = 1024, KEY_MAX = 2048 };

str compare_key(const struct page *p, str text) {
    if (text.len > KEY_MAX) text.len = utf8_valid_len(text.at, KEY_MAX);
    if (!text.len) return text;
    char *to = arena_space(p->arena, fold_bound(text.len));
    size_t n = fold(&p->pk->letters, text.at, text.len, to, NULL), len = 0;
    for (size_t at = 0, used; at < n; at += used) {
        uint32_t c = utf8_valid_next(to + at, &used);
        bool sign = c < 0x80 ? !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
                             : c == 0x964 || c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x203A);
        if (sign) continue;
        memmove(to + len, to + at, used);
        len += used;
    }
    return (str){to, len};
}

/* ---- the name of the outlet -------------------------------------------------------------------------------------------------------- */

/* What comes before the domain in an address: "anandabazar" of https://www.anandabazar.com/x. */
static str host_label(str url) {
    const char *slashes = url.len ? memmem(url.at, url.len, "//", 2) : NULL;
    if (!slashes) return (str){0};
    str host = str_sub(url, (size_t)(slashes - url.at) + 2, url.len);
    const char *slash = memchr(host.at, '/', host.len);
    if (slash) host.len = (size_t)(slash - host.at);
    str best = {0};
    for (size_t from = 0, to; from < host.len; from = to + 1) {     /* the longest part of it */
        const char *dot = memchr(host.at + from, '.', host.len - from);
        to = dot ? (size_t)(dot - host.at) : host.len;
        if (to - from > best.len) best = str_sub(host, from, to);
    }
    return best;
}

static bool names_outlet(const struct page *p, str part) {
    str key = compare_key(p, part), outlet = compare_key(p, p->out->article.outlet), host = compare_key(p, host_label(p->out->article.url));
    if (!key.len) return true;
    if (outlet.len >= 3 && (str_holds(outlet, key) || (str_holds(key, outlet) && key.len < outlet.len * 3))) return true;
    return host.len >= 4 && key.len >= 4 && (str_holds(host, key) || str_holds(key, host));
}

/* The length of a separator (with its blanks) that begins at `at`, or 0. */
static size_t separator(str s, size_t at) {
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " « ", "|", " : ", " / "};
    for (size_t i = 0; i < LENGTH(separators); i++)
        if (str_starts(str_sub(s, at, s.len), str_of(separators[i]))) return strlen(separators[i]);
    return 0;
}

static bool cut_outlet(const struct page *p, str *title) {
    size_t first = 0, first_len = 0, last = 0, last_len = 0, skip = 1;
    for (size_t at = 1; at < title->len; at += skip) {
        size_t n = separator(*title, at);
        skip = n ? n : 1;
        if (!n) continue;
        if (!first) first = at, first_len = n;
        last = at;
        last_len = n;
    }
    if (!last) return false;
    if (names_outlet(p, str_sub(*title, last + last_len, title->len))) title->len = last;
    else if (names_outlet(p, str_sub(*title, 0, first))) *title = str_sub(*title, first + first_len, title->len);
    else return false;
    return true;
}

static str without_outlet(const struct page *p, str title) {
    if (title.len > TITLE_MAX) title.len = utf8_valid_len(title.at, TITLE_MAX);
    str whole = title;
    for (int i = 0; i < 3 && cut_outlet(p, &title); i++) {}
    title = clean_text(p->arena, title);
    return title.len ? title : whole;
}

/* ---- the choice ------------------------------------------------------------------------------------------------------------------------- */

/* Headings of other things: of the outlet, of a list. */
static bool other_heading(const struct page *p, uint32_t i) { return p->blocks->why[i] == WHY_HIDDEN || why_of_others(p->blocks->why[i]); }

static bool agrees(str key, const str *keys, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (keys[k].len && str_starts(keys[k], key) && key.len * 2 > keys[k].len) return true;
    return false;
}

static bool is_front_page(str href) {
    if (!is_web_address(href)) return str_is(href, "/") || str_is(href, "./");
    const char *slash = memchr(href.at + 8, '/', href.len - 8);
    return !slash || slash == href.at + href.len - 1;
}

/* A heading that is a link to the front page: one stands in it, or it in one. */
static bool is_logo(const struct page *p, uint32_t i) {
    enum { LEVELS = 3 };
    for (uint32_t k = i + 1; k < p->tree->at[i].end && k < i + 10; k++)
        if (p->tree->at[k].tag == TAG_A) return is_front_page(tree_value(p->tree, k, ATTRIBUTE_HREF));
    for (uint32_t k = p->tree->at[i].up, level = 0; k && level < LEVELS; k = p->tree->at[k].up, level++)
        if (p->tree->at[k].tag == TAG_A) return is_front_page(tree_value(p->tree, k, ATTRIBUTE_HREF));
    return false;
}

/* The heading that agrees with what the page says of itself, else the last <h1> before the body; 0 if there is none. */
static uint32_t find_heading(const struct page *p, const str *keys, size_t key_count) {
    enum { HEADINGS_LOOKED_AT = 64 };
    uint32_t before = 0, any = 0, lesser = 0;
    for (uint32_t i = 1, seen = 0; i < p->tree->len && seen < HEADINGS_LOOKED_AT; i++) {
        if (!tag_is_heading(p->tree->at[i].tag)) continue;
        seen++;
        str key = compare_key(p, node_text(p->tree, i, p->arena));
        if (key.len < 4) continue;
        bool agreed = agrees(key, keys, key_count);
        if (agreed && p->tree->at[i].tag == TAG_H1) return i;
        if (agreed && !lesser && !other_heading(p, i)) lesser = i;
        if (p->tree->at[i].tag != TAG_H1 || is_logo(p, i) || other_heading(p, i)) continue;
        if (str_eq(key, compare_key(p, p->out->article.outlet))) continue;
        if (!any) any = i;
        if (i < p->tree->at[p->holder].end) before = i;
    }
    return lesser ? lesser : before ? before : any;
}

static str heading_text(const struct page *p) {
    return blocks_mend(p->blocks, p->tree, p->pk, node_text(p->tree, p->heading, p->arena), p->heading, p->arena);
}

static str title_element(const struct page *p) {
    for (uint32_t i = 1; i < p->tree->len; i++)
        if (p->tree->at[i].tag == TAG_TITLE) return node_text(p->tree, i, p->arena);
    return (str){0};
}

/* The candidate that most others agree with; among equals the earlier. */
static str most_agreed(const struct page *p, const str *candidates, const double *weights, size_t n) {
    str keys[8], best = {0};
    double most = 0;
    for (size_t i = 0; i < n; i++) keys[i] = compare_key(p, candidates[i]);
    for (size_t i = 0; i < n; i++) {
        double votes = 0;
        for (size_t k = 0; k < n && keys[i].len; k++) {
            if (!keys[k].len) continue;
            if (str_eq(keys[i], keys[k])) votes += weights[k];
            else if (str_starts(keys[k], keys[i]) || str_starts(keys[i], keys[k]) || str_ends(keys[k], keys[i])) votes += weights[k] / 2;
        }
        if (votes > most + 1e-9) {
            most = votes;
            best = candidates[i];
        }
    }
    return best;
}

static void find_kicker(struct page *p) {
    static const char *const words[] = {"kicker", "shoulder", "eyebrow", "overline", "overhead", "strapline", "supertitle", "uptitle"};
    enum { BEFORE = 60, LETTERS_MAX = 80 };
    uint32_t from = p->heading > BEFORE ? p->heading - BEFORE : 1;
    for (uint32_t i = p->heading; p->heading && i-- > from;) {
        if (p->tree->at[i].tag == TAG_TEXT || p->tree->at[i].end > p->heading) continue;
        str class = tree_value(p->tree, i, ATTRIBUTE_CLASS), text;
        for (size_t w = 0; w < LENGTH(words); w++)
            if (class_has(class, words[w]) && (text = node_text(p->tree, i, p->arena)).len && utf8_count(text.at, text.len) <= LETTERS_MAX) {
                p->out->kicker = text;
                return;
            }
    }
}

/* Of a title whose outlet is not known the part that stands on the page as a line of its own. */
static str shown_part(const struct page *p, str title) {
    enum { BLOCKS_BEFORE = 12, KEY_MIN = 20 };
    uint32_t to = p->blocks->from[p->holder] + BLOCKS_BEFORE, from = to > 2 * BLOCKS_BEFORE ? to - 2 * BLOCKS_BEFORE : 0;
    for (size_t at = 0, next; at < title.len; at = next) {
        size_t end = at + 1, n = 0;
        while (end < title.len && !(n = separator(title, end))) end++;
        next = end + (n ? n : 1);
        str part = str_sub(title, at, end), key = compare_key(p, part);
        for (uint32_t i = from; i < to && i < p->blocks->len && key.len >= KEY_MIN && part.len < title.len; i++)
            if (p->blocks->at[i].letters < 200 && str_eq(compare_key(p, p->blocks->at[i].text), key)) return clean_text(p->arena, part);
    }
    return title;
}

void page_title(struct page *p) {
    str element = shown_part(p, without_outlet(p, title_element(p)));
    str json = without_outlet(p, p->json.title), meta = without_outlet(p, p->meta.title), micro = without_outlet(p, p->micro.title);
    str keys[] = {compare_key(p, json), compare_key(p, meta), compare_key(p, micro), compare_key(p, element)};
    p->heading = find_heading(p, keys, LENGTH(keys));
    str heading = p->heading ? without_outlet(p, heading_text(p)) : (str){0};
    str candidates[] = {json, heading, meta, micro, element};
    static const double weights[] = {1, 1, 0.9, 0.6, 0.5};
    p->out->article.title = most_agreed(p, candidates, weights, LENGTH(candidates));
    find_kicker(p);
}
