/* The language pack, compiled: read-only tables that refer to each other by index, never by pointer, so that the built-in pack is
 * mapped and not relocated. compile.c makes the tables from lang/xx/ (formats: lang/bn/README.md). */
#ifndef PACK_H
#define PACK_H

#include "base/base.h"
#include "text/text.h"

#define NO_WORD UINT32_MAX

enum part_of_speech { POS_NONE, POS_NOUN, POS_ADJ, POS_ADV, POS_POST, POS_CONJ, POS_PART, POS_DET, POS_NUM, POS_INTJ, POS_PRON, POS_VERB,
                      POS_NAME /* of persons */, POS_PLACE };
enum grammatical_case { CASE_NOM, CASE_ACC, CASE_GEN, CASE_LOC };
/* A verb's tense or non-finite form. All up to FORM_NEG are finite. */
enum verb_form { FORM_NONE, FORM_PRES, FORM_CONT, FORM_PERF, FORM_PAST, FORM_PCONT, FORM_PPERF, FORM_HABIT, FORM_FUT, FORM_IMP, FORM_NEG,
                 FORM_PART, FORM_COND, FORM_INF, FORM_VN };
enum person { PERSON_NONE, PERSON_1, PERSON_2, PERSON_2I, PERSON_3, PERSON_3H };
enum { MORPH_PLURAL = 1, MORPH_DET = 2, MORPH_HUMAN = 4, MORPH_HONOUR = 8, MORPH_EMPHATIC = 16, MORPH_NEGATED = 32, MORPH_GUESS = 64 };

static inline bool form_finite(int form) { return form >= FORM_PRES && form <= FORM_NEG; }

/* One analysis of a word form. `lemma` is a word index. */
struct morph { uint32_t lemma; uint16_t stem; uint8_t pos, kase, form, person, flags, spare; };

/* A known string: its analyses, the phrases and the frames that begin with it. */
struct word {
    uint32_t text; uint16_t len, morph_count;
    uint32_t morphs;
    uint32_t phrases, frames;
    uint16_t phrase_count, frame_count;
    uint64_t keys;                  /* set of enum key */
    uint32_t kinds, spare;          /* set of the kinds of entry among its phrases */
};

#define ELEMENT_VERB (UINT32_C(1) << 31)   /* on an element of a phrase: any form of this verb */

enum entry_kind { ENTRY_COUNTRY, ENTRY_DEMONYM, ENTRY_SEAT, ENTRY_PLACE, ENTRY_ORGANIZATION, ENTRY_OFFICE, ENTRY_HONORIFIC, ENTRY_GROUP,
                  ENTRY_PERSON, ENTRY_NAME, ENTRY_NUMBER, ENTRY_MONTH, ENTRY_WEEKDAY, ENTRY_TIME, ENTRY_REPORT, ENTRY_GUARD, ENTRY_CONTEXT,
                  ENTRY_TIMEPART, ENTRY_PERIOD, ENTRY_CALENDAR, ENTRY_PLACEWORD, ENTRY_MODE /* parent: its type row */, ENTRY_KINDS };
/* Sub-kinds, in the order of the names in compile.c. */
enum place_kind { PLACE_DIVISION, PLACE_DISTRICT, PLACE_UPAZILA, PLACE_CITY, PLACE_AREA, PLACE_REGION, PLACE_SEA, PLACE_SITE, PLACE_KINDS };
extern const char *const place_kind_names[PLACE_KINDS];    /* as in places.tsv */
enum body_kind { BODY_PARTY, BODY_WING, BODY_MINISTRY, BODY_AGENCY, BODY_POLICE, BODY_FORCE, BODY_ARMY, BODY_COURT, BODY_IGO, BODY_NGO,
                 BODY_MEDIA, BODY_COMPANY, BODY_UNIVERSITY, BODY_UNION, BODY_ARMED, BODY_PARLIAMENT, BODY_BODY, BODY_HEAD /* ends the name of a body that no table has */, BODY_KINDS };
extern const char *const body_kind_names[BODY_KINDS];     /* as in organizations.tsv */
enum office_kind { OFFICE_HEAD, OFFICE_MINISTER, OFFICE_OFFICER, OFFICE_SPOKESMAN, OFFICE_MEMBER, OFFICE_RANK, OFFICE_PROFESSION };
/* Whom named before the word for a group may stand for: those accused or hurt, protesting or speaking at a protest, a body, a party, one person, two countries,
 * the two sides of what was told. */
