/* Reading again what the archive holds, and telling which records change by it. SPDX-License-Identifier: Apache-2.0 */
#include "archive/groups.h"
#include "archive/writer.h"
#include <stdio.h>

/* ---- what is to be read again ---------------------------------------------------------------------------------------------------- */

#define OUTDATED \
    "FROM version v JOIN article a ON a.id = v.article AND a.current = v.id LEFT JOIN reading g ON g.version = v.id LEFT JOIN run r ON r.id = g.run " \
    "WHERE v.id > ?1 AND (?2 OR r.id IS NULL OR r.program <> ?3 OR r.pack <> ?4)"

int64_t archive_outdated(struct archive *a, bool all, const ghotona_pack *language) {
    return store_number(a, 0, "SELECT count(*) " OUTDATED, "iitt", (int64_t)0, (int64_t)all, STR(PROGRAM), str_of(ghotona_pack_name(language)));
}

static str column(struct arena *arena, sqlite3_stmt *s, int at) { return arena_copy(arena, store_text(s, at)); }

int64_t archive_next_outdated(struct archive *a, int64_t after, bool all, const ghotona_pack *language, struct arena *arena, ghotona_article *article) {
    sqlite3_stmt *s = store_bind(a,
        "SELECT v.id, v.input_id, v.title, v.published, v.url, (SELECT text FROM name WHERE id = v.outlet), (SELECT text FROM name WHERE id = v.language) " OUTDATED
        " ORDER BY v.id LIMIT 1", "iitt", after, (int64_t)all, STR(PROGRAM), str_of(ghotona_pack_name(language)));
    struct buf text = {0};
    if (!store_row(a, s)) return 0;
    int64_t version = sqlite3_column_int64(s, 0);
    *article = (ghotona_article){.id = column(arena, s, 1), .title = column(arena, s, 2), .published = column(arena, s, 3), .url = column(arena, s, 4),
                                 .outlet = column(arena, s, 5), .language = column(arena, s, 6)};
    sqlite3_reset(s);
    if (!archive_text(a, version, &text)) return 0;
    str whole = arena_copy(arena, text.at ? buf_view(&text) : STR(""));
    article->body = str_sub(whole, article->title.at ? article->title.len + 1 : 0, whole.len);
    buf_free(&text);
    return version;
}

/* ---- records side by side ---------------------------------------------------------------------------------------------------------- */

/* A record as people see it. The first three tell which act it is: two with the same are the same act, read differently. */
enum { PLACE_OF_ACT = 3, FIELDS_MAX = 40 };
struct row { str values[FIELDS_MAX]; bool matched; };
struct rows { VEC(struct row) list; int fields; const char *names[FIELDS_MAX]; };

static void read_rows(struct archive *a, int64_t version, struct arena *arena, struct rows *rows) {
    sqlite3_stmt *s = store_bind(a,
        "SELECT sentence, trigger_start, trigger_stop, id, type, mode, contexts, future, hypothetical, historical, negation, actors, recipients, said_by, stance, "
        "date, enddate, date_basis, place, also, "
        "(SELECT group_concat(kind || ' ' || low || '-' || high, ', ') FROM counts c WHERE c.record = r.record) AS counts, "
        "(SELECT text || coalesce(' by ' || date(due_to * 86400, 'unixepoch'), '') FROM pledge p WHERE p.record = r.record) AS pledge "
        "FROM records r WHERE version = ? ORDER BY sentence, trigger_start, trigger_stop, ordinal", "i", version);
    rows->fields = s ? sqlite3_column_count(s) : 0;
    while (store_row(a, s)) {
        struct row *row = vec_push(arena, &rows->list);
        for (int i = 0; i < rows->fields; i++) row->values[i] = column(arena, s, i);
    }
    for (int i = 0; s && i < rows->fields; i++) rows->names[i] = sqlite3_column_name(s, i);
}

static bool same_fields(const struct row *a, const struct row *b, int from, int to) {
    for (int i = from; i < to; i++)
        if (!str_eq(a->values[i], b->values[i])) return false;
    return true;
}

