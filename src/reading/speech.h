/* Inside the reading of speech: reports, quotation marks and speakers, between speech.c and speakers.c. */
#ifndef READING_SPEECH_H
#define READING_SPEECH_H

#include "reading/reading.h"

/* Words that report: "জানিয়েছেন", "বলা হয়", "মতে". `to` takes in the auxiliary. */
struct report { uint32_t from, to, entry; uint8_t kind, kase, finite, passive, participle; };

/* Whom a pronoun or an unsaid subject means: the last person, body, outlet and group who spoke or did something; whose the last document was,
 * and its word. */
struct memory { uint32_t issuer, document, person, body, body_sentence, press, press_sentence, group, speaker, speaker_sentence; };

struct listener {
    struct doc *d;
    uint32_t *mention;              /* by term: the mention that stands there, or NO_WORD */
    uint32_t *partner;              /* by term: the mark that closes the quotation opened there, the one that opened what is closed there, or NO_WORD */
    struct memory memory;
};

/* The subject nearest before term `at`, at or behind `from`; NO_WORD if none. `plain`: a common noun right before `at` will do. */
uint32_t subject_before(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at, bool plain);
/* The first subject of terms [from,to). */
uint32_t first_subject(struct listener *l, uint32_t from, uint32_t to);
/* A subject that follows its verb: বলেন তিনি, জানিয়েছেন ওসি … */
uint32_t subject_after(struct listener *l, uint32_t sentence, uint32_t at, uint32_t to);
/* Whose word a genitive before `at` gives: পুলিশের মতে, এক সূত্রের মতে. */
uint32_t genitive_speaker(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at);
/* Who speaks in বিবৃতিতে বলা হয়, সূত্রে জানা গেছে, … পক্ষ থেকে জানানো হয়. */
uint32_t passive_speaker(struct listener *l, uint32_t sentence, uint32_t from, uint32_t at);
/* Who a short stretch of a headline names; NO_WORD if nobody. */
uint32_t speaker_alone(struct listener *l, uint32_t from, uint32_t to);
/* Whom the mention means; NO_WORD stands for a subject left unsaid, whose verb is `verb`. */
uint32_t who_speaks(struct listener *l, uint32_t speaker, uint32_t sentence, uint32_t verb);
/* What he is called: the person's fullest name, or the description as written; an office that stands `in_place` is told as it is. */
span speaker_name(const struct doc *d, uint32_t who, bool in_place);
/* Keeps in mind who was spoken of in a sentence, terms of quotations left out. */
void remember_subjects(struct listener *l, uint32_t sentence, uint32_t quoted_from, uint32_t quoted_to);
void remember_speaker(struct listener *l, uint32_t who, uint32_t sentence);

static inline bool quote_mark(const struct term *t) { return term_sign(t, '"') || term_sign(t, '\''); }
static inline bool opening_mark(const struct listener *l, uint32_t i) { return l->partner[i] != NO_WORD && l->partner[i] > i; }
static inline bool closing_mark(const struct listener *l, uint32_t i) { return l->partner[i] != NO_WORD && l->partner[i] < i; }

#endif
