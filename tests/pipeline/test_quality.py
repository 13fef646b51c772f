from pathlib import Path

import pytest

from cleaners.values import Article, Removed, Stage
from pipeline.errors import UsageError
from pipeline.quality import SIGNALS, quality_signals
from pipeline.quality_filter import PRESETS, parse_conditions, unmet

PROSE = "记者昨天从市政府新闻办公室了解到，这项工程已经完工，市民下周就可以使用。\n负责人说，今后还会有更多这样的安排。"


def signals(text: str, **more: object) -> dict[str, float]:
    return quality_signals(Article("题", text, text, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "\n\n", "甲", PROSE, "x" * 100_000])
def test_every_signal_is_there_and_a_float(text: str) -> None:
    found = signals(text)
    assert tuple(found) == SIGNALS
    assert {type(value) for value in found.values()} == {float}


TABLE = [
    pytest.param("han_share", "甲乙ab", 0.5, id="Han characters"),
    pytest.param("latin_share", "甲乙 ab", 0.5, id="Latin letters, spaces left out"),
    pytest.param("digit_share", "甲12乙", 0.5, id="digits"),
    pytest.param("punct_share", "甲，乙。", 0.5, id="punctuation"),
    pytest.param("symbol_share", "甲#乙…", 0.5, id="symbols"),
    pytest.param("line_punct", "甲。\n乙", 0.5, id="lines that end a sentence"),
    pytest.param("short_lines", "甲" * 30 + "\n乙", 0.5, id="short lines"),
    pytest.param("bullet_lines", "• 甲\n乙", 0.5, id="bullets"),
    pytest.param("ellipsis_lines", "甲……\n乙", 0.5, id="cut lines"),
    pytest.param("mean_line_chars", "甲甲甲\n乙", 2.0, id="mean length"),
    pytest.param("dup_lines", "甲\n甲\n乙\n丙", 0.25, id="repeated lines"),
    pytest.param("dup_line_chars", "甲甲\n甲甲\n乙乙\n丙丙", 0.25, id="characters in repeated lines"),
    pytest.param("dup_13gram", PROSE, 0.0, id="no long repetition"),
    pytest.param("dup_13gram", "甲" * 113, 1.0, id="nothing but repetition"),
    pytest.param("dup_13gram", "一二三四五六七八九十百千万" * 2, 2 / 14, id="one run twice"),
    pytest.param("top_4gram", "甲乙丙丁" * 2, 1.0, id="one phrase"),
    pytest.param("top_4gram", "甲乙丙丁戊己庚辛", 0.0, id="no phrase twice"),
    pytest.param("stop_share", "我的书和你的", 0.5, id="stop characters"),
    pytest.param("newline_share", "甲乙\n丙丁", 0.25, id="newlines"),
    pytest.param("replacement_share", "甲\ufffd乙丙", 0.25, id="replacement characters"),
    pytest.param("mojibake_share", "甲锟斤拷", 0.75, id="U+FFFD read as GBK"),
    pytest.param("mojibake_share", "鍥藉锛甲", 0.25, id="a comma of UTF-8 read as GBK"),
    pytest.param("mojibake_share", "中国".encode().decode("latin-1"), 1.0, id="UTF-8 read as Latin-1"),
    pytest.param("mojibake_share", "“国”".encode().decode("cp1252", "ignore"), 1.0, id="UTF-8 read as Windows-1252"),
    pytest.param(
        "mojibake_share", "café naïve Zürich “引号”——破折号…100°C×2", 0.0, id="accents, quotes and signs are none"
    ),
]


@pytest.mark.parametrize(("name", "text", "value"), TABLE)
def test_signals_measure_what_they_are_named_for(name: str, text: str, value: float) -> None:
    assert signals(text)[name] == pytest.approx(value, abs=1e-4)


def test_shares_of_the_page_come_from_the_account_of_what_was_cut() -> None:
    cut = (Removed(0, 6, "首页 新闻 ", Stage.CHROME, "outside_story"),)
    assert signals("甲乙丙丁", removed=cut, t2s_changed_chars=1)["kept_share"] == 0.4
    assert signals("甲乙丙丁", removed=cut, t2s_changed_chars=1)["converted_share"] == 0.25


def test_a_lead_before_a_paywall_is_told() -> None:
    line = (Removed(1, 9, "登录后阅读全文", Stage.TRIM, "paywall"),)
    assert signals("甲")["paywalled"] == 0.0
    assert signals("甲", removed=line)["paywalled"] == 1.0
    assert signals("甲", quality=(("paywalled", 1.0),))["paywalled"] == 1.0


def test_every_signal_and_preset_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "quality.md").read_text("utf-8")
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert rows == [*SIGNALS, *PRESETS]
    for name, rules in PRESETS.items():
        assert f"| `{name}` | `{rules}` |" in page


@pytest.mark.parametrize("preset", PRESETS)
def test_plain_news_passes_every_preset(preset: str) -> None:
    assert unmet(signals(PROSE), parse_conditions(preset)) is None


def test_the_first_bound_that_is_not_met_is_named() -> None:
    conditions = parse_conditions("han_share>=0.3, line_punct > 0.9")
    assert str(unmet(signals("甲甲甲。\n乙"), conditions)) == "line_punct>0.9"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("line_punkt>=0.1", "'line_punct'", id="mistyped signal"),
        pytest.param("finewebb", "'fineweb'", id="mistyped preset"),
        pytest.param("line_punct=0.1", "line_punct", id="no such sign"),
        pytest.param("zzz>1", "signals: ", id="nothing near"),
    ],
)
def test_a_bound_that_makes_no_sense_says_what_would(text: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_conditions(text)
    assert hint in raised.value.hint
