/* The mode of an act whose frame tells none, by what it is about: পদত্যাগের দাবি, হামলার হুমকি.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

enum { REACH = 16 };    /* words before the trigger that may tell what it is about */

/* The type row of a mode that a phrase from term i on tells of this type, or NO_WORD. */
static uint32_t mode_of_word(const struct doc *d, uint32_t word, uint32_t i, uint32_t to, uint32_t type) {
    if (word == NO_WORD || !(pack_word(d->pack, word)->kinds >> ENTRY_MODE & 1)) return NO_WORD;
    const struct word *w = pack_word(d->pack, word);
    for (uint32_t k = 0; k < w->phrase_count; k++) {
        const struct phrase *p = pack_phrase(d->pack, pack_phrase_list(d->pack, w)[k]);
        const struct entry *e = pack_entry(d->pack, p->entry);
        if (e->kind != ENTRY_MODE || pack_type(d->pack, e->parent)->type != type) continue;
        if (elements_match(d, pack_words(d->pack, p->words), p->count, i, to, BEND_ANY, BEND_ANY)) return e->parent;
    }
    return NO_WORD;
}

static uint32_t mode_at(const struct doc *d, uint32_t i, uint32_t to, uint32_t type) {
    const struct term *t = term_at(d, i);
    uint32_t mode = mode_of_word(d, t->word, i, to, type);
    for (int k = 0; mode == NO_WORD && k < t->count; k++)
        if (t->morph[k].lemma != t->word) mode = mode_of_word(d, t->morph[k].lemma, i, to, type);
    return mode;
}

/* The row of a type's mode by its name, or NO_WORD. */
static uint32_t row_of(const struct doc *d, uint32_t type, const char *mode) {
    for (uint32_t i = 0; i < pack_count(d->pack, SECTION_TYPES); i++)
        if (pack_type(d->pack, i)->type == type && str_is(pack_string(d->pack, pack_type(d->pack, i)->mode), mode)) return i;
    return NO_WORD;
}

/* A named politician, or head of a civic body, of standing. */
static bool is_leader(const struct mention *m) {
    static const char *const sectors[] = {"GOV", "PTY", "OPP", "ELI", "LEG", "REB", "SOC"};
    bool political = false;
    for (size_t i = 0; i < LENGTH(sectors); i++) political = political || str_is(m->sector, sectors[i]);
    return political && m->person != NO_WORD && m->authority >= 2;
}

/* Who kills a leader assassinates. */
static bool kills_leader(const struct doc *d, const struct act *a) {
    if (!act_is(d, a, "ASSAULT") || a->recipient_count == 0) return false;
    bool kills = false;
    for (uint32_t i = a->from; i < a->to; i++) kills = kills || term_has_key(d->pack, term_at(d, i), KEY_KILLING);
    return kills && is_leader(&d->mentions.at[a->recipients[0]]);
}

/* A meeting of three states or more. */
static bool meets_many(const struct doc *d, const struct act *a) {
    enum { MANY = 3 };
    str codes[MANY];
    int n = 0;
    for (int i = 0; i < a->actor_count + a->recipient_count; i++) {
        const struct mention *m = &d->mentions.at[i < a->actor_count ? a->actors[i] : a->recipients[i - a->actor_count]];
        bool seen = m->code.len == 0 || str_is(m->code, "IGO") || str_is(m->code, "NGO") || str_is(m->code, "MNC");
        for (int k = 0; k < n; k++) seen = seen || str_eq(codes[k], m->code);
        if (!seen && n < MANY) codes[n++] = m->code;
    }
    return n == MANY && act_is(d, a, "CONSULT");
}

static bool takes_mode(const struct doc *d, struct act *a, const char *mode) {
    uint32_t row = row_of(d, act_type(d, a)->type, mode);
    if (row != NO_WORD) a->mode_type = row;
    return row != NO_WORD;
}

/* After acts told twice are joined, so that no word parts them. */
void fill_mode(const struct doc *d, struct act *a) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    const struct type_row *row = act_type(d, a);
    if (row->mode) return;
    if (kills_leader(d, a) && takes_mode(d, a, "assassinate")) return;
    if (meets_many(d, a) && takes_mode(d, a, "multilateral")) return;
    uint32_t from = a->from - in->from > REACH ? a->from - REACH : in->from;
    for (uint32_t i = a->to; i-- > from;) {
        uint32_t mode = mode_at(d, i, a->to, row->type);
        if (mode == NO_WORD) continue;
        a->mode_type = mode;
        return;
    }
    /* What is said may follow: হুমকি দিয়েছেন, … বন্ধ করে দেওয়া হবে. */
    for (uint32_t i = a->to; a->to < in->to && term_sign(term_at(d, a->to), ',') && i < in->to; i++) {
        uint32_t mode = mode_at(d, i, in->to, row->type);
        if (mode == NO_WORD) continue;
        a->mode_type = mode;
        return;
    }
}
