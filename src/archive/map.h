/* Numbers by number, on the heap: for what is grouped. SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_H
#define MAP_H

#include "base/base.h"

struct map_slot { uint64_t key; uint32_t value; bool taken; };
struct map { struct map_slot *at; size_t count, slots; };

/* The value of a key, put in as `value` where it is not there. Good until the next call. */
uint32_t *map_of(struct map *map, uint64_t key, uint32_t value);
void map_free(struct map *map);

#endif
