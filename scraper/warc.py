"""Pages from WARC files, each where it is said to be, whatever is broken around it.

Every record is its own gzip member in a well-made file. Libraries stop at the first damaged member, and hand out the
beginning of a record that is cut short as if it were whole; here such a record is a `Failure` with its place, and reading
goes on at the next one.
"""

import base64
import binascii
import hashlib
import io
import logging
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from scraper.page import Failure, Fetched, Page
from scraper.warc_http import page_of_response

log = logging.getLogger(__name__)
MAGIC = b"\x1f\x8b\x08"
PIECE_BYTES = 1 << 16
MAX_BLOCK_BYTES = 64 << 20
MAX_HEADER_LINES = 200
MAX_LINE_BYTES = 1 << 16
PARTS = "warc-joined-parts"  # ours: so many records that follow are further parts of this one's story


class DamagedError(Exception):
    """A record that cannot be read; `reason` is "corrupt" or "truncated"."""

    def __init__(self, reason: str, detail: str, url: str = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.url = url


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: where it begins, its headers in lower case, its block."""

    place: str
    headers: dict[str, str]
    block: bytes

    @property
    def url(self) -> str:
        """Return what the record is about."""
        return self.headers.get("warc-target-uri", "").strip("<>")


def read_warc(path: str) -> Iterator[Fetched]:
    """Yield the pages of a WARC file; what is damaged is a `Failure`, what is no page is passed over."""
    waiting: list[Page] = []
    missing = 0
    passed: Counter[str] = Counter()
    for found in _records(path):
        if isinstance(found, Failure):
            yield found
            continue
        page = page_of_response(found.headers, found.block, found.place)
        if page is None:
            passed[found.headers.get("warc-fetched-for") or found.headers.get("warc-type", "nameless")] += 1
        if missing and isinstance(page, Page):
            waiting.append(page)
            missing -= 1
        elif page:
            yield from _joined(waiting)
            waiting, missing = [], 0
            if isinstance(page, Page) and found.headers.get(PARTS, "").isdecimal():
                waiting, missing = [page], int(found.headers[PARTS])
            else:
                yield page
        if waiting and not missing:
            yield from _joined(waiting)
            waiting = []
    yield from _joined(waiting)
    if passed:
        log.info("%s: passed over: %s", path, ", ".join(f"{kind} {n}" for kind, n in sorted(passed.items())))


def _joined(pages: list[Page]) -> Iterator[Page]:
    if pages:
        yield replace(pages[0], parts=tuple(pages[1:]))


def _records(path: str) -> Iterator[Record | Failure]:
    with Path(path).open("rb") as stored:
        head = stored.read(len(MAGIC))
        stored.seek(0)
        if path.lower().endswith(".zst"):
            import zstandard

            stream = zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
            yield from _records_of_stream(io.BufferedReader(stream), path)
        elif head == MAGIC:
            yield from _records_of_members(stored, path)
        else:
            yield from _records_of_stream(stored, path)


def _records_of_members(stored: IO[bytes], path: str) -> Iterator[Record | Failure]:
    at = 0
    while at >= 0:
        member = _Member(stored, at)
        reader = io.BufferedReader(member, PIECE_BYTES)
        waiting: list[Record] = []  # the only record of a member is believed when the member's checksum has been seen
        count = 0
        try:
            while record := _next_record(reader, f"{path}#{at}" + (f"+{count}" if count else "")):
                yield from waiting
                waiting = [record]
                count += 1
            yield from waiting
            at = member.end
            at = at if stored.seek(at) == at and stored.read(1) else -1
        except (DamagedError, zlib.error) as error:
            if count > 1:
                yield from waiting
            yield _failure(error, f"{path}#{at}" + (f"+{count}" if count > 1 else ""))
            at = _next_member(stored, at + 1)


def _records_of_stream(stream: IO[bytes], path: str) -> Iterator[Record | Failure]:
    while True:
        at = stream.tell()
        try:
            record = _next_record(stream, f"{path}#{at}")
        except (DamagedError, OSError) as error:
            yield _failure(error, f"{path}#{at}")
            if not _skip_to_record(stream):
                return
            continue
        if record is None:
            return
        yield record


def _failure(error: Exception, place: str) -> Failure:
    reason = error.reason if isinstance(error, DamagedError) else "corrupt"
    url = error.url if isinstance(error, DamagedError) else ""
    return Failure(place, reason, f"{place}: {error}", url)


class _Member(io.RawIOBase):
    """One gzip member as a stream; `end` is where the next one begins, known when it has been read."""

    def __init__(self, stored: IO[bytes], at: int) -> None:
        self._stored = stored
        self._inflater = zlib.decompressobj(31)
        self._left = b""
        self.end = at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._inflater.eof:
            if not self._left:
                self._stored.seek(self.end)
                self._left = self._stored.read(PIECE_BYTES)
                if not self._left:
                    raise DamagedError("truncated", "the file ends inside a compressed record")
            before = len(self._left)
            data = self._inflater.decompress(self._left, len(buffer))
            self._left = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            self.end += before - len(self._left)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def _next_member(stored: IO[bytes], at: int) -> int:
    """Return where the next gzip member that holds a record begins, -1 where there is none."""
    stored.seek(at)
    window = b""
    while piece := stored.read(PIECE_BYTES):
        window += piece
        start = window.find(MAGIC)
        while start >= 0:
            found = at + start
            if _holds_record(stored, found):
                return found
            start = window.find(MAGIC, start + 1)
        keep = len(MAGIC) - 1
        at += len(window) - keep
        window = window[-keep:]
        stored.seek(at + keep)
    return -1


def _holds_record(stored: IO[bytes], at: int) -> bool:
    stored.seek(at)
    try:
        return zlib.decompressobj(31).decompress(stored.read(512), 5) == b"WARC/"
    except zlib.error:
        return False


def _skip_to_record(stream: IO[bytes]) -> bool:
    """Read on until the next line that begins a record."""
    while line := stream.readline(MAX_LINE_BYTES):
        if line.startswith(b"WARC/1.") and line.endswith(b"\n"):
            stream.seek(-len(line), io.SEEK_CUR)
            return True
    return False


def _next_record(stream: IO[bytes], place: str) -> Record | None:
    """Return the next record, None at the end; raise `DamagedError` where it is not whole."""
    line = stream.readline(MAX_LINE_BYTES)
    while line in {b"\r\n", b"\n"}:
        line = stream.readline(MAX_LINE_BYTES)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise DamagedError("corrupt", f"no WARC record begins here but {line[:20]!r}")
    headers = _headers(stream)
    url = headers.get("warc-target-uri", "").strip("<>")
    length = headers.get("content-length", "")
    if not length.isdecimal():
        raise DamagedError("corrupt", "a record without a length", url)
    if int(length) > MAX_BLOCK_BYTES:
        return Record(place, headers | {"warc-type": "too_large"}, _skipped(stream, int(length), url))
    block = stream.read(int(length))
    if len(block) < int(length):
        raise DamagedError("truncated", f"{len(block)} of {length} bytes are there", url)
    if not _is_as_digested(block, headers.get("warc-block-digest", "")):
        raise DamagedError("corrupt", "the block's digest is another one", url)
    stream.read(4)
    return Record(place, headers, block)


def _skipped(stream: IO[bytes], length: int, url: str) -> bytes:
    while length > 0 and (piece := stream.read(min(length, PIECE_BYTES))):
        length -= len(piece)
    if length:
        raise DamagedError("truncated", f"{length} bytes are missing", url)
    return b""


def _headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MAX_HEADER_LINES):
        line = stream.readline(MAX_LINE_BYTES)
        if line in {b"\r\n", b"\n"}:
            return headers
        if not line.endswith(b"\n"):
            raise DamagedError("truncated", "the record ends among its headers")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise DamagedError("corrupt", f"more than {MAX_HEADER_LINES} header lines")


def _is_as_digested(block: bytes, digest: str) -> bool:
    """Tell whether a block has the digest that its header names; one in an unknown notation proves nothing."""
    name, _, expected = digest.partition(":")
    lengths: dict[str, Callable[[bytes], bytes]] = {
        "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
        "sha256": lambda data: hashlib.sha256(data).digest(),
    }
    if name.lower() not in lengths:
        return True
    found = lengths[name.lower()](block)
    try:
        plain = bytes.fromhex(expected) if len(expected) == 2 * len(found) else base64.b32decode(expected.upper())
    except (ValueError, binascii.Error):
        return True
    return plain == found
