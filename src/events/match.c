/* Which frames fire in a sentence, and where their clause lies.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

enum { VERB_GAP_MAX = 3 };

/* Between a noun and its verb only light words may stand: adverbs, adjectives, numbers, না, a pronoun. */
static bool stops_gap(const struct doc *d, uint32_t i, uint32_t to) {
    const struct term *t = term_at(d, i);
    if (t->kind == TOKEN_PUNCT || finite_at(d, i, to)) return true;
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos != POS_NOUN && t->morph[k].pos != POS_NAME && t->morph[k].pos != POS_VERB && t->morph[k].pos != POS_NONE) return false;
    return t->kind != TOKEN_NUMBER;
}

/* The terms a frame takes from i on: their number, 0 if it does not match. A few words may stand before a last verb. */
static uint32_t frame_length(const struct doc *d, const struct frame *f, uint32_t i, uint32_t to) {
    const uint32_t *e = pack_words(d->pack, f->words);
    uint32_t fixed = f->verb_last && f->count > 1 ? f->count - 1u : f->count;
    bool noun = fixed == f->count && !f->verb_last;
    if (!elements_match(d, e, fixed, i, to, noun ? BEND_NONE : BEND_BARE, noun ? BEND_ANY : BEND_BARE)) return 0;
    if (fixed == f->count) return fixed;
    for (uint32_t k = i + fixed; k < to && k <= i + fixed + VERB_GAP_MAX; k++) {
        if (verb_matches(d, k, e[f->count - 1] & ~ELEMENT_VERB)) return k + 1 - i;
        if (stops_gap(d, k, to)) return 0;
    }
    return 0;
}

/* The clause around the trigger: from the finite verb before it to the finite verb after it. */
static void find_clause(const struct doc *d, const struct sentence_in *s, struct act *a) {
    a->clause_from = s->from;
    for (uint32_t i = a->from; i-- > s->from;) {
        const struct term *t = term_at(d, i);
        if (!finite_at(d, i, s->to) && !term_sign(t, '"') && !term_sign(t, ':') && !term_sign(t, ';')) continue;
        a->clause_from = i + 1;
        break;
    }
    a->clause_to = s->to;
    a->finite = NO_WORD;
    for (uint32_t i = a->verb != NO_WORD ? a->verb : a->to; i < s->to; i++)
        if (finite_at(d, i, s->to)) { a->finite = i; a->clause_to = i + 1; break; }
}

static bool word_in(const struct doc *d, uint32_t from, uint32_t to, uint32_t word) {
    for (uint32_t i = from; i < to; i++)
        if (term_is(term_at(d, i), word)) return true;
    return false;
}

static bool any_word_in(const struct doc *d, uint32_t from, uint32_t to, const struct condition *c) {
    for (uint32_t k = 0; k < c->count; k++)
        if (word_in(d, from, to, pack_words(d->pack, c->words)[k])) return true;
    return false;
}

static bool in_speech(const struct doc *d, const struct sentence_in *s, uint32_t at) {
    for (uint32_t i = s->speech_from; i < s->speech_to; i++)
        if (at >= d->speeches.at[i].from && at < d->speeches.at[i].to) return true;
    return false;
}

/* The conditions that need no parties. Words are looked for near the trigger: in its clause and not too far. */
static bool conditions_hold(const struct doc *d, const struct act *a) {
    const struct sentence_in *s = &d->sentences[a->sentence];
    const struct condition *c = pack_conditions(d->pack, a->frame);
    uint32_t from = a->from - s->from > 14 ? a->from - 14 : s->from, to = s->to - a->to > 10 ? a->to + 10 : s->to;
    if (from < a->clause_from) from = a->clause_from;
    for (uint32_t i = 0; i < a->frame->condition_count; i++) {
        switch (c[i].kind) {
        case COND_NEED: if (!any_word_in(d, from, to, &c[i])) return false; break;
        case COND_NOT: if (any_word_in(d, from, to, &c[i])) return false; break;
        case COND_FINITE: if (a->verb == NO_WORD || !finite_at(d, a->verb, s->to)) return false; break;
        case COND_QUOTED: if (!in_speech(d, s, a->from)) return false; break;
        case COND_HEAD: if (!d->titled || a->sentence != 0) return false; break;
        default: break;
        }
    }
    return true;
}

