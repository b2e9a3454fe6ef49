/* Articles one after another, in one thread. SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"
#include <stdlib.h>

struct input {
    struct input_options options;
    char *path;
    struct walk *walk;
    struct item item;
    uint32_t at, refused;               /* at: the document of the item that is next */
    input_complaint complain;
    void *user;
};

struct input *input_open(const char *path, const struct input_options *options, input_complaint complain, void *user) {
    struct input *in = must_alloc(sizeof *in);
    *in = (struct input){.options = *options, .complain = complain, .user = user};
    in->path = memcpy(must_alloc(strlen(path) + 1), path, strlen(path) + 1);
    in->walk = walk_open(&in->path, 1, &in->options);
    return in;
}

static void tell_faults(struct input *in) {
    for (uint32_t i = 0; i < in->item.finds.faults.len; i++) {
        const struct fault *fault = &in->item.finds.faults.at[i];
        if (fault->kind == FAULT_PASSED) continue;
        in->refused += fault->kind == FAULT_REFUSED;
        in->complain(in->user, fault);
    }
}

const struct document *input_next(struct input *in) {
    while (in->at == in->item.finds.documents.len) {
        in->at = 0;
        if (!walk_next(in->walk, &in->item)) return NULL;
        item_read(&in->options, &in->item);
        tell_faults(in);
    }
    return &in->item.finds.documents.at[in->at++];
}

uint32_t input_refused(const struct input *in) { return in->refused; }

void input_close(struct input *in) {
    if (!in) return;
    walk_close(in->walk);
    item_free(&in->item);
    free(in->path);
    free(in);
}

void origin_name(struct buf *to, const struct origin *o) {
    buf_str(to, o->file);
    if (o->member.len) buf_printf(to, " (%.*s)", (int)o->member.len, o->member.at);
    if (o->has_offset) buf_printf(to, " (offset %llu)", (unsigned long long)o->offset);
    if (o->line) buf_printf(to, ":%u", o->line);
}

void origin_settle(struct origin *o, const struct origin *here, uint32_t line) {
    if (o->file.len) return;
    *o = *here;
    if (line) o->line = line;
}
