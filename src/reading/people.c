/* Who and where: names, offices, bodies, groups and places become mentions. Two passes: the first learns the names of persons from
 * titles and known parts, the second finds them wherever they stand alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

#define BIT(kind) (1u << (kind))
static const uint32_t NAMED = BIT(ENTRY_COUNTRY) | BIT(ENTRY_DEMONYM) | BIT(ENTRY_SEAT) | BIT(ENTRY_PLACE) | BIT(ENTRY_ORGANIZATION) |
                              BIT(ENTRY_OFFICE) | BIT(ENTRY_GROUP) | BIT(ENTRY_PERSON) | BIT(ENTRY_HONORIFIC);

/* A word or phrase that may be part of a mention, before they are put together. */
struct atom { uint32_t from, to, entry; uint8_t kind, kase, plural, former, found, bent_behind; uint32_t stem_end; };
typedef VEC(struct atom) atoms;

/* ---- the names of persons ---------------------------------------------------------------------------------------------------------- */

static struct name_slot *name_slot(const struct doc *d, uint64_t hash) {
    uint32_t at = (uint32_t)hash & (d->name_slots - 1);
    while (d->names[at].hash && d->names[at].hash != hash) at = (at + 1) & (d->name_slots - 1);
    return &d->names[at];
}

static uint64_t name_hash(str f) { return hash_bytes(f.at, f.len) | 1; }
static bool name_known(const struct doc *d, str f) { return d->name_slots && name_slot(d, name_hash(f))->hash; }

static void names_grow(struct doc *d) {
    struct name_slot *old = d->names;
    uint32_t n = d->name_slots;
    d->name_slots = n ? n * 2 : 256;
    d->names = arena_new(d->arena, struct name_slot, d->name_slots);
    for (uint32_t i = 0; i < n; i++)
        if (old[i].hash) *name_slot(d, old[i].hash) = old[i];
}

static void name_learn(struct doc *d, uint64_t hash, uint32_t person) {
    if (d->name_count * 2 >= d->name_slots) names_grow(d);
    struct name_slot *s = name_slot(d, hash);
    if (s->hash) {
        if (s->person == NO_WORD) s->person = person;
        return;
    }
    *s = (struct name_slot){hash, person};
    d->name_count++;
}

/* The stem and case of a word that is (part of) a personal name. */
struct bent { uint32_t stem; uint8_t kase, plural; };

static bool is_listed_name(const struct doc *d, const struct term *t) {
    if (t->word == NO_WORD) return false;
    const struct morph *m = pack_morphs(d->pack, pack_word(d->pack, t->word));
    for (int i = 0; i < pack_word(d->pack, t->word)->morph_count; i++)
        if (m[i].pos == POS_NAME) return true;
    return false;
}

/* A learned name under an ending. */
static bool bent_learned(const struct doc *d, const struct term *t, struct bent *b) {
    const struct ending *e = pack_section(d->pack, SECTION_ENDINGS);
    const char *pool = pack_section(d->pack, SECTION_POOL);
    for (uint32_t i = 0, n = pack_count(d->pack, SECTION_ENDINGS); i < n; i++) {
        if (t->fold.len <= e[i].len + 3u || memcmp(t->fold.at + t->fold.len - e[i].len, pool + e[i].text, e[i].len) != 0) continue;
        if (!name_known(d, str_sub(t->fold, 0, t->fold.len - e[i].len))) continue;
        *b = (struct bent){(uint32_t)(t->fold.len - e[i].len), e[i].kase, (e[i].flags & MORPH_PLURAL) != 0};
        return true;
    }
    return false;
}

/* -রা on an unknown word is as well the end of a name: আবু হুরায়রা. */
static bool names_many(const struct morph *m) { return m->lemma == NO_WORD && m->kase == CASE_NOM && (m->flags & MORPH_PLURAL); }

static struct bent bend_of_name(const struct doc *d, const struct term *t) {
    struct bent b = {(uint32_t)t->fold.len, CASE_NOM, 0};
    if (t->detached) { b.kase = t->morph[0].kase; return b; }
    if (is_listed_name(d, t)) return b;
    if (bent_learned(d, t, &b) || name_known(d, t->fold)) return b;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < t->count; i++)
            if (t->morph[i].pos == POS_NAME || (pass && t->morph[i].pos != POS_VERB && t->morph[i].kase != CASE_LOC && !names_many(&t->morph[i])))
                return (struct bent){t->morph[i].stem, t->morph[i].kase, (t->morph[i].flags & MORPH_PLURAL) != 0};
    return b;
}

static bool is_initial(const struct doc *d, uint32_t i, uint32_t to) {
    bool dotted = i + 1 < to && term_at(d, i)->kind == TOKEN_WORD && term_at(d, i)->fold.len <= 9 && term_sign(term_at(d, i + 1), '.') && term_at(d, i + 1)->joined;
    return dotted && !find_phrase(d, i, to, BIT(ENTRY_NUMBER)).count;
}

/* A name part: listed, learned, or a word the pack does not know. */
enum name_part { PART_NONE, PART_UNKNOWN, PART_NAME };
static enum name_part name_part(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    if (t->kind != TOKEN_WORD || t->fold.len < 6) return PART_NONE;
    for (int k = 0; k < t->count; k++)
        if (t->morph[k].pos == POS_NAME) return PART_NAME;
    struct bent b;
    if (term_ordinary(d->pack, t)) return PART_NONE;
    if (name_known(d, t->fold) || bent_learned(d, t, &b)) return PART_NAME;
    return (unsigned char)t->fold.at[0] >= 0xE0 ? PART_UNKNOWN : PART_NONE;
}

/* No stem ends within joined letters. */
static bool ends_joined(str stem) { return str_ends(stem, STR("\u09CD")); }

/* True if an unknown word has a stem before an ending of this case. */
static bool ends_in(const struct doc *d, const struct term *t, enum grammatical_case kase) {
    const struct ending *e = pack_section(d->pack, SECTION_ENDINGS);
    const char *pool = pack_section(d->pack, SECTION_POOL);
    for (uint32_t i = 0, n = pack_count(d->pack, SECTION_ENDINGS); i < n; i++) {
        size_t stem = t->fold.len - e[i].len;
        if (e[i].kase == kase && e[i].after != 1 && t->fold.len > e[i].len + 6u && memcmp(t->fold.at + stem, pool + e[i].text, e[i].len) == 0 &&
            !ends_joined((str){t->fold.at, stem}))
            return true;
    }
    return false;
}

