"""Duplicate labels on outcomes: `dup_of` and `dup_kind` filled in, or the record dropped where that was asked for."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import orjson

from pipeline.dedup.index import EXACT, NEAR, DuplicateIndex
from pipeline.dedup.signature import signature
from pipeline.outcome import Outcome, reject
from pipeline.reader import read_lines

UNLABELLED: Final = b'"dup_of":"","dup_kind":""'
DUPLICATE: Final = "duplicate"


class Labels:
    """Compares every record with those before it, in the order of the input."""

    def __init__(self, path: Path | None, drop: Iterable[str] = ()) -> None:
        self._drop = frozenset(drop)
        self._index = DuplicateIndex(path, self._drop | {EXACT, NEAR})

    def catch_up(self, shards: list[Path | None], read: Callable[[Path], Iterable[bytes]] = read_lines) -> None:
        """Make the index hold exactly the texts of these shards: forget what a crash left, learn what it lost.

        A shard without records is None.
        """
        self._index.forget_from(len(shards))
        for number in range(self._index.shards(), len(shards)):
            shard = shards[number]
            for line in read(shard) if shard else ():
                record = orjson.loads(line)
                self._index.judge(signature(record["text"]), record["id"], number)
        self._index.commit()

    def label(self, outcome: Outcome, shard: int) -> Outcome:
        """Return the outcome with its label, or the reject it becomes."""
        if not outcome.record or outcome.signature is None:
            return outcome
        copy = self._index.judge(outcome.signature, outcome.id, shard)
        if copy.kind in self._drop:
            detail = f"{copy.kind} duplicate of record {copy.of}"
            return reject(outcome.input, DUPLICATE, detail, outcome.source_sha256)
        if not copy.kind:
            return outcome
        labelled = f'"dup_of":"{copy.of}","dup_kind":"{copy.kind}"'.encode()
        counts = (*outcome.counts, (f"dup_{copy.kind}", 1))
        return replace(outcome, record=outcome.record.replace(UNLABELLED, labelled, 1), counts=counts)

    def commit(self) -> None:
        """Make the labels given so far lasting; to be called before the shard is."""
        self._index.commit()

    def close(self) -> None:
        """Let the index go; what was not committed is forgotten."""
        self._index.close()
