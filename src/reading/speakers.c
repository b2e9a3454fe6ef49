/* Who speaks: the subject of a word of saying, before it or behind it, the source of a genitive or of a passive, and whom a pronoun means.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/speech.h"

enum { SUBJECT_REACH = 40, AFTER_REACH = 12, DESCRIPTION_WORDS = 4, SOURCE_REACH = 16 };

static bool has_key(const struct doc *d, uint32_t i, enum key k) { return term_has_key(d->pack, term_at(d, i), k); }

static bool has_case(const struct doc *d, uint32_t i, int kase) {
    const struct term *t = term_at(d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos != POS_VERB && t->morph[k].kase == kase) return true;
    return false;
}

/* A mention that can be the subject of saying. A body whose last word may also stand in the accusative (প্রথম আলোকে) is told. */
static bool is_subject(const struct doc *d, const struct mention *m) {
    if (m->kind == MENTION_BODY && has_case(d, m->to - 1, CASE_ACC)) return false;
    return m->kind != MENTION_PLACE && m->kase == CASE_NOM && m->post == NO_WORD && !m->compound;
}

/* ---- speakers whom no mention names -------------------------------------------------------------------------------------------------- */

/* A word that goes before a noun and tells it apart: এক, স্থানীয়, দলের. */
static bool is_modifier(const struct listener *l, uint32_t i) {
    const struct doc *d = l->d;
    const struct term *t = term_at(d, i);
    if (l->mention[i] != NO_WORD) return true;
    if (t->kind == TOKEN_NUMBER) return true;
    if (t->kind != TOKEN_WORD || term_verb(t) || postposition_at(d, i) != NO_WORD || has_key(d, i, KEY_MATTER)) return false;
    const struct morph *m = term_nominal(t);
    if (has_key(d, i, KEY_AND)) return true;
    return m && (m->kase == CASE_GEN || m->kase == CASE_NOM) && m->pos != POS_CONJ && m->pos != POS_PRON && m->pos != POS_PART && m->pos != POS_ADV;
}

/* Where a noun ends without its case or determiner; a form listed with its case (সূত্রে) ends where its lemma does. */
static uint32_t bare_end(const struct doc *d, const struct term *t) {
    for (int k = 0; k < t->count; k++) {
        const struct morph *m = &t->morph[k];
        if (m->pos == POS_VERB || (m->kase == CASE_NOM && !(m->flags & MORPH_DET))) continue;
        str lemma = m->lemma != NO_WORD ? pack_word_text(d->pack, m->lemma) : (str){0};
        uint32_t stem = m->stem < t->fold.len || !lemma.len || !str_starts(t->fold, lemma) ? m->stem : (uint32_t)lemma.len;
        return term_stem_end(d->pack, d->text, t, stem);
    }
    return t->end;
}

/* A mention of its own for a noun that speaks, with the modifiers before it. */
static uint32_t describe(struct listener *l, uint32_t sentence, uint32_t from, uint32_t i) {
    struct doc *d = l->d;
    const struct term *t = term_at(d, i);
    const struct morph *m = term_nominal(t);
    uint32_t first = i;
    while (first > from && i - first < DESCRIPTION_WORDS && is_modifier(l, first - 1)) first--;
    while (first < i && has_key(d, first, KEY_AND)) first++;
    uint32_t end = bare_end(d, t);
    str code = {0};
    for (uint32_t k = first; k < i; k++)
        if (l->mention[k] != NO_WORD) code = d->mentions.at[l->mention[k]].code;
    *vec_push(d->arena, &d->mentions) = (struct mention){.from = first, .to = i + 1, .next = i + 1, .post = NO_WORD, .kind = MENTION_GROUP, .specific = first < i,
        .plural = m && (m->flags & MORPH_PLURAL), .name = {term_at(d, first)->start, end}, .code = code, .entry = NO_WORD, .person = NO_WORD, .sentence = sentence};
    return d->mentions.len - 1;
}

/* A noun that no table lists among those who act, but that can only be somebody: সূত্র, -রা. */
static bool is_somebody(const struct listener *l, uint32_t i) {
    const struct term *t = term_at(l->d, i);
    const struct morph *m = term_nominal(t);
    if (t->kind != TOKEN_WORD || (m && m->pos == POS_PRON)) return false;
    if (has_key(l->d, i, KEY_SOURCE)) return true;
    if (!m || m->kase != CASE_NOM) return false;
    return ((m->flags & MORPH_PLURAL) && (m->flags & MORPH_HUMAN)) || has_key(l->d, i, KEY_PEOPLE) || has_key(l->d, i, KEY_MEMBER);
}

