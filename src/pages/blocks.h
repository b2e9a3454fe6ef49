/* The texts of a page as blocks (paragraphs, headings, items, lines), and what speaks against each being of the article. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "pages/tree.h"
#include "pack/pack.h"

/* What a passage is that is not of the body; their names in blocks.c are what `dropped` tells. */
enum why { WHY_BODY, WHY_ADVERT, WHY_BYLINE, WHY_CAPTION, WHY_COMMENTS, WHY_CREDIT, WHY_DATE, WHY_FOOTER, WHY_FORM, WHY_HIDDEN, WHY_NAVIGATION,
           WHY_PLEA, WHY_RELATED, WHY_SHARE, WHY_SIDE, WHY_TAGS, WHY_TITLE, WHY_OUTSIDE /* of what holds the article */, WHY_REPEATED, WHYS };
extern const char *const why_names[WHYS];
/* Whether it tells of other things than the article: comments, lists of other articles, the outlet's own. */
bool why_of_others(uint8_t why);

/* What class and id of an element say. `body`: 1 it is of an article or of content, 2 it holds the
 * content of the page (main-content), 3 the body of an article (article-body). */
struct trait { uint8_t why, body; };
struct trait class_trait(str class, str id);
/* Whether one of the parts of a class or id is this word. */
bool class_has(str class, const char *part);

struct block {
    uint32_t node;          /* the block element it stands in */
    uint32_t first, last;   /* its texts: nodes [first, last) */
    str text;               /* white space as one space each */
    uint32_t letters;       /* code points that are no space */
    uint32_t linked;        /* of them in links */
    uint32_t sentences;     /* marks that end one */
    uint8_t why;            /* decided by its place first, then by its words */
    bool heading, item, table;
    double weight;          /* how much it speaks for a body where it stands; below 0: against */
};

struct blocks {
    struct block *at; uint32_t len;
    uint32_t *from;         /* of each node (and one behind the last): how many blocks begin before it */
    struct trait *trait;    /* of each node */
    uint8_t *why;           /* of each node, what it inherits too */
    uint32_t *font;         /* of each node: the element that sets it in a font of Bijoy letters, or 0 */
    uint32_t mended;        /* passages that were converted from an old encoding */
    const char *encoding;   /* the last of them */
};
void blocks_find(const struct tree *tree, const pack *pk, struct arena *arena, struct blocks *blocks);
/* A text set in the font of this node, in Unicode. */
str blocks_mend(struct blocks *blocks, const struct tree *tree, const pack *pk, str text, uint32_t node, struct arena *arena);

/* Text with white space collapsed and invisible signs taken out. */
str clean_text(struct arena *arena, str text);
/* The beginning of the text of a subtree, cleaned, its blocks parted by a space; node_text_but: without the elements in it that are left out. */
str node_text(const struct tree *tree, uint32_t node, struct arena *arena);
str node_text_but(const struct tree *tree, uint32_t node, bool (*left_out)(const struct tree *, uint32_t), struct arena *arena);

#endif
