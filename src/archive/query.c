/* The grammar of queries. From loose to tight: OR; AND, which may be left out; NOT; brackets, NEAR(…), fields, phrases, words.
 * SPDX-License-Identifier: Apache-2.0 */
#include "archive/query.h"
#include <stdio.h>

enum { BENGALI_ZERO = 0x9E6 };

struct parser {
    struct arena *arena;
    ghotona_words *words;
    str text;
    size_t at;
    int depth, terms;
    struct query_error *error;
    bool failed;
};

static const char *const field_names[] = {
    [QUERY_TYPE] = "type", [QUERY_MODE] = "mode", [QUERY_ACTOR] = "actor", [QUERY_RECIPIENT] = "recipient", [QUERY_SAID] = "said", [QUERY_PLACE] = "place",
    [QUERY_STATUS] = "status", [QUERY_CONFIDENCE] = "confidence", [QUERY_OUTLET] = "outlet", [QUERY_SINCE] = "since", [QUERY_UNTIL] = "until",
};

const char *query_field_name(enum query_field field) { return field_names[field]; }

/* ---- what goes wrong ------------------------------------------------------------------------------------------------------------ */

/* The first fault is the one that is told. */
__attribute__((format(printf, 3, 4))) static const struct query_node *fail(struct parser *p, size_t at, const char *format, ...) {
    va_list args;
    if (p->failed) return NULL;
    p->failed = true;
    p->error->at = at;
    va_start(args, format);
    vsnprintf(p->error->text, sizeof p->error->text, format, args);
    va_end(args);
    return NULL;
}

/* ---- letters -------------------------------------------------------------------------------------------------------------------- */

static bool at_end(const struct parser *p) { return p->at == p->text.len; }
static bool is_blank(char c) { return (unsigned char)c <= ' '; }
static char peek(const struct parser *p) { return at_end(p) ? ' ' : p->text.at[p->at]; }

static void skip_blanks(struct parser *p) {
    while (!at_end(p) && is_blank(p->text.at[p->at])) p->at++;
}

static str rest(const struct parser *p) { return str_sub(p->text, p->at, p->text.len); }

/* How long a quotation mark here is: `"` or a typographic one; 0: none. */
static size_t quote_len(const struct parser *p) {
    if (str_starts(rest(p), STR("\""))) return 1;
    return str_starts(rest(p), STR("\u201C")) || str_starts(rest(p), STR("\u201D")) ? 3 : 0;
}

/* An operator stands alone: ORDER is a word. */
static bool is_operator(const struct parser *p, const char *name) {
    size_t n = strlen(name);
    if (!str_starts(rest(p), str_of(name))) return false;
    char after = p->at + n < p->text.len ? p->text.at[p->at + n] : ' ';
    return is_blank(after) || after == '(' || after == ')' || after == '"';
}

static bool begins_near(const struct parser *p) { return str_starts(rest(p), STR("NEAR(")); }

/* ---- nodes ---------------------------------------------------------------------------------------------------------------------- */

static struct query_node *new_node(struct parser *p, enum query_kind kind, size_t at) {
    struct query_node *node = arena_new(p->arena, struct query_node, 1);
    node->kind = kind;
    node->at = at;
    return node;
}

static bool count_term(struct parser *p, size_t at) {
    if (++p->terms > QUERY_TERMS_MAX) fail(p, at, "more than %d words, phrases and fields; ask for less at once", QUERY_TERMS_MAX);
    return !p->failed;
}

/* ---- words and phrases ---------------------------------------------------------------------------------------------------------- */

/* Signs are not searched for, nor what folding leaves nothing of. */
static bool cut_words(struct parser *p, struct query_node *node, str text) {
    const ghotona_word *cut;
    size_t count, kept = 0;
    if (ghotona_analyse(p->words, text, &cut, &count) != GHOTONA_OK) count = 0;
    str *words = arena_new(p->arena, str, QUERY_PHRASE_MAX);
    for (size_t i = 0; i < count; i++) {
        if (cut[i].kind == GHOTONA_SIGN || cut[i].form.len == 0) continue;
        if (kept == QUERY_PHRASE_MAX) {
            fail(p, node->at, "a phrase of more than %d words; a shorter one finds the same", QUERY_PHRASE_MAX);
            return false;
        }
        words[kept++] = str_sub(text, cut[i].span.start, cut[i].span.end);
    }
    node->words = words;
    node->word_count = kept;
    if (kept == 0) fail(p, node->at, "here is no word to look for");
    return kept > 0;
}

static bool take_star(struct parser *p, struct query_node *node, str text) {
    if (peek(p) != '*') return true;
    node->prefix = true;
    p->at++;
    if (utf8_count(text.at, text.len) >= QUERY_PREFIX_MIN) return true;
    fail(p, node->at, "a beginning of fewer than %d letters finds too much; write more of it before the *", QUERY_PREFIX_MIN);
    return false;
}

