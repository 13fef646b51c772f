"""WARC records out of a stream: headers, block, digest; a record that is not whole is a `DamagedError`."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

PIECE_BYTES = 1 << 16
MAX_BLOCK_BYTES = 64 << 20
MAX_HEADER_LINES = 200
MAX_LINE_BYTES = 1 << 16
HEX = "0123456789abcdefABCDEF"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_DIGITS = str.maketrans(BASE32, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
SEPARATOR = b"\r\n\r\n"
# What may hold a page, or tell of one; the digests of other records are nobody's loss.
PAGE_KINDS = frozenset({"response", "resource", "conversion", "revisit"})


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


def next_record(stream: IO[bytes], place: str) -> Record | None:
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
    if headers.get("warc-type") in PAGE_KINDS and not is_as_digested(block, headers.get("warc-block-digest", "")):
        raise DamagedError("corrupt", "the block's digest is another one", url)
    behind = stream.read(len(SEPARATOR))
    if behind not in {SEPARATOR, b""}:
        stream.seek(-len(behind), io.SEEK_CUR)
    return Record(place, headers, block)


def is_as_digested(data: bytes, digest: str) -> bool:
    """Tell whether bytes have the digest that a header names; one in an unknown notation proves nothing."""
    name, _, expected = digest.partition(":")
    make = _DIGESTS.get(name.lower())
    if not make:
        return True
    found = make(data)
    if len(expected) == 2 * len(found):
        return expected.lower() == found.hex() or not _is_in(expected, HEX)
    given = expected.rstrip("=").upper()
    spare_bits = 5 * len(given) - 8 * len(found)
    if not 0 <= spare_bits < 5 or not _is_in(given, BASE32):
        return True
    return int(given.translate(_TO_DIGITS), 32) >> spare_bits == int.from_bytes(found)


_DIGESTS: dict[str, Callable[[bytes], bytes]] = {
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "sha256": lambda data: hashlib.sha256(data).digest(),
}


def _is_in(text: str, letters: str) -> bool:
    return set(text) <= set(letters)


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