/* An unknown word in the locative is a place or a thing: persons do not stand in it. কুগেলম্যানকে is none, নিউইয়র্কে is. */
static bool looks_locative(const struct doc *d, const struct term *t) { return ends_in(d, t, CASE_LOC) && !ends_in(d, t, CASE_ACC); }

/* A listed name that is nothing else may stand alone: সুমনকে, এনামুলের. */
static bool stands_alone(const struct doc *d, uint32_t i) {
    const struct term *t = term_at(d, i);
    return t->fold.len >= 12 && !term_ordinary(d->pack, t);
}

/* The sign within a name: আল-আসাদ, এন’গোলো. */
static bool joins_name(const struct doc *d, uint32_t k, uint32_t to) {
    const struct term *t = term_at(d, k);
    return t->joined && (term_sign(t, '-') || term_sign(t, '\'')) && k + 1 < to && term_at(d, k + 1)->joined && name_part(d, k + 1);
}

/* How many terms from i on are a personal name; 0 if it is none. A title before it lets unknown words count. */
static uint32_t name_run(const struct doc *d, uint32_t i, uint32_t to, bool titled) {
    uint32_t k = i, words = 0, names = 0, initials = 0;
    while (k < to && words < NAME_WORDS_MAX) {
        struct found h = find_phrase(d, k, to, BIT(ENTRY_HONORIFIC));
        if (h.count && pack_entry(d->pack, h.entry)->sub == HONORIFIC_NAME) { k += h.count; names += words > 0; words += words > 0; continue; }
        if (h.count && pack_entry(d->pack, h.entry)->sub == HONORIFIC_BEFORE && is_initial(d, k, to)) break;       /* ড. is no initial */
        if (is_initial(d, k, to)) { k += 2; words++; initials++; continue; }
        if (words && joins_name(d, k, to)) { k++; continue; }
        struct found other = find_phrase(d, k, to, NAMED & ~BIT(ENTRY_PERSON) & ~BIT(ENTRY_PLACE) & ~BIT(ENTRY_HONORIFIC));
        enum name_part part = name_part(d, k);
        if (!part || (other.count && !(words && part == PART_NAME))) break;
        if (part == PART_UNKNOWN && looks_locative(d, term_at(d, k))) break;
        if (part == PART_UNKNOWN && !titled && words == 0 && !(k + 1 < to && name_part(d, k + 1) == PART_NAME)) break;
        words++;
        names += part == PART_NAME;
        struct bent b = bend_of_name(d, term_at(d, k));
        k++;
        if (b.kase != CASE_NOM) break;
    }
    bool alone = words == 1 && names == 1 && stands_alone(d, i);
    if (words == initials || (!titled && !alone && (words < 2 || names * 2 < words))) return 0;
    while (k > i && term_at(d, k - 1)->kind == TOKEN_PUNCT && !term_sign(term_at(d, k - 1), '.')) k--;
    return k - i;
}

/* Folded stems of a name's words, hashed. */
static uint32_t name_words(const struct doc *d, uint32_t from, uint32_t to, uint64_t *hashes) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to && n < NAME_WORDS_MAX; i++) {
        const struct term *t = term_at(d, i);
        if (t->kind != TOKEN_WORD || t->fold.len < 6 || is_initial(d, i, to)) continue;
        str f = i + 1 == to ? str_sub(t->fold, 0, bend_of_name(d, t).stem) : t->fold;
        hashes[n++] = name_hash(f);
    }
    return n;
}

static bool words_within(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m) {
    for (uint32_t i = 0; i < n; i++) {
        bool has = false;
        for (uint32_t j = 0; j < m && !has; j++) has = a[i] == b[j];
        if (!has) return false;
    }
    return n > 0;
}

/* The span of a name without its last ending. */
static span name_span(const struct doc *d, uint32_t from, uint32_t to) {
    const struct term *last = term_at(d, to - 1);
    uint32_t end = last->kind == TOKEN_WORD ? term_stem_end(d->pack, d->text, last, bend_of_name(d, last).stem) : last->end;
    return (span){term_at(d, from)->start, end};
}

/* The person with this name, new if nobody of that name was met; a fuller name replaces a shorter one. */
static uint32_t person_of(struct doc *d, uint32_t from, uint32_t to) {
    uint64_t hashes[NAME_WORDS_MAX];
    uint32_t n = name_words(d, from, to, hashes), person = NO_WORD;
    if (n == 0) return NO_WORD;
    for (uint32_t i = 0; i < n && d->name_slots; i++) {
        const struct name_slot *s = name_slot(d, hashes[n - 1 - i]);
        if (!s->hash || s->person == NO_WORD) continue;
        const struct person_in *p = &d->persons.at[s->person];
        if (words_within(hashes, n, p->word, p->word_count) || words_within(p->word, p->word_count, hashes, n)) { person = s->person; break; }
    }
    if (person == NO_WORD) {
        person = d->persons.len;
        *vec_push(d->arena, &d->persons) = (struct person_in){.name = name_span(d, from, to), .from = from, .to = to, .known = NO_WORD};
    }
    struct person_in *p = &d->persons.at[person];
    if (n > p->word_count) {
        p->name = name_span(d, from, to);
        p->from = from;
        p->to = to;
        p->word_count = n;
        memcpy(p->word, hashes, sizeof *hashes * n);
    }
    for (uint32_t i = 0; i < n; i++) name_learn(d, hashes[i], person);
    return person;
}

/* The first pass: the words of a name are remembered, with no person yet. */
static void learn_name(struct doc *d, uint32_t from, uint32_t to) {
    uint64_t hashes[NAME_WORDS_MAX];
    uint32_t n = name_words(d, from, to, hashes);
    for (uint32_t i = 0; i < n; i++) name_learn(d, hashes[i], NO_WORD);
}

/* ---- atoms --------------------------------------------------------------------------------------------------------------------------------- */

/* The ending that is written behind a bracket, and bends what stands before it: সাপোর্ট ফোর্স (আরএসএফ)-এর, (সিইসি)কে. How many terms it takes. */
static uint32_t ending_behind(const struct doc *d, uint32_t i, uint32_t to, struct morph *m) {
    uint32_t at = i < to && term_sign(term_at(d, i), '-') && term_at(d, i)->joined ? i + 1 : i;
    bool found = at < to && term_at(d, at)->kind == TOKEN_WORD && term_at(d, at)->joined && detached_ending(d->pack, term_at(d, at)->fold, m);
    return found ? at + 1 - i : 0;
}

