/* Glyphs in the order of the eye to letters in the order of the ear. Letters go to the output as they come; the vowel sign that stood
 * before them, the one behind, and the marks are held back until the cluster ends, and a reph is put in front of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/bijoy.h"
#include "text/chars.h"

enum { AA = 0x9BE, E = 0x9C7, O = 0x9CB, AU = 0x9CC, AU_MARK = 0x9D7, CHANDRABINDU = 0x981, VISARGA = 0x983, KHANDA_TA = 0x9CE, RRA = 0x9DC, YYA = 0x9DF,
       VOWEL_FIRST = 0x985, VOWEL_LAST = 0x994, HASANT_BYTES = 3 };

struct writer {
    const pack *pack;
    struct buf *out;
    struct bijoy_shape *shape;
    str word;
    size_t cluster, raw;        /* where the cluster begins: in the output, in the word */
    bool letter, half;          /* it has a whole letter; it ends in a hasant that binds */
    bool bare;                  /* its letter takes no vowel sign (অ, ৎ, গু) */
    str reph;
    uint32_t before, sign, nasal, mark;
};

static uint32_t first_letter(str s) { size_t used; return utf8_next(s.at, s.len, &used); }
static uint32_t last_letter(str s) {
    size_t at = s.len - 1;
    while (at && ((unsigned char)s.at[at] & 0xC0) == 0x80) at--;
    return first_letter(str_sub(s, at, s.len));
}

/* The bytes as Windows-1252 has them: they are no glyphs here. */
static void put_raw(struct writer *w, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) buf_letter(w->out, windows_letter((unsigned char)w->word.at[i]));
}

/* Puts the reph, as the table writes it, in front of the cluster. */
static void put_reph(struct writer *w) {
    size_t n = w->reph.len;
    buf_str(w->out, w->reph);
    memmove(w->out->at + w->cluster + n, w->out->at + w->cluster, w->out->len - n - w->cluster);
    memcpy(w->out->at + w->cluster, w->reph.at, n);
}

static void put_vowel(struct writer *w) {
    if (w->before == E && w->sign == AA) { buf_letter(w->out, O); return; }
    if (w->before == E && w->sign == AU_MARK) { buf_letter(w->out, AU); return; }
    if ((w->before && w->sign) || w->sign == AU_MARK || (w->bare && (w->before || w->sign))) w->shape->faults++;
    if (w->before) buf_letter(w->out, w->before);
    if (w->sign) buf_letter(w->out, w->sign);
}

/* Ends the cluster at byte `at` of the word. */
static void end_cluster(struct writer *w, size_t at) {
    if (w->letter) {
        if (w->reph.len) put_reph(w);
        put_vowel(w);
        if (w->nasal) buf_letter(w->out, w->nasal);
        if (w->mark) buf_letter(w->out, w->mark);
        w->shape->letters++;
    } else if (w->before || w->half) {      /* • ” ™ and their like are signs where no letter follows */
        if (w->before) w->shape->faults++;
        w->out->len = w->cluster;
        put_raw(w, w->raw, at);
    }
    w->letter = w->half = w->bare = false;
    w->reph = (str){0};
    w->before = w->sign = w->nasal = w->mark = 0;
    w->cluster = w->out->len;
    w->raw = at;
}

static void put_literal(struct writer *w, size_t at, size_t n, bool fault) {
    end_cluster(w, at);
    put_raw(w, at, at + n);
    w->shape->faults += fault;
    w->cluster = w->out->len;
    w->raw = at + n;
}

/* A letter or half at byte `at`: it begins a cluster, unless the one before is open for it. */
static void take_letter(struct writer *w, str to, size_t at, bool half) {
    if (w->letter && !w->half) end_cluster(w, at);
    uint32_t first = first_letter(to), last = last_letter(to);
    bool starts = w->shape->letters == 0 && !w->letter && !w->half;
    if (!half && starts && (first == KHANDA_TA || (first >= RRA && first <= YYA))) w->shape->rare++;
    buf_str(w->out, to);
    w->letter |= !half;
    w->half = half;
    w->bare = (last >= VOWEL_FIRST && last <= VOWEL_LAST) || last == KHANDA_TA || char_class(last) == CHAR_MARK;
}

