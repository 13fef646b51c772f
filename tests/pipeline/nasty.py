"""Records that readers of JSONL are known to misread, with the fault each of them is there for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cleaners.values import Article, Removed, Stage
from pipeline.outcome import Outcome, Rules, outcome_from, outcome_of
from scraper.page import Page
from tests.pipeline.pages import story_html

TEXT = "本市图书馆昨日宣布，从七月一日起延长夏季开放时间。\n周末照常开放，读者可以带孩子一起来。"
RULES = Rules()


@dataclass(frozen=True, slots=True)
class Case:
    """A record made of an article, or of a page that goes through the cleaners."""

    name: str
    outcome: Outcome


@cache
def cases() -> tuple[Case, ...]:
    """Return every case, in an order where keys are empty at first and filled later."""
    made = [_article(number, name, values) for number, (name, values) in enumerate(ARTICLES)]
    pages = [_page(number, name, body) for number, (name, body) in enumerate(PAGES)]
    return (*made, *pages)


def _article(number: int, name: str, values: dict[str, Any]) -> Case:
    values = dict(values)
    text = values.pop("text", TEXT)
    url = values.pop("url", f"https://news.example.com/{number}.html")
    fetched = values.pop("fetched", None)
    article = Article(values.pop("title", "题"), text, text, **values)
    page = Page(str(number).encode(), f"case-{number}.html", url=url, fetched=fetched)
    return Case(name, outcome_from(page, article, RULES))


def _page(number: int, name: str, body: bytes) -> Case:
    return Case(name, outcome_of(Page(body, f"page-{number}.html", url=f"https://example.com/{number}"), RULES))


CUT = (Removed(0, 3, "首\0页", Stage.CHROME, "outside_story"),)
ARTICLES: list[tuple[str, dict[str, Any]]] = [
    ("no author, no date, no outlet, and first in its shard", {}),
    ("without URL", {"url": ""}),
    ("an author at last", {"author": "张三;李四", "outlet": "晨光日报", "editor": "王五"}),
    ("names of digits alone", {"title": "1984", "author": "12306", "outlet": "00700"}),
    ("leading zeros", {"title": "007"}),
    ("a whole number beyond 64 bits", {"title": "123456789012345678901234567890"}),
    ("a number beyond all floats", {"title": "1e999", "author": "NaN", "outlet": "Infinity", "editor": "-0"}),
    ("words of JSON", {"title": "null", "author": "true", "outlet": "None", "editor": "{}"}),
    ("a day", {"date_published": "2024-02-05", "date_source": "visible"}),
    ("a clock without a zone", {"date_published": "2024-02-05T14:03:00"}),
    ("a clock with its zone", {"date_published": "2024-02-05T14:03:00+08:00", "date_modified": "2024-02-05"}),
    ("a day before 1970 and a zone west of Greenwich", {"date_published": "1949-10-01T15:00:00-05:00"}),
    ("a moment of fetching", {"fetched": datetime(2024, 2, 5, 6, 7, 8, tzinfo=UTC)}),
    ("a title that is a day", {"title": "2024-02-05"}),
    ("a title that is a moment", {"title": "2024-02-05T14:03:00+08:00"}),
    ("a title that is a UUID", {"title": "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"}),
    ("a title that is no title", {"title": ""}),
    ("one character", {"text": "完"}),
    ("characters beyond the basic plane", {"title": "𠮷野家", "text": "𠮷野家🀄👨‍👩‍👧\U000e0041\U0010ffff。"}),
    ("line breaks of Unicode", {"text": "甲\u2028乙\u2029丙\x85丁\x0b戊\x0c己\x1c庚"}),
    ("lone surrogates", {"title": "\ud800题", "text": "甲\udfff乙\ud83d"}),
    ("NUL", {"title": "甲\0乙", "text": "甲\0乙\0", "removed": CUT}),
    ("12 MB of text", {"text": "字" * 4_000_000}),
    ("the largest whole number", {"t2s_changed_chars": 2**53 - 1}),
    ("floats that look like whole numbers", {"text": "字" * 100}),
    ("quotes, backslashes, JSON in JSON", {"text": '他说："\\n{\\"a\\": [1, 2.0, null]}" \\u4e2d /\\/'}),
    ("controls and spaces at the edges", {"title": " \t题\r\n", "text": " \r\n甲\t乙\r \x01\x1f\x7f "}),
    ("invisible and unassigned", {"text": "\ufeff甲\u200b乙\u202e丙\uffff\ufffe\ufffd"}),
    ("composed and decomposed", {"text": "é e\u0301 가 \u1100\u1161 ﷺ"}),
    ("a URL beyond ASCII", {"url": "https://例子.中国/新闻/%E4%B8%AD%2F?q=" + "长" * 5000 + "&a=%00#f"}),
]
HUGE_NUMBER = story_html(3, "9" * 400)
PAGES = [
    ("a page with lone surrogates", story_html(0, "&#xD800;&#55357;")),
    ("a page of invalid UTF-8", story_html(0).replace("昨日".encode(), b"\xff")),
    ("a page with NUL", story_html(2).replace("记者".encode(), "记\0者&#0;".encode())),
    ("a page with a number of 400 digits", HUGE_NUMBER),
]
