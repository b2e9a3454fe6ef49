/* On whose word: reporting verbs, source phrases, colons and quotation marks, and the words they cover, which may run over several
 * sentences. Who speaks is found in speakers.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/speech.h"
#include <stdlib.h>

enum { NEAR = 14, SCARE_WORDS = 4, TITLE_SPEAKER_WORDS = 7, CARRY_SENTENCES = 12 };

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
    r.finite = v && form_finite(v->form);
    r.participle = v && v->form == FORM_PART;
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
    return term_sign(t, ',') || term_sign(t, ':') || term_sign(t, '-') || term_sign(t, ';') || has_key(d, i, KEY_THAT);
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

static struct quote *last_quote(const struct doc *d) { return d->quotes.len ? &d->quotes.at[d->quotes.len - 1] : NULL; }

static bool add_quote(struct listener *l, struct quote q, uint32_t sentence) {
    struct doc *d = l->d;
    while (q.from < q.to && term_at(d, q.from)->kind == TOKEN_PUNCT && !opening_mark(l, q.from) && !term_sign(term_at(d, q.from), '(')) q.from++;
    while (q.to > q.from && term_at(d, q.to - 1)->kind == TOKEN_PUNCT && !closing_mark(l, q.to - 1) && !term_sign(term_at(d, q.to - 1), ')')) q.to--;
    if (q.to <= q.from || q.who == NO_WORD) return false;
    const struct quote *before = last_quote(d);
    if (before && q.from < before->to && q.to > before->from) return false;     /* told already */
    q.name = speaker_name(d, q.who);
    *vec_push(d->arena, &d->quotes) = q;
    remember_speaker(l, q.who, sentence);
    explain(d, sentence, "said by '%.*s'%s", (int)(q.name.end - q.name.start), d->text.at + q.name.start, q.direct ? ", in his words" : "");
    return true;
}

/* What is said from term k on: the words in the marks that open there, or the rest of the sentence. */
static void take_content(const struct listener *l, uint32_t k, uint32_t to, struct quote *q) {
    q->from = k;
    q->to = to;
    if (k < l->d->terms.len && opening_mark(l, k) && (l->partner[k] - k > SCARE_WORDS || l->partner[k] + 2 >= to)) {
        q->from = k + 1;
        q->to = l->partner[k];
        q->direct = 1;
    }
}

/* A report with its content behind it: তিনি বলেন, …; পুলিশের মতে, … */
static bool read_forward(struct listener *l, uint32_t sentence, uint32_t from, const struct report *r) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    uint32_t behind = r->to, speaker = NO_WORD;
    if (r->kase == CASE_NOM && !may_be_finite(d, r, s->to)) return false;
    if (r->kase == CASE_NOM && behind < s->to && l->mention[behind] != NO_WORD) {
        speaker = l->mention[behind];
        const struct mention *m = &d->mentions.at[speaker];
        if (m->kase != CASE_NOM || m->to >= s->to || !takes_off(d, m->to)) speaker = NO_WORD;
        else behind = m->to;
    }
    uint32_t k = content_behind(l, behind, s->to);
    if (k == NO_WORD && r->kase == CASE_GEN && postposition_at(d, r->to - 1) != NO_WORD && r->to + 4 < s->to) k = r->to;
    if (k == NO_WORD) return false;
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
    return add_quote(l, q, sentence);
}

