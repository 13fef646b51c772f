"""What an answer means for the frontier: finished, put off, pointed elsewhere, or handed to the caller."""

import hashlib
import logging
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from scraper.address_kinds import looks_like_article, story_number
from scraper.discovery import Links, find_links, further_parts, in_order, says_paging
from scraper.fetcher import Exchange, Kind, NotModified, Redirect, Request, may_heal
from scraper.frontier import Facts, Frontier, Lease, Link, Role
from scraper.harvest import is_list, links_of
from scraper.joining import Joining
from scraper.page import Failure, Fetched, Page
from scraper.politeness import backoff_s, retry_after_s
from scraper.revisit import HOUR_S, after_failure, after_visit
from scraper.scope import Scope
from scraper.settings import CrawlSettings, Join
from scraper.urls import canonical_url, host_of

log = logging.getLogger(__name__)

Handed: TypeAlias = tuple[Lease, Fetched]
Result: TypeAlias = Handed | Joining | None

KINDS = {Role.SEED: Kind.ANY, Role.STORY: Kind.PAGE, Role.HUB: Kind.PAGE, Role.LIST: Kind.LIST}
# the host asks for time: its URLs are put off to a later run instead of given up
PATIENT_REASONS = frozenset({"http_429", "http_503"})
MAX_ATTEMPTS_EVER = 12
MAX_TOLD = 200_000
NO_LINKS = Links([], [], "")


def request_for(lease: Lease) -> Request:
    """Return the request that a lease stands for."""
    return Request(lease.url, KINDS[lease.role], lease.validators, lease.origin)


