/* Tables in, articles out: the header says which column holds what. SPDX-License-Identifier: Apache-2.0 */
#include "input/records.h"
#include "input/fields.h"
#include <stdlib.h>

enum { HEAD_MAX = 1 << 16, COLUMNS_PER_FIELD = 4, UNREAD = -1 };

struct column { uint32_t rank; int at; };

struct table_stream {
    const struct format_call *call;
    struct scanner scanner;
    struct buf bytes;                       /* what is not yet taken; records before `from` are */
    size_t from;
    uint32_t line;                          /* of the record that begins at `from` */
    size_t recovered;                       /* bytes taken since a quote did not end */
    bool begun, refused, skipping;          /* begun: the header was read; skipping: to the end of a line */
    struct buf header;                      /* the record */
    str names[TABLE_COLUMNS_MAX]; size_t columns;
    struct buf name_bytes;
    struct column found[FIELDS][COLUMNS_PER_FIELD];
    bool nul_told;
};

struct table_stream *table_begin(const struct format_call *call) {
    struct table_stream *t = must_alloc(sizeof *t);
    *t = (struct table_stream){.call = call, .line = 1, .scanner.window = TABLE_FIELD_MAX};
    return t;
}

static str rest_of(const struct table_stream *t) { return str_sub(buf_view(&t->bytes), t->from, t->bytes.len); }

static uint32_t newlines_in(str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += s.at[i] == '\n' || (s.at[i] == '\r' && (i + 1 == s.len || s.at[i + 1] != '\n'));
    return n;
}

/* ---- the header-------------------------------------------------------------------------------------------------------------- */

static void add_column(struct table_stream *t, enum article_field field, uint32_t rank, int at) {
    struct column *list = t->found[field];
    int i = 0;
    while (i < COLUMNS_PER_FIELD && list[i].at != UNREAD && list[i].rank <= rank) i++;
    if (i == COLUMNS_PER_FIELD) return;
    for (int k = COLUMNS_PER_FIELD - 1; k > i; k--) list[k] = list[k - 1];
    list[i] = (struct column){rank, at};
}

static void name_columns(struct table_stream *t, const str *cells) {
    size_t ends[TABLE_COLUMNS_MAX];
    t->name_bytes.len = 0;
    for (size_t i = 0; i < t->columns; i++) {
        cell_text(cells[i], t->scanner.delimiter, &t->name_bytes);
        ends[i] = t->name_bytes.len;
    }
    for (size_t i = 0; i < t->columns; i++) t->names[i] = trimmed(str_sub(buf_view(&t->name_bytes), i ? ends[i - 1] : 0, ends[i]));
}

/* How many columns are found by their names. */
static size_t find_columns(struct table_stream *t) {
    size_t found = 0;
    for (int f = 0; f < FIELDS; f++)
        for (int i = 0; i < COLUMNS_PER_FIELD; i++) t->found[f][i].at = UNREAD;
    for (size_t i = 0; i < t->columns; i++) {
        struct field_place place;
        if (!field_find(t->call, t->names[i], &place)) continue;
        add_column(t, place.field, place.rank, (int)i);
        found++;
    }
    return found;
}

/* Columns that --map gives by number. False, after a complaint, if it names one that is not there. */
static bool find_mapped_columns(struct table_stream *t) {
    for (int f = 0; t->call->map && f < FIELDS; f++) {
        str name = t->call->map->names[f];
        size_t number = column_number(name);
        if (!name.len || t->found[f][0].at != UNREAD) continue;
        if (number < 1 || number > t->columns) {
            format_skipped(t->call, t->line, "no column is named '%.*s', as --map has it for %s: the table is skipped", (int)name.len,
                           name.at, field_names[f]);
            return false;
        }
        add_column(t, (enum article_field)f, 0, (int)number - 1);
    }
    return true;
}

static bool has_text(const struct table_stream *t) {
    return t->found[FIELD_TITLE][0].at != UNREAD || t->found[FIELD_BODY][0].at != UNREAD || t->found[FIELD_SUMMARY][0].at != UNREAD;
}

