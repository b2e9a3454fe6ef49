/* What the class and id of an element tell of its content: the words that makers of pages use. SPDX-License-Identifier: Apache-2.0 */
#include "pages/blocks.h"

/* A part of a class, or its beginning where it ends in `*`. Sorted. */
struct class_word { const char *part; uint8_t why; };
static const struct class_word words[] = {
    {"ad", WHY_ADVERT}, {"adbox*", WHY_ADVERT}, {"addthis*", WHY_SHARE}, {"addtoany*", WHY_SHARE},
    {"adpushup*", WHY_ADVERT}, {"ads", WHY_ADVERT}, {"adsbygoogle", WHY_ADVERT}, {"adslot*", WHY_ADVERT},
    {"adunit*", WHY_ADVERT}, {"advert*", WHY_ADVERT}, {"adwrap*", WHY_ADVERT}, {"affiliate*", WHY_ADVERT},
    {"agegate", WHY_FORM}, {"attachment", WHY_CAPTION}, {"author*", WHY_BYLINE}, {"autor", WHY_BYLINE},
    {"banner*", WHY_ADVERT}, {"bio", WHY_BYLINE}, {"breadcrumb*", WHY_NAVIGATION}, {"byline*", WHY_BYLINE},
    {"caption*", WHY_CAPTION}, {"carousel", WHY_RELATED}, {"comment*", WHY_COMMENTS}, {"consent*", WHY_FOOTER},
    {"contributor*", WHY_BYLINE}, {"cookie*", WHY_FOOTER}, {"copyright*", WHY_FOOTER}, {"crumbs", WHY_NAVIGATION},
    {"cta", WHY_PLEA}, {"dfp*", WHY_ADVERT}, {"dialog", WHY_PLEA}, {"disclaimer*", WHY_FOOTER}, {"disqus*", WHY_COMMENTS},
    {"donat*", WHY_PLEA}, {"figcaption", WHY_CAPTION}, {"follow*", WHY_SHARE}, {"foot", WHY_FOOTER},
    {"footer*", WHY_FOOTER}, {"gdpr*", WHY_FOOTER}, {"hamburger", WHY_NAVIGATION}, {"jumplink*", WHY_NAVIGATION},
    {"lightbox*", WHY_HIDDEN}, {"livefyre*", WHY_COMMENTS}, {"login*", WHY_FORM}, {"menu*", WHY_NAVIGATION},
    {"mgid*", WHY_ADVERT}, {"modal*", WHY_PLEA}, {"mostread", WHY_RELATED}, {"mpu", WHY_ADVERT}, {"nav", WHY_NAVIGATION},
    {"navbar*", WHY_NAVIGATION}, {"navigation*", WHY_NAVIGATION}, {"newsletter*", WHY_PLEA}, {"noprint", WHY_SIDE},
    {"outbrain*", WHY_ADVERT}, {"overlay*", WHY_HIDDEN}, {"pager", WHY_NAVIGATION}, {"pagination", WHY_NAVIGATION},
    {"paging", WHY_NAVIGATION}, {"paywall*", WHY_PLEA}, {"poll", WHY_FORM}, {"popular*", WHY_RELATED}, {"popup*", WHY_PLEA},
    {"postmeta", WHY_DATE}, {"privacy*", WHY_FOOTER}, {"promo*", WHY_ADVERT}, {"pubdate", WHY_DATE}, {"rail", WHY_SIDE},
    {"readmore", WHY_RELATED}, {"recirc*", WHY_RELATED}, {"recommend*", WHY_RELATED}, {"related*", WHY_RELATED},
    {"replies", WHY_COMMENTS}, {"reporter*", WHY_BYLINE}, {"respond", WHY_COMMENTS}, {"revcontent*", WHY_ADVERT}, {"share*", WHY_SHARE},
    {"sharing*", WHY_SHARE}, {"sidebar*", WHY_SIDE}, {"signin*", WHY_FORM}, {"signup*", WHY_PLEA}, {"skip", WHY_NAVIGATION},
    {"slideshow", WHY_CAPTION}, {"social*", WHY_SHARE}, {"sponsor*", WHY_ADVERT}, {"subscri*", WHY_PLEA},
    {"suggest*", WHY_RELATED}, {"taboola*", WHY_ADVERT}, {"tagcloud", WHY_TAGS}, {"taglist", WHY_TAGS}, {"tags", WHY_TAGS},
    {"teaser*", WHY_RELATED}, {"timestamp", WHY_DATE}, {"tooltip*", WHY_HIDDEN}, {"topbar", WHY_NAVIGATION},
    {"trending", WHY_RELATED}, {"upnext", WHY_RELATED}, {"widget", WHY_SIDE}, {"widgets", WHY_SIDE}, {"writer*", WHY_BYLINE},
    {"zergnet*", WHY_ADVERT},
};
/* A part with one of these before it says what the element has beside its content or has not. */
static const char *const modifiers[] = {"has", "is", "no", "non", "with", "without"};
/* What an article is called, and what its body is: together in one class they name the body; what a page is called, less surely. */
static const char *const article_words[] = {
    "article", "articles", "blog", "detail", "details", "entry", "news", "post", "single", "story",
};
static const char *const page_words[] = {"main", "page", "primary", "site"};
static const char *const body_words[] = {"bd", "body", "content", "contents", "copy", "detail", "details", "maincontent", "text", "txt"};
static const char *const whole_words[] = {
    "articlebody", "articlecontent", "articletext", "blogcontent", "bodytext", "entrycontent", "maincontent", "newsbody",
    "newscontent", "newsdetail", "newsdetails", "postbody", "postcontent", "storybody", "storycontent", "storytext",
};

