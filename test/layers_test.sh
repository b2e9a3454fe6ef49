#!/usr/bin/env bash
# tools/layers: the project itself keeps the layers, and the check sees what it is there to see.
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
number=0 failures=0

# expect NAME PATTERN: run tools/layers on $tree; PATTERN is what it must say, nothing when it must be content.
expect() {
    local said code fine=0
    said=$("$top/tools/layers" "${3:-$tree}" 2>&1)
    code=$?
    number=$((number + 1))
    if [ -z "$2" ]; then
        [ $code -eq 0 ] && [ -z "$said" ] && fine=1
    else
        # shellcheck disable=SC2053  # a pattern is meant
        [ $code -eq 1 ] && [[ $said == $2 ]] && fine=1
    fi
    if [ $fine -eq 1 ]; then
        echo "ok $number - $1"
    else
        failures=$((failures + 1))
        echo "not ok $number - $1"
        printf 'exit %s: %s\n' $code "$said" | sed 's/^/# /'
    fi
}
put() { mkdir -p "$(dirname "$tree/$1")" && printf '%s\n' "${@:2}" >"$tree/$1"; }

expect 'the project keeps its layers' '' "$top"

put Makefile 'LAYERS := base text cli'
put src/base/base.h '#include "ghotona.h"'
put src/text/text.h '#include "base/base.h"' '#include "own.h"' '#include <stdio.h>'
put src/text/own.h '#include "text/text.h"'
put src/cli/main.c '#include "text/text.h"'
expect 'looking left and beside is fine' ''

put src/base/bad.c '#include "base/base.h"' '#  include "text/text.h"'
expect 'looking right is not' 'src/base/bad.c:2: src/base may not include "text/text.h"*'
put src/base/bad.c '#include <cli/main.h>'
expect 'nor in angle brackets' 'src/base/bad.c:1: *"cli/main.h"*'
put src/base/bad.c '#include "../text/text.h"'
expect 'nor by a path upwards' 'src/base/bad.c:1: *"../text/text.h"*'
put src/base/bad.c '#include "text.h"'
expect 'nor a name that stands elsewhere' 'src/base/bad.c:1: *"text.h"*'
rm "$tree/src/base/bad.c"

put src/misc/odd.c ''
expect 'a folder that is no layer' 'src/misc: not one of*'
rm -r "$tree/src/misc"

put ext/tokenizer.c '#include "ghotona.h"' '#include "text/text.h"' '#include <sqlite3ext.h>'
expect 'ext/ may take text/ and the public header' ''
put ext/tokenizer.c '#include "archive/bangla.c"' '#include "archive/sql_text.c"'
expect '… and what archive/ has for every SQLite' ''
put ext/tokenizer.c '#include "base/base.h"'
expect 'and nothing else' 'ext/tokenizer.c:1: ext/ may include only*'

echo "1..$number"
[ $failures -eq 0 ]
