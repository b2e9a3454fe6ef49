/* Records of a table of cells: where one ends, and what its cells are. */
#ifndef RECORDS_H
#define RECORDS_H

#include "input/formats.h"

struct scanner {
    char delimiter;
    size_t window;      /* how far a quote may reach; 0: to the end of its line */
    /* How far the record has been looked at. */
    size_t at, cell;    /* the byte to go on with; where its cell, or the quoted text in it, begins */
    uint8_t state;      /* enum scan_state; 0 at the beginning of a record */
    bool broke;         /* a newline stands in the quoted text */
};
enum scanned {
    RECORD_WHOLE,
    RECORD_MORE,        /* bytes are wanted */
    RECORD_UNCLOSED,    /* its quote does not end */
    RECORD_LARGE,       /* it, or a cell, is over its limit */
};
/* The record that begins s; *end is behind its newline. `final`: nothing comes after s. */
enum scanned record_scan(struct scanner *scanner, str s, bool final, size_t *end);

/* Cuts a whole record into cells, as they stand there; how many there are, of which only the first TABLE_COLUMNS_MAX are set. */
size_t record_cut(str record, char delimiter, str *cells);
/* The text of a cell, without its quotes and NUL bytes, its lines ended by LF, appended to `to`. */
void cell_text(str cell, char delimiter, struct buf *to);
/* The delimiter that parts the records `head` begins with, or 0. `call` tells names of columns. */
char table_delimiter(const struct format_call *call, str head);

/* True if `head` begins with the header of a table: names of fields, or of what --map names, parted by a delimiter. */
bool table_header(const struct format_call *call, str head);

#endif
