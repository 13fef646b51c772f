"""The bytes of an answer: whole, unpacked, and never more than allowed."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from scraper.fetcher.faults import FetchError
from scraper.fetcher.limits import KIB, MIB, Limits

PIECE_BYTES = 64 * KIB
UNPACK_BYTES = MIB  # unpacked at a time: a bomb is noticed before it fills memory
GZIP_MAGIC = b"\x1f\x8b"
MAX_CODINGS = 2
# codings that we did not ask for and cannot undo: https://www.iana.org/assignments/http-parameters
UNREADABLE = frozenset("aes128gcm br bzip2 compress dcb dcz exi lzma pack200-gzip sdch xz zstd".split())


class Raw(Protocol):
    """What is needed of urllib3's response."""

    def read(self, amt: int, *, decode_content: bool) -> bytes:
        """Return up to `amt` bytes, b"" at the end."""
        ...


def read_body(raw: Raw, encoding: str, limits: Limits) -> Iterator[bytes]:
    """Yield the body's bytes with the content encodings undone.

    A body that ends too soon, in its length, its chunks or its compression, is a fault, as is one that is too long.
    """
    pieces = _wire(raw, limits.body_bytes)
    for coding in reversed(_codings(encoding)):
        pieces = _unpacked(pieces, coding, limits.decoded_bytes)
    return pieces


def _codings(encoding: str) -> list[str]:
    names = [name.strip().lower() for name in encoding.split(",")]
    codings = [name.removeprefix("x-") for name in names if name not in {"", "identity"}]
    if set(codings) & UNREADABLE or len(codings) > MAX_CODINGS:
        raise FetchError("content_encoding", f"cannot unpack {encoding[:60]!r}")
    # "none", "utf-8", "8bit": what is no coding changes nothing
    return [name for name in codings if name in {"gzip", "deflate"}]


def _wire(raw: Raw, cap: int) -> Iterator[bytes]:
    size = 0
    while piece := raw.read(PIECE_BYTES, decode_content=False):
        size += len(piece)
        if size > cap:
            raise FetchError("too_large", f"more than {cap} bytes")
        yield piece


def _unpacked(pieces: Iterator[bytes], coding: str, cap: int) -> Iterator[bytes]:
    first = next(pieces, b"")
    while len(first) < 2 and (more := next(pieces, b"")):
        first += more
    if coding == "gzip" and not first.startswith(GZIP_MAGIC) and not _has_zlib_header(first):
        # servers behind caches label plain bodies gzip; browsers fail, but nothing is lost by reading them
        yield first
        yield from pieces
        return
    yield from _inflated(first, pieces, _window_bits(coding, first), cap)


def _window_bits(coding: str, first: bytes) -> int:
    """Return how to read compressed data: by what it is, since "gzip" and "deflate" are often confused."""
    if first.startswith(GZIP_MAGIC):
        return 31
    # RFC 9110 says zlib, some servers send raw deflate
    return 15 if coding == "gzip" or _has_zlib_header(first) else -15


def _has_zlib_header(first: bytes) -> bool:
    return len(first) >= 2 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0


def _inflated(first: bytes, pieces: Iterator[bytes], window_bits: int, cap: int) -> Iterator[bytes]:
    inflater, size, data = zlib.decompressobj(window_bits), 0, first
    while True:
        while data:
            if inflater.eof:
                if not data.startswith(GZIP_MAGIC[:1]):  # padding after the last member
                    data = b""
                    break
                inflater = zlib.decompressobj(window_bits)
            piece = _inflate(inflater, data)
            size += len(piece)
            if size > cap:
                raise FetchError("too_large", f"unpacks to more than {cap} bytes")
            yield piece
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        if not (data := next(pieces, b"")):
            break
    if not inflater.eof:
        raise FetchError("truncated", f"compressed data ends after {size} unpacked bytes, before its own end")


def _inflate(inflater: "zlib._Decompress", data: bytes) -> bytes:
    try:
        return inflater.decompress(data, UNPACK_BYTES)
    except zlib.error as error:
        raise FetchError("corrupt", f"compressed data is damaged ({error})") from error
