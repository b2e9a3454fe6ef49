/* Articles of parsed JSON, whoever wrote it: which key holds what, and the text in its value. SPDX-License-Identifier: Apache-2.0 */
#include "input/json.h"
#include "pages/fragment.h"
#include <stdio.h>

/* ---- parsing----------------------------------------------------------------------------------------------------------------- */

struct mending { str from; size_t at; struct buf to; };

static void mend_string(struct mending *m) {
    buf_byte(&m->to, m->from.at[m->at++]);
    while (m->at < m->from.len && m->from.at[m->at] != '"') {
        char c = m->from.at[m->at++];
        if (c == '\\' && m->at < m->from.len) {
            buf_byte(&m->to, c);
            buf_byte(&m->to, m->from.at[m->at++]);
        } else if ((unsigned char)c < ' ') buf_printf(&m->to, "\\u%04x", (unsigned)c);
        else buf_byte(&m->to, c);
    }
}

/* Takes over `word` if it stands here, as null. */
static bool mend_word(struct mending *m, const char *word) {
    if (!str_starts(str_sub(m->from, m->at, m->from.len), str_of(word))) return false;
    buf_text(&m->to, "null");
    m->at += strlen(word);
    return true;
}

static bool comma_ends_list(str rest) {
    size_t i = 1;
    while (i < rest.len && is_blank(rest.at[i])) i++;
    return rest.at[0] == ',' && i < rest.len && (rest.at[i] == '}' || rest.at[i] == ']');
}

static struct buf mended(str text) {
    struct mending m = {.from = text};
    while (m.at < text.len) {
        char c = text.at[m.at];
        if (c == '"') mend_string(&m);
        if (m.at >= text.len) break;
        if ((c == 'N' && mend_word(&m, "NaN")) || (c == 'I' && mend_word(&m, "Infinity")) || (c == '-' && mend_word(&m, "-Infinity"))) continue;
        if (!comma_ends_list(str_sub(text, m.at, text.len))) buf_byte(&m.to, text.at[m.at]);
        m.at++;
    }
    return m.to;
}

json_t *json_parse(str text, size_t flags, json_error_t *error) {
    json_t *value = json_loadb(text.at, text.len, flags | JSON_ALLOW_NUL, error);
    if (value) return value;
    json_error_t again;
    struct buf b = mended(text);
    value = json_loadb(b.at, b.len, flags | JSON_ALLOW_NUL, &again);
    buf_free(&b);
    return value;
}

/* ---- candidates-------------------------------------------------------------------------------------------------------------- */

enum { CANDIDATES_MAX = 8, NESTING_MAX = 3, LIST_MAX = 16, BODY_NESTING_MAX = 12 };
/* Keys whose wrong types are told: others may hold anything. */
static const char told_keys[] = "id title body text published outlet publication url language";

struct candidate { uint32_t rank; const json_t *value; str key; };
struct search {
    const struct format_call *call;
    struct candidate list[FIELDS][CANDIDATES_MAX];
    size_t count[FIELDS];
    uint32_t line;
};

/* The likeliest stay, in their order; of equals, the first. */
static void add_candidate(struct search *s, enum article_field field, struct candidate c) {
    struct candidate *list = s->list[field];
    size_t n = s->count[field], at = n;
    while (at > 0 && list[at - 1].rank > c.rank) at--;
    if (at == CANDIDATES_MAX) return;
    if (n < CANDIDATES_MAX) s->count[field] = ++n;
    memmove(list + at + 1, list + at, (n - 1 - at) * sizeof *list);
    list[at] = c;
}

static void search_object(struct search *s, json_t *object, str prefix, int nesting) {
    for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
        char name[NAME_MAX_BYTES];
        str key = {json_object_iter_key(i), json_object_iter_key_len(i)};
        json_t *value = json_object_iter_value(i);
        struct field_place place;
        if (prefix.len + key.len > sizeof name || json_is_null(value)) continue;
        if (prefix.len) memcpy(name, prefix.at, prefix.len);
        memcpy(name + prefix.len, key.at, key.len);
        str whole = {name, prefix.len + key.len};
        if (field_find(s->call, whole, &place)) add_candidate(s, place.field, (struct candidate){place.rank, value, key});
        if (json_is_object(value) && nesting < NESTING_MAX) search_object(s, value, whole, nesting + 1);
    }
}

/* ---- values------------------------------------------------------------------------------------------------------------------ */

static str string_of(const json_t *value) {
    return json_is_string(value) ? (str){json_string_value(value), json_string_length(value)} : (str){0};
}

static str number_text(struct arena *arena, const json_t *value) {
    if (json_is_integer(value)) return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    double d = json_real_value(value);
    return d > -1e15 && d < 1e15 ? arena_printf(arena, "%.0f", d) : arena_printf(arena, "%.17g", d);
}

