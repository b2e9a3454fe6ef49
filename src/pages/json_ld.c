/* What the blocks of JSON-LD in a page say of its article. SPDX-License-Identifier: Apache-2.0 */
#include "pages/facts.h"
#include <jansson.h>

/* What was found in all blocks together. */
struct hoard {
    struct arena *arena;
    VEC(const json_t *) articles;
    VEC(const json_t *) named;      /* with an @id, to be referred to */
    const json_t *page, *site, *publisher, *crumbs;
};

static str text_of(struct arena *arena, const json_t *v) {
    return json_is_string(v) ? plain_text(arena, (str){json_string_value(v), json_string_length(v)}) : (str){0};
}

static bool type_ends(const char *type, const char *with) {
    size_t n = strlen(type), k = strlen(with);
    return n >= k && strcmp(type + n - k, with) == 0;
}

static const char *type_of(const json_t *node) {
    const json_t *type = json_object_get(node, "@type");
    if (json_is_array(type)) type = json_array_get(type, 0);
    return json_is_string(type) ? json_string_value(type) : "";
}

static void take_node(struct hoard *h, const json_t *node) {
    const char *type = type_of(node);
    if (type_ends(type, "Article") || type_ends(type, "Posting") || strcmp(type, "Report") == 0) *vec_push(h->arena, &h->articles) = node;
    else if (type_ends(type, "WebPage") && !h->page) h->page = node;
    else if (strcmp(type, "WebSite") == 0 && !h->site) h->site = node;
    else if (strcmp(type, "BreadcrumbList") == 0 && !h->crumbs) h->crumbs = node;
    else if (type_ends(type, "Organization") && !h->publisher) h->publisher = node;
    if (json_is_string(json_object_get(node, "@id"))) *vec_push(h->arena, &h->named) = node;
}

/* The parser has held the depth to 64. */
static void hoard_value(struct hoard *h, const json_t *v) {
    size_t i;
    const json_t *item;
    json_array_foreach(v, i, item) hoard_value(h, item);
    if (!json_is_object(v)) return;
    take_node(h, v);
    hoard_value(h, json_object_get(v, "@graph"));
    hoard_value(h, json_object_get(v, "mainEntity"));
}

/* An object that says no more than the @id of another is that other. */
static const json_t *resolve(const struct hoard *h, const json_t *v) {
    const char *id = json_string_value(json_object_get(v, "@id"));
    if (!id || json_object_get(v, "name") || json_object_size(v) > 2) return v;
    for (uint32_t i = 0; i < h->named.len && i < 256; i++)
        if (strcmp(json_string_value(json_object_get(h->named.at[i], "@id")), id) == 0 && h->named.at[i] != v) return h->named.at[i];
    return v;
}

static str first_text(struct arena *arena, const json_t *v) {
    if (json_is_array(v)) v = json_array_get(v, 0);
    if (json_is_object(v)) v = json_object_get(v, "name");
    return text_of(arena, v);
}

static str name_of(const struct hoard *h, const json_t *v) {
    if (json_is_array(v)) v = json_array_get(v, 0);
    return first_text(h->arena, json_is_object(v) ? resolve(h, v) : v);
}

/* ---- fields --------------------------------------------------------------------------------------------------------------------------------- */

static void take_authors(const struct hoard *h, const json_t *v, struct facts *f) {
    enum { AUTHORS_MAX = 16 };
    if (!json_is_array(v)) {
        v = json_is_object(v) ? resolve(h, v) : v;
        const json_t *name = json_is_object(v) ? json_object_get(v, "name") : v;
        size_t i;
        const json_t *item;
        json_array_foreach(name, i, item) facts_add_byline(f, h->arena, text_of(h->arena, item));
        facts_add_byline(f, h->arena, text_of(h->arena, name));
        return;
    }
    for (size_t i = 0; i < json_array_size(v) && i < AUTHORS_MAX; i++) {
        const json_t *item = json_array_get(v, i);
        if (!json_is_array(item)) take_authors(h, item, f);
    }
}

static void take_images(const struct hoard *h, const json_t *v, struct facts *f) {
    enum { IMAGES_MAX = 64 };
    if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v) && i < IMAGES_MAX; i++)
            if (!json_is_array(json_array_get(v, i))) take_images(h, json_array_get(v, i), f);
        return;
    }
    if (!json_is_object(v)) return;
    v = resolve(h, v);
    str text = text_of(h->arena, json_object_get(v, "caption")), credit = text_of(h->arena, json_object_get(v, "creditText"));
    if (!credit.len) credit = name_of(h, json_object_get(v, "creator"));
    if (text.len) *vec_push(h->arena, &f->captions) = (struct caption){text, credit};
}

