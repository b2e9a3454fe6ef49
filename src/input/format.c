/* What a file is, told from how it begins. SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"

static bool begins(str head, const char *bytes, size_t n) { return str_starts(head, (str){bytes, n}); }

/* In UTF-16 every other byte of Bengali and ASCII text is 09 or 00, and some are 00. */
static bool high_bytes(str head, size_t first) {
    size_t pairs = head.len / 2, high = 0, zero = 0;
    for (size_t i = first; i < pairs * 2; i += 2) {
        zero += head.at[i] == 0;
        high += head.at[i] == 0 || head.at[i] == 9;
    }
    return zero > 0 && high * 10 >= pairs * 8;
}

static bool is_control(unsigned char c) { return c < ' ' && !is_blank((char)c); }

/* True if more than a quarter of the bytes are no text in UTF-8. The end is left out, where a letter may be cut. */
static bool is_binary(str head) {
    size_t bad = 0, end = head.len > 4 ? head.len - 3 : head.len;
    for (size_t i = 0, used; i < end; i += used) {
        uint32_t c = utf8_next(head.at + i, head.len - i, &used);
        bad += c == UTF8_BAD || is_control((unsigned char)head.at[i]);
    }
    return bad * 4 > head.len;
}

const char *format_refusal(str head) {
    if (begins(head, "\x1F\x8B", 2)) return "compressed with gzip: unpack it first, `gzip -dc FILE | ghotona read -`";
    if (begins(head, "\xFF\xFE\0\0", 4) || begins(head, "\0\0\xFE\xFF", 4))
        return "UTF-32, not UTF-8: convert it first, `iconv -f UTF-32 -t UTF-8 FILE`";
    if (begins(head, "\xFF\xFE", 2) || begins(head, "\xFE\xFF", 2))
        return "UTF-16, not UTF-8: convert it first, `iconv -f UTF-16 -t UTF-8 FILE`";
    bool big = high_bytes(head, 0), little = high_bytes(head, 1);
    if (little && !big) return "UTF-16, not UTF-8: convert it first, `iconv -f UTF-16LE -t UTF-8 FILE`";
    if (big && !little) return "UTF-16, not UTF-8: convert it first, `iconv -f UTF-16BE -t UTF-8 FILE`";
    if (is_binary(head)) return "not text in UTF-8: give plain text or NDJSON, in another encoding after `iconv -t UTF-8`";
    str text = trimmed(without_bom(head));
    if (begins(text, "[", 1) && begins(trimmed(str_sub(text, 1, text.len)), "{", 1))
        return "a JSON array: give one object a line, `jq -c '.[]' FILE`";
    return NULL;
}

bool format_is_ndjson(str head) { return begins(trimmed(without_bom(head)), "{", 1); }

str trimmed(str s) {
    while (s.len && is_blank(s.at[0])) s = str_sub(s, 1, s.len);
    while (s.len && is_blank(s.at[s.len - 1])) s.len--;
    return s;
}

str without_bom(str s) { return begins(s, "\xEF\xBB\xBF", 3) ? str_sub(s, 3, s.len) : s; }
