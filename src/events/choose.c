/* Who it was: the rules' choice for a slot and everybody else who comes into question, weighed by the model.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/model.h"

enum { CANDIDATES_MAX = 32 };

static const char *const case_names[] = {"nom", "acc", "gen", "loc"};
static const char *const kind_names[] = {"country", "seat", "place", "body", "office", "group", "person", "pronoun"};

struct field { struct doc *d; struct act *a; const struct discourse *mind; enum role role; struct candidate *list; uint32_t count; };

/* ---- who comes into question --------------------------------------------------------------------------------------------------------- */

static bool is_listed(const struct field *f, uint32_t resolved) {
    for (uint32_t i = 0; i < f->count; i++)
        if (f->list[i].source != SOURCE_UNNAMED && f->list[i].source != SOURCE_NONE && same_party(f->d, f->list[i].resolved, resolved)) return true;
    return false;
}

static void add_candidate(struct field *f, struct candidate c) {
    if (f->count < CANDIDATES_MAX - 2) f->list[f->count++] = c;
}

/* The chains of mentions in the sentence; a chain's case is its last member's. */
static void add_mentions(struct field *f) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = &f->d->mentions.at[i];
        if (!has_agency(m) || is_owner(f->d, i)) continue;
        uint32_t next = joined_from(f->d, i);
        if (next != NO_WORD && has_agency(&f->d->mentions.at[next])) continue;
        uint32_t resolved = party_meant(f->d, f->a, f->role == ROLE_ACTOR, i, f->mind);
        if (resolved != NO_WORD) add_candidate(f, (struct candidate){.mention = i, .resolved = resolved, .source = SOURCE_SENTENCE});
    }
}

static void add_from_mind(struct field *f, uint32_t mention, enum source source) {
    if (mention != NO_WORD && !is_listed(f, mention)) add_candidate(f, (struct candidate){.mention = mention, .resolved = mention, .source = (uint8_t)source});
}

static bool add_unnamed(struct field *f) {
    int8_t unnamed = f->a->unnamed_actor;
    const struct doc *d = f->d;
    if (unnamed < 0 && act_is(d, f->a, "ASSAULT")) unnamed = WHERE_ATTACKERS;
    if (unnamed < 0 && act_is(d, f->a, "COERCE")) unnamed = WHERE_POLICE;
    if (unnamed < 0 && act_is(d, f->a, "SANCTION")) unnamed = WHERE_COURT;
    if (unnamed >= 0) add_candidate(f, (struct candidate){.mention = NO_WORD, .resolved = NO_WORD, .source = SOURCE_UNNAMED, .unnamed = unnamed});
    return unnamed >= 0;
}

static void find_candidates(struct field *f) {
    add_mentions(f);
    add_from_mind(f, f->mind->subject, SOURCE_SUBJECT);
    add_from_mind(f, f->mind->object, SOURCE_OBJECT);
    add_from_mind(f, f->mind->group, SOURCE_GROUP);
    add_from_mind(f, f->mind->last_actor, SOURCE_LAST_ACTOR);
    add_from_mind(f, f->mind->last_recipient, SOURCE_LAST_RECIPIENT);
    /* A deed that nobody is named for has an unnamed doer, if its kind has one. */
    if (f->role == ROLE_ACTOR && add_unnamed(f)) return;
    add_candidate(f, (struct candidate){.mention = NO_WORD, .resolved = NO_WORD, .source = SOURCE_NONE});
}

/* ---- what speaks for each ---------------------------------------------------------------------------------------------------------------- */

static str distance_name(uint32_t n) {
    return n == 0 ? STR("0") : n == 1 ? STR("1") : n <= 3 ? STR("3") : n <= 7 ? STR("7") : n <= 15 ? STR("15") : STR("far");
}

/* Which clause it stands in, seen from the trigger. */
static str zone_name(const struct field *f, const struct mention *m) {
    const struct act *a = f->a;
    if (m->from >= a->to) return m->from < a->clause_to ? STR("behind") : STR("after");
    if (m->from >= inner_clause(f->d, a, true)) return STR("inner");
    if (m->from >= inner_clause(f->d, a, false)) return STR("middle");
    return m->from >= a->clause_from ? STR("clause") : STR("before");
}

static bool is_first_nominative(const struct field *f, uint32_t i) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    for (uint32_t k = in->mention_from; k < i; k++)
        if (f->d->mentions.at[k].from >= f->a->clause_from && fits_nom(&f->d->mentions.at[k], NULL)) return false;
    return true;
}

