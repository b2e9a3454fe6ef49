/* Texts, sentences and marks of what was found. The text index has places of words alone: the words of the text are counted to find them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "archive/found.h"
#include "text/text.h"
#include <stdlib.h>

enum { BODY_COLUMN, TITLE_COLUMN };

/* A version's text with what was found in it. */
struct shown {
    str text; size_t body;          /* where the body begins */
    const span *sentences; size_t sentence_count;
    VEC(struct mark) marks;
};
struct mark { span at; uint32_t phrase; };

/* ---- marks ----------------------------------------------------------------------------------------------------------------------- */

static int hit_order(const void *left, const void *right) {
    const struct hit *a = left, *b = right;
    if (a->column != b->column) return (a->column > b->column) - (a->column < b->column);
    return (a->token > b->token) - (a->token < b->token);
}

/* Bytes that no word begins with but one that folding may leave nothing of. */
static bool may_be_nothing(str token) { return (unsigned char)*token.at > 0xE0; }

/* Whether token i is a word of the index, and how many tokens that takes. Nearly always a token is a word; where an ending
 * may have been written apart, or nothing be left, the analysis that made the index tells. */
static bool is_word(struct selection *s, str text, const struct tokens *tokens, uint32_t i, uint32_t *taken) {
    const ghotona_word *words;
    size_t count;
    bool apart = i + 2 < tokens->len && tokens->at[i + 1].kind == TOKEN_PUNCT && tokens->at[i + 1].joined && tokens->at[i + 2].joined;
    *taken = 1;
    if (!apart && !may_be_nothing(token_raw(text, &tokens->at[i]))) return tokens->at[i].kind != TOKEN_PUNCT;
    if (tokens->at[i].kind == TOKEN_PUNCT) return false;
    str piece = str_sub(text, tokens->at[i].start, tokens->at[i + (apart ? 2 : 0)].end);
    if (ghotona_analyse(s->words, piece, &words, &count) != GHOTONA_OK) return true;
    if (apart && count == 1) *taken = 3;
    return count > 0 && words[0].kind != GHOTONA_SIGN && words[0].form.len > 0;
}

/* Marks the hits, which are in order, in the text of their column, which begins at `base`. */
static void mark_column(struct selection *s, struct shown *to, str text, size_t base, const struct hit *hits, size_t count) {
    if (count == 0) return;
    struct tokens tokens = cut_tokens(s->arena, text);
    span *words = arena_space(s->arena, sizeof *words * (tokens.len + 1));
    size_t kept = 0, needed = (size_t)hits[count - 1].token + QUERY_PHRASE_MAX;
    for (uint32_t i = 0, taken; i < tokens.len && kept <= needed; i += taken)
        if (is_word(s, text, &tokens, i, &taken)) words[kept++] = (span){tokens.at[i].start, tokens.at[i + taken - 1].end};
    for (size_t i = 0; i < count; i++) {
        size_t last = (size_t)hits[i].token + (hits[i].length ? hits[i].length - 1 : 0);
        if (last >= kept) break;
        span at = {(uint32_t)base + words[hits[i].token].start, (uint32_t)base + words[last].end};
        *vec_push(s->arena, &to->marks) = (struct mark){at, hits[i].phrase};
    }
}

static int mark_order(const void *left, const void *right) {
    const struct mark *a = left, *b = right;
    if (a->at.start != b->at.start) return (a->at.start > b->at.start) - (a->at.start < b->at.start);
    return (a->at.end > b->at.end) - (a->at.end < b->at.end);
}

static void mark_hits(struct selection *s, int64_t version, struct shown *to) {
    if (!s->match.at) return;
    sqlite3_stmt *found = store_bind(s->archive, "SELECT hits(search) FROM search WHERE search MATCH ? AND rowid = ?", "si", s->match, version);
    if (!store_row(s->archive, found)) return;
    str bytes = arena_copy(s->arena, store_text(found, 0));
    sqlite3_reset(found);
    size_t count = bytes.len / sizeof(struct hit), in_body = 0;
    struct hit *hits = arena_new(s->arena, struct hit, count);
    if (count) memcpy(hits, bytes.at, count * sizeof *hits);
    qsort(hits, count, sizeof *hits, hit_order);
    while (in_body < count && hits[in_body].column == BODY_COLUMN) in_body++;
    mark_column(s, to, str_sub(to->text, to->body, to->text.len), to->body, hits, in_body);
    mark_column(s, to, str_sub(to->text, 0, to->body), 0, hits + in_body, count - in_body);
    if (to->marks.len) qsort(to->marks.at, to->marks.len, sizeof *to->marks.at, mark_order);
}

/* ---- texts ----------------------------------------------------------------------------------------------------------------------- */