/* The first that is not taken yet with the same fields in [0, to). */
static struct row *match(struct rows *among, const struct row *row, int to) {
    for (uint32_t i = 0; i < among->list.len; i++)
        if (!among->list.at[i].matched && same_fields(&among->list.at[i], row, 0, to)) return &among->list.at[i];
    return NULL;
}

struct telling { struct archive *archive; int64_t version; const struct rows *names; struct archive_changes *changes; archive_tell tell; void *user; };

static void tell(const struct telling *t, enum archive_change_kind kind, const struct row *before, const struct row *after) {
    struct archive_field fields[FIELDS_MAX];
    struct archive_change change = {.kind = kind, .version = t->version, .id = (after ? after : before)->values[PLACE_OF_ACT], .fields = fields};
    for (int i = PLACE_OF_ACT; i < t->names->fields; i++) {
        str was = before ? before->values[i] : (str){0}, is = after ? after->values[i] : (str){0};
        if (!str_eq(was, is)) fields[change.field_count++] = (struct archive_field){t->names->names[i], was, is};
    }
    t->changes->counts[kind]++;
    t->tell(t->user, &change);
}

/* Equal ones first, so that of two acts at one place the one that stays is not taken for the other. */
static void compare(const struct telling *t, struct rows *before, struct rows *after) {
    for (uint32_t i = 0; i < after->list.len; i++) {
        struct row *row = &after->list.at[i], *same = match(before, row, t->names->fields);
        if (same) same->matched = row->matched = true;
    }
    for (uint32_t i = 0; i < after->list.len; i++) {
        struct row *row = &after->list.at[i], *same = row->matched ? NULL : match(before, row, PLACE_OF_ACT);
        if (row->matched) continue;
        if (same) same->matched = true;
        tell(t, same ? ARCHIVE_CHANGES : ARCHIVE_APPEARS, same, row);
    }
    for (uint32_t i = 0; i < before->list.len; i++)
        if (!before->list.at[i].matched) tell(t, ARCHIVE_GOES, &before->list.at[i], NULL);
}

static bool forget_reading(struct archive *a, int64_t version) {
    return store_run(a, "DELETE FROM record_party WHERE record IN (SELECT id FROM record WHERE version = ?)", "i", version) &&
           store_run(a, "DELETE FROM record_count WHERE record IN (SELECT id FROM record WHERE version = ?)", "i", version) &&
           store_run(a, "DELETE FROM pledge WHERE record IN (SELECT id FROM record WHERE version = ?)", "i", version) &&
           events_forget(a, version) &&
           store_run(a, "DELETE FROM record WHERE version = ?", "i", version) && store_run(a, "DELETE FROM evidence WHERE version = ?", "i", version) &&
           store_run(a, "DELETE FROM person WHERE version = ?", "i", version) && store_run(a, "DELETE FROM quote WHERE version = ?", "i", version) &&
           store_run(a, "DELETE FROM version_place WHERE version = ?", "i", version) && store_run(a, "DELETE FROM reading WHERE version = ?", "i", version);
}

bool archive_reread(struct archive *a, int64_t version, const ghotona_reading *reading, struct archive_changes *changes, archive_tell told, void *user) {
    struct arena arena = {0};
    struct rows before = {0}, after = {0};
    const struct telling t = {a, version, &after, changes, told, user};
    if (!writer_next_batch(a)) return false;
    read_rows(a, version, &arena, &before);
    bool ok = forget_reading(a, version) && writer_reading(a, version, reading);
    read_rows(a, version, &arena, &after);
    if (ok) compare(&t, &before, &after);
    a->writer->counts.articles++;
    a->writer->counts.records += reading->record_count;
    changes->articles++;
    changes->records += reading->record_count;
    arena_free(&arena);
    return store_ok(a);
}

/* ---- the record of changes ---------------------------------------------------------------------------------------------------------- */

bool archive_keep_change(struct archive *a, const struct archive_change *change, str fields) {
    return store_run(a, "INSERT INTO record_change (run, version, kind, record_id, fields) VALUES (?, ?, ?, ?, ?)", "iiits", a->writer->run, change->version, (int64_t)change->kind,
                     change->id, fields);
}
