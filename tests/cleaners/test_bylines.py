"""Bylines, dates and titles in the forms that sites write them, one small page or text a form."""

import json
from datetime import UTC, datetime

import pytest

from cleaners import Article, Reason, Rejected, clean_html, clean_text

TITLE = "青石镇新建两座便民桥"
BODY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "据镇里介绍，两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "下一步，镇里还将在桥头修建停车场和候车亭，预计明年春天完工，方便村民乘坐公交车进城。",
)
FETCHED = datetime(2024, 6, 1, tzinfo=UTC)


def page(byline: str, *, title: str = TITLE, head: str = "", body: tuple[str, ...] = BODY, below: str = "") -> Article:
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    html = (
        f"<html><head><meta charset=utf-8><title>{head or TITLE}</title></head><body><div><a href=/>首页</a></div>"
        f"<div><h1>{title}</h1>{byline}<div class=content>{paragraphs}</div>{below}</div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    return found


DATED = "<div>2024-05-06 10:30 来源：晨光报</div>"


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（董艳 何晓光）", "董艳;何晓光"),
        (f"{BODY[2]}（李梦 王春生）", "李梦;王春生"),
        (f"{BODY[2]}记者梁咏诗报道", "梁咏诗"),
        ("（供稿：青石分局宣传科 熊国栋）", "熊国栋"),
        ("（文/图：体育组 路遥远）", "路遥远"),
        ("（来源：青石发布 记者 关山月 编辑 谷小雨）", "关山月"),
        ("（供稿：宣传科）", ""),
        ("本文作者：木白，转载请注明出处：https://news.example/418.html", "木白"),
    ],
)
def test_who_signs_at_the_end(last: str, author: str) -> None:
    assert page(DATED, body=(*BODY[:2], last) if last.startswith(BODY[2]) else (*BODY, last)).author == author


