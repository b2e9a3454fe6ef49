#!/usr/bin/env bash
# Reads the coded articles beside the project (../shared) and holds the figures against test/gold_floor.tsv. They are newspapers'
# text and no part of the project: where they are missing, this says so and tests nothing.
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GHOTONA=${GHOTONA:-$top/build/ghotona}
gold=${GOLD:-$top/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -d "$gold/gold" ]; then
    echo '1..0 # SKIP no coded articles beside the project (../shared/gold)'
    exit 0
fi
declare -A articles=(
    [seed]=$gold/seed/article.jsonl [train]=$gold/gold/train/articles.jsonl [dev]=$gold/gold/dev/articles.jsonl)
declare -A coded=(
    [seed]=$gold/seed/gold.jsonl [train]=$gold/gold/train/gold.jsonl [dev]=$gold/gold/dev/gold.jsonl)

. "$top/test/tap.sh"
for set in seed train dev; do
    "$GHOTONA" read --json "${articles[$set]}" >"$work/$set.records" 2>"$work/$set.err" &&
        "$GHOTONA" score --json "${coded[$set]}" "$work/$set.records" >"$work/$set.json" 2>>"$work/$set.err" &&
        "$GHOTONA" read --articles "${articles[$set]}" >"$work/$set.read" 2>>"$work/$set.err" &&
        "$GHOTONA" score --json --text "${articles[$set]}" "${coded[$set]}" "$work/$set.read" >>"$work/$set.json" 2>>"$work/$set.err"
    report $? "$set: read and scored"
    head -n 5 "$work/$set.err" | sed 's/^/# /'
done
while IFS=$'\t' read -r set figure floor; do
    case $set in '#'* | '') continue ;; esac
    value=$(perl -MJSON::PP -e 'my $v = { map { %{ decode_json($_) } } <STDIN> }; $v = $v->{$_} for split /\./, shift; print $v // ""' "$figure" <"$work/$set.json" 2>/dev/null)
    perl -e 'exit !($ARGV[0] ne "" && $ARGV[0] >= $ARGV[1])' "$value" "$floor"
    report $? "$set: $figure is ${value:-unknown}, at least $floor"
done <"$top/test/gold_floor.tsv"
finish
