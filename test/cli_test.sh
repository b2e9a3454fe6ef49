#!/usr/bin/env bash
# Runs the cases of test/cli (see its README.md) against $GHOTONA. TAP on standard output.
#   test/cli_test.sh [NAME…]
set -u
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GHOTONA=${GHOTONA:-$TOP/build/ghotona}
export TOP GHOTONA
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# matches WANT GOT: line by line, as README.md says.
matches() {
    local -a want got
    mapfile -t want <"$1"
    mapfile -t got < <(tr -d '\0' <"$2")
    local i pattern
    for i in "${!want[@]}"; do
        pattern=${want[i]}
        if [ "$pattern" = ... ] && [ "$i" -eq $((${#want[@]} - 1)) ]; then
            return 0
        fi
        [ "$i" -lt "${#got[@]}" ] || return 1
        pattern=${pattern//\\/\\\\}
        pattern=${pattern//\[/\\[}
        pattern=${pattern//\?/\\?}
        # shellcheck disable=SC2053  # a pattern is meant
        [[ ${got[i]} == $pattern ]] || return 1
    done
    [ "${#got[@]}" -eq "${#want[@]}" ]
}

show() { head -c 4000 "$2" | head -n 20 | sed "s/^/#   $1 /"; }

if [ $# -eq 0 ]; then
    cd "$TOP/test/cli" && set -- */
fi
number=0 failures=0
for name; do
    name=${name%/}
    folder=$TOP/test/cli/$name
    number=$((number + 1))
    TMP=$work/$name
    export TMP
    mkdir -p "$TMP"
    input=/dev/null
    [ ! -e "$folder/stdin" ] || input=$folder/stdin
    (cd "$folder" && timeout 300 bash ./cmd) <"$input" >"$work/out" 2>"$work/err"
    code=$?
    if [ $code -eq 77 ]; then
        echo "ok $number - $name # SKIP $(tail -n 1 "$work/out")"
        echo "# skipped $name: $(tail -n 1 "$work/out")"
        continue
    fi
    want=0
    [ ! -e "$folder/exit" ] || want=$(cat "$folder/exit")
    : >"$work/none"
    errors=$work/none
    [ ! -e "$folder/stderr" ] || errors=$folder/stderr
    why=
    [ "$code" = "$want" ] || why="exit $code, not $want"
    [ ! -e "$folder/expect" ] || matches "$folder/expect" "$work/out" || why="${why:+$why; }other output"
    matches "$errors" "$work/err" || why="${why:+$why; }other messages"
    if [ -z "$why" ]; then
        echo "ok $number - $name"
    else
        failures=$((failures + 1))
        echo "not ok $number - $name"
        echo "# test/cli/$name: $why"
        [ ! -e "$folder/expect" ] || show 'expected    |' "$folder/expect"
        show 'output      |' "$work/out"
        show 'expected err|' "$errors"
        show 'messages    |' "$work/err"
    fi
    rm -rf "$TMP"
done
echo "1..$number"
[ $failures -eq 0 ]
