"""Quotes that finance sites wedge into sentences, and figures that the story itself gives."""

import pytest

from cleaners import Article, clean_html, clean_text
from tests.cleaners.test_story_edges import STORY, TITLE

WEDGED = (
    ("宏锂科技[309871] 38.72 +12.31% 股吧 研报一度涨逾15%，带动板块走强。", "宏锂科技一度涨逾15%，带动板块走强。"),
    ("北山石油(9.37,-0.05,-0.53%)今日公告，拟以自有资金回购股份。", "北山石油今日公告，拟以自有资金回购股份。"),
    ("青石电气[-1.31% 资金 研报]今日公告，拟以自有资金回购股份。", "青石电气今日公告，拟以自有资金回购股份。"),
    ("青石电器(000651,股吧)今日公告，拟以自有资金回购股份。", "青石电器(000651)今日公告，拟以自有资金回购股份。"),
    ("江山控股(00700.HK) -5.600 (-1.412%) 沽空 $12.97亿; 比率 14.886%今早低开。", "江山控股(00700.HK)今早低开。"),
    ("青石股份 600519 1700.00 +12.00 +0.71%，创下年内新高。", "青石股份，创下年内新高。"),
)
TOLD = (
    "上证指数当日上涨0.53%（报3050.93点），成交额较前一交易日增加（+12.31%）。",
    "公司股价（38.72元，涨12.31%）创下新高，市值达到（1.2万亿元，占比3.50%）。",
    "三家公司的毛利率分别为12.31%、9.98%、6.40%，均高于行业平均水平。",
)


def html_of(*told: str) -> str:
    lines = "".join(f"<p>{text}</p>" for text in told)
    head = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head>"
    return f"{head}<body><h1>{TITLE}</h1><p>2024-05-06</p><div>{lines}</div></body></html>"


@pytest.mark.parametrize(("wedged", "told"), WEDGED)
def test_a_quote_leaves_the_sentence_that_it_was_wedged_into(wedged: str, told: str) -> None:
    found = clean_html(html_of(STORY[0], wedged, *STORY[1:]).encode())
    assert isinstance(found, Article)
    assert found.text.split("\n")[1] == told.replace("(", "（").replace(")", "）") or found.text.split("\n")[1] == told
    assert [span.rule for span in found.removed if span.text in wedged and span.rule == "stock_quote"]


def test_a_line_that_is_all_quote_goes_as_a_whole() -> None:
    line = "恒岳精工(688123) 最新价：31.20 涨跌幅：-1.83% 加自选 研报 股吧"
    found = clean_text("\n".join((TITLE, "2024-05-06 来源：晨光报", *STORY[:2], line, *STORY[2:])))
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)


def test_figures_of_the_story_stay() -> None:
    found = clean_html(html_of(*STORY, *TOLD).encode())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*STORY, *TOLD))
