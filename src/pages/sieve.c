/* Before the parser: takes out of a page what no article stands in, and holds the limits that the parser does not. One pass, no way back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/tree.h"

const char *const attribute_names[ATTRIBUTES] = {
    "class", "content", "data-caption", "data-credit", "datetime", "face", "hidden", "href", "id", "itemprop",
    "lang", "name", "property", "rel", "role", "style", "title"};

/* Elements whose content is no text of the page, to their end tag. */
static const char *const skipped[] = {"canvas", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg",
                                      "template", "textarea", "xmp"};

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static int compare_name(const char *name, size_t len, const char *with) {
    for (size_t i = 0; i < len; i++) {
        int d = (unsigned char)lower(name[i]) - (unsigned char)with[i];
        if (d) return d;
        if (!with[i]) return 1;     /* a name of the page may hold NUL */
    }
    return with[len] ? -1 : 0;
}

int name_index(const char *const *names, int count, const char *name, size_t len) {
    int from = 0, to = count;
    while (from < to) {
        int middle = (from + to) / 2, d = compare_name(name, len, names[middle]);
        if (d == 0) return middle;
        if (d < 0) to = middle;
        else from = middle + 1;
    }
    return -1;
}

/* ---- attributes -------------------------------------------------------------------------------------------------------------------- */

struct cut { const char *at, *end; };

static void skip_spaces(struct cut *c) {
    while (c->at < c->end && is_space(*c->at)) c->at++;
}

/* The next attribute of a tag; false at the tag's end. */
static bool next_attribute(struct cut *c, str *name, str *value) {
    while (c->at < c->end && (is_space(*c->at) || *c->at == '/')) c->at++;
    if (c->at >= c->end || *c->at == '>') return false;
    const char *from = c->at++;
    while (c->at < c->end && !is_space(*c->at) && *c->at != '=' && *c->at != '>' && *c->at != '/') c->at++;
    *name = (str){from, (size_t)(c->at - from)};
    *value = (str){0};
    skip_spaces(c);
    if (c->at >= c->end || *c->at != '=') return true;
    c->at++;
    skip_spaces(c);
    if (c->at >= c->end) return true;
    char quote = *c->at;
    from = c->at;
    if (quote == '"' || quote == '\'') {
        from++;
        const char *to = memchr(from, quote, (size_t)(c->end - from));
        c->at = to ? to + 1 : c->end;
        *value = (str){from, (size_t)((to ? to : c->end) - from)};
        return true;
    }
    while (c->at < c->end && !is_space(*c->at) && *c->at != '>') c->at++;
    *value = (str){from, (size_t)(c->at - from)};
    return true;
}

static void put_attribute(struct buf *out, int attribute, str value) {
    buf_byte(out, ' ');
    buf_text(out, attribute_names[attribute]);
    buf_text(out, "=\"");
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '"') buf_text(out, "&quot;");
        else if (value.at[i]) buf_byte(out, value.at[i]);
    }
    buf_byte(out, '"');
}

/* A style matters only where it hides something or names a font. */
static bool style_matters(str v) {
    return str_holds(v, STR("none")) || str_holds(v, STR("hidden")) || str_holds(v, STR("font"));
}

/* Copies the attributes that are kept, up to the end of the tag. `type` gets the type of a script. */
static void sieve_attributes(struct cut *c, struct buf *out, str *type) {
    str name, value;
    uint32_t kept = 0;
    for (int i = 0; next_attribute(c, &name, &value); i++) {
        if (i >= ATTRIBUTES_MAX || value.len > ATTRIBUTE_MAX) continue;
        if (type && name.len == 4 && compare_name(name.at, 4, "type") == 0) *type = value;
        int a = out ? name_index(attribute_names, ATTRIBUTES, name.at, name.len) : -1;
        if (a < 0 || kept >> a & 1 || (a == ATTRIBUTE_STYLE && !style_matters(value))) continue;
        kept |= 1u << a;
        put_attribute(out, a, value);
    }
    if (c->at < c->end) c->at++;    /* the > */
}

/* ---- what is left out ----------------------------------------------------------------------------------------------------------------- */

/* Where `</name` begins, or NULL. */
static const char *find_end_tag(const char *from, const char *end, const char *name, size_t len) {
    for (const char *p = from; (p = memchr(p, '<', (size_t)(end - p))); p++)
        if ((size_t)(end - p) > len + 2 && p[1] == '/' && compare_name(p + 2, len, name) == 0 && !is_letter(p[2 + len])) return p;
    return NULL;
}

