#!/usr/bin/env bash
# Reports and events across articles: the cases of test/stories (see its README.md), and sizes that no file holds. TAP.
set -u
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GHOTONA=${GHOTONA:-$TOP/build/ghotona}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$TOP/test/tap.sh"

# The articles of a case as NDJSON.
articles() {
    perl -MJSON::PP -CS -Mutf8 -ne '
        sub put { print JSON::PP->new->canonical->encode($article), "\n" if $article; undef $article }
        chomp;
        next if /^#/ || /^>/ || $_ eq "";
        if (/^\@ (\d+) \| (.*?) \| (.*?) \| (.*)/) {
            put();
            $article = {id => $1, title => $4, body => "", url => "https://example.org/$1"};
            $article->{outlet} = $2 if $2 ne "-";
            $article->{published} = $3 if $3 ne "-";
        } else { $article->{body} .= ($article->{body} eq "" ? "" : "\n") . $_ }
        END { put() }' "$1"
}

# Groups of more than one article, and what differs.
found() {
    sqlite3 -batch "$1" "
        SELECT 'report ' || group_concat(id, ' ') FROM (SELECT p.report, v.input_id AS id FROM printings p JOIN version v ON v.id = p.version ORDER BY CAST(v.input_id AS INTEGER)) GROUP BY report HAVING count(*) > 1;
        SELECT 'event ' || type || ' ' || group_concat(id, ' ') FROM (SELECT DISTINCT w.event, e.type, v.input_id AS id FROM event_records w JOIN events e USING (event) JOIN version v ON v.id = w.version
            ORDER BY CAST(v.input_id AS INTEGER)) GROUP BY event HAVING count(*) > 1;" >"$work/found"
    "$GHOTONA" differences --jsonl "$1" | perl -MJSON::PP -ne '
        my $row = decode_json($_); push @{$values{"$row->{event} $row->{field}"}}, $row->{value};
        END { print "differ ", $_ =~ s/^\d+ //r, " ", join(" ", sort @{$values{$_}}), "\n" for keys %values }' >>"$work/found"
    LC_ALL=C sort "$work/found"
}

hold() {
    LC_ALL=C sort >"$work/want" < <(sed -n 's/^> //p' "$2")
    found "$3" | diff "$work/want" - >"$work/diff" 2>&1
    report $? "$1" "$work/diff"
}

for file in "$TOP"/test/stories/*.txt; do
    name=$(basename "$file" .txt)
    articles "$file" >"$work/$name.ndjson"
    "$GHOTONA" add -q -j1 "$work/$name.db" "$work/$name.ndjson" 2>"$work/diff"
    hold "$name" "$file" "$work/$name.db"
    "$GHOTONA" add -q -j4 "$work/$name-4.db" "$work/$name.ndjson" 2>"$work/diff"
    hold "$name, four threads" "$file" "$work/$name-4.db"
    while read -r line; do "$GHOTONA" add -q "$work/$name-each.db" - <<<"$line"; done <"$work/$name.ndjson" 2>"$work/diff"
    hold "$name, one after another" "$file" "$work/$name-each.db"
    "$GHOTONA" rerun -q --all "$work/$name.db" >"$work/out" 2>"$work/diff"
    hold "$name, read again" "$file" "$work/$name.db"
done

# is NAME WANT GOT
is() { printf 'want: %s\ngot: %s\n' "$2" "$3" >"$work/diff"; [ "$2" = "$3" ]; report $? "$1" "$work/diff"; }
sql() { sqlite3 -batch "$1" "$2" 2>&1; }

# A changed article takes the place of the one before it in its report.
sed 's/ভোরে তাঁকে ধরা হয়/রাতে তাঁকে ধরা হয়/' "$work/agency-copy.ndjson" | head -n 1 >"$work/changed.ndjson"
"$GHOTONA" add -q "$work/agency-copy.db" "$work/changed.ndjson"
hold 'a changed article stays in its report' "$TOP/test/stories/agency-copy.txt" "$work/agency-copy.db"
is 'every record that stands is told of one event' 0 "$(sql "$work/agency-copy.db" 'SELECT count(*) FROM records LEFT JOIN event_record USING (record) WHERE event IS NULL')"
is 'every event is called by one of its records' 0 "$(sql "$work/agency-copy.db" 'SELECT count(*) FROM event_record x LEFT JOIN event_record e ON e.record = x.event WHERE e.event IS NOT x.event')"

# Ten thousand copies of one article, in a hundred outlets, are one report and each of its acts one event; the time is bounded.
copies=${SANITIZED:+1000}
copies=${copies:-10000}
perl -e 'my $line = <STDIN>; for my $i (1 .. $ARGV[0]) { my $copy = $line; my $n = $i % 100; $copy =~ s/"id":"1"/"id":"$i"/; $copy =~ s/example.org.1/example.org\/$i/; $copy =~ s/"outlet":"/"outlet":"$n /; print $copy }' \
    $copies <"$work/agency-copy.ndjson" >"$work/copies.ndjson"
timeout 250 "$GHOTONA" add -q "$work/copies.db" "$work/copies.ndjson"
is "$copies copies are one report" "$copies|1|1" "$(sql "$work/copies.db" "SELECT count(*), count(DISTINCT report), min(report) FROM version_report")"
is '… and each of their acts is one event' 1 "$(sql "$work/copies.db" "SELECT count(DISTINCT event) = (SELECT count(*) FROM record WHERE version = 1) FROM event_record")"

# Copies that each have a line of their own.
perl -e 'my $line = <STDIN>; for my $i (1 .. 1200) { my $copy = $line; $copy =~ s/"id":"1"/"id":"$i"/; $copy =~ s/example.org.1/example.org\/$i/; $copy =~ s/"body":"/"body":"w${i}a w${i}b w${i}c w${i}d. /; print $copy }' \
    <"$work/agency-copy.ndjson" >"$work/lines.ndjson"
"$GHOTONA" add -q "$work/lines.db" "$work/lines.ndjson"
is '1200 copies with a line of their own are one report' '1200|1' "$(sql "$work/lines.db" "SELECT count(*), count(DISTINCT report) FROM version_report")"

# Printed every 20 days for years it goes on being one report, every 40 days it is another each time; places in the window are used again and again.
for step in 20 40; do
    perl -MPOSIX -e 'my $line = <STDIN>; for my $i (1 .. 2500) { my $copy = $line; my $day = strftime("%Y-%m-%d", gmtime($i * $ARGV[0] * 8640)); $copy =~ s/"id":"1"/"id":"$i"/;
        $copy =~ s/example.org.1/example.org\/$i/; $copy =~ s/"published":"[^"]*"/"published":"$day"/; print $copy if $i % 10 == 0 || $i > 1000 && $ARGV[0] == 20 }' \
        $step <"$work/agency-copy.ndjson" >"$work/years.ndjson"
    timeout 100 "$GHOTONA" add -q "$work/years-$step.db" "$work/years.ndjson"
done
is 'a text printed again within 30 days is one report' 1 "$(sql "$work/years-20.db" 'SELECT count(DISTINCT report) FROM version_report')"
is 'a text printed again after 40 days is another' '250|250' "$(sql "$work/years-40.db" 'SELECT count(*), count(DISTINCT report) FROM version_report')"

finish