/* Skips "(ইসি)" or "(অব.)" between a title and what follows, with an ending behind it: how many terms. `m`: that ending, if it is asked for. */
static uint32_t bracket_bent(const struct doc *d, uint32_t i, uint32_t to, struct morph *m) {
    if (i >= to || !term_sign(term_at(d, i), '(')) return 0;
    for (uint32_t k = i + 1; k < to && k < i + 6; k++)
        if (term_sign(term_at(d, k), ')')) return k + 1 + ending_behind(d, k + 1, to, m) - i;
    return 0;
}

static uint32_t bracket(const struct doc *d, uint32_t i, uint32_t to) { return bracket_bent(d, i, to, &(struct morph){0}); }

static struct bent bend_of(const struct doc *d, const struct atom *a) {
    const struct term *t = term_at(d, a->to - 1);
    struct bent b = {(uint32_t)t->fold.len, CASE_NOM, 0};
    if (a->kind == ENTRY_PERSON || a->kind == ENTRY_NAME) return bend_of_name(d, t);
    /* The reading that the entry's own last word has. */
    bool found = false;
    for (int i = 0; i < t->count; i++) {
        const struct morph *m = &t->morph[i];
        /* Somebody stands in the accusative: ব্যবসায়ী-কে, not ব্যবসায়ীক-এ. */
        bool rather = found && (a->kind == ENTRY_OFFICE || a->kind == ENTRY_GROUP) && b.kase == CASE_LOC && m->kase == CASE_ACC;
        if (m->pos == POS_VERB || (found && !rather)) continue;
        b = (struct bent){t->detached ? (uint32_t)t->fold.len : m->stem, m->kase, (m->flags & MORPH_PLURAL) != 0};
        found = true;
    }
    return b;
}

/* সাবেক, with how many they are or were between: সাবেক দুই পুলিশপ্রধান, সাবেক তিনবারের প্রধানমন্ত্রী, সাবেক ব্রিটিশ প্রধানমন্ত্রী. */
static bool said_former(const struct doc *d, uint32_t from) {
    enum { LOOK_BACK = 3 };
    for (uint32_t i = from, n = 0; i-- > 0 && n < LOOK_BACK; n++) {
        const struct term *t = term_at(d, i);
        if (term_has_key(d->pack, t, KEY_FORMER)) return true;
        const struct morph *m = term_nominal(t);
        bool describes = m && m->kase == CASE_NOM && (m->pos == POS_ADJ || m->pos == POS_NUM);
        if (!describes && !find_phrase(d, i, from, BIT(ENTRY_NUMBER) | BIT(ENTRY_DEMONYM)).count) return false;
    }
    return false;
}

static void atom_add(struct doc *d, atoms *list, uint32_t from, uint32_t count, uint8_t kind, uint32_t entry, enum name_found found) {
    struct atom a = {.from = from, .to = from + count, .kind = kind, .entry = entry, .found = (uint8_t)found};
    struct bent b = bend_of(d, &a);
    struct morph behind = {.kase = CASE_NOM};
    bracket_bent(d, a.to, d->terms.len, &behind);
    a.kase = b.kase == CASE_NOM ? behind.kase : b.kase;
    a.plural = b.plural || (behind.flags & MORPH_PLURAL) != 0;
    a.bent_behind = behind.kase != CASE_NOM;
    a.stem_end = term_stem_end(d->pack, d->text, term_at(d, a.to - 1), b.stem);
    a.former = said_former(d, from);
    *vec_push(d->arena, list) = a;
}


static bool is_title(const struct atom *a) { return a->kind == ENTRY_OFFICE || a->kind == ENTRY_HONORIFIC; }

/* A word for one of many, which may stand before his name: আসামি সুমন, যুবক জাহিদ; not পুলিশ. */
static bool is_one_of(const struct doc *d, const struct atom *a) {
    if (a->kind != ENTRY_GROUP || a->plural) return false;
    static const char *const kinds[] = {"CVL", "CRM", "EDU", "LAB", "AGR"};
    const struct entry *e = pack_entry(d->pack, a->entry);
    str sector = sector_on(d->pack, e, d->has_published, d->published);
    for (size_t i = 0; i < LENGTH(kinds); i++)
        if (str_is(sector, kinds[i])) return true;
    return false;
}

/* True if the last atom is a title that ends just before term i (a bracket may stand between). */
static bool title_before(const struct doc *d, const atoms *list, uint32_t i, uint32_t to) {
    if (list->len == 0) return false;
    const struct atom *a = &list->at[list->len - 1];
    if (!is_title(a) && !(is_one_of(d, a) && (name_part(d, i) == PART_NAME || ends_in(d, term_at(d, i), CASE_ACC) || name_run(d, i, to, true) > 1))) return false;
    return a->kase == CASE_NOM && (a->to == i || a->to + bracket(d, a->to, i) == i);
}

/* A place's name that somebody in this article bears: রিয়াদ behind মাহমুদউল্লাহ রিয়াদ, but not in রিয়াদে. */
static bool named_before(const struct doc *d, uint32_t i) {
    struct bent b;
    const struct term *t = term_at(d, i);
    bool known = name_known(d, t->fold) || bent_learned(d, t, &b);
    return known && name_part(d, i) == PART_NAME && bend_of_name(d, t).kase != CASE_LOC;
}

/* An office that takes in the last word of a place: ইটনা | উপজেলা চেয়ারম্যান. */
static bool begins_office(const struct doc *d, uint32_t i, uint32_t to) { return find_phrase(d, i, to, BIT(ENTRY_OFFICE)).count >= 2; }

/* A word that may stand in the name of a body: a noun, an adjective or an unknown word without ending. */
static bool names_body(const struct doc *d, uint32_t i, uint32_t to) {
    const struct term *t = term_at(d, i);
    const struct morph *m = term_nominal(t);
    if (t->kind != TOKEN_WORD || verb_at(d, i, to) || postposition_at(d, i) != NO_WORD || term_has_key(d->pack, t, KEY_AND)) return false;
    if (find_phrase(d, i, to, BIT(ENTRY_TIME) | BIT(ENTRY_MONTH) | BIT(ENTRY_WEEKDAY) | BIT(ENTRY_NUMBER) | BIT(ENTRY_TIMEPART) | BIT(ENTRY_REPORT)).count) return false;
    return !m || (m->kase == CASE_NOM && (m->pos == POS_NOUN || m->pos == POS_ADJ || m->pos == POS_NONE || m->pos == POS_NAME));
}

