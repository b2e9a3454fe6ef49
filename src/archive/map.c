/* Numbers by number: open addressing, at most half full. SPDX-License-Identifier: Apache-2.0 */
#include "archive/map.h"
#include <stdlib.h>

static struct map_slot *slot_of(const struct map *map, uint64_t key) {
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (map->slots - 1);
    while (map->at[at].taken && map->at[at].key != key) at = (at + 1) & (map->slots - 1);
    return &map->at[at];
}

static void grow(struct map *map) {
    struct map wider = {.slots = map->slots ? map->slots * 2 : 1024, .count = map->count};
    wider.at = must_alloc(wider.slots * sizeof *wider.at);
    memset(wider.at, 0, wider.slots * sizeof *wider.at);
    for (size_t i = 0; i < map->slots; i++)
        if (map->at[i].taken) *slot_of(&wider, map->at[i].key) = map->at[i];
    free(map->at);
    *map = wider;
}

uint32_t *map_of(struct map *map, uint64_t key, uint32_t value) {
    if (map->count * 2 >= map->slots) grow(map);
    struct map_slot *slot = slot_of(map, key);
    if (!slot->taken) {
        *slot = (struct map_slot){key, value, true};
        map->count++;
    }
    return &slot->value;
}

void map_free(struct map *map) {
    free(map->at);
    *map = (struct map){0};
}
