#!/usr/bin/env bash
# The SQLite extension from outside: every case of SQL in the sqlite3 shell with ghotona.so loaded, and in test/sqlite_shell, which has
# it built in (the only one under the sanitizers); the examples of docs/sqlite.md; loading from Python. TAP.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
GHOTONA=${GHOTONA:-$PWD/build/ghotona}
build=$(dirname "$GHOTONA")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. test/tap.sh

loaded() { sqlite3 -batch -cmd ".load $build/ghotona" :memory: 2>&1; }
built_in() { "$build/test/sqlite_shell" 2>&1; }
runners=(built_in)
if [ -z "${SANITIZED:-}" ] && command -v sqlite3 >/dev/null; then
    runners+=(loaded)
fi


# gives NAME WANT [SQL]: what the SQL (or standard input, a statement a line) prints; a WANT that begins with ~ is a pattern.
gives() {
    local name=$1 want=$2 sql got runner fine
    sql=${3-$(cat)}
    for runner in "${runners[@]}"; do
        got=$(printf '%s\n' "$sql" | $runner | tr -d '\0')
        fine=1
        # shellcheck disable=SC2053  # a pattern is meant
        if [ "${want:0:1}" = '~' ]; then [[ $got == ${want:1} ]] && fine=0; else [ "$got" = "$want" ] && fine=0; fi
        report $fine "$name ($runner)"
        [ $fine = 0 ] || printf 'want: %s\ngot: %s\n' "$want" "$got" | sed 's/^/# /'
    done
}

news="CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('পুলিশের গাড়িতে আগুন দেওয়া হয়েছে।'), ('র‍্যাব ঢাকায় ২৫ জনকে গ্রেপ্তার করেছে।'), ('প্রধানমন্ত্রী জাতিসংঘ-এর বৈঠকে যাবেন।'), ('Dhaka-র ১২,৫০০ শ্রমিক'), ('কর ও করাত');"
# finds NAME QUERY ROWIDS
finds() { gives "$1" "$3" "$news
SELECT group_concat(rowid, ' ') FROM (SELECT rowid FROM t WHERE t MATCH '$2' ORDER BY rowid);"; }

# ---- words found in all their forms, in every spelling, and no other words
finds 'a noun in the genitive' 'পুলিশ' 1
finds 'a verb by its name' 'করা' 2
finds 'a verb by another of its forms' 'করবেন' 2
finds 'যাওয়া finds যাবেন' 'যাওয়া' 3
finds 'an ending behind a hyphen' 'জাতিসংঘের' 3
finds 'য় and ড় in two code points' $'গাড\u09bcি' 1
finds 'a joiner more or less' 'র্যাব' 2
finds 'digits of the other script' '25' 2
finds 'a number without its commas' '12500' 4
finds 'Latin letters of either case' 'DHAKA' 4
finds 'কর is not করাত and not করেছে' 'কর' 5
finds 'করাত is not কর' 'করাত' 5
finds 'ঢাকা is the city' 'ঢাকা' 2
finds 'two words, both wanted' 'র‍্যাব গ্রেপ্তার' 2
finds 'either of two words' 'পুলিশ OR শ্রমিক' '1 4'
finds 'a word that may not stand there' 'করা NOT ঢাকা' ''

# ---- exact forms, phrases, prefixes
finds 'an exact form' '"=ঢাকায়"' 2
finds 'an exact form that does not stand there' '"=ঢাকা"' ''
finds 'an exact form of a verb' '"=করা"' ''
finds 'an exact form in another spelling' $'"=গাড\u09bcিতে"' 1
finds 'a phrase in its forms' '"পুলিশ গাড়ি"' 1
finds 'a phrase in another order' '"গাড়ি পুলিশ"' ''
finds 'a phrase with one word exact' '"=পুলিশ গাড়ি"' ''
finds 'a phrase with the right word exact' '"পুলিশ =গাড়িতে"' 1
finds 'a prefix' 'গ্রেপ্*' 2
finds 'a prefix that ends within a conjunct' 'প্রধানমন্ত্*' 3
finds 'a prefix asks for no lemmas' 'করে*' 2
finds 'a prefix behind a phrase' '"পুলিশ গাড়"*' 1
finds 'a prefix of a lemma that does not stand there' 'যাওয়*' ''
finds 'words near each other' 'NEAR(পুলিশ আগুন, 2)' 1
finds 'the beginning of a column' '^পুলিশ' 1
finds 'not its beginning' '^আগুন' ''

# ---- highlight and snippet
gives 'highlight shows the text as it is written' $'[র‍্যাব] ঢাকায় [২৫] জনকে গ্রেপ্তার [করেছে]।' "$news
SELECT highlight(t, 0, '[', ']') FROM t('র্যাব 25 করা');"
gives 'highlight takes a word with the ending behind its hyphen' 'প্রধানমন্ত্রী [জাতিসংঘ-এর] বৈঠকে যাবেন।' "$news
SELECT highlight(t, 0, '[', ']') FROM t('জাতিসংঘ');"
gives 'highlight of a phrase' '[পুলিশের গাড়িতে] আগুন দেওয়া হয়েছে।' "$news
SELECT highlight(t, 0, '[', ']') FROM t('\"পুলিশ গাড়ি\"');"
gives 'snippet cuts between words' '…[গ্রেপ্তার] করেছে।' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('র‍্যাব ঢাকায় রাতভর অভিযান চালিয়ে ক্ষতিগ্রস্ত এলাকা থেকে ২৫ জনকে গ্রেপ্তার করেছে।');
SELECT snippet(t, 0, '[', ']', '…', 2) FROM t('গ্রেপ্তার');"
gives 'snippet keeps conjuncts and signs whole' '…ক্ষোভে [ক্ষতিগ্রস্ত] র‍্যাব কার্যালয়…' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো জনতার ক্ষোভে ক্ষতিগ্রস্ত র‍্যাব কার্যালয় আজও বন্ধ আছে সেখানে কেউ নেই এখনো');
SELECT snippet(t, 0, '[', ']', '…', 4) FROM t('ক্ষতিগ্রস্ত');"

# ---- options
gives 'lemma off: forms alone, folded' $'1\n0' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla lemma off');
INSERT INTO t VALUES ('ঢাকায় ২৫');
SELECT count(*) FROM t('ঢাকায় 25');
SELECT count(*) FROM t('ঢাকা');"
gives 'fold off: lemmas of any spelling, exact forms as written' $'1\n0\n1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla fold off');
INSERT INTO t VALUES ('বাড়িতে RAB');
SELECT count(*) FROM t('বাড়ি');
SELECT count(*) FROM t('\"=rab\"');
SELECT count(*) FROM t('\"=RAB\"');"
gives 'both off: bytes as written' $'0\n1\n0' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla fold off lemma off');
INSERT INTO t VALUES ('ঢাকায় ২৫');
SELECT count(*) FROM t('25');
SELECT count(*) FROM t('২৫');
SELECT count(*) FROM t('ঢাকা');"
gives 'on is an option too, in any case' 1 "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla LEMMA On');
INSERT INTO t VALUES ('ঢাকায়');
SELECT count(*) FROM t('ঢাকা');"
gives 'an unknown option' '~*rror*tokenizer*' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla stem on');"
gives 'an option without its value' '~*rror*tokenizer*' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla lemma');"
gives 'porter goes in front of it' 1 "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter bangla');
INSERT INTO t VALUES ('ঢাকায়');
SELECT count(*) FROM t('ঢাকা');"
gives 'prefix indexes and columnsize=0' $'1\n1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla', prefix='6 9', columnsize=0);
INSERT INTO t VALUES ('মন্ত্রীদের');
SELECT count(*) FROM t('মন্*');
SELECT count(*) FROM t('মন্ত্রী');"
gives 'detail=none and no content' 1 "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla', detail=none, content='');
INSERT INTO t(rowid, x) VALUES (1, 'মন্ত্রীদের');
SELECT rowid FROM t('মন্ত্রী');"