enum group_kind { GROUP_OWN, GROUP_ACCUSED, GROUP_VICTIMS, GROUP_PROTESTERS, GROUP_SPEAKERS, GROUP_BODY, GROUP_PARTY, GROUP_PERSON, GROUP_BOTH, GROUP_SIDES };
enum honorific_kind { HONORIFIC_BEFORE, HONORIFIC_AFTER, HONORIFIC_NAME };
enum placeword_kind { PLACEWORD_BEFORE, PLACEWORD_AFTER, PLACEWORD_END };
enum number_kind { NUMBER_UNIT, NUMBER_TIMES, NUMBER_FRACTION, NUMBER_ORDINAL, NUMBER_VAGUE };
enum report_kind { REPORT_SAYS, REPORT_CLAIMS, REPORT_ALLEGES, REPORT_DENIES, REPORT_SOURCE };
enum time_unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_WEEKEND, UNIT_FISCAL, UNIT_NAMED /* the offset is the year itself */,
                 UNIT_HOUR };
/* What a word does in or round a time expression (timeparts.tsv). */
enum time_role { TIME_DAYPART, TIME_CLOCK, TIME_ZONE, TIME_ABOUT, TIME_MINUTE, TIME_YEAR, TIME_ERA, TIME_FISCAL, TIME_SESSION, TIME_APART, TIME_EDGE,
                 TIME_WITHIN, TIME_THROUGH, TIME_BEGIN, TIME_EVERY, TIME_LAST, TIME_NOW, TIME_DATELINE, TIME_STRETCH };
/* Of a time word, in entry.code: what its offset counts from or how it is signed. */
enum time_basis { BASIS_ARTICLE, BASIS_TOLD /* the last date told: পরদিন */, BASIS_TENSE /* the verb says before or after: কাল */ };
enum time_part { PART_WHOLE, PART_START, PART_MID, PART_END };

/* A line of one of the name and word tables. Strings are offsets into the pool with their length before them (pack_string). */
struct entry {
    uint8_t kind, sub;
    uint16_t file; uint32_t line;
    uint32_t name, latin, code;
    uint32_t parent;                            /* of a place: the entry of what it lies in, plus one; 0 none */
    uint32_t sectors; uint16_t sector_count;    /* dated sectors, in order of preference */
    int16_t a, b;                               /* month, weekday, unit and offset, calendar */
    double x, y;                                /* latitude and longitude; a number's value */
};

struct sector { char name[4]; int32_t from, to; };  /* name "" : none */

/* The words of a phrase or trigger. */
struct phrase { uint32_t words; uint32_t count; uint32_t entry; };

enum role { ROLE_ACTOR, ROLE_RECIPIENT, ROLE_PLACE, ROLE_PARTNER };
enum where { WHERE_NOM, WHERE_ACC, WHERE_GEN, WHERE_LOC, WHERE_PLACE, WHERE_ANY, WHERE_POST, WHERE_NEAR, WHERE_SPEAKER, WHERE_COURT, WHERE_POLICE, WHERE_ATTACKERS };
struct slot { uint8_t role, where; uint16_t spare; uint32_t post; };

enum condition_kind { COND_NEED, COND_NOT, COND_NEED_ROLE, COND_HERE, COND_SECTOR, COND_STATE, COND_FINITE, COND_QUOTED, COND_HEAD };
struct condition { uint8_t kind, role; uint16_t count; uint32_t words; };   /* words, or for COND_SECTOR offsets of sector names */

/* `slots`: where a party of this type stands when the frame's own slots do not find it; `sectors`: those that usually act so, pool
 * offsets in the word list (defaults.tsv). */
struct type_row { uint32_t type, mode; int32_t quad; uint32_t cameo; double scale; uint32_t slots, slot_count, sectors, sector_count; };

struct frame {
    uint32_t words; uint16_t count; uint8_t verb_last, spare;   /* verb_last: the last word is a verb */
    uint32_t type;                              /* index of a type_row */
    uint32_t slots, conditions; uint16_t slot_count, condition_count;
    uint32_t line; uint16_t file, spare2;
};

