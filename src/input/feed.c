/* Feeds, sitemaps and articles in plain markup: libxml2 by SAX over what xml_mend leaves. SPDX-License-Identifier: Apache-2.0 */
#include "input/fields.h"
#include "input/xml.h"
#include <libxml/parser.h>
#include <libxml/SAX2.h>

/* ---- names------------------------------------------------------------------------------------------------------------------- */

/* Elements that hold an article each; of the feeds first, then those that people make up for files of their own. */
static const char feed_items[] = "item entry", own_items[] = "article doc document story news newsitem item entry record row post";
static const char feed_roots[] = "rss rdf feed channel";

/* The usual prefix of a namespace, whatever prefix the feed writes; the elements of the feeds themselves have none. */
struct namespace { const char *address, *prefix; };
static const struct namespace namespaces[] = {
    {"http://purl.org/rss/1.0/modules/content/", "content"}, {"http://purl.org/dc/elements/1.1/", "dc"}, {"http://purl.org/dc/terms/", "dcterms"},
    {"http://search.yahoo.com/mrss", "media"}, {"google.com/schemas/sitemap-news", "news"}, {"google.com/schemas/sitemap-image", "image"},
    {"http://www.w3.org/2005/Atom", ""}, {"http://purl.org/atom/ns#", ""}, {"http://purl.org/rss/1.0/", ""}, {"rdf-syntax-ns#", ""},
    {"sitemaps.org/schemas/sitemap", ""}, {"google.com/schemas/sitemap/", ""}, {"http://www.w3.org/1999/xhtml", ""}, {"//backend.userland.com", ""},
};

static const char *usual_prefix(const xmlChar *prefix, const xmlChar *uri) {
    for (size_t i = 0; uri && i < LENGTH(namespaces); i++)
        if (strstr((const char *)uri, namespaces[i].address)) return namespaces[i].prefix;
    return prefix && strcmp((const char *)prefix, "rdf") != 0 && strcmp((const char *)prefix, "atom") != 0 ? (const char *)prefix : "";
}

/* ---- state------------------------------------------------------------------------------------------------------------------- */

enum kind { KIND_NONE, KIND_FEED, KIND_SITEMAP, KIND_INDEX /* of sitemaps */, KIND_OWN };

struct value_bytes { struct buf text; uint32_t rank; bool markup, set; };

enum { OPEN_MAX = 300 };      /* xml_mend leaves fewer */
struct feed {
    const struct format_call *call;
    const xmlChar *open[OPEN_MAX];      /* the names of the elements that are open, by their depth */
    xmlParserCtxtPtr context;
    enum kind kind;
    int depth, item, collect;           /* depth of the elements open, of the item and of the field being read; 0: none */
    uint32_t line;                      /* of the item */
    struct field_place place;           /* of the field being read */
    bool markup;                        /* elements stand in it */
    bool captioned;
    struct buf text;                    /* of the field being read */
    struct value_bytes values[FIELDS];
    struct buf caption, credit;
    struct buf outlet, language;        /* of the feed */
    size_t items, without_text;
};

static str name_of(const xmlChar *name) { return str_of((const char *)name); }

/* ---- items------------------------------------------------------------------------------------------------------------------- */

static void begin_item(struct feed *f) {
    f->item = f->depth;
    int line = xmlSAX2GetLineNumber(f->context);
    f->line = line > 0 ? (uint32_t)line : 0;
    for (int i = 0; i < FIELDS; i++) {
        f->values[i].text.len = 0;
        f->values[i].set = f->values[i].markup = false;
    }
    f->caption.len = f->credit.len = 0;
}

/* "The post … appeared first on …", with which WordPress ends what it feeds. */
static str without_plea(str body) {
    static const char begin[] = "The post ", middle[] = " appeared first on ";
    const char *last = body.len ? memrchr(body.at, '\n', body.len) : NULL;
    size_t at = last ? (size_t)(last - body.at) + 1 : 0;
    str line = str_sub(body, at, body.len), tail = line;
    while (tail.len && tail.at[0] == '<') {     /* the line is HTML as yet */
        const char *close = memchr(tail.at, '>', tail.len);
        if (!close) break;
        tail = str_sub(tail, (size_t)(close - tail.at) + 1, tail.len);
    }
    return str_starts(tail, STR(begin)) && str_holds(tail, STR(middle)) ? str_sub(body, 0, at) : body;
}