/* Where the name of a body begins that ends with a word for its kind: বাংলাদেশ পাট চাষি সমিতি. Atoms that it takes in leave the list. */
static uint32_t body_begin(const struct doc *d, const struct sentence_in *s, atoms *list, uint32_t from) {
    enum { WORDS_MAX = 5 };
    for (uint32_t n = 0; from > s->from && n < WORDS_MAX; n++) {
        const struct atom *last = list->len ? &list->at[list->len - 1] : NULL;
        if (last && last->to == from) {
            if (last->kase != CASE_NOM || (last->kind != ENTRY_PLACE && last->kind != ENTRY_COUNTRY)) return from;
            from = last->from;
            list->len--;
        } else if (names_body(d, from - 1, s->to)) {
            from--;
        } else {
            return from;
        }
    }
    return from;
}

/* How many terms a bracket behind a title takes: উপাচার্য (ভিসি), ভারপ্রাপ্ত কর্মকর্তা (ওসি-তদন্ত), অতিরিক্ত পুলিশ সুপার (সার্কেল). It says the title
 * again, or of where; 0 if there is none at term i. */
static uint32_t bracket_of_title(const struct doc *d, const atoms *list, uint32_t i, uint32_t to) {
    const struct atom *last = list->len ? &list->at[list->len - 1] : NULL;
    return last && last->kind == ENTRY_OFFICE && last->to == i && (last->kase == CASE_NOM || last->bent_behind) ? bracket(d, i, to) : 0;
}

static bool is_body_head(const struct doc *d, uint32_t entry) {
    const struct entry *e = pack_entry(d->pack, entry);
    return e->kind == ENTRY_ORGANIZATION && e->sub == BODY_HEAD;
}

/* A word for a party, which without -টি may be any team: দলটি, not একটি দল. */
static bool is_any_team(const struct doc *d, uint32_t i, struct found f) {
    if (!f.count || pack_entry(d->pack, f.entry)->kind != ENTRY_GROUP || pack_entry(d->pack, f.entry)->sub != GROUP_PARTY) return false;
    const struct morph *m = term_nominal(term_at(d, i + f.count - 1));
    return !m || !(m->flags & MORPH_DET);
}

/* A word that is as well a name, before two more: শহীদ আবু সাঈদ, not শহীদ আফ্রিদি. */
static bool is_title_of_name(const struct doc *d, struct found f, uint32_t i, uint32_t run) {
    const struct entry *e = f.count ? pack_entry(d->pack, f.entry) : NULL;
    return e && e->kind == ENTRY_HONORIFIC && e->sub == HONORIFIC_BEFORE && run > f.count && name_run(d, i + f.count, i + run, true) >= 2;
}

static void find_atoms(struct doc *d, const struct sentence_in *s, atoms *list, bool learn) {
    list->len = 0;
    for (uint32_t i = s->from; i < s->to;) {
        uint32_t skipped = bracket_of_title(d, list, i, s->to);
        if (skipped) { i += skipped; continue; }
        if (term_at(d, i)->kind == TOKEN_PUNCT) { i++; continue; }
        bool titled = title_before(d, list, i, s->to);
        struct found f = find_phrase(d, i, s->to, NAMED);
        if (is_any_team(d, i, f)) f = (struct found){NO_WORD, 0};
        uint32_t run = name_run(d, i, s->to, titled);
        if (is_title_of_name(d, f, i, run)) run = 0;
        /* A listed full name ends where the list says: শেখ হাসিনা | জিয়া পরিবার; a listed place is one though its words are names: খান ইউনিস. */
        enum entry_kind first = f.count ? pack_entry(d->pack, f.entry)->kind : ENTRY_KINDS;
        if (first == ENTRY_PLACE && f.count >= 2 && begins_office(d, i + f.count - 1, s->to)) f = find_phrase(d, i, i + f.count - 1, NAMED);
        bool listed = f.count >= 2 && (first == ENTRY_PERSON || (first == ENTRY_PLACE && run == f.count && !titled));
        if (!learn && (first == ENTRY_PLACE || first == ENTRY_SEAT) && f.count == 1 && !run && named_before(d, i)) run = 1;
        if (run && run >= f.count && !listed && !(f.count && titled && run == f.count && pack_entry(d->pack, f.entry)->kind == ENTRY_OFFICE)) {
            uint32_t known = f.count == run && pack_entry(d->pack, f.entry)->kind == ENTRY_PERSON ? f.entry : NO_WORD;
            if (learn) learn_name(d, i, i + run);
            atom_add(d, list, i, run, ENTRY_PERSON, known, known != NO_WORD ? FOUND_KNOWN : titled ? FOUND_TITLED : FOUND_NAMES);
            i += run;
        } else if (f.count) {
            enum entry_kind kind = pack_entry(d->pack, f.entry)->kind;
            if (learn && kind == ENTRY_PERSON) learn_name(d, i, i + f.count);
            uint32_t from = is_body_head(d, f.entry) ? body_begin(d, s, list, i) : i;
            atom_add(d, list, from, i + f.count - from, (uint8_t)kind, f.entry, FOUND_KNOWN);
            i += f.count;
        } else if (!learn && name_part(d, i) == PART_NAME && (name_known(d, term_at(d, i)->fold) || bent_learned(d, term_at(d, i), &(struct bent){0}))) {
            atom_add(d, list, i, 1, ENTRY_PERSON, NO_WORD, FOUND_AGAIN);
            i++;
        } else {
            i++;
        }
    }
}

/* ---- from atoms to mentions --------------------------------------------------------------------------------------------------------------- */

static bool is_head(const struct atom *a) {
    return a->kind == ENTRY_PERSON || a->kind == ENTRY_OFFICE || a->kind == ENTRY_GROUP || a->kind == ENTRY_ORGANIZATION || a->kind == ENTRY_HONORIFIC;
}

static bool state_body(const struct doc *d, const struct atom *a) {
    if (a->kind != ENTRY_GROUP && a->kind != ENTRY_ORGANIZATION) return false;
    const struct entry *e = pack_entry(d->pack, a->entry);
    const char *name = e->sector_count ? pack_sectors(d->pack, e)->name : "";
    static const char *const state[] = {"GOV", "COP", "JUD", "LEG", "MIL", "PRM", "SPY", "PTY", "OPP", "EDU"};
    for (size_t i = 0; i < LENGTH(state); i++)
        if (strcmp(name, state[i]) == 0) return true;
    return false;
}

/* A number, an adjective or সাবেক, which may stand before any title. */
static bool is_light(const struct doc *d, uint32_t i) {
    const struct morph *m = term_nominal(term_at(d, i));
    bool light = m && m->kase == CASE_NOM && (m->pos == POS_ADJ || m->pos == POS_NUM || m->pos == POS_DET);
    return light || term_at(d, i)->kind == TOKEN_NUMBER || term_has_key(d->pack, term_at(d, i), KEY_FORMER);
}

