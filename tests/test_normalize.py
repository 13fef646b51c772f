"""The safe steps, one by one and together, and the options that are off unless named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.normalize import OPTIONS, STEPS, is_settled, normalize, normalize_spans

# Characters that some step looks at, beside any others: what random text would seldom hold together.
LIKELY = st.sampled_from(
    list("甲乙，。. \t\n\r\u3000\xa0\u2028Ａ１aé\u0301\u0308\u3099か\u200b\u200d\xad\x05⼈⻓\uf900…—「」")
)
TEXTS = st.text(st.one_of(LIKELY, st.characters(exclude_categories=("Cs",))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁", id="every line ending"),
        pytest.param("甲\x00\x05乙\x7f丙\x9f", "甲乙丙", id="control characters"),
        pytest.param("甲\t乙\n丙", "甲\t乙\n丙", id="tab and newline stay"),
        pytest.param("安\u200b全\ufeff第\u00ad一\u202e", "安全第一", id="what nobody sees"),
        pytest.param("２０２４年Ａｐｐ", "2024年App", id="fullwidth letters and digits"),
        pytest.param("好！？，。：；（）％", "好！？，。：；（）％", id="fullwidth punctuation stays"),
        pytest.param("Beyonce\u0301", "Beyoncé", id="letter and accent compose"),
        pytest.param("Ａ\u030a", "Å", id="fullwidth letter and accent compose too"),
        pytest.param("\uf900\uf967", "豈不", id="compatibility ideographs"),
        pytest.param("⼈⼝⼤", "人口大", id="Kangxi radicals"),
        pytest.param("⻓⻋⻢⻰", "长车马龙", id="radicals of the supplement"),
        pytest.param("⺮⻌", "⺮⻌", id="parts of characters stay"),
        pytest.param("王\u3000明\xa0说\u2003是", "王 明 说 是", id="every blank"),
        pytest.param("　　日前，  江苏  \n  会议 ", "日前， 江苏\n会议", id="runs of spaces and edges of lines"),
        pytest.param("①㎡Ⅷ…—“”·", "①㎡Ⅷ…—“”·", id="symbols stay"),
        pytest.param("ﾆｭｰｽ", "ﾆｭｰｽ", id="halfwidth kana stays"),
    ],
)
def test_safe_steps(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("nfkc", "１０㎡，②", "10m2,2", id="compatibility forms"),
        pytest.param("number_marks", "３．５％，１２：３０", "3.5%，12:30", id="marks between digits only"),
        pytest.param("ellipsis", "等等。。。然后...", "等等……然后……", id="rows of dots"),
        pytest.param("dashes", "北京--上海 2020-2021", "北京——上海 2020-2021", id="rows of dashes"),
        pytest.param("corner_quotes", "「甲『乙』」", "“甲‘乙’”", id="corner brackets"),
        pytest.param("han_spaces", "江 苏 省 AI 会", "江苏省 AI 会", id="spaces between Han"),
        pytest.param("blank_lines", "甲\n\n\n乙", "甲\n乙", id="blank lines"),
    ],
)
def test_options_work_when_named_only(name: str, text: str, expected: str) -> None:
    assert normalize(text, extra=[name]) == expected
    assert normalize(text) != expected


def test_every_option_has_its_test_and_unknown_ones_are_named() -> None:
    with pytest.raises(ValueError, match="unknown step 'fancy' in extra; known: nfkc, "):
        normalize("甲", extra=["fancy"])
    assert not set(OPTIONS) & set(STEPS)


@given(TEXTS)
def test_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(TEXTS, st.lists(st.sampled_from(sorted(OPTIONS)), max_size=3))
def test_is_idempotent_with_options(text: str, extra: list[str]) -> None:
    once = normalize(text, extra)
    assert normalize(once, extra) == once


@given(TEXTS)
def test_the_quick_look_agrees_with_the_steps(text: str) -> None:
    stepped = text
    for step in STEPS.values():
        stepped = step(stepped)
    assert stepped == normalize(text)
    assert not is_settled(text) or stepped == text


@given(TEXTS)
def test_spans_give_the_same_text_and_rising_offsets(text: str) -> None:
    written, offsets = normalize_spans(text)
    assert written == normalize(text)
    assert len(offsets) == len(text) + 1
    assert offsets[-1] == len(written)
    assert list(offsets) == sorted(offsets)


def test_spans_point_at_the_same_characters() -> None:
    text = "　　Ａ\u200bＢ 公司  上市"
    written, offsets = normalize_spans(text)
    assert [written[offsets[at]] for at, each in enumerate(text) if each in "公司上市"] == list("公司上市")


def test_digits_stay_digits() -> None:
    for code in range(0x10000):
        if unicodedata.category(chr(code)) == "Nd":
            assert unicodedata.digit(normalize(chr(code))) == unicodedata.digit(chr(code))