/* No other mention of that case stands between it and the trigger. */
static bool is_nearest(const struct field *f, uint32_t i) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    for (uint32_t k = i + 1; k < in->mention_to && f->d->mentions.at[k].to <= f->a->from; k++)
        if (has_agency(&f->d->mentions.at[k]) && f->d->mentions.at[k].kase == f->d->mentions.at[i].kase) return false;
    return true;
}

static bool speaks_here(const struct field *f, uint32_t mention) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    for (uint32_t i = in->speech_from; i < in->speech_to; i++) {
        const struct speech *sp = &f->d->speeches.at[i];
        if (sp->speaker == mention && f->a->from >= sp->from && f->a->from < sp->to) return true;
    }
    return false;
}

/* The finite verb that tells the act agrees with a subject: করেছেন with a person of standing or several, করেছে with a body or a plain one. */
static str agreement(const struct field *f, const struct mention *m) {
    const struct act *a = f->a;
    const struct morph *v = a->finite == NO_WORD || a->passive || a->verb == NO_WORD ? NULL : verb_at(f->d, a->finite, f->d->sentences[a->sentence].to);
    if (!v || (v->person != PERSON_3 && v->person != PERSON_3H)) return (str){0};
    bool human = m->kind >= MENTION_OFFICE && m->kind != MENTION_GROUP;
    bool honoured = v->person == PERSON_3H;
    return honoured ? (human || m->plural ? STR("honour-yes") : STR("honour-no")) : (human ? STR("plain-human") : STR("plain-yes"));
}

static void mark_mention(struct score *s, const struct field *f, const struct candidate *c) {
    const struct mention *m = &f->d->mentions.at[c->mention];
    const struct act *a = f->a;
    str type = act_type_name(f->d, f->a), kase = str_of(case_names[m->kase]), zone = zone_name(f, m), verb = act_verb_name(f->d, f->a);
    uint32_t distance = m->to <= a->from ? a->from - m->to : m->from >= a->to ? m->from - a->to : 0;
    str post = m->post != NO_WORD ? pack_word_text(f->d->pack, m->post) : (str){0};
    str fit = slot_fitting(f->d, a, f->role, c->mention);
    feature(s, "fits", fit.len ? fit : STR("no"), zone);
    feature(s, "fits-nearest", fit.len ? fit : STR("no"), flag(is_nearest(f, c->mention)));
    str agrees = f->role == ROLE_ACTOR && m->kase == CASE_NOM && m->post == NO_WORD ? agreement(f, m) : (str){0};
    if (agrees.len) feature(s, "agrees", agrees, (str){0});
    feature(s, "case", kase, verb);
    feature(s, "case-type", kase, type);
    feature(s, "zone", zone, kase);
    feature(s, "zone-verb", zone, verb);
    feature(s, "distance", distance_name(distance), kase);
    feature(s, "kind", str_of(kind_names[m->kind]), kase);
    feature(s, "case-word", kase, act_first_word(f->d, a));
    feature(s, "nearest", flag(is_nearest(f, c->mention)), kase);
    if (a->sentence == 0) feature(s, "head", kase, verb);
    if (post.len) {
        feature(s, "post", post, (str){0});
        feature(s, "post-type", post, type);
    }
    if (m->compound) feature(s, "compound", kase, (str){0});
    if (m->plural) feature(s, "plural", kase, (str){0});
    if (m->kase == CASE_NOM) feature(s, "first", flag(is_first_nominative(f, c->mention)), verb);
    if (speaks_here(f, c->mention)) feature(s, "speaker", type, m->to <= a->from ? STR("before") : STR("after"));
    const struct term *next = m->next < f->d->terms.len ? term_at(f->d, m->next) : NULL;
    if (next && next->kind == TOKEN_PUNCT) feature(s, "then", next->fold, kase);
}

/* The same person, or the same entry of the pack. */
static bool alike(const struct doc *d, uint32_t i, uint32_t k) {
    const struct mention *a = &d->mentions.at[i], *b = &d->mentions.at[k];
    return same_party(d, i, k) || (a->entry != NO_WORD && a->entry == b->entry && str_eq(a->code, b->code));
}

