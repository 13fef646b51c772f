"""Which records are written already: no id twice for different inputs, no revision twice."""

from pathlib import Path
from typing import Final

import orjson

from pipeline.outcome import Outcome, reject, renamed
from pipeline.reader import read_lines
from pipeline.record import record_id

REPEATED: Final = "repeated"


class Identities:
    """The ids given so far; about 50 bytes each, held in memory."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def load(self, marks: Path, shard: Path) -> None:
        """Read the ids of a finished shard: its marks, or where they were lost, its records."""
        try:
            self._seen.update(marks.read_bytes().split())
        except FileNotFoundError:
            for line in read_lines(shard):
                record = orjson.loads(line)
                self._seen.add(mark_of(record["id"], record["text_sha256"] if record["canonical_url"] else ""))

    def settle(self, outcome: Outcome) -> Outcome:
        """Return the outcome to write: itself, under the next free id, or a reject.

        Inputs without a URL are told apart by their bytes; the same bytes again are another copy and get an id of their
        own. The same URL with another text is a revision and keeps the id; with the same text it says nothing new.
        """
        if not outcome.record:
            return outcome
        mark = mark_of(outcome.id, outcome.key)
        if mark not in self._seen:
            self._seen.add(mark)
            return outcome
        if outcome.key:
            return reject(
                outcome.input, REPEATED, f"same URL and same text as record {outcome.id}", outcome.source_sha256
            )
        copy = 1
        while (mark := mark_of(found := record_id(outcome.source_sha256, copy), "")) in self._seen:
            copy += 1
        self._seen.add(mark)
        return renamed(outcome, found)


def marks_path(root: Path, shard: str) -> Path:
    """Return where the marks of a shard's records are kept, a hundredth of the shard."""
    return root / ".state" / "shards" / f"{shard}.ids"


def mark_of(name: str, key: str) -> bytes:
    """Return what tells a record from all others: its id, and its revision where one id may have several."""
    return (name + key[:16]).encode("ascii")
