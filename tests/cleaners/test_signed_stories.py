"""Who signs a story, and whom a page credits: accounts, offices, interns, reporters at the end, mirrors, zones of dates."""

import pytest

from cleaners import Article, clean_html
from tests.cleaners.test_bylines import BODY, DATED, TITLE, page
from tests.cleaners.test_credit_forms import UNSOURCED
from tests.cleaners.test_who_and_where import POEM


@pytest.mark.parametrize(
    ("byline", "below", "author", "outlet"),
    [
        (
            "<div class=cook-author><a href=/u/7><b>灶边小鹿</b></a> <i>2024-05-06 发布</i> <i>12.7万浏览</i> <i>308收藏</i>"
            " <a>+关注</a></div>",
            "",
            "灶边小鹿",
            "青石文联",
        ),
        ("<div class=author-line>桥头晚报 2024-05-06 发布</div>", "", "", "桥头晚报"),
        (
            "<div class=post-author><i class=author-by>通过</i> <a href=/author/admin>qsbl</a><div class=author-line> - </div></div>",
            "<p>2024-05-06</p>",
            "",
            "青石文联",
        ),
        (
            "<div class=post-author><a href=/author/qsbl>Mei Lin</a></div><div>2024-05-06</div>",
            "",
            "Mei Lin",
            "青石文联",
        ),
        (
            "<div><i>原创</i> <i>江山 谷小雨</i> <a>桥头故事</a> <i>2024-05-06 07:30</i> <i>收录于话题 #桥 23个</i></div>",
            "",
            "江山;谷小雨",
            "桥头故事",
        ),
        ("<div>2024-05-06 07:30</div>", "<p>本文由公众号“桥头故事”发布，青石文联仅提供存储服务。</p>", "", "桥头故事"),
        ("<div>2024-05-06 07:30</div>", "<p>记者丨江山　实习生丨白小鹿</p>", "江山;白小鹿", "青石文联"),
        ("<div>2024-05-06 来源：晨光网 摄影报道：江山 字号 小 中 大</div>", "", "江山", "晨光网"),
    ],
    ids=["cook", "paper", "administrator", "english name", "original", "mirrored", "intern", "pictures"],
)
def test_who_wrote_and_who_published(byline: str, below: str, author: str, outlet: str) -> None:
    found = page(byline, below=below, head=f"{TITLE}_青石文联")
    assert (found.author, found.outlet) == (author, outlet)


def test_who_edited_the_page_of_a_paper_signs_its_foot() -> None:
    menu = "".join(f"<li><a href=/{at}>桥头的新闻第{at}条</a></li>" for at in range(20))
    foot = "<p>桥头晚报社版权所有</p><p>本版责编：谷小雨　美编：江山　校对：白丁</p>"
    assert page(DATED, below=f"<ul>{menu}</ul>{foot}").editor == "谷小雨"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-05-06T11:26:40+02:00", "2024-05-06T11:26:40+02:00"),
        ("2024-05-06T11:26:40-0500", "2024-05-06T11:26:40-05:00"),
        ("2024-05-06T11:26:40+00:00", "2024-05-06T19:26:40+08:00"),
        ("2024-05-06T11:26:40Z", "2024-05-06T19:26:40+08:00"),
    ],
)
def test_a_moment_keeps_the_zone_of_its_page(written: str, published: str) -> None:
    head = f"{TITLE}</title><meta property=article:published_time content={written}><title>"
    assert page("<div>青石</div>", head=head).date_published == published


