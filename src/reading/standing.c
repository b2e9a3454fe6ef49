/* What people are: the country and the sector of each, from what is told at their names, from those they are named with, from their
 * names, and at last from where the article plays. Every answer keeps what it came from, for whoever asks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

/* ---- where it plays --------------------------------------------------------------------------------------------------------------------------- */

enum { COUNTRIES_MAX = 64 };
struct tally { str code; uint32_t n; };
struct countries { struct tally at[COUNTRIES_MAX]; uint32_t len; };

static void tally_add(struct countries *c, str code, uint32_t weight) {
    for (uint32_t i = 0; i < c->len; i++)
        if (str_eq(c->at[i].code, code)) { c->at[i].n += weight; return; }
    if (c->len < COUNTRIES_MAX) c->at[c->len++] = (struct tally){code, weight};
}

static uint32_t tally_of(const struct countries *c, str code) {
    for (uint32_t i = 0; i < c->len; i++)
        if (str_eq(c->at[i].code, code)) return c->at[i].n;
    return 0;
}

static bool is_country(str code) {
    static const char *const others[] = {"IGO", "NGO", "MNC", "IMG"};
    for (size_t i = 0; i < LENGTH(others); i++)
        if (str_is(code, others[i])) return false;
    return code.len == 3;
}

/* The country whose outlet this is, else that of the pack. */
static str home_of(const struct doc *d) {
    for (uint32_t i = 0; d->outlet.len && i < pack_count(d->pack, SECTION_ENTRIES); i++) {
        const struct entry *e = pack_entry(d->pack, i);
        if (e->kind == ENTRY_CALENDAR && str_holds(d->outlet, pack_string(d->pack, e->name))) return pack_string(d->pack, e->code);
    }
    return str_of(d->pack->blob->home);
}

/* A place, or a country that something happens in: সোমালিয়ায়. */
static bool plays_at(const struct mention *m) {
    return is_country(m->code) && (m->kind == MENTION_PLACE || (m->kind == MENTION_COUNTRY && m->kase == CASE_LOC));
}

/* The country that the article's names speak of most; home has a head start, since its own news need not name it. */
static void find_countries(struct doc *d, struct countries *all) {
    enum { HOME_START = 1, HOME_NAMED = 2 };
    uint32_t best = 0;
    tally_add(all, home_of(d), HOME_START);
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (is_country(m->code) && m->kind <= MENTION_BODY) tally_add(all, m->code, m->kind == MENTION_PLACE ? 2 : 1);
    }
    if (all->at[0].n > HOME_START) all->at[0].n += HOME_NAMED;
    for (uint32_t i = 0; i < all->len; i++)
        if (all->at[i].n > best) { best = all->at[i].n; d->country = all->at[i].code; }
    for (uint32_t s = 0; s < d->sentence_count; s++)
        for (uint32_t i = d->sentences[s].mention_from; i < d->sentences[s].mention_to; i++)
            if (plays_at(&d->mentions.at[i])) d->sentences[s].country = d->mentions.at[i].code;
}

/* ---- from the name ---------------------------------------------------------------------------------------------------------------------------- */

enum { BEARERS_MAX = 64 };

/* The countries where the words of a name are borne (names.tsv), counted by the words that tell them. */
static uint32_t bearers(const struct doc *d, const struct person_in *p, struct tally *of) {
    uint32_t n = 0;
    for (uint32_t i = p->from; i < p->to; i++) {
        struct found f = find_phrase(d, i, i + 1, 1u << ENTRY_NAME);
        const struct entry *e = f.count ? pack_entry(d->pack, f.entry) : NULL;
        str codes = e ? pack_string(d->pack, e->code) : (str){0};
        for (size_t at = 0; at + 3 <= codes.len; at += 4) {
            str code = str_sub(codes, at, at + 3);
            uint32_t k = 0;
            while (k < n && !str_eq(of[k].code, code)) k++;
            if (k == n && n < BEARERS_MAX) of[n++] = (struct tally){code, 0};
            if (k < n) of[k].n++;
        }
    }
    return n;
}

