/* UTF-8 that may be anything: every walk ends, and what is called valid decodes to what it was made of. */
#include "base/base.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *s = (const char *)data;
    size_t valid = utf8_valid_len(s, size), count = 0;
    if (valid > size) abort();
    for (size_t i = 0, used; i < size; i += used) {
        uint32_t c = utf8_next(s + i, size - i, &used);
        if (used == 0 || used > size - i) abort();
        if ((c == UTF8_BAD) != (i >= valid) && i <= valid) abort();     /* the first bad byte is where validity ends */
        if (c == UTF8_BAD) continue;
        char again[4];
        if (utf8_put(again, c) != used || memcmp(again, s + i, used) != 0) abort();
        if (i >= valid) continue;
        size_t quick;
        if (utf8_valid_next(s + i, &quick) != c || quick != used) abort();
        count++;
    }
    if (utf8_count(s, valid) != count) abort();
    int32_t days;
    (void)days_from_iso((str){s, size}, &days);
    return 0;
}
