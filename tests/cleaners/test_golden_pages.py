"""Every golden page says what its gold says, but for the known failures, whose cure is noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cleaners import Article, Outcome
from tests.cleaners.golden import (
    FLOOR,
    UNREAD,
    Golden,
    clean_golden,
    digest,
    golden_pages,
    got,
    known_failures,
    measure,
    same,
)


@cache
def outcome_of(name: str) -> Outcome:
    return clean_golden(next(page for page in golden_pages() if page.name == name))


def rows() -> Iterator[object]:
    known = known_failures()
    for page in golden_pages():
        for field in page.fields:
            name = f"{page.name}:{field}"
            marks = [pytest.mark.xfail(strict=True, reason=known[name])] if name in known else []
            yield pytest.param(page, field, id=name, marks=marks)


@pytest.mark.parametrize(("page", "field"), list(rows()))
def test_a_page_says_what_its_reader_wrote(page: Golden, field: str) -> None:
    found, wanted = got(outcome_of(page.name), field), page.wanted(field)
    assert same(field, wanted, found), f"{field} should be\n{wanted}\nand is\n{found}"


@pytest.mark.parametrize("page", golden_pages(), ids=lambda page: page.name)
def test_removed_spans_and_text_rebuild_the_page(page: Golden) -> None:
    outcome = outcome_of(page.name)
    if isinstance(outcome, Article):
        lengths = len(outcome.as_published) + sum(len(span.text) for span in outcome.removed)
        assert len(outcome.seen()) == lengths


def test_the_quality_floor_holds() -> None:
    pinned = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert pinned["digest"] == digest(), "the golden pages changed: run `make golden` and read its diff"
    figures = measure()
    fallen = {name: (figures[name], floor) for name, floor in pinned["figures"].items() if figures[name] < floor}
    assert not fallen, f"below the floor (now, floor): {fallen}"


def test_known_failures_are_of_golden_pages_and_have_been_read() -> None:
    names = {f"{page.name}:{field}" for page in golden_pages() for field in page.fields}
    known = known_failures()
    assert not known.keys() - names
    assert not [name for name, reason in known.items() if reason == UNREAD], "write why they fail"


def test_the_same_page_gives_the_same_bytes_in_every_process() -> None:
    asked = "from tests.cleaners.golden import fingerprint; print(fingerprint())"
    seen = {
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
