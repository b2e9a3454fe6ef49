/* The reading of one article: who, when, where, on whose word. Gives mentions, times and speech to the layer that looks for acts. */
#ifndef READING_H
#define READING_H

#include "words/words.h"

enum mention_kind { MENTION_COUNTRY, MENTION_SEAT, MENTION_PLACE, MENTION_BODY, MENTION_OFFICE, MENTION_GROUP, MENTION_PERSON, MENTION_PRONOUN };

/* A noun phrase that names somebody or some place: its modifiers (ইরানের পররাষ্ট্রমন্ত্রী) are taken in. */
struct mention {
    uint32_t from, to;              /* terms, modifiers included, postposition not */
    uint32_t next;                  /* the term after it and its postposition */
    uint32_t post;                  /* lemma of the postposition after it, or NO_WORD */
    uint8_t kind, kase, plural, coordinated;    /* coordinated: joined to the mention before it by ও, a comma … */
    uint8_t specific;               /* named, or told apart by a modifier */
    uint8_t absorbed;               /* stands inside another mention, as its modifier */
    uint8_t compound;               /* a bare name or adjective before a noun it belongs to (রাশিয়া সফরে, ইসরায়েলি হামলা): hardly a subject */
    uint8_t authority;              /* how much the office says of somebody's standing: 3 head or minister, 2 office, 1 rank or profession */
    uint8_t borrows;                /* an office whose sector is that of a body, named with it or not: সভাপতি, সদস্য */
    uint8_t listed;                 /* like coordinated, whatever the mention before it has taken in */
    uint8_t bracketed;              /* something in brackets stands between the mention before and this one */
    uint8_t found;                  /* of a person: enum name_found */
    span name;                      /* bytes of the text: head without title and ending */
    str code, sector, latin, office;
    str otherwise;                  /* of an office that borrows: its sector where no body is told; of a person: that of those whom his list tells */
    str left;                       /* the office of the state that somebody is told to have left */
    uint32_t entry;                 /* entry of the pack, or NO_WORD */
    uint32_t person;                /* index of doc.persons, or NO_WORD */
    uint32_t sentence;
};

/* What told that words are a name: a table knows the person, a title stands before them, they are made of names, they were a name before. */
enum name_found { FOUND_KNOWN, FOUND_TITLED, FOUND_NAMES, FOUND_AGAIN };

/* Somebody, over the whole article. */
enum { NAME_WORDS_MAX = 8 };
struct person_in {
    span name;
    uint32_t from, to, sentence;    /* terms of the fullest name; the sentence of the first mention */
    uint32_t known;                 /* entry of people.tsv, or NO_WORD */
    uint8_t found;                  /* enum name_found, of the first mention */
    const char *code_from, *sector_from;    /* what they were told by; NULL: unknown */
    uint64_t word[NAME_WORDS_MAX]; uint32_t word_count;     /* hashes of the folded words of the fullest name */
    str code, sector, latin, office, left;
    uint8_t authority;              /* of the office that gave the sector */
    VEC(span) mentions;
};

/* How a time is told: by the calendar, against today or the last day told, by a weekday's name alone, by the hour alone (its day is
 * that told before), or as a length that things happened in or lasted for: no date of one act. */
enum time_kind { TIME_CALENDAR, TIME_RELATIVE, TIME_WEEKDAY, TIME_HOUR, TIME_PERIOD };
struct time_in { uint32_t from, to; span span; ghotona_date date; uint8_t kind; };

/* Something said, over one or several sentences: its content in terms, and on whose word. `speaker` is the mention as it stands there
 * (a pronoun), `who` the one it means; `brief`: not likely to go on in the next sentence; a speaker whom no mention names (এক সূত্র) is a mention of its own behind those of the sentences. */
struct quote { uint32_t from, to, speaker, who, verb; uint8_t kind, direct, brief; span name; };
/* The share of a quotation in one sentence. `loose`: a verb of saying that no quotation hangs on, with what stands around it. */
struct speech { uint32_t from, to; uint32_t speaker, who; uint8_t kind, direct, loose; uint32_t verb; };