@pytest.mark.parametrize(
    ("byline", "field", "value"),
    [
        (f"{DATED}<div>□江上客</div>", "author", "江上客"),
        (f"{DATED}<p>晨光報記者 江山　特約撰稿 谷小雨　發自石崗</p>", "author", "江山;谷小雨"),
        (f"{DATED}<div>晨光报记者 江山 晨光报编辑 谷小雨</div>", "author", "江山"),
        ("<div class=author>晨光报记者 缪斯年 实习生 井然</div>", "author", "缪斯年;井然"),
        ("<div>由薯片不脆发表于2024-05-06 09:43:11 来源：晨光报 评论（17）</div>", "outlet", "晨光报"),
        ("<div>原创 <span>江山</span> <a href=#>桥头故事</a></div><div>发表于</div>", "author", "江山"),
        ("<div>原创 <span>江山</span> <a href=#>桥头故事</a></div><div>发表于</div>", "outlet", "桥头故事"),
        ("<div><a href=/n>新闻中心</a> 2024-05-06 02:14 <a href=#>晨光周刊</a></div>", "outlet", "晨光周刊"),
        ("<div>晨光报 2024-05-06 12:40 小鹿</div>", "author", "小鹿"),
        ("<div>2024-05-06</div><div>乡土经济 2019年8期</div>", "outlet", "乡土经济"),
        ("<div>建立時間：2024/05/06 11:44</div>", "outlet", ""),
        ("<div>張貼日期：113-05-06</div>", "date_published", "2024-05-06"),
        ("<div>入报时间：2024/05/06 11:44</div>", "outlet", ""),
        ("<div>2024-05-06</div><div>乡土经济的8期课程</div>", "outlet", ""),
        ("<div>发布于2023年7月19日由阿禾</div>", "author", "阿禾"),
        ("<div>By <a href=/a>江小米</a> / <span>2024年5月6日</span> / <a href=#c>尚無留言</a></div>", "outlet", ""),
        ("<div>2024-05-06 作者：韶华 穆青山</div>", "author", "韶华;穆青山"),
        ("<div>2024-05-06 作者：bianji03 来源：晨光报</div>", "author", ""),
        ("<div>2024-05-06 文/文学院　何曼</div>", "author", "何曼"),
        ("<div>晨光财经记者江怡蓁 台北 2024-04-11 17:36</div>", "author", "江怡蓁"),
        ("<div>2024-05-06 采访整理＝杨语芸 摄影＝吴尚鸿</div>", "author", "杨语芸"),
        ("<div>2024-05-06 <span>[ 责编 ] 卫可</span> <span>[ 撰稿 ] 闻人洁</span></div>", "author", "闻人洁"),
        ("<div>2024-05-06 <span>[ 责编 ] 卫可</span> <span>[ 撰稿 ] 闻人洁</span></div>", "editor", "卫可"),
        ("<div>2024-03-03 18:27·老周说车</div>", "outlet", "老周说车"),
        ("<div>2013-1-20 09:44 | 发布者: 慈善宣传 | 原作者: 裴小溪 | 来自: 北麓慈善报</div>", "outlet", "北麓慈善报"),
        (
            "<dl><dt>发布机构：</dt><dd>东屏区应急管理局</dd><dt>信息来源：</dt><dd>东屏消防</dd><dt>日期：</dt><dd>2024-05-06</dd></dl>",
            "outlet",
            "东屏消防",
        ),
        (
            "<div><i>2024</i><i>05</i>/<i>06</i><i>19:30:11</i> 来源：晨光报</div>",
            "date_published",
            "2024-05-06T19:30:11",
        ),
        ("<div>由 yygc_admin 提交于 周二, 12/05/2023 - 09:15</div>", "date_published", "2023-12-05T09:15:00"),
        ("<div>2周前 (05-10) 来源：晨光报</div>", "date_published", "2024-05-10"),
        ("<div>Published 17 October 2023 at 4:12pm</div>", "date_published", "2023-10-17T16:12:00"),
        ("<div>青石 | 23/04/2024 12:47 | 文字/图片：晨光台</div>", "date_published", "2024-04-23T12:47:00"),
        ("<div>由<a href=/u/7>薯片不脆</a>发表<span>于<i>2024-05-06 09:43:11</i></span></div>", "author", "薯片不脆"),
        ("<div>2024-05-06 10:30 来源：晨光报 | 2条评论 | 查看/发表评论</div>", "author", ""),
        ("<div>2024-05-06 10:30 来源：晨光报 作者：江山 选稿：谷雨晴</div>", "editor", "谷雨晴"),
        ("<div>晨光快报</div><div><i>2024-05-06 10:30</i><i>晨光报社官方账号</i></div>", "outlet", "晨光快报"),
        (
            "<div class=src><a href=/cg>晨光新闻网</a></div><div>更新日期：2024-05-06 10:30</div>",
            "outlet",
            "晨光新闻网",
        ),
        ("<div>Published 17 October 2023</div><div>By Nicole Gong, Mei Lin</div>", "author", "Nicole Gong;Mei Lin"),
    ],
)
def test_what_a_byline_says(byline: str, field: str, value: str) -> None:
    assert getattr(page(byline), field) == value


@pytest.mark.parametrize(
    ("byline", "last", "author"),
    [
        ("<div>2024-05-06 作者：植物科技学院</div>", "（文：冉启航 亓官悦 图：亓官悦 编辑：向晴）", "冉启航;亓官悦"),
        ("<div>2024-05-06 记者：江山</div>", "（通讯员：谢雨桐）", "江山;谢雨桐"),
        ("<div>2024-05-06 记者：江山</div>", "（制图：谢雨桐）", "江山"),
        ("<div>2024-05-06</div>", "（本报记者 巴音 本报通讯员 韩知行）", "巴音;韩知行"),
    ],
)
def test_who_is_named_at_both_ends(byline: str, last: str, author: str) -> None:
    assert page(byline, body=(*BODY, last)).author == author


@pytest.mark.parametrize(
    ("last", "outlet"),
    [
        (f"{BODY[2]}（来源：江城报 记者 王予谦）", "江城报"),
        ("本文转载自微信公众号“城南旧巷”，作者：沈栖。已获授权。", "城南旧巷"),
        ("文/沈栖 刊于《淮水周刊》副刊", "淮水周刊"),
        ("文/沈栖 转载自微信公众号“城南旧巷”", "城南旧巷"),
        ("（淮水晨报 作者/沈栖）", "淮水晨报"),
    ],
)
def test_the_outlet_that_the_end_names(last: str, outlet: str) -> None:
    body = (*BODY[:2], last) if last.startswith(BODY[2]) else (*BODY, last)
    assert page("<div>2024-05-06</div>", body=body).outlet == outlet


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("（来源：晨光公共·新闻频道/《新闻桥头堡》记者/江山 通讯员/谷小雨 编辑/向晴）", "江山;谷小雨"),
        ("（来源：晨光公共·新闻频道/《新闻桥头堡》编辑/向晴）", ""),
    ],
)
def test_a_label_behind_the_name_of_a_programme(last: str, author: str) -> None:
    assert page("<div>2024-05-06</div>", body=(*BODY, last)).author == author


