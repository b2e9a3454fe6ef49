/* The tables of names, numbers and time words: phrases with what they mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/compile.h"

/* ---- phrases --------------------------------------------------------------------------------------------------------------------------- */

/* The words of a phrase, in b->scratch; with `verbs`, a verb lemma is marked to stand for all its forms. Returns how many. */
int phrase_elements(struct builder *b, str phrase, bool verbs) {
    struct tokens t = tokenize(&b->arena, &b->letters, phrase);
    if (t.len == 0 || t.len > PHRASE_MAX) { complain(b, "a phrase has 1 to %d words", PHRASE_MAX); return 0; }
    for (uint32_t i = 0; i < t.len; i++) {
        uint32_t w = word_add(b, token_fold(&t, i));
        if (w == NO_WORD) { complain(b, "'%.*s' holds what is no word", (int)phrase.len, phrase.at); return 0; }
        b->scratch[i] = verbs && b->words.at[w].verb ? w | ELEMENT_VERB : w;
    }
    return (int)t.len;
}

uint32_t store_elements(struct builder *b, const uint32_t *words, int n) {
    uint32_t at = b->word_list.len;
    for (int i = 0; i < n; i++) *vec_push(&b->arena, &b->word_list) = words[i];
    return at;
}

static const uint32_t TIME_KINDS = 1u << ENTRY_NUMBER | 1u << ENTRY_MONTH | 1u << ENTRY_WEEKDAY | 1u << ENTRY_TIME | 1u << ENTRY_TIMEPART | 1u << ENTRY_PERIOD;

static void add_phrase(struct builder *b, uint32_t entry, str phrase, bool verbs, int pos) {
    int n = phrase_elements(b, phrase, verbs);
    if (!n) return;
    uint32_t first = b->scratch[0] & ~ELEMENT_VERB, last = b->scratch[n - 1] & ~ELEMENT_VERB;
    struct builder_word *w = &b->words.at[first];
    for (uint32_t i = 0; i < w->phrases.len; i++) {
        const struct phrase *p = &b->phrases.at[w->phrases.at[i]];
        const struct entry *e = &b->entries.at[p->entry];
        if (p->count == (uint32_t)n && e->file == b->file_index && e->kind == b->entries.at[entry].kind &&
            memcmp(b->word_list.at + p->words, b->scratch, sizeof(uint32_t) * (size_t)n) == 0) {
            bool shared = e->kind == ENTRY_CONTEXT || e->kind == ENTRY_MODE;
            if (p->entry != entry && !shared)
                complain(b, "the same entry twice: %.*s (first on line %u)", (int)phrase.len, phrase.at, e->line);
            if (p->entry == entry || !shared) return;
        }
    }
    if (w->phrases.len == UINT16_MAX) { complain(b, "more than %d entries begin with the same word", UINT16_MAX); return; }
    *vec_push(&b->arena, &b->phrases) = (struct phrase){store_elements(b, b->scratch, n), (uint32_t)n, entry};
    *vec_push(&b->arena, &w->phrases) = b->phrases.len - 1;
    if (TIME_KINDS >> b->entries.at[entry].kind & 1) w->keys |= WORD_TIMES;
    if (pos && !word_has_pos(b, last, pos) && (n == 1 || b->words.at[last].morphs.len == 0))
        morph_add(b, last, (struct morph){.lemma = last, .pos = (uint8_t)pos});
}

