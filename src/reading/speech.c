/* On whose word: reporting verbs, source phrases, colons and quotation marks, and the words they cover, which may run over several
 * sentences. Who speaks is found in speakers.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/speech.h"
#include <stdlib.h>

enum { NEAR = 14, SCARE_WORDS = 4, CARRY_SENTENCES = 4 };

static bool has_key(const struct doc *d, uint32_t i, enum key k) { return term_has_key(d->pack, term_at(d, i), k); }

/* ---- quotation marks --------------------------------------------------------------------------------------------------------------------- */

enum turn { TURN_NONE, TURN_OPENS, TURN_CLOSES, TURN_EITHER };

/* By its shape, or for a straight one by the spaces around it. An apostrophe inside a word is none. */
static enum turn turn_of(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    if (!quote_mark(t)) return TURN_NONE;
    bool before = t->joined, after = i + 1 < d->terms.len && term_at(d, i + 1)->joined;
    bool word_before = before && term_at(d, i - 1)->kind != TOKEN_PUNCT, word_after = after && term_at(d, i + 1)->kind != TOKEN_PUNCT;
    if (word_before && word_after && term_sign(t, '\'')) return TURN_NONE;
    size_t used;
    switch (utf8_valid_next(d->text.at + t->start, &used)) {
    case 0x201C: case 0x2018: case 0xAB: case '`': return TURN_OPENS;
    case 0x201D: case 0x2019: case 0xBB: return TURN_CLOSES;
    default: return before == after ? TURN_EITHER : after ? TURN_OPENS : TURN_CLOSES;
    }
}

/* What is open of one kind of mark. `depth`: opened again inside; `last`: the last closing mark seen, for an outer one never closed. */
struct open_mark { uint32_t at, depth, last; };

static void join_marks(struct listener *l, uint32_t open, uint32_t close) {
    l->partner[open] = close;
    l->partner[close] = open;
}

static void take_mark(struct listener *l, struct open_mark *o, uint32_t i, enum turn turn) {
    if (turn == TURN_EITHER) turn = o->at == NO_WORD ? TURN_OPENS : TURN_CLOSES;
    if (turn == TURN_OPENS) {
        if (o->at == NO_WORD) *o = (struct open_mark){i, 0, NO_WORD};
        else if (o->at + 1 != i) o->depth++;
    } else if (o->at != NO_WORD) {
        o->last = i;
        if (o->depth) o->depth--;
        else { join_marks(l, o->at, i); o->at = NO_WORD; }
    }
}

/* No quotation is looked for over the end of its paragraph: one never closed must not swallow the article. */
static void pair_marks(struct listener *l) {
    const struct doc *d = l->d;
    struct open_mark open[2] = {{NO_WORD, 0, NO_WORD}, {NO_WORD, 0, NO_WORD}};
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        const struct sentence_in *in = &d->sentences[s];
        for (uint32_t i = in->from; i < in->to; i++) {
            enum turn turn = turn_of(d, i);
            if (turn != TURN_NONE) take_mark(l, &open[term_sign(term_at(d, i), '\'')], i, turn);
        }
        if (s + 1 < d->sentence_count && d->sentences[s + 1].text.paragraph == in->text.paragraph) continue;
        for (int k = 0; k < 2; k++) {
            if (open[k].at != NO_WORD && open[k].last != NO_WORD && l->partner[open[k].last] == NO_WORD) join_marks(l, open[k].at, open[k].last);
            open[k] = (struct open_mark){NO_WORD, 0, NO_WORD};
        }
    }
}

static void map_mentions(struct listener *l) {
    for (uint32_t i = 0; i < l->d->mentions.len; i++) {
        const struct mention *m = &l->d->mentions.at[i];
        for (uint32_t k = m->from; k < m->to && !m->absorbed; k++) l->mention[k] = i;
    }
}

/* ---- reports ------------------------------------------------------------------------------------------------------------------------------ */

static bool has_form(const struct doc *d, uint32_t i, int form, int person) {
    const struct term *t = term_at(d, i);
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_VERB && (form == FORM_NONE || t->morph[k].form == form) && t->morph[k].person == person) return true;
    return false;
}

