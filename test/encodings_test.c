/* Old encodings: lines typed by hand (test/words/bijoy.txt), texts that must be mended or left alone (encodings.txt), every conjunct of the chart
 * and every word of the pack there and back, bytes of all kinds. TAP.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/bijoy.h"
#include "unit/tap.h"
#include "bijoy_way_back.h"
#include "cells.h"
#include <stdlib.h>

static const pack *bn;

static void each_line(const char *path, void (*run)(str line)) {
    FILE *f = fopen(path, "r");
    ok(f != NULL, "%s is read", path);
    if (!f) return;
    char *z = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&z, &cap, f)) > 0;) {
        str line = {z, (size_t)n - (z[n - 1] == '\n')};
        if (line.len && line.at[0] != '#') run(line);
    }
    free(z);
    fclose(f);
}

/* ---- texts ---------------------------------------------------------------------------------------------------------------------------- */

static void run_bijoy(str line) {
    struct arena a = {0};
    str typed = cell(line, 0), want = cell(line, 1);
    struct decoded d = mend_text(bn, typed, STR("'SutonnyMJ', Arial"), &a);
    same(d.text, want, "by its font: %.*s", (int)typed.len, typed.at);
    if (!cell(line, 2).len) {
        d = mend_text(bn, typed, (str){0}, &a);
        same(d.text, want, "by its letters: %.*s", (int)typed.len, typed.at);
        ok(d.name && str_is(str_of(d.name), "Bijoy") && d.converted >= 1, "… which is told");
    }
    arena_free(&a);
}

static void run_text(str line) {
    struct arena a = {0};
    str text = cell(line, 0), want = cell(line, 1), done = cell(line, 2);
    struct decoded d = mend_text(bn, text, (str){0}, &a);
    same(d.text, str_is(want, "=") ? text : want, "%.*s", (int)text.len, text.at);
    same(d.name ? str_of(d.name) : STR("-"), done, "… what was done");
    arena_free(&a);
}

/* A whole text in Bijoy: short lines that tell nothing by themselves go with the others. */
static void run_whole_text(void) {
    static const char line[] = "wbe©vPb Kwgkb e‡j‡Q, `jwU †fv‡U hv‡e Ges cÖv_©x †`‡e|\n";
    struct buf text = {0};
    struct arena a = {0};
    for (int i = 0; i < 8; i++) buf_text(&text, line);
    buf_text(&text, "bZyb evRvi\nThe end of the report\n");
    struct decoded d = mend_text(bn, buf_view(&text), (str){0}, &a);
    ok(str_ends(d.text, STR("\nনতুন বাজার\nThe end of the report\n")), "short lines of a text in Bijoy");
    buf_free(&text);
    arena_free(&a);
}

static void run_fonts(void) {
    static const struct { const char *font; bool bijoy; const char *name; } cases[] = {
        {"SutonnyMJ", true, NULL}, {"\"Sutonny MJ\", Vrinda", true, NULL}, {"KarnaphuliMJ", true, NULL}, {"sutonnymj bold", false, NULL}, {"SutonnyOMJ", false, NULL},
        {"SolaimanLipi, SutonnyMJ", false, NULL}, {"Boishakhi", false, "Boishakhi"}, {"BN-TTDurga", false, "BN-TT"}, {"Prothoma", false, "Prothoma"}, {"", false, NULL},
        {",,,", false, NULL}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena a = {0};
        str text = STR("wbe©vPb"), font = str_of(cases[i].font);
        ok(font_is_bijoy(bn, font) == cases[i].bijoy, "font «%s»", cases[i].font);
        struct decoded d = mend_text(bn, text, font, &a);
        if (cases[i].name) ok(d.name && str_eq(str_of(d.name), str_of(cases[i].name)) && d.text.at == text.at, "… names %s and keeps the text", cases[i].name);
        arena_free(&a);
    }
    struct arena a = {0};
    str unicode = STR("নির্বাচন কমিশন: me go KB");
    ok(mend_text(bn, unicode, STR("SutonnyMJ"), &a).text.at == unicode.at, "Unicode in a font that is called SutonnyMJ");
    arena_free(&a);
}

/* ---- there and back ------------------------------------------------------------------------------------------------------------------------- */

