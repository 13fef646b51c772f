"""Pages from files and folders: HTML, plain text, JSONL with a page a line, WARC; compressed or not."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from typing import IO

import orjson

from scraper.page import Failure, Fetched, Media, Page
from scraper.stores import files_under, is_remote, local_path, matching, open_stored, read_stored

STDIN = "-"
HTML = frozenset((".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".aspx", ".php", ".jsp"))
TEXT = frozenset((".txt", ".text"))
LINES = frozenset((".jsonl", ".ndjson"))
ARCHIVES = tuple(f".{kind}{end}" for kind in ("warc", "wet") for end in ("", ".gz", ".zst"))
PATHS = (".paths", ".paths.gz")
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


def list_inputs(arguments: Iterable[str], prefix: str = "") -> Iterator[str]:
    """Yield the files that the arguments name: folders walked in sorted order, patterns expanded, the rest as it is.

    In a folder only files with a known ending are inputs; a file named by itself always is. Each may be the URL of a store.
    A list of paths (`warc.paths.gz`) stands for the files it names, relative to `prefix`, or to the list's own folder.
    """
    for argument in arguments:
        for path in _expanded(local_path(argument)):
            if path.lower().endswith(PATHS):
                yield from _listed(path, prefix)
            else:
                yield path


def _expanded(argument: str) -> Iterable[str]:
    if is_remote(argument):
        if has_magic(argument):
            return matching(argument) or [argument]
        found = files_under(argument)
        return [argument] if found is None else [path for path in found if _is_known(path.rpartition("/")[2])]
    if argument != STDIN and Path(argument).is_dir():
        return sorted(str(path) for path in Path(argument).rglob("*") if _is_known(path.name) and path.is_file())
    if has_magic(argument) and not Path(argument).exists():
        return sorted(glob(argument, recursive=True)) or [argument]  # noqa: PTH207  (patterns may be absolute)
    return [argument]


def _listed(path: str, prefix: str) -> Iterator[str]:
    """Yield the files that a list names; a list that cannot be read stands for itself, and is rejected by name."""
    try:
        names = _decompressed(read_stored(path), path).decode("utf-8", "surrogateescape").split("\n")
    except (OSError, EOFError, zlib.error):
        yield path
        return
    folder = prefix or path.rpartition("/")[0] or "."
    for name in filter(None, map(str.strip, names)):
        yield name if name.startswith("/") or is_remote(name) else f"{folder.removesuffix('/')}/{name}"


def is_archive(path: str) -> bool:
    """Tell whether a file is a WARC by its name."""
    return path.lower().endswith(ARCHIVES)


def read_input(path: str) -> Iterator[Fetched]:
    """Yield the pages of one file, or of standard input for `-`; what cannot be read is a `Failure` that says why."""
    try:
        if is_archive(path):
            from scraper.warc import read_warc  # brings the fetcher's readers with it

            yield from read_warc(path)
            return
        if path != STDIN and _ending(path) in LINES:
            yield from _pages_of_lines(path, _lines(path))
            return
        stored = sys.stdin.buffer.read() if path == STDIN else read_stored(path)
        body = _decompressed(stored, path)
    except (OSError, EOFError, zlib.error) as error:
        yield unreadable(path, error)
        return
    kind = _kind(path, body)
    if kind in LINES:
        yield from _pages_of_lines(path, body.split(b"\n"))
    else:
        yield Page(body, path, Media.TEXT if kind in TEXT else Media.HTML)


def unreadable(path: str, error: Exception) -> Failure:
    """Return what a file that cannot be read comes to."""
    if isinstance(error, FileNotFoundError):
        return Failure(path, "not_found", f"{path}: no such file")
    if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
        return Failure(path, "unreadable", f"{path}: {error.strerror or error}")
    if isinstance(error, gzip.BadGzipFile):
        return Failure(path, "corrupt_archive", f"{path}: {error}")
    return Failure(path, "corrupt_archive", f"{path}: compressed data is damaged or cut short ({error})")


def _is_known(name: str) -> bool:
    return not name.startswith(".") and (is_archive(name) or _ending(name) in HTML | TEXT | LINES)


def _ending(name: str) -> str:
    """Return the ending that tells the kind, a compression's behind it left out."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file as they are decompressed: a dump may be larger than the memory."""
    with open_stored(path) as stored:
        if path.lower().endswith(".zst"):
            import zstandard

            try:
                yield from io.BufferedReader(
                    zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
                )
            except zstandard.ZstdError as error:
                raise EOFError(str(error)) from error
        elif _begins_with(stored, GZIP_MAGIC):
            with gzip.GzipFile(fileobj=stored) as lines:
                yield from lines
        else:
            yield from stored


def _begins_with(stored: IO[bytes], magic: bytes) -> bool:
    head = stored.read(len(magic))
    stored.seek(0)
    return head == magic


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
