/* The pledges of test/words/pledges.txt, through the public interface: the words that say what is promised or threatened, until when, and
 * whether it is a promise not to. TAP, a test for each article.
 * SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"
#include "output/output.h"

static ghotona_str content_of(const ghotona_reading *r, const ghotona_pledge *p) {
    return (ghotona_str){r->text.at + p->content.start, p->content.end - p->content.start};
}

static bool is_pledge(const struct wanted *w, const ghotona_reading *r, const ghotona_record *record) {
    struct buf deadline = {0};
    if (record->pledge->deadline.grain != GHOTONA_NONE) output_date(&deadline, record->pledge->deadline);
    bool ok = cell_is(w, 0, record->type) && cell_is(w, 1, content_of(r, record->pledge)) && cell_is(w, 2, buf_view(&deadline)) &&
              (w->cells < 4 || (strcmp(w->cell[3], "not") == 0) == record->pledge->not_to);
    if (!ok) printf("# pledge: %.*s | %.*s | %.*s | %s\n", (int)record->type.len, record->type.at, (int)content_of(r, record->pledge).len,
                    content_of(r, record->pledge).at, (int)deadline.len, deadline.len ? deadline.at : "", record->pledge->not_to ? "not" : "-");
    buf_free(&deadline);
    return ok;
}

static bool passes(const ghotona_reading *r, const struct block *b) {
    size_t want = b->count == 1 && strcmp(b->wanted[0].cell[0], "-") == 0 ? 0 : b->count, n = 0;
    bool ok = true;
    for (size_t i = 0; i < r->record_count; i++) {
        if (!r->records[i].pledge) continue;
        ok = ok && n < want && is_pledge(&b->wanted[n], r, &r->records[i]);
        n++;
    }
    if (n != want) printf("# %zu pledges where %zu are wanted\n", n, want);
    return ok && n == want;
}

int main(int argc, char **argv) {
    ghotona_reader *reader = ghotona_reader_new(ghotona_pack_builtin());
    int number = 0, failed = run_blocks(argc > 1 ? argv[1] : "test/words/pledges.txt", reader, passes, &number);
    if (failed < 0) return printf("1..1\nnot ok 1 - test/words/pledges.txt cannot be opened\n"), 1;
    printf("1..%d\n", number);
    ghotona_reader_free(reader);
    return failed > 0;
}
