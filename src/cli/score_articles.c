/* Scores the people, dates and quotations of articles, figure for figure as gold/score_articles.py does; its docstring says what
 * the figures mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/score.h"
#include "cli/cli.h"
#include <stdlib.h>

/* How many were right, missing, too many; and of the right ones, how many had which attribute right. */
struct share { size_t right, of; };
struct tally { size_t tp, fp, fn; };

struct scoring {
    const struct score_options *options;
    struct arena arena;             /* emptied after each article */
    struct tally people, dates, quotes;
    struct share code, sector, value, direct, speaker;
    int shown;
};

/* A range of code points. */
struct range { long start, end; };

/* ---- text ------------------------------------------------------------------------------------------------------------------- */

/* Words of a folded name; it has no space at its ends and none doubled. */
struct words { str *at; size_t len; };

static struct words split_words(struct arena *a, str s) {
    struct words words = {arena_new(a, str, s.len / 2 + 1), 0};
    for (size_t at = 0; at < s.len;) {
        const char *space = memchr(s.at + at, ' ', s.len - at);
        size_t end = space ? (size_t)(space - s.at) : s.len;
        words.at[words.len++] = str_sub(s, at, end);
        at = end + 1;
    }
    return words;
}

static bool words_at(const struct words *whole, size_t at, const struct words *part) {
    for (size_t i = 0; i < part->len; i++)
        if (!str_eq(whole->at[at + i], part->at[i])) return false;
    return true;
}

static bool has_long_word(const struct words *words) {
    for (size_t i = 0; i < words->len; i++)
        if (utf8_count(words->at[i].at, words->at[i].len) >= 3) return true;
    return false;
}

/* One name holds the other as whole words, one of them of three letters or more. */
static bool holds_name(struct arena *a, str x, str y) {
    struct words whole = split_words(a, x), part = split_words(a, y);
    if (whole.len < part.len) {
        struct words other = whole;
        whole = part;
        part = other;
    }
    if (!has_long_word(&part)) return false;
    for (size_t at = 0; at + part.len <= whole.len; at++)
        if (words_at(&whole, at, &part)) return true;
    return false;
}

/* Where `part` stands in text from byte `from`, as a byte offset, or SIZE_MAX. */
static size_t find_text(str text, str part, size_t from) {
    if (part.len == 0) return from;
    const char *at = from < text.len ? memmem(text.at + from, text.len - from, part.at, part.len) : NULL;
    return at ? (size_t)(at - text.at) : SIZE_MAX;
}

static long points(str text, size_t from, size_t to) { return (long)utf8_count(text.at + from, to - from); }

/* The share of the longer range that both cover. */
static double overlap(struct range x, struct range y) {
    long both = (x.end < y.end ? x.end : y.end) - (x.start > y.start ? x.start : y.start);
    long longer = x.end - x.start > y.end - y.start ? x.end - x.start : y.end - y.start;
    return both > 0 ? (double)both / (double)(longer > 1 ? longer : 1) : 0;
}

/* ---- pairing, best first ---------------------------------------------------------------------------------------------------- */

struct pair { double score; size_t gold, ours; };
struct pairs { struct pair *at; uint32_t len, cap; };

/* Which of ours each gold item was paired with (SIZE_MAX: none), and which of ours tells a paired one again. */
struct pairing { size_t *of; bool *used, *again; size_t gold_count, our_count; };

static int by_score(const void *x, const void *y) {
    const struct pair *a = x, *b = y;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    if (a->gold != b->gold) return a->gold < b->gold ? -1 : 1;
    return (a->ours > b->ours) - (a->ours < b->ours);
}

