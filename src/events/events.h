/* Acts: which frames fire, who fills their slots, when, where, how certain, and which tellings are one act. */
#ifndef EVENTS_H
#define EVENTS_H

#include "reading/reading.h"

/* Bounds for a sentence that is an attack: frames that may match, and acts that are weighed. */
enum { PARTIES_MAX = 12, MATCHES_MAX = 256, ACTS_MAX = 16, TYPES_TOLD = 16 };

/* The features behind a score and what each gave, when they are wanted (explaining, training). */
struct judgement { const str *names; const double *shares; uint32_t count; };

/* One telling of an act, while it is worked on. Terms and mentions are indices of the doc. */
struct act {
    const struct frame *frame;
    uint32_t sentence, from, to;        /* the trigger's terms */
    uint32_t verb;                      /* the trigger's verb, or NO_WORD for a noun frame */
    uint32_t finite;                    /* the finite verb that governs it, or NO_WORD */
    uint32_t clause_from, clause_to;    /* terms of its clause */
    bool passive, purpose;              /* purpose: only what something else is done for */
    uint32_t mode_type;                 /* type row: the frame's, with the mode of an overlapping frame if it had none */
    uint32_t actors[PARTIES_MAX], recipients[PARTIES_MAX]; uint8_t actor_count, recipient_count;
    int8_t unnamed_actor;               /* enum where of an actor nobody names, or -1 */
    uint32_t said_by; uint8_t stance;
    unsigned status;
    ghotona_date date; bool date_from_text;
    uint32_t place; bool place_told;     /* in its own clause, plainly */
    uint32_t pledge_from, pledge_to;    /* terms that say what is promised or threatened; none: both 0 */
    ghotona_count counts[GHOTONA_COUNTS];
    str actor_slot, recipient_slot;
    double share[2], lead[2];           /* of whom the model took for actor and recipient: how likely he is, and how far before the next */
    double told, confidence;            /* how sure it is that the act is told; and that its parties are right too */
    bool taken, unfit, dropped;         /* taken: it has won its place among overlapping matches; unfit: the rules find no parties */
    uint32_t merged_into;
    VEC(uint32_t) also;
    struct judgement judged[2];         /* of `told` and of the parties */
};
enum { JUDGED_TOLD, JUDGED_PARTIES };

typedef VEC(struct act) acts;

/* A place that the article names: a mention of it, how often, where in the beginning it is told most plainly. */
enum { PLACES_MAX = 64 };
struct place_in { uint32_t mention, count, lead_mention, fullest; uint8_t lead, lead_plain, plain; bool dated, inside; };

/* What the sentences so far left in mind: the last person who was a subject, and the last time told. */
struct discourse { uint32_t subject, subject_sentence, object, group; ghotona_date date; uint32_t date_sentence; ghotona_date main_date; int32_t now;
                   uint32_t place, place_sentence, main_place;
                   struct place_in *places; uint32_t place_count; uint8_t *place_of;    /* place_of: the place that each mention names, or PLACES_MAX */
                   uint32_t last_actor, last_recipient;
                   struct { uint32_t type, actor, recipient, order; } told[TYPES_TOLD]; uint32_t told_count, acts_told;
                   uint32_t body, party;               /* those told last */
                   uint32_t countries[2], sides[2]; };  /* the last two told together; who met, agreed or clashed last */

/* Somebody who may fill a role: a mention of the sentence, somebody in mind, the unnamed, nobody. */
enum source { SOURCE_SENTENCE, SOURCE_SUBJECT, SOURCE_OBJECT, SOURCE_GROUP, SOURCE_LAST_ACTOR, SOURCE_LAST_RECIPIENT, SOURCE_UNNAMED, SOURCE_NONE };
struct candidate {
    uint32_t mention, resolved;         /* as it stands there, and whom it means */
    uint8_t source; int8_t unnamed;
    double score;
    bool weighed;                       /* false: out of the question */
    struct judgement judged;
};