static void set_told(struct feed *f, struct raw_article *raw, enum article_field field) {
    const struct value_bytes *v = &f->values[field];
    if (!v->set) return;
    raw->told[field] = (struct told){.text = trimmed(buf_view(&v->text)), .key = str_of(field_names[field]),
                                     .as = v->markup ? TOLD_HTML : TOLD_ANYHOW};
}

/* What the feed as a whole says holds for its items. */
static void set_from_feed(struct raw_article *raw, enum article_field field, const struct buf *b) {
    if (!raw->told[field].text.len) raw->told[field].text = trimmed(buf_view(b));
}

static void end_item(struct feed *f) {
    struct raw_article raw = {.basis = f->kind == KIND_SITEMAP ? DATE_SITEMAP : f->kind == KIND_OWN ? DATE_FIELD : DATE_FEED};
    struct caption caption = {trimmed(buf_view(&f->caption)), trimmed(buf_view(&f->credit))};
    for (int i = 0; i < FIELDS; i++) set_told(f, &raw, (enum article_field)i);
    struct told *told = raw.told;
    f->item = 0;
    f->items++;
    if (f->kind == KIND_INDEX) return;
    if (f->kind == KIND_SITEMAP && !told[FIELD_TITLE].text.len) {
        f->without_text++;
        return;
    }
    set_from_feed(&raw, FIELD_OUTLET, &f->outlet);
    set_from_feed(&raw, FIELD_LANGUAGE, &f->language);
    told[FIELD_BODY].text = without_plea(told[FIELD_BODY].text);
    told[FIELD_SUMMARY].text = without_plea(told[FIELD_SUMMARY].text);
    if (!told[FIELD_URL].text.len && is_address(told[FIELD_ID].text)) told[FIELD_URL].text = told[FIELD_ID].text;
    /* Atom tells of every entry when it changed, of few when they were published. */
    if (!told[FIELD_PUBLISHED].text.len && f->kind != KIND_OWN) told[FIELD_PUBLISHED] = told[FIELD_MODIFIED];
    raw.captions = &caption;
    raw.caption_count = caption.text.len || caption.credit.len;
    article_hand_on(f->call, &raw, f->line);
}

/* ---- fields------------------------------------------------------------------------------------------------------------------ */

static void set_value(struct feed *f, enum article_field field, uint32_t rank, str text, bool markup) {
    struct value_bytes *v = &f->values[field];
    if (!trimmed(text).len) return;
    bool more = field == FIELD_BYLINE && v->set && v->rank == rank;
    if (v->set && v->rank <= rank && !more) return;
    if (more) buf_text(&v->text, ", ");
    else v->text.len = 0;
    buf_str(&v->text, more || field == FIELD_BYLINE ? trimmed(text) : text);
    v->rank = rank;
    v->set = true;
    v->markup = markup;
}

static str attribute(const xmlChar **list, int count, const char *name) {
    for (int i = 0; i < count; i++, list += 5)
        if (strcmp((const char *)list[0], name) == 0) return (str){(const char *)list[3], (size_t)(list[4] - list[3])};
    return (str){0};
}

static void set_rank(struct feed *f, const char *name, str value) {
    struct field_place place;
    if (value.len && field_find(f->call, str_of(name), &place)) set_value(f, place.field, place.rank, value, false);
}

/* <link href>, <category term>: what stands in attributes. */
static void take_attributes(struct feed *f, str name, int count, const xmlChar **attributes) {
    if (str_is(name, "link")) {
        str rel = attribute(attributes, count, "rel");
        if (!rel.len || str_is(rel, "alternate")) set_rank(f, "link", attribute(attributes, count, "href"));
    }
    if (str_is(name, "category")) {
        str label = attribute(attributes, count, "label");
        set_rank(f, "category", label.len ? label : attribute(attributes, count, "term"));
    }
}

/* <doc id="…" url="…" title="…"> */
static void take_item_attributes(struct feed *f, int count, const xmlChar **attributes) {
    for (int i = 0; i < count; i++, attributes += 5)
        set_rank(f, (const char *)attributes[0], (str){(const char *)attributes[3], (size_t)(attributes[4] - attributes[3])});
}

static str outer_name(const struct feed *f) { return name_of(f->open[f->depth - 1]); }

