# Pages, records and packings for the cases of crawls and archives: `perl -I.. -MCrawl -e '…'`.
package Crawl;
use strict;
use warnings;
use utf8;
use IO::Compress::Gzip qw(gzip $GzipError);
use Digest::SHA qw(sha1 sha1_hex);
use Exporter 'import';
our @EXPORT = qw(page http record response gz base32 put);
binmode STDOUT, ':raw';

sub bytes { my $s = shift; utf8::encode($s); return $s }

# A page with an article of the title that is given.
sub page {
    my ($title) = @_;
    utf8::decode($title);
    my $p = join '', map { "<p>$title নিয়ে আজ ঢাকায় একটি সভা হয়েছে, যেখানে শহরের $_ জন মানুষ এসেছেন এবং তাঁদের কথা বলেছেন।</p>\n" } 'পঞ্চাশ', 'একশ', 'দুইশ';
    return bytes("<!DOCTYPE html><html><head><title>$title</title></head><body><article><h1>$title</h1>\n$p</article></body></html>");
}

sub http { my ($body, @head) = @_; return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" . join('', map { "$_\r\n" } @head) . "\r\n$body" }

# A record of a type with its content; further lines of the head behind it. Its length may be given as Content-Length: ….
sub record {
    my ($type, $content, @head) = @_;
    my $length = (grep { /^Content-Length/ } @head) ? '' : 'Content-Length: ' . length($content) . "\r\n";
    return "WARC/1.1\r\nWARC-Type: $type\r\nWARC-Date: 2026-01-23T08:30:00Z\r\n" . join('', map { "$_\r\n" } @head) . "$length\r\n$content\r\n\r\n";
}

sub response { my ($uri, $content, @head) = @_; return record('response', $content, "WARC-Target-URI: $uri", 'Content-Type: application/http; msgtype=response', @head) }

sub gz { my ($s) = @_; gzip(\$s, \my $z, -Level => 9, -Minimal => 1) or die $GzipError; return $z }

sub base32 {
    my ($bits, $s) = (unpack('B*', $_[0]), '');
    $s .= ('A' .. 'Z', 2 .. 7)[oct "0b$1"] while $bits =~ /(.{5})/g;
    return $s;
}

sub put { my ($path, $s) = @_; open my $f, '>:raw', $path or die "$path: $!"; print $f $s; close $f }
1;
