/* Cuts a page's tree into blocks of text and says of each, by its place, whether it can be of the article.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/blocks.h"
#include "encodings/encodings.h"

const char *const why_names[WHYS] = {"body", "advert", "byline", "caption", "comments", "credit", "date", "footer", "form", "hidden",
                                     "navigation", "plea", "related", "share", "side", "tags", "title", "outside", "repeated"};

bool why_of_others(uint8_t why) {
    switch (why) {
    case WHY_ADVERT: case WHY_COMMENTS: case WHY_FOOTER: case WHY_NAVIGATION: case WHY_RELATED: case WHY_SIDE: return true;
    default: return false;
    }
}

/* ---- text ------------------------------------------------------------------------------------------------------------------------------ */

/* Signs that are not seen and mean nothing here; ZWJ and ZWNJ shape Bengali letters and stay. */
static bool is_invisible(uint32_t c) {
    return c < 0x20 || c == 0x7F || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFC || (c >= 0x80 && c < 0xA0);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Adds text: white space is one space, none at the beginning. Returns how many letters were added. */
static uint32_t add_clean(struct buf *to, str text) {
    uint32_t letters = 0;
    for (size_t at = 0, used; at < text.len; at += used) {
        uint32_t c = utf8_valid_next(text.at + at, &used);
        if (is_blank(c)) {
            if (to->len && to->at[to->len - 1] != ' ') buf_byte(to, ' ');
        } else if (!is_invisible(c)) {
            buf_put(to, text.at + at, used);
            letters++;
        }
    }
    return letters;
}

static str taken(struct arena *arena, struct buf *b) {
    while (b->len && b->at[b->len - 1] == ' ') b->len--;
    str s = arena_copy(arena, buf_view(b));
    b->len = 0;
    return s;
}

str clean_text(struct arena *arena, str text) {
    struct buf b = {0};
    add_clean(&b, text);
    str s = taken(arena, &b);
    buf_free(&b);
    return s;
}

static bool is_hidden(const struct tree *t, uint32_t i);

/* Whether an element stands directly behind another: what is apart on the page has no space between it in the source. */
static bool follows_element(const struct tree *t, uint32_t i) {
    return t->at[i].tag != TAG_TEXT && i > t->at[i].up + 1 && !(t->at[i - 1].tag == TAG_TEXT && t->at[i - 1].up == t->at[i].up);
}

str node_text_but(const struct tree *t, uint32_t node, bool (*left_out)(const struct tree *, uint32_t), struct arena *arena) {
    /* For names, dates, titles: what is longer is none, and no page may make us read it again and again. */
    enum { NODES_READ = 4096, BYTES_READ = 16 << 10 };
    struct buf b = {0};
    uint32_t end = t->at[node].end - node < NODES_READ ? t->at[node].end : node + NODES_READ;
    for (uint32_t i = node; i < end && b.len < BYTES_READ; i++) {
        if (t->at[i].tag == TAG_TEXT) add_clean(&b, t->at[i].text);
        else if (i > node && (is_hidden(t, i) || (left_out && left_out(t, i)))) i = t->at[i].end - 1;
        else if (tag_is_block(t->at[i].tag) || t->at[i].tag == TAG_BR || follows_element(t, i)) add_clean(&b, STR(" "));
    }
    str s = taken(arena, &b);
    buf_free(&b);
    return s;
}

str node_text(const struct tree *t, uint32_t node, struct arena *arena) { return node_text_but(t, node, NULL, arena); }

/* ---- places -------------------------------------------------------------------------------------------------------------------------------- */

/* A class that is this word alone. */
static bool class_is(str class, str word) {
    const char *at = class.len ? memmem(class.at, class.len, word.at, word.len) : NULL;
    return at && (at == class.at || at[-1] == ' ') && (at + word.len == class.at + class.len || at[word.len] == ' ');
}

static bool is_hidden(const struct tree *t, uint32_t i) {
    static const str hiding[] = {{"hidden", 6}, {"hide", 4}, {"sr-only", 7}, {"screen-reader-text", 18}, {"visually-hidden", 15},
                                 {"print-only", 10}, {"print-header", 12}, {"visible-print", 13}, {"visible-print-block", 19},
                                 {"d-print-block", 13}};
    str style = tree_value(t, i, ATTRIBUTE_STYLE), class = tree_value(t, i, ATTRIBUTE_CLASS);
    for (size_t k = 0; k < LENGTH(hiding) && class.len; k++)
        if (class_is(class, hiding[k])) return true;
    return tree_value(t, i, ATTRIBUTE_HIDDEN).at || str_holds(style, STR("display:none")) || str_holds(style, STR("display: none")) ||
           str_holds(style, STR("visibility:hidden"));
}

/* What an element's own name, attributes and role say against it. */
static uint8_t tag_why(const struct tree *t, uint32_t i) {
    switch (t->at[i].tag) {
    case TAG_NAV: case TAG_MENU: return WHY_NAVIGATION;
    case TAG_FOOTER: return WHY_FOOTER;
    case TAG_ASIDE: return WHY_SIDE;
    case TAG_BUTTON: case TAG_INPUT: case TAG_LABEL: case TAG_FIELDSET: return WHY_FORM;
    case TAG_FIGCAPTION: case TAG_FIGURE: case TAG_VIDEO: case TAG_AUDIO: return WHY_CAPTION;
    case TAG_HEAD: case TAG_DIALOG: return WHY_HIDDEN;
    case TAG_TIME: return WHY_BODY;
    default: break;
    }
    str role = tree_value(t, i, ATTRIBUTE_ROLE);
    if (str_is(role, "navigation") || str_is(role, "menu") || str_is(role, "menubar")) return WHY_NAVIGATION;
    if (str_is(role, "complementary")) return WHY_SIDE;
    if (str_is(role, "contentinfo")) return WHY_FOOTER;
    if (str_is(role, "dialog") || str_is(role, "alertdialog")) return WHY_PLEA;
    return is_hidden(t, i) ? WHY_HIDDEN : WHY_BODY;
}

static void find_traits(const struct tree *t, struct arena *arena, struct blocks *b) {
    b->trait = arena_new(arena, struct trait, t->len + 1);
    for (uint32_t i = 0; i < t->len; i++) {
        const struct node *n = &t->at[i];
        if (n->tag == TAG_TEXT) continue;
        str class = tree_value(t, i, ATTRIBUTE_CLASS), id = tree_value(t, i, ATTRIBUTE_ID), prop = tree_value(t, i, ATTRIBUTE_ITEMPROP);
        struct trait trait = class_trait(class, id);
        uint8_t own = tag_why(t, i);
        if (own) trait.why = own;
        if (class_is(prop, STR("articleBody"))) trait = (struct trait){WHY_BODY, 3};
        if (n->tag == TAG_ARTICLE && trait.body == 0) trait.body = 1;
        if (n->tag == TAG_HTML || n->tag == TAG_BODY) trait = (struct trait){0};
        if (n->tag == TAG_MAIN || n->tag == TAG_OTHER) trait.why = own;
        b->trait[i] = trait;
    }
}

/* ---- fonts ------------------------------------------------------------------------------------------------------------------------------- */

/* The name of the font that an element sets: by <font face>, by style, by a class that is called as one. */
static str font_name(const struct tree *t, uint32_t i) {
    str face = tree_value(t, i, ATTRIBUTE_FACE), style = tree_value(t, i, ATTRIBUTE_STYLE), class = tree_value(t, i, ATTRIBUTE_CLASS);
    if (face.len) return face;
    const char *family = style.len ? memmem(style.at, style.len, "font-family:", 12) : NULL;
    if (family) {
        str name = str_sub(style, (size_t)(family + 12 - style.at), style.len);
        const char *end = memchr(name.at, ';', name.len);
        return end ? str_sub(name, 0, (size_t)(end - name.at)) : name;
    }
    return str_holds(class, STR("MJ")) || str_holds(class, STR("utonny")) || str_holds(class, STR("ijoy")) ? class : (str){0};
}

static void find_fonts(const struct tree *t, const pack *pk, struct arena *arena, struct blocks *b) {
    b->font = arena_new(arena, uint32_t, t->len + 1);
    for (uint32_t i = 1; i < t->len; i++) {
        str name = t->at[i].tag == TAG_TEXT ? (str){0} : font_name(t, i);
        b->font[i] = !name.len ? b->font[t->at[i].up] : font_is_bijoy(pk, name) ? i : 0;
    }
}

str blocks_mend(struct blocks *b, const struct tree *t, const pack *pk, str text, uint32_t node, struct arena *arena) {
    str font = b->font[node] ? font_name(t, b->font[node]) : (str){0};
    struct decoded d = mend_text(pk, text, font, arena);
    if (!d.converted) return text;
    b->mended += d.converted;
    b->encoding = d.name;
    return clean_text(arena, d.text);
}

/* ---- cutting ------------------------------------------------------------------------------------------------------------------------------- */

struct cutter {
    const struct tree *tree;
    const pack *pk;
    struct blocks *blocks;
    struct arena *arena;
    VEC(struct block) found;
    struct buf text;
    struct block open;
    bool broken;            /* a <br> was the last thing seen */
    uint8_t *flags;         /* of each node: what it is in */
    uint32_t *holder;       /* of each node: the block element it stands in */
};
enum { IN_LINK = 1, IN_ITEM = 2, IN_TABLE = 4, IN_HEADING = 8 };

/* A mark that ends a sentence: of its own in the scripts of South and East Asia and of Arabic, else not within a number or a name. */
static bool is_stop(str s, uint32_t c, size_t next) {
    if (c == 0x964 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x6D4 || c == 0x61F) return true;
    if (c != '.' && c != '?' && c != '!') return false;
    return next == s.len || !(s.at[next] >= '0' && s.at[next] <= 'z');
}

static void count_marks(struct block *b) {
    for (size_t at = 0, used; at < b->text.len; at += used) {
        uint32_t c = utf8_valid_next(b->text.at + at, &used);
        b->sentences += is_stop(b->text, c, at + used);
    }
}

static void end_block(struct cutter *c, uint32_t at) {
    c->broken = false;
    if (c->open.letters == 0) {
        c->text.len = 0;
        c->open = (struct block){0};
        return;
    }
    uint8_t flags = c->flags[c->open.first];
    str text = taken(c->arena, &c->text);
    c->open.text = blocks_mend(c->blocks, c->tree, c->pk, text, c->open.first, c->arena);
    c->open.last = at;
    c->open.heading = flags & IN_HEADING;
    c->open.item = flags & IN_ITEM;
    c->open.table = flags & IN_TABLE;
    count_marks(&c->open);
    *vec_push(c->arena, &c->found) = c->open;
    c->open = (struct block){0};
}

static bool ends_sentence(str s) {
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '"' || s.at[s.len - 1] == '\'' || s.at[s.len - 1] == ')')) s.len--;
    return s.len && (str_ends(s, STR("।")) || str_ends(s, STR("।”")) || str_ends(s, STR("।’")) || strchr(".?!:", s.at[s.len - 1]));
}

