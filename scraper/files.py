"""Pages from files and folders: HTML, plain text, JSONL with a page a line, WARC; compressed or not."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

import orjson

from scraper.page import Failure, Fetched, Media, Page

STDIN = "-"
HTML = frozenset((".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".aspx", ".php", ".jsp"))
TEXT = frozenset((".txt", ".text"))
LINES = frozenset((".jsonl", ".ndjson"))
ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
COMPRESSED = frozenset((".gz", ".zst"))
MAX_BYTES = 256 * 1024 * 1024
SNIFFED_BYTES = 4096
GZIP_MAGIC = b"\x1f\x8b"
MARKUP = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<?xml",
    b"<div",
    b"<p",
    b"<meta",
    b"<script",
    b"<!--",
    b"<title",
    b"<table",
    b"<a ",
)


def list_inputs(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the files that the arguments name: folders walked in sorted order, patterns expanded, the rest as it is.

    In a folder only files with a known ending are inputs; a file named by itself always is.
    """
    for argument in arguments:
        if argument != STDIN and Path(argument).is_dir():
            yield from sorted(str(path) for path in Path(argument).rglob("*") if _is_input(path))
        elif has_magic(argument) and not Path(argument).exists():
            yield from sorted(glob(argument, recursive=True)) or [argument]  # noqa: PTH207  (patterns may be absolute)
        else:
            yield argument


def read_input(path: str) -> Iterator[Fetched]:
    """Yield the pages of one file, or of standard input for `-`; what cannot be read is a `Failure` that says why."""
    if path.lower().endswith(ARCHIVES):
        yield from _archived(path)
        return
    try:
        if path != STDIN and _ending(path) in LINES:
            yield from _pages_of_lines(path, _lines(path))
            return
        stored = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        body = _decompressed(stored, path)
    except FileNotFoundError:
        yield Failure(path, "not_found", f"{path}: no such file")
        return
    except OSError as error:
        reason = "corrupt_archive" if isinstance(error, gzip.BadGzipFile) else "unreadable"
        yield Failure(path, reason, f"{path}: {error.strerror or error}")
        return
    except (EOFError, zlib.error) as error:
        yield Failure(path, "corrupt_archive", f"{path}: compressed data is damaged or cut short ({error})")
        return
    kind = _kind(path, body)
    if kind in LINES:
        yield from _pages_of_lines(path, body.split(b"\n"))
    else:
        yield Page(body, path, Media.TEXT if kind in TEXT else Media.HTML)


def _archived(path: str) -> Iterator[Fetched]:
    from scraper.warc import read_warc  # brings the fetcher's readers with it

    try:
        yield from read_warc(path)
    except FileNotFoundError:
        yield Failure(path, "not_found", f"{path}: no such file")
    except OSError as error:
        yield Failure(path, "unreadable", f"{path}: {error.strerror or error}")


def _is_input(path: Path) -> bool:
    if path.name.startswith(".") or not path.is_file():
        return False
    return path.name.lower().endswith(ARCHIVES) or _ending(path.name) in HTML | TEXT | LINES


def _ending(name: str) -> str:
    """Return the ending that tells the kind, a compression's behind it left out."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file as they are decompressed: a dump may be larger than the memory."""
    with Path(path).open("rb") as stored:
        if path.lower().endswith(".zst"):
            import zstandard

            try:
                yield from io.BufferedReader(
                    zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
                )
            except zstandard.ZstdError as error:
                raise EOFError(str(error)) from error
        elif stored.peek(2)[:2] == GZIP_MAGIC:
            with gzip.GzipFile(fileobj=stored) as lines:
                yield from lines
        else:
            yield from stored


def _decompressed(stored: bytes, path: str) -> bytes:
    if path.lower().endswith(".zst"):
        import zstandard

        try:
            reader = zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
            return _bounded(reader.read(MAX_BYTES + 1))
        except zstandard.ZstdError as error:
            raise EOFError(str(error)) from error
    if stored[:2] == GZIP_MAGIC:
        with gzip.GzipFile(fileobj=io.BytesIO(stored)) as member:
            return _bounded(member.read(MAX_BYTES + 1))
    return _bounded(stored)


def _bounded(body: bytes) -> bytes:
    if len(body) > MAX_BYTES:
        raise OSError(f"more than {MAX_BYTES} bytes once decompressed")
    return body


def _kind(path: str, body: bytes) -> str:
    """Return an ending that stands for the kind: the file's own, or by its first bytes where it says nothing."""
    ending = _ending(path)
    if ending in HTML | TEXT | LINES:
        return ending
    head = body[:SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return ".jsonl"
    return ".html" if head.startswith(MARKUP) or b"<html" in head else ".txt"


def _pages_of_lines(path: str, lines: Iterable[bytes]) -> Iterator[Fetched]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _page_of_line(f"{path}#{number}", line.removesuffix(b"\n"))


def _page_of_line(reference: str, line: bytes) -> Fetched:
    digest = sha256(line).hexdigest()
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Failure(reference, "broken_json", f"{reference}: {error}", sha256=digest)
    for key, media in (("html", Media.HTML), ("text", Media.TEXT)):
        value = row.get(key) if isinstance(row, dict) else None
        if isinstance(value, str):
            url = row.get("url")
            return Page(
                value.encode("utf-8", "surrogatepass"), reference, media, url=url if isinstance(url, str) else ""
            )
    return Failure(reference, "no_text_key", f'{reference}: needs a key "html" or "text" with a string', sha256=digest)
