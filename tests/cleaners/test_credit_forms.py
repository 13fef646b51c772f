"""Bylines by their form: bars, desks, numbers of papers, accounts that post, and where the outlet stands besides."""

import pytest

from tests.cleaners.test_bylines import BODY, DATED, TITLE, page

UNSOURCED = "<div>2024-05-06 10:30</div>"


@pytest.mark.parametrize(
    ("lines", "author", "editor"),
    [
        (("作者丨江山 编辑丨谷小雨",), "江山", "谷小雨"),
        (("每经记者｜江山　　每经编辑｜谷小雨",), "江山", "谷小雨"),
        (("记者丨江山", "编辑丨谷小雨", "校对丨白丁"), "江山", "谷小雨"),
        (("晨光新闻记者 江山", "编辑 白丁 责编 谷小雨"), "江山", "谷小雨;白丁"),
        (("一审：谷小雨 二审：白丁 三审：孙立",), "", ""),
        (("（江山、白丁）",), "江山;白丁", ""),
        (("值班编辑 谷小雨",), "", "谷小雨"),
        (("初审：谷小雨", "复审：白丁", "终审：孙立"), "", ""),
        (("□ 全媒体记者 江山 通讯员 白丁",), "江山;白丁", ""),
        (("□ 本报记者 江山 文/图",), "江山", ""),
        (("■ 记者 江山 实习生 白丁 摄影报道",), "江山;白丁", ""),
        (("河西日报-河西网全媒体记者 江山 央金",), "江山;央金", ""),
        (("河西时刻新闻记者 江山 通讯员 白丁 湘西报道",), "江山;白丁", ""),
    ],
)
@pytest.mark.parametrize("at_end", [True, False], ids=["end", "begin"])
def test_lines_of_names_are_credits_and_no_text(
    lines: tuple[str, ...], author: str, editor: str, *, at_end: bool
) -> None:
    found = page(UNSOURCED, body=(*BODY, *lines) if at_end else (*lines, *BODY))
    assert (found.author, found.editor) == (author, editor)
    assert found.text.split("\n") == list(BODY)


@pytest.mark.parametrize("line", ["■ 江 山", "◎江山", "（江山）"])
def test_a_name_before_the_story(line: str) -> None:
    assert page(DATED, body=(line, *BODY)).author == "江山"


def test_a_department_is_no_person() -> None:
    found = page(DATED, body=(*BODY, "供稿：宣传部 江山"))
    assert found.author == "江山"


def test_a_desk_before_the_bar_in_mid_story() -> None:
    found = page(UNSOURCED, body=(BODY[0], "晨光记者｜江山 晨光编辑｜谷小雨", *BODY[1:]))
    assert (found.author, found.editor, found.text) == ("江山", "谷小雨", "\n".join(BODY))


@pytest.mark.parametrize(
    "line",
    [
        "记者：您怎么看这两座桥？作者：很方便。",
        "一审：判处被告人有期徒刑三年，二审：维持原判，案件到此终结。",
        "他在《晨光周刊》2024年第7期上读到了这两座桥的故事。",
    ],
)
def test_a_sentence_with_labels_stays(line: str) -> None:
    assert line in page(DATED, body=(BODY[0], line, *BODY[1:])).text


@pytest.mark.parametrize(
    ("byline", "below", "author"),
    [
        (UNSOURCED, "<h6>发布:江山 | 分类:生活 | 评论:16 | 浏览:2847</h6>", "江山"),
        (UNSOURCED, "<p>发布人：江山</p>", "江山"),
        ("<div>老K · 2024/5/6 10:30 · 评论：46</div>", "", "老K"),
        ("<div>新品 · 2024/5/6 10:30 · 评论：46</div>", "", ""),
        ("<div>小鹿 发表于 2024-05-06 10:30</div>", "", "小鹿"),
        ("<div>WinterSun (31822)发表于 2024年05月06日 21时36分 星期一</div>", "", "WinterSun"),
        ("<div>晨光网 泓澄 2024-05-06 10:30</div>", "<div>责编：泓澄</div>", "泓澄"),
        ("<div><span>河西镇自来水公司</span><span>05-06 16:54</span><span>1.2w</span></div>", "", ""),
        ("<div>只看该作者 | 倒序浏览</div>", "", ""),
        ("<dl><dt>来源</dt><dd>晨光报</dd><dt>作者</dt><dd>江山</dd></dl>", "", "江山"),
    ],
)
def test_who_posts_is_the_author(byline: str, below: str, author: str) -> None:
    assert page(byline, below=below).author == author


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("<div>http://www.example.com 2024年05月06日11:27 华商报 秦川 我要评论(38)</div>", "华商报"),
        ("<dl><dt>来源</dt><dd>晨光报</dd><dt>作者</dt><dd>江山</dd></dl>", "晨光报"),
    ],
)
def test_the_outlet_beside_the_date(byline: str, outlet: str) -> None:
    assert page(byline).outlet == outlet


