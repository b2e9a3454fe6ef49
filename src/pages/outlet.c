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

static bool is_of(const ghotona_pack *pk, str host, str outlet, enum passage_part where) {
    return passage_is(pk, host, where, NULL) || passage_is(pk, outlet, where, NULL);
}

enum moment_place outlet_place(const ghotona_pack *pk, str url, str outlet) {
    str host = host_of(url);
    return str_ends(host, STR(".in")) || is_of(pk, host, outlet, PASSAGE_KOLKATA) ? MOMENT_KOLKATA : MOMENT_DHAKA;
}

bool outlet_place_known(const ghotona_pack *pk, str url, str outlet) {
    str host = host_of(url);
    return outlet_place(pk, url, outlet) == MOMENT_KOLKATA || str_ends(host, STR(".bd")) || is_of(pk, host, outlet, PASSAGE_DHAKA);
}

void outlet_clock(struct moment *m, enum moment_place place) {
    enum { DAY = 86400 };
    enum moment_kind kind = m->kind;
    if (m->zone != 0 || m->second < 0) return;
    *m = moment_of((int64_t)m->day * DAY + m->second, place);
    m->kind = kind;
}
