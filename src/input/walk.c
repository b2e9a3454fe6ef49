/* The walk: operands, folders, archives. SPDX-License-Identifier: Apache-2.0 */
#include "input/walk.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const tally_names[TALLIES] = {
    [TALLY_FOREIGN] = "not Bengali", [TALLY_NO_ARTICLE] = "without an article", [TALLY_NO_TEXT] = "no text",
    [TALLY_FAILED] = "answered other than 200", [TALLY_REVISITS] = "repeated (revisit)", [TALLY_DAMAGED] = "damaged",
};

/* ---- walkers ---------------------------------------------------------------------------------------------------------------- */

struct walker *walker_push(struct walk *walk, const struct walker *like, const struct chain *chain,
                           enum step (*next)(struct walk *, struct walker *, struct item *)) {
    struct walker *w = must_alloc(sizeof *w);
    *w = (struct walker){.next = next, .below = walk->top};
    if (chain) w->chain = *chain;
    if (like) {
        buf_str(&w->file, buf_view(&like->file));
        buf_str(&w->member, buf_view(&like->member));
        w->depth = like->depth;
        w->swept = like->swept;
        w->encoding = like->encoding;
    }
    return walk->top = w;
}

static void pop(struct walk *walk) {
    struct walker *w = walk->top;
    walk->top = w->below;
    if (w->close) w->close(w);
    chain_close(&w->chain);
    buf_free(&w->file);
    buf_free(&w->member);
    free(w);
}

static void label_file(struct walker *w, str path) {
    w->file.len = 0;
    buf_str(&w->file, path);
}

/* ---- files and folders ------------------------------------------------------------------------------------------------------ */

static bool is_hidden(str name) { return name.len && name.at[0] == '.' && !str_is(name, ".") && !str_is(name, ".."); }

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static char *joined(const char *folder, const char *name) {
    size_t n = strlen(folder);
    struct buf path = {0};
    buf_text(&path, folder);
    if (n && folder[n - 1] != '/') buf_byte(&path, '/');
    buf_put(&path, name, strlen(name) + 1);
    return path.at;
}

static void close_folder(struct walker *w) {
    for (size_t i = 0; i < w->folder.count; i++) free(w->folder.names[i]);
    free(w->folder.names);
}

static void list_folder(struct walker *w, DIR *dir, const char *path) {
    size_t cap = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.') continue;
        if (w->folder.count == cap) w->folder.names = must_realloc(w->folder.names, (cap = cap * 2 + 64) * sizeof *w->folder.names);
        w->folder.names[w->folder.count++] = joined(path, entry->d_name);
    }
    if (w->folder.count) qsort(w->folder.names, w->folder.count, sizeof *w->folder.names, by_name);
}

static enum step next_in_folder(struct walk *walk, struct walker *w, struct item *item);

static enum step open_folder(struct walk *walk, struct walker *w, const char *path, struct item *item) {
    DIR *dir = opendir(path);
    if (!dir) return item_refuse(item, "cannot be opened: %s", strerror(errno));
    struct walker *folder = walker_push(walk, w, NULL, next_in_folder);
    folder->close = close_folder;
    folder->swept = true;
    list_folder(folder, dir, path);
    closedir(dir);
    return STEP_ON;
}

static enum step open_fd(struct walk *walk, struct walker *w, int fd, struct item *item) {
    struct chain chain = {.at = {stream_of_file(fd, &walk->done)}, .count = 1};
    return open_content(walk, w, &chain, item);
}

static enum step open_path(struct walk *walk, struct walker *w, const char *path, struct item *item) {
    struct stat st;
    label_file(w, str_of(path));
    item_label(item, w);
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return open_folder(walk, w, path, item);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return item_refuse(item, "cannot be opened: %s", strerror(errno));
    return open_fd(walk, w, fd, item);
}

static bool is_written(const struct input_options *options, const struct stat *st) {
    for (size_t i = 0; i < options->written_count; i++)
        if (options->written[i].device == st->st_dev && options->written[i].inode == st->st_ino) return true;
    return false;
}

/* Links to folders could lead in circles; what is neither file nor folder may never end, nor what we write ourselves. */
static bool is_walked(const struct walk *walk, const char *path) {
    struct stat st;
    if (lstat(path, &st) != 0) return true;         /* told when it is opened */
    if (S_ISDIR(st.st_mode)) return true;
    if (S_ISLNK(st.st_mode) && stat(path, &st) != 0) return false;
    return S_ISREG(st.st_mode) && !is_written(walk->options, &st);
}

static enum step next_in_folder(struct walk *walk, struct walker *w, struct item *item) {
    while (w->folder.at < w->folder.count) {
        const char *path = w->folder.names[w->folder.at++];
        if (is_walked(walk, path)) return open_path(walk, w, path, item);
    }
    return STEP_DONE;
}

