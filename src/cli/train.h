/* Learning the weights of the model: what the coder says of each decision (train_gold.c), and the fit (train_fit.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAIN_H
#define TRAIN_H

#include "cli/cli.h"
#include "cli/score.h"
#include "events/model.h"

/* Articles are dealt out in turn to as many parts; whether parties are right is learned on a part from roles learned on the others. */
enum { PARTS = 5, NO_PART = PARTS };
enum { FEATURE_SLOTS = 1 << 19 };

struct known_feature { uint64_t hash; str name; uint32_t seen; int index; };
struct instance { bool positive; uint32_t from, count, part, against; };    /* against: features after those, that count the other way */

struct trainer {
    struct arena arena;         /* names and instances: as long as the training */
    struct arena scratch;       /* one article's gold */
    struct known_feature *features;
    VEC(uint32_t) used;         /* slots of the features of all instances */
    VEC(struct instance) instances;
    uint32_t feature_count;
    size_t articles;            /* coded ones that were read */
    uint32_t part;              /* of the article at hand */
    enum task { TASK_ROLES, TASK_SETTINGS, TASK_ACTS, TASK_PARTIES } task;      /* which decisions are collected now */
    json_t *events;             /* of the article at hand */
};

/* One decision with its features, right or wrong. */
void add_instance(struct trainer *t, bool positive, const struct judgement *j);
/* One that is right beside one that is wrong: what they differ in should weigh for the first. */
void add_pair(struct trainer *t, const struct judgement *right, const struct judgement *wrong);
static inline void forget_instances(struct trainer *t) { t->instances.len = t->used.len = 0; }

struct weight_line { str name; double value; };
typedef VEC(struct weight_line) weight_lines;
/* Fits the features with the prefix to the instances, but those of one part, and adds their weights to `out`. */
void fit(struct trainer *t, const char *prefix, double cost, uint32_t without, weight_lines *out);

/* Looks on at the decisions of a reader and adds an instance for each that the coder of the article at hand has something to say of. */
struct observer coded_observer(struct trainer *t);

#endif
