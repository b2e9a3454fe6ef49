/* Records and articles as JSON, one object a line (docs/record.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "output/write.h"
#include <math.h>
#include <stdlib.h>

/* ---- bytes to code points --------------------------------------------------------------------------------------------------- */

enum { STEP = 128 };

/* How many code points begin before every STEP-th byte, so that any offset costs at most STEP bytes to convert. */
struct points { str text; uint32_t *before; };

static uint32_t count_points(const char *s, size_t len) {
    uint32_t n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

static struct points points_of(str text) {
    struct points p = {text, must_alloc((text.len / STEP + 1) * sizeof(uint32_t))};
    p.before[0] = 0;
    for (size_t i = 1; i <= text.len / STEP; i++) p.before[i] = p.before[i - 1] + count_points(text.at + (i - 1) * STEP, STEP);
    return p;
}

static uint32_t point_at(const struct points *p, uint32_t byte) {
    uint32_t from = byte / STEP * STEP;
    return p->before[byte / STEP] + count_points(p->text.at + from, byte - from);
}

/* ---- objects ---------------------------------------------------------------------------------------------------------------- */

struct object { struct buf *to; bool more; };

static struct object object_begin(struct buf *to) {
    buf_byte(to, '{');
    return (struct object){to, false};
}

static void key(struct object *o, const char *name) {
    buf_printf(o->to, o->more ? ",\"%s\":" : "\"%s\":", name);
    o->more = true;
}

static void field_str(struct object *o, const char *name, str value) {
    if (value.len == 0) return;
    key(o, name);
    write_json_string(o->to, value);
}

static void field_int(struct object *o, const char *name, long value) {
    key(o, name);
    buf_printf(o->to, "%ld", value);
}

/* The program never calls setlocale, so the decimal point is a point; JSON knows no NaN and no infinity. */
static void field_real(struct object *o, const char *name, double value) {
    if (!isfinite(value)) return;
    key(o, name);
    buf_printf(o->to, "%.10g", value);
}

static void field_strs(struct object *o, const char *name, const str *values, size_t n) {
    if (n == 0) return;
    key(o, name);
    for (size_t i = 0; i < n; i++) {
        buf_byte(o->to, i == 0 ? '[' : ',');
        write_json_string(o->to, values[i]);
    }
    buf_byte(o->to, ']');
}

static void field_span(struct object *o, const struct points *p, span s) {
    if (s.end == 0) return;                 /* 0,0: not in the text */
    field_int(o, "start", (long)point_at(p, s.start));
    field_int(o, "end", (long)point_at(p, s.end));
}

static void put_pair(struct buf *to, long a, long b) { buf_printf(to, "[%ld,%ld]", a, b); }

static void put_span_pairs(struct buf *to, const struct points *p, const span *spans, size_t n) {
    buf_byte(to, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buf_byte(to, ',');
        put_pair(to, (long)point_at(p, spans[i].start), (long)point_at(p, spans[i].end));
    }
    buf_byte(to, ']');
}

/* ---- a record --------------------------------------------------------------------------------------------------------------- */

struct writer {
    struct buf *to;
    const struct output_context *context;
    const ghotona_reading *reading;
    struct points points;
    str id;                                 /* the article's */
};

static void field_date(struct object *o, const ghotona_record *r) {
    if (r->date.grain == GHOTONA_NONE) return;
    key(o, "date");
    buf_byte(o->to, '"');
    write_day(o->to, r->date.days.from);
    if (r->date.days.to != r->date.days.from) {
        buf_text(o->to, "\",\"enddate\":\"");
        write_day(o->to, r->date.days.to);
    }
    buf_byte(o->to, '"');
    field_str(o, "date_basis", r->date_from_text ? STR("text") : STR("published"));
}

static void field_contexts(struct object *o, const ghotona_record *r) {
    if (r->context_count == 0 && r->status == 0) return;
    key(o, "context");
    char before = '[';
    for (size_t i = 0; i < r->context_count; i++, before = ',') {
        buf_byte(o->to, before);
        write_json_string(o->to, r->contexts[i]);
    }
    for (unsigned i = 0; i < STATUS_COUNT; i++) {
        if (!(r->status & 1u << i)) continue;
        buf_printf(o->to, "%c\"%s\"", before, status_names[i]);
        before = ',';
    }
    buf_byte(o->to, ']');
}

static void put_party(struct buf *to, const struct points *points, const ghotona_party *party) {
    struct object o = object_begin(to);
    field_str(&o, "entity_text", party->text);
    field_str(&o, "identifier_text", party->latin);
    field_str(&o, "code", party->code);
    field_str(&o, "sector", party->sector);
    field_str(&o, "office", party->office);
    field_span(&o, points, party->span);
    buf_byte(to, '}');
}

static void field_parties(struct object *o, const struct points *points, const char *name, const ghotona_party *parties, size_t n) {
    if (n == 0) return;
    key(o, name);
    for (size_t i = 0; i < n; i++) {
        buf_byte(o->to, i == 0 ? '[' : ',');
        put_party(o->to, points, &parties[i]);
    }
    buf_byte(o->to, ']');
}

static void fields_resolved(struct object *o, const ghotona_place *place) {
    field_str(o, "resolved_place", place->latin);
    field_str(o, "country_code", place->country);
    if (place->lat != 0 || place->lon != 0) {
        field_real(o, "lat", place->lat);
        field_real(o, "lon", place->lon);
    }
    if (place->resolution != 0) field_int(o, "resolution", place->resolution);
}

static void field_location(struct object *o, const ghotona_place *place) {
    if (!place) return;
    key(o, "event_loc");
    struct object l = object_begin(o->to);
    field_str(&l, "extracted_place", place->text);
    fields_resolved(&l, place);
    field_str(&l, "city", place->city);
    field_str(&l, "district", place->district);
    field_str(&l, "province", place->province);
    buf_byte(o->to, '}');
}

static void field_size(struct object *o, const ghotona_record *r) {
    struct object size = {o->to, false};
    for (size_t i = 0; i < GHOTONA_COUNTS; i++) {
        if (!count_told(r->counts[i])) continue;
        if (!size.more) {
            key(o, "size");
            size = object_begin(o->to);
        }
        key(&size, count_names[i]);
        put_pair(o->to, r->counts[i].low, r->counts[i].high);
    }
    if (size.more) buf_byte(o->to, '}');
}

/* The number of a sentence and where it stands. */
static void fields_sentence(struct object *o, const struct writer *w, uint32_t sentence) {
    span s = w->reading->sentences[sentence];
    field_int(o, "sequence", (long)sentence);
    field_int(o, "start", (long)point_at(&w->points, s.start));
    field_int(o, "end", (long)point_at(&w->points, s.end));
}

/* The other sentences that tell the same act. */
static void field_also(struct object *o, const struct writer *w, const ghotona_record *r) {
    if (!r->also_count) return;
    key(o, "also");
    for (size_t i = 0; i < r->also_count; i++) {
        buf_byte(o->to, i == 0 ? '[' : ',');
        struct object also = object_begin(o->to);
        field_str(&also, "text", span_text(w->reading, w->reading->sentences[r->also[i]]));
        fields_sentence(&also, w, r->also[i]);
        buf_byte(o->to, '}');
    }
    buf_byte(o->to, ']');
}

static void field_evidence(struct object *o, const struct writer *w, const ghotona_record *r) {
    str trigger = span_text(w->reading, r->trigger);
    field_strs(o, "event_text", &trigger, trigger.len > 0);
    field_str(o, "text", span_text(w->reading, w->reading->sentences[r->sentence]));
    key(o, "text_info");
    struct object info = object_begin(o->to);
    fields_sentence(&info, w, r->sentence);
    buf_byte(o->to, '}');
    field_also(o, w, r);
}

static void field_pledge(struct object *o, const struct writer *w, const ghotona_record *r) {
    if (!r->pledge) return;
    key(o, "pledge");
    struct object pledge = object_begin(o->to);
    field_str(&pledge, "content", span_text(w->reading, r->pledge->content));
    field_span(&pledge, &w->points, r->pledge->content);
    if (r->pledge->deadline.grain != GHOTONA_NONE) {
        key(&pledge, "deadline");
        buf_byte(o->to, '"');
        output_date(o->to, r->pledge->deadline);
        buf_byte(o->to, '"');
    }
    if (r->pledge->not_to) {
        key(&pledge, "not_to");
        buf_text(o->to, "true");
    }
    buf_byte(o->to, '}');
}

static void field_cite(struct object *o, const struct writer *w) {
    const ghotona_article *a = w->context->article;
    key(o, "cite_info");
    struct object cite = object_begin(o->to);
    field_str(&cite, "publication", a->outlet);
    field_str(&cite, "title", a->title);
    field_str(&cite, "url", a->url);
    field_str(&cite, "language", a->language);
    field_str(&cite, "published", a->published);
    field_str(&cite, "coder", STR("ghotona " GHOTONA_VERSION));
    field_str(&cite, "codebook", STR("plover-base-1.0"));
    field_str(&cite, "pack", str_of(ghotona_pack_name(w->context->pack)));
    buf_byte(o->to, '}');
}

static void field_why(struct object *o, const struct writer *w, const ghotona_record *r) {
    key(o, "why");
    struct object why = object_begin(o->to);
    field_str(&why, "rule", r->rule);
    field_str(&why, "trigger", span_text(w->reading, r->trigger));
    if (r->actor_slot.len > 0 || r->recipient_slot.len > 0) {
        key(&why, "slots");
        struct object slots = object_begin(o->to);
        field_str(&slots, "actor", r->actor_slot);
        field_str(&slots, "recipient", r->recipient_slot);
        buf_byte(o->to, '}');
    }
    buf_byte(o->to, '}');
}

static void fields_act(struct object *o, const ghotona_record *r) {
    field_date(o, r);
    field_strs(o, "event", &r->type, 1);
    field_strs(o, "mode", &r->mode, r->mode.len > 0);
    field_contexts(o, r);
    if (r->quad != 0) {
        field_int(o, "quad_code", r->quad);
        field_real(o, "event_scale", r->scale);
    }
    field_str(o, "cameo", r->cameo);
}

static void put_record(const struct writer *w, const ghotona_record *r) {
    struct object o = object_begin(w->to);
    field_str(&o, "id", str_of(r->id));
    field_str(&o, "article", w->id);
    fields_act(&o, r);
    field_parties(&o, &w->points, "actor", r->actors, r->actor_count);
    field_parties(&o, &w->points, "recipient", r->recipients, r->recipient_count);
    field_parties(&o, &w->points, "said_by", r->said_by, r->said_by_count);
    if (r->said_by_count > 0) field_str(&o, "stance", str_of(stance_names[r->stance]));
    field_location(&o, r->place);
    field_size(&o, r);
    field_pledge(&o, w, r);
    field_evidence(&o, w, r);
    field_cite(&o, w);
    field_real(&o, "confidence", r->confidence);
    field_why(&o, w, r);
    buf_text(w->to, "}\n");
}

void output_records_json(struct buf *to, const struct output_context *context, const ghotona_reading *reading) {
    if (reading->record_count == 0) return;
    struct buf id = {0};
    write_article_id(&id, context->article, reading);
    struct writer w = {to, context, reading, points_of(reading->text), buf_view(&id)};
    for (size_t i = 0; i < reading->record_count; i++) put_record(&w, &reading->records[i]);
    free(w.points.before);
    buf_free(&id);
}

/* ---- an article ------------------------------------------------------------------------------------------------------------- */

static void put_person(const struct writer *w, size_t i) {
    const ghotona_person *person = &w->reading->people[i];
    struct object o = object_begin(w->to);
    field_str(&o, "name", person->name);
    field_str(&o, "identifier_text", person->latin);
    field_str(&o, "code", person->code);
    field_str(&o, "sector", person->sector);
    field_str(&o, "office", person->office);
    key(&o, "mentions");
    put_span_pairs(w->to, &w->points, person->mentions, person->mention_count);
    buf_byte(w->to, '}');
}

static void put_time(const struct writer *w, size_t i) {
    const ghotona_time *time = &w->reading->times[i];
    struct object o = object_begin(w->to);
    field_str(&o, "text", span_text(w->reading, time->span));
    if (time->date.grain != GHOTONA_NONE) {
        key(&o, "value");
        buf_byte(w->to, '"');
        output_date(w->to, time->date);
        buf_byte(w->to, '"');
    }
    field_span(&o, &w->points, time->span);
    buf_byte(w->to, '}');
}

static void put_place(const struct writer *w, size_t i) {
    const ghotona_place *place = &w->reading->places[i];
    struct object o = object_begin(w->to);
    field_str(&o, "text", place->text);
    fields_resolved(&o, place);
    field_span(&o, &w->points, place->span);
    buf_byte(w->to, '}');
}

static void put_quote(const struct writer *w, size_t i) {
    const ghotona_quote *quote = &w->reading->quotes[i];
    struct object o = object_begin(w->to);
    field_str(&o, "speaker", quote->speaker);
    key(&o, "direct");
    buf_text(w->to, quote->direct ? "true" : "false");
    field_span(&o, &w->points, quote->span);
    buf_byte(w->to, '}');
}

static void field_list(struct object *o, const struct writer *w, const char *name, size_t n,
                       void (*put)(const struct writer *w, size_t i)) {
    key(o, name);
    buf_byte(w->to, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buf_byte(w->to, ',');
        put(w, i);
    }
    buf_byte(w->to, ']');
}

void output_article_json(struct buf *to, const struct output_context *context, const ghotona_reading *reading) {
    const ghotona_article *a = context->article;
    struct buf id = {0};
    write_article_id(&id, a, reading);
    struct writer w = {to, context, reading, points_of(reading->text), buf_view(&id)};
    struct object o = object_begin(to);
    field_str(&o, "id", w.id);
    field_str(&o, "title", a->title);
    field_str(&o, "publication", a->outlet);
    field_str(&o, "url", a->url);
    field_str(&o, "published", a->published);
    field_str(&o, "language", a->language);
    key(&o, "text");
    write_json_string(to, reading->text);
    field_list(&o, &w, "people", reading->person_count, put_person);
    field_list(&o, &w, "dates", reading->time_count, put_time);
    field_list(&o, &w, "places", reading->place_count, put_place);
    field_list(&o, &w, "quotes", reading->quote_count, put_quote);
    key(&o, "sentences");
    put_span_pairs(to, &w.points, reading->sentences, reading->sentence_count);
    buf_text(to, "}\n");
    free(w.points.before);
    buf_free(&id);
}