/* Common words between a body and an office in it: বিএনপির নির্বাহী কমিটির সদস্য, ছাত্রশক্তি জবি শাখার সদস্যসচিব. */
static bool bridges(const struct doc *d, uint32_t from, uint32_t to) {
    enum { BRIDGE_MAX = 4 };
    if (to - from > BRIDGE_MAX) return false;
    for (uint32_t i = from; i < to; i++)
        if (term_at(d, i)->kind == TOKEN_PUNCT || verb_at(d, i, to) || postposition_at(d, i) != NO_WORD || term_has_key(d->pack, term_at(d, i), KEY_AND)) return false;
    while (to > from && is_light(d, to - 1)) to--;
    const struct morph *last = to > from ? term_nominal(term_at(d, to - 1)) : NULL;
    return last && last->kase == CASE_GEN;
}

/* A name, or what stands before one: অধ্যাপক ড. রহিম. */
static bool names_person(const struct atom *a) { return a->kind == ENTRY_PERSON || a->kind == ENTRY_HONORIFIC; }

static bool is_profession(const struct doc *d, const struct atom *a) { return pack_entry(d->pack, a->entry)->sub == OFFICE_PROFESSION; }

/* দুই পক্ষ, দুই দেশ: sides of something, whoever is named before them. */
static bool is_of_two(const struct doc *d, const struct atom *a) {
    return a->kind == ENTRY_GROUP && (pack_entry(d->pack, a->entry)->sub == GROUP_BOTH || pack_entry(d->pack, a->entry)->sub == GROUP_SIDES);
}

/* Whose somebody is, with what he is like between: বাংলাদেশের সদ্য সাবেক প্রধানমন্ত্রী, ভারতীয় বিভিন্ন গোয়েন্দা সংস্থা. */
static bool lightly_parted(const struct doc *d, const struct atom *a, const struct atom *b) {
    enum { LIGHT_MAX = 2 };
    uint32_t from = a->to + bracket(d, a->to, b->from);
    if (b->from - from > LIGHT_MAX || !is_head(b) || a->kind == ENTRY_PERSON || (a->kase != CASE_GEN && a->kind != ENTRY_DEMONYM)) return false;
    for (uint32_t i = from; i < b->from; i++)
        if (!is_light(d, i)) return false;
    return true;
}

/* What kind of people somebody belongs to, said of him and no subject of his own: হিন্দু ব্যবসায়ী, প্রবীণ সংসদ সদস্য, পুলিশ
 * সদস্য; not আদালত ব্যবসায়ী রহিমকে. */
static bool describes(const struct doc *d, const struct atom *a, const struct atom *b) {
    if (b->kind != ENTRY_OFFICE && b->kind != ENTRY_GROUP) return false;
    static const char *const kinds[] = {"REL", "EDU", "LAB", "AGR", "MED"};
    const struct entry *e = pack_entry(d->pack, a->entry);
    str sector = sector_on(d->pack, e, d->has_published, d->published);
    for (size_t i = 0; i < LENGTH(kinds); i++)
        if (str_is(sector, kinds[i])) return true;
    if (b->kind != ENTRY_OFFICE || b->kase != CASE_NOM) return false;
    return str_is(sector, "CVL") || str_is(sector_on(d->pack, pack_entry(d->pack, b->entry), d->has_published, d->published), "=");
}

/* One that acts as a whole, and is nobody's title: পুলিশ রহিমকে, আদালত রহিমকে. */
static bool is_authority(const struct doc *d, const struct atom *a) {
    static const char *const whole[] = {"COP", "JUD"};
    str sector = sector_on(d->pack, pack_entry(d->pack, a->entry), d->has_published, d->published);
    for (size_t i = 0; i < LENGTH(whole); i++)
        if (str_is(sector, whole[i])) return true;
    return false;
}

/* True if atom `a` modifies what begins at atom `b`: ইরানের + পররাষ্ট্রমন্ত্রী, মার্কিন + সেনা, প্রেসিডেন্ট + আলিয়েভ. */
static bool modifies(const struct doc *d, const struct atom *a, const struct atom *b) {
    uint32_t gap = b->from - a->to - bracket(d, a->to, b->from);
    if (is_of_two(d, b)) return false;
    if (gap && a->kind == ENTRY_ORGANIZATION && b->kind == ENTRY_OFFICE && (a->kase == CASE_GEN || a->kase == CASE_NOM) && bridges(d, a->to, b->from)) return true;
    /* Two offices of one: উপদেষ্টা ও সাবেক সচিব, লেখক ও গবেষক. */
    if (gap && a->kind == ENTRY_OFFICE && b->kind == ENTRY_OFFICE && a->kase == CASE_NOM && !a->plural && term_has_key(d->pack, term_at(d, a->to), KEY_AND))
        return (gap == 2 && b->former) || (gap == 1 && is_profession(d, a) && is_profession(d, b));
    if (gap) return lightly_parted(d, a, b);
    if (a->kind == ENTRY_HONORIFIC) return is_head(b);
    if (a->kind == ENTRY_DEMONYM) return is_head(b) && !names_person(b);
    if (a->kase == CASE_GEN) return is_head(b) && (a->kind != ENTRY_PERSON || b->kind == ENTRY_OFFICE);
    if (a->kase != CASE_NOM) return false;
    if (a->kind == ENTRY_OFFICE) return (names_person(b) && !a->plural) || b->kind == ENTRY_OFFICE;      /* সদস্যরা | রহিমের স্ত্রীকে */
    if (a->kind == ENTRY_COUNTRY || a->kind == ENTRY_PLACE || a->kind == ENTRY_SEAT) return b->kind == ENTRY_OFFICE || state_body(d, b);
    if (a->kind == ENTRY_ORGANIZATION) return b->kind == ENTRY_OFFICE || b->kind == ENTRY_ORGANIZATION;
    if (a->kind == ENTRY_GROUP) return !a->plural && (names_person(b) ? b->kase != CASE_ACC || !is_authority(d, a) : describes(d, a, b));      /* শিক্ষার্থী মো. জোবায়ের */
    return false;
}

static uint8_t authority_of(const struct entry *office) {
    return office->sub <= OFFICE_MINISTER ? 3 : office->sub >= OFFICE_RANK ? 1 : 2;
}

/* Who has left an office of the state belongs to the elite; who has left a post of a party or a firm is still one of its people. */
static bool leaves_state(str sector) {
    static const char *const state[] = {"GOV", "LEG", "JUD", "MIL", "COP", "OPP", "PRM", "SPY"};
    for (size_t i = 0; i < LENGTH(state); i++)
        if (str_is(sector, state[i])) return true;
    return false;
}

