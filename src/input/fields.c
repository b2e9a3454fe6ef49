/* Names of fields, and documents made of what stands under them. SPDX-License-Identifier: Apache-2.0 */
#include "input/fields.h"
#include "pages/fragment.h"
#include "pages/outlet.h"
#include "pages/pages.h"
#include <stdio.h>

/* The names of fields that scrapers, feeds and content systems write, as field_key leaves them, the likeliest first. A key within an object is
 * written with the key of the object before it (source: {name: …} is sourcename). Bengali names stand in lang/bn/fields.tsv. */
static const char *const synonyms[FIELDS] = {
    [FIELD_ID] = "id docno articleid newsid storyid postid storiesid docid documentid uid uuid guid",
    [FIELD_TITLE] = "title headline articletitle newstitle storytitle titletext heading newsheadline articleheadline "
                    "headlinemain headlines newsheading posttitle titlerendered webtitle name",
    [FIELD_KICKER] = "kicker shoulder overline eyebrow alternativeheadline headlinekicker",
    [FIELD_BYLINE] = "byline author authors writer reporter dccreator creator authorname authornames articleauthor newsauthor "
                     "journalist correspondent bylineoriginal writername reportername",
    [FIELD_OUTLET] = "outlet publication outletname publicationname sitename sourcename medianame newspapername newspaper "
                     "publishername publisher sourcehostname source sourcetitle site website media newsname dcpublisher "
                     "newssource portal sourcedomain hostname domain",
    [FIELD_PUBLISHED] = "published datepublished publishedat publishedon publisheddate publishdate datepublish publicationdate "
                        "pubdate publishedtime publishtime publishedtimestamp firstpublishedat publishediso publishedatiso "
                        "datepublishediso newspublicationdate dcdate dctermscreated issued postdate newsdate articledate "
                        "dateofpublication webpublicationdate datetimepublished articlepublishedtime pubtime seendate date datetime timestamp "
                        "time",
    [FIELD_MODIFIED] = "modified datemodified datemodify modifiedat lastmodified updated updatedat updateddate lastupdated "
                       "dateupdated lastpublishedat articlemodifiedtime dctermsmodified lastmod updatetime",
    [FIELD_DATELINE] = "dateline datelineplace contentlocation",
    [FIELD_SECTION] = "section category articlesection sectionname categoryname newscategory categories sections topic desk "
                      "subject dcsubject",
    [FIELD_BODY] = "body text articlebody maintext contentencoded fulltext articletext bodytext mainbody newsbody newscontent "
                   "articlecontent contenttext contenthtml storytext fullcontent content bodyhtml cleanedtext yandexfulltext "
                   "newstext fieldsbodytext fieldsbody article cards story news details paragraphs contentrendered mainarticle articlefull",
    [FIELD_SUMMARY] = "summary description excerpt abstract lead lede standfirst snippet shortdescription itunessummary "
                      "excerptrendered dcdescription subheadline subtitle",
    [FIELD_CAPTIONS] = "captions caption imagecaption imagecaptions photocaption mediadescription heroimagecaption",
    [FIELD_CREDIT] = "credit creditline agency newsagency",
    [FIELD_URL] = "url feedburneroriglink link canonicalurl canonical articleurl newsurl pageurl weburl permalink loc href "
                  "links newslink articlelink requestedurl",
    [FIELD_LANGUAGE] = "language lang inlanguage languagecode dclanguage newslanguage publicationlanguage locale",
};

const char *const date_basis_names[DATE_FILE_NAME + 1] = {
    "", "json-ld", "meta", "microdata", "visible", "url", "feed", "sitemap", "capture", "field", "file name"};

/* ---- messages---------------------------------------------------------------------------------------------------------------- */

/* Parts of a message may be cut within a letter, by us or by a library. */
void format_say(const struct format_call *call, uint32_t line, bool skipped, const char *format, ...) {
    char text[512], mended[sizeof text * 3];
    uint32_t bad;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    mended[utf8_mend(text, strlen(text), mended, &bad)] = '\0';
    call->complain(call->user, line, skipped, mended);
}

/* ---- names------------------------------------------------------------------------------------------------------------------- */

enum { MAPPED_RANK = 0, SYNONYM_RANK = 1, PACK_RANK = 1000 };

str name_key(const struct format_call *call, str name, struct name_key *to) {
    if (name.len > NAME_MAX_BYTES) return (str){0};
    return (str){to->at, field_key(&call->pack->letters, name, to->at)};
}

