"""The files of an output folder for whoever reads one, be the folder on this machine or behind the URL of a store.

What reads a shard gets the path of a file on this machine, for a folder here its own: it costs nothing.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, TypeAlias

from pipeline.errors import UsageError
from pipeline.manifest import no_manifest
from scraper.stores import is_remote, local_path

# A path, or a URL of any store that fsspec knows.
Place: TypeAlias = str | Path


class OutputFiles(Protocol):
    """The files of one output folder, by their names below it, such as `articles/part-00000.jsonl.gz`."""

    @property
    def name(self) -> str:
        """Return the folder's own name."""

    def where(self, name: str) -> str:
        """Return a file's path or URL."""

    def read(self, name: str) -> bytes:
        """Return the bytes of a small file; raise `FileNotFoundError` where there is none."""

    def at_hand(self, name: str, *beside: str) -> AbstractContextManager[Path]:
        """Give the path of a file on this machine; files beside it, where they are there, lie beside it."""

    def holds(self, name: str) -> bool:
        """Tell whether there is such a file."""

    def names(self, section: str) -> list[str]:
        """Return the names of all that lies directly in a section, sorted."""

    def no_manifest(self) -> UsageError:
        """Return the error for a folder that has no manifest."""

    def is_at(self, path: Path) -> bool:
        """Tell whether a path of this machine is the folder itself."""

    def inside(self, name: str) -> Path:
        """Return where to write what belongs into the folder: in it if it is here, else into the current folder."""

    def beside(self, end: str) -> Path:
        """Return where to write what belongs next to the folder, in the same way."""


class FilesHere:
    """The files of an output folder on this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def name(self) -> str:
        """Return the folder's own name."""
        return self._root.resolve().name

    def where(self, name: str) -> str:
        """Return a file's path."""
        return str(self._root / name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self._root / name).read_bytes()

    @contextmanager
    def at_hand(self, name: str, *beside: str) -> Iterator[Path]:  # noqa: ARG002  (they are beside it)
        """Give a file's path, whether it is there or not."""
        yield self._root / name

    def holds(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return (self._root / name).is_file()

    def names(self, section: str) -> list[str]:
        """Return the names of all that lies directly in a section, sorted."""
        return sorted(path.relative_to(self._root).as_posix() for path in (self._root / section).glob("*"))

    def no_manifest(self) -> UsageError:
        """Return the error for a folder that has no manifest."""
        return no_manifest(self._root)

    def is_at(self, path: Path) -> bool:
        """Tell whether a path is the folder itself."""
        return path.resolve() == self._root.resolve()

    def inside(self, name: str) -> Path:
        """Return the path of a file in the folder."""
        return self._root / name

    def beside(self, end: str) -> Path:
        """Return the folder's path with `-end` after its name."""
        root = self._root if self._root.name else self._root.resolve()
        return root.with_name(f"{root.name}-{end}")


def files_at(folder: Place) -> OutputFiles:
    """Return the files of the output folder at a path or URL; raise `UsageError` for a URL that leads nowhere."""
    if isinstance(folder, str) and is_remote(folder):
        from pipeline.stored_files import StoredFiles

        return StoredFiles(folder)
    return FilesHere(Path(local_path(str(folder))))


def path_here(given: str, verb: str) -> Path:
    """Return the path that `-o` of a verb names; raise `UsageError` where it is the URL of a store."""
    if is_remote(given):
        raise UsageError(f"{verb} cannot write to {given}: it writes files of this machine", "give another -o")
    return Path(local_path(given))
