"""Markup that costs other tools their time or the text: here every character of the story stays, whatever it takes."""

import pytest

from benchmarks.article_shapes import SHAPES, big_menu, hidden_offers, long_line, long_story, many_breaks, many_links
from cleaners import Article, clean_html

# The benchmark has the full counts; a test needs only enough of them.
COUNTS = {many_links: 2_000, many_breaks: 3_000, long_line: 2_000, hidden_offers: 500}


@pytest.mark.parametrize("name", SHAPES)
def test_a_hard_shape_keeps_its_story(name: str) -> None:
    shape = SHAPES[name]
    page, story = shape(COUNTS[shape]) if shape in COUNTS else shape()
    outcome = clean_html(page)
    assert isinstance(outcome, Article)
    assert outcome.text == story
    assert outcome.title == "禾安港上月吞吐量增长百分之六点四"
    assert outcome.date_published == "2024-02-05T14:03:00"


@pytest.mark.parametrize("shape", [long_story, big_menu])
def test_a_large_page_keeps_its_story(shape: object) -> None:
    page, story = shape(300_000)  # type: ignore[operator]
    outcome = clean_html(page)
    assert isinstance(outcome, Article)
    assert outcome.text == story


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("<div>" * 5_000, id="levels that end nowhere"),
        pytest.param(
            "<a href='/app'>打开客户端",
            id="a link that ends nowhere",
        ),
        pytest.param("<!-- " * 2_000 + "-->", id="comments in comments"),
        pytest.param("<p" + " a=b" * 20_000 + ">", id="20,000 attributes"),
        pytest.param("<" * 20_000, id="20,000 brackets"),
        pytest.param("</div>" * 5_000, id="ends without beginnings"),
        pytest.param("&#x4e00" * 500 + ";", id="references without semicolons"),
        pytest.param("<svg><title>" + "<g>" * 2_000 + "</svg>", id="a picture that is not closed"),
    ],
)
def test_a_story_survives_what_stands_before_it(before: str) -> None:
    page, story = long_story(4_000)
    head, _, rest = page.decode().partition("<h1>")
    outcome = clean_html((head + before + "<h1>" + rest).encode())
    assert isinstance(outcome, Article)
    assert outcome.text.replace("\n", "") == story.replace("\n", "")