/* What stands between quotation marks; false after a message. */
static bool take_quoted(struct parser *p, str *inside) {
    size_t begin = p->at;
    p->at += quote_len(p);
    for (size_t from = p->at; !at_end(p); p->at++) {
        size_t close = quote_len(p);
        if (close == 0) continue;
        *inside = str_sub(p->text, from, p->at);
        p->at += close;
        return true;
    }
    fail(p, begin, "the quotation mark is not closed");
    return false;
}

static bool ends_word(const struct parser *p, bool in_near) {
    char c = peek(p);
    return is_blank(c) || c == '(' || c == ')' || c == '*' || (in_near && c == ',') || quote_len(p) > 0;
}

static str take_bare(struct parser *p, bool in_near) {
    size_t from = p->at;
    while (!at_end(p) && !ends_word(p, in_near)) p->at++;
    return str_sub(p->text, from, p->at);
}

/* A word, "a phrase" as it is, ~"a phrase" in any forms. */
static struct query_node *parse_text(struct parser *p, bool in_near) {
    struct query_node *node = new_node(p, QUERY_TEXT, p->at);
    str text;
    bool any_forms = str_starts(rest(p), STR("~\"")) || str_starts(rest(p), STR("~\u201C"));
    if (any_forms) p->at++;
    if (quote_len(p)) {
        if (!take_quoted(p, &text)) return NULL;
        node->exact = !any_forms;
    } else {
        text = take_bare(p, in_near);
    }
    return count_term(p, node->at) && cut_words(p, node, text) && take_star(p, node, text) ? node : NULL;
}

/* ---- NEAR ----------------------------------------------------------------------------------------------------------------------- */

/* The number at the place in hand in either script; false: there is none. */
static bool take_number(struct parser *p, int most, int *number) {
    size_t used, from = p->at;
    for (*number = 0; !at_end(p); p->at += used) {
        uint32_t c = utf8_next(p->text.at + p->at, p->text.len - p->at, &used);
        int digit = c >= '0' && c <= '9' ? (int)c - '0' : c >= BENGALI_ZERO && c < BENGALI_ZERO + 10 ? (int)c - BENGALI_ZERO : -1;
        if (digit < 0) break;
        if (*number <= most) *number = *number * 10 + digit;
    }
    return p->at > from;
}

static bool take_distance(struct parser *p, struct query_node *near) {
    p->at++;
    skip_blanks(p);
    size_t at = p->at;
    bool number = take_number(p, QUERY_NEAR_MAX, &near->distance);
    if (!number || near->distance > QUERY_NEAR_MAX) fail(p, at, "after the comma of NEAR stands how many words may be between, 0 to %d", QUERY_NEAR_MAX);
    skip_blanks(p);
    return !p->failed;
}

static const struct query_node *parse_near(struct parser *p) {
    struct query_node *near = new_node(p, QUERY_NEAR_TEXT, p->at);
    const struct query_node **to = &near->first;
    size_t count = 0;
    near->distance = QUERY_NEAR;
    p->at += strlen("NEAR(");
    for (skip_blanks(p); !at_end(p) && peek(p) != ')' && peek(p) != ','; skip_blanks(p), count++) {
        if (peek(p) == '(') return fail(p, p->at, "in NEAR stand words and phrases only");
        struct query_node *item = parse_text(p, true);
        if (!item) return NULL;
        *to = item;
        to = &item->next;
    }
    if (peek(p) == ',' && !take_distance(p, near)) return NULL;
    if (peek(p) != ')') return fail(p, near->at, "NEAR is not closed; it is written as NEAR(মামলা পুলিশ, 5)");
    p->at++;
    return count >= 2 ? near : fail(p, near->at, "NEAR wants two words or phrases at least");
}

/* ---- fields --------------------------------------------------------------------------------------------------------------------- */

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/* The name before a colon at the place in hand, or empty. A time as ১০:৩০ is none. */
static str field_here(const struct parser *p) {
    str r = rest(p);
    size_t n = 0;
    while (n < r.len && is_ascii_letter(r.at[n])) n++;
    return n > 0 && n < r.len && r.at[n] == ':' ? str_sub(r, 0, n) : (str){0};
}

