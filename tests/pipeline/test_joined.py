"""Stories of several pages become one record, in every form that their pages commonly have."""

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from scraper.page import Page
from tests.pipeline.pages import MORE, STORIES
from tests.pipeline.site import Site, serving
from tests.pipeline.test_crawl_verb import ASK, records

TITLE, LEAD = STORIES[0]
PARTS = [
    (LEAD, MORE[0], "第一页的最后一段话说到这里为止，请看后面的内容，还有两页要读。"),
    ("第二页从这里开始，讲的是图书馆的历史，它建于上个世纪三十年代。", MORE[1]),
    ("第三页只有很短的一段，图书馆的新楼明年就要开工。",),
]
INFO = "2024-02-01 10:30 来源：晨光日报"


def paragraphs(number: int) -> str:
    return "".join(f"<p>{text}</p>" for text in PARTS[number])


def inside(number: int, paging: str) -> str:
    """Put the links into the element of the text."""
    return f"<h1>{TITLE}</h1><div class=info>{INFO}</div><div class=body>{paragraphs(number)}<div class=p>{paging}</div></div>"


def beside(number: int, paging: str) -> str:
    """Put the links beside the text, with headline and byline in the same element."""
    title = TITLE + (f"({number + 1})" if number else "")
    return (
        f"<div class=main><h1>{title}</h1><div class=info>{INFO}</div><div class=body>{paragraphs(number)}</div>"
        f"<center><span>{paging}</span></center><p>责任编辑：王明</p></div>"
    )


def lines(number: int, paging: str) -> str:
    """Put the text into one element as lines, the links with it."""
    return f"<h1>{TITLE}</h1><div>{INFO}</div><div class=body>{'<br><br>'.join(PARTS[number])}<br>{paging}</div>"


def numbers(number: int) -> str:
    links = (f'<a href="10000{f"_{n}" if n > 1 else ""}.html">{n}</a>' for n in range(1, 4) if n != number + 1)
    return f"{number + 1}/3 " + " ".join(links)


def following(number: int) -> str:
    """Link the next page alone, and the one before."""
    before = f'<a href="10000{f"_{number}" if number > 1 else ""}.html">上一页</a>' if number else ""
    return before + (f'<a href="10000_{number + 2}.html">下一页</a>' if number < 2 else "")


def story(form: object, paging: object, charset: str) -> Site:
    site = Site()
    site.add_html("/", '<a href="/news/10000.html">新闻</a>'.encode())
    for number in range(3):
        body = form(number, paging(number))  # type: ignore[operator]
        page = (
            f"<html><head><meta charset={charset}><title>{TITLE}</title></head><body><div><a href=/>首页</a></div>{body}"
            "<div>版权所有 晨光日报</div></body></html>"
        )
        site.pages[f"/news/10000{f'_{number + 1}' if number else ''}.html"] = ("text/html", page.encode(charset))
    return site


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("paging", [numbers, following])
@pytest.mark.parametrize("form", [inside, beside, lines])
def test_parts_become_one_story(tmp_path: Path, form: object, paging: object, charset: str) -> None:
    with serving(story(form, paging, charset)) as site:
        warc = ("--warc", str(tmp_path / "warc"))
        assert main(["crawl", f"{site.url}/", "-o", str(tmp_path / "out"), *ASK, *warc]) == ExitCode.OK
        assert max(site.asked.values()) == 1
    (record,) = records(tmp_path / "out")
    assert record["url"].endswith("/news/10000.html")
    assert record["title"] == TITLE
    assert record["text"].split("\n") == [text for part in PARTS for text in part]
    assert main(["clean", str(tmp_path / "warc"), "-o", str(tmp_path / "again"), "--no-progress"]) == ExitCode.OK
    (again,) = records(tmp_path / "again")
    assert again | {"input": ""} == record | {"input": ""}


def test_parts_stay_apart_where_that_is_asked_for(tmp_path: Path) -> None:
    with serving(story(inside, numbers, "utf-8")) as site:
        assert main(["crawl", f"{site.url}/", "-o", str(tmp_path), *ASK, "--join-pages", "never"]) == ExitCode.OK
    urls = [line["url"] for line in records(tmp_path)] + [line["input"] for line in records(tmp_path, "rejects")]
    assert len(urls) == 3


def test_part_that_cannot_be_had_puts_the_story_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = story(inside, numbers, "utf-8")
    site.pages["/news/10000_3.html"] = ("text/html", b"")  # an empty answer may heal
    with serving(site):
        command = ["crawl", f"{site.url}/news/10000.html", "-o", str(tmp_path), *ASK, "--json"]
        main(command)
        assert json.loads(capsys.readouterr().out)["records"] == 0
        (line,) = records(tmp_path, "rejects")
        assert (line["reason"], "page 3" in line["detail"]) == ("empty_body", True)
        site.pages = story(inside, numbers, "utf-8").pages
        assert main(command) == ExitCode.OK
    (record,) = records(tmp_path)
    assert record["text"].endswith(PARTS[2][0])


def test_missing_part_leaves_what_the_site_shows(tmp_path: Path) -> None:
    site = story(inside, numbers, "utf-8")
    del site.pages["/news/10000_3.html"]
    with serving(site):
        assert main(["crawl", f"{site.url}/news/10000.html", "-o", str(tmp_path), *ASK]) == ExitCode.OK
    (record,) = records(tmp_path)
    assert record["text"].endswith(PARTS[1][1])


def test_page_without_parts_is_left_alone() -> None:
    from pipeline.joined import joined

    page = Page(b"<p>x</p>", "x")
    assert joined(page) == page


@pytest.mark.parametrize("scripted", [False, True])
def test_parts_that_are_counted_from_zero(tmp_path: Path, scripted: bool) -> None:  # noqa: FBT001
    site = Site()
    site.add_html("/", '<a href="/news/t2024_10000.shtml">新闻</a>'.encode())
    names = [f"t2024_10000{f'_{n}' if n else ''}.shtml" for n in range(3)]
    for number, name in enumerate(names):
        links = " ".join(f'<a href="{other}">{n + 1}</a>' for n, other in enumerate(names) if n != number)
        script = f'<script>createPageHTML(3, {number}, "t2024_10000", "shtml");</script>'
        body = inside(number, script if scripted else f"{links} 下一页")
        site.add_html(f"/news/{name}", f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode())
    with serving(site):
        assert main(["crawl", f"{site.url}/", "-o", str(tmp_path), *ASK]) == ExitCode.OK
    (record,) = records(tmp_path)
    assert record["text"].split("\n") == [text for part in PARTS for text in part]
