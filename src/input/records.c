/* Records and cells, as RFC 4180 has them and as scrapers and spreadsheets write them. SPDX-License-Identifier: Apache-2.0 */
#include "input/records.h"
#include "input/fields.h"

enum scan_state { CELL_START, IN_PLAIN, IN_QUOTED };

/* ---- where a record ends----------------------------------------------------------------------------------------------------- */

static bool is_newline(char c) { return c == '\n' || c == '\r'; }

/* What stands behind a quote within quoted text. */
enum quote { QUOTE_DOUBLED, QUOTE_ENDS, QUOTE_TEXT /* a quote that nobody doubled */, QUOTE_CUT /* the bytes end */ };
static enum quote quote_at(str s, size_t at, char delimiter, bool final) {
    if (++at < s.len && s.at[at] == '"') return QUOTE_DOUBLED;
    while (at < s.len && s.at[at] == ' ') at++;
    if (at == s.len) return final ? QUOTE_ENDS : QUOTE_CUT;
    return s.at[at] == delimiter || is_newline(s.at[at]) ? QUOTE_ENDS : QUOTE_TEXT;
}

/* A new cell seems to begin in quoted text that runs over lines: its own quote was forgotten. */
static bool cell_begins(const struct scanner *c, str s, size_t at) {
    return c->broke && (s.at[at - 1] == c->delimiter || is_newline(s.at[at - 1]));
}

/* On from c->at to the end of the quoted text; RECORD_WHOLE if it ends. */
static enum scanned scan_quoted(struct scanner *c, str s, bool final) {
    for (; c->at < s.len; c->at++) {
        char byte = s.at[c->at];
        if (c->at - c->cell > (c->window ? c->window : TABLE_FIELD_MAX)) return RECORD_UNCLOSED;
        if (is_newline(byte)) {
            if (!c->window) return RECORD_UNCLOSED;
            c->broke = true;
        }
        if (byte != '"') continue;
        switch (quote_at(s, c->at, c->delimiter, final)) {
        case QUOTE_CUT: return RECORD_MORE;
        case QUOTE_DOUBLED: c->at++; break;
        case QUOTE_ENDS: c->state = IN_PLAIN; c->at++; return RECORD_WHOLE;
        case QUOTE_TEXT: if (cell_begins(c, s, c->at)) return RECORD_UNCLOSED;
        }
    }
    return final ? RECORD_UNCLOSED : RECORD_MORE;
}

enum scanned record_scan(struct scanner *c, str s, bool final, size_t *end) {
    while (c->at < s.len) {
        char byte = s.at[c->at];
        if (c->state == IN_QUOTED) {
            enum scanned r = scan_quoted(c, s, final);
            if (r != RECORD_WHOLE) return r;
            continue;
        }
        if (c->at - c->cell > TABLE_FIELD_MAX || c->at > TABLE_RECORD_MAX) return RECORD_LARGE;
        if (c->state == CELL_START && byte == '"') {
            c->state = IN_QUOTED;
            c->broke = false;
            c->cell = ++c->at;
            continue;
        }
        if (byte == '\r' && c->at + 1 == s.len && !final) return RECORD_MORE;
        c->at++;
        if (byte == c->delimiter) c->cell = c->at;
        c->state = byte == c->delimiter || (byte == ' ' && c->state == CELL_START) ? CELL_START : IN_PLAIN;
        if (!is_newline(byte)) continue;
        c->at += byte == '\r' && c->at < s.len && s.at[c->at] == '\n';
        *end = c->at;
        return RECORD_WHOLE;
    }
    *end = s.len;
    if (!final) return RECORD_MORE;
    return c->state == IN_QUOTED ? RECORD_UNCLOSED : RECORD_WHOLE;
}

/* ---- cells------------------------------------------------------------------------------------------------------------------- */

/* The end of the cell that begins at `from`: its delimiter, or the end of the record. */
static size_t cell_end(str record, size_t from, char delimiter) {
    struct scanner c = {.delimiter = delimiter, .window = SIZE_MAX, .at = from};
    while (c.at < record.len && record.at[c.at] == ' ' && delimiter != ' ') c.at++;
    if (c.at < record.len && record.at[c.at] == '"') {
        c.at++;
        if (scan_quoted(&c, record, true) != RECORD_WHOLE) return record.len;
    }
    const char *end = c.at < record.len ? memchr(record.at + c.at, delimiter, record.len - c.at) : NULL;
    return end ? (size_t)(end - record.at) : record.len;
}

size_t record_cut(str record, char delimiter, str *cells) {
    size_t n = 0, from = 0;
    while (record.len && is_newline(record.at[record.len - 1])) record.len--;
    for (;;) {
        size_t end = cell_end(record, from, delimiter);
        if (n < TABLE_COLUMNS_MAX) cells[n] = str_sub(record, from, end);
        n++;
        if (end == record.len) return n;
        from = end + 1;
    }
}

