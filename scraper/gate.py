"""What robots.txt says, remembered for a day.

RFC 9309: an answer of the 4xx kind means that there are no rules; a server that cannot say (5xx, 429, no answer) is not
visited until it can.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.frontier import Frontier
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


@dataclass(slots=True)
class Gate:
    """The rules of every origin met in this run, backed by the frontier."""

    frontier: Frontier
    agent: str
    _known: dict[str, tuple[Robots, float]] = field(default_factory=dict)

    def rules(self, origin: str, now: float) -> Robots | None:
        """Return an origin's rules, None where they must be fetched."""
        robots, fetched = self._known.get(origin) or self._stored(origin)
        if robots is None or not 0 <= now - fetched < CACHE_S:
            return None
        self._known[origin] = (robots, fetched)
        return robots

    def _stored(self, origin: str) -> tuple[Robots | None, float]:
        stored = self.frontier.robots(origin)
        if stored is None:
            return None, 0.0
        status, body, fetched = stored
        return parse_robots(body, status), fetched

    def learn(self, origin: str, status: int, body: bytes, now: float) -> Robots:
        """Store what an origin answered and return its rules."""
        self.frontier.save_robots(origin, status, body, now)
        robots = parse_robots(body, status)
        self._known[origin] = (robots, now)
        return robots


def has_no_rules(status: int) -> bool:
    """Tell whether an answer to the question for robots.txt means that everything is allowed."""
    return status in UNAVAILABLE and status != TOO_MANY_REQUESTS
