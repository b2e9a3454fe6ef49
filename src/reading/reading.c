/* Matching the pack's phrases against an article's terms.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"
#include <stdio.h>
#include <stdlib.h>

void explain(struct doc *d, uint32_t sentence, const char *format, ...) {
    if (!d->explain) return;
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    d->explain(d->explain_user, sentence, line);
}

void read_terms(struct doc *d) {
    d->tokens = tokenize(d->arena, &d->pack->letters, d->text);
    struct sentences s = split_sentences(d->arena, &d->pack->letters, d->text, &d->tokens, d->titled);
    uint32_t *term_of = arena_new(d->arena, uint32_t, d->tokens.len + 1);
    d->terms = analyse(d->arena, d->pack, d->text, &d->tokens, term_of);
    term_of[d->tokens.len] = d->terms.len;
    d->sentences = arena_new(d->arena, struct sentence_in, s.len + 1);
    d->sentence_count = s.len;
    for (uint32_t i = 0; i < s.len; i++)
        d->sentences[i] = (struct sentence_in){.text = s.at[i], .from = term_of[s.at[i].from], .to = term_of[s.at[i].to]};
}

/* বলে before more words is the complementizer "that", not the verb. */
static bool is_complementizer(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    return pack_has_key(d->pack, t->word, KEY_QUOTE) && i + 1 < d->terms.len && term_at(d, i + 1)->kind != TOKEN_PUNCT;
}

bool verb_matches(const struct doc *d, uint32_t i, uint32_t lemma) {
    const struct term *t = term_at(d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_VERB && t->morph[k].lemma == lemma) return !is_complementizer(d, i);
    return false;
}

static const struct morph *morph_of_form(const struct term *t, bool (*wanted)(int form)) {
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_VERB && wanted(t->morph[k].form)) return &t->morph[k];
    return NULL;
}
static bool is_participle(int form) { return form == FORM_PART; }
/* করতে and করলে are also second persons of old tenses, which news does not use. */
static bool is_infinite(int form) { return form == FORM_INF || form == FORM_COND; }

static bool ends_clause(const struct doc *d, uint32_t i, uint32_t to) {
    if (i + 1 >= to) return true;
    const struct term *next = term_at(d, i + 1);
    return (next->kind == TOKEN_PUNCT && !term_sign(next, ',') && !term_sign(next, '-')) || term_has_key(d->pack, next, KEY_NOT) ||
           term_has_key(d->pack, next, KEY_QUOTE);
}

/* A word that is as well a noun, a postposition, an adverb (দিন, নামে, থেকে, নিয়ে): a verb only where a clause may end. */
static bool is_homograph(const struct term *t) {
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos != POS_VERB && t->morph[k].pos != POS_NAME && t->morph[k].pos != POS_NONE && t->morph[k].stem == t->fold.len) return true;
    return false;
}

const struct morph *verb_at(const struct doc *d, uint32_t i, uint32_t to) {
    const struct term *t = term_at(d, i);
    const struct morph *participle = morph_of_form(t, is_participle), *finite = morph_of_form(t, form_finite);
    const struct morph *infinite = morph_of_form(t, is_infinite);
    const struct morph *v = infinite ? infinite : !participle ? term_verb(t) : finite && ends_clause(d, i, to) ? finite : participle;
    bool stops = i + 1 >= to || term_at(d, i + 1)->kind == TOKEN_PUNCT || ends_clause(d, i, to);
    return v && is_homograph(t) && !stops ? NULL : v;
}

/* The word itself, or it with an ending (`bend`), or only with what keeps it bare: ই, ও, টি. */
static bool element_matches(const struct doc *d, uint32_t i, uint32_t element, enum bend bend) {
    const struct term *t = term_at(d, i);
    uint32_t w = element & ~ELEMENT_VERB;
    if (element & ELEMENT_VERB) return verb_matches(d, i, w);
    if (t->word == w && !t->detached) return true;
    if (bend == BEND_ANY) return term_is(t, w);
    for (int k = 0; k < t->count && bend == BEND_BARE; k++)
        if (t->morph[k].lemma == w && t->morph[k].kase == CASE_NOM && t->morph[k].pos != POS_VERB) return true;
    return false;
}

bool elements_match(const struct doc *d, const uint32_t *elements, uint32_t count, uint32_t i, uint32_t to, enum bend inside, enum bend last) {
    if (i + count > to) return false;
    for (uint32_t k = 0; k < count; k++)
        if (!element_matches(d, i + k, elements[k], k + 1 == count ? last : inside)) return false;
    return true;
}

