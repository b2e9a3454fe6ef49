-- The archive of ghotona: one SQLite file in four layers that never mix. docs/archive.md explains it; the views at the end are what to query.
-- Days are counted from 1970-01-01; spans (start, stop) are bytes of the version's text: title, newline, body, or the body alone.
-- Columns marked `name` hold the number of a row of `name`; the views show its text.

-- Words that stand in many rows: outlets, languages, types, rules, codes, files.
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

-- What the archive remembers of itself: pack of the search index, …
CREATE TABLE setting (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- ---- source: what was read, as it came. Rows are added, never changed, but for article.current ---------------------------------------------

-- `key` is a hash of the URL, else of outlet and the input's id, else of the text.
CREATE TABLE article (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, current INTEGER NOT NULL);

-- zstd dictionaries of version.body. The last one is in use.
CREATE TABLE dictionary (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

-- Bytes as they came where the article was made of them: a page, a mail, a plain text. `packed`: by zstd, a frame with its size.
CREATE TABLE original (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, packed BLOB NOT NULL);

-- One text that an article had. `hash` tells it from every other: of key, title, body and day of publication.
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    hash BLOB NOT NULL UNIQUE,
    input_id TEXT,                  -- the input's own id
    title TEXT,
    body BLOB NOT NULL,             -- by zstd, with `dictionary` if there is one; a frame with its size
    dictionary INTEGER REFERENCES dictionary,
    size INTEGER NOT NULL,          -- bytes of the text
    day INTEGER, published TEXT,    -- as told, ISO 8601
    published_basis INTEGER,        -- name
    outlet INTEGER, language INTEGER, section INTEGER, dateline INTEGER,     -- names
    url TEXT, byline TEXT, credit TEXT, kicker TEXT, modified TEXT,
    bengali INTEGER,                -- per cent of the letters
    encoding INTEGER,               -- name: what the bytes were, where not UTF-8
    bad_bytes INTEGER, converted INTEGER,
    doubts INTEGER,                 -- bits: 1 truncated, 2 noise as of OCR, 4 boilerplate
    file INTEGER, member TEXT, offset INTEGER, line INTEGER,
    original INTEGER REFERENCES original,
    run INTEGER NOT NULL REFERENCES run     -- which brought it
);
CREATE INDEX version_article ON version (article);
CREATE INDEX version_day ON version (day, outlet);

-- ---- machine: what was read in it; made again at will by `ghotona rerun` ----------------------------------------------------------------

-- Times are seconds since 1970. `ended` is NULL while it runs, or when it was killed.
CREATE TABLE run (
    id INTEGER PRIMARY KEY, command TEXT NOT NULL, begun INTEGER NOT NULL, ended INTEGER,
    program TEXT NOT NULL, pack TEXT NOT NULL, options TEXT NOT NULL,
    added INTEGER NOT NULL DEFAULT 0, versions INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0
);

-- By which run a version was read. `sentences`: the length of each sentence and of the gap before it, as varints, gap first.
CREATE TABLE reading (version INTEGER PRIMARY KEY REFERENCES version, run INTEGER NOT NULL REFERENCES run, records INTEGER NOT NULL, sentences BLOB NOT NULL);

-- The sentences that tell acts, in full, so that a record shows its evidence in any tool.
CREATE TABLE evidence (version INTEGER, sentence INTEGER, start INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (version, sentence)) WITHOUT ROWID;

-- A party as it is told. `key` is who it is: the Latin name where it is known, else the folded text, else code and sector.
CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    text INTEGER, latin INTEGER, code INTEGER, sector INTEGER, office INTEGER,     -- names; NULL unknown
    key INTEGER NOT NULL,                                                          -- name
    hash INTEGER NOT NULL UNIQUE                                                   -- of the five
);
CREATE INDEX actor_key ON actor (key);
CREATE INDEX actor_text ON actor (text);
CREATE INDEX actor_latin ON actor (latin) WHERE latin IS NOT NULL;
CREATE INDEX actor_code ON actor (code) WHERE code IS NOT NULL;
CREATE INDEX actor_sector ON actor (sector) WHERE sector IS NOT NULL;
CREATE INDEX actor_office ON actor (office) WHERE office IS NOT NULL;

CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL, latin INTEGER, country INTEGER, city INTEGER, district INTEGER, province INTEGER,     -- names
    lat REAL, lon REAL, resolution INTEGER,
    hash INTEGER NOT NULL UNIQUE
);
CREATE INDEX place_latin ON place (latin);

CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    hash BLOB NOT NULL,             -- the record's id in JSON, 16 bytes
    type INTEGER NOT NULL, mode INTEGER, contexts INTEGER,      -- names; contexts parted by spaces
    status INTEGER NOT NULL,        -- bits: 1 future, 2 hypothetical, 4 historical, 8 negation
    quad INTEGER, scale REAL, cameo INTEGER,
    date_from INTEGER, date_to INTEGER, grain INTEGER,          -- grain: 1 day, 2 month, 3 year, 4 range
    dated_by INTEGER,               -- 1 the text, 2 the day of publication
    stance INTEGER,                 -- 0 asserts, 1 alleges, 2 denies; NULL where nobody is named as the source
    place INTEGER REFERENCES place,
    sentence INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL,
    also TEXT,                      -- other sentences that tell it, JSON
    confidence INTEGER NOT NULL,    -- in 10000ths
    rule INTEGER NOT NULL, actor_slot INTEGER, recipient_slot INTEGER
);
CREATE INDEX record_version ON record (version);
CREATE INDEX record_hash ON record (hash);
CREATE INDEX record_type ON record (type, date_from);
CREATE INDEX record_date ON record (date_from);
CREATE INDEX record_place ON record (place, date_from) WHERE place IS NOT NULL;

-- role: 1 actor, 2 recipient, 3 said_by. Spans as of `text`; NULL when it is not in the text.
CREATE TABLE record_party (
    record INTEGER, role INTEGER, ordinal INTEGER, actor INTEGER NOT NULL REFERENCES actor, start INTEGER, stop INTEGER,
    PRIMARY KEY (record, role, ordinal)
) WITHOUT ROWID;
CREATE INDEX party_actor ON record_party (actor);

-- kind: 0 dead, 1 injured, 2 arrested, 3 protesters
CREATE TABLE record_count (record INTEGER, kind INTEGER, low INTEGER NOT NULL, high INTEGER NOT NULL, PRIMARY KEY (record, kind)) WITHOUT ROWID;

CREATE TABLE pledge (
    record INTEGER PRIMARY KEY, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
    due_from INTEGER, due_to INTEGER, due_grain INTEGER, not_to INTEGER NOT NULL
);

CREATE TABLE person (version INTEGER, ordinal INTEGER, actor INTEGER NOT NULL REFERENCES actor, mentions INTEGER NOT NULL, start INTEGER, stop INTEGER,
    PRIMARY KEY (version, ordinal)) WITHOUT ROWID;
CREATE INDEX person_actor ON person (actor);

-- speaker: name. What was said is the text from start to stop.
CREATE TABLE quote (version INTEGER, ordinal INTEGER, speaker INTEGER, direct INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (version, ordinal)) WITHOUT ROWID;
CREATE INDEX quote_speaker ON quote (speaker);

-- Places that a version names, each once, with its first span.
CREATE TABLE version_place (version INTEGER, place INTEGER REFERENCES place, mentions INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (version, place)) WITHOUT ROWID;
CREATE INDEX version_place_place ON version_place (place);

-- What `ghotona rerun` changed. kind: 0 changes, 1 appears, 2 goes; `fields`: JSON, before and after.
CREATE TABLE record_change (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, version INTEGER NOT NULL, kind INTEGER NOT NULL, record_id TEXT NOT NULL, fields TEXT NOT NULL);

-- ---- human: what people decided; rows are added, never changed ------------------------------------------------------------------------

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT, made INTEGER NOT NULL, coder TEXT NOT NULL, verb TEXT NOT NULL,
    version_hash BLOB NOT NULL, record_hash BLOB, sentence INTEGER, start INTEGER, stop INTEGER, field TEXT, old TEXT, new TEXT, reason TEXT, note TEXT,
    program TEXT NOT NULL, pack TEXT NOT NULL
);

-- ---- index: made of the above, and could be made again --------------------------------------------------------------------------------

-- rowid is the version. Without content: the text is in version.body. `body` stands first, where a place costs two bytes less.
CREATE VIRTUAL TABLE search USING fts5 (body, title, tokenize = 'bangla', content = '', columnsize = 0, detail = full);

-- What is new is held in memory until it is committed: fewer and larger segments.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);

-- MinHash of a version: `pairs` of words that follow each other, different ones; 128 slots, a byte each. The bands are made in memory of the days at hand.
CREATE TABLE sketch (version INTEGER PRIMARY KEY, day INTEGER, pairs INTEGER NOT NULL, slots BLOB);

-- A report is one text with all its printings, called by the version that was published first.
CREATE TABLE version_report (version INTEGER PRIMARY KEY, report INTEGER NOT NULL);
CREATE INDEX report_printings ON version_report (report);

