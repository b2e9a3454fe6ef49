/* The public functions for words and letters. SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include <stdlib.h>

static ghotona_words *words;

/* The words of a text as `form/lemma/start-end`, parted by spaces; a sign as its form alone. */
static str told(str text) {
    static char out[1024];
    const ghotona_word *list;
    size_t count, n = 0;
    if (ghotona_analyse(words, text, &list, &count) != GHOTONA_OK) return STR("refused");
    for (size_t i = 0; i < count; i++) {
        const ghotona_word *w = &list[i];
        str lemma = w->count ? w->analyses[0].lemma : (str){0};
        n += (size_t)snprintf(out + n, sizeof out - n, w->kind == GHOTONA_SIGN ? "%s%.*s" : "%s%.*s/%.*s/%u-%u", i ? " " : "", (int)w->form.len, w->form.at,
                              (int)lemma.len, lemma.at ? lemma.at : "", w->span.start, w->span.end);
    }
    return (str){out, n};
}
#define tells(text, want) same(told(STR(text)), STR(want), "%s", #text)

static void analyses(void) {
    const ghotona_word *list;
    size_t count;
    ok(ghotona_analyse(words, STR("মন্ত্রীদেরকেই করেছেন"), &list, &count) == GHOTONA_OK && count == 2, "two words");
    const ghotona_analysis *noun = list[0].analyses, *verb = list[1].analyses;
    ok(noun->pos == GHOTONA_NOUN && noun->kase == GHOTONA_ACCUSATIVE && (noun->features & GHOTONA_PLURAL) && (noun->features & GHOTONA_EMPHATIC),
       "মন্ত্রীদেরকেই: a noun, accusative, plural, emphatic");
    ok(verb->pos == GHOTONA_VERB && verb->form == GHOTONA_PERFECT && verb->person == GHOTONA_THIRD_HONOURED, "করেছেন: perfect, third person honoured");
    ok(ghotona_analyse(words, STR("জ্রক্বৎস্টের"), &list, &count) == GHOTONA_OK && count == 1 && (list->analyses->features & GHOTONA_GUESSED), "a guess is told");
}

static void letters(void) {
    char to[64];
    str text = STR("\u09E8ড\u09BCX\xFFর\u200D্য");
    same(((str){to, ghotona_fold(ghotona_pack_builtin(), text, to)}), STR("2\u09DCx\uFFFDর্য"), "folding, with a bad byte");
    ok(ghotona_fold(ghotona_pack_builtin(), (str){0}, to) == 0, "nothing folds to nothing");
    ok(ghotona_akshara_end(STR("ক্ষতি"), 0) == strlen("ক্ষ"), "an akshara");
}

static void large(void) {
    size_t n = GHOTONA_ARTICLE_MAX, count;
    const ghotona_word *list;
    char *text = must_alloc(n + 1);
    for (size_t i = 0; i + 3 < n; i += 3) memcpy(text + i, "ক", 3);
    text[n - 1] = text[n - 2] = text[n - 3] = text[n - 4] = ' ';
    ok(ghotona_analyse(words, (str){text, n}, &list, &count) == GHOTONA_OK && count == 1, "a word of the largest size");
    ok(ghotona_analyse(words, (str){text, n + 1}, &list, &count) == GHOTONA_TOO_LARGE, "a byte more is too large");
    free(text);
}

int main(void) {
    words = ghotona_words_new(ghotona_pack_builtin());
    tells("", "");
    tells("ঢাকায়।", "ঢাকা\u09DF/ঢাকা/0-18 ।");
    tells("জাতিসংঘ-এর", "জাতিসংঘএর/জাতিসংঘ/0-28");
    tells("২৫ঝ্ঝ", "25//0-6 ঝ্ঝ//6-15");
    tells("ঝ্ঝ\xFFঢাকা\0XYZ", "ঝ্ঝ//0-9 ঢাকা/ঢাকা/10-22 xyz//23-26");
    for (int i = 0; i < 2; i++) tells("র‍্যাবকে", "র্যাবকে/র্যাব/0-24");
    same(ghotona_lemma(words, STR(" «মন্ত্রীর» কথা")), STR("মন্ত্রী"), "the lemma of the first word");
    same(ghotona_lemma(words, STR("জ্রক্ব")), STR("জ্রক্ব"), "an unknown word is its own lemma");
    ok(ghotona_lemma(words, STR("।")).at == NULL, "a sign has none");
    analyses();
    letters();
    large();
    ghotona_words_free(words);
    ghotona_words_free(NULL);
    return tap_end();
}
