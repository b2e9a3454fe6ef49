/* Records for people: a block each, laid out like `git log`. Bengali stands last on its line: no terminal agrees with another on
 * its width.
 * SPDX-License-Identifier: Apache-2.0 */
#include "output/write.h"
#include "text/text.h"

#define HEADING "\033[33m"
#define MARK    "\033[1;31m"
#define PLAIN   "\033[m"

static void put_codes(struct buf *to, const ghotona_party *parties, size_t n) {
    if (n == 0) buf_byte(to, '-');
    for (size_t i = 0; i < n; i++) {
        const ghotona_party *p = &parties[i];
        if (i > 0) buf_text(to, " + ");
        buf_str(to, p->code.len > 0 ? p->code : STR("-"));
        buf_byte(to, ' ');
        buf_str(to, p->sector.len > 0 ? p->sector : STR("-"));
    }
}

static void put_heading(struct buf *to, const ghotona_record *r, bool color) {
    if (color) buf_text(to, HEADING);
    if (r->date.grain == GHOTONA_NONE) buf_text(to, "undated");
    else if (!r->date_from_text) buf_byte(to, '~');
    output_date(to, r->date);
    buf_byte(to, ' ');
    buf_str(to, r->type);
    if (r->mode.len > 0) {
        buf_byte(to, '.');
        buf_str(to, r->mode);
    }
    for (unsigned i = 0; i < STATUS_COUNT; i++)
        if (r->status & 1u << i) buf_printf(to, " %s", status_names[i]);
    buf_text(to, "  ");
    put_codes(to, r->actors, r->actor_count);
    buf_text(to, " → ");
    put_codes(to, r->recipients, r->recipient_count);
    if (color) buf_text(to, PLAIN);
    buf_byte(to, '\n');
}

static void put_label(struct buf *to, const char *label) { buf_printf(to, "    %-8s", label); }

/* The Latin name, then what stands in the text. */
static void put_named(struct buf *to, str latin, str office, str text) {
    const str written[] = {office, text};
    bool any = latin.len > 0;
    write_plain(to, latin);
    if (any && (office.len > 0 || text.len > 0)) buf_text(to, " · ");
    for (size_t i = 0; i < LENGTH(written); i++) {
        if (written[i].len == 0) continue;
        if (i > 0 && office.len > 0) buf_byte(to, ' ');
        write_plain(to, written[i]);
        any = true;
    }
    buf_text(to, any ? "\n" : "not named\n");
}

static void put_parties(struct buf *to, const char *label, const ghotona_party *parties, size_t n) {
    for (size_t i = 0; i < n; i++) {
        put_label(to, label);
        put_named(to, parties[i].latin, parties[i].office, parties[i].text);
    }
}

static void put_place(struct buf *to, const ghotona_place *place) {
    if (!place) return;
    put_label(to, "where");
    if (place->country.len > 0) {
        buf_str(to, place->country);
        buf_byte(to, ' ');
    }
    put_named(to, place->latin, (str){0}, place->text);
}

static void put_counts(struct buf *to, const ghotona_record *r) {
    bool any = false;
    for (size_t i = 0; i < GHOTONA_COUNTS; i++) {
        if (!count_told(r->counts[i])) continue;
        if (!any) put_label(to, "count");
        else buf_text(to, ", ");
        write_count(to, r->counts[i]);
        buf_printf(to, " %s", count_names[i]);
        any = true;
    }
    if (any) buf_byte(to, '\n');
}

/* The words of a promise or threat, and until when it is to be kept. */
static void put_pledge(struct buf *to, const ghotona_reading *reading, const ghotona_pledge *pledge) {
    if (!pledge) return;
    put_label(to, pledge->not_to ? "not to" : "what");
    write_plain(to, span_text(reading, pledge->content));
    if (pledge->deadline.grain != GHOTONA_NONE) {
        buf_text(to, " · by ");
        output_date(to, pledge->deadline);
    }
    buf_byte(to, '\n');
}

/* What is known of the article that a reader could find it by: its day, outlet, and id or else title. */
static void put_source(struct buf *to, const ghotona_article *article) {
    const str known[] = {article->published, article->outlet, article->id.len ? article->id : article->title};
    bool any = false;
    for (size_t i = 0; i < LENGTH(known); i++) {
        if (known[i].len == 0) continue;
        if (any) buf_byte(to, ' ');
        else put_label(to, "read in");
        write_plain(to, known[i]);
        any = true;
    }
    if (any) buf_byte(to, '\n');
}

/* Widen from and to so that they part no letter: half a letter in another colour is drawn as a broken one. */
static void whole_letters(str s, size_t *from, size_t *to) {
    size_t at = 0, end;
    for (; at < s.len && at < *to; at = end) {
        end = akshara_end(s.at, s.len, at);
        if (at <= *from && *from < end) *from = at;
    }
    *to = at;
}

static void put_sentence(struct buf *to, const ghotona_reading *reading, const ghotona_record *r, bool color) {
    span sentence = reading->sentences[r->sentence];
    str s = span_text(reading, sentence);
    buf_text(to, "\n    ");
    if (color && r->trigger.start >= sentence.start && r->trigger.end <= sentence.end) {
        size_t from = r->trigger.start - sentence.start, end = r->trigger.end - sentence.start;
        whole_letters(s, &from, &end);
        write_plain(to, str_sub(s, 0, from));
        buf_text(to, MARK);
        write_plain(to, str_sub(s, from, end));
        buf_text(to, PLAIN);
        write_plain(to, str_sub(s, end, s.len));
    } else {
        write_plain(to, s);
    }
    buf_text(to, "\n\n");
}

static void put_record(struct buf *to, const struct output_context *context, const ghotona_reading *reading,
                       const ghotona_record *r, bool color) {
    put_heading(to, r, color);
    put_parties(to, "who", r->actors, r->actor_count);
    put_parties(to, "whom", r->recipients, r->recipient_count);
    put_place(to, r->place);
    put_parties(to, stance_words[r->stance], r->said_by, r->said_by_count);
    put_counts(to, r);
    put_pledge(to, reading, r->pledge);
    put_source(to, context->article);
    put_sentence(to, reading, r, color);
}

void output_records_text(struct buf *to, const struct output_context *context, const ghotona_reading *reading, bool color) {
    for (size_t i = 0; i < reading->record_count; i++) put_record(to, context, reading, &reading->records[i], color);
}
