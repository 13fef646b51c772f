"""Names with roles or offices behind them, mastheads said again, what stands below other stories, days that a story orders."""

from datetime import datetime

import pytest

from cleaners import Article, Reason, Rejected, clean_html, clean_text
from cleaners.properties import properties_of
from tests.cleaners.test_bylines import BODY, DATED, TITLE, page
from tests.cleaners.test_story_edges import paragraphs
from tests.cleaners.test_text_shapes import STORY, article

HEADLINE = "青石镇新建两座便民桥"
FETCHED = datetime.fromisoformat("2024-11-20T12:00:00+08:00")


@pytest.mark.parametrize(
    ("byline", "author", "editor"),
    [
        ("<div>2024-05-06 14:22 | 桥头报 | 江山/文 | 周小全/編輯</div>", "江山", "周小全"),
        ("<div><span>江山 撰文</span><span>周小全 编辑</span><span>2024.05.06</span></div>", "江山", "周小全"),
        ("<div>2024-05-06</div><div>江山 旺堆 / 文</div>", "江山;旺堆", ""),
        ("<div>江山/文 周小全/图</div><div>2024-05-06</div>", "江山", ""),
        ("<div>江山 编译 | 周小全 审校</div><div>2024-05-06</div>", "江山", ""),
        ("<div>2024-05-06</div><div>■牧 野 罗丹增 本网特约记者 韩 起</div>", "牧野;罗丹增;韩起", ""),
        ("<div>2024-05-06</div><div>闻人悦（桥头博物馆典藏部）</div>", "闻人悦", ""),
        ("<div>2024-05-06 <span class=author><a href=/author/qtnews>qtnews</a></span></div>", "", ""),
        ("<div>2024-05-06 作者：webmaster</div>", "", ""),
        ("<div>2024-05-06 信息员：办公室</div>", "", ""),
    ],
)
def test_who_stands_before_his_role(byline: str, author: str, editor: str) -> None:
    found = page(byline)
    assert (found.author, found.editor) == (author, editor)


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<p>（记者 江山 周小全 摄像 陶海）</p>", "江山;周小全"),
        ("<p>（江山、比荀‧达利、周小全联合报导）</p>", "江山;比荀‧达利;周小全"),
        ("<p>（本文图片均为作者拍摄，转载请联系）</p>", ""),
        (
            "<h3>昔日副刊</h3><p>推荐内容</p><ul><li>内港旧码头杂忆（作者　陆离）</li><li>竹昇面的早晨（作者　镜海）</li></ul>",
            "",
        ),
        ("<p>最新回复</p><p>#27 求种子</p><div class=t>便利店遭劫</div><p>（记者 霍青）</p>", ""),
    ],
)
def test_who_is_named_below_a_story(below: str, author: str) -> None:
    assert page(DATED, below=below).author == author


def test_a_credit_among_the_storys_own_paragraphs_counts_below_a_box_of_others() -> None:
    box = "<div><p>推荐阅读</p><a href=/1.html>夜校为何一座难求</a></div>"
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{DATED}<div>{paragraphs(*STORY)}{box}<p>记者：解青羽</p></div>"
    found = clean_html(f"<html><head><meta charset=utf-8></head><body>{html}</body></html>".encode())
    assert isinstance(found, Article)
    assert found.author == "解青羽"


@pytest.mark.parametrize(
    "line", ["石湖城事", "（石湖城事记者 栾飞）", "石湖城事 编辑：牛小犇"], ids=["alone", "reporter", "editor"]
)
def test_a_masthead_that_a_credit_says_again_is_the_outlet(line: str) -> None:
    found = article("石湖城事", "推荐", "本地", HEADLINE, "2024/05/06 11:28", line, *STORY)
    assert found.outlet == "石湖城事"


def test_a_masthead_that_nothing_says_again_is_none() -> None:
    assert not article("石湖城事", "推荐", "本地", HEADLINE, "2024/05/06 11:28", *STORY).outlet


def test_an_account_stands_between_its_writer_and_the_day() -> None:
    found = article(
        HEADLINE, "原创", "阿栗", "雾中灯塔", "2024-05-06 21:30", "发表于桥头", *STORY, "文｜阿栗", "图｜陈默然"
    )
    assert (found.author, found.outlet) == ("阿栗", "雾中灯塔")


def test_whose_blog_a_text_is_of() -> None:
    head = ("青檐博客", "首页", "麦田里的钟的博客", "个人资料", "麦田里的钟", "正文")
    assert article(*head, HEADLINE, "(2024-05-06 21:30:14)", *STORY).author == "麦田里的钟"
    addressed = ("麦田里的钟的博客", "http://blog.example/clock", "首页", "正文")
    assert article(*addressed, HEADLINE, "(2024-05-06 21:30:14)", *STORY).author == "麦田里的钟"


