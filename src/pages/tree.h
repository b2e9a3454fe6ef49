/* A page as a small tree: elements and texts in the order of the document, each knowing where its subtree ends. */
#ifndef TREE_H
#define TREE_H

#include "base/base.h"

enum { PAGE_MAX = 16 << 20, DEPTH_MAX = 512, ATTRIBUTES_MAX = 256, ATTRIBUTE_MAX = 64 << 10, TAG_NAME_MAX = 64, NODES_MAX = 2000000,
       JSON_BLOCKS_MAX = 32, JSON_BLOCK_MAX = 1 << 20, CPU_SECONDS_MAX = 2 };

/* Elements that mean something here; all others are TAG_OTHER. In the order of the names in tree.c, which is that of the alphabet. */
enum tag { TAG_OTHER, TAG_A, TAG_ADDRESS, TAG_ARTICLE, TAG_ASIDE, TAG_AUDIO, TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON,
           TAG_CENTER, TAG_CITE, TAG_DD, TAG_DETAILS, TAG_DIALOG, TAG_DIV, TAG_DL, TAG_DT, TAG_FIELDSET, TAG_FIGCAPTION,
           TAG_FIGURE, TAG_FONT, TAG_FOOTER, TAG_FORM, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER,
           TAG_HGROUP, TAG_HR, TAG_HTML, TAG_IMG, TAG_INPUT, TAG_LABEL, TAG_LI, TAG_LINK, TAG_MAIN, TAG_MENU, TAG_META, TAG_NAV,
           TAG_OL, TAG_P, TAG_PRE, TAG_SECTION, TAG_SPAN, TAG_SUMMARY, TAG_TABLE, TAG_TBODY, TAG_TD, TAG_TFOOT, TAG_TH,
           TAG_THEAD, TAG_TIME, TAG_TITLE, TAG_TR, TAG_UL, TAG_VIDEO, TAG_TEXT /* no element */, TAGS };
/* Attributes that are kept; as above. */
enum attribute { ATTRIBUTE_CLASS, ATTRIBUTE_CONTENT, ATTRIBUTE_DATA_CAPTION, ATTRIBUTE_DATA_CREDIT,
                 ATTRIBUTE_DATETIME, ATTRIBUTE_FACE, ATTRIBUTE_HIDDEN, ATTRIBUTE_HREF, ATTRIBUTE_ID, ATTRIBUTE_ITEMPROP, ATTRIBUTE_LANG,
                 ATTRIBUTE_NAME, ATTRIBUTE_PROPERTY, ATTRIBUTE_REL, ATTRIBUTE_ROLE, ATTRIBUTE_STYLE, ATTRIBUTE_TITLE, ATTRIBUTES };

struct value { uint8_t attribute; str text; };
struct node {
    uint32_t up;            /* its parent; the root (node 0) is its own */
    uint32_t end;           /* the first node behind its subtree */
    uint32_t values; uint16_t value_count;
    uint8_t tag;
    str text;               /* of TAG_TEXT */
};

struct tree {
    struct node *at; uint32_t len;
    const struct value *values;
    str json[JSON_BLOCKS_MAX]; size_t json_count;       /* blocks of JSON-LD, as they stand in the page */
    str saved_from;                                     /* the address in a "saved from url" comment */
};

/* Parse a page of valid UTF-8. False when it is over a limit; *reason then says which. */
bool tree_parse(str html, struct arena *arena, struct tree *tree, const char **reason);
/* Seconds of CPU that this thread has used; what a page may take is counted from its start. */
double cpu_seconds(void);

/* The value of an attribute, unknown where it is not there. */
str tree_value(const struct tree *t, uint32_t node, enum attribute a);
/* Elements that begin a line of their own. */
bool tag_is_block(enum tag tag);
static inline bool tag_is_heading(enum tag tag) { return tag >= TAG_H1 && tag <= TAG_H6; }

/* ---- the sieve (sieve.c): what the parser is given ---------------------------------------------------------------------------------- */

/* What is left of a page for the parser: no scripts, styles, comments, drawings; of attributes only those that are kept, within their limits. */
struct sieve { struct buf out; str json[JSON_BLOCKS_MAX]; size_t json_count; str saved_from; };
void sieve_page(str html, struct sieve *s);
/* The index of a name in a sorted list, in any case of letters, or -1. */
int name_index(const char *const *names, int count, const char *name, size_t len);
extern const char *const attribute_names[ATTRIBUTES];

#endif