/* What follows `=` in a sector cell: =|PTY. */
static str otherwise_of(const struct doc *d, const struct entry *e) {
    return e->sector_count > 1 ? str_of(pack_sectors(d->pack, e)[1].name) : (str){0};
}

static void take_office_held(const struct doc *d, const struct atom *a, struct mention *m, bool *borrow) {
    const struct entry *e = pack_entry(d->pack, a->entry);
    str sector = sector_on(d->pack, e, d->has_published, d->published);
    uint8_t authority = authority_of(e);
    if (m->office.len == 0) m->office = span_text(d, (span){term_at(d, a->from)->start, a->stem_end});
    if (str_is(sector, "=")) {
        *borrow = true;
        m->otherwise = otherwise_of(d, e);
        if (authority > m->authority && m->authority <= 1) m->sector = (str){0};    /* a post says more than a profession: মহাসচিব মাওলানা … */
    } else if (a->former && leaves_state(sector)) {
        if (m->sector.len == 0 || m->authority <= 1) m->sector = STR("ELI");
        m->left = span_text(d, (span){term_at(d, a->from)->start, a->stem_end});
        authority = 1;      /* a post that he holds says more: সাবেক সংসদ সদস্য ও দলের উপদেষ্টা */
    } else if (m->sector.len == 0 || authority > m->authority) {
        m->sector = sector;
    }
    if (authority > m->authority) m->authority = authority;
}

/* A body whose president is no head of a state. */
static bool is_private(const struct entry *body) {
    return body->sub == BODY_COMPANY || body->sub == BODY_NGO || body->sub == BODY_UNION || body->sub == BODY_UNIVERSITY || body->sub == BODY_MEDIA ||
           body->sub == BODY_BODY || body->sub == BODY_HEAD;
}

/* Members of the home parliament are what their party is: it governs, or sits against the government. */
static bool sits_at_home(const struct doc *d, str code) { return str_eq(code, str_of(d->pack->blob->home)); }

/* A party's branch at a university is the party's: ছাত্রশক্তি জবি শাখার আহ্বায়ক. */
static bool branches_at(const struct doc *d, const struct atom *a, const struct mention *m, bool borrow) {
    if (a->kind != ENTRY_ORGANIZATION || !str_is(m->sector, "EDU") || (!borrow && m->kind != MENTION_BODY)) return false;
    return pack_entry(d->pack, a->entry)->sub <= BODY_WING;
}

static void take_modifier(const struct doc *d, const struct atom *a, struct mention *m, bool *borrow) {
    const struct entry *e = a->entry == NO_WORD ? NULL : pack_entry(d->pack, a->entry);
    if (a->kind == ENTRY_OFFICE) { take_office_held(d, a, m, borrow); return; }
    if (!e || a->kind == ENTRY_HONORIFIC) return;
    str sector = sector_on(d->pack, e, d->has_published, d->published), code = pack_string(d->pack, e->code);
    bool body = a->kind == ENTRY_ORGANIZATION || a->kind == ENTRY_GROUP;
    if (a->kind == ENTRY_ORGANIZATION && is_private(e) && m->authority == 3 && str_is(m->sector, "GOV")) m->sector = sector;
    if (branches_at(d, a, m, *borrow)) m->sector = sector;
    if (a->kind == ENTRY_ORGANIZATION && e->sub == BODY_PARTY && str_is(m->sector, "LEG") && sits_at_home(d, code)) m->sector = sector;
    if (body && m->sector.len == 0 && (*borrow || m->kind == MENTION_PERSON)) m->sector = sector;
    if (!body && *borrow && m->sector.len == 0 && a->kind != ENTRY_PLACE) m->sector = STR("GOV");
    bool branch = str_is(m->code, "NGO") && (a->kind == ENTRY_COUNTRY || a->kind == ENTRY_DEMONYM);      /* of that country: তুরস্কের রেড ক্রিসেন্টের … */
    if (m->code.len == 0 || branch) m->code = code;
}

/* What stands behind a name: a body in brackets (দলের প্রার্থী রহিম (বিএনপি)), or what its bearer is (রহিম (৪৫) নামে এক ভারতীয় শ্রমিক; রহিম, দলের
 * মহাসচিব,). `k`: the atom of the name. */
static void take_behind(const struct doc *d, const struct atom *list, uint32_t len, uint32_t k, uint32_t to, struct mention *m) {
    enum { LIGHT_MAX = 3 };
    uint32_t at = list[k].to, inside = bracket(d, at, to), j = k + 1;
    bool borrow = false;
    if (inside && j < len && list[j].from == at + 1 && list[j].kind == ENTRY_ORGANIZATION) {
        take_modifier(d, &list[j], m, &borrow);
        if (m->authority <= 1) m->sector = sector_on(d->pack, pack_entry(d->pack, list[j].entry), d->has_published, d->published);
        return;
    }
    at += inside;
    bool comma = at < to && term_sign(term_at(d, at), ','), named = at < to && term_has_key(d->pack, term_at(d, at), KEY_NAMED);
    if (!comma && !named) return;
    at++;
    for (uint32_t light = 0; named && at < to && light < LIGHT_MAX && is_light(d, at) && !(j < len && list[j].from == at); light++) at++;
    while (j < len && list[j].from < at) j++;
    if (j >= len || list[j].from != at) return;
    while (j + 1 < len && list[j + 1].from == list[j].to && (modifies(d, &list[j], &list[j + 1]) || (named && list[j].kase == CASE_NOM))) j++;
    bool closed = named || list[j].to >= to || term_sign(term_at(d, list[j].to), ',');
    bool tells = list[j].kind == ENTRY_OFFICE || (named && (list[j].kind == ENTRY_GROUP || list[j].kind == ENTRY_DEMONYM));
    if (list[j].plural || !closed || !tells) return;
    for (uint32_t i = j + 1; i-- > k + 1 && list[i].from >= at;) take_modifier(d, &list[i], m, &borrow);
    m->borrows |= borrow;
}

static enum mention_kind mention_kind(const struct atom *a) {
    switch (a->kind) {
    case ENTRY_COUNTRY:
    case ENTRY_DEMONYM: return MENTION_COUNTRY;
    case ENTRY_SEAT: return MENTION_SEAT;
    case ENTRY_PLACE: return MENTION_PLACE;
    case ENTRY_ORGANIZATION: return MENTION_BODY;
    case ENTRY_OFFICE: return MENTION_OFFICE;
    case ENTRY_GROUP: return MENTION_GROUP;
    default: return MENTION_PERSON;
    }
}

