"""Threads that make requests and put the answers in a queue."""

import logging
import queue
import threading
import time
from typing import Protocol

from scraper.fetcher import Exchange, Request
from scraper.page import Failure
from scraper.schedule import Job

log = logging.getLogger(__name__)

CLOSE_S = 2.0


class Asks(Protocol):
    """What is needed of a fetcher."""

    def exchange(self, request: Request) -> Exchange:
        """Make one request and return its answer."""
        ...


class Workers:
    """Up to `size` threads over one fetcher, started as they are needed.

    They are daemons: one that hangs in the system's resolver, which nothing can interrupt, must not hold the program.
    """

    def __init__(self, fetcher: Asks, size: int) -> None:
        self._fetcher = fetcher
        self._size = size
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self.answers: queue.SimpleQueue[tuple[Job, Exchange]] = queue.SimpleQueue()

    def submit(self, job: Job) -> None:
        """Let a thread make a job's request."""
        self._jobs.put(job)
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._size:
            thread = threading.Thread(target=self._run, name=f"fetch {len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """End the threads; their requests should have been aborted before."""
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + CLOSE_S
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))

    def _run(self) -> None:
        while job := self._jobs.get():
            self.answers.put((job, self._exchange(job)))
            self._idle.release()

    def _exchange(self, job: Job) -> Exchange:
        try:
            return self._fetcher.exchange(job.request)
        except Exception as error:  # the one broad place: a fault of ours must not lose a lease or end the run
            log.exception("%s: the fetcher crashed", job.request.url)
            failure = Failure(job.request.origin, "crashed", f"{job.request.url}: {error!r}", job.request.url)
            return Exchange(failure, time.time())
