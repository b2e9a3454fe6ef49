/* What the sentences so far left in mind, and whom pronouns and common nouns mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"

/* ---- whom a word means ------------------------------------------------------------------------------------------------------------- */

static const struct mention *mention_at(const struct doc *d, uint32_t i) { return &d->mentions.at[i]; }

/* The mention says what stands at the term. */
static bool says_it(const struct doc *d, uint32_t i, uint32_t term) {
    const struct sentence_in *in = &d->sentences[mention_at(d, i)->sentence];
    for (uint32_t k = in->speech_from; k < in->speech_to; k++) {
        const struct speech *s = &d->speeches.at[k];
        if (s->speaker == i && term >= s->from && term < s->to) return true;
    }
    return false;
}

/* The person nearest before a pronoun in its own sentence; his name in the same sentence is what তাঁর and তাঁকে mean. */
static uint32_t person_before(const struct doc *d, uint32_t i) {
    const struct mention *m = mention_at(d, i);
    for (uint32_t k = i; k-- > d->sentences[m->sentence].mention_from;) {
        if (mention_at(d, k)->absorbed || mention_at(d, k)->kind != MENTION_PERSON) continue;
        if (m->kase != CASE_ACC || !says_it(d, k, m->from)) return k;      /* রহিম বলেন, তাকে … is not himself */
    }
    return NO_WORD;
}

/* A clause ends between the two terms: after a comma or a finite verb another subject may stand for the first. */
static bool clause_between(const struct doc *d, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (term_sign(term_at(d, i), ',') || term_has_key(d->pack, term_at(d, i), KEY_THAT) || finite_at(d, i, to)) return true;
    return false;
}

/* The person who is the subject of a clause before in the same sentence: ট্রাম্প বলেছেন, ক্ষমতায় ফিরে তিনি নথি প্রকাশ করবেন. */
static uint32_t subject_person_before(const struct doc *d, uint32_t i) {
    const struct mention *m = mention_at(d, i);
    for (uint32_t k = i; k-- > d->sentences[m->sentence].mention_from;) {
        const struct mention *p = mention_at(d, k);
        if (p->kind == MENTION_PERSON && fits_nom(p, NULL) && clause_between(d, p->to, m->from)) return k;
    }
    return NO_WORD;
}

/* Several, or a body: what তারা may stand for. */
static bool is_many(const struct mention *m) {
    return m->kind == MENTION_GROUP || m->kind == MENTION_BODY || (m->kind == MENTION_OFFICE && m->plural);
}

/* Whose word it mostly is, not whose deed: পুলিশ জানায়, তারা …. */
static bool mostly_tells(const struct mention *m) { return str_is(m->sector, "JRN") || str_is(m->sector, "COP") || str_is(m->sector, "JUD"); }

/* A body, country or group that is the subject before in the same sentence: ডিনরা তাঁদের দায়িত্ব …, বাহিনীটি বলেছে, তারা …. */
static uint32_t subject_group_before(const struct doc *d, uint32_t i) {
    const struct mention *m = mention_at(d, i);
    for (uint32_t k = i; k-- > d->sentences[m->sentence].mention_from;) {
        const struct mention *p = mention_at(d, k);
        bool many = is_many(p) || p->kind <= MENTION_SEAT;
        if (!many || !fits_nom(p, NULL) || mostly_tells(p)) continue;
        if (m->kase != CASE_NOM || clause_between(d, p->to, m->from)) return k;
    }
    return NO_WORD;
}

/* Who had this part in the last act of one of the types: whom আসামি or আন্দোলনকারীরা means. */
static uint32_t last_part(const struct doc *d, const struct discourse *mind, const char *const *types, size_t n, bool actor) {
    uint32_t best = NO_WORD, order = 0;
    for (uint32_t i = 0; i < mind->told_count; i++) {
        uint32_t who = actor ? mind->told[i].actor : mind->told[i].recipient;
        bool wanted = false;
        for (size_t k = 0; k < n && !wanted; k++) wanted = str_is(pack_string(d->pack, mind->told[i].type), types[k]);
        if (!wanted || who == NO_WORD || mind->told[i].order < order) continue;
        best = who;
        order = mind->told[i].order;
    }
    return best;
}

static bool is_human(const struct mention *m) { return m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE || m->kind == MENTION_GROUP; }

