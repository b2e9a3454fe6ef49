/* Which places the names of an article mean: chains (ঢাকার মিরপুর) lead to one place with what it lies in, words beside a name make one place
 * with it (বেলারুশ সীমান্ত), and a bare name among words of sport is a team.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

enum { DEPTH_MAX = 6 };

static const struct entry *place_entry(const struct doc *d, const struct mention *m) {
    struct found f = find_phrase(d, m->from, m->to, 1u << ENTRY_PLACE);
    return m->kind != MENTION_COUNTRY && f.count ? pack_entry(d->pack, f.entry) : NULL;
}

static const struct entry *parent_of(const pack *p, const struct entry *e) { return e->parent ? pack_entry(p, e->parent - 1) : NULL; }

static bool lies_in(const pack *p, const struct entry *e, const struct entry *in) {
    for (int depth = 0; e && depth < DEPTH_MAX; e = parent_of(p, e), depth++)
        if (e->latin == in->latin) return true;
    return false;
}

/* PLOVER's location codes: 1 country, 2 first-level region, 3 second level, 4 city, 5 a point within; 0 for what none of them is. */
static int level_of(const struct entry *e) {
    static const int codes[] = {2, 3, 3, 4, 5, 2, 0, 5};
    return e->sub == PLACE_REGION && !e->code ? 0 : codes[e->sub];
}

/* ---- chains ------------------------------------------------------------------------------------------------------------------------ */

/* The mention of a place that this one only says the surroundings of: ঢাকার | মিরপুরে, ভারতের | দিল্লিতে; NO_WORD if it is none. */
static uint32_t chained_to(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    const struct sentence_in *in = &d->sentences[m->sentence];
    if (m->kase != CASE_GEN || m->compound || m->post != NO_WORD || m->kind > MENTION_PLACE) return NO_WORD;
    for (uint32_t k = i + 1; k < in->mention_to && d->mentions.at[k].from <= m->to; k++) {
        const struct mention *n = &d->mentions.at[k];
        if (n->from != m->to || n->absorbed || n->kind > MENTION_PLACE) continue;
        return m->code.len && str_eq(m->code, n->code) ? k : NO_WORD;
    }
    for (uint32_t k = in->site_from; k < in->site_to; k++)
        if (d->mentions.at[k].from == m->to && d->mentions.at[k].entry == NO_WORD) return k;
    return NO_WORD;
}

/* The mention before this one that is chained to it. */
static uint32_t chained_from(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    const struct sentence_in *in = &d->sentences[m->sentence];
    for (uint32_t k = i < in->mention_to ? i : in->mention_to; k-- > in->mention_from && d->mentions.at[k].to + 1 >= m->from;)
        if (chained_to(d, k) == i) return k;
    return NO_WORD;
}

/* ---- words beside a name ----------------------------------------------------------------------------------------------------------- */

struct beside { const struct entry *before, *after; uint32_t from, to; };

static struct beside words_beside(const struct doc *d, const struct mention *m) {
    const struct sentence_in *in = &d->sentences[m->sentence];
    struct beside b = {NULL, NULL, m->from, m->to};
    bool demonym = m->entry != NO_WORD && pack_entry(d->pack, m->entry)->kind == ENTRY_DEMONYM;
    if (m->from > in->from) {
        struct found f = find_phrase(d, m->from - 1, m->from, 1u << ENTRY_PLACEWORD);
        const struct entry *e = f.count ? pack_entry(d->pack, f.entry) : NULL;
        if (e && e->sub == PLACEWORD_BEFORE && !demonym) { b.before = e; b.from--; }
    }
    if (m->to < in->to && m->post == NO_WORD && (m->kase == CASE_NOM || demonym)) {
        struct found f = find_phrase(d, m->to, in->to, 1u << ENTRY_PLACEWORD);
        const struct entry *e = f.count ? pack_entry(d->pack, f.entry) : NULL;
        if (e && e->sub == PLACEWORD_AFTER) { b.after = e; b.to += f.count; }
    }
    return b;
}

/* The mention before this one whose name takes it in: সীমান্ত in বেলারুশ সীমান্ত; NO_WORD if there is none. */
static uint32_t taken_in_by(const struct doc *d, uint32_t i) {
    enum { WORDS_MAX = 3 };
    const struct mention *m = &d->mentions.at[i];
    const struct sentence_in *in = &d->sentences[m->sentence];
    if (i >= in->mention_to) return NO_WORD;        /* a site is whole already */
    for (uint32_t k = i; k-- > in->mention_from && d->mentions.at[k].to + WORDS_MAX > m->from;)
        if (d->mentions.at[k].kind <= MENTION_PLACE && words_beside(d, &d->mentions.at[k]).to > m->from) return k;
    return NO_WORD;
}

/* Where the words of a place end in the text, the last ending off. */
static uint32_t bare_end(const struct doc *d, uint32_t to) {
    const struct term *t = term_at(d, to - 1);
    const struct morph *m = term_nominal(t);
    return m ? term_stem_end(d->pack, d->text, t, m->stem) : t->end;
}

/* ---- what is a place --------------------------------------------------------------------------------------------------------------- */

static bool about_sport(const struct doc *d, const struct sentence_in *s) {
    for (uint32_t i = s->from; i < s->to; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_SPORT)) return true;
    return false;
}

