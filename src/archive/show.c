/* One article, version or record by the views of the archive. SPDX-License-Identifier: Apache-2.0 */
#include "archive/show.h"
#include "archive/store.h"
#include <stdlib.h>

/* ---- ids ------------------------------------------------------------------------------------------------------------------------- */

static int64_t digits(str s) {
    int64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9' || s.len > 18) return 0;
        n = n * 10 + (s.at[i] - '0');
    }
    return n;
}

static int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

static bool hash_of(str id, unsigned char hash[16]) {
    for (size_t i = 0; i < id.len && id.len == 32; i++) {
        if (nibble(id.at[i]) < 0) return false;
        hash[i / 2] = (unsigned char)(hash[i / 2] << 4 | nibble(id.at[i]));
    }
    return id.len == 32;
}

static bool take_version(struct archive *a, int64_t version, struct show_id *found) {
    found->version = version;
    found->article = version ? store_number(a, 0, "SELECT article FROM version WHERE id = ?", "i", version) : 0;
    return found->article > 0;
}

static bool take_article(struct archive *a, int64_t article, struct show_id *found) {
    return take_version(a, article ? store_number(a, 0, "SELECT current FROM article WHERE id = ?", "i", article) : 0, found);
}

static bool take_record(struct archive *a, int64_t record, struct show_id *found) {
    found->record = record;
    return take_version(a, record ? store_number(a, 0, "SELECT version FROM record WHERE id = ?", "i", record) : 0, found);
}

/* Not by an index: it is asked for by hand, and seldom. */
static bool take_named(struct archive *a, str name, struct show_id *found) {
    return take_version(a, store_number(a, 0, "SELECT max(id) FROM version WHERE input_id = ?1 OR url = ?1", "s", name), found);
}

bool show_find(struct archive *a, str id, struct show_id *found) {
    str number = id.len > 1 ? str_sub(id, 1, id.len) : (str){0};
    *found = (struct show_id){0};
    unsigned char hash[16] = {0};
    if (hash_of(id, hash)) {
        int64_t record = store_number(a, 0, "SELECT max(id) FROM record WHERE hash = ?", "b", (str){(const char *)hash, sizeof hash});
        if (record) return take_record(a, record, found);
    }
    if (digits(id) && take_article(a, digits(id), found)) return true;
    if (digits(number) && id.at[0] == 'a') return take_article(a, digits(number), found);
    if (digits(number) && id.at[0] == 'v') return take_version(a, digits(number), found);
    if (digits(number) && id.at[0] == 'r') return take_record(a, digits(number), found);
    return take_named(a, id, found);
}

/* ---- rows ------------------------------------------------------------------------------------------------------------------------ */

const char *const show_part_names[SHOW_PARTS] = {"source", "records", "people", "quotes", "places", "versions"};

/* ?1 is the version, ?2 the article, ?3 the record or 0. */
static const char *const part_sql[SHOW_PARTS] = {
    [SHOW_SOURCE] = "SELECT 'a' || article AS article, 'v' || version AS version, is_current, input_id, title, outlet, published, url, language, byline, section, dateline, credit, "
                    "encoding, bad_bytes, truncated, ocr_noise, boilerplate, file, member, offset, line, hash, added FROM versions WHERE version = ?1 AND ?2 AND ?3 IS NOT NULL",
    [SHOW_RECORDS] = "SELECT 'r' || record AS record, id, date, enddate, date_basis, type, mode, contexts, future, hypothetical, historical, negation, actors, recipients, said_by, stance, "
                     "place, place_latin, country, confidence, rule, sentence, sentence_text FROM records WHERE version = ?1 AND ?2 AND (?3 = 0 OR record = ?3) ORDER BY ordinal",
    [SHOW_PEOPLE] = "SELECT text, latin, code, sector, office, mentions FROM people WHERE version = ?1 AND ?2 AND ?3 IS NOT NULL ORDER BY ordinal",
    [SHOW_QUOTES] = "SELECT speaker, direct, start, stop FROM quotes WHERE version = ?1 AND ?2 AND ?3 IS NOT NULL ORDER BY ordinal",
    [SHOW_PLACES] = "SELECT p.text, p.latin, p.country, p.city, p.district, p.province, m.mentions FROM version_place m JOIN places p USING (place) WHERE m.version = ?1 AND ?2 AND ?3 IS NOT NULL "
                    "ORDER BY m.mentions DESC, m.start",
    [SHOW_VERSIONS] = "SELECT 'v' || version AS version, is_current, title, published, size, added FROM versions WHERE article = ?2 AND ?1 AND ?3 IS NOT NULL ORDER BY version",
};

static struct shown_cell cell_of(sqlite3_stmt *row, int at) {
    struct shown_cell cell = {.name = sqlite3_column_name(row, at)};
    switch (sqlite3_column_type(row, at)) {
    case SQLITE_NULL: break;
    case SQLITE_INTEGER: cell.kind = CELL_NUMBER, cell.number = sqlite3_column_int64(row, at); break;
    case SQLITE_FLOAT: cell.kind = CELL_REAL, cell.real = sqlite3_column_double(row, at); break;
    default: cell.kind = CELL_TEXT, cell.text = store_text(row, at);
    }
    return cell;
}

/* What was said, of the span that a quotation has. */
static struct shown_cell words_of(const struct buf *text, const struct shown_cell *cells) {
    int64_t start = cells[2].number, stop = cells[3].number;
    struct shown_cell cell = {.name = "text", .kind = CELL_NONE};
    if (start < 0 || stop < start || (size_t)stop > text->len) return cell;
    cell.kind = CELL_TEXT;
    cell.text = str_sub(buf_view(text), (size_t)start, (size_t)stop);
    return cell;
}

bool show_rows(struct archive *a, enum show_part part, const struct show_id *of, show_row *row, void *user) {
    sqlite3_stmt *found = store_bind(a, part_sql[part], "iii", of->version, of->article, of->record);
    int count = found ? sqlite3_column_count(found) : 0;
    struct shown_cell *cells = must_alloc(sizeof *cells * (size_t)(count + 1));
    struct buf text = {0};
    if (part == SHOW_QUOTES) archive_text(a, of->version, &text);
    while (store_row(a, found)) {
        for (int i = 0; i < count; i++) cells[i] = cell_of(found, i);
        if (part == SHOW_QUOTES) cells[count] = words_of(&text, cells);
        row(user, cells, (size_t)count + (part == SHOW_QUOTES));
    }
    buf_free(&text);
    free(cells);
    return store_ok(a);
}
