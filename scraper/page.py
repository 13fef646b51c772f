"""What came back for one input: a `Page` of untouched bytes, or a `Failure` that says what and where."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Media(StrEnum):
    """What the bytes claim to be, decided before the body is read."""

    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as received, and where they came from.

    `input` is the reference a record carries: a file's path as given, `FILE#offset` in a WARC, `FILE#line` in JSONL, the
    URL when fetched. `url` is the final URL or "" for files without one. `fetched` is aware, in UTC, or None. `parts` are
    pages 2, 3, … of a story that is spread over several.
    """

    body: bytes
    input: str
    media: Media = Media.HTML
    url: str = ""
    requested_url: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = field(default=())
    fetched: datetime | None = None
    parts: "tuple[Page, ...]" = ()

    def header(self, name: str) -> str:
        """Return the first value of a header, "" where it was not sent; names are matched without case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def content_type(self) -> str:
        """Return the Content-Type header as sent; the decoder reads its charset label."""
        return self.header("content-type")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no page: `reason` is a fixed word to count by, `detail` says what and where in one line.

    `sha256` is the hex digest of what bytes there were, "" where there were none.
    """

    input: str
    reason: str
    detail: str
    url: str = ""
    sha256: str = ""


Fetched: TypeAlias = Page | Failure
