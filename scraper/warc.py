"""Pages from WARC files, whole or a slice at a time, each where it is said to be, whatever is broken around it.

A slice is what begins between two offsets of a file. Where its first record begins is a guess for whoever has not read
what lies before: a page may hold what looks like a record. So a slice says where it began and where the next one has to
begin; slices that fit together end to end are what reading from the start would have given, and one that does not fit is
read again from the right place.
"""

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from scraper.page import Failure, Fetched, Page
from scraper.stores import open_stored
from scraper.warc_http import page_of_response
from scraper.warc_members import MAGIC, START, MemberRecords, PlainRecords, Records

log = logging.getLogger(__name__)
PARTS = "warc-joined-parts"  # ours: so many records that follow are further parts of this one's story
# Part of the format: shards end where a slice ends, so another number would give other shards.
SLICE_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """The records of an archive of `size` bytes that begin from `start` up to before `end`.

    `version` changes when the file does; `packed` says that every record is compressed by itself.
    """

    path: str
    start: int
    end: int
    version: str = ""
    size: int = 0
    packed: bool = True

    @property
    def name(self) -> str:
        """Return the reference that a reject of the slice as a whole carries."""
        return f"{self.path}#{self.start}-{self.end}"


class SlicePages:
    """The pages of a slice, once; afterwards `began` and `ended` tell where its first and the next record begin.

    `began` given is where a reader of what lies before says that the next record begins; -1 asks for a guess.
    """

    def __init__(self, found: Slice, began: int = -1) -> None:
        self._slice = found
        self.began = began
        self.ended = began

    def __iter__(self) -> Iterator[Fetched]:
        with open_stored(self._slice.path) as stored:
            kind = MemberRecords if self._slice.packed else PlainRecords
            records: Records = kind(stored, self._slice.path)
            if self.began < 0:
                start = self._slice.start
                self.began = records.find(start, self._slice.end) if start else 0
            records.at = self.ended = self.began
            if self.began < self._slice.end:
                for page in pages_of(records, self._slice.end):
                    self.ended = records.at
                    yield page
                self.ended = records.at


def read_warc(path: str) -> Iterator[Fetched]:
    """Yield the pages of a WARC file; what is damaged is a `Failure`, what is no page is passed over."""
    with open_stored(path) as stored:
        yield from pages_of(records_of(stored, path))


def slices_of(path: str, size: int, version: str) -> list[Slice]:
    """Return the slices of an archive of so many bytes; none where it can only be read from its start."""
    if path.lower().endswith(".zst"):
        return []
    with open_stored(path) as stored:
        records = records_of(stored, path)
        packed = isinstance(records, MemberRecords)
        if size > SLICE_BYTES and not _has_places(records, stored):
            return []
    starts = range(0, max(size, 1), SLICE_BYTES)
    return [Slice(path, start, min(start + SLICE_BYTES, size), version, size, packed) for start in starts]


def records_of(stored: IO[bytes], path: str) -> Records:
    """Return a reader of the records of an open archive."""
    head = stored.read(len(MAGIC))
    stored.seek(0)
    if path.lower().endswith(".zst"):
        import zstandard

        unpacked = zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
        return PlainRecords(io.BufferedReader(unpacked), path)
    return MemberRecords(stored, path) if head == MAGIC else PlainRecords(stored, path)


def _has_places(records: Records, stored: IO[bytes]) -> bool:
    """Tell whether an archive can be read from the middle: not compressed, or record by record."""
    if isinstance(records, MemberRecords):
        return records.find(1, SLICE_BYTES) < SLICE_BYTES
    return stored.read(len(START)) == START


def pages_of(records: Records, end: int = -1) -> Iterator[Fetched]:
    """Yield the pages of records, those of a story with several parts as one, until a record begins at `end`."""
    waiting: list[Page] = []
    missing = 0
    passed: Counter[str] = Counter()
    found = records.read()
    while (missing or end < 0 or records.at < end) and (record := next(found, None)):
        if isinstance(record, Failure):
            yield record
            continue
        page = page_of_response(record.headers, record.block, record.place)
        if page is None:
            passed[record.headers.get("warc-fetched-for") or record.headers.get("warc-type", "nameless")] += 1
        if missing and isinstance(page, Page):
            waiting.append(page)
            missing -= 1
        elif page:
            yield from _joined(waiting)
            waiting, missing = [], 0
            if isinstance(page, Page) and record.headers.get(PARTS, "").isdecimal():
                waiting, missing = [page], int(record.headers[PARTS])
            else:
                yield page
        if waiting and not missing:
            yield from _joined(waiting)
            waiting = []
    yield from _joined(waiting)
    if passed:
        log.info("%s: passed over: %s", records.path, ", ".join(f"{kind} {n}" for kind, n in sorted(passed.items())))


def _joined(pages: list[Page]) -> Iterator[Page]:
    if pages:
        yield replace(pages[0], parts=tuple(pages[1:]))
