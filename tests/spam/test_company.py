"""What company a stretch of a story has, and what the lexicon knows in it."""

import math

import pytest

from cleaners.spam.company import Company, Known

CLOSE = 0.0
PHRASES = [(2.0, "茶叶批发"), (2.0, "茶叶批发"), (1.0, "茶叶厂家"), (-3.0, "今年增产")]


def test_those_that_say_the_same_are_no_company() -> None:
    company = Company(PHRASES, CLOSE)
    assert company.best("茶叶批发") == 1.0
    assert company.best("茶叶厂家") == 2.0
    alone = Company(PHRASES[:2], CLOSE)
    assert alone.likely("茶叶批发") == 0
    assert not alone.has_close("茶叶批发")
    assert alone.has_close("今年增产")


def test_each_of_the_others_adds_its_likelihood() -> None:
    others = sum(1 / (1 + math.exp(-weight)) for weight, said in PHRASES if said != "茶叶厂家")
    assert Company(PHRASES, CLOSE).likely("茶叶厂家") == pytest.approx(math.log1p(others))


def test_kin_are_likely_ones_that_share_pairs() -> None:
    company = Company(PHRASES, CLOSE)
    assert company.kin("茶叶厂家", {"茶叶", "叶厂", "厂家"}) == pytest.approx(1 / 3)
    assert company.kin("今年增产", {"今年", "年增", "增产"}) == 0


def test_what_a_range_meets_is_summed() -> None:
    known = Known([(0, 4, 6), (2, 8, 3), (10, 12, 5)])
    for (start, end), wanted in {(0, 2): 6, (3, 5): 9, (4, 10): 3, (8, 10): 0, (11, 20): 5, (0, 20): 14}.items():
        assert known.weight_in(start, end) == wanted
    assert known.total == 14
