/* Telling sentences apart: the cases of test/words/sentences.txt (or of the file named), and what a line cannot show.
 * SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"
#include "tap.h"
#include <stdlib.h>

static struct letters letters;
static struct arena arena;

static struct sentences splits(str text, bool titled, struct tokens *tokens) {
    *tokens = tokenize(&arena, &letters, text);
    return split_sentences(&arena, &letters, text, tokens, titled);
}

/* Sentences one a line, as in the file of cases. */
static void lines_of(str text, bool titled, struct buf *to) {
    struct tokens tokens;
    struct sentences s = splits(text, titled, &tokens);
    for (uint32_t i = 0; i < s.len; i++) {
        buf_str(to, str_sub(text, s.at[i].start, s.at[i].end));
        buf_byte(to, '\n');
    }
    arena_reset(&arena);
}

static void check(const struct buf *lines, const char *name) {
    struct buf text = {0}, got = {0};
    buf_put(&text, lines->at, lines->len - 1);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n') text.at[i] = ' ';
    lines_of(buf_view(&text), false, &got);
    same(buf_view(&got), buf_view(lines), "%s", name);
    buf_free(&text);
    buf_free(&got);
}

static void cases_of(const char *path) {
    FILE *file = fopen(path, "r");
    ok(file != NULL, "%s can be read", path);
    if (!file) return;
    struct buf lines = {0};
    char *line = NULL, name[256] = "";
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, file)) >= 0;) {
        if (line[0] == '#') snprintf(name, sizeof name, "%.*s", (int)n - 3, line + 2);
        else if (line[0] != '\n') buf_put(&lines, line, (size_t)n);
        else if (lines.len) check(&lines, name), lines.len = 0;
    }
    if (lines.len) check(&lines, name);
    buf_free(&lines);
    free(line);
    fclose(file);
}

static void splits_to(const char *text, bool titled, const char *want, const char *what) {
    struct buf got = {0};
    lines_of(str_of(text), titled, &got);
    same(buf_view(&got), str_of(want), "%s", what);
    buf_free(&got);
}

static void paragraphs(void) {
    struct tokens tokens;
    struct sentences s = splits(STR("শিরোনাম। আরও!\n\nক খ। গ।\nঘ"), true, &tokens);
    ok(s.len == 4, "a title is one sentence, whatever stands in it");
    static const uint32_t want[] = {0, 2, 2, 3};
    for (uint32_t i = 0; i < s.len && i < LENGTH(want); i++)
        ok(s.at[i].paragraph == want[i], "sentence %u stands in line %u", i, want[i]);
    s = splits(STR("\nক।"), true, &tokens);
    ok(s.len == 2 && s.at[0].from == s.at[0].to && s.at[1].paragraph == 1, "an empty title is an empty sentence 0");
    s = splits(STR(""), true, &tokens);
    ok(s.len == 1, "even of an empty text");
    s = splits(STR(" \n "), false, &tokens);
    ok(s.len == 0, "white space has no sentence");
    arena_reset(&arena);
}

/* Every token stands in exactly one sentence, and none is longer than allowed. */
static bool is_partition(struct sentences s, struct tokens tokens) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.at[i].from != at || s.at[i].to <= at || s.at[i].to - at > SENTENCE_TOKENS_MAX) return false;
        at = s.at[i].to;
    }
    return at == tokens.len;
}

static void repeated(const char *piece, const char *what) {
    size_t n = strlen(piece), times = ((size_t)10 << 20) / n;
    char *text = malloc(times * n);
    for (size_t i = 0; i < times; i++) memcpy(text + i * n, piece, n);
    struct tokens tokens;
    struct sentences s = splits((str){text, times * n}, false, &tokens);
    ok(is_partition(s, tokens), "10 MB of %s", what);
    free(text);
    arena_reset(&arena);
}

static void cut_at_comma(void) {
    struct buf text = {0};
    for (int i = 0; i < 500; i++) buf_text(&text, i == 300 ? "ক, " : "ক ");
    struct tokens tokens;
    struct sentences s = splits(buf_view(&text), false, &tokens);
    ok(s.len == 2 && s.at[0].to == 302, "a sentence that is too long is cut after a comma");
    buf_free(&text);
    arena_reset(&arena);
}

int main(int argc, char **argv) {
    letters = test_letters();
    cases_of(argc > 1 ? argv[1] : "test/words/sentences.txt");
    splits_to("ঢাকায় সংঘর্ষ\nনিহত ৫", false, "ঢাকায় সংঘর্ষ\nনিহত ৫\n", "a line end parts, without a danda");
    splits_to("তিনি আসেন।তিনি যান।", false, "তিনি আসেন।\nতিনি যান।\n", "a lost space after the danda");
    splits_to("তিনি বলেন, ‘যাব।’এরপর যান।", false, "তিনি বলেন, ‘যাব।’\nএরপর যান।\n", "a lost space after the closing mark");
    splits_to("‘যাব।’\nবলেন তিনি।", false, "‘যাব।’\nবলেন তিনি।\n", "a quotation does not go on in the next line");
    splits_to("‘ক\nতিনি বলেন, “যাব।” পরে।", false, "‘ক\nতিনি বলেন, “যাব।”\nপরে।\n", "a mark left open ends with its line");
    splits_to("। ক।", false, "।\nক।\n", "a danda that nothing stands before");
    splits_to("?", false, "?\n", "a lone question mark");
    splits_to(". ক", false, ". ক\n", "a lone full stop");
    splits_to("”’)", false, "”’)\n", "closing marks alone");
    splits_to("ক।\r\nখ।\r\n", false, "ক।\nখ।\n", "CR LF");
    paragraphs();
    cut_at_comma();
    repeated("ক", "one word");
    repeated("ক ", "words without an end");
    repeated("ক, ", "words and commas");
    repeated("।", "dandas");
    repeated("“", "opening marks");
    repeated("’ ", "closing marks");
    repeated("\"", "straight marks");
    repeated("ক. ", "initials");
    repeated("?)", "questions and brackets");
    repeated("ক।                                        ", "spaces");
    arena_free(&arena);
    return tap_end();
}
