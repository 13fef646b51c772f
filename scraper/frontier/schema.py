"""The frontier's tables, and the one way to open them."""

import sqlite3
from pathlib import Path

from scraper.errors import REFUSED_WRITES, FrontierError, FrontierFullError

VERSION = 2

TABLES = """
CREATE TABLE IF NOT EXISTS urls (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- canonical URL
    url TEXT NOT NULL,                  -- the spelling to ask for
    host TEXT NOT NULL,
    kind TEXT NOT NULL,
    seed INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL DEFAULT 0,    -- redirects that led here
    origin TEXT NOT NULL,               -- the URL where those redirects began
    via TEXT NOT NULL DEFAULT '',       -- those redirects, one a line: status and URL
    priority INTEGER NOT NULL,          -- low numbers first
    dated REAL NOT NULL DEFAULT 0,      -- newest date a sitemap or feed gave, 0 unknown
    state TEXT NOT NULL,                -- pending, leased, done
    due REAL,                           -- not before; for a done URL its next visit, NULL never
    attempts INTEGER NOT NULL DEFAULT 0,
    token INTEGER NOT NULL DEFAULT 0,   -- counts leases; a result under an older one is refused
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL DEFAULT '',
    text_digest TEXT NOT NULL DEFAULT '',
    visited REAL NOT NULL DEFAULT 0,
    interval REAL NOT NULL DEFAULT 0,   -- seconds to the next visit
    unchanged INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS pending ON urls (host, priority, dated DESC, id) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS leased ON urls (host) WHERE state = 'leased';
CREATE INDEX IF NOT EXISTS revisits ON urls (due) WHERE state = 'done' AND due IS NOT NULL;
CREATE TABLE IF NOT EXISTS hosts (
    host TEXT PRIMARY KEY,
    next_allowed REAL NOT NULL,
    slowdown REAL NOT NULL,
    errors INTEGER NOT NULL,            -- in a row
    answered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    paused TEXT NOT NULL                -- why, '' where it is not
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS robots (
    origin TEXT PRIMARY KEY,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    fetched REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (      -- how many URLs of a host and a pattern are known
    host TEXT NOT NULL,
    pattern TEXT NOT NULL,              -- '' for all of them
    n INTEGER NOT NULL,
    PRIMARY KEY (host, pattern)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outcomes (
    run INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (run, outcome)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS payloads (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    url INTEGER NOT NULL,
    payload BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY,
    began REAL NOT NULL,
    touched REAL NOT NULL,
    pages INTEGER NOT NULL DEFAULT 0,
    ended TEXT NOT NULL DEFAULT ''      -- why, '' while it runs or after it was killed
);
"""
SHARED_TABLES = """
CREATE TABLE IF NOT EXISTS owner (      -- one row: who may write, where several processes could
    one INTEGER PRIMARY KEY CHECK (one = 1),
    token INTEGER NOT NULL,             -- counts owners; whoever holds an older one is refused
    beat INTEGER NOT NULL,              -- counts signs of life
    held INTEGER NOT NULL,              -- 0 once it was given back
    epoch TEXT NOT NULL,                -- a name for this file: its outbox counts from 1
    written INTEGER NOT NULL DEFAULT 0  -- the last row of the outbox that is in a file
);
CREATE TABLE IF NOT EXISTS outbox (     -- links that belong to other shards; a row stays as it is
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    dated REAL NOT NULL,
    seed INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    link TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS posted ON outbox (key, dated, seed);
CREATE INDEX IF NOT EXISTS addressed ON outbox (receiver, seq);
CREATE TABLE IF NOT EXISTS inbox (      -- how far the outboxes of others were taken in
    sender TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) WITHOUT ROWID;
"""
# what an older schema lacks, by its version
UPGRADES = {1: f"ALTER TABLE urls ADD COLUMN via TEXT NOT NULL DEFAULT ''; {SHARED_TABLES}"}


def open_database(path: Path, journal: str = "WAL") -> sqlite3.Connection:
    """Return a connection to the frontier at a path, made where there is none.

    A write-ahead log is shared memory: where owners on several machines may follow each other, the journal is a file.

    WAL with synchronous=NORMAL: what is committed survives the death of the process, and a power cut takes at most the
    last commits, never the consistency.
    """
    try:
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10.0)
        database.execute(f"PRAGMA journal_mode = {journal}")
        database.execute("PRAGMA synchronous = NORMAL")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, VERSION, *UPGRADES}:
            database.close()
            raise FrontierError(f"{path}: written by another version of this program (schema {version}, not {VERSION})")
        if version == 0:
            database.executescript(f"BEGIN; {TABLES} {SHARED_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        for older in range(version, VERSION) if version else ():
            database.executescript(f"BEGIN; {UPGRADES[older]} PRAGMA user_version = {older + 1}; COMMIT;")
    except sqlite3.Error as error:
        raise frontier_error(path, error) from error
    database.row_factory = sqlite3.Row
    return database


def frontier_error(path: Path, error: sqlite3.Error) -> FrontierError:
    """Return what a failure of the data base means: no room, or a file that cannot be used."""
    kind = FrontierFullError if getattr(error, "sqlite_errorname", "") in REFUSED_WRITES else FrontierError
    return kind(f"{path}: {error}")