static struct pairing pair_up(struct arena *a, struct pairs *pairs, size_t gold_count, size_t our_count) {
    struct pairing p = {arena_new(a, size_t, gold_count), arena_new(a, bool, our_count), arena_new(a, bool, our_count), gold_count,
                        our_count};
    for (size_t i = 0; i < gold_count; i++) p.of[i] = SIZE_MAX;
    if (pairs->len > 0) qsort(pairs->at, pairs->len, sizeof *pairs->at, by_score);
    for (uint32_t i = 0; i < pairs->len; i++) {
        const struct pair *pair = &pairs->at[i];
        if (p.of[pair->gold] != SIZE_MAX || p.used[pair->ours]) continue;
        p.of[pair->gold] = pair->ours;
        p.used[pair->ours] = true;
    }
    for (uint32_t i = 0; i < pairs->len; i++) p.again[pairs->at[i].ours] |= !p.used[pairs->at[i].ours];
    return p;
}

static void add_pair(struct arena *a, struct pairs *pairs, double score, size_t gold, size_t ours) {
    if (score > 0) *vec_push(a, pairs) = (struct pair){score, gold, ours};
}

static bool is_extra(const struct pairing *p, size_t ours) { return !p->used[ours] && !p->again[ours]; }

static void count_pairing(struct tally *tally, const struct pairing *p) {
    for (size_t i = 0; i < p->gold_count; i++) *(p->of[i] == SIZE_MAX ? &tally->fn : &tally->tp) += 1;
    for (size_t i = 0; i < p->our_count; i++) tally->fp += is_extra(p, i);
}

/* ---- what is said of a mistake ---------------------------------------------------------------------------------------------- */

static bool may_show(struct scoring *s) { return s->shown < s->options->show && ++s->shown; }

/* A text as it is, None for none. */
static void put_printed(struct buf *to, const json_t *object, const char *field) {
    str s = json_str(object, field);
    buf_str(to, s.at ? s : STR("None"));
}

static struct buf line_begin(const char *what, str id) {
    struct buf line = {0};
    buf_printf(&line, "%-15s %.*s ", what, (int)id.len, id.at);
    return line;
}

static void line_end(struct buf *line) {
    buf_byte(line, '\n');
    fwrite(line->at, 1, line->len, stderr);
    buf_free(line);
}

static void show_field(struct scoring *s, const char *what, str id, const json_t *object, const char *field) {
    if (!may_show(s)) return;
    struct buf line = line_begin(what, id);
    put_printed(&line, object, field);
    line_end(&line);
}

/* One article: the gold's coding, what we found in it, its text. */
struct article { str id; const json_t *gold, *ours; str text; };

static void show_unpaired(struct scoring *s, const struct article *x, const struct pairing *p, const char *list, const char *field,
                          const char *missed, const char *spurious) {
    for (size_t i = 0; i < p->gold_count; i++)
        if (p->of[i] == SIZE_MAX) show_field(s, missed, x->id, json_array_get(json_list(x->gold, list), i), field);
    for (size_t i = 0; i < p->our_count; i++)
        if (is_extra(p, i)) show_field(s, spurious, x->id, json_array_get(json_list(x->ours, list), i), field);
}

static void count_share(struct share *share, bool right) {
    share->of++;
    share->right += right;
}

static bool same_value(str a, str b) { return (a.at != NULL) == (b.at != NULL) && str_eq(a, b); }

/* ---- people ----------------------------------------------------------------------------------------------------------------- */

static str *fold_all(struct arena *a, const json_t *list, const char *field) {
    str *folded = arena_new(a, str, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) folded[i] = score_fold(a, json_str(json_array_get(list, i), field));
    return folded;
}

static void count_person(struct scoring *s, const json_t *gold, const json_t *ours) {
    str code = json_str(gold, "code"), sector = json_str(gold, "sector");
    if (code.len > 0) count_share(&s->code, same_value(code, json_str(ours, "code")));
    if (sector.len > 0) count_share(&s->sector, same_value(sector, json_str(ours, "sector")));
}

