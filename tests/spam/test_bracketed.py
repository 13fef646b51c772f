"""Offers in brackets behind the sentences of a story, and the notes that newsrooms put there."""

import pytest

from cleaners import Article, clean_html
from tests.spam.stories import STORIES, Page


@pytest.mark.parametrize("brackets", ["（）", "【】", "『』", "《》", "()", "{}"])
def test_a_row_of_offers_in_brackets_at_the_ends_of_paragraphs_goes(brackets: str) -> None:
    title, paragraphs = STORIES["museum"]
    wares = ("污水处理设备报价", "身份证小额贷款", "雅思培训班推荐")
    told = [text + brackets[0] + ware + brackets[1] for text, ware in zip(paragraphs, wares, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_notes_in_brackets_at_the_ends_of_paragraphs_stay() -> None:
    title, paragraphs = STORIES["museum"]
    notes = ("（见本报三月二日二版）", "（下同）", "（以上均为化名）")
    told = [text + note for text, note in zip(paragraphs, notes, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    assert all(note in found.text for note in notes)


@pytest.mark.parametrize("form", ["（{}）", "〔{}〕", "〈{}〉", "［{}］"])
def test_an_offer_in_brackets_amid_a_word_goes(form: str) -> None:
    title, paragraphs = STORIES["library"]
    dropped = paragraphs[2].replace("记者", f"记{form.format('二手挖掘机市场')}者")
    found = clean_html(Page(title, (*paragraphs[:2], dropped, *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


@pytest.mark.parametrize("gloss", ["（旧粮仓改造）", "（如二手书交换）", "（含电子阅览室）", "（建设路128号）"])
def test_a_gloss_behind_what_it_explains_stays(gloss: str) -> None:
    title, paragraphs = STORIES["library"]
    told = paragraphs[1].replace("图书馆", f"图书馆{gloss}", 1)
    found = clean_html(Page(title, (paragraphs[0], told, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text.split("\n")[1] == told


def test_two_phrases_in_brackets_go_before_a_comma_too() -> None:
    title, paragraphs = STORIES["library"]
    dropped = paragraphs[2].replace("延长开放以后，", "延长开放以后（高端商务伴游 先验人后付款），")
    found = clean_html(Page(title, (*paragraphs[:2], dropped, *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_phrases_between_underscores_go_and_indices_stay() -> None:
    title, paragraphs = STORIES["library"]
    dropped = paragraphs[2].replace("记者", "_二手挖掘机市场_记者", 1)
    index = "馆员在黑板上写道，数列的第一项 a_1 和第二项 a_2 之比是二，孩子们齐声答对了。"
    found = clean_html(Page(title, (*paragraphs[:2], dropped, *paragraphs[3:], index)).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*paragraphs, index))


def told_with(brackets: tuple[str, ...]) -> str:
    """Return what is left of a story with a bracket before the first comma of one paragraph after the other."""
    title, paragraphs = STORIES["museum"]
    told = [text.replace("，", f"{bracket}，", 1) for text, bracket in zip(paragraphs, brackets, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    return found.text


@pytest.mark.parametrize(
    "brackets",
    [
        ("（代办各省套牌，真牌车辆手续，包过检）",),
        ("【军牌警牌制作 顺达牌证 手机同号】", "(办假牌照找顺达)"),
        ("【军牌警牌制作 顺达牌证 手机同号】", "(办假牌照找顺达)", "［驾驶证 行驶证 年检标 三天出证］"),
    ],
    ids=["several phrases", "two", "beside two"],
)
def test_offers_in_brackets_anywhere_in_prose_go(brackets: tuple[str, ...]) -> None:
    assert told_with(brackets) == "\n".join(STORIES["museum"][1])


def test_what_a_story_says_in_brackets_stays() -> None:
    title, paragraphs = STORIES["museum"]
    notes = (
        "（大型拖拉机、小型拖拉机、联合收割机、农用运输车）",
        "（含自卸车）",
        "（每日八时放号）",
        "（记者王五 摄影赵六）",
    )
    told = [text.replace("，", f"{note}，", 1) for text, note in zip(paragraphs, notes, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    assert all(note in found.text for note in notes[: len(told)])
