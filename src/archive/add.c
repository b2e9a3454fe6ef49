/* Articles into the archive: which are new, which have changed, batches that are kept whole or not at all. SPDX-License-Identifier: Apache-2.0 */
#include "archive/digest.h"
#include "archive/groups.h"
#include "archive/writer.h"
#include "input/input.h"
#include <stdlib.h>
#include <time.h>

enum { BATCH = 1000, BATCH_MAX = 4000, BATCH_SECONDS = 3, SAMPLES = 500 };

/* ---- what makes an article the same, and what makes it another ----------------------------------------------------------------------- */

/* An address names one article only if it has a path: feeds and scrapers give the home page where they know no better. */
static bool names_article(str url) {
    const char *host = url.len > 3 ? memmem(url.at, url.len, "://", 3) : NULL;
    const char *path = host ? memchr(host + 3, '/', (size_t)(url.at + url.len - host - 3)) : NULL;
    return path && path + 1 < url.at + url.len;
}

static struct digest key_of(const struct document *d) {
    const ghotona_article *art = &d->article;
    const str url[] = {STR("url"), art->url}, id[] = {STR("id"), art->outlet, art->id}, content[] = {STR("text"), art->outlet, art->title, art->body};
    return names_article(art->url) ? digest_of(url, LENGTH(url)) : art->id.len ? digest_of(id, LENGTH(id)) : digest_of(content, LENGTH(content));
}

static struct digest hash_of(const struct document *d, const struct digest *key) {
    const str parts[] = {digest_view(key), d->article.title, d->article.body, d->article.published};
    return digest_of(parts, LENGTH(parts));
}

/* ---- runs and batches ------------------------------------------------------------------------------------------------------------ */

static bool begin_batch(struct archive *a) {
    a->writer->batch = 0;
    a->writer->batch_begun = time(NULL);
    return store_exec(a, "BEGIN IMMEDIATE");
}

static bool save_counts(struct archive *a) {
    const struct archive_counts *c = &a->writer->counts;
    return store_run(a, "UPDATE run SET added = ?, versions = ?, known = ?, refused = ?, records = ? WHERE id = ?", "iiiiii", (int64_t)c->articles,
                     (int64_t)c->versions, (int64_t)c->known, (int64_t)c->refused, (int64_t)c->records, a->writer->run);
}

/* A dictionary is learnt of the first batch that is large enough for one. */
static bool learn(struct archive *a) {
    struct writer *w = a->writer;
    if (!w->learning || w->sample_count < SAMPLES) return true;
    bool ok = texts_learn(a, buf_view(&w->samples), w->sizes, w->sample_count);
    w->learning = false;
    buf_free(&w->samples);
    free(w->sizes);
    w->sizes = NULL;
    return ok;
}

/* What was tried is taken back, and the numbers of names with it. */
static bool take_back(struct archive *a) {
    names_free(a->writer->names);
    a->writer->names = names_new();
    memset(a->writer->lately, 0, LATELY * sizeof *a->writer->lately);
    return store_exec(a, "ROLLBACK");
}

static bool end_batch(struct archive *a) {
    if (a->writer->trying) return take_back(a);
    return learn(a) && save_counts(a) && store_exec(a, "COMMIT");
}

/* The first are small, so that something is kept soon; large ones write a page of an index less often. */
static size_t batch_size(const struct writer *w) {
    size_t grown = BATCH + w->counts.articles / 4;
    return grown < BATCH_MAX ? grown : BATCH_MAX;
}

bool writer_next_batch(struct archive *a) {
    static const struct timespec turn = {0, 2000000};
    bool full = a->writer->batch >= batch_size(a->writer) || time(NULL) > a->writer->batch_begun + BATCH_SECONDS;
    a->writer->batch++;
    if (!full) return true;
    if (!end_batch(a)) return false;
    nanosleep(&turn, NULL);         /* another writer that waits has its turn */
    return begin_batch(a);
}

/* In the order of the index that holds them. */
static bool load_known(struct archive *a) {
    sqlite3_stmt *s = store_bind(a, "SELECT hash FROM version ORDER BY hash", "");
    while (store_row(a, s)) buf_str(&a->writer->known, store_text(s, 0));
    return store_ok(a);
}