@pytest.mark.parametrize(
    ("above", "title", "below"),
    [
        (("首页 > 评论 > 正文",), "评论丨便民桥该怎么建", ("江山", "2024-05-06 06:10")),
        (("首页 > 民生 > 正文",), "记者调查：便民桥收益去哪儿了？", ("2024-05-06 18:45", "来源：桥头广播电视台")),
        ((), "便民桥上的早晨，学生跑出精气神", ("柏树巷小学", "2024-05-06 17:15", "某省")),
        (
            ("快讯", "视频"),
            "一座便民桥，正在改变河西三个村？",
            ("商业切面", "·", "2024年05月06日 09:12", "好桥需要好生意"),
        ),
        (("典藏 / 馆藏故事",), "便民桥画里的水乡账本", ("闻人悦（桥头博物馆典藏部）", "2024.05.06")),
    ],
)
def test_titles_of_lines(above: tuple[str, ...], title: str, below: tuple[str, ...]) -> None:
    assert article("桥头在线", *above, title, *below, *STORY).title == title


@pytest.mark.parametrize(
    ("line", "told", "day"),
    [
        ("3/05/2024 05:20 pm", "（文冬3日讯）", "2024-05-03T17:20:00"),
        ("日期:12-09-2024", "（特约记者 米兰 9月11日电）", "2024-09-12"),
        ("3/05/2024 05:20 pm", "", ""),
    ],
)
def test_a_story_says_which_number_is_the_day(line: str, told: str, day: str) -> None:
    assert article("桥头在线", HEADLINE, line, told + STORY[0], *STORY[1:]).date_published == day


def test_a_year_stands_above_its_day() -> None:
    lines = (
        "桥头在线",
        "2023",
        "11/19",
        "09:42:15",
        "来源：桥头在线",
        HEADLINE,
        "桥头社11月19日电 " + STORY[0],
        *STORY[1:],
    )
    found = clean_text("\n".join(lines), fetched=FETCHED)
    assert isinstance(found, Article)
    assert found.date_published[:10] == "2023-11-19"


def test_the_second_of_an_account_s_article_is_its_date() -> None:
    said = "var msg_title = '两座桥'.html(false);var msg_desc = htmlDecode('没有指挥，也没有乐谱');var nickname = htmlDecode('桥头科学');"
    script = f'<script>{said}var ct = "1688781900";</script>'
    html = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{BODY}{script}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.date_published == "2023-07-08T10:05:00+08:00"


def test_a_newspapers_comment_names_day_and_author() -> None:
    comment = (
        "<!--enpproperty <articleid>7</articleid><date>2024-05-06 00:00:00.0</date><author>江山</author>"
        f"<title>{TITLE}</title>/enpproperty-->"
    )
    assert properties_of(comment) == (("datepublished", "2024-05-06"), ("author", "江山"), ("headline", TITLE))
    html = f"<html><head><meta charset=utf-8><title>桥头报</title></head><body>{comment}<h1>{TITLE}</h1>{BODY}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert (found.date_published, found.author) == ("2024-05-06", "江山")