/* Reads the names of the columns; *data: the record is no header but the first of the articles. */
static bool read_header(struct table_stream *t, str record, bool *data) {
    str cells[TABLE_COLUMNS_MAX];
    t->columns = record_cut(record, t->scanner.delimiter, cells);
    if (t->columns > TABLE_COLUMNS_MAX) {
        format_skipped(t->call, t->line, "more than %d columns: the table is skipped", TABLE_COLUMNS_MAX);
        return false;
    }
    name_columns(t, cells);
    *data = find_columns(t) == 0;
    if (!find_mapped_columns(t)) return false;
    if (has_text(t)) return true;
    format_skipped(t->call, t->line, "no column is headed as title or body: name them, --map title=Headline,body=Text, or where "
                   "there is no header give their numbers, --map title=2,body=4");
    return false;
}

/* ---- records----------------------------------------------------------------------------------------------------------------- */

/* What programs write where there is nothing. */
static bool is_nothing(str s) { return key_place("nan NaN null NULL None N/A \\N", s) >= 0; }

/* "['A', 'B']", as Python writes a list, in place: A, B. */
static str unlisted(char *at, size_t len) {
    if (len < 4 || at[0] != '[' || at[len - 1] != ']' || (at[1] != '\'' && at[1] != '"')) return (str){at, len};
    size_t n = 0;
    for (size_t i = 1; i < len - 1; i++)
        if (at[i] != '\'' && at[i] != '"') at[n++] = at[i];
    return (str){at, n};
}

static str value_of(struct table_stream *t, enum article_field field, str cell) {
    struct buf b = {0};
    cell_text(cell, t->scanner.delimiter, &b);
    str s = arena_copy(t->call->arena, buf_view(&b));
    buf_free(&b);
    if (is_nothing(trimmed(s)) || !trimmed(s).len) return (str){0};
    if (field == FIELD_BODY || field == FIELD_SUMMARY) return s;
    s = trimmed(s);
    if (field != FIELD_BYLINE && field != FIELD_SECTION) return s;
    char *at = arena_space(t->call->arena, s.len);
    memcpy(at, s.at, s.len);
    return unlisted(at, s.len);
}

static void tell_nul(struct table_stream *t, str record) {
    if (t->nul_told || !memchr(record.at, 0, record.len)) return;
    t->nul_told = true;
    format_told(t->call, t->line, "NUL bytes are left out, here and in what follows");
}

static bool is_empty(const str *cells, size_t from, size_t to) {
    for (size_t i = from; i < to && i < TABLE_COLUMNS_MAX; i++)
        if (trimmed(cells[i]).len) return false;
    return true;
}

/* False, after a complaint, if cells may have slid into other columns. */
static bool cells_fit(struct table_stream *t, const str *cells, size_t n) {
    if (n > t->columns && (n > TABLE_COLUMNS_MAX || !is_empty(cells, t->columns, n))) {
        format_skipped(t->call, t->line, "%zu cells where the header has %zu: a text with the delimiter in it must stand in quotes: "
                       "skipped", n, t->columns);
        return false;
    }
    if (n < t->columns) format_told(t->call, t->line, "%zu cells where the header has %zu: the rest is taken for empty", n, t->columns);
    return true;
}

/* The first of its columns that holds something: of an outlet its name, or with `page` the address of the page, which some tools call its
 * source. */
static struct told first_of(struct table_stream *t, const str *cells, size_t n, enum article_field field, bool page) {
    for (int i = 0; i < COLUMNS_PER_FIELD; i++) {
        int at = t->found[field][i].at;
        str value = at == UNREAD || (size_t)at >= n ? (str){0} : value_of(t, field, cells[at]);
        bool fits = field != FIELD_OUTLET || (page ? is_page_address(value) : !is_address(value));
        if (value.len && fits) return (struct told){.text = value, .key = t->names[at]};
    }
    return (struct told){0};
}

static void take_record(struct table_stream *t, str record) {
    str cells[TABLE_COLUMNS_MAX];
    struct raw_article raw = {.basis = DATE_FIELD};
    size_t n = record_cut(record, t->scanner.delimiter, cells);
    if (is_empty(cells, 0, n) || str_eq(trimmed(record), trimmed(buf_view(&t->header)))) return;
    tell_nul(t, record);
    if (!cells_fit(t, cells, n)) return;
    for (int f = 0; f < FIELDS; f++) raw.told[f] = first_of(t, cells, n, (enum article_field)f, false);
    if (!raw.told[FIELD_URL].text.len) raw.told[FIELD_URL] = first_of(t, cells, n, FIELD_OUTLET, true);
    article_hand_on(t->call, &raw, t->line);
}