/* Its part when an act of this type was told last. */
static str told_as(const struct field *f, uint32_t resolved) {
    for (uint32_t i = 0; i < f->mind->told_count; i++) {
        if (f->mind->told[i].type != act_type(f->d, f->a)->type) continue;
        if (f->mind->told[i].actor != NO_WORD && alike(f->d, f->mind->told[i].actor, resolved)) return STR("actor");
        if (f->mind->told[i].recipient != NO_WORD && alike(f->d, f->mind->told[i].recipient, resolved)) return STR("recipient");
        return STR("no");
    }
    return STR("first");
}

static void mark_party(struct score *s, const struct field *f, uint32_t resolved) {
    const struct mention *m = &f->d->mentions.at[resolved];
    str type = act_type_name(f->d, f->a), mode = act_mode_name(f->d, f->a);
    feature(s, "sector", m->sector.len ? m->sector : STR("none"), type);
    if (mode.len) feature(s, "sector-mode", m->sector.len ? m->sector : STR("none"), mode);
    feature(s, "specific", flag(m->specific), type);
    feature(s, "told", told_as(f, resolved), type);
    if (f->role == ROLE_RECIPIENT && f->a->actor_count) {
        const struct mention *actor = &f->d->mentions.at[f->a->actors[0]];
        feature(s, "pair", actor->sector, m->sector);
        feature(s, "same-country", flag(str_eq(actor->code, m->code)), type);
    }
}

static bool rules_chose(const struct field *f, const struct candidate *c) {
    const uint32_t *list = f->role == ROLE_ACTOR ? f->a->actors : f->a->recipients;
    uint8_t n = f->role == ROLE_ACTOR ? f->a->actor_count : f->a->recipient_count;
    if (c->source == SOURCE_NONE) return n == 0 && !(f->role == ROLE_ACTOR && f->a->unnamed_actor >= 0);
    if (c->source == SOURCE_UNNAMED) return n == 0 && f->a->unnamed_actor == c->unnamed;
    for (uint8_t i = 0; i < n; i++)
        if (same_party(f->d, list[i], c->resolved)) return true;
    return false;
}

static void weigh(struct field *f, struct candidate *c, bool keep) {
    static const char *const sources[] = {"sentence", "subject", "object", "group", "last-actor", "last-recipient", "unnamed", "none"};
    struct score s = {.d = f->d, .task = f->role == ROLE_ACTOR ? "actor" : "recipient", .keep = keep};
    str source = str_of(sources[c->source]), type = act_type_name(f->d, f->a);
    bool chosen = rules_chose(f, c);
    str slot = f->role == ROLE_ACTOR ? f->a->actor_slot : f->a->recipient_slot;
    feature(&s, "source", source, type);
    feature(&s, "source-verb", source, act_verb_name(f->d, f->a));
    feature(&s, "rules", flag(chosen), chosen && slot.len ? slot : source);
    if (chosen) feature(&s, "rules-type", type, source);
    if (c->source == SOURCE_NONE) feature(&s, "none-asked", flag(asks_for(f->d, f->a, (int)f->role)), type);
    if (c->source == SOURCE_SENTENCE) mark_mention(&s, f, c);
    if (c->resolved != NO_WORD) mark_party(&s, f, c->resolved);
    c->score = s.sum;
    c->judged = judgement_of(&s);
    c->weighed = true;
}

/* ---- the choice ---------------------------------------------------------------------------------------------------------------------------- */

/* A recipient with a mark of its own (-কে, সঙ্গে, বিরুদ্ধে) is not up for actor. */
static bool is_marked_recipient(const struct field *f, const struct candidate *c) {
    if (f->role != ROLE_ACTOR || c->source != SOURCE_SENTENCE) return false;
    const struct mention *m = &f->d->mentions.at[c->mention];
    if (m->kase == CASE_ACC && !rules_chose(f, c)) return true;
    if (m->kase != CASE_ACC && m->post == NO_WORD) return false;
    for (uint8_t i = 0; i < f->a->recipient_count; i++)
        if (f->a->recipients[i] == c->resolved) return true;
    return false;
}

/* The act's verb, or a pronoun in what is said, speaks of the speaker: আমরা হামলা চালাব. */
static bool says_we(const struct field *f) {
    const struct act *a = f->a;
    const struct morph *v = a->verb != NO_WORD ? verb_at(f->d, a->verb, f->d->sentences[a->sentence].to) : NULL;
    if (v && v->person == PERSON_1) return true;
    for (uint32_t i = a->clause_from; i < a->clause_to; i++)
        if (term_has_key(f->d->pack, term_at(f->d, i), KEY_WE)) return true;
    return false;
}

