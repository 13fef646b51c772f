"""The loop over frontier and fetcher: from settings to a stream of pages, each under a lease.

One thread, the caller's, decides and writes; worker threads only ask and wait. A host has at most one request under
way, so a slow host holds one worker and nobody else.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.answers import Answers, Handed, Result, request_for
from scraper.doors import Doors
from scraper.errors import FencedError
from scraper.fetcher import Exchange, Fetcher, Kind, Request
from scraper.fetcher.faults import LEASE_LOST
from scraper.frontier import Frontier, Lease
from scraper.joining import Joining
from scraper.page import Failure, Page
from scraper.politeness import Pace, note
from scraper.schedule import Job, Schedule, Slot
from scraper.scope import Scope, seed_link
from scraper.settings import CrawlSettings
from scraper.workers import Workers

if TYPE_CHECKING:
    from scraper.archive import Archive
    from scraper.post import Member
    from scraper.rendering import RenderingFetcher

log = logging.getLogger(__name__)

LOOK_S = 0.25  # how long the loop may sleep without looking at `stop`
DENIED_AT_ONCE = 100


class SteadyClock:
    """The time of day at the start, going on with the monotonic clock: a clock that is set meanwhile moves nothing."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._offset = now() - time.monotonic()

    def __call__(self) -> float:
        """Return seconds since 1970."""
        return self._offset + time.monotonic()


def crawl(
    settings: CrawlSettings,
    frontier: Frontier,
    *,
    now: Callable[[], float] = time.time,
    stop: threading.Event | None = None,
    archive: "Archive | None" = None,
    member: "Member | None" = None,
) -> Generator[Handed | None]:
    """Yield every page fetched, and every failure that will not heal, with the lease it belongs to.

    None comes several times a second: the caller's turn to do something else, while requests are under way.

    The caller ends each lease with `frontier.finish`; until then a kill brings the URL back in the next run. Sitemaps,
    feeds, redirects and unchanged pages are finished here, and `archive` keeps them; the pages are the caller's to keep.
    Setting `stop` ends the run within a second, to be gone on with; why a run ended is in `frontier.status`.

    `member` makes the crawl one shard of several: it asks only hosts of its own, hands links to others over, and ends
    when all shards are done, or with `FencedError` when another process has taken it over.
    """
    run = _Crawl(settings, frontier, SteadyClock(now), stop or threading.Event(), archive, member)
    try:
        yield from run.pages()
    finally:
        run.close()


def _fetcher(
    settings: CrawlSettings, clock: Callable[[], float], may_ask: Callable[[], bool]
) -> "Fetcher | RenderingFetcher":
    fetcher = Fetcher(settings.fetching, clock=clock, may_ask=may_ask)
    if not settings.rendered:
        return fetcher
    from scraper.rendering import RenderingFetcher

    return RenderingFetcher(fetcher, settings.rendered)


