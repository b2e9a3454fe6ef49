/* What an outlet's address and name say. SPDX-License-Identifier: Apache-2.0 */
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