@pytest.mark.parametrize(
    ("head", "byline", "author", "outlet"),
    [
        (
            f"{TITLE}_半瓶水_青石博客",
            "<div>(2024-05-06 00:12:37)</div><p><a href=/b>半瓶水的主页</a> <a href=/>青石博客</a></p>",
            "半瓶水",
            "青石博客",
        ),
        (f"{TITLE}_要闻_青石网", "<div>(2024-05-06 00:12:37)</div>", "", "青石网"),
        (f"{TITLE}_青石报", "<div>2024-05-06</div><p class=author>◎千川</p>", "千川", "青石报"),
        (f"{TITLE} | 青石报", "<div>江小山／洛杉磯 2024-05-06 02:00 ET</div>", "江小山", "青石报"),
        (
            f"{TITLE} - 青石在线",
            "<div class=authi><a href=/u/7>桥头喇叭</a></div><div class=authi>发表于 2024-5-6 15:46</div>"
            "<div>本帖最后由 桥头喇叭 于 2024-5-6 17:02 编辑</div>",
            "桥头喇叭",
            "青石在线",
        ),
    ],
    ids=["blog", "channel", "box", "place behind a bar", "forum"],
)
def test_accounts_boxes_and_places(head: str, byline: str, author: str, outlet: str) -> None:
    found = page(byline, head=head)
    assert (found.author, found.outlet) == (author, outlet)


def test_who_edits_text_and_pictures_is_not_the_responsible_editor() -> None:
    assert page(DATED, below="<p>责任编辑：谷小雨 / 图文编辑：白小丁</p>").editor == "谷小雨"


def test_credits_stand_below_a_table_that_was_left_out() -> None:
    rows = "".join(f"<tr><td>队员{at}</td><td>{at}</td><td>{at + 1}</td></tr>" for at in range(12))
    found = page(UNSOURCED, below=f"<h3>技术统计</h3><table>{rows}</table><div>（编辑：谷小雨）</div>")
    assert found.editor == "谷小雨"


def test_cheaper_than_yesterday_is_no_date() -> None:
    assert page("<div>较昨日</div><div>2024-05-06</div>").date_published == "2024-05-06"
    assert not page("<div>较昨日</div>").date_published


def test_a_flash_that_carries_its_title_is_the_story() -> None:
    told = f"【{TITLE}】晨光社5月6日电，青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里。"
    html = f"<title>{TITLE}-晨光社</title><body><div>电报 &gt; 正文</div><div>2024-05-06 19:42:16</div><div>{told}</div></body>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert (found.title, found.text) == (TITLE, told)


def test_the_kind_of_a_forums_thread_is_no_part_of_its_title() -> None:
    assert page(DATED, title=f"[<a href=/k>突发</a>] {TITLE}").title == TITLE
    assert page(DATED, title=f"[桥头新闻]{TITLE}", head=f"[桥头新闻]{TITLE}_晨光台").title == f"[桥头新闻]{TITLE}"


def test_a_name_held_apart_signs_the_last_line() -> None:
    found = page("<div>2024-05-06 来源：晨光报</div>", body=(*BODY, "高　天　野"))
    assert (found.author, found.text) == ("高天野", "\n".join(BODY))
    assert page("<div>2024-05-06 来源：晨光报</div>", body=(*BODY, "记者 王 五 赵 六")).author == "王五;赵六"


def test_a_reporter_signs_before_the_notices_at_the_end() -> None:
    notices = ("《晨光报》关心你", "困难总会过去，身边的人都愿意听你说。", "请再给自己一次机会。")
    assert (
        page("<div>2024-05-06</div>", body=(*BODY[:2], f"{BODY[2]}（王予谦／台中報導）", *notices)).author == "王予谦"
    )