/* The text that stands for an object: its name, or what a database wraps a value in. */
static const json_t *stand_in(const json_t *object) {
    static const char *const keys[] = {"$date", "$oid", "$numberLong", "$numberInt", "rendered", "name", "full_name",
                                       "title", "text", "label", "value", "@value", "#text", "main"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        const json_t *value = json_object_get(object, keys[i]);
        if (json_is_string(value) || json_is_number(value)) return value;
        if (json_is_object(value) && keys[i][0] == '$') return stand_in(value);
    }
    return NULL;
}

static bool takes_numbers(enum article_field f) { return f == FIELD_ID || f == FIELD_PUBLISHED || f == FIELD_MODIFIED; }

static bool one_value(struct search *s, enum article_field field, const json_t *value, struct told *out) {
    if (json_is_object(value)) {
        out->as = json_object_get(value, "rendered") ? TOLD_HTML : out->as;
        value = stand_in(value);
    }
    if (json_is_number(value) && takes_numbers(field)) {
        out->text = number_text(s->call->arena, value);
        out->number = true;
    } else out->text = string_of(value);
    return trimmed(out->text).len > 0;
}

static bool is_text_key(const char *key) {
    return key_place("text rendered html content value data blocks elements story-elements children cards paragraphs", str_of(key)) >= 0;
}

/* What a content system sets beside the text: pictures, embedded posts, pointers to other articles. */
static bool is_no_text(const json_t *object) {
    str type = string_of(json_object_get(object, "type")), kind = string_of(json_object_get(object, "subtype"));
    static const char types[] = "image video audio jsembed embed ad youtube-video tweet also-read related link", kinds[] = "also-read cta";
    return key_place(types, type) >= 0 || key_place(kinds, kind) >= 0;
}

static void put_paragraph(struct search *s, struct buf *to, str text) {
    struct fragment f = {.text = text};
    const char *reason;
    if (fragment_is_html(text) && !fragment_read(text, s->call->arena, &f, &reason)) return;
    if (!trimmed(f.text).len) return;
    if (to->len) buf_byte(to, '\n');
    buf_str(to, trimmed(f.text));
}

static void put_paragraphs(struct search *s, struct buf *to, json_t *value, int nesting) {
    if (nesting > BODY_NESTING_MAX) return;
    if (json_is_string(value)) put_paragraph(s, to, string_of(value));
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++) put_paragraphs(s, to, json_array_get(value, i), nesting + 1);
    if (!json_is_object(value) || is_no_text(value)) return;
    for (void *i = json_object_iter(value); i; i = json_object_iter_next(value, i))
        if (is_text_key(json_object_iter_key(i))) put_paragraphs(s, to, json_object_iter_value(i), nesting + 1);
}

static bool paragraphs(struct search *s, json_t *value, struct told *out) {
    struct buf b = {0};
    put_paragraphs(s, &b, value, 0);
    out->text = b.len ? arena_copy(s->call->arena, buf_view(&b)) : (str){0};
    out->as = TOLD_TEXT;
    buf_free(&b);
    return out->text.len > 0;
}

static bool joined(struct search *s, enum article_field field, const json_t *list, struct told *out) {
    struct buf b = {0};
    for (size_t i = 0, n = 0; i < json_array_size(list) && n < LIST_MAX; i++) {
        struct told t = {0};
        if (!one_value(s, field, json_array_get(list, i), &t)) continue;
        if (n++) buf_text(&b, ", ");
        buf_str(&b, trimmed(t.text));
    }
    out->text = b.len ? arena_copy(s->call->arena, buf_view(&b)) : (str){0};
    buf_free(&b);
    return out->text.len > 0;
}

static bool first_of(struct search *s, enum article_field field, const json_t *list, struct told *out) {
    for (size_t i = 0; i < json_array_size(list) && i < LIST_MAX; i++)
        if (one_value(s, field, json_array_get(list, i), out)) return true;
    return false;
}

static bool text_in(struct search *s, enum article_field field, json_t *value, struct told *out) {
    bool body = field == FIELD_BODY || field == FIELD_SUMMARY;
    if (json_is_object(value) && body && !stand_in(value)) return paragraphs(s, value, out);
    if (!json_is_array(value)) return one_value(s, field, value, out);
    if (body) return paragraphs(s, value, out);
    if (field == FIELD_BYLINE) return joined(s, field, value, out);
    return field == FIELD_SECTION && first_of(s, field, value, out);
}

static const char *type_name(const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_INTEGER: case JSON_REAL: return "a number";
    default: return "true or false";
    }
}

