"""Which texts have a hash: rows of (hash, text) in two SQLite tables, a small one that is written to and a large one.

Hashes come in no order, so a row added to a large tree costs a page of its own, and the index gets slower the more it
knows. New rows therefore go to a tree small enough to stay cached, and move in the order of their hashes, many to
a page, once they are a share of the large one.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

# A hash that so many texts have (a weather template, a stock phrase) tells nothing more; later texts are not added.
MAX_TEXTS: Final = 50
MOVE_ROWS: Final = 1 << 21
MOVE_SHARE: Final = 0.125
SCHEMA: Final = """
create table if not exists fresh (hash integer not null, doc integer not null, primary key (hash, doc)) without rowid;
create table if not exists settled (hash integer not null, doc integer not null, primary key (hash, doc)) without rowid;
"""


class Postings:
    """The rows of one index; what is added becomes lasting with its owner's transaction."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.executescript(SCHEMA)
        self._fresh, self._settled = (self._count(table) for table in ("fresh", "settled"))

    def find(self, hashes: Iterable[int]) -> dict[int, list[int]]:
        """Return the texts of every hash that has any, the earliest first."""
        wanted = tuple(hashes)
        marks = ",".join("?" * len(wanted))
        found: dict[int, list[int]] = defaultdict(list)
        for table in ("settled", "fresh"):
            for value, doc in self._base.execute(f"select hash, doc from {table} where hash in ({marks})", wanted):
                found[value].append(doc)
        return found

    def add(self, doc: int, hashes: Iterable[int], known: dict[int, list[int]]) -> None:
        """Note that a text has these hashes; `known` is what `find` returned for them."""
        rows = [(value, doc) for value in set(hashes) if len(known.get(value, ())) < MAX_TEXTS]
        self._base.executemany("insert or ignore into fresh values (?, ?)", rows)
        self._fresh += len(rows)

    def settle(self) -> bool:
        """Move the new rows to the large table if they are many; tell whether they were."""
        if self._fresh < max(MOVE_ROWS, MOVE_SHARE * self._settled):
            return False
        self._base.execute("insert or ignore into settled select hash, doc from fresh order by hash, doc")
        self._base.execute("delete from fresh")
        self._settled += self._fresh
        self._fresh = 0
        return True

    def forget_from(self, doc: int) -> None:
        """Delete the rows of this text and of all after it."""
        for table in ("fresh", "settled"):
            self._base.execute(f"delete from {table} where doc >= ?", (doc,))

    def _count(self, table: str) -> int:
        """Return how many rows a table has, or a little more: exact where it is small."""
        (count,) = self._base.execute(f"select count(*) from {table}").fetchone()
        return int(count)
