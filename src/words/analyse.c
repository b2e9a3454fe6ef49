/* From a form to its lemmas: the pack's full forms first, then endings taken off known stems, then a guess.
 * SPDX-License-Identifier: Apache-2.0 */
#include "words/form.h"

static bool has_lemma(const struct form *t, uint32_t lemma, int pos, int kase) {
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].lemma == lemma && t->morph[i].pos == pos && t->morph[i].kase == kase) return true;
    return false;
}

static void add(struct form *t, struct morph m) {
    if (t->count < MORPHS_MAX) t->morph[t->count++] = m;
}

/* Takes over the analyses of a known form, with what was stripped from it. */
static void add_known(const pack *p, struct form *t, uint32_t w, const struct morph *ending, uint8_t flags, size_t stem) {
    const struct word *word = pack_word(p, w);
    const struct morph *m = pack_morphs(p, word);
    for (int i = 0; i < word->morph_count; i++) {
        struct morph o = m[i];
        bool nominal = o.pos != POS_VERB || o.form == FORM_VN;
        if (ending && (!nominal || o.kase != CASE_NOM || o.pos == POS_CONJ || o.pos == POS_POST || o.pos == POS_PART || o.pos == POS_PRON)) continue;
        if ((flags & MORPH_NEGATED) && (o.pos != POS_VERB || !form_finite(o.form))) continue;
        if (ending) { o.kase = ending->kase; o.flags |= ending->flags; }
        o.flags |= flags;
        o.stem = (uint16_t)stem;
        if (!has_lemma(t, o.lemma, o.pos, o.kase) || o.pos == POS_VERB) add(t, o);
    }
}

enum last_sound { SOUND_VOWEL, SOUND_CONSONANT };

/* What the stem ends in: decides between র and ের, য় and ে. */
static enum last_sound sound_of(str stem) {
    if (str_ends(stem, STR("\u0981"))) stem.len -= 3;     /* ঁ: রেস্তোরাঁ, নওগাঁ */
    size_t at = stem.len - 1, used;
    while (at && ((unsigned char)stem.at[at] & 0xC0) == 0x80) at--;
    uint32_t c = utf8_valid_next(stem.at + at, &used);
    bool vowel = (c >= 0x985 && c <= 0x994) || (c >= 0x9BE && c <= 0x9CC) || c == 0x9DF || c == 0x9B9 /* শাহর */;
    return vowel ? SOUND_VOWEL : SOUND_CONSONANT;
}

static bool ending_fits(const struct ending *e, str stem) { return e->after == 0 || (int)sound_of(stem) == (int)e->after - 1; }

static bool ends_in_any(str s, const char *letters) {
    for (; *letters; letters += 3)
        if (str_ends(s, (str){letters, 3})) return true;
    return false;
}

/* True if the letters before the ending may be a name's own: কাদের জাহের (stem কাদ), জুবায়ের, রিশাদের মাহমুদের (রিশাদ-ের, not রিশা-দের). */
static bool name_instead(const struct ending *e, str stem) {
    bool participle = e->len == 6 && stem.len == 9 && memcmp(stem.at + 3, "\u09BE", 3) == 0;
    if (e->flags & MORPH_PLURAL) return e->len == 9 && ends_in_any(stem, "\u09BE\u09AE\u09C1\u09C2");
    return participle || (stem.len <= 15 && str_ends(stem, STR("\u09BE\u09DF"))) || (str_ends(stem, STR("\u09BE")) && e->len == 9);
}

/* True if a guess of an unknown stem is safe with this ending: a bare letter may as well be the name's own, and টি জন রা the end of
 * an English word or a name (কোয়ালিটি মনিরা). */
static bool ending_telling(const struct ending *e, str stem) {
    if (ends_in_any(stem, "\u09CD") || (e->flags & MORPH_DET)) return false;
    switch (e->kase) {
    case CASE_ACC: return true;
    case CASE_GEN: return e->len >= 6 && !name_instead(e, stem);
    case CASE_LOC: return (e->flags & MORPH_PLURAL) || e->len >= 12 || (e->len == 6 && e->after == 1 && !str_ends(stem, STR("\u09DF")));
    default: return e->len >= ((e->flags & MORPH_PLURAL) ? 9 : 6);
    }
}

