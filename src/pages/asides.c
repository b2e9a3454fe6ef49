/* What the words of a block show it to be: a plea, a link to other articles, a credit; and the place that a report is written from.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pages/fields.h"
#include "pages/passages.h"

enum { ASIDE_LETTERS_MAX = 200, CREDIT_LETTERS_MAX = 60 };

static uint8_t why_of(uint32_t parts) {
    if (parts >> PASSAGE_ADVERT & 1) return WHY_ADVERT;
    if (parts >> PASSAGE_COMMENTS & 1) return WHY_COMMENTS;
    if (parts >> PASSAGE_SHARE & 1) return WHY_SHARE;
    if (parts >> PASSAGE_RELATED & 1) return WHY_RELATED;
    if (parts >> PASSAGE_PLEA & 1) return WHY_PLEA;
    if (parts >> PASSAGE_FOOTER & 1) return WHY_FOOTER;
    return parts >> PASSAGE_PHOTO & 1 || parts >> PASSAGE_PICTURE & 1 ? WHY_CAPTION : WHY_BODY;
}

static uint8_t why_of_line(const pack *pk, str text, uint32_t letters) {
    return letters <= ASIDE_LETTERS_MAX ? why_of(passage_parts(pk, text)) : WHY_BODY;
}

/* After a line that leads to other articles stand their titles: items, links, headings without text of their own. */
static void drop_after_related(struct page *p, uint32_t i) {
    for (; i < p->blocks->len; i++) {
        struct block *b = &p->blocks->at[i];
        if (b->why) continue;
        if (!b->item && !(b->linked * 10 > b->letters * 3)) return;
        b->why = WHY_RELATED;
    }
}

static void drop_asides(struct page *p) {
    bool begun = false, over = false;
    for (uint32_t i = p->from; i < p->to; i++) {
        struct block *b = &p->blocks->at[i];
        if (b->why) continue;
        if (over) {
            b->why = WHY_COMMENTS;
            continue;
        }
        uint8_t why = why_of_line(p->pk, b->text, b->letters);
        begun = begun || (!why && b->weight > 0);
        if (!why) continue;
        b->why = why;
        if (why == WHY_RELATED) drop_after_related(p, i + 1);
        over = why == WHY_COMMENTS && begun;
    }
}

/* ---- credits -------------------------------------------------------------------------------------------------------------------------- */

static str trim_brackets(str s) {
    while (s.len && strchr("([ ", s.at[0])) s = str_sub(s, 1, s.len);
    while (s.len && strchr(")]. ", s.at[s.len - 1])) s.len--;
    if (str_ends(s, STR("।"))) s.len -= 3;
    return s;
}

/* "সূত্র: বাসস", "(রয়টার্স)", "বাসস/ইউএনবি": the names of agencies, or unknown. */
static str credit_of(const pack *pk, str text) {
    str rest, s = trim_brackets(text);
    if (!s.len || utf8_count(s.at, s.len) > CREDIT_LETTERS_MAX) return (str){0};
    if (passage_is(pk, s, PASSAGE_SOURCE, &rest)) return trim_brackets(rest);
    for (size_t from = 0, to; from < s.len; from = to + 1) {
        for (to = from; to < s.len && s.at[to] != ',' && s.at[to] != '/'; to++) {}
        if (!passage_is(pk, str_sub(s, from, to), PASSAGE_AGENCY, NULL)) return (str){0};
    }
    return s;
}

/* A credit behind the last sentence of a text: "… জানান তিনি। সূত্র: বাসস". Cuts it off. */
static str cut_credit(const pack *pk, str *text) {
    enum { TAIL_MAX = 180 };
    size_t from = text->len > TAIL_MAX ? text->len - TAIL_MAX : 0;
    for (size_t at = text->len; at > from + 3; at--) {
        bool after = memcmp(text->at + at - 3, "।", 3) == 0 || (strchr(".!?", text->at[at - 1]) && at < text->len && text->at[at] == ' ');
        if (at >= text->len || (!after && text->at[at] != '(')) continue;
        str tail = str_sub(*text, at, text->len), credit = credit_of(pk, tail);
        if (!credit.len) continue;
        text->len = at;
        while (text->len && text->at[text->len - 1] == ' ') text->len--;
        return credit;
    }
    return (str){0};
}

/* ---- lines at the head and the foot of the body -------------------------------------------------------------------------------------- */