/* How a letter or a group of letters is written in Latin script (latin.tsv): sorted by the first letter, then the longest group first. */
enum latin_kind { LATIN_CONSONANT, LATIN_VOWEL, LATIN_SIGN, LATIN_MARK, LATIN_HASANT, LATIN_FULL /* a consonant whose vowel is heard at the end */,
                  LATIN_FINAL /* at the end of a word alone */, LATIN_WORD /* a whole word */ };
struct latin { uint32_t letter, text, whole; uint8_t kind, len, spare[2]; };

/* What a phrase of datelines.tsv is in the line with an article's date; sorted by its folded text. */
enum dateline_kind { DATELINE_PUBLISHED, DATELINE_MODIFIED, DATELINE_PART, DATELINE_MONTH, DATELINE_ZONE, DATELINE_DAY, DATELINE_NOW, DATELINE_UNIT,
                     DATELINE_COUNT, DATELINE_AGO, DATELINE_ORDINAL };
struct dateline { uint32_t text; int32_t value, to; uint8_t kind, spare[3]; };

/* What a passage of a page is that holds a phrase of passages.tsv, and where in it the phrase stands; sorted by its folded text. */
enum passage_part { PASSAGE_RELATED, PASSAGE_PLEA, PASSAGE_ADVERT, PASSAGE_COMMENTS, PASSAGE_SHARE, PASSAGE_FOOTER, PASSAGE_BYLINE, PASSAGE_AUTHOR,
                    PASSAGE_PHOTO, PASSAGE_PICTURE, PASSAGE_CAPTION, PASSAGE_SOURCE, PASSAGE_AGENCY, PASSAGE_DHAKA, PASSAGE_KOLKATA };
enum passage_place { STANDS_WHOLE, STANDS_START, STANDS_LABEL, STANDS_ANY, STANDS_END };
struct passage { uint32_t text; uint8_t part, place, spare[2]; };
/* A glyph of the fonts of Bijoy: its bytes, as Windows-1252 has them, and what it draws. Sorted by the first byte, then the longest first. */
enum glyph_kind { GLYPH_LETTER, GLYPH_HALF, GLYPH_TAIL, GLYPH_JOIN, GLYPH_BEFORE, GLYPH_SIGN, GLYPH_INNER, GLYPH_MARK, GLYPH_REPH, GLYPH_HASANT, GLYPH_DIGIT, GLYPH_OTHER };
struct glyph { uint32_t from, to; uint8_t kind; int8_t weight; uint8_t spare[2]; };    /* weight: tenths of a bit for Bijoy and against English */
/* A font by its name in small letters and digits alone, or how its name ends. */
enum font_encoding { FONT_UNKNOWN, FONT_BIJOY, FONT_UNICODE, FONT_BOISHAKHI, FONT_LEKHONI, FONT_PROTHOMA, FONT_ALPONA, FONT_ADARSHALIPI, FONT_BN_TT, FONT_AAJKAAL };
struct font { uint32_t name; uint8_t encoding, ending, spare[2]; };

/* A slot of the hash table of weights; hash 0: free. */
struct weight { uint64_t hash; double value; };

struct ending { uint32_t text; uint16_t len; uint8_t kase, flags; uint8_t after, spare[3]; };   /* after: 0 any, 1 vowel, 2 consonant */

/* The hash table of words: SECTION_HASH holds their indices and SECTION_TAGS a byte of each hash, so that a string that is no word
 * is seldom looked for further than in that small table. */
enum { TAG_FREE = 0 };
static inline uint8_t word_tag(uint64_t hash) { return (uint8_t)(hash >> 57 | 1 << 7); }

enum section { SECTION_POOL, SECTION_WORDS, SECTION_HASH, SECTION_MORPHS, SECTION_PHRASES, SECTION_PHRASE_LIST, SECTION_WORD_LIST, SECTION_ENTRIES,
               SECTION_SECTORS, SECTION_FRAMES, SECTION_FRAME_LIST, SECTION_SLOTS, SECTION_CONDITIONS, SECTION_TYPES, SECTION_ENDINGS,
               SECTION_LETTERS, SECTION_ABBREVIATIONS, SECTION_FILES, SECTION_WEIGHTS, SECTION_LATIN, SECTION_TAGS, SECTION_DATELINES, SECTION_GLYPHS,
               SECTION_FONTS, SECTION_ISCII /* strings of the bytes from 80 on */, SECTION_FIELDS, SECTION_PASSAGES, SECTION_COUNT };

