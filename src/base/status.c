/* What the library says of itself. SPDX-License-Identifier: Apache-2.0 */
#include "ghotona.h"
#include <utf8proc.h>

const char *ghotona_status_text(ghotona_status status) {
    switch (status) {
    case GHOTONA_OK: return "ok";
    case GHOTONA_NO_MEMORY: return "out of memory";
    case GHOTONA_TOO_LARGE: return "too large";
    case GHOTONA_BAD_TEXT: return "not UTF-8";
    case GHOTONA_BAD_PACK: return "an error in the language pack";
    case GHOTONA_NOT_FOUND: return "no such file or folder, or it cannot be read";
    }
    return "an unknown status";
}

const char *ghotona_unicode_version(void) { return utf8proc_unicode_version(); }