static bool within_time(const struct page *p, const struct block *b) {
    for (uint32_t i = b->first; i != b->node && i; i = p->tree->at[i].up)
        if (p->tree->at[i].tag == TAG_TIME && p->tree->at[i].end >= b->last) return true;
    return p->tree->at[b->node].tag == TAG_TIME;
}

static bool is_date_line(const struct page *p, const struct block *b) {
    struct moment m;
    return moment_read(p->pk, b->text, p->place, p->hints->captured, &m);
}

/* Before the first sentence: the date, the byline and the kicker once more. */
static void drop_head(struct page *p) {
    enum { LINE_LETTERS_MAX = 90 };
    str name = p->out->byline, comma = {name.at, 0};
    while (comma.len < name.len && name.at[comma.len] != ',') comma.len++;
    str byline = compare_key(p, comma), kicker = compare_key(p, p->out->kicker);
    for (uint32_t i = p->from; i < p->to; i++) {
        struct block *b = &p->blocks->at[i];
        if (b->why) continue;
        if (b->sentences || b->letters > LINE_LETTERS_MAX) return;
        str key = compare_key(p, b->text);
        if (is_date_line(p, b)) b->why = WHY_DATE;
        else if (byline.len && str_holds(key, byline)) b->why = WHY_BYLINE;
        else if (kicker.len && str_eq(key, kicker)) b->why = WHY_TITLE;
    }
}

static void drop_times(struct page *p) {
    for (uint32_t i = p->from; i < p->to; i++)
        if (!p->blocks->at[i].why && within_time(p, &p->blocks->at[i])) p->blocks->at[i].why = WHY_DATE;
}

/* "আজকাল/এমএ": the outlet and the initials of who edited it, as the last line. */
static bool is_initials(const struct block *b) {
    enum { LETTERS_MAX = 36, INITIALS_MAX = 10 };
    const char *slash = b->text.len ? memrchr(b->text.at, '/', b->text.len) : NULL;
    if (!slash || slash == b->text.at || b->letters > LETTERS_MAX || b->sentences || b->linked || b->heading || b->item) return false;
    str tail = str_sub(b->text, (size_t)(slash + 1 - b->text.at), b->text.len);
    return tail.len && utf8_count(tail.at, tail.len) <= INITIALS_MAX;
}

static void drop_initials(struct page *p) {
    for (uint32_t i = p->to; i-- > p->from;) {
        struct block *b = &p->blocks->at[i];
        if (b->why) continue;
        if (is_initials(b) && !credit_of(p->pk, b->text).len) b->why = WHY_BYLINE;
        return;
    }
}

/* The last lines of the body. */
static void find_credit(struct page *p) {
    enum { LAST = 3 };
    int seen = 0;
    for (uint32_t i = p->to; i-- > p->from && seen < LAST;) {
        struct block *b = &p->blocks->at[i];
        if (b->why) continue;
        seen++;
        str credit = credit_of(p->pk, b->text);
        if (credit.len) b->why = WHY_CREDIT;
        else if (seen == 1) credit = cut_credit(p->pk, &b->text);
        if (credit.len && !p->out->credit.len) p->out->credit = clean_text(p->arena, credit);
        if (b->weight > 0) return;
    }
}

/* ---- the dateline ------------------------------------------------------------------------------------------------------------------------ */

static bool names_place(const struct page *p, str text) {
    char folded[256];
    if (!text.len || fold_bound(text.len) > sizeof folded) return false;
    str whole = {folded, fold(&p->pk->letters, text.at, text.len, folded, NULL)};
    const char *space = memchr(whole.at, ' ', whole.len);
    uint32_t first = pack_find(p->pk, space ? str_sub(whole, 0, (size_t)(space - whole.at)) : whole);
    if (first == NO_WORD) return false;
    const struct word *w = pack_word(p->pk, first);
    const uint32_t *phrases = pack_phrase_list(p->pk, w);
    for (uint32_t i = 0; i < w->phrase_count; i++) {
        const struct phrase *f = pack_phrase(p->pk, phrases[i]);
        uint8_t kind = pack_entry(p->pk, f->entry)->kind;
        if (kind != ENTRY_PLACE && kind != ENTRY_COUNTRY && kind != ENTRY_SEAT) continue;
        size_t at = 0;
        bool same = true;
        for (uint32_t k = 0; k < f->count && same; k++) {
            str word = pack_word_text(p->pk, pack_words(p->pk, f->words)[k] & ~ELEMENT_VERB);
            same = str_starts(str_sub(whole, at, whole.len), word);
            at += same ? word.len : 0;
            if (same && k + 1 < f->count) same = at < whole.len && whole.at[at++] == ' ';
        }
        if (same && at == whole.len) return true;
    }
    return false;
}

