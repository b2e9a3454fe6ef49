# Where each article of an NDJSON stream was read, and its title: `ghotona extract … | perl -I.. -MTitles`.
package Titles;
use strict;
use warnings;
use JSON::PP;
binmode STDOUT, ':utf8';
while (<STDIN>) {
    my $a = decode_json($_);
    print join(' ', grep { defined } $a->{file}, $a->{member}, defined $a->{offset} ? "\@$a->{offset}" : undef, $a->{line} ? ":$a->{line}" : undef, '|', $a->{title}), "\n";
}
exit 0;
