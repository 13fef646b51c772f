"""Dates, authors and editors in the variants of one form that sites differ by: marks, brackets, order, script."""

from datetime import UTC, datetime

import pytest

from cleaners import Article, clean_html, clean_text
from cleaners.fold import fold
from cleaners.metadata.address_dates import stamp_of_url
from cleaners.metadata.dates import stamps_in
from tests.cleaners.test_bylines import BODY, DATED, FETCHED, TITLE, page


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("2024年5月6日 (一) 06:30", "2024-05-06T06:30:00"),
        ("2024年5月6日（一）06:30", "2024-05-06T06:30:00"),
        ("2024年05月06日，星期一，06:30", "2024-05-06T06:30:00"),
        ("2024年5月6日 農曆三月廿八 星期一 15:05", "2024-05-06T15:05:00"),
        ("06/05/2024 (一) 15:05", "2024-05-06T15:05:00"),
        ("2024年5月6日 清晨5:30", "2024-05-06T05:30:00"),
        ("2024年5月6日 晚間 10:05", "2024-05-06T22:05:00"),
        ("2024年5月6日 深夜11時05分", "2024-05-06T23:05:00"),
        ("2024年5月6日 深夜1時05分", "2024-05-06T01:05:00"),
        ("2024年5月6日 午後3時05分", "2024-05-06T15:05:00"),
        ("2024年5月6日 3:05 p.m.", "2024-05-06T15:05:00"),
        ("2024.5.6. 15:05", "2024-05-06T15:05:00"),
        ("2024年5月6日 北京时间15:05", "2024-05-06T15:05:00"),
        ("2024-05-06 @ 15:05", "2024-05-06T15:05:00"),
        ("2024-05-06 at 15:05", "2024-05-06T15:05:00"),
        ("24.05.06 15:05", "2024-05-06T15:05:00"),
        ("05.06 15:05", "0000-05-06T15:05:00"),
        ("5/6 15:05", "0000-05-06T15:05:00"),
        ("二○二四年五月六日", "2024-05-06"),
        ("中華民國一一三年五月六日", "2024-05-06"),
        ("民國一百一十三年五月六日", "2024-05-06"),
        ("民國九十八年五月六日", "2009-05-06"),
    ],
)
def test_a_day_and_its_clock(line: str, stamp: str) -> None:
    assert [found.text() for found in stamps_in(fold(line))] == [stamp]


def test_eight_digits_and_a_clock() -> None:
    assert page("<div>20240506 15:05</div>").date_published == "2024-05-06T15:05:00"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/gn/2024/05-06/8533.shtml", "2024-05-06"),
        ("/24/0506/07/E23K.html", "2024-05-06"),
        ("/2024/new/may/6/today-s7.htm", "2024-05-06"),
        ("/2024/May/06/bridge.html", "2024-05-06"),
        ("/archives/202405/06/9.html", "2024-05-06"),
        ("/news/2024-5-6/1.html", "2024-05-06"),
        ("/y2024/m05/d06/9.html", "2024-05-06"),
        ("/n1/2024/0506/c87423-28393011.html", "2024-05-06"),
        ("/html/2024-05/06/content_9.htm", "2024-05-06"),
        ("/story/7314/35199", ""),
        ("/24/0506/bridge.html", ""),
        ("/2024/maybe/6.html", ""),
    ],
)
def test_the_day_in_an_address(address: str, day: str) -> None:
    stamp = stamp_of_url(f"https://news.example{address}")
    assert (stamp.date if stamp else "") == day


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（文/图 庹小海 谷雨）", "庹小海;谷雨"),
        ("（文/圖：千帆、谷雨）", "千帆;谷雨"),
        ("江山采访，经整理删节。", "江山"),
        ("（江山采访整理）", "江山"),
        ("（本报记者江山采访整理）", "江山"),
        ("（江山 整理）", "江山"),
        ("（江山編譯）", "江山"),
        ("本文由江山根据录音整理。", "江山"),
        ("文・攝影／江山", "江山"),
        ("文并摄：江山", "江山"),
        ("（撰稿 江山 审核 罗桑）", "江山"),
        ("【编辑:谷小雨】　记者 江山 摄影报道", "江山"),
        ("（责任编辑：谷小雨）　本报记者 江山", "江山"),
    ],
)
def test_who_wrote_and_who_wrote_down(last: str, author: str) -> None:
    found = page(DATED, body=(*BODY, last))
    assert (found.author, found.text) == (author, "\n".join(BODY))