# ---- any bytes
gives 'NUL bytes part words' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES (CAST(x'e0a695e0a6b0' || char(0) || 'ঢাকায়' AS TEXT));
SELECT count(*) FROM t('কর ঢাকা');"
gives 'bytes that are no UTF-8 part words' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES (CAST(x'ffe0a6' || 'ঢাকায়' || x'c0ff' || 'পুলিশের' AS TEXT));
SELECT count(*) FROM t('পুলিশ ঢাকা');"
gives 'bytes that are no UTF-8 in a query' '0' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
SELECT count(*) FROM t(CAST('\"' || x'ff80e0' || '\"' AS TEXT));"
gives 'empty texts, NULL, numbers, signs alone' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES (''), (NULL), (25), ('।।।'), (x'00');
SELECT count(*) FROM t('২৫');"
gives 'a query of signs alone finds nothing' '0' "$news
SELECT count(*) FROM t('\"।\"');"
gives 'lone signs and hasants' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('ি া ্ ্র কি');
SELECT count(*) FROM t('কি');"
gives 'a text of 20 MB, its last word' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla', content='');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) INSERT INTO t(rowid, x) SELECT 1, group_concat('পুলিশের গাড়ি', ' ') || ' মন্ত্রীরা' FROM n;
SELECT count(*) FROM t('\"গাড়ি মন্ত্রী\"');"
gives 'a word of 6 MB' '1' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla', content='');
INSERT INTO t(rowid, x) VALUES (1, replace(hex(zeroblob(1000000)), '00', 'কা') || ' শেষে');
SELECT count(*) FROM t('শেষ');"