/* A place that an act may have: the mention that speaks for it, and the one that names it best; NO_WORD: none is told. */
struct setting { uint32_t at, place; double score; struct judgement judged; };

/* A date that an act may have. */
struct when { ghotona_date date; double score; struct judgement judged; };

/* Who looks on at every decision, to learn the weights from coded articles. */
struct observer {
    void *user;
    void (*role)(void *user, struct doc *d, const struct act *a, enum role role, const struct candidate *list, uint32_t n);
    void (*place)(void *user, struct doc *d, const struct act *a, const struct setting *list, uint32_t n);
    void (*placed)(void *user, struct doc *d, const struct act *a, const struct judgement *told);
    void (*date)(void *user, struct doc *d, const struct act *a, const struct when *list, uint32_t n);
    void (*dated)(void *user, struct doc *d, const struct act *a, const struct judgement *told);
    void (*act)(void *user, struct doc *d, const struct act *a);     /* when it is judged */
};
void reader_observe(ghotona_reader *reader, const struct observer *observer);

/* The acts that frames propose in a sentence with their roles filled by the rules; of overlapping ones the strongest that fits stays. */
void match_frames(struct doc *d, uint32_t sentence, const struct discourse *mind, acts *out);
/* Drops what is only asked for, promised, due or wished for. */
void drop_wanted(struct doc *d, acts *list);
/* Slots, by the rules alone. False if a condition on the parties does not hold, or nobody is in it. */
bool fill_by_rules(struct doc *d, struct act *a, const struct discourse *mind);
/* The same when the model has had its say. */
bool weigh_roles(struct doc *d, struct act *a, const struct discourse *mind);
/* The model's word on one role of an act that the rules have filled, and on the act as a whole. */
void choose_party(struct doc *d, struct act *a, enum role role, const struct discourse *mind);
void judge_act(struct doc *d, struct act *a);
/* Shared by the rules and the model. */
bool is_owner(const struct doc *d, uint32_t i);
str slot_fitting(const struct doc *d, const struct act *a, enum role role, uint32_t i);
bool has_agency(const struct mention *m);
bool fits_nom(const struct mention *m, const struct slot *s);
bool fits_acc(const struct mention *m, const struct slot *s);
bool is_bent_list(const struct doc *d, uint32_t i);
bool same_party(const struct doc *d, uint32_t i, uint32_t k);
uint32_t inner_clause(const struct doc *d, const struct act *a, bool participles);
/* The subject behind the last verb, or NO_WORD. */
uint32_t trailing_subject(const struct doc *d, const struct act *a);
/* Who goes to court, of an ACCUSE: X বাদী হয়ে … মামলা করেন; or NO_WORD. */
uint32_t plaintiff(const struct doc *d, const struct act *a);
bool asks_for(const struct doc *d, const struct act *a, int role);
/* Behind what stands in brackets at term i, after a name: সোহেল রানা (৩০) | ও তার স্ত্রী; i itself if nothing does. */
uint32_t behind_bracket(const struct doc *d, uint32_t i, uint32_t to);
/* The mention before that this one is joined to by ও or a comma, or NO_WORD. */
uint32_t joined_to(const struct doc *d, uint32_t i);
uint32_t joined_from(const struct doc *d, uint32_t i);
void add_party(struct act *a, bool actor, uint32_t m);
void add_with_coordinates(const struct doc *d, struct act *a, bool actor, uint32_t m, const struct discourse *mind);
/* Members without a name act as their body; who speaks for a body speaks with it: both are actors, the person first. */
void put_bodies_for_members(struct doc *d, uint32_t *list, uint8_t n);
void add_bodies_spoken_for(struct doc *d, struct act *a);
/* The mode that the words beside an act tell, if its frame tells none. */
void fill_mode(const struct doc *d, struct act *a);
void fill_status(struct doc *d, struct act *a);
/* Two months or years joined by ও tell two acts (এপ্রিল ও নভেম্বরে দুটি সফর): gives the copy of an act the second time, if there is one. */
bool fill_second_time(const struct doc *d, struct act *a);
/* What the model makes of the date that the rules found. */
void choose_date(struct doc *d, struct act *a, const struct discourse *mind);
void fill_time(struct doc *d, struct act *a, const struct discourse *mind);
/* The place by the rules; what the model makes of it. */
void fill_place(const struct doc *d, struct act *a, const struct discourse *mind);
void choose_place(struct doc *d, struct act *a, struct discourse *mind);
void find_places(const struct doc *d, struct discourse *mind);
/* True if mention `i` may tell where an act took place; how plainly it does so, 0 to 3. */
bool may_be_place(const struct doc *d, uint32_t i);
int plainness(const struct doc *d, const struct mention *m, uint32_t to);
/* Names with the word for a site behind them mean that site, not whom it is named for. */
void widen_places(struct doc *d);
uint32_t main_place(const struct doc *d);
/* The mention that a pronoun or a common noun stands for, as far as is in mind, the first of several; another mention is itself. NO_WORD:
 * it stands for somebody whom nothing tells. */
