/* A pack one of whose files is anything (the first byte says which): it compiles, or it is refused with a message. */
#include "pack/pack.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
    "letters.tsv",       "abbreviations.tsv", "conjugation.tsv", "verbs.tsv",     "forms.tsv",      "words.tsv",    "endings.tsv",
    "keys.tsv",          "countries.tsv",     "places.tsv",      "organizations.tsv", "offices.tsv", "honorifics.tsv", "groups.tsv",
    "people.tsv",        "names.tsv",         "numbers.tsv",     "months.tsv",    "weekdays.tsv",   "timewords.tsv", "reporting.tsv",
    "guards.tsv",        "contexts.tsv",      "types.tsv",       "frames/CONSULT.tsv",
    "clitics.tsv",       "defaults.tsv",      "settings.tsv",    "weights.tsv",  "timeparts.tsv",  "periods.tsv",  "calendars.tsv", "modes.tsv"};
static char dir[64];

static void write_file(const char *name, const void *bytes, size_t n) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) abort();
}

static void remove_folder(void) {
    char path[256];
    glob_t found = {0};
    snprintf(path, sizeof path, "%s/*.tsv", dir);
    glob(path, 0, NULL, &found);
    snprintf(path, sizeof path, "%s/frames/*.tsv", dir);
    glob(path, GLOB_APPEND, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) remove(found.gl_pathv[i]);
    globfree(&found);
    snprintf(path, sizeof path, "%s/frames", dir);
    rmdir(path);
    rmdir(dir);
}

/* The other tables a pack has, empty. */
static void add_tables(void) {
    glob_t found = {0};
    glob("lang/bn/*.tsv", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) write_file(strrchr(found.gl_pathv[i], '/') + 1, "", 0);
    globfree(&found);
}

/* A pack with next to nothing in it, so that a run is quick. */
static const char *usual(const char *name) {
    if (strcmp(name, "types.tsv") == 0) return "CONSULT\t-\t1\t2.5\t040\n";
    if (strcmp(name, "frames/CONSULT.tsv") == 0) return "বৈঠক\t-\tactor:gen recipient:সঙ্গে\n";
    if (strcmp(name, "words.tsv") == 0) return "বৈঠক\tnoun\nসঙ্গে\tpost\tসাথে\n";
    if (strcmp(name, "settings.tsv") == 0) return "home\tBGD\n";
    return "";
}

static void make_folder(void) {
    char frames[80];
    snprintf(dir, sizeof dir, "/tmp/ghotona-pack-fuzz-%ld", (long)getpid());
    snprintf(frames, sizeof frames, "%s/frames", dir);
    if (mkdir(dir, 0700) != 0 || mkdir(frames, 0700) != 0) abort();
    atexit(remove_folder);
    add_tables();
    for (size_t i = 0; i < LENGTH(names); i++) write_file(names[i], usual(names[i]), strlen(usual(names[i])));
    const ghotona_pack *p;
    char message[512];
    if (ghotona_pack_load(dir, &p, message, sizeof message) != GHOTONA_OK) {    /* else every other one would fail too, and show nothing */
        fprintf(stderr, "the usual pack: %s\n", message);
        abort();
    }
    ghotona_pack_free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!dir[0]) make_folder();
    if (size == 0) return 0;
    const char *name = names[data[0] % LENGTH(names)];
    write_file(name, data + 1, size - 1);
    const ghotona_pack *p = NULL;
    char message[512] = "";
    ghotona_status status = ghotona_pack_load(dir, &p, message, sizeof message);
    if (status == GHOTONA_OK) {
        ghotona_article article = {.body = STR("ইরান ও ভারত ৬ ফেব্রুয়ারি দিল্লিতে বৈঠক করেছে।")};
        const ghotona_reading *reading;
        ghotona_reader *reader = ghotona_reader_new(p);
        if (!reader || ghotona_read(reader, &article, true, &reading) != GHOTONA_OK) abort();
        ghotona_reader_free(reader);
        ghotona_pack_free(p);
    } else if (!message[0] || utf8_valid_len(message, strlen(message)) != strlen(message)) {
        abort();
    }
    write_file(name, usual(name), strlen(usual(name)));
    return 0;
}