static void tell_type(struct search *s, const struct candidate *c) {
    if (json_is_string(c->value) || key_place(told_keys, c->key) < 0) return;
    format_told(s->call, s->line, "\"%.*s\" is %s where text is expected: left out", (int)c->key.len, c->key.at, type_name(c->value));
}

/* What the name of the key says of its text. */
static enum told_as told_as(str key) {
    static const char *const html[] = {"html", "Html", "HTML"};
    for (size_t i = 0; i < LENGTH(html); i++)
        if (str_ends(key, str_of(html[i]))) return TOLD_HTML;
    return str_is(key, "content_text") ? TOLD_TEXT : TOLD_ANYHOW;
}

static void take_field(struct search *s, enum article_field field, struct told *out) {
    for (size_t i = 0; i < s->count[field]; i++) {
        const struct candidate *c = &s->list[field][i];
        union { const json_t *in; json_t *out; } value = {c->value};    /* jansson's iterators take no const */
        *out = (struct told){.key = c->key, .as = told_as(c->key)};
        if (!text_in(s, field, value.out, out)) tell_type(s, c);
        else if (field != FIELD_OUTLET || !is_address(out->text)) return;
    }
    *out = (struct told){0};
}

/* Some tools call the address of the page its source. */
static str page_for_outlet(const struct search *s) {
    for (size_t i = 0; i < s->count[FIELD_OUTLET]; i++) {
        str address = trimmed(string_of(s->list[FIELD_OUTLET][i].value));
        if (is_page_address(address)) return address;
    }
    return (str){0};
}

/* ---- captions, and what the program itself writes---------------------------------------------------------------------------- */

static str first_string(const json_t *object, const char *const *keys, size_t count) {
    for (size_t i = 0; i < count; i++) {
        str s = trimmed(string_of(json_object_get(object, keys[i])));
        if (s.len) return s;
    }
    return (str){0};
}

static struct caption caption_of(const json_t *value) {
    static const char *const texts[] = {"text", "caption", "title", "description"}, *const credits[] = {"credit", "attribution", "photographer"};
    if (!json_is_object(value)) return (struct caption){.text = trimmed(string_of(value))};
    return (struct caption){first_string(value, texts, LENGTH(texts)), first_string(value, credits, LENGTH(credits))};
}

static void take_captions(struct search *s, struct raw_article *raw) {
    VEC(struct caption) captions = {0};
    for (size_t i = 0; i < s->count[FIELD_CAPTIONS] && !captions.len; i++) {
        const json_t *value = s->list[FIELD_CAPTIONS][i].value;
        for (size_t k = 0; json_is_array(value) && k < json_array_size(value); k++) {
            struct caption c = caption_of(json_array_get(value, k));
            if (c.text.len || c.credit.len) *vec_push(s->call->arena, &captions) = c;
        }
    }
    raw->captions = captions.at;
    raw->caption_count = captions.len;
    if (!captions.len) take_field(s, FIELD_CAPTIONS, &raw->told[FIELD_CAPTIONS]);
}

