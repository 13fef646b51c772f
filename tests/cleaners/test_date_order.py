"""Dates whose day and month only the calendar, the address or the rest of the page can tell apart, and clocks of half days."""

from datetime import datetime

import pytest

from cleaners import Article, clean_html
from cleaners.metadata.dates import stamps_in
from tests.cleaners.test_story_edges import STORY, TITLE, paragraphs

FETCHED = datetime.fromisoformat("2024-02-09T10:00:00+08:00")
LATER = datetime.fromisoformat("2025-02-09T10:00:00+08:00")


def published(byline: str, url: str, fetched: datetime | None, *, below: str = "", language: str = "zh") -> str:
    head = f"<html lang={language}><head><meta charset=utf-8><title>{TITLE}</title></head>"
    main = f"<h1>{TITLE}</h1><div class=info>{byline}</div><div class=content>{paragraphs(*STORY)}</div>{below}"
    found = clean_html(f"{head}<body>{main}</body></html>".encode(), url, fetched)
    assert isinstance(found, Article)
    return found.date_published


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("周一, 05/02/2024 - 14:03", "2024-02-05T14:03:00"),
        ("周二, 12/05/2023 - 09:15", "2023-12-05T09:15:00"),
        ("05/02/2024 (星期一) 09:15", "2024-02-05T09:15:00"),
        ("Mon, 02/05/2024 - 09:15", "2024-02-05T09:15:00"),
        ("02/25/2024 09:15", "2024-02-25T09:15:00"),
        ("25/02/2024 09:15", "2024-02-25T09:15:00"),
        ("05.02.2024 09:15", "2024-02-05T09:15:00"),
        ("02-02-2024", "2024-02-02"),
        ("8:15pm 25/02/2024", "2024-02-25T20:15:00"),
        ("05 Feb 2024 12:40am", "2024-02-05T00:40:00"),
        ("05 Feb 2024 12:40pm", "2024-02-05T12:40:00"),
        ("2024年2月5日 凌晨12:05", "2024-02-05T00:05:00"),
        ("2024年2月5日 下午12:05", "2024-02-05T12:05:00"),
        ("2024年2月5日 晚上 8点05分", "2024-02-05T20:05:00"),
    ],
)
def test_a_line_tells_its_day_by_itself(line: str, stamp: str) -> None:
    assert [found.text() for found in stamps_in(line) if found.form != "either"] == [stamp]


@pytest.mark.parametrize("line", ["31/31/2024", "2024/02/05/2024", "v1.02.2024.3", "192.02.02.2024"])
def test_numbers_that_are_no_day_are_none(line: str) -> None:
    assert not [found for found in stamps_in(line) if found.form == "either" and found.day > 28]


@pytest.mark.parametrize(
    ("url", "fetched", "date"),
    [
        ("http://news.example/a.html", FETCHED, "2024-02-05T14:03:00"),  # the other is a day to come
        ("http://news.example.sg/a.html", LATER, "2024-02-05T14:03:00"),
        ("http://news.example.com.hk:8080/a.html", LATER, "2024-02-05T14:03:00"),
        ("http://[news.example.hk", LATER, "2024-02-05T14:03:00"),
        ("http://news.example.us/a.html", LATER, "2024-05-02T14:03:00"),
        ("http://news.example/2024/0205/a.html", LATER, "2024-02-05T14:03:00"),
        ("http://news.example/2024/0502/a.html", LATER, "2024-05-02T14:03:00"),
        ("http://news.example/a.html", LATER, ""),
        ("http://news.example/a.html", None, ""),
    ],
)
def test_the_address_or_the_fetch_tells_which_number_is_the_day(url: str, fetched: datetime | None, date: str) -> None:
    assert published("05/02/2024 14:03 | 晨光报", url, fetched) == date


def test_other_dates_of_the_page_tell_which_number_is_the_day() -> None:
    url = "http://news.example/a.html"
    below = "<ul><li><a href=/2.html>果农赶在雨前抢收早熟桃子</a> {}</li></ul>"
    assert published("05/02/2024", url, LATER, below=below.format("01/28/2024")) == "2024-05-02"
    assert published("05/02/2024", url, LATER, below=below.format("28/01/2024")) == "2024-02-05"