/* Folded, as all later work sees them. */
static str fold_of(struct arena *a, str s) {
    char *to = arena_alloc(a, fold_bound(s.len));
    return (str){to, fold(&bn->letters, s.at, s.len, to, NULL)};
}

static bool comes_back(str word) {
    struct arena a = {0};
    struct buf glyphs = {0}, back = {0};
    struct bijoy_shape shape;
    way_back(bn, word, &glyphs);
    bijoy_word(bn, buf_view(&glyphs), &back, &shape);
    bool good = str_eq(fold_of(&a, word), fold_of(&a, buf_view(&back)));
    if (!good) printf("# %.*s came back as %.*s\n", (int)word.len, word.at, (int)back.len, back.at);
    buf_free(&glyphs);
    buf_free(&back);
    arena_free(&a);
    return good;
}

/* False where a vowel sign stands in it already. */
static bool takes_sign(str conjunct) {
    size_t at = conjunct.len, used;
    while (at && ((unsigned char)conjunct.at[--at] & 0xC0) == 0x80) {}
    uint32_t last = utf8_valid_next(conjunct.at + at, &used);
    return last < 0x9BE || last > 0x9CC;
}

/* Each conjunct that has a glyph or is made of two: alone, with vowel signs before, behind and on both sides, under a reph, with ya-phala. */
static void run_conjuncts(str line) {
    static const char *const shapes[][2] = {{"", ""}, {"", "া"}, {"", "ি"}, {"", "ে"}, {"", "ৈ"}, {"", "ো"}, {"", "ৌ"}, {"", "ু"}, {"", "ৃ"}, {"", "াঁ"}, {"", "িং"}, {"র্", ""},
                                            {"র্", "ি"}, {"র্", "ো"}, {"র্", "ী"}, {"", "্যা"}, {"", "্যে"}, {"কি", "ক"}};
    size_t at = 0, good = 0, all = 0;
    for (size_t end; at < line.len; at = end + 1) {
        for (end = at; end < line.len && line.at[end] != ' '; end++) {}
        str conjunct = str_sub(line, at, end);
        for (size_t i = 0; conjunct.len && i < LENGTH(shapes); i++) {
            struct buf word = {0};
            if (!takes_sign(conjunct) && shapes[i][1][0] && !str_is(str_of(shapes[i][1]), "ক")) continue;
            if (str_ends(conjunct, STR("্য")) && str_starts(str_of(shapes[i][1]), STR("্য"))) continue;
            buf_printf(&word, "%s%.*s%s", shapes[i][0], (int)conjunct.len, conjunct.at, shapes[i][1]);
            good += comes_back(buf_view(&word));
            all++;
            buf_free(&word);
        }
    }
    ok(good == all && all > 0, "%zu of %zu come back: %.*s", good, all, (int)line.len, line.at);
}

static bool is_bengali_word(str s) {
    size_t used;
    uint32_t first = s.len ? utf8_valid_next(s.at, &used) : 0;
    return (first >= 0x985 && first <= 0x9CE && !(first >= 0x9BC && first <= 0x9CD)) || (first >= 0x9DC && first <= 0x9DF);
}

static void run_lexicon(void) {
    uint32_t words = 0, good = 0;
    for (uint32_t i = 0; i < pack_count(bn, SECTION_WORDS); i++) {
        str word = pack_word_text(bn, i);
        if (!is_bengali_word(word)) continue;
        words++;
        good += comes_back(word);
    }
    ok(words > 5000 && good * 1000ull >= words * 995ull, "%u of the %u words of the pack come back", good, words);
}

/* ---- bytes -------------------------------------------------------------------------------------------------------------------------------------- */