@pytest.mark.parametrize(
    ("below", "editor"),
    [
        ("（责任编辑：laowang_08）", "laowang_08"),
        ("（责任编辑：DF407）", "DF407"),
        ("责任编辑：江山_NF4425", "江山"),
        ("（责任编辑：admin）", ""),
    ],
)
def test_an_account_may_be_the_editor(below: str, editor: str) -> None:
    assert page("<div>2024-05-06</div>", below=below).editor == editor


def test_a_day_of_editing_is_the_day_where_no_other_is_said() -> None:
    found = page("<div>站台上的老钟</div>", below="<div>编辑于 2024-05-06 08:40・IP 属地江西</div>")
    assert (found.date_published, found.date_modified) == ("2024-05-06T08:40:00", "2024-05-06T08:40:00")


def test_a_newspaper_before_the_title_is_the_outlet_and_no_title() -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    html = (
        "<html><head><meta charset=utf-8><title>湖城晚报数字报-父亲的桥</title></head><body>"
        "<table><tr><td><a href=/b>湖城日报</a></td><td><a href=/c>湖城晚报</a></td></tr></table>"
        "<ul><li><a href=1.htm>父亲的桥</a></li><li><a href=2.htm>一碗咸笋</a></li></ul>"
        f"<table><tr><td>父亲的桥</td></tr><tr><td>□江山</td></tr></table><div id=ozoom>{told}</div>"
        "<div>版权所有 湖城日报报业集团</div></body></html>"
    )
    found = clean_html(html.encode(), "http://paper.example/hcwb/html/2024-05/06/content_1.htm", FETCHED)
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.author) == ("父亲的桥", "湖城晚报", "江山")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (f"{TITLE} - 大河湾 - 南星日报 Nan Sing Daily", "南星日报 Nan Sing Daily"),
        (f"{TITLE}--《晨光大学报》--校报数字化平台", "晨光大学报"),
        (f"{TITLE}--《桥》--晨光文学网", "晨光文学网"),
    ],
)
def test_a_site_behind_the_title(head: str, outlet: str) -> None:
    below = "<ul><li>大河湾</li><li>校报数字化平台</li><li>关于晨光文学网</li></ul>"
    assert page("<div>2024-05-06 来源：本报原创</div>", head=head, below=below).outlet == outlet


def test_who_has_the_rights_is_no_part_of_the_title() -> None:
    told = "".join(f"<p>{text}</p>" for text in BODY)
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}-桥头派</title></head><body><div><a href=/>首页</a></div>"
        f"<div class=content>{told}</div><div>© 2015~2025 桥头派网络科技有限公司 浙ICP备00000000号</div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_who_wrote_a_copied_story_comes_before_who_copied_it() -> None:
    byline = "<div class=author-info><a href=/u/8>林小鹿</a> <span>2024-05-06</span></div>"
    found = page(byline, body=(*BODY, "文章来源：城南旧巷（微信号：chengnan） 文／沈栖"))
    assert (found.author, found.outlet) == ("沈栖", "城南旧巷")


def test_a_reporter_glued_to_the_medium_in_the_last_bracket() -> None:
    assert page("<div>2024-05-06 晨光网</div>", body=(*BODY, "（来源：淮水新闻记者 柏青）")).author == "柏青"


def test_who_reported_for_another_medium_is_no_author() -> None:
    assert (
        page("<div>2024-05-06 晨光网</div>", body=("晨光网5月6日讯 据淮水报记者江山报道，桥已通车。", *BODY)).author
        == ""
    )


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (f"{BODY[2]}（来源：江城报 记者 王予谦）", BODY[2]),
        ("（统计：江山　撰稿：沈栖）", ""),
        ("（统计：桥长一百二十米，宽六米）", "（统计：桥长一百二十米，宽六米）"),
    ],
)
def test_brackets_of_credits_end_no_story(last: str, kept: str) -> None:
    body = (*BODY[:2], last) if kept == BODY[2] else (*BODY, last)
    wanted = (*BODY[:2], kept) if kept == BODY[2] else (*BODY, kept)
    assert page(DATED, body=body).text == "\n".join(filter(None, wanted))


