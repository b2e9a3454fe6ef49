/* Any text as a feed and as plain text. */
#include "formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct formats_heard h = {0};
    struct format_call call = formats_call(&h, NULL);
    struct buf b = formats_bytes(data, size);
    formats_kinds(buf_view(&b), NULL);
    feed_read(&call, buf_view(&b));
    if (h.found + h.complaints == 0) abort();
    plain_read(&call, buf_view(&b), STR("2026-01-23.txt"), STR("--"));
    buf_free(&b);
    arena_free(&h.arena);
    return 0;
}
