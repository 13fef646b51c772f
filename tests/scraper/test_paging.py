"""Names that systems give to the further pages of a story, and names that look like it and are none."""

import pytest

from scraper.discovery import find_paging, part_links, says_paging

AT = "http://a.example/2024/"


def page(*links: tuple[str, str]) -> bytes:
    return "".join(f'<a class="p" href="{href}">{label}</a>' for href, label in links).encode()


@pytest.mark.parametrize(
    ("first", "links", "parts"),
    [
        pytest.param("c123.shtml", [("c123_1.shtml", "2"), ("c123_2.shtml", "3")], ["c123_1", "c123_2"], id="from 0"),
        pytest.param("c123.shtml", [("c123_1.shtml", "<b>下一页</b>")], ["c123_1"], id="from 0, next"),
        pytest.param("123.html", [("123_1.html", "1"), ("123_2.html", "2")], ["123_2"], id="alias of the first"),
        pytest.param("123.html", [("123_1.html", "1")], [], id="alias alone"),
        pytest.param("123.html", [("123-2.html", "2"), ("123-3.html", "3")], ["123-2", "123-3"], id="hyphen"),
        pytest.param("123.html", [("123_p2.html", "2"), ("123_p3.html", "3")], ["123_p2", "123_p3"], id="p"),
        pytest.param("123.html", [("123-page-2.html", "2")], ["123-page-2"], id="page in words"),
        pytest.param("123.html", [("?page=2", "2"), ("?page=3", "3")], ["?page=2", "?page=3"], id="query"),
        pytest.param("123", [("123/2", "2"), ("123/3", "3")], ["123/2", "123/3"], id="folder"),
        pytest.param("123/", [("/2024/123/page/2/", "2")], ["123/page/2"], id="folder of pages"),
        pytest.param("123.html", [("123_3.html", "3")], [], id="a gap"),
        pytest.param("123.html", [("1234_2.html", "2"), ("124.html", "下一页")], [], id="other stories"),
        pytest.param("123.html", [("123_456.html", "2")], [], id="a number too long"),
        pytest.param("123.html", [("123/2024.html", "2")], [], id="a year"),
    ],
)
def test_names(first: str, links: list[tuple[str, str]], parts: list[str]) -> None:
    found = find_paging(page(*links), AT + first)
    assert [url.removeprefix(AT).partition(".")[0].rstrip("/") for url in found] == [
        part if not part.startswith("?") else first.partition(".")[0] for part in parts
    ]
    assert [url.partition("?")[2] for url in found] == [part.partition("?")[2] for part in parts]


def test_paging_that_a_script_writes() -> None:
    body = b'<script>createPageHTML(3, 0, "t20240105_123", "shtml");</script>'
    assert says_paging(body)
    assert find_paging(body, f"{AT}t20240105_123.shtml") == [f"{AT}t20240105_123_{n}.shtml" for n in (1, 2)]
    assert find_paging(body.replace(b"3, 0", b"1, 0"), f"{AT}t20240105_123.shtml") == []


def test_later_pages_are_counted_as_the_first_said() -> None:
    body = page(("c1.shtml", "1"), ("c1_1.shtml", "2"), ("c1_2.shtml", "3"))
    first, second = f"{AT}c1.shtml", f"{AT}c1_1.shtml"
    assert part_links(body, second, first, second) == {2: second, 3: f"{AT}c1_2.shtml"}