/* An adjective of a country stands for it only right before what the country does (ইসরায়েলি হামলা); bent, it means its people (বাংলাদেশিকে). */
static void make_demonym(struct mention *m) {
    if (m->kase != CASE_NOM || m->plural) {
        m->kind = MENTION_GROUP;
        m->sector = STR("CVL");
        return;
    }
    m->kase = CASE_GEN;
    m->compound = 1;
}

/* A body told from all others by its name alone, unlike a court or a ministry of some country. */
static bool has_own_name(const struct doc *d, const struct atom *a) {
    if (a->kind != ENTRY_ORGANIZATION || a->entry == NO_WORD) return false;
    const struct entry *e = pack_entry(d->pack, a->entry);
    return pack_string(d->pack, e->code).len && e->sub != BODY_COURT && e->sub != BODY_MINISTRY && e->sub != BODY_POLICE;
}

/* Where the name of a body, office or group begins: with the country, place or body it belongs to (জাপানের পররাষ্ট্রমন্ত্রী); not with the
 * country of a body that has a name of its own (ভারতের আদানি পাওয়ার), where people live (বগুড়ার চাষি), or what a number parts from it
 * (রাশিয়ার তিন কূটনীতিক). */
static uint32_t name_begin(const struct doc *d, const struct atom *list, uint32_t first, uint32_t k) {
    uint32_t begin = k;
    bool named = has_own_name(d, &list[k]);
    for (uint32_t i = k; i-- > first;) {
        enum entry_kind kind = list[i].kind;
        if (kind != ENTRY_COUNTRY && kind != ENTRY_SEAT && kind != ENTRY_PLACE && kind != ENTRY_ORGANIZATION && kind != ENTRY_DEMONYM) break;
        if (list[i].kase == CASE_GEN && (named || (kind == ENTRY_PLACE && list[k].kind == ENTRY_GROUP) || list[i].to < list[i + 1].from)) break;
        begin = i;
    }
    return list[begin].from;
}

/* A mention whose head is list[k] and whose modifiers are list[first..k). */
static struct mention make_mention(struct doc *d, const struct atom *list, uint32_t first, uint32_t k, uint32_t sentence) {
    const struct atom *head = &list[k];
    const struct entry *e = head->entry == NO_WORD ? NULL : pack_entry(d->pack, head->entry);
    struct mention m = {.from = list[first].from, .to = head->to, .kind = (uint8_t)mention_kind(head), .kase = head->kase, .plural = head->plural,
                        .entry = head->entry, .person = NO_WORD, .sentence = sentence, .post = NO_WORD};
    bool borrow = false;
    m.name = (span){term_at(d, head->from)->start, head->stem_end};
    if (e) {
        m.code = pack_string(d->pack, e->code);
        m.sector = sector_on(d->pack, e, d->has_published, d->published);
        m.latin = pack_string(d->pack, e->latin);
        if (str_is(m.sector, "=")) { borrow = true; m.sector = (str){0}; m.otherwise = otherwise_of(d, e); }
    }
    if (head->former && m.kind != MENTION_BODY && (m.kind != MENTION_OFFICE || leaves_state(m.sector))) m.sector = STR("ELI");
    if (m.kind == MENTION_OFFICE) m.office = span_text(d, m.name);
    for (uint32_t i = k; i-- > first;) take_modifier(d, &list[i], &m, &borrow);
    m.borrows = borrow;
    m.specific = m.kind == MENTION_PERSON || m.kind == MENTION_BODY || m.kind <= MENTION_PLACE || first < k;
    m.next = m.to;
    if (m.kind >= MENTION_BODY && m.kind <= MENTION_GROUP) m.name.start = term_at(d, name_begin(d, list, first, k))->start;
    if (head->kind == ENTRY_DEMONYM) make_demonym(&m);
    return m;
}

static void add_postposition(const struct doc *d, struct mention *m, uint32_t to) {
    uint32_t at = m->to + bracket(d, m->to, to);
    if (at >= to) return;
    /* A postposition asks for the genitive, or stands after a bare name (থেকে, নিয়ে). */
    uint32_t post = postposition_at(d, at);
    if (post == NO_WORD) return;
    m->post = post;
    m->next = at + 1;
}

/* A bare name right before a bent noun or one with a postposition: রাশিয়া সফরে, বাংলাদেশ পরিস্থিতি নিয়ে, ফেসবুক আইডিতে; and a capital
 * before any noun or number: ঢাকা মেডিকেল, ঢাকা-৮; a role that somebody takes: বাদী হয়ে. -দের before a bent noun is no dative. */
static bool is_compound(const struct doc *d, const struct mention *m, uint32_t to) {
    bool dative = m->plural && m->kase == CASE_GEN;
    if ((m->kase != CASE_NOM && !dative) || m->post != NO_WORD || (m->plural && !dative) || m->kind >= MENTION_PERSON || m->to + 1 >= to) return false;
    const struct term *t = term_at(d, m->to);
    if (term_sign(t, '-') && t->joined) return true;
    const struct morph *n = term_nominal(t), *v = verb_at(d, m->to, to);
    if (v && v->form == FORM_PART && term_has_key(d->pack, t, KEY_BE) && m->kind >= MENTION_OFFICE) return true;
    if (t->kind != TOKEN_WORD || !n || n->pos != POS_NOUN || term_verb(t)) return false;
    return m->kind == MENTION_SEAT || n->kase == CASE_GEN || n->kase == CASE_LOC || postposition_at(d, m->to + 1) != NO_WORD;
}

static void link_person(struct doc *d, struct mention *m, const struct atom *head) {
    m->person = person_of(d, head->from, head->to);
    if (m->person == NO_WORD) return;
    struct person_in *p = &d->persons.at[m->person];
    if (p->mentions.len == 0) { p->sentence = m->sentence; p->found = head->found; }
    *vec_push(d->arena, &p->mentions) = m->name;
    if (p->known == NO_WORD) p->known = head->entry;
    const char *from = head->entry != NO_WORD ? "the table of people" : "the title or body at the name";
    if (p->code.len == 0 && m->code.len) { p->code = m->code; p->code_from = from; }
    if (m->sector.len && (p->sector.len == 0 || m->authority > p->authority)) {
        p->sector = m->sector;
        p->sector_from = m->authority && head->entry == NO_WORD ? "the title at the name" : from;
        p->authority = m->authority;
    }
    if (p->latin.len == 0) p->latin = m->latin;
    if (p->office.len == 0) p->office = m->office;
    if (p->left.len == 0) p->left = m->left;
}

