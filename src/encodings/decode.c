/* Bytes to UTF-8: what the bytes themselves say goes before what was said of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/scan.h"
#include <errno.h>
#include <iconv.h>
#include <strings.h>

enum { SAMPLE = 4096, REPLACEMENT = 0xFFFD };

/* ---- the encodings there are ------------------------------------------------------------------------------------------------------- */

enum way { WAY_UTF8, WAY_UTF16, WAY_UTF32, WAY_WINDOWS, WAY_ISCII, WAY_ICONV };
struct encoding { const char *name; enum way way; bool big; };

/* Names as they are declared (pages say iso-8859-1 and mean Windows-1252), with what they are. Encodings that can hide markup from those
 * who read the bytes as ASCII (UTF-7, ISO-2022, HZ) are not here. */
static const struct { const char *label; struct encoding encoding; } labels[] = {
    {"utf-8", {"UTF-8", WAY_UTF8, false}}, {"utf8", {"UTF-8", WAY_UTF8, false}}, {"unicode-1-1-utf-8", {"UTF-8", WAY_UTF8, false}},
    {"utf-16", {"UTF-16LE", WAY_UTF16, false}}, {"utf-16le", {"UTF-16LE", WAY_UTF16, false}}, {"utf-16be", {"UTF-16BE", WAY_UTF16, true}},
    {"utf-32", {"UTF-32LE", WAY_UTF32, false}}, {"utf-32le", {"UTF-32LE", WAY_UTF32, false}}, {"utf-32be", {"UTF-32BE", WAY_UTF32, true}},
    {"windows-1252", {"Windows-1252", WAY_WINDOWS, false}}, {"cp1252", {"Windows-1252", WAY_WINDOWS, false}},
    {"iso-8859-1", {"Windows-1252", WAY_WINDOWS, false}}, {"latin1", {"Windows-1252", WAY_WINDOWS, false}},
    {"us-ascii", {"Windows-1252", WAY_WINDOWS, false}}, {"ascii", {"Windows-1252", WAY_WINDOWS, false}},
    {"x-user-defined", {"Windows-1252", WAY_WINDOWS, false}},
    {"x-iscii-be", {"ISCII-91", WAY_ISCII, false}}, {"iscii", {"ISCII-91", WAY_ISCII, false}}, {"iscii-91", {"ISCII-91", WAY_ISCII, false}},
    {"windows-1250", {"windows-1250", WAY_ICONV, false}}, {"windows-1251", {"windows-1251", WAY_ICONV, false}},
    {"windows-1253", {"windows-1253", WAY_ICONV, false}}, {"windows-1254", {"windows-1254", WAY_ICONV, false}},
    {"windows-1255", {"windows-1255", WAY_ICONV, false}}, {"windows-1256", {"windows-1256", WAY_ICONV, false}},
    {"windows-1257", {"windows-1257", WAY_ICONV, false}}, {"windows-1258", {"windows-1258", WAY_ICONV, false}},
    {"iso-8859-2", {"iso-8859-2", WAY_ICONV, false}}, {"iso-8859-5", {"iso-8859-5", WAY_ICONV, false}},
    {"iso-8859-6", {"iso-8859-6", WAY_ICONV, false}}, {"iso-8859-7", {"iso-8859-7", WAY_ICONV, false}},
    {"iso-8859-9", {"iso-8859-9", WAY_ICONV, false}}, {"iso-8859-15", {"iso-8859-15", WAY_ICONV, false}},
    {"koi8-r", {"koi8-r", WAY_ICONV, false}}, {"macintosh", {"macintosh", WAY_ICONV, false}},
    {"gb2312", {"gb18030", WAY_ICONV, false}}, {"gbk", {"gb18030", WAY_ICONV, false}}, {"gb18030", {"gb18030", WAY_ICONV, false}},
    {"big5", {"big5", WAY_ICONV, false}}, {"shift_jis", {"shift_jis", WAY_ICONV, false}}, {"euc-jp", {"euc-jp", WAY_ICONV, false}},
    {"euc-kr", {"euc-kr", WAY_ICONV, false}}, {"tis-620", {"tis-620", WAY_ICONV, false}},
};

static const struct encoding *find_encoding(str label) {
    for (size_t i = 0; i < LENGTH(labels); i++)
        if (label.len == strlen(labels[i].label) && strncasecmp(label.at, labels[i].label, label.len) == 0) return &labels[i].encoding;
    return NULL;
}

/* ---- units of two and four bytes ----------------------------------------------------------------------------------------------------- */

static uint32_t unit_at(str s, size_t at, size_t size, bool big) {
    uint32_t c = 0;
    for (size_t i = 0; i < size; i++) c = c << 8 | (unsigned char)s.at[at + (big ? i : size - 1 - i)];
    return c;
}