static const size_t STEM_MIN = 6;  /* two letters of three bytes */

/* True if the form ends in `e` behind a stem that is long enough. */
static bool has_ending(const pack *p, const struct ending *e, str f) {
    return f.len >= e->len + STEM_MIN && memcmp(f.at + f.len - e->len, (const char *)pack_section(p, SECTION_POOL) + e->text, e->len) == 0;
}

enum strip { STRIP_KNOWN, STRIP_LISTED, STRIP_GUESS };

/* Endings off the form `f`. STRIP_KNOWN: stems with analyses, the longest first (মাটি-তে, not মা-টিতে). STRIP_LISTED: stems that stand
 * only in phrases or frames, as nouns. STRIP_GUESS: the longest ending that is telling, off an unknown stem. */
static void strip(const pack *p, struct form *t, str f, uint8_t flags, enum strip how) {
    const struct endings_of endings = pack_endings(p, f);
    for (uint32_t k = 0; k < endings.count && t->count < MORPHS_MAX; k++) {
        const struct ending *e = pack_ending(p, endings.at[how == STRIP_GUESS ? k : endings.count - 1 - k]);
        if (e->flags & (MORPH_EMPHATIC | MORPH_NEGATED)) continue;
        if (!has_ending(p, e, f)) continue;
        str stem = str_sub(f, 0, f.len - e->len);
        if (!ending_fits(e, stem)) continue;
        struct morph m = {.lemma = NO_WORD, .kase = e->kase, .flags = e->flags | flags, .stem = (uint16_t)stem.len};
        if (how == STRIP_GUESS) {
            if (!ending_telling(e, stem)) continue;
            m.flags |= MORPH_GUESS;
            add(t, m);
            return;
        }
        uint32_t w = pack_find(p, stem);
        if (w == NO_WORD) continue;
        if (how == STRIP_KNOWN) {
            add_known(p, t, w, &m, flags, stem.len);
        } else if (pack_word(p, w)->morph_count == 0) {
            m.lemma = w;
            m.pos = POS_NOUN;
            add(t, m);
        }
    }
}

/* The form without a clitic: the emphatic ই or ও, or a না/নি written together with its verb. */
static void strip_clitics(const pack *p, struct form *t, enum strip how) {
    const struct endings_of endings = pack_endings(p, t->fold);
    for (uint32_t i = 0; i < endings.count; i++) {
        const struct ending *e = pack_ending(p, endings.at[i]);
        uint8_t flag = e->flags & (MORPH_EMPHATIC | MORPH_NEGATED);
        if (!flag || !has_ending(p, e, t->fold)) continue;
        str f = str_sub(t->fold, 0, t->fold.len - e->len);
        uint32_t w = pack_find(p, f);
        if (w != NO_WORD && how == STRIP_KNOWN) add_known(p, t, w, NULL, flag, f.len);
        if (flag == MORPH_EMPHATIC) strip(p, t, f, MORPH_EMPHATIC, how);
    }
}

void analyse_form(const pack *p, struct form *t) {
    t->count = 0;
    t->word = pack_find(p, t->fold);
    if (t->word != NO_WORD) add_known(p, t, t->word, NULL, 0, t->fold.len);
    strip(p, t, t->fold, 0, STRIP_KNOWN);
    strip_clitics(p, t, STRIP_KNOWN);
    if (t->count == 0) strip(p, t, t->fold, 0, STRIP_LISTED);
    if (t->count == 0) strip_clitics(p, t, STRIP_LISTED);
    if (t->count == 0 && t->word != NO_WORD) add(t, (struct morph){.lemma = t->word, .pos = POS_NOUN, .stem = (uint16_t)t->fold.len});
    if (t->count == 0) strip(p, t, t->fold, 0, STRIP_GUESS);
    if (t->count == 0) strip_clitics(p, t, STRIP_GUESS);
}