/* A bare noun or unknown word right before its verb. */
static bool is_plain_subject(const struct listener *l, uint32_t i) {
    const struct term *t = term_at(l->d, i);
    const struct morph *m = term_nominal(t);
    if (t->kind != TOKEN_WORD || has_key(l->d, i, KEY_MATTER) || has_key(l->d, i, KEY_QUOTE) || postposition_at(l->d, i) != NO_WORD) return false;
    if (find_phrase(l->d, i, i + 1, 1u << ENTRY_WEEKDAY | 1u << ENTRY_MONTH | 1u << ENTRY_TIME).count) return false;
    if (has_case(l->d, i, CASE_ACC) || has_case(l->d, i, CASE_LOC) || has_case(l->d, i, CASE_GEN)) return false;
    if (t->count == 0) return true;
    return m && m->kase == CASE_NOM && (m->pos == POS_NOUN || m->pos == POS_NAME || m->pos == POS_PLACE || m->pos == POS_NONE);
}

/* ---- subjects -------------------------------------------------------------------------------------------------------------------------- */

/* Of those joined by ও and commas the first stands for all. */
static uint32_t first_joined(const struct doc *d, uint32_t m, uint32_t from) {
    while (m > 0 && d->mentions.at[m].coordinated && d->mentions.at[m - 1].from >= from && !d->mentions.at[m - 1].absorbed) m--;
    return m;
}

uint32_t subject_before(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at, bool plain) {
    const struct doc *d = l->d;
    bool near = true;
    for (uint32_t k = at, n = 0; k-- > from && n < SUBJECT_REACH; n++) {
        uint32_t i = l->mention[k];
        if (i != NO_WORD) {
            const struct mention *m = &d->mentions.at[i];
            bool hearer = str_is(m->sector, "JRN") && m->to < at && l->mention[m->to] != NO_WORD && d->mentions.at[l->mention[m->to]].kase == CASE_ACC;   /* বার্তা সংস্থা এএফপিকে */
            bool before_verb = m->to == at && m->compound && m->kase == CASE_NOM && m->kind != MENTION_PLACE && !has_case(d, m->to - 1, CASE_ACC);     /* ওআইসি মনে করে: no compound */
            if ((is_subject(d, m) || before_verb) && !hearer) return first_joined(d, i, from);
            k = m->from > from ? m->from : from;
            near = near && (m->kase == CASE_ACC || hearer);
            continue;
        }
        const struct term *t = term_at(d, k);
        if (closing_mark(l, k)) { k = l->partner[k] > from ? l->partner[k] : from; continue; }
        if (t->kind == TOKEN_PUNCT) {
            if (!term_sign(t, ',') && !term_sign(t, '-') && !term_sign(t, ')') && !term_sign(t, '(') && !term_sign(t, '\'')) break;
            near = false;
            continue;
        }
        if (finite_at(d, k, at) && !has_key(d, k, KEY_QUOTE)) break;
        if (is_somebody(l, k) || (plain && near && is_plain_subject(l, k))) return describe(l, sentence, from, k);
        const struct morph *m = term_nominal(t);
        near = near && m && (m->pos == POS_ADV || m->pos == POS_PART || m->pos == POS_CONJ || m->kase == CASE_ACC);
    }
    return NO_WORD;
}

uint32_t first_subject(struct listener *l, uint32_t from, uint32_t to) {
    const struct doc *d = l->d;
    for (uint32_t k = from; k < to && k - from < SUBJECT_REACH; k++) {
        uint32_t i = l->mention[k];
        if (i != NO_WORD && is_subject(d, &d->mentions.at[i])) return i;
        if (i != NO_WORD) k = d->mentions.at[i].to - 1;
        else if (finite_at(d, k, to)) return NO_WORD;
    }
    return NO_WORD;
}

/* The person whose name follows an office or body right away: ওসি (তদন্ত) … করিম. */
static uint32_t name_behind(const struct listener *l, uint32_t i, uint32_t to) {
    const struct doc *d = l->d;
    for (uint32_t k = d->mentions.at[i].to, n = 0; k < to && n < 4; k++, n++) {
        uint32_t next = l->mention[k];
        if (next != NO_WORD) return d->mentions.at[next].kind == MENTION_PERSON && is_subject(d, &d->mentions.at[next]) ? next : i;
        if (term_at(d, k)->kind == TOKEN_PUNCT && !term_sign(term_at(d, k), '(') && !term_sign(term_at(d, k), ')')) return i;
        if (term_verb(term_at(d, k))) return i;
    }
    return i;
}

