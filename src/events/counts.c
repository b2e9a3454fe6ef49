/* How many: dead, injured, arrested, protesters; told beside the act or in the sentence after it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

enum { REACH = 7 };     /* words that may stand between a number and what became of so many */

static bool has_key(const struct doc *d, uint32_t i, uint32_t to, enum key k) { return i < to && term_has_key(d->pack, term_at(d, i), k); }

/* True if terms [from,to) hold somebody: জন, a group, people of an office. */
static bool holds_people(const struct doc *d, const struct sentence_in *in, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_PEOPLE)) return true;
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->kind >= MENTION_OFFICE && m->kind != MENTION_PRONOUN && m->to > from && m->to <= to) return true;
    }
    return false;
}

static bool counted(const struct doc *d, const struct term *t) {
    return term_has_key(d->pack, t, KEY_DEAD) || term_has_key(d->pack, t, KEY_INJURED) || term_has_key(d->pack, t, KEY_ARRESTED);
}

/* Nothing ends the phrase between a number and its word: no sign, no finite verb, no postposition, no place or time, no other such word. */
static bool runs_on(const struct doc *d, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const struct term *t = term_at(d, i);
        const struct morph *n = term_nominal(t);
        if (t->kind == TOKEN_PUNCT || counted(d, t) || finite_at(d, i, to) || postposition_at(d, i) != NO_WORD || (n && n->kase == CASE_LOC && !term_verb(t))) return false;
    }
    return true;
}

/* The number that a range ends with begins it: ৭০ থেকে ৮০, ৯–১২. */
static double range_begin(const struct doc *d, uint32_t at, uint32_t from, double high) {
    if (at < from + 2 || !(term_has_key(d->pack, term_at(d, at - 1), KEY_SINCE) || term_sign(term_at(d, at - 1), '-'))) return high;
    struct number low = read_number(d, at - 2, at - 1);
    return low.count == 1 && low.value >= 1 && low.value < high ? low.value : high;
}

/* The number before term `at`, nearest, of people or right before it. Its own place in *where. */
static bool number_before(const struct doc *d, const struct sentence_in *in, uint32_t at, ghotona_count *out, uint32_t *where) {
    bool found = false;
    for (uint32_t i = at - in->from > REACH ? at - REACH : in->from; i < at; i++) {
        struct number n = read_number(d, i, at);
        if (!n.count || n.ordinal || n.value < 1 || n.value > 1e8) continue;
        uint32_t next = i + n.count;
        bool right_before = next == at || n.vague;
        if (runs_on(d, next, at) && (right_before || holds_people(d, in, next, at))) {
            double low = range_begin(d, i, in->from, n.value);
            *out = (ghotona_count){(int32_t)low, (int32_t)n.value};
            *where = i;
            found = true;
        }
        i = next - 1;
    }
    return found;
}

/* A headline's number behind the word: নিহত ২১. */
static bool number_after(const struct doc *d, const struct sentence_in *in, uint32_t at, ghotona_count *out) {
    if (at + 1 >= in->to) return false;
    struct number n = read_number(d, at + 1, in->to);
    uint32_t next = at + 1 + n.count;
    bool ends = next >= in->to || term_at(d, next)->kind == TOKEN_PUNCT || term_has_key(d->pack, term_at(d, next), KEY_PEOPLE);
    if (!n.count || n.ordinal || n.value < 1 || n.value > 1e8 || !ends) return false;
    *out = (ghotona_count){(int32_t)n.value, (int32_t)n.value};
    return true;
}

/* So many of these and so many of those: তিন সেনা ও দুই চালক নিহত. */
static void add_others(const struct doc *d, const struct sentence_in *in, uint32_t at, ghotona_count *out) {
    ghotona_count other;
    uint32_t where;
    if (at <= in->from + 1 || !term_has_key(d->pack, term_at(d, at - 1), KEY_AND)) return;
    if (!number_before(d, in, at - 1, &other, &where) || !holds_people(d, in, where, at - 1)) return;
    out->low += other.low;
    out->high += other.high;
}

static bool counts_in(const struct doc *d, const struct act *a, int what) {
    bool assault = act_is(d, a, "ASSAULT"), protest = act_is(d, a, "PROTEST");
    return what <= GHOTONA_INJURED ? assault || protest : what == GHOTONA_ARRESTED ? act_is(d, a, "COERCE") : protest;
}

static void count_in_sentence(const struct doc *d, struct act *a, const struct sentence_in *in) {
    static const enum key keys[] = {KEY_DEAD, KEY_INJURED, KEY_ARRESTED, KEY_PROTESTERS};
    for (uint32_t i = in->from; i < in->to; i++)
        for (int k = 0; k < GHOTONA_COUNTS; k++) {
            uint32_t where;
            if (a->counts[k].high >= a->counts[k].low || !has_key(d, i, in->to, keys[k]) || !counts_in(d, a, k)) continue;
            if (number_before(d, in, i, &a->counts[k], &where)) add_others(d, in, where, &a->counts[k]);
            else number_after(d, in, i, &a->counts[k]);
        }
}

void fill_counts(struct doc *d, struct act *a) {
    if (!(a->status & GHOTONA_NEGATION)) count_in_sentence(d, a, &d->sentences[a->sentence]);
}

/* A sentence that goes on from the one before: এতে, এ ঘটনায়. */
static bool goes_on(const struct doc *d, const struct sentence_in *in) {
    if (has_key(d, in->from, in->to, KEY_IT)) return true;
    for (uint32_t i = in->from; i < in->to && i < in->from + REACH; i++)
        if (has_key(d, i, in->to, KEY_THIS) && has_key(d, i + 1, in->to, KEY_MATTER)) return true;
    return false;
}

void fill_later_counts(struct doc *d, acts *list, uint32_t sentence) {
    const struct sentence_in *in = &d->sentences[sentence];
    if (!goes_on(d, in)) return;
    for (uint32_t i = list->len; i-- > 0 && list->at[i].sentence + 1 >= sentence;) {
        struct act *a = &list->at[i];
        if (a->dropped || a->sentence + 1 != sentence || !counts_in(d, a, GHOTONA_DEAD)) continue;
        count_in_sentence(d, a, in);
        return;
    }
}