/* Whether all of the open block stands in one element that ends before node i: a line set off by its type. */
static bool is_set_off(const struct cutter *c, uint32_t i) {
    uint32_t e = i - 1;
    while (c->tree->at[e].up != c->tree->at[i].up && e > c->tree->at[i].up) e = c->tree->at[e].up;
    return c->open.letters && c->tree->at[e].tag != TAG_TEXT && e > c->tree->at[i].up && e < c->open.first;
}

/* A line break parts paragraphs when it is doubled, when a sentence has ended before it, or when what is before it is set off. */
static void take_break(struct cutter *c, uint32_t i) {
    if (c->broken || ends_sentence(buf_view(&c->text)) || is_set_off(c, i)) end_block(c, i);
    else {
        c->broken = c->open.letters > 0;
        add_clean(&c->text, STR(" "));
    }
}

static void take_text(struct cutter *c, uint32_t i) {
    uint32_t holder = c->holder[i];
    if (c->open.letters && c->open.node != holder) end_block(c, i);
    uint32_t letters = add_clean(&c->text, c->tree->at[i].text);
    if (!letters) return;
    if (!c->open.letters) {
        c->open.first = i;
        c->open.node = holder;
    }
    c->broken = false;
    c->open.letters += letters;
    if (c->flags[i] & IN_LINK) c->open.linked += letters;
}