/* Looks through the phrases that begin with one word; keeps the longest, and of equals the first. */
static void longest_of(const struct doc *d, uint32_t word, uint32_t i, uint32_t to, uint32_t kinds, struct found *best) {
    if (word == NO_WORD) return;
    const struct word *w = pack_word(d->pack, word);
    if (!(w->kinds & kinds)) return;
    const uint32_t *list = pack_phrase_list(d->pack, w);
    for (uint32_t k = 0; k < w->phrase_count; k++) {
        const struct phrase *ph = pack_phrase(d->pack, list[k]);
        const struct entry *e = pack_entry(d->pack, ph->entry);
        if (!(kinds >> e->kind & 1) || ph->count <= best->count) continue;
        bool loose = e->kind == ENTRY_GUARD || e->kind == ENTRY_REPORT;
        if (elements_match(d, pack_words(d->pack, ph->words), ph->count, i, to, loose ? BEND_BARE : BEND_NONE, BEND_ANY)) *best = (struct found){ph->entry, ph->count};
    }
}

struct found find_phrase(const struct doc *d, uint32_t i, uint32_t to, uint32_t kinds) {
    struct found best = {NO_WORD, 0};
    const struct term *t = term_at(d, i);
    longest_of(d, t->word, i, to, kinds, &best);
    for (int k = 0; k < t->count; k++) {
        uint32_t lemma = t->morph[k].lemma;
        if (lemma == t->word) continue;
        bool seen = false;
        for (int j = 0; j < k && !seen; j++) seen = t->morph[j].lemma == lemma;
        if (!seen) longest_of(d, lemma, i, to, kinds, &best);
    }
    return best;
}

str sector_on(const pack *p, const struct entry *e, bool has_day, int32_t day) {
    const struct sector *s = pack_sectors(p, e);
    for (uint32_t i = 0; i < e->sector_count; i++) {
        bool open = s[i].from == INT32_MIN && s[i].to == INT32_MAX;
        if (open || (has_day && day >= s[i].from && day <= s[i].to)) return (str){s[i].name, strlen(s[i].name)};
    }
    if (!has_day && e->sector_count) return (str){s[0].name, strlen(s[0].name)};
    return (str){0};
}

uint32_t postposition_at(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_POST && t->morph[k].kase == CASE_NOM) return t->morph[k].lemma;
    return NO_WORD;
}

/* ---- numbers ------------------------------------------------------------------------------------------------------------------------- */

static bool digits_value(str f, double *value) {
    double v = 0, scale = 0;
    for (size_t i = 0; i < f.len; i++) {
        if (f.at[i] >= '0' && f.at[i] <= '9') {
            v = v * 10 + (f.at[i] - '0');
            scale *= 10;
        } else if (f.at[i] == '.' && scale == 0) {
            scale = 1;
        } else if (f.at[i] != ',') {
            return false;
        }
    }
    *value = scale > 1 ? v / scale : v;
    return f.len > 0 && f.len < 18;
}

/* Adds what stands at term i to a number being built: units add up, a multiplier takes what came before it. */
static uint32_t number_part(const struct doc *d, uint32_t i, uint32_t to, double *small, double *sum, struct number *n) {
    const struct term *t = term_at(d, i);
    double v;
    if (t->kind == TOKEN_NUMBER && digits_value(t->fold, &v)) {
        if (*small != 0) return 0;
        *small = v;
        return 1;
    }
    struct found f = find_phrase(d, i, to, 1u << ENTRY_NUMBER);
    if (!f.count) return 0;
    const struct entry *e = pack_entry(d->pack, f.entry);
    if (e->sub == NUMBER_FRACTION && e->x < 1) {     /* সাড়ে তিন, পৌনে দুই: added to what follows */
        if (*small != 0) return 0;
        *sum += e->x;
        return f.count;
    }
    if (e->sub == NUMBER_ORDINAL) n->ordinal = true;
    if (e->sub == NUMBER_VAGUE) n->vague = true;
    if (e->sub == NUMBER_TIMES) {
        double part = *sum - (double)(long)*sum;     /* সাড়ে তিন হাজার: the half is of the thousand */
        *sum += (*small + part == 0 ? 1 : *small + part) * e->x - part;
        *small = 0;
    } else {
        if (*small != 0) return 0;
        *small = e->x;
    }
    return f.count;
}

struct number read_number(const struct doc *d, uint32_t i, uint32_t to) {
    struct number n = {0};
    double small = 0, sum = 0;
    while (i + n.count < to && n.count < 8) {
        uint32_t used = number_part(d, i + n.count, to, &small, &sum, &n);
        if (!used) break;
        n.count += used;
        if (n.ordinal || n.vague) break;
    }
    n.value = sum + small;
    return n;
}