def test_a_heading_that_leads_home_is_the_sites_name() -> None:
    head = f"<title>茶树下的剪贴簿: {TITLE}</title><h1 class=title><a href='/'>茶树下的剪贴簿</a></h1>"
    html = (
        f"<html><head><meta charset=utf-8></head><body>{head}<h2>2024年5月6日</h2><h3>{TITLE}</h3>{BODY}</body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_title_may_begin_with_the_word_of_its_section() -> None:
    title = "焦点分析｜国产电动拖拉机，终于等到自己的插座"
    html = f"<html><head><meta charset=utf-8><title>{title}-桥头氪</title></head><body><h1>{title}</h1>{DATED}{BODY}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("共找到 2,318 筆資料，花費 0.21 秒", "{}……</p><p>2024/02/16 11:20 宗教"),
        ("跑遍一座城", "{}……[详细]"),
    ],
)
def test_excerpts_that_all_break_off_are_a_list(title: str, listed: str) -> None:
    told = "".join(
        f"<h3><a href=/{at}.html>第{at}件事要在这里说</a></h3><p>{listed.format(text[:40])}</p>"
        for at, text in enumerate(STORY)
    )
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{told}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_headings_of_a_story_in_a_script_stay() -> None:
    parts = [
        *({"type": "paragraph", "text": text} for text in STORY[:2]),
        {"type": "heading", "level": 2, "text": "十七本账"},
        {"type": "paragraph", "text": STORY[2]},
    ]
    blocks = ",".join(f'{{"type":"{part["type"]}","text":"{part["text"]}"}}' for part in parts)
    script = f'<script id=__NEXT_DATA__ type="application/json">{{"props":{{"title":"{HEADLINE}","blocks":[{blocks}]}}}}</script>'
    html = f"<html><head><meta charset=utf-8><title>{HEADLINE}</title></head><body><div id=app>加载中，请稍候</div>{script}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*STORY[:2], "十七本账", STORY[2]))


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<div><b>桥头新闻 · 记者 江山</b></div><div>2024-05-06</div>", "江山"),
        ("<div>江山（记者） 周小全（图片） 旺堆（编辑）</div><div>2024-05-06</div>", "江山"),
        (
            "<div><div><a>江山</a> 报道</div><div>js@a.example</div><div>周小全 摄影</div><div><a>旺堆</a> 报道</div></div>2024-05-06",
            "江山;旺堆",
        ),
        ("<div>江山/文 周小全/图 旺堆/编辑</div><div>2024-05-06</div>", "江山"),
        ("<p>▎江山（大学城乡所教授）、周小全（社区工作者）</p><p>2024-05-06</p>", "江山;周小全"),
        (
            "<table><tr><td>发布时间</td><td>稿源</td><td>文字</td><td>编辑</td></tr>"
            "<tr><td>2024-05-06</td><td>桥头日报</td><td>记者 江山、周小全</td><td>旺堆</td></tr></table>",
            "江山;周小全",
        ),
        (
            "<table><tr><th>作 者</th><td>江山<br>周小全</td><th>责任编辑</th><td>旺堆</td></tr>"
            "<tr><th>发布日期</th><td>2024-05-06</td></tr></table>",
            "江山;周小全",
        ),
        ("<div>作者：[丹麦] 奥尔加·里德曼</div><div>2024-05-06</div>", "奥尔加·里德曼"),
        ("<div>采写：江山 吉克阿牛（彝族） 周小全（实习）</div><div>2024-05-06</div>", "江山;吉克阿牛;周小全"),
        ("<div>2024-05-06 来源：桥头晚报 记者 江山 周小全 河西报道</div>", "江山;周小全"),
    ],
)
def test_names_and_roles_in_any_order(byline: str, author: str) -> None:
    assert page(byline).author == author


def test_a_title_names_its_writer_where_a_box_shows_him() -> None:
    title = "姚伯庸：不要把便民桥办成打卡点"
    box = "<div class=box><h4>姚伯庸</h4><p>桥梁学者，著有《器物的耐心》。</p></div>"
    html = f"<title>{title}</title><h1>{title}</h1>{DATED}<div>{paragraphs(*STORY)}{box}</div>"
    found = clean_html(f"<html><head><meta charset=utf-8></head><body>{html}</body></html>".encode())
    assert isinstance(found, Article)
    assert found.author == "姚伯庸"
    assert not page(DATED, below=box).author


@pytest.mark.parametrize(
    ("opening", "author"),
    [
        ("浴池下个月就要拆了，师傅昨天接受了本报记者（江山）的采访。", "江山"),
        ("【桥头侨声 池中月 普拉托报道】浴池下个月就要拆了，师傅昨天把七把刀用绒布包好。", "池中月"),
    ],
)
def test_the_first_sentence_names_its_reporter(opening: str, author: str) -> None:
    assert article("桥头在线", HEADLINE, "2024-05-06 10:30", opening, *STORY).author == author


@pytest.mark.parametrize("signature", ["路环居民　阿玉", "护林员 吴爷爷"])
def test_a_letter_is_signed_with_a_pen_name(signature: str) -> None:
    lines = (
        "桥头日报",
        "首页 > 来函照登",
        "读者来函：请还行人一条好走的桥",
        "2018-05-21",
        "编辑先生：",
        *STORY,
        "此祝编安！",
        signature,
        "五月十六日",
    )
    assert article(*lines).author == signature.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize("below", ["桥塔上的焊花 文字 记者 江山 09-18", "最后的渡船在这里停下 作者：江山"])
def test_what_else_somebody_wrote_is_another_story(below: str) -> None:
    found = page(DATED, below=f"<div>赞 3</div><div class=x><h4>专题 · 一桥飞架</h4><p>{below}</p></div>")
    assert not found.author


def test_whose_rights_a_picture_is_ends_no_story() -> None:
    figure = "<figure><figcaption>雨后的码头，书商掀起木箱。 © Photo: Benoît Lacaze / APV</figcaption></figure>"
    lead = "便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。"
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><p class=chapo>{lead}</p>{DATED}{figure}<div class=b>{paragraphs(*STORY)}</div>"
    found = clean_html(f"<html><head><meta charset=utf-8></head><body>{html}</body></html>".encode())
    assert isinstance(found, Article)
    assert all(text in found.text for text in STORY)
