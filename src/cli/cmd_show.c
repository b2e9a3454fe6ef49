/* ghotona show: all that an archive knows of one article, version or record. SPDX-License-Identifier: Apache-2.0 */
#include "archive/show.h"
#include "cli/archived.h"
#include "cli/table.h"
#include "output/write.h"
#include <inttypes.h>

const char show_help[] =
    "Usage: ghotona show [OPTIONS] ARCHIVE ID\n"
    "\n"
    "Shows an article, one of its versions, or a record: where it came from, its text, its records, people, quotations and places.\n"
    "\n"
    "  ghotona show news.db a12          an article as it stands now, as 'ghotona search' calls it; 12 is the same\n"
    "  ghotona show news.db v15          a version: an article that was changed has several\n"
    "  ghotona show news.db r34          a record, as 'ghotona events' calls it, or the id it has in JSON\n"
    "  ghotona show news.db https://example.com/news/1        an article by its URL, or the id it had in its input\n"
    "  ghotona show news.db a12 --json\n"
    "\n"
    "In CSV and JSON lines it gives the records alone.\n"
    "\n"
    TABLE_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

struct showing {
    struct archive *archive;
    struct table table;
    enum show_part part;
    size_t rows;                    /* of the part */
    struct buf json;
};

/* ---- one row --------------------------------------------------------------------------------------------------------------------- */

static void number_text(const struct shown_cell *c, struct buf *to) {
    if (c->kind == CELL_REAL) buf_printf(to, "%.4g", c->real);
    else buf_printf(to, "%" PRId64, c->number);
}

/* Of a record what is not so is not said. */
static bool is_said(const struct shown_cell *c) { return c->kind != CELL_NONE && !(c->kind == CELL_NUMBER && c->number == 0); }

static void say_cell(struct table *t, const struct shown_cell *c, size_t at) {
    struct buf text = {0};
    buf_printf(&text, "%s%-16s", at ? "    " : "  ", c->name);
    table_say(t, buf_view(&text));
    text.len = 0;
    if (c->kind == CELL_TEXT) {
        write_plain(&text, c->text);
        table_say(t, buf_view(&text));
    } else {
        number_text(c, &text);
        table_say_number(t, buf_view(&text));
    }
    table_say(t, STR("\n"));
    buf_free(&text);
}

static void say_row(void *user, const struct shown_cell *cells, size_t count) {
    struct showing *x = user;
    if (x->rows++ == 0) {
        table_say(&x->table, str_of(show_part_names[x->part]));
        table_say(&x->table, STR("\n"));
    }
    for (size_t i = 0, said = 0; i < count; i++)
        if (is_said(&cells[i])) say_cell(&x->table, &cells[i], said++);
}

static void put_json_row(void *user, const struct shown_cell *cells, size_t count) {
    struct showing *x = user;
    buf_text(&x->json, x->rows++ ? ",\n  {" : "\n  {");
    for (size_t i = 0, put = 0; i < count; i++) {
        if (cells[i].kind == CELL_NONE) continue;
        buf_printf(&x->json, "%s\"%s\": ", put++ ? ", " : "", cells[i].name);
        if (cells[i].kind == CELL_TEXT) write_json_string(&x->json, cells[i].text);
        else number_text(&cells[i], &x->json);
    }
    buf_byte(&x->json, '}');
}

static void put_cell(struct table *t, const struct shown_cell *c) {
    switch (c->kind) {
    case CELL_NONE: table_none(t); break;
    case CELL_TEXT: table_text(t, c->text); break;
    case CELL_NUMBER: table_number(t, c->number); break;
    case CELL_REAL: table_real(t, c->real, 4); break;
    }
}

enum { COLUMNS_MAX = 40 };

static void put_table_row(void *user, const struct shown_cell *cells, size_t count) {
    static struct column columns[COLUMNS_MAX];
    struct showing *x = user;
    count = count < COLUMNS_MAX ? count : COLUMNS_MAX;
    if (x->rows++ == 0) {
        for (size_t i = 0; i < count; i++) columns[i] = (struct column){cells[i].name, 0};
        table_columns(&x->table, columns, count);
    }
    for (size_t i = 0; i < count; i++) put_cell(&x->table, &cells[i]);
    table_end_row(&x->table);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------- */

static bool say_text(struct showing *x, const struct show_id *id) {
    struct buf text = {0}, plain = {0};
    bool ok = archive_text(x->archive, id->version, &text);
    buf_text(&plain, "text\n");
    for (str left = buf_view(&text); left.len;) {
        const char *end = memchr(left.at, '\n', left.len);
        size_t n = end ? (size_t)(end - left.at) : left.len;
        buf_text(&plain, "    ");
        write_plain(&plain, str_sub(left, 0, n));
        buf_byte(&plain, '\n');
        left = str_sub(left, n + (end != NULL), left.len);
    }
    table_say(&x->table, buf_view(&plain));
    buf_free(&text);
    buf_free(&plain);
    return ok;
}

static bool say_all(struct showing *x, const struct show_id *id) {
    bool ok = true;
    for (x->part = 0; ok && x->part < SHOW_PARTS; x->part++) {
        x->rows = 0;
        ok = show_rows(x->archive, x->part, id, say_row, x) && (x->part != SHOW_SOURCE || say_text(x, id));
    }
    return ok;
}

static bool put_json(struct showing *x, const struct show_id *id) {
    struct buf text = {0};
    bool ok = archive_text(x->archive, id->version, &text);
    buf_text(&x->json, "{\"text\": ");
    write_json_string(&x->json, buf_view(&text));
    for (x->part = 0; ok && x->part < SHOW_PARTS; x->part++) {
        buf_printf(&x->json, ",\n\"%s\": [", show_part_names[x->part]);
        x->rows = 0;
        ok = show_rows(x->archive, x->part, id, put_json_row, x);
        buf_byte(&x->json, ']');
    }
    buf_text(&x->json, "}\n");
    if (ok) table_document(&x->table, buf_view(&x->json));
    buf_free(&text);
    buf_free(&x->json);
    return ok;
}

static bool show_all(struct showing *x, const struct show_id *id) {
    switch (x->table.form) {
    case TABLE_TEXT: return say_all(x, id);
    case TABLE_JSON: return put_json(x, id);
    default: return show_rows(x->archive, SHOW_RECORDS, id, put_table_row, x);
    }
}

static int find_and_show(struct showing *x, const char *path, const char *name) {
    struct show_id id;
    if (show_find(x->archive, str_of(name), &id)) return show_all(x, &id) ? CLI_DONE : archived_failed(x->archive);
    if (archive_error(x->archive)->status != ARCHIVE_OK) return archived_failed(x->archive);
    talk("%s: has no '%s'; ids are such as a12, v15, r34, as search and events tell them", path, name);
    return CLI_FAILED;
}

int cmd_show(const struct command *self, int argc, char **argv) {
    struct table_options options = {0};
    struct showing x = {0};
    const struct cli_option table[] = {TABLE_OPTIONS(options)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count == 0) return archived_none(self);
    if (count != 2) {
        talk("ghotona show: one id after the archive: ghotona show news.db a12");
        return CLI_USAGE;
    }
    int end = archived_open(argv[0], ARCHIVE_READ, &x.archive);
    if (end == CLI_DONE) end = table_open(self, &x.table, &options, argv[0]);
    if (end == CLI_DONE) end = table_close(&x.table, find_and_show(&x, argv[0], argv[1]));
    archive_close(x.archive);
    return end;
}
