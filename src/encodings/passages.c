/* Which words of a text are Bijoy, and their conversion. Every word is weighed by itself, in bits for Bijoy: does it hold together as
 * Bengali, does the pack know it, how likely are its letters in either language. Then the cheapest way through the words of a line is
 * taken, where each change from one side to the other costs something, so that a word follows its neighbours; and a passage counts only
 * when it has words that nothing else explains.
 * SPDX-License-Identifier: Apache-2.0 */
#include "encodings/bijoy.h"
#include "encodings/scan.h"
#include "text/chars.h"
#include <stdlib.h>

enum { LINE_MOST = 1 << 16 /* bytes; a longer line is cut */, PIECE_MOST = 200, KNOWN_MOST = 240 };
enum { CHANGE = 2, NEVER = -1000 };             /* bits */
enum { LETTERS_MOST = 8, KNOWN = 4, FAULT = -6, RARE = -3, STRANGE = 4, CAPITALS = -5, INNER_CAPITAL = 3 };
enum { ENOUGH = 12, ENOUGH_WHERE_SURE = 3, SURE_WORDS = 8 };

struct piece { uint32_t start, end; float bits; bool known, strong, broken, chosen; bool from_outside[2]; };
struct line { const pack *pack; bool sure; VEC(struct piece) pieces; struct arena arena; struct buf bytes, word; };

/* ---- one word ---------------------------------------------------------------------------------------------------------------------- */

bool known_word(const pack *p, str word) {
    char form[KNOWN_MOST * FOLD_GROWTH + 8];
    if (!word.len || word.len > KNOWN_MOST) return false;
    str f = {form, fold(&p->letters, word.at, word.len, form, NULL)};
    if (pack_find(p, f) != NO_WORD) return true;
    struct endings_of endings = pack_endings(p, f);
    for (uint32_t i = 0; i < endings.count; i++) {
        const struct ending *e = pack_ending(p, endings.at[i]);
        str text = {(const char *)pack_section(p, SECTION_POOL) + e->text, e->len};
        if (f.len > text.len + 3 && str_ends(f, text) && pack_find(p, str_sub(f, 0, f.len - text.len)) != NO_WORD) return true;
    }
    return false;
}

/* The next run of Bengali letters from *at on, which moves behind it; empty at the end. */
static str next_run(str s, size_t *at) {
    size_t used, from = s.len;
    for (; *at < s.len; *at += used) {
        uint32_t c = utf8_valid_next(s.at + *at, &used);
        bool letter = char_is_bengali(c) && char_in_word(char_class(c));
        if (letter && from == s.len) from = *at;
        if (!letter && from < s.len) break;
    }
    return from < *at ? str_sub(s, from, *at) : (str){0};
}

/* True if the pack knows each run of letters of a converted word (two may be joined by a dash). */
static bool all_known(const pack *p, str converted) {
    size_t at = 0, runs = 0;
    for (str run; (run = next_run(converted, &at)).len; runs++)
        if (!known_word(p, run)) return false;
    return runs > 0;
}

/* The letters that a word is written with; `high`: those that no language has within its words, and capitals with an accent behind a small
 * letter. */
struct cast { uint32_t small, capital, inner, high, accented; int tenths; };

/* From 80 to BF; above are letters of Western languages, and here too some letters and quotation marks. */
static bool is_strange(unsigned char b) {
    static const char everyday[] = "\x82\x84\x85\x8A\x8B\x8C\x8E\x91\x92\x93\x94\x95\x96\x97\x99\x9A\x9B\x9C\x9E\x9F\xA0\xA7\xAB\xB0\xB4\xB7\xBB";
    return b >= 0x80 && b < 0xC0 && !memchr(everyday, b, sizeof everyday - 1);
}

static bool is_great(unsigned char b) { return b == 0x8A || b == 0x8C || b == 0x9F || (b >= 0xC0 && b <= 0xDE); }

/* Glyphs of one byte stand behind the longer ones. */
static int weight_of(const pack *p, unsigned char b) {
    struct glyphs_of glyphs = pack_glyphs(p, b);
    return glyphs.count ? glyphs.at[glyphs.count - 1].weight : 0;
}

static struct cast cast_of(const pack *p, str bytes) {
    struct cast c = {0};
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char b = (unsigned char)bytes.at[i];
        if (b >= 'a' && b <= 'z') c.small++, c.tenths += weight_of(p, b);
        else if (b >= 'A' && b <= 'Z') c.capital++, c.inner += c.small > 0;
        else c.high += is_strange(b) || (c.small && is_great(b)), c.accented += b >= 0xC0;
    }
    return c;
}