static void score_people(struct scoring *s, const struct article *x) {
    struct arena *a = &s->arena;
    const json_t *gold = json_list(x->gold, "people"), *ours = json_list(x->ours, "people");
    size_t n = json_array_size(gold), m = json_array_size(ours);
    str *wanted = fold_all(a, gold, "name"), *names = fold_all(a, ours, "name");
    struct pairs pairs = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            add_pair(a, &pairs, str_eq(wanted[i], names[j]) ? 2 : holds_name(a, wanted[i], names[j]) ? 1 : 0, i, j);
    struct pairing p = pair_up(a, &pairs, n, m);
    count_pairing(&s->people, &p);
    for (size_t i = 0; i < n; i++)
        if (p.of[i] != SIZE_MAX) count_person(s, json_array_get(gold, i), json_array_get(ours, p.of[i]));
    show_unpaired(s, x, &p, "people", "name", "PERSON MISSED", "PERSON SPURIOUS");
}

/* ---- dates ------------------------------------------------------------------------------------------------------------------ */

struct ranges { struct range *at; uint32_t len, cap; };

/* Every place where `part` stands in the text, none overlapping the one before. */
static struct ranges find_all(struct arena *a, str text, str part) {
    struct ranges found = {0};
    long length = (long)utf8_count(part.at, part.len), point = 0;
    size_t counted = 0;
    for (size_t at = 0; part.len > 0 && (at = find_text(text, part, at)) != SIZE_MAX; at += part.len) {
        point += points(text, counted, at);
        counted = at;
        *vec_push(a, &found) = (struct range){point, point + length};
    }
    return found;
}

static struct range range_of(const json_t *object) { return (struct range){json_long(object, "start"), json_long(object, "end")}; }

static double best_overlap(const struct ranges *places, struct range ours) {
    double best = 0;
    for (uint32_t i = 0; i < places->len; i++) {
        double share = overlap(places->at[i], ours);
        if (share > best) best = share;
    }
    return best >= 0.5 ? best : 0;
}

/* A value that is absent and an empty one are the same. */
static bool same_date(const json_t *gold, const json_t *ours) { return str_eq(json_str(gold, "value"), json_str(ours, "value")); }

static void show_value(struct scoring *s, str id, const json_t *gold, const json_t *ours) {
    if (!may_show(s)) return;
    struct buf line = line_begin("DATE VALUE", id);
    put_printed(&line, gold, "text");
    buf_text(&line, " gold ");
    put_printed(&line, gold, "value");
    buf_text(&line, " ours ");
    put_printed(&line, ours, "value");
    line_end(&line);
}

static void score_dates(struct scoring *s, const struct article *x) {
    struct arena *a = &s->arena;
    const json_t *gold = json_list(x->gold, "dates"), *ours = json_list(x->ours, "dates");
    size_t n = json_array_size(gold), m = json_array_size(ours);
    struct pairs pairs = {0};
    for (size_t i = 0; i < n; i++) {
        struct ranges places = find_all(a, x->text, json_str(json_array_get(gold, i), "text"));
        for (size_t j = 0; j < m; j++) add_pair(a, &pairs, best_overlap(&places, range_of(json_array_get(ours, j))), i, j);
    }
    struct pairing p = pair_up(a, &pairs, n, m);
    count_pairing(&s->dates, &p);
    for (uint32_t i = 0; i < pairs.len; i++) {              /* in the order of pairing, as score_articles.py shows them */
        const json_t *g = json_array_get(gold, pairs.at[i].gold), *o = json_array_get(ours, pairs.at[i].ours);
        if (p.of[pairs.at[i].gold] != pairs.at[i].ours) continue;
        bool right = same_date(g, o);
        count_share(&s->value, right);
        if (!right) show_value(s, x->id, g, o);
    }
    show_unpaired(s, x, &p, "dates", "text", "DATE MISSED", "DATE SPURIOUS");
}

/* ---- quotations ------------------------------------------------------------------------------------------------------------- */

/* From the quotation's first words to its last ones; start < 0 where the text does not have them. */
static struct range quote_range(str text, const json_t *quote) {
    str first = json_str(quote, "start"), last = json_str(quote, "end");
    size_t from = find_text(text, first, 0);
    if (from == SIZE_MAX) return (struct range){-1, -1};
    size_t end = find_text(text, last, from);
    size_t to = end == SIZE_MAX ? from + first.len : end + last.len;
    long start = points(text, 0, from);
    return (struct range){start, start + points(text, from, to)};
}

