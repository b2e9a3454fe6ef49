#!/usr/bin/env bash
# Each folder of test/pack is a pack with a fault (see its README.md); the program must name it by file and line, and do nothing else.
#   test/pack_test.sh [NAME…]
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GHOTONA=${GHOTONA:-$top/build/ghotona}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 0 ]; then
    cd "$top/test/pack" && set -- */
fi
number=0 failures=0
for name; do
    name=${name%/}
    folder=$top/test/pack/$name
    number=$((number + 1))
    rm -rf "$work/pack"
    cp -r "$top/lang/bn" "$work/pack"
    (cd "$folder" && find . -name '*.tsv' -exec cp --parents {} "$work/pack" \;)
    if [ -e "$folder/missing" ]; then
        (cd "$work/pack" && xargs rm -r) <"$folder/missing"
    fi
    "$GHOTONA" read --json --pack "$work/pack" "$top/examples/baku.txt" >"$work/out" 2>"$work/err" </dev/null
    code=$?
    lines=$(wc -l <"$folder/expect")
    if [ $code -eq 1 ] && [ ! -s "$work/out" ] && head -n "$lines" "$work/err" | cmp -s - "$folder/expect"; then
        echo "ok $number - $name"
    else
        failures=$((failures + 1))
        echo "not ok $number - $name"
        echo "# exit $code, $(wc -l <"$work/out") lines of output"
        sed 's/^/#   expected | /' "$folder/expect"
        head -n 5 "$work/err" | sed 's/^/#   message  | /'
    fi
done
echo "1..$number"
[ $failures -eq 0 ]