static str url_of(const json_t *node) {
    const json_t *url = json_object_get(node, "url");
    if (!json_is_string(url)) url = json_object_get(node, "mainEntityOfPage");
    if (json_is_object(url)) url = json_object_get(url, "@id");
    return json_is_string(url) ? str_of(json_string_value(url)) : (str){0};
}

static str raw_text(const json_t *node, const char *key) {
    const json_t *v = json_object_get(node, key);
    if (json_is_array(v)) v = json_array_get(v, 0);
    return json_is_string(v) ? (str){json_string_value(v), json_string_length(v)} : (str){0};
}

static void take_article(const struct hoard *h, const json_t *a, struct facts *f) {
    struct arena *arena = h->arena;
    f->title = text_of(arena, json_object_get(a, "headline"));
    if (!f->title.len) f->title = text_of(arena, json_object_get(a, "name"));
    f->published = arena_copy(arena, raw_text(a, "datePublished"));
    f->modified = arena_copy(arena, raw_text(a, "dateModified"));
    f->section = first_text(arena, json_object_get(a, "articleSection"));
    f->language = arena_copy(arena, raw_text(a, "inLanguage"));
    f->url = arena_copy(arena, url_of(a));
    f->outlet = name_of(h, json_object_get(a, "publisher"));
    f->body = plain_lines(arena, raw_text(a, "articleBody"));
    take_authors(h, json_object_get(a, "author"), f);
    if (!f->byline.len) take_authors(h, json_object_get(a, "creator"), f);
    take_images(h, json_object_get(a, "image"), f);
    take_images(h, json_object_get(a, "associatedMedia"), f);
}

/* Of several articles that which tells most of itself; a list of links to others tells little. */
static const json_t *choose_article(const struct hoard *h) {
    static const char *const keys[] = {"headline", "datePublished", "author", "articleBody", "publisher", "mainEntityOfPage"};
    const json_t *best = NULL;
    int most = 0;
    for (uint32_t i = 0; i < h->articles.len; i++) {
        int told = 0;
        for (size_t k = 0; k < LENGTH(keys); k++) told += json_object_get(h->articles.at[i], keys[k]) != NULL;
        if (told > most) {
            most = told;
            best = h->articles.at[i];
        }
    }
    return best;
}

/* The way to the article begins at the front page; what comes after that is its section. */
static str second_crumb(const struct hoard *h) {
    const json_t *list = json_object_get(h->crumbs, "itemListElement"), *crumb = json_array_get(list, 1);
    str name = text_of(h->arena, json_object_get(crumb, "name"));
    return name.len ? name : first_text(h->arena, json_object_get(crumb, "item"));
}

static void take_page(const struct hoard *h, struct facts *f) {
    if (!f->section.len && h->crumbs) f->section = second_crumb(h);
    if (str_eq(f->section, f->title) || is_web_address(f->section)) f->section = (str){0};
    str none = {0};
    if (!f->published.len) f->published = h->page ? arena_copy(h->arena, raw_text(h->page, "datePublished")) : none;
    if (!f->modified.len) f->modified = h->page ? arena_copy(h->arena, raw_text(h->page, "dateModified")) : none;
    if (!f->byline.len && h->page) take_authors(h, json_object_get(h->page, "author"), f);
    if (!f->outlet.len && h->publisher) f->outlet = text_of(h->arena, json_object_get(h->publisher, "name"));
    if (!f->outlet.len && h->site) f->outlet = text_of(h->arena, json_object_get(h->site, "name"));
}

void facts_from_json(const struct tree *t, struct arena *arena, struct facts *f) {
    json_t *blocks[JSON_BLOCKS_MAX] = {0};
    struct hoard h = {.arena = arena};
    struct buf fixed = {0};
    *f = (struct facts){0};
    for (size_t i = 0; i < t->json_count; i++) {
        fixed.len = 0;
        if (json_repair(t->json[i], &fixed) && fixed.len) blocks[i] = json_loadb(fixed.at, fixed.len, JSON_DISABLE_EOF_CHECK, NULL);
        if (blocks[i]) hoard_value(&h, blocks[i]);
    }
    const json_t *article = choose_article(&h);
    if (article) take_article(&h, article, f);
    take_page(&h, f);
    for (size_t i = 0; i < t->json_count; i++) json_decref(blocks[i]);
    buf_free(&fixed);
}
