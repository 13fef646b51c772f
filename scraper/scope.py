"""Which URLs belong to a crawl, and how they enter its frontier."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.address_kinds import day_of, is_trap, looks_like_article
from scraper.frontier import Link, Priority, Role
from scraper.settings import CrawlSettings, Reach
from scraper.urls import canonical_url, host_of, site_of

MANY_DATED = 5
_DIGITS = re.compile(r"\d+")
PRIORITY = {Role.SEED: Priority.SEED, Role.LIST: Priority.LIST, Role.STORY: Priority.NEW_STORY, Role.HUB: Priority.HUB}


@dataclass(frozen=True, slots=True)
class Found:
    """A URL somebody pointed to, with the date given for it and what it is said to be."""

    url: str
    dated: float = 0.0
    role: Role | None = None


class Scope:
    """The rules of one crawl for URLs that were not given by the operator."""

    def __init__(self, settings: CrawlSettings, seeds: Iterable[str]) -> None:
        self._settings = settings
        self._of = site_of if settings.reach is Reach.SITE else host_of
        self._homes = {self._of(seed) for seed in seeds}
        self._include = [re.compile(pattern) for pattern in settings.include]
        self._exclude = [re.compile(pattern) for pattern in settings.exclude]
        self._since = _midnight(settings, "since")
        self._until = _midnight(settings, "until")
        self._refusal = lru_cache(maxsize=65536)(self._look_up)  # the same menus stand on every page

    def take_in(self, url: str) -> None:
        """Let the crawl go where one of its seeds was moved to."""
        self._homes.add(self._of(url))
        self._refusal.cache_clear()

    def refusal(self, url: str) -> str:
        """Return why a URL is not to be visited, "" where it may be."""
        return self._refusal(url)

    def _look_up(self, url: str) -> str:
        if not canonical_url(url):
            return "not_web"
        if self._of(url) not in self._homes:
            return "off_site"
        if any(pattern.search(url) for pattern in self._exclude):
            return "excluded"
        if self._include and looks_like_article(url) and not any(pattern.search(url) for pattern in self._include):
            return "not_included"
        return "trap" if is_trap(url) else ""

    def in_window(self, dated: float) -> bool:
        """Tell whether a date lies between `since` and `until`; an unknown one does."""
        if not dated:
            return True
        return (self._since is None or dated >= self._since) and (self._until is None or dated < self._until)

    def is_over(self, dated: float) -> bool:
        """Tell whether everything up to a date is older than the window."""
        return bool(dated) and self._since is not None and dated < self._since

    def is_over_all(self, urls: Iterable[str]) -> bool:
        """Tell whether a list has come to stories from before the window: many are dated, and all of them are older."""
        days = [_dated(Found(url)).dated for url in urls]
        dated = [day for day in days if day]
        return len(dated) >= MANY_DATED and all(map(self.is_over, dated))

    def link(self, found: Found, depth: int) -> Link | None:
        """Return a URL as the frontier takes it, None where it has no place in this crawl."""
        if depth > self._settings.depth or self.refusal(found.url):
            return None
        found = _dated(found)
        is_list = found.role is Role.LIST
        if self.is_over(found.dated) if is_list else not self.in_window(found.dated):
            return None
        role = found.role or (Role.STORY if looks_like_article(found.url) else Role.HUB)
        return _link(found, role, depth)


def _dated(found: Found) -> Found:
    """Return what was found with the day that its address names, where nobody gave a date."""
    if found.dated or found.role or not looks_like_article(found.url) or not (day := day_of(found.url)):
        return found
    return replace(found, dated=datetime.combine(day, time.min, UTC).timestamp())


def seed_link(url: str) -> Link:
    """Return a seed as the frontier takes it: in scope whatever the rules say."""
    return Link(canonical_url(url), url, host_of(url), Role.SEED, 0, Priority.SEED, origin=url, seed=True)


def _link(found: Found, role: Role, depth: int) -> Link:
    key, url = canonical_url(found.url), found.url.partition("#")[0]
    pattern = "" if role in {Role.STORY, Role.LIST} else _pattern(key)
    return Link(key, url, host_of(url), role, depth, PRIORITY[role], found.dated, origin=url, pattern=pattern)


def _pattern(key: str) -> str:
    """Return the family of a URL: its path with numbers and query values taken out.

    Calendars and filters make endless families; a site has few lists that differ in more than numbers.
    """
    parts = urlsplit(key)
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return _DIGITS.sub("0", parts.path) + "?" + "&".join(names)


def _midnight(settings: CrawlSettings, name: str) -> float | None:
    day = settings.since if name == "since" else settings.until
    if day is None:
        return None
    # a day lasts from its first midnight on earth to its last: no story is lost to a missing time zone
    edge = datetime.combine(day, time.min, UTC)
    return (edge - timedelta(hours=14) if name == "since" else edge + timedelta(days=1, hours=12)).timestamp()
