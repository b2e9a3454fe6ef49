/* ghotona: event records from Bengali news. The one public header.
 *
 * All text is UTF-8 and counted in bytes in this interface (the JSON output counts code points). No string here ends in a NUL
 * unless it is said so. Nothing is global: packs are read-only and may be shared by threads, a reader belongs to one thread.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef GHOTONA_H
#define GHOTONA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GHOTONA_VERSION "0.1.0"
#if defined(__GNUC__)
#define GHOTONA_API __attribute__((visibility("default")))
#else
#define GHOTONA_API
#endif

/* The largest article that is read, in bytes of title and body; a larger one is refused, never cut. */
#define GHOTONA_ARTICLE_MAX ((size_t)16 << 20)

typedef enum {
    GHOTONA_OK = 0,
    GHOTONA_NO_MEMORY,
    GHOTONA_TOO_LARGE,   /* over a stated limit */
    GHOTONA_BAD_TEXT,    /* not UTF-8, and strict reading was asked for */
    GHOTONA_BAD_PACK,    /* a pack with an error in it; the message names file and line */
    GHOTONA_NOT_FOUND,   /* a file or folder that cannot be opened */
} ghotona_status;

/* A run of bytes; not NUL-terminated. `at` may be NULL only when `len` is 0: the value is then unknown. */
typedef struct { const char *at; size_t len; } ghotona_str;

/* A half-open range of bytes of the article's text. */
typedef struct { uint32_t start, end; } ghotona_span;

/* What a status means, in English, NUL-terminated, static. */
GHOTONA_API const char *ghotona_status_text(ghotona_status status);
/* The Unicode version of the character tables, NUL-terminated, static. */
GHOTONA_API const char *ghotona_unicode_version(void);

/* ---- the language pack --------------------------------------------------------------------------------------------------- */

typedef struct ghotona_pack ghotona_pack;

/* The pack that was compiled into the library. Never NULL, never to be freed. */
GHOTONA_API const ghotona_pack *ghotona_pack_builtin(void);
/* Compile the pack in the folder `dir` (NUL-terminated path). On GHOTONA_OK the caller owns *out (ghotona_pack_free). On error
 * `message` (of `size` bytes) holds what is wrong, NUL-terminated: `file:line: what` a line, as many whole lines as fit, for
 * GHOTONA_BAD_PACK; one line for GHOTONA_NOT_FOUND, when `dir` is no folder or no file of a pack is in it. */
GHOTONA_API ghotona_status ghotona_pack_load(const char *dir, const ghotona_pack **out, char *message, size_t size);
/* Free a pack made by ghotona_pack_load; NULL and the built-in pack are let be. */
GHOTONA_API void ghotona_pack_free(const ghotona_pack *pack);
/* The pack's language and a hash over its files, such as "bn 3f9c0a…", NUL-terminated, owned by the pack. */
GHOTONA_API const char *ghotona_pack_name(const ghotona_pack *pack);

/* ---- an article, and what was read in it ---------------------------------------------------------------------------------- */

/* What goes in. Every field but `body` may be unknown. `published` is an ISO day, or begins with one. */
typedef struct { ghotona_str id, title, body, published, outlet, url, language; } ghotona_article;

/* Days since 1970-01-01, proleptic Gregorian, both ends included. */
typedef struct { int32_t from, to; } ghotona_days;
/* How exactly a date is told. GHOTONA_NONE: it is not. */
typedef enum { GHOTONA_NONE, GHOTONA_DAY, GHOTONA_MONTH, GHOTONA_YEAR, GHOTONA_RANGE } ghotona_grain;
typedef struct { ghotona_days days; ghotona_grain grain; } ghotona_date;

/* Somebody who acts or is acted on. An unnamed party (unknown attackers, "the court") has only code and sector. */
typedef struct {
    ghotona_str text;       /* as written, case ending off */
    ghotona_str latin;      /* canonical name in Latin script */
    ghotona_str code;       /* ISO 3166-1 alpha-3, or IGO NGO MNC IMG */
    ghotona_str sector;     /* PLOVER sector of three letters */
    ghotona_str office;     /* title as written */
    ghotona_span span;      /* 0,0 when not in the text */
} ghotona_party;

