import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.values import Article, Removed, Stage
from pipeline.lines import json_line, removed_line
from pipeline.record import Record, make_record, record_id, written_date, written_time
from scraper.page import Page

ARTICLE = Article(
    "题",
    "一段\n二段",
    "一段\n二段",
    removed=(Removed(0, 2, "首页", Stage.CHROME, "outside_story"), Removed(7, 9, "博彩", Stage.SPAM, "pieces")),
)


def record_of(article: Article = ARTICLE, **page: Any) -> Record:
    return make_record(Page(b"<html>", "a.html", **page), article)


def test_every_key_is_there_and_none_is_null() -> None:
    found = json.loads(json_line(record_of()))
    assert list(found) == list(Record.__slots__)
    assert None not in found.values()


def test_figures_count_what_they_say() -> None:
    found = record_of()
    assert (found.n_chars, found.n_paragraphs, found.removed_chars, found.spam_chars) == (5, 2, 4, 2)


def test_a_page_with_a_url_is_named_by_its_canonical_form() -> None:
    one = record_of(url="https://www.example.com/a?utm_source=x")
    two = record_of(url="https://www.example.com/a")
    assert one.id == two.id
    assert one.canonical_url == two.canonical_url == "https://www.example.com/a"
    assert one.site == "example.com"
    assert one.url != two.url


def test_a_page_without_url_is_named_by_its_bytes() -> None:
    assert record_of().id == make_record(Page(b"<html>", "b.html"), ARTICLE).id
    assert record_of().id != make_record(Page(b"<html >", "a.html"), ARTICLE).id


@given(st.text(), st.integers(0, 3))
def test_ids_have_one_form_and_are_never_all_digits(key: str, copy: int) -> None:
    assert re.fullmatch(r"zn1_[a-z2-7]{26}", record_id(key, copy))


@pytest.mark.parametrize(
    ("stamp", "written"),
    [
        pytest.param("", "", id="unknown"),
        pytest.param("2024-02-05", "2024-02-05 local", id="a day"),
        pytest.param("2024-02-05T14:03:00", "2024-02-05 14:03:00 local", id="a clock without zone"),
        pytest.param("2024-02-05T14:03:00+08:00", "2024-02-05 14:03:00 +08:00", id="a clock with its zone"),
    ],
)
def test_dates_have_one_form(stamp: str, written: str) -> None:
    assert written_date(stamp) == written
    assert written[:10] == stamp[:10]


def test_fetch_times_are_written_in_utc() -> None:
    moment = datetime(2024, 2, 5, 8, 0, 1, tzinfo=timezone(timedelta(hours=8)))
    assert written_time(moment) == written_time(moment.astimezone(UTC)) == "2024-02-05 00:00:01 +00:00"
    assert not written_time(None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲\u2028乙\u2029丙\x85丁", id="line breaks of Unicode"),
        pytest.param('甲"\\\n\t乙', id="quotes and controls"),
        pytest.param("𠮷🀄", id="astral"),
        pytest.param("\x00", id="NUL"),
    ],
)
def test_a_line_is_one_line_for_every_reader(text: str) -> None:
    line = json_line({"text": text})
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_lone_surrogates_become_replacement_characters() -> None:
    assert json.loads(json_line({"text": "甲\ud800乙", "n": 1})) == {"text": "甲\ufffd乙", "n": 1}
    assert json.loads(json_line(record_of(Article("\udfff", "甲", "甲"))))["title"] == "\ufffd"


def test_a_removed_line_says_what_was_cut_where_and_why() -> None:
    assert json.loads(removed_line("zn1_a", 1, ARTICLE.removed[1])) == {
        "id": "zn1_a",
        "seq": 1,
        "stage": "spam",
        "rule": "pieces",
        "start": 7,
        "end": 9,
        "text": "博彩",
    }
