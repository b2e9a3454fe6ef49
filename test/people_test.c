/* The people of test/words/people.txt, through the public interface: who is named, in Latin script, with which country, sector and office;
 * and the parties of acts (countries, bodies, groups). TAP, a test for each article; then names that are too long and too many.
 * SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"
#include <time.h>

static bool is_person(const struct wanted *w, const ghotona_person *p) {
    return cell_is(w, 0, p->name) && cell_is(w, 1, p->latin) && cell_is(w, 2, p->code) && cell_is(w, 3, p->sector) && cell_is(w, 4, p->office) &&
           (w->cells < 6 || (size_t)atoi(w->cell[5]) == p->mention_count);
}

static bool is_party(const struct wanted *w, const ghotona_party *p) {
    return cell_is(w, 0, p->text) && cell_is(w, 1, p->latin) && cell_is(w, 2, p->code) && cell_is(w, 3, p->sector);
}

static bool is_told(const ghotona_reading *r, const struct wanted *w) {
    for (size_t i = 0; i < r->record_count; i++) {
        const ghotona_record *e = &r->records[i];
        for (size_t k = 0; k < e->actor_count; k++)
            if (is_party(w, &e->actors[k])) return true;
        for (size_t k = 0; k < e->recipient_count; k++)
            if (is_party(w, &e->recipients[k])) return true;
    }
    return false;
}

static void show_party(const ghotona_party *p) {
    printf("# party: %.*s | %.*s | %.*s | %.*s\n", (int)p->text.len, p->text.at, (int)p->latin.len, p->latin.at, (int)p->code.len, p->code.at,
           (int)p->sector.len, p->sector.at);
}

static void show(const ghotona_reading *r) {
    for (size_t i = 0; i < r->person_count; i++) {
        const ghotona_person *p = &r->people[i];
        printf("# person: %.*s | %.*s | %.*s | %.*s | %.*s | %zu\n", (int)p->name.len, p->name.at, (int)p->latin.len, p->latin.at, (int)p->code.len,
               p->code.at, (int)p->sector.len, p->sector.at, (int)p->office.len, p->office.at, p->mention_count);
    }
    for (size_t i = 0; i < r->record_count; i++) {
        for (size_t k = 0; k < r->records[i].actor_count; k++) show_party(&r->records[i].actors[k]);
        for (size_t k = 0; k < r->records[i].recipient_count; k++) show_party(&r->records[i].recipients[k]);
    }
}

/* The people in their order, all of them, where any are told (`> -`: nobody); the parties among those of the acts. */
static bool passes(const ghotona_reading *r, const struct block *b) {
    size_t people = 0, asked = 0;
    bool ok = true;
    for (size_t i = 0; i < b->count; i++) {
        const struct wanted *w = &b->wanted[i];
        if (w->mark == '@') { ok = is_told(r, w) && ok; continue; }
        asked++;
        if (strcmp(w->cell[0], "-") == 0) continue;
        ok = people < r->person_count && is_person(w, &r->people[people]) && ok;
        people++;
    }
    ok = ok && (!asked || people == r->person_count);
    if (!ok) show(r);
    return ok;
}

/* ---- too long, too many ------------------------------------------------------------------------------------------------------- */

struct hostile { const char *what, *before, *piece; size_t times; const char *after; };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Twenty times the time that an honest text of as many bytes may take on a slow machine under the sanitizers. */
enum { SECONDS_MAX = 60 };

static bool bounded(ghotona_reader *reader, const struct hostile *h) {
    const ghotona_reading *r;
    double begin = seconds();
    bool ok = survives(reader, h->before, h->piece, h->times, h->after, "", &r);
    double took = seconds() - begin;
    printf("# %.2f s\n", took);
    return ok && took < SECONDS_MAX;
}

/* A name of 10,000 letters has no spelling that anybody could use. */
static bool invents_nothing(ghotona_reader *reader) {
    const ghotona_reading *r;
    if (!survives(reader, "মন্ত্রী ", "কা", 10000, " বলেন, কাজ চলছে।", "", &r)) return false;
    for (size_t i = 0; i < r->person_count; i++)
        if (r->people[i].latin.len > 2000) return false;
    return true;
}

/* So many people of different names in one article: each is one of them, and is found in time. */
static bool crowd(ghotona_reader *reader, size_t people) {
    static const char *const consonants[] = {"ক", "খ", "গ", "ঘ", "চ", "ছ", "জ", "ট", "ড", "ত", "থ", "দ", "ধ", "ন", "প", "ফ", "ব", "ভ", "ম", "ল"};
    enum { LETTERS = sizeof consonants / sizeof *consonants, SYLLABLES = 5, BYTES = 160 };
    char *text = malloc(people * BYTES);
    size_t n = 0;
    if (!text) return false;
    for (size_t i = 0; i < people; i++) {
        n += (size_t)sprintf(text + n, "মন্ত্রী ");
        for (size_t k = 0, rest = i; k < SYLLABLES; k++, rest /= LETTERS) n += (size_t)sprintf(text + n, "%sু", consonants[rest % LETTERS]);
        n += (size_t)sprintf(text + n, "জ্জামান বলেন, কাজ চলছে। ");
    }
    const ghotona_reading *r;
    ghotona_article a = {.body = {text, n}};
    double begin = seconds();
    bool ok = ghotona_read(reader, &a, false, &r) == GHOTONA_OK && r->person_count == people && seconds() - begin < SECONDS_MAX;
    printf("# %zu people, %.2f s\n", r->person_count, seconds() - begin);
    free(text);
    return ok;
}

int main(int argc, char **argv) {
    static const struct hostile hostile[] = {
        {"a name of 10,000 letters", "মন্ত্রী ", "কা", 10000, " রহমান বলেন, কাজ চলছে।"},
        {"a name of 10,000 words", "মন্ত্রী ", "রহমান ", 10000, "বলেন, কাজ চলছে।"},
        {"100,000 names in one sentence", "", "রহিম উদ্দিন, ", 100000, "বৈঠক করেন।"},
        {"100,000 names in 100,000 sentences", "", "মন্ত্রী রহিম উদ্দিন বলেন, কাজ চলছে। ", 100000, ""},
        {"100,000 titles", "", "মন্ত্রী ", 100000, "রহিম বলেন।"},
        {"100,000 initials", "", "এ. ", 100000, "রহিম বলেন।"},
        {"100,000 brackets behind a name", "রহিম উদ্দিন ", "(", 100000, "বলেন।"},
        {"100,000 bodies in the genitive", "", "বিএনপির ", 100000, "নেতা রহিম উদ্দিন বলেন।"},
        {"100,000 times নামের", "রহিম উদ্দিন ", "নামের ", 100000, "শ্রমিক।"},
    };
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    int number = 0, failed = run_blocks(argc > 1 ? argv[1] : "test/words/people.txt", reader, passes, &number);
    if (failed < 0) return printf("1..1\nnot ok 1 - test/words/people.txt cannot be opened\n"), 1;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        bool ok = bounded(reader, &hostile[i]);
        failed += !ok;
        printf("%s %d - %s\n", ok ? "ok" : "not ok", ++number, hostile[i].what);
    }
    bool ok = crowd(reader, 100000);
    failed += !ok;
    printf("%s %d - 100,000 different names\n", ok ? "ok" : "not ok", ++number);
    ok = invents_nothing(reader);
    failed += !ok;
    printf("%s %d - a monstrous name is not spelt\n", ok ? "ok" : "not ok", ++number);
    printf("1..%d\n", number);
    ghotona_reader_free(reader);
    return failed > 0;
}
