/* What an outlet's name and an article's letters say. SPDX-License-Identifier: Apache-2.0 */
#include "pages/outlet.h"
#include "pages/passages.h"

static str host_of(str url) {
    const char *host = url.len > 8 ? memmem(url.at, url.len, "//", 2) : NULL;
    if (!host) return url;
    str s = str_sub(url, (size_t)(host + 2 - url.at), url.len);
    const char *slash = s.len ? memchr(s.at, '/', s.len) : NULL;
    return slash ? str_sub(s, 0, (size_t)(slash - s.at)) : s;
}

enum moment_place outlet_place(const ghotona_pack *pk, str url, str outlet) {
    str host = host_of(url);
    bool india = str_ends(host, STR(".in")) || passage_is(pk, host, PASSAGE_KOLKATA, NULL) || passage_is(pk, outlet, PASSAGE_KOLKATA, NULL);
    return india ? MOMENT_KOLKATA : MOMENT_DHAKA;
}

/* The rest of Unicode's letters is taken to be what is above ASCII and no punctuation. */
static bool is_punctuation(uint32_t c) { return c == 0x964 || c == 0x965 || (c >= 0x2000 && c < 0x2100); }

float bengali_share(str text) {
    size_t bengali = 0, all = 0;
    for (size_t at = 0, used; at < text.len; at += used) {
        uint32_t c = utf8_valid_next(text.at + at, &used);
        bool ours = c >= 0x980 && c < 0xA00;
        bengali += ours;
        all += ours || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && !is_punctuation(c));
    }
    return all ? (float)bengali / (float)all : 0;
}
