/* Places that no table lists, by the words they stand with: তাজহাট মোড়ে, ইসলামী ব্যাংকের প্রধান কার্যালয়ের সামনে, বাগমারার হামিরকুৎসায়, ফতেপুরে.
 * They stand behind the mentions of the sentences: they are no parties. SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

enum { NAME_MAX = 5 };

/* `covered`: the mention that each term stands in. */
struct finder { struct doc *d; uint32_t *covered; };

static const struct mention *mention_at(const struct finder *f, uint32_t i) {
    return f->covered[i] == NO_WORD ? NULL : &f->d->mentions.at[f->covered[i]];
}

/* A word that no table knows, of Bengali letters. */
static bool is_unknown(const struct finder *f, uint32_t i) {
    enum { SHORTEST = 6 };
    const struct term *t = term_at(f->d, i);
    return t->kind == TOKEN_WORD && t->fold.len >= SHORTEST && (unsigned char)t->fold.at[0] >= 0xE0 && !mention_at(f, i) && !term_ordinary(f->d->pack, t);
}

/* The word for what a place is at term i, outside of other names. */
static struct found venue_at(const struct finder *f, uint32_t i, uint32_t to) {
    struct found found = find_phrase(f->d, i, to, 1u << ENTRY_PLACEWORD), none = {NO_WORD, 0};
    const struct mention *m = mention_at(f, i);
    const struct term *t = term_at(f->d, i);
    bool venue = found.count && pack_entry(f->d->pack, found.entry)->sub == PLACEWORD_AFTER && !(t->count && t->morph[0].pos == POS_VERB);
    return venue && !(m && (m->kind != MENTION_PLACE || m->from != i)) ? found : none;
}

/* A house or a street rather than an area. */
static bool is_point(const struct finder *f, struct found venue) {
    enum { POINT = 5 };
    return pack_entry(f->d->pack, venue.entry)->a == POINT;
}

static int case_of(const struct doc *d, uint32_t i) {
    const struct morph *m = term_nominal(term_at(d, i));
    return m ? m->kase : CASE_NOM;
}

/* ---- a name and the word for what it is ---------------------------------------------------------------------------------------------- */

/* A word that may stand inside the name of a place, bare: নতুন প্রশাসনিক ভবন, খাজা মার্কেট. */
static bool fits_inside(const struct finder *f, uint32_t i) {
    const struct doc *d = f->d;
    const struct term *t = term_at(d, i);
    const struct morph *m = term_nominal(t);
    if (t->kind != TOKEN_WORD || postposition_at(d, i) != NO_WORD || verb_at(d, i, d->terms.len) || term_has_key(d->pack, t, KEY_AND)) return false;
    return !m || (m->kase == CASE_NOM && (m->pos == POS_NOUN || m->pos == POS_ADJ || m->pos == POS_NAME || m->pos == POS_PLACE || m->pos == POS_NONE));
}

/* Whose name tells one house or street from another. */
static bool tells_apart(const struct mention *m) {
    return m->kind == MENTION_BODY || m->kind == MENTION_OFFICE || m->kind == MENTION_PERSON;
}

/* Where the name before the venue at term i begins; i if there is none. Houses are told apart by whose they are too. */
static uint32_t name_before(const struct finder *f, uint32_t from, uint32_t i, bool point) {
    uint32_t begin = i;
    for (uint32_t k = i; k-- > from && i - k <= NAME_MAX;) {
        const struct mention *m = mention_at(f, k);
        if (m) {
            bool owner = m->kase == CASE_GEN && m->kind == MENTION_BODY && m->post == NO_WORD;
            if ((m->kase != CASE_NOM && !owner) || m->from < from) break;
            k = m->from;
            if (m->kind <= MENTION_PLACE && begin < i) begin = k;
            if (!point || !tells_apart(m)) break;
            begin = k;
            if (owner) break;
            continue;
        }
        if (!fits_inside(f, k)) break;
        if (is_unknown(f, k)) begin = k;
    }
    return begin;
}

/* ---- a name alone -------------------------------------------------------------------------------------------------------------------- */

