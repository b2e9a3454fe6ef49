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
struct builder_glyph { str from, to; uint8_t kind; int8_t weight; };
struct builder_dateline { str text; struct dateline line; };
struct builder_passage { str text; struct passage passage; };
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
    VEC(struct field_name) fields;
    VEC(struct builder_dateline) datelines;
    VEC(struct builder_passage) passages;
    VEC(struct builder_glyph) glyphs;
    VEC(struct font) fonts;
    uint32_t iscii[128];
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
/* The same for a text that is not folded yet, with a complaint if nothing is left of it. */
uint32_t word_wanted(struct builder *b, str text);
bool word_has_pos(const struct builder *b, uint32_t word, int pos);

/* Calls `take` for every line of a table that holds an entry, when it has `least` to `most` columns. */
void read_table(struct builder *b, const char *name, int least, int most, void (*take)(struct builder *, const struct row *));
/* True, after a complaint, if the table being read had this entry before. */
bool seen_before(struct builder *b, const char *what, str key);
/* The values of a cell parted by `|`; how many. */
int each_value(struct builder *b, str cell, str *values, int most);
str next_value(str cell, size_t *at);
/* Its place among the names, or -1. */
int find_name(str name, const char *const *names, int count);
bool parse_number(str s, double *out);
bool parse_whole(str s, int least, int most, double *out);

/* The words of a phrase, in b->scratch; with `verbs`, a verb lemma stands for all its forms. How many. */
int phrase_elements(struct builder *b, str phrase, bool verbs);
uint32_t store_elements(struct builder *b, const uint32_t *words, int n);
bool is_sector(str name);
bool is_country_code(str code);
str cut_at(str s, char mark, str *rest);

/* The code points of a cell, as they are or written U+XXXX, with or without spaces between them. How many, at most RULE_LETTERS, or -1 after a
 * complaint. */
int parse_code_points(struct builder *b, str cell, uint32_t *to);

/* An entry of the table that is being read, and the names or words of a cell for it (tables_names.c). */
struct entry *new_entry(struct builder *b, enum entry_kind kind, str name, str latin);
void add_names(struct builder *b, str cell, bool verbs, int pos);
void read_word_tables(struct builder *b);
void read_name_tables(struct builder *b);
void read_frame_tables(struct builder *b);
void read_page_tables(struct builder *b);
/* Writes all tables as one blob. */
void lay_out(struct builder *b, struct buf *out);

#endif
