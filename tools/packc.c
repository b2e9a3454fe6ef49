/* The pack compiler: packc DIR FILE. Its errors name file and line.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/pack.h"
#include <stdio.h>

static bool write_file(const char *path, const struct buf *b) {
    FILE *f = fopen(path, "wb");
    if (!f) return false;
    bool ok = fwrite(b->at, 1, b->len, f) == b->len;
    return fclose(f) == 0 && ok;
}

int main(int argc, char **argv) {
    if (argc != 3) return fputs("usage: packc DIR FILE\n", stderr), 2;
    char message[512];
    struct buf blob = {0};
    if (!pack_compile(argv[1], &blob, message, sizeof message)) return fprintf(stderr, "%s\n", message), 1;
    if (!write_file(argv[2], &blob)) return fprintf(stderr, "%s: cannot be written\n", argv[2]), 1;
    fprintf(stderr, "%s: %zu bytes, %s\n", argv[2], blob.len, ((const struct pack_header *)blob.at)->name);
    buf_free(&blob);
    return 0;
}
