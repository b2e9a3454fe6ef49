/* When the article was published and changed, and by which witness. SPDX-License-Identifier: Apache-2.0 */
#include "pages/fields.h"
#include "pages/outlet.h"

enum { LINE_LETTERS_MAX = 140 };

static str read_moment(const struct page *p, str text, struct moment *m) {
    enum { TEXT_MAX = 1000 };
    if (!text.len || text.len > TEXT_MAX || !moment_read(p->pk, text, p->place, p->hints->captured, m)) return (str){0};
    return moment_iso(p->arena, m);
}

static str read_date(const struct page *p, str text) {
    struct moment m;
    return read_moment(p, text, &m);
}

/* The dates found in the page's text, by how surely each is that of publication; `agreed`: one is printed by the outlet's clock beside the
 * same told by that of Greenwich. */
struct visible { str published, marked, plain, modified; bool agreed; };

static void note(str *at, str value) {
    if (!at->len) *at = value;
}

static bool has_any(str class, const char *const *words, size_t count) {
    for (size_t i = 0; i < count && class.len; i++)
        if (class_has(class, words[i])) return true;
    return false;
}

static bool is_date_class(str class) {
    static const char *const words[] = {"date*", "time*", "publish*", "posted*", "pubdate", "pub", "updated", "modified"};
    return has_any(class, words, LENGTH(words));
}

bool element_is_date(const struct tree *t, uint32_t i) { return t->at[i].tag == TAG_TIME || is_date_class(tree_value(t, i, ATTRIBUTE_CLASS)); }

/* "published updated" is said of a date that is both. */
static bool is_modified_class(str class) {
    static const char *const words[] = {"modified*", "update*"};
    return has_any(class, words, LENGTH(words)) && !class_has(class, "publish*");
}

/* A date told by the clock of Greenwich, by that of the outlet. */
static str by_clock(const struct page *p, str iso) {
    struct moment m;
    if (!read_moment(p, iso, &m).len) return iso;
    outlet_clock(&m, p->place);
    return moment_iso(p->arena, &m);
}

/* Whether a date told by the clock of Greenwich is one that is printed, to the minute. */
static bool is_printed(const struct page *p, str iso, str printed) {
    enum { TO_THE_MINUTE = 16 };
    if (!str_ends(iso, STR("+00:00")) || printed.len < TO_THE_MINUTE) return false;
    return str_starts(by_clock(p, iso), str_sub(printed, 0, TO_THE_MINUTE));
}

/* Takes a date with what its own words say of it; a second one stands behind a bar, with words of its own. */
static void take_line(const struct page *p, str text, bool marked, struct visible *v) {
    for (bool first = true; text.len; first = false) {
        struct moment m;
        str iso = read_moment(p, text, &m);
        if (iso.len && m.kind == MOMENT_MODIFIED) note(&v->modified, iso);
        else if (iso.len && m.kind == MOMENT_PUBLISHED) note(&v->published, iso);
        else if (iso.len && first) note(marked ? &v->marked : &v->plain, iso);
        const char *bar = memchr(text.at, '|', text.len);
        text = bar ? str_sub(text, (size_t)(bar + 1 - text.at), text.len) : (str){0};
    }
}

/* The date of <time datetime>, or of <abbr title> as hNews has it. */
static str machine_date(const struct page *p, uint32_t i) {
    str datetime = tree_value(p->tree, i, ATTRIBUTE_DATETIME), title = tree_value(p->tree, i, ATTRIBUTE_TITLE);
    int32_t day;
    return datetime.len ? datetime : days_from_iso(title, &day) ? title : (str){0};
}

/* <time> and elements whose class says that a date is in them, near the article. */
static void take_elements(const struct page *p, struct visible *v) {
    uint32_t from = p->heading > 200 ? p->heading - 200 : 1, end = p->holder ? p->tree->at[p->holder].end + 200 : p->tree->len, seen = 0;
    for (uint32_t i = from; i < end && i < p->tree->len && seen < 64; i++) {
        const struct node *n = &p->tree->at[i];
        if (n->tag == TAG_TEXT || why_of_others(p->blocks->why[i]) || p->blocks->why[i] == WHY_CAPTION) continue;
        str class = tree_value(p->tree, i, ATTRIBUTE_CLASS), datetime = machine_date(p, i);
        if (!element_is_date(p->tree, i)) continue;
        seen++;
        str text = node_text(p->tree, i, p->arena);
        if (text.len && utf8_count(text.at, text.len) > LINE_LETTERS_MAX) continue;
        struct moment said = {0};
        str printed = read_moment(p, text, &said);
        bool words = printed.len > 0;
        bool modified = (words && said.kind == MOMENT_MODIFIED) || (datetime.len && is_modified_class(class));
        str iso = read_date(p, datetime);
        v->agreed = v->agreed || is_printed(p, iso, printed);
        if (iso.len) note(modified ? &v->modified : &v->marked, iso);
        else if (words) take_line(p, text, true, v);
    }
}

