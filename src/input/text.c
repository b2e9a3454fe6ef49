/* Plain text in, articles out: a title line or lines that name fields, then the body. SPDX-License-Identifier: Apache-2.0 */
#include "input/fields.h"
#include "text/text.h"

/* ---- lines that name fields-------------------------------------------------------------------------------------------------- */

enum { HEAD_NAME_MAX = 64, HEAD_LINES_MAX = 24 };

static str first_line(str s) {
    const char *newline = s.len ? memchr(s.at, '\n', s.len) : NULL;
    return str_sub(s, 0, newline ? (size_t)(newline - s.at) : s.len);
}

static str behind(str s, str line) { return str_sub(s, line.len < s.len ? line.len + 1 : s.len, s.len); }

/* The name before a colon, or before the visarga that is often written for one, and what stands behind it. */
static bool part_line(str line, str *name, str *value) {
    static const char visarga[] = "\xE0\xA6\x83";
    for (size_t i = 1; i < line.len && i < HEAD_NAME_MAX; i++) {
        bool colon = line.at[i] == ':', written = str_starts(str_sub(line, i, line.len), STR(visarga));
        if (!colon && !written) continue;
        *name = trimmed(str_sub(line, 0, i));
        *value = trimmed(str_sub(line, i + (colon ? 1 : sizeof visarga - 1), line.len));
        if (name->len) return true;
    }
    return false;
}

static bool is_word(str name) {
    for (size_t i = 0; i < name.len; i++)
        if (!strchr(" -_", name.at[i]) && !((name.at[i] | 32) >= 'a' && (name.at[i] | 32) <= 'z')) return false;
    return name.len > 0;
}

/* The field that a line names; FIELDS for one that is not ours (Tags: …). False if the line names none. */
static bool head_line(const struct format_call *call, str line, bool first, struct told *told, enum article_field *field) {
    struct field_place place;
    str name, value;
    if (!part_line(line, &name, &value)) return false;
    bool known = field_find(call, name, &place);
    *field = known ? place.field : FIELDS;
    *told = (struct told){.text = value, .key = name};
    return known || (!first && is_word(name));
}

/* The line that stands before and behind the fields in Markdown. */
static bool is_fence(str line) { return str_is(trimmed(line), "---"); }

/* Reads the lines at the beginning that name fields, and gives what stands behind them. They must name a title, or two fields: a line may
 * begin so by chance. */
static str take_head(const struct format_call *call, str text, struct raw_article *raw) {
    struct told told[FIELDS] = {{.number = false}};
    size_t known = 0;
    str rest = text;
    bool fenced = is_fence(first_line(text));
    if (fenced) rest = behind(text, first_line(text));
    for (int i = 0; i < HEAD_LINES_MAX && rest.len; i++) {
        struct told t;
        enum article_field field;
        str line = first_line(rest);
        if (fenced && is_fence(line)) {
            rest = behind(rest, line);
            break;
        }
        if (!trimmed(line).len) {
            rest = behind(rest, line);
            continue;
        }
        if (!head_line(call, trimmed(line), !known, &t, &field)) break;
        if (field != FIELDS && told[field].key.len) break;
        if (field == FIELD_BODY) {
            t.text = str_sub(rest, (size_t)(t.text.at - rest.at), rest.len);
            told[field] = t;
            rest = str_sub(rest, rest.len, rest.len);
        } else {
            if (field != FIELDS) told[field] = t;
            rest = behind(rest, line);
        }
        known += field != FIELDS;
    }
    if (known < 2 && !told[FIELD_TITLE].text.len) return text;
    memcpy(raw->told, told, sizeof told);
    return rest;
}

/* ---- dates of file names----------------------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t run_of_digits(str s, size_t at) {
    size_t n = 0;
    while (at + n < s.len && is_digit(s.at[at + n])) n++;
    return n;
}

static int number(str s, size_t at, size_t digits) {
    int n = 0;
    for (size_t i = 0; i < digits; i++) n = n * 10 + (s.at[at + i] - '0');
    return n;
}

static bool parts(char c) { return c == '-' || c == '_' || c == '.' || c == '/'; }

static bool plausible(int year, int month, int day) { return year >= 1990 && year < 2100 && civil_ok(year, month, day); }

/* 20260123, 2026-01-23, 2026/01/23, 23-01-2026 at this place. */
static bool date_at(str s, size_t at, int *year, int *month, int *day) {
    size_t first = run_of_digits(s, at);
    if (first == 8) {
        *year = number(s, at, 4), *month = number(s, at + 4, 2), *day = number(s, at + 6, 2);
        return plausible(*year, *month, *day);
    }
    size_t second_at = at + first + 1, second = second_at < s.len && parts(s.at[second_at - 1]) ? run_of_digits(s, second_at) : 0;
    size_t third_at = second_at + second + 1, third = second && third_at < s.len && parts(s.at[third_at - 1]) ? run_of_digits(s, third_at) : 0;
    if (second < 1 || second > 2 || third < 1 || third > 4 || first > 4) return false;
    *month = number(s, second_at, second);
    *year = first == 4 ? number(s, at, first) : third == 4 ? number(s, third_at, third) : 0;
    *day = first == 4 ? number(s, third_at, third) : number(s, at, first);
    return plausible(*year, *month, *day);
}

