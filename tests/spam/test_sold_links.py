"""Links that were sold among a site's friends, told by their names."""

import pytest

from cleaners import Article, clean_html
from cleaners.spam.sold_links import default_links, sold_among
from cleaners.values import Stage
from tests.spam.stories import STORIES, Page

NAMES = ["青禾晚报网", "云岭新闻网", "北澜在线", "江渡日报", "蓝湾热线", "河间镇信息港", "沙洲资讯", "青禾大学"]


@pytest.mark.parametrize(
    "sold", ["球磨机厂家批发", "离婚律师咨询", "衡阳开锁", "轴承座厂家", "蓝鲸体育app", "天河棋牌", "减肥茶"]
)
def test_a_brand_or_ware_among_friends_is_told_from_their_names(sold: str) -> None:
    odds = sold_among([*NAMES, sold], default_links(), 0.5)
    assert not any(odds[: len(NAMES)])
    assert odds[-1]


@pytest.mark.parametrize(
    "name", ["云岭化工网", "青禾人才网", "北澜房产", "中国足协", "江渡体彩网", "蓝湾旅游局", "青禾人民医院", "天气预报"]
)
def test_honest_names_that_speak_of_trade_are_nobodys_advertising(name: str) -> None:
    assert not any(sold_among([*NAMES, name], default_links(), 0.5))


def test_a_row_of_nothing_but_wares_is_not_judged_link_by_link() -> None:
    assert not any(sold_among(["球磨机厂家批发", "离婚律师咨询", "汉服厂家批发"], default_links(), 0.65))


def test_what_the_lexicon_knows_does_not_hide_the_other_sold_links_of_its_row() -> None:
    title, paragraphs = STORIES["bridge"]
    sold = ["澳门新葡京娱乐场", "球磨机厂家"]
    links = "".join(f'<a href="http://www.h{at}.example/">{name}</a> ' for at, name in enumerate([*NAMES, *sold]))
    html = Page(title, paragraphs).html().replace(b"</body>", f"<div>友情链接：{links}</div></body>".encode())
    found = clean_html(html)
    assert isinstance(found, Article)
    spam = [span.text for span in found.removed if span.stage is Stage.SPAM]
    assert sorted(spam) == sorted(sold)


def test_a_row_of_honest_sites_under_no_heading_is_no_spam_as_a_whole() -> None:
    title, paragraphs = STORIES["bridge"]
    names = [*NAMES, "云岭电竞报", "北澜影评社", "江渡壁纸站", "蓝湾相机论坛", "青禾读书会"]
    links = "".join(f'<a href="http://www.site{at}.example/">{name}</a> ' for at, name in enumerate(names))
    found = clean_html(Page(title, paragraphs).html().replace(b"</body>", f"<div>{links}</div></body>".encode()))
    assert isinstance(found, Article)
    cut = "".join(span.text for span in found.removed if span.stage is Stage.SPAM)
    assert sum(name in cut for name in names) <= 1