/* The name of a field as it is looked up: that of a namespace with its prefix, one within another element with the other's. */
static bool find_field(struct feed *f, const xmlChar *local, const char *prefix, struct field_place *out) {
    char name[NAME_MAX_BYTES];
    str outer = prefix[0] ? str_of(prefix) : f->depth > f->item + 1 ? outer_name(f) : (str){0};
    str own = name_of(local);
    if (outer.len + own.len > sizeof name) return false;
    if (outer.len) memcpy(name, outer.at, outer.len);
    memcpy(name + outer.len, own.at, own.len);
    return field_find(f->call, (str){name, outer.len + own.len}, out);
}

static void put_escaped(struct buf *to, str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '<') buf_text(to, "&lt;");
        else if (s.at[i] == '&') buf_text(to, "&amp;");
        else buf_byte(to, s.at[i]);
    }
}

/* An element within a field: what was text so far becomes markup. */
static void put_tag(struct feed *f, const char *open, str name) {
    if (!f->markup) {
        str text = buf_view(&f->text);
        struct buf escaped = {0};
        put_escaped(&escaped, text);
        buf_free(&f->text);
        f->text = escaped;
        f->markup = true;
    }
    buf_text(&f->text, open);
    buf_str(&f->text, name);
    buf_byte(&f->text, '>');
}

static void begin_field(struct feed *f, const xmlChar *local, const char *prefix) {
    struct buf *own = strcmp(prefix, "media") != 0 ? NULL : str_is(name_of(local), "credit") ? &f->credit :
                      str_is(name_of(local), "description") || str_is(name_of(local), "text") ? &f->caption : NULL;
    f->captioned = own != NULL && own->len == 0;
    f->text.len = 0;
    f->markup = false;
    if (f->captioned) f->place = (struct field_place){own == &f->credit ? FIELD_CREDIT : FIELD_CAPTIONS, 0};
    if (f->captioned || (!own && find_field(f, local, prefix, &f->place))) f->collect = f->depth;
}

static void end_field(struct feed *f) {
    f->collect = 0;
    if (f->captioned) {
        struct buf *to = f->place.field == FIELD_CREDIT ? &f->credit : &f->caption;
        to->len = 0;
        buf_str(to, buf_view(&f->text));
    } else if (f->item) set_value(f, f->place.field, f->place.rank, buf_view(&f->text), f->markup);
    else {
        struct buf *to = f->place.field == FIELD_TITLE ? &f->outlet : &f->language;
        if (!to->len) buf_str(to, buf_view(&f->text));
    }
    if (f->text.cap > GHOTONA_ARTICLE_MAX) buf_free(&f->text);
}

/* ---- events------------------------------------------------------------------------------------------------------------------ */

static enum kind kind_of(str root) {
    char name[8];
    if (str_is(root, "urlset")) return KIND_SITEMAP;
    if (str_is(root, "sitemapindex")) return KIND_INDEX;
    if (root.len >= sizeof name) return KIND_OWN;
    for (size_t i = 0; i < root.len; i++) name[i] = root.at[i] >= 'A' && root.at[i] <= 'Z' ? (char)(root.at[i] + 32) : root.at[i];
    return key_place(feed_roots, (str){name, root.len}) >= 0 || key_place(feed_items, root) >= 0 ? KIND_FEED : KIND_OWN;
}

static bool is_item(const struct feed *f, str name) {
    struct name_key folded;
    if (f->kind == KIND_SITEMAP) return str_is(name, "url");
    if (f->kind == KIND_INDEX) return str_is(name, "sitemap");
    return key_place(f->kind == KIND_FEED ? feed_items : own_items, name_key(f->call, name, &folded)) >= 0;
}

/* Elements hold an item only where nothing of one was read yet: <news> is an article, or stands round many. */
static bool begins_item(const struct feed *f, str name) {
    for (int i = 0; f->item && i < FIELDS; i++)
        if (f->values[i].set) return false;
    return (!f->item || f->kind == KIND_OWN) && is_item(f, name);
}

/* Markup may stand in texts; in other fields elements are fields of their own (<author><name>). */
static bool takes_markup(const struct feed *f) {
    enum article_field field = f->place.field;
    return field == FIELD_BODY || field == FIELD_SUMMARY || field == FIELD_TITLE;
}

