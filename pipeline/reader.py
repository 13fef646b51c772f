"""Lines of shards, whatever they are compressed with."""

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_shard(path: Path) -> Iterator[Iterable[bytes]]:
    """Open a shard for reading its lines as bytes, by the end of its name."""
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as lines:
            yield lines
    elif path.suffix == ".zst":
        import zstandard

        with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as stream:
            yield io.BufferedReader(stream)
    else:
        with path.open("rb") as lines:
            yield lines


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a shard."""
    with open_shard(path) as lines:
        yield from lines
