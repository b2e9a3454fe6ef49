/* What bytes are, told from how they begin. SPDX-License-Identifier: Apache-2.0 */
#include "input/kinds.h"
#include "encodings/encodings.h"
#include <strings.h>

bool same_word(str a, const char *b) { return a.len == strlen(b) && strncasecmp(a.at, b, a.len) == 0; }
bool starts_word(str a, const char *b) { return a.len >= strlen(b) && strncasecmp(a.at, b, strlen(b)) == 0; }

const char *find_word(str in, const char *what) {
    size_t n = strlen(what);
    for (size_t i = 0; i + n <= in.len; i++)
        if ((in.at[i] | 32) == (what[0] | 32) && strncasecmp(in.at + i, what, n) == 0) return in.at + i;
    return NULL;
}

/* ---- what is not read ------------------------------------------------------------------------------------------------------- */

#define MAGIC(bytes) {bytes, sizeof(bytes) - 1}
static const struct { str magic; const char *refusal; } REFUSED[] = {
    {MAGIC("%PDF-"), "a PDF: make text of it first, `pdftotext -layout FILE`"},
    {MAGIC("\x89PNG"), "a picture: no text in it"},
    {MAGIC("\xFF\xD8\xFF"), "a picture: no text in it"},
    {MAGIC("GIF8"), "a picture: no text in it"},
    {MAGIC("RIFF"), "a picture or a sound: no text in it"},
    {MAGIC("\0\0\1\0"), "a picture: no text in it"},
    {MAGIC("wOF"), "a font: no text in it"},
    {MAGIC("\x7F" "ELF"), "a program: no text in it"},
    {MAGIC("MZ"), "a program: no text in it"},
    {MAGIC("SQLite format 3"), "a database: write its articles out as NDJSON or CSV first"},
    {MAGIC("Rar!"), "a RAR archive: unpack it first"},
    {MAGIC("7z\xBC\xAF"), "a 7-Zip archive: unpack it first"},
    {MAGIC("\xD0\xCF\x11\xE0"), "an old Office document: save it as text or HTML first"},
    {MAGIC("{\\rtf"), "a document in RTF: save it as text or HTML first"},
};

static const char *refused_kind(str head) {
    for (size_t i = 0; i < LENGTH(REFUSED); i++)
        if (str_starts(head, REFUSED[i].magic)) return REFUSED[i].refusal;
    return NULL;
}

/* Text of any encoding has few controls; one byte in ten of packed data is one. */
static bool is_binary(str head) {
    size_t controls = 0;
    for (size_t i = 0; i < head.len; i++) controls += (unsigned char)head.at[i] < ' ' && !is_blank(head.at[i]) && head.at[i] != '\x1B';
    return controls > 2 && controls * 25 > head.len;
}

/* UTF-32 has a mark. In UTF-16 every other byte of Bengali and ASCII text is 09 or 00, and some are 00. */
static bool high_bytes(str head, size_t first) {
    size_t pairs = head.len / 2, high = 0, zero = 0;
    for (size_t i = first; i < pairs * 2; i += 2) {
        zero += head.at[i] == 0;
        high += head.at[i] == 0 || head.at[i] == 9;
    }
    return zero > 0 && high * 10 >= pairs * 8;
}

