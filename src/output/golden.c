/* A record as a line of a golden file (test/golden/README.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "output/write.h"

static void put_known(struct buf *to, str s, const char *otherwise) {
    if (s.len > 0) buf_str(to, s);
    else buf_text(to, otherwise);
}

static void put_parties(struct buf *to, const ghotona_party *parties, size_t n) {
    if (n == 0) buf_byte(to, '-');
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buf_text(to, " + ");
        put_known(to, parties[i].text, "?");
        buf_text(to, " [");
        put_known(to, parties[i].code, "-");
        buf_byte(to, ' ');
        put_known(to, parties[i].sector, "-");
        buf_byte(to, ']');
    }
}

static void put_said_by(struct buf *to, const ghotona_record *r) {
    for (size_t i = 0; i < r->said_by_count; i++) {
        if (i == 0) buf_printf(to, "; %s ", stance_words[r->stance]);
        else buf_text(to, " + ");
        put_known(to, r->said_by[i].text, "?");
    }
}

/* A date that fell back on the day of publication is not told by the text, so no coder would write it down. */
static void put_when_and_where(struct buf *to, const ghotona_record *r) {
    if (r->date.grain != GHOTONA_NONE && r->date_from_text) {
        buf_text(to, "; on ");
        output_date(to, r->date);
    }
    if (r->place) {
        buf_text(to, "; in ");
        put_known(to, r->place->text, "?");
    }
}

void output_record_golden(struct buf *to, const ghotona_reading *reading, const ghotona_record *r) {
    (void)reading;
    buf_str(to, r->type);
    if (r->mode.len > 0) {
        buf_byte(to, '.');
        buf_str(to, r->mode);
    }
    buf_text(to, ": ");
    put_parties(to, r->actors, r->actor_count);
    buf_text(to, " → ");
    put_parties(to, r->recipients, r->recipient_count);
    put_when_and_where(to, r);
    for (unsigned i = 0; i < STATUS_COUNT; i++)
        if (r->status & 1u << i) buf_printf(to, "; %s", status_names[i]);
    put_said_by(to, r);
    for (size_t i = 0; i < GHOTONA_COUNTS; i++) {
        if (!count_told(r->counts[i])) continue;
        buf_printf(to, "; %s ", count_names[i]);
        write_count(to, r->counts[i]);
    }
}