@dataclass(slots=True)
class Answers:
    """Works off the answers of one crawl; `woken` collects the hosts that have something new to do."""

    settings: CrawlSettings
    frontier: Frontier
    scope: Scope
    woken: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)

    def work_off(self, lease: Lease, exchange: Exchange) -> Result:
        """Note an answer; return what the caller must finish or go on with, None where all is done already."""
        answer, at = exchange.answer, exchange.answered
        match answer:
            case Page():
                return self._page(lease, answer, at)
            case NotModified():
                self._finish_unchanged(lease, "not_modified", at)
                return None
            case Redirect():
                return self._redirect(lease, answer, at)
            case Failure():
                return self._failure(lease, exchange, answer)

    def part(self, joining: Joining, exchange: Exchange) -> Result:
        """Note the answer for a further page of a story: go on, or take the story as far as the site shows it.

        A page that may be had later puts the whole story off: what is cut short is no record.
        """
        answer = exchange.answer
        if isinstance(answer, Page):
            joining.add(answer)
            return joining
        if isinstance(answer, Failure) and may_heal(answer.reason):
            joining.tries += answer.reason != "stale_connection"
            if joining.tries < self.settings.attempts:
                return joining
            failure = replace(
                answer, input=joining.lease.origin, detail=f"page {len(joining.pages) + 1}: {answer.detail}"
            )
            return self.give_up(joining.lease, failure, exchange.answered)
        joining.known.clear()
        return joining

    def give_up(self, lease: Lease, failure: Failure, at: float) -> Handed | None:
        """Return a failure for the caller to finish; one of a sitemap or feed that nobody asked for is only counted."""
        log.info("%s: %s (%s)", lease.url, failure.reason, failure.detail)
        lease = replace(lease, facts=after_failure(lease, Facts(at), failure.reason))
        if lease.role is Role.LIST and not lease.seed:
            self.frontier.finish(lease, failure.reason)
            return None
        return lease, failure

    def _page(self, lease: Lease, page: Page, at: float) -> Result:
        digest = hashlib.sha256(page.body).hexdigest()
        if digest == lease.content_hash:
            self._finish_unchanged(lease, "unchanged", at)
            return None
        facts = Facts(at, page.header("etag"), page.header("last-modified"), digest)
        seen = NO_LINKS if is_list(page, lease) else find_links(page.body, page.url)
        links = [link for link in links_of(page, lease, self.scope, seen) if self._is_news(link)]
        if is_list(page, lease):
            lease = replace(lease, facts=after_visit(replace(lease, role=Role.LIST), facts, changed=True))
            self.frontier.finish(lease, "listed", outlinks=links)
            self.woken.update(link.host for link in links)
            return None
        parts = self._further_pages(lease, page, seen)
        links = [link for link in links if link.url not in parts.values()]
        # known before the caller finishes the page: its hosts can go on meanwhile, and a kill here costs nothing
        self.woken |= self.frontier.add(links, at, self.settings.caps)
        facts = replace(after_visit(lease, facts, changed=True), is_page=True)
        lease = replace(lease, facts=facts)
        if self._is_alias(lease, page, seen.canonical):
            self.frontier.finish(lease, "alias")
            return None
        return Joining(lease, [page], parts) if parts else (lease, page)

    def _is_news(self, link: Link) -> bool:
        """Tell whether a link may tell the frontier something: most are in the menus of all pages."""
        if link.dated or link.role is Role.LIST:
            return True
        is_new = link.key not in self._told
        if len(self._told) >= MAX_TOLD:
            self._told.clear()
        self._told.add(link.key)
        return is_new

    def _is_alias(self, lease: Lease, page: Page, canonical: str) -> bool:
        """Tell whether a page says that it is another address's story, and that one is written already.

        Templates name wrong addresses, so it is believed only where the two share the number of the story.
        """
        if not canonical or lease.seed or canonical_url(canonical) in {lease.key, canonical_url(page.url)}:
            return False
        number = story_number(page.url)
        return bool(number) and number == story_number(canonical) and self.frontier.has_record(canonical_url(canonical))

    def _further_pages(self, lease: Lease, page: Page, seen: Links) -> dict[int, str]:
        """Return where the further pages of a story are by their number, nothing for a page that is whole."""
        is_story = lease.role is Role.STORY or (lease.seed and looks_like_article(page.url))
        if not is_story or self.settings.join_pages is Join.NEVER:
            return {}
        parts = further_parts(page.body, seen.outlinks, page.url)
        if not in_order(parts) or (self.settings.join_pages is Join.AUTO and not says_paging(page.body)):
            return {}
        return parts

    def _finish_unchanged(self, lease: Lease, outcome: str, at: float) -> None:
        facts = Facts(at, lease.etag, lease.last_modified, lease.content_hash)
        self.frontier.finish(replace(lease, facts=after_visit(lease, facts, changed=False)), outcome)

    def _redirect(self, lease: Lease, redirect: Redirect, at: float) -> Result:
        target, key, hops = redirect.target, canonical_url(redirect.target), lease.hops + 1
        reason = self._objection(lease, redirect)
        if reason:
            failure = Failure(lease.origin, reason, f"{lease.url} points to {target}", target)
            return self.give_up(lease, failure, at)
        if key == lease.key:
            self.frontier.respell(lease, target, redirect.status, at)
            return None
        if lease.seed:
            self.scope.take_in(target)
        link = Link(
            key, target, host_of(target), lease.role, lease.depth, lease.priority, lease.dated, hops, lease.origin
        )
        facts = after_visit(lease, Facts(at), changed=True)
        self.frontier.finish(
            replace(lease, facts=facts),
            "redirected",
            outlinks=[replace(link, seed=lease.seed, via=lease.via_with(redirect.status))],
        )
        self.woken.add(link.host)
        return None

    def _objection(self, lease: Lease, redirect: Redirect) -> str:
        """Return why a redirect is not followed, "" where it is."""
        key = canonical_url(redirect.target)
        if not key:
            return "bad_redirect"
        if lease.hops >= self.settings.limits.redirects:
            return "too_many_redirects"
        if redirect.target == lease.url or (key != lease.key and self.frontier.redirects_to_itself(lease, key)):
            return "redirect_loop"
        return "" if lease.seed else self.scope.refusal(redirect.target)

    def _failure(self, lease: Lease, exchange: Exchange, failure: Failure) -> Result:
        at, attempts = exchange.answered, lease.attempts + 1
        if failure.reason == "stale_connection":
            self.frontier.defer(lease, at, attempts=attempts)
        elif may_heal(failure.reason) and attempts % self.settings.attempts:
            asked = retry_after_s(exchange.retry_after, at)
            pause = asked if asked is not None else backoff_s(attempts, self.settings.retry_s)
            self.frontier.defer(lease, at + pause, attempts=attempts)
        elif failure.reason in PATIENT_REASONS and attempts < MAX_ATTEMPTS_EVER:
            log.info("%s: put off to a later run (%s)", lease.url, failure.reason)
            self.frontier.defer(lease, at + HOUR_S, attempts=attempts)
        else:
            return self.give_up(lease, failure, at)
        return None
