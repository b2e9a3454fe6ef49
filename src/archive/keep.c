/* A reading that outlives its reader. SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"

static str keep(struct arena *arena, str s) { return arena_copy(arena, s); }

static ghotona_party *keep_parties(struct arena *arena, const ghotona_party *parties, size_t count) {
    ghotona_party *kept = arena_new(arena, ghotona_party, count);
    for (size_t i = 0; i < count; i++) {
        const ghotona_party *p = &parties[i];
        kept[i] = (ghotona_party){keep(arena, p->text), keep(arena, p->latin), keep(arena, p->code), keep(arena, p->sector), keep(arena, p->office), p->span};
    }
    return kept;
}

static ghotona_place keep_place(struct arena *arena, const ghotona_place *p) {
    ghotona_place kept = *p;
    kept.text = keep(arena, p->text);
    kept.latin = keep(arena, p->latin);
    kept.country = keep(arena, p->country);
    kept.city = keep(arena, p->city);
    kept.district = keep(arena, p->district);
    kept.province = keep(arena, p->province);
    return kept;
}

static const ghotona_place *keep_place_of(struct arena *arena, const ghotona_place *p) {
    if (!p) return NULL;
    ghotona_place *kept = arena_new(arena, ghotona_place, 1);
    *kept = keep_place(arena, p);
    return kept;
}

static const ghotona_pledge *keep_pledge(struct arena *arena, const ghotona_pledge *p) {
    if (!p) return NULL;
    ghotona_pledge *kept = arena_new(arena, ghotona_pledge, 1);
    *kept = *p;
    return kept;
}

static const str *keep_strs(struct arena *arena, const str *list, size_t count) {
    str *kept = arena_new(arena, str, count);
    for (size_t i = 0; i < count; i++) kept[i] = keep(arena, list[i]);
    return kept;
}

static const void *keep_array(struct arena *arena, const void *at, size_t size) {
    void *kept = arena_space(arena, size);
    if (size) memcpy(kept, at, size);
    return kept;
}

static ghotona_record keep_record(struct arena *arena, const ghotona_record *r) {
    ghotona_record kept = *r;
    kept.type = keep(arena, r->type);
    kept.mode = keep(arena, r->mode);
    kept.cameo = keep(arena, r->cameo);
    kept.contexts = keep_strs(arena, r->contexts, r->context_count);
    kept.actors = keep_parties(arena, r->actors, r->actor_count);
    kept.recipients = keep_parties(arena, r->recipients, r->recipient_count);
    kept.said_by = keep_parties(arena, r->said_by, r->said_by_count);
    kept.place = keep_place_of(arena, r->place);
    kept.pledge = keep_pledge(arena, r->pledge);
    kept.also = keep_array(arena, r->also, r->also_count * sizeof *r->also);
    kept.rule = keep(arena, r->rule);
    kept.actor_slot = keep(arena, r->actor_slot);
    kept.recipient_slot = keep(arena, r->recipient_slot);
    return kept;
}

static const ghotona_record *keep_records(struct arena *arena, const ghotona_reading *r, double least, size_t *count) {
    ghotona_record *kept = arena_new(arena, ghotona_record, r->record_count);
    *count = 0;
    for (size_t i = 0; i < r->record_count; i++)
        if (r->records[i].confidence >= least) kept[(*count)++] = keep_record(arena, &r->records[i]);
    return kept;
}

static const ghotona_person *keep_people(struct arena *arena, const ghotona_reading *r) {
    ghotona_person *kept = arena_new(arena, ghotona_person, r->person_count);
    for (size_t i = 0; i < r->person_count; i++) {
        const ghotona_person *p = &r->people[i];
        kept[i] = (ghotona_person){keep(arena, p->name), keep(arena, p->latin), keep(arena, p->code), keep(arena, p->sector), keep(arena, p->office),
                                   keep_array(arena, p->mentions, p->mention_count * sizeof *p->mentions), p->mention_count};
    }
    return kept;
}

static const ghotona_place *keep_places(struct arena *arena, const ghotona_reading *r) {
    ghotona_place *kept = arena_new(arena, ghotona_place, r->place_count);
    for (size_t i = 0; i < r->place_count; i++) kept[i] = keep_place(arena, &r->places[i]);
    return kept;
}

static const ghotona_quote *keep_quotes(struct arena *arena, const ghotona_reading *r) {
    ghotona_quote *kept = arena_new(arena, ghotona_quote, r->quote_count);
    for (size_t i = 0; i < r->quote_count; i++) kept[i] = (ghotona_quote){keep(arena, r->quotes[i].speaker), r->quotes[i].direct, r->quotes[i].span};
    return kept;
}

const ghotona_reading *archive_keep(struct arena *arena, const ghotona_reading *r, double least) {
    ghotona_reading *kept = arena_new(arena, ghotona_reading, 1);
    *kept = *r;
    kept->text = keep(arena, r->text);
    kept->sentences = keep_array(arena, r->sentences, r->sentence_count * sizeof *r->sentences);
    kept->records = keep_records(arena, r, least, &kept->record_count);
    kept->people = keep_people(arena, r);
    kept->times = keep_array(arena, r->times, r->time_count * sizeof *r->times);
    kept->places = keep_places(arena, r);
    kept->quotes = keep_quotes(arena, r);
    return kept;
}
