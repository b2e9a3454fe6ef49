/* What a page shows of an article or a record that was found. SPDX-License-Identifier: Apache-2.0 */
#ifndef FOUND_H
#define FOUND_H

#include "archive/search.h"
#include "archive/select.h"

void found_article(struct selection *s, int64_t version, struct found_article *to);
void found_event(struct selection *s, int64_t record, struct found_event *to);

#endif
