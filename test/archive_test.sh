#!/usr/bin/env bash
# The archive from outside: kept whatever happens, nothing lost and nothing twice. TAP.
#   test/archive_test.sh [KILLS]      how often `add` is killed on its way (5, under the sanitizers 2; 50 for a release)
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
GHOTONA=${GHOTONA:-$PWD/build/ghotona}
kills=${1:-${SANITIZED:+2}}
kills=${kills:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. test/tap.sh

run() { "$GHOTONA" "$@" >"$work/out" 2>"$work/err"; }
# ends NAME CODE COMMAND…
ends() {
    local name=$1 want=$2
    shift 2
    run "$@"
    local code=$?
    [ $code = "$want" ] || echo "exit $code, not $want" >>"$work/err"
    report $((code != want)) "$name" "$work/out" "$work/err"
}
says() { grep -qF -- "$2" "$work/err" "$work/out"; report $? "$1" "$work/out" "$work/err"; }
sql() { sqlite3 -batch "$1" "$2" 2>&1; }
# is NAME WANT GOT
is() { printf 'want: %s\ngot: %s\n' "$2" "$3" >"$work/err"; : >"$work/out"; [ "$2" = "$3" ]; report $? "$1" "$work/out" "$work/err"; }
# What an archive holds, in an order that does not hang on how it came in.
holdings() {
    sql "$1" "SELECT lower(hex(v.hash)), v.title, r.id, r.type, r.actors, r.recipients, r.date, r.place, r.sentence_text FROM version v LEFT JOIN records r ON r.version = v.id
              ORDER BY v.hash, r.ordinal" | cksum
}
totals() { sql "$1" "SELECT (SELECT count(*) FROM article) || ' ' || (SELECT count(*) FROM version) || ' ' || (SELECT count(*) FROM record) || ' ' || (SELECT count(DISTINCT hash) FROM version)"; }

article() { printf '{"id":"%s","title":"%s","published":"2025-06-23","outlet":"o.example","url":"https://o.example/%s","body":"%s"}\n' "$1" "$2" "$1" "$3"; }
arrest='সাবেক প্রধান নির্বাচন কমিশনার কে এম নূরুল হুদাকে রোববার রাতে উত্তরা থেকে গ্রেপ্তার করা হয়েছে।'
rain='ঢাকায় রোববার সারা দিন বৃষ্টি হয়েছে।'

bench/generate $((kills * 600 + 1600)) 7 >"$work/many.ndjson"

# ---- the same again, and what has changed ------------------------------------------------------------------------------------------

db=$work/news.db
{ article 1 'উত্তরায় গ্রেপ্তার' "$arrest"; article 2 'সারা দিন বৃষ্টি' "$rain"; } >"$work/two.ndjson"
ends 'articles are added' 0 add "$db" "$work/two.ndjson"
says '… and counted' 'added 2 articles, 0 new versions, 0 known already, 0 refused; 1 record'
says '… and the next thing to do is told' "next: ghotona status $db"
run add "$db" "$work/two.ndjson"
says 'the same again adds nothing' 'added 0 articles, 0 new versions, 2 known already, 0 refused; 0 records'
is '… not a row' '2 2 1 2' "$(totals "$db")"
article 2 'সারা দিন বৃষ্টি' "$rain $arrest" >"$work/changed.ndjson"
run add "$db" "$work/changed.ndjson"
says 'what has changed is another version' 'added 0 articles, 1 new version, 0 known already'
is '… of the same article' '2 3 2 3' "$(totals "$db")"
is '… which views show in place of the old' '2|2' "$(sql "$db" 'SELECT count(*), count(DISTINCT article) FROM records')"
run add "$db" "$work/two.ndjson"
says 'an old version that comes again changes nothing' '0 new versions, 2 known already'
is '… and the newest stays' 3 "$(sql "$db" 'SELECT max(version) FROM articles')"
is 'evidence can be read by any SQLite' "$arrest" "$(sql "$db" 'SELECT sentence_text FROM records ORDER BY record LIMIT 1')"
printf 'গ্রেপ্তার\n%s\n' "$arrest" >"$work/plain.txt"
run add "$db" "$work/plain.txt" && run add "$db" "$work/plain.txt"
says 'without id or address the text tells an article' 'added 0 articles, 0 new versions, 1 known already'
is 'the bytes of a text are kept' "$(wc -c <"$work/plain.txt")" "$(sql "$db" 'SELECT size FROM original')"
{ article 1 'উত্তরায় গ্রেপ্তার' "$arrest"; echo '{"title":'; } >"$work/broken.ndjson"
ends 'what is refused is told' 3 add "$db" "$work/broken.ndjson" --errors "$work/errors"
is '… and kept' 1 "$(grep -c '"why"' "$work/errors")"
ends 'of a JSON log every line is an object' 3 add -q --json-log "$db" "$work/broken.ndjson"
is '… with time and event' 2 "$(grep -cE '^\{"time":"[0-9TZ:-]+","event":"(fault|summary)",.*\}$' "$work/err")"
ends 'the figures for people' 0 status "$db"
ends 'the figures for programs' 0 status --json "$db"
says '… as an object' '"articles":3,"versions":4'
ends 'the archive is sound' 0 doctor "$db"
ends 'every text is what was added' 0 verify "$db"

# ---- what is no archive, or not of this version --------------------------------------------------------------------------------------

ends 'without an archive' 2 add
ends 'an archive that is not there' 1 status "$work/none.db"
says '… says how to make one' "ghotona add $work/none.db PATH"
ends 'a text is no archive' 5 status "$work/two.ndjson"
ends '… and is not written to' 5 add "$work/two.ndjson" "$work/plain.txt"
sql "$work/other.db" 'CREATE TABLE t (x)' && ends 'another SQLite file' 5 add "$work/other.db" "$work/two.ndjson"
is '… is left alone' t "$(sql "$work/other.db" 'SELECT group_concat(name) FROM sqlite_schema')"
cp "$db" "$work/newer.db" && sql "$work/newer.db" 'PRAGMA user_version = 99'
for command in status doctor verify; do ends "$command refuses what is newer" 5 $command "$work/newer.db"; done
ends 'add refuses what is newer' 5 add "$work/newer.db" "$work/two.ndjson"
says '… with a clear word' 'was made by a newer ghotona'
# The first schema, as far as it differs.
cp "$db" "$work/old.db" && sql "$work/old.db" 'DROP TABLE record_change; DROP VIEW coverage; PRAGMA user_version = 1'
ends 'what is older is not written to' 5 add "$work/old.db" "$work/two.ndjson"
says '… but how to bring it up to date is told' "ghotona migrate $work/old.db"
cp "$work/old.db" "$work/torn.db" && sql "$work/torn.db" 'CREATE TABLE record_change (x)'
ends 'a migration that fails' 1 migrate --no-copy "$work/torn.db"
is '… changes nothing' 1 "$(sql "$work/torn.db" 'PRAGMA user_version')"
ends 'a migration' 0 migrate "$work/old.db"
is '… leads to the schema of today' "$(sql "$db" 'SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema ORDER BY name)' | cksum)" \
    "$(sql "$work/old.db" 'SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema ORDER BY name)' | cksum)"
is '… keeps what was there' "$(holdings "$db")" "$(holdings "$work/old.db")"
is '… and has a way back' 1 "$(sql "$work/old.db.before" 'PRAGMA user_version')"
ends 'there is nothing to migrate twice' 0 migrate "$work/old.db"

# ---- copies, and media that cannot be written to ---------------------------------------------------------------------------------------

ends 'a backup' 0 backup "$db" "$work/copy.db"
is '… holds the same' "$(holdings "$db")" "$(holdings "$work/copy.db")"
ends '… and is not written over' 1 backup "$db" "$work/copy.db"
mkdir "$work/disc" && cp "$work/copy.db" "$work/disc/news?#%41.db" && sql "$db" 'PRAGMA wal_checkpoint(TRUNCATE)' >"$work/out" && cp "$db" "$work/disc/wal.db"
chmod 755 "$work" && chmod 444 "$work"/disc/* && chmod 555 "$work/disc"
as_other=
[ "$(id -u)" != 0 ] || as_other='setpriv --reuid=65534 --clear-groups'
if $as_other test -x "$GHOTONA" && ! $as_other test -w "$work/disc"; then
    for file in 'news?#%41.db' wal.db; do
        $as_other "$GHOTONA" status --json "$work/disc/$file" >"$work/out" 2>"$work/err"
        says "read-only media: $file" '"articles":3'
        $as_other "$GHOTONA" add "$work/disc/$file" "$work/two.ndjson" >"$work/out" 2>"$work/err"
        is '… are not added to' 1 $?
    done
else
    skip 'read-only media' 'no other user to be'
fi
chmod 755 "$work/disc"

# ---- damage ------------------------------------------------------------------------------------------------------------------------------

head -n 300 "$work/many.ndjson" >"$work/300.ndjson"
run add "$work/whole.db" "$work/300.ndjson"
page=$(sqlite3 "$work/whole.db" 'PRAGMA page_size')
size=$(stat -c %s "$work/whole.db")
found=0
for table in version record name search_data sketch; do
    cp "$work/whole.db" "$work/bad.db"
    at=$(sqlite3 "$work/whole.db" "SELECT max(pageno) FROM dbstat WHERE name = '$table' AND pagetype = 'leaf'")
    dd if=/dev/urandom of="$work/bad.db" bs="$page" seek=$((at - 1)) count=1 conv=notrunc status=none
    run verify "$work/bad.db"
    code=$?
    [ $code = 5 ] && found=$((found + 1))
    run doctor "$work/bad.db"; run status "$work/bad.db"; run add "$work/bad.db" "$work/two.ndjson"
    code=$?
    [ $code -lt 6 ] || found=-9
done
is 'a damaged page is found, whatever stands on it, and nothing crashes' 5 $found
cp "$work/whole.db" "$work/bad.db" && sql "$work/bad.db" "UPDATE version SET title = 'অন্য' || title WHERE id = 7; DELETE FROM record WHERE id = 3"
ends 'a text that was changed by hand is found' 5 verify "$work/bad.db"
says '… and told' 'version 7: its text'
says '… as is a record that is gone' 'another number of records'
head -c $((size / 2)) "$work/whole.db" >"$work/half.db"
ends 'half an archive' 5 verify "$work/half.db"

# ---- read again -----------------------------------------------------------------------------------------------------------------------------

cp -r lang/bn "$work/bn" && : >"$work/bn/frames/COERCE.tsv"
before=$(holdings "$work/whole.db")
ends 'nothing to read again' 0 rerun "$work/whole.db"
says '… is told' 'read 0 articles'
ends 'what another pack would change' 0 rerun --dry-run --pack "$work/bn" "$work/whole.db"
goes=$(grep -c '^- .*type: COERCE' "$work/out")
is '… is told' 1 $((goes > 0))
is '… and not done' "$before" "$(holdings "$work/whole.db")"
ends 'reading again by another pack' 0 rerun --json --pack "$work/bn" "$work/whole.db"
is '… tells the same' "$goes" "$(grep -c '^{"change":"goes".*"type":\["COERCE",null\]' "$work/out")"
is '… leaves none of what went' 0 "$(sql "$work/whole.db" "SELECT count(*) FROM records WHERE type = 'COERCE'")"
is '… and keeps a list' "$goes" "$(sql "$work/whole.db" "SELECT count(*) FROM record_change WHERE kind = 2 AND fields LIKE '%[\"COERCE\",null]%'")"
ends 'what was read by another pack is told' 0 doctor "$work/whole.db"
says '… with what to do' 'ghotona rerun --dry-run'
ends 'reading again by the first' 0 rerun "$work/whole.db"
is '… gives what there was' "$before" "$(holdings "$work/whole.db")"
ends '… soundly' 0 verify "$work/whole.db"

# ---- two writers, and one that waits in vain ------------------------------------------------------------------------------------------------

head -n 1100 "$work/many.ndjson" >"$work/a.ndjson"
tail -n 1100 "$work/many.ndjson" | sed 's/example/other/g' >"$work/b.ndjson"
"$GHOTONA" add -q "$work/both.db" "$work/a.ndjson" 2>"$work/err" & first=$!
"$GHOTONA" add -q "$work/both.db" "$work/b.ndjson" 2>>"$work/err" & second=$!
run status "$work/both.db"      # a reader beside them
wait $first; one=$?
wait $second; two=$?
is 'two writers at once' '0 0' "$one $two"
is '… lose nothing' '2200 2200' "$(sql "$work/both.db" 'SELECT count(*), count(DISTINCT hash) FROM version' | tr '|' ' ')"

# Both find no archive and make it: neither may be sent away, nor find half of it.
made=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
    rm -f "$work"/new.db*
    head -n 1 "$work/a.ndjson" | "$GHOTONA" add -q "$work/new.db" - 2>>"$work/err" & first=$!
    head -n 1 "$work/b.ndjson" | "$GHOTONA" add -q "$work/new.db" - 2>>"$work/err" & second=$!
    wait $first && wait $second && [ "$(sql "$work/new.db" 'SELECT count(*) FROM version')" = 2 ] && made=$((made + 1))
done
is 'two that make one archive at once' 10 $made
ends '… soundly' 0 verify "$work/both.db"
{ echo 'BEGIN IMMEDIATE;'; sleep 3; } | sqlite3 "$work/both.db" & holder=$!
sleep 0.5
ends 'a writer that waits in vain' 4 add --wait 1 "$work/both.db" "$work/two.ndjson"
says '… says so' 'another program is writing to it'
wait $holder
run add -q "$work/pulled.db" "$work/a.ndjson" & writer=$!
sleep 0.4
copies=0
for i in 1 2 3; do "$GHOTONA" backup "$work/pulled.db" "$work/pulled$i.db" >/dev/null 2>&1 && "$GHOTONA" verify "$work/pulled$i.db" >/dev/null 2>&1 && copies=$((copies + 1)); done
wait $writer
is 'copies made while articles are added are sound' 3 $copies

# ---- no room --------------------------------------------------------------------------------------------------------------------------------

(trap '' XFSZ; ulimit -f 2000; run add "$work/full.db" "$work/a.ndjson")
is 'when there is no more room' 1 $?
run add "$work/full.db" "$work/a.ndjson"
is '… what is kept is kept and the same command goes on' 1100 "$(sql "$work/full.db" 'SELECT count(*) FROM version')"
ends '… soundly' 0 verify "$work/full.db"

# ---- kill -9 --------------------------------------------------------------------------------------------------------------------------------

begun=$(date +%s.%N)
run add "$work/clean.db" "$work/many.ndjson"
took=$(awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
db=$work/killed.db last=0 lost=0 unsound=0 struck=0
for i in $(seq "$kills"); do
    "$GHOTONA" add -q "$db" "$work/many.ndjson" 2>/dev/null & victim=$!
    # The first comes halfway, when some batches are kept for sure; the others whenever.
    sleep "$(awk -v i="$i" -v seed="$RANDOM" -v took="$took" -v kills="$kills" 'BEGIN { srand(seed); most = took * 3 / kills; if (most < 2) most = 2; if (most > took * .8) most = took * .8; printf "%.3f", i == 1 ? took / 2 : .02 + rand() * most }')"
    kill -9 $victim 2>/dev/null && struck=$((struck + 1))
    wait $victim 2>/dev/null
    [ -e "$db" ] || continue
    if [ "$(sql "$db" 'SELECT count(*) FROM sqlite_schema')" != 0 ]; then
        "$GHOTONA" doctor "$db" >"$work/out" 2>"$work/err" || unsound=$((unsound + 1))
        there=$(sql "$db" 'SELECT count(*) FROM version')
        [ "$there" -ge "$last" ] || lost=$((lost + 1))
        last=$there
    fi
done
echo "# killed $struck times; $last of $(wc -l <"$work/many.ndjson") articles were kept by then"
is "killed $struck times, the archive was sound each time" 0 $unsound
is '… and lost nothing that was kept' 0 $lost
is '… which was something' yes "$([ "$struck" -gt 0 ] && [ "$last" -gt 0 ] && echo yes)"
ends 'the next run goes on to the end' 0 add -q "$db" "$work/many.ndjson"
is '… with nothing lost and nothing twice' "$(totals "$work/clean.db")" "$(totals "$db")"
is '… the same records as in an archive that was never killed' "$(holdings "$work/clean.db")" "$(holdings "$db")"
ends '… and soundly' 0 verify "$db"

finish
