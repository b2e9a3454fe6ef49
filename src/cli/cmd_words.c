/* ghotona words: every word of a text with its lemma.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "input/input.h"
#include "output/output.h"
#include <unistd.h>

const char words_help[] =
    "Usage: ghotona words [OPTIONS] [FILE…|-]\n"
    "\n"
    "Writes the words and numbers of texts, one a line: as written, lemma, part of speech, features, and the place in the\n"
    "text (code points, counted from 0 in title, newline and body), parted by tabs.\n"
    "\n"
    "  echo 'পুলিশের গাড়িতে আগুন দেওয়া হয়েছে।' | ghotona words\n"
    "  ghotona words --json news.ndjson | jq -r '.analyses[0].lemma' | sort | uniq -c | sort -rn | head\n"
    "\n"
    "A FILE is anything that `ghotona extract` takes articles from. Without FILE, and for `-`, the standard input is read.\n"
    "\n"
    "  --json      an object a word instead, with all that it can be, likeliest first\n"
    "  --all       a line for each thing that a word can be; without it, for the likeliest\n"
    "  --pack DIR  use the language pack in this folder, not the built-in one\n"
    "\n"
    "Parts of speech: noun adj adv post conj part det num intj pron verb name place; `-` where no table has the word.\n"
    "Features: acc gen loc (case), pl det hum hon emph neg, guess (an ending was taken off a word that no table has); of verbs\n"
    "pres cont perf past pcont pperf habit fut imp neg part cond inf vn and the person: 1 2 2i 3 3h.\n"
    "\n"
    "Ends with 0 when all was read, 1 when nothing could be read or written, 2 when called wrongly, 3 when some of the input\n"
    "was rejected.\n";

struct run {
    bool json, all;
    ghotona_words *words;
    struct buf text, out;
    const ghotona_pack *pack;
    size_t articles, rejected;
};

/* Title, newline and body, with bad bytes replaced, as `read` counts them. */
static str text_of(struct run *run, const struct document *in) {
    const ghotona_article *a = &in->article;
    struct buf raw = {0};
    uint32_t bad;
    buf_str(&raw, a->title);
    if (a->title.len) buf_byte(&raw, '\n');
    buf_str(&raw, a->body);
    char *to = must_alloc(utf8_mend(raw.at, raw.len, NULL, &bad) + 1);
    buf_free(&run->text);
    run->text = (struct buf){to, utf8_mend(raw.at, raw.len, to, &bad), 0};
    buf_free(&raw);
    return buf_view(&run->text);
}

/* How the words of an article name it: its own id, or where it was read. */
static str name_of(struct arena *a, const struct document *in) {
    struct buf place = {0};
    if (in->article.id.len) return in->article.id;
    origin_name(&place, &in->origin);
    str name = arena_copy(a, buf_view(&place));
    buf_free(&place);
    return name;
}

static bool write_words(struct run *run, const struct document *in) {
    const ghotona_word *words;
    size_t count;
    str text = text_of(run, in);
    ghotona_status status = ghotona_analyse(run->words, text, &words, &count);
    if (status != GHOTONA_OK) {
        talk_fault(NULL, &(struct fault){in->origin, FAULT_REFUSED, str_of(ghotona_status_text(status))});
        run->rejected++;
        return true;
    }
    struct arena a = {0};
    run->out.len = 0;
    if (run->json) output_words_json(&run->out, name_of(&a, in), text, words, count);
    else output_words_text(&run->out, text, words, count, run->all);
    run->articles++;
    arena_free(&a);
    return write_out(stdout, "standard output", buf_view(&run->out));
}

/* False when the output cannot be written. */
static bool read_file(struct run *run, const char *path) {
    const struct input_options options = {.pack = run->pack};
    struct input *input = input_open(path, &options, talk_fault, NULL);
    bool ok = true;
    for (const struct document *in; ok && (in = input_next(input));) ok = write_words(run, in);
    run->rejected += input_refused(input);
    input_close(input);
    return ok;
}

static int read_files(struct run *run, char **files, int count) {
    bool ok = true;
    for (int i = 0; ok && i < count; i++) ok = read_file(run, files[i]);
    if (!ok || !flush_out(stdout, "standard output")) return CLI_FAILED;
    if (run->rejected == 0) return CLI_DONE;
    return run->articles > 0 ? CLI_REJECTED : CLI_FAILED;
}

int cmd_words(const struct command *self, int argc, char **argv) {
    struct run run = {0};
    const char *dir = NULL;
    const struct cli_option table[] = {{"json", 0, OPTION_FLAG, &run.json}, {"all", 0, OPTION_FLAG, &run.all}, {"pack", 0, OPTION_TEXT, &dir}};
    int files = options_parse(self, table, LENGTH(table), argc, argv);
    if (files < 0) return CLI_USAGE;
    if (files == 0 && isatty(STDIN_FILENO)) {
        talk("ghotona %s: no file given; name one, or pipe text in; 'ghotona %s --help' tells more", self->name, self->name);
        return CLI_USAGE;
    }
    run.pack = open_pack(dir);
    if (!run.pack) return CLI_FAILED;
    char dash[] = "-", *standard_input[] = {dash};
    int end = CLI_FAILED;
    run.words = ghotona_words_new(run.pack);
    if (run.words) end = files ? read_files(&run, argv, files) : read_files(&run, standard_input, 1);
    else talk("ghotona %s: %s", self->name, ghotona_status_text(GHOTONA_NO_MEMORY));
    ghotona_words_free(run.words);
    ghotona_pack_free(run.pack);
    buf_free(&run.text);
    buf_free(&run.out);
    return end;
}