static const struct query_node *parse_date(struct parser *p, struct query_node *node) {
    struct parser value = {.text = node->value};
    int part[3] = {0}, count = 0;
    bool dated = take_number(&value, 9999, &part[count++]);
    while (dated && count < 3 && peek(&value) == '-') {
        value.at++;
        dated = take_number(&value, 99, &part[count++]);
    }
    bool last = node->field == QUERY_UNTIL;
    int year = part[0], month = count > 1 ? part[1] : last ? 12 : 1;
    if (!dated || !at_end(&value) || year < 1000 || year > 9999 || month < 1 || month > 12 || (count == 3 && !civil_ok(year, month, part[2])))
        return fail(p, node->at, "a date is wanted after %s: a year, a month or a day, such as 2024, 2024-07, 2024-07-18", field_names[node->field]);
    if (count == 3) node->day = days_from_civil(year, month, part[2]);
    else if (last) node->day = (month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1)) - 1;
    else node->day = days_from_civil(year, month, 1);
    return node;
}

static const struct query_node *parse_status(struct parser *p, struct query_node *node) {
    static const char *const names[] = {"future", "hypothetical", "historical", "negation"};
    if (str_is(node->value, "fact")) return node;
    for (unsigned i = 0; i < LENGTH(names); i++) {
        if (!str_is(node->value, names[i])) continue;
        node->status = 1u << i;
        return node;
    }
    return fail(p, node->at, "a status is future, hypothetical, historical, negation, or fact: none of them");
}

static const struct query_node *parse_confidence(struct parser *p, struct query_node *node) {
    struct parser value = {.text = node->value};
    int whole, tenths = 0, scale = 10000;
    bool ok = take_number(&value, 1, &whole);
    if (ok && peek(&value) == '.') {
        value.at++;
        size_t from = value.at, used;
        ok = take_number(&value, 9999, &tenths);
        for (size_t i = from; i < value.at; i += used, scale /= 10) utf8_valid_next(value.text.at + i, &used);
    }
    if (!ok || !at_end(&value) || scale == 0 || whole > 1 || (whole == 1 && tenths > 0))
        return fail(p, node->at, "a confidence is a number from 0 to 1, such as 0.8; records that are at least so sure are found");
    node->confidence = whole * 10000 + tenths * scale;
    return node;
}

static const struct query_node *make_field(struct parser *p, enum query_field field, size_t at, str value) {
    struct query_node *node = new_node(p, QUERY_FIELD, at);
    node->field = field;
    node->value = value;
    if (!count_term(p, at)) return NULL;
    if (value.len == 0) return fail(p, at, "a value is wanted after %s: as in %s:VALUE or %s:\"SEVERAL WORDS\"", field_names[field], field_names[field], field_names[field]);
    switch (field) {
    case QUERY_SINCE: case QUERY_UNTIL: return parse_date(p, node);
    case QUERY_STATUS: return parse_status(p, node);
    case QUERY_CONFIDENCE: return parse_confidence(p, node);
    default: return node;
    }
}

/* VALUE or "VALUE"; VALUE,VALUE: any of them. */
static const struct query_node *parse_value(struct parser *p, enum query_field field) {
    size_t at = p->at;
    str all;
    if (quote_len(p)) return take_quoted(p, &all) ? make_field(p, field, at, all) : NULL;
    all = take_bare(p, false);
    if (!memchr(all.len ? all.at : "", ',', all.len)) return make_field(p, field, at, all);
    struct query_node *any = new_node(p, QUERY_OR, at);
    const struct query_node **to = &any->first;
    for (size_t from = 0; from <= all.len;) {
        const char *comma = from < all.len ? memchr(all.at + from, ',', all.len - from) : NULL;
        size_t end = comma ? (size_t)(comma - all.at) : all.len;
        const struct query_node *one = make_field(p, field, at + from, str_sub(all, from, end));
        if (!one) return NULL;
        struct query_node *copy = arena_new(p->arena, struct query_node, 1);
        *copy = *one;
        *to = copy;
        to = &copy->next;
        from = end + 1;
    }
    return any;
}

static const struct query_node *parse_field(struct parser *p, str name) {
    size_t at = p->at;
    p->at += name.len + 1;
    if (str_is(name, "title")) {
        struct query_node *node = at_end(p) || is_blank(peek(p)) || peek(p) == '(' ? NULL : parse_text(p, false);
        if (node) node->title = true;
        return node ? node : fail(p, at, "a word or a \"phrase\" is wanted after title:");
    }
    for (size_t i = 0; i < LENGTH(field_names); i++)
        if (str_is(name, field_names[i])) return parse_value(p, (enum query_field)i);
    return fail(p, at, "there is no field '%.*s:'; there are title, type, mode, actor, recipient, said, place, status, confidence, outlet, since, until; "
                "what is no field stands in quotation marks", (int)(name.len < 40 ? name.len : 40), name.at);
}

/* ---- joining -------------------------------------------------------------------------------------------------------------------- */

static const struct query_node *parse_or(struct parser *p);

static const struct query_node *parse_bracket(struct parser *p) {
    size_t at = p->at++;
    skip_blanks(p);
    if (peek(p) == ')') return fail(p, at, "there is nothing in the brackets");
    const struct query_node *inside = parse_or(p);
    if (!inside) return NULL;
    if (peek(p) != ')') return fail(p, at, "the bracket is not closed");
    p->at++;
    return inside;
}