bool detached_ending(const pack *p, str f, struct morph *m) {
    const struct ending *e = pack_section(p, SECTION_ENDINGS);
    const char *pool = pack_section(p, SECTION_POOL);
    for (uint32_t i = 0, n = pack_count(p, SECTION_ENDINGS); i < n; i++)
        if (f.len == e[i].len && memcmp(f.at, pool + e[i].text, f.len) == 0) {
            *m = (struct morph){.kase = e[i].kase, .flags = e[i].flags};
            return true;
        }
    return false;
}

/* Gives every analysis (or a bare one) the case of an ending that was written apart. */
static void give_case(struct arena *a, struct term *t, const struct morph *m) {
    static const struct morph bare = {.lemma = NO_WORD, .flags = MORPH_GUESS};
    uint8_t count = t->count ? t->count : 1;
    struct morph *morph = arena_space(a, sizeof *morph * count);
    for (int k = 0; k < count; k++) {
        morph[k] = t->count ? t->morph[k] : bare;
        morph[k].kase = m->kase;
        morph[k].flags |= m->flags;
    }
    if (!t->count) morph[0].stem = (uint16_t)t->fold.len;
    t->morph = morph;
    t->count = count;
    t->detached = 1;
}

static void analyse_word(struct arena *a, const pack *p, struct term *t) {
    struct form form;
    form.fold = t->fold;
    analyse_form(p, &form);
    size_t size = sizeof *form.morph * form.count;
    t->word = form.word;
    t->count = form.count;
    t->morph = form.count ? memcpy(arena_space(a, size), form.morph, size) : NULL;
}

struct terms analyse(struct arena *a, const pack *p, str text, const struct tokens *tokens, uint32_t *term_of) {
    struct terms terms = {arena_space(a, sizeof(struct term) * (tokens->len + 1)), 0};
    (void)text;
    for (uint32_t i = 0; i < tokens->len; i++) {
        struct term *t = &terms.at[terms.len];
        const struct token *token = &tokens->at[i];
        *t = (struct term){.start = token->start, .end = token->end, .fold = token_fold(tokens, i), .word = NO_WORD, .kind = token->kind,
                           .joined = token->joined};
        if (term_of) term_of[i] = terms.len;
        if (t->kind == TOKEN_WORD) analyse_word(a, p, t);
        else t->word = pack_find(p, t->fold);
        struct morph m;
        if (ending_may_follow(tokens, i) && parts_ending(token_fold(tokens, i + 1)) && detached_ending(p, token_fold(tokens, i + 2), &m)) {
            give_case(a, t, &m);
            t->end = tokens->at[i + 2].end;
            if (term_of) term_of[i + 1] = term_of[i + 2] = terms.len;
            i += 2;
        }
        terms.len++;
    }
    return terms;
}

bool term_is(const struct term *t, uint32_t lemma) {
    if (t->word == lemma && lemma != NO_WORD) return true;
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].lemma == lemma) return true;
    return false;
}

const struct morph *term_verb(const struct term *t) {
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].pos == POS_VERB) return &t->morph[i];
    return NULL;
}

const struct morph *term_nominal(const struct term *t) {
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].pos != POS_VERB) return &t->morph[i];
    return NULL;
}

bool term_has_key(const pack *p, const struct term *t, enum key k) {
    if (pack_has_key(p, t->word, k)) return true;
    for (int i = 0; i < t->count; i++)
        if (pack_has_key(p, t->morph[i].lemma, k)) return true;
    return false;
}

bool term_ordinary(const pack *p, const struct term *t) {
    (void)p;
    for (int i = 0; i < t->count; i++)
        if (t->morph[i].lemma != NO_WORD && t->morph[i].pos != POS_NAME && t->morph[i].pos != POS_NONE) return true;
    return false;
}

uint32_t term_stem_end(const pack *p, str text, const struct term *t, uint32_t stem) {
    if (stem >= t->fold.len && !t->detached) return t->end;
    /* Fold letter by letter until the folded stem is reached; terms are short. */
    char folded[512];
    uint32_t map[512];
    size_t n = t->end - t->start;
    if (fold_bound(n) > sizeof folded) return t->end;
    size_t len = fold(&p->letters, text.at + t->start, n, folded, map);
    return stem >= len ? t->end : t->start + map[stem];
}
