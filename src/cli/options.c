/* Options from a table, and the nearest name to a mistyped one. Long options may not be shortened: a script must not break when one
 * is added.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include <stdlib.h>

enum { NAME_MAX_LENGTH = 40, OPTIONS_MAX = 40 };

/* How many letters must be added, dropped, changed or swapped with the next to make b of a. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), d[NAME_MAX_LENGTH + 1][NAME_MAX_LENGTH + 1];
    if (n > NAME_MAX_LENGTH || m > NAME_MAX_LENGTH) return SIZE_MAX;
    for (size_t i = 0; i <= n; i++) d[i][0] = i;
    for (size_t j = 0; j <= m; j++) d[0][j] = j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            size_t best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && d[i - 2][j - 2] + 1 < best) best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

const char *nearest_name(const char *typed, const char *const *names, size_t n) {
    const char *nearest = NULL;
    size_t least = 3, length = strlen(typed);       /* three slips make another word */
    for (size_t i = 0; i < n; i++) {
        bool begun = length >= 2 && strncmp(names[i], typed, length) == 0;
        size_t far = begun ? 1 : distance(typed, names[i]);
        if (far >= least || far >= strlen(names[i])) continue;
        least = far;
        nearest = names[i];
    }
    return nearest;
}

static int unknown_option(const struct command *self, const struct cli_option *options, size_t n, const char *name) {
    const char *names[OPTIONS_MAX];
    for (size_t i = 0; i < n; i++) names[i] = options[i].name;
    const char *nearest = nearest_name(name, names, n);
    if (nearest) talk("ghotona %s: there is no option --%s; did you mean --%s?", self->name, name, nearest);
    else talk("ghotona %s: there is no option --%s; 'ghotona %s --help' lists them", self->name, name, self->name);
    return -1;
}

static bool set_number(const struct command *self, const struct cli_option *option, const char *value) {
    char *end;
    long number = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || number < 0 || number > CLI_NUMBER_MAX) {
        talk("ghotona %s: --%s wants a number from 0 to %d, not '%s'", self->name, option->name, CLI_NUMBER_MAX, value);
        return false;
    }
    *(int *)option->to = (int)number;
    return true;
}

static bool set_share(const struct command *self, const struct cli_option *option, const char *value) {
    char *end;
    double share = strtod(value, &end);
    if (*value == '\0' || *end != '\0' || !(share >= 0 && share <= 1)) {
        talk("ghotona %s: --%s wants a number from 0 to 1, not '%s'", self->name, option->name, value);
        return false;
    }
    *(double *)option->to = share;
    return true;
}

/* Takes the value from behind the option, or the next argument. Returns how many arguments more it used, or -1. */
static int set_option(const struct command *self, const struct cli_option *option, const char *value, int argc, char **argv) {
    if (option->kind == OPTION_FLAG) {
        if (value) talk("ghotona %s: --%s takes no value", self->name, option->name);
        *(bool *)option->to = true;
        return value ? -1 : 0;
    }
    int used = value ? 0 : 1;
    if (!value && argc < 2) {
        talk("ghotona %s: --%s wants a value after it", self->name, option->name);
        return -1;
    }
    if (!value) value = argv[1];
    if (option->kind == OPTION_NUMBER) return set_number(self, option, value) ? used : -1;
    if (option->kind == OPTION_SHARE) return set_share(self, option, value) ? used : -1;
    *(const char **)option->to = value;
    return used;
}

static int parse_long(const struct command *self, const struct cli_option *options, size_t n, int argc, char **argv) {
    const char *name = argv[0] + 2, *equals = strchr(name, '=');
    str given = equals ? (str){name, (size_t)(equals - name)} : str_of(name);
    for (size_t i = 0; i < n; i++)
        if (str_is(given, options[i].name)) return set_option(self, &options[i], equals ? equals + 1 : NULL, argc, argv);
    return unknown_option(self, options, n, name);
}

/* `-q`, `-j4`, `-j 4`; letters are not joined (`-qj4`). */
static int parse_short(const struct command *self, const struct cli_option *options, size_t n, int argc, char **argv) {
    for (size_t i = 0; i < n; i++) {
        if (options[i].letter == '\0' || options[i].letter != argv[0][1]) continue;
        return set_option(self, &options[i], argv[0][2] ? argv[0] + 2 : NULL, argc, argv);
    }
    talk("ghotona %s: there is no option %s; 'ghotona %s --help' lists them", self->name, argv[0], self->name);
    return -1;
}

int options_parse(const struct command *self, const struct cli_option *options, size_t n, int argc, char **argv) {
    int operands = 0;
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0') {
            argv[operands++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else {
            bool is_long = argv[i][1] == '-';
            int used = (is_long ? parse_long : parse_short)(self, options, n, argc - i, argv + i);
            if (used < 0) return -1;
            i += used;
        }
    }
    return operands;
}