static const char *const sector_names[] = {"GOV", "COP", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
                                           "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "="};

bool is_sector(str name) { return find_name(name, sector_names, LENGTH(sector_names)) >= 0; }

/* Cuts s at the first `mark`; the rest is empty if there is none. */
str cut_at(str s, char mark, str *rest) {
    size_t at = 0;
    while (at < s.len && s.at[at] != mark) at++;
    *rest = at < s.len ? str_sub(s, at + 1, s.len) : (str){0};
    return str_sub(s, 0, at);
}

/* "GOV@2009-01-06/2024-08-05": a sector, perhaps with the days it holds. */
static bool parse_sector(struct builder *b, str value, struct sector *s) {
    str days, to, name = cut_at(value, '@', &days), from = cut_at(days, '/', &to);
    *s = (struct sector){.from = INT32_MIN, .to = INT32_MAX};
    if (!is_sector(name)) return complain(b, "unknown sector '%.*s'", (int)name.len, name.at), false;
    memcpy(s->name, name.at, name.len);
    bool good = (!from.len || days_from_iso(from, &s->from)) && (!to.len || days_from_iso(to, &s->to)) && s->from <= s->to;
    if (!good) complain(b, "dates of a sector are written GOV@2009-01-06/2024-08-05");
    return good;
}

/* The sectors of a cell, in order of preference. */
static void parse_sectors(struct builder *b, str cell, struct entry *e) {
    str values[VALUES_MAX];
    int n = each_value(b, cell, values, VALUES_MAX);
    struct sector s;
    e->sectors = b->sectors.len;
    for (int i = 0; i < n && parse_sector(b, values[i], &s); i++) {
        *vec_push(&b->arena, &b->sectors) = s;
        e->sector_count++;
    }
}

struct entry *new_entry(struct builder *b, enum entry_kind kind, str name, str latin) {
    struct entry *e = vec_push(&b->arena, &b->entries);
    *e = (struct entry){.kind = (uint8_t)kind, .file = b->file_index, .line = b->line};
    e->name = pool_add(b, name);
    e->latin = pool_add(b, latin);
    return e;
}

/* All names of a cell as phrases of the entry that was just made. */
void add_names(struct builder *b, str cell, bool verbs, int pos) {
    str values[VALUES_MAX];
    int n = each_value(b, cell, values, VALUES_MAX);
    if (n == 0) complain(b, "no name");
    for (int i = 0; i < n; i++) add_phrase(b, b->entries.len - 1, values[i], verbs, pos);
}

static str first_value(str cell) {
    size_t at = 0;
    return next_value(cell, &at);
}

bool is_country_code(str code) {
    if (code.len != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (code.at[i] < 'A' || code.at[i] > 'Z') return false;
    return true;
}

static bool country_code_ok(struct builder *b, str code) {
    bool ok = code.len == 0 || is_country_code(code);
    if (!ok) complain(b, "'%.*s' is no ISO 3166-1 alpha-3 or IGO/NGO/MNC/IMG code", (int)code.len, code.at);
    return ok;
}

static bool country_codes_ok(struct builder *b, str cell) {
    str codes[VALUES_MAX];
    bool ok = true;
    for (int i = 0, n = each_value(b, cell, codes, VALUES_MAX); i < n; i++) ok = country_code_ok(b, codes[i]) && ok;
    return ok;
}

/* ---- tables of names --------------------------------------------------------------------------------------------------------------------- */

static void take_setting(struct builder *b, const struct row *r) {
    bool home = str_is(r->cell[0], "home");
    if (!home && !str_is(r->cell[0], "bearers")) { complain(b, "unknown setting '%.*s'", (int)r->cell[0].len, r->cell[0].at); return; }
    if (seen_before(b, "setting", r->cell[0])) return;
    if (home && !is_country_code(r->cell[1])) { complain(b, "home is a country's code of three letters"); return; }
    if (home) memcpy(b->home, r->cell[1].at, 3);
    else if (country_codes_ok(b, r->cell[1])) b->bearers = pool_add(b, r->cell[1]);
}

static void take_country(struct builder *b, const struct row *r) {
    static const enum entry_kind kinds[] = {ENTRY_COUNTRY, ENTRY_DEMONYM, ENTRY_SEAT};
    if (!country_code_ok(b, r->cell[0])) return;
    for (int i = 0; i < 3; i++) {
        if (i && r->cell[2 + i].len == 0) continue;
        struct entry *e = new_entry(b, kinds[i], first_value(r->cell[2]), r->cell[1]);
        e->code = pool_add(b, r->cell[0]);
        parse_sectors(b, STR("GOV"), e);
        add_names(b, r->cell[2 + i], false, i == 1 ? POS_ADJ : POS_PLACE);
    }
}

const char *const place_kind_names[PLACE_KINDS] = {"division", "district", "upazila", "city", "area", "region", "sea", "site"};

static void take_place(struct builder *b, const struct row *r) {
    int kind = find_name(r->cell[3], place_kind_names, PLACE_KINDS);
    double lat = 0, lon = 0;
    if (kind < 0) { complain(b, "unknown kind of place '%.*s'", (int)r->cell[3].len, r->cell[3].at); return; }
    if (!country_code_ok(b, r->cell[2])) return;
    if (r->cell[5].len && (!parse_number(r->cell[5], &lat) || !parse_number(r->cell[6], &lon) || lat < -90 || lat > 90 || lon < -180 || lon > 180)) {
        complain(b, "latitude and longitude are degrees");
        return;
    }
    struct entry *e = new_entry(b, ENTRY_PLACE, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)kind;
    e->code = pool_add(b, r->cell[2]);
    e->parent = pool_add(b, r->cell[4]);     /* its Latin name; its entry after find_parents */
    e->x = lat;
    e->y = lon;
    add_names(b, r->cell[0], false, POS_PLACE);
}

/* A place's parent by the entry's number plus one: the first place of that Latin name. */
static void find_parents(struct builder *b, const char *file) {
    for (uint32_t i = 0; i < b->entries.len; i++) {
        struct entry *e = &b->entries.at[i];
        if (e->kind != ENTRY_PLACE || !e->parent) continue;
        uint32_t k = 0;
        while (k < b->entries.len && (b->entries.at[k].kind != ENTRY_PLACE || b->entries.at[k].latin != e->parent || k == i)) k++;
        if (k == b->entries.len) {
            b->file = file;
            b->line = e->line;
            complain(b, "the parent is no place of this table");
        }
        e->parent = k + 1;
    }
}

const char *const body_kind_names[BODY_KINDS] = {"party", "wing", "ministry", "agency", "police", "force", "army", "court", "igo", "ngo", "media",
                                                 "company", "university", "union", "armed", "parliament", "body", "head"};

static void take_organization(struct builder *b, const struct row *r) {
    int kind = find_name(r->cell[4], body_kind_names, BODY_KINDS);
    if (kind < 0) { complain(b, "unknown kind of body '%.*s'", (int)r->cell[4].len, r->cell[4].at); return; }
    if (!country_code_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_ORGANIZATION, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)kind;
    e->code = pool_add(b, r->cell[2]);
    parse_sectors(b, r->cell[3], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_office(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"head", "minister", "officer", "spokesman", "member", "rank", "profession"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    if (kind < 0) { complain(b, "unknown kind of office '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    struct entry *e = new_entry(b, ENTRY_OFFICE, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)kind;
    parse_sectors(b, r->cell[1], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_honorific(struct builder *b, const struct row *r) {
    int where = str_is(r->cell[1], "before") ? HONORIFIC_BEFORE : str_is(r->cell[1], "after") ? HONORIFIC_AFTER : -1;
    if (where < 0) { complain(b, "an honorific stands before or after a name"); return; }
    if (str_is(r->cell[2], "name")) where = HONORIFIC_NAME;
    else if (r->cell[2].len) { complain(b, "'%.*s' is not name", (int)r->cell[2].len, r->cell[2].at); return; }
    new_entry(b, ENTRY_HONORIFIC, r->cell[0], (str){0})->sub = (uint8_t)where;
    add_names(b, r->cell[0], false, POS_NONE);
}

static void take_group(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"", "accused", "victims", "protesters", "speakers", "body", "party", "person", "both", "sides"};
    int kind = r->cell[4].len ? find_name(r->cell[4], kinds, LENGTH(kinds)) : GROUP_OWN;
    if (kind < 0) { complain(b, "unknown kind of group '%.*s'", (int)r->cell[4].len, r->cell[4].at); return; }
    if (!country_code_ok(b, r->cell[3])) return;
    struct entry *e = new_entry(b, ENTRY_GROUP, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)kind;
    e->code = pool_add(b, r->cell[3]);
    parse_sectors(b, r->cell[2], e);
    add_names(b, r->cell[0], false, POS_NOUN);
}

static void take_person(struct builder *b, const struct row *r) {
    if (!country_code_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_PERSON, first_value(r->cell[0]), r->cell[1]);
    e->code = pool_add(b, r->cell[2]);
    parse_sectors(b, r->cell[3], e);
    add_names(b, r->cell[0], false, POS_NAME);
}

/* The code of a name is the list of the countries where it is borne, as the cell has it: codes of three letters parted by one byte. */
static void take_name(struct builder *b, const struct row *r) {
    if (!country_codes_ok(b, r->cell[2])) return;
    struct entry *e = new_entry(b, ENTRY_NAME, first_value(r->cell[0]), r->cell[1]);
    e->code = r->cell[2].len ? pool_add(b, r->cell[2]) : b->bearers;
    add_names(b, r->cell[0], false, POS_NAME);
}

static void take_number(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"unit", "times", "fraction", "ordinal", "vague"};
    int kind = find_name(r->cell[2], kinds, LENGTH(kinds));
    double value;
    if (kind < 0) { complain(b, "unknown kind of number '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    if (!parse_number(r->cell[1], &value)) { complain(b, "'%.*s' is no number", (int)r->cell[1].len, r->cell[1].at); return; }
    struct entry *e = new_entry(b, ENTRY_NUMBER, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)kind;
    e->x = value;
    add_names(b, r->cell[0], false, POS_NUM);
}

static const char *const time_units[] = {"day", "week", "month", "year", "weekend", "fiscal", "named", "hour"};

static void take_calendar(struct builder *b, const struct row *r, enum entry_kind kind, int most) {
    static const char *const calendars[] = {"gregorian", "bangla"};
    int calendar = r->cell[2].len ? find_name(r->cell[2], calendars, 2) : 0;
    double value;
    if (!parse_whole(r->cell[1], 1, most, &value)) { complain(b, "a number from 1 to %d is wanted", most); return; }
    if (calendar < 0) { complain(b, "unknown calendar '%.*s'", (int)r->cell[2].len, r->cell[2].at); return; }
    struct entry *e = new_entry(b, kind, first_value(r->cell[0]), (str){0});
    e->a = (int16_t)value;
    e->b = (int16_t)calendar;
    add_names(b, r->cell[0], false, POS_NOUN);
}
static void take_month(struct builder *b, const struct row *r) { take_calendar(b, r, ENTRY_MONTH, 12); }
static void take_weekday(struct builder *b, const struct row *r) { take_calendar(b, r, ENTRY_WEEKDAY, 7); }

static void take_time(struct builder *b, const struct row *r) {
    static const char *const parts[] = {"", "start", "mid", "end"}, *const bases[] = {"", "told", "tense"};
    int unit = find_name(r->cell[1], time_units, LENGTH(time_units)), part = find_name(r->cell[3], parts, 4), basis = find_name(r->cell[4], bases, 3);
    enum { OFFSET_MAX = 10000 };
    double offset = 0;
    if (unit < 0) { complain(b, "unknown unit '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (part < 0) { complain(b, "unknown part '%.*s'", (int)r->cell[3].len, r->cell[3].at); return; }
    if (basis < 0) { complain(b, "an offset counts from the article (-), told or tense"); return; }
    if (str_is(r->cell[2], "past")) offset = -1;
    else if (str_is(r->cell[2], "next")) offset = 1;
    else if (!str_is(r->cell[2], "this") && !parse_whole(r->cell[2], -OFFSET_MAX, OFFSET_MAX, &offset)) {
        complain(b, "an offset is a whole number, past, this or next");
        return;
    }
    struct entry *e = new_entry(b, ENTRY_TIME, first_value(r->cell[0]), (str){0});
    e->sub = (uint8_t)part;
    e->a = (int16_t)unit;
    e->b = (int16_t)offset;
    e->code = (uint32_t)basis;
    add_names(b, r->cell[0], false, unit == UNIT_NAMED ? POS_NONE : POS_ADV);
}

static void take_time_part(struct builder *b, const struct row *r) {
    static const char *const roles[] = {"daypart", "clock", "zone", "about", "minute", "year", "era", "fiscal", "session", "apart", "edge", "within",
                                        "through", "begin", "every", "last", "now", "dateline", "stretch"};
    int role = find_name(r->cell[1], roles, LENGTH(roles));
    if (role < 0) { complain(b, "unknown part '%.*s' of a time expression", (int)r->cell[1].len, r->cell[1].at); return; }
    new_entry(b, ENTRY_TIMEPART, first_value(r->cell[0]), (str){0})->sub = (uint8_t)role;
    add_names(b, r->cell[0], false, POS_NONE);
}

/* A unit of time, or so many of it written as one word (তিনদিন); a count of 0 is vague (কয়েকমাস). */
static void take_period(struct builder *b, const struct row *r) {
    int unit = find_name(r->cell[1], time_units, LENGTH(time_units));
    double count = -1, scale = 1;
    if (unit < 0) { complain(b, "unknown unit '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (r->cell[2].len && (!parse_number(r->cell[2], &count) || count < 0)) { complain(b, "'%.*s' is no number of units", (int)r->cell[2].len, r->cell[2].at); return; }
    if (r->cell[3].len && (!parse_number(r->cell[3], &scale) || scale < 1)) { complain(b, "'%.*s' is no length of a unit", (int)r->cell[3].len, r->cell[3].at); return; }
    struct entry *e = new_entry(b, ENTRY_PERIOD, first_value(r->cell[0]), (str){0});
    e->a = (int16_t)unit;
    e->x = count;
    e->y = scale;
    add_names(b, r->cell[0], false, POS_NOUN);
}

/* How a country counts Bangla months and from which month its fiscal year; one entry for the country and one for each outlet. */
static void take_calendar_of(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"reformed", "traditional"};
    double month;
    int kind = find_name(r->cell[1], kinds, 2);
    if (!country_code_ok(b, r->cell[0])) return;
    if (kind < 0) { complain(b, "a Bangla calendar is reformed or traditional"); return; }
    if (!parse_whole(r->cell[2], 1, 12, &month)) { complain(b, "a number from 1 to 12 is wanted"); return; }
    str outlets[VALUES_MAX] = {{0}};
    int n = each_value(b, r->cell[3], outlets + 1, VALUES_MAX - 1);
    for (int i = 0; i <= n; i++) {
        struct entry *e = new_entry(b, ENTRY_CALENDAR, outlets[i], (str){0});
        e->code = pool_add(b, r->cell[0]);
        e->a = (int16_t)kind;
        e->b = (int16_t)month;
    }
}

static void take_reporting(struct builder *b, const struct row *r) {
    static const char *const kinds[] = {"says", "claims", "alleges", "denies", "source"};
    int kind = find_name(r->cell[1], kinds, LENGTH(kinds));
    if (kind < 0) { complain(b, "unknown kind of report '%.*s'", (int)r->cell[1].len, r->cell[1].at); return; }
    if (r->cell[2].len && !str_is(r->cell[2], "nom") && !str_is(r->cell[2], "gen")) {
        complain(b, "who reports stands in nom or gen, not '%.*s'", (int)r->cell[2].len, r->cell[2].at);
        return;
    }
    struct entry *e = new_entry(b, ENTRY_REPORT, r->cell[0], (str){0});
    e->sub = (uint8_t)kind;
    e->a = str_is(r->cell[2], "gen") ? CASE_GEN : CASE_NOM;
    add_names(b, r->cell[0], true, POS_NOUN);
}

static void take_guard(struct builder *b, const struct row *r) {
    new_entry(b, ENTRY_GUARD, r->cell[0], (str){0});
    add_names(b, r->cell[0], true, POS_NONE);
}

static void take_placeword(struct builder *b, const struct row *r) {
    int where = str_is(r->cell[2], "before") ? PLACEWORD_BEFORE : str_is(r->cell[2], "after") ? PLACEWORD_AFTER : str_is(r->cell[2], "end") ? PLACEWORD_END : -1;
    double level = 0;
    if (where < 0) { complain(b, "a word of a place stands before, after or at the end of its name"); return; }
    if (r->cell[3].len && !parse_whole(r->cell[3], 1, 5, &level)) { complain(b, "a resolution from 1 to 5 is wanted"); return; }
    struct entry *e = new_entry(b, ENTRY_PLACEWORD, first_value(r->cell[0]), r->cell[1]);
    e->sub = (uint8_t)where;
    e->a = (int16_t)level;
    add_names(b, r->cell[0], false, POS_NONE);
}

static void take_context(struct builder *b, const struct row *r) {
    new_entry(b, ENTRY_CONTEXT, r->cell[0], (str){0})->code = pool_add(b, r->cell[0]);
    add_names(b, r->cell[1], false, POS_NOUN);
}

void read_name_tables(struct builder *b) {
    read_table(b, "settings.tsv", 2, 2, take_setting);
    read_table(b, "countries.tsv", 3, 5, take_country);
    read_table(b, "places.tsv", 4, 7, take_place);
    find_parents(b, "places.tsv");
    read_table(b, "organizations.tsv", 5, 5, take_organization);
    read_table(b, "offices.tsv", 3, 3, take_office);
    read_table(b, "honorifics.tsv", 2, 3, take_honorific);
    read_table(b, "groups.tsv", 3, 5, take_group);
    read_table(b, "people.tsv", 4, 5, take_person);
    read_table(b, "names.tsv", 1, 3, take_name);
    read_table(b, "numbers.tsv", 3, 3, take_number);
    read_table(b, "months.tsv", 2, 3, take_month);
    read_table(b, "weekdays.tsv", 2, 2, take_weekday);
    read_table(b, "timewords.tsv", 3, 5, take_time);
    read_table(b, "timeparts.tsv", 2, 2, take_time_part);
    read_table(b, "periods.tsv", 2, 4, take_period);
    read_table(b, "calendars.tsv", 3, 4, take_calendar_of);
    read_table(b, "reporting.tsv", 2, 3, take_reporting);
    read_table(b, "placewords.tsv", 3, 4, take_placeword);
    read_table(b, "guards.tsv", 1, 2, take_guard);
    read_table(b, "contexts.tsv", 2, 2, take_context);
}
