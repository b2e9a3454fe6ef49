/* What tells texts from each other: XXH3 of 128 bits over parts. SPDX-License-Identifier: Apache-2.0 */
#include "archive/digest.h"
#include <xxhash.h>

static void feed(XXH3_state_t *state, str s) {
    uint64_t len = s.len;
    XXH3_128bits_update(state, &len, sizeof len);
    if (s.len) XXH3_128bits_update(state, s.at, s.len);
}

struct digest digest_of(const str *parts, size_t count) {
    XXH3_state_t *state = XXH3_createState();
    XXH128_canonical_t canonical;
    struct digest digest;
    if (!state) must_alloc(SIZE_MAX);       /* ends the process: no memory */
    XXH3_128bits_reset(state);
    for (size_t i = 0; i < count; i++) feed(state, parts[i]);
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
    memcpy(digest.bytes, canonical.digest, sizeof digest.bytes);
    XXH3_freeState(state);
    return digest;
}

str digest_view(const struct digest *d) { return (str){(const char *)d->bytes, sizeof d->bytes}; }
