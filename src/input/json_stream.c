/* JSON of any size, cut into the articles in it: a list is never held whole. The cutter follows strings and brackets alone; what it cuts out
 * is parsed as JSON. SPDX-License-Identifier: Apache-2.0 */
#include "input/json.h"
#include <stdlib.h>

/* Keys of lists of articles, and of objects such lists stand in, as field_key leaves them. */
static const char list_keys[] = "articles items results data docs hits news stories posts entries records rows documents list value "
                                "payload response";
static const char object_keys[] = "response data result results hits feed rss channel payload query news stories articles";

enum { LEVELS_MAX = 6, LOOKS_MAX = 4 };
enum level { LEVEL_LIST, LEVEL_OBJECT };
enum mode {
    AT_VALUE,           /* where a value may begin: between values, in a list of articles */
    IN_VALUE,           /* in one that is kept until it ends */
    AT_KEY, IN_KEY, AT_COLON, AT_MEMBER, AT_LIST /* behind the [ of a list that may be one of articles */,
    IN_JUNK             /* in what is no JSON, to the end of the line */
};

bool json_is_list(str text) {
    while (text.len && (is_blank(text.at[text.len - 1]) || text.at[text.len - 1] == ':')) text.len--;
    if (!text.len || text.at[text.len - 1] != '"') return false;
    size_t end = --text.len;
    while (text.len && text.at[text.len - 1] != '"' && end - text.len < NAME_MAX_BYTES) text.len--;
    return key_place(list_keys, (str){text.at + text.len, end - text.len}) >= 0;
}

struct json_stream {
    const struct format_call *call;
    enum mode mode;
    enum level levels[LEVELS_MAX]; int depth;       /* the lists and objects round the articles */
    int nesting; bool string, escaped;              /* within the value being kept */
    bool streamed;                                  /* the value at the top is a list, or holds one */
    bool over;                                      /* the value being kept is over a limit: it is passed over */
    struct buf kept;
    char key[NAME_MAX_BYTES]; size_t key_len;
    uint32_t line, value_line;
    int looked;                                     /* how often the object at the top was looked into before its end */
    struct json_frame frame;
    struct arena arena;                             /* of the frame */
};

struct json_stream *json_begin(const struct format_call *call) {
    struct json_stream *s = must_alloc(sizeof *s);
    *s = (struct json_stream){.call = call, .line = 1};
    return s;
}

/* ---- what was cut out-------------------------------------------------------------------------------------------------------- */

static void keep_bytes(struct json_stream *s, const char *at, size_t n) {
    if (s->over) return;
    if (s->kept.len + n <= JSON_VALUE_MAX) {
        buf_put(&s->kept, at, n);
        return;
    }
    format_skipped(s->call, s->value_line, "the value is longer than %zu MiB: skipped", JSON_VALUE_MAX >> 20);
    s->over = true;
}

static void drop_kept(struct json_stream *s) {
    s->kept.len = 0;
    if (s->kept.cap > GHOTONA_ARTICLE_MAX) buf_free(&s->kept);
    s->over = false;
}

static void take_value(struct json_stream *s) {
    json_error_t error;
    json_t *value = s->over ? NULL : json_parse(buf_view(&s->kept), JSON_DECODE_ANY, &error);
    if (json_is_object(value)) json_article(s->call, value, s->depth ? &s->frame : NULL, s->value_line);
    else if (value) format_skipped(s->call, s->value_line, "no object: an article is one, such as {\"title\": …, \"body\": …}");
    else if (!s->over) format_skipped(s->call, s->value_line, "not JSON: %s: skipped", error.text);
    json_decref(value);
    drop_kept(s);
}