/* True if only a joining word stands between the two mentions. */
static bool joined_by(const struct doc *d, const struct mention *a, const struct mention *b) {
    if (a->kase != CASE_NOM && a->kase != b->kase) return false;
    if (a->post != NO_WORD || b->from <= a->to) return false;
    uint32_t at = a->to + bracket(d, a->to, b->from), gap = b->from - at;       /* রহিম (২৮), করিম (৩৮) */
    const struct term *t = term_at(d, at);
    if (gap == 1) return term_has_key(d->pack, t, KEY_AND) || term_sign(t, ',') || (term_sign(t, '-') && t->joined);
    return gap == 2 && term_sign(t, ',') && term_has_key(d->pack, term_at(d, at + 1), KEY_AND);
}

static void add_pronouns(struct doc *d, const struct sentence_in *s, uint32_t sentence) {
    for (uint32_t i = s->from; i < s->to; i++) {
        const struct term *t = term_at(d, i);
        const struct morph *m = term_nominal(t);
        if (!m || m->pos != POS_PRON || m->lemma == NO_WORD) continue;
        bool they = pack_has_key(d->pack, m->lemma, KEY_THEY);
        if (!they && !pack_has_key(d->pack, m->lemma, KEY_HE)) continue;
        struct mention p = {.from = i, .to = i + 1, .next = i + 1, .post = NO_WORD, .kind = MENTION_PRONOUN, .kase = m->kase, .plural = they || (m->flags & MORPH_PLURAL),
                            .name = {t->start, t->end}, .entry = NO_WORD, .person = NO_WORD, .sentence = sentence};
        add_postposition(d, &p, s->to);
        *vec_push(d->arena, &d->mentions) = p;
    }
}

static void sort_mentions(struct mention *m, uint32_t n) {
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && m[k - 1].from > m[k].from; k--) {
            struct mention swap = m[k];
            m[k] = m[k - 1];
            m[k - 1] = swap;
        }
}

/* The mention with its head at list[k] and its modifiers from list[first] on, then those that stand inside it. */
static void add_mention(struct doc *d, const atoms *list, uint32_t first, uint32_t k, uint32_t sentence) {
    uint32_t to = d->sentences[sentence].to;
    struct mention m = make_mention(d, list->at, first, k, sentence);
    add_postposition(d, &m, to);
    m.compound |= is_compound(d, &m, to);
    if (m.kind == MENTION_PERSON) {
        take_behind(d, list->at, list->len, k, to, &m);
        link_person(d, &m, &list->at[k]);
    }
    *vec_push(d->arena, &d->mentions) = m;
    for (uint32_t i = k; i-- > first;) {
        if (mention_kind(&list->at[i]) > MENTION_PLACE) continue;
        struct mention inner = make_mention(d, list->at, i, i, sentence);
        inner.absorbed = 1;
        *vec_push(d->arena, &d->mentions) = inner;
    }
}

/* A body that only says whose somebody is, or tells the name of a body again: রহিম (বিএনপি), জাতীয় নাগরিক পার্টি (এনসিপি). */
static bool in_bracket_of(const struct doc *d, const struct mention *name, const struct mention *m) {
    if ((name->kind != MENTION_PERSON && name->kind != MENTION_BODY) || m->kind != MENTION_BODY || m->from != name->to + 1 || !term_sign(term_at(d, name->to), '(')) return false;
    return m->to < d->terms.len && term_sign(term_at(d, m->to), ')');
}

/* What the bearer of a name is, told behind it: রহিম (৪৫) নামে এক শ্রমিককে. */
static bool is_named(const struct doc *d, const struct mention *name, const struct mention *m) {
    enum { LIGHT_MAX = 3 };
    if (name->kind != MENTION_PERSON || (m->kind != MENTION_GROUP && m->kind != MENTION_OFFICE) || m->from <= name->to) return false;
    uint32_t at = name->to + bracket(d, name->to, m->from);
    if (at >= m->from || !term_has_key(d->pack, term_at(d, at), KEY_NAMED) || m->from - at - 1 > LIGHT_MAX) return false;
    for (uint32_t i = at + 1; i < m->from; i++)
        if (!is_light(d, i) && !find_phrase(d, i, m->from, BIT(ENTRY_DEMONYM)).count) return false;
    return true;
}

/* Both are one; the ending stands on what he is. */
static void take_case(struct mention *name, struct mention *m) {
    name->kase = m->kase;
    name->post = m->post;
    name->next = m->next;
    name->plural |= m->plural;
    m->absorbed = 1;
}

static void make_mentions(struct doc *d, uint32_t sentence, const atoms *list) {
    enum { MODIFIERS_MAX = 8 };
    struct sentence_in *s = &d->sentences[sentence];
    VEC(uint32_t) heads = {0};                  /* from the last: a head, the first of its modifiers */
    s->mention_from = d->mentions.len;
    for (uint32_t k = list->len; k-- > 0;) {
        if (list->at[k].kind == ENTRY_HONORIFIC) continue;
        uint32_t first = k;
        while (first > 0 && k - first < MODIFIERS_MAX && modifies(d, &list->at[first - 1], &list->at[first])) first--;
        *vec_push(d->arena, &heads) = k;
        *vec_push(d->arena, &heads) = first;
        k = first;
    }
    for (uint32_t i = heads.len; i > 0; i -= 2) add_mention(d, list, heads.at[i - 1], heads.at[i - 2], sentence);
    add_pronouns(d, s, sentence);
    uint32_t n = d->mentions.len - s->mention_from;
    struct mention *m = n ? d->mentions.at + s->mention_from : NULL;
    sort_mentions(m, n);
    for (uint32_t i = 1, last = 0; i < n; i++) {
        if (in_bracket_of(d, &m[last], &m[i])) m[i].absorbed = 1;
        if (is_named(d, &m[last], &m[i])) take_case(&m[last], &m[i]);
        if (m[i].absorbed) continue;
        m[i].listed = joined_by(d, &m[last], &m[i]);
        m[i].bracketed = bracket(d, m[last].to, m[i].from) > 0;
        m[i].coordinated = m[i].listed && last + 1 == i;
        last = i;
    }
    s->mention_to = d->mentions.len;
}

void read_people(struct doc *d) {
    atoms list = {0};
    for (uint32_t s = 0; s < d->sentence_count; s++) find_atoms(d, &d->sentences[s], &list, true);
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        find_atoms(d, &d->sentences[s], &list, false);
        make_mentions(d, s, &list);
    }
    read_standing(d);
    tell_people(d);
    tell_places(d);
}
