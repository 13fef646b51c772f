"""The records of an archive, compressed record by record or not at all, from any place on, past whatever is damaged.

Every record is its own gzip member in a well-made file. Libraries stop at the first damaged member, and hand out the
beginning of a record that is cut short as if it were whole; here such a record is a `Failure` with its place, and reading
goes on at the next one.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO, Protocol

from scraper.page import Failure
from scraper.warc_records import MAX_LINE_BYTES, PIECE_BYTES, DamagedError, Record, next_record

MAGIC = b"\x1f\x8b\x08"
START = b"WARC/1."
# Unpacked in one go; a member that is larger, such as a whole file in one, is read as a stream.
MAX_WHOLE_BYTES = 4 << 20
WINDOW_BYTES = 1 << 18
# What is handed to zlib at once: it copies what lies behind a member.
FED_BYTES = 1 << 14
_URL = re.compile(rb"(?im)^WARC-Target-URI: *<?([^\s>]+)")


class Records(Protocol):
    """Records one after another of the file `path`; `at` is where the next one begins, right before a record is handed out."""

    at: int
    path: str

    def find(self, start: int, end: int) -> int:
        """Return where the first record between two offsets seems to begin, `end` where none does."""
        ...

    def read(self) -> Iterator[Record | Failure]:
        """Yield the records from `at` on."""
        ...


class MemberRecords:
    """Records of a file of gzip members; `at` stays at a member until its last record is handed out."""

    def __init__(self, stored: IO[bytes], path: str, at: int = 0) -> None:
        self.at = at
        self.path = path
        self._stored = _Window(stored)

    def read(self) -> Iterator[Record | Failure]:
        """Yield the records from `at` on."""
        while self._stored.piece(self.at):
            at, count = self.at, 0
            waiting: list[Record] = []  # a record is believed when the checksum of its member has been seen
            content = bytearray()
            try:
                member = self._member(content)
                reader = io.BufferedReader(member, PIECE_BYTES) if isinstance(member, _Member) else io.BytesIO(content)
                while record := next_record(reader, self._place(at, count)):
                    yield from waiting
                    waiting = [record]
                    count += 1
                self.at = member.end if isinstance(member, _Member) else member
                yield from waiting
            except (DamagedError, zlib.error) as error:
                if count > 1:
                    yield from waiting
                self.at = self._next(at + 1)
                yield failure(error, self._place(at, count if count > 1 else 0), _url_in(content))

    def find(self, start: int, end: int) -> int:
        """Return where the first member with a record begins between two offsets, `end` where none does."""
        at = start
        while at < end and (window := self._stored.window(at)):
            found = window.find(MAGIC)
            while 0 <= found < end - at:
                if self._holds_record(at + found):
                    return at + found
                found = window.find(MAGIC, found + 1)
            at += max(len(window) - len(MAGIC) + 1, 1)
        return end

    def _next(self, start: int) -> int:
        return self.find(start, self._stored.size)

    def _member(self, content: bytearray) -> "_Member | int":
        """Unpack the member at `at` and return its end; one that is too large comes back as a stream."""
        inflater = zlib.decompressobj(31)
        end = self.at
        while not inflater.eof:
            piece = self._stored.piece(end)
            if not piece:
                raise DamagedError("truncated", "the file ends inside a compressed record")
            content += inflater.decompress(piece, MAX_WHOLE_BYTES - len(content) + 1)
            if len(content) > MAX_WHOLE_BYTES:
                content.clear()
                return _Member(self._stored, self.at)
            end += len(piece) - len(inflater.unused_data if inflater.eof else inflater.unconsumed_tail)
        return end

    def _holds_record(self, at: int) -> bool:
        try:
            return zlib.decompressobj(31).decompress(self._stored.piece(at), 5) == b"WARC/"
        except zlib.error:
            return False

    def _place(self, at: int, count: int) -> str:
        return f"{self.path}#{at}" + (f"+{count}" if count else "")


class PlainRecords:
    """Records of a stream without compression, or of one that is unpacked as a whole."""

    def __init__(self, stream: IO[bytes], path: str, at: int = 0) -> None:
        self.at = at
        self.path = path
        self._stream = stream

    def read(self) -> Iterator[Record | Failure]:
        """Yield the records from `at` on."""
        if self.at:
            self._stream.seek(self.at)
        while True:
            place = f"{self.path}#{self.at}"
            try:
                record = next_record(self._stream, place)
            except (DamagedError, OSError) as error:
                goes_on = self._skip_to_record()
                self.at = self._stream.tell()
                yield failure(error, place)
                if not goes_on:
                    return
                continue
            if record is None:
                return
            self.at = self._stream.tell()
            yield record

    def find(self, start: int, end: int) -> int:
        """Return where the first line that begins a record stands between two offsets, `end` where none does."""
        self._stream.seek(max(start - 1, 0))
        if start:
            self._stream.readline(MAX_LINE_BYTES)
        while (at := self._stream.tell()) < end and (line := self._stream.readline(MAX_LINE_BYTES)):
            if line.startswith(START) and line.endswith(b"\n"):
                return at
        return end

    def _skip_to_record(self) -> bool:
        while line := self._stream.readline(MAX_LINE_BYTES):
            if line.startswith(START) and line.endswith(b"\n"):
                self._stream.seek(-len(line), io.SEEK_CUR)
                return True
        return False


def failure(error: Exception, place: str, url: str = "") -> Failure:
    """Return what a damaged record comes to."""
    reason = error.reason if isinstance(error, DamagedError) else "corrupt"
    url = (error.url if isinstance(error, DamagedError) else "") or url
    return Failure(place, reason, f"{place}: {error}", url)


def _url_in(content: bytearray) -> str:
    """Return the URL that the beginning of a damaged record still names."""
    named = _URL.search(content, 0, 4096)
    return named[1].decode("utf-8", "replace") if named else ""


class _Window:
    """A file of which the part being read is held, so that a store is asked for large pieces."""

    def __init__(self, stored: IO[bytes]) -> None:
        self._stored = stored
        self.size = stored.seek(0, io.SEEK_END)
        self._at = 0
        self._held = b""

    def piece(self, at: int) -> memoryview:
        """Return some bytes from an offset on, none at the end."""
        view = self._view(at)
        if len(view) < FED_BYTES and at + len(view) < self.size:
            self._load(at)
            view = self._view(at)
        return view[:FED_BYTES]

    def window(self, at: int) -> bytes:
        """Return many bytes from an offset on, none at the end."""
        self._load(at)
        return self._held

    def _view(self, at: int) -> memoryview:
        begin = at - self._at
        return memoryview(self._held)[begin:] if 0 <= begin < len(self._held) else memoryview(b"")

    def _load(self, at: int) -> None:
        if at != self._at or not self._held:
            self._stored.seek(at)
            self._at, self._held = at, self._stored.read(WINDOW_BYTES)


class _Member(io.RawIOBase):
    """One gzip member as a stream; `end` is where the next one begins, known when it has been read."""

    def __init__(self, stored: _Window, at: int) -> None:
        self._stored = stored
        self._inflater = zlib.decompressobj(31)
        self.end = at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._inflater.eof:
            piece = self._stored.piece(self.end)
            if not piece:
                raise DamagedError("truncated", "the file ends inside a compressed record")
            data = self._inflater.decompress(piece, len(buffer))
            left = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            self.end += len(piece) - len(left)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0
