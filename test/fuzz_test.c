/* Runs the fuzz targets without a fuzzer: every file of test/fuzz/corpus and the examples through every target, as it is and with
 * some bytes changed (the same changes each time). A target that finds fault aborts, so each runs in a process of its own.
 *   fuzz_test [FILE…] */
#include <glob.h>
#include <stdio.h>
#include <sys/wait.h>

#define LLVMFuzzerTestOneInput fuzz_utf8
#include "fuzz/utf8_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_fold_tokens
#include "fuzz/fold_tokens_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_encodings
#include "fuzz/encodings_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_input
#include "fuzz/input_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_pack
#include "fuzz/pack_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_read
#include "fuzz/read_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_words
#include "fuzz/words_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_feed
#include "fuzz/feed_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_json
#include "fuzz/json_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_csv
#include "fuzz/csv_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_html
#include "fuzz/html_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_warc
#include "fuzz/warc_fuzz.c"
#undef LLVMFuzzerTestOneInput

#define LLVMFuzzerTestOneInput fuzz_query
#include "fuzz/query_fuzz.c"
#undef LLVMFuzzerTestOneInput

static const struct { const char *name; int (*run)(const uint8_t *, size_t); int changes; } targets[] = {
    {"utf8", fuzz_utf8, 200},   {"fold_tokens", fuzz_fold_tokens, 200}, {"input", fuzz_input, 100},
    {"pack", fuzz_pack, 4},     {"read", fuzz_read, 100},
    {"words", fuzz_words, 100}, {"feed", fuzz_feed, 100},             {"json", fuzz_json, 100},
    {"csv", fuzz_csv, 100},    {"html", fuzz_html, 20},          {"warc", fuzz_warc, 20},
    {"encodings", fuzz_encodings, 100}, {"query", fuzz_query, 50},
};

static uint32_t random_below(uint64_t *state, size_t n) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % n);
}

/* A few bytes changed, dropped or doubled; `to` holds twice the bytes. Returns how many there are. */
static size_t change(uint64_t *state, const struct buf *from, char *to) {
    size_t n = from->len;
    memcpy(to, from->at, n);
    for (uint32_t k = random_below(state, 6) + 1; k && n; k--) {
        size_t at = random_below(state, n), len = random_below(state, n - at) % 64 + 1;
        switch (random_below(state, 4)) {
        case 0: to[at] = (char)random_below(state, 256); break;
        case 1: to[at] ^= (char)(1 << random_below(state, 8)); break;
        case 2: memmove(to + at, to + at + len, n - at - len); n -= len; break;
        default:
            if (n + len > from->len * 2) break;
            memmove(to + at + len, to + at, n - at);
            n += len;
        }
    }
    return n;
}

static int run_all(size_t target, const struct buf *file) {
    uint64_t state = hash_bytes(file->at, file->len);
    char *changed = must_alloc(file->len * 2 + 1);
    targets[target].run((const uint8_t *)file->at, file->len);
    for (int i = 0; i < targets[target].changes && file->len; i++) {
        size_t n = change(&state, file, changed);
        uint8_t *exact = must_alloc(n + !n);      /* of its own, so that a step beyond its end is seen */
        memcpy(exact, changed, n);
        targets[target].run(exact, n);
        free(exact);
    }
    free(changed);
    return 0;
}

int main(int argc, char **argv) {
    glob_t found = {0};
    if (argc < 2) {
        glob("test/fuzz/corpus/*", 0, NULL, &found);
        glob("examples/*.txt", GLOB_APPEND, NULL, &found);
    }
    char **paths = argc < 2 ? found.gl_pathv : argv + 1;
    size_t count = argc < 2 ? found.gl_pathc : (size_t)argc - 1, number = 0, failures = 0;
    for (size_t i = 0; i < count; i++) {
        struct buf file = {0};
        char part[65536];
        FILE *f = fopen(paths[i], "rb");
        for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;) buf_put(&file, part, n);
        if (f) fclose(f);
        for (size_t t = 0; t < LENGTH(targets); t++) {
            fflush(stdout);
            pid_t child = fork();
            if (child == 0) exit(run_all(t, &file));
            int status = -1;
            waitpid(child, &status, 0);
            printf("%s %zu - %s through %s\n", status == 0 ? "ok" : "not ok", ++number, paths[i], targets[t].name);
            failures += status != 0;
        }
        buf_free(&file);
    }
    if (!number) puts("not ok 1 - there is a corpus"), number = failures = 1;
    printf("1..%zu\n", number);
    globfree(&found);
    return failures ? 1 : 0;
}
