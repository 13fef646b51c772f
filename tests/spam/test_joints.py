"""Where a phrase was dropped into a sentence: both ends are broken, and the rest closes behind it."""

from operator import mul

import pytest

from cleaners import Article, clean_html
from cleaners.spam.joints import TABLE, TIGHTEST, Clause, classed, default_joints, read_joints
from cleaners.spam.stretches import Reading, stretches_in
from cleaners.spam.wording import default_parts
from tests.spam.stories import STORIES, Page

JOINTS, WORDING = default_joints(), default_parts()
READING = Reading(WORDING, WORDING, JOINTS)
# Where a phrase's end and the sentence make a word, no table can tell where one begins.
MAX_MISTAKEN_CHARS = 2
SMALL = """# a table of three characters
weights\t-1\t-0.5\t1\t0.25\t-2\t0.5
天\t-10\t5\tA地\tM气上
气\t-20\t-5
"""


def test_a_table_is_read() -> None:
    joints = read_joints(SMALL)
    assert joints.tie("天", "气") == joints.tie("天", "上") == 2.0
    assert joints.tie("天", "地") == -4.0
    assert joints.tie("天", "天") == pytest.approx(-0.5)  # never seen: what both say
    assert joints.tie("气", "气") == pytest.approx(-2.5)
    assert -1 < joints.tie("龘", "龘") < 1
    assert joints.weights.into == -1
    assert joints.weights.at_edge == 0.5


def test_ends_that_are_broken_and_a_rest_that_closes_speak_for_a_stretch() -> None:
    joints = read_joints(SMALL)
    clause = Clause(joints, "天龘龘气", "", "")
    assert clause.dropped_in(1, 3) == pytest.approx(
        -2 - joints.tie("天", "龘") - 0.5 * joints.tie("龘", "气") + joints.tie("天", "气")
    )
    assert clause.dropped_in(0, 3) == pytest.approx(0.5 - 0.5 * joints.tie("龘", "气") + 0.25 * joints.tie("¶", "气"))


@pytest.mark.parametrize("pair", ["学校", "公司", "记者", "我们", "经济", "今年", "0年"])
def test_words_hold_together(pair: str) -> None:
    first, second = pair
    assert 1 < JOINTS.tie(first, second) <= TIGHTEST


def test_what_ends_say_is_what_each_tie_does_and_bounded_without_a_look_at_the_rest() -> None:
    text = "市水务局昨天发布手机麻将作弊器通告"
    clause, around = Clause(JOINTS, text, "，", "。"), classed(f"，{text}。")
    ties = JOINTS.ties(around)
    assert ties[:2] == [0.0, JOINTS.tie("，", "市")]
    assert JOINTS.ties("") == []
    for start in range(len(text) - 4):
        for end in range(start + 4, len(text) + 1 - (start == 0)):
            factors = JOINTS.ties_around(around, ties, (start + 1, end + 1), (1, len(text) + 1))
            said = clause.dropped_in(start, end)
            assert said == pytest.approx(sum(map(mul, JOINTS.weights, factors)))
            assert clause.into[start] + clause.out_of[end] + JOINTS.most >= said


@pytest.mark.parametrize("pair", ["们票", "们站", "记站", "经票", "校水"])
def test_what_nobody_writes_does_not(pair: str) -> None:
    first, second = pair
    assert JOINTS.tie(first, second) < 1


def test_a_paragraph_ends_where_it_can_be_seen() -> None:
    assert classed("a1。\nB") == "a0。¶a"


@pytest.mark.parametrize("word", ["手机麻将作弊器", "同城约会软件下载", "蝶阀厂家批发"])
def test_a_phrase_is_found_to_the_character_amid_a_clause(word: str) -> None:
    sentence = "市水务局昨天发布通告，受上游持续降雨影响，今年第三号洪水预计今晚通过城区段。"
    at = sentence.index("发布")
    found = stretches_in(sentence[:at] + word + sentence[at:], READING, (), -2.0)
    assert max((stretch.weight, stretch.start, stretch.end) for stretch in found)[1:] == (at, at + len(word))
    assert all(stretch.weight < 0 for stretch in stretches_in(sentence, READING, (), -2.0))


def test_phrases_amid_clauses_go_with_hardly_a_character_of_the_story() -> None:
    title, paragraphs = STORIES["drought"]
    places = ("员正指导", "气温将逐渐", "保障居民")
    sold = ("手机麻将作弊器", "同城约会软件下载", "茶叶批发价格表")
    changed = list(paragraphs)
    for place, word in zip(places, sold, strict=True):
        changed = [text.replace(place, place[:2] + word + place[2:], 1) for text in changed]
    found = clean_html(Page(title, tuple(changed)).html())
    assert isinstance(found, Article)
    assert not any(word in found.text for word in sold)
    assert abs(len(found.text) - len("\n".join(paragraphs))) <= MAX_MISTAKEN_CHARS
    assert {paragraphs[0], paragraphs[4]} <= set(found.text.split("\n"))


def test_the_table_is_whole() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(JOINTS.tied) + 3
    assert all(len(tied.followers) == len(tied.ties) for tied in JOINTS.tied.values())
