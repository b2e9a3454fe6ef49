/* Any bytes through every decoder: what comes out is valid UTF-8, however they are declared and in whatever font; dates and suspicions of it end.
 * The first byte chooses the charset that is declared and the font. */
#include "encodings/bijoy.h"
#include "encodings/scan.h"
#include "pages/moments.h"
#include "pages/quality.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_valid(str text) {
    if (utf8_valid_len(text.at, text.len) != text.len) abort();
}

static void check_decoded(const struct decoded *d, str bytes) {
    check_valid(d->text);
    if (d->bad_bytes && d->first_bad >= bytes.len) abort();
}

/* A text that was mended is whole, and says so. */
static void check_mended(const pack *p, str text, str font, struct arena *a) {
    struct decoded d = mend_text(p, text, font, a);
    check_valid(d.text);
    if (!d.converted && d.text.at != text.at) abort();
    if (d.converted && !d.name) abort();
    struct quality q = {0};
    quality_judge(p, d.text, &q);
    if (!(q.bengali >= 0 && q.bengali <= 1)) abort();
}

static void check_word(const pack *p, str bytes) {
    struct buf out = {0};
    struct bijoy_shape shape;
    bijoy_word(p, bytes, &out, &shape);
    check_valid(buf_view(&out));
    buf_free(&out);
}

static void check_moment(const pack *p, str text, int64_t now, struct arena *a) {
    struct moment m;
    if (!moment_read(p, text, now & 1 ? MOMENT_KOLKATA : MOMENT_DHAKA, now, &m)) return;
    if (m.second < -1 || m.second >= 86400 || (m.zone != MOMENT_NO_ZONE && (m.zone < -840 || m.zone > 840))) abort();
    int32_t day;
    if (!days_from_iso(moment_iso(a, &m), &day) || day != m.day) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const charsets[] = {"", "utf-8", "windows-1252", "utf-16", "utf-16be", "utf-32le", "iscii", "shift_jis", "gb18030", "big5", "euc-kr", "koi8-r", "utf-7", "\xFF"};
    static const char *const fonts[] = {"", "SutonnyMJ", "Boishakhi", "SutonnyOMJ, Arial"};
    const pack *p = ghotona_pack_builtin();
    if (!size) return 0;
    str bytes = {(const char *)data + 1, size - 1};
    struct arena a = {0};
    struct decoded d = decode_bytes(p, bytes, str_of(charsets[data[0] % LENGTH(charsets)]), &a);
    check_decoded(&d, bytes);
    check_mended(p, d.text, str_of(fonts[data[0] / LENGTH(charsets) % LENGTH(fonts)]), &a);
    struct decoded iscii = decode_iscii(p, bytes, &a);
    check_decoded(&iscii, bytes);
    looks_like_iscii(p, bytes);
    check_word(p, bytes);
    check_moment(p, bytes, 0, &a);
    check_moment(p, d.text, 1769157000 + data[0], &a);
    arena_free(&a);
    return 0;
}
