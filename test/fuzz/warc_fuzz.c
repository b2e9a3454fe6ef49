/* A crawl of any bytes; and the same bytes as the answer in a record whose length may lie, between two good records. */
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_record(struct buf *to, const char *type, str content, size_t length) {
    buf_printf(to, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: http://e/1\r\nWARC-Date: 2026-01-23T08:30:00Z\r\n"
                   "Content-Length: %zu\r\n\r\n", type, length);
    buf_str(to, content);
    buf_text(to, "\r\n\r\n");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>ঢাকায় আজ একটি সমাবেশ হয়েছে, আর সেখানে মানুষ কথা বলেছেন।";
    const struct input_options options = {.pack = ghotona_pack_builtin()};
    str bytes = {(const char *)data, size};
    struct buf crawl = {0};
    buf_text(&crawl, "WARC/1.1\r\n");
    buf_str(&crawl, bytes);
    read_bytes(&options, &crawl);
    crawl.len = 0;
    put_record(&crawl, "response", STR(page), sizeof page - 1);
    put_record(&crawl, "response", bytes, size && data[0] % 4 == 0 ? size + data[0] / 4 - 20 : size);
    put_record(&crawl, "resource", STR(page), sizeof page - 1);
    read_bytes(&options, &crawl);
    buf_free(&crawl);
    return 0;
}