/* The report that begins at term i; none if r.to == r.from. */
static struct report report_at(const struct doc *d, uint32_t i, uint32_t to) {
    struct report r = {.from = i, .to = i};
    struct found f = find_phrase(d, i, to, 1u << ENTRY_REPORT);
    if (!f.count) return r;
    const struct entry *e = pack_entry(d->pack, f.entry);
    r.to = i + f.count;
    r.entry = f.entry;
    r.kind = e->sub;
    r.kase = (uint8_t)e->a;
    const struct morph *v = verb_at(d, r.to - 1, to);
    if (!v && r.kase == CASE_NOM) v = term_verb(term_at(d, r.to - 1));      /* বলা is a noun too, but here a verb was found */
    r.finite = v && form_finite(v->form);
    r.participle = v && v->form == FORM_PART;
    if (f.count > 1 && r.finite && (has_key(d, r.to - 1, KEY_GO) || has_key(d, r.to - 1, KEY_BE))) r.passive = 1;     /* জানা গেছে */
    if (v && !r.finite && r.to < to && finite_at(d, r.to, to)) {
        r.passive = v->form == FORM_VN && (has_key(d, r.to, KEY_BE) || has_key(d, r.to, KEY_GO));
        r.finite = 1;
        r.participle = 0;
        r.to++;
    }
    return r;
}

static bool takes_off(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    bool dash = term_sign(t, '-') && !(t->joined && i + 1 < d->terms.len && term_at(d, i + 1)->joined);
    return term_sign(t, ',') || term_sign(t, ':') || dash || term_sign(t, ';') || has_key(d, i, KEY_THAT);
}

/* Where what is said begins behind a report: after its comma, colon, dash, যে or at an opening mark; NO_WORD if nothing follows so. */
static uint32_t content_behind(const struct listener *l, uint32_t at, uint32_t to) {
    const struct doc *d = l->d;
    uint32_t k = at;
    while (k < to && takes_off(d, k)) k++;
    return k > at || (k < to && opening_mark(l, k)) ? k : NO_WORD;
}

/* A form that is read as a participle may be a present where a comma follows: বিএনপি মনে করে, … */
static bool may_be_finite(const struct doc *d, const struct report *r, uint32_t to) {
    if (r->finite) return true;
    if (r->to >= to || !term_sign(term_at(d, r->to), ',')) return false;
    const struct term *t = term_at(d, r->to - 1);
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].pos == POS_VERB && form_finite(t->morph[i].form)) return true;
    return false;
}

/* ---- quotations ---------------------------------------------------------------------------------------------------------------------------- */

/* Says of itself "I", "we", "you": kept words, though without marks. */
static bool keeps_person(const struct doc *d, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (has_key(d, i, KEY_WE)) return true;
        const struct term *t = term_at(d, i);
        if (t->count && t->morph[0].pos == POS_VERB && form_finite(t->morph[0].form) && t->morph[0].person == PERSON_1) return true;
    }
    return false;
}

/* Says who speaks, and what names him there when it is another word: a pronoun, an office, nothing. */
static void tell_quote(struct doc *d, const struct quote *q, uint32_t sentence) {
    str name = span_text(d, q->name);
    const char *how = q->direct ? ", in his words" : "", *means = q->speaker == NO_WORD ? ", left unsaid" : q->speaker != q->who ? ", meant by " : "";
    str word = q->speaker != NO_WORD && q->speaker != q->who ? span_text(d, d->mentions.at[q->speaker].name) : (str){0};
    explain(d, sentence, "said by '%.*s'%s%s%s%.*s%s", (int)name.len, name.at, how, means, word.len ? "'" : "", (int)word.len, word.at, word.len ? "'" : "");
}

static struct quote *last_quote(const struct doc *d) { return d->quotes.len ? &d->quotes.at[d->quotes.len - 1] : NULL; }

