/* NDJSON: one article a line. SPDX-License-Identifier: Apache-2.0 */
#include "input/source.h"
#include <jansson.h>
#include <stdio.h>

static const size_t LINE_MAX_BYTES = GHOTONA_ARTICLE_MAX * 4;      /* room for letters that are all escaped */

/* ---- lines ----------------------------------------------------------------------------------------------------------------- */

enum line { LINE_NONE, LINE_READ, LINE_TOO_LONG };

static void keep(struct input *in, str piece, enum line *state) {
    if (*state == LINE_TOO_LONG) return;
    *state = in->buffer.len + piece.len > LINE_MAX_BYTES ? LINE_TOO_LONG : LINE_READ;
    if (*state == LINE_READ) buf_str(&in->buffer, piece);
    else buf_free(&in->buffer);
}

/* The next line into in->buffer, without its newline. */
static enum line read_line(struct input *in) {
    struct reader *r = &in->reader;
    enum line state = LINE_NONE;
    in->buffer.len = 0;
    while (r->at < r->end || reader_fill(r)) {
        str view = reader_view(r);
        const char *newline = memchr(view.at, '\n', view.len);
        size_t n = newline ? (size_t)(newline - view.at) : view.len;
        keep(in, str_sub(view, 0, n), &state);
        r->at += n + (newline != NULL);
        if (newline) break;
    }
    in->line += state != LINE_NONE;
    return state;
}

/* ---- fields ---------------------------------------------------------------------------------------------------------------- */

enum { ID, TITLE, BODY, PUBLISHED, OUTLET, URL, LANGUAGE, FIELDS };
static const char *const NAMES[FIELDS][2] = {
    [ID] = {"id"}, [TITLE] = {"title"}, [BODY] = {"body", "text"}, [PUBLISHED] = {"published"},
    [OUTLET] = {"outlet", "publication"}, [URL] = {"url"}, [LANGUAGE] = {"language"},
};
struct fields { str values[FIELDS]; char id[32]; };

static const char *type_name(const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_INTEGER: case JSON_REAL: return "a number";
    default: return "true or false";
    }
}

static str number_text(const json_t *value, char *to, size_t size) {
    int n = json_is_integer(value) ? snprintf(to, size, "%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                   : snprintf(to, size, "%.17g", json_real_value(value));
    return (str){to, (size_t)n};
}

/* The text of a field under one of its names; unknown if it is absent, null, blank or, after a complaint, no text. */
static str field_text(struct input *in, const json_t *object, int field, struct fields *f) {
    for (size_t k = 0; k < LENGTH(NAMES[field]) && NAMES[field][k]; k++) {
        const char *name = NAMES[field][k];
        const json_t *value = json_object_get(object, name);
        if (!value || json_is_null(value)) continue;
        str text = {json_string_value(value), json_string_length(value)};
        if (trimmed(text).len) return text;
        if (field == ID && json_is_number(value)) return number_text(value, f->id, sizeof f->id);
        if (!json_is_string(value)) input_say(in, "\"%s\" is %s where text is expected: left out", name, type_name(value));
    }
    return (str){0};
}

static void check_published(struct input *in, str *published) {
    int32_t day;
    if (!published->len || days_from_iso(*published, &day)) return;
    input_say(in, "\"published\" does not begin with a day such as 2026-02-07: left out");
    *published = (str){0};
}

static void get_fields(struct input *in, const json_t *object, struct fields *f) {
    for (int i = 0; i < FIELDS; i++) f->values[i] = field_text(in, object, i, f);
    check_published(in, &f->values[PUBLISHED]);
}

static bool fields_ok(struct input *in, const struct fields *f) {
    str title = f->values[TITLE], body = f->values[BODY];
    if (title.len + body.len == 0) {
        input_reject(in, "neither \"title\" nor \"body\" (or \"text\") holds any text: skipped");
        return false;
    }
    if (title.len + body.len > GHOTONA_ARTICLE_MAX) {
        input_reject(in, "the article is larger than %zu MiB: skipped", GHOTONA_ARTICLE_MAX >> 20);
        return false;
    }
    return true;
}

/* Copies the fields into the article's own memory, which must not move any more once they point into it. */
static void store(const struct fields *f, struct input_article *out) {
    ghotona_article *a = &out->article;
    str *const slots[FIELDS] = {[ID] = &a->id, [TITLE] = &a->title, [BODY] = &a->body, [PUBLISHED] = &a->published,
                                [OUTLET] = &a->outlet, [URL] = &a->url, [LANGUAGE] = &a->language};
    out->memory.len = 0;
    for (int i = 0; i < FIELDS; i++) buf_str(&out->memory, f->values[i]);
    size_t at = 0;
    for (int i = 0; i < FIELDS; i++) {
        size_t n = f->values[i].len;
        *slots[i] = n ? str_sub(buf_view(&out->memory), at, at + n) : (str){0};
        at += n;
    }
}

/* ---- articles -------------------------------------------------------------------------------------------------------------- */

static json_t *parse(struct input *in, str line) {
    json_error_t error;
    json_t *value = json_loadb(line.at, line.len, JSON_ALLOW_NUL, &error);
    if (json_is_object(value)) return value;
    if (value) input_reject(in, "a list where an object is expected: give one object a line, `jq -c '.[]'`");
    else if (json_error_code(&error) == json_error_premature_end_of_input)
        input_reject(in, "the JSON object does not end on this line: give one object a line, `jq -c .`");
    else input_reject(in, "not JSON: %s (byte %d): skipped", error.text, error.position);
    json_decref(value);
    return NULL;
}

static bool read_article(struct input *in, str line, struct input_article *out) {
    json_t *object = parse(in, line);
    if (!object) return false;
    struct fields f;
    get_fields(in, object, &f);
    bool ok = fields_ok(in, &f);
    if (ok) store(&f, out);
    json_decref(object);
    out->line = in->line;
    return ok;
}

/* The line, or its mended copy where it holds bytes that are not UTF-8. */
static str mended(struct input *in, struct input_article *out) {
    str line = buf_view(&in->buffer);
    size_t good = utf8_valid_len(line.at, line.len);
    out->bad_bytes = out->first_bad = 0;
    if (good == line.len) return line;
    out->first_bad = (uint32_t)good;
    buf_free(&in->mended);
    in->mended.cap = utf8_mend(line.at, line.len, NULL, &out->bad_bytes);
    in->mended.at = must_alloc(in->mended.cap);
    in->mended.len = utf8_mend(line.at, line.len, in->mended.at, &out->bad_bytes);
    return buf_view(&in->mended);
}

bool ndjson_next(struct input *in, struct input_article *out) {
    for (enum line state; (state = read_line(in)) != LINE_NONE;) {
        if (state == LINE_TOO_LONG) {
            input_reject(in, "the line is longer than %zu MiB: skipped", LINE_MAX_BYTES >> 20);
            continue;
        }
        str line = trimmed(without_bom(mended(in, out)));
        if (line.len && read_article(in, line, out)) return true;
    }
    return false;
}