def test_the_language_of_the_page_tells_which_number_is_the_day() -> None:
    url = "http://news.example/a.html"
    assert published("05/02/2024", url, LATER, language="zh-Hant-HK") == "2024-02-05"
    assert published("05/02/2024", url, LATER, language="en-US") == "2024-05-02"


def test_counts_that_are_not_loaded_yet_stand_behind_the_date() -> None:
    assert published("2023-12-03 20:14--阅读 · --喜欢", "http://news.example/a.html", None) == "2023-12-03T20:14:00"


@pytest.mark.parametrize(
    ("line", "clock"), [("香港時間12時05分", "T12:05:00"), ("09:15", "T09:15:00"), ("读者来信：12:05", "")]
)
def test_a_clock_in_the_line_below_the_day(line: str, clock: str) -> None:
    url = "http://news.example/a.html"
    assert published("晨光报", url, None, below=f"<div>2024年2月5日（星期一）<br>{line}</div>") == f"2024-02-05{clock}"
    assert published(f"<p>2024-02-05</p><p>{line}</p>", url, None) == f"2024-02-05{clock}"


def test_a_day_said_once_more_with_its_year_is_of_that_year() -> None:
    assert published("12月6日 09:30 · 柳湾 · 2022-12-06", "", FETCHED) == "2022-12-06T09:30:00"


def test_an_element_s_own_time_is_believed_before_what_it_shows() -> None:
    shown = '记者 王五 <time datetime="2024-01-19T21:15:00+08:00">2小时前</time>'
    assert published(shown, "", FETCHED) == "2024-01-19T21:15:00+08:00"


@pytest.mark.parametrize(
    ("byline", "head"),
    [
        ("<span>2月7日 16:38</span><span>2022</span> <em>分析师</em>江山", ""),
        ("<span>02-07 21:46</span><span>青石</span>", "<meta itemprop=dateUpdate content='2022-02-08 19:02:10'>"),
        (
            "<span>02-07 21:46</span><span>青石</span>",
            "<script>var page={'time':'2022-02-07 21:46','tid':'1083','kind':'article','section':'history'};</script>",
        ),
    ],
    ids=["beside it", "in the head", "in a script"],
)
def test_the_year_of_a_day_stands_elsewhere(byline: str, head: str) -> None:
    assert published(byline, "", FETCHED, below=head).startswith("2022-02-07")


def test_days_counted_back_when_somebody_saved_the_page_yield_to_the_address() -> None:
    assert published("晨光网 5 天前", "https://www.cg.example/2023/12/05/a.html", FETCHED) == "2023-12-05"
    assert published("晨光网 5 天前", "https://www.cg.example/2024/02/04/a.html", FETCHED) == "2024-02-04"
    assert published("晨光网 5 天前", "https://www.cg.example/a.html", FETCHED) == "2024-02-04"


@pytest.mark.parametrize(
    "above",
    [
        "《青石周刊》总第1123期 出刊日期：2022-02-07　封面：<a href=/1>盐的地理</a>",
        "青石月刊 第四七三期 中华民国一百一十一年二月七日出刊",
    ],
)
def test_the_day_of_an_issue_above_the_title(above: str) -> None:
    html = f"<html><head><meta charset=utf-8></head><body><div>{above}</div><h1>{TITLE}</h1><p>◎江山</p>"
    found = clean_html(f"{html}<div>{paragraphs(*STORY)}</div></body></html>".encode(), "", FETCHED)
    assert isinstance(found, Article)
    assert found.date_published == "2022-02-07"


def test_a_post_s_own_day_is_not_since_when_its_writer_is_there() -> None:
    joined = "<p>文章: 2204</p><p>注册时间: 周一 11月 02, 2015 3:10 am</p>"
    assert published(f"{joined}<p>由 江山 » 2024-02-05 22:22</p>", "", FETCHED) == "2024-02-05T22:22:00"