static void take_blocks(const struct page *p, struct visible *v) {
    for (uint32_t i = p->from; i < p->to; i++) {
        const struct block *b = &p->blocks->at[i];
        if (b->letters > LINE_LETTERS_MAX || why_of_others(b->why) || b->why == WHY_CAPTION) continue;
        if (b->why == WHY_BODY && (b->sentences || b->letters > LINE_LETTERS_MAX / 2)) continue;
        take_line(p, b->text, false, v);
    }
}

/* ---- the address ------------------------------------------------------------------------------------------------------------------------ */

static int digits(const char *at, int n) {
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        v = v * 10 + at[i] - '0';
    }
    return v;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* What follows the year in /2026/jan/23/: the date in words, or unknown. */
static str month_in_words(const struct page *p, const char *at, size_t left) {
    if (left < 10 || at[4] != '/' || at[8] != '/' || !is_digit(at[9])) return (str){0};
    for (int i = 5; i < 8; i++)
        if (at[i] < 'a' || at[i] > 'z') return (str){0};
    int day_len = left > 10 && is_digit(at[10]) ? 2 : 1;
    return arena_printf(p->arena, "%.*s %.3s %.4s", day_len, at + 9, at + 5, at);
}

/* /2026/01/23/, /2026-01-23-, /20260123/, /2026/jan/23/ in an address. */
static str url_date(const struct page *p, str url) {
    for (size_t i = 1; i + 8 <= url.len; i++) {
        const char *at = url.at + i;
        size_t left = url.len - i;
        if (is_digit(at[-1]) || !is_digit(at[0])) continue;
        int year = digits(at, 4), month = -1, day = -1;
        if (year < 1995 || year > 2100) continue;
        if (left >= 10 && (at[4] == '/' || at[4] == '-' || at[4] == '_') && at[7] == at[4] && (left == 10 || !is_digit(at[10]))) {
            month = digits(at + 5, 2);
            day = digits(at + 8, 2);
        } else if (is_digit(at[4]) && (left == 8 || !is_digit(at[8]))) {
            month = digits(at + 4, 2);
            day = digits(at + 6, 2);
        }
        str words = month_in_words(p, at, left);
        if (words.len) return read_date(p, words);
        if (month > 0 && day > 0 && civil_ok(year, month, day))
            return read_date(p, arena_printf(p->arena, "%04d-%02d-%02d", year, month, day));
    }
    return (str){0};
}

static bool publish(struct page *p, str iso, enum date_basis basis) {
    if (!iso.len) return false;
    p->out->article.published = iso;
    p->out->published_basis = basis;
    return true;
}

/* A date that stands on the page without a word on what it is may be one that the report speaks of: where the address has another, that is it. */
static str plain_date(str plain, str of_address) {
    enum { DAY_LENGTH = 10 };
    return of_address.len && !str_starts(plain, str_sub(of_address, 0, DAY_LENGTH)) ? (str){0} : plain;
}

/* Only where nothing tells of publication does the last change stand for it. */
static bool find_published(struct page *p, const struct visible *v) {
    str address = url_date(p, p->out->article.url);
    if (!address.len) address = url_date(p, p->hints->url);
    return publish(p, read_date(p, p->json.published), DATE_JSON_LD) || publish(p, read_date(p, p->meta.published), DATE_META) ||
           publish(p, read_date(p, p->micro.published), DATE_MICRODATA) ||
           publish(p, first_known(v->published, v->marked, plain_date(v->plain, address)), DATE_VISIBLE) || publish(p, address, DATE_URL) ||
           publish(p, v->modified, DATE_VISIBLE) || publish(p, read_date(p, p->json.modified), DATE_JSON_LD) ||
           publish(p, read_date(p, p->meta.modified), DATE_META);
}

/* The day of an article is that of its outlet's clock, where it is known which that is; a page of any other may be of anywhere. */
static void set_clocks(struct page *p, const struct visible *v) {
    str *published = &p->out->article.published, *modified = &p->out->modified;
    bool agreed = v->agreed || is_printed(p, *published, first_known(v->published, v->marked, v->plain)) || is_printed(p, *modified, v->modified);
    if (!agreed && !p->place_known) return;
    *published = by_clock(p, *published);
    *modified = by_clock(p, *modified);
}

void page_dates(struct page *p) {
    struct visible v = {0};
    take_elements(p, &v);
    take_blocks(p, &v);
    find_published(p, &v);
    p->out->modified = first_known(read_date(p, p->json.modified), read_date(p, p->meta.modified), read_date(p, p->micro.modified));
    if (!p->out->modified.len) p->out->modified = v.modified;
    set_clocks(p, &v);
}