struct sentence_in {
    struct sentence text;
    uint32_t from, to;              /* terms */
    uint32_t mention_from, mention_to, time_from, time_to, speech_from, speech_to;
    uint32_t site_from, site_to;    /* mentions of places that no table lists */
    str country;                    /* where it plays, as far as places tell; may be unknown */
    uint32_t teller; uint8_t teller_kind;   /* on whose word it goes on to tell after a report in its paragraph, or NO_WORD */
};

struct observer;
struct name_slot { uint64_t hash; uint32_t person; };

struct doc {
    struct arena *arena;
    const pack *pack;
    str text, outlet;
    bool titled, has_published;
    int32_t published;
    struct tokens tokens;
    struct terms terms;
    struct sentence_in *sentences; uint32_t sentence_count;
    VEC(struct mention) mentions;
    VEC(struct person_in) persons;
    VEC(struct time_in) times;
    VEC(struct speech) speeches;    /* by sentences */
    VEC(struct quote) quotes;
    struct name_slot *names; uint32_t name_slots, name_count;   /* words of persons' names */
    str country;                    /* where the article plays when nothing nearer tells */
    void (*explain)(void *user, uint32_t sentence, const char *text);
    void *explain_user;
    const struct observer *observer;            /* of the layer of acts; NULL when nobody learns */
};

/* Cut the text into sentences and terms. */
void read_terms(struct doc *d);
/* All that follows: names, mentions, times, speech, places that no table lists. */
void read_people(struct doc *d);
void read_standing(struct doc *d);              /* the last step of read_people */
void tell_people(struct doc *d);                /* to whoever explains */
void tell_times(struct doc *d);
void read_times(struct doc *d);
void read_speech(struct doc *d);
void read_sites(struct doc *d);

/* True if mention `i` names a place that is meant as one, and is not told only to say where the next one lies. */
bool names_place(const struct doc *d, uint32_t i);
/* The place that mention `i` names. */
ghotona_place place_told(struct doc *d, uint32_t i);
void tell_places(struct doc *d);                /* to whoever explains */

/* A name in Latin letters, in the arena; empty for an empty or monstrous one. */
str latin_name(struct doc *d, str name);

/* Says a line to whoever explains; free when nobody listens. */
__attribute__((format(printf, 3, 4))) void explain(struct doc *d, uint32_t sentence, const char *format, ...);

static inline const struct term *term_at(const struct doc *d, uint32_t i) { return &d->terms.at[i]; }
static inline str span_text(const struct doc *d, span s) { return (str){d->text.at + s.start, s.end - s.start}; }

/* The longest phrase of one of the kinds (a bit set of enum entry_kind) that begins at term i and ends before `to`: its entry
 * and length in terms. The last word may bend unless `bare`. */
struct found { uint32_t entry, count; };
struct found find_phrase(const struct doc *d, uint32_t i, uint32_t to, uint32_t kinds);
/* Which endings a word of a phrase may take: none, those that leave it bare (ই, ও, টি), or any. */
enum bend { BEND_NONE, BEND_BARE, BEND_ANY };
/* True if the elements (as in a phrase or a frame) match the terms from i on, one by one. */
bool elements_match(const struct doc *d, const uint32_t *elements, uint32_t count, uint32_t i, uint32_t to, enum bend inside, enum bend last);
/* The verb that term i is, or NULL. A form that may be a participle or a present (করে) is a present only where a clause ends. */
const struct morph *verb_at(const struct doc *d, uint32_t i, uint32_t to);
static inline bool finite_at(const struct doc *d, uint32_t i, uint32_t to) {
    const struct morph *v = verb_at(d, i, to);
    return v && form_finite(v->form);
}
/* True if term i is a form of this verb. */
bool verb_matches(const struct doc *d, uint32_t i, uint32_t lemma);
/* The sector that holds on a day. */
str sector_on(const pack *p, const struct entry *e, bool has_day, int32_t day);
/* A number told at term i in digits or words (৩ লাখ ২৫ হাজার): its value and how many terms it takes (0: none). */
struct number { double value; uint32_t count; bool ordinal, vague; };
struct number read_number(const struct doc *d, uint32_t i, uint32_t to);
/* The lemma of a postposition at term i, or NO_WORD. */
uint32_t postposition_at(const struct doc *d, uint32_t i);

#endif