/* The country that is told most of those where the name is borne; NULL if it is no name of a table. */
static const struct tally *bearer_told(const struct doc *d, const struct countries *told, const struct person_in *p, struct tally *of) {
    uint32_t n = bearers(d, p, of), most = 0;
    const struct tally *best = NULL;
    for (uint32_t i = 0; i < n; i++) most = of[i].n > most ? of[i].n : most;
    for (uint32_t i = 0; i < n; i++)
        if (of[i].n == most && (!best || tally_of(told, of[i].code) > tally_of(told, best->code))) best = &of[i];
    return best;
}

/* The country told last before somebody in the sentence of his first mention, by whatever names one. */
static str country_before(const struct doc *d, const struct person_in *p) {
    const struct sentence_in *in = &d->sentences[p->sentence];
    str country = {0};
    for (uint32_t i = in->mention_from; i < in->mention_to && d->mentions.at[i].from < p->from; i++) {
        const struct mention *m = &d->mentions.at[i];
        if (m->kind != MENTION_GROUP && m->kind != MENTION_PRONOUN && is_country(m->code)) country = m->code;
    }
    return country;
}

/* True if the name is borne in the country, or if no table tells where. */
static bool may_bear(const struct tally *of, const struct tally *borne, str country) {
    for (uint32_t i = 0; borne && i < BEARERS_MAX && of[i].code.len; i++)
        if (str_eq(of[i].code, country)) return true;
    return !borne;
}

/* The foreign country told most, when it is told more than in passing. */
static str foreign_told(const struct countries *told) {
    enum { FOREIGN_TOLD = 3 };
    str best = {0};
    uint32_t most = FOREIGN_TOLD - 1;
    for (uint32_t i = 1; i < told->len; i++)
        if (told->at[i].n > most) { most = told->at[i].n; best = told->at[i].code; }
    return best;
}

static bool borne_in(const struct doc *d, const struct person_in *p, str country) {
    struct tally of[BEARERS_MAX] = {0};
    return bearers(d, p, of) == 0 || may_bear(of, of, country);
}

/* The country of somebody of whom nothing is told: that told before him in his sentence, if his name is borne there; else of those where
 * it is borne the one that the article speaks of most. A name that no table knows is foreign in an article that plays at home. */
static void country_by_name(const struct doc *d, const struct countries *told, struct person_in *p) {
    struct tally of[BEARERS_MAX] = {0};
    const struct tally *borne = bearer_told(d, told, p, of);
    str near = country_before(d, p), foreign = str_eq(d->country, told->at[0].code) ? foreign_told(told) : (str){0};
    p->code = d->country;
    p->code_from = "where the article plays";
    if (near.len && may_bear(of, borne, near)) {
        p->code = near;
        p->code_from = "the country told before in its sentence";
    } else if (borne) {
        p->code = tally_of(told, borne->code) ? borne->code : (str){0};
        p->code_from = "where the name is borne";
    } else if (foreign.len && p->word_count >= 2) {
        p->code = foreign;
        p->code_from = "a foreign name where that country is told";
    }
}

/* ---- what is shared ---------------------------------------------------------------------------------------------------------------------------- */

/* The person whose office was told in these words before, or after for a headline: প্রধানমন্ত্রী for the one prime minister of the article. */
enum { OFFICE_PERSONS_MAX = 64 };
static uint32_t person_in_office(const struct doc *d, const struct mention *m) {
    uint32_t found = NO_WORD;
    for (uint32_t i = 0; i < d->persons.len && i < OFFICE_PERSONS_MAX; i++) {
        const struct person_in *p = &d->persons.at[i];
        if (!str_eq(p->office, m->office) || (m->specific && m->code.len && p->code.len && !str_eq(m->code, p->code))) continue;
        if (found != NO_WORD) return NO_WORD;
        found = i;
    }
    return found;
}

/* The sector of a body named shortly before, alone or with its office: for an office that borrows one. */
static str sector_before(const struct doc *d, uint32_t i) {
    enum { LOOK_BACK = 12 };
    for (uint32_t k = i, n = 0; k-- > 0 && n < LOOK_BACK && d->mentions.at[i].sentence - d->mentions.at[k].sentence <= 1; n++) {
        const struct mention *m = &d->mentions.at[k];
        if ((m->kind == MENTION_BODY || m->borrows) && m->sector.len) return m->sector;
    }
    return (str){0};
}