static bool load_text(struct selection *s, int64_t version, bool titled, struct shown *to) {
    struct buf text = {0};
    bool ok = archive_text(s->archive, version, &text) && archive_sentences(s->archive, version, s->arena, &to->sentences, &to->sentence_count);
    to->text = arena_copy(s->arena, buf_view(&text));
    const char *line = titled && text.len ? memchr(to->text.at, '\n', to->text.len) : NULL;
    to->body = line ? (size_t)(line - to->text.at) + 1 : 0;
    buf_free(&text);
    for (size_t i = 0; ok && i < to->sentence_count; i++)
        if (to->sentences[i].start > to->sentences[i].end || to->sentences[i].end > to->text.len)
            ok = store_complain(s->archive, ARCHIVE_DAMAGED, "%s: the sentences of version %lld are not those of its text; 'ghotona verify' tells more", s->archive->path, (long long)version);
    return ok;
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------------- */

/* The marks within a sentence, those that overlap as one; spans of the sentence. */
static void cut_marks(struct selection *s, const struct shown *from, span sentence, struct search_sentence *to) {
    VEC(span) marks = {0};
    for (uint32_t i = 0; i < from->marks.len; i++) {
        span at = from->marks.at[i].at;
        if (at.start < sentence.start || at.start >= sentence.end) continue;
        at.end = at.end < sentence.end ? at.end : sentence.end;         /* a phrase goes over its end */
        span mark = {at.start - sentence.start, at.end - sentence.start};
        if (marks.len && mark.start <= marks.at[marks.len - 1].end) {
            if (mark.end > marks.at[marks.len - 1].end) marks.at[marks.len - 1].end = mark.end;
        } else {
            *vec_push(s->arena, &marks) = mark;
        }
    }
    to->marks = marks.at;
    to->mark_count = marks.len;
}

static void cut_sentence(struct selection *s, const struct shown *from, size_t number, struct search_sentence *to) {
    if (number >= from->sentence_count) return;
    span at = from->sentences[number];
    to->number = (uint32_t)number;
    to->text = str_sub(from->text, at.start, at.end);
    cut_marks(s, from, at, to);
}

/* How much a sentence shows: the phrases that stand in it, each once. */
static unsigned worth(const struct shown *x, span sentence) {
    uint64_t phrases = 0;
    for (uint32_t i = 0; i < x->marks.len; i++) {
        span at = x->marks.at[i].at;
        if (at.start >= sentence.start && at.start < sentence.end) phrases |= (uint64_t)1 << (x->marks.at[i].phrase % 64);
    }
    return (unsigned)__builtin_popcountll(phrases);
}

/* The sentence that shows most, the act's own one if none shows more, the title only when nothing else shows anything; and how many others
 * show something. `act`: sentence of a record that was asked for, or -1. */
static size_t choose_sentence(const struct shown *x, int64_t act, size_t *more) {
    bool titled = x->body > 0 && x->sentence_count > 1;
    size_t best = act >= 0 ? (size_t)act : titled ? 1 : 0, shown = 0;
    unsigned most = best < x->sentence_count ? worth(x, x->sentences[best]) : 0;
    for (size_t i = 0; i < x->sentence_count; i++) {
        unsigned n = worth(x, x->sentences[i]);
        shown += n > 0;
        if (n <= most || (titled && i == 0)) continue;
        most = n;
        best = i;
    }
    if (most == 0 && shown > 0) best = 0;
    *more = shown ? shown - 1 : 0;
    return best;
}

/* ---- articles -------------------------------------------------------------------------------------------------------------------- */

static str column(struct selection *s, sqlite3_stmt *row, int at) { return arena_copy(s->arena, store_text(row, at)); }

/* The best record of a version that was asked for: its sentence and trigger. */
static int64_t act_of(struct selection *s, int64_t version, span *trigger) {
    int64_t sentence = -1;
    if (!s->acts.sql.len) return sentence;
    sqlite3_stmt *row = select_prepare(s, "SELECT r.sentence, r.trigger_start, r.trigger_stop FROM record r INDEXED BY record_version WHERE r.version = ?1 AND ", &s->acts, " ORDER BY r.confidence DESC, r.id LIMIT 1", 2);
    if (row) sqlite3_bind_int64(row, 1, version);
    if (select_step(s->archive, row)) {
        sentence = sqlite3_column_int64(row, 0);
        *trigger = (span){(uint32_t)sqlite3_column_int64(row, 1), (uint32_t)sqlite3_column_int64(row, 2)};
    }
    sqlite3_finalize(row);
    return sentence;
}

static void put_acts(struct selection *s, int64_t version, struct found_article *to) {
    VEC(str) acts = {0};
    sqlite3_stmt *row = store_bind(s->archive, "SELECT DISTINCT n.text FROM record r JOIN name n ON n.id = r.type WHERE r.version = ? ORDER BY 1", "i", version);
    while (store_row(s->archive, row)) *vec_push(s->arena, &acts) = column(s, row, 0);
    to->acts = acts.at;
    to->act_count = acts.len;
}

void found_article(struct selection *s, int64_t version, struct found_article *to) {
    struct shown shown = {0};
    span trigger = {0, 0};
    *to = (struct found_article){.version = version};
    sqlite3_stmt *row = store_bind(s->archive, "SELECT v.article, v.title, o.text, v.published, v.url FROM version v LEFT JOIN name o ON o.id = v.outlet WHERE v.id = ?", "i", version);
    while (store_row(s->archive, row)) {
        to->article = sqlite3_column_int64(row, 0);
        to->title = column(s, row, 1);
        to->outlet = column(s, row, 2);
        to->published = column(s, row, 3);
        to->url = column(s, row, 4);
    }
    if (!load_text(s, version, to->title.at != NULL, &shown)) return;
    mark_hits(s, version, &shown);
    int64_t act = act_of(s, version, &trigger);
    if (act >= 0 && shown.marks.len == 0) *vec_push(s->arena, &shown.marks) = (struct mark){trigger, 0};
    cut_sentence(s, &shown, choose_sentence(&shown, act, &to->more), &to->sentence);
    put_acts(s, version, to);
}

/* ---- events ---------------------------------------------------------------------------------------------------------------------- */

static void put_parties(struct selection *s, int64_t record, struct found_event *to) {
    for (int role = 0; role < 3; role++) {
        VEC(str) parties = {0};
        sqlite3_stmt *row = store_bind(s->archive,
            "SELECT coalesce(t.text, l.text, c.text || ' ' || n.text, n.text, c.text) FROM record_party p JOIN actor a ON a.id = p.actor LEFT JOIN name t ON t.id = a.text "
            "LEFT JOIN name l ON l.id = a.latin LEFT JOIN name c ON c.id = a.code LEFT JOIN name n ON n.id = a.sector WHERE p.record = ? AND p.role = ? ORDER BY p.ordinal", "ii",
            record, (int64_t)role + 1);
        while (store_row(s->archive, row))
            if (store_text(row, 0).at) *vec_push(s->arena, &parties) = column(s, row, 0);
        to->parties[role] = parties.at;
        to->party_counts[role] = parties.len;
    }
}

/* The record's own sentence: with what was asked for marked, if it stands there, else its trigger. */
static void put_evidence(struct selection *s, struct found_event *to, bool titled, span trigger) {
    struct shown shown = {0};
    size_t sentence = to->sentence.number;
    if (s->match.at) {
        if (!load_text(s, to->version, titled, &shown) || sentence >= shown.sentence_count) return;
        mark_hits(s, to->version, &shown);
        cut_sentence(s, &shown, sentence, &to->sentence);
    }
    if (to->sentence.mark_count) return;
    sqlite3_stmt *row = store_bind(s->archive, "SELECT start, text FROM evidence WHERE version = ? AND sentence = ?", "ii", to->version, (int64_t)sentence);
    while (store_row(s->archive, row)) {
        uint32_t start = (uint32_t)sqlite3_column_int64(row, 0);
        to->sentence.text = column(s, row, 1);
        if (trigger.start < start || trigger.end < trigger.start || trigger.end - start > to->sentence.text.len) continue;
        span *mark = arena_new(s->arena, span, 1);
        *mark = (span){trigger.start - start, trigger.end - start};
        to->sentence.marks = mark;
        to->sentence.mark_count = 1;
    }
}

void found_event(struct selection *s, int64_t record, struct found_event *to) {
    bool titled = false;
    span trigger = {0, 0};
    *to = (struct found_event){.record = record, .stance = -1};
    sqlite3_stmt *row = store_bind(s->archive,
        "SELECT v.article, v.id, t.text, m.text, coalesce(pl.text, pt.text), o.text, v.published, v.title, r.date_from, r.date_to, r.dated_by, r.status, r.stance, r.confidence, r.sentence, "
        "r.trigger_start, r.trigger_stop FROM record r JOIN version v ON v.id = r.version JOIN name t ON t.id = r.type LEFT JOIN name m ON m.id = r.mode "
        "LEFT JOIN place p ON p.id = r.place LEFT JOIN name pt ON pt.id = p.text LEFT JOIN name pl ON pl.id = p.latin LEFT JOIN name o ON o.id = v.outlet WHERE r.id = ?", "i", record);
    while (store_row(s->archive, row)) {
        to->article = sqlite3_column_int64(row, 0);
        to->version = sqlite3_column_int64(row, 1);
        str *const texts[] = {&to->type, &to->mode, &to->place, &to->outlet, &to->published, &to->title};
        for (size_t i = 0; i < LENGTH(texts); i++) *texts[i] = column(s, row, 2 + (int)i);
        titled = to->title.at != NULL;
        to->dated = sqlite3_column_type(row, 8) != SQLITE_NULL;
        to->from = sqlite3_column_int(row, 8);
        to->to = sqlite3_column_int(row, 9);
        to->from_text = sqlite3_column_int(row, 10) == 1;
        to->status = (uint32_t)sqlite3_column_int(row, 11);
        if (sqlite3_column_type(row, 12) != SQLITE_NULL) to->stance = sqlite3_column_int(row, 12);
        to->confidence = sqlite3_column_int(row, 13) / 10000.0;
        to->sentence.number = (uint32_t)sqlite3_column_int64(row, 14);
        trigger = (span){(uint32_t)sqlite3_column_int64(row, 15), (uint32_t)sqlite3_column_int64(row, 16)};
    }
    put_parties(s, record, to);
    put_evidence(s, to, titled, trigger);
}
