/* The columns of the word lists, for the test programs alone. */
#ifndef CELLS_H
#define CELLS_H

#include "base/base.h"

/* The nth cell of a line of cells parted by TAB, from 0; empty where there is none. */
static inline str cell(str line, int n) {
    size_t from = 0;
    for (size_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.at[i] != '\t') continue;
        if (n-- == 0) return str_sub(line, from, i);
        from = i + 1;
    }
    return (str){0};
}

#endif