/* The object so far, ended before the list that begins: is it an article with a list beside its text, or what stands round a list? */
static bool stands_round(struct json_stream *s) {
    if (s->streamed) return true;
    if (s->looked++ >= LOOKS_MAX) return false;
    json_error_t error;
    size_t len = s->kept.len;
    buf_text(&s->kept, "]");
    for (int i = 0; i < s->depth; i++) buf_byte(&s->kept, '}');
    json_t *object = s->over ? NULL : json_parse(buf_view(&s->kept), JSON_DECODE_ANY, &error);
    bool round = !object || !json_has_body(s->call, object);
    if (object && round) json_frame_read(s->call, object, &s->frame, &s->arena);
    json_decref(object);
    s->kept.len = len;
    return round;
}

/* ---- cutting----------------------------------------------------------------------------------------------------------------- */

static void push(struct json_stream *s, enum level level) { s->levels[s->depth++] = level; }

static enum mode mode_here(const struct json_stream *s) {
    return s->depth && s->levels[s->depth - 1] == LEVEL_OBJECT ? AT_KEY : AT_VALUE;
}

/* A value has ended; what is kept is an article unless it is part of an object that is kept. */
static void end_value(struct json_stream *s) {
    s->mode = mode_here(s);
    if (s->mode == AT_VALUE) take_value(s);
}

static void pop(struct json_stream *s) {
    bool object = s->levels[--s->depth] == LEVEL_OBJECT;
    if (s->depth) s->mode = mode_here(s);
    else {
        s->mode = AT_VALUE;
        if (object && !s->streamed) take_value(s);
        s->streamed = false;
        s->looked = 0;
        s->frame = (struct json_frame){0};
        arena_reset(&s->arena);
        drop_kept(s);
    }
}

/* Objects round articles are kept only until it is known that they are. */
static void keep_member(struct json_stream *s, const char *at, size_t n) {
    if (!s->streamed) keep_bytes(s, at, n);
}

static void begin_kept(struct json_stream *s) {
    s->mode = IN_VALUE;
    s->nesting = 0;
    s->string = s->escaped = false;
    if (mode_here(s) == AT_VALUE) s->value_line = s->line;
}

static bool is_structure(char c) { return c == ',' || c == ']' || c == '}' || c == ':'; }

/* One byte of a value that is kept; false if the value ended before it. */
static bool value_byte(struct json_stream *s, char c) {
    if (s->nesting == 0 && !s->string && (is_structure(c) || is_blank(c))) {
        end_value(s);
        return false;
    }
    if (mode_here(s) == AT_VALUE) keep_bytes(s, &c, 1);
    else keep_member(s, &c, 1);
    if (s->escaped) s->escaped = false;
    else if (s->string && c == '\\') s->escaped = true;
    else if (c == '"') s->string = !s->string;
    else if (!s->string && (c == '{' || c == '[')) {
        if (++s->nesting == JSON_DEPTH_MAX && !s->over) {
            format_skipped(s->call, s->value_line, "values stand in one another more than %d deep: skipped", JSON_DEPTH_MAX);
            s->over = true;
        }
    } else if (!s->string && (c == '}' || c == ']')) s->nesting--;
    if (s->nesting == 0 && !s->string && (c == '"' || c == '}' || c == ']')) end_value(s);
    return true;
}

/* Text of a string up to what may end it goes at once. */
static size_t string_run(struct json_stream *s, str rest) {
    size_t n = 0;
    if (s->mode != IN_VALUE || !s->string || s->escaped) return 0;
    while (n < rest.len && rest.at[n] != '"' && rest.at[n] != '\\' && rest.at[n] != '\n') n++;
    if (mode_here(s) == AT_VALUE) keep_bytes(s, rest.at, n);
    else keep_member(s, rest.at, n);
    return n;
}

