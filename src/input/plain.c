/* Plain text: one article a file. SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"
#include "text/text.h"

/* False if the file is larger than an article may be; the rest of it is then not read. */
static bool read_all(struct input *in, struct buf *to) {
    to->len = 0;
    do {
        str piece = reader_view(&in->reader);
        if (to->len + piece.len > GHOTONA_ARTICLE_MAX) return false;
        buf_str(to, piece);
    } while (reader_fill(&in->reader));
    return true;
}

/* CR LF and CR alone to LF, in place. */
static void unify_newlines(struct buf *b) {
    size_t to = 0;
    for (size_t i = 0; i < b->len; i++) {
        char c = b->at[i];
        if (c == '\r' && i + 1 < b->len && b->at[i + 1] == '\n') continue;
        b->at[to++] = c == '\r' ? '\n' : c;
    }
    b->len = to;
}

/* The first line is the title if more follows and it is no sentence. */
static void part(str text, ghotona_article *article) {
    article->body = text;
    const char *newline = memchr(text.at, '\n', text.len);
    if (!newline) return;
    size_t end = (size_t)(newline - text.at);
    str title = trimmed(str_sub(text, 0, end));
    if (ends_as_sentence(title)) return;
    article->title = title;
    article->body = str_sub(text, end + 1, text.len);
}

bool plain_next(struct input *in, struct input_article *out) {
    if (in->finished) return false;
    in->finished = true;
    if (!read_all(in, &out->memory)) {
        input_reject(in, "larger than the %zu MiB an article may have: part it, or give NDJSON with one article a line",
                     GHOTONA_ARTICLE_MAX >> 20);
        return false;
    }
    if (in->reader.error) return false;
    unify_newlines(&out->memory);
    str text = trimmed(without_bom(buf_view(&out->memory)));
    if (!text.len) {
        input_reject(in, "no text in it: skipped");
        return false;
    }
    part(text, &out->article);
    return true;
}
