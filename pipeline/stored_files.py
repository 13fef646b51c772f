"""The files of an output folder in a store, read one at a time by way of a copy that lives as long as it is read."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final

from pipeline.errors import DiskFull, UsageError, is_full
from pipeline.object_store import Store
from pipeline.places import MANIFEST, STATE

REFUSED: Final = "is the URL right, and may these keys read it? docs/cluster.md tells where keys and endpoint come from"
COPY: Final = "copy"
# What is the matter with one file, and not with its store.
OF_A_FILE: Final[dict[type[OSError], int]] = {
    FileNotFoundError: errno.ENOENT,
    PermissionError: errno.EACCES,
    IsADirectoryError: errno.EISDIR,
}


class StoredFiles:
    """The files of an output folder under a URL.

    A store that does not answer, or not to us, raises `UsageError`; a file that is missing or forbidden by itself raises the
    `OSError` that it would on this machine, with its URL.
    """

    def __init__(self, url: str) -> None:
        self._store = Store(url)
        self._url = self._store.url

    @property
    def name(self) -> str:
        """Return the folder's own name, that of its bucket where it has none."""
        return self._url.rpartition("/")[2] or self._url.partition(":")[0]

    def where(self, name: str) -> str:
        """Return a file's URL."""
        return f"{self._url}/{name}"

    def read(self, name: str) -> bytes:
        """Return the bytes of a small file; what is refused at first sight is asked for once, beside what the client does."""
        with self._refusals(name):
            try:
                return self._store.get(name, tries=1)
            except PermissionError as error:
                raise UsageError(f"{self._url}: cannot read {name}: {error.strerror or error}", REFUSED) from error

    @contextmanager
    def at_hand(self, name: str, *beside: str) -> Iterator[Path]:
        """Give the path of a copy, with those of the files beside it; they are deleted afterwards."""
        with tempfile.TemporaryDirectory(prefix="run-pipeline-") as folder:
            copy = Path(folder) / _name_of_copy(name)
            with self._refusals(name):
                self._store.fetch(name, copy)
                if copy.is_dir():  # what some stores give for a folder
                    raise IsADirectoryError(name)
            for other in beside:
                with self._refusals(other), suppress(FileNotFoundError):
                    self._store.fetch(other, copy.with_name(_name_of_copy(other)))
            yield copy

    def holds(self, name: str) -> bool:
        """Tell whether there is such a file."""
        with self._refusals(name):
            return self._store.holds(name)

    def names(self, section: str) -> list[str]:
        """Return the names of all that lies directly in a section, sorted; a store lists what lies deeper too."""
        with self._refusals(section):
            found = (name.split("/") for name in self._store.names(section))
        return sorted({"/".join(parts[:2]) for parts in found if len(parts) > 1 and parts[1]})

    def no_manifest(self) -> UsageError:
        """Return the error for a folder that has no manifest."""
        message = f"{self._url} has no {MANIFEST}"
        if self.holds(f"{STATE}/settings.json"):
            return UsageError(message, "the run that wrote it did not end; the same command goes on")
        return UsageError(message, "give the URL that a run was given with -o")

    def is_at(self, path: Path) -> bool:  # noqa: ARG002  (the shape of OutputFiles)
        """Return False: a store is on no path."""
        return False

    def inside(self, name: str) -> Path:
        """Return a path in the current folder, since a store is only read."""
        return Path(f"{self.name}-{name}")

    def beside(self, end: str) -> Path:
        """Return a path in the current folder."""
        return Path(f"{self.name}-{end}")

    @contextmanager
    def _refusals(self, name: str) -> Iterator[None]:
        try:
            yield
        except tuple(OF_A_FILE) as error:
            number = next(number for kind, number in OF_A_FILE.items() if isinstance(error, kind))
            raise OSError(number, os.strerror(number), self.where(name)) from error
        except OSError as error:
            if is_full(error):
                raise DiskFull(f"no space left in {tempfile.gettempdir()} for a copy of {self.where(name)}") from error
            raise UsageError(f"{self._url}: {error.strerror or error}", REFUSED) from error


def _name_of_copy(name: str) -> str:
    """Return a name for a copy of a file: a manifest from elsewhere must not choose where on this machine it is put."""
    plain = PurePosixPath(name).name
    return plain if plain not in ("", "..") else COPY
