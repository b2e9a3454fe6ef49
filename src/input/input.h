/* Paths in, articles out. A source walks files, folders and archives and cuts them into items; item_read, which any thread may run, makes
 * documents of an item. What an item is, is told by its content, never by its name. Nothing is written, no name is used as a path. */
#ifndef INPUT_H
#define INPUT_H

#include "input/formats.h"
#include "pages/pages.h"
#include <sys/types.h>

enum fault_kind {
    FAULT_TOLD,             /* read all the same */
    FAULT_REFUSED,          /* not read */
    FAULT_PASSED,           /* passed over, as is to be expected where many things stand together: a page of headlines in a folder */
};
struct fault { struct origin at; enum fault_kind kind; str text; };

/* What was passed over without a word, and what was damaged. */
enum tally {
    TALLY_FOREIGN,          /* records of a crawl without Bengali */
    TALLY_NO_ARTICLE,       /* pages without an article */
    TALLY_NO_TEXT,          /* pictures, styles, scripts and other files of a folder, archive or crawl that are no text */
    TALLY_FAILED,           /* HTTP answers other than 200 */
    TALLY_REVISITS,         /* records of a crawl that repeat another */
    TALLY_DAMAGED,          /* places where a crawl is damaged */
    TALLIES
};
extern const char *const tally_names[TALLIES];

/* What an item holds. All of it lives in the arena. */
struct finds {
    struct arena arena;
    VEC(struct document) documents;
    VEC(struct fault) faults;
    size_t tallies[TALLIES];
};

/* A file by what it is, whatever its name. */
struct file_mark { dev_t device; ino_t inode; };
enum { WRITTEN_MAX = 2 };

struct input_options {
    const ghotona_pack *pack;
    const struct field_map *map;        /* or NULL */
    str separator;                      /* a line that parts the articles of a plain text; empty: one a file */
    bool strict;                        /* refuse what is not of its encoding throughout */
    bool why;                           /* keep what is dropped from a page */
    struct file_mark written[WRITTEN_MAX]; size_t written_count;    /* that grow while they are read: passed over in folders */
};

enum item_kind { ITEM_READ /* `finds` is complete */, ITEM_PAGE, ITEM_FEED, ITEM_TEXT, ITEM_LINE /* of NDJSON */, ITEM_MIME,
                 ITEM_HTTP /* an answer with its head */, ITEM_ANY /* to be told from its content */ };
struct item {
    enum item_kind kind;
    struct origin origin;
    struct buf bytes;
    struct page_hints hints;            /* url and captured; strings in finds.arena */
    str digest, block_digest;           /* as the crawl has them, "sha1:…" */
    const char *encoding;               /* from which the whole file was decoded already; or NULL */
    bool crawled, swept;                /* of a crawl; of a folder, archive or crawl, where not all is an article */
    bool truncated;
    struct finds finds;
};

struct walk;
/* `paths` must outlive it; "-" is the standard input. */
struct walk *walk_open(char *const *paths, size_t count, const struct input_options *options);
/* The next item, in *item, which is zeroed the first time and may be used again. False at the end. Faults of files are items too, so that they are
 * told in order. */
bool walk_next(struct walk *walk, struct item *item);
/* Bytes of files read so far (from any thread), and how many there are; 0 if that is not known. */
uint64_t walk_done(const struct walk *walk);
uint64_t walk_size(const struct walk *walk);
void walk_close(struct walk *walk);

/* Adds what the item holds to its finds. */
void item_read(const struct input_options *options, struct item *item);
/* About how much memory it takes. */
size_t item_size(const struct item *item);
void item_free(struct item *item);

/* ---- one after another, in one thread ---------------------------------------------------------------------------------------- */

typedef void (*input_complaint)(void *user, const struct fault *fault);
struct input;
struct input *input_open(const char *path, const struct input_options *options, input_complaint complain, void *user);
/* The next article, good until the next call; NULL at the end. */
const struct document *input_next(struct input *in);
uint32_t input_refused(const struct input *in);
void input_close(struct input *in);

/* An article that does not say where it was read first was read here; at the line, if that is not 0. */
void origin_settle(struct origin *o, const struct origin *here, uint32_t line);
/* `file`, `file (member)`, `file (offset 123)` … for messages. */
void origin_name(struct buf *to, const struct origin *o);

#endif
