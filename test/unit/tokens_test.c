/* Cutting words. SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"
#include "tap.h"
#include <stdlib.h>

static struct letters letters;
static struct arena arena;

/* The tokens as: w word, n number, p sign; + before one that is joined to the token before it. */
static void cuts(const char *text, const char *want) {
    struct buf got = {0};
    struct tokens t = tokenize(&arena, &letters, str_of(text));
    for (uint32_t i = 0; i < t.len; i++) {
        if (i) buf_byte(&got, ' ');
        if (t.at[i].joined) buf_byte(&got, '+');
        buf_byte(&got, "wnp"[t.at[i].kind]);
        buf_str(&got, str_sub(str_of(text), t.at[i].start, t.at[i].end));
    }
    same(buf_view(&got), str_of(want), "«%s»", text);
    buf_free(&got);
    arena_reset(&arena);
}

static void folds_each(void) {
    struct tokens t = tokenize(&arena, &letters, STR("সময\u09BC, হঠাত্ DMP ১২টি"));
    static const char *const want[] = {"সম\u09DF", ",", "হঠাৎ", "dmp", "12", "টি"};
    ok(t.len == LENGTH(want), "six tokens");
    for (uint32_t i = 0; i < LENGTH(want) && i < t.len; i++) same(token_fold(&t, i), str_of(want[i]), "the folding of token %u", i);
    bool side_by_side = true;
    for (uint32_t i = 1; i < t.len; i++) side_by_side = side_by_side && t.at[i].fold == t.at[i - 1].fold + t.at[i - 1].fold_len;
    ok(side_by_side, "the foldings stand side by side");
    arena_reset(&arena);
}

static void long_word(void) {
    size_t n = (size_t)9 << 20;
    char *text = malloc(n);
    for (size_t i = 0; i < n; i += 3) memcpy(text + i, "ক", 3);
    struct tokens t = tokenize(&arena, &letters, (str){text, n});
    ok(t.len == 1 && t.at[0].end == n && t.at[0].fold_len == n, "a word of nine million bytes");
    memset(text, ',', n);
    t = tokenize(&arena, &letters, (str){text, n});
    ok(t.len == n, "nine million commas");
    free(text);
    arena_reset(&arena);
}

int main(void) {
    letters = test_letters();
    cuts("", "");
    cuts(" \t\r\n\u00A0\u200B", "");
    cuts("ঢাকা যাবেন।", "wঢাকা wযাবেন +p।");
    cuts("র‍্যাব-১", "wর‍্যাব +p- +n১");
    cuts("জাতিসংঘ-এর", "wজাতিসংঘ +p- +wএর");
    cuts("বিএনপি’র", "wবিএনপি +p’ +wর");
    cuts("১২.৫ শতাংশ", "n১২.৫ wশতাংশ");
    cuts("১,২০০ টাকা, ১২,", "n১,২০০ wটাকা +p, n১২ +p,");
    cuts("০৭.০২.২০২৬", "n০৭.০২.২০২৬");
    cuts("1,20০", "n1,20০");
    cuts("১০:৩০", "n১০ +p: +n৩০");
    cuts("৫ই ২১শে ১০টি", "n৫ +wই n২১ +wশে n১০ +wটি");
    cuts("১..২", "n১ +p. +p. +n২");
    cuts("ড. মো. এ. কে.", "wড +p. wমো +p. wএ +p. wকে +p.");
    cuts("“হ্যাঁ,” বলেন", "p“ +wহ্যাঁ +p, +p” wবলেন");
    cuts("(অব.)", "p( +wঅব +p. +p)");
    cuts("a-b c'd", "wa +p- +wb wc +p' +wd");
    cuts("কোভিড১৯", "wকোভিড +n১৯");
    cuts("াি কা", "wাি wকা");
    cuts("সময\u09BC", "wসময\u09BC");
    cuts("\u200Dক\u200C খ", "wক\u200C wখ");
    cuts("\u200D \u200C", "");
    cuts("ক\u200Bখ", "wক wখ");
    cuts("৳৫০০", "p৳ +n৫০০");
    cuts("❤\uFE0F ক", "p❤ wক");
    cuts("नमस्ते مرحبا", "wनमस्ते wمرحبا");
    cuts("क१", "wक१");
    cuts("…\uFFFD", "p… +p\uFFFD");
    cuts("করেন৷", "wকরেন +p৷");
    struct tokens t = tokenize(&arena, &letters, STR("ক\0খ"));
    ok(t.len == 2 && t.at[1].start == 4 && !t.at[1].joined, "NUL parts words like a space");
    folds_each();
    long_word();
    arena_free(&arena);
    return tap_end();
}
