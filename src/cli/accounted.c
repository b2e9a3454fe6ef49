/* Accounts on the command line: a filter of options, rows as cells. SPDX-License-Identifier: Apache-2.0 */
#include "cli/accounted.h"

/* A value as a query has it; what would end the quotation is a space to it. */
static void put_field(struct buf *query, const char *field, const char *value) {
    if (!value) return;
    buf_printf(query, " %s:\"", field);
    for (; *value; value++) buf_byte(query, *value == '"' ? ' ' : *value);
    buf_byte(query, '"');
}

static const struct query_node *read_filter(struct accounted *x, bool *ok) {
    struct buf query = {0};
    struct query_error error;
    put_field(&query, "type", x->type);
    put_field(&query, "actor", x->actor);
    put_field(&query, "place", x->place);
    put_field(&query, "outlet", x->outlet);
    put_field(&query, "since", x->since);
    put_field(&query, "until", x->until);
    if (x->also) buf_text(&query, x->also);
    *ok = true;
    if (query.len == 0) return NULL;
    str text = arena_copy(&x->arena, buf_view(&query));
    buf_free(&query);
    ghotona_words *words = ghotona_words_new(ghotona_pack_builtin());
    const struct query_node *node = words ? query_parse(&x->arena, words, text, &error) : NULL;
    ghotona_words_free(words);
    *ok = node != NULL;
    if (!node) talk("ghotona %s: %s", x->self->name, error.text);
    return node;
}

int accounted_open(struct accounted *x, char **operands, int count, int wanted) {
    if (count == 0) return archived_none(x->self);
    if (count != wanted) {
        talk("ghotona %s: %s; 'ghotona %s --help' tells more", x->self->name, count < wanted ? "something is missing" : "too much is named", x->self->name);
        return CLI_USAGE;
    }
    x->options.limit = x->limit > 0 ? x->limit : -1;
    int end = archived_open(operands[0], ARCHIVE_READ, &x->archive);
    if (end == CLI_DONE) end = table_open(x->self, &x->table, &x->table_options, operands[0]);
    if (end != CLI_DONE) archive_close(x->archive);
    return end;
}

void accounted_cell(struct accounted *x, sqlite3_stmt *s, int column) {
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER: table_number(&x->table, sqlite3_column_int64(s, column)); break;
    case SQLITE_FLOAT: table_real(&x->table, sqlite3_column_double(s, column), 2); break;
    case SQLITE_TEXT: table_text(&x->table, store_text(s, column)); break;
    default: table_none(&x->table);
    }
}

void accounted_row(struct accounted *x, sqlite3_stmt *s) {
    for (int i = 0; i < sqlite3_column_count(s); i++) accounted_cell(x, s, i);
    table_end_row(&x->table);
}

int accounted_rows(struct accounted *x, enum account_kind kind, void (*row)(struct accounted *x, sqlite3_stmt *s)) {
    struct account account = {0};
    bool ok;
    const struct query_node *filter = read_filter(x, &ok);
    if (!ok) return CLI_USAGE;
    ok = account_open(&account, x->archive, &x->arena, kind, filter, &x->options);
    while (ok && account_row(&account)) row(x, account.rows);
    account_close(&account);
    return archive_error(x->archive)->status == ARCHIVE_OK ? CLI_DONE : archived_failed(x->archive);
}

int accounted_close(struct accounted *x, int end) {
    end = table_close(&x->table, end);
    archive_close(x->archive);
    arena_free(&x->arena);
    return end;
}
