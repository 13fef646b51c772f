"""The script of lines and pages, Japanese with and without kana among them."""

import pytest

from cleaners.decisive import may_be_japanese
from cleaners.script import Script, page_script, script_counts, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        pytest.param("这是简体中文的新闻报道。", Script.HANS, id="simplified"),
        pytest.param("這是繁體中文的新聞報導。", Script.HANT, id="traditional"),
        pytest.param("恒生指數與恒大地產在港交所的股價", Script.HANT, id="traditional of Hong Kong"),
        pytest.param("这里有简体也有繁體的內容，說話的時候", Script.MIXED, id="both"),
        pytest.param(
            "这篇简体的长新闻里只提到一次張先生，其他的内容全部都是简体中文，没有别的问题",
            Script.HANS,
            id="a name of the other",
        ),
        pytest.param("これは日本語のニュースです", Script.JAPANESE, id="kana"),
        pytest.param("株式会社東芝", Script.JAPANESE, id="no kana"),
        pytest.param("東芝株式会社の発表", Script.JAPANESE, id="one kana beside a legal form"),
        pytest.param("係咪真㗎？佢哋話冇所謂啦", Script.HANT, id="Cantonese"),
        pytest.param("東京駅周辺 渋谷区 経済産業省", Script.JAPANESE, id="Japanese forms only"),
        pytest.param("日本株式会社的说明", Script.HANS, id="a Japanese name in Chinese"),
        pytest.param(
            "丰田的カローラ车型在中国市场销量很好，受到消费者的欢迎", Script.HANS, id="a word of kana in Chinese"
        ),
        pytest.param("12:30 abc", Script.UNKNOWN, id="no Han"),
        pytest.param("上海", Script.UNKNOWN, id="characters both share"),
        pytest.param("", Script.UNKNOWN, id="nothing"),
    ],
)
def test_script_of_a_text(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_japanese_lines_do_not_count_for_the_page() -> None:
    text = "這是繁體的報導\n株式会社東芝\nこれは日本語です"
    counts = script_counts(text)
    assert [line.script for line in counts] == [Script.HANT, Script.JAPANESE, Script.JAPANESE]
    assert page_script(counts) is script_of(text) is Script.HANT


@pytest.mark.parametrize("line", ["株式会社東芝", "独立行政法人", "ニュース", "々", "渋谷 駅 経済"])
def test_the_quick_look_misses_no_japanese_line(line: str) -> None:
    assert may_be_japanese(line)
