/* A few folding rules and abbreviations, so that the tests of src/text need no pack. SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LETTERS_H
#define TEST_LETTERS_H

#include "text/text.h"

/* Sorted as struct letters wants them. */
static const struct letter_rule test_rules[] = {
    {.from = {0x9A1, 0x9BC}, .from_len = 2, .to = {0x9DC}, .to_len = 1},                /* ড় */
    {.from = {0x9A4, 0x9CD, 0x200D}, .from_len = 3, .to = {0x9CE}, .to_len = 1},        /* ত্ and ZWJ, as ৎ once was */
    {.from = {0x9A4, 0x9CD}, .from_len = 2, .to = {0x9CE}, .to_len = 1, .final_only = 1},
    {.from = {0x9AF, 0x9BC}, .from_len = 2, .to = {0x9DF}, .to_len = 1},                /* য় */
    {.from = {0x9C7, 0x9BE}, .from_len = 2, .to = {0x9CB}, .to_len = 1},                /* ো in two parts */
    {.from = {0x9E7}, .from_len = 1, .to = {'1'}, .to_len = 1},                         /* ১ */
    {.from = {0x9E8}, .from_len = 1, .to = {'2'}, .to_len = 1},                         /* ২ */
    {.from = {0x200C}, .from_len = 1},                                                  /* ZWNJ */
    {.from = {0x200D}, .from_len = 1},                                                  /* ZWJ */
    {.from = {0x2018}, .from_len = 1, .to = {'\''}, .to_len = 1},
    {.from = {0x2019}, .from_len = 1, .to = {'\''}, .to_len = 1},
};

/* Sorted by bytes. */
static const str test_abbreviations[] = {
    {"অব.", 7}, {"এম.", 7}, {"এস.", 7}, {"ড.", 4}, {"ডা.", 7}, {"মু.", 7}, {"মো.", 7}, {"মোসা.", 13}, {"লে.", 7},
};

static inline struct letters test_letters(void) {
    struct letters letters = {
        .rules = test_rules, .rule_count = LENGTH(test_rules),
        .abbreviations = test_abbreviations, .abbreviation_count = LENGTH(test_abbreviations)};
    letters_index(&letters);
    return letters;
}

#endif