def test_roles_stand_behind_names() -> None:
    roles = (("江山", "文字"), ("杨帆", "摄影"), ("谷雨晴", "责任编辑"))
    names = "".join(f"<div><a href=/u>{name}</a><span>{role}</span></div>" for name, role in roles)
    found = page(f"<time>2024/5/6</time><div class=authors>{names}</div>")
    assert (found.author, found.editor) == ("江山", "谷雨晴")


def test_who_put_the_page_up_is_no_author() -> None:
    head = f"{TITLE}</title><meta name=author content=韦佳伟><title>"
    below = "<div><span>编辑：韦佳伟</span> <span>责任编辑：刘亮</span></div>"
    found = page("<div>2024-05-06 来源：晨光报</div>", head=head, below=below)
    assert (found.author, found.editor) == ("", "刘亮;韦佳伟")


def test_a_template_that_nobody_filled_in_names_no_site() -> None:
    head = f"{TITLE}_晨光网</title><meta name=apple-mobile-web-app-title content=Title><title>"
    assert page("<div>2024-05-06</div>", head=head).outlet == "晨光网"


def test_a_summary_above_a_box_of_quotes_is_not_the_story() -> None:
    byline = (
        f"{DATED}<div class=abstract><div>摘要</div><div class=b-review>【{TITLE}】青石镇新建的两座便民桥昨天通车，"
        "河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多，总投资九百六十万元。</div></div>"
        "<div class=quotes><table><tr><td>相关股票</td><td>最新价</td><td>涨跌幅</td></tr></table></div>"
    )
    assert page(byline).text == "\n".join(BODY)


CENTRED = "<p style='text-align:center'>"


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (f"{CENTRED}<img src=/1.jpg></p>{CENTRED}<span>新桥的桥面</span></p>", ""),
        ("<p align=center><img src=/1.jpg><br><font color=navy>新桥的桥面</font></p>", ""),
        (f"{CENTRED}<img src=/1.jpg></p>{CENTRED}<strong>桥头的变化</strong></p>", "桥头的变化"),
        (f"{CENTRED}<img src=/1.jpg></p>{CENTRED}二、桥头的变化</p>", "二、桥头的变化"),
        (
            f"{CENTRED}<img src=/1.jpg></p>{CENTRED}桥是一声咳嗽</p>{CENTRED}河水，轻轻地应</p>",
            "桥是一声咳嗽\n河水，轻轻地应",
        ),
        ("<p><img src=/1.jpg></p><p>桥头的变化</p>", "桥头的变化"),
    ],
)
def test_a_line_centred_below_a_picture_is_its_caption(below: str, kept: str) -> None:
    story = f"<p>{BODY[0]}</p>{below}<p>{BODY[1]}</p><p>{BODY[2]}</p>"
    html = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{DATED}<div>{story}</div></body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.text == "\n".join(filter(None, (BODY[0], kept, *BODY[1:])))


