/* The public way in: one article through all stages, in one arena.
 * SPDX-License-Identifier: Apache-2.0 */
#include "events/events.h"
#include <stdlib.h>

struct ghotona_reader {
    const pack *pack;
    struct arena arena;
    ghotona_reading reading;
    void (*explain)(void *user, uint32_t sentence, const char *text);
    void *explain_user;
    const struct observer *observer;
};

ghotona_reader *ghotona_reader_new(const pack *p) {
    ghotona_reader *r = calloc(1, sizeof *r);
    if (r) r->pack = p;
    return r;
}

void ghotona_reader_free(ghotona_reader *r) {
    if (!r) return;
    arena_free(&r->arena);
    free(r);
}

void ghotona_reader_explain(ghotona_reader *r, void (*line)(void *user, uint32_t sentence, const char *text), void *user) {
    r->explain = line;
    r->explain_user = user;
}

void reader_observe(ghotona_reader *r, const struct observer *observer) { r->observer = observer; }

/* Title, newline, body (the body alone where there is no title), with every bad byte replaced by U+FFFD. */
static str join_text(struct arena *a, const ghotona_article *article, ghotona_reading *out) {
    size_t len = article->title.len + 1 + article->body.len;
    char *raw = arena_alloc(a, len);
    size_t n = 0;
    if (article->title.len) {
        memcpy(raw, article->title.at, article->title.len);
        raw[article->title.len] = '\n';
        n = article->title.len + 1;
    }
    if (article->body.len) memcpy(raw + n, article->body.at, article->body.len);
    len = n + article->body.len;
    size_t good = utf8_valid_len(raw, len);
    if (good == len) return (str){raw, len};
    out->first_bad = (uint32_t)good;
    char *clean = arena_alloc(a, utf8_mend(raw, len, NULL, &out->bad_bytes));
    return (str){clean, utf8_mend(raw, len, clean, &out->bad_bytes)};
}

/* Why an act was recorded, for whoever asks. */
static void explain_act(struct doc *d, const struct act *a) {
    if (!d->explain) return;
    str rule = act_rule(d, a), trigger = act_trigger(d, a), type = pack_string(d->pack, act_type(d, a)->type);
    explain(d, a->sentence, "%.*s because %.*s matches '%.*s' (actor by %.*s, recipient by %.*s)", (int)type.len, type.at, (int)rule.len, rule.at,
            (int)trigger.len, trigger.at, (int)a->actor_slot.len, a->actor_slot.at, (int)a->recipient_slot.len, a->recipient_slot.at);
}

/* What only names what is meant or excluded: আগ্রাসনের জন্য ব্যবহার করা হবে না. */
static bool never_was(const struct act *a) {
    unsigned excluded = GHOTONA_FUTURE | GHOTONA_NEGATION;
    return a->purpose || (a->verb == NO_WORD && (a->status & excluded) == excluded);
}

/* Everything about one matched act. False if it is none after all. */
static bool read_act(struct doc *d, struct act *a, struct discourse *mind) {
    if (!weigh_roles(d, a, mind)) return false;
    fill_status(d, a);
    if (never_was(a)) {
        explain(d, a->sentence, "told as a purpose or as what will not be: no act");
        return false;
    }
    fill_pledge(d, a);
    fill_time(d, a, mind);
    fill_place(d, a, mind);
    choose_place(d, a, mind);
    fill_attribution(d, a, mind);
    fill_counts(d, a);
    judge_act(d, a);
    remember_parties(d, mind, a);
    explain_act(d, a);
    return true;
}

static bool has_authorities(const struct doc *d) {
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        str sector = d->mentions.at[i].sector;
        if (str_is(sector, "COP") || str_is(sector, "JUD") || str_is(sector, "MIL")) return true;
    }
    return false;
}

/* Somebody in office; a bare country may be its team. */
static bool has_officials(const struct doc *d) {
    for (uint32_t i = 0; i < d->mentions.len; i++) {
        const struct mention *m = &d->mentions.at[i];
        if ((m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE) && str_is(m->sector, "GOV")) return true;
    }
    return false;
}