typedef struct {
    ghotona_str text;       /* as written, case ending off */
    ghotona_str latin, country;
    double lat, lon;        /* degrees; both 0 when unknown */
    int resolution;         /* PLOVER's code; 0 unknown */
    ghotona_span span;
} ghotona_place;

typedef enum { GHOTONA_ASSERTS, GHOTONA_ALLEGES, GHOTONA_DENIES } ghotona_stance;
enum { GHOTONA_FUTURE = 1, GHOTONA_HYPOTHETICAL = 2, GHOTONA_HISTORICAL = 4, GHOTONA_NEGATION = 8 };
/* A number told of an act; high < low: not told. */
typedef struct { int32_t low, high; } ghotona_count;
typedef enum { GHOTONA_DEAD, GHOTONA_INJURED, GHOTONA_ARRESTED, GHOTONA_PROTESTERS, GHOTONA_COUNTS } ghotona_count_kind;

/* One act. Pointers live as long as the reading. RECORD.md of the documentation says what each field holds. */
typedef struct {
    char id[33];                    /* NUL-terminated */
    ghotona_str type, mode;         /* mode may be unknown */
    const ghotona_str *contexts; size_t context_count;
    unsigned status;                /* GHOTONA_FUTURE | … */
    int quad; double scale; ghotona_str cameo;
    ghotona_date date; bool date_from_text;
    const ghotona_party *actors; size_t actor_count;
    const ghotona_party *recipients; size_t recipient_count;
    const ghotona_party *said_by; size_t said_by_count;
    ghotona_stance stance;
    const ghotona_place *place;     /* NULL: not told */
    ghotona_count counts[GHOTONA_COUNTS];
    ghotona_span trigger;           /* the words that tell the act */
    uint32_t sentence;              /* index into the reading's sentences */
    const uint32_t *also; size_t also_count;    /* other sentences that tell it */
    double confidence;
    ghotona_str rule;               /* the frame, as `frames/CONSULT.tsv:12` */
    ghotona_str actor_slot, recipient_slot;     /* where each was found: nom, gen, সঙ্গে … */
} ghotona_record;

typedef struct {
    ghotona_str name, latin, code, sector, office;
    const ghotona_span *mentions; size_t mention_count;
} ghotona_person;

typedef struct { ghotona_span span; ghotona_date date; } ghotona_time;
typedef struct { ghotona_str speaker; bool direct; ghotona_span span; } ghotona_quote;

/* One article as it was read. */
typedef struct {
    ghotona_str text;               /* title, newline, body, or the body alone where there is no title; bad bytes replaced by U+FFFD */
    uint32_t bad_bytes;             /* how many bytes were replaced */
    uint32_t first_bad;             /* the first of them, counted from 0 in `text` (before it nothing was replaced) */
    const ghotona_span *sentences; size_t sentence_count;   /* the title is sentence 0 */
    const ghotona_record *records; size_t record_count;
    const ghotona_person *people; size_t person_count;
    const ghotona_time *times; size_t time_count;
    const ghotona_place *places; size_t place_count;
    const ghotona_quote *quotes; size_t quote_count;
} ghotona_reading;

/* A workspace that reads one article after another in the same memory. */
typedef struct ghotona_reader ghotona_reader;

/* A reader over `pack` (which must outlive it), or NULL without memory. The caller frees it. */
GHOTONA_API ghotona_reader *ghotona_reader_new(const ghotona_pack *pack);
GHOTONA_API void ghotona_reader_free(ghotona_reader *reader);
/* Read an article. *out stays the reader's and is good until its next read or its end; it points into `article`'s strings too.
 * GHOTONA_TOO_LARGE over GHOTONA_ARTICLE_MAX; GHOTONA_BAD_TEXT only with `strict`. */
GHOTONA_API ghotona_status ghotona_read(ghotona_reader *reader, const ghotona_article *article, bool strict,
                                        const ghotona_reading **out);

/* Why records did or did not arise: the reader calls `line` for every step of the next reads, or no more with NULL. The text is
 * one NUL-terminated line without newline, good during the call; `sentence` is the sentence it speaks of. */
GHOTONA_API void ghotona_reader_explain(ghotona_reader *reader, void (*line)(void *user, uint32_t sentence, const char *text),
                                        void *user);

#ifdef __cplusplus
}
#endif
#endif
