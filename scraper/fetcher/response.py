"""http.client's response, made strict: what it forgives in silence costs pages or memory here."""

import http.client
import re
from typing import Protocol, cast

from scraper.fetcher.faults import FetchError

MAX_LINES = 100
MAX_INTERIM = 8  # 100 Continue, 103 Early Hints and their like before the answer
MAX_BLANK = 4  # left over from an answer before, on the same connection
BLANK = frozenset({b"\r\n", b"\n"})
# a header, a further line of one, or the next status line; http.client takes anything else for the header's end
FIELD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:|[ \t]|HTTP/")
HEX = re.compile(rb"[0-9A-Fa-f]{1,15}")


class _Reader(Protocol):
    def readline(self, size: int = -1, /) -> bytes: ...

    def close(self) -> None: ...


class _HeaderReader:
    """Reads the lines of a header under a cap; a connection that ends among them is a fault.

    http.client takes such an end for the header's end and reports "200, empty".
    """

    def __init__(self, stream: _Reader, cap: int) -> None:
        self._stream = stream
        self._cap = cap
        self._bytes = 0
        self._lines = 0
        self._began = False

    def readline(self, size: int = -1) -> bytes:
        """Return the next line that can be part of a header: blank lines before it and garbage in it are left out."""
        while True:
            line = self._line(size)
            is_blank = line in BLANK
            if is_blank and self._lines <= MAX_BLANK and not self._began:
                continue
            if self._began and line and not is_blank and not FIELD.match(line):
                continue
            self._began = True
            return line

    def _line(self, size: int) -> bytes:
        line = self._stream.readline(size)
        # the very first line may be missing: http.client tells that one itself, as RemoteDisconnected
        if self._bytes and not line.endswith(b"\n") and len(line) < size:
            raise FetchError("headers_cut", f"the connection ended after {self._bytes + len(line)} bytes of headers")
        self._bytes += len(line)
        self._lines += 1
        if self._bytes > self._cap:
            raise FetchError("headers_too_large", f"more than {self._cap} bytes of headers")
        if self._lines > MAX_LINES:
            raise FetchError("headers_too_large", f"more than {MAX_LINES} header lines")
        return line

    def close(self) -> None:
        self._stream.close()


class StrictResponse(http.client.HTTPResponse):
    """A response whose header is whole and bounded, and whose chunk sizes are numbers."""

    header_bytes: int

    def begin(self) -> None:
        """Read the header."""
        if self.headers is not None:
            return
        stream = self.fp
        self.fp = cast("_HeaderReader", _HeaderReader(stream, self.header_bytes))
        try:
            super().begin()
        finally:
            if self.fp is not None:
                self.fp = stream
        self._check_framing()

    def _check_framing(self) -> None:
        """Read what http.client passes over: a length said twice, codings under the chunks."""
        lengths = {part.strip() for value in self.headers.get_all("Content-Length", []) for part in value.split(",")}
        if not all(part.isascii() for part in lengths):
            raise FetchError("bad_headers", "a Content-Length that is no number")
        if self.length is None and not self.chunked and len(lengths) == 1 and (length := lengths.pop()).isdecimal():
            self.length = int(length)
        codings = [part.strip().lower() for part in (self.getheader("Transfer-Encoding") or "").split(",")]
        if len(codings) > 1 and codings[-1] == "chunked":
            raise FetchError("content_encoding", f"cannot undo Transfer-Encoding {', '.join(codings)[:60]!r}")

    def _read_status(self) -> tuple[str, int, str]:
        """Return the status line of the final answer; http.client itself skips 100 but stops at 103."""
        for _ in range(MAX_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200 or status == http.HTTPStatus.SWITCHING_PROTOCOLS:
                return version, status, reason
            while self.fp.readline(65537) not in {b"\r\n", b"\n"}:
                pass
        raise FetchError("bad_headers", f"more than {MAX_INTERIM} interim answers")

    def _read_next_chunk_size(self) -> int:
        """Return the next chunk's size; `int` would take -5 and read without end."""
        line = self.fp.readline(1025)
        digits = line.split(b";", 1)[0].strip()
        if len(line) > 1024 or not HEX.fullmatch(digits):
            raise FetchError("truncated", f"not a chunk size: {line[:40]!r}")
        return int(digits, 16)