int key_place(const char *list, str key) {
    for (int place = 0; *list; place++) {
        size_t n = strcspn(list, " ");
        if (n == key.len && memcmp(list, key.at, n) == 0) return place;
        list += n + (list[n] == ' ');
    }
    return -1;
}

size_t column_number(str name) {
    size_t n = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] < '0' || name.at[i] > '9' || n > TABLE_COLUMNS_MAX) return 0;
        n = n * 10 + (size_t)(name.at[i] - '0');
    }
    return n;
}

static bool is_mapped(const struct format_call *call, enum article_field field) { return call->map && call->map->names[field].len > 0; }

static bool find_mapped(const struct format_call *call, str key, struct field_place *out) {
    struct name_key mapped;
    for (int i = 0; call->map && i < FIELDS; i++) {
        str name = call->map->names[i];
        if (!name.len || column_number(name) || !str_eq(name_key(call, name, &mapped), key)) continue;
        *out = (struct field_place){(enum article_field)i, MAPPED_RANK};
        return true;
    }
    return false;
}

static bool find_english(str key, struct field_place *out) {
    for (int i = 0; i < FIELDS; i++) {
        int place = key_place(synonyms[i], key);
        if (place < 0) continue;
        *out = (struct field_place){(enum article_field)i, SYNONYM_RANK + (uint32_t)place};
        return true;
    }
    return false;
}

static bool find_in_pack(const pack *p, str key, struct field_place *out) {
    const struct field_name *names = pack_section(p, SECTION_FIELDS);
    for (uint32_t i = 0; i < pack_count(p, SECTION_FIELDS); i++) {
        if (!str_eq(pack_string(p, names[i].name), key)) continue;
        *out = (struct field_place){(enum article_field)names[i].field, PACK_RANK + i};
        return true;
    }
    return false;
}

bool is_page_address(str address) {
    for (size_t i = strlen("https://"); is_address(address) && i + 1 < address.len; i++)
        if (address.at[i] == '/') return true;
    return false;
}

bool field_find(const struct format_call *call, str name, struct field_place *out) {
    struct name_key buffer;
    str key = name_key(call, name, &buffer);
    if (!key.len) return false;
    if (find_mapped(call, key, out)) return true;
    if (!find_english(key, out) && !find_in_pack(call->pack, key, out)) return false;
    return !is_mapped(call, out->field);
}

/* ---- --map------------------------------------------------------------------------------------------------------------------- */

/* As much of a text as is quoted in a message. */
static int quoted(str s) { return (int)(s.len < 100 ? s.len : 100); }

static bool fail(char *message, size_t size, const char *what, str where) {
    snprintf(message, size, "%s: '%.*s'; write it as title=Headline,body=\"Article Body\"", what, quoted(where), where.at);
    return false;
}

/* The name that begins `text`, quoted or up to a comma, and how many bytes it takes; 0 if its quote does not end. */
static size_t mapped_name(str text, str *name) {
    char quote = text.len ? text.at[0] : 0;
    size_t end = 0;
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(text.at + 1, quote, text.len - 1);
        if (!close) return 0;
        end = (size_t)(close - text.at);
        *name = str_sub(text, 1, end);
        return end + 1;
    }
    while (end < text.len && text.at[end] != ',') end++;
    *name = trimmed(str_sub(text, 0, end));
    return end;
}

static int field_named(str name) {
    for (int i = 0; i < FIELDS; i++)
        if (str_is(name, field_names[i])) return i;
    return -1;
}

static bool unknown_field(str name, char *message, size_t size) {
    size_t at = (size_t)snprintf(message, size, "'%.*s' is no field of an article; those are:", quoted(name), name.at);
    for (int i = 0; i < FIELDS && at < size; i++) at += (size_t)snprintf(message + at, size - at, " %s", field_names[i]);
    return false;
}

bool field_map_read(str text, struct field_map *map, char *message, size_t size) {
    *map = (struct field_map){0};
    for (str rest = trimmed(text); rest.len;) {
        const char *sign = memchr(rest.at, '=', rest.len);
        if (!sign) return fail(message, size, "no = behind the name of a field", rest);
        str name = trimmed(str_sub(rest, 0, (size_t)(sign - rest.at))), value = {0};
        int field = field_named(name);
        if (field < 0) return unknown_field(name, message, size);
        if (map->names[field].len) return fail(message, size, "the same field twice", name);
        rest = trimmed(str_sub(rest, name.len ? (size_t)(sign - rest.at) + 1 : 0, rest.len));
        size_t used = mapped_name(rest, &value);
        if (!used && rest.len && rest.at[0] != ',') return fail(message, size, "a quote that does not end", rest);
        if (!value.len) return fail(message, size, "no name of a column behind =", name);
        map->names[field] = value;
        rest = trimmed(str_sub(rest, used, rest.len));
        if (!rest.len) break;
        if (rest.at[0] != ',') return fail(message, size, "a comma is wanted before", rest);
        rest = trimmed(str_sub(rest, 1, rest.len));
    }
    return true;
}

