"""Whose a name near a story is: its own reporters', beside offices, accounts, places and labels; and never another story's."""

import pytest

from cleaners import Article, clean_html, clean_text
from tests.cleaners.test_bylines import BODY, DATED, TITLE, page


@pytest.mark.parametrize(
    "others",
    [
        "<h4>夜校为何一座难求</h4><p>本报记者 蓝心 <em>12小时前</em></p>",
        "<p>热点排行</p><ul><li><a href=/1.html>夜校为何一座难求</a> 作者：康熙来</li></ul>",
        "<p>推荐阅读</p><p><a href=/1.html>春季护肝，这三件事别做</a><em>作者：曲莉 2024-03-11</em></p>",
        "<h3>热文</h3><ol><li>谁是本轮最佳门将 作者:球评老六</li></ol>",
        "<h3>熱門</h3><ul><li><a href=/1.html>橫琴引才</a></li><li><a href=/2.html>港股收評</a> 記者鄺偉軒</li></ul>",
    ],
)
def test_who_wrote_other_stories_did_not_write_this_one(others: str) -> None:
    assert not page(DATED, below=others).author


def test_who_edited_is_named_below_other_stories() -> None:
    below = "<p>推荐阅读</p><ul><li><a href=/1.html>夜校为何一座难求</a></li></ul><p>责任编辑：谷小雨</p>"
    assert page(DATED, below=below).editor == "谷小雨"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<div>2024-05-06 供稿人：党政办 兰成龙</div>", "兰成龙"),
        ("<div>2024-05-06 作者：土木学院 图：温佳琪 文：巴特尔</div>", "巴特尔"),
        ("<div>【德】汉斯·韦伯　文</div><div>乔木子　译</div><div>2024-05-06</div>", "汉斯·韦伯"),
        ("<div>原创 文｜阿依古丽 <a href=/a>柳溪文艺</a> 2024年5月6日</div>", "阿依古丽"),
        ("<div>2024-05-06 作者：张 弛 通讯员 完颜玉 岳小林</div>", "张弛;完颜玉;岳小林"),
        ("<div>Aug 15, 2024</div><div>本報記者韋千里烈治文報道</div>", "韦千里"),
        ("<div>簡若安 蘇柏瑋 報導 ／ 台北市</div><div>2024/05/06</div>", "简若安;苏柏玮"),
        ("<div>Eric Huang、鍾佩君／綜合報導</div><div>2024/05/06</div>", "Eric Huang;钟佩君"),
        ("<div>By 康斯坦丁·别列夫 &amp; 项羽飞</div><div>2024-05-06</div>", "康斯坦丁·别列夫;项羽飞"),
        ("<div>◎ 本报记者 武兆龙</div><div>◎ 本报通讯员 翟新</div><div>2024-05-06</div>", "武兆龙;翟新"),
        ("<div>今天 08:30　西域晚报　全媒体记者 阿依努尔·吐尔逊 罗平</div>", "阿依努尔·吐尔逊;罗平"),
        ("<div>2024-05-06 文字：吉克阿果 罗曼　摄影/视频：向往</div>", "吉克阿果;罗曼"),
        ("<div>文字/區慧珊、Filipe Rosário　圖片/攝影隊　2024年5月6日</div>", "区慧珊;Filipe Rosário"),
    ],
)
def test_a_byline_names_its_writers(byline: str, author: str) -> None:
    assert page(byline).author == author


def test_reporters_of_two_media_sign_below_each_other() -> None:
    body = (*BODY, "总台记者：关岭", "柳河台记者：乌日娜　宝力德", "编辑：滕飞")
    assert page("<div>2024-05-06</div>", body=body).author == "关岭;乌日娜;宝力德"


def test_fields_have_labels_in_elements_of_their_own() -> None:
    fields = {
        "来源": "物理学院",
        "作者": "闻人悦、Maria Petrova",
        "摄影": "艾克拜尔",
        "编辑": "石磊",
        "时间": "2018年10月21日",
    }
    byline = "".join(
        f"<div><div class=l>{label}</div><div class=v>{value}</div></div>" for label, value in fields.items()
    )
    found = page(byline)
    assert (found.author, found.outlet, found.editor) == ("闻人悦;Maria Petrova", "物理学院", "石磊")
    assert found.date_published == "2018-10-21"


def test_a_line_has_labels_in_elements_of_their_own() -> None:
    byline = (
        "<div><b>撰文</b><span>宋以宁</span>、<span>潘子齐</span></div><div><b>日期</b><span>2024-02-19</span></div>"
    )
    assert page(byline).author == "宋以宁;潘子齐"


def test_midnight_to_the_second_is_no_time() -> None:
    assert page("<div>发布日期：2023-05-22 00:00　来源：川南时报</div>").date_published == "2023-05-22"