-- One act told by many records, called by the first of them that came.
CREATE TABLE event_record (record INTEGER PRIMARY KEY, event INTEGER NOT NULL);
CREATE INDEX event_tellings ON event_record (event);

-- ---- views: what people query ------------------------------------------------------------------------------------------------------------

-- Each article as it stands now; `versions` tells all its texts.
CREATE VIEW versions AS
SELECT v.id AS version, v.article, v.id = a.current AS is_current, v.input_id, v.title, o.text AS outlet, v.published, date(v.day * 86400, 'unixepoch') AS day,
       v.url, l.text AS language, v.byline, s.text AS section, d.text AS dateline, v.credit, v.size, v.bengali, e.text AS encoding, v.bad_bytes,
       v.doubts & 1 AS truncated, v.doubts >> 1 & 1 AS ocr_noise, v.doubts >> 2 & 1 AS boilerplate,
       f.text AS file, v.member, v.offset, v.line, lower(hex(v.hash)) AS hash, datetime(r.begun, 'unixepoch') AS added
FROM version v JOIN article a ON a.id = v.article JOIN run r ON r.id = v.run
LEFT JOIN name o ON o.id = v.outlet LEFT JOIN name l ON l.id = v.language LEFT JOIN name s ON s.id = v.section
LEFT JOIN name d ON d.id = v.dateline LEFT JOIN name e ON e.id = v.encoding LEFT JOIN name f ON f.id = v.file;

CREATE VIEW articles AS SELECT * FROM versions WHERE is_current;

CREATE VIEW actors AS
SELECT a.id AS actor, k.text AS key, t.text AS text, l.text AS latin, c.text AS code, s.text AS sector, o.text AS office
FROM actor a JOIN name k ON k.id = a.key LEFT JOIN name t ON t.id = a.text LEFT JOIN name l ON l.id = a.latin
LEFT JOIN name c ON c.id = a.code LEFT JOIN name s ON s.id = a.sector LEFT JOIN name o ON o.id = a.office;

CREATE VIEW places AS
SELECT p.id AS place, t.text AS text, l.text AS latin, c.text AS country, y.text AS city, d.text AS district, v.text AS province, p.lat, p.lon, p.resolution
FROM place p JOIN name t ON t.id = p.text LEFT JOIN name l ON l.id = p.latin LEFT JOIN name c ON c.id = p.country
LEFT JOIN name y ON y.id = p.city LEFT JOIN name d ON d.id = p.district LEFT JOIN name v ON v.id = p.province;

