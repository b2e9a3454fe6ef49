/* From the bytes of a page to its tree: libxml2's HTML parser by SAX, behind the sieve. SPDX-License-Identifier: Apache-2.0 */
#include "pages/tree.h"
#include "pages/pages.h"
#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <time.h>

static const char *const tag_names[TAG_TEXT] = {
    "", "a", "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "center", "cite", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "img",
    "input", "label", "li", "link", "main", "menu", "meta", "nav", "ol", "p", "pre", "section", "span", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "title", "tr", "ul", "video"};

bool tag_is_block(enum tag tag) {
    switch (tag) {
    case TAG_OTHER: case TAG_A: case TAG_BR: case TAG_CITE: case TAG_FONT: case TAG_IMG: case TAG_INPUT: case TAG_LABEL: case TAG_LINK: case TAG_META:
    case TAG_SPAN: case TAG_TEXT: case TAG_TIME: return false;
    default: return true;
    }
}

double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct parse {
    struct arena *arena;
    xmlParserCtxtPtr context;
    VEC(struct node) nodes;
    VEC(struct value) values;
    uint32_t open[DEPTH_MAX];       /* the elements that are open */
    uint32_t depth;                 /* how many elements are open; those beyond DEPTH_MAX have no node */
    uint32_t calls;
    double started;
    const char *reason;
    struct buf text;                /* of the run of characters being read */
};

/* What libxml2 does in no time limit of its own is watched from its calls to us. */
static void watch(struct parse *p) {
    if (++p->calls % 1024 == 0 && cpu_seconds() - p->started > CPU_SECONDS_MAX) p->reason = "takes more than 2 seconds";
    if (p->nodes.len >= NODES_MAX) p->reason = "has more than 2,000,000 elements and texts";
    if (p->reason) xmlStopParser(p->context);
}

static uint32_t parent(const struct parse *p) {
    if (p->depth == 0) return 0;
    return p->open[(p->depth < DEPTH_MAX ? p->depth : DEPTH_MAX) - 1];
}

static struct node *add_node(struct parse *p, enum tag tag) {
    uint32_t up = parent(p);
    struct node *n = vec_push(p->arena, &p->nodes);
    *n = (struct node){.up = up, .tag = (uint8_t)tag, .values = p->values.len};
    return n;
}

static void end_text(struct parse *p) {
    if (!p->text.len) return;
    add_node(p, TAG_TEXT)->text = arena_copy(p->arena, buf_view(&p->text));
    p->nodes.at[p->nodes.len - 1].end = p->nodes.len;
    p->text.len = 0;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes) {
    struct parse *p = user;
    watch(p);
    if (p->reason) return;
    end_text(p);
    int tag = name_index(tag_names, TAG_TEXT, (const char *)name, strlen((const char *)name));
    if (p->depth >= DEPTH_MAX) {
        p->depth++;
        return;
    }
    struct node *n = add_node(p, tag < 0 ? TAG_OTHER : (enum tag)tag);
    p->open[p->depth++] = p->nodes.len - 1;
    for (; attributes && attributes[0]; attributes += 2) {
        const char *key = (const char *)attributes[0];
        int a = name_index(attribute_names, ATTRIBUTES, key, strlen(key));
        if (a < 0) continue;
        *vec_push(p->arena, &p->values) = (struct value){(uint8_t)a, arena_copy(p->arena, str_of(attributes[1] ? (const char *)attributes[1] : ""))};
        n->value_count++;
    }
}

static void on_end(void *user, const xmlChar *name) {
    (void)name;
    struct parse *p = user;
    end_text(p);
    if (p->depth == 1) return;
    if (p->depth <= DEPTH_MAX) p->nodes.at[p->open[p->depth - 1]].end = p->nodes.len;
    p->depth--;
}

static void on_text(void *user, const xmlChar *text, int len) {
    struct parse *p = user;
    watch(p);
    if (!p->reason && len > 0) buf_put(&p->text, text, (size_t)len);
}

/* Errors of the markup are of no interest, but a page can be made of nothing else. */
static void on_error(void *user, xmlErrorPtr error) {
    (void)error;
    watch(user);
}

static xmlParserCtxtPtr new_context(struct parse *p, str bytes) {
    static const xmlSAXHandler handler = {.startElement = on_start, .endElement = on_end, .characters = on_text, .cdataBlock = on_text,
                                          .ignorableWhitespace = on_text, .serror = on_error,
                                          .initialized = XML_SAX2_MAGIC};
    xmlParserCtxtPtr c = htmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len);
    if (!c) return NULL;
    htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED);
    *c->sax = handler;
    c->userData = p;
    c->charset = XML_CHAR_ENCODING_UTF8;    /* the bytes are UTF-8 whatever the page says */
    return c;
}

static void parse_bytes(struct parse *p, str bytes) {
    p->context = new_context(p, bytes);
    if (!p->context) {
        p->reason = "is empty";
        return;
    }
    htmlParseDocument(p->context);
    end_text(p);
    for (p->depth = p->depth < DEPTH_MAX ? p->depth : DEPTH_MAX; p->depth; p->depth--) p->nodes.at[p->open[p->depth - 1]].end = p->nodes.len;
    htmlFreeParserCtxt(p->context);
}

void parser_ready(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, xmlInitParser);
}

bool tree_parse(str html, struct arena *arena, struct tree *tree, const char **reason) {
    struct sieve sieve = {0};
    struct parse p = {.arena = arena, .started = cpu_seconds()};
    *tree = (struct tree){0};
    if (html.len > PAGE_MAX) {
        *reason = "is larger than 16 MB";
        return false;
    }
    parser_ready();
    sieve_page(html, &sieve);
    add_node(&p, TAG_OTHER);
    add_node(&p, TAG_BODY);     /* round all: pieces of pages have no <body> */
    p.open[p.depth++] = 1;
    if (sieve.out.len == 0) p.reason = "is empty";
    else parse_bytes(&p, buf_view(&sieve.out));
    p.nodes.at[0].end = p.nodes.len;
    buf_free(&sieve.out);
    buf_free(&p.text);
    if (p.reason) *reason = p.reason;
    tree->at = p.nodes.at;
    tree->len = p.nodes.len;
    tree->values = p.values.at;
    memcpy(tree->json, sieve.json, sizeof tree->json);
    tree->json_count = sieve.json_count;
    tree->saved_from = sieve.saved_from;
    return !p.reason;
}

str tree_value(const struct tree *t, uint32_t node, enum attribute a) {
    const struct node *n = &t->at[node];
    for (uint32_t i = n->values; i < n->values + n->value_count; i++)
        if (t->values[i].attribute == a) return t->values[i].text;
    return (str){0};
}
