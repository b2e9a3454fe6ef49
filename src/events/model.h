/* The log-linear model: named features add up to a score; the weights are the pack's (weights.tsv). */
#ifndef MODEL_H
#define MODEL_H

#include "events/events.h"

/* A score as it adds up. Feature names are kept only when somebody wants to see them (explaining, training). */
struct score { struct doc *d; const char *task; double sum; bool keep; VEC(str) names; VEC(double) shares; };

/* Adds the feature `task|name=value` or `task|name=value&other`; unknown features weigh nothing. */
void feature(struct score *s, const char *name, str value, str other);
static inline struct judgement judgement_of(const struct score *s) { return (struct judgement){s->names.at, s->shares.at, s->names.len}; }
/* What somebody who asks why is told of a score: the features that weigh most, for and against. */
void explain_score(struct doc *d, const struct act *a, str what, double score, const struct judgement *j);
/* A probability from a score. */
double logistic(double score);
/* How an act stands, as words of features: its PLOVER type and mode, the form of its verb, the first word of its trigger. */
str act_type_name(const struct doc *d, const struct act *a);
str act_mode_name(const struct doc *d, const struct act *a);
str act_verb_name(const struct doc *d, const struct act *a);
str act_first_word(const struct doc *d, const struct act *a);
static inline str flag(bool b) { return b ? STR("yes") : STR("no"); }
/* The lead of who alone comes into question. */
#define LEAD_ALONE 99.0
/* True if the pack has weights at all; without them the rules alone decide. */
static inline bool has_weights(const pack *p) { return p->weight_slots > 0; }

#endif