static bool add_quote(struct listener *l, struct quote q, uint32_t sentence) {
    struct doc *d = l->d;
    while (q.from < q.to && term_at(d, q.from)->kind == TOKEN_PUNCT && !opening_mark(l, q.from) && !term_sign(term_at(d, q.from), '(')) q.from++;
    while (q.to > q.from && term_at(d, q.to - 1)->kind == TOKEN_PUNCT && !closing_mark(l, q.to - 1) && !term_sign(term_at(d, q.to - 1), ')')) q.to--;
    if (q.to <= q.from || q.who == NO_WORD) return false;
    const struct quote *before = last_quote(d);
    if (before && q.from < before->to && q.to > before->from) return false;     /* told already */
    q.name = speaker_name(d, q.who, q.who == q.speaker);
    *vec_push(d->arena, &d->quotes) = q;
    remember_speaker(l, q.who, sentence);
    tell_quote(d, &q, sentence);
    return true;
}

/* Whether marks hold all that is said, and not a name or a phrase within it. */
static bool closes_speech(const struct listener *l, uint32_t open, uint32_t to) {
    const struct doc *d = l->d;
    uint32_t close = l->partner[open];
    if (close + 2 >= to || (term_at(d, close - 1)->kind == TOKEN_PUNCT && !closing_mark(l, close - 1))) return true;
    const struct term *next = term_at(d, close + 1);
    return close - open > SCARE_WORDS && (next->kind == TOKEN_PUNCT ? !term_sign(next, '-') : close - open > 2 * SCARE_WORDS || has_key(d, close + 1, KEY_QUOTE));
}

/* What is said from term k on: the words in the marks that open there, or the rest of the sentence. */
static void take_content(const struct listener *l, uint32_t k, uint32_t to, struct quote *q) {
    q->from = k;
    q->to = to;
    if (k < l->d->terms.len && opening_mark(l, k) && closes_speech(l, k, to)) {
        q->from = k + 1;
        q->to = l->partner[k];
        q->direct = 1;
    }
}

/* মতে, অনুযায়ী need no comma, where nobody else in the sentence reports. */
static bool stands_alone(const struct doc *d, const struct report *r, uint32_t to) {
    if (r->kase != CASE_GEN || r->kind != REPORT_SOURCE || postposition_at(d, r->to - 1) == NO_WORD || r->to + 4 >= to) return false;
    for (uint32_t i = r->to; i < to; i++) {
        struct report other = report_at(d, i, to);
        if (other.to > i && other.finite) return false;
    }
    return true;
}

/* শ্রমিকেরা জানান তাঁরা লাফ দিয়ে বেঁচেছেন: the comma is left out; a clause of its own must follow. */
static bool unmarked(const struct listener *l, const struct sentence_in *s, uint32_t from, const struct report *r) {
    const struct doc *d = l->d;
    if (r->kase != CASE_NOM || !r->finite || r->from + 1 + r->passive != r->to || r->to + 4 > s->to || r->from <= from) return false;
    if (l->mention[r->to] == NO_WORD || l->mention[r->from - 1] == NO_WORD) return false;
    if (d->mentions.at[l->mention[r->to]].kase != CASE_NOM || d->mentions.at[l->mention[r->to]].to >= s->to - 1) return false;
    uint32_t last = s->to - 1;
    while (last > r->to && term_at(d, last)->kind == TOKEN_PUNCT) last--;
    return finite_at(d, last, s->to) || has_key(d, last, KEY_NOT);
}

/* পিটিআই জানায়, পররাষ্ট্রসচিব বলেছেন, …: the words are those of the inner speaker. */
static bool hands_on(struct listener *l, uint32_t sentence, uint32_t k, uint32_t to) {
    enum { INNER = 8 };
    const struct doc *d = l->d;
    for (uint32_t i = k; i < to && i - k < INNER; i++) {
        if (opening_mark(l, i)) return false;
        struct report r = report_at(d, i, to);
        if (r.to == i) continue;
        if (!r.finite || r.kase != CASE_NOM || has_form(d, r.to - 1, FORM_NONE, PERSON_1)) return false;
        return content_behind(l, r.to, to) != NO_WORD && subject_before(l, sentence, k, r.from, false) != NO_WORD;
    }
    return false;
}

