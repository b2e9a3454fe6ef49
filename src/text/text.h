/* Letters, words and sentences as they are written. Knows the script, not the language's words.
 * What it needs of the language (folding, abbreviations) comes from the pack as a `struct letters`. */
#ifndef TEXT_H
#define TEXT_H

#include "base/base.h"

/* ---- folding ---------------------------------------------------------------------------------------------------------------- */

/* A rewriting of some code points to others, from letters.tsv; it writes at most FOLD_GROWTH bytes for each it reads. */
enum { RULE_LETTERS = 8 };
struct letter_rule { uint32_t from[RULE_LETTERS], to[RULE_LETTERS]; uint8_t from_len, to_len, final_only; };

struct letters {
    const struct letter_rule *rules; uint32_t rule_count;   /* sorted by from[0], longer first within it */
    const str *abbreviations; uint32_t abbreviation_count;  /* folded, with their dot; sorted by bytes */
    /* Which letters may change, so that the others are passed over quickly: made by letters_index. */
    uint8_t first[4096];    /* enum letter_first of the code points with these low 12 bits */
    uint8_t pairs[4096];    /* a set: the first two code points of the rules (letter_pair) */
};
enum letter_first { LETTER_PLAIN, LETTER_PAIRED /* begins rules, all of two code points or more */, LETTER_ALONE };

/* Fill the quick tables from the rules; to be called once the rules are set. */
void letters_index(struct letters *letters);

/* Fold text for comparison: letters.tsv, and ASCII letters to lower case. `to` must hold fold_bound(len) bytes. If `map` is not NULL it gets, for
 * every byte written, the byte offset in `from` of the code point that byte came from (and one more entry, len, at the end).
 * Returns the bytes written. `from` must be valid UTF-8. */
size_t fold(const struct letters *letters, const char *from, size_t len, char *to, uint32_t *map);
enum { FOLD_GROWTH = 5 };        /* how many bytes a rule may write for each it reads; the pack's compiler refuses others */
static inline size_t fold_bound(size_t len) { return len * FOLD_GROWTH + 8; }

/* ---- aksharas --------------------------------------------------------------------------------------------------------------- */

/* The end (in bytes) of the orthographic syllable that begins at `at`: consonants joined by hasant (joiners included), with vowel
 * signs and modifiers. Other text: one grapheme. Never splits what a reader sees as one letter. */
size_t akshara_end(const char *s, size_t len, size_t at);

/* ---- order ------------------------------------------------------------------------------------------------------------------ */

/* How two folded texts stand in a Bengali dictionary: below 0, 0 (the same bytes) or above 0. Signs stand before digits, those before
 * Bengali letters, those before all else; the letters as CLDR's collation for bn has them: অ…ঔ ং ঃ ঁ ক…হ, a consonant alone before
 * the same with a vowel sign, that before its conjuncts; ৎ is ত্; ড় ঢ় য় stand with ড ঢ য, and after them when nothing else differs. */
int dictionary_order(str a, str b);

/* ---- words ------------------------------------------------------------------------------------------------------------------ */

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT };

/* A token is a span of the text and of its folding. A word is a run of letters, signs and joiners of any script; a hyphen or an
 * apostrophe between two letters parts tokens (they are PUNCT tokens with `joined`), so that জাতিসংঘ-এর is three. A number is a
 * run of digits of either script with inner `.` `,` between digits (১২.৫, ১,২০০), letters that follow it directly begin a word
 * token with `joined` (৫ই, ২১শে, ১০টি). Danda, quotes, brackets, dashes, every other sign: one PUNCT token each. */
struct token {
    uint32_t start, end;            /* bytes of the text */
    uint32_t fold, fold_len;        /* bytes of the folded text */
    uint8_t kind;
    uint8_t joined;                 /* no space before it */
    uint16_t spare;
};

struct tokens { struct token *at; uint32_t len; char *folded; };

/* Cut text (valid UTF-8) into tokens, folding each; memory from the arena. White space separates and is no token; a newline is
 * one only as sentence end (see below). */
struct tokens tokenize(struct arena *a, const struct letters *letters, str text);

/* The same without folding: `folded` is NULL. */
struct tokens cut_tokens(struct arena *a, str text);

static inline str token_raw(str text, const struct token *t) { return str_sub(text, t->start, t->end); }
static inline str token_fold(const struct tokens *t, uint32_t i) { return (str){t->folded + t->at[i].fold, t->at[i].fold_len}; }

/* ---- sentences -------------------------------------------------------------------------------------------------------------- */

enum { SENTENCE_TOKENS_MAX = 400 };     /* a longer run (a title too) is cut after a comma in the second half, or there: bounds all later work */

struct sentence {
    uint32_t start, end;            /* bytes of the text, without surrounding white space */
    uint32_t from, to;              /* tokens */
    uint32_t paragraph;             /* number of the line it stands in */
};
struct sentences { struct sentence *at; uint32_t len; };

/* Sentences end at । ॥ ৷ ? ! (with closing quotes and brackets that follow), at line ends, and at `.` after a Bengali word when a
 * space or a closing quote follows: never within a number, before a closing bracket, after an abbreviation of the pack (ড. মো. লে.)
 * or an initial (এ. কে.: one akshara; two after another initial: সি. আর.). A mark closed right after the end mark leaves the sentence
 * open if a comma or dash follows (“…।”, বলেন তিনি); if the quotation began its line and a word follows (“…।” বলে তিনি …: who spoke);
 * if it was opened after a word, without comma, holds a question and a word follows (‘কোথায়?’ শীর্ষক). After তিনি বলেন, ‘…।’ a new
 * sentence begins. Dandas inside a quotation part it. The title (text up to the first newline) is sentence 0, whole; an empty title
 * is an empty sentence 0. */
struct sentences split_sentences(struct arena *a, const struct letters *letters, str text, const struct tokens *tokens, bool titled);
/* True if a line ends in a danda or a full stop, as a sentence does and a headline does not; any bytes. */
bool ends_as_sentence(str line);

#endif
