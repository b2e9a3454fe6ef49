/* How the names, places and times of an article were resolved, in lines for whoever asked (`ghotona explain`).
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"

#define STR_ARGS(s) (int)(s).len, (s).at

static const char *found_words(const struct doc *d, const struct person_in *p) {
    static const char *const words[] = {"a name of the tables", "a name by the title before it", "a name by the words it is made of", "a name met before"};
    (void)d;
    return words[p->found];
}

static str entry_place(struct doc *d, uint32_t entry) {
    const struct entry *e = pack_entry(d->pack, entry);
    return pack_place(d->pack, d->arena, e->file, e->line);
}

static void tell_person(struct doc *d, const struct person_in *p) {
    str name = span_text(d, p->name), known = p->known == NO_WORD ? (str){0} : entry_place(d, p->known);
    explain(d, p->sentence, "person '%.*s' (%.*s), %s%s%.*s%s%.*s%s; %u mention%s", STR_ARGS(name), STR_ARGS(p->latin), found_words(d, p), known.len ? " " : "",
            STR_ARGS(known), p->office.len ? ", " : "", STR_ARGS(p->office), "", p->mentions.len, p->mentions.len == 1 ? "" : "s");
    if (p->code.len) explain(d, p->sentence, "    country %.*s: %s", STR_ARGS(p->code), p->code_from ? p->code_from : "the table of people");
    else explain(d, p->sentence, "    country not told");
    if (p->sector.len) explain(d, p->sentence, "    sector %.*s: %s", STR_ARGS(p->sector), p->sector_from ? p->sector_from : "the table of people");
}

void tell_people(struct doc *d) {
    for (uint32_t i = 0; d->explain && i < d->persons.len; i++) tell_person(d, &d->persons.at[i]);
}
