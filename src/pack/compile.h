/* The pack compiler's own state: tables as they grow, before they are laid out. */
#ifndef COMPILE_H
#define COMPILE_H

#include "pack/pack.h"

enum { ROW_CELLS = 8, PHRASE_MAX = 8, VALUES_MAX = 64, PARTS_MAX = 16, STEMS_MAX = 9, CELL_MAX = 16384, PACK_FILE_MAX = 64 << 20, WORD_SLOTS = 1 << 20,
       POOL_SLOTS = 1 << 18 };

struct row { str cell[ROW_CELLS]; int count; };

struct conjugation { str class, forms; struct morph morph; };
struct builder_ending { str text; uint8_t kase, flags; int after; };
struct builder_word {
    str text;
    VEC(struct morph) morphs;
    VEC(uint32_t) phrases;
    VEC(uint32_t) frames;
    uint64_t keys;
    bool verb, form;     /* form: forms.tsv lists it as a form of itself, to come first */
};
struct seen { uint64_t hash; uint32_t line; };      /* hash 0: free */

struct builder {
    struct arena arena;
    const char *dir, *file;
    uint32_t line;
    uint16_t file_index;
    struct buf complaints, pool;
    uint32_t *pool_slots, *word_slots, pool_used;
    struct letters letters;
    VEC(struct letter_rule) rules;
    VEC(str) abbreviations;
    VEC(struct conjugation) conjugations;
    VEC(struct builder_ending) endings;
    VEC(struct builder_word) words;
    VEC(struct phrase) phrases;
    VEC(uint32_t) word_list;
    VEC(struct entry) entries;
    VEC(struct sector) sectors;
    VEC(struct type_row) types;
    VEC(struct frame) frames;
    VEC(struct slot) slots;
    VEC(struct condition) conditions;
    VEC(uint32_t) files;
    VEC(struct weight) weights;
    VEC(struct latin) latin;
    str frame_type;
    char home[8];
    uint32_t bearers;               /* of settings.tsv: the countries where a name without countries of its own is borne */
    uint32_t scratch[VALUES_MAX];
    struct seen *seen; uint32_t seen_count, seen_slots;     /* the entries of the table being read, as a hash table */
};

/* Keeps a message; the folder that gave rise to one is no pack. */
__attribute__((format(printf, 2, 3))) void complain(struct builder *b, const char *format, ...);
/* The offset of a string in the pool, once each; 0 for the empty string. */
uint32_t pool_add(struct builder *b, str s);
str folded(struct builder *b, str s);
/* The index of a word, made if it is new; NO_WORD, for the empty text without and else after a complaint. */
uint32_t word_add(struct builder *b, str fold_text);
void morph_add(struct builder *b, uint32_t word, struct morph m);
/* Writes all tables as one blob. */
void lay_out(struct builder *b, struct buf *out);

#endif