static uint8_t flag_of(enum tag tag) {
    if (tag_is_heading(tag)) return IN_HEADING;
    switch (tag) {
    case TAG_A: return IN_LINK;
    case TAG_LI: case TAG_DD: case TAG_DT: return IN_ITEM;
    case TAG_TABLE: return IN_TABLE;
    default: return 0;
    }
}

static void cut_blocks(const struct tree *t, const pack *pk, struct arena *arena, struct blocks *b) {
    struct cutter c = {.tree = t, .pk = pk, .blocks = b, .arena = arena, .flags = arena_new(arena, uint8_t, t->len + 1),
                       .holder = arena_new(arena, uint32_t, t->len + 1)};
    b->from = arena_new(arena, uint32_t, t->len + 1);
    for (uint32_t i = 0; i < t->len; i++) {
        const struct node *n = &t->at[i];
        c.flags[i] = (uint8_t)(c.flags[n->up] | flag_of(n->tag));
        c.holder[i] = n->tag != TAG_TEXT && tag_is_block(n->tag) ? i : c.holder[n->up];
        if (n->tag == TAG_TITLE) i = n->end - 1;
        else if (n->tag == TAG_TEXT) take_text(&c, i);
        else if (n->tag == TAG_BR) take_break(&c, i);
        else if (tag_is_block(n->tag)) end_block(&c, i);
    }
    end_block(&c, t->len);
    b->at = c.found.at;
    b->len = c.found.len;
    uint32_t k = 0;
    for (uint32_t i = 0; i <= t->len; i++) {
        while (k < b->len && b->at[k].first < i) k++;
        b->from[i] = k;
    }
    buf_free(&c.text);
}

