/* Rows of a table to be read by people, as JSON, as a JSON object a line, or as CSV: the same columns in the same order in all of them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TABLE_H
#define TABLE_H

#include "cli/cli.h"

struct table_options { bool json, jsonl, csv, bom, raw, no_color; const char *output, *digits; };
/* Rows of a table of options, `o` a struct table_options, and what the help says of them. */
#define TABLE_OPTIONS(o) \
    {"json", 0, OPTION_FLAG, &(o).json}, {"jsonl", 0, OPTION_FLAG, &(o).jsonl}, {"csv", 0, OPTION_FLAG, &(o).csv}, \
    {"bom", 0, OPTION_FLAG, &(o).bom}, {"raw", 0, OPTION_FLAG, &(o).raw}, {"output", 'o', OPTION_TEXT, &(o).output}, \
    {"digits", 0, OPTION_TEXT, &(o).digits}, {"no-color", 0, OPTION_FLAG, &(o).no_color}
#define TABLE_OPTIONS_HELP \
    "  --json          one JSON document, not text for people; --jsonl: a JSON object a line\n" \
    "  --csv           a table with a heading, RFC 4180 in UTF-8; --bom: with the mark that Excel wants before UTF-8\n" \
    "  --raw           CSV cells as they are; without it one that a spreadsheet would take for a formula gets a ' before it\n" \
    "  -o, --output FILE\n" \
    "                  write there, not to the standard output\n" \
    "  --digits bn     numbers and dates in Bengali digits (ascii: the default); never in JSON, and texts stay as they are\n" \
    "  --no-color      no color; there is none either when NO_COLOR is set or the output is no terminal\n"

/* `width` as of printf: for people, to the left where it is below 0. 0: the cell is not aligned, as Bengali never is; such columns stand last. */
struct column { const char *name; int width; };

enum table_form { TABLE_TEXT, TABLE_JSON, TABLE_JSONL, TABLE_CSV };
struct table {
    enum table_form form;
    bool color, bengali, raw, bom;
    FILE *to;
    const char *name;
    const struct column *columns; size_t column_count;
    size_t column;                  /* of the next cell */
    size_t rows;                    /* ended, of the columns in use */
    bool begun, failed;
    struct buf out, members;        /* what is not yet written; what stands beside the rows in JSON */
};

/* CLI_DONE, or what the command ends with after a message. `input` is a file that must not be written to, or NULL. */
int table_open(const struct command *self, struct table *t, const struct table_options *options, const char *input);
/* The columns of the rows that follow; `columns` is not copied. The heading is written with the first row, in CSV always. */
void table_columns(struct table *t, const struct column *columns, size_t count);

/* ---- cells, one for each column in order, then the row's end ------------------------------------------------------------------- */

void table_text(struct table *t, str text);                     /* nothing at all for an unknown one */
void table_number(struct table *t, int64_t number);
void table_real(struct table *t, double number, int decimals);
void table_flag(struct table *t, bool flag);
void table_day(struct table *t, int32_t day);                   /* 2026-02-07 */
void table_list(struct table *t, const str *list, size_t count);    /* an array in JSON, else parted by `; ` */
void table_none(struct table *t);
void table_end_row(struct table *t);

/* ---- what is not a row --------------------------------------------------------------------------------------------------------- */

/* For people only: text as it is, its digits too; layouts of a command's own are put together with these. */
void table_say(struct table *t, str text);
/* A number, a date … in the digits asked for. */
void table_say_number(struct table *t, str number);
/* In JSON only: a member of the document beside its rows; `json` is its value. */
void table_member(struct table *t, const char *name, str json);
/* A document of a command's own, instead of rows. */
void table_document(struct table *t, str json);
/* Ends and closes the output; what the command ends with: `end`, or CLI_FAILED when it could not be written. */
int table_close(struct table *t, int end);

#endif