/* The sector of most of the article's bodies that have members and posts; unknown unless it is plainly one. */
static str sector_of_bodies(const struct doc *d) {
    static const char *const official[] = {"GOV", "COP", "JUD", "MIL", "PRM", "JRN", "LEG", "SPY", ""};
    enum { PLAINLY = 3 };
    struct countries sectors = {0};
    uint32_t all = 0, best = 0;
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        const struct mention *m = &d->mentions.at[i];
        bool counts = m->kind == MENTION_BODY || (m->borrows && m->sector.len);
        for (size_t k = 0; k < LENGTH(official); k++) counts = counts && !str_is(m->sector, official[k]);
        if (!counts) continue;
        tally_add(&sectors, m->sector, 1);
        all++;
    }
    for (uint32_t i = 1; i < sectors.len; i++)
        if (sectors.at[i].n > sectors.at[best].n) best = i;
    return all >= PLAINLY && sectors.at[best].n * 4 >= all * 3 ? sectors.at[best].code : (str){0};
}

/* The mention before this one that no other took in. */
static const struct mention *neighbour(const struct doc *d, uint32_t i) {
    while (i-- > 0)
        if (!d->mentions.at[i].absorbed) return &d->mentions.at[i];
    return NULL;
}

/* The sector of those whom a list tells by name: প্রার্থীরা হলেন রহিম, করিম …; unknown for whoever is only hurt or arrested. */
static str sector_listed_as(const struct doc *d, uint32_t i) {
    const struct mention *m = &d->mentions.at[i], *group = neighbour(d, i);
    uint32_t at = m->from, least = d->sentences[m->sentence].from;
    while (at > least && term_at(d, at - 1)->kind == TOKEN_PUNCT) at--;
    bool are = at > least && term_has_key(d->pack, term_at(d, at - 1), KEY_BE) && group && group->sentence == m->sentence && group->to == at - 1;
    if (!are || !group->plural || group->kase != CASE_NOM || str_is(group->sector, "CVL") || str_is(group->sector, "CRM")) return (str){0};
    return group->sector;
}

/* Who was told once to have left an office has left it, though he is called by it again: সাবেক প্রধান বিচারপতি রহিম … বিচারপতি রহিম. */
static void retire(struct doc *d) {
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        struct mention *m = &d->mentions.at[i];
        struct person_in *p = m->person == NO_WORD ? NULL : &d->persons.at[m->person];
        if (!p || p->left.len == 0 || m->left.len || m->authority == 0 || !str_ends(p->left, m->office)) continue;
        if (p->authority == m->authority && str_eq(p->sector, m->sector)) { p->sector = STR("ELI"); p->sector_from = "the office he has left"; p->authority = 1; }
        m->sector = STR("ELI");
        m->authority = 1;
    }
}

/* Whom a bare word for many was told of shortly before, if of one group alone: পরিবহন নেতারা … নেতারা. */
static const struct mention *told_fully(const struct doc *d, uint32_t i) {
    enum { LOOK_BACK = 30 };
    const struct mention *m = &d->mentions.at[i], *found = NULL;
    if ((m->kind != MENTION_OFFICE && m->kind != MENTION_GROUP) || !m->plural || m->to - m->from > 1) return NULL;
    const struct morph *word = term_nominal(term_at(d, m->from));
    for (uint32_t k = i, n = 0; word && k-- > 0 && n < LOOK_BACK; n++) {
        const struct mention *b = &d->mentions.at[k];
        const struct morph *last = term_nominal(term_at(d, b->to - 1));
        bool same = (b->kind == MENTION_OFFICE || b->kind == MENTION_GROUP) && b->plural && b->to - b->from > 1 && last && last->lemma == word->lemma;
        if (!same || b->sector.len == 0) continue;
        if (found && (!str_eq(found->sector, b->sector) || !str_eq(found->code, b->code))) return NULL;
        found = b;
    }
    return found;
}

