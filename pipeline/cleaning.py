"""Items through an engine into the shards of a folder, or as lines to a stream."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from pipeline.engines.items import Item, item_keys
from pipeline.engines.local import clean_in_order
from pipeline.engines.worker import Work
from pipeline.folder import OutputFolder
from pipeline.identities import Identities
from pipeline.outcome import Outcome
from pipeline.progress import Advance
from pipeline.summary import Summary
from pipeline.writer import Compression, ShardWriter

log = logging.getLogger(__name__)
# A shard ends at the first chunk that brings it here; part of the format: resumed runs must cut
# at the same places.
MAX_SHARD_PAGES: Final = 4096
MAX_SHARD_BYTES: Final = 128 << 20
# Verdicts on pages are counted; an input that could not be read is worth a line of its own.
VERDICTS: Final = frozenset(
    (
        "not_chinese",
        "too_short",
        "list_page",
        "error_page",
        "login_wall",
        "captcha",
        "video_shell",
        "no_article",
        "spam_page",
    )
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run cleans and writes."""

    work: Work = field(default_factory=Work)
    jobs: int = 1
    compression: Compression = Compression.GZIP


def clean_into(
    folder: OutputFolder, items: Iterable[Item], settings: Settings, summary: Summary, advance: Advance
) -> None:
    """Clean every item that the folder does not hold yet, and write shards; an unfinished one is dropped at the end."""
    identities = Identities()
    for row in folder.rows:
        for found in row.files:
            if found.path.startswith("articles/"):
                identities.load(folder.root / found.path)
    writer: ShardWriter | None = None
    written: list[tuple[str, str]] = []
    try:
        for done in clean_in_order(_new(items, folder, summary), settings.work, settings.jobs):
            writer = writer or folder.new_shard(settings.compression)
            for outcome in map(identities.settle, done.outcomes):
                writer.add(outcome)
                note(outcome, summary)
            written += map(item_keys, done.chunk)
            advance(len(done.chunk))
            if writer.pages >= MAX_SHARD_PAGES or writer.bytes >= MAX_SHARD_BYTES:
                folder.commit(writer, written)
                writer, written = None, []
        if writer:
            folder.commit(writer, written)
            writer = None
    finally:
        if writer:
            writer.abandon()


def clean_to_stream(
    out: IO[bytes], items: Iterable[Item], settings: Settings, summary: Summary, advance: Advance
) -> None:
    """Clean every item and write its record to `out` as soon as it is its turn; rejects are told on stderr."""
    identities = Identities()
    for done in clean_in_order(items, settings.work, settings.jobs):
        for outcome in map(identities.settle, done.outcomes):
            out.write(outcome.record)
            note(outcome, summary)
        out.flush()
        advance(len(done.chunk))


def note(outcome: Outcome, summary: Summary) -> None:
    """Count an outcome, and say in one line what went wrong with an input."""
    summary.add(outcome)
    if outcome.reason:
        level = logging.INFO if outcome.reason in VERDICTS else logging.WARNING
        log.log(level, "%s: rejected, %s: %s", outcome.input, outcome.reason, outcome.detail)


def _new(items: Iterable[Item], folder: OutputFolder, summary: Summary) -> Iterator[Item]:
    for item in items:
        if folder.holds(item):
            summary.skipped += 1
        else:
            yield item
