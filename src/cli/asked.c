/* Queries on the command line: reading them, going from page to page, counting by facets. SPDX-License-Identifier: Apache-2.0 */
#include "cli/asked.h"
#include "output/write.h"
#include <inttypes.h>
#include <stdlib.h>

#define HEADING "\033[33m"
#define MARK    "\033[1;31m"
#define PLAIN   "\033[m"

/* ---- the query ------------------------------------------------------------------------------------------------------------------- */

/* The query with an arrow at the fault: no terminal agrees with another on the width of Bengali, so that a line below cannot point. */
static void tell_fault(const struct asked *x, const struct query_error *error) {
    struct buf shown = {0};
    str text = str_of(x->text);
    size_t at = error->at < text.len ? error->at : text.len;
    size_t from = at > 120 ? at - 120 : 0, to = text.len - at > 120 ? at + 120 : text.len;
    while (from < at && ((unsigned char)text.at[from] & 0xC0) == 0x80) from++;
    while (to > at && to < text.len && ((unsigned char)text.at[to] & 0xC0) == 0x80) to--;
    if (from) buf_text(&shown, "…");
    write_plain(&shown, str_sub(text, from, at));
    buf_text(&shown, " ▶");
    write_plain(&shown, str_sub(text, at, to));
    if (to < text.len) buf_text(&shown, "…");
    talk("ghotona %s: query, character %zu: %s\n    %.*s", x->self->name, utf8_count(text.at, at) + 1, error->text, (int)shown.len, shown.at);
    buf_free(&shown);
}

static int read_query(struct asked *x) {
    struct query_error error;
    ghotona_words *words = ghotona_words_new(ghotona_pack_builtin());
    x->request.query = query_parse(&x->arena, words, str_of(x->text), &error);
    ghotona_words_free(words);
    if (x->request.query) return CLI_DONE;
    tell_fault(x, &error);
    return CLI_USAGE;
}

/* ---- pages ----------------------------------------------------------------------------------------------------------------------- */

/* d19922.17 a day, u.17 no day, s1520000.17 a score; then the number. */
static bool read_token(const char *token, bool by_date, struct search_place *place) {
    char *end;
    *place = (struct search_place){.given = true, .dated = *token == 'd'};
    if (by_date ? *token != 'd' && *token != 'u' : *token != 's') return false;
    long long first = *token == 'u' ? 0 : strtoll(token + 1, &end, 10);
    if (*token == 'u') end = (char *)(uintptr_t)(token + 1);
    if (*end != '.') return false;
    place->day = (int32_t)first;
    place->score = *token == 's' ? first : 0;
    const char *id = end + 1;
    place->id = strtoll(id, &end, 10);
    return *id >= '0' && *id <= '9' && *end == '\0';
}

static void put_token(struct buf *to, const struct search_place *p, bool by_date) {
    if (!by_date) buf_printf(to, "s%" PRId64 ".%" PRId64, p->score, p->id);
    else if (p->dated) buf_printf(to, "d%" PRId32 ".%" PRId64, p->day, p->id);
    else buf_printf(to, "u.%" PRId64, p->id);
}

/* A word of a command as a shell reads it. */
static void put_quoted(struct buf *to, const char *word) {
    buf_byte(to, '\'');
    for (; *word; word++) {
        if (*word == '\'') buf_text(to, "'\\''");
        else buf_byte(to, *word);
    }
    buf_byte(to, '\'');
}

static void put_next(struct buf *to, const struct asked *x, const char *token) {
    buf_printf(to, "ghotona %s ", x->self->name);
    put_quoted(to, x->path);
    if (x->text) {
        buf_byte(to, ' ');
        put_quoted(to, x->text);
    }
    if (x->sort) buf_printf(to, " --sort %s", x->sort);
    if (x->limit != ASKED_LIMIT) buf_printf(to, " -n %d", x->limit);
    buf_printf(to, " --after %s", token);
}

/* ---- opening --------------------------------------------------------------------------------------------------------------------- */

static bool want_facet(struct asked *x, str name) {
    for (int f = 0; f < FACET_COUNT; f++) {
        if (!str_is(name, search_facet_names[f])) continue;
        x->counts.facets[f].wanted = true;
        return true;
    }
    talk("ghotona %s: --facets: there is no '%.*s'; there are type, mode, outlet, actor, place, month", x->self->name, (int)name.len, name.at);
    return false;
}

