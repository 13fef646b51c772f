"""Items through an engine into the shards of a folder, or as lines to a stream."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from pipeline.dedup.labels import Labels
from pipeline.engines.items import Item, item_keys, share_of
from pipeline.engines.local import Done, clean_in_order
from pipeline.engines.on_ray import Cluster, clean_on_ray
from pipeline.engines.worker import Work
from pipeline.folder import OutputFolder
from pipeline.holdings import Holdings
from pipeline.ledger import INDEX, Ledger
from pipeline.outcome import Outcome
from pipeline.progress import Advance
from pipeline.summary import Summary
from pipeline.writer import Compression, ShardWriter
from scraper.warc import Slice

log = logging.getLogger(__name__)
# A shard ends at the first chunk that brings it here; part of the format: resumed runs must cut
# at the same places.
MAX_SHARD_PAGES: Final = 4096
MAX_SHARD_BYTES: Final = 128 << 20
# Verdicts on pages are counted; an input that could not be read is worth a line of its own.
QUIET_REASONS: Final = frozenset(
    (
        *("not_chinese", "too_short", "list_page", "error_page", "login_wall", "captcha", "video_shell", "no_article"),
        *("spam_page", "low_quality", "duplicate", "revisit"),
    )
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run cleans and writes."""

    work: Work = field(default_factory=Work)
    jobs: int = 1
    compression: Compression = Compression.GZIP
    drop_duplicates: tuple[str, ...] = ()
    cluster: Cluster | None = None

    def clean(self, items: Iterable[Item], spill: str) -> Iterator[Done]:
        """Yield every chunk of the items with its outcomes, in order, from the engine that was asked for."""
        if self.cluster is None:
            return clean_in_order(items, self.work, self.jobs)
        return clean_on_ray(items, self.work, self.cluster, spill)

    def ledger(self, holdings: Holdings, state: Path | None) -> Ledger:
        """Return a ledger that keeps its index of texts in a folder, or in a passing file for None."""
        if not self.work.rules.signed:
            return Ledger(holdings, None)
        return Ledger(holdings, Labels(state / INDEX if state else None, self.drop_duplicates))


class ShardStream:
    """Outcomes in order into shard after shard; what is unfinished at the end of the `with` was never there."""

    def __init__(self, folder: OutputFolder, ledger: Ledger, settings: Settings, summary: Summary) -> None:
        self._folder = folder
        self._ledger = ledger
        self._settings = settings
        self._summary = summary
        self._writer: ShardWriter | None = None
        self._keys: list[tuple[str, str]] = []

    def add(self, outcomes: Iterable[Outcome], keys: Iterable[tuple[str, str]]) -> None:
        """Write the outcomes of the inputs with these keys, and finish the shard when it is full."""
        self._writer = self._writer or self._folder.new_shard(self._settings.compression)
        shard = len(self._folder.rows)
        for outcome in outcomes:
            settled = self._ledger.settle(outcome, shard)
            self._writer.add(settled)
            note(settled, self._summary)
        self._keys += keys
        if self._writer.pages >= MAX_SHARD_PAGES or self._writer.bytes >= MAX_SHARD_BYTES:
            self.finish()

    def finish(self) -> None:
        """Finish the shard in the making, if there is one."""
        if self._writer:
            self._ledger.commit()
            self._folder.commit(self._writer, self._keys)
            self._writer, self._keys = None, []

    def abandon(self) -> None:
        """Forget the shard in the making."""
        if self._writer:
            self._writer.abandon()


def clean_into(
    folder: OutputFolder, items: Iterable[Item], settings: Settings, summary: Summary, advance: Advance
) -> None:
    """Clean every item that the folder does not hold yet, and write shards; an unfinished one is dropped at the end."""
    with settings.ledger(folder.holdings, folder.state) as ledger:
        ledger.catch_up(folder.root, folder.rows, folder.read_shard)
        shards = ShardStream(folder, ledger, settings, summary)
        try:
            for done in settings.clean(_new(items, folder, summary, advance), folder.spill):
                shards.add(_unknown(done, folder), map(item_keys, done.chunk))
                advance(sum(map(share_of, done.chunk)))
            shards.finish()
        finally:
            shards.abandon()


def clean_to_stream(
    out: IO[bytes], items: Iterable[Item], settings: Settings, summary: Summary, advance: Advance
) -> None:
    """Clean every item and write its record to `out` as soon as it is its turn; rejects are told on stderr."""
    with closing(Holdings()) as holdings, settings.ledger(holdings, None) as ledger:
        for done in clean_in_order(items, settings.work, settings.jobs):
            for outcome in done.outcomes:
                settled = ledger.settle(outcome, 0)
                out.write(settled.record)
                note(settled, summary)
            out.flush()
            advance(sum(map(share_of, done.chunk)))


def note(outcome: Outcome, summary: Summary) -> None:
    """Count an outcome, and say in one line what went wrong with an input."""
    summary.add(outcome)
    if outcome.reason:
        level = logging.INFO if outcome.reason in QUIET_REASONS else logging.WARNING
        detail = outcome.detail.removeprefix(f"{outcome.input}: ")
        log.log(level, "%s: rejected, %s: %s", outcome.input, outcome.reason, detail)


def _unknown(done: Done, folder: OutputFolder) -> Iterator[Outcome]:
    """Yield the outcomes of a chunk, without those of a slice that an earlier run with a limit has read page by page."""
    sliced = isinstance(done.chunk[0], Slice)
    return (found for found in done.outcomes if not (sliced and folder.holds_name(found.input)))


def _new(items: Iterable[Item], folder: OutputFolder, summary: Summary, advance: Advance) -> Iterator[Item]:
    for item in items:
        if folder.holds(item):
            summary.skipped += 1
            advance(share_of(item))
        else:
            yield item
