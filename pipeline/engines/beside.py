"""Pages cleaned beside a crawl: the first few in this process, the rest on the other cores.

A nightly run finds a handful of pages: a pool would cost more than it saves. A first run finds thousands, and cleaning
them between two requests would keep hosts waiting.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeAlias

from pipeline.engines.local import new_executor, rescue
from pipeline.engines.worker import Work, clean_chunk
from pipeline.outcome import Outcome
from scraper.frontier import Lease
from scraper.page import Failure, Fetched

log = logging.getLogger(__name__)
ALONE_PAGES: Final = 32
# Pages that wait for a worker; more than this, and the crawl waits for the cleaners.
WAITING_PER_JOB: Final = 8

Cleaned: TypeAlias = tuple[Lease, Fetched, Outcome]
_Outcomes: TypeAlias = Future[list[Outcome]]


class CleanedBeside:
    """Takes pages under their leases and gives them back with their outcomes, in the order they are done."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pages = 0
        self._executor: ProcessPoolExecutor | None = None
        self._warm: _Outcomes | None = None
        self._waiting: dict[_Outcomes, tuple[Lease, Fetched]] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, lease: Lease, fetched: Fetched) -> None:
        """Take a page; wait where too many are waiting already."""
        self._pages += 1
        while len(self._waiting) >= self._jobs * WAITING_PER_JOB and not any(map(Future.done, self._waiting)):
            wait(self._waiting, return_when=FIRST_COMPLETED)
        pool = None if isinstance(fetched, Failure) else self._pool()
        future = self._sent(pool, fetched) if pool else _settled(clean_chunk((fetched,), self._work))
        self._waiting[future] = (lease, fetched)

    def done(self) -> Iterator[Cleaned]:
        """Yield what is done by now."""
        for future in [future for future in self._waiting if future.done()]:
            lease, fetched = self._waiting.pop(future)
            yield lease, fetched, self._outcome(future, fetched)

    def rest(self, patience_s: float | None) -> Iterator[Cleaned]:
        """Yield the rest as it gets done, for so long; None waits for all of it."""
        wait(self._waiting, timeout=patience_s)
        yield from self.done()

    def close(self) -> list[Lease]:
        """End the workers and return the leases of the pages that were not done."""
        if self._executor:
            for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                process.terminate()
            self._executor.shutdown(wait=True, cancel_futures=True)
        left = [lease for lease, _ in self._waiting.values()]
        self._waiting.clear()
        return left

    def _pool(self) -> ProcessPoolExecutor | None:
        """Return the workers when they are up; they are started when they are worth it, and nobody waits for that."""
        if self._jobs == 1 or self._pages <= ALONE_PAGES:
            return None
        if self._executor is None:
            self._executor = new_executor(self._jobs)
            self._warm = self._executor.submit(clean_chunk, (), self._work)
        return self._executor if self._warm is None or self._warm.done() else None

    def _sent(self, pool: ProcessPoolExecutor, fetched: Fetched) -> _Outcomes:
        try:
            return pool.submit(clean_chunk, (fetched,), self._work)
        except BrokenProcessPool as error:
            lost: _Outcomes = Future()
            lost.set_exception(error)
            return lost

    def _outcome(self, future: _Outcomes, fetched: Fetched) -> Outcome:
        try:
            return future.result()[0]
        except BrokenProcessPool:
            log.warning("a worker died near %s; it is tried again in a process of its own", fetched.input)
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        return rescue((fetched,), self._work)[0]


def _settled(outcomes: list[Outcome]) -> _Outcomes:
    future: _Outcomes = Future()
    future.set_result(outcomes)
    return future