static void keep_json(struct sieve *s, str type, const char *from, const char *to) {
    bool is_json = type.len >= 19 && compare_name(type.at, 19, "application/ld+json") == 0;
    if (is_json && s->json_count < JSON_BLOCKS_MAX && to - from <= JSON_BLOCK_MAX) s->json[s->json_count++] = (str){from, (size_t)(to - from)};
}

/* `missing`: elements whose end is known not to come, so that it is looked for once only. */
static void skip_element(struct sieve *s, struct cut *c, int which, str type, uint32_t *missing) {
    const char *name = skipped[which];
    const char *to = *missing >> which & 1 ? NULL : find_end_tag(c->at, c->end, name, strlen(name));
    bool raw = name[0] == 's' && (name[1] == 'c' || name[1] == 't');     /* script, style: without an end they are the rest of the page */
    if (!to && !raw) {
        *missing |= 1u << which;
        return;
    }
    if (name[1] == 'c') keep_json(s, type, c->at, to ? to : c->end);
    const char *close = to ? memchr(to, '>', (size_t)(c->end - to)) : NULL;
    c->at = close ? close + 1 : c->end;
}

static void keep_saved_from(struct sieve *s, str comment) {
    static const char mark[] = "saved from url=(";
    const char *at = comment.len > 24 && comment.len < 4096 ? memmem(comment.at, comment.len, mark, sizeof mark - 1) : NULL;
    const char *from = at ? memchr(at, ')', comment.len - (size_t)(at - comment.at)) : NULL;
    if (!from || s->saved_from.len) return;
    const char *to = ++from;
    while (to < comment.at + comment.len && !is_space(*to)) to++;
    s->saved_from = (str){from, (size_t)(to - from)};
}

/* At "<!" or "<?": past the comment, declaration or instruction. */
static void skip_markup(struct sieve *s, struct cut *c) {
    size_t left = (size_t)(c->end - c->at);
    const char *to;
    if (left >= 4 && memcmp(c->at, "<!--", 4) == 0) {
        const char *from = c->at + 2;       /* `<!-->` is a whole comment */
        to = memmem(from, left - 2, "-->", 3);
        keep_saved_from(s, (str){from, (size_t)((to ? to : c->end) - from)});
        c->at = to ? to + 3 : c->end;
    } else if (left >= 9 && memcmp(c->at, "<![CDATA[", 9) == 0) {
        c->at += 9;
    } else {
        to = memchr(c->at, '>', left);
        c->at = to ? to + 1 : c->end;
    }
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------------- */

/* At a tag: copied without what is not kept, or left out with its content. */
static void sieve_tag(struct sieve *s, struct cut *c, uint32_t *missing) {
    const char *from = c->at++;
    bool closing = *c->at == '/';
    if (closing) c->at++;
    const char *name = c->at;
    while (c->at < c->end && !is_space(*c->at) && *c->at != '>' && *c->at != '/') c->at++;
    size_t len = (size_t)(c->at - name);
    int which = name_index(skipped, LENGTH(skipped), name, len);
    bool keep = which < 0 && len <= TAG_NAME_MAX;
    size_t start = s->out.len;
    if (keep) buf_put(&s->out, from, (size_t)(c->at - from));
    str type = {0};
    sieve_attributes(c, keep && !closing ? &s->out : NULL, which < 0 ? NULL : &type);
    if (keep && c->at[-1] == '>') buf_byte(&s->out, '>');
    else s->out.len = start;                    /* a tag that does not end is none */
    bool empty = which >= 0 && (skipped[which][1] == 'v' || skipped[which][0] == 'm') && c->at[-2] == '/';   /* <svg/>, <math/> */
    if (which >= 0 && !closing && !empty) skip_element(s, c, which, type, missing);
    if (which >= 0) buf_byte(&s->out, ' ');
}

static void put_text(struct buf *out, const char *from, const char *to) {
    for (const char *nul; (nul = memchr(from, 0, (size_t)(to - from))); from = nul + 1) buf_put(out, from, (size_t)(nul - from));
    buf_put(out, from, (size_t)(to - from));
}

void sieve_page(str html, struct sieve *s) {
    struct cut c = {html.at, html.at + html.len};
    uint32_t missing = 0;
    while (c.at < c.end) {
        const char *tag = memchr(c.at, '<', (size_t)(c.end - c.at));
        put_text(&s->out, c.at, tag ? tag : c.end);
        if (!tag) return;
        c.at = tag;
        size_t left = (size_t)(c.end - tag);
        if (left > 1 && (tag[1] == '!' || tag[1] == '?')) skip_markup(s, &c);
        else if (left > 1 && (is_letter(tag[1]) || (tag[1] == '/' && left > 2 && is_letter(tag[2])))) sieve_tag(s, &c, &missing);
        else {
            buf_text(&s->out, "&lt;");
            c.at++;
        }
    }
}