bool names_place(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i];
    if (m->kind > MENTION_PLACE || chained_to(d, i) != NO_WORD || taken_in_by(d, i) != NO_WORD) return false;
    struct beside b = words_beside(d, m);
    if (b.after) return true;
    if (m->entry != NO_WORD && pack_entry(d->pack, m->entry)->kind == ENTRY_DEMONYM) return false;
    bool bare = m->post == NO_WORD && (m->kase == CASE_NOM || m->kase == CASE_ACC);
    return !(bare && about_sport(d, &d->sentences[m->sentence]));
}

static void name_parents(const pack *p, const struct entry *e, ghotona_place *to) {
    for (int depth = 0; e && depth < DEPTH_MAX; e = parent_of(p, e), depth++) {
        bool province = e->sub == PLACE_DIVISION || (e->sub == PLACE_REGION && e->code);
        str *field = e->sub == PLACE_CITY ? &to->city : e->sub == PLACE_DISTRICT ? &to->district : province ? &to->province : NULL;
        if (field && field->len == 0) *field = pack_string(p, e->latin);
    }
}

/* Puts the words beside the name into it: South Lebanon, Belarus border. The point of the name is then not that of the place. */
static void add_words(struct doc *d, const struct mention *m, const struct beside *b, ghotona_place *p) {
    const struct entry *words[2] = {b->before, b->after};
    if (!b->before && !b->after) return;
    struct buf latin = {0};
    if (b->before && p->latin.len) { buf_str(&latin, pack_string(d->pack, b->before->latin)); buf_byte(&latin, ' '); }
    buf_str(&latin, p->latin);
    if (b->after && b->after->latin && p->latin.len) { buf_byte(&latin, ' '); buf_str(&latin, pack_string(d->pack, b->after->latin)); }
    if (b->before || b->after->latin) p->lat = p->lon = 0;
    for (int i = 0; i < 2; i++)
        if (words[i] && words[i]->a > p->resolution) p->resolution = words[i]->a;
    p->latin = arena_copy(d->arena, buf_view(&latin));
    buf_free(&latin);
    p->span = (span){b->before ? term_at(d, b->from)->start : m->name.start, b->after ? bare_end(d, b->to) : m->name.end};
    p->text = span_text(d, p->span);
}

/* What the last word of a place that no table lists says of its level: মোড়, কার্যালয়. */
static int level_of_word(const struct doc *d, const struct mention *m) {
    struct found f = find_phrase(d, m->to - 1, m->to, 1u << ENTRY_PLACEWORD);
    return f.count ? pack_entry(d->pack, f.entry)->a : 0;
}

ghotona_place place_told(struct doc *d, uint32_t i) {
    uint32_t whole = taken_in_by(d, i);
    if (whole != NO_WORD) i = whole;
    const struct mention *m = &d->mentions.at[i];
    const struct entry *e = place_entry(d, m);
    uint32_t outer = chained_from(d, i);
    const struct entry *in = outer == NO_WORD ? NULL : place_entry(d, &d->mentions.at[outer]);
    struct beside b = words_beside(d, m);
    ghotona_place p = {.text = span_text(d, m->name), .country = m->code, .latin = m->latin, .span = m->name, .resolution = m->kind == MENTION_COUNTRY};
    if (e) {
        p.latin = pack_string(d->pack, e->latin);
        p.country = pack_string(d->pack, e->code);
        p.resolution = level_of(e);
        /* Told to lie elsewhere than the table's place of that name does: another of the same name, whose point nobody knows. */
        bool another = in && !lies_in(d->pack, e, in) && (e->parent || in->sub > PLACE_DISTRICT);
        if (another) p.resolution = 0;
        else { p.lat = e->x; p.lon = e->y; }
        bool within = b.after && b.after->latin;        /* Kuala Lumpur Airport lies in Kuala Lumpur */
        name_parents(d->pack, within && !another ? e : another || !e->parent ? in : parent_of(d->pack, e), &p);
    }
    if (!e && in) name_parents(d->pack, in, &p);
    if (!e && m->kind == MENTION_PLACE && m->entry == NO_WORD) p.resolution = level_of_word(d, m);
    add_words(d, m, &b, &p);
    return p;
}

void tell_places(struct doc *d) {
    for (uint32_t i = 0; d->explain && i < d->mentions.len; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->kind > MENTION_PLACE || m->absorbed || taken_in_by(d, i) != NO_WORD) continue;
        if (!names_place(d, i)) {
            const char *why = chained_to(d, i) != NO_WORD ? "tells where the next place lies" : m->compound && m->kase == CASE_GEN ? "an adjective" : "a team";
            explain(d, m->sentence, "'%.*s' is no place of its own: %s", (int)(m->name.end - m->name.start), d->text.at + m->name.start, why);
            continue;
        }
        ghotona_place p = place_told(d, i);
        const struct entry *e = place_entry(d, m);
        if (!e && m->entry != NO_WORD) e = pack_entry(d->pack, m->entry);
        str line = e ? pack_place(d->pack, d->arena, e->file, e->line) : (str){0};
        const str parts[] = {p.latin, p.city, p.district, p.province, p.country};
        struct buf where = {0};
        for (size_t k = 0; k < LENGTH(parts); k++) {
            bool again = k && (parts[k].len == 0 || str_eq(parts[k], p.latin));
            if (!again && parts[k].len) { if (where.len) buf_text(&where, ", "); buf_str(&where, parts[k]); }
        }
        explain(d, m->sentence, "place '%.*s': %.*s (%.*s), resolution %d", (int)p.text.len, p.text.at, (int)where.len, where.at, (int)line.len, line.at, p.resolution);
        buf_free(&where);
    }
}