static bool read_facets(struct asked *x) {
    for (const char *at = x->facets; at; at = *at ? at + 1 : NULL) {
        size_t n = strcspn(at, ",");
        if (!want_facet(x, (str){at, n})) return false;
        at += n;
        if (!*at) break;
    }
    return true;
}

static int read_options(struct asked *x) {
    if (x->limit < 1 || x->limit > SEARCH_LIMIT_MAX) {
        talk("ghotona %s: --limit wants a number from 1 to %d", x->self->name, SEARCH_LIMIT_MAX);
        return CLI_USAGE;
    }
    if (x->sort && strcmp(x->sort, "date") != 0 && strcmp(x->sort, "rank") != 0) {
        talk("ghotona %s: --sort wants rank or date", x->self->name);
        return CLI_USAGE;
    }
    x->request.limit = (size_t)x->limit;
    return read_facets(x) ? CLI_DONE : CLI_USAGE;
}

/* True if the text index is asked, so that there is something to rank by. */
static bool has_text(const struct query_node *n) {
    if (n->kind == QUERY_TEXT || n->kind == QUERY_NEAR_TEXT) return true;
    for (n = n->kind == QUERY_NOT ? NULL : n->first; n; n = n->next)
        if (has_text(n)) return true;
    return false;
}

static int read_order(struct asked *x) {
    x->request.by_date = x->events || !x->request.query || !has_text(x->request.query) || (x->sort && strcmp(x->sort, "date") == 0);
    if (!x->after || read_token(x->after, x->request.by_date, &x->request.after)) return CLI_DONE;
    talk("ghotona %s: --after '%s' is no place in this list; take the command that the page before ended with", x->self->name, x->after);
    return CLI_USAGE;
}

static int check_operands(const struct asked *x, int count, bool query_wanted) {
    if (count == 0) return archived_none(x->self);
    if (count > 2) talk("ghotona %s: one query; put it in quotation marks: ghotona %s news.db 'পুলিশ মামলা'", x->self->name, x->self->name);
    else if (count == 1 && query_wanted) talk("ghotona %s: a query is wanted after the archive: ghotona %s news.db 'পুলিশ মামলা'", x->self->name, x->self->name);
    else return CLI_DONE;
    return CLI_USAGE;
}

int asked_open(struct asked *x, char **operands, int count, bool query_wanted) {
    int end = check_operands(x, count, query_wanted);
    if (end == CLI_DONE) end = read_options(x);
    if (end != CLI_DONE) return end;
    x->path = operands[0];
    x->text = count > 1 ? operands[1] : NULL;
    if (x->text) end = read_query(x);
    if (end == CLI_DONE) end = read_order(x);
    if (end == CLI_DONE) end = archived_open(x->path, ARCHIVE_READ, &x->archive);
    if (end == CLI_DONE) end = table_open(x->self, &x->table, &x->table_options, x->path);
    if (end == CLI_DONE) return end;
    archive_close(x->archive);
    arena_free(&x->arena);
    return end;
}

/* ---- facets ---------------------------------------------------------------------------------------------------------------------- */

static void put_facet_rows(struct asked *x) {
    static const struct column columns[] = {{"facet", -8}, {"count", 8}, {"value", 0}};
    table_columns(&x->table, columns, LENGTH(columns));
    for (int f = 0; f < FACET_COUNT; f++)
        for (size_t i = 0; i < x->counts.facets[f].count; i++) {
            const struct facet_value *v = &x->counts.facets[f].values[i];
            table_text(&x->table, str_of(search_facet_names[f]));
            table_number(&x->table, v->count);
            table_text(&x->table, v->value);
            table_end_row(&x->table);
        }
}

bool asked_counted(struct asked *x, bool events, int *end) {
    if (!x->facets) return false;
    if (!search_count(x->archive, &x->arena, &x->request, events, FACET_VALUES, &x->counts)) {
        *end = archived_failed(x->archive);
        return true;
    }
    if (x->table.form != TABLE_CSV && x->table.form != TABLE_JSONL) return false;
    put_facet_rows(x);
    return true;
}

static void put_facet_json(struct buf *to, const struct facet_counts *c) {
    buf_byte(to, '[');
    for (size_t i = 0; i < c->count; i++) {
        buf_text(to, i ? ", {" : "{");
        if (c->values[i].value.at) {
            buf_text(to, "\"value\": ");
            write_json_string(to, c->values[i].value);
            buf_text(to, ", ");
        }
        buf_printf(to, "\"count\": %" PRId64 "}", c->values[i].count);
    }
    buf_byte(to, ']');
}

