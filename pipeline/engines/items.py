"""What an engine is given: paths and slices to read where the work is done, and pages that had to be read on the way."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from scraper.files import STDIN, is_archive, read_input, unreadable
from scraper.page import Failure, Fetched, Page
from scraper.stores import size_and_version
from scraper.warc import Slice, SlicePages, slices_of

Item: TypeAlias = str | Slice | Page | Failure
Chunk: TypeAlias = tuple[Item, ...]

# Many pages in one file that has no places to begin at: read by the process that hands out the work.
STREAMS: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst")
# Part of the format: shards end where a chunk ends, so another number would give other shards.
CHUNK_ITEMS: Final = 16


def list_items(paths: Iterable[str], part: tuple[int, int] = (0, 1), *, sliced: bool = True) -> Iterator[Item]:
    """Yield the items of files in a fixed order: paths, slices of archives, the pages of files that hold many.

    Of `part` = (i, N), every N-th item from the i-th; an archive goes to one part as a whole. `sliced` = False reads the
    pages of archives here.
    """
    index, parts = part
    number = 0
    for path in paths:
        if is_archive(path):
            if number % parts == index:
                yield from _of_archive(path) if sliced else read_input(path)
            number += 1
        elif is_stream(path):
            for page in read_input(path):
                if number % parts == index:
                    yield page
                number += 1
        else:
            if number % parts == index:
                yield path
            number += 1


def is_stream(path: str) -> bool:
    """Tell whether only the process that hands out the work can read a file."""
    return path == STDIN or path.lower().endswith(STREAMS)


def _of_archive(path: str) -> Iterator[Item]:
    try:
        slices = slices_of(path, *size_and_version(path))
    except OSError as error:
        yield unreadable(path, error)
        return
    yield from slices or read_input(path)


def pages_of(item: Item) -> Iterator[Fetched]:
    """Yield the pages of an item; reading a path happens here, in the worker."""
    if isinstance(item, str):
        yield from read_input(item)
    elif isinstance(item, Slice):
        yield from SlicePages(item)
    else:
        yield item


def chunks_of(items: Iterable[Item]) -> Iterator[Chunk]:
    """Yield the items in groups of `CHUNK_ITEMS`, the last may be smaller; a slice is a group of its own."""
    group: list[Item] = []
    for item in items:
        if isinstance(item, Slice):
            if group:
                yield tuple(group)
                group = []
            yield (item,)
            continue
        group.append(item)
        if len(group) == CHUNK_ITEMS:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def name_of(item: Item) -> str:
    """Return the reference of an item as records carry it."""
    if isinstance(item, Slice):
        return item.name
    return item if isinstance(item, str) else item.input


def share_of(item: Item) -> float:
    """Return how much of an input an item is: a slice is a part of one."""
    return (item.end - item.start) / item.size if isinstance(item, Slice) and item.size else 1.0


def sha256_of(item: Item) -> str:
    """Return the digest of the bytes that an item carries, "" where it carries none."""
    if isinstance(item, Page):
        return hashlib.sha256(item.body).hexdigest()
    return item.sha256 if isinstance(item, Failure) else ""


def item_keys(item: Item) -> tuple[str, str]:
    """Return two short keys: one of the item's name, one that changes when its content does.

    A path's content is told by size and time of change, as make does; a page's by its bytes.
    """
    name = name_of(item)
    return name_key(name), name_key(f"{name}\0{_content_mark(item)}")


def name_key(text: str) -> str:
    """Return a short key for a name."""
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=9).hexdigest()


def _content_mark(item: Item) -> str:
    if isinstance(item, Page):
        return hashlib.sha256(item.body).hexdigest()
    if isinstance(item, Failure):
        return f"{item.reason} {item.sha256}"
    if isinstance(item, Slice):
        return item.version
    try:
        return size_and_version(item)[1]
    except (OSError, ValueError):
        return "missing"