static bool is_passive(const struct doc *d, const struct act *a, uint32_t to) {
    if (a->verb == NO_WORD) return false;
    const struct morph *v = verb_at(d, a->verb, to);
    if (!v || v->form != FORM_VN || v->kase != CASE_NOM) return false;
    for (uint32_t i = a->verb + 1; i < to && i <= a->verb + 2; i++)
        if (term_has_key(d->pack, term_at(d, i), KEY_BE) && term_verb(term_at(d, i))) return true;
    return false;
}

static void try_frame(struct doc *d, uint32_t sentence, uint32_t i, const struct frame *f, acts *out) {
    const struct sentence_in *s = &d->sentences[sentence];
    uint32_t n = frame_length(d, f, i, s->to);
    if (!n || out->len >= MATCHES_MAX) return;
    struct act a = {.frame = f, .sentence = sentence, .from = i, .to = i + n, .verb = f->verb_last ? i + n - 1 : NO_WORD,
                    .mode_type = f->type, .unnamed_actor = -1, .said_by = NO_WORD, .place = NO_WORD, .merged_into = NO_WORD};
    for (int k = 0; k < GHOTONA_COUNTS; k++) a.counts[k] = (ghotona_count){0, -1};
    find_clause(d, s, &a);
    if (!conditions_hold(d, &a)) return;
    a.passive = is_passive(d, &a, s->to);
    *vec_push(d->arena, out) = a;
}

static void try_word(struct doc *d, uint32_t sentence, uint32_t i, uint32_t word, acts *out) {
    if (word == NO_WORD) return;
    const struct word *w = pack_word(d->pack, word);
    const uint32_t *list = pack_frame_list(d->pack, w);
    for (uint32_t k = 0; k < w->frame_count; k++) try_frame(d, sentence, i, pack_frame(d->pack, list[k]), out);
}

static void try_term(struct doc *d, uint32_t sentence, uint32_t i, acts *out) {
    const struct term *t = term_at(d, i);
    try_word(d, sentence, i, t->word, out);
    for (int k = 0; k < t->count; k++) {
        bool seen = t->morph[k].lemma == t->word;
        for (int j = 0; j < k && !seen; j++) seen = t->morph[j].lemma == t->morph[k].lemma;
        if (!seen) try_word(d, sentence, i, t->morph[k].lemma, out);
    }
}

static bool has_mode(const struct doc *d, const struct act *a) { return act_type(d, a)->mode != 0; }

/* Which of two overlapping matches says more: more words of the frame, a verb, a mode, more conditions. */
static int strength(const struct doc *d, const struct act *a) {
    const struct morph *last = a->frame->verb_last ? NULL : term_verb(term_at(d, a->to - 1));
    int verb = a->frame->verb_last ? 4 : last && form_finite(last->form) ? 5 : 0;     /* a form given literally says more than its verb */
    return a->frame->count * 8 + verb + (has_mode(d, a) ? 2 : 0) + (a->frame->condition_count ? 1 : 0);
}

static void say_is_content(struct doc *d, const struct act *a) {
    str rule = act_rule(d, a);
    explain(d, a->sentence, "%.*s is what is asked or promised, no act of its own", (int)rule.len, rule.at);
}

static void say_gives_way(struct doc *d, const struct act *weak, const struct act *strong) {
    if (!d->explain) return;
    str a = act_rule(d, weak), b = act_rule(d, strong);
    explain(d, weak->sentence, "%.*s gives way to %.*s", (int)a.len, a.at, (int)b.len, b.at);
}

/* The strongest match that is still open; of equals the first. */
static struct act *strongest_open(const struct doc *d, const acts *list, bool unfit) {
    struct act *best = NULL;
    for (uint32_t i = 0; i < list->len; i++) {
        struct act *a = &list->at[i];
        if (!a->dropped && !a->taken && a->unfit == unfit && (!best || strength(d, a) > strength(d, best))) best = a;
    }
    return best;
}