@pytest.mark.parametrize(("name", "outlet"), [("河西新闻网", "河西新闻网"), ("桥头的故事还长", "青石网")])
def test_the_outlet_stands_between_title_and_buttons(name: str, outlet: str) -> None:
    byline = f"<div>{name}</div><div>下载客户端</div><div>独家抢先看</div><div>2024年05月06日 02:26:00</div>"
    assert page(byline, head=f"{TITLE}_青石网").outlet == outlet


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("<div>2024-05-06 10:30 来源：晨光报（记者江小山）</div>", "江小山", "晨光报"),
        ("<div>来源：《晨光报》 2024-05-06</div>", "", "晨光报"),
        ("<div>編譯江小山／綜合報導</div><div>2024-05-06</div>", "江小山", "青石网"),
        ("<div>文：江小山（本報記者）</div><div>2024-05-06</div>", "江小山", "青石网"),
        ("<div>江小山 <a>jiang@news.example</a></div><div>2024-05-06</div>", "江小山", "青石网"),
        ("<div>2024-05-06 文案：江小山</div>", "江小山", "青石网"),
    ],
)
def test_more_bylines(byline: str, author: str, outlet: str) -> None:
    found = page(byline, head=f"{TITLE}_青石网")
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    ("last", "author", "editor", "outlet"),
    [
        ("（青石县融媒体中心 江小山）", "江小山", "", "青石网"),
        ("江小山 文/图", "江小山", "", "青石网"),
        ("作者：江小山（青石县中学教师）", "江小山", "", "青石网"),
        ("青石融媒记者：江小山 责编：谷雨晴", "江小山", "谷雨晴", "青石网"),
        ("（编辑 谷雨晴 审核 何为）", "", "谷雨晴", "青石网"),
        ("初审编辑：白小丁 责任编辑：谷雨晴", "", "谷雨晴", "青石网"),
        ("本文转载自青石发布", "", "", "青石发布"),
        ("（转自《河西日报》）", "", "", "河西日报"),
        ("（据河西日报）", "", "", "河西日报"),
    ],
)
def test_more_last_lines_that_are_no_text(last: str, author: str, editor: str, outlet: str) -> None:
    found = page("<div>2024-05-06</div>", head=f"{TITLE}_青石网", body=(*BODY, last))
    assert (found.author, found.editor, found.outlet, found.text) == (author, editor, outlet, "\n".join(BODY))


def test_a_reporter_stands_behind_the_last_sentence() -> None:
    assert page("<div>2024-05-06</div>", body=(*BODY[:2], f"{BODY[2]} 記者江小山")).author == "江小山"


@pytest.mark.parametrize(
    ("byline", "author", "editor"),
    [
        ("<div>文．江小山 圖．周全</div>", "江小山", ""),
        ("<div>文．圖／江小山</div>", "江小山", ""),
        ("<div>作　者：江小山　編　輯：谷雨晴</div>", "江小山", "谷雨晴"),
        ("<div>由江小山撰寫</div>", "江小山", ""),
        ("<div>Written by 江小山</div>", "江小山", ""),
        ("<div><b>江小山</b><i>特派员</i></div>", "江小山", ""),
        ("<div>江小山／核稿編輯</div>", "", "江小山"),
    ],
)
def test_labels_apart_dotted_and_behind(byline: str, author: str, editor: str) -> None:
    found = page(f"{byline}<div>2024-05-06</div>")
    assert (found.author, found.editor) == (author, editor)


@pytest.mark.parametrize(
    ("last", "author", "is_text"),
    [
        ("——江小山", "江小山", False),
        ("■江小山", "江小山", False),
        ("江小山", "江小山", True),
        ("江山", "", True),
        ("本文作者江小山，系青石大学教授。", "江小山", True),
        ("（江小山，青石大学教授）", "江小山", True),
        ("（作者是青石大学教授）", "", False),
        ("（学生记者 江小山 指导老师 何为）", "江小山", False),
    ],
)
def test_who_is_named_or_introduced_in_the_last_line(last: str, author: str, *, is_text: bool) -> None:
    found = page("<div>2024-05-06</div>", body=(*BODY, last))
    assert found.author == author
    assert (last in found.text) is is_text


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("06-May-2024 15:05", "2024-05-06T15:05:00"),
        ("2024.5.6 Mon. 15:05", "2024-05-06T15:05:00"),
        ("2024-5-6 3:05 下午", "2024-05-06T15:05:00"),
        ("17 9 月, 2023", "2023-09-17"),
        ("星期一, 5月 6, 2024", "2024-05-06"),
        ("日期：2024-05-06 时间：15:05", "2024-05-06T15:05:00"),
        ("2024-05-06 15:05 UTC+8", "2024-05-06T15:05:00+08:00"),
        ("<i>06</i><i>2024-05</i> 来源：晨光报", "2024-05-06"),
    ],
)
def test_more_days_and_clocks(written: str, published: str) -> None:
    assert page(f"<div>{written}</div>").date_published == published