static uint32_t count_of(const json_t *value) {
    json_int_t n = json_integer_value(value);
    return n < 0 ? 0 : n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static void take_quality(const struct format_call *call, const json_t *o, struct quality *q) {
    str encoding = string_of(json_object_get(o, "encoding"));
    double share = json_number_value(json_object_get(o, "bengali"));
    q->bengali = share > 0 && share <= 1 ? (float)share : 0;
    q->bad_bytes = count_of(json_object_get(o, "bad_bytes"));
    q->converted = count_of(json_object_get(o, "converted"));
    q->truncated = json_is_true(json_object_get(o, "truncated"));
    q->ocr_noise = json_is_true(json_object_get(o, "ocr_noise"));
    q->boilerplate = json_is_true(json_object_get(o, "boilerplate"));
    if (encoding.len) q->encoding = arena_printf(call->arena, "%.*s", (int)encoding.len, encoding.at).at;
}

/* Where the article was read first. */
static void take_origin(const json_t *object, struct origin *o) {
    const json_t *offset = json_object_get(object, "offset");
    *o = (struct origin){.file = string_of(json_object_get(object, "file")), .member = string_of(json_object_get(object, "member")),
                         .line = count_of(json_object_get(object, "line"))};
    o->has_offset = json_is_integer(offset) && json_integer_value(offset) >= 0;
    if (o->has_offset) o->offset = (uint64_t)json_integer_value(offset);
}

/* What `ghotona extract` writes beside the fields: its texts are no HTML, even those that look like it. */
static void take_ours(const struct format_call *call, const json_t *object, struct raw_article *raw) {
    const json_t *quality = json_object_get(object, "quality");
    str basis = string_of(json_object_get(object, "published_basis"));
    raw->plain = raw->ours = json_is_object(quality) || basis.len;
    if (json_is_object(quality)) take_quality(call, quality, &raw->quality);
    if (json_is_object(quality)) take_origin(object, &raw->origin);
    for (int i = 1; i < (int)LENGTH(date_basis_names); i++)
        if (str_is(basis, date_basis_names[i])) raw->basis = (enum date_basis)i;
}

/* ---- articles---------------------------------------------------------------------------------------------------------------- */

static bool holds_text(const json_t *value) {
    return trimmed(string_of(value)).len || json_is_array(value) || (json_is_object(value) && json_object_get(value, "rendered"));
}

static bool has_field(const struct format_call *call, const json_t *object, enum article_field field) {
    union { const json_t *in; json_t *out; } o = {object};
    for (void *i = json_object_iter(o.out); i; i = json_object_iter_next(o.out, i)) {
        struct field_place place;
        str key = {json_object_iter_key(i), json_object_iter_key_len(i)};
        if (field_find(call, key, &place) && place.field == field && holds_text(json_object_iter_value(i))) return true;
    }
    return false;
}

bool json_has_body(const struct format_call *call, const json_t *object) { return has_field(call, object, FIELD_BODY); }

static const json_t *inner_object(const json_t *object) {
    static const char *const keys[] = {"_source", "story", "article", "row", "doc", "node", "attributes", "item", "news", "post",
                                       "data", "fields"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        const json_t *inner = json_object_get(object, keys[i]);
        if (json_is_object(inner)) return inner;
    }
    return NULL;
}

/* The object that holds the text: databases and content systems wrap it in others. */
static const json_t *unwrapped(const struct format_call *call, const json_t *object) {
    for (int i = 0; i < NESTING_MAX; i++) {
        if (has_field(call, object, FIELD_TITLE) || has_field(call, object, FIELD_BODY)) break;
        const json_t *inner = inner_object(object);
        if (!inner) break;
        object = inner;
    }
    return object;
}

void json_frame_read(const struct format_call *call, const json_t *object, struct json_frame *frame, struct arena *arena) {
    str version = string_of(json_object_get(object, "version"));
    *frame = (struct json_frame){.feed = str_holds(version, STR("jsonfeed.org"))};
    struct search s = {.call = call};
    struct told outlet, language;
    union { const json_t *in; json_t *out; } o = {object};
    search_object(&s, o.out, (str){0}, NESTING_MAX);
    take_field(&s, frame->feed ? FIELD_TITLE : FIELD_OUTLET, &outlet);
    take_field(&s, FIELD_LANGUAGE, &language);
    frame->outlet = arena_copy(arena, outlet.text);
    frame->language = arena_copy(arena, language.text);
}

bool json_article(const struct format_call *call, const json_t *value, const struct json_frame *frame, uint32_t line) {
    struct raw_article raw = {.basis = frame && frame->feed ? DATE_FEED : DATE_FIELD};
    struct search s = {.call = call, .line = line};
    union { const json_t *in; json_t *out; } object = {unwrapped(call, value)};
    search_object(&s, object.out, (str){0}, 0);
    take_ours(call, object.in, &raw);
    for (int i = 0; i < FIELDS; i++)
        if (i != FIELD_CAPTIONS) take_field(&s, (enum article_field)i, &raw.told[i]);
    take_captions(&s, &raw);
    if (!raw.told[FIELD_URL].text.len) raw.told[FIELD_URL].text = page_for_outlet(&s);
    if (frame && frame->feed && !raw.told[FIELD_PUBLISHED].text.len) raw.told[FIELD_PUBLISHED] = raw.told[FIELD_MODIFIED];
    if (frame && !raw.told[FIELD_OUTLET].text.len) raw.told[FIELD_OUTLET].text = frame->outlet;
    if (frame && !raw.told[FIELD_LANGUAGE].text.len) raw.told[FIELD_LANGUAGE].text = frame->language;
    return article_hand_on(call, &raw, line);
}

/* ---- NDJSON------------------------------------------------------------------------------------------------------------------ */

bool ndjson_line(const struct format_call *call, str line, uint32_t number) {
    json_error_t error;
    line = trimmed(without_bom(line));
    if (!line.len) return false;
    json_t *value = json_parse(line, 0, &error);
    bool read = json_is_object(value) && json_article(call, value, NULL, number);
    if (!value && json_error_code(&error) == json_error_premature_end_of_input)
        format_skipped(call, number, "the JSON object does not end on this line: give one object a line, `jq -c .`");
    else if (!value) format_skipped(call, number, "not JSON: %s (byte %d): skipped", error.text, error.position);
    else if (!json_is_object(value)) format_skipped(call, number, "a list where an object is expected: give one object a line, `jq -c '.[]'`");
    json_decref(value);
    return read;
}