static void take(struct doc *d, struct act *a, acts *list) {
    a->taken = true;
    for (uint32_t k = 0; k < list->len; k++) {
        struct act *b = &list->at[k];
        if (b == a || b->dropped || b->taken || a->from >= b->to || b->from >= a->to) continue;
        if (act_type(d, b)->type == act_type(d, a)->type && has_mode(d, b) && !has_mode(d, a)) a->mode_type = b->mode_type;
        b->dropped = true;
        say_gives_way(d, b, a);
    }
}

/* True if the frame wants its recipient named in the sentence itself: the model need not look further. */
static bool wants_here(const struct doc *d, const struct act *a) {
    for (uint32_t i = 0; i < a->frame->condition_count; i++)
        if (pack_conditions(d->pack, a->frame)[i].kind == COND_HERE) return true;
    return false;
}

/* True if the match ends in an infinitive from which an order goes on (মামলা দায়ের করতে হবে, অভিযোগ দিতে বলেন): it is not done yet. */
static bool is_ordered(const struct doc *d, const struct act *a, const acts *list) {
    const struct morph *v = a->verb != NO_WORD ? verb_at(d, a->verb, d->sentences[a->sentence].to) : NULL;
    if (!v || v->form != FORM_INF) return false;
    for (uint32_t i = 0; i < list->len; i++) {
        const struct act *b = &list->at[i];
        if (!b->dropped && !b->unfit && b->from <= a->verb && a->from < b->from && a->to < b->to && act_is(d, b, "REQUEST")) return true;
    }
    return false;
}

/* And with it whatever else its words would tell. */
static void drop_ordered(struct doc *d, const struct act *a, acts *list) {
    for (uint32_t i = 0; i < list->len; i++) {
        struct act *b = &list->at[i];
        if (b->taken || b->from < a->from || b->to > a->to) continue;
        say_is_content(d, b);
        b->dropped = true;
    }
}

/* Of overlapping matches the strongest whose parties fit stays; it takes over a mode of its own type from a weaker one. One whose
 * parties the rules do not find stays only where no other does: the model may find them. */
static void resolve_overlaps(struct doc *d, const struct discourse *mind, acts *list) {
    for (struct act *a; (a = strongest_open(d, list, false));) {
        if (is_ordered(d, a, list)) drop_ordered(d, a, list);
        else if (fill_by_rules(d, a, mind)) take(d, a, list);
        else if (wants_here(d, a)) a->dropped = true;
        else a->unfit = true;
    }
    for (struct act *a; (a = strongest_open(d, list, true));) take(d, a, list);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->len; i++) {
        if (list->at[i].dropped) continue;
        if (kept == ACTS_MAX) {
            explain(d, list->at[i].sentence, "more than %d acts in one sentence: the rest is left out", ACTS_MAX);
            break;
        }
        list->at[kept++] = list->at[i];
    }
    list->len = kept;
}

void match_frames(struct doc *d, uint32_t sentence, const struct discourse *mind, acts *out) {
    const struct sentence_in *s = &d->sentences[sentence];
    acts found = {0};
    for (uint32_t i = s->from; i < s->to;) {
        struct found guard = find_phrase(d, i, s->to, 1u << ENTRY_GUARD);
        if (guard.count) {
            const struct entry *e = pack_entry(d->pack, guard.entry);
            str at = pack_place(d->pack, d->arena, e->file, e->line);
            explain(d, sentence, "idiom, no act: %.*s", (int)at.len, at.at);
            i += guard.count;
            continue;
        }
        if (term_at(d, i)->kind != TOKEN_PUNCT) try_term(d, sentence, i, &found);
        i++;
    }
    resolve_overlaps(d, mind, &found);
    drop_wanted(d, &found);
    for (uint32_t i = 0; i < found.len; i++)
        if (!found.at[i].dropped) *vec_push(d->arena, out) = found.at[i];
}