@pytest.mark.parametrize(
    ("head", "above", "byline", "below", "outlet"),
    [
        (f"青石报 要闻 {TITLE}", "", "<div>2024-05-06</div>", "", "青石报"),
        (
            TITLE,
            "<div>您当前的位置：<a href=/a>青石网</a> > <a href=/n>新闻</a> > 正文</div>",
            "<div>2024-05-06</div>",
            "",
            "青石网",
        ),
        (
            TITLE,
            "",
            "<div>2024-05-06</div>",
            "<p>Copyright 2003-2024 by news.example. all rights reserved 青石网</p>",
            "青石网",
        ),
        (f"{TITLE} - 头条号", "", "<div>原创 2024-05-06 07:30 <i>·</i> <a>桥头故事</a></div>", "", "桥头故事"),
    ],
    ids=["before the title", "crumb", "foot", "account behind the date"],
)
def test_where_a_site_names_itself(head: str, above: str, byline: str, below: str, outlet: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    html = f"<html><head><meta charset=utf-8><title>{head}</title></head><body>{above}<h1>{TITLE}</h1>{byline}{told}{below}</body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert (found.author, found.outlet) == ("", outlet)


def test_the_day_of_a_papers_page_with_a_letter_before_its_number() -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    html = f"<title>{TITLE}</title><body><div>青石报 2024年05月06日 第A02版：要闻</div><h2>{TITLE}</h2>{told}</body>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert found.date_published == "2024-05-06"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("采访对象：何为（青石镇镇长） 采访人：江小山", "江小山"),
        ("记者 江小山｜文 周小全｜图", "江小山"),
        ("江小山、白雪梅、何晓光 文/图", "江小山;白雪梅;何晓光"),
        ("作者：[美]约翰·史密斯 译者：江小山", "约翰·史密斯"),
        ("作者：团委 江小山 来源：团委", "江小山"),
        ("大学生记者团 江小山/文 周小全/图", "江小山"),
    ],
)
def test_who_wrote_beside_who_did_something_else(byline: str, author: str) -> None:
    assert page(f"<div>{byline}</div><div>2024-05-06</div>").author == author


@pytest.mark.parametrize(
    "line", ["<p>□ 江小山</p>", "<p>江 小 山</p>", "<div class=author>江小山</div>", "<p>◎江小山（青石）</p>"]
)
@pytest.mark.parametrize("at_end", [True, False], ids=["end", "begin"])
def test_a_poets_name_at_either_end_is_no_verse(line: str, *, at_end: bool) -> None:
    told = "".join(f"<p>{verse}</p>" for verse in POEM)
    html = (
        f"<title>别人的河_青石报</title><body><h1>别人的河</h1><div>2024-05-06 来源：青石报</div>"
        f"<div class=content>{told + line if at_end else line + told}</div></body>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert (found.author, found.text) == ("江小山", "\n".join(POEM))


@pytest.mark.parametrize(
    ("last", "author"), [("（江小山报道）", "江小山"), ("文稿/江小山", "江小山"), ("作者 江小山", "江小山")]
)
def test_a_last_line_of_one_label_is_no_text(last: str, author: str) -> None:
    found = page("<div>2024-05-06</div>", body=(*BODY, last))
    assert (found.author, found.text) == (author, "\n".join(BODY))