@pytest.mark.parametrize("last", ["桥是三家公司编写方案后建的。", "村民整理了旧物，搬进了新家。", "（晨光网综合整理）"])
def test_who_sorts_things_out_is_no_author(last: str) -> None:
    assert not page(DATED, body=(*BODY, last)).author


@pytest.mark.parametrize(
    ("begin", "author"),
    [
        ("青石台消息 记者江山从青石镇政府了解到，", "江山"),
        ("本报讯 记者江山从青石镇政府获悉，", "江山"),
        ("记者江山昨日从青石镇政府获悉，", "江山"),
        ("記者江山5月6日從青石鎮公所獲悉，", "江山"),
        ("本报记者 江山 青石报道 ", "江山"),
        ("本报记者 江山 罗桑 报道：", "江山;罗桑"),
        ("记者昨日从青石镇政府获悉，", ""),
        ("记者连日在河西三个村采访看到，", ""),
        ("晨光网讯 据淮水报记者江山报道，", ""),
    ],
)
def test_a_reporter_named_in_the_first_sentence(begin: str, author: str) -> None:
    assert page(DATED, body=(begin + BODY[0], *BODY[1:])).author == author


@pytest.mark.parametrize(
    ("below", "editor"),
    [
        ("责编：系舟、秋里", "系舟;秋里"),
        ("(責編：系舟、秋里)", "系舟;秋里"),
        ("（编辑：系舟 秋里）", "系舟;秋里"),
        ("责任编辑：系舟/秋里", "系舟;秋里"),
        ("责任编辑：小鱼 12条评论", "小鱼"),
        ("本版责编 章其文 美编 罗桑", "章其文"),
        ("本版编辑 章其文　美术编辑 罗桑", "章其文"),
        ("本版主编：章其文　电话：12345", "章其文"),
        ("（本栏编辑 章其文，来信有删节）", "章其文"),
        ("栏目主编：章其文 文字编辑：罗桑", "章其文;罗桑"),
        ("網路編輯／章其文", "章其文"),
        ("網編：章其文", "章其文"),
        ("（纸箱网编辑：小楞）", "小楞"),
        ("责编：章其文　本报记者 江山", "章其文"),
        ("二审编辑：章其文", ""),
        ("编校：章其文", "章其文"),
        ("总编辑：罗桑 责任编辑：章其文", "章其文"),
        ("編輯：章其文 / 美術設計：羅桑", "章其文"),
    ],
)
def test_editors_by_their_labels_and_lists(below: str, editor: str) -> None:
    found = page(DATED, below=f"<div>{below}</div>")
    assert (found.editor, found.text) == (editor, "\n".join(BODY))


def test_a_sentence_behind_an_editors_office_is_no_name() -> None:
    assert not page(DATED, body=(*BODY, "主编 一本书要三年时间")).editor


def test_a_letter_is_signed_below_its_last_paragraph() -> None:
    letter = ("编辑同志：", *BODY)
    assert page("<div>2024-05-06</div>", body=letter, below="<div>读者　江山</div>").author == "江山"


