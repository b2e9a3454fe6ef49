/* Unicode to the glyphs of Bijoy, for round trips; the program itself only reads them. SPDX-License-Identifier: Apache-2.0 */
#ifndef BIJOY_WAY_BACK_H
#define BIJOY_WAY_BACK_H

#include "pack/pack.h"

static const char wb_hasant[] = "্";

struct way_back { const pack *pack; struct buf *out; };

static inline bool wb_open(str rest) { return rest.len == 0 || str_starts(rest, str_of(wb_hasant)); }

/* The glyph of this kind that draws the longest beginning of `s`; with `whole`, one after which s ends or a hasant stands. */
static inline const struct glyph *wb_glyph(const pack *p, str s, enum glyph_kind kind, bool whole, str *rest) {
    const struct glyph *all = pack_section(p, SECTION_GLYPHS), *found = NULL;
    size_t longest = 0;
    for (uint32_t i = 0; i < pack_count(p, SECTION_GLYPHS); i++) {
        str to = pack_string(p, all[i].to);
        if (all[i].kind != kind || to.len <= longest || !str_starts(s, to) || (whole && !wb_open(str_sub(s, to.len, s.len)))) continue;
        longest = to.len;
        found = &all[i];
        *rest = str_sub(s, to.len, s.len);
    }
    return found;
}

static inline void wb_put(struct way_back *w, const struct glyph *g) { buf_str(w->out, pack_string(w->pack, g->from)); }

static inline void wb_letters(struct way_back *w, str s);

/* The rest of a conjunct, from its hasant on. */
static inline void wb_tails(struct way_back *w, str s) {
    str rest;
    if (s.len == 0) return;
    const struct glyph *tail = wb_glyph(w->pack, s, GLYPH_TAIL, true, &rest);
    if (tail) { wb_put(w, tail); wb_tails(w, rest); return; }
    buf_byte(w->out, '&');
    wb_letters(w, str_sub(s, strlen(wb_hasant), s.len));
}

/* True if last parts draw all of s, which begins with a hasant. */
static inline bool wb_only_tails(const pack *p, str s) {
    while (s.len && wb_glyph(p, s, GLYPH_TAIL, true, &s)) {}
    return s.len == 0;
}

/* A conjunct from a letter on: a glyph for as much of it as there is one with last parts, a half and what it joins, or a hasant that is seen. */
static inline void wb_letters(struct way_back *w, str s) {
    str rest, more;
    if (s.len == 0) return;
    const struct glyph *letter = wb_glyph(w->pack, s, GLYPH_LETTER, true, &rest), *half = wb_glyph(w->pack, s, GLYPH_HALF, false, &more);
    if (half && more.len && !(letter && wb_only_tails(w->pack, rest))) {
        str joined = {more.at - strlen(wb_hasant), more.len + strlen(wb_hasant)}, behind;      /* the half's hasant is the join's too */
        const struct glyph *join = wb_glyph(w->pack, joined, GLYPH_JOIN, true, &behind);
        wb_put(w, half);
        if (join) { wb_put(w, join); wb_tails(w, behind); return; }
        wb_letters(w, more);
        return;
    }
    if (letter) { wb_put(w, letter); wb_tails(w, rest); return; }
    buf_str(w->out, s);     /* nothing draws it */
}

static inline const struct glyph *wb_sign(const pack *p, const char *sign, enum glyph_kind kind) {
    str rest;
    return wb_glyph(p, str_of(sign), kind, false, &rest);
}

static inline bool wb_is_mark(uint32_t c) { return c >= 0x981 && c <= 0x983; }

