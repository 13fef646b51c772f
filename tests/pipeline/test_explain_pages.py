"""Where seen characters stand on a page, and what of a page may be shown, without a browser."""

import time
from pathlib import Path

import pytest

from cleaners.clean import Options
from cleaners.parse import parse
from cleaners.site_rules import SiteRules
from cleaners.values import Removed, Stage
from pipeline.report.changes import changes
from pipeline.report.explain_html import explain_html
from pipeline.report.explained import explained
from pipeline.report.page import marked_view, original_view
from pipeline.report.pieces import pieces_of, pieces_within
from pipeline.report.placing import place
from pipeline.report.scan import scan
from pipeline.report.styles import AS_SEEN, PLAIN, safe_declarations, safe_sheet
from scraper.page import Media, Page

ROOT = Path(__file__).parent.parent.parent
HIJACKED = ROOT / "data" / "demo" / "hijacked.html"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>甲<b> 乙 </b>丙&amp;丁&nbsp;</p>戊", id="spaces and entities"),
        pytest.param("<p>甲<!-- x -->乙<!-->丙--> 丁</p>", id="comments"),
        pytest.param("甲<p>乙<p>丙<table><tr><td>丁<td>戊</table>", id="end tags left out"),
        pytest.param("<p>1 < 2 <3 </ 4 <!x> <?y?> 甲</p>", id="brackets that open nothing"),
        pytest.param("<p title='a>b' x=\"<i>\">甲</p><a href=x>乙", id="brackets in values"),
        pytest.param("<title>甲</title><p>乙<textarea>丙</textarea><svg><text>丁</text></svg>戊", id="text of its own"),
        pytest.param("<p>甲&lt;b&gt;乙&#x4e19;&#0;</p><p>&nbsp;</p>", id="entities that look like tags"),
        pytest.param("外面<html><body><p>甲</p></body></html>后面的字", id="around the page"),
        pytest.param("<p>甲<script>var a='<p>乙</p>'</script>丙<style>p{}</style>丁", id="scripts and styles"),
        pytest.param("<select><option>甲</select>乙<template>丙</template>丁", id="what is never text"),
        pytest.param("<p>甲<textarea>乙<p>丙", id="an element of text without its end"),
        pytest.param("<p>甲\0乙\r\n丙\t丁</p>", id="control characters"),
    ],
)
def test_every_seen_character_is_placed(html: str) -> None:
    seen = parse(html).seen
    placed = place(html.replace("\0", ""), "", (), seen)
    assert not placed.trouble
    ranges = [placed.ranges[index] for index in sorted(placed.ranges)]
    assert "".join(seen[start:end] for start, end in sorted(ranges)) == seen
    for index, (start, end) in placed.ranges.items():
        shown = "".join(seen[start:end].split())
        assert placed.tokens[index].kind == "text"
        assert shown == "".join(parse(f"<p>{placed.tokens[index].content}</p>").seen.split())


def test_a_page_that_the_user_has_rules_for() -> None:
    html = HIJACKED.read_text("utf-8")
    rules = SiteRules("a.example", ".TRS_Editor", "h1", (".share", ".foot"))
    page = Page(html.encode(), "x", url="http://a.example/1")
    found = explained(page, Options(sites=(rules,)))
    assert found.placed
    assert not found.placed.trouble
    assert "分享到" not in found.seen, "dropped by rule"
    assert "分享到" not in marked_view(found.placed, found.seen, found.pieces).markup


def test_private_characters_make_the_page_lines() -> None:
    html = HIJACKED.read_text("utf-8").replace("臨溪市", "臨溪市\U000f0001\U00100002")
    found = explained(Page(html.encode(), "x"), Options())
    assert found.placed
    assert "private characters" in found.placed.trouble
    shown = explain_html(found)
    assert "its text is shown as lines" in shown
    assert "data-at=" in shown


def test_a_story_out_of_a_script_is_shown_behind_the_page() -> None:
    page = ROOT / "tests" / "pages" / "jsstring" / "wheelchair-stall.html"
    found = explained(Page(page.read_bytes(), "x"), Options())
    assert found.placed
    begin, end = found.placed.rest
    assert end - begin > 200
    assert "From a script of the page" in explain_html(found)


