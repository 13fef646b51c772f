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

from pipeline.engines.items import Chunk, name_of, pages_of
from pipeline.errors import PipelineError
from pipeline.outcome import Outcome, Rules, outcome_of, reject
from pipeline.record import digest
from scraper.page import Failure, Fetched, Page
from scraper.warc import Slice, SlicePages

DEADLINE_REASON: Final = "deadline"
GRACE_S: Final = 10.0
PAGE_DEADLINE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Work:
    """How to clean: what is asked of a page, the seconds one page may take, and the function that does it.

    Machine code that never comes back is not reached by an alarm: after `grace_s` more a worker ends itself. `watched` says
    that the process is a worker though no process of ours started it.
    """

    rules: Rules = field(default_factory=Rules)
    page_deadline_s: float = PAGE_DEADLINE_S
    grace_s: float = GRACE_S
    clean_page: Callable[[Fetched, Rules], Outcome] = outcome_of
    watched: bool = False


class _TooLong(BaseException):
    """The page's time is over; not an `Exception`, so that no `except Exception` on the way up swallows it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The outcomes of a chunk, in order; of a slice, also where its first record and the next one's began."""

    outcomes: list[Outcome]
    began: int = 0
    ended: int = 0


def clean(chunk: Chunk, work: Work, began: int = -1) -> Cleaned:
    """Return what a chunk comes to; a slice is read from `began`, or from where its first record seems to begin."""
    (first, *_) = chunk
    if not isinstance(first, Slice):
        return Cleaned(clean_chunk(chunk, work))
    pages = SlicePages(first, began)
    try:
        with _deadline(work):
            outcomes = [_clean_page(page, work) for page in pages]
    except OSError as error:
        raise unread(first, error) from error
    return Cleaned(outcomes, pages.began, pages.ended)


def unread(found: Slice, error: OSError) -> PipelineError:
    """Return what ends a run: the file was there when the work was handed out, so its pages must not count as lost."""
    return PipelineError(f"{found.name}: cannot be read ({error.strerror or error}); run again to go on")


def clean_chunk(chunk: Chunk, work: Work) -> list[Outcome]:
    """Return the outcomes of a chunk of other items in its order; at least one for each item."""
    return [outcome for item in chunk if not isinstance(item, Slice) for outcome in _clean_item(item, work)]


def _clean_item(item: str | Page | Failure, work: Work) -> list[Outcome]:
    outcomes = []
    with _deadline(work):
        try:
            _arm(work)
            pages = pages_of(item)
            while page := next(pages, None):
                outcomes.append(_clean_page(page, work))
                _arm(work)
        except _TooLong:
            outcomes.append(late(name_of(item), work))
    if not outcomes:
        outcomes.append(reject(name_of(item), "empty", "the file holds no page"))
    return outcomes


def _clean_page(page: Fetched, work: Work) -> Outcome:
    try:
        try:
            _arm(work)
            return work.clean_page(page, work.rules)
        finally:
            _disarm(work)
    except _TooLong:  # also where the bell rings while it is being stopped
        return late(page.input, work, digest(page.body) if isinstance(page, Page) else page.sha256)


def late(name: str, work: Work, sha256: str = "") -> Outcome:
    """Return the outcome of a page whose time was over."""
    return reject(name, DEADLINE_REASON, f"cleaning took longer than {work.page_deadline_s:g} s", sha256)


@contextmanager
def _deadline(work: Work) -> Iterator[None]:
    """Let `_arm` raise `_TooLong` in the block; only a main thread can be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        yield
    finally:
        _disarm(work)
        signal.signal(signal.SIGALRM, before)


def _arm(work: Work) -> None:
    if threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, work.page_deadline_s)
    if work.watched or _in_worker():
        faulthandler.dump_traceback_later(work.page_deadline_s + work.grace_s, exit=True, file=2)


def _disarm(work: Work) -> None:
    if threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, 0)
    if work.watched or _in_worker():
        faulthandler.cancel_dump_traceback_later()


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
