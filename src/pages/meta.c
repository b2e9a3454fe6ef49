/* What <meta>, <link>, microdata and <time> say of a page's article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/facts.h"

enum meta_field { META_TITLE, META_BYLINE, META_PUBLISHED, META_MODIFIED, META_OUTLET, META_SECTION, META_URL, META_LANGUAGE, METAS };

/* Names of <meta>, in each field the most trusted first. */
struct meta_name { const char *name; uint8_t field; };
static const struct meta_name names[] = {
    {"og:title", META_TITLE}, {"twitter:title", META_TITLE}, {"sailthru.title", META_TITLE},
    {"parsely-title", META_TITLE}, {"dc.title", META_TITLE}, {"dcterms.title", META_TITLE},
    {"citation_title", META_TITLE}, {"title", META_TITLE}, {"author", META_BYLINE}, {"article:author", META_BYLINE},
    {"parsely-author", META_BYLINE}, {"sailthru.author", META_BYLINE}, {"dc.creator", META_BYLINE},
    {"dcterms.creator", META_BYLINE}, {"citation_author", META_BYLINE}, {"byl", META_BYLINE},
    {"article:author_name", META_BYLINE}, {"authors", META_BYLINE}, {"cxenseparse:author", META_BYLINE},
    {"article.author", META_BYLINE}, {"article:published_time", META_PUBLISHED}, {"article:published", META_PUBLISHED},
    {"og:article:published_time", META_PUBLISHED}, {"og:published_time", META_PUBLISHED},
    {"article.published", META_PUBLISHED}, {"datepublished", META_PUBLISHED}, {"parsely-pub-date", META_PUBLISHED},
    {"sailthru.date", META_PUBLISHED}, {"dc.date.issued", META_PUBLISHED}, {"dcterms.issued", META_PUBLISHED},
    {"dcterms.created", META_PUBLISHED}, {"dc.date.created", META_PUBLISHED}, {"dcterms.date", META_PUBLISHED},
    {"dc.date", META_PUBLISHED}, {"citation_publication_date", META_PUBLISHED},
    {"cxenseparse:recs:publishtime", META_PUBLISHED}, {"originalpublicationdate", META_PUBLISHED},
    {"publication_date", META_PUBLISHED}, {"publishdate", META_PUBLISHED}, {"publish-date", META_PUBLISHED},
    {"publish_date", META_PUBLISHED}, {"pubdate", META_PUBLISHED}, {"pub_date", META_PUBLISHED},
    {"pdate", META_PUBLISHED}, {"ptime", META_PUBLISHED}, {"rnews:datepublished", META_PUBLISHED},
    {"date", META_PUBLISHED}, {"created", META_PUBLISHED}, {"article:modified_time", META_MODIFIED},
    {"og:updated_time", META_MODIFIED}, {"article.updated", META_MODIFIED}, {"datemodified", META_MODIFIED},
    {"dcterms.modified", META_MODIFIED}, {"dc.date.modified", META_MODIFIED}, {"lastmod", META_MODIFIED},
    {"last-modified", META_MODIFIED}, {"utime", META_MODIFIED}, {"og:site_name", META_OUTLET},
    {"application-name", META_OUTLET}, {"dc.publisher", META_OUTLET}, {"dcterms.publisher", META_OUTLET},
    {"apple-mobile-web-app-title", META_OUTLET}, {"article:section", META_SECTION}, {"parsely-section", META_SECTION},
    {"section", META_SECTION}, {"category", META_SECTION}, {"og:url", META_URL}, {"twitter:url", META_URL},
    {"parsely-link", META_URL}, {"content-language", META_LANGUAGE}, {"og:locale", META_LANGUAGE},
    {"dc.language", META_LANGUAGE}, {"language", META_LANGUAGE},
};

static bool same_name(str a, const char *b) {
    size_t n = strlen(b);
    if (a.len != n) return false;
    for (size_t i = 0; i < n; i++) {
        char c = a.at[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != b[i]) return false;
    }
    return true;
}

static int find_meta(str name) {
    for (size_t i = 0; name.len && i < LENGTH(names); i++)
        if (same_name(name, names[i].name)) return (int)i;
    return -1;
}

static str *field_of(struct facts *f, enum meta_field field) {
    str *const at[METAS] = {&f->title, &f->byline, &f->published, &f->modified, &f->outlet, &f->section, &f->url, &f->language};
    return at[field];
}

