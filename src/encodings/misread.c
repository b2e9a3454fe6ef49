/* UTF-8 that somebody read as Windows-1252: à¦¬à¦¾à¦‚à¦²à¦¾ is বাংলা. The letters are taken back to bytes; a run of them that is UTF-8
 * again, with Bengali in it, is put right, as often as it had been misread.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/scan.h"
#include "text/chars.h"

enum { MISREAD_MOST = 3 /* times */, SPACE_BYTE = 0xA0, DANDA = 0x964, DOUBLE_DANDA = 0x965, REPLACEMENT = 0xFFFD };

static bool everyday(uint32_t c) {
    switch (c) {
    case 0xA0: case 0x2013: case 0x2014: case 0x2018: case 0x2019: case 0x201C: case 0x201D: case 0x2022: case 0x2026: case 0x20AC: case 0x2122:
        return true;
    default:
        return false;
    }
}

/* The end of ASCII and of letters of the Indic blocks from `i` on: nearly all text, so they are passed over many at a time. */
static size_t plain_end(str text, size_t i) {
    for (;;) {
        while (text.len - i >= 3 && (unsigned char)text.at[i] == 0xE0) i += 3;
        uint64_t block;
        if (text.len - i >= sizeof block) {
            memcpy(&block, text.at + i, sizeof block);
            if (!(block & 0x8080808080808080u)) { i += sizeof block; continue; }
        }
        if (i < text.len && (unsigned char)text.at[i] < 0x80) i++;
        else if (i == text.len || (unsigned char)text.at[i] != 0xE0) return i;
    }
}

size_t next_suspect(str text, size_t at) {
    size_t used;
    for (size_t i = plain_end(text, at); i < text.len; i = plain_end(text, i + used)) {
        uint32_t c = utf8_valid_next(text.at + i, &used);
        if (!everyday(c) && windows_byte(c) >= 0x80) return i;
    }
    return text.len;
}

/* A run of letters above ASCII as bytes, from *at on, which moves behind it. A space in it may have been A0, the last byte of ঠ and à. */
static void take_run(str text, size_t *at, struct buf *bytes) {
    bytes->len = 0;
    while (*at < text.len) {
        size_t used;
        int byte = windows_byte(utf8_valid_next(text.at + *at, &used));
        bool more = *at + 1 < text.len && (unsigned char)text.at[*at + 1] == 0xC3;
        if (byte == ' ' && (str_ends(buf_view(bytes), STR("\xE0\xA6")) || (more && str_ends(buf_view(bytes), STR("\xC3"))))) byte = SPACE_BYTE;
        if (byte < 0x80) return;
        buf_byte(bytes, (char)byte);
        *at += used;
    }
}

/* What a run is as UTF-8: Bengali letters, letters that were misread twice, typographic signs, bytes that are nothing. */
struct sense { uint32_t bengali, twice, signs, bad; };

static struct sense sense_of(str bytes) {
    struct sense s = {0};
    uint32_t last = 0;
    for (size_t i = 0, used; i < bytes.len; i += used) {
        uint32_t c = utf8_next(bytes.at + i, bytes.len - i, &used);
        if (c == UTF8_BAD) s.bad += !everyday(windows_letter((unsigned char)bytes.at[i]));
        else if (char_is_bengali(c) || c == DANDA || c == DOUBLE_DANDA) s.bengali++;
        else if (c >= 0xA5 && c <= 0xA7 && last == 0xE0) s.twice++;
        else if (c >= 0x2010 && c <= 0x203A) s.signs++;
        last = c;
    }
    return s;
}

static bool makes_sense(struct sense s) {
    if (s.bengali || s.twice) return s.bad <= s.bengali + s.twice;
    return s.signs && !s.bad;
}

/* A quotation mark or dash beside misread letters was itself read well. Returns how many bytes were lost. */
static uint32_t put_run(str bytes, struct buf *out) {
    uint32_t bad = 0;
    for (size_t i = 0, used; i < bytes.len; i += used) {
        uint32_t c = utf8_next(bytes.at + i, bytes.len - i, &used);
        if (c == UTF8_BAD) c = windows_letter((unsigned char)bytes.at[i]);
        else { buf_put(out, bytes.at + i, used); continue; }
        if (everyday(c)) { buf_letter(out, c); continue; }
        /* a Bengali letter without its last byte counts as one */
        if (c == 0xE0 && i + 1 < bytes.len && ((unsigned char)bytes.at[i + 1] & 0xFE) == 0xA6) used = 2;
        bad += (uint32_t)used;
        buf_letter(out, REPLACEMENT);
    }
    return bad;
}

/* One time. */
static bool mend_once(str text, struct buf *out, struct decoded *d) {
    struct buf bytes = {0};
    bool any = false, inside = false;
    out->len = 0;
    for (size_t i = 0, end; i < text.len; i = end) {
        size_t used = 1;
        end = i;
        if ((unsigned char)text.at[i] >= 0x80) take_run(text, &end, &bytes);
        if (end > i && makes_sense(sense_of(buf_view(&bytes)))) {
            d->bad_bytes += put_run(buf_view(&bytes), out);
            d->converted += !inside;
            any = inside = true;
            continue;
        }
        if (end == i) {
            utf8_valid_next(text.at + i, &used);
            end = i + used;
        }
        inside = inside && used == 1 && text.at[i] != '\n';
        buf_put(out, text.at + i, end - i);
    }
    buf_free(&bytes);
    return any;
}

static bool worth_a_look(str text) {
    static const char *const signs[] = {"à¦", "à§", "â€", "Ã"};
    for (size_t i = 0; i < LENGTH(signs); i++)
        if (str_holds(text, str_of(signs[i]))) return true;
    return false;
}

struct decoded mend_misread(str text, struct arena *arena) {
    struct decoded d = {.text = text};
    struct buf out = {0};
    for (int times = 0; times < MISREAD_MOST && worth_a_look(d.text) && mend_once(d.text, &out, &d); times++) {
        d.text = arena_copy(arena, buf_view(&out));
        d.name = "UTF-8 read as Windows-1252";
    }
    buf_free(&out);
    return d;
}
