/* Words with their lemmas, as columns and as JSON. SPDX-License-Identifier: Apache-2.0 */
#include "output/write.h"

/* The names are those of the tables in lang/bn. */
static const char *const pos_names[] = {"", "noun", "adj", "adv", "post", "conj", "part", "det", "num", "intj", "pron", "verb", "name", "place"};
static const char *const case_names[] = {"", "acc", "gen", "loc"};
static const char *const form_names[] = {"", "pres", "cont", "perf", "past", "pcont", "pperf", "habit", "fut", "imp", "neg", "part", "cond", "inf", "vn"};
static const char *const person_names[] = {"", "1", "2", "2i", "3", "3h"};
static const char *const feature_names[] = {"pl", "det", "hum", "hon", "emph", "neg", "guess"};
enum { FEATURES_MAX = 3 + LENGTH(feature_names) };

/* The names of what is so, in an order that stays; returns how many. */
static size_t features_of(const ghotona_analysis *a, const char *names[FEATURES_MAX]) {
    const char *const told[] = {form_names[a->form], person_names[a->person], case_names[a->kase]};
    size_t n = 0;
    for (size_t i = 0; i < LENGTH(told); i++)
        if (*told[i]) names[n++] = told[i];
    for (size_t i = 0; i < LENGTH(feature_names); i++)
        if (a->features >> i & 1) names[n++] = feature_names[i];
    return n;
}

static const char *pos_of(const ghotona_word *word, const ghotona_analysis *a) { return word->kind == GHOTONA_NUMBER ? "num" : a ? pos_names[a->pos] : ""; }
static str lemma_of(const ghotona_word *word, const ghotona_analysis *a) { return a ? a->lemma : word->form; }

/* The words of a text one after another, with their places in code points. */
struct walk { str text; uint32_t byte, point; };

static uint32_t point_at(struct walk *w, uint32_t byte) {
    w->point += (uint32_t)utf8_count(w->text.at + w->byte, byte - w->byte);
    w->byte = byte;
    return w->point;
}

/* ---- columns ----------------------------------------------------------------------------------------------------------------- */

static void put_line(struct buf *to, str text, const ghotona_word *word, const ghotona_analysis *a, span points) {
    const char *names[FEATURES_MAX];
    size_t n = a ? features_of(a, names) : 0;
    write_plain(to, str_sub(text, word->span.start, word->span.end));
    buf_byte(to, '\t');
    write_plain(to, lemma_of(word, a));
    buf_printf(to, "\t%s\t", *pos_of(word, a) ? pos_of(word, a) : "-");
    for (size_t i = 0; i < n; i++) buf_printf(to, i ? ".%s" : "%s", names[i]);
    buf_printf(to, n ? "\t%u-%u\n" : "-\t%u-%u\n", points.start, points.end);
}

void output_words_text(struct buf *to, str text, const ghotona_word *words, size_t count, bool all) {
    struct walk walk = {.text = text};
    for (size_t i = 0; i < count; i++) {
        const ghotona_word *word = &words[i];
        if (word->kind == GHOTONA_SIGN) continue;
        span points = {.start = point_at(&walk, word->span.start)};
        points.end = point_at(&walk, word->span.end);
        put_line(to, text, word, word->count ? word->analyses : NULL, points);
        for (size_t k = 1; all && k < word->count; k++) put_line(to, text, word, &word->analyses[k], points);
    }
}

/* ---- JSON -------------------------------------------------------------------------------------------------------------------- */

static void put_field(struct buf *to, const char *before, str value) {
    buf_text(to, before);
    write_json_string(to, value);
}

static void put_analysis(struct buf *to, const ghotona_word *word, const ghotona_analysis *a) {
    const char *names[FEATURES_MAX];
    size_t n = a ? features_of(a, names) : 0;
    put_field(to, "{\"lemma\":", lemma_of(word, a));
    if (*pos_of(word, a)) buf_printf(to, ",\"pos\":\"%s\"", pos_of(word, a));
    for (size_t i = 0; i < n; i++) buf_printf(to, i ? ",\"%s\"" : ",\"features\":[\"%s\"", names[i]);
    buf_text(to, n ? "]}" : "}");
}

void output_words_json(struct buf *to, str article, str text, const ghotona_word *words, size_t count) {
    struct walk walk = {.text = text};
    for (size_t i = 0; i < count; i++) {
        const ghotona_word *word = &words[i];
        if (word->kind == GHOTONA_SIGN) continue;
        put_field(to, "{\"article\":", article);
        put_field(to, ",\"word\":", str_sub(text, word->span.start, word->span.end));
        put_field(to, ",\"form\":", word->form);
        buf_printf(to, ",\"start\":%u", point_at(&walk, word->span.start));
        buf_printf(to, ",\"end\":%u,\"analyses\":[", point_at(&walk, word->span.end));
        put_analysis(to, word, word->count ? word->analyses : NULL);
        for (size_t k = 1; k < word->count; k++) {
            buf_byte(to, ',');
            put_analysis(to, word, &word->analyses[k]);
        }
        buf_text(to, "]}\n");
    }
}