void facts_add_byline(struct facts *f, struct arena *arena, str name) {
    enum { NAME_MAX = 200, BYLINE_MAX = 300 };
    if (!name.len || name.len > NAME_MAX || f->byline.len > BYLINE_MAX || is_web_address(name) || str_holds(f->byline, name)) return;
    f->byline = f->byline.len ? arena_printf(arena, "%.*s, %.*s", (int)f->byline.len, f->byline.at, (int)name.len, name.at) : name;
}

static void take_meta(const struct tree *t, uint32_t i, struct arena *arena, struct facts *f, int best[METAS]) {
    str property = tree_value(t, i, ATTRIBUTE_PROPERTY), name = tree_value(t, i, ATTRIBUTE_NAME);
    int k = find_meta(property);
    if (k < 0) k = find_meta(name);
    if (k < 0) return;
    str value = plain_text(arena, tree_value(t, i, ATTRIBUTE_CONTENT));
    enum meta_field field = (enum meta_field)names[k].field;
    if (!value.len || (field == META_BYLINE && is_web_address(value))) return;
    if (best[field] == k && field == META_BYLINE) facts_add_byline(f, arena, value);     /* several authors, one after another */
    if (best[field] >= 0 && best[field] <= k) return;
    best[field] = k;
    *field_of(f, field) = value;
}

void facts_from_meta(const struct tree *t, struct arena *arena, struct facts *f) {
    int best[METAS];
    *f = (struct facts){0};
    memset(best, -1, sizeof best);
    str canonical = {0}, lang = {0};
    for (uint32_t i = 0; i < t->len; i++) {
        switch (t->at[i].tag) {
        case TAG_META: take_meta(t, i, arena, f, best); break;
        case TAG_LINK:
            if (!canonical.len && same_name(tree_value(t, i, ATTRIBUTE_REL), "canonical")) canonical = tree_value(t, i, ATTRIBUTE_HREF);
            break;
        case TAG_HTML:
            if (!lang.len) lang = tree_value(t, i, ATTRIBUTE_LANG);
            break;
        default: break;
        }
    }
    if (is_web_address(canonical)) f->url = canonical;
    if (lang.len) f->language = lang;
}

/* ---- microdata ------------------------------------------------------------------------------------------------------------------------------ */

/* The value of an item: of <meta> its content, of <time> its datetime, of <abbr> a date in its title, else its text. */
static str item_value(const struct tree *t, uint32_t i, struct arena *arena) {
    str content = tree_value(t, i, ATTRIBUTE_CONTENT), datetime = tree_value(t, i, ATTRIBUTE_DATETIME);
    if (content.len) return plain_text(arena, content);
    str title = tree_value(t, i, ATTRIBUTE_TITLE);
    int32_t day;
    if (days_from_iso(title, &day)) return title;
    return datetime.len ? datetime : node_text(t, i, arena);
}

static void take_item(const struct tree *t, uint32_t i, struct arena *arena, str *field) {
    if (!field->len) *field = item_value(t, i, arena);
}

/* The element in `i` that holds the name of a person or an organization, or `i`. */
static uint32_t name_item(const struct tree *t, uint32_t i) {
    for (uint32_t k = i + 1; k < t->at[i].end; k++)
        if (t->at[k].tag != TAG_TEXT && same_name(tree_value(t, k, ATTRIBUTE_ITEMPROP), "name")) return k;
    return i;
}

void facts_from_microdata(const struct tree *t, const struct blocks *b, struct arena *arena, struct facts *f) {
    *f = (struct facts){0};
    for (uint32_t i = 0; i < t->len; i++) {
        if (t->at[i].tag == TAG_TEXT) continue;
        str prop = tree_value(t, i, ATTRIBUTE_ITEMPROP);
        if (!prop.len || b->why[i] == WHY_RELATED || b->why[i] == WHY_COMMENTS) continue;
        if (same_name(prop, "datepublished")) take_item(t, i, arena, &f->published);
        else if (same_name(prop, "datemodified")) take_item(t, i, arena, &f->modified);
        else if (same_name(prop, "headline")) take_item(t, i, arena, &f->title);
        else if (same_name(prop, "articlesection")) take_item(t, i, arena, &f->section);
        else if (same_name(prop, "author") || same_name(prop, "creator")) {
            str name = item_value(t, name_item(t, i), arena);
            facts_add_byline(f, arena, name);
            i = t->at[i].end - 1;
        } else if (same_name(prop, "publisher")) {
            uint32_t k = name_item(t, i);
            if (k != i) take_item(t, k, arena, &f->outlet);
        }
    }
}
