"""What the operator wants of a crawl."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scraper.errors import SettingsError
from scraper.fetcher import FetchSettings, Limits
from scraper.fetcher.addresses import is_local_name
from scraper.frontier import Caps
from scraper.urls import canonical_url, host_of


class Reach(StrEnum):
    """How far from its seeds a crawl may go."""

    SITE = "site"  # the registrable domain
    HOST = "host"


class Join(StrEnum):
    """When the pages of a story are put together."""

    AUTO = "auto"  # where the page says that there are more
    ALWAYS = "always"  # wherever the links look like it
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """A crawl, as asked for; seconds and counts, 0 for "no limit".

    `include` and `exclude` are regular expressions searched in the URL. `since` and `until` bound the dates that
    sitemaps and feeds give, both days inside; a URL without a date stays. `depth` counts links from a seed.
    `patience_s` is how long a run waits for a paused host before it ends and leaves the rest to the next. `retry_s` is
    the first pause after a failure that may heal; it doubles with each further one. `rendered` names the hosts whose
    pages are read with a browser, "*" all of them.
    """

    seeds: tuple[str, ...]
    user_agent: str = "run-pipeline/0.1"
    contact: str = ""
    allow_loopback: bool = False
    allow_private: bool = False
    ca_bundle: str = ""
    reach: Reach = Reach.SITE
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    depth: int = 3
    delay_s: float = 1.0
    max_pages: int = 0
    time_limit_s: float = 0.0
    threads: int = 32
    join_pages: Join = Join.AUTO
    rendered: tuple[str, ...] = ()
    attempts: int = 3
    retry_s: float = 5.0
    patience_s: float = 60.0
    caps: Caps = field(default_factory=Caps)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for seed in self.seeds:
            self._check_seed(seed)
        for name in ("delay_s", "depth", "max_pages", "time_limit_s", "retry_s", "patience_s"):
            if getattr(self, name) < 0:
                raise SettingsError(f"{name} = {getattr(self, name)}: must not be negative")
        if self.threads < 1 or self.attempts < 1:
            raise SettingsError("threads and attempts must be at least 1")
        for pattern in (*self.include, *self.exclude):
            try:
                re.compile(pattern)
            except re.error as error:
                raise SettingsError(f"{pattern!r} is no regular expression: {error}") from error

    def _check_seed(self, seed: str) -> None:
        host = host_of(seed)
        if not canonical_url(seed):
            raise SettingsError(f"{seed!r} is no web address: it must begin with http:// or https://")
        if not self.contact and not is_local_name(host):
            raise SettingsError(f"{seed}: give a contact (an address or URL) so that the site's owner can reach you")

    @property
    def agent(self) -> str:
        """Return the product token that robots.txt rules are matched with."""
        return self.user_agent.partition("/")[0]

    @property
    def fetching(self) -> FetchSettings:
        """Return the part of the settings that the fetcher obeys."""
        return FetchSettings(
            user_agent=self.user_agent,
            contact=self.contact,
            allow_loopback=self.allow_loopback,
            allow_private=self.allow_private,
            ca_bundle=self.ca_bundle,
            hosts=max(self.threads * 4, 64),
            limits=self.limits,
        )
