"""News mode: what it decides, what it leaves alone, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaners.simplify import simplify
from cleaners.simplify.dictionaries import first_choices
from cleaners.simplify.news import news_characters
from cleaners.simplify.readings import deciding_words

PHRASES = Path(__file__).with_name("ambiguous.txt")
# 於 is a surname here, or the end of a name, and a preposition nearly everywhere else in the same place.
KNOWN_FAILURES = {"於先生說", "於氏宗祠", "張於二人"}
MIN_PHRASES, MIN_SHARE_RIGHT = 500, 0.98


def phrases() -> dict[str, str]:
    lines = PHRASES.read_text("utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split(" ")]
    return dict(pair.split("=") for pair in pairs)


def test_ambiguous_phrases_come_out_as_mainland_press_writes_them() -> None:
    wrong = {source for source, target in phrases().items() if simplify(source) != target}
    assert wrong == KNOWN_FAILURES
    assert len(phrases()) >= MIN_PHRASES
    assert len(wrong) <= (1 - MIN_SHARE_RIGHT) * len(phrases())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("魏徵、文徵明与乾隆年间的名著", id="forms with a reason in simplified text"),
        pytest.param("她向着作业本发呆，瞭望塔上有人。", id="both forms, each where it belongs"),
        pytest.param("毕昇发明活字，钱锺书著《围城》，王濛夺冠。", id="names"),
        pytest.param("他的想像力和结帐时的帐单", id="spellings somebody chose"),
        pytest.param("滑鼠、软体、计程车、网路", id="vocabulary of Taiwan"),
        pytest.param("「引号」与『引号』，——……", id="punctuation"),
        pytest.param("株式会社東芝の発表によると、東京で開催された。", id="Japanese"),
        pytest.param("株式会社東芝", id="Japanese without kana"),
        pytest.param("王濬、朱儁与乐綝，亦作彫、徧", id="names and variants of old prints"),
        pytest.param("该团夥在菸厂附近，馀下的钜款归锺先生", id="what an old print or a name has"),
        pytest.param("㊀１２３①⑩Ⅷ〇零一二", id="digits"),
    ],
)
def test_left_alone(text: str) -> None:
    assert simplify(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "他們帶著名片，去看著名的瞭望塔。", "他们带着名片，去看著名的瞭望塔。", id="both readings of 著名"
        ),
        pytest.param("想像中的座標，請用甚麼帳號？", "想象中的坐标，请用什么账号？", id="spelled as in Taiwan"),
        pytest.param(
            "關系到想像力和帳戶，這里有甚么", "关系到想像力和帐户，这里有甚么", id="made by a table: no respelling"
        ),
        pytest.param("他們在各方面包括想像力", "他们在各方面包括想象力", id="方面 before 包括 is no sign of a table"),
        pytest.param("佢哋唔使諗咁多，嚟咗先講喎", "佢哋唔使谂咁多，嚟咗先讲喎", id="Cantonese"),
        pytest.param("後藤田正晴與尹錫悅說", "后藤田正晴与尹锡悦说", id="names of the neighbours"),
        pytest.param("於姓男子說", "於姓男子说", id="a rare surname"),
        pytest.param("於姓男子的關系", "于姓男子的关系", id="a common surname in what a table made"),
        pytest.param("趙孟頫與白鱀豚說", "赵孟頫与白鱀豚说", id="no form that few fonts have"),
        pytest.param(
            "株式會社東芝的會議\n東芝株式会社", "株式会社东芝的会议\n東芝株式会社", id="a Japanese line of a page"
        ),
        pytest.param("他說這本書。\n著者：李乾", "他说这本书。\n著者：李乾", id="a line that only its page can tell"),
        pytest.param("这是简体，只有一個字不是。", "这是简体，只有一个字不是。", id="a slip in simplified text"),
        pytest.param(
            "衞生、羣眾、裏面、説話、綫路、敍述、暱稱、揹包",
            "卫生、群众、里面、说话、线路、叙述、昵称、背包",
            id="forms of Hong Kong",
        ),
        pytest.param("\ufa0c﨑 𫝆𠮷", "兀﨑 𫝆𠮷", id="compatibility forms and what nobody knows"),
    ],
)
def test_converted(text: str, expected: str) -> None:
    assert simplify(text) == expected


PIECES = st.one_of(
    st.sampled_from(sorted(news_characters())),
    st.sampled_from(sorted(first_choices("TSPhrases"))),
    st.sampled_from(deciding_words()),
    st.sampled_from(list("，。\n 的是他说說着著里a1のカ々")),
    st.characters(exclude_categories=("Cs",)),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@example("沈澱法著")  # what comes out of it holds no character that tells its script
@given(TEXTS)
def test_twice_is_once_and_offsets_hold(text: str) -> None:
    once = simplify(text)
    assert len(once) == len(text)
    assert simplify(once) == once


@given(TEXTS, st.sampled_from(("t2s", "tw2s", "hk2s")))
def test_exact_modes_keep_offsets(text: str, mode: str) -> None:
    assert len(simplify(text, mode)) == len(text)
