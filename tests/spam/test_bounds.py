"""Where an offer that was dropped into a clause begins and ends."""

import pytest

from cleaners.spam.bounds import TABLE, Bounds, default_bounds, exact_bounds, read_bounds
from cleaners.spam.detector import default_detector
from cleaners.spam.fold import fold_in_place
from cleaners.spam.offers import learned
from cleaners.spam.stretches import Reading
from cleaners.spam.wording import MIN_PHRASE_CHARS

STORY = "老周在渡口撑了三十一年的船。{}大桥明年通车，渡口就要关了，他把最后一张船票{}贴在新家的墙上，说留个念想。"
# None of them is what the wording was learned from.
PHRASES = ("苗家鼻炎灵一喷断根", "炸金花房卡代理加微", "收购银行卡四件套")


def reading() -> Reading:
    weights = default_detector().weights
    assert weights is not None
    return learned(weights.parts, weights.wording).reading


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("place", [0, 1])
def test_of_a_phrase_that_was_half_found_all_is_taken(phrase: str, place: int) -> None:
    text = fold_in_place(STORY.format(*(phrase if place == at else "" for at in range(2))))
    begin = text.index(phrase)
    for found in ((begin, begin + len(phrase) - 2), (begin + 1, begin + len(phrase))):
        start, end = exact_bounds(text, found, reading(), default_bounds(), "")
        assert phrase[1:-1] in text[start:end]
        assert end - start <= len(phrase) + 2


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_that_was_found_stays_as_it_is(phrase: str) -> None:
    text = fold_in_place(STORY.format(phrase, ""))
    found = text.index(phrase), text.index(phrase) + len(phrase)
    assert exact_bounds(text, found, reading(), default_bounds(), "") == found


def test_a_place_across_clauses_stays_as_it_is() -> None:
    text = "大桥明年通车，渡口就要关了。"
    assert exact_bounds(text, (4, 9), reading(), default_bounds(), "") == (4, 9)
    assert exact_bounds("很" * 200, (4, 9), reading(), default_bounds(), "") == (4, 9)


def test_nothing_moves_where_no_sign_counts() -> None:
    text = fold_in_place(STORY.format(PHRASES[0], ""))
    at = text.index(PHRASES[0])
    found = at, at + MIN_PHRASE_CHARS
    assert exact_bounds(text, found, reading(), Bounds(*[0.0] * len(Bounds._fields)), "") == found


def test_the_table_says_what_each_sign_counts() -> None:
    bounds = read_bounds(TABLE.read_text(encoding="utf-8"))
    assert bounds.worded > 0 > bounds.into
    assert bounds.closed > 0 > bounds.own  # what the story has itself is less likely put there
    with pytest.raises(TypeError):
        read_bounds("worded\t1\n")