/* A report with its content behind it: তিনি বলেন, …; পুলিশের মতে, … */
static bool read_forward(struct listener *l, uint32_t sentence, uint32_t from, const struct report *r) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    uint32_t behind = r->to, speaker = NO_WORD;
    if (r->kase == CASE_NOM && !may_be_finite(d, r, s->to)) return false;
    if (r->kase == CASE_NOM && r->from + 1 == r->to && behind < s->to && l->mention[behind] != NO_WORD) {
        speaker = l->mention[behind];
        const struct mention *m = &d->mentions.at[speaker];
        if (m->kase != CASE_NOM || m->to >= s->to || !takes_off(d, m->to)) speaker = NO_WORD;
        else behind = m->to;
    }
    const struct morph *noun = term_nominal(term_at(d, r->to - 1));
    if (r->kase == CASE_GEN && r->kind != REPORT_SOURCE && noun && noun->kase == CASE_LOC) return false;      /* চুরির অভিযোগে: no word of his */
    uint32_t k = content_behind(l, behind, s->to);
    if (k == NO_WORD && (stands_alone(d, r, s->to) || unmarked(l, s, from, r))) k = r->to;
    if (k == NO_WORD) return false;
    if (hands_on(l, sentence, k, s->to)) return false;
    uint32_t to = s->to;
    if (k >= s->to) {       /* "তিনি বলেন," and the words in the next line */
        if (sentence + 1 >= d->sentence_count) return false;
        to = d->sentences[sentence + 1].to;
    }
    if (speaker == NO_WORD) {
        if (r->passive) speaker = passive_speaker(l, sentence, from, r->to);
        else if (r->kase == CASE_GEN) speaker = genitive_speaker(l, sentence, from, r->from);
        else speaker = subject_before(l, sentence, from, r->from, true);
    }
    if (speaker == NO_WORD && (r->passive || r->kase == CASE_GEN)) return false;
    struct quote q = {.speaker = speaker, .who = who_speaks(l, speaker, sentence, r->to - 1), .kind = r->kind, .verb = r->from};
    take_content(l, k, to, &q);
    if (!q.direct) q.direct = keeps_person(d, q.from, q.to);
    q.brief = r->kase == CASE_GEN || (q.who != NO_WORD && has_key(d, d->mentions.at[q.who].to - 1, KEY_SOURCE)) || (!r->passive && has_form(d, r->to - 1, FORM_PRES, PERSON_3));
    return add_quote(l, q, sentence);
}

/* The বলে between the words and the report, the closing mark before it, or the report itself after a finite verb; NO_WORD if none. */
static uint32_t content_end(const struct listener *l, uint32_t from, const struct report *r) {
    const struct doc *d = l->d;
    for (uint32_t k = r->from, n = 0; k-- > from && n < NEAR; n++) {
        if (has_key(d, k, KEY_QUOTE) && pack_has_key(d->pack, term_at(d, k)->word, KEY_QUOTE)) return k;
        if (closing_mark(l, k)) return k - l->partner[k] > SCARE_WORDS + 1 || k + 1 == r->from ? k + 1 : NO_WORD;
        const struct term *t = term_at(d, k);
        bool light = term_sign(t, ')') || term_sign(t, '(') || term_sign(t, '-') || term_sign(t, ',');
        if ((t->kind == TOKEN_PUNCT && !light) || finite_at(d, k, r->from)) break;
    }
    bool closed = r->from > from && (finite_at(d, r->from - 1, r->from) || has_key(d, r->from - 1, KEY_NOT));
    return r->participle && closed ? r->from : NO_WORD;
}

/* An honoured form has no body for its subject. */
static bool agrees(const struct doc *d, uint32_t mention, uint32_t verb) {
    const struct morph *v = term_verb(term_at(d, verb));
    const struct mention *m = &d->mentions.at[mention];
    bool body = m->kind == MENTION_BODY || m->kind == MENTION_COUNTRY || m->kind == MENTION_SEAT;
    return !(v && v->person == PERSON_3H && body && !m->plural);
}

static bool same_paragraph(const struct doc *d, uint32_t a, uint32_t b) { return d->sentences[a].text.paragraph == d->sentences[b].text.paragraph; }