static float bits_of_letters(struct cast c) {
    float bits = (float)c.tenths / 10;
    if (c.inner) bits += INNER_CAPITAL;
    return bits > LETTERS_MOST ? LETTERS_MOST : bits < -LETTERS_MOST ? -LETTERS_MOST : bits;
}

static int at_most(uint32_t n, int most) { return n < (uint32_t)most ? (int)n : most; }

/* A single letter tells nothing by itself: I is ও, A is অ. */
static float bits_of_word(struct cast cast, const struct bijoy_shape *shape, bool known) {
    bool acronym = !cast.small && !cast.high && cast.capital > 1;
    float bits = shape->letters > 1 ? bits_of_letters(cast) : 0;
    bits += (float)(FAULT * at_most(shape->faults, 2));
    if (cast.high && cast.small + cast.capital) bits += STRANGE;
    if (known) return bits + (shape->letters > 1 ? KNOWN : 0);
    return bits + (float)(RARE * at_most(shape->rare, 3) + (acronym ? CAPITALS : 0));
}

static void weigh(struct line *l, struct piece *piece, str bytes) {
    struct bijoy_shape shape;
    struct cast cast = cast_of(l->pack, bytes);
    l->word.len = 0;
    bijoy_word(l->pack, bytes, &l->word, &shape);
    piece->broken = shape.faults && (cast.high || cast.accented);
    if (!shape.letters && !shape.faults) return;
    piece->known = !shape.faults && all_known(l->pack, buf_view(&l->word));
    piece->strong = piece->known && cast.high && cast.small + cast.capital >= 2 && shape.letters >= 2;
    piece->bits = bits_of_word(cast, &shape, piece->known);
}

/* ---- a line into pieces -------------------------------------------------------------------------------------------------------------- */

static bool parts_pieces(uint32_t c) { return c <= ' ' || (c < 0x80 && strchr("()[]{}<>,.;:?!'\"/@#%*+=-\\", (int)c)); }

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }
static bool in_host(char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '-'; }

/* An address of the web or of a mailbox: `://`, `@`, or a point between names in small letters, the first of three or more. */
static bool is_address(str token) {
    size_t run = 0;
    if (str_holds(token, STR("://")) || str_holds(token, STR("@"))) return true;
    for (size_t i = 0; i + 2 < token.len; i++) {
        if (token.at[i] == '.' && run >= 3 && is_small(token.at[i + 1]) && is_small(token.at[i + 2])) return true;
        run = in_host(token.at[i]) ? run + 1 : 0;
    }
    return false;
}

/* The bytes of a piece; false if some of its letters have none. */
static bool piece_bytes(str piece, struct buf *to) {
    to->len = 0;
    if (piece.len > PIECE_MOST) return false;
    for (size_t i = 0, used; i < piece.len; i += used) {
        int byte = windows_byte(utf8_valid_next(piece.at + i, &used));
        if (byte < 0) return false;
        buf_byte(to, (char)byte);
    }
    return true;
}

static void add_piece(struct line *l, str text, size_t from, size_t to, bool never) {
    struct piece *piece = vec_push(&l->arena, &l->pieces);
    *piece = (struct piece){.start = (uint32_t)from, .end = (uint32_t)to};
    if (never || !piece_bytes(str_sub(text, from, to), &l->bytes)) piece->bits = NEVER;
    else weigh(l, piece, buf_view(&l->bytes));
}

