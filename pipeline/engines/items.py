"""What an engine is given: paths to read where the work is done, and pages that had to be read on the way there."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from scraper.files import list_inputs, read_input
from scraper.page import Failure, Fetched, Page

Item: TypeAlias = str | Page | Failure
Chunk: TypeAlias = tuple[Item, ...]

# Many pages in one file: read once, by the process that hands out the work.
CONTAINERS: Final = (
    ".warc",
    ".warc.gz",
    ".warc.zst",
    ".jsonl",
    ".jsonl.gz",
    ".jsonl.zst",
    ".ndjson",
    ".arc",
    ".arc.gz",
)
STDIN: Final = "-"
# Part of the format: shards end where a chunk ends, so another number would give other shards.
CHUNK_ITEMS: Final = 16


def list_items(arguments: Iterable[str]) -> Iterator[Item]:
    """Yield the items of the arguments in a fixed order: paths, and the pages of files that hold many."""
    for path in list_inputs(arguments):
        if path == STDIN or path.lower().endswith(CONTAINERS):
            yield from read_input(path)
        else:
            yield path


def pages_of(item: Item) -> Iterator[Fetched]:
    """Yield the pages of an item; reading a path happens here, in the worker."""
    if isinstance(item, str):
        yield from read_input(item)
    else:
        yield item


def chunks_of(items: Iterable[Item]) -> Iterator[Chunk]:
    """Yield the items in groups of `CHUNK_ITEMS`, the last may be smaller."""
    rest = iter(items)
    while chunk := tuple(islice(rest, CHUNK_ITEMS)):
        yield chunk


def name_of(item: Item) -> str:
    """Return the reference of an item as records carry it."""
    return item if isinstance(item, str) else item.input


def item_keys(item: Item) -> tuple[str, str]:
    """Return two short keys: one of the item's name, one that changes when its content does.

    A path's content is told by size and time of change, as make does; a page's by its bytes.
    """
    name = name_of(item)
    return _short(name), _short(f"{name}\0{_content_mark(item)}")


def _content_mark(item: Item) -> str:
    if isinstance(item, Page):
        return hashlib.sha256(item.body).hexdigest()
    if isinstance(item, Failure):
        return f"{item.reason} {item.sha256}"
    try:
        status = Path(item).stat()
    except (OSError, ValueError):
        return "missing"
    return f"{status.st_size} {status.st_mtime_ns}"


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=9).hexdigest()