@pytest.mark.parametrize("name", ["茶语研究院", "青石自来水有限公司"])
def test_a_firm_above_or_below_the_title_of_a_text_is_no_title(name: str) -> None:
    lines = (
        name,
        "首页 新闻 公告",
        TITLE,
        name,
        "05-12 20:15 | 来源 旅闻快报",
        f"{name}发布消息说，{BODY[0]}",
        *BODY[1:],
    )
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_title_may_say_until_when() -> None:
    title = "青石公交推出“暖冬专线” 末班车延至22:30"
    lines = (
        "青石网 | 新闻 | 直播",
        title,
        "2021-12-30 19:05:33 | 来源：青石电视台",
        *BODY,
        "记者：欧阳瑾",
        "编辑：夏侯晨",
    )
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize("place", ["屋仑", "洛杉矶", "澳洲墨尔本"])
def test_a_reporter_in_brackets_stands_right_before_a_place(place: str) -> None:
    opening = f"【本报记者甄若兰{place}报导】" + BODY[0]
    assert clean_text("\n".join(("柳湾华报", TITLE, "August 12, 2019", opening, *BODY[1:]))).author == "甄若兰"


POSTED = "<div class=authi>夜航船</div><div>发表于 2024-5-8 23:47:12 | 只看该作者 | 倒序浏览</div>"


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("晨光晚报 2024年5月6日 记者 江山 谷小雨<br>", "", ("江山;谷小雨", "晨光晚报", "2024-05-06")),
        ("2024-05-06 23:06 来源：晨光晚报 记者 江山<br>", "", ("江山", "晨光晚报", "2024-05-06T23:06:00")),
        ("2024-05-06 10:22　晨光晚报　记者 江山<br>", "", ("江山", "晨光晚报", "2024-05-06T10:22:00")),
        ("", "<br>本帖最后由 夜航船 于 2024-5-9 00:10 编辑", ("夜航船", "夜航船", "2024-05-08T23:47:12")),
        ("", "<br>据晨光晚报 记者 江山 摄影报道", ("江山", "晨光晚报", "2024-05-08T23:47:12")),
        ("", "", ("夜航船", "夜航船", "2024-05-08T23:47:12")),
    ],
)
def test_a_paper_s_own_credits_stand_within_a_forum_s_post(above: str, below: str, found: tuple[str, str, str]) -> None:
    told = "<br>".join(BODY)
    head = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head>"
    article = clean_html(f"{head}<body><h1>{TITLE}</h1>{POSTED}<div>{above}{told}{below}</div></body></html>".encode())
    assert isinstance(article, Article)
    assert (article.author, article.outlet, article.date_published) == found
    assert "本帖最后" not in article.text


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("<div>2024-05-06 作者 Super User</div>", "", ""),
        ("<div>2024-05-06 10:17:32 星期三</div>", "", ""),
        (
            "<div><span>谷小雨</span><span> / </span><span>Luc Ferrand</span><span>2024-05-06</span></div>",
            "谷小雨;Luc Ferrand",
            "",
        ),
        ("<div>2024-05-06 来自：猛虎体育 <span>特约记者江山</span></div>", "江山", "猛虎体育"),
        ("<div>2024-05-06</div><div>□ 读者 江山</div>", "江山", ""),
        ("<div>2024-05-06</div><div>桥头日报／ 记者<a href=/r/8>江山</a>／石岗即时报道</div>", "江山", "桥头日报"),
        ("<div>2024-05-06 发稿单位：桥头大学公共事务室</div>", "", "桥头大学公共事务室"),
    ],
    ids=["a template's", "a day's", "two words", "what the head ends with", "a reader", "a paper's", "an office's"],
)
def test_what_stands_beside_a_date(byline: str, author: str, outlet: str) -> None:
    found = page(byline, head=f"{TITLE}-猛虎体育" if outlet == "猛虎体育" else TITLE)
    assert (found.author, found.outlet) == (author, outlet)


def test_who_asks_is_no_author_of_what_he_asks() -> None:
    asked = (
        "记者：不少家长反映，作业少了，焦虑却没少。问题出在哪里？",
        "江山：焦虑的本质是不确定，孩子手里的尺子收起来了，家长心里没有底。",
    )
    assert not page("<div>2024-05-06 来源：晨光报</div>", body=(BODY[0], *asked, *BODY[1:])).author


def test_the_head_of_a_text_may_stand_right_below_its_title() -> None:
    lines = ("家事帮 — 把日子过明白", "首页", "收纳", TITLE, f"{TITLE} - 家事帮", "米粒妈 · 2024-05-06 20:11", *BODY)
    assert clean_text("\n".join(lines)).outlet == "家事帮"


def test_a_day_in_the_first_sentence_credits_less_than_a_byline() -> None:
    title, told = (
        "第三届水利论坛石岗举办",
        "2024年5月5日，第三届水利论坛在石岗举行，青石水务、桥头水文、河西灌区的同行讨论了两座便民桥下的水闸。",
    )
    tags = "青石水务桥头水文河西灌区 便民桥"
    lines = ("首页> 业界", title, "发表于2024-05-06 21:30| 1164次阅读| 来源晨光报| 作者江山", tags, told, *BODY)
    assert clean_text("\n".join(lines)).title == title