/* An outlet only tells what others do; who tells a deed in the passive, or tells of violence, is not the doer unless he says so. */
static bool only_tells(const struct field *f, const struct candidate *c) {
    if (f->role != ROLE_ACTOR || c->source != SOURCE_SENTENCE || !speaks_here(f, c->mention)) return false;
    int quad = act_type(f->d, f->a)->quad;
    if (act_is(f->d, f->a, "ASSAULT") && !says_we(f)) return true;
    return str_is(f->d->mentions.at[c->resolved].sector, "JRN") || (f->a->passive && (quad == 2 || quad == 4));
}

static bool is_violence(const struct field *f) { return act_is(f->d, f->a, "ASSAULT") || act_is(f->d, f->a, "COERCE"); }

/* Whoever acts because of a violence that is only named, does not do it: X-কে কুপিয়ে হত্যার ঘটনায় … গ্রেপ্তার করেছে র‍্যাব. */
static bool only_reacts(const struct field *f, const struct candidate *c) {
    const struct act *a = f->a;
    if (f->role != ROLE_ACTOR || c->resolved == NO_WORD || !act_is(f->d, a, "ASSAULT") || a->to >= f->d->sentences[a->sentence].to) return false;
    const struct morph *named = term_nominal(term_at(f->d, a->to - 1)), *matter = term_nominal(term_at(f->d, a->to));
    if (!named || named->kase != CASE_GEN || !matter || matter->kase != CASE_LOC) return false;
    if (c->source != SOURCE_SENTENCE) return true;
    const struct mention *m = &f->d->mentions.at[c->mention];
    return m->from >= a->to || str_is(m->sector, "COP") || str_is(m->sector, "JUD");
}

/* Who tells of an attack or an arrest, or told something before, is not its victim unless he says so: ওসি বলেন, … তাকে গ্রেপ্তার করা হয়েছে. */
static bool tells_of_victim(const struct field *f, const struct candidate *c) {
    if (f->role != ROLE_RECIPIENT || !is_violence(f)) return false;
    return c->source == SOURCE_SUBJECT ? !rules_chose(f, c) : c->source == SOURCE_SENTENCE && speaks_here(f, c->mention) && !says_we(f);
}

/* A body or country in mind that is the actor's own does not have it done to itself. */
static bool is_same_body(const struct field *f, uint32_t actor, const struct candidate *c) {
    return c->source != SOURCE_SENTENCE && f->d->mentions.at[c->resolved].kind <= MENTION_BODY && alike(f->d, actor, c->resolved);
}

/* হামলা চালাল কারা? names nobody. */
static bool is_asked(const struct field *f) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    return in->to > in->from && term_sign(term_at(f->d, in->to - 1), '?');
}

/* Robbers arrest nobody; nor does a crowd that the rules did not find. */
static bool cannot_arrest(const struct field *f, const struct candidate *c) {
    const struct mention *m = &f->d->mentions.at[c->resolved];
    if (!str_is(act_mode_name(f->d, f->a), "arrest") || m->kind != MENTION_GROUP) return false;
    return str_is(m->sector, "CRM") || (str_is(m->sector, "CVL") && !rules_chose(f, c));
}

/* Nobody is called the doer of violence on the model's guess alone: the frame found him, or he stands as a subject in the act's clause. */
static bool guessed_culprit(const struct field *f, const struct candidate *c) {
    if (f->role != ROLE_ACTOR || !is_violence(f) || c->resolved == NO_WORD) return false;
    if (is_asked(f) || cannot_arrest(f, c)) return true;
    if (rules_chose(f, c)) return false;
    int kind = f->d->mentions.at[c->resolved].kind;
    if (kind != MENTION_PERSON && kind != MENTION_OFFICE && kind != MENTION_PRONOUN) return false;
    if (c->source != SOURCE_SENTENCE || f->a->verb == NO_WORD || f->a->passive) return true;
    const struct mention *m = &f->d->mentions.at[c->mention];
    return m->kase != CASE_NOM || m->from < f->a->clause_from || m->from >= f->a->clause_to;
}

/* To whom violence was done last is not its doer by তারা alone. */
static bool was_victim(const struct field *f, const struct candidate *c) {
    if (f->role != ROLE_ACTOR || !is_violence(f) || c->source != SOURCE_SENTENCE || c->resolved == c->mention) return false;
    return f->d->mentions.at[c->mention].plural && str_is(told_as(f, c->resolved), "recipient");
}

