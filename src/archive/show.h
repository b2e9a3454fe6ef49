/* All that an archive knows of one article, version or record, as rows with names. SPDX-License-Identifier: Apache-2.0 */
#ifndef SHOW_H
#define SHOW_H

#include "archive/archive.h"

/* `record` is 0 where an article or a version was named. */
struct show_id { int64_t article, version, record; };

enum show_part { SHOW_SOURCE, SHOW_RECORDS, SHOW_PEOPLE, SHOW_QUOTES, SHOW_PLACES, SHOW_VERSIONS, SHOW_PARTS };
extern const char *const show_part_names[SHOW_PARTS];

enum cell_kind { CELL_NONE, CELL_TEXT, CELL_NUMBER, CELL_REAL };
struct shown_cell { const char *name; enum cell_kind kind; str text; int64_t number; double real; };
typedef void show_row(void *user, const struct shown_cell *cells, size_t count);

/* a12 or 12: an article as it stands now; v12: a version; r12 or 32 hex digits: a record; else an article by the id it had in its input, or
 * by its URL. False if there is none, or after an error. */
bool show_find(struct archive *archive, str id, struct show_id *found);
/* The rows of a part. Of a record: it alone among the records. False after an error. */
bool show_rows(struct archive *archive, enum show_part part, const struct show_id *of, show_row *row, void *user);

#endif