/* A body spoken of as one told before: কমিটিটি, সংগঠনটি. */
static bool is_pointed(const struct doc *d, const struct mention *m) {
    const struct morph *n = term_nominal(term_at(d, m->to - 1));
    return (n && (n->flags & MORPH_DET)) || (m->from > 0 && term_has_key(d->pack, term_at(d, m->from - 1), KEY_POINTED));
}

static uint8_t group_kind(const struct doc *d, const struct mention *m) {
    return m->kind == MENTION_GROUP && m->entry != NO_WORD ? pack_entry(d->pack, m->entry)->sub : GROUP_OWN;
}

/* Whom a common noun stands for; NO_WORD if nobody told before fits. */
static uint32_t antecedent(const struct doc *d, const struct mention *m, const struct discourse *mind) {
    static const char *const accusing[] = {"COERCE", "ACCUSE", "SANCTION"}, *const hurting[] = {"ASSAULT"}, *const protesting[] = {"PROTEST"};
    if (m->specific) return NO_WORD;
    uint32_t who = NO_WORD, other;
    switch (group_kind(d, m)) {
    case GROUP_ACCUSED: who = last_part(d, mind, accusing, LENGTH(accusing), false); break;
    case GROUP_VICTIMS: who = last_part(d, mind, hurting, LENGTH(hurting), false); break;
    case GROUP_PROTESTERS:
    case GROUP_SPEAKERS: return last_part(d, mind, protesting, LENGTH(protesting), true);
    case GROUP_BODY: return is_pointed(d, m) ? mind->body : NO_WORD;
    case GROUP_PARTY: return mind->party;
    case GROUP_PERSON:
        if (m->plural || !is_pointed(d, m)) return NO_WORD;
        who = last_part(d, mind, hurting, LENGTH(hurting), false);
        other = last_part(d, mind, accusing, LENGTH(accusing), false);
        if (who != NO_WORD && other != NO_WORD && !same_party(d, who, other)) return NO_WORD;      /* either may be meant */
        if (who == NO_WORD) who = other;
        break;
    }
    return who != NO_WORD && is_human(mention_at(d, who)) ? who : NO_WORD;
}

/* The countries told in terms before `to` of a sentence: how many, up to three, and the first two. */
static uint32_t countries_told(const struct doc *d, const struct sentence_in *in, uint32_t to, uint32_t *pair) {
    uint32_t n = 0;
    for (uint32_t i = in->mention_from; i < in->mention_to && mention_at(d, i)->from < to; i++) {
        const struct mention *m = mention_at(d, i);
        if (m->kind > MENTION_SEAT) continue;
        bool again = false;
        for (uint32_t k = 0; k < n && !again; k++) again = str_eq(mention_at(d, pair[k])->code, m->code);
        if (again) continue;
        if (n == 2) return 3;
        pair[n++] = i;
    }
    return n;
}

/* The two for whom দুই দেশ, উভয় পক্ষ and তাদের মধ্যে stand; false if it is no such word. */
static bool means_two(const struct doc *d, uint32_t i, const struct discourse *mind, uint32_t *pair) {
    const struct mention *m = mention_at(d, i);
    uint8_t kind = group_kind(d, m);
    bool between = m->kind == MENTION_PRONOUN && m->plural && m->post != NO_WORD && pack_has_key(d->pack, m->post, KEY_BETWEEN);
    if (kind != GROUP_BOTH && kind != GROUP_SIDES && !(between && mind->sides[0] != NO_WORD)) return false;
    if (kind == GROUP_BOTH && countries_told(d, &d->sentences[m->sentence], m->from, pair) == 2) return true;
    memcpy(pair, kind == GROUP_BOTH ? mind->countries : mind->sides, sizeof mind->sides);
    return true;
}

uint32_t resolved_second(const struct doc *d, uint32_t i, const struct discourse *mind) {
    uint32_t pair[2];
    return means_two(d, i, mind, pair) ? pair[1] : NO_WORD;
}

/* A pronoun that speaks means whom the reading of what is said found it to mean. */
static uint32_t speaker_meant(const struct doc *d, uint32_t i) {
    const struct sentence_in *in = &d->sentences[mention_at(d, i)->sentence];
    for (uint32_t k = in->speech_from; k < in->speech_to; k++) {
        const struct speech *sp = &d->speeches.at[k];
        if (sp->speaker == i && sp->who != NO_WORD && mention_at(d, sp->who)->kind != MENTION_PRONOUN) return sp->who;
    }
    return NO_WORD;
}

