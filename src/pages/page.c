/* A web page in, one article out. SPDX-License-Identifier: Apache-2.0 */
#include "pages/pages.h"
#include "pages/body.h"
#include "pages/fields.h"
#include "pages/outlet.h"
#include "pages/passages.h"
#include "pages/quality.h"

enum { BODY_MAX = 2 << 20 };

/* ---- the address, the outlet, the language -------------------------------------------------------------------------------------------- */

/* An address of http or https without anything that could be taken for markup or a line's end; else unknown. */
static str web_address(struct arena *arena, str url) {
    enum { URL_MAX = 2048 };
    url = clean_text(arena, url);
    if (!is_web_address(url) || url.len > URL_MAX) return (str){0};
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= ' ' || strchr("\"<>\\^`{|}", url.at[i])) return (str){0};
    return url;
}

/* Whether an address has more than a host in it: some pages call their outlet's front page canonical. */
static bool has_path(str url) {
    const char *host = url.len > 8 ? memmem(url.at, url.len, "//", 2) : NULL;
    const char *slash = host ? memchr(host + 2, '/', url.len - (size_t)(host + 2 - url.at)) : NULL;
    return slash && slash + 1 < url.at + url.len;
}

static void find_address(struct page *p) {
    str candidates[] = {p->meta.url, p->json.url, p->hints->url, p->tree->saved_from}, any = {0};
    for (size_t i = 0; i < LENGTH(candidates); i++) {
        str url = web_address(p->arena, candidates[i]);
        if (!any.len) any = url;
        if (!has_path(url)) continue;
        p->out->article.url = url;
        return;
    }
    p->out->article.url = any;
}

/* The language as the page says, but Bengali letters say it themselves. */
static void find_language(struct page *p) {
    str said = first_known(p->meta.language, p->json.language, (str){0});
    quality_judge(p->pk, p->out->article.body, &p->out->quality);
    if (p->out->quality.bengali > 0.5f) {
        p->out->article.language = STR("bn");
        return;
    }
    size_t n = 0;
    while (n < said.len && n < 3 && ((said.at[n] >= 'a' && said.at[n] <= 'z') || (said.at[n] >= 'A' && said.at[n] <= 'Z'))) n++;
    if (n < 2 || (n < said.len && said.at[n] != '-' && said.at[n] != '_') || str_is(str_sub(said, 0, n), "bn")) return;
    char *code = arena_space(p->arena, n);
    for (size_t i = 0; i < n; i++) code[i] = (char)(said.at[i] | 32);
    p->out->article.language = (str){code, n};
}

static void find_place(struct page *p) {
    bool india = str_ends(p->meta.language, STR("IN"));
    p->place = india ? MOMENT_KOLKATA : outlet_place(p->pk, p->out->article.url, p->out->article.outlet);
    p->place_known = india || outlet_place_known(p->pk, p->out->article.url, p->out->article.outlet);
}

/* ---- the body -------------------------------------------------------------------------------------------------------------------------------- */

/* The blocks round the article: from a little before its heading (or its body) to a little behind its body. */
static void find_range(struct page *p) {
    enum { BEFORE = 10, BEHIND = 6 };
    const struct blocks *b = p->blocks;
    uint32_t first = p->holder, end = p->holder ? b->from[p->tree->at[p->holder].end] : b->len;
    if (p->heading && p->heading < first) first = p->heading;
    uint32_t from = b->from[first];
    p->from = from > BEFORE ? from - BEFORE : 0;
    p->to = end + BEHIND < b->len ? end + BEHIND : b->len;
}

/* What stands before the heading of the article is not of it, if most of the text comes after. */
static void drop_before_heading(struct page *p) {
    double before = 0, after = 0;
    for (uint32_t i = 0; i < p->blocks->len; i++) {
        const struct block *b = &p->blocks->at[i];
        if (b->why == WHY_BODY) *(b->first < p->heading ? &before : &after) += b->weight;
    }
    for (uint32_t i = 0; i < p->blocks->len && before < 0.5 * after; i++)
        if (!p->blocks->at[i].why && p->blocks->at[i].first < p->heading) p->blocks->at[i].why = WHY_OUTSIDE;
}

static void drop_title(struct page *p) {
    str title = compare_key(p, p->out->article.title);
    for (uint32_t i = p->from; i < p->to && title.len; i++) {
        struct block *b = &p->blocks->at[i];
        if (b->why == WHY_BODY && (b->heading || b->letters < 200) && str_eq(compare_key(p, b->text), title)) b->why = WHY_TITLE;
    }
}

static str join_body(const struct page *p) {
    struct buf body = {0};
    for (uint32_t i = 0; i < p->blocks->len && body.len < BODY_MAX; i++) {
        if (p->blocks->at[i].why) continue;
        if (body.len) buf_byte(&body, '\n');
        buf_str(&body, p->blocks->at[i].text);
    }
    if (body.len > BODY_MAX) body.len = utf8_valid_len(body.at, BODY_MAX);
    str s = arena_copy(p->arena, buf_view(&body));
    buf_free(&body);
    return s;
}