static int order_of(const void *a, const void *b) { return memcmp(a, b, sizeof(struct digest)); }

bool archive_knows(const struct archive *a, const struct document *d) {
    const struct buf *known = &a->writer->known;
    struct digest key = key_of(d), hash = hash_of(d, &key);
    return known->len && bsearch(&hash, known->at, known->len / sizeof hash, sizeof hash, order_of);
}

bool archive_begin(struct archive *a, const char *command, const char *options, const ghotona_pack *language) {
    a->writer = must_alloc(sizeof *a->writer);
    *a->writer = (struct writer){.pack = language, .names = names_new(), .lately = must_alloc(LATELY * sizeof *a->writer->lately)};
    memset(a->writer->lately, 0, LATELY * sizeof *a->writer->lately);
    if (!begin_batch(a)) return false;
    store_run(a, "INSERT INTO run (command, begun, program, pack, options) VALUES (?, ?, ?, ?, ?)", "titts", str_of(command), (int64_t)time(NULL),
              STR(PROGRAM), str_of(ghotona_pack_name(language)), str_of(options));
    a->writer->run = sqlite3_last_insert_rowid(a->db);
    a->writer->learning = store_number(a, 0, "SELECT count(*) FROM dictionary", "") == 0;
    if (a->writer->learning) a->writer->sizes = must_alloc(SAMPLES * sizeof *a->writer->sizes);
    return load_known(a);
}

void archive_try(struct archive *a) { a->writer->trying = true; }

void archive_count_refused(struct archive *a, size_t count) { a->writer->counts.refused += count; }

bool archive_end(struct archive *a, struct archive_counts *counts) {
    *counts = a->writer->counts;
    if (!a->writer->trying && !(reports_group(a) && events_group(a))) return false;
    return store_run(a, "UPDATE run SET ended = ? WHERE id = ?", "ii", (int64_t)time(NULL), a->writer->run) && end_batch(a);
}

void writer_free(struct archive *a) {
    struct writer *w = a->writer;
    if (!w) return;
    names_free(w->names);
    free(w->lately);
    buf_free(&w->known);
    buf_free(&w->folded);
    arena_free(&w->arena);
    buf_free(&w->samples);
    free(w->sizes);
    free(w);
    a->writer = NULL;
}

/* ---- one article ----------------------------------------------------------------------------------------------------------------------- */

/* A version on its way in, with what can be known of it before its turn comes. */
struct incoming {
    const ghotona_reading *reading;
    str title, body;            /* as they stand in the reading's text; title unknown where there is none */
    struct digest key, hash;
    struct sketch sketch;
    bool dated; int32_t day;    /* of publication */
    int64_t article, original;
};

static void part_text(struct incoming *in, const struct document *d) {
    in->body = in->reading->text;
    if (d->article.title.len) {
        uint32_t bad;
        size_t title = utf8_mend(d->article.title.at, d->article.title.len, NULL, &bad);
        in->title = str_sub(in->reading->text, 0, title);
        in->body = str_sub(in->reading->text, title + 1, in->reading->text.len);
    }
    if (!in->body.at) in->body = STR("");
}

struct incoming *archive_prepare(const struct archive *a, struct arena *arena, const struct document *d, const ghotona_reading *reading) {
    struct incoming *in = arena_new(arena, struct incoming, 1);
    in->reading = reading;
    in->key = key_of(d);
    in->hash = hash_of(d, &in->key);
    in->dated = days_from_iso(d->article.published, &in->day);
    if (!reading) return in;
    part_text(in, d);
    sketch_of(a->writer->pack, arena, in->title, in->body, &in->sketch);
    return in;
}

static int64_t original_of(struct archive *a, str bytes) {
    if (bytes.len == 0) return 0;
    struct digest hash = digest_of(&bytes, 1);
    int64_t id = store_number(a, 0, "SELECT id FROM original WHERE hash = ?", "b", digest_view(&hash));
    if (id || !store_ok(a)) return id;
    store_run(a, "INSERT INTO original (hash, size, packed) VALUES (?, ?, ?)", "bib", digest_view(&hash), (int64_t)bytes.len, texts_pack(a, bytes, NULL));
    return sqlite3_last_insert_rowid(a->db);
}