/* The police of whom was told last had to do with somebody: তাদের is whom they took. */
static bool met_police(const struct doc *d, const struct discourse *mind) {
    if (mind->group == NO_WORD || mind->last_recipient == NO_WORD) return false;
    const struct mention *group = mention_at(d, mind->group), *met = mention_at(d, mind->last_recipient);
    return str_is(group->sector, "COP") && is_human(met) && met->sentence >= group->sentence;
}

uint32_t resolved_mention(const struct doc *d, uint32_t i, const struct discourse *mind) {
    const struct mention *m = mention_at(d, i);
    uint32_t pair[2];
    if (means_two(d, i, mind, pair)) return pair[0];
    if (m->kind != MENTION_PRONOUN) {
        uint32_t who = antecedent(d, m, mind);
        return who != NO_WORD || group_kind(d, m) == GROUP_PARTY ? who : i;
    }
    uint32_t speaker = speaker_meant(d, i);
    if (speaker != NO_WORD) return speaker;
    if (m->plural) {
        uint32_t group = subject_group_before(d, i);
        if (group != NO_WORD) return group;
        return m->kase != CASE_NOM && met_police(d, mind) ? mind->last_recipient : mind->group;
    }
    uint32_t before = m->kase == CASE_NOM ? subject_person_before(d, i) : person_before(d, i);
    if (before != NO_WORD) return before;
    bool later = mind->object != NO_WORD && mention_at(d, mind->object)->kind == MENTION_PERSON &&
                 (mind->subject == NO_WORD || mention_at(d, mind->object)->sentence > mind->subject_sentence);
    return (m->kase == CASE_ACC && mind->object != NO_WORD) || (m->kase == CASE_GEN && later) ? mind->object : mind->subject;
}

/* ---- what a sentence leaves in mind ---------------------------------------------------------------------------------------------------- */

void discourse_begin(struct discourse *mind) {
    *mind = (struct discourse){.subject = NO_WORD, .object = NO_WORD, .group = NO_WORD, .place = NO_WORD, .main_place = NO_WORD, .last_actor = NO_WORD,
                               .last_recipient = NO_WORD, .body = NO_WORD, .party = NO_WORD, .countries = {NO_WORD, NO_WORD}, .sides = {NO_WORD, NO_WORD}};
}

/* The two who met, agreed or clashed: whom উভয় পক্ষ means. */
static void remember_sides(const struct doc *d, struct discourse *mind, const struct act *a) {
    static const char *const mutual[] = {"CONSULT", "AGREE", "COOPERATE", "CONCEDE", "ASSAULT"};
    bool wanted = false;
    for (size_t i = 0; i < LENGTH(mutual) && !wanted; i++) wanted = act_is(d, a, mutual[i]);
    uint32_t other = a->actor_count > 1 ? a->actors[1] : a->recipient_count ? a->recipients[0] : NO_WORD;
    if (!wanted || !a->actor_count || other == NO_WORD) return;
    mind->sides[0] = a->actors[0];
    mind->sides[1] = other;
}

/* Who did it to whom when an act of this type was told last. */
void remember_parties(const struct doc *d, struct discourse *mind, const struct act *a) {
    if (a->actor_count) mind->last_actor = a->actors[0];
    if (a->recipient_count) mind->last_recipient = a->recipients[0];
    remember_sides(d, mind, a);
    uint32_t type = act_type(d, a)->type, i = 0;
    while (i < mind->told_count && mind->told[i].type != type) i++;
    if (i == TYPES_TOLD) return;
    if (i == mind->told_count) {
        mind->told_count++;
        mind->told[i].type = type;
        mind->told[i].actor = mind->told[i].recipient = NO_WORD;
    }
    mind->told[i].order = ++mind->acts_told;
    if (a->actor_count) mind->told[i].actor = a->actors[0];
    if (a->recipient_count) mind->told[i].recipient = a->recipients[0];
}

/* A speaker whom only a common noun describes (এক সূত্র): nobody acts on under such a name. */
static bool is_unlisted(const struct mention *m) { return m->kind == MENTION_GROUP && m->entry == NO_WORD; }

/* The words of the sentence are told on its word. */
static bool speaks_in(const struct doc *d, const struct sentence_in *in, uint32_t i) {
    for (uint32_t k = in->speech_from; k < in->speech_to; k++)
        if (d->speeches.at[k].speaker == i) return true;
    return false;
}