/* Quotations in marks one after the other before the last one: ‘…’, ‘…’ ও ‘…’ স্লোগান দেন. */
static void read_chain(struct listener *l, uint32_t sentence, struct quote q) {
    const struct doc *d = l->d;
    for (uint32_t at = q.from - 1; at >= d->sentences[sentence].from + 2;) {
        bool joined = term_sign(term_at(d, at - 1), ',') || has_key(d, at - 1, KEY_AND);
        if (!joined || !closing_mark(l, at - 2)) return;
        q.to = at - 2;
        at = l->partner[q.to];
        q.from = at + 1;
        if (!add_quote(l, q, sentence)) return;
    }
}

/* A report behind its content: … বলে জানিয়েছেন X; ‘…’, বলেন X; … উল্লেখ করে X বলেন. */
static bool read_backward(struct listener *l, uint32_t sentence, uint32_t from, const struct report *r) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    if (r->kase == CASE_GEN || (!r->finite && !r->participle)) return false;
    uint32_t end = content_end(l, from, r), speaker = NO_WORD;
    if (end == NO_WORD) return false;
    struct quote q = {.from = from, .to = end, .kind = r->kind, .verb = r->from};
    if (end > 0 && closing_mark(l, end - 1)) {
        q.from = l->partner[end - 1] + 1;
        q.to = end - 1;
        q.direct = 1;
    }
    uint32_t gap = end < r->from && has_key(d, end, KEY_QUOTE) ? end + 1 : end;
    if (r->passive) {
        speaker = passive_speaker(l, sentence, gap, r->from);
        if (speaker == NO_WORD) return false;
    }
    if (speaker == NO_WORD) speaker = subject_before(l, sentence, gap, r->from, true);
    if (speaker == NO_WORD) speaker = subject_after(l, sentence, r->to, s->to);
    if (speaker == NO_WORD) {
        uint32_t front = first_subject(l, from, q.direct && q.from > from ? q.from : end);
        if (front != NO_WORD && agrees(d, front, r->to - 1)) {
            speaker = front;
            if (!q.direct) q.from = d->mentions.at[front].to;
        }
    }
    q.speaker = speaker;
    q.who = who_speaks(l, speaker, sentence, r->to - 1);
    bool marks = q.direct;
    if (!q.direct) q.direct = keeps_person(d, q.from, q.to);
    if (!add_quote(l, q, sentence)) return false;
    if (marks) read_chain(l, sentence, q);
    return true;
}

/* Sentences before this one that nobody's word was given for: of the paragraph before, and of its own; from the beginning if that is near. */
static void tell_before(struct doc *d, uint32_t sentence, uint32_t who, uint8_t kind) {
    enum { TOLD_BACK = 6, BEGINNING = 5 };
    uint32_t first = sentence;
    while (first > d->titled && sentence - first < TOLD_BACK && (sentence <= BEGINNING || first == sentence || same_paragraph(d, first - 1, first))) first--;
    for (uint32_t i = first; i <= sentence; i++) {
        if (d->sentences[i].teller != NO_WORD) continue;
        d->sentences[i].teller = who;
        d->sentences[i].teller_kind = kind;
    }
}

/* "X এ তথ্য জানিয়েছেন।" gives his word for what stands before: the quotation in marks that ends there, or what was told without a source. */
static void read_pointing_back(struct listener *l, uint32_t sentence, uint32_t from, const struct report *r) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    bool matter = false;
    for (uint32_t k = r->from, n = 0; k-- > s->from + 1 && n < 4; n++) matter = matter || (has_key(d, k, KEY_MATTER) && has_key(d, k - 1, KEY_THIS));
    if (!matter || !r->finite || sentence == 0) return;
    struct quote q = {.to = s->from, .kind = r->kind, .verb = r->from};
    if (s->from > 0 && closing_mark(l, s->from - 1)) {
        q.from = l->partner[s->from - 1] + 1;
        q.to = s->from - 1;
        q.direct = 1;
    }
    q.speaker = r->passive ? passive_speaker(l, sentence, from, r->from) : subject_after(l, sentence, r->to, s->to);
    if (q.speaker == NO_WORD && !r->passive) q.speaker = subject_before(l, sentence, from, r->from, false);
    if (q.speaker == NO_WORD) return;
    q.who = who_speaks(l, q.speaker, sentence, r->to - 1);
    if (q.direct) add_quote(l, q, sentence);
    else tell_before(d, sentence, q.who, r->kind);
}

