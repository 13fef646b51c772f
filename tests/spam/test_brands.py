"""Paragraphs of a story that speak of the names that a page's spam sells."""

import pytest

from cleaners import Article, clean_html
from tests.spam.stories import STORIES, Page
from tests.spam.ways import links

TITLE, STORY = STORIES["library"]
LIST = links(
    "青禾棋牌官网 青禾棋牌app下载 青禾棋牌登录 万隆电竞开奖结果 万隆电竞走势图 澳门金沙娱乐官网 皇冠体育开户".split()
)


def text_of(*paragraphs: str, title: str = TITLE) -> str:
    found = clean_html(Page(title, paragraphs, bottom=f"<div>{LIST}</div>").html())
    assert isinstance(found, Article)
    return found.text


@pytest.mark.parametrize(
    "told",
    [
        "青禾棋牌9月14日电，青禾棋牌官网今日公告，青禾棋牌与万隆电竞签订三年期优惠协议，不低于去年。",
        "万隆电竞平台秉承诚信经营理念，为广大会员提供最权威的数据和走势分析，详情请咨询客服。",
    ],
    ids=["as news", "as a seller"],
)
def test_a_paragraph_on_names_that_spam_sells_goes(told: str) -> None:
    assert text_of(*STORY[:2], told, *STORY[2:]) == "\n".join(STORY)


def test_a_story_about_the_name_stays() -> None:
    told = "青禾棋牌的老板昨天说，青禾棋牌将在图书馆旁边开一家棋牌室，老人们可以来下棋。"
    assert told in text_of(*STORY[:2], told, *STORY[2:], title="青禾棋牌要开棋牌室")


def test_one_naming_in_a_report_stays() -> None:
    told = "记者了解到，图书馆旁边的青禾棋牌室也把关门的时间改到了晚上十点，下棋的老人都说方便。"
    assert told in text_of(*STORY[:2], told, *STORY[2:])


@pytest.mark.parametrize("word", ["平台", "客户端", "娱乐"])
def test_what_every_paragraph_may_say_is_no_name_that_a_list_sells(word: str) -> None:
    title, paragraphs = STORIES["bridge"]
    told = f"施工方把进度放在{word}上，居民打开{word}就能看到每天的照片，也能给工程队留言。"
    phrases = "|".join(word + way for way in ("注册", "开户", "官网", "登录", "下载", "代理"))
    page = Page(title, (*paragraphs[:2], told, *paragraphs[2:], phrases))
    found = clean_html(page.html())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*paragraphs[:2], told, *paragraphs[2:]))


def test_sentences_with_the_number_of_a_seller_go_whole() -> None:
    number = "0000-7714520"
    first = f"公司发票、增值税专用发票长期对外代开，先验后付，专线：{number}。"
    again = f"点数比别家低，随到随办，半夜也有人接，记得打{number}（赵经理）。"
    told = [f"{STORY[1]}{first}", STORY[2], f"{STORY[3]}{again}"]
    found = clean_html(Page(TITLE, (STORY[0], *told, STORY[4])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)


def test_the_story_s_own_number_stays() -> None:
    told = "图书馆的预约电话是0000-8801200，晚上十点以前有人接听。"
    again = "要捐书的居民也可以拨打0000-8801200，志愿者会上门来取。"
    said = (*STORY[:2], told, STORY[2], again, *STORY[3:])
    assert text_of(*said) == "\n".join(said)