static void cut_token(struct line *l, str text, size_t from, size_t to) {
    bool never = is_address(str_sub(text, from, to));
    size_t start = from, used;
    for (size_t i = from; i < to; i += used) {
        if (!parts_pieces(utf8_valid_next(text.at + i, &used))) continue;
        if (i > start) add_piece(l, text, start, i, never);
        start = i + used;
    }
    if (to > start) add_piece(l, text, start, to, never);
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static void cut_line(struct line *l, str text, size_t from, size_t to) {
    arena_reset(&l->arena);
    l->pieces.at = NULL;
    l->pieces.len = l->pieces.cap = 0;
    for (size_t i = from, end; i < to; i = end + 1) {
        for (end = i; end < to && !is_space(text.at[end]); end++) {}
        if (end > i) cut_token(l, text, i, end);
    }
}

/* ---- the way through a line ------------------------------------------------------------------------------------------------------------ */

static void choose_pieces(struct line *l) {
    float outside = 0, inside = l->sure ? 0 : -CHANGE;
    for (uint32_t i = 0; i < l->pieces.len; i++) {
        struct piece *p = &l->pieces.at[i];
        float stays_out = outside, leaves = inside - CHANGE, stays_in = inside, enters = outside - CHANGE;
        p->from_outside[0] = stays_out >= leaves;
        p->from_outside[1] = enters > stays_in;
        outside = p->from_outside[0] ? stays_out : leaves;
        inside = (p->from_outside[1] ? enters : stays_in) + p->bits;
    }
    bool in = inside > outside;
    for (uint32_t i = l->pieces.len; i-- > 0;) {
        struct piece *p = &l->pieces.at[i];
        p->chosen = in;
        in = !p->from_outside[in];
    }
}

/* A passage stands when words in it can be nothing else: one at least that is known and mixes Latin letters with what no language mixes
 * them with. Where another already stands beside it, or the whole text is Bijoy, less is enough. */
static bool passage_stands(const struct line *l, uint32_t from, uint32_t to, bool sure) {
    float bits = 0;
    uint32_t known = 0, strong = 0;
    for (uint32_t i = from; i < to; i++) {
        bits += l->pieces.at[i].bits;
        known += l->pieces.at[i].known;
        strong += l->pieces.at[i].strong;
    }
    return sure ? known && bits >= ENOUGH_WHERE_SURE : strong && bits >= ENOUGH;
}

/* A passage takes in the words from its end to that of the line when all are known: they may be short ones that weigh nothing. */
static void widen_passage(struct line *l, uint32_t from, uint32_t to) {
    uint32_t left = from, right = to;
    while (left > 0 && l->pieces.at[left - 1].known) left--;
    while (right < l->pieces.len && l->pieces.at[right].known) right++;
    for (uint32_t i = left; left == 0 && i < from; i++) l->pieces.at[i].chosen = true;
    for (uint32_t i = to; right == l->pieces.len && i < right; i++) l->pieces.at[i].chosen = true;
}

/* The end of the pieces from i on that are chosen, or not, as it is. */
static uint32_t passage_end(const struct line *l, uint32_t i) {
    uint32_t end = i + 1;
    while (end < l->pieces.len && l->pieces.at[end].chosen == l->pieces.at[i].chosen) end++;
    return end;
}

/* None stands among as many words of such letters that do not hold together: that is some other encoding. */
static bool any_stands(const struct line *l) {
    uint32_t known = 0, broken = 0;
    for (uint32_t i = 0; i < l->pieces.len; i++) {
        known += l->pieces.at[i].known && l->pieces.at[i].chosen;
        broken += l->pieces.at[i].broken;
    }
    if (broken > known) return false;
    for (uint32_t i = 0, end; i < l->pieces.len; i = end) {
        end = passage_end(l, i);
        if (l->pieces.at[i].chosen && passage_stands(l, i, end, l->sure)) return true;
    }
    return false;
}

/* Passages that do not stand are let be. Returns how many do; *strong grows by their strong words. */
static uint32_t judge_passages(struct line *l, uint32_t *strong) {
    uint32_t passages = 0;
    bool sure = any_stands(l);
    for (uint32_t i = 0, end; i < l->pieces.len; i = end) {
        end = passage_end(l, i);
        if (!l->pieces.at[i].chosen) continue;
        bool stands = sure && passage_stands(l, i, end, sure);
        for (uint32_t k = i; k < end; k++) {
            l->pieces.at[k].chosen = stands;
            *strong += stands && l->pieces.at[k].strong;
        }
        passages += stands;
        if (stands) widen_passage(l, i, end);
    }
    return passages;
}

static void write_line(struct line *l, str text, size_t from, size_t to, struct buf *out) {
    size_t done = from;
    struct bijoy_shape shape;
    for (uint32_t i = 0; i < l->pieces.len; i++) {
        const struct piece *p = &l->pieces.at[i];
        if (!p->chosen || !piece_bytes(str_sub(text, p->start, p->end), &l->bytes)) continue;
        buf_str(out, str_sub(text, done, p->start));
        bijoy_word(l->pack, buf_view(&l->bytes), out, &shape);
        done = p->end;
    }
    buf_str(out, str_sub(text, done, to));
}

/* ---- a text ------------------------------------------------------------------------------------------------------------------------------ */

static size_t line_end(str text, size_t from) {
    size_t most = text.len - from < LINE_MOST ? text.len : from + LINE_MOST;
    const char *newline = memchr(text.at + from, '\n', most - from);
    if (newline) return (size_t)(newline - text.at) + 1;
    if (most == text.len) return most;
    for (size_t cut = most; cut > from + LINE_MOST / 2; cut--)
        if (is_space(text.at[cut - 1])) return cut;
    while (((unsigned char)text.at[most] & 0xC0) == 0x80) most--;
    return most;
}

/* Converts what stands; a line without any letter of old encodings is let be unless the text is known to be Bijoy. */
static uint32_t convert(struct line *l, str text, struct buf *out, uint32_t *strong) {
    uint32_t passages = 0;
    size_t suspect = l->sure ? 0 : next_suspect(text, 0);
    out->len = 0;
    for (size_t from = 0, to; from < text.len; from = to) {
        to = line_end(text, from);
        if (suspect < from) suspect = l->sure ? from : next_suspect(text, from);
        if (suspect >= to) { buf_str(out, str_sub(text, from, to)); continue; }
        cut_line(l, text, from, to);
        choose_pieces(l);
        passages += judge_passages(l, strong);
        write_line(l, text, from, to, out);
    }
    return passages;
}

static struct decoded mend_bijoy(const pack *p, str text, bool font, struct arena *arena) {
    struct line l = {.pack = p, .sure = font};
    struct decoded d = {.text = text};
    struct buf out = {0};
    uint32_t strong = 0;
    d.converted = convert(&l, text, &out, &strong);
    if (!l.sure && strong >= SURE_WORDS) {      /* what is Bijoy in so many words is it in its short lines too */
        l.sure = true;
        d.converted = convert(&l, text, &out, &strong);
    }
    if (d.converted) {
        d.text = arena_copy(arena, buf_view(&out));
        d.name = "Bijoy";
    }
    buf_free(&out);
    buf_free(&l.bytes);
    buf_free(&l.word);
    arena_free(&l.arena);
    return d;
}

/* ---- fonts ------------------------------------------------------------------------------------------------------------------------------ */

/* The encoding of the first font of a CSS list: what stands behind it is for when it is missing. */
static enum font_encoding encoding_of(const pack *p, str font) {
    char name[64];
    size_t n = 0;
    for (size_t i = 0; i < font.len && font.at[i] != ',' && n < sizeof name; i++) {
        char c = font.at[i], small = (char)(c | 0x20);
        if (c >= '0' && c <= '9') name[n++] = c;
        else if (small >= 'a' && small <= 'z') name[n++] = small;
    }
    return n ? pack_font(p, (str){name, n}) : FONT_UNKNOWN;
}

bool font_is_bijoy(const pack *p, str font) { return encoding_of(p, font) == FONT_BIJOY; }

/* The name of an encoding that is told and not converted; NULL for the others. */
static const char *encoding_name(enum font_encoding encoding) {
    static const char *const names[] = {
        [FONT_BOISHAKHI] = "Boishakhi", [FONT_LEKHONI] = "Lekhoni", [FONT_PROTHOMA] = "Prothoma", [FONT_ALPONA] = "Alpona",
        [FONT_ADARSHALIPI] = "AdarshaLipi", [FONT_BN_TT] = "BN-TT", [FONT_AAJKAAL] = "Aajkaal"};
    return names[encoding];
}

/* Letters of the Bengali block: a text that has more of them than of others is Unicode, whatever its font is called. */
static bool mostly_bengali(str text) {
    size_t bengali = 0, other = 0;
    for (size_t i = 0, used; i < text.len; i += used) {
        uint32_t c = utf8_valid_next(text.at + i, &used);
        if (char_is_bengali(c)) bengali++;
        else other += c > ' ';
    }
    return bengali > other;
}

struct decoded mend_text(const pack *p, str text, str font, struct arena *arena) {
    enum font_encoding encoding = font.len ? encoding_of(p, font) : FONT_UNKNOWN;
    struct decoded d = {.text = text};
    if (encoding == FONT_UNKNOWN && next_suspect(text, 0) == text.len) return d;
    bool font_counts = encoding != FONT_UNKNOWN && !mostly_bengali(text);
    if (encoding > FONT_UNICODE && font_counts) {
        d.name = encoding_name(encoding);
        return d;
    }
    d = mend_misread(text, arena);
    struct decoded bijoy = mend_bijoy(p, d.text, encoding == FONT_BIJOY && font_counts, arena);
    if (!bijoy.converted) return d;
    bijoy.bad_bytes = d.bad_bytes;
    bijoy.converted += d.converted;
    return bijoy;
}
