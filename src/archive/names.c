/* Names by number: a map of those lately used before the table. SPDX-License-Identifier: Apache-2.0 */
#include "archive/writer.h"
#include <stdlib.h>

enum { SLOTS = 1 << 17, NAMES_MAX = SLOTS / 2 };
static const size_t LENGTH_KEPT = 256;          /* longer ones are looked up each time: they seldom come again */

struct names {
    struct arena arena;
    struct slot { str text; int64_t id; } *slots;
    size_t count;
};

struct names *names_new(void) {
    struct names *n = must_alloc(sizeof *n);
    *n = (struct names){.slots = must_alloc(SLOTS * sizeof *n->slots)};
    memset(n->slots, 0, SLOTS * sizeof *n->slots);
    return n;
}

void names_free(struct names *n) {
    if (!n) return;
    arena_free(&n->arena);
    free(n->slots);
    free(n);
}

static struct slot *slot_of(struct names *n, str text) {
    size_t at = hash_bytes(text.at, text.len) % SLOTS;
    while (n->slots[at].id && !str_eq(n->slots[at].text, text)) at = (at + 1) % SLOTS;
    return &n->slots[at];
}

static void keep(struct names *n, str text, int64_t id) {
    if (n->count == NAMES_MAX) {
        memset(n->slots, 0, SLOTS * sizeof *n->slots);
        arena_reset(&n->arena);
        n->count = 0;
    }
    *slot_of(n, text) = (struct slot){arena_copy(&n->arena, text), id};
    n->count++;
}

static int64_t look_up(struct archive *a, str text) {
    int64_t id = store_number(a, 0, "SELECT id FROM name WHERE text = ?", "t", text);
    if (id || !store_run(a, "INSERT INTO name (text) VALUES (?)", "t", text)) return id;
    return sqlite3_last_insert_rowid(a->db);
}

int64_t writer_name(struct archive *a, str text) {
    if (text.len == 0) return 0;
    if (text.len > LENGTH_KEPT) return look_up(a, text);
    struct names *n = a->writer->names;
    int64_t id = slot_of(n, text)->id;
    if (id) return id;
    id = look_up(a, text);
    if (id) keep(n, text, id);
    return id;
}
