"""Lists that join each of a few wares to each of a few calls: found though no wording tells them, and told from honest ones."""

import random

import pytest

from cleaners import Article, Stage, clean_html
from cleaners.spam.wording import default_wording, offering
from tests.spam.stories import STORIES, Page

TITLE, TOLD = STORIES["bridge"]


def crossed(beginnings: str, ends: str) -> list[str]:
    """Return each of the beginnings with each of the ends, in any order."""
    words = [begin + end for begin in beginnings.split() for end in ends.split()]
    random.Random(3).shuffle(words)
    return words


def links(words: list[str]) -> str:
    return "".join(f'<a href="/k{at}/{at * 7}.html">{word}</a> ' for at, word in enumerate(words))


def spam_of(page: Page) -> str:
    found = clean_html(page.html())
    assert isinstance(found, Article)
    assert found.text.startswith(page.paragraphs[0])
    return "".join(span.text for span in found.removed if span.stage is Stage.SPAM)


# What nobody taught reads like no offer: the list is told by its form alone.
STRANGE = {
    "games": crossed("炼丹炉 御剑术 灵石矿 渡劫", "口诀 心法 秘境 残卷 丹方"),
    "rooms": crossed("标准间 大床房 套房 家庭房", "平日价 周末价 节日价"),
    "lessons": crossed("一年级 二年级 三年级 四年级", "语文 数学 英语 科学"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_list_of_links_at_the_foot_is_told_by_its_form(kind: str) -> None:
    words = STRANGE[kind]
    assert offering(words, default_wording()) < 1
    found = spam_of(Page(TITLE, TOLD, bottom=f"<div>{links(words)}</div>"))
    assert all(word in found for word in words)


@pytest.mark.parametrize("separator", ["、", "；", "\n"])
def test_a_plain_list_amid_the_story_is_when_it_is_beyond_doubt(separator: str) -> None:
    story = (*TOLD[:2], *separator.join(STRANGE["games"]).split("\n"), *TOLD[2:])
    assert all(word in spam_of(Page(TITLE, story)) for word in STRANGE["games"])


HONEST = {
    "lessons": STRANGE["lessons"],
    "shifts": crossed("周一 周二 周三 周四 周五", "上午 下午 晚上"),
    "cars": crossed("轿车 客车 货车", "上牌 年检 报废 过户"),
    "wards": crossed("内科 外科 儿科 妇科", "门诊 病房 急诊"),
    "channels": crossed("财经 体育 科技 娱乐", "新闻 视频 直播 专题"),
    "weather": crossed("北京 上海 广州 深圳", "天气预报 空气质量 旅游攻略 租房"),
}


@pytest.mark.parametrize("separator", ["、", "；", "\n"])
@pytest.mark.parametrize("kind", HONEST)
def test_a_list_that_the_story_makes_stays(kind: str, separator: str) -> None:
    story = (*TOLD[:2], *separator.join(HONEST[kind]).split("\n"), *TOLD[2:])
    assert spam_of(Page(TITLE, story)) == ""


@pytest.mark.parametrize("kind", HONEST)
def test_a_list_in_a_sentence_stays(kind: str) -> None:
    story = (*TOLD[:2], f"{TOLD[2]}这次安排的有{'、'.join(HONEST[kind])}。", *TOLD[3:])
    assert spam_of(Page(TITLE, story)) == ""


def test_channels_beside_the_story_are_chrome() -> None:
    menu = f"<div>{links(HONEST['channels'])}</div>"
    assert spam_of(Page(TITLE, TOLD, below=menu)) == ""