void cell_text(str cell, char delimiter, struct buf *to) {
    str s = cell;
    while (s.len && s.at[0] == ' ') s = str_sub(s, 1, s.len);
    bool quoted = s.len && s.at[0] == '"';
    if (!quoted) s = cell;
    for (size_t i = quoted; i < s.len; i++) {
        if (quoted && s.at[i] == '"') {
            enum quote q = quote_at(s, i, delimiter, true);
            if (q == QUOTE_ENDS) break;
            if (q == QUOTE_DOUBLED) i++;
        }
        if (s.at[i] == '\r') {
            if (i + 1 == s.len || s.at[i + 1] != '\n') buf_byte(to, '\n');
        } else if (s.at[i]) buf_byte(to, s.at[i]);
    }
}

/* ---- the delimiter----------------------------------------------------------------------------------------------------------- */

enum { SAMPLE = 16, HEADER_CELL_MAX = 200 };

/* How many cells of a record name fields. */
static size_t names_in(const struct format_call *call, str record, char delimiter) {
    str cells[TABLE_COLUMNS_MAX];
    struct buf text = {0};
    struct field_place place;
    size_t n = record_cut(record, delimiter, cells), found = 0;
    for (size_t i = 0; i < n && i < TABLE_COLUMNS_MAX; i++) {
        if (cells[i].len > HEADER_CELL_MAX) continue;
        text.len = 0;
        cell_text(cells[i], delimiter, &text);
        found += field_find(call, trimmed(buf_view(&text)), &place);
    }
    buf_free(&text);
    return found;
}

/* What a delimiter makes of the beginning of a table. */
struct sample { size_t names, columns, records, alike /* records of as many cells as the first */; bool long_cell /* in the first */; };

static bool has_long_cell(const str *cells, size_t n) {
    for (size_t i = 0; i < n && i < TABLE_COLUMNS_MAX; i++)
        if (cells[i].len > HEADER_CELL_MAX) return true;
    return false;
}

static struct sample sample_of(const struct format_call *call, str head, char delimiter) {
    str cells[TABLE_COLUMNS_MAX];
    struct sample s = {0};
    struct scanner c = {.delimiter = delimiter, .window = head.len};
    for (size_t end; s.records < SAMPLE && head.len && record_scan(&c, head, false, &end) == RECORD_WHOLE; s.records++) {
        str record = str_sub(head, 0, end);
        size_t n = record_cut(record, delimiter, cells);
        if (!s.records) s = (struct sample){.columns = n, .names = names_in(call, record, delimiter), .long_cell = has_long_cell(cells, n)};
        s.alike += n == s.columns;
        head = str_sub(head, end, head.len);
        c = (struct scanner){.delimiter = delimiter, .window = head.len};
    }
    /* The last may be cut, or want its newline. */
    bool last = s.records && s.records < SAMPLE && head.len && record_cut(head, delimiter, cells) == s.columns;
    s.records += last;
    s.alike += last;
    return s;
}

/* Names of fields in the first record count most, then records of as many cells. */
static size_t worth_of(const struct sample *s) {
    if (s->columns < 2) return s->names;
    return s->names * 1000 + s->columns + (s->records > 1 && s->alike == s->records ? 500 : 0);
}

static const char delimiters[] = {',', '\t', ';', '|'};

char table_delimiter(const struct format_call *call, str head) {
    size_t best = 0;
    char delimiter = 0;
    for (size_t i = 0; i < LENGTH(delimiters); i++) {
        struct sample s = sample_of(call, head, delimiters[i]);
        if (worth_of(&s) <= best) continue;
        best = worth_of(&s);
        delimiter = delimiters[i];
    }
    return delimiter;
}

/* The last of the columns that --map gives by number; 0 if it gives none so. */
static size_t last_mapped(const struct field_map *map) {
    size_t last = 0;
    for (int i = 0; map && i < FIELDS; i++) {
        size_t n = column_number(map->names[i]);
        if (n > last) last = n;
    }
    return last;
}

bool table_header(const struct format_call *call, str head) {
    size_t wanted = last_mapped(call->map);
    for (size_t i = 0; i < LENGTH(delimiters); i++) {
        struct sample s = sample_of(call, head, delimiters[i]);
        if (s.columns < 2 || s.long_cell) continue;
        if (s.names > 1 || (s.names == 1 && s.columns == 2 && s.alike == s.records)) return true;
        if (wanted && s.columns >= wanted && s.alike == s.records) return true;
        if (s.columns > 2 && s.records > 3 && s.alike == s.records) return true;   /* no header that we know: to be told so */
    }
    return false;
}
