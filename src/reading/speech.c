/* On whose word: reporting verbs and source phrases with their speakers, and what they cover.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

/* A mention that can speak. */
static bool can_speak(const struct mention *m) { return !m->absorbed && m->kind != MENTION_PLACE && m->kind != MENTION_SEAT; }

/* The speaker of a reporting verb at terms [from,to): the nearest nominative before it in its clause, else one right after it. */
static uint32_t speaker_of(const struct doc *d, const struct sentence_in *s, uint32_t from, uint32_t to, int kase) {
    uint32_t best = NO_WORD;
    for (uint32_t i = s->mention_from; i < s->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (!can_speak(m) || m->kase != kase || (kase == CASE_NOM && m->post != NO_WORD)) continue;
        if (m->to <= from && from - m->to <= 25) {
            if (kase == CASE_GEN ? m->to == from : best == NO_WORD || !m->coordinated) best = i;
        }
        if (best == NO_WORD && kase == CASE_NOM && m->from >= to && m->from - to <= 4) return i;
    }
    return best;
}

static bool sign_is(const struct term *t, const char *utf8) { return t->kind == TOKEN_PUNCT && str_is(t->fold, utf8); }

/* The quotation marks nearest to the reporting verb: the terms inside, if a whole pair stands in the sentence. */
static bool quoted_span(const struct doc *d, const struct sentence_in *s, uint32_t *from, uint32_t *to) {
    uint32_t open = NO_WORD;
    for (uint32_t i = s->from; i < s->to; i++) {
        const struct term *t = term_at(d, i);
        if (!sign_is(t, "\"") && !sign_is(t, "'")) continue;
        if (open == NO_WORD) open = i + 1;
        else if (i > open + 2) { *from = open; *to = i; return true; }
        else open = NO_WORD;
    }
    return false;
}

/* What a report covers: after "বলেন," the rest; before "বলে জানান" what stands before; else the rest of the sentence around it. */
static struct speech cover(const struct doc *d, const struct sentence_in *s, uint32_t from, uint32_t to) {
    struct speech sp = {.from = s->from, .to = from, .speaker = NO_WORD, .verb = from};
    if (quoted_span(d, s, &sp.from, &sp.to)) { sp.direct = 1; return sp; }
    for (uint32_t i = to; i < s->to && i < to + 6; i++) {
        const struct term *t = term_at(d, i);
        if (term_sign(t, ',') || term_sign(t, ':') || term_sign(t, '-') || term_has_key(d->pack, t, KEY_THAT)) {
            sp.from = i + 1;
            sp.to = s->to;
            return sp;
        }
    }
    return sp;
}

static void find_speech(struct doc *d, uint32_t sentence) {
    struct sentence_in *s = &d->sentences[sentence];
    s->speech_from = d->speeches.len;
    for (uint32_t i = s->from; i < s->to;) {
        struct found f = find_phrase(d, i, s->to, 1u << ENTRY_REPORT);
        if (!f.count) { i++; continue; }
        const struct entry *e = pack_entry(d->pack, f.entry);
        struct speech sp = cover(d, s, i, i + f.count);
        sp.kind = e->sub;
        sp.speaker = speaker_of(d, s, i, i + f.count, e->a);
        if (e->a == CASE_GEN) { sp.from = i + f.count; sp.to = s->to; }
        if (sp.speaker != NO_WORD || e->a == CASE_NOM) *vec_push(d->arena, &d->speeches) = sp;
        i += f.count;
    }
    s->speech_to = d->speeches.len;
}

void read_speech(struct doc *d) {
    for (uint32_t i = 0; i < d->sentence_count; i++) find_speech(d, i);
}