/* The country itself, its army or one of its government, and that country again. */
static bool same_country(const struct doc *d, uint32_t i, uint32_t k) {
    const struct mention *a = &d->mentions.at[i], *b = &d->mentions.at[k];
    bool state = a->kind <= MENTION_SEAT || str_is(a->sector, "MIL") || (a->kind == MENTION_PERSON && str_is(a->sector, "GOV"));
    return state && b->kind <= MENTION_SEAT && str_eq(a->code, b->code);
}

/* A headline's genitive behind a comma does what stands there: হামলায় নিহত ৩২, নিন্দা জাতিসংঘের. */
static bool is_of_next_headline(const struct field *f, const struct candidate *c) {
    if (!f->d->titled || f->a->sentence != 0 || c->source != SOURCE_SENTENCE) return false;
    const struct mention *m = &f->d->mentions.at[c->mention];
    if (m->kase != CASE_GEN || m->post != NO_WORD) return false;
    for (uint32_t i = f->a->to; i < m->from; i++)
        if (term_sign(term_at(f->d, i), ',')) return true;
    return false;
}

/* The capital of the actor's own country is a place to him, no government: ঢাকার সাভারে. */
static bool is_own_capital(const struct field *f, const struct candidate *c) {
    const struct mention *m = &f->d->mentions.at[c->resolved];
    return m->kind == MENTION_SEAT && f->a->actor_count && str_eq(m->code, f->d->mentions.at[f->a->actors[0]].code);
}

/* A part that somebody takes is nobody else: বাদী হয়ে. */
static bool is_part_taken(const struct field *f, const struct candidate *c) {
    const struct sentence_in *in = &f->d->sentences[f->a->sentence];
    if (c->source != SOURCE_SENTENCE) return false;
    uint32_t at = f->d->mentions.at[c->mention].to;
    return at < in->to && term_has_key(f->d->pack, term_at(f->d, at - 1), KEY_PLAINTIFF) && term_has_key(f->d->pack, term_at(f->d, at), KEY_BE);
}

static bool is_barred(const struct field *f, const struct candidate *c) {
    if (is_part_taken(f, c)) return true;
    if (is_marked_recipient(f, c) || only_tells(f, c) || guessed_culprit(f, c) || was_victim(f, c) || only_reacts(f, c)) return true;
    if (f->role != ROLE_RECIPIENT || c->resolved == NO_WORD) return false;
    if (tells_of_victim(f, c) || is_own_capital(f, c) || is_of_next_headline(f, c)) return true;
    for (uint8_t i = 0; i < f->a->actor_count; i++) {
        uint32_t actor = f->a->actors[i];
        if (same_party(f->d, actor, c->resolved) || is_same_body(f, actor, c) || same_country(f->d, actor, c->resolved)) return true;
    }
    return false;
}

static void take_choice(struct doc *d, struct act *a, enum role role, const struct candidate *c, const struct discourse *mind) {
    static const char *const slots[] = {"", "subject", "object", "group", "last", "last", "", ""};
    bool actor = role == ROLE_ACTOR;
    if (actor) { a->actor_count = 0; a->unnamed_actor = c->source == SOURCE_UNNAMED ? c->unnamed : -1; }
    else a->recipient_count = 0;
    str slot = str_of(slots[c->source]);
    if (c->source == SOURCE_SENTENCE) {
        const struct mention *m = &d->mentions.at[c->mention];
        add_with_coordinates(d, a, actor, c->mention, mind);
        slot = m->post != NO_WORD ? pack_word_text(d->pack, m->post) : str_of(case_names[m->kase]);
    } else if (c->resolved != NO_WORD) {
        add_party(a, actor, c->resolved);
    }
    *(actor ? &a->actor_slot : &a->recipient_slot) = slot;
}

/* The rules' recipient with all that are joined to it: the rules may have taken one of them for the actor. */
static void list_again(struct doc *d, struct act *a, const struct candidate *c, const struct discourse *mind) {
    a->recipient_count = 0;
    add_with_coordinates(d, a, false, c->mention, mind);
}