/* The last part of a conjunct; its hasant is that of the half before it. A ya-phala may stand after the vowel sign: ক্যু is Kz¨. */
static bool take_tail(struct writer *w, str to) {
    if (!w->letter && !w->half) return false;
    buf_str(w->out, w->half ? str_sub(to, HASANT_BYTES, to.len) : to);
    w->letter = true;
    w->half = false;
    w->bare = char_class(last_letter(to)) == CHAR_MARK;
    return true;
}

static bool take_sign(struct writer *w, uint32_t sign) {
    if (!w->letter || w->half || w->sign || w->mark) return false;
    w->sign = sign;
    return true;
}

static bool take_mark(struct writer *w, uint32_t mark) {
    if (mark == VISARGA && w->word.len == 1) return buf_letter(w->out, mark), true;     /* alone it is a colon: তারিখ ঃ */
    if (!w->letter || w->half || w->mark) return false;
    if (mark == CHANDRABINDU) {
        w->shape->faults += w->nasal != 0;
        w->nasal = mark;
        return true;
    }
    w->shape->rare += mark == VISARGA;
    w->mark = mark;
    return true;
}

static bool take_hasant(struct writer *w, str to) {
    if (!w->letter || w->half || w->sign) return false;
    buf_str(w->out, to);
    w->half = true;
    return true;
}

static bool word_goes_on(const struct writer *w, size_t at) {
    return at < w->word.len && bijoy_byte(w->pack, (unsigned char)w->word.at[at]) && w->word.at[at] != '|';
}

/* The glyph takes its place in the cluster; false if it has none there. */
static bool place_glyph(struct writer *w, const struct glyph *g, size_t at, size_t n) {
    str to = pack_string(w->pack, g->to);
    switch ((enum glyph_kind)g->kind) {
    case GLYPH_LETTER: case GLYPH_HALF: take_letter(w, to, at, g->kind == GLYPH_HALF); return true;
    case GLYPH_TAIL: return take_tail(w, to);
    case GLYPH_JOIN: return w->half && take_tail(w, to);
    case GLYPH_BEFORE:
        end_cluster(w, at);
        w->before = first_letter(to);
        return true;
    case GLYPH_INNER: return word_goes_on(w, at + n) && take_sign(w, first_letter(to));
    case GLYPH_SIGN: return take_sign(w, first_letter(to));
    case GLYPH_MARK: return take_mark(w, first_letter(to));
    case GLYPH_REPH:
        if (!w->letter || w->reph.len) return false;
        w->reph = to;
        return true;
    case GLYPH_HASANT: return take_hasant(w, to);
    case GLYPH_DIGIT: case GLYPH_OTHER:
        end_cluster(w, at);
        buf_str(w->out, to);
        w->cluster = w->out->len;
        w->raw = at + n;
        return true;
    }
    return false;
}

/* Characters that are signs where they are no glyphs: they are no fault there. */
static bool also_sign(enum glyph_kind kind) { return kind == GLYPH_JOIN || kind == GLYPH_INNER || kind == GLYPH_HASANT; }
/* Of what is no glyph, only an ellipsis, quotation marks, dashes and the space that does not break stand in Bengali. */
static bool is_fault(unsigned char byte) { return byte >= 0x80 && byte != 0x85 && !(byte >= 0x91 && byte <= 0x97) && byte != 0xA0; }

static const struct glyph *glyph_at(const pack *p, str word, size_t at, size_t *n) {
    struct glyphs_of glyphs = pack_glyphs(p, (unsigned char)word.at[at]);
    for (uint32_t i = 0; i < glyphs.count; i++) {
        str from = pack_string(p, glyphs.at[i].from);
        if (!str_starts(str_sub(word, at, word.len), from)) continue;
        *n = from.len;
        return &glyphs.at[i];
    }
    return NULL;
}

bool bijoy_byte(const ghotona_pack *p, unsigned char byte) { return pack_glyphs(p, byte).count > 0; }

void bijoy_word(const ghotona_pack *p, str bytes, struct buf *out, struct bijoy_shape *shape) {
    struct writer w = {.pack = p, .out = out, .shape = shape, .word = bytes, .cluster = out->len};
    *shape = (struct bijoy_shape){0};
    for (size_t i = 0, n; i < bytes.len; i += n) {
        const struct glyph *g = glyph_at(p, bytes, i, &n);
        if (!g) {
            n = 1;
            put_literal(&w, i, 1, is_fault((unsigned char)bytes.at[i]));
        } else if (!place_glyph(&w, g, i, n)) put_literal(&w, i, n, !also_sign((enum glyph_kind)g->kind));
    }
    end_cluster(&w, bytes.len);
}
