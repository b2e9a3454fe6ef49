/* Any text as a table, at once and by pieces, with a map or, where it begins with a bar, without; and as a map. */
#include "formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct field_map map, any;
    char message[128];
    struct formats_heard whole = {0}, pieces = {0};
    bool mapped = size && data[0] == '|';
    if (!field_map_read(STR("title=1,body=x"), &map, message, sizeof message)) abort();
    struct format_call call = formats_call(&whole, mapped ? &map : NULL), by_pieces = formats_call(&pieces, mapped ? &map : NULL);
    struct buf b = formats_bytes(data, size);
    size_t step = b.len ? (unsigned char)b.at[b.len - 1] % 7 + 1 : 1;
    formats_kinds(buf_view(&b), mapped ? &map : NULL);
    table_read(&call, buf_view(&b));
    struct table_stream *s = table_begin(&by_pieces);
    for (size_t i = 0; i < b.len; i += step) table_feed(s, str_sub(buf_view(&b), i, i + step < b.len ? i + step : b.len));
    table_end(s);
    if (whole.sum != pieces.sum || whole.found != pieces.found) abort();
    field_map_read(buf_view(&b), &any, message, sizeof message);
    buf_free(&b);
    arena_free(&whole.arena);
    arena_free(&pieces.arena);
    return 0;
}