/* Many of the article's words, and different ones, are of these kinds. */
static bool speaks_of(const struct doc *d, enum key a, enum key b) {
    enum { ONE_IN = 60, KINDS_MANY = 5, THICK_ONE_IN = 25, KINDS_FEW = 3 };
    uint32_t words = 0, hits = 0, kinds = 0, kind[KINDS_MANY] = {0};
    for (uint32_t i = 0; i < d->terms.len; i++) {
        const struct term *t = term_at(d, i);
        if (t->kind == TOKEN_PUNCT) continue;
        words++;
        if (!term_has_key(d->pack, t, a) && !term_has_key(d->pack, t, b)) continue;
        hits++;
        uint32_t k = 0;
        while (k < kinds && kind[k] != t->morph[0].lemma) k++;
        if (k == kinds && kinds < KINDS_MANY) kind[kinds++] = t->morph[0].lemma;
    }
    return (kinds == KINDS_MANY && hits * ONE_IN >= words) || (kinds >= KINDS_FEW && hits * THICK_ONE_IN >= words);
}

/* A report of a match tells no act of the world, however it speaks of attacks and meetings; nor does one of players and their contests, if
 * nobody in office comes in. */
static bool is_of_sport(const struct doc *d) {
    if (has_authorities(d)) return false;
    return speaks_of(d, KEY_SPORT, KEY_SPORT) || (!has_officials(d) && speaks_of(d, KEY_SPORT, KEY_CONTEST));
}

/* A sermon tells of what is told in scripture. */
static bool is_sermon(const struct doc *d) { return !has_authorities(d) && !has_officials(d) && speaks_of(d, KEY_SCRIPTURE, KEY_SCRIPTURE); }

/* Why the whole article tells no act, or NULL. */
static const char *of_no_act(const struct doc *d) {
    return is_of_sport(d) ? "the article is of sport: no act" : is_sermon(d) ? "the article is a sermon: no act" : NULL;
}

static void read_acts(struct doc *d, acts *list) {
    struct discourse mind;
    const char *why = of_no_act(d);
    if (why) {
        for (uint32_t s = 0; s < d->sentence_count; s++) explain(d, s, "%s", why);
        return;
    }
    widen_places(d);
    discourse_begin(&mind);
    find_scene(d, &mind);
    find_places(d, &mind);
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        uint32_t first = list->len;
        match_frames(d, s, &mind, list);
        if (list->len == first) explain(d, s, "no frame matches");
        for (uint32_t i = first, n = list->len; i < n; i++) {
            struct act *a = &list->at[i];
            a->dropped = !read_act(d, a, &mind);
            struct act again = *a;
            if (!a->dropped && fill_second_time(d, &again)) *vec_push(d->arena, list) = again;
        }
        fill_later_counts(d, list, s);
        discourse_update(d, &mind, s);
    }
    merge_acts(d, list);
    for (uint32_t i = 0; i < list->len; i++)
        if (!list->at[i].dropped) fill_mode(d, &list->at[i]);
}

ghotona_status ghotona_read(ghotona_reader *r, const ghotona_article *article, bool strict, const ghotona_reading **out) {
    if (article->title.len > GHOTONA_ARTICLE_MAX || article->body.len > GHOTONA_ARTICLE_MAX - article->title.len) return GHOTONA_TOO_LARGE;
    arena_reset(&r->arena);
    r->reading = (ghotona_reading){0};
    struct doc d = {.arena = &r->arena, .pack = r->pack, .titled = article->title.len > 0, .explain = r->explain, .explain_user = r->explain_user, .observer = r->observer};
    d.text = join_text(&r->arena, article, &r->reading);
    if (strict && r->reading.bad_bytes) return GHOTONA_BAD_TEXT;
    d.outlet = article->outlet;
    d.has_published = article->published.len && days_from_iso(article->published, &d.published);
    acts list = {0};
    read_terms(&d);
    read_people(&d);
    read_times(&d);
    read_speech(&d);
    read_sites(&d);
    read_acts(&d, &list);
    make_reading(&d, &r->reading);
    make_records(&d, &list, &r->reading);
    *out = &r->reading;
    return GHOTONA_OK;
}