/* True if the first `stem` bytes of a word end as names of places do. */
static bool ends_as_place(const struct doc *d, const struct term *t, uint32_t stem) {
    enum { LETTER = 3, ENDING_MAX = 6 };
    for (uint32_t n = 2 * LETTER; n <= ENDING_MAX * LETTER && n + LETTER < stem; n += LETTER) {
        uint32_t w = pack_find(d->pack, str_sub(t->fold, stem - n, stem));
        if (w == NO_WORD || !(pack_word(d->pack, w)->kinds >> ENTRY_PLACEWORD & 1)) continue;
        const struct word *word = pack_word(d->pack, w);
        for (uint32_t k = 0; k < word->phrase_count; k++) {
            const struct phrase *p = pack_phrase(d->pack, pack_phrase_list(d->pack, word)[k]);
            const struct entry *e = pack_entry(d->pack, p->entry);
            if (p->count == 1 && e->kind == ENTRY_PLACEWORD && e->sub != PLACEWORD_BEFORE) return true;
        }
    }
    return false;
}

/* An unknown word as a place: its stem and case. Kase CASE_NOM: it is none. */
struct reading { uint32_t stem; uint8_t kase; };

/* A listed word; a form listed with its case ends where its lemma does. */
static struct reading read_listed(const struct doc *d, const struct term *t) {
    const struct morph *m = term_nominal(t);
    if (!m) return (struct reading){(uint32_t)t->fold.len, CASE_NOM};
    str lemma = m->lemma != NO_WORD && m->kase != CASE_NOM ? pack_word_text(d->pack, m->lemma) : (str){0};
    bool whole = m->stem == t->fold.len && lemma.len && str_starts(t->fold, lemma);
    return (struct reading){whole ? (uint32_t)lemma.len : m->stem, m->kase};
}

/* In the locative behind a place that it lies in (`within`), or ending as names of places do. */
static struct reading read_unknown(const struct doc *d, const struct term *t, bool within) {
    enum { STEM_MIN = 9 };
    const struct ending *e = pack_section(d->pack, SECTION_ENDINGS);
    const char *pool = pack_section(d->pack, SECTION_POOL);
    struct reading best = {(uint32_t)t->fold.len, CASE_NOM};
    for (uint32_t i = 0, n = pack_count(d->pack, SECTION_ENDINGS); i < n; i++) {
        if ((e[i].kase != CASE_LOC && e[i].kase != CASE_GEN) || (e[i].flags & MORPH_PLURAL) || t->fold.len < e[i].len + (uint32_t)STEM_MIN) continue;
        uint32_t stem = (uint32_t)t->fold.len - e[i].len;
        if (memcmp(t->fold.at + stem, pool + e[i].text, e[i].len) != 0) continue;
        bool place = (within && e[i].kase == CASE_LOC) || ends_as_place(d, t, stem);
        if (place && stem < best.stem) best = (struct reading){stem, e[i].kase};
    }
    return best;
}

/* ---- sites --------------------------------------------------------------------------------------------------------------------------- */

static struct mention *add_site(struct finder *f, uint32_t sentence, uint32_t from, uint32_t to, struct reading r) {
    struct doc *d = f->d;
    const struct term *last = term_at(d, to - 1);
    uint32_t end = last->detached ? last->end : term_stem_end(d->pack, d->text, last, r.stem);
    struct mention site = {.from = from, .to = to, .next = to, .post = NO_WORD, .kind = MENTION_PLACE, .kase = r.kase, .specific = 1,
                           .name = {term_at(d, from)->start, end}, .entry = NO_WORD, .person = NO_WORD, .sentence = sentence};
    if (to < d->sentences[sentence].to && (site.post = postposition_at(d, to)) != NO_WORD) site.next++;
    const struct mention *in = from > d->sentences[sentence].from ? mention_at(f, from - 1) : NULL;
    if (in && in->kind <= MENTION_PLACE && in->kase == CASE_GEN) site.code = in->code;
    site.latin = latin_name(d, span_text(d, site.name));
    *vec_push(d->arena, &d->mentions) = site;
    str name = span_text(d, site.name);
    explain(d, sentence, "place '%.*s': no table lists it, the words beside it tell", (int)name.len, name.at);
    return &d->mentions.at[d->mentions.len - 1];
}