/* ---- documents--------------------------------------------------------------------------------------------------------------- */

enum { DATE_TEXT_MAX = 256, LINE_TEXT_MAX = 4096 };

/* White space of any kind as one space. */
static str one_line(struct arena *arena, str s) {
    char *to = arena_space(arena, s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_blank(s.at[i])) to[n++] = s.at[i];
        else if (n && to[n - 1] != ' ') to[n++] = ' ';
    }
    return (str){to, n};
}

/* At most `most` bytes, not cut within a letter. */
static str cut_to(str s, size_t most) {
    if (s.len <= most) return s;
    while (most && ((unsigned char)s.at[most] & 0xC0) == 0x80) most--;
    return str_sub(s, 0, most);
}

struct making {
    const struct format_call *call;
    const struct raw_article *raw;
    struct document *d;
    uint32_t line;
    VEC(struct caption) captions;
};

static void add_captions(struct making *m, const struct caption *captions, size_t count) {
    for (size_t i = 0; i < count; i++) *vec_push(m->call->arena, &m->captions) = captions[i];
}

static bool is_html(const struct making *m, const struct told *t) {
    return !m->raw->plain && (t->as == TOLD_HTML || (t->as == TOLD_ANYHOW && fragment_is_html(t->text)));
}

/* A value without its HTML, in the arena. */
static str text_of(struct making *m, const struct told *t) {
    if (!is_html(m, t)) return arena_copy(m->call->arena, t->text);
    struct fragment f;
    const char *reason;
    if (!fragment_read(t->text, m->call->arena, &f, &reason)) {
        format_told(m->call, m->line, "the HTML of \"%.*s\" %s: left out", (int)t->key.len, t->key.at, reason);
        return (str){0};
    }
    add_captions(m, f.captions, f.caption_count);
    return f.text;
}

/* A body without what is none of it. */
static str body_of(struct making *m, const struct told *t) {
    struct page_hints hints = {.captured = m->call->captured, .why = m->call->why};
    const char *reason;
    if (m->raw->ours) return text_of(m, t);
    if (!is_html(m, t)) {
        page_read_lines(m->call->pack, text_of(m, t), &hints, m->call->arena, m->d);
        return m->d->article.body;
    }
    if (!page_read_body(m->call->pack, t->text, &hints, m->call->arena, m->d, &reason)) return text_of(m, t);
    add_captions(m, m->d->captions, m->d->caption_count);
    return m->d->article.body;
}

/* A value of one line: a name, an address. */
static str line_of(struct making *m, enum article_field field) {
    const struct told *t = &m->raw->told[field];
    if (!trimmed(t->text).len) return (str){0};
    str s = trimmed(one_line(m->call->arena, text_of(m, t)));
    return s.len ? cut_to(s, LINE_TEXT_MAX) : (str){0};
}

/* The date of a field; unknown, after a complaint, if there is none in it. */
static str date_of(struct making *m, enum article_field field, struct moment *moment) {
    const struct told *t = &m->raw->told[field];
    str text = cut_to(trimmed(t->text), DATE_TEXT_MAX);
    int32_t day;
    *moment = (struct moment){0};
    if (!text.len) return text;
    enum moment_place place = outlet_place(m->call->pack, m->d->article.url, m->d->article.outlet);
    if (moment_read(m->call->pack, text, place, m->call->captured, moment)) {
        if (!m->raw->ours) outlet_clock(moment, place);
        return moment_iso(m->call->arena, moment);
    }
    if (days_from_iso(text, &day)) return arena_copy(m->call->arena, text);
    const char *key = t->key.len ? t->key.at : field_names[field];
    int len = (int)(t->key.len ? t->key.len : strlen(key));
    if (t->number) format_told(m->call, m->line, "\"%.*s\" is a number where text is expected: left out", len, key);
    else format_told(m->call, m->line, "\"%.*s\" does not begin with a day such as 2026-02-07: left out", len, key);
    return (str){0};
}