static enum step next_operand(struct walk *walk, struct walker *w, struct item *item) {
    if (w->folder.at == w->folder.count) return STEP_DONE;
    const char *path = w->folder.names[w->folder.at++];
    if (strcmp(path, "-") != 0) return open_path(walk, w, path, item);
    label_file(w, STR("(standard input)"));
    item_label(item, w);
    return open_fd(walk, w, STDIN_FILENO, item);
}

/* ---- archives --------------------------------------------------------------------------------------------------------------- */

/* Of any part of its path; what macOS keeps beside the files is hidden too. */
static bool is_hidden_member(str name) {
    for (size_t at = 0; at < name.len;) {
        const char *slash = memchr(name.at + at, '/', name.len - at);
        size_t end = slash ? (size_t)(slash - name.at) : name.len;
        str part = str_sub(name, at, end);
        if (is_hidden(part) || str_is(part, "__MACOSX")) return true;
        at = end + 1;
    }
    return false;
}

/* What Office, OpenDocument and EPUB put first: their text is not in articles. */
static bool is_document(str name) { return str_is(name, "[Content_Types].xml") || str_is(name, "mimetype"); }

static void label_member(struct walker *w, size_t outer, str name) {
    w->member.len = outer;
    if (outer) buf_byte(&w->member, '/');
    buf_str(&w->member, name);
}

static enum step end_archive(struct walker *w, struct item *item, const char *fault) {
    w->member.len = w->archive.outer;
    item_label(item, w);
    if (fault) item_fault(item, FAULT_REFUSED, fault);
    item_take_faults(item, &w->chain);
    return STEP_DONE;
}

static enum step next_member(struct walk *walk, struct walker *w, struct item *item) {
    const char *fault = NULL;
    str name;
    for (struct stream *s; !w->archive.ended && (s = bundle_next(w->archive.reader, &name, &fault)); stream_close(s)) {
        if (is_hidden_member(name)) continue;
        if ((w->archive.ended = is_document(name))) {
            fault = "an Office document or an e-book: save it as text or HTML first";
            continue;
        }
        label_member(w, w->archive.outer, name);
        struct chain chain = {.at = {s}, .count = 1};
        return open_content(walk, w, &chain, item);
    }
    return end_archive(w, item, fault);
}

static void close_archive(struct walker *w) { bundle_close(w->archive.reader); }

void walk_archive(struct walk *walk, const struct walker *like, const struct chain *chain) {
    struct walker *w = walker_push(walk, like, chain, next_member);
    w->archive.reader = bundle_open(chain_top(chain));
    w->archive.outer = w->member.len;
    w->swept = true;
    w->close = close_archive;
}

/* ---- the source ------------------------------------------------------------------------------------------------------------- */

/* Known if all operands are files. */
static uint64_t size_of(char *const *paths, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        bool known = strcmp(paths[i], "-") == 0 ? fstat(STDIN_FILENO, &st) == 0 : stat(paths[i], &st) == 0;
        if (!known || !S_ISREG(st.st_mode)) return 0;
        sum += (uint64_t)st.st_size;
    }
    return sum;
}

struct walk *walk_open(char *const *paths, size_t count, const struct input_options *options) {
    struct walk *walk = must_alloc(sizeof *walk);
    parser_ready();
    *walk = (struct walk){.options = options, .size = size_of(paths, count)};
    struct walker *w = walker_push(walk, NULL, NULL, next_operand);
    w->folder.names = (char **)(uintptr_t)paths;
    w->folder.count = count;
    return walk;
}

static bool has_finds(const struct item *item) {
    bool any = item->finds.documents.len || item->finds.faults.len;
    for (size_t i = 0; i < TALLIES; i++) any |= item->finds.tallies[i] > 0;
    return any;
}

/* Nothing to do and nothing to tell: not worth a thread's while. */
static bool is_only_counted(const struct item *item) {
    return item->kind == ITEM_READ && item->finds.documents.len + item->finds.faults.len == 0;
}

bool walk_next(struct walk *walk, struct item *item) {
    enum { COUNTED_MAX = 1000 };        /* then they are handed on, for progress is told and labels take memory */
    item_clear(item);
    for (int counted = 0; walk->top;) {
        enum step step = walk->top->next(walk, walk->top, item);
        if (step == STEP_DONE) pop(walk);
        if (step == STEP_ON || (step == STEP_DONE && is_only_counted(item))) continue;
        if (!is_only_counted(item) || ++counted == COUNTED_MAX) return true;
    }
    return has_finds(item);
}

uint64_t walk_done(const struct walk *walk) { return walk->done; }
uint64_t walk_size(const struct walk *walk) { return walk->size; }

void walk_close(struct walk *walk) {
    while (walk->top) pop(walk);
    free(walk);
}