@pytest.mark.parametrize(("fetched", "day"), [(FETCHED, "2024-05-06"), (datetime(2024, 5, 6, 9, tzinfo=UTC), "")])
def test_a_day_of_the_week_above_the_title_is_the_papers_unless_it_is_a_clock(fetched: datetime, day: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    menu = "".join(f"<p><a href=/{at}>要闻</a></p>" for at in range(6))
    html = f"<title>{TITLE}</title><p>2024年5月6日　星期一</p>{menu}<h1>{TITLE}</h1>{told}"
    found = clean_html(html.encode(), "http://news.example/a.html", fetched)
    assert isinstance(found, Article)
    assert found.date_published == day


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        (f"{TITLE} - 晨光日常｜健康", "Copyright © 2024 晨光日常. All rights reserved.", "晨光日常"),
        (f"{TITLE}-晨光网-晨光周刊", "© 2013-2024 晨光网 · 自豪地采用WordPress", "晨光网"),
        (f"{TITLE}_财经_晨光网", "© 晨光财经传媒有限公司", "晨光网"),
        ("", "晨光报社主管主办", "晨光报社"),
        ("", "本网站由晨光报社版权所有", "晨光报社"),
        ("", "本文由晨光网原创，转载请注明出处。", "晨光网"),
        ("", "转载请注明来源：晨光网", "晨光网"),
        ("", "凡本网注明“来源：晨光网”的作品，版权均属于晨光网", "晨光网"),
        ("", "（本文首发于《晨光周刊》）", "晨光周刊"),
        ("", "本文经授权转载自微信公众号：晨光周末", "晨光周末"),
        ("", "本文授權轉載自「晨光周末」", "晨光周末"),
    ],
)
def test_whose_page_the_title_and_the_foot_say_it_is(head: str, foot: str, outlet: str) -> None:
    assert page("<div>2024-05-06 10:30</div>", head=head, below=f"<footer>{foot}</footer>").outlet == outlet


@pytest.mark.parametrize(
    ("source", "outlet"),
    [("微信公众号“晨光报”", "晨光报"), ("公众号 晨光报", "晨光报"), ("本报讯", "青石文联"), ("本台", "青石文联")],
)
def test_an_account_or_nobody_under_the_label_of_the_source(source: str, outlet: str) -> None:
    assert page(f"<div>2024-05-06 10:30 来源：{source}</div>", head=f"{TITLE}-青石文联").outlet == outlet


@pytest.mark.parametrize("head", ["", "某某精品店"])
def test_a_line_that_dashes_begin_is_not_the_title_above_it(head: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    lines = f"<div>{TITLE}</div><div>——写在通车以后</div><div>江山　|　2024-05-06　|　浏览：12</div>"
    found = clean_html(
        f"<title>{head}</title><a href=/>首页</a>{lines}{told}".encode(), "http://news.example/a", FETCHED
    )
    assert isinstance(found, Article)
    assert found.title == TITLE


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<address><a class=author href=/person/71>米诺</a></address><div>2024-05-06</div>", "米诺"),
        ("<div><a href=/columnist/banxia>半夏</a> 2024-05-06</div>", "半夏"),
        ("<div><a href=/author/admin>晨光网小二</a> 2024-05-06</div>", ""),
        ("<div><a href=/author/7>晨光网</a> 2024-05-06</div>", ""),
        ("<div><a href=/tag/9>米诺</a></div><div>2024-05-06</div>", ""),
        ("<div>2024-05-06</div><div>江山/文 罗桑/图</div>", "江山"),
        ("<div>2024-05-06</div><div>江山　文　罗桑　图</div>", "江山"),
        ("<div>2024-05-06</div><div>江山（撰文）</div>", "江山"),
        ("<div>讲述：罗桑 记录：江山 2024-05-06</div>", "江山"),
        ("<div>作者：系舟 2024-05-06</div>", "系舟"),
        ("<div>2024-05-06</div><div>文 江山 图 罗桑</div>", "江山"),
        ("<div>2024-05-06</div><div>文字 江山 摄影 罗桑</div>", "江山"),
        ("<div>2024-05-06</div><div>本報記者江山北京6日電</div>", "江山"),
        ("<div>作者：@江山 2024-05-06</div>", "江山"),
        ("<div>作者：江山老师 2024-05-06</div>", "江山"),
        ("<div>2024-05-06</div><div>文丨江山　编丨谷小雨　审丨罗桑</div>", "江山"),
        ("<div>作者系青石镇作家协会会员 2024-05-06</div>", ""),
        ("<div>阅读量：88　　记者 江山　　来源：晨光报　　2024-05-06</div>", "江山"),
        ("<div>责任编辑:谷小雨 · 记者 江山 · 2024-05-06</div>", "江山"),
    ],
)
def test_who_a_byline_links_to_or_names_beside_other_roles(byline: str, author: str) -> None:
    assert page(byline).author == author


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（南枝 文/图）", "南枝"),
        ("（记者江山 摄影罗桑）", "江山"),
        ("江山 文/图　　责任编辑：谷小雨", "江山"),
    ],
)
def test_a_photographer_beside_the_author(last: str, author: str) -> None:
    assert page(DATED, body=(*BODY, last)).author == author