static void put_bad(struct decoded *d, struct buf *out, size_t at, size_t bytes) {
    if (!d->bad_bytes) d->first_bad = at;
    d->bad_bytes += (uint32_t)bytes;
    buf_letter(out, REPLACEMENT);
}

static bool is_letter(uint32_t c) { return c < 0xD800 || (c >= 0xE000 && c <= 0x10FFFF); }

static void decode_units(str bytes, size_t size, bool big, struct buf *out, struct decoded *d) {
    size_t i = 0;
    while (i + size <= bytes.len) {
        size_t used = size;
        uint32_t c = unit_at(bytes, i, size, big);
        if (size == 2 && c >= 0xD800 && c < 0xDC00 && i + 4 <= bytes.len) {
            uint32_t low = unit_at(bytes, i + 2, 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                used = 4;
            }
        }
        if (is_letter(c)) buf_letter(out, c);
        else put_bad(d, out, i, used);
        i += used;
    }
    if (i < bytes.len) put_bad(d, out, i, bytes.len - i);     /* half a unit */
}

/* ---- the rest ---------------------------------------------------------------------------------------------------------------------------- */

static void decode_windows(str bytes, struct buf *out) {
    for (size_t i = 0; i < bytes.len; i++) buf_letter(out, windows_letter((unsigned char)bytes.at[i]));
}

/* False if there is no such converter on this system. */
static bool decode_iconv(str bytes, const char *name, struct buf *out, struct decoded *d) {
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) return false;
    union { const char *in; char *out; } from = {bytes.at};     /* iconv takes it without const and only reads it */
    char *in = from.out, chunk[4096];
    size_t left = bytes.len;
    while (left) {
        char *to = chunk;
        size_t room = sizeof chunk, failed = iconv(converter, &in, &left, &to, &room);
        int why = errno;
        buf_put(out, chunk, (size_t)(to - chunk));
        if (failed != (size_t)-1 || why == E2BIG) continue;
        put_bad(d, out, bytes.len - left, 1);
        in++;
        left--;
    }
    iconv_close(converter);
    return true;
}

/* How well bytes do as UTF-8: whole sequences of several bytes, which other encodings seldom happen to have, and bytes that are none. */
struct fit { size_t good, bad; };

static struct fit fit_utf8(str bytes) {
    struct fit f = {0};
    for (size_t i = 0, used; i < bytes.len; i += used) {
        if (utf8_next(bytes.at + i, bytes.len - i, &used) == UTF8_BAD) f.bad++;
        else f.good += used > 1;
    }
    return f;
}

/* True for what is no text: one byte in fifty, or more, is a control. */
static bool has_controls(str bytes) {
    size_t controls = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        controls += (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    }
    return controls * 50 > bytes.len;
}

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* True for a line of another encoding within UTF-8, as when old articles in Bijoy were put into one file with new ones: several bytes
 * that are none, hardly any sequence that is, and letters between them. */
static bool is_foreign(str line) {
    enum { LEAST = 3 };
    struct fit f = fit_utf8(line);
    size_t letters = 0;
    for (size_t i = 0; i < line.len; i++) letters += is_ascii_letter(line.at[i]);
    return f.bad >= LEAST && f.bad > f.good * 4 && letters > f.bad && !memchr(line.at, 0, line.len) && !has_controls(line);
}

static void mend_line(str bytes, size_t from, size_t to, struct buf *out, struct decoded *d) {
    for (size_t i = from; i < to; i++) {
        size_t good = utf8_valid_len(bytes.at + i, to - i);
        buf_put(out, bytes.at + i, good);
        i += good;
        if (i < to) put_bad(d, out, i, 1);
    }
}

static void mend_utf8(str bytes, struct buf *out, struct decoded *d) {
    for (size_t from = 0, to; from < bytes.len; from = to) {
        const char *newline = memchr(bytes.at + from, '\n', bytes.len - from);
        to = newline ? (size_t)(newline - bytes.at) + 1 : bytes.len;
        bool whole = utf8_valid_len(bytes.at + from, to - from) == to - from;
        if (whole) buf_put(out, bytes.at + from, to - from);
        else if (is_foreign(str_sub(bytes, from, to))) {
            decode_windows(str_sub(bytes, from, to), out);
            d->name = "UTF-8 and Windows-1252";
        } else mend_line(bytes, from, to, out, d);
    }
}

/* ---- which it is -------------------------------------------------------------------------------------------------------------------------- */

