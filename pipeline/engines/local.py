"""The cores of this machine: chunks cleaned by a pool of processes, outcomes given back in the order of the input.

A worker that dies takes its pool with it. Every chunk in flight is then run again in a process of its own; one that
dies again is halved until the page that kills is alone, and that one is rejected.
"""

import logging
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

from pipeline.engines.items import Chunk, Item, chunks_of, name_of
from pipeline.engines.worker import Work, clean_chunk, start_worker
from pipeline.outcome import CRASHED, Outcome, reject

log = logging.getLogger(__name__)
# Chunks handed out per worker: enough that none waits, few enough that little is in memory.
AHEAD_PER_WORKER: Final = 3
ALONE_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk and its outcomes, in order."""

    chunk: Chunk
    outcomes: list[Outcome]


def clean_in_order(items: Iterable[Item], work: Work, jobs: int) -> Iterator[Done]:
    """Yield every chunk of the items with its outcomes, in order; `jobs` = 1 works in this process."""
    if jobs == 1:
        for chunk in chunks_of(items):
            yield Done(chunk, clean_chunk(chunk, work))
        return
    pool = _Pool(jobs, work)
    try:
        yield from pool.run(chunks_of(items))
    finally:
        pool.stop()


class _Pool:
    """A process pool that is replaced when one of its workers dies."""

    def __init__(self, jobs: int, work: Work) -> None:
        self._jobs = jobs
        self._work = work
        self._executor = new_executor(jobs)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Done]:
        flight: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
        for chunk in chunks:
            flight.append((chunk, self._submit(chunk)))
            if len(flight) >= self._jobs * AHEAD_PER_WORKER:
                yield self._next(flight)
        while flight:
            yield self._next(flight)

    def stop(self) -> None:
        """End the workers without waiting for what they are doing."""
        for process in list((getattr(self._executor, "_processes", None) or {}).values()):
            process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, chunk: Chunk) -> Future[list[Outcome]]:
        try:
            return self._executor.submit(clean_chunk, chunk, self._work)
        except BrokenProcessPool as error:
            lost: Future[list[Outcome]] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, flight: deque[tuple[Chunk, Future[list[Outcome]]]]) -> Done:
        chunk, future = flight.popleft()
        try:
            return Done(chunk, future.result())
        except BrokenProcessPool:
            log.warning("a worker died near %s; its pages are tried again one process at a time", name_of(chunk[0]))
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = new_executor(self._jobs)
        rescued = Done(chunk, rescue(chunk, self._work))
        waiting = [(other, _settled(other, known, self._work)) for other, known in flight]
        flight.clear()
        flight.extend(waiting)
        return rescued


def new_executor(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of clean processes; forked from a server, since a fork of a process with threads may hang."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["pipeline.engines.worker"])
    level = logging.getLogger().getEffectiveLevel()
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker, initargs=(level,))


def _settled(chunk: Chunk, future: Future[list[Outcome]], work: Work) -> Future[list[Outcome]]:
    """Return the future itself where it was done before the pool broke, else one that holds the rescued outcomes."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future
    settled: Future[list[Outcome]] = Future()
    settled.set_result(rescue(chunk, work))
    return settled


def rescue(chunk: Chunk, work: Work) -> list[Outcome]:
    """Return the outcomes of a chunk that may hold a page which kills its process."""
    outcomes = _alone(chunk, work)
    if outcomes is not None:
        return outcomes
    if len(chunk) > 1:
        half = len(chunk) // 2
        return rescue(chunk[:half], work) + rescue(chunk[half:], work)
    outcomes = next((found for _ in range(ALONE_TRIES - 1) if (found := _alone(chunk, work)) is not None), None)
    name = name_of(chunk[0])
    log.error("%s: the process that cleaned it died each time; rejected", name)
    return outcomes or [
        reject(name, CRASHED, f"the process that cleaned it died, {ALONE_TRIES} times of {ALONE_TRIES}")
    ]


def _alone(chunk: Chunk, work: Work) -> list[Outcome] | None:
    """Return the outcomes of a chunk from a process of its own, None when that process dies."""
    with new_executor(1) as executor:
        try:
            return executor.submit(clean_chunk, chunk, work).result()
        except BrokenProcessPool:
            return None