/* The blob: this header, then the sections. */
struct pack_header {
    char magic[8]; uint32_t version, size;
    char name[56], home[8];         /* home: the country of an article that names none */
    struct { uint32_t at, count; } section[SECTION_COUNT];
};

/* Words that the program knows by the part they play (keys.tsv names them); a word carries the set of its keys as bits. */
enum key { KEY_DO, KEY_BE, KEY_GO, KEY_STAY, KEY_CAN, KEY_MUST, KEY_WANT, KEY_NOT, KEY_THAT, KEY_QUOTE, KEY_AND, KEY_IF, KEY_HE, KEY_THEY,
           KEY_FORMER, KEY_PLANNED, KEY_MONTH, KEY_DATE, KEY_PEOPLE, KEY_DEAD, KEY_INJURED, KEY_ARRESTED, KEY_PROTESTERS, KEY_LAST,
           KEY_NEXT, KEY_THIS, KEY_AGO, KEY_LATER, KEY_SINCE, KEY_UNTIL, KEY_AREA, KEY_MEMBER, KEY_FEAR, KEY_PURPOSE, KEY_WE, KEY_SOURCE,
           KEY_DOCUMENT, KEY_BEHALF, KEY_IT, KEY_MATTER, KEY_ASIDE, KEY_REPORT, KEY_STATEMENT, KEY_SITE, KEY_NAMED, KEY_SPORT, KEY_CONTEST,
           KEY_SCRIPTURE, KEY_DEMAND, KEY_BLAME, KEY_ANOTHER, KEY_MERE, KEY_KILLING, KEY_POINTED, KEY_BETWEEN, KEY_PLAINTIFF, KEYS };
/* Beside the keys of keys.tsv: the word begins a phrase that tells a time or a number, so that other words need no looking up. */
#define WORD_TIMES (UINT64_C(1) << 63)
_Static_assert(KEYS < 64, "a bit of struct word for each key, and one for WORD_TIMES");
extern const char *const key_names[KEYS];

/* What outlets and scrapers tell of an article, by the name of a column, a key or a line. */
enum article_field { FIELD_ID, FIELD_TITLE, FIELD_KICKER, FIELD_BYLINE, FIELD_OUTLET, FIELD_PUBLISHED, FIELD_MODIFIED, FIELD_DATELINE, FIELD_SECTION,
             FIELD_BODY, FIELD_SUMMARY, FIELD_CAPTIONS, FIELD_CREDIT, FIELD_URL, FIELD_LANGUAGE, FIELDS };
extern const char *const field_names[FIELDS];       /* "id", "title" … */
/* A name of a field (fields.tsv), as field_key writes it; the likeliest names of a field stand first. */
struct field_name { uint32_t field, name; };

enum { ENDING_GROUPS = 64 };

struct ghotona_pack {
    const struct pack_header *blob;
    const struct weight *weights; uint32_t weight_slots;    /* of the model: a hash table, or none */
    struct letters letters;
    uint16_t glyphs_from[257];                              /* the glyphs by their first byte */
    uint16_t *endings, endings_from[ENDING_GROUPS + 1];     /* indices of the endings by their last byte, longest first */
    bool owned;
};

typedef struct ghotona_pack pack;

/* ---- access ------------------------------------------------------------------------------------------------------------------- */

