"""What the finished shards hold, in SQLite: the keys of their inputs and the marks of their records.

The receipts are what counts; this is their index, so that memory does not grow with them and a run that adds to many shards need not
read them all. It becomes lasting after a shard's receipt, so a crash leaves it one shard behind; where it knows other
shards than those there are, it is made anew.
"""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pipeline.writer import ShardRow

HOLDINGS: Final = "holdings.sqlite"
CACHE_KIB: Final = 2048
# An index of another version is made anew.
VERSION: Final = 1
SCHEMA: Final = """
create table if not exists shard (number integer primary key, digest text not null);
create table if not exists input (name text primary key, content text not null) without rowid;
create table if not exists mark (mark blob primary key) without rowid;
"""
TABLES: Final = ("shard", "input", "mark")
Keys = Iterable[tuple[str, str]]


class Holdings:
    """The index of one folder, or, without a path, of one run; what was not committed is forgotten by `close`."""

    def __init__(self, path: Path | None = None) -> None:
        # without a name SQLite keeps what outgrows its cache in a file of its own, and deletes it
        self._base = sqlite3.connect(path or "", isolation_level=None)
        # nobody else opens it, the lock of the folder sees to that: no memory to share
        for setting in (
            "locking_mode = exclusive",
            "journal_mode = wal",
            "synchronous = normal",
            f"cache_size = -{CACHE_KIB}",
        ):
            self._base.execute(f"pragma {setting}")
        (version,) = self._base.execute("pragma user_version").fetchone()
        if version != VERSION:
            for table in TABLES:
                self._base.execute(f"drop table if exists {table}")
            self._base.execute(f"pragma user_version = {VERSION}")
        self._base.executescript(SCHEMA)
        self._base.execute("begin")

    def close(self) -> None:
        """Forget what was not committed and let the file go."""
        self._base.execute("rollback")
        self._base.close()

    def catch_up(
        self, rows: list[ShardRow], keys: Callable[[ShardRow], Keys], marks: Callable[[ShardRow], Iterable[bytes]]
    ) -> None:
        """Make the index hold exactly these shards; `keys` and `marks` read what one of them holds."""
        known = [digest for (digest,) in self._base.execute("select digest from shard order by number")]
        if known != [row.inputs_sha256 for row in rows[: len(known)]]:
            for table in TABLES:
                self._base.execute(f"delete from {table}")
            known = []
        for row in rows[len(known) :]:
            self._base.executemany("insert or ignore into mark values (?)", ((mark,) for mark in marks(row)))
            self.commit(row, keys(row))

    def content(self, name: str) -> str | None:
        """Return the newest content key that a finished shard has under a name."""
        found = self._base.execute("select content from input where name = ?", (name,)).fetchone()
        return found and str(found[0])

    def has(self, mark: bytes) -> bool:
        """Tell whether a record has a mark, be it one of the shard in the making."""
        return self._base.execute("select 1 from mark where mark = ?", (mark,)).fetchone() is not None

    def claim(self, mark: bytes) -> bool:
        """Take a mark for a record of the shard in the making; return whether it was free."""
        return self._base.execute("insert or ignore into mark values (?)", (mark,)).rowcount == 1

    def commit(self, row: ShardRow, keys: Keys) -> None:
        """Make lasting what was claimed for a finished shard, and the keys of its inputs."""
        self._base.executemany("insert or replace into input values (?, ?)", keys)
        self._base.execute("insert into shard (digest) values (?)", (row.inputs_sha256,))
        self._base.execute("commit")
        self._base.execute("begin")