/* Whom তারা will mean: the first nominative group or body, office or names in the plural, list of names; else a group in another case.
 * Who only tells of others does so if there is nobody else. */
static void remember_group(const struct doc *d, struct discourse *mind, const struct sentence_in *in) {
    uint32_t subject = NO_WORD, teller = NO_WORD, other = NO_WORD;
    for (uint32_t i = in->mention_from; i < in->mention_to && subject == NO_WORD; i++) {
        const struct mention *m = mention_at(d, i);
        bool list = m->kind == MENTION_PERSON && joined_from(d, i) != NO_WORD;
        if (!(is_many(m) || list) || !has_agency(m) || m->compound || str_is(m->sector, "JRN") || str_is(m->sector, "JUD")) continue;
        if (!fits_nom(m, NULL)) { if (m->plural && other == NO_WORD) other = i; }
        else if (!speaks_in(d, in, i) && !mostly_tells(m)) subject = i;
        else if (teller == NO_WORD) teller = i;
    }
    bool tells = teller != NO_WORD && mostly_tells(mention_at(d, teller));
    uint32_t group = subject != NO_WORD ? subject : teller != NO_WORD && !(tells && other != NO_WORD) ? teller : other;
    if (group != NO_WORD && (group = resolved_mention(d, group, mind)) != NO_WORD) mind->group = group;
}

static bool is_civil(str sector) {
    static const char *const official[] = {"GOV", "COP", "JUD", "JRN", "MIL", "LEG"};
    for (size_t i = 0; i < LENGTH(official); i++)
        if (str_is(sector, official[i])) return false;
    return true;
}

static bool is_party(const struct doc *d, const struct mention *m) {
    return m->kind == MENTION_BODY && m->entry != NO_WORD && pack_entry(d->pack, m->entry)->sub == BODY_PARTY;
}

/* The last body and party told, as a subject or not, and the last two countries told in one sentence. */
static void remember_bodies(const struct doc *d, struct discourse *mind, const struct sentence_in *in) {
    uint32_t pair[2];
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = mention_at(d, i);
        if (m->kind == MENTION_BODY && is_civil(m->sector)) mind->body = i;
        if (is_party(d, m)) mind->party = i;
    }
    uint32_t n = countries_told(d, in, in->to, pair);
    if (n == 2) memcpy(mind->countries, pair, sizeof pair);
    if (n > 2) mind->countries[0] = mind->countries[1] = NO_WORD;
}

void discourse_update(const struct doc *d, struct discourse *mind, uint32_t sentence) {
    const struct sentence_in *in = &d->sentences[sentence];
    for (uint32_t i = in->mention_from; i < in->mention_to; i++) {
        const struct mention *m = mention_at(d, i);
        if (!fits_nom(m, NULL) || m->kind == MENTION_PRONOUN || m->coordinated || is_bent_list(d, i)) continue;
        if (m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE) { mind->subject = i; mind->subject_sentence = sentence; break; }
    }
    remember_group(d, mind, in);
    remember_bodies(d, mind, in);
    for (uint32_t i = in->mention_from; i < in->mention_to; i++)
        if (fits_acc(&d->mentions.at[i], NULL) && d->mentions.at[i].kind != MENTION_PRONOUN) mind->object = i;
    /* Who speaks stays in mind although he may stand behind his words. */
    for (uint32_t i = in->speech_from; i < in->speech_to; i++) {
        const struct speech *sp = &d->speeches.at[i];
        uint32_t who = sp->speaker == NO_WORD ? NO_WORD : sp->who;
        if (sp->verb < in->from || sp->verb >= in->to || (who != NO_WORD && is_unlisted(&d->mentions.at[who]))) continue;
        if (who != NO_WORD && str_is(d->mentions.at[who].sector, "JRN")) continue;
        if (who != NO_WORD && d->mentions.at[who].kind != MENTION_PRONOUN) { mind->subject = who; mind->subject_sentence = sentence; }
        else if (who != NO_WORD) mind->subject_sentence = sentence;
    }
    uint32_t place = place_near(d, sentence, in->to, in->from, in->to);
    if (place != NO_WORD) { mind->place = place; mind->place_sentence = sentence; }
    for (uint32_t i = in->time_from; i < in->time_to; i++)
        if (d->times.at[i].date.grain == GHOTONA_DAY) { mind->date = d->times.at[i].date; mind->date_sentence = sentence; }
}
