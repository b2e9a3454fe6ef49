/* Folding and its map back. SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"
#include "tap.h"
#include <stdlib.h>

static struct letters letters;

static str folded(str s, char *to) { return (str){to, fold(&letters, s.at, s.len, to, NULL)}; }

static void folds(const char *from, const char *want, const char *what) {
    char to[256];
    same(folded(str_of(from), to), str_of(want), "%s", what);
}

/* The map leads every byte back to the code point it came from, never backwards. */
static void map_holds(const char *from) {
    char to[256];
    uint32_t map[256];
    size_t len = strlen(from), n = fold(&letters, from, len, to, map);
    bool good = map[n] == len;
    for (size_t i = 0; i < n; i++) {
        good = good && map[i] < len && ((unsigned char)from[map[i]] & 0xC0) != 0x80 && (i == 0 || map[i] >= map[i - 1]);
    }
    ok(good, "the map over «%s»", from);
}

static void map_exact(void) {
    char to[64];
    uint32_t map[64];
    const char *from = "aয\u09BCZ";     /* a, য and nukta, Z */
    size_t n = fold(&letters, from, strlen(from), to, map);
    static const uint32_t want[] = {0, 1, 1, 1, 7, 8};
    ok(n == 5 && memcmp(map, want, sizeof want) == 0, "য় in two parts maps to where its য stood");
}

static void unruled(void) {
    static const struct letters none;
    static const char text[] = "ঢাকা Dhaka ১২\0ড়";
    char to[128];
    size_t n = fold(&none, text, sizeof text - 1, to, NULL);
    same(((str){to, n}), STR("ঢাকা dhaka ১২\0ড়"), "without rules only ASCII changes; NUL stays");
}

/* A pack may be wrong; the bound must hold all the same. */
static void bound_holds(void) {
    static const struct letter_rule rule = {.from = {'x'}, .from_len = 1, .to = {0x10FFFF, 0x10FFFF}, .to_len = 2};
    struct letters wild = {.rules = &rule, .rule_count = 1};
    letters_index(&wild);
    char from[100], *to = malloc(fold_bound(sizeof from));
    memset(from, 'x', sizeof from);
    ok(fold(&wild, from, sizeof from, to, NULL) == sizeof from, "a rule that grows beyond the bound is let be");
    free(to);
}

static void long_runs(void) {
    size_t n = (size_t)9 << 20;
    char *from = malloc(n), *to = malloc(fold_bound(n));
    for (size_t i = 0; i < n; i += 3) memcpy(from + i, "\u200D", 3);
    ok(fold(&letters, from, n, to, NULL) == 0, "three million joiners fold to nothing");
    for (size_t i = 0; i < n; i += 3) memcpy(from + i, i % 2 ? "ত" : "\u09CD", 3);
    ok(fold(&letters, from, n, to, NULL) <= n, "three million final rules that do not end a word");
    free(from);
    free(to);
}

int main(void) {
    letters = test_letters();
    folds("", "", "nothing");
    folds("সময\u09BC", "সম\u09DF", "য় in two parts becomes one");
    folds("সম\u09DF", "সম\u09DF", "য় in one part stays");
    folds("ব\u09C7\u09BEন", "বোন", "ো in two parts becomes one");
    folds("ক\u09C7", "কে", "ে alone stays");
    folds("র\u200D\u09CDয\u09BEব", "র্যাব", "the joiner of র‍্যাব goes");
    folds("হঠাত\u09CD\u200D", "হঠাৎ", "the longest rule is taken: ত্ with ZWJ");
    folds("হঠাত্", "হঠাৎ", "a final rule at the end of the text");
    folds("হঠাত্ এল", "হঠাৎ এল", "a final rule before a space");
    folds("হঠাত্‌ এল", "হঠাৎ এল", "a final rule before ZWNJ and a space");
    folds("হঠাত্।", "হঠাৎ।", "a final rule before a danda");
    folds("সত্য", "সত্য", "no final rule inside a word");
    folds("উত্‌সব", "উত্সব", "no final rule before ZWNJ and a letter");
    folds("DHAKA Éé", "dhaka Éé", "only ASCII goes to lower case");
    folds("১২", "12", "digits");
    folds("য", "য", "a rule that has begun but does not end");
    static const char *const texts[] = {"", "abc", "ব\u09C7\u09BEন", "র‍্যাব ও DMP", "সময\u09BC ১২টা", "\u200C\u200D", "🙂é€"};
    for (size_t i = 0; i < LENGTH(texts); i++) map_holds(texts[i]);
    map_exact();
    unruled();
    bound_holds();
    long_runs();
    return tap_end();
}