/* Whoever sues does it; so does the subject behind the finite verb of the trigger itself: হুমকি দেন আলি খামেনি. The last of a list stands for it. */
static const struct candidate *plain_subject(const struct field *f) {
    const struct act *a = f->a;
    uint32_t sues = f->role == ROLE_ACTOR ? plaintiff(f->d, a) : NO_WORD;
    for (uint32_t i = 0; i < f->count && sues != NO_WORD; i++)
        if (f->list[i].source == SOURCE_SENTENCE && f->list[i].mention == sues) return &f->list[i];
    if (f->role != ROLE_ACTOR || a->passive || a->verb == NO_WORD || a->verb != a->finite || !asks_for(f->d, a, ROLE_ACTOR)) return NULL;
    uint32_t subject = trailing_subject(f->d, a);
    for (uint32_t next = subject; next != NO_WORD && (next = joined_from(f->d, next)) != NO_WORD;) subject = next;
    for (uint32_t i = 0; i < f->count && subject != NO_WORD; i++)
        if (f->list[i].source == SOURCE_SENTENCE && f->list[i].mention == subject) return &f->list[i];
    return NULL;
}

/* Who says in the first person that he does it: আমি নিন্দা জানাই, আমরা বিচার চাই. */
static uint32_t first_person(const struct doc *d, const struct act *a, const struct discourse *mind) {
    const struct sentence_in *in = &d->sentences[a->sentence];
    const struct morph *v = a->finite == NO_WORD || a->verb != a->finite ? NULL : verb_at(d, a->finite, in->to);
    if (!v || v->person != PERSON_1) return NO_WORD;
    for (uint32_t i = in->speech_to; i-- > in->speech_from;) {
        const struct speech *sp = &d->speeches.at[i];
        if (a->from >= sp->from && a->from < sp->to && sp->who != NO_WORD) return resolved_mention(d, sp->who, mind);
    }
    return NO_WORD;
}

static void take_first_person(struct act *a, uint32_t who) {
    uint8_t kept = 0;
    for (uint8_t i = 0; i < a->recipient_count; i++)
        if (a->recipients[i] != who) a->recipients[kept++] = a->recipients[i];
    a->recipient_count = kept;
    a->actor_count = 0;
    a->unnamed_actor = -1;
    add_party(a, true, who);
    a->actor_slot = STR("speaker");
}

/* How likely the best is, and how far he is before the next. */
static void remember_lead(const struct field *f, const struct candidate *best) {
    const struct candidate *next = NULL;
    for (uint32_t i = 0; i < f->count; i++) {
        const struct candidate *c = &f->list[i];
        if (c != best && c->weighed && (!next || c->score > next->score)) next = c;
    }
    f->a->share[f->role] = logistic(best->score);
    f->a->lead[f->role] = next ? best->score - next->score : LEAD_ALONE;
}

/* The candidates with what speaks for and against each. */
static void explain_candidates(const struct field *f) {
    const struct doc *d = f->d;
    static const char *const roles[] = {"actor", "recipient"};
    for (uint32_t i = 0; i < f->count; i++) {
        const struct candidate *c = &f->list[i];
        if (!c->weighed) continue;
        str name = c->resolved != NO_WORD ? span_text(d, d->mentions.at[c->resolved].name) : c->source == SOURCE_UNNAMED ? STR("(unnamed)") : STR("(nobody)");
        explain_score(f->d, f->a, arena_printf(d->arena, "%s %.*s", roles[f->role], (int)name.len, name.at), c->score, &c->judged);
    }
}

void choose_party(struct doc *d, struct act *a, enum role role, const struct discourse *mind) {
    struct candidate list[CANDIDATES_MAX];
    struct field f = {.d = d, .a = a, .mind = mind, .role = role, .list = list};
    find_candidates(&f);
    const struct candidate *best = NULL, *rules = NULL;
    for (uint32_t i = 0; i < f.count; i++) {
        if (is_barred(&f, &list[i])) continue;
        weigh(&f, &list[i], d->observer || d->explain);
        if (!best || list[i].score > best->score) best = &list[i];
        if (!rules && rules_chose(&f, &list[i])) rules = &list[i];
    }
    if (d->observer) d->observer->role(d->observer->user, d, a, role, list, f.count);
    if (d->explain) explain_candidates(&f);
    if (!has_weights(d->pack) || !best) return;
    remember_lead(&f, best);
    uint32_t speaks = role == ROLE_ACTOR ? first_person(d, a, mind) : NO_WORD;
    if (speaks != NO_WORD) { take_first_person(a, speaks); return; }
    const struct candidate *plain = plain_subject(&f);
    if (plain && !is_barred(&f, plain)) best = plain;
    if (best != rules) take_choice(d, a, role, best, mind);
    else if (role == ROLE_RECIPIENT && best->source == SOURCE_SENTENCE) list_again(d, a, best, mind);
}