/* UTF-16 and UTF-32 without a mark: by where the NULs are, and the high bytes of Bengali. */
static const struct encoding *by_zeros(str bytes) {
    static const struct encoding found[] = {{"UTF-16LE", WAY_UTF16, false}, {"UTF-16BE", WAY_UTF16, true}, {"UTF-32LE", WAY_UTF32, false},
                                            {"UTF-32BE", WAY_UTF32, true}};
    size_t n = (bytes.len < SAMPLE ? bytes.len : SAMPLE) & ~(size_t)3, high[4] = {0}, zero[4] = {0};
    for (size_t i = 0; i < n; i++) {
        unsigned char b = (unsigned char)bytes.at[i];
        zero[i & 3] += b == 0;
        high[i & 3] += b == 0 || b == 0x09 || b == 0x20;
    }
    size_t quarter = n / 4;
    if (n < 8 || zero[0] + zero[1] + zero[2] + zero[3] == 0) return NULL;
    if (zero[3] == quarter && zero[2] * 10 >= quarter * 9 && zero[0] * 10 <= quarter) return &found[2];
    if (zero[0] == quarter && zero[1] * 10 >= quarter * 9 && zero[3] * 10 <= quarter) return &found[3];
    size_t even = high[0] + high[2], odd = high[1] + high[3], even_zero = zero[0] + zero[2], odd_zero = zero[1] + zero[3];
    if (odd_zero && !even_zero && odd * 10 >= quarter * 2 * 9 && even * 10 <= quarter * 2 * 4) return &found[0];
    if (even_zero && !odd_zero && even * 10 >= quarter * 2 * 9 && odd * 10 <= quarter * 2 * 4) return &found[1];
    return NULL;
}

/* The mark at the head of the bytes, whose length goes to *len. */
static const struct encoding *by_mark(str bytes, size_t *len) {
    static const struct { const char *mark; size_t len; struct encoding encoding; } marks[] = {
        {"\xEF\xBB\xBF", 3, {NULL, WAY_UTF8, false}},
        {"\xFF\xFE\0\0", 4, {"UTF-32LE", WAY_UTF32, false}}, {"\0\0\xFE\xFF", 4, {"UTF-32BE", WAY_UTF32, true}},
        {"\xFF\xFE", 2, {"UTF-16LE", WAY_UTF16, false}}, {"\xFE\xFF", 2, {"UTF-16BE", WAY_UTF16, true}}};
    for (size_t i = 0; i < LENGTH(marks); i++) {
        if (!str_starts(bytes, (str){marks[i].mark, marks[i].len})) continue;
        *len = marks[i].len;
        return &marks[i].encoding;
    }
    return NULL;
}

static const struct encoding *choose(const pack *p, str bytes, str declared) {
    static const struct encoding utf8 = {NULL, WAY_UTF8, false}, windows = {"Windows-1252", WAY_WINDOWS, false};
    static const struct encoding iscii = {"ISCII-91", WAY_ISCII, false};
    const struct encoding *zeros = by_zeros(bytes);
    if (zeros) return zeros;
    struct fit fit = fit_utf8(bytes);
    if (fit.good >= fit.bad * 4) return &utf8;
    const struct encoding *told = find_encoding(declared);
    if (told && (told->way == WAY_ICONV || told->way == WAY_ISCII)) return told;
    if (looks_like_iscii(p, bytes)) return &iscii;
    if (fit.good >= fit.bad) return &utf8;
    if (told && told->way == WAY_WINDOWS) return told;
    return has_controls(bytes) ? &utf8 : &windows;
}

static struct decoded decode_as(const pack *p, const struct encoding *e, str bytes, size_t skip, struct arena *arena) {
    struct decoded d = {.name = e->way == WAY_UTF8 ? NULL : e->name};
    struct buf out = {0};
    str rest = str_sub(bytes, skip, bytes.len);
    if (e->way == WAY_ISCII) return decode_iscii(p, rest, arena);
    switch (e->way) {
    case WAY_UTF16: decode_units(rest, 2, e->big, &out, &d); break;
    case WAY_UTF32: decode_units(rest, 4, e->big, &out, &d); break;
    case WAY_WINDOWS: decode_windows(rest, &out); break;
    case WAY_ICONV: if (decode_iconv(rest, e->name, &out, &d)) break;   /* else as UTF-8 */
        d.name = NULL;
    /* fall through */
    default: mend_utf8(rest, &out, &d);
    }
    d.text = arena_copy(arena, buf_view(&out));
    d.first_bad += d.bad_bytes ? skip : 0;
    buf_free(&out);
    return d;
}

struct decoded decode_bytes(const pack *p, str bytes, str declared, struct arena *arena) {
    size_t skip = 0;
    const struct encoding *marked = by_mark(bytes, &skip);
    str rest = str_sub(bytes, skip, bytes.len);
    bool utf8 = !marked || marked->way == WAY_UTF8;
    if (utf8 && utf8_valid_len(rest.at, rest.len) == rest.len && !by_zeros(rest)) return (struct decoded){.text = rest};
    return decode_as(p, marked ? marked : choose(p, bytes, declared), bytes, skip, arena);
}
