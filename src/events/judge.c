/* How sure an act is: that it is told at all, and that its parties are the right ones.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/model.h"

static str lemma_beside(const struct doc *d, const struct sentence_in *in, uint32_t i) {
    if (i < in->from || i >= in->to) return STR("edge");
    const struct term *t = term_at(d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].lemma != NO_WORD) return pack_word_text(d->pack, t->morph[k].lemma);
    return t->kind == TOKEN_NUMBER ? STR("number") : t->kind == TOKEN_PUNCT ? t->fold : STR("unknown");
}

static str status_name(unsigned status) {
    return status & GHOTONA_NEGATION ? STR("negation") : status & GHOTONA_HYPOTHETICAL ? STR("hypothetical")
         : status & GHOTONA_FUTURE ? STR("future") : status & GHOTONA_HISTORICAL ? STR("historical") : STR("plain");
}

static str part_name(const struct act *a) {
    return a->sentence == 0 ? STR("head") : a->sentence < 3 ? STR("lead") : a->sentence < 10 ? STR("body") : STR("tail");
}

static str length_name(const struct sentence_in *in) {
    return in->to - in->from > 40 ? STR("long") : in->to - in->from > 18 ? STR("middle") : STR("short");
}

/* One side of an act: how it was found and whose sector it is. */
struct side { enum role role; const uint32_t *list; uint8_t count; str slot; };

static struct side side_of(const struct act *a, enum role role) {
    bool actor = role == ROLE_ACTOR;
    return (struct side){role, actor ? a->actors : a->recipients, actor ? a->actor_count : a->recipient_count, actor ? a->actor_slot : a->recipient_slot};
}

static str slot_name(const struct act *a, const struct side *s) {
    if (s->count) return s->slot;
    return s->role == ROLE_ACTOR && a->unnamed_actor >= 0 ? STR("unnamed") : STR("nobody");
}

static str sector_name(const struct doc *d, const struct side *s) {
    if (!s->count) return STR("nobody");
    str sector = d->mentions.at[s->list[0]].sector;
    return sector.len ? sector : STR("none");
}

static void judge_telling(struct doc *d, struct act *a, struct score *s) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    struct side actor = side_of(a, ROLE_ACTOR), recipient = side_of(a, ROLE_RECIPIENT);
    str type = act_type_name(d, a), mode = act_mode_name(d, a), verb = act_verb_name(d, a), word = act_first_word(d, a);
    feature(s, "type", type, verb);
    feature(s, "mode", type, mode.len ? mode : STR("none"));
    feature(s, "word", word, type);
    feature(s, "word-verb", word, verb);
    feature(s, "status", status_name(a->status), type);
    feature(s, "actor", slot_name(a, &actor), type);
    feature(s, "recipient", slot_name(a, &recipient), type);
    feature(s, "actor-sector", sector_name(d, &actor), type);
    feature(s, "recipient-sector", sector_name(d, &recipient), type);
    feature(s, "before", lemma_beside(d, in, a->from - 1), type);
    feature(s, "after", lemma_beside(d, in, a->to), type);
    feature(s, "where", part_name(a), verb);
    feature(s, "speech", flag(in->speech_to > in->speech_from), type);
    feature(s, "said", flag(a->said_by != NO_WORD), type);
    feature(s, "long", length_name(in), verb);
}

/* A share or lead as one of a few words. */
static str share_name(double p) { return p < 0.1 ? STR("0.1") : p < 0.3 ? STR("0.3") : p < 0.5 ? STR("0.5") : p < 0.7 ? STR("0.7") : p < 0.9 ? STR("0.9") : STR("1"); }
static str lead_name(double n) {
    return n < 0.25 ? STR("0.25") : n < 0.5 ? STR("0.5") : n < 1 ? STR("1") : n < 2 ? STR("2") : n < 3 ? STR("3") : n < LEAD_ALONE ? STR("more") : STR("alone");
}

static const char *const side_names[] = {"actor", "recipient"};

/* What speaks for one side being right. */
static void judge_side(struct score *s, struct doc *d, const struct act *a, const struct side *side) {
    static const char *const kinds[] = {"country", "seat", "place", "body", "office", "group", "person", "pronoun"};
    const struct mention *m = side->count ? &d->mentions.at[side->list[0]] : NULL;
    str type = act_type_name(d, a), role = str_of(side_names[side->role]);
    feature(s, "share", role, share_name(a->share[side->role]));
    feature(s, "lead", role, lead_name(a->lead[side->role]));
    feature(s, side_names[side->role], slot_name(a, side), STR("slot"));
    feature(s, side_names[side->role], slot_name(a, side), type);
    feature(s, side_names[side->role], sector_name(d, side), STR("sector"));
    if (!m) return;
    feature(s, "kind", str_of(kinds[m->kind]), role);
    feature(s, "specific", flag(m->specific), role);
    feature(s, "here", flag(m->sentence == a->sentence), role);
    feature(s, "home", flag(str_eq(m->code, d->country)), role);
    feature(s, "listed", flag(m->entry != NO_WORD), role);
}

static void judge_parties(struct doc *d, struct act *a, struct score *s) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    struct side actor = side_of(a, ROLE_ACTOR), recipient = side_of(a, ROLE_RECIPIENT);
    str type = act_type_name(d, a), verb = act_verb_name(d, a);
    feature(s, "type", type, verb);
    feature(s, "told", share_name(a->told), (str){0});
    feature(s, "word", act_first_word(d, a), type);
    feature(s, "pair", sector_name(d, &actor), sector_name(d, &recipient));
    feature(s, "where", part_name(a), (str){0});
    feature(s, "long", length_name(in), (str){0});
    feature(s, "said", flag(a->said_by != NO_WORD), type);
    judge_side(s, d, a, &actor);
    if (!asks_for(d, a, ROLE_PARTNER)) judge_side(s, d, a, &recipient);
}

typedef void (*judging)(struct doc *d, struct act *a, struct score *s);

static double probability(struct doc *d, struct act *a, const char *task, judging judge, struct judgement *out) {
    struct score s = {.d = d, .task = task, .keep = d->observer || d->explain};
    judge(d, a, &s);
    *out = judgement_of(&s);
    if (d->explain) explain_score(d, a, str_of(task), s.sum, out);
    return has_weights(d->pack) ? logistic(s.sum) : 0.5;
}

void judge_act(struct doc *d, struct act *a) {
    a->told = probability(d, a, "act", judge_telling, &a->judged[JUDGED_TOLD]);
    double parties = probability(d, a, "parties", judge_parties, &a->judged[JUDGED_PARTIES]);
    a->confidence = has_weights(d->pack) ? a->told * parties : 0.5;
    if (d->observer) d->observer->act(d->observer->user, d, a);
}