/* "ঢাকা, ২৩ জানুয়ারি —", "ঢাকা (বাসস):", "নয়াদিল্লি:": a place that the pack knows, before a dash, a colon or a danda. */
static void find_dateline(struct page *p) {
    enum { HEAD_MAX = 160 };
    for (uint32_t i = p->from; i < p->to; i++) {
        const struct block *b = &p->blocks->at[i];
        if (b->why || b->heading) continue;
        str head = str_sub(b->text, 0, b->text.len < HEAD_MAX ? utf8_valid_len(b->text.at, b->text.len) : utf8_valid_len(b->text.at, HEAD_MAX));
        static const char *const ends[] = {"—", "–", " - ", ")-", ":", "ঃ ", "।"};
        for (size_t k = 0; k < LENGTH(ends); k++) {
            const char *at = head.len ? memmem(head.at, head.len, ends[k], strlen(ends[k])) : NULL;
            if (at) head.len = (size_t)(at - head.at);
        }
        if (head.len == b->text.len || head.len >= HEAD_MAX - 4) return;
        size_t end = 0;
        while (end < head.len && head.at[end] != ',' && head.at[end] != '(') end++;
        while (end && head.at[end - 1] == ' ') end--;
        str place = str_sub(head, 0, end);
        if (!names_place(p, place)) return;
        p->out->dateline = place;
        const char *open = memchr(head.at, '(', head.len);
        if (open && !p->out->credit.len) p->out->credit = credit_of(p->pk, str_sub(head, (size_t)(open - head.at), head.len));
        return;
    }
}

void page_passages(struct page *p) {
    drop_times(p);
    drop_head(p);
    drop_asides(p);
    drop_initials(p);
    find_credit(p);
    find_dateline(p);
}

/* ---- plain text ------------------------------------------------------------------------------------------------------------------------- */

struct lines { const pack *pk; struct arena *arena; struct document *out; struct buf body; VEC(struct dropped) dropped; bool why; };

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void cut_blanks(str *s) {
    while (s->len && is_blank(s->at[s->len - 1])) s->len--;
}

static str trim_blanks(str s) {
    while (s.len && is_blank(s.at[0])) s = str_sub(s, 1, s.len);
    cut_blanks(&s);
    return s;
}

static void drop_line(struct lines *l, str line, uint8_t why) {
    if (l->why) *vec_push(l->arena, &l->dropped) = (struct dropped){arena_copy(l->arena, line), why_names[why]};
}

/* The credit that the text ends with, as its last line or behind its last sentence. */
static void take_last_credit(struct lines *l, str *text) {
    cut_blanks(text);
    const char *newline = text->len ? memrchr(text->at, '\n', text->len) : NULL;
    size_t from = newline ? (size_t)(newline + 1 - text->at) : 0;
    str line = str_sub(*text, from, text->len), last = trim_blanks(line), credit = from ? credit_of(l->pk, last) : (str){0};
    if (credit.len) {
        drop_line(l, last, WHY_CREDIT);
        text->len = from;
        cut_blanks(text);
    } else {
        credit = cut_credit(l->pk, &line);
        text->len = from + line.len;
    }
    if (credit.len && !l->out->credit.len) l->out->credit = clean_text(l->arena, credit);
}

static void take_lines(struct lines *l, str text) {
    for (size_t at = 0, end; at < text.len; at = end) {
        const char *newline = memchr(text.at + at, '\n', text.len - at);
        end = newline ? (size_t)(newline + 1 - text.at) : text.len;
        str line = trim_blanks(str_sub(text, at, end));
        uint8_t why = line.len ? why_of_line(l->pk, line, (uint32_t)utf8_count(line.at, line.len)) : WHY_BODY;
        if (why) drop_line(l, line, why);
        else buf_str(&l->body, str_sub(text, at, end));
    }
}

void page_read_lines(const ghotona_pack *pk, str text, const struct page_hints *hints, struct arena *arena, struct document *out) {
    struct lines l = {.pk = pk, .arena = arena, .out = out, .why = hints->why};
    take_lines(&l, text);
    str body = buf_view(&l.body);
    take_last_credit(&l, &body);
    out->article.body = body.len == text.len ? text : arena_copy(arena, body);
    out->dropped = l.dropped.at;
    out->dropped_count = l.dropped.len;
    buf_free(&l.body);
}
