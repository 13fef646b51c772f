"""The texts so far, in SQLite: which of them a new one repeats, and whether as a whole, nearly, or in part.

Only first tellings are kept, so that every copy names the same record. Changes become lasting with `commit`, once for
each finished shard.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import eq
from pathlib import Path
from typing import Any, Final

from pipeline.dedup.postings import Postings
from pipeline.dedup.signature import BINS, Signature, ends_in_zeros

EXACT: Final = "exact"
NEAR: Final = "near"
CONTAINED: Final = "contained"
KINDS: Final = (EXACT, NEAR, CONTAINED)
MIN_SIMILARITY: Final = 0.5
# Of the shorter text's sentences, this share stands in the other; and at least so many, or the text is one sentence.
MIN_SHARED: Final = 0.6
MIN_SHARED_SENTENCES: Final = 2
# Of the texts that share a hash with a new one, those that share most are compared.
MAX_CANDIDATES: Final = 50
# More is no faster: what does not fit is in the system's cache of the file, which gives way when memory is short.
CACHE_KIB: Final = 8192
WAL_BYTES: Final = 64 << 20
# An index of another version is forgotten and made anew from the shards.
VERSION: Final = 2
SCHEMA: Final = """
create table if not exists doc (
    number integer primary key, shard integer not null, id text not null,
    level integer not null, sentences integer not null, sketch blob not null);
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a text repeats: the id of the first telling, and how; both "" for a text that is new."""

    of: str = ""
    kind: str = ""


NEW: Final = Copy()


class DuplicateIndex:
    """All first tellings; not safe for two processes at once, the lock of the output folder sees to that."""

    def __init__(self, path: Path | None, passed_over: frozenset[str] = frozenset((EXACT, NEAR))) -> None:
        self._passed_over = passed_over
        # without a name SQLite keeps what outgrows its cache in a file of its own, and deletes it
        self._base = sqlite3.connect(path or "", isolation_level=None, cached_statements=512)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.execute(f"pragma cache_size = -{CACHE_KIB}")
        self._base.execute(f"pragma journal_size_limit = {WAL_BYTES}")
        self._forget_other_versions()
        self._base.executescript(SCHEMA)
        self._postings = Postings(self._base)
        self._begin()

    def close(self) -> None:
        """Forget what was not committed and let the file go."""
        self._base.execute("rollback")
        self._base.close()

    def commit(self) -> None:
        """Make what was added lasting."""
        moved = self._postings.settle()
        self._base.execute("commit")
        if moved:
            self._base.execute("pragma wal_checkpoint(truncate)")
        self._begin()

    def shards(self) -> int:
        """Return how many shards the index knows, by the last one that added a text."""
        (last,) = self._base.execute("select max(shard) from doc").fetchone()
        return 0 if last is None else int(last) + 1

    def forget_from(self, shard: int) -> None:
        """Delete the texts of this shard and of all after it."""
        (first,) = self._base.execute("select min(number) from doc where shard >= ?", (shard,)).fetchone()
        if first is None:
            return
        self._base.execute("delete from doc where number >= ?", (first,))
        self._postings.forget_from(first)
        self.commit()

    def judge(self, found: Signature, record_id: str, shard: int) -> Copy:
        """Return what a text repeats, and keep it unless copies of its kind are passed over."""
        if not found.letters:
            return NEW
        known = self._postings.find((found.digest, *found.bands, *found.sentences))
        copy = self._copy(found, known) if known else NEW
        if copy.kind not in self._passed_over:
            self._add(found, known, record_id, shard)
        return copy

    def _copy(self, found: Signature, known: dict[int, list[int]]) -> Copy:
        if found.digest in known:
            ((name,),) = self._docs(known[found.digest][:1], "id")
            return Copy(name, EXACT)
        return self._near(found, known) or self._contained(found, known) or NEW

    def _near(self, found: Signature, known: dict[int, list[int]]) -> Copy | None:
        best: tuple[float, int, str] | None = None
        for number, name, sketch in self._docs(_sharing(found.bands, known), "number, id, sketch"):
            similarity = sum(map(eq, sketch, found.sketch)) / BINS
            if similarity >= MIN_SIMILARITY:
                best = min(best or (1.0, 0, ""), (-similarity, number, name))
        return Copy(best[2], NEAR) if best else None

    def _contained(self, found: Signature, known: dict[int, list[int]]) -> Copy | None:
        shared = _sharing(found.sentences, known)
        best: tuple[float, int, str] | None = None
        for number, name, level, sentences in self._docs(shared, "number, id, level, sentences"):
            shorter = min(found.at_level(level), sentences)
            if shared[number] >= max(min(MIN_SHARED_SENTENCES, shorter), MIN_SHARED * shorter):
                best = min(best or (1.0, 0, ""), (-float(shared[number]), number, name))
        return Copy(best[2], CONTAINED) if best else None

    def _docs(self, numbers: Iterable[int], columns: str) -> list[tuple[Any, ...]]:
        wanted = tuple(numbers)
        if not wanted:
            return []
        marks = ",".join("?" * len(wanted))
        return self._base.execute(f"select {columns} from doc where number in ({marks})", wanted).fetchall()

    def _add(self, found: Signature, known: dict[int, list[int]], record_id: str, shard: int) -> None:
        level = found.level()
        sample = [value for value in found.sentences if ends_in_zeros(value, level)]
        number = self._base.execute(
            "insert into doc (shard, id, level, sentences, sketch) values (?, ?, ?, ?, ?)",
            (shard, record_id, level, len(sample), found.sketch),
        ).lastrowid
        if number is not None:
            self._postings.add(number, (found.digest, *found.bands, *sample), known)

    def _forget_other_versions(self) -> None:
        (version,) = self._base.execute("pragma user_version").fetchone()
        if version != VERSION:
            for table in ("doc", "digest", "band", "sentence", "fresh", "settled"):
                self._base.execute(f"drop table if exists {table}")
            self._base.execute(f"pragma user_version = {VERSION}")

    def _begin(self) -> None:
        self._base.execute("begin")


def _sharing(hashes: Iterable[int], known: dict[int, list[int]]) -> Counter[int]:
    """Return the texts that share any of the hashes, and how many; the earliest where there are too many."""
    shared = Counter(doc for value in hashes for doc in known.get(value, ()))
    if len(shared) <= MAX_CANDIDATES:
        return shared
    kept = sorted(shared, key=lambda doc: (-shared[doc], doc))[:MAX_CANDIDATES]
    return Counter({doc: shared[doc] for doc in kept})
