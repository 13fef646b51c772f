"""Shards: numbered files of lines that get their names when they are whole; their bytes depend on the pages alone.

No time, no file name, no host is written into them, so that the same pages give the same bytes on every run.
"""

import gzip
import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, Final, Protocol

from pipeline.marks import mark_of
from pipeline.outcome import Outcome
from pipeline.visits import visit_line

SECTIONS: Final = ("articles", "removed", "rejects", "fetched")
GZIP_LEVEL: Final = 6
ZSTD_LEVEL: Final = 3
BUFFER_BYTES: Final = 1 << 18


class Compression(StrEnum):
    """How shards are stored; the value is the end of their name."""

    GZIP = ".gz"
    ZSTD = ".zst"
    PLAIN = ""


COMPRESSIONS: Final = {"gz": Compression.GZIP, "zst": Compression.ZSTD, "plain": Compression.PLAIN}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A finished file of a shard as the manifest names it; `path` is relative to the output folder."""

    path: str
    sha256: str
    bytes: int
    lines: int


@dataclass(frozen=True, slots=True)
class ShardRow:
    """A finished shard; `pages` is the number of inputs that went in, `records` + the rejects in `reasons`.

    Days are those of publication, "" where no page named one.
    """

    name: str
    pages: int
    records: int
    rejects: int
    reasons: dict[str, int]
    counts: dict[str, int]
    sites: dict[str, int]
    first_date: str
    last_date: str
    inputs_sha256: str
    files: list[FileRow] = field(default_factory=list)


def articles_of(root: Path, row: ShardRow) -> Path | None:
    """Return the file of a shard's records, None for a shard of rejects."""
    return next((root / found.path for found in row.files if found.path.startswith("articles/")), None)


class _Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...
    def close(self) -> None: ...


class LineFile:
    """A file of lines under a temporary name."""

    def __init__(self, temporary: Path, final: Path, compression: Compression) -> None:
        self.final = final
        self.lines = 0
        self._temporary = temporary
        self._raw = temporary.open("wb", buffering=BUFFER_BYTES)
        self._sink = _compressor(self._raw, compression)

    def write(self, lines: bytes, count: int) -> None:
        """Append `count` whole lines."""
        self._sink.write(lines)
        self.lines += count

    def close(self, root: Path) -> FileRow:
        """Bring every byte to the disk and return the file's row; the name is still the temporary one."""
        self._sink.close()
        if not self._raw.closed:
            self._raw.flush()
            os.fsync(self._raw.fileno())
            self._raw.close()
        with self._temporary.open("rb") as written:
            found = hashlib.file_digest(written, "sha256").hexdigest()
        size = self._temporary.stat().st_size
        return FileRow(self.final.relative_to(root).as_posix(), found, size, self.lines)

    def publish(self) -> None:
        """Give the file its name at one stroke."""
        self.final.parent.mkdir(exist_ok=True)
        self._temporary.replace(self.final)
        sync_folder(self.final.parent)

    def abandon(self) -> None:
        """Delete what was written."""
        self._raw.close()
        self._temporary.unlink(missing_ok=True)


class ShardWriter:
    """One shard in the making: `add` outcomes, then `finish`, or `abandon` and nothing was written."""

    def __init__(self, root: Path, number: int, compression: Compression, scratch: Path) -> None:
        self.name = f"part-{number:05d}"
        self.pages = 0
        self.bytes = 0
        self.marks: list[bytes] = []
        self._root = root
        self._scratch = scratch
        self._compression = compression
        self._files: dict[str, LineFile] = {}
        self._reasons: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._sites: Counter[str] = Counter()
        self._days: set[str] = set()
        self._inputs = hashlib.sha256()

    def add(self, outcome: Outcome) -> None:
        """Append the lines of one page."""
        self.pages += 1
        self._inputs.update(f"{outcome.source_sha256} {outcome.input}\n".encode("utf-8", "surrogateescape"))
        if outcome.visit:
            self._write("fetched", visit_line(outcome.id, outcome.input, outcome.visit), 1)
        if outcome.reason:
            self._reasons[outcome.reason] += 1
            self._write("rejects", outcome.reject, 1)
            return
        self.marks.append(mark_of(outcome.id, outcome.key))
        self._counts.update(dict(outcome.counts))
        if outcome.site:
            self._sites[outcome.site] += 1
        if outcome.day:
            self._days.add(outcome.day)
        self._write("articles", outcome.record, 1)
        if outcome.removed:
            self._write("removed", outcome.removed, outcome.removed.count(b"\n"))

    def finish(self) -> ShardRow:
        """Write all to the disk, then give every file its name, and return the row for the manifest."""
        rows = [self._files[section].close(self._root) for section in SECTIONS if section in self._files]
        for line_file in self._files.values():
            line_file.publish()
        rejects = self._reasons.total()
        return ShardRow(
            self.name,
            self.pages,
            self.pages - rejects,
            rejects,
            dict(sorted(self._reasons.items())),
            dict(sorted(self._counts.items())),
            dict(sorted(self._sites.items())),
            min(self._days, default=""),
            max(self._days, default=""),
            self._inputs.hexdigest(),
            rows,
        )

    def abandon(self) -> None:
        """Forget the shard."""
        for line_file in self._files.values():
            line_file.abandon()

    def _write(self, section: str, lines: bytes, count: int) -> None:
        if section not in self._files:
            final = self._root / section / f"{self.name}.jsonl{self._compression.value}"
            self._files[section] = LineFile(self._scratch / f"{section}-{self.name}", final, self._compression)
        self._files[section].write(lines, count)
        self.bytes += len(lines)


def _compressor(raw: IO[bytes], compression: Compression) -> _Sink:
    if compression is Compression.GZIP:
        return gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP_LEVEL, fileobj=raw, mtime=0)
    if compression is Compression.ZSTD:
        import zstandard

        return zstandard.ZstdCompressor(level=ZSTD_LEVEL).stream_writer(raw, closefd=False)
    return _Plain(raw)


class _Plain:
    def __init__(self, raw: IO[bytes]) -> None:
        self.write = raw.write

    def close(self) -> None:
        """Leave the raw file open for its owner to close."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, lines: Iterable[bytes], scratch: Path) -> None:
    """Write a small file at one stroke: it has its name when every byte is on the disk, or not at all."""
    temporary = scratch / f"{path.name}.tmp"
    with temporary.open("wb") as out:
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)
    sync_folder(path.parent)