static void put_facets_member(struct asked *x) {
    struct buf json = {0};
    buf_printf(&json, "{\"matched\": %zu", x->counts.matched);
    for (int f = 0; f < FACET_COUNT; f++) {
        if (!x->counts.facets[f].wanted) continue;
        buf_printf(&json, ", \"%s\": ", search_facet_names[f]);
        put_facet_json(&json, &x->counts.facets[f]);
    }
    buf_byte(&json, '}');
    table_member(&x->table, "facets", buf_view(&json));
    buf_free(&json);
}

static void say(struct table *t, const char *text) { table_say(t, str_of(text)); }

static void say_count(struct table *t, int64_t n) {
    char text[32];
    table_say_number(t, (str){text, (size_t)snprintf(text, sizeof text, "%8" PRId64, n)});
}

static void say_facets(struct asked *x) {
    struct table *t = &x->table;
    say_count(t, (int64_t)x->counts.matched);
    say(t, "  match\n");
    for (int f = 0; f < FACET_COUNT; f++) {
        if (!x->counts.facets[f].wanted) continue;
        say(t, search_facet_names[f]);
        say(t, "\n");
        for (size_t i = 0; i < x->counts.facets[f].count; i++) {
            const struct facet_value *v = &x->counts.facets[f].values[i];
            struct buf plain = {0};
            write_plain(&plain, v->value.at ? v->value : STR("-"));
            say_count(t, v->count);
            say(t, "  ");
            table_say(t, buf_view(&plain));
            say(t, "\n");
            buf_free(&plain);
        }
    }
}

/* ---- closing --------------------------------------------------------------------------------------------------------------------- */

static void tell_page(struct asked *x, const struct search_page *page) {
    struct buf token = {0}, next = {0}, json = {0};
    if (page->count == 0 && !page->out_of_time) talk("nothing found");
    if (page->only_latest) talk("more than %d articles match; the best of the %d that were added last are shown; --sort date goes through all", SEARCH_RANKED_MAX, SEARCH_RANKED_MAX);
    if (page->more) {
        put_token(&token, &page->next, x->request.by_date);
        buf_byte(&token, '\0');
        put_next(&next, x, token.at);
        write_json_string(&json, str_of(token.at));
        table_member(&x->table, "next", buf_view(&json));
        if (x->table.form != TABLE_JSON) talk("next: %.*s", (int)next.len, next.at);
    }
    if (page->out_of_time) talk("ended after two seconds, so that not all was looked through; ask for less at once");
    buf_free(&token);
    buf_free(&next);
    buf_free(&json);
}

int asked_close(struct asked *x, const struct search_page *page, int end) {
    bool beside = x->facets && page;
    if (beside) put_facets_member(x);
    if (beside) say_facets(x);
    if (page && end == CLI_DONE) tell_page(x, page);
    if (x->counts.out_of_time) talk("counting ended after two seconds; the counts are too low");
    end = table_close(&x->table, end);
    archive_close(x->archive);
    arena_free(&x->arena);
    return end;
}

/* ---- layout for people ------------------------------------------------------------------------------------------------------------------- */

void asked_heading(struct table *t, str id) {
    if (t->color) say(t, HEADING);
    table_say(t, id);
    if (t->color) say(t, PLAIN);
}

void asked_word(struct table *t, const char *before, str text) {
    struct buf plain = {0};
    if (text.len == 0) return;
    write_plain(&plain, text);
    say(t, before);
    table_say(t, buf_view(&plain));
    buf_free(&plain);
}

void asked_line_end(struct table *t) { say(t, "\n"); }

void asked_sentence(struct table *t, const struct search_sentence *s) {
    struct buf shown = {0};
    size_t at = 0;
    for (size_t i = 0; i < s->mark_count; i++) {
        write_plain(&shown, str_sub(s->text, at, s->marks[i].start));
        buf_text(&shown, t->color ? MARK : "«");
        write_plain(&shown, str_sub(s->text, s->marks[i].start, s->marks[i].end));
        buf_text(&shown, t->color ? PLAIN : "»");
        at = s->marks[i].end;
    }
    write_plain(&shown, str_sub(s->text, at, s->text.len));
    table_say(t, buf_view(&shown));
    buf_free(&shown);
}

void asked_hits(struct asked *x, const struct search_sentence *s) {
    str *hits = arena_new(&x->arena, str, s->mark_count);
    for (size_t i = 0; i < s->mark_count; i++) hits[i] = str_sub(s->text, s->marks[i].start, s->marks[i].end);
    table_list(&x->table, hits, s->mark_count);
}
