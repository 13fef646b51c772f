"""Files under a URL of an object store: each written by one request, whole or not at all, and tried again when that fails.

Only stores whose writes are all or nothing are taken: a file that is half there must never be seen.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, TypeVar

from pipeline.errors import UsageError
from scraper.errors import StoreError
from scraper.stores import store_errors, store_of

log = logging.getLogger(__name__)
WHOLE_WRITES: Final = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"))
# A larger one would be sent in parts, which a kill leaves behind as parts to pay for: https://docs.aws.amazon.com/AmazonS3
ONE_REQUEST: Final = {"s3": {"chunksize": 5 << 30}, "s3a": {"chunksize": 5 << 30}}
TRIES: Final = 5
FIRST_WAIT_S: Final = 0.5
HOPELESS: Final = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError)
Value = TypeVar("Value")


class ObjectStore:
    """The files under one URL, by their names below it."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        scheme = url.partition("://")[0]
        if scheme not in WHOLE_WRITES:
            raise UsageError(
                f"cannot write to {url}: files appear there before they are whole",
                f"known to be safe are {', '.join(sorted(WHOLE_WRITES))}; or write to a folder and copy it",
            )
        try:
            self._store, self._root = store_of(self.url)
        except StoreError as error:
            raise UsageError(str(error), error.hint) from None
        self._more: dict[str, Any] = ONE_REQUEST.get(scheme, {})

    def put(self, name: str, content: bytes) -> None:
        """Write a file; whoever looks sees the whole of it, or what was there before."""
        self._again(f"write {name}", lambda: self._store.pipe_file(self._path(name), content, **self._more))

    def create(self, name: str, content: bytes) -> None:
        """Write a file that is not there yet; raise `FileExistsError` where it is."""
        self._again(f"create {name}", lambda: self._store.pipe_file(self._path(name), content, mode="create"))

    def get(self, name: str) -> bytes:
        """Return a file's bytes; raise `FileNotFoundError` where there is none."""
        content: bytes = self._again(f"read {name}", lambda: self._store.cat_file(self._path(name)))
        return content

    def names(self, folder: str) -> list[str]:
        """Return the names of the files under a folder, sorted; none where there is no such folder."""

        def find() -> list[str]:
            self._store.invalidate_cache()
            return list(self._store.find(self._path(folder)))

        below = len(self._root.rstrip("/")) + 1
        return sorted(str(path)[below:] for path in self._again(f"list {folder}", find))

    def delete(self, names: Iterable[str]) -> None:
        """Delete files; those that are not there are no matter."""
        for name in names:
            try:
                self._again(f"delete {name}", partial(self._store.rm_file, self._path(name)))
            except FileNotFoundError:
                continue

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _again(self, what: str, action: Callable[[], Value]) -> Value:
        for attempt in range(TRIES):
            try:
                with store_errors(self.url):
                    return action()
            except HOPELESS:
                raise
            except OSError as error:
                if attempt == TRIES - 1:
                    raise OSError(error.errno, f"cannot {what}, {TRIES} times of {TRIES}: {error}", self.url) from error
                log.warning("%s: could not %s (%s); trying again", self.url, what, error)
                time.sleep(FIRST_WAIT_S * 2**attempt * random.uniform(0.5, 1.0))
        raise AssertionError("unreachable")