def test_plain_text_is_shown_as_lines() -> None:
    text = ROOT / "tests" / "pages" / "plain" / "mirror-traditional-spam.txt"
    found = explained(Page(text.read_bytes(), "x", Media.TEXT), Options())
    assert found.placed is None
    assert "could not be placed" not in explain_html(found)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("color:red", "color:red"),
        ("COLOR : Red ; width: calc(1px + 2%)", "color:Red;width:calc(1px + 2%)"),
        ("background:url(x)", ""),
        ("background:URL( 'x' )", ""),
        ("background:u\\72l(x)", ""),
        ("b\\61 ckground:url(x)", ""),
        ("background:image-set('x' 1x)", ""),
        ("background:-webkit-image-set(url(x) 1x)", ""),
        ("background:var(--x)", ""),
        ("background:rgb(1,2,attr(x))", ""),
        ("--x:url(y)", ""),
        ("content:'x'", ""),
        ("cursor:url(x),auto", ""),
        ("color:red;}</style><script>", "color:red"),
        ("font-family:'</style>'", ""),
        ("font-family:'a\\3c /style>'", ""),
        ("color:red/* */", "color:red"),
        ("width:expression(alert(1))", ""),
        ("@import 'x';color:red", "color:red"),
    ],
)
def test_what_is_left_of_a_style(css: str, left: str) -> None:
    assert safe_declarations(css, AS_SEEN) == left


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("p{color:red}", "p {color:red}"),
        ("@import url(x);@font-face{src:url(x)}@namespace x url(y);p{top:0}", "p {top:0}"),
        ("@media (max-width:9px){p{top:0}}@media print{p{top:1px}}", "@media (max-width:9px) {p {top:0}}"),
        ("a[href='</style>']{top:0}", ""),
        ("<!-- p{top:0} -->", "p {top:0}"),
        ("p{top:0", "p {top:0}"),
        ("@supports (x:y){p{background:url(x)}}", ""),
        ("p{background:url(x)}q{background:url(x);top:0}", "q {top:0}"),
    ],
)
def test_what_is_left_of_a_sheet(css: str, left: str) -> None:
    assert safe_sheet(css, AS_SEEN) == left


def test_marks_are_not_hidden_by_the_page() -> None:
    assert (
        safe_declarations("display:none;color:#fff;font-size:0;text-align:center;left:-999px", PLAIN)
        == "text-align:center"
    )


@pytest.mark.parametrize(
    "piece", ["<textarea>", "<title>", "<!--", "<!", "<a ='", '<p x="', "</ ", "<", "<b>", "&amp;"]
)
def test_scanning_takes_time_with_the_length_alone(piece: str) -> None:
    started = time.process_time()
    assert len(list(scan(piece * 50_000))) <= 100_000
    assert time.process_time() - started < 5, "a quadratic scan takes minutes"


def test_pieces_tile_and_are_found() -> None:
    seen = "甲乙\n丙丁"
    pieces = pieces_of(seen, (Removed(1, 4, "乙\n丙", Stage.SPAM, "x"),))
    assert [(piece.start, piece.end) for piece in pieces] == [(0, 1), (1, 4), (4, 5)]
    assert [piece.stage for piece in pieces_within(pieces, 3, 5)] == ["spam", "kept"]


def test_changes_of_another_number_of_paragraphs() -> None:
    found = changes("甲灣\n乙\n\n丙丁戊", "甲湾\n乙\n丙丁")
    assert sum(change.changed_chars for change in found) == 2
    assert "".join(after for change in found for _, after in change.stretches) == "甲湾乙丙丁"


def test_the_original_keeps_its_look_and_nothing_else() -> None:
    html = (
        "<body style='color:red' onload=x()><style>p{color:blue;background:url(x)}</style><p hidden>甲</p>"
        "<img src=x alt=图><a href=http://a.example/ title=t>乙</a><form action=x><input value=y></form></body>"
    )
    seen = parse(html).seen
    safe = original_view(place(html, "", (), seen), seen)
    assert safe.sheet == "p {color:blue}"
    assert safe.body_attributes == ' style="color:red"'
    assert safe.markup == '<p hidden="">甲 </p><img alt="图"><a>乙</a><span></span>'