static inline const void *pack_section(const pack *p, enum section s) { return (const char *)p->blob + p->blob->section[s].at; }
static inline uint32_t pack_count(const pack *p, enum section s) { return p->blob->section[s].count; }
static inline const struct word *pack_word(const pack *p, uint32_t w) { return (const struct word *)pack_section(p, SECTION_WORDS) + w; }
static inline const struct morph *pack_morphs(const pack *p, const struct word *w) { return (const struct morph *)pack_section(p, SECTION_MORPHS) + w->morphs; }
static inline const struct phrase *pack_phrase(const pack *p, uint32_t i) { return (const struct phrase *)pack_section(p, SECTION_PHRASES) + i; }
static inline const uint32_t *pack_phrase_list(const pack *p, const struct word *w) { return (const uint32_t *)pack_section(p, SECTION_PHRASE_LIST) + w->phrases; }
static inline const uint32_t *pack_words(const pack *p, uint32_t at) { return (const uint32_t *)pack_section(p, SECTION_WORD_LIST) + at; }
static inline const struct entry *pack_entry(const pack *p, uint32_t i) { return (const struct entry *)pack_section(p, SECTION_ENTRIES) + i; }
static inline const struct sector *pack_sectors(const pack *p, const struct entry *e) { return (const struct sector *)pack_section(p, SECTION_SECTORS) + e->sectors; }
static inline const struct frame *pack_frame(const pack *p, uint32_t i) { return (const struct frame *)pack_section(p, SECTION_FRAMES) + i; }
static inline const uint32_t *pack_frame_list(const pack *p, const struct word *w) { return (const uint32_t *)pack_section(p, SECTION_FRAME_LIST) + w->frames; }
static inline const struct slot *pack_slots(const pack *p, const struct frame *f) { return (const struct slot *)pack_section(p, SECTION_SLOTS) + f->slots; }
static inline const struct condition *pack_conditions(const pack *p, const struct frame *f) { return (const struct condition *)pack_section(p, SECTION_CONDITIONS) + f->conditions; }
static inline const struct type_row *pack_type(const pack *p, uint32_t i) { return (const struct type_row *)pack_section(p, SECTION_TYPES) + i; }
static inline bool pack_has_key(const pack *p, uint32_t w, enum key k) { return w != NO_WORD && (pack_word(p, w)->keys >> k & 1); }

/* The string at an offset of the pool; empty for offset 0. */
str pack_string(const pack *p, uint32_t at);
/* The text of a word. */
str pack_word_text(const pack *p, uint32_t w);
/* The index of a folded word, or NO_WORD. */
uint32_t pack_find(const pack *p, str folded);
/* The glyphs that begin with this byte. */
struct glyphs_of { const struct glyph *at; uint32_t count; };
static inline struct glyphs_of pack_glyphs(const pack *p, unsigned char first) {
    return (struct glyphs_of){(const struct glyph *)pack_section(p, SECTION_GLYPHS) + p->glyphs_from[first], (uint32_t)(p->glyphs_from[first + 1] - p->glyphs_from[first])};
}
/* What a byte from 80 on is in ISCII; empty: nothing. */
static inline str pack_iscii(const pack *p, unsigned char byte) { return pack_string(p, ((const uint32_t *)pack_section(p, SECTION_ISCII))[byte & 0x7F]); }
/* The encoding of a font by its name in small letters and digits alone. */
enum font_encoding pack_font(const pack *p, str name);
/* The line of datelines.tsv with this folded phrase, or NULL. */
const struct dateline *pack_dateline(const pack *p, str folded);
/* The passages whose phrase begins with the first word of this folded text: [*from, *to) of SECTION_PASSAGES. */
void pack_passages(const pack *p, str folded, uint32_t *from, uint32_t *to);
/* The endings that the form could have, by its last byte, longest first. */
struct endings_of { const uint16_t *at; uint32_t count; };
static inline struct endings_of pack_endings(const pack *p, str form) {
    uint32_t group = form.len ? (unsigned char)form.at[form.len - 1] % ENDING_GROUPS : 0;
    return (struct endings_of){p->endings + p->endings_from[group], (uint32_t)(p->endings_from[group + 1] - p->endings_from[group])};
}
static inline const struct ending *pack_ending(const pack *p, uint32_t i) { return (const struct ending *)pack_section(p, SECTION_ENDINGS) + i; }
/* `frames/CONSULT.tsv:12`, in the arena. */
str pack_place(const pack *p, struct arena *a, uint16_t file, uint32_t line);

/* A name of a column, key or element as it is compared: folded, without what parts its words (spaces and _ - . : /). `to` must hold
 * fold_bound(name.len) bytes; returns how many were written. */
size_t field_key(const struct letters *letters, str name, char *to);

/* ---- making ------------------------------------------------------------------------------------------------------------------- */

/* Compile the folder into a blob in *out (freed by the caller with buf_free). False with a message `file:line: what`. */
bool pack_compile(const char *dir, struct buf *out, char *message, size_t size);
/* Look the blob over before it is used: magic, version, sizes. */
bool pack_open(pack *p, const void *blob, size_t size);

#endif