/* ---- headlines and dialogue ------------------------------------------------------------------------------------------------------------- */

/* A sign that parts a headline's words from who says them: a colon, or a dash or comma behind words that are plainly somebody's own. */
static bool parts_title(const struct listener *l, const struct sentence_in *s, uint32_t i) {
    const struct doc *d = l->d;
    const struct term *t = term_at(d, i);
    if (term_sign(t, ':')) return true;
    if (i == s->from || (!term_sign(t, ',') && !term_sign(t, '-'))) return false;
    return closing_mark(l, i - 1) || (takes_off(d, i) && keeps_person(d, s->from, i));
}

/* "আলিয়েভ: …" and "… : পররাষ্ট্রসচিব". */
static bool read_title(struct listener *l) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[0];
    for (uint32_t i = s->to; i-- > s->from;) {
        if (!parts_title(l, s, i)) continue;
        bool colon = term_sign(term_at(d, i), ':');
        uint32_t right = speaker_alone(l, i + 1, s->to), left = colon ? speaker_alone(l, s->from, i) : NO_WORD;
        struct quote q = {.verb = i, .kind = REPORT_SAYS};
        if (right != NO_WORD && i - s->from > 2) {
            q.speaker = q.who = right;
            take_content(l, s->from, i, &q);
            if (closing_mark(l, i - 1) && !q.direct) { q.from = l->partner[i - 1] + 1; q.to = i - 1; }
        } else if (left != NO_WORD && s->to - i > 3 && d->mentions.at[left].to == i) {
            q.speaker = q.who = left;
            take_content(l, i + 1, s->to, &q);
        } else {
            continue;
        }
        q.direct = 1;
        return add_quote(l, q, 0);
    }
    return false;
}

/* A line of an interview: সিইসি: …; an outlet before the colon asks. */
static bool read_dialogue(struct listener *l, uint32_t sentence) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    bool begins = sentence == 0 || d->sentences[sentence - 1].text.paragraph != s->text.paragraph;
    if (!begins || s->from >= s->to || l->mention[s->from] == NO_WORD) return false;
    uint32_t i = l->mention[s->from];
    const struct mention *m = &d->mentions.at[i];
    if ((m->kind != MENTION_PERSON && m->kind != MENTION_OFFICE) || m->kase != CASE_NOM || m->to + 3 >= s->to || !term_sign(term_at(d, m->to), ':')) return false;
    struct quote q = {.verb = m->to, .kind = REPORT_SAYS, .speaker = i, .who = i};
    take_content(l, m->to + 1, s->to, &q);
    q.direct = 1;
    return add_quote(l, q, sentence);
}

/* ---- over several sentences --------------------------------------------------------------------------------------------------------------- */


/* Whether a sentence without a report of its own goes on with what the one before it reports. A time or the
 * speaker's own name at its head begins something new. What a body makes known (পুলিশ জানায়, …) is
 * mostly told in one sentence; who speaks in person speaks on. */
static bool carries_on(const struct listener *l, uint32_t sentence) {
    const struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    const struct quote *q = last_quote(d);
    if (s->from >= s->to) return false;
    if (keeps_person(d, s->from, s->to)) return true;
    bool long_enough = sentence >= CARRY_SENTENCES && d->sentences[sentence - CARRY_SENTENCES + 1].from > q->from;
    if (q->brief || (long_enough && !q->direct) || has_key(d, s->from, KEY_ASIDE)) return false;
    for (uint32_t k = s->to, n = 0; k-- > s->from && n < 4; n++)
        if (has_key(d, k, KEY_ASIDE)) return false;
    uint32_t head = l->mention[s->from];
    if (head != NO_WORD && d->mentions.at[head].person != NO_WORD && d->mentions.at[head].person == d->mentions.at[q->who].person) return false;
    return s->time_to == s->time_from || d->times.at[s->time_from].from != s->from;
}

static void extend_last(struct listener *l, uint32_t sentence) {
    struct doc *d = l->d;
    struct quote *q = last_quote(d);
    uint32_t to = d->sentences[sentence].to;
    while (to > q->to && term_at(d, to - 1)->kind == TOKEN_PUNCT && !closing_mark(l, to - 1)) to--;
    if (!q->direct) q->direct = keeps_person(d, q->to, to);
    q->to = to;
}

