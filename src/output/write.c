/* What the forms of output share: strings made safe, names, days, counts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "output/write.h"

const char *const status_names[STATUS_COUNT] = {"future", "hypothetical", "historical", "negation"};
const char *const count_names[GHOTONA_COUNTS] = {"dead", "injured", "arrested", "protesters"};
const char *const stance_names[STANCE_COUNT] = {"asserts", "alleges", "denies"};
const char *const stance_words[STANCE_COUNT] = {"says", "alleges", "denies"};

#define REPLACEMENT STR("\xEF\xBF\xBD")

static void escape_byte(struct buf *to, unsigned char c) {
    switch (c) {
    case '"': buf_text(to, "\\\""); break;
    case '\\': buf_text(to, "\\\\"); break;
    case '\n': buf_text(to, "\\n"); break;
    case '\r': buf_text(to, "\\r"); break;
    case '\t': buf_text(to, "\\t"); break;
    case '\b': buf_text(to, "\\b"); break;
    case '\f': buf_text(to, "\\f"); break;
    default: buf_printf(to, "\\u%04x", c);
    }
}

static void escape_valid(struct buf *to, const char *s, size_t len) {
    size_t clean = 0;                       /* everything before it is written */
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        buf_put(to, s + clean, i - clean);
        escape_byte(to, c);
        clean = i + 1;
    }
    buf_put(to, s + clean, len - clean);
}

void write_json_string(struct buf *to, str s) {
    buf_byte(to, '"');
    for (size_t at = 0; at < s.len;) {
        size_t good = utf8_valid_len(s.at + at, s.len - at);
        escape_valid(to, s.at + at, good);
        at += good;
        if (at == s.len) break;
        buf_str(to, REPLACEMENT);
        at++;
    }
    buf_byte(to, '"');
}

/* Bidirectional embeddings, overrides and isolates reorder the rest of a line; C1 controls begin escape sequences as ESC does. */
static bool steers(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == UTF8_BAD;
}

static bool breaks_line(uint32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

void write_plain(struct buf *to, str s) {
    size_t clean = 0, used;
    for (size_t at = 0; at < s.len; at += used) {
        uint32_t c = utf8_next(s.at + at, s.len - at, &used);
        bool space = breaks_line(c);
        if (!space && !steers(c)) continue;
        buf_put(to, s.at + clean, at - clean);
        buf_str(to, space ? STR(" ") : REPLACEMENT);
        clean = at + used;
    }
    if (s.len > clean) buf_put(to, s.at + clean, s.len - clean);
}

void write_article_id(struct buf *to, const ghotona_article *article, const ghotona_reading *reading) {
    char hash[33];
    if (article->id.len > 0) {
        buf_str(to, article->id);
        return;
    }
    hash_hex(reading->text.at, reading->text.len, hash);
    buf_text(to, hash);
}

void write_day(struct buf *to, int32_t day) {
    int y, m, d;
    civil_from_days(day, &y, &m, &d);
    buf_printf(to, "%04d-%02d-%02d", y, m, d);
}

void write_count(struct buf *to, ghotona_count count) {
    buf_printf(to, "%d", count.low);
    if (count.high != count.low) buf_printf(to, "-%d", count.high);
}

/* A range that fills months or years is told by them: 2024-11/2025-09, 2009/2024. */
static void write_range(struct buf *to, ghotona_days days) {
    int y, m, d, y2, m2, d2;
    civil_from_days(days.from, &y, &m, &d);
    civil_from_days(days.to, &y2, &m2, &d2);
    bool months = d == 1 && (y2 != y || m2 != m) && !civil_ok(y2, m2, d2 + 1);
    if (months && m == 1 && m2 == 12 && y2 != y) {
        buf_printf(to, "%04d/%04d", y, y2);
    } else if (months) {
        buf_printf(to, "%04d-%02d/%04d-%02d", y, m, y2, m2);
    } else {
        write_day(to, days.from);
        buf_byte(to, '/');
        write_day(to, days.to);
    }
}

void output_date(struct buf *to, ghotona_date date) {
    int y, m, d;
    civil_from_days(date.days.from, &y, &m, &d);
    switch (date.grain) {
    case GHOTONA_NONE: break;
    case GHOTONA_DAY: write_day(to, date.days.from); break;
    case GHOTONA_MONTH: buf_printf(to, "%04d-%02d", y, m); break;
    case GHOTONA_YEAR: buf_printf(to, "%04d", y); break;
    case GHOTONA_RANGE:
        write_range(to, date.days);
        break;
    }
}