@pytest.mark.parametrize(
    ("byline", "field", "value"),
    [
        ("<div>发表时间 2024-05-06 - 10:30修改时间 2024-05-06 - 12:05</div>", "date_published", "2024-05-06T10:30:00"),
        ("<div>发表时间 2024-05-06 - 10:30修改时间 2024-05-06 - 12:05</div>", "date_modified", "2024-05-06T12:05:00"),
        ("<div>2024-05-06 更改时间：2024-05-07 12:05</div>", "date_modified", "2024-05-07T12:05:00"),
        ("<div>2024-05-06 10:30（2024-05-07 08:00更新）</div>", "date_modified", "2024-05-07T08:00:00"),
        ("<div>作者：江山 图片：白丁 发布时间：2024-05-06 浏览次数：12</div>", "date_published", "2024-05-06"),
        ("<div>2024-05-06 来源于 晨新网</div><div>文｜晨新 江山</div>", "author", "江山"),
        ("<div>2024-05-06</div><p>晨经记者 江山　　晨经编辑 谷小雨</p>", "editor", "谷小雨"),
        ("<div>2024-05-06</div><div>青石時報 江山</div>", "outlet", "青石时报"),
        ("<div><span>Posted on <time>2024年5月6日</time></span></div>", "outlet", ""),
        ("<div>录入：admin 发布日期：2024-5-6 16:42:05 点击：次</div>", "outlet", ""),
        (
            f"<table><tr><td>发文机关：</td><td>青石镇人民政府</td><td>成文日期：</td><td>2024年05月04日</td></tr><tr><td>标　　题：</td>"
            f"<td>{TITLE}</td><td>发布日期：</td><td>2024年05月06日</td></tr></table>",
            "outlet",
            "青石镇人民政府",
        ),
    ],
)
def test_bylines_of_further_systems(byline: str, field: str, value: str) -> None:
    assert getattr(page(byline), field) == value


def test_a_paper_that_reports_in_a_bracket_before_the_first_sentence() -> None:
    assert page("<div>2024-05-06</div>", body=(f"（青石日報報道）{BODY[0]}", *BODY[1:])).outlet == "青石日报"


def test_what_is_counted_has_no_day_of_its_own() -> None:
    assert page("<div>编辑 谷小雨　分享到：　2024-05-06 10:30</div>").date_published == "2024-05-06T10:30:00"


def test_a_title_called_so_in_a_text() -> None:
    lines = ("晨光网", f"标题：{TITLE}", "时间：2024-05-06", *BODY)
    found = clean_text("\n".join(lines), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.title == TITLE


@pytest.mark.parametrize(("last", "author"), [("——江山", "江山"), ("读者 江山", "江山"), ("市民 江山 敬上", "江山")])
def test_a_text_is_signed_in_its_last_line(last: str, author: str) -> None:
    lines = ("晨光网 > 来信 > 正文", TITLE, "2024-05-06 10:30 来源：晨光报", *BODY, last)
    found = clean_text("\n".join(lines), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.author == author
