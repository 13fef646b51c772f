"""Spam put into our own stories, by every way we know: nothing of it reaches the record, and the story stays whole."""

import json
import random
import zlib
from pathlib import Path

import pytest

from cleaners import Article, Stage, clean_html, clean_text
from tests.spam.stories import STORIES, Page
from tests.spam.ways import WAYS

POOLS = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))


def phrases(pool: str, seed: str, count: int = 14) -> list[str]:
    """Return phrases of one pool, the same for the same seed."""
    rng = random.Random(zlib.crc32(seed.encode()))
    heads, tails = POOLS[pool]["heads"], POOLS[pool]["tails"]
    return rng.sample([head + tail for head in heads for tail in tails], count)


def article(page: Page) -> Article:
    found = clean_html(page.html())
    assert isinstance(found, Article), found
    return found


def spam_text(found: Article) -> str:
    return "".join(span.text for span in found.removed if span.stage is Stage.SPAM)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("pool", POOLS)
def test_no_way_of_injecting_reaches_the_record(way: str, pool: str) -> None:
    name = sorted(STORIES)[zlib.crc32(way.encode()) % len(STORIES)]
    title, paragraphs = STORIES[name]
    found = article(WAYS[way](Page(title, paragraphs), phrases(pool, way)))
    assert found.title == title
    assert found.text == "\n".join(paragraphs)
    assert found.outlet == "青禾晚报"
    assert found.author == "王小禾"


@pytest.mark.parametrize("pool", POOLS)
def test_spam_is_called_spam_and_chrome_is_not(pool: str) -> None:
    for way, inject in WAYS.items():
        title, paragraphs = STORIES["bridge"]
        words = phrases(pool, way)
        cut = spam_text(article(inject(Page(title, paragraphs), words)))
        assert cut, way
        assert not any(part in cut for part in ("县医院新门诊楼", "版权所有", "联系我们", "云岭大桥")), way


@pytest.mark.parametrize("pool", POOLS)
@pytest.mark.parametrize("separator", ["|", "_", ",", " "])
def test_plain_text_loses_its_last_line_of_keywords(pool: str, separator: str) -> None:
    title, paragraphs = STORIES["drought"]
    lines = Page(title, paragraphs).lines()
    found = clean_text(f"{lines}\n\n{separator.join(phrases(pool, separator))}\n")
    assert isinstance(found, Article)
    assert found.title == title
    assert found.text == "\n".join(paragraphs)


@pytest.mark.parametrize("pool", POOLS)
def test_plain_text_that_begins_with_spam_gives_no_outlet_of_it(pool: str) -> None:
    title, paragraphs = STORIES["bridge"]
    words = phrases(pool, "first line", 7)
    story = "\n".join((title, "2024-03-18 09:20", "", *paragraphs))
    found = clean_text(f"{'|'.join(words)}\n\n{story}\n")
    assert isinstance(found, Article)
    assert found.title == title
    assert not any(word in f"{found.outlet}{found.author}{found.editor}" for word in words)


@pytest.mark.parametrize("name", STORIES)
def test_an_untouched_page_has_no_spam(name: str) -> None:
    page = Page(*STORIES[name])
    found = article(page)
    assert found.text == "\n".join(page.paragraphs)
    assert not spam_text(found)


@pytest.mark.parametrize("way", WAYS)
def test_kept_and_removed_rebuild_what_was_seen(way: str) -> None:
    title, paragraphs = STORIES["museum"]
    page = WAYS[way](Page(title, paragraphs), phrases("lottery", way))
    found = article(page)
    seen = found.seen()
    at = 0
    for span in found.removed:
        assert at <= span.start < span.end <= len(seen)
        assert seen[span.start : span.end] == span.text
        assert span.rule
        assert 0 <= span.score <= 1
        at = span.end
    for paragraph in paragraphs:
        assert paragraph in seen


LINES = ("不锈钢法兰厂家", "仿古门窗定做价格", "二手锅炉回收电话")


@pytest.mark.parametrize("heading", ["渡口成为记忆", "一位村支书的三十年", "两代人走过的路"])
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_heading_beside_lines_that_were_put_in_stays(heading: str, place: str) -> None:
    title, paragraphs = STORIES["bridge"]
    put = (heading, *LINES) if place == "above" else (*LINES, heading)
    found = article(Page(title, (*paragraphs[:2], *put, *paragraphs[2:])))
    assert found.text == "\n".join((*paragraphs[:2], heading, *paragraphs[2:]))


def test_lines_that_read_like_no_offer_go_with_a_list_that_does_not_either() -> None:
    title, paragraphs = STORIES["bridge"]
    page = Page(title, paragraphs, below="<div>老支书的账本<br>秋天的渡口<br>两代人走过的路</div>")
    assert article(page).text == "\n".join(paragraphs)
