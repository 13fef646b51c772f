"""The cores of this machine: chunks cleaned by a pool of processes, outcomes given back in the order of the input.

A worker that dies takes its pool with it. Every page in flight is then cleaned again in a process of its own; one that
kills this one too is rejected.
"""

import logging
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar

from pipeline.engines.items import Chunk, Item, chunks_of, name_of, sha256_of
from pipeline.engines.sequence import Sequence
from pipeline.engines.worker import Cleaned, Work, clean, clean_chunk, late, start_worker, unread
from pipeline.errors import PipelineError
from pipeline.outcome import CRASHED, Outcome, reject
from scraper.warc import Slice, SlicePages

log = logging.getLogger(__name__)
# Chunks handed out per worker: enough that none waits, few enough that little is in memory.
AHEAD_PER_WORKER: Final = 3
ALONE_TRIES: Final = 3
START_TRIES: Final = 20
WATCHDOG_CODE: Final = 1  # faulthandler's
# How often a wait for a result looks at the workers, and how many looks in a row find one dead before the pool is given up.
LOOK_S: Final = 0.25
DEAD_LOOKS: Final = 4
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk and its outcomes, in order."""

    chunk: Chunk
    outcomes: list[Outcome]


def clean_in_order(items: Iterable[Item], work: Work, jobs: int) -> Iterator[Done]:
    """Yield every chunk of the items with its outcomes, in order; `jobs` = 1 works in this process."""
    if jobs == 1:
        sequence = Sequence(lambda chunk, began: clean(chunk, work, began))
        for chunk in chunks_of(items):
            yield Done(chunk, sequence.checked(chunk, clean(chunk, work)).outcomes)
        return
    sequence = Sequence(lambda chunk, began: rescued(chunk, work, began))
    pool = _Pool(jobs, work)
    try:
        for chunk, cleaned in pool.run(chunks_of(items)):
            yield Done(chunk, sequence.checked(chunk, cleaned).outcomes)
    finally:
        pool.stop()


class _Pool:
    """A process pool that is replaced when one of its workers dies."""

    def __init__(self, jobs: int, work: Work) -> None:
        self._jobs = jobs
        self._work = work
        self._executor = new_executor(jobs)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, Cleaned]]:
        flight: deque[tuple[Chunk, Future[Cleaned]]] = deque()
        for chunk in chunks:
            flight.append((chunk, self._submit(chunk)))
            if len(flight) >= self._jobs * AHEAD_PER_WORKER:
                yield self._next(flight)
        while flight:
            yield self._next(flight)

    def stop(self) -> None:
        """End the workers without waiting for what they are doing."""
        for process in workers_of(self._executor):
            process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, chunk: Chunk) -> Future[Cleaned]:
        try:
            return self._executor.submit(clean, chunk, self._work)
        except BrokenProcessPool as error:
            lost: Future[Cleaned] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, flight: deque[tuple[Chunk, Future[Cleaned]]]) -> tuple[Chunk, Cleaned]:
        chunk, future = flight.popleft()
        try:
            return chunk, result_of(future, self._executor)
        except BrokenProcessPool:
            log.warning("a worker died near %s; its pages are tried again one process at a time", name_of(chunk[0]))
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = new_executor(self._jobs)
        again = rescued(chunk, self._work)
        waiting = [(other, _settled(other, known, self._work)) for other, known in flight]
        flight.clear()
        flight.extend(waiting)
        return chunk, again


def new_executor(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of clean processes; forked from a server, since a fork of a process with threads may hang."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["pipeline.engines.worker", "pipeline.engines.warm"])
    level = logging.getLogger().getEffectiveLevel()
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker, initargs=(level,))


def workers_of(executor: ProcessPoolExecutor) -> list[BaseProcess]:
    """Return the processes of a pool."""
    return list((getattr(executor, "_processes", None) or {}).values())


def result_of(future: Future[Result], executor: ProcessPoolExecutor) -> Result:
    """Return a future's result; raise `BrokenProcessPool` when a worker died, whatever it was doing.

    A pool does not notice the death of a worker that was in the middle of sending a result: it waits for the rest.
    """
    dead_looks = 0
    while True:
        wait((future,), timeout=LOOK_S)
        if future.done():
            return future.result()
        dead_looks = dead_looks + 1 if any(process.exitcode is not None for process in workers_of(executor)) else 0
        if dead_looks >= DEAD_LOOKS:
            _break(executor)


def _break(executor: ProcessPoolExecutor) -> None:
    """End every worker, and close this process's own end of their pipe: then the pool sees that nothing will come."""
    for process in workers_of(executor):
        process.kill()
    results: Any = getattr(executor, "_result_queue", None)
    if results is not None and not results._writer.closed:
        results._writer.close()


def _settled(chunk: Chunk, future: Future[Cleaned], work: Work) -> Future[Cleaned]:
    """Return the future itself where it was done before the pool broke, else one that holds the rescued outcomes."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future
    settled: Future[Cleaned] = Future()
    settled.set_result(rescued(chunk, work))
    return settled


def rescued(chunk: Chunk, work: Work, began: int = -1) -> Cleaned:
    """Return what a chunk comes to that may hold a page which kills its process."""
    (first, *_) = chunk
    if not isinstance(first, Slice):
        return Cleaned(rescue(chunk, work))
    pages = SlicePages(first, began)
    try:
        outcomes = rescue(pages, work)
    except OSError as error:
        raise unread(first, error) from error
    return Cleaned(outcomes, pages.began, pages.ended)


def rescue(items: Iterable[Item], work: Work) -> list[Outcome]:
    """Return the outcomes of items that are cleaned one after another, in another process after each death."""
    outcomes: list[Outcome] = []
    executor = _warm_executor()
    try:
        for item in items:
            found = _alone(item, work, executor)
            tries = 1
            while isinstance(found, _Died):
                executor.shutdown(wait=True)
                executor = _warm_executor()
                if tries >= ALONE_TRIES or found.late:
                    found = [_dead(item, work, found, tries)]
                else:
                    found = _alone(item, work, executor)
                    tries += 1
            outcomes += found
    finally:
        executor.shutdown(wait=True)
    return outcomes


def _warm_executor() -> ProcessPoolExecutor:
    """Return a pool of one process that has started: a death on the way there is no page's fault."""
    for _ in range(START_TRIES):
        executor = new_executor(1)
        try:
            result_of(executor.submit(os.getpid), executor)
        except BrokenProcessPool:
            executor.shutdown(wait=True)
        else:
            return executor
    raise PipelineError(f"no process can be started to clean pages in, {START_TRIES} times of {START_TRIES}")


@dataclass(frozen=True, slots=True)
class _Died:
    """The end of a process that cleaned one item; `late` when it ended itself since the time was over."""

    late: bool


def _alone(item: Item, work: Work, executor: ProcessPoolExecutor) -> list[Outcome] | _Died:
    started = time.monotonic()
    workers = workers_of(executor)
    try:
        return result_of(executor.submit(clean_chunk, (item,), work), executor)
    except BrokenProcessPool:
        lasted_s = time.monotonic() - started
        ended_itself = any(process.exitcode == WATCHDOG_CODE for process in workers)
        return _Died(late=ended_itself and lasted_s >= work.page_deadline_s + work.grace_s)


def _dead(item: Item, work: Work, died: _Died, tries: int) -> Outcome:
    name = name_of(item)
    if died.late:
        return late(name, work, sha256_of(item))
    log.error("%s: the process that cleaned it died each time; rejected", name)
    detail = f"the process that cleaned it died, {tries} times of {tries}"
    return reject(name, CRASHED, detail, sha256_of(item))
