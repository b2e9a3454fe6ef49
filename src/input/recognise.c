/* What a text is, from how it begins. SPDX-License-Identifier: Apache-2.0 */
#include "input/records.h"
#include "input/json.h"

static str begun(str head) {
    if (str_starts(head, STR("\xEF\xBB\xBF"))) head = str_sub(head, 3, head.len);
    while (head.len && is_blank(head.at[0])) head = str_sub(head, 1, head.len);
    return head;
}

/* ---- XML--------------------------------------------------------------------------------------------------------------------- */

static str cut_behind(str s, const char *mark) {
    const char *found = s.len ? memmem(s.at, s.len, mark, strlen(mark)) : NULL;
    return found ? str_sub(s, (size_t)(found - s.at) + strlen(mark), s.len) : (str){s.at, 0};
}

/* Behind declarations and comments. */
static str behind_prolog(str s) {
    for (;;) {
        s = begun(s);
        if (str_starts(s, STR("<?"))) s = cut_behind(s, "?>");
        else if (str_starts(s, STR("<!--"))) s = cut_behind(s, "-->");
        else if (str_starts(s, STR("<!"))) {
            const char *close = memchr(s.at, '>', s.len), *open = memchr(s.at, '[', s.len);
            s = cut_behind(s, open && close && open < close ? "]>" : ">");
        } else return s;
    }
}

/* The name of the next start tag, in lower case and without its prefix; *s is behind it. */
static str next_tag(str *s, char *to, size_t size) {
    for (;;) {
        const char *sign = s->len ? memchr(s->at, '<', s->len) : NULL;
        if (!sign) return (str){0};
        *s = str_sub(*s, (size_t)(sign - s->at) + 1, s->len);
        if (s->len && s->at[0] != '/' && s->at[0] != '!' && s->at[0] != '?') break;
    }
    size_t n = 0;
    for (size_t i = 0; i < s->len && n < size && !strchr(" \t\r\n/>", s->at[i]); i++) {
        if (s->at[i] == ':') n = 0;
        else to[n++] = s->at[i] >= 'A' && s->at[i] <= 'Z' ? (char)(s->at[i] + 32) : s->at[i];
    }
    return (str){to, n};
}

/* An article in markup of its own: <article><title>, <doc id="…">. */
static bool is_own_markup(str head) {
    static const char items[] = "article doc document story news newsitem item entry record row post";
    static const char fields[] = "title headline text body content docno";
    char name[32];
    for (int i = 0; i < 3; i++) {
        str tag = next_tag(&head, name, sizeof name);
        if (key_place("html head body", tag) >= 0) return false;
        if (key_place(items, tag) < 0) continue;
        const char *end = memchr(head.at, '>', head.len);
        str inside = str_sub(head, 0, end ? (size_t)(end - head.at) : head.len);
        if (str_holds(inside, STR(" title=")) && str_holds(inside, STR(" id="))) return true;
        for (int k = 0; k < 4; k++)
            if (key_place(fields, next_tag(&head, name, sizeof name)) >= 0) return true;
        return false;
    }
    return false;
}

bool format_looks_like_feed(str head) {
    static const char roots[] = "rss rdf feed channel urlset sitemapindex";
    char name[32];
    str s = behind_prolog(head), rest = s;
    if (!str_starts(s, STR("<"))) return false;
    return key_place(roots, next_tag(&rest, name, sizeof name)) >= 0 || is_own_markup(s);
}

/* ---- JSON-------------------------------------------------------------------------------------------------------------------- */

/* How the object that begins `head` goes on in its first line. */
enum object_line { OBJECT_ENDS, OBJECT_CUT /* the head ends first */, OBJECT_OPEN, OBJECT_OF_LISTS /* one of its values is a list of objects */ };

static enum object_line object_line(str head) {
    int depth = 0;
    bool string = false;
    for (size_t i = 0; i < head.len; i++) {
        char c = head.at[i];
        if (c == '\n') return OBJECT_OPEN;
        if (string && c == '\\') i++;
        else if (c == '"') string = !string;
        else if (string) continue;
        else if (c == '{' || c == '[') {
            str inner = begun(str_sub(head, i + 1, head.len));
            if (c == '[' && depth <= 3 && str_starts(inner, STR("{")) && json_is_list(str_sub(head, 0, i))) return OBJECT_OF_LISTS;
            depth++;
        } else if ((c == '}' || c == ']') && --depth == 0) return OBJECT_ENDS;
    }
    return OBJECT_CUT;
}

bool format_looks_like_ndjson(str head) {
    str s = begun(head);
    if (!str_starts(s, STR("{"))) return false;
    enum object_line line = object_line(s);
    return line == OBJECT_ENDS || line == OBJECT_CUT;
}

bool format_looks_like_json(str head) {
    str s = begun(head);
    if (str_starts(s, STR("["))) {
        str inside = begun(str_sub(s, 1, s.len));
        return str_starts(inside, STR("{")) || (str_starts(inside, STR("]")) && begun(str_sub(inside, 1, inside.len)).len == 0);
    }
    return str_starts(s, STR("{")) && !format_looks_like_ndjson(head);
}

/* ---- tables------------------------------------------------------------------------------------------------------------------ */

bool format_looks_like_table(const ghotona_pack *p, const struct field_map *map, str head) {
    struct format_call call = {.pack = p, .map = map};
    head = begun(head);
    if (!head.len || strchr("<{[", head.at[0])) return false;
    if (str_starts(head, STR("sep=")) || str_starts(head, STR("SEP="))) return true;
    return table_header(&call, head);
}