enum { PART_MAX = 24 };
struct part { char at[PART_MAX + 1]; size_t len; };

static bool part_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* The next part in small letters: classes are parted by signs and by capitals (relatedNews). False at the end; *fresh: a new class begins. */
static bool next_part(str s, size_t *at, struct part *p, bool *fresh) {
    *fresh = *at == 0;
    while (*at < s.len && !part_letter(s.at[*at])) {
        if (s.at[*at] == ' ' || s.at[*at] == '\n' || s.at[*at] == '\t') *fresh = true;
        ++*at;
    }
    p->len = 0;
    if (*at >= s.len) return false;
    do {
        char c = s.at[*at];
        if (p->len < PART_MAX) p->at[p->len++] = is_upper(c) ? (char)(c + 32) : c;
        ++*at;
    } while (*at < s.len && part_letter(s.at[*at]) && !(is_upper(s.at[*at]) && !is_upper(s.at[*at - 1])));
    p->at[p->len] = 0;
    return true;
}

static int compare_part(const struct part *p, const char *with) {
    size_t i = 0;
    for (; i < p->len && with[i] && with[i] != '*'; i++)
        if (p->at[i] != with[i]) return (unsigned char)p->at[i] - (unsigned char)with[i];
    if (with[i] == '*') return 0;
    return i < p->len ? 1 : with[i] ? -1 : 0;
}

static uint8_t part_why(const struct part *p) {
    size_t from = 0, to = LENGTH(words);
    while (from < to) {
        size_t middle = (from + to) / 2;
        int d = compare_part(p, words[middle].part);
        if (d == 0) return words[middle].why;
        if (d < 0) to = middle;
        else from = middle + 1;
    }
    return WHY_BODY;
}

static bool among(const struct part *p, const char *const *list, size_t count) { return name_index(list, (int)count, p->at, p->len) >= 0; }

/* One class: what speaks against it, what it is called. */
struct class { uint8_t why; bool article, body, page, whole, after_modifier; };

static void weigh_part(const struct part *p, struct class *c) {
    uint8_t why = c->after_modifier ? WHY_BODY : part_why(p);
    if (!c->why) c->why = why;
    c->after_modifier = among(p, modifiers, LENGTH(modifiers));
    c->whole = c->whole || among(p, whole_words, LENGTH(whole_words));
    bool is_article = among(p, article_words, LENGTH(article_words)), is_body = among(p, body_words, LENGTH(body_words));
    c->whole = c->whole || (is_body && c->article) || (is_article && c->body && !c->page);
    c->article = c->article || is_article;
    c->body = c->body || is_body;
    c->page = c->page || among(p, page_words, LENGTH(page_words));
}

/* A class that names the body outweighs others that speak against the element; one that does both (related-post-content) names none. */
static void end_class(const struct class *c, struct trait *t, bool *named) {
    uint8_t what = c->whole && !c->why ? 3 : c->body && c->page ? 2 : c->article || c->body ? 1 : 0;
    *named = *named || what == 3;
    if (what > t->body) t->body = what;
    if (!t->why) t->why = c->why;
}

static void weigh_classes(str s, struct trait *t, bool *named) {
    struct part p;
    struct class c = {0};
    bool fresh;
    for (size_t at = 0; next_part(s, &at, &p, &fresh);) {
        if (fresh) {
            end_class(&c, t, named);
            c = (struct class){0};
        }
        weigh_part(&p, &c);
    }
    end_class(&c, t, named);
}

struct trait class_trait(str class, str id) {
    struct trait t = {0};
    bool named = false;
    weigh_classes(class, &t, &named);
    weigh_classes(id, &t, &named);
    if (named) t.why = WHY_BODY;
    return t;
}

bool class_has(str class, const char *part) {
    enum { CLASS_MAX = 1024 };
    if (class.len > CLASS_MAX) class.len = CLASS_MAX;
    struct part p;
    bool fresh;
    for (size_t at = 0; next_part(class, &at, &p, &fresh);)
        if (compare_part(&p, part) == 0) return true;
    return false;
}
