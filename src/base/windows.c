/* Windows-1252, as browsers read it: the five bytes it leaves free are the control characters of Latin-1. SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

enum { FIRST = 0x80, LAST = 0x9F };
static const uint16_t letters[LAST - FIRST + 1] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

uint32_t windows_letter(unsigned char byte) { return byte < FIRST || byte > LAST ? byte : letters[byte - FIRST]; }

int windows_byte(uint32_t c) {
    if (c < 0x100) return (int)c;
    for (int i = 0; i <= LAST - FIRST; i++)
        if (letters[i] == c) return FIRST + i;
    return -1;
}