def test_a_gallery_tells_its_story_in_captions() -> None:
    captions = [
        "2月20日夜，连山县田心村的村民抬着一条长一百三十余米的纸龙穿行在收割后的稻田里。当日是农历正月十一，村里举行一年一度的"
        "“游大龙”民俗活动，周边乡镇上千名群众赶来观看，热闹的场面一直持续到深夜，村口的空地上停满了车辆，路边的小吃摊前也排起了长队。"
        "晨光社发 公羊川 摄",
        "2月20日，田心村，几名村民在祠堂里给龙头糊纸，纸龙以竹篾为骨，每节长约三米。晨光社发 公羊川 摄",
    ]
    pictures = "".join(f"<img src=/{at}.jpg><div class=pictext>{text}</div>" for at, text in enumerate(captions))
    html = (
        "<html><head><meta charset=utf-8><title>山村“游大龙”</title></head><body><h1>山村夜里举行“游大龙”</h1>"
        f"<div>来源：晨光社 2024-02-21 08:55</div>{pictures}<div><a href=/2>下一页</a></div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.text == "\n".join(captions)


def test_the_year_that_the_page_says_elsewhere() -> None:
    found = page("<div>11-03 19:20 来源：晨光报</div>", below="<div>2014-11-03 19:20 晨光报 [责任编辑：于歌]</div>")
    assert found.date_published == "2014-11-03T19:20:00"


@pytest.mark.parametrize(
    ("masthead", "day"),
    [("晨光报 第1206期 2019年5月10日 星期五", "2019-05-10"), ("今天是2019年5月10日 星期五", "")],
)
def test_the_day_in_the_masthead_of_a_newspaper(masthead: str, day: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in BODY)
    menu = "".join(f"<li><a href=/{at}>第{at}版 要闻</a></li>" for at in range(1, 9))
    html = f"<html><body><div>{masthead}</div><ul>{menu}</ul><h1>{TITLE}</h1><div>{story}</div></body></html>"
    found = clean_html(html.encode(), "http://epaper.example/7")
    assert isinstance(found, Article)
    assert found.date_published == day


def test_the_day_in_the_address_of_a_digital_newspaper() -> None:
    html = f"<html><body><h1>{TITLE}</h1><div>{''.join(f'<p>{text}</p>' for text in BODY)}</div></body></html>"
    found = clean_html(html.encode(), "http://epaper.example/html/2019-05/10/content_7_1.htm")
    assert isinstance(found, Article)
    assert found.date_published == "2019-05-10"


@pytest.mark.parametrize(
    ("title", "head", "wanted"),
    [
        (
            "青石镇的桥通了吗？<br>——河西三村见闻",
            "法院 要闻 青石镇的桥通了吗？——河西三村见闻",
            "青石镇的桥通了吗？——河西三村见闻",
        ),
        (f"<a href=/x>[转载]</a> {TITLE}", f"{TITLE} - 青禾论坛", TITLE),
        ("青石镇新建<br>两座便民桥", f"{TITLE}-青石镇政府", TITLE),
        (f"<span>快讯</span>{TITLE}", f"{TITLE}-晨光财讯", TITLE),
        (f"快讯：{TITLE}", f"{TITLE}-晨光财讯", f"快讯：{TITLE}"),
        ("河西盼了许多年<br>三村学生上学不再绕行", "三村学生不再绕行-晨光网", "河西盼了许多年 三村学生上学不再绕行"),
        ("河西盼了许多年<br>三村学生上学不再绕行", "三村学生上学不再绕行", "三村学生上学不再绕行"),
    ],
)
def test_titles(title: str, head: str, wanted: str) -> None:
    assert page(DATED, title=title, head=head).title == wanted


def test_a_poem_keeps_its_first_stanza() -> None:
    stanzas = (
        "桥是一声咳嗽<br>河水轻轻地应<br>月亮，落在桥墩上",
        "摆渡人老了<br>船卖给了收废铁的<br>只剩一杆秤，挂在门后<br>准星停着那年的秋风",
    )
    story = "<p><strong>渡口</strong></p>" + "".join(f"<p>{stanza}</p>" for stanza in stanzas)
    html = (
        "<html><head><meta charset=utf-8><title>渡口（组诗）</title></head><body><h1>渡口（组诗）</h1>"
        f"<div>2024-05-06 07:12 来源：青石诗刊</div><div>{story}</div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.text.split("\n") == ["渡口", *"<br>".join(stanzas).split("<br>")]


def test_a_site_is_named_by_its_masthead() -> None:
    byline = "<div>2024-05-06</div>"
    story = "".join(f"<p>{text}</p>" for text in BODY)
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div class=sitetitle><span>青石师范大学新闻网</span></div>"
        f"<h1>{TITLE}</h1>{byline}<div>{story}</div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.outlet == "青石师范大学新闻网"


def test_the_name_of_a_blog_is_no_title() -> None:
    story = "".join(f"<p>{text}</p>" for text in BODY)
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE} @ 阿禾的小柜子 :: 青禾 ::</title><meta property=og:title content='{TITLE}"
        " @ 阿禾的小柜子'><meta property=og:site_name content=阿禾的小柜子></head><body><h1><a href=/>阿禾的小柜子</a></h1>"
        f"<div>2024-05-06 10:30</div><h2><a href=/1>{TITLE}</a></h2><div>{story}</div></body></html>"
    )
    found = clean_html(html.encode(), "http://blog.example/1", FETCHED)
    assert isinstance(found, Article)
    assert found.title == TITLE


