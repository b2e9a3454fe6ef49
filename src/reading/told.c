/* How the names and times of an article were resolved, in lines for whoever asked (`ghotona explain`); places tell themselves (places.c), and
 * quotations (speech.c).
 * SPDX-License-Identifier: Apache-2.0 */
#include "reading/reading.h"
#include <stdio.h>

#define STR_ARGS(s) (int)(s).len, (s).at

static str line_of(struct doc *d, uint32_t entry) {
    const struct entry *e = pack_entry(d->pack, entry);
    return pack_place(d->pack, d->arena, e->file, e->line);
}

static void tell_person(struct doc *d, const struct person_in *p) {
    static const char *const found[] = {"a name of ", "a name by the title before it", "a name by the words it is made of", "a name met before"};
    str name = span_text(d, p->name), line = p->known == NO_WORD ? (str){0} : line_of(d, p->known);
    explain(d, p->sentence, "person '%.*s' (%.*s): %s%.*s%s%.*s; %u mention%s", STR_ARGS(name), STR_ARGS(p->latin), found[line.len ? FOUND_KNOWN : p->found], STR_ARGS(line),
            p->office.len ? "; office " : "", STR_ARGS(p->office), p->mentions.len, p->mentions.len == 1 ? "" : "s");
    const char *table = "the table of people";
    if (p->code.len) explain(d, p->sentence, "    country %.*s: %s", STR_ARGS(p->code), p->code_from ? p->code_from : table);
    else explain(d, p->sentence, "    country not told");
    if (p->sector.len) explain(d, p->sentence, "    sector %.*s: %s", STR_ARGS(p->sector), p->sector_from ? p->sector_from : table);
}

void tell_people(struct doc *d) {
    for (uint32_t i = 0; d->explain && i < d->persons.len; i++) tell_person(d, &d->persons.at[i]);
}

static int write_day(char *to, size_t size, int32_t day) {
    int year, month, of;
    civil_from_days(day, &year, &month, &of);
    return snprintf(to, size, "%04d-%02d-%02d", year, month, of);
}

void tell_times(struct doc *d) {
    static const char *const kinds[] = {"by the calendar", "counted from the day of the article or the day told last", "the day of that name nearest to the article",
                                        "the day told before", "a length of time"};
    for (uint32_t s = 0; d->explain && s < d->sentence_count; s++)
        for (uint32_t i = d->sentences[s].time_from; i < d->sentences[s].time_to; i++) {
            const struct time_in *t = &d->times.at[i];
            str text = span_text(d, t->span);
            char days[64];
            if (t->date.grain == GHOTONA_NONE) { explain(d, s, "time '%.*s': nothing fixes it", STR_ARGS(text)); continue; }
            int n = write_day(days, sizeof days, t->date.days.from);
            if (t->date.days.to != t->date.days.from) {
                days[n++] = '/';
                write_day(days + n, sizeof days - (size_t)n, t->date.days.to);
            }
            explain(d, s, "time '%.*s': %s, %s", STR_ARGS(text), days, kinds[t->kind]);
        }
}