/* A university that somebody's title takes in: জগন্নাথ বিশ্ববিদ্যালয়ের উপাচার্য. Its terms; 0 if there is none. */
static uint32_t university_at(struct finder *f, uint32_t n, uint32_t i) {
    const struct doc *d = f->d;
    const struct mention *m = mention_at(f, i);
    struct found found = m ? find_phrase(d, i, d->sentences[n].to, 1u << ENTRY_ORGANIZATION) : (struct found){NO_WORD, 0};
    if (!found.count || m->entry == found.entry || pack_entry(d->pack, found.entry)->sub != BODY_UNIVERSITY) return 0;
    struct mention *site = add_site(f, n, i, i + found.count, read_listed(d, term_at(d, i + found.count - 1)));
    site->kind = MENTION_BODY;
    site->entry = found.entry;
    site->latin = pack_string(d->pack, pack_entry(d->pack, found.entry)->latin);
    site->code = pack_string(d->pack, pack_entry(d->pack, found.entry)->code);
    return found.count;
}

/* Its Latin name: what stands before the word for it spelt out, that word in English: Tajhat Intersection. */
static void name_site(struct doc *d, struct mention *site, uint32_t venue, uint32_t entry) {
    str word = pack_string(d->pack, pack_entry(d->pack, entry)->latin);
    if (word.len == 0 || venue == site->from) return;
    str before = latin_name(d, span_text(d, (span){term_at(d, site->from)->start, term_at(d, venue - 1)->end}));
    site->latin = arena_printf(d->arena, "%.*s %.*s", (int)before.len, before.at, (int)word.len, word.at);
}

/* Terms up to the end of the site that begins with, or is, term i; 0 if there is none. `free`: behind the site before. */
static uint32_t site_at(struct finder *f, uint32_t n, uint32_t free, uint32_t i) {
    const struct doc *d = f->d;
    const struct sentence_in *s = &d->sentences[n];
    uint32_t university = university_at(f, n, i);
    if (university) return university;
    struct found venue = venue_at(f, i, s->to);
    if (venue.count) {
        uint32_t to = i + venue.count, begin = name_before(f, free, i, is_point(f, venue));
        if (begin == i) return 0;
        struct found last = venue, next;
        uint32_t at = i;
        while (to < s->to && case_of(d, to - 1) == CASE_NOM && (next = venue_at(f, to, s->to)).count) {
            last = next;
            at = to;
            to += next.count;
        }
        name_site(f->d, add_site(f, n, begin, to, read_listed(d, term_at(d, to - 1))), at, last.entry);
        return to - i;
    }
    if (!is_unknown(f, i)) return 0;
    const struct mention *before = i > s->from ? mention_at(f, i - 1) : NULL;
    struct reading r = read_unknown(d, term_at(d, i), before && before->kind <= MENTION_PLACE && before->kase == CASE_GEN && !before->compound);
    if (r.kase == CASE_NOM) return 0;
    bool two = i > free && is_unknown(f, i - 1) && case_of(d, i - 1) == CASE_NOM;
    add_site(f, n, i - two, i + 1, r);
    return 1;
}

static void read_sentence(struct finder *f, uint32_t n) {
    struct sentence_in *s = &f->d->sentences[n];
    s->site_from = f->d->mentions.len;
    for (uint32_t i = s->from, free = s->from; i < s->to;) {
        uint32_t used = site_at(f, n, free, i);
        i += used ? used : 1;
        if (used) free = i;
    }
    s->site_to = f->d->mentions.len;
}

void read_sites(struct doc *d) {
    struct finder f = {d, arena_new(d->arena, uint32_t, d->terms.len + 1)};
    for (uint32_t i = 0; i <= d->terms.len; i++) f.covered[i] = NO_WORD;
    for (uint32_t n = 0; n < d->sentence_count; n++)
        for (uint32_t i = d->sentences[n].mention_from; i < d->sentences[n].mention_to; i++) {
            const struct mention *m = &d->mentions.at[i];
            for (uint32_t k = m->from; k < m->to && !m->absorbed; k++) f.covered[k] = i;
        }
    for (uint32_t n = 0; n < d->sentence_count; n++) read_sentence(&f, n);
}