@pytest.mark.parametrize(
    ("head", "outlet"),
    [(f"晨光日报电子版-{TITLE}", "晨光日报"), (f"中国评论新闻：{TITLE}", "中国评论新闻")],
)
def test_a_medium_before_the_title_names_the_outlet(head: str, outlet: str) -> None:
    assert page("<div>2024-05-06</div>", head=head).outlet == outlet


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("云岭之声首页｜听新闻｜节目单｜主持人", "云岭之声"),
        ("首页\n海州文学网 > 诗歌 > 现代诗", "海州文学网"),
        ("海州日报 数字报", "海州日报"),
    ],
)
def test_the_masthead_of_a_text(first: str, outlet: str) -> None:
    found = clean_text("\n".join((first, TITLE, "2024-05-06 10:30", *BODY)))
    assert isinstance(found, Article)
    assert (found.title, found.outlet) == (TITLE, outlet)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ((TITLE, "河西必读", "发布时间：10-0812:00优质原创作者"), "author", "河西必读"),
        ((TITLE, "晨光晚报", "发布时间：10-0812:00"), "author", ""),
        ((TITLE, "社会", "发布时间：10-0812:00"), "author", ""),
        ((TITLE, "2024-05-06 09:52:19桥头亮", "5人参与2评论"), "outlet", "桥头亮"),
        ((f"[晨露化妆品]{TITLE}", "2024-05-06 晨光传媒", f"原标题：{TITLE}"), "title", TITLE),
    ],
)
def test_what_stands_below_the_title_of_a_text(lines: tuple[str, ...], field: str, value: str) -> None:
    found = clean_text("\n".join((f"{TITLE}_晨光网", "首页 > 要闻 > 正文", *lines, *BODY)), fetched=FETCHED)
    assert isinstance(found, Article)
    assert getattr(found, field) == value


def test_a_story_among_many_headlines_of_others_is_found_in_a_text() -> None:
    cards = [
        line
        for at in range(60)
        for line in (
            f"河东镇第{at}届庙会下周开幕 摊位超两百个",
            "主办单位说，报名的摊位超过两百个，创下新高。",
            "晨光网 05-06",
        )
    ]
    found = clean_text(
        "\n".join((f"{TITLE}_晨光网", TITLE, "2024-05-06 10:30 来源：晨光报", *BODY, "责任编辑：江山", *cards))
    )
    assert isinstance(found, Article)
    assert (found.title, found.text) == (TITLE, "\n".join(BODY))


def test_a_second_line_is_no_title_of_a_text() -> None:
    found = clean_text("\n".join(("海州日报", "——青石镇便民桥见闻", TITLE, "本报记者 胡雪峰", *BODY)))
    assert isinstance(found, Article)
    assert (found.title, found.author) == (TITLE, "胡雪峰")


def test_flash_news_beside_a_search_box_is_no_list() -> None:
    links = "".join(f"<li><a href=/{n}>青石镇第{n}次代表大会圆满闭幕消息</a></li>" for n in range(12))
    body = f"<div>全文搜索</div><h1>{TITLE}</h1>{DATED}<p>{BODY[0]}</p><ul>{links}</ul>"
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.text == BODY[0]


def test_cards_of_other_stories_are_no_part_of_this_one() -> None:
    cards = "".join(
        f"<div><h4><a href=/{n}>河东镇第{n}届庙会下周开幕</a></h4><p>主办单位说，报名的摊位超过两百个，第{n}次创下新高。</p>"
        f"<span>2024-03-0{n} 08:19</span></div>"
        for n in range(1, 5)
    )
    found = page(DATED, body=BODY[:2], below=f"<div>{cards}</div>")
    assert found.text == "\n".join(BODY[:2])


@pytest.mark.parametrize(
    ("below", "editors"),
    [
        ("<p>编辑：郦苗　责任编辑：任知夏　审核：孟宪国</p>", "任知夏;郦苗"),
        ("<p>责任编辑：司徒云 (326人参与)</p>", "司徒云"),
        ("<p>责任编辑：任知夏 图片编辑：郦苗</p>", "任知夏"),
        ("<p>责任编辑：任知夏_NN2587</p>", "任知夏"),
        ("<p>编辑：青石法院</p>", "青石法院"),
        ("<p>责任编辑：办公室</p>", ""),
        ("<p>编辑：郦苗　责编：任知夏　编审：孟宪国</p>", "任知夏;郦苗"),
        ("<p>编审：孟宪国</p>", "孟宪国"),
        ("<p>（责任编辑：任老师）</p>", "任老师"),
        ("<p>编辑：青石法院</p><p>责编：任知夏</p>", "任知夏"),
    ],
)
def test_all_editors_are_named_the_responsible_ones_first(below: str, editors: str) -> None:
    assert page(DATED, below=below).editor == editors