#define BYTES(literal) {literal, sizeof(literal) - 1}
static const struct { const char *what; str bytes; const char *declared; str text; const char *name; uint32_t bad; size_t first; } byte_cases[] = {
    {"plain UTF-8", BYTES("বাংলা"), "", BYTES("বাংলা"), NULL, 0, 0},
    {"nothing", {"", 0}, "", {"", 0}, NULL, 0, 0},
    {"UTF-8 with a mark", BYTES("\xEF\xBB\xBFবাংলা"), "", BYTES("বাংলা"), NULL, 0, 0},
    {"valid UTF-8 goes before what is declared", BYTES("বাংলা"), "iso-8859-1", BYTES("বাংলা"), NULL, 0, 0},
    {"a lone byte in UTF-8", BYTES("বাং\xFFলা"), "", BYTES("বাং\xEF\xBF\xBDলা"), NULL, 1, 9},
    {"an overlong NUL", BYTES("বাংলা \xC0\x80 দেশ"), "utf-8", BYTES("বাংলা \xEF\xBF\xBD\xEF\xBF\xBD দেশ"), NULL, 2, 16},
    {"a surrogate", BYTES("বাংলা \xED\xA0\x80 দেশ"), "utf-8", BYTES("বাংলা \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD দেশ"), NULL, 3, 16},
    {"above U+10FFFF", BYTES("বাংলাদেশ বড়ই \xF4\x90\x80\x80"), "", BYTES("বাংলাদেশ বড়ই \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), NULL, 4, 35},
    {"cut within a letter", BYTES("বাংলা \xE0\xA6"), "", BYTES("বাংলা \xEF\xBF\xBD\xEF\xBF\xBD"), NULL, 2, 16},
    {"UTF-16LE with a mark", BYTES("\xFF\xFE\x95\x09\x20\x00\x41\x00"), "", BYTES("ক A"), "UTF-16LE", 0, 0},
    {"UTF-16BE with a mark", BYTES("\xFE\xFF\x09\x95\x00\x20\x00\x41"), "utf-8", BYTES("ক A"), "UTF-16BE", 0, 0},
    {"UTF-16LE, odd length", BYTES("\xFF\xFE\x95\x09\x96"), "", BYTES("ক\xEF\xBF\xBD"), "UTF-16LE", 1, 4},
    {"UTF-16LE without a mark", BYTES("\x95\x09\xBE\x09\x95\x09\x20\x00\x95\x09\x20\x00\x96\x09\x0A\x00"), "", BYTES("কাক ক খ\n"), "UTF-16LE", 0, 0},
    {"UTF-16BE without a mark", BYTES("\x09\x95\x09\xBE\x09\x95\x00\x20\x09\x95\x00\x20\x09\x96\x00\x0A"), "", BYTES("কাক ক খ\n"), "UTF-16BE", 0, 0},
    {"a pair in UTF-16", BYTES("\xFE\xFF\xD8\x3D\xDE\x00"), "", BYTES("😀"), "UTF-16BE", 0, 0},
    {"half a pair", BYTES("\xFE\xFF\xD8\x3D\x00\x41"), "", BYTES("\xEF\xBF\xBD" "A"), "UTF-16BE", 2, 2},
    {"UTF-32LE with a mark", BYTES("\xFF\xFE\0\0\x95\x09\0\0"), "", BYTES("ক"), "UTF-32LE", 0, 0},
    {"UTF-32BE with a mark", BYTES("\0\0\xFE\xFF\0\0\x09\x95\0\x11\0\0"), "", BYTES("ক\xEF\xBF\xBD"), "UTF-32BE", 4, 8},
    {"Windows-1252, not told", BYTES("caf\xE9 \x93na\xEFve\x94"), "", BYTES("café “naïve”"), "Windows-1252", 0, 0},
    {"Bijoy in bytes", BYTES("K\x87i\x87Q"), "", BYTES("K‡i‡Q"), "Windows-1252", 0, 0},
    {"a line of Bijoy in bytes among UTF-8", BYTES("বাংলাদেশের খবর\nwZwb e\x87j\x87Qb, \x86""fvU n\x87""e\nবাংলা\n"), "", BYTES("বাংলাদেশের খবর\nwZwb e‡j‡Qb, †fvU n‡e\nবাংলা\n"), "UTF-8 and Windows-1252", 0, 0},
    {"bytes that are nothing among UTF-8", BYTES("বাংলাদেশের খবর\n\xFF\xFE\xFD ab\n"), "", BYTES("বাংলাদেশের খবর\n\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD ab\n"), NULL, 3, 41},
    {"bytes Windows-1252 leaves free", BYTES("K\x81\x8D\x90"), "windows-1252", BYTES("K\xC2\x81\xC2\x8D\xC2\x90"), "Windows-1252", 0, 0},
    {"a charset of iconv", BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", BYTES("Привет"), "windows-1251", 0, 0},
    {"in capitals", BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "Windows-1251", BYTES("Привет"), "windows-1251", 0, 0},
    {"of several bytes, with one that is bad", BYTES("\x82\xA0\xFF\x82\xA2"), "shift_jis", BYTES("あ\xEF\xBF\xBDい"), "shift_jis", 1, 2},
    {"cut within a letter of several bytes", BYTES("\x82\xA0\x82"), "shift_jis", BYTES("あ\xEF\xBF\xBD"), "shift_jis", 1, 2},
    {"UTF-7 stays text", BYTES("+ADw-script+AD4-"), "utf-7", BYTES("+ADw-script+AD4-"), NULL, 0, 0},
    {"an unknown charset", BYTES("caf\xE9"), "x-nonsense//TRANSLIT", BYTES("café"), "Windows-1252", 0, 0},
    {"no text at all", BYTES("\x01\x02\x03\xFF\x04\x05\xFE\x06"), "", BYTES("\x01\x02\x03\xEF\xBF\xBD\x04\x05\xEF\xBF\xBD\x06"), NULL, 2, 3},
    {"ISCII, told", BYTES("\xB3\xDA\xB3"), "x-iscii-be", BYTES("কাক"), "ISCII-91", 0, 0},
    {"ISCII by its words", BYTES("\xC8\xDD\xD1\xDB\xD5 \xC2\xDA\xB3\xE1 \xB3\xCF\xE1 \xC6\xDB\xCD\xE9\xE1 \xB5\xE1\xB9\xE1, \xBC\xC6\xDA \xB5\xE1\xB9\xE1\xEA"), "",
     BYTES("পুলিশ তাকে করে নিয়ে গেছে, ঞনা গেছে।"), "ISCII-91", 0, 0},
    {"ISCII: a script's code, a dot, both kinds of hasant, digits", BYTES("\xEF\x43\xCA\xBF\xE9 \xB3\xE8\xE8\xD6 \xB3\xE8\xE9\xD6 \xF2\xF3"), "iscii", BYTES("বড় ক্\xE2\x80\x8Cষ ক্\xE2\x80\x8Dষ ১২"), "ISCII-91", 0, 0},
};

static void run_bytes(size_t i) {
    struct arena a = {0};
    struct decoded d = decode_bytes(bn, byte_cases[i].bytes, str_of(byte_cases[i].declared), &a);
    same(d.text, byte_cases[i].text, "%s", byte_cases[i].what);
    same(d.name ? str_of(d.name) : STR("-"), byte_cases[i].name ? str_of(byte_cases[i].name) : STR("-"), "… its encoding");
    ok(d.bad_bytes == byte_cases[i].bad && d.first_bad == byte_cases[i].first, "… its bad bytes: %u from %zu on", d.bad_bytes, d.first_bad);
    arena_free(&a);
}

/* What takes time or memory out of proportion. */
static void run_long(const char *piece) {
    struct buf text = {0};
    struct arena a = {0};
    while (text.len < 1 << 20) buf_text(&text, piece);
    struct decoded d = mend_text(bn, buf_view(&text), STR("SutonnyMJ"), &a);
    ok(utf8_valid_len(d.text.at, d.text.len) == d.text.len, "a mebibyte of «%.*s»", (int)strcspn(piece, "\n"), piece);
    buf_free(&text);
    arena_free(&a);
}

int main(void) {
    bn = ghotona_pack_builtin();
    each_line("test/words/bijoy.txt", run_bijoy);
    each_line("test/words/encodings.txt", run_text);
    each_line("test/words/conjuncts.txt", run_conjuncts);
    run_whole_text();
    run_fonts();
    run_lexicon();
    for (size_t i = 0; i < LENGTH(byte_cases); i++) run_bytes(i);
    static const char *const pieces[] = {"K¡", "K&", "†", "©", "K© ", "”", "¯¯", "à¦", "Ã", "K‡i ", "K‡i\n", "Kuuu", "à¦¬ ", "é", "Ã Â¦Â¬"};
    for (size_t i = 0; i < LENGTH(pieces); i++) run_long(pieces[i]);
    return tap_end();
}