static str date_in(struct arena *arena, str s, bool folders) {
    int year, month, day;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i]) || (i && is_digit(s.at[i - 1]))) continue;
        if (folders && !(i + 4 < s.len && s.at[i + 4] == '/' && (i == 0 || s.at[i - 1] == '/'))) continue;
        if (date_at(s, i, &year, &month, &day)) return arena_printf(arena, "%04d-%02d-%02d", year, month, day);
    }
    return (str){0};
}

/* The date of the file's own name, else of folders a year, a month and a day each: a folder with a date in its name is that of the crawl. */
static str file_date(struct arena *arena, str path) {
    const char *slash = path.len ? memrchr(path.at, '/', path.len) : NULL;
    str date = date_in(arena, str_sub(path, slash ? (size_t)(slash - path.at) + 1 : 0, path.len), false);
    return date.len ? date : date_in(arena, path, true);
}

/* ---- articles---------------------------------------------------------------------------------------------------------------- */

/* CR LF and CR alone to LF. */
static str with_newlines(struct arena *arena, str s) {
    if (!s.len || !memchr(s.at, '\r', s.len)) return s;
    char *to = arena_space(arena, s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n') continue;
        to[n++] = s.at[i] == '\r' ? '\n' : s.at[i];
    }
    return (str){to, n};
}

/* A heading as Markdown has it, without its mark. */
static str heading_text(str line) {
    size_t marks = 0;
    while (marks < line.len && line.at[marks] == '#') marks++;
    return marks && marks < line.len && line.at[marks] == ' ' ? trimmed(str_sub(line, marks, line.len)) : line;
}

static bool has_letters(str line) {
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.at[i] >= 0x80 || ((line.at[i] | 32) >= 'a' && (line.at[i] | 32) <= 'z') || is_digit(line.at[i])) return true;
    return false;
}

/* The first line is the title if more follows and it is no sentence and no rule. */
static void part_title(struct raw_article *raw, str text) {
    str line = first_line(text);
    bool titled = line.len < text.len && has_letters(line) && !ends_as_sentence(trimmed(line));
    if (titled) raw->told[FIELD_TITLE].text = heading_text(trimmed(line));
    raw->told[FIELD_BODY].text = titled ? behind(text, line) : text;
}

static void take_text(const struct format_call *call, str text, str file_name, uint32_t line) {
    struct raw_article raw = {.plain = true, .basis = DATE_FIELD};
    if (text.len > GHOTONA_ARTICLE_MAX) {
        format_skipped(call, line, "larger than the %zu MiB an article may have: part it, or give NDJSON with one article a line",
                       GHOTONA_ARTICLE_MAX >> 20);
        return;
    }
    text = trimmed(with_newlines(call->arena, text));
    str rest = trimmed(take_head(call, text, &raw));
    if (!raw.told[FIELD_TITLE].text.len && !raw.told[FIELD_BODY].text.len) part_title(&raw, rest);
    else if (!raw.told[FIELD_BODY].text.len) raw.told[FIELD_BODY].text = rest;
    if (!raw.told[FIELD_PUBLISHED].text.len) {
        raw.told[FIELD_PUBLISHED].text = file_date(call->arena, file_name);
        raw.basis = DATE_FILE_NAME;
    }
    article_hand_on(call, &raw, line);
}

/* Where the next line that is the separator begins, at or behind `at`; the end if there is none. *line counts on. */
static size_t next_separator(str text, size_t at, str separator, uint32_t *line, size_t *behind_it) {
    while (at < text.len) {
        str l = first_line(str_sub(text, at, text.len));
        size_t next = at + l.len + (at + l.len < text.len);
        ++*line;
        *behind_it = next;
        if (str_eq(trimmed(l), separator)) return at;
        at = next;
    }
    return text.len;
}

void plain_read(const struct format_call *call, str text, str file_name, str separator) {
    size_t taken = 0;
    uint32_t line = 1, next = 1;
    separator = trimmed(separator);
    for (size_t at = 0; at < text.len;) {
        size_t following = text.len, end = separator.len ? next_separator(text, at, separator, &next, &following) : text.len;
        str part = str_sub(text, at, end);
        bool any = trimmed(part).len > 0;
        if (any) take_text(call, part, file_name, separator.len ? line : 0);
        taken += any;
        at = following;
        line = next;
    }
    if (!taken) format_skipped(call, 0, "no text in it: skipped");
}
