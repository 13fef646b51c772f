"""What goes into the frontier and what comes out."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from scraper.fetcher import Validators
from scraper.permit import Permit


class Role(StrEnum):
    """What a URL is for."""

    SEED = "seed"  # given by the operator: a story, a hub, a sitemap or a feed
    STORY = "story"
    HUB = "hub"  # a page whose worth is its links
    LIST = "list"  # a sitemap or a feed


class Priority(IntEnum):
    """Which URL of a host comes first; among equals the one with the newest date."""

    SEED = 0
    LIST = 10
    NEW_STORY = 20
    HUB = 30
    REVISIT = 40


@dataclass(frozen=True, slots=True)
class Link:
    """A URL to be known. `dated` is the newest date somebody gave for it, in seconds since 1970, 0 unknown.

    `pattern` names the family whose size is bounded, "" where no bound applies. `via` are the redirects that led here
    from `origin`, one a line, each its status and the URL that gave it.
    """

    key: str
    url: str
    host: str
    role: Role
    depth: int
    priority: int = Priority.NEW_STORY
    dated: float = 0.0
    hops: int = 0
    origin: str = ""
    pattern: str = ""
    seed: bool = False
    via: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a visit taught: stored with its outcome. `again` is the time of the next visit, None for never."""

    at: float = 0.0
    etag: str = ""
    last_modified: str = ""
    content_hash: str = ""
    again: float | None = None
    interval: float = 0.0
    unchanged: int = 0
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Lease:
    """A URL that is ours until it is finished, deferred or released.

    The fields up to `via` tell what was known before this visit, `permit` what robots.txt says to it, `facts` what the
    visit taught.
    """

    id: int
    token: int
    key: str
    url: str
    host: str
    role: Role
    seed: bool
    depth: int
    hops: int
    origin: str
    priority: int
    dated: float
    attempts: int
    etag: str
    last_modified: str
    content_hash: str
    text_digest: str
    visited: float
    interval: float
    unchanged: int
    via: str = ""
    permit: Permit | None = None
    facts: Facts = field(default_factory=Facts)

    def via_with(self, status: int) -> str:
        """Return the redirects that led here and the one that leads on from here."""
        return f"{self.via}\n{status} {self.url}".lstrip("\n")

    @property
    def validators(self) -> Validators | None:
        """Return what to ask "still so?" with, None at a first visit."""
        return Validators(self.etag, self.last_modified) if self.etag or self.last_modified else None


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host as the ledger keeps it; see `scraper.politeness.Pace` for the meaning."""

    host: str
    next_allowed: float = 0.0
    slowdown: float = 1.0
    errors: int = 0
    answered: int = 0
    failed: int = 0
    paused: str = ""


@dataclass(frozen=True, slots=True)
class Caps:
    """How many URLs are worth knowing; beyond that a site is taken for a trap."""

    urls_per_host: int = 200_000
    urls_per_pattern: int = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `resumed` where it goes on with one that was cut short."""

    number: int
    pages: int
    resumed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What a frontier knows, for people. `ended` is why the last run ended, "" where it was cut short."""

    run: int
    ended: str
    pages: int
    known: int
    pending: int
    deferred: int
    payloads: int
    outcomes: dict[str, int]
    troubled_hosts: tuple[HostRow, ...]