uint32_t subject_after(struct listener *l, uint32_t sentence, uint32_t at, uint32_t to) {
    const struct doc *d = l->d;
    for (uint32_t k = at; k < to && k - at < AFTER_REACH; k++) {
        uint32_t i = l->mention[k];
        const struct term *t = term_at(d, k);
        if (i != NO_WORD) {
            const struct mention *m = &d->mentions.at[i];
            if (is_subject(d, m)) return m->kind == MENTION_PERSON ? i : name_behind(l, i, to);
            k = m->to - 1;
            continue;
        }
        if (term_sign(t, '(')) { while (k + 1 < to && !term_sign(term_at(d, k), ')')) k++; continue; }
        if (t->kind == TOKEN_PUNCT && !term_sign(t, '-')) break;
        if (finite_at(d, k, to)) break;
        if (is_somebody(l, k)) return describe(l, sentence, at, k);
        if (k + 1 < to && term_at(d, k + 1)->kind == TOKEN_PUNCT && is_plain_subject(l, k)) return describe(l, sentence, at, k);
    }
    return NO_WORD;
}

uint32_t genitive_speaker(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at) {
    const struct doc *d = l->d;
    for (uint32_t k = at, n = 0; k-- > from && n < 3; n++) {
        uint32_t i = l->mention[k];
        if (i != NO_WORD) return d->mentions.at[i].kase == CASE_GEN || (n == 0 && d->mentions.at[i].kind != MENTION_PRONOUN) ? i : NO_WORD;
        const struct term *t = term_at(d, k);
        const struct morph *m = term_nominal(t);
        if (t->kind == TOKEN_PUNCT) return NO_WORD;
        if (m && m->kase == CASE_GEN && m->pos != POS_PRON && !term_verb(t)) return describe(l, sentence, from, k);
        if (n == 0 && has_key(d, k, KEY_SOURCE)) return describe(l, sentence, from, k);
        if (!m || (m->pos != POS_ADJ && m->pos != POS_NUM && m->pos != POS_DET && m->pos != POS_ADV)) return NO_WORD;
    }
    return NO_WORD;
}

/* The genitive a little before a document: বিবিসির এক প্রতিবেদনে. */
static uint32_t owner_of(const struct listener *l, uint32_t from, uint32_t at) {
    const struct doc *d = l->d;
    for (uint32_t k = at, n = 0; k-- > from && n < 4; n++) {
        uint32_t i = l->mention[k];
        if (i == NO_WORD) {
            if (term_at(d, k)->kind == TOKEN_PUNCT) return NO_WORD;
            continue;
        }
        const struct mention *m = &d->mentions.at[i];
        if (m->kind == MENTION_PLACE || m->post != NO_WORD) return NO_WORD;
        return m->kase == CASE_GEN || m->to == at ? i : NO_WORD;
    }
    return NO_WORD;
}

static bool is_document(const struct doc *d, uint32_t i, uint32_t word) {
    const struct morph *m = term_nominal(term_at(d, i));
    return m && m->lemma != NO_WORD && m->lemma == word && has_key(d, i, KEY_DOCUMENT);
}

/* Whose document a sentence speaks of: পেন্টাগনের দেওয়া এক প্রতিবেদনে; the same word alone means it again. */
static void remember_issuer(struct listener *l, const struct sentence_in *s) {
    const struct doc *d = l->d;
    for (uint32_t i = s->from; i < s->to; i++) {
        if (!has_key(d, i, KEY_DOCUMENT)) continue;
        const struct morph *m = term_nominal(term_at(d, i));
        uint32_t owner = m ? owner_of(l, s->from, i) : NO_WORD;
        if (owner == NO_WORD || d->mentions.at[owner].kind != MENTION_BODY) continue;
        l->memory.issuer = owner;
        l->memory.document = m->lemma;
    }
}

static bool recent(uint32_t who, uint32_t when, uint32_t now) {
    enum { REACH = 4 };
    return who != NO_WORD && now - when <= REACH;
}