/* The mark that closes a quotation which ends before term `to`; NO_WORD if it stands in none. */
static uint32_t closing_behind(const struct listener *l, uint32_t to) {
    enum { END_SIGNS = 3 };
    for (uint32_t k = to; k < l->d->terms.len && k - to < END_SIGNS && term_at(l->d, k)->kind == TOKEN_PUNCT; k++)
        if (closing_mark(l, k)) return l->partner[k] < to ? k : NO_WORD;
    return NO_WORD;
}

/* A quotation in marks of its own right behind another in marks: the same man speaks on. */
static bool read_next_marks(struct listener *l, uint32_t sentence) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    const struct quote *before = last_quote(d);
    if (!before || s->from >= s->to || !opening_mark(l, s->from) || l->partner[s->from] - s->from <= SCARE_WORDS) return false;
    if (closing_behind(l, before->to) + 1 != s->from) return false;
    struct quote q = *before;
    q.from = s->from + 1;
    q.to = l->partner[s->from];
    return add_quote(l, q, sentence);
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------------------------ */

/* A report that no quotation hangs on: who speaks stays known to the layer of acts, with what stands before the report. */
static void add_loose(struct listener *l, uint32_t sentence, uint32_t from, const struct report *r) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    struct speech sp = {.from = s->from, .to = r->from, .kind = r->kind, .loose = 1, .verb = r->from, .who = NO_WORD};
    sp.speaker = r->kase == CASE_GEN ? genitive_speaker(l, sentence, from, r->from) : subject_before(l, sentence, from, r->from, false);
    if (sp.speaker == NO_WORD && r->kase == CASE_NOM) sp.speaker = subject_after(l, sentence, r->to, s->to);
    if (r->kase == CASE_GEN) { sp.from = r->to; sp.to = s->to; }
    if (sp.speaker == NO_WORD && r->kase == CASE_GEN) return;
    if (sp.speaker != NO_WORD) sp.who = who_speaks(l, sp.speaker, sentence, r->to - 1);
    *vec_push(d->arena, &d->speeches) = sp;
}

/* True if the sentence has a quotation, or another report than one of "I" and "we". */
static bool read_reports(struct listener *l, uint32_t sentence, uint32_t from) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    bool any = false;
    for (uint32_t i = from; i < s->to;) {
        if (opening_mark(l, i) && l->partner[i] - i > SCARE_WORDS) { i = l->partner[i] + 1; continue; }
        struct report r = report_at(d, i, s->to);
        if (r.to == i) { i++; continue; }
        if (r.finite && has_form(d, r.to - 1, FORM_NONE, PERSON_1)) { i = r.to; continue; }     /* আমি মনে করি: within what is said */
        bool quoted = read_backward(l, sentence, from, &r) || read_forward(l, sentence, from, &r);
        if (!quoted) {
            read_pointing_back(l, sentence, from, &r);
            add_loose(l, sentence, from, &r);
        }
        any = any || quoted || (r.finite && !r.passive && !keeps_person(d, s->from, s->to));
        i = r.to;
        if (quoted) from = i;
        if (quoted && last_quote(d)->to > i) i = from = last_quote(d)->to;
    }
    return any;
}

/* What a paragraph goes on to tell after a body or source made something known is on the same word, though no longer quoted. */
static void tell_on(struct doc *d, uint32_t sentence, const struct quote *now) {
    struct sentence_in *s = &d->sentences[sentence];
    if (sentence == 0 || !now || !same_paragraph(d, sentence - 1, sentence) || (s->from < s->to && has_key(d, s->from, KEY_ASIDE))) return;
    const struct sentence_in *before = s - 1;
    bool reported = now->to > before->from && now->from < before->to && now->to + 2 >= before->to;
    if (reported && (now->brief || !now->direct)) { s->teller = now->who; s->teller_kind = now->kind; }
    else { s->teller = before->teller; s->teller_kind = before->teller_kind; }
}