/* ---- verdicts --------------------------------------------------------------------------------------------------------------------------------- */

/* How much a block looks like a paragraph of prose, whatever it stands in. */
static double prose(const struct block *b) {
    if (b->heading || b->linked * 2 > b->letters || b->letters < 20) return 0;
    bool sentence = b->sentences > 0 && b->letters >= 40;
    if (!sentence && b->letters < 120) return 0;
    double own = b->letters - b->linked;
    return own;
}

static double prose_in(const struct tree *t, const struct blocks *b, const double *sum, uint32_t node) {
    return sum[b->from[t->at[node].end]] - sum[b->from[node]];
}

/* Sums of the blocks' prose. */
static double *prose_sums(const struct blocks *b, struct arena *arena) {
    double *sum = arena_new(arena, double, b->len + 1);
    for (uint32_t i = 0; i < b->len; i++) sum[i + 1] = sum[i] + (b->why[b->at[i].first] ? 0 : prose(&b->at[i]));
    return sum;
}

/* Comments first: there can be more of them than there is of the article. Only where a page is nothing else are they no comments. */
static void judge_comments(const struct tree *t, struct arena *arena, struct blocks *b) {
    const double *sum = prose_sums(b, arena);
    for (uint32_t i = 1; i < t->len; i++) {
        b->why[i] = b->why[t->at[i].up];
        if (!b->why[i] && b->trait[i].why == WHY_COMMENTS && prose_in(t, b, sum, i) <= 0.95 * sum[b->len]) b->why[i] = WHY_COMMENTS;
    }
}

/* What is against an element holds for all in it, unless most of the page's other prose stands there: then it is not what it is called. */
static void judge_nodes(const struct tree *t, struct arena *arena, struct blocks *b) {
    b->why = arena_new(arena, uint8_t, t->len + 1);
    judge_comments(t, arena, b);
    const double *sum = prose_sums(b, arena);
    for (uint32_t i = 1; i < t->len; i++) {
        uint8_t inherited = b->why[t->at[i].up], own = b->trait[i].why;
        double most = own == WHY_HIDDEN ? 0.7 : 0.5;
        if (inherited) b->why[i] = inherited;
        else if (!b->why[i] && own != WHY_COMMENTS && prose_in(t, b, sum, i) <= most * sum[b->len]) b->why[i] = own;
    }
}

void blocks_find(const struct tree *t, const pack *pk, struct arena *arena, struct blocks *b) {
    *b = (struct blocks){0};
    find_traits(t, arena, b);
    find_fonts(t, pk, arena, b);
    cut_blocks(t, pk, arena, b);
    judge_nodes(t, arena, b);
    for (uint32_t i = 0; i < b->len; i++) {
        b->at[i].why = b->why[b->at[i].first];
        b->at[i].weight = prose(&b->at[i]);
    }
}