uint32_t passive_speaker(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at) {
    const struct doc *d = l->d;
    const struct memory *mind = &l->memory;
    for (uint32_t k = at, n = 0; k-- > from && n < SOURCE_REACH; n++) {
        if (has_key(d, k, KEY_SOURCE)) return describe(l, sentence, from, k);
        bool behalf = has_key(d, k, KEY_BEHALF) && k + 1 < at && has_key(d, k + 1, KEY_SINCE), document = has_key(d, k, KEY_DOCUMENT);
        bool out_of = k + 1 < at && has_key(d, k + 1, KEY_SINCE);     /* বিবরণ থেকে জানা যায় */
        if (document && !has_case(d, k, CASE_LOC) && !out_of) document = false;
        if (behalf || document) {
            uint32_t owner = owner_of(l, from, k);
            if (owner != NO_WORD) return owner;
            if (behalf) return genitive_speaker(l, sentence, from, k);
            if (mind->issuer != NO_WORD && is_document(d, k, mind->document)) return mind->issuer;
            bool bare = k == from || term_at(d, k - 1)->kind == TOKEN_PUNCT || !is_modifier(l, k - 1);
            if (bare && has_key(d, k, KEY_REPORT) && recent(mind->press, mind->press_sentence, sentence)) return mind->press;
            if (bare && has_key(d, k, KEY_STATEMENT) && recent(mind->body, mind->body_sentence, sentence)) return mind->body;
            return describe(l, sentence, from, k);
        }
        if (has_key(d, k, KEY_IT)) return recent(mind->body, mind->body_sentence, sentence) ? mind->body : mind->speaker;
    }
    return NO_WORD;
}

/* In a headline: the mention, or the one or two words, that make up a short stretch of terms. */
uint32_t speaker_alone(struct listener *l, uint32_t from, uint32_t to) {
    enum { SPEAKER_WORDS = 7, PLAIN_WORDS = 3 };
    const struct doc *d = l->d;
    if (to <= from || to - from > SPEAKER_WORDS) return NO_WORD;
    uint32_t best = NO_WORD;
    bool plain = to - from <= PLAIN_WORDS;
    for (uint32_t k = from; k < to; k++) {
        uint32_t i = l->mention[k];
        plain = plain && term_at(d, k)->kind == TOKEN_WORD && !has_case(d, k, CASE_LOC) && !(term_at(d, k)->count && term_at(d, k)->morph[0].pos == POS_VERB);
        if (i == NO_WORD) continue;
        const struct mention *m = &d->mentions.at[i];
        if (m->kind != MENTION_PLACE && m->kase == CASE_NOM) best = i;
        plain = false;
        k = m->to - 1;
    }
    return best == NO_WORD && plain ? describe(l, 0, from, to - 1) : best;
}

/* ---- whom a pronoun means --------------------------------------------------------------------------------------------------------------- */

static bool is_body(const struct mention *m) { return m->kind == MENTION_BODY || m->kind == MENTION_COUNTRY || m->kind == MENTION_SEAT; }
static bool is_human(const struct mention *m) { return m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE || (m->kind == MENTION_GROUP && !m->plural); }

/* A person named before the pronoun in its own sentence: করিমের কাছে জানতে চাইলে তিনি …, হামলায় আহত করিম বলেন. */
static uint32_t person_in_sentence(const struct listener *l, uint32_t pronoun) {
    const struct doc *d = l->d;
    bool asked = false;
    const struct mention *p = &d->mentions.at[pronoun];
    for (uint32_t k = p->from; k-- > d->sentences[p->sentence].from;) {
        const struct morph *v = verb_at(d, k, p->from);
        asked = asked || (v && v->form == FORM_COND);
        uint32_t i = l->mention[k];
        if (i == NO_WORD) continue;
        const struct mention *m = &d->mentions.at[i];
        if ((m->kind == MENTION_PERSON && (asked || m->kase == CASE_NOM)) || (m->kind == MENTION_OFFICE && asked)) return i;
    }
    return NO_WORD;
}

/* The nearest mention before this one that names the same person. */
static uint32_t name_before(const struct doc *d, uint32_t mention) {
    enum { LOOK_BACK = 64 };
    for (uint32_t i = mention, n = 0; i-- > 0 && n < LOOK_BACK; n++)
        if (d->mentions.at[i].kind == MENTION_PERSON && d->mentions.at[i].person == d->mentions.at[mention].person) return i;
    return NO_WORD;
}

/* এই মুখপাত্র, ওই নেতা, সংগঠনটি: somebody named before. */
static uint32_t pointed_at(const struct listener *l, uint32_t speaker) {
    const struct doc *d = l->d;
    const struct mention *m = &d->mentions.at[speaker];
    const struct morph *n = term_nominal(term_at(d, m->to - 1));
    bool pointed = (m->from > 0 && has_key(d, m->from - 1, KEY_THIS)) || has_key(d, m->from, KEY_THIS), one = m->from + 1 == m->to;
    if (m->plural || m->kind == MENTION_PERSON || has_key(d, m->to - 1, KEY_SOURCE)) return NO_WORD;
    if (m->person != NO_WORD) return pointed ? name_before(d, speaker) : NO_WORD;
    if (m->kind == MENTION_OFFICE || m->kind == MENTION_GROUP) {
        uint32_t person = l->memory.person;
        if (pointed && person != NO_WORD && d->mentions.at[person].kind == MENTION_PERSON) return person;
    }
    bool body = m->kind == MENTION_BODY || m->kind == MENTION_GROUP;
    return body && one && n && (n->flags & MORPH_DET) ? l->memory.body : NO_WORD;
}