-- Records of articles as they stand now.
CREATE VIEW records AS
SELECT r.id AS record, lower(hex(r.hash)) AS id, v.article, r.version, r.ordinal, t.text AS type, m.text AS mode, x.text AS contexts,
       r.status & 1 AS future, r.status >> 1 & 1 AS hypothetical, r.status >> 2 & 1 AS historical, r.status >> 3 & 1 AS negation,
       r.quad, r.scale, c.text AS cameo,
       date(r.date_from * 86400, 'unixepoch') AS date, date(r.date_to * 86400, 'unixepoch') AS enddate,
       CASE r.dated_by WHEN 1 THEN 'text' WHEN 2 THEN 'published' END AS date_basis,
       (SELECT group_concat(coalesce(latin, text, code || ' ' || sector, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = r.id AND role = 1) AS actors,
       (SELECT group_concat(coalesce(latin, text, code || ' ' || sector, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = r.id AND role = 2) AS recipients,
       (SELECT group_concat(coalesce(latin, text, code || ' ' || sector, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = r.id AND role = 3) AS said_by,
       CASE r.stance WHEN 0 THEN 'asserts' WHEN 1 THEN 'alleges' WHEN 2 THEN 'denies' END AS stance,
       pt.text AS place, pl.text AS place_latin, pc.text AS country,
       r.sentence, e.text AS sentence_text, e.start AS sentence_start, r.trigger_start, r.trigger_stop, r.also,
       r.confidence / 10000.0 AS confidence, u.text AS rule, o.text AS outlet, v.title, v.published, v.url
FROM record r JOIN version v ON v.id = r.version JOIN article a ON a.current = v.id AND a.id = v.article
JOIN name t ON t.id = r.type LEFT JOIN name m ON m.id = r.mode LEFT JOIN name x ON x.id = r.contexts LEFT JOIN name c ON c.id = r.cameo
LEFT JOIN name u ON u.id = r.rule LEFT JOIN name o ON o.id = v.outlet
LEFT JOIN place p ON p.id = r.place LEFT JOIN name pt ON pt.id = p.text LEFT JOIN name pl ON pl.id = p.latin LEFT JOIN name pc ON pc.id = p.country
LEFT JOIN evidence e ON e.version = r.version AND e.sentence = r.sentence;

CREATE VIEW parties AS
SELECT q.record, CASE q.role WHEN 1 THEN 'actor' WHEN 2 THEN 'recipient' ELSE 'said_by' END AS role, q.ordinal, a.*, q.start, q.stop
FROM record_party q JOIN actors a ON a.actor = q.actor;

CREATE VIEW counts AS
SELECT record, CASE kind WHEN 0 THEN 'dead' WHEN 1 THEN 'injured' WHEN 2 THEN 'arrested' ELSE 'protesters' END AS kind, low, high FROM record_count;

CREATE VIEW people AS
SELECT v.article, p.version, p.ordinal, a.*, p.mentions, p.start, p.stop
FROM person p JOIN version v ON v.id = p.version JOIN article c ON c.current = v.id AND c.id = v.article JOIN actors a ON a.actor = p.actor;

CREATE VIEW quotes AS
SELECT v.article, q.version, q.ordinal, s.text AS speaker, q.direct, q.start, q.stop, o.text AS outlet, v.published, v.title, v.url
FROM quote q JOIN version v ON v.id = q.version JOIN article a ON a.current = v.id AND a.id = v.article
LEFT JOIN name s ON s.id = q.speaker LEFT JOIN name o ON o.id = v.outlet;

CREATE VIEW pledges AS
SELECT r.*, p.text AS content, date(p.due_from * 86400, 'unixepoch') AS due_from, date(p.due_to * 86400, 'unixepoch') AS due_to, p.not_to
FROM pledge p JOIN records r ON r.record = p.record;

-- Each article as it stands, with the report it is a printing of.
CREATE VIEW printings AS
SELECT g.report, v.id AS version, v.article, v.id = g.report AS is_first, o.text AS outlet, v.published, date(v.day * 86400, 'unixepoch') AS day, v.title, v.url
FROM version_report g JOIN version v ON v.id = g.version JOIN article a ON a.current = v.id AND a.id = v.article LEFT JOIN name o ON o.id = v.outlet;

CREATE VIEW reports AS
SELECT report, count(*) AS printings, count(DISTINCT outlet) AS outlets, min(day) AS first_day, max(day) AS last_day, group_concat(DISTINCT outlet) AS printed_by
FROM printings GROUP BY report;

-- The crosswalk: which record tells which event. Tellings of one report are copies of each other.
CREATE VIEW event_records AS
SELECT x.event, x.record, g.report, r.version, v.article, v.outlet FROM event_record x JOIN record r ON r.id = x.record JOIN version v ON v.id = r.version
LEFT JOIN version_report g ON g.version = r.version;

-- `tellings`: records of it; `reports`: texts that tell it independently; the rest are copies.
CREATE VIEW events AS
SELECT e.id AS event, t.text AS type, m.text AS mode, date(e.date_from * 86400, 'unixepoch') AS date, date(e.date_to * 86400, 'unixepoch') AS enddate,
       (SELECT group_concat(coalesce(latin, text, code || ' ' || sector, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = e.id AND role = 1) AS actors,
       (SELECT group_concat(coalesce(latin, text, code || ' ' || sector, sector), '; ') FROM record_party q JOIN actors USING (actor) WHERE q.record = e.id AND role = 2) AS recipients,
       l.text AS place,
       (SELECT count(*) FROM event_record w WHERE w.event = e.id) AS tellings,
       (SELECT count(DISTINCT report) FROM event_records w WHERE w.event = e.id) AS reports,
       (SELECT count(DISTINCT article) FROM event_records w WHERE w.event = e.id) AS articles,
       (SELECT count(DISTINCT outlet) FROM event_records w WHERE w.event = e.id) AS outlets,
       s.text AS sentence_text
FROM event_record x JOIN record e ON e.id = x.event JOIN name t ON t.id = e.type LEFT JOIN name m ON m.id = e.mode
LEFT JOIN place p ON p.id = e.place LEFT JOIN name l ON l.id = p.latin LEFT JOIN evidence s ON s.version = e.version AND s.sentence = e.sentence
WHERE x.record = x.event;

-- What the archive holds of each outlet and day.
CREATE VIEW coverage AS
SELECT o.text AS outlet, date(v.day * 86400, 'unixepoch') AS day, count(*) AS articles, sum(g.records) AS records
FROM version v JOIN article a ON a.current = v.id AND a.id = v.article LEFT JOIN reading g ON g.version = v.id LEFT JOIN name o ON o.id = v.outlet
GROUP BY v.outlet, v.day;
