/* ghotona explain: how each sentence was read, and why a record arose in it or did not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "input/input.h"
#include "output/write.h"
#include <stdlib.h>
#include <unistd.h>

const char explain_help[] =
    "Usage: ghotona explain [--weights] [--pack DIR] [FILE|-]\n"
    "       ghotona explain [--weights] [--pack DIR] --sentence TEXT\n"
    "\n"
    "Shows how each sentence is read: who and what is named in it and where that was taken from (a person where he is named\n"
    "first, with what told his country and his sector; places, times, and who says what), which words could tell an act,\n"
    "which parties were found for it, why a record was written and, where none was, why not.\n"
    "\n"
    "  ghotona explain --sentence 'পুলিশ তিনজনকে গ্রেপ্তার করেছে।'\n"
    "  ghotona explain article.txt | less\n"
    "\n"
    "A sentence stands on a line with its number (0 is the title). Under it, indented, the steps of its reading, and after `=>`\n"
    "its records, as in the files of test/golden.\n"
    "\n"
    "  --sentence TEXT  read this text; no file is read\n"
    "  --weights        also the scores of the model: for each party that came into question, for the act and for its parties, with\n"
    "                   the features that gave most of it (docs/model.md says what they mean)\n"
    "  --pack DIR       use the language pack in this folder, not the built-in one\n"
    "\n"
    "Ends with 0 when done, 1 when it failed, 2 when called wrongly, 3 when some of the input was rejected.\n";

/* What is said of a sentence; `order` keeps it where it was among the others of that sentence. */
struct remark { uint32_t sentence, order; str text; };
struct explainer {
    const ghotona_pack *pack;
    ghotona_reader *reader;
    struct arena arena;                     /* emptied after each article */
    struct { struct remark *at; uint32_t len, cap; } remarks;
    struct buf out;
    bool weights;                           /* show the model's scores */
    size_t articles, rejected;
};

static void add_remark(struct explainer *x, uint32_t sentence, str text) {
    uint32_t order = x->remarks.len;
    *vec_push(&x->arena, &x->remarks) = (struct remark){sentence, order, arena_copy(&x->arena, text)};
}

static void keep_step(void *user, uint32_t sentence, const char *text) {
    struct explainer *x = user;
    if (x->weights || !str_starts(str_of(text), STR("weights of "))) add_remark(x, sentence, str_of(text));
}

/* ---- printing --------------------------------------------------------------------------------------------------------------- */

static void add_records(struct explainer *x, const ghotona_reading *reading) {
    struct buf line = {0};
    for (size_t i = 0; i < reading->record_count; i++) {
        const ghotona_record *r = &reading->records[i];
        line.len = 0;
        buf_text(&line, "=> ");
        output_record_golden(&line, reading, r);
        buf_printf(&line, "; confidence %.2f", r->confidence);
        add_remark(x, r->sentence, buf_view(&line));
    }
    buf_free(&line);
}

