"""What runs where the work is done: pages of a chunk to outcomes, each under a deadline."""

import faulthandler
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import parent_process
from types import FrameType
from typing import Final

from pipeline.engines.items import Chunk, Item, name_of, pages_of
from pipeline.outcome import Outcome, Rules, outcome_of, reject
from scraper.page import Fetched

DEADLINE_REASON: Final = "deadline"
# Machine code that never comes back is not reached by an alarm; then the worker ends itself after this much longer.
GRACE_S: Final = 10.0
PAGE_DEADLINE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Work:
    """How to clean: what is asked of a page, the seconds one page may take, and the function that does it."""

    rules: Rules = field(default_factory=Rules)
    page_deadline_s: float = PAGE_DEADLINE_S
    clean_page: Callable[[Fetched, Rules], Outcome] = outcome_of


class _TooLong(BaseException):
    """The page's time is over; not an `Exception`, so that no `except Exception` on the way up swallows it."""


def clean_chunk(chunk: Chunk, work: Work) -> list[Outcome]:
    """Return the outcomes of a chunk in its order; at least one for each item."""
    return [outcome for item in chunk for outcome in _clean_item(item, work)]


def _clean_item(item: Item, work: Work) -> list[Outcome]:
    outcomes = []
    try:
        with _deadline(work.page_deadline_s):
            for page in pages_of(item):
                outcomes.append(work.clean_page(page, work.rules))
                _arm(work.page_deadline_s)
    except _TooLong:
        outcomes.append(reject(name_of(item), DEADLINE_REASON, f"cleaning took longer than {work.page_deadline_s:g} s"))
    if not outcomes:
        outcomes.append(reject(name_of(item), "empty", "the file holds no page"))
    return outcomes


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise `_TooLong` in the block when a page is not done in time; only a main thread can be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        _arm(seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if _in_worker():
            faulthandler.cancel_dump_traceback_later()


def _arm(seconds: float) -> None:
    if threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, seconds)
    if _in_worker():
        faulthandler.dump_traceback_later(seconds + GRACE_S, exit=True, file=2)


def _ring(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the shape of a signal handler)
    raise _TooLong


def interrupt(seconds: float, error: BaseException) -> None:
    """Raise `error` in the page that this thread is cleaning, if there is one and it is not done in so many seconds."""

    def end(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the shape of a signal handler)
        raise error

    if signal.getsignal(signal.SIGALRM) is _ring:
        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _in_worker() -> bool:
    return parent_process() is not None


def start_worker(log_level: int) -> None:
    """Prepare a fresh worker: the parent alone answers Ctrl-C, and no worker outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.basicConfig(level=log_level, format="%(levelname)s %(message)s")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