uint32_t resolved_mention(const struct doc *d, uint32_t i, const struct discourse *mind);
/* The same for a role: a common noun (আসামিরা) names no person as the doer of violence. */
uint32_t party_meant(const struct doc *d, const struct act *a, bool actor, uint32_t i, const struct discourse *mind);
/* The second of two for whom it stands (দুই দেশ, তাদের মধ্যে), or NO_WORD. */
uint32_t resolved_second(const struct doc *d, uint32_t i, const struct discourse *mind);
/* Remember who did it to whom. */
void remember_parties(const struct doc *d, struct discourse *mind, const struct act *a);
void discourse_begin(struct discourse *mind);
void fill_attribution(struct doc *d, struct act *a, const struct discourse *mind);
/* The words that say what is promised, conceded or threatened; and them with their deadline, for the record. NULL: not told. */
void fill_pledge(const struct doc *d, struct act *a);
const ghotona_pledge *pledge_told(struct doc *d, const struct act *a);
void fill_counts(struct doc *d, struct act *a);
/* What the sentence says about the act told in the one before: এতে দুজন নিহত হন. */
void fill_later_counts(struct doc *d, acts *list, uint32_t sentence);
/* The day and the place that the article's beginning speaks of, for tellings without their own. */
void find_scene(const struct doc *d, struct discourse *mind);
/* Remember a sentence's subject and time for the next ones. */
/* The mention in the locative that says where, nearest before term `at`, in terms [from,to) of a sentence; NO_WORD if none. */
uint32_t place_near(const struct doc *d, uint32_t sentence, uint32_t at, uint32_t from, uint32_t to);
void discourse_update(const struct doc *d, struct discourse *mind, uint32_t sentence);
/* One act once: marks tellings of the same act as merged. */
void merge_acts(struct doc *d, acts *list);
/* The public form of what was read. */
void make_records(struct doc *d, const acts *list, ghotona_reading *out);
void make_reading(struct doc *d, ghotona_reading *out);

static inline const struct type_row *act_type(const struct doc *d, const struct act *a) { return pack_type(d->pack, a->mode_type); }
static inline bool act_is(const struct doc *d, const struct act *a, const char *type) { return str_is(pack_string(d->pack, act_type(d, a)->type), type); }
/* The frame's line as `frames/CONSULT.tsv:12`. */
static inline str act_rule(struct doc *d, const struct act *a) { return pack_place(d->pack, d->arena, a->frame->file, a->frame->line); }
/* The terms of the trigger as written. */
static inline str act_trigger(const struct doc *d, const struct act *a) {
    return span_text(d, (span){term_at(d, a->from)->start, term_at(d, a->to - 1)->end});
}

#endif
