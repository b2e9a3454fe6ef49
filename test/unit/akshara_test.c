/* What a reader sees as one letter. SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "text/chars.h"
#include "text/text.h"
#include <stdlib.h>
#include <utf8proc.h>

/* The text written with a bar after each akshara but the last. */
static void parts(const char *text, const char *want, const char *what) {
    char got[256];
    size_t n = 0, len = strlen(text);
    for (size_t at = 0; at < len;) {
        size_t end = akshara_end(text, len, at);
        if (at) got[n++] = '|';
        memcpy(got + n, text + at, end - at);
        n += end - at;
        at = end;
    }
    same(((str){got, n}), str_of(want), "%s", what);
}

static void tables(void) {
    for (uint32_t c = 0; c < 0xA00; c = c == 0x7F ? 0x980 : c + 1) {
        enum char_class quick = char_class(c), slow = char_class_elsewhere(c);
        if (quick == CHAR_DIGIT) slow = utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND ? CHAR_DIGIT : CHAR_OTHER;
        if (quick != slow) ok(false, "the class of U+%04X is %c, not %c", c, (int)slow, (int)quick);
    }
    ok(true, "the class tables were compared with utf8proc");
}

int main(void) {
    parts("বাংলা", "বাং|লা", "vowel signs and anusvara");
    parts("র‍্যাব", "র‍্যা|ব", "a joiner before hasant");
    parts("র‌্যাব", "র‌্যা|ব", "the same with ZWNJ");
    parts("ক্ষ্ম", "ক্ষ্ম", "three consonants");
    parts("ভর্ৎসনা", "ভ|র্ৎ|স|না", "reph over ৎ");
    parts("উৎস", "উ|ৎ|স", "ৎ is a letter of its own");
    parts("অ্যাড", "অ্যা|ড", "a vowel with jophola");
    parts("সময\u09BC", "স|ম|য\u09BC", "nukta");
    parts("ক\u09CD\u09BCক", "ক\u09CD\u09BC|ক", "a nukta after hasant binds nothing");
    parts("ক্অ", "ক্|অ", "no independent vowel joins a conjunct");
    parts("চাঁদ", "চাঁ|দ", "chandrabindu");
    parts("দুঃখ", "দুঃ|খ", "visarga");
    parts("আই", "আ|ই", "two vowels");
    parts("া", "া", "a lone vowel sign");
    parts("াি", "াি", "two lone vowel signs");
    parts("১২।", "১|২|।", "digits and danda");
    parts("ক্ A", "ক্| |A", "a final hasant, a space");
    parts("e\u0301a", "e\u0301|a", "a Latin letter with an accent");
    parts("👨‍👩‍👧a", "👨‍👩‍👧|a", "a family is one");
    parts("\r\n", "\r\n", "CR LF is one grapheme");
    ok(akshara_end("\xFFক", 4, 0) == 1, "a bad byte is one");
    ok(akshara_end("ক\xE0\xA6", 5, 0) == 3, "a letter ends before a bad byte");
    size_t n = 3 + 3 * (size_t)1000000;
    char *marks = malloc(n);
    memcpy(marks, "ক", 3);
    for (size_t i = 3; i < n; i += 3) memcpy(marks + i, "্", 3);
    ok(akshara_end(marks, n, 0) == n, "a million hasants are one");
    free(marks);
    tables();
    return tap_end();
}