static int by_sentence(const void *a, const void *b) {
    const struct remark *x = a, *y = b;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* Prints what is said of a sentence from the remark numbered `at` on; returns the one after. */
static uint32_t print_remarks(struct explainer *x, uint32_t at, size_t sentence) {
    uint32_t first = at;
    for (; at < x->remarks.len && x->remarks.at[at].sentence == sentence; at++) {
        buf_text(&x->out, "    ");
        write_plain(&x->out, x->remarks.at[at].text);
        buf_byte(&x->out, '\n');
    }
    if (at == first) buf_text(&x->out, "    no words of a frame stand here\n");
    return at;
}

static void print_sentences(struct explainer *x, const ghotona_reading *reading) {
    uint32_t at = 0;
    if (x->remarks.len > 0) qsort(x->remarks.at, x->remarks.len, sizeof *x->remarks.at, by_sentence);
    for (size_t i = 0; i < reading->sentence_count; i++) {
        str sentence = span_text(reading, reading->sentences[i]);
        while (at < x->remarks.len && x->remarks.at[at].sentence < i) at++;     /* said of an empty title */
        if (sentence.len == 0) continue;
        buf_printf(&x->out, "%zu  ", i);
        write_plain(&x->out, sentence);
        buf_byte(&x->out, '\n');
        at = print_remarks(x, at, i);
        buf_byte(&x->out, '\n');
    }
}

static void print_heading(struct explainer *x, const struct document *in) {
    struct buf place = {0};
    origin_name(&place, &in->origin);
    buf_text(&x->out, "== ");
    write_plain(&x->out, buf_view(&place));
    buf_free(&place);
    if (in->article.id.len > 0) buf_byte(&x->out, ' ');
    write_plain(&x->out, in->article.id);
    buf_text(&x->out, "\n\n");
}

/* ---- reading ---------------------------------------------------------------------------------------------------------------- */

/* Appends to x->out; false if the article was refused, with its status in *status. */
static bool explain_article(struct explainer *x, const ghotona_article *article, ghotona_status *status) {
    const ghotona_reading *reading;
    *status = ghotona_read(x->reader, article, false, &reading);
    if (*status == GHOTONA_OK) {
        add_records(x, reading);
        print_sentences(x, reading);
    }
    memset(&x->remarks, 0, sizeof x->remarks);
    arena_reset(&x->arena);
    return *status == GHOTONA_OK;
}

static bool write_explained(struct explainer *x) {
    bool ok = write_out(stdout, "standard output", buf_view(&x->out)) && flush_out(stdout, "standard output");
    x->out.len = 0;
    return ok;
}

static int explain_sentence(struct explainer *x, const char *text) {
    ghotona_status status;
    ghotona_article article = {.body = str_of(text)};
    if (explain_article(x, &article, &status)) return write_explained(x) ? CLI_DONE : CLI_FAILED;
    talk("ghotona explain: the text cannot be read: %s", ghotona_status_text(status));
    return CLI_FAILED;
}

/* False when the output cannot be written. */
static bool explain_next(struct explainer *x, const struct document *in) {
    ghotona_status status;
    print_heading(x, in);
    if (explain_article(x, &in->article, &status)) {
        x->articles++;
        return write_explained(x);
    }
    talk_fault(NULL, &(struct fault){in->origin, FAULT_REFUSED, str_of(ghotona_status_text(status))});
    x->out.len = 0;
    x->rejected++;
    return true;
}

static int explain_file(struct explainer *x, const char *path) {
    const struct input_options options = {.pack = x->pack};
    struct input *input = input_open(path, &options, talk_fault, NULL);
    bool ok = true;
    for (const struct document *in; ok && (in = input_next(input));) ok = explain_next(x, in);
    x->rejected += input_refused(input);
    input_close(input);
    if (!ok) return CLI_FAILED;
    if (x->rejected == 0) return CLI_DONE;
    return x->articles > 0 ? CLI_REJECTED : CLI_FAILED;
}

/* ---- the command ------------------------------------------------------------------------------------------------------------ */

static bool check_operands(const struct command *self, int operands, const char *sentence) {
    const char *wrong = NULL;
    if (operands > 1) wrong = "one file at a time";
    else if (sentence && operands > 0) wrong = "either a file or --sentence, not both";
    else if (!sentence && operands == 0 && isatty(STDIN_FILENO)) wrong = "no file given; name one, or give --sentence TEXT";
    if (wrong) talk("ghotona %s: %s; 'ghotona %s --help' tells more", self->name, wrong, self->name);
    return !wrong;
}

int cmd_explain(const struct command *self, int argc, char **argv) {
    const char *sentence = NULL, *dir = NULL;
    bool weights = false;
    const struct cli_option table[] = {{"sentence", 0, OPTION_TEXT, &sentence}, {"pack", 0, OPTION_TEXT, &dir}, {"weights", 0, OPTION_FLAG, &weights}};
    int operands = options_parse(self, table, LENGTH(table), argc, argv);
    if (operands < 0 || !check_operands(self, operands, sentence)) return CLI_USAGE;
    struct explainer x = {.pack = open_pack(dir), .weights = weights};
    if (!x.pack) return CLI_FAILED;
    x.reader = ghotona_reader_new(x.pack);
    int end = CLI_FAILED;
    if (x.reader) {
        ghotona_reader_explain(x.reader, keep_step, &x);
        end = sentence ? explain_sentence(&x, sentence) : explain_file(&x, operands > 0 ? argv[0] : "-");
    } else {
        talk("ghotona %s: %s", self->name, ghotona_status_text(GHOTONA_NO_MEMORY));
    }
    ghotona_reader_free(x.reader);
    ghotona_pack_free(x.pack);
    arena_free(&x.arena);
    buf_free(&x.out);
    return end;
}
