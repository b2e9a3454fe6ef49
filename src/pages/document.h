/* An article as it was found in a page, a feed, a crawl or a table: what the outlet says of it, and what was left out. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "base/base.h"

/* Where a date of publication was found, in the order of trust. */
enum date_basis { DATE_NONE, DATE_JSON_LD, DATE_META, DATE_MICRODATA, DATE_VISIBLE, DATE_URL, DATE_FEED, DATE_SITEMAP, DATE_CAPTURE,
                  DATE_FIELD /* of NDJSON or a table */, DATE_FILE_NAME };

/* Where something was read. Unknown strings are empty. */
struct origin {
    str file, member;       /* the path, and the name within it of what stands in an archive */
    uint64_t offset; bool has_offset;   /* of a crawl's record: of its gzip member or zstd frame where it begins one, else in what is unpacked */
    uint32_t line;          /* 0: the whole */
};

struct caption { str text, credit; };
/* A passage of the page that is not of the body, and why (a fixed English word: navigation, related, plea, credit …). */
struct dropped { str text; const char *why; };

/* What a reader of an archive must know of a text before trusting it. Shares are of letters, 0 to 1. */
struct quality {
    float bengali;          /* share of Bengali letters */
    uint32_t bad_bytes;     /* that were not of the encoding and became U+FFFD */
    const char *encoding;   /* what the bytes were, where not plain UTF-8: "UTF-16LE", "Bijoy", "UTF-8 read as Windows-1252" …; or NULL */
    uint32_t converted;     /* how many passages were converted from an old encoding within the text */
    bool truncated, ocr_noise, boilerplate;
};

/* Strings live in the arena of whoever found it. Unknown fields are empty. `article.published` is ISO 8601, with time and zone
 * where they are known; paragraphs of `article.body` are parted by one newline. */
struct document {
    ghotona_article article;
    str kicker, byline, section, dateline, credit;      /* dateline: the place; credit: the agency or source line */
    str modified;
    enum date_basis published_basis;
    struct caption *captions; size_t caption_count;
    struct dropped *dropped; size_t dropped_count;      /* only where asked for */
    struct quality quality;
    struct origin origin;       /* where it was read; of NDJSON that tells where it was read first, that */
};

#endif
