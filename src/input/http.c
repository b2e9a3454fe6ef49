/* HTTP answers as crawls keep them. SPDX-License-Identifier: Apache-2.0 */
#include "input/kinds.h"
#include "input/warc.h"
#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>

static const size_t RATIO_FROM = (size_t)64 << 20, RATIO_MAX = 200;

bool type_may_be_text(str type) {
    static const char *const not[] = {"image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript",
                                      "application/x-javascript", "application/font", "application/pdf", "application/x-font", "application/wasm"};
    if (starts_word(type, "image/svg")) return false;
    for (size_t i = 0; i < LENGTH(not); i++)
        if (starts_word(type, not[i])) return false;
    return true;
}

static str charset_of(str type) {
    const char *found = find_word(type, "charset=");
    str value = found ? str_sub(type, (size_t)(found - type.at) + 8, type.len) : (str){0};
    if (value.len && value.at[0] == '"') value = str_sub(value, 1, value.len);
    size_t n = 0;
    while (n < value.len && value.at[n] != ';' && value.at[n] != '"' && !is_blank(value.at[n])) n++;
    return str_sub(value, 0, n);
}

/* HTTP/1.1 200 OK; HTTP/2 200. A head that does not end is all there is. */
bool http_parse(str message, struct http_answer *out) {
    *out = (struct http_answer){0};
    const char *blank = message.len ? memchr(message.at, ' ', message.len < 16 ? message.len : 16) : NULL;
    if (!starts_word(message, "HTTP/") || !blank) return false;
    for (const char *c = blank + 1; c < message.at + message.len && c < blank + 4 && *c >= '0' && *c <= '9'; c++)
        out->status = out->status * 10 + (unsigned)(*c - '0');
    size_t end = head_end(message);
    str head = str_sub(message, 0, end ? end : message.len);
    out->type = head_field(head, "Content-Type");
    out->charset = charset_of(out->type);
    out->encoding = head_field(head, "Content-Encoding");
    out->chunked = find_word(head_field(head, "Transfer-Encoding"), "chunked") != NULL;
    out->body = str_sub(message, head.len, message.len);
    return true;
}

/* ---- chunks ----------------------------------------------------------------------------------------------------------------- */

/* The size that a line of a chunk gives, and where its bytes begin; false if the line gives none. */
static bool chunk_size(str s, size_t *at, size_t *size) {
    size_t i = *at, digits = 0;
    *size = 0;
    for (; i < s.len && digits <= 16; i++, digits++) {
        char c = s.at[i];
        int value = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (value < 0) break;
        *size = *size << 4 | (size_t)value;
    }
    if (digits == 0 || digits > 16) return false;
    const char *newline = i < s.len ? memchr(s.at + i, '\n', s.len - i < 256 ? s.len - i : 256) : NULL;
    if (!newline || (s.at[i] != '\r' && s.at[i] != '\n' && s.at[i] != ';' && s.at[i] != ' ')) return false;
    *at = (size_t)(newline - s.at) + 1;
    return true;
}

str http_unchunked(const struct http_answer *answer, struct arena *arena) {
    str body = answer->body;
    size_t at = 0, len = 0, size;
    if (!answer->chunked || !chunk_size(body, &at, &size)) return body;
    char *to = arena_space(arena, body.len);
    while (size > 0 && at < body.len) {
        if (size > body.len - at) size = body.len - at;
        memcpy(to + len, body.at + at, size);
        len += size;
        at += size;
        while (at < body.len && (body.at[at] == '\r' || body.at[at] == '\n')) at++;
        if (!chunk_size(body, &at, &size)) break;
    }
    return (str){to, len};
}

/* ---- encodings of content --------------------------------------------------------------------------------------------------- */

static bool has_room(const struct buf *to, size_t in, size_t max, const char **why) {
    *why = to->len > max ? "the page is larger than 16 MiB when it is unpacked" : "the page unpacks to more than 200 times its size";
    return to->len <= max && (to->len <= RATIO_FROM || to->len / RATIO_MAX <= in);
}

enum unpacking { UNPACKED, NOT_PACKED, TOO_LARGE };

/* windowBits as zlib has them: 31 gzip, 15 zlib, -15 deflate alone. What is damaged is unpacked as far as it goes, if that is any way. */
static enum unpacking inflate_all(str packed, int bits, size_t max, struct buf *to, const char **why) {
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.at, .avail_in = (uInt)packed.len};
    char part[1 << 15];
    int result = Z_OK;
    if (inflateInit2(&z, bits) != Z_OK) must_alloc(SIZE_MAX);      /* ends the process: no memory */
    while (result == Z_OK && has_room(to, packed.len, max, why)) {
        z.next_out = (unsigned char *)part;
        z.avail_out = sizeof part;
        result = inflate(&z, Z_NO_FLUSH);
        buf_put(to, part, sizeof part - z.avail_out);
    }
    inflateEnd(&z);
    if (!has_room(to, packed.len, max, why)) return TOO_LARGE;
    return result == Z_STREAM_END || to->len > 0 ? UNPACKED : NOT_PACKED;
}

static enum unpacking unbrotli_all(str packed, size_t max, struct buf *to, const char **why) {
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *in = (const uint8_t *)packed.at;
    size_t in_len = packed.len;
    uint8_t part[1 << 15];
    if (!state) must_alloc(SIZE_MAX);
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && has_room(to, packed.len, max, why)) {
        uint8_t *out = part;
        size_t room = sizeof part;
        result = BrotliDecoderDecompressStream(state, &in_len, &in, &room, &out, NULL);
        buf_put(to, part, sizeof part - room);
    }
    BrotliDecoderDestroyInstance(state);
    if (!has_room(to, packed.len, max, why)) return TOO_LARGE;
    return result == BROTLI_DECODER_RESULT_ERROR ? NOT_PACKED : UNPACKED;
}

/* Gzip and zlib show in the bytes, so they are told by them; deflate alone and Brotli show nowhere, so the head is believed, but of what is
 * no text already. */
static enum unpacking unpack(str body, str encoding, size_t max, struct buf *to, const char **why) {
    str begin = trimmed(str_sub(body, 0, body.len < 256 ? body.len : 256));
    if (str_starts(body, STR("\x1F\x8B\x08"))) return inflate_all(body, 31, max, to, why);
    if (encoding.len == 0 || (begin.len && (begin.at[0] == '<' || begin.at[0] == '{' || begin.at[0] == '['))) return NOT_PACKED;
    if (find_word(encoding, "br")) return unbrotli_all(body, max, to, why);
    if (!find_word(encoding, "deflate")) return NOT_PACKED;
    enum unpacking zlib = inflate_all(body, 15, max, to, why);
    return zlib == NOT_PACKED ? inflate_all(body, -15, max, to, why) : zlib;
}

bool http_body(const struct http_answer *answer, size_t max, struct arena *arena, str *body, const char **why) {
    struct buf plain = {0};
    *body = http_unchunked(answer, arena);
    enum unpacking result = unpack(*body, answer->encoding, max, &plain, why);
    if (result == UNPACKED) *body = arena_copy(arena, buf_view(&plain));
    buf_free(&plain);
    return result != TOO_LARGE;
}