class _Crawl:
    def __init__(
        self,
        settings: CrawlSettings,
        frontier: Frontier,
        clock: Callable[[], float],
        stop: threading.Event,
        archive: "Archive | None",
        member: "Member | None",
    ) -> None:
        self._archive = archive
        self._member = member
        self._settings = settings
        self._frontier = frontier
        self._clock = clock
        self._stop = stop
        self._fetcher = _fetcher(settings, clock, member.ownership.holds if member else lambda: True)
        self._workers = Workers(self._fetcher, settings.threads)
        self._under_way: dict[str, Job] = {}
        self._ready: deque[Handed] = deque()
        self._joining: dict[int, Lease] = {}
        self._schedule = Schedule()
        self._ended = "stopped"
        self._began = clock()
        self._run = frontier.begin_run(self._began, settings.delay_s)
        self._pages = self._run.pages
        frontier.add(map(seed_link, settings.seeds), self._began)
        self._scope = Scope(settings, (*settings.seeds, *frontier.seeds()))
        self._answers = Answers(settings, frontier, self._scope)
        self._doors = Doors(settings, frontier, self._scope)

    def pages(self) -> Iterator[Handed | None]:
        """Yield until nothing is left to do in this run."""
        for host, due in self._frontier.waiting().items():
            self._wake(host, due)
        while not (over := self._over()):
            self._dispatch()
            self._collect()
            self._exchange_links()
            while self._ready:
                yield self._ready.popleft()
            yield None
        self._ended = over

    def close(self) -> None:
        """End what is under way and say why the run ended."""
        self._fetcher.abort()
        self._workers.close()
        self._fetcher.close()
        if self._member:
            self._member.post.end()
        held = [job.lease for job in self._under_way.values() if job.lease] + [lease for lease, _ in self._ready]
        for lease in {lease.id: lease for lease in (*held, *self._joining.values())}.values():
            self._frontier.release(lease)
        self._frontier.end_run(self._clock(), self._ended)
        log.info("run %d ended: %s", self._run.number, self._ended)

    def _over(self) -> str:
        """Return why the run is over, "" while it is not."""
        now = self._clock()
        if self._member and self._member.ownership.lost.is_set():
            raise FencedError(f"{self._frontier.path}: another process has taken this shard over")
        if self._stop.is_set():
            return "stopped"
        if self._settings.time_limit_s and now - self._began >= self._settings.time_limit_s:
            return "time_limit"
        if not self._under_way and not self._has_room():
            return "max_pages"
        why = self._idle(now)
        return why if not self._member or self._member.post.is_over() else ""

    def _idle(self, now: float) -> str:
        """Return why there is nothing to do here, "" where there is."""
        if self._under_way or self._ready:
            return ""
        turn = self._schedule.next_turn()
        if turn is None:
            return "deferred" if self._frontier.waiting() else "drained"
        pace = self._schedule.next_pace()  # a long Crawl-delay is no pause: such a host is visited at its own pace
        usual = pace.delay_s * pace.slowdown if pace else 0.0
        return "deferred" if turn - now > self._settings.patience_s + usual else ""

    def _has_room(self) -> bool:
        limit = self._settings.max_pages
        return not limit or self._pages + sum(1 for job in self._under_way.values() if job.lease) < limit

    def _exchange_links(self) -> None:
        if not self._member:
            return
        now, post = self._clock(), self._member.post
        woken = post.turn(now, idle=bool(self._idle(now)))
        while post.seeds:
            self._scope.take_in(post.seeds.pop())
        self._wake_all(woken, now)

    def _dispatch(self) -> None:
        if self._member and not self._member.ownership.holds():
            return
        now = self._clock()
        while len(self._under_way) < self._settings.threads and self._has_room() and (slot := self._schedule.take(now)):
            slot.busy = True  # before the next job is sought: what is found on the way must not wake the host again
            if job := self._next_job(slot, now):
                self._under_way[job.host] = job
                self._workers.submit(job)
                continue
            slot.busy = False
            if (due := self._frontier.next_due(slot.pace.host)) is not None and not slot.dead:
                self._schedule.wake(slot.pace.host, due)

    def _next_job(self, slot: Slot, now: float) -> Job | None:
        if slot.urgent:
            return slot.urgent.popleft()
        for _ in range(DENIED_AT_ONCE):
            lease = None if slot.dead else self._frontier.lease(slot.pace.host, now)
            if lease is None:
                return None
            permit = self._doors.verdict(lease.url, slot.pace, now)
            self._wake_all(self._doors.woken, now)
            if permit is None:
                self._frontier.release(lease)
                return self._doors.question(lease.url)
            if slot.pace.next_allowed > now:  # robots.txt asks for more than our own delay
                self._frontier.release(lease)
                return None
            lease = replace(lease, permit=permit)
            if permit.allowed:
                return Job(slot.pace.host, request_for(lease), lease)
            self._deny(lease, now)
        return None

    def _deny(self, lease: Lease, now: float) -> None:
        rule = f" ({lease.permit.rule})" if lease.permit and lease.permit.rule else ""
        failure = Failure(lease.origin, "robots_denied", f"robots.txt does not allow {lease.url}{rule}", lease.url)
        if lease.seed:
            self._hand(self._answers.give_up(lease, failure, now))
        else:
            self._frontier.finish(lease, failure.reason)

    def _collect(self) -> None:
        """Wait for an answer or the next host's turn, then work off all answers that are there."""
        try:
            job, exchange = self._workers.answers.get(timeout=self._patience())
            while True:
                self._work_off(job, exchange)
                job, exchange = self._workers.answers.get_nowait()
        except queue.Empty:
            return

    def _patience(self) -> float:
        turn = self._schedule.next_turn()
        if self._ready:
            return 0.0
        if self._member and not self._member.ownership.holds():
            return LOOK_S
        if turn is None and not self._under_way:
            return LOOK_S if self._member else 0.0
        if turn is None or len(self._under_way) >= self._settings.threads or not self._has_room():
            return LOOK_S
        return min(max(turn - self._clock(), 0.0), LOOK_S)

    def _work_off(self, job: Job, exchange: Exchange) -> None:
        del self._under_way[job.host]
        slot = self._schedule[job.host]
        slot.busy = False
        if isinstance(exchange.answer, Failure) and exchange.answer.reason == LEASE_LOST:
            self._give_back(job)
            return
        note(slot.pace, exchange, self._settings.retry_s)
        if job.joining:
            self._take(self._answers.part(job.joining, exchange), slot)
        elif job.lease:
            result = self._answers.work_off(job.lease, exchange)
            self._keep(job, exchange, is_page=result is not None)
            self._take(result, slot)
        else:
            self._keep(job, exchange, is_page=False)
            self._learn(job, exchange)
        self._frontier.save_host(slot.pace.row)
        now = self._clock()
        self._wake_all(self._answers.woken, now)
        if slot.urgent or self._frontier.has_pending(job.host):
            self._schedule.wake(job.host, now)

    def _give_back(self, job: Job) -> None:
        """Undo what led to a request that was not made."""
        if job.joining:
            self._schedule[job.host].urgent.append(job)
        elif job.lease:
            self._frontier.release(job.lease)
        else:
            self._slot(job.owner).busy = False
            self._schedule.wake(job.owner, self._clock())
        self._schedule.wake(job.host, self._clock())

    def _keep(self, job: Job, exchange: Exchange, *, is_page: bool) -> None:
        """Archive an answer, unless it is a page that is handed out."""
        if self._archive and exchange.status and not (is_page and isinstance(exchange.answer, Page)):
            self._archive.note(job.request, exchange)

    def _take(self, result: Result, slot: Slot) -> None:
        """Hand out what is whole, ask for the next page of a story that is not."""
        if not isinstance(result, Joining):
            self._hand(result)
            return
        url, lease = result.next_url, result.lease
        if url and not self._scope.refusal(url) and self._may_ask(url, slot):
            self._joining[lease.id] = lease
            slot.urgent.append(Job(slot.pace.host, Request(url, Kind.PAGE), lease, joining=result))
        else:
            self._hand((lease, result.page))

    def _may_ask(self, url: str, slot: Slot) -> bool:
        permit = self._doors.verdict(url, slot.pace, self._clock())
        return permit is not None and permit.allowed

    def _learn(self, job: Job, exchange: Exchange) -> None:
        owner = self._slot(job.owner)
        owner.busy = False
        follow_up = self._doors.learn(job, exchange, owner)
        if follow_up:
            owner.busy = follow_up.host != job.owner
            self._slot(follow_up.host).urgent.append(follow_up)
            self._schedule.wake(follow_up.host, exchange.answered)
        elif owner.dead:
            self._bury(job.owner, owner.dead)
        else:
            self._schedule.wake(job.owner, exchange.answered)

    def _bury(self, host: str, failure: Failure) -> None:
        """Hand out the seeds of a host that cannot be visited; what it has besides stays for the next run."""
        now = self._clock()
        while lease := self._frontier.lease(host, now, only_seeds=True):
            own = Failure(lease.origin, failure.reason, failure.detail, lease.url)
            self._hand(self._answers.give_up(lease, own, now))

    def _hand(self, handed: Handed | None) -> None:
        if handed:
            self._joining.pop(handed[0].id, None)
            self._ready.append(handed)
            self._pages += handed[0].facts.is_page

    def _wake_all(self, hosts: set[str], now: float) -> None:
        for host in hosts:
            self._wake(host, now)
        hosts.clear()

    def _wake(self, host: str, due: float) -> None:
        slot = self._slot(host)
        if not slot.dead:
            self._schedule.wake(host, due)

    def _slot(self, host: str) -> Slot:
        if host not in self._schedule:
            row = self._frontier.host(host)
            self._schedule.join(Slot(Pace.of(row, self._settings.delay_s, self._clock())))
        return self._schedule[host]