/* A date of publication that calls itself one of change (আপডেট) is both, if no other is known. */
static void set_dates(struct making *m) {
    struct moment published, modified;
    str of_change = date_of(m, FIELD_MODIFIED, &modified);
    m->d->article.published = date_of(m, FIELD_PUBLISHED, &published);
    m->d->modified = of_change.len || published.kind != MOMENT_MODIFIED ? of_change : m->d->article.published;
    m->d->published_basis = m->d->article.published.len ? m->raw->basis : DATE_NONE;
}

/* "… [+2345 chars]", with which NewsAPI ends what it cuts. */
static void cut_mark(struct document *d) {
    static const char tail[] = " chars]";
    str body = trimmed(d->article.body);
    if (!str_ends(body, STR(tail))) return;
    size_t at = body.len - (sizeof tail - 1);
    while (at && body.at[at - 1] >= '0' && body.at[at - 1] <= '9') at--;
    if (at < 2 || body.at[at - 1] != '+' || body.at[at - 2] != '[') return;
    d->article.body = trimmed(str_sub(body, 0, at - 2));
    d->quality.truncated = true;
}

static void set_text(struct making *m) {
    const struct raw_article *raw = m->raw;
    ghotona_article *a = &m->d->article;
    if (trimmed(raw->told[FIELD_TITLE].text).len) a->title = text_of(m, &raw->told[FIELD_TITLE]);
    if (a->title.len && (memchr(a->title.at, '\n', a->title.len) || memchr(a->title.at, '\r', a->title.len)))
        a->title = trimmed(one_line(m->call->arena, a->title));     /* its end would be taken for the first newline */
    if (trimmed(raw->told[FIELD_BODY].text).len) a->body = body_of(m, &raw->told[FIELD_BODY]);
    cut_mark(m->d);
    if (!trimmed(a->body).len) a->body = body_of(m, &raw->told[FIELD_SUMMARY]);
    if (!trimmed(a->body).len) a->body = (str){0};
}

static bool worth(struct making *m) {
    const ghotona_article *a = &m->d->article;
    if (a->title.len + a->body.len == 0) {
        format_skipped(m->call, m->line, "neither \"title\" nor \"body\" (or \"text\") holds any text: skipped");
        return false;
    }
    if (a->title.len + a->body.len > GHOTONA_ARTICLE_MAX) {
        format_skipped(m->call, m->line, "the article is larger than %zu MiB: skipped", GHOTONA_ARTICLE_MAX >> 20);
        return false;
    }
    return true;
}

static void set_names(struct making *m) {
    struct document *d = m->d;
    ghotona_article *a = &d->article;
    a->id = line_of(m, FIELD_ID);
    a->url = line_of(m, FIELD_URL);
    a->outlet = line_of(m, FIELD_OUTLET);
    a->language = line_of(m, FIELD_LANGUAGE);
    d->kicker = line_of(m, FIELD_KICKER);
    d->byline = line_of(m, FIELD_BYLINE);
    d->section = line_of(m, FIELD_SECTION);
    d->dateline = line_of(m, FIELD_DATELINE);
    d->credit = line_of(m, FIELD_CREDIT);
    /* Of several sections the first. */
    const char *more = d->section.len ? memchr(d->section.at, ';', d->section.len) : NULL;
    if (more) d->section = trimmed(str_sub(d->section, 0, (size_t)(more - d->section.at)));
}

bool article_hand_on(const struct format_call *call, const struct raw_article *raw, uint32_t line) {
    struct document d = {.quality = raw->quality, .origin = raw->origin};
    d.origin.file = arena_copy(call->arena, raw->origin.file);
    d.origin.member = arena_copy(call->arena, raw->origin.member);
    struct making m = {.call = call, .raw = raw, .d = &d, .line = line};
    set_names(&m);
    set_text(&m);
    if (!worth(&m)) return false;
    set_dates(&m);
    for (size_t i = 0; i < raw->caption_count; i++) {
        const struct caption *c = &raw->captions[i];
        *vec_push(call->arena, &m.captions) = (struct caption){arena_copy(call->arena, c->text), arena_copy(call->arena, c->credit)};
    }
    str caption = line_of(&m, FIELD_CAPTIONS);
    if (caption.len) *vec_push(call->arena, &m.captions) = (struct caption){.text = caption};
    d.captions = m.captions.at;
    d.caption_count = m.captions.len;
    call->found(call->user, &d, line);
    return true;
}
