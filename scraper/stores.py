"""Where inputs lie: files of this machine, or of any store that fsspec knows by a URL such as `s3://bucket/key`.

A store's own errors come out as `OSError`, so that callers need not know which libraries are behind a URL.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

from scraper.errors import StoreError

SEPARATOR = "://"
LOCAL = ("file://", "local://")
# Asked of a store beyond what is read: a slice of an archive and the record that reaches beyond it come with one request.
BLOCK_BYTES = (2 << 20) + (1 << 18)
# What the clients behind fsspec raise that is no OSError: S3, anything over HTTP, Google, Azure. Who was not imported raised nothing.
CLIENT_ERRORS: Final = (
    ("botocore.exceptions", "BotoCoreError"),
    ("aiohttp", "ClientError"),
    ("gcsfs.retry", "HttpError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("azure.core.exceptions", "AzureError"),
)


def is_remote(path: str) -> bool:
    """Tell whether a path is the URL of something outside this machine's files.

    >>> is_remote("s3://bucket/a.warc.gz"), is_remote("file:///tmp/a.html"), is_remote("data/a.html")
    (True, False, False)
    """
    return SEPARATOR in path and not path.startswith(LOCAL)


def local_path(path: str) -> str:
    """Return a `file://` URL as a path, anything else as it is."""
    for scheme in LOCAL:
        path = path.removeprefix(scheme)
    return path


def store_of(url: str) -> tuple[Any, str]:
    """Return the file system behind a URL and the path in it; raise `StoreError` where a library is missing."""
    scheme = url.partition(SEPARATOR)[0]
    try:
        import fsspec

        # a listing that is remembered hides what another machine wrote
        store, path = fsspec.core.url_to_fs(url, **({"use_listings_cache": False} if scheme.startswith("s3") else {}))
    except ImportError as error:
        raise StoreError(f"{url}: {error.msg}", "pip install '.[s3]', or the fsspec package of another store") from None
    except ValueError as error:
        raise StoreError(f"{url}: {error}", "known are s3://, and what fsspec knows") from None
    return store, path


@contextmanager
def store_errors(url: str) -> Iterator[None]:
    """Raise what a store's client raises as an `OSError` that says where."""
    try:
        yield
    except OSError:
        raise
    except _client_errors() as error:
        raise OSError(f"{url}: {error}") from error


def _client_errors() -> tuple[type[Exception], ...]:
    return tuple(getattr(sys.modules[module], name) for module, name in CLIENT_ERRORS if module in sys.modules)


def open_stored(path: str) -> IO[bytes]:
    """Open a file for reading; it can be sought in."""
    if not is_remote(path):
        return Path(path).open("rb")
    store, inner = store_of(path)
    with store_errors(path):
        return cast("IO[bytes]", store.open(inner, "rb", block_size=BLOCK_BYTES))


def read_stored(path: str) -> bytes:
    """Return the bytes of a file."""
    if not is_remote(path):
        return Path(path).read_bytes()
    store, inner = store_of(path)
    with store_errors(path):
        return cast("bytes", store.cat_file(inner))


def size_and_version(path: str) -> tuple[int, str]:
    """Return a file's size in bytes and a word that changes when its content does."""
    if not is_remote(path):
        status = Path(path).stat()
        return status.st_size, f"{status.st_size} {status.st_mtime_ns}"
    store, inner = store_of(path)
    with store_errors(path):
        found = store.info(inner)
    size = int(found["size"])
    changed = next((found[key] for key in ("ETag", "etag", "LastModified", "mtime", "created") if found.get(key)), "")
    return size, f"{size} {changed}"


def files_under(url: str) -> list[str] | None:
    """Return the URLs of all files under a folder of a store, sorted; None where the URL is no folder."""
    store, inner = store_of(url)
    with store_errors(url):
        if not url.endswith("/") and store.isfile(inner):
            return None
        found = store.find(inner)
    return sorted(str(store.unstrip_protocol(path)) for path in found) or None


def matching(pattern: str) -> list[str]:
    """Return the URLs in a store that match a pattern, sorted."""
    store, inner = store_of(pattern)
    with store_errors(pattern):
        return sorted(str(store.unstrip_protocol(path)) for path in store.glob(inner))
