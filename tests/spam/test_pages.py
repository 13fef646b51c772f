"""Pages that are spam through and through are rejected for it; the configuration's phrases are looked for too."""

import pytest

from cleaners import Article, Options, Reason, Rejected, Stage, clean, clean_html
from cleaners.spam import default_detector
from scraper.page import Page as Fetched
from tests.spam.stories import STORIES, Page
from tests.spam.test_injected import POOLS, phrases
from tests.spam.ways import links

DOORWAY = (
    "欢迎来到{0}，本站为您提供{1}、{2}等最新服务，注册即送彩金。{1}安全稳定，值得信赖。",
    "{0}是一家专业的{1}网站，提供最全的{2}，欢迎收藏本站网址。想了解更多{0}请加客服微信。",
    "最新{2}免费下载，{1}每天更新，{0}官方网站24小时在线，欢迎各位玩家点击进入。",
)


def rejected(html: bytes) -> Rejected:
    found = clean_html(html)
    assert isinstance(found, Rejected), found
    return found


@pytest.mark.parametrize("pool", POOLS)
def test_a_link_farm_is_a_spam_page(pool: str) -> None:
    words = phrases(pool, "farm", 30)
    html = f"<html><head><title>{words[0]}_{words[1]}</title></head><body><h1>{words[0]}</h1><div>{links(words)}</div></body></html>"
    assert rejected(html.encode()).reason is Reason.SPAM_PAGE


@pytest.mark.parametrize("pool", ["lottery", "video"])
def test_a_doorway_is_a_spam_page(pool: str) -> None:
    words = phrases(pool, "doorway", 9)
    texts = [text.format(*words[at * 3 : at * 3 + 3]) for at, text in enumerate(DOORWAY)]
    page = Page(words[0], tuple(texts))
    assert rejected(page.html()).reason is Reason.SPAM_PAGE


def test_a_hijacked_story_is_no_spam_page() -> None:
    title, paragraphs = STORIES["library"]
    found = clean_html(
        Page(title, paragraphs[:2], bottom=f"<div>{'|'.join(phrases('lottery', 'long', 36))}</div>").html()
    )
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs[:2])


def test_phrases_of_the_configuration_are_cut() -> None:
    title, paragraphs = STORIES["bridge"]
    sold = "青禾晚报读者俱乐部"
    page = Page(title, (*paragraphs[:2], f"{paragraphs[2]}{sold}，{sold}。", *paragraphs[3:]))
    source = Fetched(page.html(), "page.html", url="https://www.example.com/a.html")
    plain = clean(source)
    assert isinstance(plain, Article)
    assert sold in plain.text
    found = clean(source, Options(detector=default_detector().plus([sold])))
    assert isinstance(found, Article)
    assert sold not in found.text
    assert any(sold in span.text and span.stage is Stage.SPAM for span in found.removed)
