"""Asking a host's robots.txt before anything else, and what follows from its answer."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.address_kinds import looks_like_article
from scraper.fetcher import Exchange, Kind, Redirect, Request, may_heal
from scraper.frontier import Frontier, Role
from scraper.gate import Gate, Known, has_no_rules, origin_of
from scraper.page import Failure, Page
from scraper.permit import Permit
from scraper.politeness import Pace, backoff_s
from scraper.schedule import Job, Slot
from scraper.scope import Found, Scope
from scraper.settings import CrawlSettings
from scraper.urls import host_of

NOT_FOUND = 404
LIST_SUFFIXES = (".xml", ".gz", ".rss", ".atom", ".rdf")


@dataclass(slots=True)
class Doors:
    """The robots.txt side of one crawl; `woken` collects the hosts that have something new to do."""

    settings: CrawlSettings
    frontier: Frontier
    scope: Scope
    woken: set[str] = field(default_factory=set)
    _gate: Gate = field(init=False)
    _announced: set[str] = field(default_factory=set)
    _hubs: set[str] = field(default_factory=set)  # hosts of which everything is wanted, not one story or one list

    def __post_init__(self) -> None:
        self._gate = Gate(self.frontier)
        seeds = [seed for seed in self.settings.seeds if not looks_like_article(seed)]
        self._hubs = {host_of(seed) for seed in seeds if not urlsplit(seed).path.lower().endswith(LIST_SUFFIXES)}

    def verdict(self, url: str, pace: Pace, now: float) -> Permit | None:
        """Return whether a URL may be asked for, None where nobody knows yet; the host's crawl delay is taken over."""
        origin = origin_of(url)
        known = self._gate.rules(origin, now)
        if known is None:
            return None
        permit = known.permit(url, self.settings.agent)
        pace.take_delay(max(self.settings.delay_s, permit.crawl_delay_s))
        if origin not in self._announced:
            self._announced.add(origin)
            self._announce(origin, known, now)
        return permit

    def question(self, url: str) -> Job:
        """Return the request for the robots.txt that a URL is under."""
        origin = origin_of(url)
        return Job(host_of(url), Request(f"{origin}/robots.txt", Kind.ROBOTS), robots_of=origin, owner=host_of(url))

    def learn(self, job: Job, exchange: Exchange, owner: Slot) -> Job | None:
        """Take in an answer to the question; return the next question where the answer points elsewhere."""
        answer, at = exchange.answer, exchange.answered
        if isinstance(answer, Redirect) and self.frontier.shard and not self.frontier.shard.owns(answer.target):
            detail = f"{job.request.url} points to {answer.target}, which another shard asks"
            self._unanswered(Failure(job.request.url, "robots_elsewhere", detail), owner, at)
        elif isinstance(answer, Redirect) and job.hops < self.settings.limits.redirects:
            request = Request(answer.target, Kind.ROBOTS)
            return Job(host_of(answer.target), request, None, job.robots_of, job.owner, job.hops + 1)
        elif isinstance(answer, Page):
            self._gate.learn(job.robots_of, exchange.status, answer.body, at)
        elif isinstance(answer, Redirect) or exchange.status // 100 == 3 or has_no_rules(exchange.status):
            status = exchange.status if has_no_rules(exchange.status) else NOT_FOUND
            self._gate.learn(job.robots_of, status, b"", at)
        elif isinstance(answer, Failure):
            self._unanswered(answer, owner, at)
        return None

    def _unanswered(self, failure: Failure, owner: Slot, at: float) -> None:
        owner.robots_failures += 1
        if owner.robots_failures >= self.settings.attempts or not may_heal(failure.reason):
            owner.dead = failure
            owner.pace.paused = f"robots.txt cannot be had: {failure.reason}"
            return
        pause = backoff_s(owner.robots_failures, self.settings.retry_s)
        owner.pace.pause(at, pause, f"robots.txt cannot be had: {failure.reason}")

    def _announce(self, origin: str, known: Known, now: float) -> None:
        """Take up the sitemaps a robots.txt names; where it names none, look at the usual place."""
        if host_of(origin) not in self._hubs:
            return
        sitemaps = tuple(known.robots.sitemaps) or (f"{origin}/sitemap.xml",)
        links = (self.scope.link(Found(sitemap, role=Role.LIST), 0) for sitemap in sitemaps)
        self.woken |= self.frontier.add([link for link in links if link], now)