def test_an_editor_behind_a_bar_and_a_medium_is_read() -> None:
    byline = f"{DATED}<p>晨光新闻记者 | 谷雨晴</p><p>晨光新闻编辑 | 牟晓</p>"
    found = page(byline)
    assert (found.author, found.editor) == ("谷雨晴", "牟晓")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        (f"{DATED}<div>□文/松下客</div><div>【打印】【关闭】</div>", "松下客"),
        ("<div>来源：心血管内科 文字/摄影：符一鸣 简宁 2024-05-06 10:30</div>", "符一鸣;简宁"),
        ("<div>记者 沈孟洁／郭威廷 报导</div><div>2024-05-06 10:30</div>", "沈孟洁;郭威廷"),
        ("<div>记者 沈孟洁／台北报导</div><div>2024-05-06 10:30</div>", "沈孟洁"),
        ("<div>楼主：茶叶蛋大姐 时间：2024-05-06 10:30 点击：628</div>", "茶叶蛋大姐"),
        (f"{DATED}<div>口述：邝明亮</div>", "邝明亮"),
        (f"{DATED}<div>口述：邝明亮</div><div>整理/撰文：吕秋月</div>", "吕秋月"),
    ],
)
def test_authors_of_many_forms(byline: str, author: str) -> None:
    assert page(byline).author == author


def test_a_reporter_named_at_the_end_beats_a_word_beside_the_date() -> None:
    byline = "<div><span>晨光发布</span><span>2024-05-06 10:30</span><span>江源</span></div>"
    assert page(byline, below="<p>记者：展晴</p>").author == "展晴"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (f"{TITLE} | 晨光早报网</title><meta property=og:site_name content='Chenguang Zaobao'><title>", "晨光早报网"),
        (f"{TITLE}</title><meta property=og:site_name content='Chenguang Zaobao'><title>", "Chenguang Zaobao"),
        (f"{TITLE} - Chenguang</title><meta property=og:site_name content=晨光报><title>", "晨光报"),
    ],
)
def test_a_site_is_known_by_its_chinese_name(head: str, outlet: str) -> None:
    assert page("<div>2024-05-06 10:30</div>", head=head).outlet == outlet


