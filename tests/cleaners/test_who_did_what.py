"""Who did what beside the author and the editor: who is in charge, takes pictures, contributes, typed the page in; and when."""

import pytest

from tests.cleaners.test_bylines import BODY, DATED, TITLE, page
from tests.cleaners.test_credit_forms import UNSOURCED


def test_roles_and_names_in_a_cell_below_the_story_name_its_editor() -> None:
    assert page(DATED, below="<table><tr><td align=right>编辑 谷雨 美编 何小满</td></tr></table>").editor == "谷雨"


@pytest.mark.parametrize(
    ("below", "editor"),
    [
        ("<p>编辑：章其文 校对：罗桑 值班主任：谷小雨</p>", "章其文"),
        ("<p>（责任编辑：章其文；主编：谷小雨）</p>", "章其文"),
        ("<p>编辑：章其文</p><p>责任主编：谷小雨</p>", "章其文"),
        ("<p>值班主任：谷小雨</p>", "谷小雨"),
        ("<p>轮值主编：谷小雨 文编：章其文</p>", "章其文"),
        ("<p>值班审读：谷小雨 值班编辑：章其文</p>", "章其文"),
        ("<p>（编辑：Tony 申）</p>", "Tony 申"),
        ("<p>责任编辑：</p><div>平台声明：文中观点仅代表作者本人。</div>", ""),
        ("<p>责任编辑：</p><div>欢迎读者给我们来信！</div>", ""),
        ("<p>编辑 | 章其文</p><p>责任编辑：</p><div>声明：仅代表作者本人</div>", "章其文"),
    ],
)
def test_who_is_in_charge_is_the_editor_only_where_nobody_else_is(below: str, editor: str) -> None:
    assert page(DATED, below=below).editor == editor


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<div>晨光报 江 山 // 2024年5月6日 6时50分 // 编辑/谷小雨</div>", "江山"),
        ("<div>晨光报 阿禾 江山 2024-05-06 14:07</div>", "阿禾;江山"),
        ("<div>晨光报 小字 2024-05-06 14:07</div>", ""),
        ("<div>晨光新闻客户端 记者 江山 谷小雨/文 罗桑/图 2024-05-06 09:15</div>", "江山;谷小雨"),
        ("<div>发布者：江山 发布时间：2024-05-06 浏览次数：12</div>", ""),
        ("<div>2024-05-06 来源：晨光报 江山 罗桑/摄</div>", "江山"),
    ],
)
def test_a_name_held_apart_a_pen_name_and_who_took_the_pictures(byline: str, author: str) -> None:
    assert page(byline).author == author


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（儿科 江山 整理）", "江山"),
        ("（城东法庭 供稿）", ""),
        ("城东法庭 供稿", ""),
        ("（城东法庭 江山）", "江山"),
        ("（城东法庭）", ""),
        ("（党委宣传部）", ""),
        ("（河西日报）", ""),
        ("（本报综合）", ""),
        ("（大漠孤鹰）", "大漠孤鹰"),
    ],
)
def test_a_bracket_that_ends_the_story_is_no_text(last: str, author: str) -> None:
    found = page(DATED, body=(*BODY, last))
    assert (found.author, found.text) == (author, "\n".join(BODY))


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("<div>[2024-05-06 10:40] 供稿：离退休工作部 人气：23</div>", "离退休工作部"),
        ("<div>[2024-05-06 10:40] 供稿：江山 人气：23</div>", "青石大学"),
        ("<div>发布者：离退休工作处 发布时间：2024-05-06</div>", "青石大学"),
        ("<div>发布者：江山 发布时间：2024-05-06</div>", "青石大学"),
        ("<div>发布者：河西宣传 发布时间：2024-05-06</div>", "河西宣传"),
    ],
)
def test_an_office_contributes_and_a_person_or_a_department_puts_up(byline: str, outlet: str) -> None:
    assert page(byline, head=f"{TITLE}-青石大学").outlet == outlet


def test_an_account_below_the_title_publishes_where_no_medium_is_named() -> None:
    assert page(f"<div>桥头文旅</div>{UNSOURCED}<p>文：江山</p>", head="").outlet == "桥头文旅"


@pytest.mark.parametrize(
    "event",
    [
        "<dl><dt>发布时间：</dt><dd>2024-05-06 10:00</dd><dt>发布地点：</dt><dd>镇政府二楼会议室</dd></dl>",
        "<p>时间：2024年5月6日 10:00</p><p>地点：镇政府二楼会议室</p>",
    ],
)
def test_when_something_took_place_is_not_when_the_page_was_made(event: str) -> None:
    byline = f"{event}<div>发布日期：2024年05月06日 17:20 信息来源：镇政府</div>"
    assert page(byline).date_published == "2024-05-06T17:20:00"
    assert page(event).date_published.startswith("2024-05-06")


@pytest.mark.parametrize(
    "byline",
    [
        "<div>晨光报 2024年5月6日 A02 時政</div>",
        "<div>晨光报</div><div>2024-05-06</div><div>A02 时政</div>",
        "<div>晨光报 第02版 时政 2024-05-06</div>",
    ],
)
def test_what_a_papers_page_is_called_is_nobodys_name(byline: str) -> None:
    assert not page(byline).author


@pytest.mark.parametrize(
    ("last", "is_kept"),
    [
        (("主办：青石县融媒体中心",), False),
        (("主办单位：青石县人民政府 承办单位：青石县大数据局", "网站标识码：3200000021"), False),
        (("时间：5月8日9时", "地点：桥头广场", "主办单位：青石镇文化站"), True),
    ],
)
def test_who_runs_the_site_is_no_last_line_of_a_story(last: tuple[str, ...], is_kept: bool) -> None:  # noqa: FBT001
    assert page(DATED, body=(*BODY, *last)).text == "\n".join((*BODY, *last) if is_kept else BODY)


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("<div>2024-05-06 来源：晨光报 记者 江山 文/摄</div>", "晨光报"),
        ("<div>晨光报全媒体记者 江山 通讯员 罗桑 图片：谷雨 2024-05-06</div>", "晨光报"),
        ("<div>文字：江山 图片：罗桑 2024-05-06</div>", ""),
    ],
)
def test_a_byline_that_names_who_took_the_pictures_is_no_caption(byline: str, outlet: str) -> None:
    found = page(byline)
    assert (found.author.partition(";")[0], found.outlet, found.date_published) == ("江山", outlet, "2024-05-06")


@pytest.mark.parametrize(("last", "outlet"), [("（河西日报）", "河西日报"), ("（城东法庭）", ""), ("（本报）", "")])
def test_a_paper_in_brackets_below_the_story_is_the_outlet(last: str, outlet: str) -> None:
    assert page(UNSOURCED, body=(*BODY, last)).outlet == outlet