static void count_quote(struct scoring *s, const json_t *gold, const json_t *ours) {
    str speaker = json_str(gold, "speaker");
    count_share(&s->direct, json_is_true(json_object_get(gold, "direct")) == json_is_true(json_object_get(ours, "direct")));
    if (speaker.len == 0) return;
    str wanted = score_fold(&s->arena, speaker), got = score_fold(&s->arena, json_str(ours, "speaker"));
    count_share(&s->speaker, got.len > 0 && (holds_text(got, wanted) || holds_text(wanted, got)));
}

/* The bytes of code points [from, to), cut at the end of the text. */
static str text_of_range(str text, struct range r) {
    size_t at = 0, used, from = text.len;
    for (long point = 0; at < text.len && point < r.end; point++, at += used) {
        if (point == r.start) from = at;
        utf8_valid_next(text.at + at, &used);
    }
    return from < at ? str_sub(text, from, at) : STR("");
}

enum { SHOWN_POINTS = 60 };

static void show_quotes(struct scoring *s, const struct article *x, const struct pairing *p) {
    for (size_t i = 0; i < p->gold_count; i++) {
        const json_t *quote = json_array_get(json_list(x->gold, "quotes"), i);
        if (p->of[i] != SIZE_MAX || !may_show(s)) continue;
        struct buf line = line_begin("QUOTE MISSED", x->id);
        const char *const fields[] = {"speaker", "start", "end"}, *const between[] = {"", " | ", " … "};
        for (size_t f = 0; f < LENGTH(fields); f++) {
            buf_text(&line, between[f]);
            put_printed(&line, quote, fields[f]);
        }
        line_end(&line);
    }
    for (size_t i = 0; i < p->our_count; i++) {
        const json_t *quote = json_array_get(json_list(x->ours, "quotes"), i);
        if (!is_extra(p, i) || !may_show(s)) continue;
        struct buf line = line_begin("QUOTE SPURIOUS", x->id);
        struct range r = range_of(quote);
        if (r.end > r.start + SHOWN_POINTS) r.end = r.start + SHOWN_POINTS;
        put_printed(&line, quote, "speaker");
        buf_text(&line, " | ");
        buf_str(&line, text_of_range(x->text, r));
        line_end(&line);
    }
}

static void score_quotes(struct scoring *s, const struct article *x) {
    struct arena *a = &s->arena;
    const json_t *gold = json_list(x->gold, "quotes"), *ours = json_list(x->ours, "quotes");
    size_t n = json_array_size(gold), m = json_array_size(ours);
    struct pairs pairs = {0};
    for (size_t i = 0; i < n; i++) {
        struct range wanted = quote_range(x->text, json_array_get(gold, i));
        for (size_t j = 0; j < m; j++) {
            double share = wanted.start < 0 ? 0 : overlap(wanted, range_of(json_array_get(ours, j)));
            add_pair(a, &pairs, share >= 0.5 ? share : 0, i, j);
        }
    }
    struct pairing p = pair_up(a, &pairs, n, m);
    count_pairing(&s->quotes, &p);
    for (size_t i = 0; i < n; i++)
        if (p.of[i] != SIZE_MAX) count_quote(s, json_array_get(gold, i), json_array_get(ours, p.of[i]));
    show_quotes(s, x, &p);
}

/* ---- printing --------------------------------------------------------------------------------------------------------------- */

struct extra { const char *name; const struct share *share; };

/* `precision 0.5  recall …` or `"precision": 0.5, "recall": …`. */
static void put_kind(struct buf *to, bool json, const struct tally *t, const struct extra *extras, size_t extra_count) {
    struct prf f = prf_of(t->tp, t->fp, t->fn);
    const struct { const char *name; double value; } figures[] = {{"precision", f.precision}, {"recall", f.recall}, {"f1", f.f1}};
    const char *format = json ? "\"%s\": " : "%s ", *between = json ? ", " : "  ";
    for (size_t i = 0; i < LENGTH(figures); i++) {
        buf_printf(to, format, figures[i].name);
        put_rounded(to, figures[i].value, 3);
        buf_text(to, between);
    }
    buf_printf(to, format, "gold");
    buf_printf(to, "%zu", t->tp + t->fn);
    for (size_t i = 0; i < extra_count; i++) {
        buf_text(to, between);
        buf_printf(to, format, extras[i].name);
        put_share(to, extras[i].share->right, extras[i].share->of, json ? "null" : "None");
    }
}