uint32_t who_speaks(struct listener *l, uint32_t speaker, uint32_t sentence, uint32_t verb) {
    const struct doc *d = l->d;
    const struct memory *mind = &l->memory;
    if (speaker == NO_WORD) {
        const struct morph *v = verb != NO_WORD ? term_verb(term_at(d, verb)) : NULL;
        if (mind->speaker != NO_WORD && sentence - mind->speaker_sentence <= 3) return mind->speaker;
        return v && v->person == PERSON_3H ? mind->person : mind->body;
    }
    const struct mention *m = &d->mentions.at[speaker];
    uint32_t who = NO_WORD;
    if (m->kind != MENTION_PRONOUN) who = pointed_at(l, speaker);
    else if (m->plural) who = mind->group != NO_WORD ? mind->group : mind->body;
    else if ((who = person_in_sentence(l, speaker)) == NO_WORD) who = mind->person;
    return who != NO_WORD ? who : speaker;
}

span speaker_name(const struct doc *d, uint32_t who, bool in_place) {
    const struct mention *m = &d->mentions.at[who];
    if (m->person != NO_WORD && !(in_place && m->kind == MENTION_OFFICE)) return d->persons.at[m->person].name;
    const struct term *last = term_at(d, m->to - 1);
    uint32_t end = m->name.end >= last->start && m->name.end <= last->end ? m->name.end : last->end;
    return (span){term_at(d, m->from)->start, end};
}

/* A line without an end mark: a heading, a caption, "আরও পড়ুন". */
static bool is_heading(const struct doc *d, const struct sentence_in *s) {
    enum { HEADING_WORDS = 25 };
    if (s->to <= s->from || s->to - s->from > HEADING_WORDS || (d->titled && s == d->sentences)) return false;
    const struct term *last = term_at(d, s->to - 1);
    return last->kind != TOKEN_PUNCT;
}

/* An office that means somebody by itself: not সদস্য, not এই নেতা where a person is in mind. */
static bool tells_apart(const struct listener *l, uint32_t i) {
    const struct doc *d = l->d;
    const struct mention *m = &d->mentions.at[i];
    uint32_t before = l->memory.person;
    if (m->person != NO_WORD || before == NO_WORD || d->mentions.at[before].kind != MENTION_PERSON) return true;
    return m->specific && !(m->from > 0 && has_key(d, m->from - 1, KEY_THIS));
}

void remember_subjects(struct listener *l, uint32_t sentence, uint32_t quoted_from, uint32_t quoted_to) {
    const struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    bool person = false, body = false, group = false;
    if (is_heading(d, s)) return;
    remember_issuer(l, s);
    for (uint32_t i = s->mention_from; i < s->mention_to; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->absorbed || m->kind == MENTION_PRONOUN || (m->from >= quoted_from && m->to <= quoted_to)) continue;
        if (is_body(m) && str_is(m->sector, "JRN")) { l->memory.press = i; l->memory.press_sentence = sentence; }
        if (!is_subject(d, m)) continue;
        if (!person && (m->kind == MENTION_PERSON || (m->kind == MENTION_OFFICE && tells_apart(l, i)))) {
            l->memory.person = name_behind(l, i, s->to);
            person = true;
        }
        if (!body && is_body(m)) { l->memory.body = i; l->memory.body_sentence = sentence; body = true; }
        if (!group && (m->plural || m->kind == MENTION_GROUP) && !str_is(m->sector, "JUD")) { l->memory.group = i; group = true; }
    }
}

void remember_speaker(struct listener *l, uint32_t who, uint32_t sentence) {
    if (who == NO_WORD) return;
    const struct mention *m = &l->d->mentions.at[who];
    l->memory.speaker = who;
    l->memory.speaker_sentence = sentence;
    if (is_human(m) && !has_key(l->d, m->to - 1, KEY_SOURCE) && !has_key(l->d, m->to - 1, KEY_DOCUMENT)) l->memory.person = who;
    if (is_body(m)) { l->memory.body = who; l->memory.body_sentence = sentence; }
    if (m->plural || m->kind == MENTION_BODY) l->memory.group = who;
}
