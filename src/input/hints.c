/* What a saved page tells of where it came from and when. SPDX-License-Identifier: Apache-2.0 */
#include "input/kinds.h"

static const size_t HEAD = 4096;

/* ---- times ------------------------------------------------------------------------------------------------------------------ */

static bool digits(str s, size_t at, size_t n) {
    for (size_t i = at; i < at + n; i++)
        if (i >= s.len || s.at[i] < '0' || s.at[i] > '9') return false;
    return true;
}

/* Of up to nine digits; -1 if others stand there. */
static int number(str s, size_t at, size_t n) {
    int value = 0;
    if (!digits(s, at, n)) return -1;
    for (size_t i = at; i < at + n; i++) value = value * 10 + (s.at[i] - '0');
    return value;
}

static int64_t seconds_of(int year, int month, int day, int hour, int minute, int second) {
    if (year < 1990 || !civil_ok(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return 0;
    return (int64_t)days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

int64_t seconds_of_utc(str s) {
    if (s.len >= 19 && s.at[4] == '-')
        return seconds_of(number(s, 0, 4), number(s, 5, 2), number(s, 8, 2), number(s, 11, 2), number(s, 14, 2), number(s, 17, 2));
    return seconds_of(number(s, 0, 4), number(s, 4, 2), number(s, 6, 2), number(s, 8, 2), number(s, 10, 2), number(s, 12, 2));
}

static int month_of(str word) {
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12; i++)
        if (starts_word(word, names[i])) return i + 1;
    return 0;
}

static str next_word(str *rest) {
    *rest = trimmed(*rest);
    size_t n = 0;
    while (n < rest->len && !is_blank(rest->at[n]) && rest->at[n] != ',') n++;
    str word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n + (n < rest->len), rest->len);
    return word;
}

static int64_t zone_of(str word) {
    if (starts_word(word, "GMT")) word = str_sub(word, 3, word.len);
    if (word.len != 5 || (word.at[0] != '+' && word.at[0] != '-') || number(word, 1, 4) < 0) return 0;
    int64_t seconds = number(word, 1, 2) * 3600 + number(word, 3, 2) * 60;
    return word.at[0] == '-' ? -seconds : seconds;
}

/* The words in any order that RFC 822 and JavaScript write: Fri, 23 Jan 2026 08:30:00 GMT; Fri Jan 23 2026 14:30:00 GMT+0600. */
int64_t seconds_of_mail_date(str s) {
    int year = -1, month = 0, day = -1, clock[3] = {-1, -1, -1};
    int64_t zone = 0;
    for (int i = 0; i < 7 && s.len; i++) {
        str word = next_word(&s);
        if (word.len == 8 && word.at[2] == ':') for (size_t k = 0; k < 3; k++) clock[k] = number(word, k * 3, 2);
        else if (word.len == 4 && number(word, 0, 4) > 0) year = number(word, 0, 4);
        else if (word.len && word.len <= 2 && number(word, 0, word.len) > 0) day = number(word, 0, word.len);
        else if (month_of(word)) month = month_of(word);
        else if (clock[0] >= 0) zone = zone_of(word);
    }
    int64_t local = seconds_of(year, month, day, clock[0], clock[1], clock[2]);
    return local ? local - zone : 0;
}

/* ---- addresses -------------------------------------------------------------------------------------------------------------- */

/* …/web/20200829094606/https://…, also with a modifier behind the time, as in 20200829094606id_ */
str without_wayback(str url, int64_t *captured) {
    const char *web = url.len ? memmem(url.at, url.len, "/web/", 5) : NULL;
    if (!web) return url;
    str rest = str_sub(url, (size_t)(web - url.at) + 5, url.len);
    int64_t when = seconds_of_utc(rest);
    if (rest.len < 16 || !digits(rest, 0, 14)) return url;
    const char *slash = memchr(rest.at + 14, '/', rest.len - 14 < 6 ? rest.len - 14 : 6);
    if (!slash) return url;
    str inner = str_sub(rest, (size_t)(slash - rest.at) + 1, rest.len);
    if (!is_address(inner)) return url;
    if (*captured == 0) *captured = when;
    return inner;
}

/* The word behind `mark`, up to blank, quote or the end of the comment. */
static str word_after(str in, const char *mark) {
    const char *found = find_word(in, mark);
    if (!found) return (str){0};
    str rest = trimmed(str_sub(in, (size_t)(found - in.at) + strlen(mark), in.len));
    size_t n = 0;
    while (n < rest.len && !is_blank(rest.at[n]) && rest.at[n] != '"' && rest.at[n] != '<' && rest.at[n] != '>') n++;
    return str_sub(rest, 0, n);
}

static str rest_of_line(str in, const char *mark) {
    const char *found = find_word(in, mark);
    if (!found) return (str){0};
    str rest = str_sub(in, (size_t)(found - in.at) + strlen(mark), in.len);
    size_t n = 0;
    while (n < rest.len && rest.at[n] != '\n' && rest.at[n] != '>') n++;
    return str_sub(rest, 0, n);
}

/* <!-- saved from url=(0042)https://… --> */
static str saved_from(str head) {
    str word = word_after(head, "saved from url=");
    const char *close = word.len && word.at[0] == '(' ? memchr(word.at, ')', word.len) : NULL;
    return close ? str_sub(word, (size_t)(close - word.at) + 1, word.len) : word;
}

/* <!-- Mirrored from www.example.com/1.html by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 23 Jan 2026 08:30:00 GMT --> */
static str mirrored_from(str head, struct page_hints *hints, struct arena *arena) {
    str word = word_after(head, "<!-- Mirrored from "), line = rest_of_line(head, " by HTTrack ");
    const char *when = line.len ? memmem(line.at, line.len, "], ", 3) : NULL;
    if (word.len && when && hints->captured == 0) hints->captured = seconds_of_mail_date(str_sub(line, (size_t)(when - line.at) + 3, line.len));
    return word.len ? arena_printf(arena, "http://%.*s", (int)word.len, word.at) : word;
}

/* A comment of lines: Page saved with SingleFile, url: …, saved date: … */
static str single_file(str head, struct page_hints *hints) {
    const char *begin = find_word(head, "Page saved with SingleFile");
    if (!begin) return (str){0};
    str comment = str_sub(head, (size_t)(begin - head.at), head.len), date = rest_of_line(comment, "saved date:");
    if (hints->captured == 0 && date.len) hints->captured = seconds_of_mail_date(date);
    return word_after(comment, "url:");
}

void hints_of_page(str html, struct page_hints *hints, struct arena *arena) {
    str head = str_sub(html, 0, html.len < HEAD ? html.len : HEAD), url = hints->url;
    if (!url.len) url = saved_from(head);
    if (!url.len) url = single_file(head, hints);
    if (!url.len) url = mirrored_from(head, hints, arena);
    hints->url = is_address(url) ? without_wayback(url, &hints->captured) : (str){0};
}

/* ---- encodings -------------------------------------------------------------------------------------------------------------- */

static bool is_of_charset(char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* charset=… of <meta>, or encoding=… of <?xml; what stands further than the head is not declared. */
str declared_encoding(str bytes) {
    str head = str_sub(bytes, 0, bytes.len < HEAD ? bytes.len : HEAD);
    bool xml = str_starts(trimmed(without_bom(head)), STR("<?xml"));
    const char *mark = xml ? "encoding=" : "charset=", *found = find_word(head, mark);
    if (!found) return (str){0};
    str rest = str_sub(head, (size_t)(found - head.at) + strlen(mark), head.len);
    if (rest.len && (rest.at[0] == '"' || rest.at[0] == '\'')) rest = str_sub(rest, 1, rest.len);
    size_t n = 0;
    while (n < rest.len && n < 40 && is_of_charset(rest.at[n])) n++;
    return str_sub(rest, 0, n);
}