static void take_first(struct table_stream *t, str record) {
    bool data = false;
    if (!trimmed(record).len) return;
    t->begun = true;
    t->refused = !read_header(t, record, &data);
    if (!t->refused && data) take_record(t, record);
    if (!data) buf_str(&t->header, record);
}

/* ---- bytes------------------------------------------------------------------------------------------------------------------- */

static void consume(struct table_stream *t, size_t n) {
    t->line += newlines_in(str_sub(rest_of(t), 0, n));
    t->from += n;
    t->recovered += n;
    if (t->recovered > TABLE_FIELD_MAX) t->scanner.window = TABLE_FIELD_MAX;
    t->scanner = (struct scanner){.delimiter = t->scanner.delimiter, .window = t->scanner.window};
}

static size_t first_line(str s) {
    size_t n = 0;
    while (n < s.len && s.at[n] != '\n' && s.at[n] != '\r') n++;
    if (n < s.len && s.at[n] == '\r' && n + 1 < s.len && s.at[n + 1] == '\n') n++;
    return n < s.len ? n + 1 : n;
}

static void skip_line(struct table_stream *t) {
    str rest = rest_of(t);
    size_t n = first_line(rest);
    t->skipping = !n || (rest.at[n - 1] != '\n' && rest.at[n - 1] != '\r');
    consume(t, n);
}

/* Goes on with the next line. Each quote that does not end makes quotes reach half as far, until as much was read as one may hold: so the
 * bytes are looked at twice, not once for every line. */
static void leave_unclosed(struct table_stream *t) {
    enum { LEAST_WINDOW = 1024 };
    format_skipped(t->call, t->line, "a quote that begins here does not end: the line is skipped");
    t->recovered = 0;
    t->scanner.window = t->scanner.window / 2 < LEAST_WINDOW ? 0 : t->scanner.window / 2;
    skip_line(t);
}

/* The delimiter is told from the head; "sep=;" in its first line, as spreadsheets write it, settles it. */
static void find_delimiter(struct table_stream *t) {
    str head = rest_of(t);
    if (str_starts(head, STR("\xEF\xBB\xBF"))) t->from += 3;
    head = rest_of(t);
    if (head.len > 5 && (str_starts(head, STR("sep=")) || str_starts(head, STR("SEP="))) && (head.at[5] == '\n' || head.at[5] == '\r')) {
        t->scanner.delimiter = head.at[4];
        consume(t, first_line(head));
        return;
    }
    t->scanner.delimiter = table_delimiter(t->call, str_sub(head, 0, head.len < HEAD_MAX ? head.len : HEAD_MAX));
    if (!t->scanner.delimiter) t->scanner.delimiter = ',';
}

static void take_records(struct table_stream *t, bool final) {
    if (!t->scanner.delimiter) find_delimiter(t);
    while (!t->refused && t->from < t->bytes.len) {
        size_t end = 0;
        if (t->skipping) {
            skip_line(t);
            continue;
        }
        switch (record_scan(&t->scanner, rest_of(t), final, &end)) {
        case RECORD_MORE: return;
        case RECORD_UNCLOSED: leave_unclosed(t); break;
        case RECORD_LARGE:
            format_skipped(t->call, t->line, "a cell longer than %zu MiB, or a record than %zu MiB: the line is skipped",
                           TABLE_FIELD_MAX >> 20, TABLE_RECORD_MAX >> 20);
            skip_line(t);
            break;
        case RECORD_WHOLE: {
            str record = str_sub(rest_of(t), 0, end);
            if (t->begun) take_record(t, record);
            else take_first(t, record);
            consume(t, end);
        }
        }
    }
}

void table_feed(struct table_stream *t, str piece) {
    if (t->refused) return;
    if (t->from) {
        memmove(t->bytes.at, t->bytes.at + t->from, t->bytes.len - t->from);
        t->bytes.len -= t->from;
        t->from = 0;
    }
    buf_str(&t->bytes, piece);
    if (t->scanner.delimiter || t->bytes.len >= HEAD_MAX) take_records(t, false);
}

void table_end(struct table_stream *t) {
    take_records(t, true);
    buf_free(&t->bytes);
    buf_free(&t->header);
    buf_free(&t->name_bytes);
    free(t);
}

void table_read(const struct format_call *call, str text) {
    struct table_stream *t = table_begin(call);
    table_feed(t, text);
    table_end(t);
}
