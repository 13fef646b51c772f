"""Files under a URL of a store: what fails is tried again; each is written by one request, whole or not at all.

Any store is read; written is only to those whose writes are all or nothing: a file that is half there must never be seen.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from pipeline.errors import UsageError, is_full
from scraper.errors import StoreError
from scraper.stores import SEPARATOR, store_errors, store_of

log = logging.getLogger(__name__)
WHOLE_WRITES: Final = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"))
# A larger one would be sent in parts, which a kill leaves behind as parts to pay for: https://docs.aws.amazon.com/AmazonS3
ONE_REQUEST: Final = {"s3": {"chunksize": 5 << 30}, "s3a": {"chunksize": 5 << 30}}
TRIES: Final = 5
FIRST_WAIT_S: Final = 0.5
HOPELESS: Final = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError)
Value = TypeVar("Value")


class Store:
    """The files under one URL, by their names below it, for reading; `UsageError` where there is no way to that store."""

    def __init__(self, url: str) -> None:
        scheme, _, place = url.partition(SEPARATOR)
        self.url = f"{scheme}{SEPARATOR}{place.rstrip('/')}"
        try:
            self._store, root = store_of(self.url)
        except StoreError as error:
            raise UsageError(str(error), error.hint) from None
        self._root = root.rstrip("/")

    def get(self, name: str, tries: int = TRIES) -> bytes:
        """Return a file's bytes; raise `FileNotFoundError` where there is none."""
        content: bytes = self._again(f"read {name}", lambda: self._store.cat_file(self._path(name)), tries)
        return content

    def fetch(self, name: str, copy: Path) -> None:
        """Write a file's bytes to a path of this machine, never all of them in memory; errors are those of `get`."""
        self._again(f"read {name}", lambda: self._store.get_file(self._path(name), str(copy)))

    def holds(self, name: str) -> bool:
        """Tell whether there is such a file."""
        try:
            found = self._again(f"look for {name}", lambda: self._store.info(self._path(name)))
        except (FileNotFoundError, PermissionError):  # S3 forbids to look for what is not there to who may not list
            return False
        return bool(found["type"] == "file")

    def names(self, folder: str) -> list[str]:
        """Return the names of the files under a folder, sorted; none where there is no such folder."""

        def find() -> list[str]:
            self._store.invalidate_cache()
            return list(self._store.find(self._path(folder)))

        below = len(self._root) + 1
        return sorted(str(path)[below:] for path in self._again(f"list {folder}", find))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _again(self, what: str, action: Callable[[], Value], tries: int = TRIES) -> Value:
        for attempt in range(tries):
            try:
                with store_errors(self.url):
                    return action()
            except HOPELESS:
                raise
            except OSError as error:
                if is_full(error):
                    raise
                if attempt == tries - 1:
                    often = f", {tries} times of {tries}" if tries > 1 else ""
                    why = " ".join(str(error).removeprefix(f"{self.url}: ").split())
                    raise OSError(error.errno, f"cannot {what}{often}: {why}", self.url) from error
                log.warning("%s: could not %s (%s); trying again", self.url, what, error)
                time.sleep(FIRST_WAIT_S * 2**attempt * random.uniform(0.5, 1.0))
        raise AssertionError("unreachable")


class ObjectStore(Store):
    """The files under one URL of a store that may be written to."""

    def __init__(self, url: str) -> None:
        scheme = url.partition(SEPARATOR)[0]
        if scheme not in WHOLE_WRITES:
            raise UsageError(
                f"cannot write to {url}: files appear there before they are whole",
                f"known to be safe are {', '.join(sorted(WHOLE_WRITES))}; or write to a folder and copy it",
            )
        super().__init__(url)
        self._more: dict[str, Any] = ONE_REQUEST.get(scheme, {})

    def put(self, name: str, content: bytes) -> None:
        """Write a file; whoever looks sees the whole of it, or what was there before."""
        self._again(f"write {name}", lambda: self._store.pipe_file(self._path(name), content, **self._more))

    def create(self, name: str, content: bytes) -> None:
        """Write a file that is not there yet; raise `FileExistsError` where it is."""
        self._again(f"create {name}", lambda: self._store.pipe_file(self._path(name), content, mode="create"))

    def delete(self, names: Iterable[str]) -> None:
        """Delete files; those that are not there are no matter."""
        for name in names:
            try:
                self._again(f"delete {name}", partial(self._store.rm_file, self._path(name)))
            except FileNotFoundError:
                continue
