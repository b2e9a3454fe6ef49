/* What <meta>, <link>, microdata and <time> say of a page's article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/facts.h"

enum field { FIELD_TITLE, FIELD_BYLINE, FIELD_PUBLISHED, FIELD_MODIFIED, FIELD_OUTLET, FIELD_SECTION, FIELD_URL, FIELD_LANGUAGE, FIELDS };

/* Names of <meta>, in each field the most trusted first. */
struct meta_name { const char *name; uint8_t field; };
static const struct meta_name names[] = {
    {"og:title", FIELD_TITLE}, {"twitter:title", FIELD_TITLE}, {"sailthru.title", FIELD_TITLE},
    {"parsely-title", FIELD_TITLE}, {"dc.title", FIELD_TITLE}, {"dcterms.title", FIELD_TITLE},
    {"citation_title", FIELD_TITLE}, {"title", FIELD_TITLE}, {"author", FIELD_BYLINE}, {"article:author", FIELD_BYLINE},
    {"parsely-author", FIELD_BYLINE}, {"sailthru.author", FIELD_BYLINE}, {"dc.creator", FIELD_BYLINE},
    {"dcterms.creator", FIELD_BYLINE}, {"citation_author", FIELD_BYLINE}, {"byl", FIELD_BYLINE},
    {"article:author_name", FIELD_BYLINE}, {"authors", FIELD_BYLINE}, {"cxenseparse:author", FIELD_BYLINE},
    {"article.author", FIELD_BYLINE}, {"article:published_time", FIELD_PUBLISHED}, {"article:published", FIELD_PUBLISHED},
    {"og:article:published_time", FIELD_PUBLISHED}, {"og:published_time", FIELD_PUBLISHED},
    {"article.published", FIELD_PUBLISHED}, {"datepublished", FIELD_PUBLISHED}, {"parsely-pub-date", FIELD_PUBLISHED},
    {"sailthru.date", FIELD_PUBLISHED}, {"dc.date.issued", FIELD_PUBLISHED}, {"dcterms.issued", FIELD_PUBLISHED},
    {"dcterms.created", FIELD_PUBLISHED}, {"dc.date.created", FIELD_PUBLISHED}, {"dcterms.date", FIELD_PUBLISHED},
    {"dc.date", FIELD_PUBLISHED}, {"citation_publication_date", FIELD_PUBLISHED},
    {"cxenseparse:recs:publishtime", FIELD_PUBLISHED}, {"originalpublicationdate", FIELD_PUBLISHED},
    {"publication_date", FIELD_PUBLISHED}, {"publishdate", FIELD_PUBLISHED}, {"publish-date", FIELD_PUBLISHED},
    {"publish_date", FIELD_PUBLISHED}, {"pubdate", FIELD_PUBLISHED}, {"pub_date", FIELD_PUBLISHED},
    {"pdate", FIELD_PUBLISHED}, {"ptime", FIELD_PUBLISHED}, {"rnews:datepublished", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED}, {"created", FIELD_PUBLISHED}, {"article:modified_time", FIELD_MODIFIED},
    {"og:updated_time", FIELD_MODIFIED}, {"article.updated", FIELD_MODIFIED}, {"datemodified", FIELD_MODIFIED},
    {"dcterms.modified", FIELD_MODIFIED}, {"dc.date.modified", FIELD_MODIFIED}, {"lastmod", FIELD_MODIFIED},
    {"last-modified", FIELD_MODIFIED}, {"utime", FIELD_MODIFIED}, {"og:site_name", FIELD_OUTLET},
    {"application-name", FIELD_OUTLET}, {"dc.publisher", FIELD_OUTLET}, {"dcterms.publisher", FIELD_OUTLET},
    {"apple-mobile-web-app-title", FIELD_OUTLET}, {"article:section", FIELD_SECTION}, {"parsely-section", FIELD_SECTION},
    {"section", FIELD_SECTION}, {"category", FIELD_SECTION}, {"og:url", FIELD_URL}, {"twitter:url", FIELD_URL},
    {"parsely-link", FIELD_URL}, {"content-language", FIELD_LANGUAGE}, {"og:locale", FIELD_LANGUAGE},
    {"dc.language", FIELD_LANGUAGE}, {"language", FIELD_LANGUAGE},
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

static str *field_of(struct facts *f, enum field field) {
    str *const at[FIELDS] = {&f->title, &f->byline, &f->published, &f->modified, &f->outlet, &f->section, &f->url, &f->language};
    return at[field];
}

void facts_add_byline(struct facts *f, struct arena *arena, str name) {
    enum { NAME_MAX = 200, BYLINE_MAX = 300 };
    if (!name.len || name.len > NAME_MAX || f->byline.len > BYLINE_MAX || is_web_address(name) || str_holds(f->byline, name)) return;
    f->byline = f->byline.len ? arena_printf(arena, "%.*s, %.*s", (int)f->byline.len, f->byline.at, (int)name.len, name.at) : name;
}

static void take_meta(const struct tree *t, uint32_t i, struct arena *arena, struct facts *f, int best[FIELDS]) {
    str property = tree_value(t, i, ATTRIBUTE_PROPERTY), name = tree_value(t, i, ATTRIBUTE_NAME);
    int k = find_meta(property);
    if (k < 0) k = find_meta(name);
    if (k < 0) return;
    str value = plain_text(arena, tree_value(t, i, ATTRIBUTE_CONTENT));
    enum field field = (enum field)names[k].field;
    if (!value.len || (field == FIELD_BYLINE && is_web_address(value))) return;
    if (best[field] == k && field == FIELD_BYLINE) facts_add_byline(f, arena, value);     /* several authors, one after another */
    if (best[field] >= 0 && best[field] <= k) return;
    best[field] = k;
    *field_of(f, field) = value;
}

void facts_from_meta(const struct tree *t, struct arena *arena, struct facts *f) {
    int best[FIELDS];
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
