#!/usr/bin/env bash
# The README shows what the program does: the lines of its block of records stand in the output in that order, and its JSON record
# is one of those written, with anything in place of each `…`. So is that of docs/record.md, which stands on several lines. And lang/bn/README.md tells of every table.
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GHOTONA=${GHOTONA:-$top/build/ghotona}
export GHOTONA
cd "$top" && perl -e '
    sub slurp { local $/; open my $f, $_[0], $_[1] or die "$_[1]: $!"; <$f> }
    my $readme = slurp("<", "README.md");
    my ($shown) = $readme =~ /^Records come out:\n\n```\n(.*?)^```/ms;
    my ($json) = $readme =~ /^```json\n(.*?)\n```/ms;
    my $text = slurp("-|", "$ENV{GHOTONA} read examples/baku.txt");
    my $lines = slurp("-|", "$ENV{GHOTONA} read --json examples/baku.txt");
    my ($at, $missing) = (0, "");
    for my $line (grep { /\S/ } split /\n/, $shown) {
        my $next = index("\n$text", "\n$line\n", $at);
        if ($next < 0) { $missing = $line; last }
        $at = $next + 1;
    }
    my $fine = $missing eq "" && $shown;
    print $fine ? "ok" : "not ok", " 1 - the records of README.md are what is read\n";
    print "# not in the output, or not in this place: $missing\n" if $missing ne "";
    sub written {
        my $pattern = join ".*", map { quotemeta } split /\xE2\x80\xA6/, $_[0];
        return $_[0] && $lines =~ /^$pattern$/m;
    }
    my $written = written($json);
    print $written ? "ok" : "not ok", " 2 - the JSON record of README.md is what is written\n";
    my ($record) = slurp("<", "docs/record.md") =~ /^```json\n(.*?)\n```/ms;
    my $same = written($record =~ s/\n //gr);
    print $same ? "ok" : "not ok", " 3 - the record of docs/record.md is what is written\n";
    my $tables = slurp("<", "lang/bn/README.md");
    my @untold = grep { $tables !~ /^\|.*`\Q$_\E`/m } map { s{.*/}{}r } glob "lang/bn/*.tsv";
    print @untold ? "not ok" : "ok", " 4 - every table of lang/bn has a row in its README.md\n1..4\n";
    print "# without: @untold\n" if @untold;
    exit !($fine && $written && $same && !@untold);
'
