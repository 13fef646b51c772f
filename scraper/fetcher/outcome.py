"""What one request asks, and the four ways it can end."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from scraper.page import Failure, Page


class Kind(StrEnum):
    """What we hope to find at a URL: it decides which content types are worth reading."""

    PAGE = "page"  # a story or a list of stories
    LIST = "list"  # a sitemap or a feed
    ANY = "any"  # a seed: any of these
    ROBOTS = "robots"
    RESOURCE = "resource"  # what a page needs to be drawn: scripts, data


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us with its last answer, to be asked "still so?" with."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Return the conditional request headers; empty where the server gave nothing."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Request:
    """One URL to ask for. `requested_url` is where its chain of redirects began, "" when it begins here."""

    url: str
    kind: Kind = Kind.PAGE
    validators: Validators | None = None
    requested_url: str = ""

    @property
    def origin(self) -> str:
        """Return the URL that was wanted in the first place."""
        return self.requested_url or self.url


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what we have is still so (304)."""

    url: str
    fetched: datetime
    headers: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Redirect:
    """The server points elsewhere; `target` is absolute, http or https, and not yet checked for robots or scope."""

    url: str
    target: str
    status: int


Answer: TypeAlias = Page | NotModified | Redirect | Failure


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    `status` is 0 where no answer came. `answered` is the clock's reading when the headers came, or when the failure was
    known: the politeness delay counts from there. `retry_after` holds the header as sent. `headers` and `body` are those of
    an answer that is no page, for the archive; a long body of such an answer is not read.
    """

    answer: Answer
    answered: float
    status: int = 0
    retry_after: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
