"""Pages cleaned beside a crawl: the first few in this process, the rest on the other cores.

A nightly run finds a handful of pages: a pool would cost more than it saves. A first run finds thousands, and cleaning
them between two requests would keep hosts waiting.
"""

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeAlias

from pipeline.engines.local import new_executor, rescue
from pipeline.engines.worker import Work, clean_chunk
from pipeline.outcome import Outcome
from scraper.frontier import Lease
from scraper.page import Failure, Fetched, Page

log = logging.getLogger(__name__)
ALONE_PAGES: Final = 32
LOOK_S: Final = 0.1
# Pages that wait for a worker; more than these are cleaned here, so that fetching waits for cleaning and memory is bounded.
WAITING_PER_JOB: Final = 8
MAX_OWN: Final = 8
# every table is read for this: traditional characters, a byline, a date
WARM_UP: Final = (
    "<title>圖書館開放</title><h1>圖書館開放</h1><p>2024-05-06 來源：晨報</p><p>圖書館昨天開放，市民都來看書。</p>"
)

Cleaned: TypeAlias = tuple[Lease, Fetched, Outcome]
_Outcomes: TypeAlias = Future[list[Outcome]]


class CleanedBeside:
    """Takes pages under their leases and gives them back with their outcomes, in the order they are done.

    `done` keeps the caller for one page of this process's own share, for more where more than a few are waiting: what
    waits here when the process is killed is fetched again.
    """

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pages = 0
        self._executor: ProcessPoolExecutor | None = None
        self._own: deque[tuple[Lease, Fetched]] = deque()
        self._sent: dict[_Outcomes, tuple[Lease, Fetched]] = {}
        # reading the tables takes as long as dozens of pages: the hosts of a crawl must not wait for it
        self._warming = threading.Thread(target=self._warm_up, name="warm-up", daemon=True)

    def warm_up(self) -> None:
        """Read the tables now, since there will be pages."""
        self._warming.start()
        self._warming.join()

    def submit(self, lease: Lease, fetched: Fetched) -> None:
        """Take a page."""
        self._pages += 1
        if isinstance(fetched, Failure):
            self._own.appendleft((lease, fetched))
        elif pool := self._pool():
            self._sent[self._future(pool, fetched)] = (lease, fetched)
        else:
            self._own.append((lease, fetched))
            if self._warming.ident is None:
                self._warming.start()

    def done(self) -> Iterator[Cleaned]:
        """Yield what is done by now, and one page more, or as many as are too many."""
        for future in [future for future in self._sent if future.done()]:
            lease, fetched = self._sent.pop(future)
            yield lease, fetched, self._outcome(future, fetched)
        if len(self._own) > MAX_OWN and self._warming.is_alive():
            self._warming.join()
        while self._own and (isinstance(self._own[0][1], Failure) or not self._warming.is_alive()):
            lease, fetched = self._own.popleft()
            yield lease, fetched, clean_chunk((fetched,), self._work)[0]
            if len(self._own) <= MAX_OWN:
                return

    def rest(self, stop: threading.Event, patience_s: float) -> Iterator[Cleaned]:
        """Yield the rest as it gets done; once `stop` is set, for so long only."""
        until = math.inf
        while (self._own or self._sent) and time.monotonic() < until:
            if stop.is_set() and until == math.inf:
                until = time.monotonic() + patience_s
            if not self._own:
                wait(self._sent, timeout=LOOK_S, return_when=FIRST_COMPLETED)
            elif self._warming.is_alive():
                self._warming.join(LOOK_S)
            yield from self.done()

    def close(self) -> list[Lease]:
        """End the workers and return the leases of the pages that were not done."""
        if self._executor:
            for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                process.terminate()
            self._executor.shutdown(wait=True, cancel_futures=True)
        left = [lease for lease, _ in (*self._own, *self._sent.values())]
        self._own.clear()
        self._sent.clear()
        return left

    def _pool(self) -> ProcessPoolExecutor | None:
        """Return the workers where they are worth it and not too far behind."""
        if self._jobs == 1 or self._pages <= ALONE_PAGES or len(self._sent) >= self._jobs * WAITING_PER_JOB:
            return None
        if self._executor is None:
            self._executor = new_executor(self._jobs)
        return self._executor

    def _warm_up(self) -> None:
        clean_chunk((Page(WARM_UP.encode(), "warm-up"),), self._work)

    def _future(self, pool: ProcessPoolExecutor, fetched: Fetched) -> _Outcomes:
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