@pytest.mark.parametrize(
    "line",
    [
        "发于2024.5.6总第1177期《晨光周刊》杂志",
        "《晨光周刊》2024年第7期",
        "（原载《晨光周刊》2024年第7期）",
        "（摘自《晨光周刊》2024年5月6日）",
        "《晨光周刊》（2024年5月6日 第07版）",
        "【2024/05/06 晨光周刊】",
        "（2024年5月6日 晨光周刊）",
    ],
)
def test_a_paper_and_its_number_are_the_outlet_and_no_text(line: str) -> None:
    found = page(UNSOURCED, head=f"{TITLE}_河西新闻网", body=(*BODY, line))
    assert found.outlet == "晨光周刊"
    assert found.text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (f"晨光报--2024年05月06日--综合--{TITLE}", "晨光报"),
        (f"Solidnews | {TITLE}", "Solidnews"),
        (f"{TITLE} - 河西 | 晨光网 Morning Light Daily Latest News and Headlines", "晨光网"),
        (f"晨光网 > 新闻 > {TITLE}", "晨光网"),
        ("晨光报", "晨光报"),
        ("晨光日报多媒体数字版", "晨光日报"),
    ],
)
def test_title_element_names_the_outlet(head: str, outlet: str) -> None:
    found = page(UNSOURCED, head=head, below="<div>Solidnews 关于我们</div>")
    assert (found.title, found.outlet) == (TITLE, outlet)


@pytest.mark.parametrize("day", ["<h4>6 五月 2024</h4>", "<h4>五月 6, 2024</h4>", "<h4>06 十二月, 2023</h4>"])
def test_a_month_by_its_chinese_name(day: str) -> None:
    assert page(day).date_published == ("2023-12-06" if "十二月" in day else "2024-05-06")


def test_a_day_before_the_title_is_no_part_of_it() -> None:
    assert page(DATED, title=f"[2024-05-06]　　{TITLE}", head="晨光报").title == TITLE


@pytest.mark.parametrize("heading", ["数桥", "数便桥"])
def test_a_heading_of_two_characters_above_a_byline_is_the_title(heading: str) -> None:
    assert page("<p>作者：江山 · 发表于 2024年5月6日</p>", title=heading, head=f"{heading} – 晨光诗刊").title == heading


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（大叮当）", "大叮当"),
        ("（完）", ""),
        ("（全文完）", ""),
        ("（未完待续）", ""),
        ("（图略）", ""),
        ("（本报综合）", ""),
    ],
)
def test_a_bracket_of_one_name_at_the_end(last: str, author: str) -> None:
    assert page(DATED, body=(*BODY, last)).author == author


def test_the_photographer_of_a_story_in_pictures_is_its_author() -> None:
    told = tuple(f"{text}晨光社发 江山 摄" for text in BODY)
    assert page(DATED, body=told).author == "江山"
    assert page(DATED, body=(*BODY[:2], told[2])).author == ""


@pytest.mark.parametrize(
    ("byline", "opening", "outlet"),
    [
        (UNSOURCED, "【河西日报专讯】", "河西日报"),
        (UNSOURCED, "《河西通讯社6日专讯》", "河西通讯社"),
        (UNSOURCED, "【本报讯】", "晨光网"),
        (DATED, "【河西日报专讯】", "晨光报"),
        ("<div>2024-05-06 10:30 文字/图片：河西电台</div>", "", "河西电台"),
        ("<div>2024-05-06 10:30 作者：宣传科</div>", "", "晨光网"),
        ("<div>2024-05-06 10:30 来源：<a href=#>晨光吧</a> 128 评论</div>", "", "晨光吧"),
    ],
)
def test_a_medium_before_the_first_sentence_or_as_author(byline: str, opening: str, outlet: str) -> None:
    found = page(byline, head=f"{TITLE}_晨光网", body=(opening + BODY[0], *BODY[1:]))
    assert found.outlet == outlet


def test_an_account_on_a_page_that_names_no_medium_publishes() -> None:
    assert page("<p>豫南百姓事</p><div>2024-05-06 18:03 河南 关注</div>").outlet == "豫南百姓事"


@pytest.mark.parametrize(
    ("signature", "author"),
    [("（王煌忠／台中報導）", "王煌忠"), ("（王煌忠、白丁／連線報導）", "王煌忠;白丁"), ("（即時新聞／綜合報導）", "")],
)
@pytest.mark.parametrize(
    "below", [(), ("自杀防治咨询专线：0800-788995", "张老师专线：1980", "更多新闻请下载本报客户端")]
)
def test_who_reports_in_brackets_above_the_notices(signature: str, author: str, below: tuple[str, ...]) -> None:
    assert page(DATED, body=(*BODY[:2], BODY[2] + signature, *below)).author == author