static bool is_utf16(str head) {
    if (str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF")) || str_starts(head, STR("\0\0\xFE\xFF"))) return true;
    return head.len && memchr(head.at, 0, head.len) && high_bytes(head, 0) != high_bytes(head, 1);
}

/* ---- archives and messages -------------------------------------------------------------------------------------------------- */

/* By the sum of its head, which old archives without a magic have too. */
static bool is_tar(str head) {
    enum { BLOCK = 512, SUM_AT = 148, SUM_LEN = 8 };
    if (head.len < BLOCK || head.at[0] == '\0') return false;
    long sum = 0, said = 0;
    for (int i = 0; i < BLOCK; i++) sum += i >= SUM_AT && i < SUM_AT + SUM_LEN ? ' ' : (unsigned char)head.at[i];
    int i = SUM_AT;
    while (i < SUM_AT + SUM_LEN && head.at[i] == ' ') i++;
    for (; i < SUM_AT + SUM_LEN && head.at[i] >= '0' && head.at[i] <= '7'; i++) said = said * 8 + (head.at[i] - '0');
    return said == sum;
}

static str first_line(str s) {
    const char *newline = s.len ? memchr(s.at, '\n', s.len) : NULL;
    return newline ? str_sub(s, 0, (size_t)(newline - s.at)) : s;
}

/* A mail message: its first line is a field, and its head says MIME. */
static bool is_mime(str text) {
    const char *colon = text.len ? memchr(text.at, ':', first_line(text).len) : NULL;
    if (!colon) return false;
    for (const char *c = text.at; c < colon; c++)
        if (!((*c | 32) >= 'a' && (*c | 32) <= 'z') && *c != '-') return false;
    str head = str_sub(text, 0, text.len < 4096 ? text.len : 4096);
    return find_word(head, "\nMIME-Version:") || starts_word(head, "MIME-Version:");
}

static bool is_packed(str head) {
    return str_starts(head, STR("\xFD" "7zXZ\0")) ||
           (str_starts(head, STR("BZh")) && head.len >= 10 && memcmp(head.at + 4, "1AY&SY", 6) == 0);
}

static bool is_zstd(str head) {
    return str_starts(head, STR("\x28\xB5\x2F\xFD")) || (head.len >= 4 && (head.at[0] & 0xF0) == 0x50 && memcmp(head.at + 1, "\x2A\x4D\x18", 3) == 0);
}

static bool is_zip(str head) { return str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\5\6")); }

static enum kind packed_kind(str head) {
    if (str_starts(head, STR("\x1F\x8B"))) return KIND_GZIP;
    if (is_zstd(head)) return KIND_ZSTD;
    if (is_packed(head)) return KIND_PACKED;
    return is_zip(head) || is_tar(head) ? KIND_ARCHIVE : KIND_EMPTY;
}

/* ---- text ------------------------------------------------------------------------------------------------------------------- */

/* A tag, a comment or a declaration at the beginning, or a root element soon. */
static bool is_page(str text) {
    if (text.len < 2) return false;
    if (text.at[0] == '<') return text.at[1] == '!' || text.at[1] == '?' || ((text.at[1] | 32) >= 'a' && (text.at[1] | 32) <= 'z');
    str begin = str_sub(text, 0, text.len < 1024 ? text.len : 1024);
    return find_word(begin, "<!doctype html") || find_word(begin, "<html") || find_word(begin, "<body");
}

static enum kind text_kind(const struct input_options *options, str head) {
    str text = trimmed(without_bom(head));
    if (text.len == 0) return KIND_EMPTY;
    if (text.at[0] == '<' && format_looks_like_feed(text)) return KIND_FEED;
    if (is_page(text)) return KIND_PAGE;
    if (format_looks_like_ndjson(text)) return KIND_NDJSON;
    if (format_looks_like_json(text)) return KIND_JSON;
    return format_looks_like_table(options->pack, options->map, text) ? KIND_TABLE : KIND_TEXT;
}

/* What has a head of text, and perhaps pictures behind it. */
static enum kind message_kind(str head) {
    str text = trimmed(without_bom(head));
    if (str_starts(text, STR("WARC/"))) return KIND_WARC;
    if (str_starts(text, STR("HTTP/1.")) || str_starts(text, STR("HTTP/2 "))) return KIND_HTTP;
    return is_mime(text) ? KIND_MIME : KIND_EMPTY;
}

enum kind kind_of(const struct input_options *options, str head, const char **refusal) {
    enum kind packed = packed_kind(head), message = message_kind(head);
    if (packed != KIND_EMPTY) return packed;
    if (message != KIND_EMPTY) return message;
    *refusal = refused_kind(head);
    if (*refusal) return KIND_BINARY;
    if (is_utf16(head)) return KIND_UTF16;
    *refusal = "no text: a binary file";
    return is_binary(head) ? KIND_BINARY : text_kind(options, head);
}

/* ---- the gate --------------------------------------------------------------------------------------------------------------- */

/* Bytes that begin what the gate counts. */
static const char SIGN[256] = {['&'] = 1, ['\\'] = 1, ['J'] = 1, [0x86] = 1, [0x87] = 1, [0xA0] = 1, [0xA1] = 1, [0xA6] = 1, [0xA7] = 1};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A Bengali letter (U+0980 to U+09FF) as a character reference: &#2480; or &#x9AC; */
static bool is_reference(const char *s, size_t n) {
    if (n < 7 || s[1] != '#') return false;
    if (s[2] == '2') return (s[3] == '4' || s[3] == '5') && is_digit(s[4]) && is_digit(s[5]);
    return (s[2] | 32) == 'x' && ((s[3] == '0' && s[4] == '9') || (s[3] == '9' && (is_digit(s[4]) || (s[4] | 32) >= 'a')));
}

static bool is_escape(const char *s, size_t n) { return n >= 6 && memcmp(s, "\\u09", 4) == 0 && (s[4] >= '8'); }

/* Whether a name of a font that draws Bijoy ends at s[i] with the J of SutonnyMJ. */
static bool is_old_font(const ghotona_pack *p, str s, size_t i) {
    size_t from = i;
    if (i == 0 || s.at[i - 1] != 'M') return false;
    while (from && i - from < 32 && (s.at[from - 1] | 32) >= 'a' && (s.at[from - 1] | 32) <= 'z') from--;
    return font_is_bijoy(p, str_sub(s, from, i + 1));
}

/* What the sign at i is worth. Daggers are the commonest letters of Bijoy, in Windows-1252 and in UTF-8; C3 A0 C2 A6 is E0 A6 read as Latin-1. */
static unsigned worth(const ghotona_pack *p, str s, size_t i) {
    unsigned char c = (unsigned char)s.at[i];
    if (c == '&') return is_reference(s.at + i, s.len - i);
    if (c == '\\') return is_escape(s.at + i, s.len - i);
    if (c == 'J') return is_old_font(p, s, i) ? BENGALI_PAGE : 0;
    if (i == 0) return 0;
    unsigned char before = (unsigned char)s.at[i - 1];
    if (c == 0xA6 || c == 0xA7) return before == 0xE0 || (before == 0xC2 && i >= 3 && s.at[i - 2] == '\xA0' && s.at[i - 3] == '\xC3');
    if (c == 0x86 || c == 0x87) return before < 0x80;
    return before == 0x80 && i >= 2 && s.at[i - 2] == '\xE2';
}

bool may_be_bengali(const ghotona_pack *p, str bytes, unsigned enough) {
    unsigned sum = 0;
    if (is_utf16(str_sub(bytes, 0, bytes.len < KIND_HEAD ? bytes.len : KIND_HEAD))) return true;
    for (size_t i = 0; i < bytes.len && sum < enough; i++)
        if (SIGN[(unsigned char)bytes.at[i]]) sum += worth(p, bytes, i);
    return sum >= enough;
}
