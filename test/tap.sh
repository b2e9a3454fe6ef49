# The TAP of suites in shell, which source this file. A suite makes its own $work, and ends with `finish`.
# shellcheck shell=bash
number=0 failures=0

# report CODE NAME [FILE…]: a test that is passed if CODE is 0; else the last lines of the files say why.
report() {
    local code=$1 name=$2
    shift 2
    number=$((number + 1))
    if [ "$code" = 0 ]; then
        echo "ok $number - $name"
    else
        failures=$((failures + 1))
        echo "not ok $number - $name"
        [ $# -eq 0 ] || tail -q -n 20 "$@" 2>/dev/null | sed 's/^/# /'
    fi
}

# skip NAME WHY
skip() {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

finish() {
    echo "1..$number"
    [ "$failures" -eq 0 ]
}