def test_a_title_that_only_a_share_card_claims_is_found() -> None:
    html = (
        "<html><head><meta charset=utf-8><title>云上青石</title><meta itemprop=name content='青石镇新建两座便民桥'></head><body>"
        f"<div class=app>云上青石</div><div>{TITLE}</div>{DATED}<div>{''.join(f'<p>{text}</p>' for text in BODY)}</div></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_the_first_lines_of_a_story_that_a_script_shows_are_read() -> None:
    lines = "<section>文 | 鹿既明</section><section>编辑 | 陶然亭</section>"
    body = f"<div id=js_content style='visibility:hidden'>{lines}{''.join(f'<p>{text}</p>' for text in BODY)}</div>"
    html = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{DATED}{body}</body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert (found.author, found.editor) == ("鹿既明", "陶然亭")


def test_a_story_in_parts_and_those_who_made_it_are_read_from_a_script() -> None:
    parts = [{"type": "text", "content": text} for text in BODY]
    post = {
        "title": TITLE,
        "sections": [parts[0], {"type": "image", "content": "/1.jpg"}, *parts[1:]],
        "authors": [{"nickname": "江山", "realname": ""}],
        "editors": [{"nickname": "靖宇"}],
    }
    script = f"<script>window.state = {json.dumps({'post': post}, ensure_ascii=False)};</script>"
    html = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div>载入中</div>{script}</body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert (found.text, found.author, found.editor) == ("\n".join(BODY), "江山", "靖宇")


def test_who_wrote_a_related_story_did_not_write_one_that_stood_in_a_script() -> None:
    state = json.dumps({"title": TITLE, "content": "".join(f"<p>{text}</p>" for text in BODY)}, ensure_ascii=False)
    card = "<div>相关阅读</div><div><a href=/2>河东镇庙会下周开幕</a><div>晨光社 江山 2024-03-23 18:37</div></div>"
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>2024-05-06 10:30</div>"
        f"{card}<script>window.state = {state};</script></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert (found.author, found.date_published, found.text) == ("", "2024-05-06T10:30:00", "\n".join(BODY))


def test_a_sentence_is_no_title_where_the_page_claims_another() -> None:
    """The story stands in a script, so that no heading shows the title, and the credits below a paragraph speak for it."""
    said = "镇长罗先生说，“桥把三个村连在一起，学生、村民都方便了，这件事比投资更要紧，下一步还要修建候车亭。”"
    told = "".join(f"<p>{paragraph}</p>" for paragraph in (*BODY, *BODY, said))
    credit = (
        "本文来自微信公众号“青石纪事”，作者：柴静宜，编辑：罗珊，青石报经授权发布，题图来自作者本人，转载请注明出处。"
    )
    post = {"widgetTitle": TITLE, "content": f"{told}<p>{credit}</p>"}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(post, ensure_ascii=False)}</script>'
    html = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div>载入中</div>{script}</body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html", FETCHED)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_excerpts_below_dated_headlines_are_a_list() -> None:
    """No heading says so, and the first excerpt is the best that a title could be."""
    entries = "".join(
        f"<li>[<a href=/b>乡镇动态</a>] <a href=/{at}.html>{head}</a>日期：2024-05-{at:02} 点击：{at}37</li><p>{told}{BODY[at % 3]}</p>"
        for at, (head, told) in enumerate(
            (
                ("河西三个村的学生不再绕路", BODY[0]),
                ("两座便民桥花了多少钱", BODY[1]),
                ("桥头将修建停车场和候车亭", BODY[2]),
                (
                    "果农赶在雨前抢收早熟桃子",
                    "连日晴好，镇里的果农抓紧采摘早熟桃子，合作社的卡车一早就等在地头，当天运往省城。",
                ),
                (
                    "小学生写信建议改红绿灯",
                    "五年级学生在信中说，放学时绿灯只有十二秒，走得慢的同学过不了马路，交警已经调整。",
                ),
                (
                    "老照片牵出三十年寻亲路",
                    "一张泛黄的合影辗转两省，终于让失散三十年的姐弟在车站相认，围观的乘客纷纷鼓掌。",
                ),
            ),
            1,
        )
    )
    html = f"<html><head><meta charset=utf-8><title>乡镇动态</title></head><body><div>当前位置</div><ul>{entries}</ul></body></html>"
    found = clean_html(html.encode(), "http://news.example/list/", FETCHED)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


TOKENS = [
    {"blockType": "summary", "summary": ["两座桥通车，村民不用再绕行。"]},
    {
        "blockType": "text",
        "htmlTokens": [[{"type": "text", "content": BODY[0]}], [{"type": "boldText", "content": "绕行的日子"}]],
    },
    {"blockType": "image", "image": {"caption": "桥头合影。（江山摄）"}},
    {
        "blockType": "text",
        "htmlTokens": [[{"type": "text", "content": BODY[1][:20]}, {"type": "link", "content": BODY[1][20:]}]],
    },
    {
        "blockType": "relatedArticle",
        "articles": [{"title": "旧桥拆了", "desc": "旧桥今天拆了，村民来送它，有人带来了照片，有人带来了酒。"}],
    },
]
CHILDREN = [{"type": "paragraph", "children": [{"text": text}]} for text in (BODY[0], "绕行的日子", BODY[1])]


@pytest.mark.parametrize(
    "blocks",
    [
        TOKENS,
        CHILDREN,
        {"type": "doc", "content": [{"type": "paragraph", "content": item["children"]} for item in CHILDREN]},
    ],
    ids=["tokens", "children", "a tree"],
)
def test_an_editor_s_blocks_hold_their_text_in_tokens(blocks: object) -> None:
    state = {
        "article": {
            "title": TITLE,
            "authors": [{"publishName": "江山"}],
            "publishDate": "2024-05-06 10:30",
            "blocks": blocks,
        }
    }
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state, ensure_ascii=False)}</script>'
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div>载入中…</div>{script}</body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.text == "\n".join((BODY[0], "绕行的日子", BODY[1]))
    assert found.author == "江山"