/* The বলে between the words and the report, the closing mark before it, or the report itself after a finite verb; NO_WORD if none. */
static uint32_t content_end(const struct listener *l, uint32_t from, const struct report *r) {
    const struct doc *d = l->d;
    for (uint32_t k = r->from, n = 0; k-- > from && n < NEAR; n++) {
        if (has_key(d, k, KEY_QUOTE) && pack_has_key(d->pack, term_at(d, k)->word, KEY_QUOTE)) return k;
        if (closing_mark(l, k)) return k + 1;
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
    if (r->passive) {
        speaker = passive_speaker(l, sentence, from, r->from);
        if (speaker == NO_WORD) return false;
    }
    uint32_t gap = end < r->from && has_key(d, end, KEY_QUOTE) ? end + 1 : end;
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
    if (!q.direct) q.direct = keeps_person(d, q.from, q.to);
    return add_quote(l, q, sentence);
}

/* ---- headlines and dialogue ------------------------------------------------------------------------------------------------------------- */

/* The mention that makes up most of a short stretch of terms. */
static uint32_t speaker_alone(const struct listener *l, uint32_t from, uint32_t to) {
    if (to <= from || to - from > TITLE_SPEAKER_WORDS) return NO_WORD;
    uint32_t best = NO_WORD;
    for (uint32_t k = from; k < to; k++) {
        uint32_t i = l->mention[k];
        if (i == NO_WORD) continue;
        const struct mention *m = &l->d->mentions.at[i];
        if (m->kind != MENTION_PLACE && m->kase == CASE_NOM) best = i;
        k = m->to - 1;
    }
    return best;
}

/* "আলিয়েভ: …" and "… : পররাষ্ট্রসচিব". */
static bool read_title(struct listener *l) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[0];
    for (uint32_t i = s->to; i-- > s->from;) {
        if (!term_sign(term_at(d, i), ':')) continue;
        uint32_t right = speaker_alone(l, i + 1, s->to), left = speaker_alone(l, s->from, i);
        struct quote q = {.verb = i, .direct = 1, .kind = REPORT_SAYS};
        if (right != NO_WORD && i - s->from > 2) {
            q.speaker = q.who = right;
            take_content(l, s->from, i, &q);
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

static bool same_paragraph(const struct doc *d, uint32_t a, uint32_t b) { return d->sentences[a].text.paragraph == d->sentences[b].text.paragraph; }

/* Whether a sentence without a report of its own goes on with what the one before it reports. */
static bool carries_on(const struct listener *l, uint32_t sentence) {
    const struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    if (s->from >= s->to || has_key(d, s->from, KEY_ASIDE)) return false;
    if (s->time_to > s->time_from && d->times.at[s->time_from].from == s->from) return false;
    return true;
}

static void extend_last(struct listener *l, uint32_t sentence) {
    struct doc *d = l->d;
    struct quote *q = last_quote(d);
    uint32_t to = d->sentences[sentence].to;
    while (to > q->to && term_at(d, to - 1)->kind == TOKEN_PUNCT && !closing_mark(l, to - 1)) to--;
    if (!q->direct) q->direct = keeps_person(d, q->to, to);
    q->to = to;
}

/* A quotation in marks of its own right behind another in marks: the same man speaks on. */
static bool read_next_marks(struct listener *l, uint32_t sentence) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    const struct quote *before = last_quote(d);
    if (!before || s->from >= s->to || !opening_mark(l, s->from) || l->partner[s->from] - s->from <= SCARE_WORDS) return false;
    if (before->to >= s->from || s->from - before->to > 2 || !closing_mark(l, before->to)) return false;
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

/* True if the sentence has a report with or without a quotation. */
static bool read_reports(struct listener *l, uint32_t sentence, uint32_t from) {
    struct doc *d = l->d;
    const struct sentence_in *s = &d->sentences[sentence];
    bool any = false;
    for (uint32_t i = from; i < s->to;) {
        if (opening_mark(l, i) && l->partner[i] - i > SCARE_WORDS) { i = l->partner[i] + 1; continue; }
        struct report r = report_at(d, i, s->to);
        if (r.to == i) { i++; continue; }
        bool quoted = read_backward(l, sentence, from, &r) || read_forward(l, sentence, from, &r);
        if (!quoted) add_loose(l, sentence, from, &r);
        any = any || quoted || r.finite;
        i = r.to;
        if (quoted) from = i;
        if (quoted && last_quote(d)->to > i) i = from = last_quote(d)->to;
    }
    return any;
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
    if (d->quotes.len > quotes) *open = now->to >= s->to - 1 && !(now->to < d->terms.len && closing_mark(l, now->to)) && !title;
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
                .speaker = q->speaker != NO_WORD ? q->speaker : q->who, .who = q->who, .kind = q->kind, .direct = q->direct, .verb = q->verb};
        }
        for (uint32_t i = s->speech_from; i < s->speech_to; i++) *vec_push(d->arena, &d->speeches) = loose[i];
        s->speech_from = at;
        s->speech_to = d->speeches.len;
    }
}

void read_speech(struct doc *d) {
    struct listener l = {.d = d, .memory = {NO_WORD, NO_WORD, NO_WORD, NO_WORD, 0}};
    l.mention = arena_new(d->arena, uint32_t, d->terms.len + 1);
    l.partner = arena_new(d->arena, uint32_t, d->terms.len + 1);
    for (uint32_t i = 0; i <= d->terms.len; i++) l.mention[i] = l.partner[i] = NO_WORD;
    map_mentions(&l);
    pair_marks(&l);
    bool open = false;
    for (uint32_t i = 0; i < d->sentence_count; i++) read_sentence(&l, i, &open);
    share_out(d);
}