/* Standing that a mention shares with its neighbours: the office's body, the title at the head of a list of names. */
static void share_standing(struct doc *d) {
    str bodies = sector_of_bodies(d);
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        struct mention *m = &d->mentions.at[i];
        struct person_in *p = m->person == NO_WORD ? NULL : &d->persons.at[m->person];
        const char *sector_from = "the title or body at the name", *code_from = "the title at the name";
        const struct mention *fuller = told_fully(d, i);
        if (fuller) m->sector = fuller->sector;
        if (fuller && m->code.len == 0) m->code = fuller->code;
        if (p && p->known != NO_WORD && m->borrows && m->sector.len == 0) m->sector = sector_on(d->pack, pack_entry(d->pack, p->known), d->has_published, d->published);
        if (m->borrows && m->sector.len == 0) { m->sector = sector_before(d, i); sector_from = "a body named before"; }
        if (m->borrows && m->sector.len == 0) { m->sector = bodies.len ? bodies : m->otherwise; sector_from = bodies.len ? "the article's bodies" : "the post, where no body is told"; }
        if (p) m->otherwise = sector_listed_as(d, i);
        const struct mention *before = m->kind == MENTION_PERSON && m->listed ? neighbour(d, i) : NULL;
        if (before && before->kind == MENTION_PERSON) {
            if (m->otherwise.len == 0) m->otherwise = before->otherwise;
            if (m->sector.len == 0 && m->office.len == 0 && !m->bracketed && (before->office.len || before->listed || before->borrows)) { m->sector = before->sector; sector_from = "the title at the head of the list"; }
            if (m->code.len == 0 && (!p || (p->code.len == 0 && borne_in(d, p, before->code)))) { m->code = before->code; code_from = "those it is listed with"; }
        }
        if (!p) continue;
        if (m->sector.len == 0 && m->otherwise.len) { m->sector = m->otherwise; sector_from = "what those are of whom a list tells"; }
        if (p->sector.len == 0 && m->sector.len) { p->sector = m->sector; p->sector_from = sector_from; }
        if (p->code.len == 0 && m->code.len) { p->code = m->code; p->code_from = code_from; }
    }
}

/* ---- what is left --------------------------------------------------------------------------------------------------------------------------------- */

static void fill_persons(struct doc *d, struct countries *all) {
    enum { PERSON_TOLD = 2 };
    for (uint32_t i = 0; i < d->persons.len; i++)
        if (is_country(d->persons.at[i].code)) tally_add(all, d->persons.at[i].code, PERSON_TOLD);
    for (uint32_t i = 0; i < d->persons.len; i++) {
        struct person_in *p = &d->persons.at[i];
        if (p->code.len == 0) country_by_name(d, all, p);
        if (p->latin.len == 0) p->latin = latin_name(d, span_text(d, p->name));
    }
}

/* What a mention does not say itself: from the person's other mentions, then from where it plays. */
static void fill_mentions(struct doc *d) {
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        struct mention *m = &d->mentions.at[i];
        if (m->kind == MENTION_OFFICE && m->office.len) m->person = person_in_office(d, m);
        if (m->person != NO_WORD) {
            struct person_in *p = &d->persons.at[m->person];
            if (m->code.len == 0) m->code = p->code;
            if (p->sector.len && (m->sector.len == 0 || p->known != NO_WORD || p->authority > m->authority)) m->sector = p->sector;
            if (m->office.len == 0) m->office = p->office;
            m->latin = p->latin;
            m->name = p->name;
        }
        bool someone = m->kind >= MENTION_BODY && m->kind != MENTION_PRONOUN;
        if (someone && m->code.len == 0 && m->person == NO_WORD) m->code = d->sentences[m->sentence].country.len ? d->sentences[m->sentence].country : d->country;
        if (someone && m->kind != MENTION_BODY && m->sector.len == 0 && is_country(m->code)) m->sector = STR("CVL");
    }
    for (uint32_t i = 0; i < d->persons.len; i++) {
        struct person_in *p = &d->persons.at[i];
        if (p->sector.len == 0 && is_country(p->code)) { p->sector = STR("CVL"); p->sector_from = "nothing told: a private person"; }
    }
}

void read_standing(struct doc *d) {
    struct countries all = {0};
    find_countries(d, &all);
    retire(d);
    share_standing(d);
    fill_persons(d, &all);
    fill_mentions(d);
}
