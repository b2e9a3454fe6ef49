/* Character classes: tables for ASCII and Bengali, utf8proc for all else. SPDX-License-Identifier: Apache-2.0 */
#include "text/chars.h"
#include <utf8proc.h>

/* Sixteen code points a line. */
const char char_ascii[] =
    "ssssssssssssssss"
    "ssssssssssssssss"
    "sooooooooooooooo"
    "ddddddddddoooooo"
    "olllllllllllllll"
    "lllllllllllooooo"
    "olllllllllllllll"
    "llllllllllloooos";
const char char_bengali[] =
    "lmmmollllllllool"
    "loolllllllllllll"
    "lllllllllollllll"
    "lolooolllloomlmm"
    "mmmmmoommoommmlo"
    "ooooooomoooollol"
    "llmmoodddddddddd"
    "lloooooooooolomo";

static bool is_joiner(uint32_t c) {
    enum { SOFT_HYPHEN = 0xAD, WORD_JOINER = 0x2060, BYTE_ORDER_MARK = 0xFEFF, VARIATION_1 = 0xFE00, VARIATION_16 = 0xFE0F };
    return c == ZWNJ || c == ZWJ || c == SOFT_HYPHEN || c == WORD_JOINER || c == BYTE_ORDER_MARK ||
           (c >= VARIATION_1 && c <= VARIATION_16);
}

enum char_class char_class_elsewhere(uint32_t c) {
    if (is_joiner(c)) return CHAR_JOINER;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL:
        return CHAR_LETTER;
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
        return CHAR_MARK;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return CHAR_SPACE;
    default:
        return CHAR_OTHER;
    }
}