/* The title and the language of the feed stand beside its items, those of its picture deeper. */
static void begin_outer(struct feed *f, str name, const char *prefix) {
    if (f->kind != KIND_FEED || f->depth > 4 || prefix[0] || str_is(outer_name(f), "image") || str_is(outer_name(f), "textInput")) return;
    enum article_field field = str_is(name, "title") ? FIELD_TITLE : str_is(name, "language") ? FIELD_LANGUAGE : FIELDS;
    if (field == FIELDS) return;
    f->place = (struct field_place){field, 0};
    f->captioned = false;
    f->collect = f->depth;
    f->text.len = 0;
    f->markup = false;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count, const xmlChar **namespace_list,
                     int count, int defaulted, const xmlChar **attributes) {
    (void)namespace_count, (void)namespace_list, (void)defaulted;
    struct feed *f = user;
    const char *usual = usual_prefix(prefix, uri);
    str name = name_of(local);
    if (++f->depth >= OPEN_MAX) return;
    f->open[f->depth] = local;
    if (f->depth == 1) return;          /* the root that xml_mend sets */
    if (f->kind == KIND_NONE) f->kind = kind_of(name);
    if (f->collect && takes_markup(f)) {
        put_tag(f, "<", name);
        return;
    }
    f->collect = 0;
    if (!usual[0] && begins_item(f, name)) {
        begin_item(f);
        if (f->kind == KIND_OWN) take_item_attributes(f, count, attributes);
    } else if (f->item) {
        take_attributes(f, name, count, attributes);
        begin_field(f, local, usual);
    } else begin_outer(f, name, usual);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    struct feed *f = user;
    if (f->collect && f->depth == f->collect) end_field(f);
    else if (f->collect) put_tag(f, "</", name_of(local));
    else if (f->item && f->depth == f->item) end_item(f);
    f->depth--;
}

static void on_text(void *user, const xmlChar *text, int len) {
    struct feed *f = user;
    if (!f->collect || len <= 0) return;
    str s = {(const char *)text, (size_t)len};
    if (f->markup) put_escaped(&f->text, s);
    else buf_str(&f->text, s);
}

/* Nothing is an error that can be read over. */
static void on_error(void *user, xmlErrorPtr error) { (void)user, (void)error; }

/* ---- parsing----------------------------------------------------------------------------------------------------------------- */

/* What the parser reads: the mended text, made as it is asked for. */
struct mended { struct xml_mending *mending; struct buf piece; size_t at; };

static int read_mended(void *user, char *to, int most) {
    struct mended *m = user;
    while (m->at == m->piece.len) {
        m->at = m->piece.len = 0;
        if (!xml_mend_more(m->mending, &m->piece)) return 0;
    }
    size_t n = m->piece.len - m->at < (size_t)most ? m->piece.len - m->at : (size_t)most;
    memcpy(to, m->piece.at + m->at, n);
    m->at += n;
    return (int)n;
}

/* False if the text ends within an element. */
static bool parse(struct feed *f, str xml) {
    static const xmlSAXHandler handler = {.startElementNs = on_start, .endElementNs = on_end, .characters = on_text, .cdataBlock = on_text,
                                          .ignorableWhitespace = on_text, .serror = on_error, .initialized = XML_SAX2_MAGIC};
    struct mended m = {.mending = xml_mend_begin(xml, FEED_ATTRIBUTES_MAX)};
    f->context = xmlNewParserCtxt();
    if (f->context) {
        *f->context->sax = handler;
        f->context->userData = f;
        xmlCtxtReadIO(f->context, read_mended, NULL, &m, NULL, "UTF-8",
                      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
        xmlFreeParserCtxt(f->context);
    }
    buf_free(&m.piece);
    return xml_mend_end(m.mending);
}

static void tell_kind(const struct feed *f) {
    if (f->kind == KIND_INDEX) format_skipped(f->call, 0, "a list of %zu sitemaps: there are no articles in it", f->items);
    else if (f->without_text)
        format_skipped(f->call, 0, "a sitemap that tells no title of %zu addresses: fetch those pages and give them instead", f->without_text);
    else if (!f->items) format_skipped(f->call, 0, "no articles in it: neither <item> nor <entry> nor <article>");
}

void feed_read(const struct format_call *call, str xml) {
    struct feed f = {.call = call};
    bool whole = parse(&f, xml);
    tell_kind(&f);
    if (f.items && !whole) format_told(call, f.line, "the text ends within an element: is it whole?");
    struct buf *const all[] = {&f.text, &f.caption, &f.credit, &f.outlet, &f.language};
    for (size_t i = 0; i < LENGTH(all); i++) buf_free(all[i]);
    for (int i = 0; i < FIELDS; i++) buf_free(&f.values[i].text);
}