static void read_sentence(struct listener *l, uint32_t sentence, bool *open) {
    struct doc *d = l->d;
    struct sentence_in *s = &d->sentences[sentence];
    s->teller = NO_WORD;
    s->speech_from = d->speeches.len;
    const struct quote *before = last_quote(d);
    uint32_t quoted = before ? before->to : 0, quotes = d->quotes.len;
    bool title = sentence == 0 && d->titled, reports = false;
    if (title && read_title(l)) { s->speech_to = d->speeches.len; *open = false; return; }
    if (!title && (read_next_marks(l, sentence) || read_dialogue(l, sentence))) {
        quoted = last_quote(d)->to;
        reports = true;
    }
    if (quoted < s->to) reports |= read_reports(l, sentence, quoted > s->from ? quoted : s->from);
    bool goes_on = *open && sentence > 0 && same_paragraph(d, sentence - 1, sentence) && !reports && quoted <= s->from && carries_on(l, sentence);
    if (goes_on) extend_last(l, sentence);
    const struct quote *now = last_quote(d);
    if (d->quotes.len == quotes && !title) tell_on(d, sentence, now);
    if (d->quotes.len > quotes) *open = now->to + 2 >= s->to && closing_behind(l, now->to) == NO_WORD && !title;
    else *open = goes_on;
    uint32_t in_quote = now && now->to > s->from && now->from < s->to ? now->from : NO_WORD;
    remember_subjects(l, sentence, in_quote, in_quote == NO_WORD ? NO_WORD : now->to);
    if (d->quotes.len > quotes) remember_speaker(l, now->who, sentence);
    s->speech_to = d->speeches.len;
}

/* ---- shares of sentences ---------------------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const struct quote *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Whom the words of a quotation may mean by an unsaid subject: not the source or the paper that they stand in. */
static uint32_t acting_speaker(const struct doc *d, const struct quote *q) {
    uint32_t last = d->mentions.at[q->who].to - 1;
    if (d->mentions.at[q->who].entry == NO_WORD && (has_key(d, last, KEY_SOURCE) || has_key(d, last, KEY_DOCUMENT))) return NO_WORD;
    return q->speaker != NO_WORD ? q->speaker : q->who;
}

/* Each sentence gets its share of every quotation, then the loose reports that were found in it. */
static void share_out(struct doc *d) {
    struct speech *loose = d->speeches.at;
    d->speeches.at = NULL;
    d->speeches.len = d->speeches.cap = 0;
    if (d->quotes.len) qsort(d->quotes.at, d->quotes.len, sizeof *d->quotes.at, by_place);
    uint32_t first = 0;
    for (uint32_t n = 0; n < d->sentence_count; n++) {
        struct sentence_in *s = &d->sentences[n];
        uint32_t at = d->speeches.len;
        while (first < d->quotes.len && d->quotes.at[first].to <= s->from) first++;
        for (uint32_t i = first; i < d->quotes.len && d->quotes.at[i].from < s->to; i++) {
            const struct quote *q = &d->quotes.at[i];
            if (q->to <= s->from) continue;
            *vec_push(d->arena, &d->speeches) = (struct speech){.from = q->from > s->from ? q->from : s->from, .to = q->to < s->to ? q->to : s->to,
                .speaker = acting_speaker(d, q), .who = q->who, .kind = q->kind, .direct = q->direct, .verb = q->verb};
        }
        for (uint32_t i = s->speech_from; i < s->speech_to; i++) *vec_push(d->arena, &d->speeches) = loose[i];
        s->speech_from = at;
        s->speech_to = d->speeches.len;
    }
}

void read_speech(struct doc *d) {
    struct listener l = {.d = d, .memory = {.issuer = NO_WORD, .document = NO_WORD, .person = NO_WORD, .body = NO_WORD, .press = NO_WORD, .group = NO_WORD, .speaker = NO_WORD}};
    l.mention = arena_new(d->arena, uint32_t, d->terms.len + 1);
    l.partner = arena_new(d->arena, uint32_t, d->terms.len + 1);
    for (uint32_t i = 0; i <= d->terms.len; i++) l.mention[i] = l.partner[i] = NO_WORD;
    map_mentions(&l);
    pair_marks(&l);
    bool open = false;
    for (uint32_t i = 0; i < d->sentence_count; i++) read_sentence(&l, i, &open);
    share_out(d);
}
