/* Structured formats in, documents out: feeds, JSON, tables, plain text with head lines. Pure functions over valid UTF-8; opening, decoding
 * and unpacking files is not theirs. Each takes what it is given, whatever it is: what cannot be read is complained of and skipped. */
#ifndef FORMATS_H
#define FORMATS_H

#include "pack/pack.h"
#include "pages/document.h"

/* ---- fields ---------------------------------------------------------------------------------------------------------------- */

/* "json-ld", "visible", "field" …, in the order of enum date_basis; "" for DATE_NONE. */
extern const char *const date_basis_names[DATE_FILE_NAME + 1];

/* What `--map` says: the name of the column or key (of a table without a header, the number of the column, from 1) that holds a field. Empty: found
 * by its synonyms. */
struct field_map { str names[FIELDS]; };
/* Read `title=Headline,body="Article Body"`; what it points to lives in `text`. False with a message in `message`. */
bool field_map_read(str text, struct field_map *map, char *message, size_t size);

/* ---- calls ----------------------------------------------------------------------------------------------------------------- */

struct format_call {
    const ghotona_pack *pack;
    struct arena *arena;            /* documents live in it; nothing else that a reader needs does, so `found` may reset it */
    const struct field_map *map;    /* or NULL */
    int64_t captured;               /* seconds since 1970 UTC when it was fetched: relative dates count from it; 0 unknown */
    bool why;                       /* keep what is dropped of bodies */
    void (*found)(void *user, struct document *d, uint32_t line);       /* the line where the article begins, from 1; 0: the whole */
    /* `skipped`: what stands there was refused, not only a field of it left out. */
    void (*complain)(void *user, uint32_t line, bool skipped, const char *text);
    void *user;
};

/* RSS 0.9x, 1.0 and 2.0, Atom, sitemaps, and articles marked up as <article><title>…. */
void feed_read(const struct format_call *call, str xml);

/* One article, or many parted by lines that hold `separator` alone (empty: one). `file_name` may be empty; a date in it is the last resort. */
void plain_read(const struct format_call *call, str text, str file_name, str separator);

/* One line of NDJSON. False if it held no article; that has been complained of, unless the line is blank. */
bool ndjson_line(const struct format_call *call, str line, uint32_t number);

/* Any other JSON: a list of articles, one article, a list within an object ({"articles": […]}, JSON Feed), one value after another over as many
 * lines as they take. By pieces; no more than one article is held. */
struct json_stream;
struct json_stream *json_begin(const struct format_call *call);     /* *call must outlive it */
void json_feed(struct json_stream *s, str piece);
void json_end(struct json_stream *s);                               /* frees it */
void json_read(const struct format_call *call, str text);

/* Tables of articles with a header: CSV (RFC 4180), parted by commas, semicolons, tabs or bars. By pieces; no more than one record is held. */
struct table_stream;
struct table_stream *table_begin(const struct format_call *call);   /* *call must outlive it */
void table_feed(struct table_stream *s, str piece);
void table_end(struct table_stream *s);                             /* frees it */
void table_read(const struct format_call *call, str text);

/* ---- recognising ----------------------------------------------------------------------------------------------------------- */

/* What a text is, from how it begins: `head` is its first bytes, 4 KiB or more where there are so many. At most one of them is true. */
bool format_looks_like_feed(str head);
bool format_looks_like_ndjson(str head);
bool format_looks_like_json(str head);
bool format_looks_like_table(const ghotona_pack *pack, const struct field_map *map, str head);

/* ---- limits ---------------------------------------------------------------------------------------------------------------- */

enum { TABLE_COLUMNS_MAX = 512, JSON_DEPTH_MAX = 64, FEED_ATTRIBUTES_MAX = 256 };
#define TABLE_FIELD_MAX ((size_t)4 << 20)
#define TABLE_RECORD_MAX (GHOTONA_ARTICLE_MAX * 2)
#define JSON_VALUE_MAX (GHOTONA_ARTICLE_MAX * 4)    /* room for letters that are all escaped */

#endif
