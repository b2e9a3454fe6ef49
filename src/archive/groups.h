/* What is grouped across articles, while adding and at its end: printings of one report, tellings of one event.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef GROUPS_H
#define GROUPS_H

#include "archive/sketch.h"
#include "archive/store.h"

/* Keeps what a version, published on `day` where that is known, is compared by. */
bool reports_put(struct archive *a, int64_t version, bool dated, int32_t day, const struct sketch *sketch);
/* A version that another has replaced tells nothing more; its text stays. */
bool groups_forget(struct archive *a, int64_t version);
/* The records of a version will be deleted: the events they tell are told by the others alone. */
bool events_forget(struct archive *a, int64_t version);
/* Groups what came since it was done last. */
bool reports_group(struct archive *a);
bool events_group(struct archive *a);

#endif
