/* Any text as JSON, at once and by pieces, and as a line of NDJSON. */
#include "formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct formats_heard whole = {0}, pieces = {0}, line = {0};
    struct format_call call = formats_call(&whole, NULL), by_pieces = formats_call(&pieces, NULL), of_line = formats_call(&line, NULL);
    struct buf b = formats_bytes(data, size);
    size_t step = b.len ? (unsigned char)b.at[b.len - 1] % 7 + 1 : 1;
    json_read(&call, buf_view(&b));
    struct json_stream *s = json_begin(&by_pieces);
    for (size_t i = 0; i < b.len; i += step) json_feed(s, str_sub(buf_view(&b), i, i + step < b.len ? i + step : b.len));
    json_end(s);
    if (whole.sum != pieces.sum || whole.found != pieces.found) abort();
    if (ndjson_line(&of_line, buf_view(&b), 1) != (line.found == 1)) abort();
    buf_free(&b);
    arena_free(&whole.arena);
    arena_free(&pieces.arena);
    arena_free(&line.arena);
    return 0;
}
