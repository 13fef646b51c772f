"""Rules of a user for one site, on their own and through the command line."""

import gzip
import json
from pathlib import Path

import pytest

from cleaners import Article, Options, Outcome, clean
from cleaners.site_rules import SiteRules, select
from pipeline.cli import main
from scraper.page import Media, Page

TEXT = (
    "昨天下午，禾安港四号泊位完成改造，第一艘十万吨级集装箱船靠泊。",
    "港务局说，改造历时十一个月，比计划提前了三周。",
)
OTHER = "".join(
    f"<p>云岫的果农今年换了新品种，记者看到，第{n}号果园里的枝头已经挂满了果子，工人们正忙着套袋。</p>"
    for n in range(1, 9)
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>港口频道_禾安新闻</title>
<link rel="canonical" href="https://www.hean.example/port/1.html"></head><body>
<div class="head"><a href="/">禾安新闻</a></div><h1>港口频道</h1><div class="column">{OTHER}</div>
<div class="real-title">四号泊位<b>改造</b>完成</div><div class="when">2024-02-05 14:03　来源：禾安日报</div>
<div class="real"><p>{TEXT[0][:20]}<span class="stock">(600000, 1.20)</span>{TEXT[0][20:]}</p></div>
<div class="advert">想换手机？到三江数码，满减三百，凭本页截图再送耳机一副，先到先得。</div>
<div class="real"><p>{TEXT[1]}</p><p class="promo">打开客户端看更多。</p></div></body></html>"""
RULES = SiteRules("hean.example", "div.real", ".real-title", (".stock", ".promo"))


def cleaned(html: str, url: str = "https://www.hean.example/port/1.html", *rules: SiteRules) -> Outcome:
    return clean(Page(html.encode(), "page", Media.HTML, url=url), Options(sites=rules))


def article(outcome: Outcome) -> Article:
    assert isinstance(outcome, Article), outcome
    return outcome


def test_body_title_and_drop_are_what_the_rules_say() -> None:
    found = article(cleaned(PAGE, "https://www.hean.example/port/1.html", RULES))
    assert found.text == "\n".join(TEXT)
    assert found.title == "四号泊位改造完成"
    assert (found.date_published, found.outlet) == ("2024-02-05T14:03:00", "禾安日报")
    assert "三江数码" in found.seen()
    assert "600000" not in found.seen()


def test_a_story_that_the_user_has_ruled_is_not_rejected() -> None:
    html = "<title>公告</title><ul><li><a href=/>首页</a></ul><b class=t>明天起恢复供水，请相互转告。</b><a href=/2>下一页</a>"
    assert not isinstance(cleaned(html), Article)
    assert (
        article(cleaned(html, "http://a.hean.example/", SiteRules("hean.example", "b.t"))).text
        == "明天起恢复供水，请相互转告。"
    )


@pytest.mark.parametrize(
    ("host", "url", "applies"),
    [
        pytest.param("hean.example", "https://www.hean.example/1", True, id="a host below"),
        pytest.param("www.hean.example", "https://www.hean.example:8080/1", True, id="the host, with a port"),
        pytest.param("an.example", "https://www.hean.example/1", False, id="the end of another name"),
        pytest.param("hean.example", "", True, id="a file that names its address"),
        pytest.param("m.hean.example", "", False, id="a file of another host"),
    ],
)
def test_rules_hold_for_their_host(host: str, url: str, *, applies: bool) -> None:
    found = article(cleaned(PAGE, url, SiteRules(host, "div.real", "", (".stock", ".promo"))))
    assert (found.text == "\n".join(TEXT)) is applies


def test_the_longest_host_wins() -> None:
    loose, exact = (
        SiteRules("hean.example", "div.column"),
        SiteRules("www.hean.example", "div.real", "", (".stock", ".promo")),
    )
    assert article(cleaned(PAGE, "https://www.hean.example/1", loose, exact)).text == "\n".join(TEXT)


def test_selectors_that_find_nothing_change_nothing() -> None:
    nothing = SiteRules("hean.example", "div.gone", "h7", ("#gone",))
    url = "https://www.hean.example/1"
    assert article(cleaned(PAGE, url, nothing)).text == article(cleaned(PAGE, url)).text


def test_a_title_may_be_a_meta_element() -> None:
    html = PAGE.replace("<link", '<meta property="og:title" content="泊位 改造"><link')
    rules = SiteRules("hean.example", "div.real", 'meta[property="og:title"]')
    assert article(cleaned(html, "https://www.hean.example/1", rules)).title == "泊位 改造"


@pytest.mark.parametrize("selector", ["div[", "", "p::before", "a:visited(x)"])
def test_what_is_no_selector_is_named(selector: str) -> None:
    with pytest.raises(ValueError, match="no CSS selector"):
        select(selector)


def test_the_command_line_takes_rules_from_a_configuration(tmp_path: Path) -> None:
    page, config = tmp_path / "page.html", tmp_path / "sites.toml"
    page.write_text(PAGE, "utf-8")
    config.write_text(
        '[[site]]\nhost = "hean.example"\nbody = "div.real"\ntitle = ".real-title"\ndrop = [".stock", ".promo"]\n',
        "utf-8",
    )
    assert main(["clean", str(page), "-c", str(config), "-o", str(tmp_path / "out"), "--no-progress"]) == 0
    (shard,) = (tmp_path / "out" / "articles").glob("*.gz")
    record = json.loads(gzip.decompress(shard.read_bytes()))
    assert (record["title"], record["text"]) == ("四号泊位改造完成", "\n".join(TEXT))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["settings"]["sites"][0]["body"] == "div.real"
