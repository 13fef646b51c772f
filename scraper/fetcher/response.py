"""http.client's response, made strict: what it forgives in silence costs pages or memory here."""

import http.client
import re
from typing import Protocol, cast

from scraper.fetcher.faults import FetchError

MAX_INTERIM = 8  # 100 Continue, 103 Early Hints and their like before the answer
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

    def readline(self, size: int = -1) -> bytes:
        line = self._stream.readline(size)
        # the very first line may be missing: http.client tells that one itself, as RemoteDisconnected
        if self._bytes and not line.endswith(b"\n") and len(line) < size:
            raise FetchError("headers_cut", f"the connection ended after {self._bytes + len(line)} bytes of headers")
        self._bytes += len(line)
        if self._bytes > self._cap:
            raise FetchError("headers_too_large", f"more than {self._cap} bytes of headers")
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