static bool value_start(struct json_stream *s, char c) {
    bool top = s->depth == 0;
    if (is_blank(c) || c == ',' || (top && strchr("\xEF\xBB\xBF", c))) return true;      /* a byte order mark too */
    if (c == ']' && !top) pop(s);
    else if (top && c == '[') {
        push(s, LEVEL_LIST);
        s->streamed = true;
    } else if (top && c == '{') {
        push(s, LEVEL_OBJECT);
        s->value_line = s->line;
        keep_bytes(s, &c, 1);
        s->mode = AT_KEY;
    } else if (top) {
        format_skipped(s->call, s->line, "not JSON: a list or an object is wanted: the line is skipped");
        s->mode = IN_JUNK;
    } else if (is_structure(c)) {
        return true;    /* a bracket too many */
    } else {
        begin_kept(s);
        return false;
    }
    return true;
}

static bool is_key(struct json_stream *s, const char *list) {
    struct name_key folded;
    return s->key_len <= sizeof s->key && key_place(list, name_key(s->call, (str){s->key, s->key_len}, &folded)) >= 0;
}

static bool member_start(struct json_stream *s, char c) {
    if (is_blank(c)) return true;
    if (c == '{' && s->depth < LEVELS_MAX - 1 && is_key(s, object_keys)) {
        push(s, LEVEL_OBJECT);
        keep_member(s, &c, 1);
        s->mode = AT_KEY;
    } else if (c == '[' && s->depth < LEVELS_MAX - 1 && is_key(s, list_keys)) {
        keep_member(s, &c, 1);
        s->mode = AT_LIST;
    } else {
        begin_kept(s);
        return false;
    }
    return true;
}

/* A list of objects is one of articles; what of it was kept is dropped. */
static bool list_start(struct json_stream *s, char c) {
    if (is_blank(c)) return true;
    if (c == '{' && stands_round(s)) {
        drop_kept(s);
        s->streamed = true;
        push(s, LEVEL_LIST);
        s->mode = AT_VALUE;
    } else {
        begin_kept(s);
        s->nesting = 1;
    }
    return false;
}

static void key_byte(struct json_stream *s, char c) {
    keep_member(s, &c, 1);
    if (s->mode == AT_KEY) {
        s->key_len = 0;
        s->escaped = false;
        if (c == '"') s->mode = IN_KEY;
        if (c == '}') pop(s);
    } else if (s->mode == AT_COLON) s->mode = c == ':' ? AT_MEMBER : s->mode;
    else if (s->escaped) s->escaped = false;
    else if (c == '\\') s->escaped = true;
    else if (c == '"') s->mode = AT_COLON;
    else if (s->key_len < sizeof s->key) s->key[s->key_len++] = c;
    else s->key_len = sizeof s->key + 1;
}

/* False if the byte is to be looked at again, in another mode. */
static bool take_byte(struct json_stream *s, char c) {
    switch (s->mode) {
    case AT_VALUE: return value_start(s, c);
    case IN_VALUE: return value_byte(s, c);
    case AT_MEMBER: return member_start(s, c);
    case AT_LIST: return list_start(s, c);
    case IN_JUNK: s->mode = c == '\n' ? AT_VALUE : IN_JUNK; return true;
    default: key_byte(s, c); return true;
    }
}

void json_feed(struct json_stream *s, str piece) {
    for (size_t i = 0; i < piece.len;) {
        size_t run = string_run(s, str_sub(piece, i, piece.len));
        i += run;
        if (run || !take_byte(s, piece.at[i])) continue;
        s->line += piece.at[i++] == '\n';
    }
}

void json_end(struct json_stream *s) {
    bool list = s->depth && s->levels[s->depth - 1] == LEVEL_LIST;
    if (s->mode == IN_VALUE || (s->depth && !s->streamed))
        format_skipped(s->call, s->value_line, "the text ends within the value that begins here: skipped");
    else if (list) format_told(s->call, s->line, "the text ends within a list: is it whole?");
    buf_free(&s->kept);
    arena_free(&s->arena);
    free(s);
}

void json_read(const struct format_call *call, str text) {
    struct json_stream *s = json_begin(call);
    json_feed(s, text);
    json_end(s);
}