static void sample(struct archive *a, str body) {
    struct writer *w = a->writer;
    if (!w->learning || w->sample_count == SAMPLES) return;
    buf_str(&w->samples, body);
    w->sizes[w->sample_count++] = body.len;
}

static str basis_of(const struct document *d) { return d->article.published.len ? str_of(date_basis_names[d->published_basis]) : (str){0}; }

static int64_t doubts_of(const struct quality *q) { return q->truncated | q->ocr_noise << 1 | q->boilerplate << 2; }

static bool insert_version(struct archive *a, const struct incoming *in, const struct document *d, int64_t *version) {
    const ghotona_article *art = &d->article;
    const struct quality *q = &d->quality;
    int64_t dictionary;
    str packed = texts_pack(a, in->body, &dictionary);
    store_run(a,
        "INSERT INTO version (article, hash, input_id, title, body, dictionary, size, day, published, published_basis, outlet, language, section, dateline, "
        "url, byline, credit, kicker, modified, bengali, encoding, bad_bytes, converted, doubts, file, member, offset, line, original, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        "ibttbnictmmmmm" "tttttimnnnmtcnni", in->article, digest_view(&in->hash), art->id, in->title, packed, dictionary, (int64_t)in->reading->text.len,
        in->dated, (int64_t)in->day, art->published, basis_of(d), art->outlet, art->language, d->section, d->dateline,
        art->url, d->byline, d->credit, d->kicker, d->modified, (int64_t)(q->bengali * 100 + 0.5f), str_of(q->encoding), (int64_t)q->bad_bytes, (int64_t)q->converted,
        doubts_of(q), d->origin.file, d->origin.member, d->origin.has_offset, (int64_t)d->origin.offset, (int64_t)d->origin.line, in->original, a->writer->run);
    *version = sqlite3_last_insert_rowid(a->db);
    return store_ok(a);
}

static bool index_version(struct archive *a, const struct incoming *in, int64_t version) {
    return store_run(a, "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", "ist", version, in->title.at ? in->title : STR(""), in->body);
}

/* The newest version that came is the article as it stands. */
static bool put_version(struct archive *a, struct incoming *in, const struct document *d, str original) {
    int64_t version;
    bool first = in->article == 0;
    in->original = original_of(a, original);
    if (first) {
        store_run(a, "INSERT INTO article (key, current) VALUES (?, 0)", "b", digest_view(&in->key));
        in->article = sqlite3_last_insert_rowid(a->db);
    }
    if (!insert_version(a, in, d, &version)) return false;
    if (!first) groups_forget(a, store_number(a, 0, "SELECT current FROM article WHERE id = ?", "i", in->article));
    store_run(a, "UPDATE article SET current = ? WHERE id = ?", "ii", version, in->article);
    return index_version(a, in, version) && reports_put(a, version, in->dated, in->day, &in->sketch) && writer_reading(a, version, in->reading);
}

bool archive_add(struct archive *a, const struct document *d, struct incoming *in, str original, enum archive_added *added) {
    struct archive_counts *c = &a->writer->counts;
    if (!writer_next_batch(a)) return false;
    *added = ARCHIVE_KNOWN;
    if (in->reading && store_number(a, 0, "SELECT 1 FROM version WHERE hash = ?", "b", digest_view(&in->hash)) == 0) {
        in->article = store_number(a, 0, "SELECT id FROM article WHERE key = ?", "b", digest_view(&in->key));
        *added = in->article ? ARCHIVE_CHANGED : ARCHIVE_NEW;
        sample(a, in->body);
        put_version(a, in, d, original);
    }
    c->known += *added == ARCHIVE_KNOWN;
    c->versions += *added == ARCHIVE_CHANGED;
    c->articles += *added == ARCHIVE_NEW;
    if (*added != ARCHIVE_KNOWN) c->records += in->reading->record_count;
    return store_ok(a);
}
