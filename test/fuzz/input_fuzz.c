/* A file of any bytes, whatever it is taken for, with and without what parts the articles of a text. */
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input_options options = {.pack = ghotona_pack_builtin(), .why = true};
    struct buf bytes = {0};
    buf_put(&bytes, data, size);
    if (size && data[size - 1] % 3 == 0) options.separator = STR("-");
    options.strict = size && data[size - 1] % 5 == 0;
    read_bytes(&options, &bytes);
    buf_free(&bytes);
    return 0;
}
