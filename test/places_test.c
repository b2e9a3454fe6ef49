/* The places of test/words/places.txt, through the public interface: which are named, in Latin script, country, PLOVER's resolution, and what
 * each lies in. TAP, a test for each article; then facts that hold for every place of the pack, and days of publication that are none.
 * SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"

/* What a place lies in, `city, district, province`, as far as it is told; its own name is not told again. */
static void lies_in(const ghotona_place *p, char *to, size_t size) {
    const ghotona_str parts[] = {p->city, p->district, p->province};
    size_t n = 0;
    to[0] = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len == 0 || (parts[i].len == p->latin.len && memcmp(parts[i].at, p->latin.at, parts[i].len) == 0)) continue;
        n += (size_t)snprintf(to + n, size - n, "%s%.*s", n ? ", " : "", (int)parts[i].len, parts[i].at);
    }
    if (!n) snprintf(to, size, "-");
}

static bool is_place(const struct wanted *w, const ghotona_place *p) {
    char in[256];
    lies_in(p, in, sizeof in);
    bool point = p->lat != 0 || p->lon != 0;
    return cell_is(w, 0, p->text) && cell_is(w, 1, p->latin) && cell_is(w, 2, p->country) && (w->cells < 4 || w->cell[3][0] == '*' || atoi(w->cell[3]) == p->resolution) &&
           (w->cells < 5 || strcmp(w->cell[4], in) == 0) && (w->cells < 6 || (strcmp(w->cell[5], "point") == 0) == point);
}

static bool passes(const ghotona_reading *r, const struct block *b) {
    size_t want = b->count == 1 && strcmp(b->wanted[0].cell[0], "-") == 0 ? 0 : b->count;
    bool ok = r->place_count == want;
    for (size_t i = 0; ok && i < want; i++) ok = is_place(&b->wanted[i], &r->places[i]);
    for (size_t i = 0; !ok && i < r->place_count; i++) {
        const ghotona_place *p = &r->places[i];
        char in[256];
        lies_in(p, in, sizeof in);
        printf("# place: %.*s | %.*s | %.*s | %d | %s | %s\n", (int)p->text.len, p->text.at, (int)p->latin.len, p->latin.at, (int)p->country.len,
               p->country.at, p->resolution, in, p->lat != 0 || p->lon != 0 ? "point" : "no point");
    }
    return ok;
}

/* A day of publication that is none, or is far away, fixes nothing: গতকাল stays open, and no act gets a day. */
static bool fixes_nothing(ghotona_reader *reader, const char *published) {
    const ghotona_reading *r;
    if (!survives(reader, "গতকাল পুলিশ তিনজনকে গ্রেপ্তার করেছে। ", "", 0, "", published, &r)) return false;
    for (size_t i = 0; i < r->time_count; i++)
        if (r->times[i].date.grain != GHOTONA_NONE) return false;
    for (size_t i = 0; i < r->record_count; i++)
        if (r->records[i].date.grain != GHOTONA_NONE) return false;
    return true;
}

/* A day in the future is a day: yesterday is the day before it. */
static bool counts_from(ghotona_reader *reader, const char *published) {
    const ghotona_reading *r;
    return survives(reader, "গতকাল পুলিশ তিনজনকে গ্রেপ্তার করেছে। ", "", 0, "", published, &r) && r->time_count == 1 && r->times[0].date.grain == GHOTONA_DAY;
}

int main(int argc, char **argv) {
    static const char *const none[] = {"", "গতকাল", "2025-02-30", "2025-13-01", "99999-01-01", "2025/01/02", "0000-00-00", "-1", "\xff\xfe", "20250102", "২০২৫-০১-০২"};
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    int number = 0, failed = run_blocks(argc > 1 ? argv[1] : "test/words/places.txt", reader, passes, &number);
    if (failed < 0) return printf("1..1\nnot ok 1 - test/words/places.txt cannot be opened\n"), 1;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        bool ok = fixes_nothing(reader, none[i]);
        failed += !ok;
        printf("%s %d - published '%s' fixes nothing\n", ok ? "ok" : "not ok", ++number, strlen(none[i]) == 2 && none[i][0] != '-' ? "bad bytes" : none[i]);
    }
    bool ok = counts_from(reader, "2099-12-31") && counts_from(reader, "2025-12-31T23:59:59+06:00");
    failed += !ok;
    printf("%s %d - a day to come, a day with its hour\n", ok ? "ok" : "not ok", ++number);
    printf("1..%d\n", number);
    ghotona_reader_free(reader);
    return failed > 0;
}
