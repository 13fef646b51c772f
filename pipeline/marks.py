"""What tells a record from all others, and where a folder keeps it beside each shard."""

from collections.abc import Callable, Iterable
from pathlib import Path

import orjson

from pipeline.reader import read_lines


def mark_of(name: str, key: str) -> bytes:
    """Return what tells a record from all others: its id, and its revision where one id may have several."""
    return (name + key[:16]).encode("ascii")


def marks_path(root: Path, shard: str) -> Path:
    """Return where the marks of a shard's records are kept, a hundredth of the shard."""
    return root / ".state" / "shards" / f"{shard}.ids"


def read_marks(marks: Path, shard: Path, read: Callable[[Path], Iterable[bytes]] = read_lines) -> list[bytes]:
    """Return the marks of a finished shard: those kept, or where they were lost, of its records, whose lines `read` yields."""
    try:
        return marks.read_bytes().split()
    except FileNotFoundError:
        records = map(orjson.loads, read(shard))
        return [mark_of(record["id"], record["text_sha256"] if record["canonical_url"] else "") for record in records]