static const struct query_node *parse_one(struct parser *p) {
    static const char *const operators[] = {"AND", "OR"};
    str name = field_here(p);
    skip_blanks(p);
    for (size_t i = 0; i < LENGTH(operators); i++)
        if (is_operator(p, operators[i])) return fail(p, p->at, "%s wants something on both sides; as a word it stands in quotation marks", operators[i]);
    if (peek(p) == '*') return fail(p, p->at, "a * stands behind the beginning of a word, as in মামল*");
    if (begins_near(p)) return parse_near(p);
    return name.len ? parse_field(p, name) : parse_text(p, false);
}

static const struct query_node *parse_unary(struct parser *p);

static const struct query_node *parse_not(struct parser *p) {
    struct query_node *node = new_node(p, QUERY_NOT, p->at);
    p->at += strlen("NOT");
    node->first = parse_unary(p);
    return node->first ? node : NULL;
}

static const struct query_node *parse_unary(struct parser *p) {
    skip_blanks(p);
    if (at_end(p)) return fail(p, p->at, "something is wanted here");
    if (peek(p) == ')') return fail(p, p->at, "something is wanted before the bracket");
    bool negated = is_operator(p, "NOT");
    if (!negated && peek(p) != '(') return parse_one(p);
    if (++p->depth > QUERY_DEPTH_MAX) return fail(p, p->at, "brackets and NOT more than %d deep", QUERY_DEPTH_MAX);
    const struct query_node *inside = negated ? parse_not(p) : parse_bracket(p);
    p->depth--;
    return inside;
}

/* Nodes are joined by copies, as each has but one `next`. */
static const struct query_node **join(struct parser *p, const struct query_node **to, const struct query_node *node) {
    struct query_node *copy = arena_new(p->arena, struct query_node, 1);
    *copy = *node;
    copy->next = NULL;
    *to = copy;
    return &copy->next;
}

static bool ends_and(struct parser *p) {
    skip_blanks(p);
    return at_end(p) || peek(p) == ')' || is_operator(p, "OR");
}

static const struct query_node *parse_and(struct parser *p) {
    const struct query_node *only = parse_unary(p);
    if (!only || ends_and(p)) return only;
    struct query_node *all = new_node(p, QUERY_AND, only->at);
    const struct query_node **to = join(p, &all->first, only);
    while (!ends_and(p)) {
        if (is_operator(p, "AND")) p->at += strlen("AND");
        const struct query_node *one = parse_unary(p);
        if (!one) return NULL;
        to = join(p, to, one);
    }
    return all;
}

static const struct query_node *parse_or(struct parser *p) {
    const struct query_node *only = parse_and(p);
    if (!only || !is_operator(p, "OR")) return only;
    struct query_node *any = new_node(p, QUERY_OR, only->at);
    const struct query_node **to = join(p, &any->first, only);
    while (is_operator(p, "OR")) {
        p->at += strlen("OR");
        const struct query_node *one = parse_and(p);
        if (!one) return NULL;
        to = join(p, to, one);
    }
    return any;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------ */

/* The part that finds nothing by itself, as it only leaves out; NULL: it finds. */
static const struct query_node *only_leaves_out(const struct query_node *node) {
    const struct query_node *found = NULL;
    switch (node->kind) {
    case QUERY_NOT: return node;
    case QUERY_AND:
        for (const struct query_node *n = node->first; n; n = n->next)
            if (!(found = only_leaves_out(n))) return NULL;
        return found;
    case QUERY_OR:
        for (const struct query_node *n = node->first; n && !found; n = n->next) found = only_leaves_out(n);
        return found;
    default: return NULL;
    }
}

static const struct query_node *parse_all(struct parser *p) {
    size_t good = utf8_valid_len(p->text.at, p->text.len);
    if (good < p->text.len) return fail(p, good, "this is not UTF-8");
    if (p->text.len > QUERY_BYTES_MAX) return fail(p, good, "the query is longer than %d bytes", QUERY_BYTES_MAX);
    skip_blanks(p);
    if (at_end(p)) return fail(p, p->at, "there is nothing to look for");
    const struct query_node *all = parse_or(p);
    if (!all) return NULL;
    if (!at_end(p)) return fail(p, p->at, "this bracket was not opened");
    const struct query_node *left_out = only_leaves_out(all);
    return left_out ? fail(p, left_out->at, "NOT only leaves out; say before it what to look for, as in পুলিশ NOT মামলা") : all;
}

const struct query_node *query_parse(struct arena *arena, ghotona_words *words, str query, struct query_error *error) {
    struct parser p = {.arena = arena, .words = words, .text = query, .error = error};
    return parse_all(&p);
}
