"""The walk over tags reads pages as browsers show them, whatever their authors left out, crossed or broke."""

import pytest

from cleaners import Article, clean_html
from cleaners.dom import Document
from cleaners.markup import split_raw, tags_of
from cleaners.parse import parse


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def linked(document: Document) -> list[list[str]]:
    return [[block.text[link.start : link.end] for link in block.links] for block in document.blocks]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        pytest.param("<p>一<p>二<div>三</div>", ["一", "二", "三"], id="paragraphs without ends"),
        pytest.param("<ul><li>一<li>二<ul><li>三</ul><li>四</ul>", ["一", "二", "三", "四"], id="items without ends"),
        pytest.param("<dl><dt>一<dd>二<dt>三</dl>", ["一", "二", "三"], id="terms without ends"),
        pytest.param("<h1>一<h2>二</h2>三", ["一", "二", "三"], id="headings without ends"),
        pytest.param("<DIV>一</DIV><P>二", ["一", "二"], id="upper case"),
        pytest.param("<Div>一</dIV>二", ["一", "二"], id="mixed case"),
        pytest.param("一<br>二<BR/>三<hr>四</br>五", ["一", "二", "三", "四", "五"], id="breaks"),
        pytest.param("一<b>二</b> <i>三</i>\n四", ["一二 三 四"], id="inline elements join"),
        pytest.param("3 < 5，而 7 > 6", ["3 < 5，而 7 > 6"], id="a bare bracket is text"),
        pytest.param("一<!-- 二 -->三<!-->四", ["一三四"], id="comments"),
        pytest.param("一<!-- 二", ["一 二"], id="a comment without an end keeps its text"),
        pytest.param("<p>一<script>二</script>三<style>四</style>", ["一三"], id="scripts and styles"),
        pytest.param("<p>一<svg><text>二</text></svg>三", ["一三"], id="drawings"),
        pytest.param(
            "<div>一<video>二<div>三</div></div><p>四", ["一", "四"], id="a video without an end ends with its box"
        ),
        pytest.param('<p title="a>b">一', ["一"], id="a bracket inside of quotes"),
        pytest.param('<p class="a"" id="b">一</p>二', ["一", "二"], id="a quote too many"),
        pytest.param('<p class="a>一</p><p id="b">二</p>', ["二"], id="a quote too few takes what browsers take"),
        pytest.param("<p>&#12295;&amp;&nbsp;一&lt;</p>", ["〇& 一<"], id="entities"),
        pytest.param("<a href=x>一</a><b>&#x1;</b><i>二</i>", ["一二"], id="an entity that stands for nothing"),
        pytest.param("<p>一<div class=a/>二<p id='b'/>三", ["一", "二", "三"], id="slashes at the ends of tags"),
        pytest.param("<p>一<svg class=a/><text>二</text></svg>三", ["一三"], id="a slash that is a drawing's name"),
        pytest.param("<p>一<svg class=a /><b>二</b>三", ["一二三"], id="a drawing that is its own end"),
        pytest.param("<div>一</section>二</div>三", ["一", "二", "三"], id="an end of nothing"),
        pytest.param("<div><form>一</div>二</form>三", ["一", "二", "三"], id="a form across boxes"),
    ],
)
def test_blocks_are_those_of_a_browser(markup: str, wanted: list[str]) -> None:
    assert lines(parse(markup)) == wanted


@pytest.mark.parametrize(
    ("href", "is_link"),
    [("/x/", True), (" /x/", True), ("/", True), ("/x?a=b/", True), ("/x/ /", False), ('"/x"/', False)],
)
def test_the_slash_of_an_address_ends_no_link(href: str, is_link: bool) -> None:  # noqa: FBT001
    assert linked(parse(f"<p>一<a class='b' href={href}>二</a>三")) == [["二"] if is_link else []]


def test_an_end_tag_does_not_leave_its_cell() -> None:
    document = parse("<div><table><tr><td>一</div>二<td>三</table>四</div>")
    assert lines(document) == ["一", "二", "三", "四"]
    home = document.nodes.tag[document.blocks[1].node]
    assert home == "td"