# ---- the index stays whole
gives 'integrity-check, delete, update, rebuild, optimize' $'1\n0\n1\n1' "$news
INSERT INTO t(t) VALUES ('integrity-check');
SELECT count(*) FROM t('পুলিশ');
DELETE FROM t WHERE rowid = 1;
INSERT INTO t(t) VALUES ('integrity-check');
SELECT count(*) FROM t('পুলিশ');
UPDATE t SET x = 'পুলিশকে' WHERE rowid = 2;
INSERT INTO t(t) VALUES ('rebuild');
INSERT INTO t(t) VALUES ('optimize');
INSERT INTO t(t) VALUES ('integrity-check');
SELECT count(*) FROM t('পুলিশ');
DROP TABLE t;
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('ঢাকায়');
SELECT count(*) FROM t('ঢাকা');"
gives 'a table of its own content' 'পুলিশের গাড়ি' "CREATE TABLE news(id INTEGER PRIMARY KEY, body);
CREATE VIRTUAL TABLE t USING fts5(body, content='news', content_rowid='id', tokenize='bangla');
INSERT INTO news VALUES (7, 'পুলিশের গাড়ি');
INSERT INTO t(t) VALUES ('rebuild');
SELECT body FROM t('পুলিশ');"
gives 'forms stand once, lemmas behind a byte' $'01|ঢাকা\n02|ঢাকা\nE0|ঢাকা\nE0|ঢাকা\u09df' "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='bangla');
INSERT INTO t VALUES ('ঢাকা ঢাকায় ঢেকেছে');
CREATE VIRTUAL TABLE v USING fts5vocab(t, row);
SELECT substr(hex(term), 1, 2), trim(term, char(1) || char(2)) FROM v WHERE trim(term, char(1) || char(2)) <> 'ঢেকেছে' ORDER BY trim(term, char(1) || char(2)), hex(term) > 'E', term;"

# ---- functions and the collation
gives 'bangla_fold' $'বা\u09dcি 25 rab র্যাব\n||efbfbd' "SELECT bangla_fold('বাড' || char(0x9BC) || 'ি ২৫ RAB র‍্যাব');
SELECT bangla_fold(NULL), bangla_fold(''), lower(hex(bangla_fold(CAST(x'ff' AS TEXT))));"
gives 'bangla_lemma' 'মন্ত্রী|করা|ঢাকা|25|' "SELECT bangla_lemma('মন্ত্রীদেরকেই'), bangla_lemma('করেছেন'), bangla_lemma(' ঢাকায়,'), bangla_lemma('২৫'), bangla_lemma('।');"
gives 'functions in an index' 1 "CREATE TABLE w(x);
CREATE INDEX by_lemma ON w(bangla_lemma(x));
INSERT INTO w VALUES ('করেছেন');
SELECT count(*) FROM w WHERE bangla_lemma(x) = 'করা';"
words='অংশ অজ আম ইট উতলা উত্তর উৎস কই কংস কক কথা কাঁচা কাক কি কৌশল ক্রম ক্ষমা খাল বট বড বড় বড়াই বণিক যম যাওয়া হাত'
gives 'the order of dictionaries' "- ১০ ২ $words Dhaka" "CREATE TABLE w(x);
$(for w in $(printf '%s\n' $words Dhaka ১০ ২ - | sort -r); do echo "INSERT INTO w VALUES ('$w');"; done)
SELECT group_concat(x, ' ') FROM (SELECT x FROM w ORDER BY x COLLATE bangla);"
gives 'equal in another spelling' '1|1|0' "SELECT 'বা'||char(0x9DC)||'ি' = 'বাড'||char(0x9BC)||'ি' COLLATE bangla, 'র‍্যাব' = 'র্যাব' COLLATE bangla, 'দিন' = 'দীন' COLLATE bangla;"
gives 'a column of that collation' 'র‍্যাব' "CREATE TABLE w(x TEXT COLLATE bangla UNIQUE);
INSERT OR IGNORE INTO w VALUES ('র‍্যাব'), ('র্যাব');
SELECT x FROM w;"

# ---- docs/sqlite.md: what it shows is what happens
block() { perl -0777 -ne 'BEGIN { $want = shift } my @b = /^```\w*\n(.*?)^```/msg; print $b[$want]' "$1" docs/sqlite.md; }
shown_sql=$(block 1 | grep -v '^\.load')
gives 'the example of docs/sqlite.md' "$(block 2)" "$(printf '%s' "$shown_sql" | perl -0777 -pe 's/\n(?=\s)/ /g')"
python=
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$candidate" -c 'import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)' 2>/dev/null || python=$candidate
done
if [ -n "${SANITIZED:-}" ] || [ -z "$python" ]; then
    skip 'the Python of docs/sqlite.md' 'no Python that loads extensions, or under the sanitizers'
else
    (cd "$build" && block_text=$(cd "$OLDPWD" && block 3) && "$python" -c "$block_text") >"$work/python" 2>&1
    block 4 | cmp -s - "$work/python"
    report $? 'the Python of docs/sqlite.md'
    cmp -s <(block 4) "$work/python" || sed 's/^/# /' "$work/python"
fi

finish
