import os
import signal
import time

import pytest

from pipeline.engines.local import clean_in_order
from pipeline.engines.worker import Work
from pipeline.outcome import Outcome, Rules, reject
from scraper.page import Failure, Fetched, Page


def echo(page: Fetched, _rules: Rules) -> Outcome:
    return Outcome(page.input, record=page.input.encode())


def dies_on_poison(page: Fetched, options: Rules) -> Outcome:
    if "poison" in page.input:
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(page, options)


def never_ends_on_poison(page: Fetched, options: Rules) -> Outcome:
    while "poison" in page.input:
        time.sleep(0.01)
    return echo(page, options)


def swallows_everything_on_poison(page: Fetched, options: Rules) -> Outcome:
    while "poison" in page.input:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001  (what a careless library does)
            continue
    return echo(page, options)


def pages(count: int, *poisoned: int) -> list[Page]:
    return [Page(b"x", f"{'poison' if number in poisoned else 'page'}-{number:03d}") for number in range(count)]


def run(items: list[Page], work: Work, jobs: int) -> list[Outcome]:
    return [outcome for done in clean_in_order(items, work, jobs) for outcome in done.outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_input(jobs: int) -> None:
    items = pages(100)
    assert [outcome.input for outcome in run(items, Work(clean_page=echo), jobs)] == [page.input for page in items]


def test_a_page_that_kills_its_worker_is_rejected_alone() -> None:
    items = pages(60, 7, 40)
    outcomes = run(items, Work(clean_page=dies_on_poison), 2)
    assert [outcome.input for outcome in outcomes] == [page.input for page in items]
    rejected = [outcome for outcome in outcomes if outcome.reason]
    assert [(outcome.input, outcome.reason) for outcome in rejected] == [
        ("poison-007", "crashed"),
        ("poison-040", "crashed"),
    ]
    assert "died" in rejected[0].detail


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
