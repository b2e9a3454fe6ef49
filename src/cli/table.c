/* Rows of a table in four forms. SPDX-License-Identifier: Apache-2.0 */
#include "cli/table.h"
#include "output/write.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITTEN_AT = 1 << 16, BENGALI_ZERO = 0x9E6 };

/* ---- opening ------------------------------------------------------------------------------------------------------------------ */

static bool wants_color(const struct table *t, bool no_color) {
    const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return t->form == TABLE_TEXT && !no_color && !(unwanted && *unwanted) && isatty(fileno(t->to)) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* Emptied only once it is known to be another file than `input`. */
static bool open_file(struct table *t, const char *path, const char *input) {
    struct stat out, in;
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    t->name = path;
    if (fd < 0 || fstat(fd, &out) != 0) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else if (input && stat(input, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
        talk("%s: is read and to be written; name another file", path);
    } else if ((S_ISREG(out.st_mode) && ftruncate(fd, 0) != 0) || !(t->to = fdopen(fd, "w"))) {
        talk("%s: cannot be written: %s", path, strerror(errno));
    } else {
        return true;
    }
    if (fd >= 0) close(fd);
    return false;
}

static const char *wrong_options(const struct table_options *o) {
    if (o->json + o->jsonl + o->csv > 1) return "--json, --jsonl and --csv are three forms of output; choose one";
    if ((o->bom || o->raw) && !o->csv) return "--bom and --raw are for --csv";
    if (o->digits && strcmp(o->digits, "bn") != 0 && strcmp(o->digits, "ascii") != 0) return "--digits wants bn or ascii";
    return NULL;
}

int table_open(const struct command *self, struct table *t, const struct table_options *o, const char *input) {
    const char *wrong = wrong_options(o);
    if (wrong) {
        talk("ghotona %s: %s", self->name, wrong);
        return CLI_USAGE;
    }
    *t = (struct table){.to = stdout, .name = "standard output", .raw = o->raw, .bom = o->bom,
                        .form = o->json ? TABLE_JSON : o->jsonl ? TABLE_JSONL : o->csv ? TABLE_CSV : TABLE_TEXT};
    if (o->output && strcmp(o->output, "-") != 0 && !open_file(t, o->output, input)) return CLI_FAILED;
    t->bengali = o->digits && strcmp(o->digits, "bn") == 0;
    t->color = wants_color(t, o->no_color);
    return CLI_DONE;
}

/* ---- writing ------------------------------------------------------------------------------------------------------------------ */

static void spill(struct table *t) {
    if (!t->failed) t->failed = !write_out(t->to, t->name, buf_view(&t->out));
    t->out.len = 0;
}

static void put_digits(struct table *t, str number) {
    for (size_t i = 0; i < number.len; i++) {
        char c = number.at[i];
        if (t->bengali && c >= '0' && c <= '9') buf_letter(&t->out, (uint32_t)(BENGALI_ZERO + c - '0'));
        else buf_byte(&t->out, c);
    }
}

/* What a spreadsheet takes for the beginning of a formula, also in full width. */
static bool begins_formula(str s) {
    size_t used;
    uint32_t c = s.len ? utf8_next(s.at, s.len, &used) : 0;
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

/* Quoted only where it must be; NUL, which no reader takes, is dropped. */
static void put_csv(struct table *t, str s) {
    bool formula = !t->raw && begins_formula(s), quoted = false;
    for (size_t i = 0; i < s.len && !quoted; i++) quoted = strchr(",\"\r\n", s.at[i]) != NULL && s.at[i] != 0;
    if (quoted) buf_byte(&t->out, '"');
    if (formula) buf_byte(&t->out, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"') buf_byte(&t->out, '"');
        if (s.at[i]) buf_byte(&t->out, s.at[i]);
    }
    if (quoted) buf_byte(&t->out, '"');
}

static void put_spaces(struct table *t, size_t used, int width) {
    for (size_t i = used; i < (size_t)abs(width); i++) buf_byte(&t->out, ' ');
}

/* A cell for people: `number` in the digits asked for. */
static void put_aligned(struct table *t, str s, bool number) {
    int width = t->columns[t->column].width;
    size_t letters = utf8_count(s.at, s.len);
    if (t->column > 0) buf_text(&t->out, "  ");
    if (width > 0) put_spaces(t, letters, width);
    if (number) put_digits(t, s);
    else write_plain(&t->out, s);
    if (width < 0 && t->column + 1 < t->column_count) put_spaces(t, letters, width);
}

void table_columns(struct table *t, const struct column *columns, size_t count) {
    t->columns = columns;
    t->column_count = count;
    t->column = t->rows = 0;
    if (t->form != TABLE_CSV) return;
    if (t->bom && !t->begun) buf_text(&t->out, "\xEF\xBB\xBF");
    t->begun = true;
    for (size_t i = 0; i < count; i++) buf_printf(&t->out, "%s%s", i ? "," : "", columns[i].name);
    buf_text(&t->out, "\r\n");
}

static void put_heading(struct table *t) {
    for (; t->column < t->column_count; t->column++) put_aligned(t, str_of(t->columns[t->column].name), false);
    buf_byte(&t->out, '\n');
    t->column = 0;
}

/* What stands before a cell. */
static void begin_cell(struct table *t) {
    bool first = t->column == 0;
    switch (t->form) {
    case TABLE_TEXT:
        if (first && t->rows == 0) put_heading(t);
        break;
    case TABLE_CSV:
        if (!first) buf_byte(&t->out, ',');
        break;
    case TABLE_JSON:
        if (first) buf_text(&t->out, t->rows ? ",\n{" : "{\"rows\": [\n{");
        break;
    case TABLE_JSONL:
        if (first) buf_byte(&t->out, '{');
    }
}

static bool is_json(const struct table *t) { return t->form == TABLE_JSON || t->form == TABLE_JSONL; }

static void put_key(struct table *t) {
    if (t->out.at[t->out.len - 1] != '{') buf_text(&t->out, ", ");
    write_json_string(&t->out, str_of(t->columns[t->column].name));
    buf_text(&t->out, ": ");
}

/* ---- cells -------------------------------------------------------------------------------------------------------------------- */

void table_none(struct table *t) {
    begin_cell(t);
    if (t->form == TABLE_TEXT) put_aligned(t, STR("-"), false);
    t->column++;
}

void table_text(struct table *t, str text) {
    if (!text.at) {
        table_none(t);
        return;
    }
    begin_cell(t);
    if (is_json(t)) {
        put_key(t);
        write_json_string(&t->out, text);
    } else if (t->form == TABLE_CSV) {
        put_csv(t, text);
    } else {
        put_aligned(t, text, false);
    }
    t->column++;
}

/* A number or a day; `json` is how JSON has it. */
static void put_number(struct table *t, str shown, bool quoted) {
    begin_cell(t);
    if (is_json(t)) {
        put_key(t);
        if (quoted) write_json_string(&t->out, shown);
        else buf_str(&t->out, shown);
    } else if (t->form == TABLE_CSV) {
        put_digits(t, shown);
    } else {
        put_aligned(t, shown, true);
    }
    t->column++;
}

void table_number(struct table *t, int64_t number) {
    char text[32];
    put_number(t, (str){text, (size_t)snprintf(text, sizeof text, "%lld", (long long)number)}, false);
}

void table_real(struct table *t, double number, int decimals) {
    struct buf text = {0};
    buf_printf(&text, "%.*f", decimals, number);
    put_number(t, buf_view(&text), false);
    buf_free(&text);
}

void table_day(struct table *t, int32_t day) {
    struct buf text = {0};
    write_day(&text, day);
    put_number(t, buf_view(&text), true);
    buf_free(&text);
}

void table_flag(struct table *t, bool flag) {
    if (is_json(t)) put_number(t, flag ? STR("true") : STR("false"), false);
    else put_number(t, flag ? STR("1") : STR("0"), false);
}

static void put_array(struct table *t, const str *list, size_t count) {
    begin_cell(t);
    put_key(t);
    buf_byte(&t->out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_text(&t->out, ", ");
        write_json_string(&t->out, list[i]);
    }
    buf_byte(&t->out, ']');
    t->column++;
}

void table_list(struct table *t, const str *list, size_t count) {
    struct buf joined = {0};
    if (count == 0) {
        table_none(t);
    } else if (is_json(t)) {
        put_array(t, list, count);
    } else {
        for (size_t i = 0; i < count; i++) {
            if (i) buf_text(&joined, "; ");
            buf_str(&joined, list[i]);
        }
        table_text(t, buf_view(&joined));
    }
    buf_free(&joined);
}

void table_end_row(struct table *t) {
    static const char *const ends[] = {[TABLE_TEXT] = "\n", [TABLE_JSON] = "}", [TABLE_JSONL] = "}\n", [TABLE_CSV] = "\r\n"};
    buf_text(&t->out, ends[t->form]);
    t->column = 0;
    t->rows++;
    if (t->out.len >= WRITTEN_AT) spill(t);
}

/* ---- what is not a row --------------------------------------------------------------------------------------------------------- */

void table_say(struct table *t, str text) {
    if (t->form == TABLE_TEXT) buf_str(&t->out, text);
}

void table_say_number(struct table *t, str number) {
    if (t->form == TABLE_TEXT) put_digits(t, number);
}

void table_member(struct table *t, const char *name, str json) {
    if (t->form != TABLE_JSON) return;
    buf_text(&t->members, ",\n");
    write_json_string(&t->members, str_of(name));
    buf_text(&t->members, ": ");
    buf_str(&t->members, json);
}

void table_document(struct table *t, str json) { buf_str(&t->out, json); }

int table_close(struct table *t, int end) {
    if (t->form == TABLE_JSON && t->columns) {
        buf_text(&t->out, t->rows ? "\n]" : "{\"rows\": []");
        buf_str(&t->out, buf_view(&t->members));
        buf_text(&t->out, "}\n");
    }
    spill(t);
    if (!t->failed) t->failed = !flush_out(t->to, t->name);
    if (t->to != stdout && fclose(t->to) != 0 && !t->failed) {
        t->failed = true;
        talk("%s: cannot be written: %s", t->name, strerror(errno));
    }
    buf_free(&t->out);
    buf_free(&t->members);
    return t->failed && end == CLI_DONE ? CLI_FAILED : end;
}