def test_rows_of_a_table_are_lines() -> None:
    document = parse("<table><tr><td>年<td>人<tr><td>一<td>二</table>")
    assert document.seen == "年\t人\n一\t二"


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        pytest.param("<a href=x>一</a>二<a href='y'> 三 </a>", [["一", "三"]], id="single quotes and none"),
        pytest.param('一<a data-href="z" href="x">二', [["二"]], id="the attribute itself"),
        pytest.param('<a href="x">一<a href="y">二</a>三', [["一", "二"]], id="a link ends at the next"),
        pytest.param('<p><a href="x">一</p><p>二', [["一"], []], id="a link ends with its box"),
        pytest.param('<a href="x"><p>一</p><p>二</p></a><p>三', [["一"], ["二"], []], id="a link over paragraphs"),
        pytest.param("<a name=x>一</a>", [[]], id="a mark is no link"),
        pytest.param('<a href="x">' + "<p>一</p>" * 9, [["一"], *[[]] * 8], id="a link over a page was never closed"),
    ],
)
def test_links_cover_their_words(markup: str, wanted: list[list[str]]) -> None:
    assert linked(parse(markup)) == wanted


def test_what_an_inline_element_hides_is_marked_within_its_block() -> None:
    (block,) = parse('<p>会议 <span style="display:none">时时彩 <span>平台</span></span> 开幕</p>').blocks
    assert [(block.text[start:end], trick) for start, end, trick in block.unseen] == [("时时彩 平台", "display_none")]


@pytest.mark.parametrize(
    ("element", "tricks"),
    [
        ('<font color="#FFFFFF">{}</font>', ["white"]),
        ('<span style="color:#fff;font-size:12px">{}</span>', ["white"]),
        ('<span style="color:transparent">{}</span>', ["colourless"]),
        ('<span style="font-size:1px">{}</span>', ["tiny"]),
        ('<span style="color:#fff;background:#c00">{}</span>', []),
        ('<font color="#ff0000">{}</font>', []),
        ('<span style="font-size:16px">{}</span>', []),
    ],
)
def test_what_cannot_be_read_amid_a_paragraph_is_marked(element: str, tricks: list[str]) -> None:
    (block,) = parse(f"<p>会议{element.format('时时彩平台')}昨天开幕。</p>").blocks
    assert [trick for _, _, trick in block.unseen] == tricks


def test_white_words_in_a_box_of_their_own_are_read() -> None:
    (block,) = parse('<td bgcolor="#003366"><font color="#FFFFFF">今日要闻</font></td>').blocks
    assert not block.hidden


def test_a_block_that_is_hidden_as_a_whole_says_so() -> None:
    (block,) = parse('<style>.x{display:none}</style><p><span class="x">时时彩</span></p>').blocks
    assert (block.hidden, block.unseen) == ("css:display_none", ())


def test_head_and_scripts_are_kept_beside_the_text() -> None:
    document = parse(
        '<html lang=zh><title>一 &amp; 二</title><meta NAME="Author" content="王五"><link rel=canonical href="/a">'
        '<script type="application/ld+json">' + "{}" * 50 + "</script><body><time datetime=2024-02-05>三</time>"
    )
    assert (document.title, document.language, document.canonical) == ("一 & 二", "zh", "/a")
    assert document.meta("author") == "王五"
    assert document.times == (("2024-02-05", 0),)
    assert [kind for kind, _ in document.scripts] == ["application/ld+json"]


@pytest.mark.parametrize("piece", ["<a ", '<a x="', "<!-- ", "<script>", "<", "</", "<p a=b ", "&#", "<a href='x' '"])
def test_broken_tags_cost_in_proportion(piece: str) -> None:
    markup, _ = split_raw(piece * 50_000 + "<p>完</p>")
    assert isinstance(tags_of(markup), list)  # a quadratic reader would not come back


def test_nothing_but_noise_before_the_page_is_no_unit_of_spam() -> None:
    story = "第三届文化节昨天在老码头开幕，三十二条龙舟沿河出发。" * 4
    page = f"\u200b\u200b<html><body><h1>第三届文化节开幕</h1><p>2024-03-26<p>{story}</html>"
    assert isinstance(clean_html(page.encode()), Article)