static int print_all(const struct scoring *s) {
    const struct { const char *name; const struct tally *tally; struct extra extras[2]; size_t extra_count; } kinds[] = {
        {"people", &s->people, {{"country", &s->code}, {"sector", &s->sector}}, 2},
        {"dates", &s->dates, {{"value", &s->value}}, 1},
        {"quotes", &s->quotes, {{"speaker", &s->speaker}, {"direct", &s->direct}}, 2},
    };
    bool json = s->options->json;
    struct buf out = {0};
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        if (json) buf_printf(&out, "%s\"%s\": {", i == 0 ? "{" : ", ", kinds[i].name);
        else buf_printf(&out, "%-7s ", kinds[i].name);
        put_kind(&out, json, kinds[i].tally, kinds[i].extras, kinds[i].extra_count);
        buf_byte(&out, json ? '}' : '\n');
    }
    if (json) buf_text(&out, "}\n");
    return print_scores(&out);
}

/* ---- loading ---------------------------------------------------------------------------------------------------------------- */

/* By id, the line of each; a later one takes an earlier one's place. False after a message. */
static bool index_lines(const struct json_lines *lines, struct ids *ids) {
    for (size_t i = 0; i < lines->len; i++) {
        if (!need_string(lines, i, "id")) return false;
        ids_set(ids, json_str(lines->at[i].object, "id"), i);
    }
    return true;
}

static str article_text(struct arena *a, const json_t *article) {
    str title = json_str(article, "title"), body = json_str(article, "body");
    if (body.len == 0) body = json_str(article, "text");
    char *text = arena_alloc(a, title.len + 1 + body.len);
    if (title.len > 0) memcpy(text, title.at, title.len);
    text[title.len] = '\n';
    if (body.len > 0) memcpy(text + title.len + 1, body.at, body.len);
    return (str){text, title.len + 1 + body.len};
}

struct indexed { const struct json_lines *lines; struct ids ids; };

static bool score_line(struct scoring *s, const struct json_lines *gold, size_t i, const struct indexed *ours,
                       const struct indexed *texts) {
    if (!need_string(gold, i, "id")) return false;
    str id = json_str(gold->at[i].object, "id");
    size_t text = ids_get(&texts->ids, id), found = ids_get(&ours->ids, id);
    if (text == SIZE_MAX) {
        talk("%s:%u: article %.*s is not in %s; give its articles with --text", gold->file, gold->at[i].line, (int)id.len, id.at,
             texts->lines->file);
        return false;
    }
    struct article x = {id, gold->at[i].object, found == SIZE_MAX ? NULL : ours->lines->at[found].object,
                        article_text(&s->arena, texts->lines->at[text].object)};
    score_people(s, &x);
    score_dates(s, &x);
    score_quotes(s, &x);
    arena_reset(&s->arena);
    return true;
}

int score_articles(const struct score_options *o, const struct json_lines *gold, const struct json_lines *ours) {
    struct scoring s = {.options = o};
    struct json_lines articles = {0};
    struct indexed found = {ours, {0}}, texts = {&articles, {0}};
    bool ok = json_lines_load(&articles, o->text) && index_lines(ours, &found.ids) && index_lines(&articles, &texts.ids);
    for (size_t i = 0; ok && i < gold->len; i++) ok = score_line(&s, gold, i, &found, &texts);
    int end = ok ? print_all(&s) : CLI_FAILED;
    json_decref(found.ids.map);
    json_decref(texts.ids.map);
    json_lines_free(&articles);
    arena_free(&s.arena);
    return end;
}
