/* ghotona status, doctor, verify, backup, migrate: what an archive holds, and its care. SPDX-License-Identifier: Apache-2.0 */
#include "cli/archived.h"
#include "output/write.h"
#include <stdlib.h>

const char status_help[] =
    "Usage: ghotona status [--json] ARCHIVE\n"
    "\n"
    "Tells what an archive holds.\n"
    "\n"
    "  ghotona status news.db\n"
    "  ghotona status --json news.db | jq .articles\n"
    "\n"
    "  --json          one object\n"
    "\n"
    ARCHIVE_ENDS_HELP;

const char doctor_help[] =
    "Usage: ghotona doctor ARCHIVE\n"
    "\n"
    "Looks quickly whether an archive is sound and up to date, and tells what to do where it is not.\n"
    "\n"
    "  ghotona doctor news.db\n"
    "\n"
    ARCHIVE_ENDS_HELP;

const char verify_help[] =
    "Usage: ghotona verify ARCHIVE\n"
    "\n"
    "Looks at every page of an archive and at every text: whether it is the one that was added.\n"
    "\n"
    "  ghotona verify news.db && ghotona backup news.db /mnt/nas/news.db\n"
    "\n"
    ARCHIVE_ENDS_HELP;

const char backup_help[] =
    "Usage: ghotona backup ARCHIVE FILE\n"
    "\n"
    "Writes a copy of an archive as it stands, also while articles are added. FILE must not be there.\n"
    "\n"
    "  ghotona backup news.db /mnt/nas/news-$(date +%F).db\n"
    "\n"
    ARCHIVE_ENDS_HELP;

const char migrate_help[] =
    "Usage: ghotona migrate [--no-copy] ARCHIVE\n"
    "\n"
    "Brings an archive that an older ghotona made up to date: all of it, or, when anything fails, none. The archive as it was is kept\n"
    "beside it as ARCHIVE.before; put it back in its place to return to the older ghotona.\n"
    "\n"
    "  ghotona migrate news.db\n"
    "\n"
    "  --no-copy       keep no copy\n"
    "\n"
    ARCHIVE_ENDS_HELP;

/* The archive that is the only operand, after options; else what the command ends with. */
static int open_only(const struct command *self, const struct cli_option *options, size_t n, int argc, char **argv, struct archive **archive) {
    int count = options_parse(self, options, n, argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count == 0) return archived_none(self);
    if (count > 1) {
        talk("ghotona %s: one archive at a time", self->name);
        return CLI_USAGE;
    }
    return archived_open(argv[0], ARCHIVE_READ, archive);
}

/* ---- status ------------------------------------------------------------------------------------------------------------------ */

static void put_figure_json(void *user, const char *key, const char *label, str value, bool is_number) {
    struct buf *to = user;
    (void)label;
    if (value.len == 0) return;
    buf_printf(to, "%c\"%s\":", to->len ? ',' : '{', key);
    if (is_number) buf_str(to, value);
    else write_json_string(to, value);
}

static void put_figure(void *user, const char *key, const char *label, str value, bool is_number) {
    struct buf *to = user;
    (void)key;
    (void)is_number;
    if (value.len == 0) return;
    buf_printf(to, "%16.*s  %s\n", (int)value.len, value.at, label);
}

static bool says_outdated(str figures) { return str_holds(figures, STR("read by another")) && !str_holds(figures, STR(" 0  read by another")); }

int cmd_status(const struct command *self, int argc, char **argv) {
    bool json = false;
    const struct cli_option table[] = {{"json", 0, OPTION_FLAG, &json}};
    struct archive *archive = NULL;
    struct buf out = {0};
    int end = open_only(self, table, LENGTH(table), argc, argv, &archive);
    if (end != CLI_DONE) return end;
    if (!archive_overview(archive, ghotona_pack_builtin(), json ? put_figure_json : put_figure, &out)) end = archived_failed(archive);
    if (json) buf_text(&out, "}\n");
    if (end == CLI_DONE && !(write_out(stdout, "standard output", buf_view(&out)) && flush_out(stdout, "standard output"))) end = CLI_FAILED;
    if (end == CLI_DONE && !json && says_outdated(buf_view(&out))) talk("next: ghotona rerun --dry-run %s", argv[0]);
    buf_free(&out);
    archive_close(archive);
    return end;
}

/* ---- doctor and verify ----------------------------------------------------------------------------------------------------------- */

struct findings { const char *path; size_t harmful, others; };

static void tell_finding(void *user, bool harmful, const char *what) {
    struct findings *f = user;
    f->harmful += harmful;
    f->others += !harmful;
    talk("%s: %s", f->path, what);
}

static int conclude(const struct archive *archive, bool ok, const struct findings *f) {
    if (!ok) return archived_failed(archive);
    if (f->harmful + f->others == 0) talk("%s: sound", f->path);
    return f->harmful ? CLI_DAMAGED : CLI_DONE;
}

int cmd_doctor(const struct command *self, int argc, char **argv) {
    struct archive *archive = NULL;
    int end = open_only(self, NULL, 0, argc, argv, &archive);
    struct findings f = {.path = argv[0]};
    if (end == CLI_DONE) end = conclude(archive, archive_examine(archive, ghotona_pack_builtin(), tell_finding, &f), &f);
    archive_close(archive);
    return end;
}

int cmd_verify(const struct command *self, int argc, char **argv) {
    struct archive *archive = NULL;
    int end = open_only(self, NULL, 0, argc, argv, &archive);
    struct findings f = {.path = argv[0]};
    if (end == CLI_DONE) end = conclude(archive, archive_verify(archive, tell_finding, &f), &f);
    archive_close(archive);
    return end;
}

/* ---- backup and migrate ------------------------------------------------------------------------------------------------------------ */

int cmd_backup(const struct command *self, int argc, char **argv) {
    struct archive *archive;
    int count = options_parse(self, NULL, 0, argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count != 2) {
        talk("ghotona backup: name an archive and the file to write, such as: ghotona backup news.db copy.db");
        return CLI_USAGE;
    }
    int end = archived_open(argv[0], ARCHIVE_READ, &archive);
    if (end == CLI_DONE && !archive_backup(archive, argv[1])) end = archived_failed(archive);
    archive_close(archive);
    return end;
}

int cmd_migrate(const struct command *self, int argc, char **argv) {
    bool no_copy = false, migrated;
    const struct cli_option table[] = {{"no-copy", 0, OPTION_FLAG, &no_copy}};
    struct archive_error error;
    struct buf copy = {0};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0) return CLI_USAGE;
    if (count != 1) return archived_none(self);
    buf_printf(&copy, "%s.before", argv[0]);
    int end = archive_migrate(argv[0], no_copy ? NULL : copy.at, &migrated, &error) ? CLI_DONE : archived_error(&error);
    if (end == CLI_DONE && !migrated) talk("%s: is up to date", argv[0]);
    if (end == CLI_DONE && migrated) talk("%s: is up to date now%s%s", argv[0], no_copy ? "" : "; as it was, it is kept in ", no_copy ? "" : copy.at);
    buf_free(&copy);
    return end;
}