/* The body of the JSON-LD, where the markup holds little of it: pages that fill themselves by script. */
static void find_body(struct page *p) {
    str body = join_body(p);
    size_t json = p->json.body.len < BODY_MAX ? p->json.body.len : 0;
    p->out->article.body = json > 400 && json > body.len * 3 ? p->json.body : body;
}

/* A page that says nowhere that it is an article, and whose paragraphs each stand under a title that is a link. */
static bool is_list(const struct page *p) {
    uint32_t under_links = 0, all = 0;
    if (p->json.title.len || p->json.published.len || p->meta.published.len || p->micro.published.len) return false;
    for (uint32_t i = 1; i < p->blocks->len; i++) {
        const struct block *b = &p->blocks->at[i], *before = &p->blocks->at[i - 1];
        if (b->why || b->weight <= 0) continue;
        all++;
        under_links += before->why && before->linked * 2 > before->letters;
    }
    return under_links >= 3 && under_links * 10 >= all * 6;
}

static void keep_dropped(struct page *p) {
    VEC(struct dropped) kept = {0};
    for (uint32_t i = 0; i < p->blocks->len; i++)
        if (p->blocks->at[i].why) *vec_push(p->arena, &kept) = (struct dropped){p->blocks->at[i].text, why_names[p->blocks->at[i].why]};
    p->out->dropped = kept.at;
    p->out->dropped_count = kept.len;
}

/* Values have no font: only what is surely of an old encoding by its letters is converted. */
static void mend_facts(struct page *p, struct facts *f) {
    str *const texts[] = {&f->title, &f->byline, &f->section, &f->body};
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (texts[i]->len) *texts[i] = blocks_mend(p->blocks, p->tree, p->pk, *texts[i], 0, p->arena);
}

static void read_fields(struct page *p) {
    facts_from_json(p->tree, p->arena, &p->json);
    facts_from_meta(p->tree, p->arena, &p->meta);
    facts_from_microdata(p->tree, p->blocks, p->arena, &p->micro);
    mend_facts(p, &p->json);
    mend_facts(p, &p->meta);
    mend_facts(p, &p->micro);
    find_address(p);
    p->out->article.outlet = first_known(p->json.outlet, p->meta.outlet, p->micro.outlet);
    p->out->section = first_known(p->json.section, p->meta.section, p->micro.section);
    find_place(p);
    page_title(p);
    find_range(p);
    drop_before_heading(p);
    drop_title(p);
    page_byline(p);
    page_dates(p);
    page_passages(p);
    page_captions(p);
    find_body(p);
    find_language(p);
    p->out->quality.converted = p->blocks->mended;
    p->out->quality.encoding = p->blocks->encoding;
    if (p->hints->why) keep_dropped(p);
}

bool page_read(const ghotona_pack *pk, str html, const struct page_hints *hints, struct arena *arena, struct document *out, const char **reason) {
    struct tree tree;
    struct blocks blocks;
    *out = (struct document){0};
    if (!tree_parse(html, arena, &tree, reason)) return false;
    blocks_find(&tree, pk, arena, &blocks);
    struct page p = {.pk = pk, .tree = &tree, .blocks = &blocks, .arena = arena, .hints = hints, .out = out};
    p.holder = body_find(&tree, &blocks, arena);
    read_fields(&p);
    bool list = is_list(&p), empty = out->article.body.len == 0;
    if (list || empty) *reason = list ? "is a list of articles" : "has no article in it";
    return !list && !empty;
}

/* Within an element of its own, so that there is one that holds it all. */
static bool parse_body(str html, struct arena *arena, struct tree *tree, const char **reason) {
    struct buf b = {0};
    buf_text(&b, "<article>");
    buf_str(&b, html);
    bool parsed = tree_parse(buf_view(&b), arena, tree, reason);
    buf_free(&b);
    return parsed && tree->len > 1;
}

/* A figure is none of the text, however little text there is to tell by. */
static void drop_figures(struct page *p) {
    for (uint32_t i = 0; i < p->tree->len; i++) {
        const struct node *n = &p->tree->at[i];
        if (n->tag != TAG_FIGURE && n->tag != TAG_FIGCAPTION) continue;
        for (uint32_t k = p->blocks->from[i]; k < p->blocks->from[n->end]; k++) p->blocks->at[k].why = WHY_CAPTION;
        i = n->end - 1;
    }
}

bool page_read_body(const ghotona_pack *pk, str html, const struct page_hints *hints, struct arena *arena, struct document *out, const char **reason) {
    struct tree tree;
    struct blocks blocks;
    str dateline = out->dateline;
    *reason = "is empty";
    if (!parse_body(html, arena, &tree, reason)) return false;
    blocks_find(&tree, pk, arena, &blocks);
    struct page p = {.pk = pk, .tree = &tree, .blocks = &blocks, .arena = arena, .hints = hints, .out = out, .holder = 1, .to = blocks.len};
    find_place(&p);
    drop_figures(&p);
    body_clean(&tree, &blocks, arena, p.holder);
    drop_title(&p);
    page_passages(&p);
    page_captions(&p);
    out->article.body = join_body(&p);
    if (dateline.len) out->dateline = dateline;
    out->quality.converted += blocks.mended;
    if (blocks.encoding) out->quality.encoding = blocks.encoding;
    if (hints->why) keep_dropped(&p);
    return true;
}
