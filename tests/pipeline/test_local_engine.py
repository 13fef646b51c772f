import contextlib
import pickle
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from cleaners.clean import Options
from cleaners.spam.detector import Detector, default_detector
from cleaners.spam.lexicon import default_lexicon
from pipeline.engines import local
from pipeline.engines.local import clean_in_order, workers_of
from pipeline.engines.worker import Work
from pipeline.outcome import Outcome, Rules, reject
from scraper.page import Failure, Fetched, Page
from tests.pipeline.deadly import (
    answers_at_length,
    dies_on_poison,
    dies_while_it_answers,
    echo,
    exits,
    never_comes_back_from_machine_code,
    never_ends_on_poison,
    reads_address_zero,
    swallows_everything_on_poison,
)

KILLS = 10
# Nothing comes for so many seconds: a hang. What a death leaves is tried again in a process a page, a minute's work on a busy machine.
HANGS = 120
Clean = Callable[[Fetched, Rules], Outcome]


def pages(count: int, *poisoned: int) -> list[Page]:
    return [Page(b"x", f"{'poison' if number in poisoned else 'page'}-{number:03d}") for number in range(count)]


def run(items: list[Page], work: Work, jobs: int) -> list[Outcome]:
    return [outcome for done in clean_in_order(items, work, jobs) for outcome in done.outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_input(jobs: int) -> None:
    items = pages(100)
    assert [outcome.input for outcome in run(items, Work(clean_page=echo), jobs)] == [page.input for page in items]


@pytest.mark.parametrize(
    ("clean_page", "reason"),
    [
        pytest.param(dies_on_poison, "crashed", id="killed"),
        pytest.param(exits, "crashed", id="exits"),
        pytest.param(reads_address_zero, "crashed", id="segmentation fault"),
        pytest.param(dies_while_it_answers, "crashed", id="killed while it answers"),
        pytest.param(never_comes_back_from_machine_code, "deadline", id="endless machine code"),
    ],
)
def test_a_page_that_kills_its_worker_is_rejected_alone(clean_page: Clean, reason: str) -> None:
    items = pages(60, 7, 40)
    started = time.monotonic()
    outcomes = run(items, Work(page_deadline_s=0.5, grace_s=0.5, clean_page=clean_page), 2)
    assert [outcome.input for outcome in outcomes] == [page.input for page in items]
    rejected = [(outcome.input, outcome.reason) for outcome in outcomes if outcome.reason]
    assert rejected == [("poison-007", reason), ("poison-040", reason)]
    assert time.monotonic() - started < 30 + 30  # two deaths


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("clean_page", [never_ends_on_poison, swallows_everything_on_poison])
def test_a_page_that_takes_too_long_is_rejected_alone(jobs: int, clean_page: object) -> None:
    outcomes = run(pages(5, 2), Work(page_deadline_s=0.2, clean_page=clean_page), jobs)  # type: ignore[arg-type]
    assert [outcome.reason for outcome in outcomes] == ["", "", "deadline", "", ""]


def test_a_cleaner_that_raises_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(page: Page, _rules: Rules) -> None:
        raise ZeroDivisionError(f"no {page.input}")

    monkeypatch.setattr("pipeline.outcome.clean", clean)
    (outcome,) = run(pages(1), Work(), 1)
    assert (outcome.reason, outcome.input) == ("crashed", "page-000")
    assert "ZeroDivisionError at test_local_engine.py" in outcome.detail


def test_failures_go_through_as_rejects() -> None:
    (done,) = clean_in_order([Failure("a.html", "unreadable", "a.html: permission denied")], Work(), 1)
    assert done.outcomes == [reject("a.html", "unreadable", "a.html: permission denied")]


def test_workers_killed_at_any_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    items = pages(3000)
    pools: list[ProcessPoolExecutor] = []
    make = local.new_executor

    def remembered(jobs: int) -> ProcessPoolExecutor:
        pools.append(make(jobs))
        return pools[-1]

    monkeypatch.setattr(local, "new_executor", remembered)
    whole = [answers_at_length(page, Rules()) for page in items]
    found: list[Outcome] = []
    longest = 0.0
    with _killer(pools, KILLS) as killed:
        last = time.monotonic()
        for done in clean_in_order(_while_killing(items, killed), Work(clean_page=answers_at_length), 2):
            longest = max(longest, time.monotonic() - last)
            found += done.outcomes
            last = time.monotonic()
    assert len(killed) == KILLS
    assert longest < HANGS
    assert found[: len(whole)] == whole
    assert [outcome.input for outcome in found] == [f"page-{number % 3000:03d}" for number in range(len(found))]


def _while_killing(items: list[Page], killed: list[float]) -> Iterator[Page]:
    """Yield the items, over and over until so many workers were killed."""
    yield from items
    while len(killed) < KILLS:
        yield from items


@contextlib.contextmanager
def _killer(pools: list[ProcessPoolExecutor], count: int) -> Iterator[list[float]]:
    killed: list[float] = []
    ended = threading.Event()

    def kill() -> None:
        rng = random.Random(time.time_ns())
        spared = 0
        while len(killed) < count and not ended.wait(rng.uniform(0.1, 1.5)):
            # A page whose process dies each time is rejected, rightly: so one that is tried alone is killed once in a while only.
            hunted = [pool for pool in list(pools) if not spared or pool._max_workers > 1]
            alive = [(pool, process) for pool in hunted for process in workers_of(pool) if process.is_alive()]
            if alive:
                pool, process = rng.choice(alive)
                process.kill()
                spared = 3 if pool._max_workers == 1 else max(0, spared - 1)
                killed.append(time.monotonic())

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        ended.set()
        thread.join()


def test_work_is_sent_without_what_every_worker_has() -> None:
    rules = Rules(Options(detector=default_detector().plus(("老桥连环画",))))
    sent = pickle.dumps(Work(rules))
    assert len(sent) < 2000
    one, other = (pickle.loads(sent).rules.options.detector for _ in range(2))
    assert one.lexicon is other.lexicon  # else it is compiled anew for every chunk
    assert one.lexicon.rows == rules.options.detector.lexicon.rows
    assert one.weights is default_detector().weights


def test_a_detector_of_ones_own_is_sent_whole() -> None:
    own = Detector(default_lexicon().without(("games",)), None)
    sent = pickle.loads(pickle.dumps(own))
    assert (sent.lexicon.rows, sent.weights) == (own.lexicon.rows, None)
