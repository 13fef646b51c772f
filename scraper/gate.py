"""What robots.txt says, remembered for a day.

RFC 9309: an answer of the 4xx kind means that there are no rules; a server that cannot say (5xx, 429, no answer) is not
visited until it can.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.frontier import Frontier
from scraper.permit import Permit, Source
from scraper.robots import Robots, parse_robots

CACHE_S = 24 * 3600.0
UNAVAILABLE = range(400, 500)
TOO_MANY_REQUESTS = 429


def origin_of(url: str) -> str:
    """Return what a robots.txt is valid for.

    >>> origin_of("https://News.example:8443/a?b")
    'https://news.example:8443'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


@dataclass(frozen=True, slots=True)
class Known:
    """An origin's rules, and how they were had."""

    robots: Robots
    status: int
    fetched: float
    source: Source

    def permit(self, url: str, agent: str) -> Permit:
        """Return the verdict on a URL."""
        robots = self.robots
        return Permit(
            robots.may_fetch(url, agent),
            self.source,
            f"{origin_of(url)}/robots.txt",
            self.status,
            self.fetched,
            robots.rule_for(url, agent),
            robots.crawl_delay(agent) or 0.0,
        )


@dataclass(slots=True)
class Gate:
    """The rules of every origin met in this run, backed by the frontier."""

    frontier: Frontier
    _known: dict[str, Known] = field(default_factory=dict)

    def rules(self, origin: str, now: float) -> Known | None:
        """Return an origin's rules, None where they must be fetched."""
        known = self._known.get(origin) or self._stored(origin)
        if known is None or not 0 <= now - known.fetched < CACHE_S:
            return None
        self._known[origin] = known
        return known

    def _stored(self, origin: str) -> Known | None:
        stored = self.frontier.robots(origin)
        if stored is None:
            return None
        status, body, fetched = stored
        return Known(parse_robots(body, status), status, fetched, Source.CACHED)

    def learn(self, origin: str, status: int, body: bytes, now: float) -> None:
        """Store what an origin answered."""
        self.frontier.save_robots(origin, status, body, now)
        source = Source.ABSENT if status in UNAVAILABLE else Source.FETCHED
        self._known[origin] = Known(parse_robots(body, status), status, now, source)


def has_no_rules(status: int) -> bool:
    """Tell whether an answer to the question for robots.txt means that everything is allowed."""
    return status in UNAVAILABLE and status != TOO_MANY_REQUESTS
