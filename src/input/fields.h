/* What the readers of structured formats share: names of fields, and the way from what was found under them to a document. */
#ifndef INPUT_FIELDS_H
#define INPUT_FIELDS_H

#include "input/formats.h"

static inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline str trimmed(str s) {
    while (s.len && is_blank(s.at[0])) s = str_sub(s, 1, s.len);
    while (s.len && is_blank(s.at[s.len - 1])) s.len--;
    return s;
}

/* Which field a column, key or element of this name holds: `rank` is lower the likelier it is. False if none. */
struct field_place { enum article_field field; uint32_t rank; };
bool field_find(const struct format_call *call, str name, struct field_place *out);

/* The number of a column, from 1, that --map gives in place of its name; 0 if it is none. */
size_t column_number(str name);

/* Whether one of the words of a list (parted by spaces) is this key, made by field_key: its place, from 0, or -1. */
int key_place(const char *list, str key);
/* The name as it is compared; empty if it is too long for one. */
enum { NAME_MAX_BYTES = 128 };
struct name_key { char at[NAME_MAX_BYTES * FOLD_GROWTH + 8]; };
str name_key(const struct format_call *call, str name, struct name_key *to);

/* A value as it was found, under the name `key` (for messages; may be empty). */
enum told_as { TOLD_ANYHOW /* as HTML if it looks like it */, TOLD_HTML, TOLD_TEXT };
struct told { str text, key; enum told_as as; bool number; };

/* An article as it was found. Its strings need live only until it is handed on. */
struct raw_article {
    struct told told[FIELDS];
    struct caption *captions; size_t caption_count;     /* beside those of told[FIELD_CAPTIONS] */
    enum date_basis basis;                              /* of told[FIELD_PUBLISHED] */
    struct quality quality;
    struct origin origin;                               /* where it was read first, if it says so */
    bool plain;                                         /* no text of it is HTML, whatever it looks like */
    bool ours;                                          /* written by `ghotona extract`: given back as it was */
};

/* Make a document of it and hand it to call->found. False, after a complaint, if there is no article in it. */
bool article_hand_on(const struct format_call *call, const struct raw_article *raw, uint32_t line);

__attribute__((format(printf, 4, 5))) void format_say(const struct format_call *call, uint32_t line, bool skipped, const char *format, ...);
#define format_told(call, line, ...) format_say((call), (line), false, __VA_ARGS__)
#define format_skipped(call, line, ...) format_say((call), (line), true, __VA_ARGS__)

static inline str without_bom(str s) { return str_starts(s, STR("\xEF\xBB\xBF")) ? str_sub(s, 3, s.len) : s; }
/* An address of the web. */
static inline bool is_address(str s) { return str_starts(s, STR("http://")) || str_starts(s, STR("https://")); }
/* One that tells more than a site. */
bool is_page_address(str address);

#endif
