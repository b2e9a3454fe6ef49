/* Sentences that are an attack on the finding of acts: each is read to its end, in a bounded time. TAP.
 * SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"
#include <time.h>

static const struct { const char *name, *before, *piece; size_t times; const char *after; } hostile[] = {
    {"10,000 triggers in one sentence", "পুলিশ ", "হামলা গ্রেপ্তার বৈঠক ", 10000, "করেছে।"},
    {"10,000 triggers of one act", "পুলিশ ", "হামলা করেছে ", 10000, "।"},
    {"a chain of 1,000 participles", "পুলিশ ", "অভিযান চালিয়ে রহিমকে গ্রেপ্তার করে ", 1000, "কারাগারে পাঠিয়েছে।"},
    {"1,000 conditions", "", "সরকার দাবি না মানলে ", 1000, "আন্দোলনের হুঁশিয়ারি দিয়েছে বিএনপি।"},
    {"1,000 clauses with যে", "মন্ত্রী বলেন যে ", "পুলিশ জানায় যে ", 1000, "তিনজনকে গ্রেপ্তার করা হয়েছে।"},
    {"1,000 clauses with বলে", "", "তিনজনকে গ্রেপ্তার করা হয়েছে বলে জানিয়েছে পুলিশ বলে ", 1000, "জানা গেছে।"},
    {"1,000 promises, one in another", "", "প্রতিশ্রুতি দেওয়ার ", 1000, "প্রতিশ্রুতি দেন মন্ত্রী।"},
    {"10,000 deadlines", "মন্ত্রী ", "এক মাসের মধ্যে ", 10000, "ক্ষতিপূরণ দেওয়ার প্রতিশ্রুতি দেন।"},
    {"10,000 recipients", "পুলিশ ", "রহিম ও ", 10000, "করিমকে গ্রেপ্তার করেছে।"},
    {"10,000 acts in 10,000 sentences", "", "ঢাকায় পুলিশ রহিমকে গ্রেপ্তার করেছে। ", 10000, ""},
    {"10,000 meetings of the same two", "", "ভারত ও চীনের মধ্যে বৈঠক হয়েছে। ", 10000, ""},
    {"10,000 negations", "পুলিশ গ্রেপ্তার করে", "নি না নেই ", 10000, "।"},
};

int main(void) {
    enum { SECONDS_MAX = 10 };      /* under the sanitizers; without them all take a second together */
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    int failed = 0, number = 0;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const ghotona_reading *r;
        clock_t begun = clock();
        bool read = survives(reader, hostile[i].before, hostile[i].piece, hostile[i].times, hostile[i].after, "2026-01-02", &r);
        double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
        bool ok = read && seconds < SECONDS_MAX;
        if (!ok) printf("# %s in %.1f s\n", read ? "read" : "not read", seconds);
        printf("%s %d - %s\n", ok ? "ok" : "not ok", ++number, hostile[i].name);
        failed += !ok;
    }
    printf("1..%d\n", number);
    ghotona_reader_free(reader);
    return failed > 0;
}
