#!/usr/bin/env bash
# The README shows what the program does: the lines of its block of records stand in the output in that order, and its JSON record
# is one of those written, with anything in place of each `…`.
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
    my $pattern = join ".*", map { quotemeta } split /\xE2\x80\xA6/, $json;
    my $written = $json && $lines =~ /^$pattern$/m;
    print $written ? "ok" : "not ok", " 2 - the JSON record of README.md is what is written\n1..2\n";
    exit !($fine && $written);
'