/* One syllable: the signs before its letters, the letters, reph, the signs behind. */
static inline void wb_syllable(struct way_back *w, str letters, uint32_t vowel, str marks) {
    static const char reph[] = "র্";
    str rest, core = letters;
    bool has_reph = str_starts(letters, str_of(reph)) && letters.len > strlen(reph) && (unsigned char)letters.at[strlen(reph)] == 0xE0 && !str_starts(str_sub(letters, strlen(reph), letters.len), str_of("\xE2"));
    if (has_reph) core = str_sub(letters, strlen(reph), letters.len);
    char sign[4];
    str v = {sign, vowel ? utf8_put(sign, vowel) : 0};
    if (vowel == 0x9CB || vowel == 0x9CC) wb_put(w, wb_sign(w->pack, "ে", GLYPH_BEFORE));
    else if (v.len && wb_glyph(w->pack, v, GLYPH_BEFORE, false, &rest)) wb_put(w, wb_glyph(w->pack, v, GLYPH_BEFORE, false, &rest));
    wb_letters(w, core);
    if (has_reph) buf_byte(w->out, (char)0xA9);
    if (vowel == 0x9CB) wb_put(w, wb_sign(w->pack, "া", GLYPH_SIGN));
    else if (vowel == 0x9CC) wb_put(w, wb_sign(w->pack, "ৗ", GLYPH_SIGN));
    else if (v.len && wb_glyph(w->pack, v, GLYPH_SIGN, false, &rest)) wb_put(w, wb_glyph(w->pack, v, GLYPH_SIGN, false, &rest));
    for (const struct glyph *mark; marks.len && (mark = wb_glyph(w->pack, marks, GLYPH_MARK, false, &marks));) wb_put(w, mark);
}

/* The text as fonts can have it: letters with a dot and vowel signs in one piece; no joiners, but র‍্য has a glyph of its own. */
static inline void wb_plain(str text, struct buf *out) {
    static const char *const pieces[][2] = {{"\u09AF\u09BC", "\u09DF"}, {"\u09A1\u09BC", "\u09DC"}, {"\u09A2\u09BC", "\u09DD"}, {"\u09C7\u09BE", "\u09CB"}, {"\u09C7\u09D7", "\u09CC"}};
    for (size_t i = 0; i < text.len; i++) {
        size_t k = 0;
        while (k < LENGTH(pieces) && !str_starts(str_sub(text, i, text.len), str_of(pieces[k][0]))) k++;
        if (k < LENGTH(pieces)) {
            buf_text(out, pieces[k][1]);
            i += strlen(pieces[k][0]) - 1;
            continue;
        }
        bool joiner = str_starts(str_sub(text, i, text.len), STR("\xE2\x80\x8C")) || str_starts(str_sub(text, i, text.len), STR("\xE2\x80\x8D"));
        if (!joiner) { buf_byte(out, text.at[i]); continue; }
        if (str_ends(buf_view(out), STR("র")) && str_starts(str_sub(text, i + 3, text.len), STR("্য"))) buf_text(out, "\xE2\x80\x8D");
        i += 2;
    }
}

/* The bytes that a Bijoy font draws as this text. */
static inline void way_back(const pack *p, str typed, struct buf *out) {
    struct way_back w = {p, out};
    struct buf without = {0};
    wb_plain(typed, &without);
    str text = buf_view(&without);
    for (size_t i = 0, used; i < text.len;) {
        size_t start = i, end = i;
        uint32_t c = utf8_valid_next(text.at + i, &used), vowel = 0;
        if (c < 0x985 || c > 0x9DF) {       /* digits, danda, all else */
            str rest, letter = str_sub(text, i, i + used);
            const struct glyph *g = wb_glyph(p, letter, GLYPH_DIGIT, false, &rest);
            if (!g) g = wb_glyph(p, letter, GLYPH_OTHER, false, &rest);
            if (g) wb_put(&w, g);
            else if (windows_byte(c) >= 0) buf_byte(out, (char)windows_byte(c));
            i += used;
            continue;
        }
        for (i += used, end = i; i < text.len; end = i) {       /* letters joined by hasant */
            uint32_t next = utf8_valid_next(text.at + i, &used);
            bool joiner = next == 0x200D || next == 0x200C;
            if (next != 0x9CD && !joiner) break;
            i += used;
            if (joiner || i == text.len) continue;
            next = utf8_valid_next(text.at + i, &used);
            if (next >= 0x995 && next <= 0x9DF && !(next >= 0x9BC && next <= 0x9D7)) i += used;
        }
        str letters = str_sub(text, start, end);
        if (i < text.len) {
            uint32_t next = utf8_valid_next(text.at + i, &used);
            if (next >= 0x9BE && next <= 0x9CC) { vowel = next; i += used; }
        }
        size_t marks = i;
        while (i < text.len && wb_is_mark(utf8_valid_next(text.at + i, &used))) i += used;
        wb_syllable(&w, letters, vowel, str_sub(text, marks, i));
    }
    buf_free(&without);
}

#endif
