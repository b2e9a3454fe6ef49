/* Which blocks of a page are the body of its article. */
#ifndef BODY_H
#define BODY_H

#include "pages/blocks.h"

/* Marks every block that is not of the body with why; returns the element that holds the body, 0 if there is none. */
uint32_t body_find(const struct tree *tree, struct blocks *blocks, struct arena *arena);
/* The second half of it, where it is known which element holds the body. */
void body_clean(const struct tree *tree, struct blocks *blocks, struct arena *arena, uint32_t holder);

#endif
