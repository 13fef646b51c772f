"""What is known of all records so far: their ids and, unless switched off, their texts; both in SQLite."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.dedup.labels import Labels
from pipeline.holdings import Holdings
from pipeline.identities import Identities
from pipeline.outcome import Outcome
from pipeline.reader import read_lines
from pipeline.writer import ShardRow, articles_of

INDEX: Final = "dedup.sqlite"


class Ledger:
    """Settles each outcome against all before it; used in a `with`."""

    def __init__(self, holdings: Holdings, labels: Labels | None) -> None:
        self._identities = Identities(holdings)
        self._labels = labels

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the index of texts go; what was not committed is forgotten."""
        if self._labels:
            self._labels.close()

    def catch_up(self, root: Path, rows: list[ShardRow], read: Callable[[Path], Iterator[bytes]] = read_lines) -> None:
        """Learn the texts of the finished shards of a folder; `read` yields the lines of one of their files."""
        if self._labels:
            self._labels.catch_up([articles_of(root, row) for row in rows], read)

    def settle(self, outcome: Outcome, shard: int) -> Outcome:
        """Return what is to be written for an outcome: under a free id, labelled, or rejected as a repetition."""
        settled = self._identities.settle(outcome)
        settled = self._labels.label(settled, shard) if self._labels else settled
        return replace(settled, visit=outcome.visit) if settled.visit != outcome.visit else settled

    def commit(self) -> None:
        """Make lasting what a shard added; to be called before the shard itself is finished."""
        if self._labels:
            self._labels.commit()
