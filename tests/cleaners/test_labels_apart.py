"""Labels apart from their values, names in lists, days in mastheads, titles beside what looks like one: HTML and lines."""

import json

import pytest

from cleaners import Article, clean_html, clean_text
from tests.cleaners.test_bylines import DATED, TITLE, page

PROSE = (
    "清早六点，渡口的铁门还没有开，等船的人已经排到了石阶下面，挑担的、推车的，谁也不着急。",
    "摆渡的老周说，他在这条河上撑了三十一年，最忙的时候一天要过四十趟，如今只剩早晚两趟。",
    "大桥明年通车，渡口就要关了。老周把最后一张船票留了下来，说要贴在新家的墙上。",
)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<div>撰文：</div><div><span>江小山</span><span>周小全</span></div><div>2024-05-06</div>", "江小山;周小全"),
        (
            "<ul><li>记者：</li><li>江小山</li><li>周小全</li></ul><ul><li>发布：</li><li>2024-05-06</li></ul>",
            "江小山;周小全",
        ),
        (
            "<table><tr><th>日期</th><td>2024-05-06</td><th>撰稿</th><td>本报首席记者 旺堆<br>本报记者 江小山、周小全</td></tr></table>",
            "旺堆;江小山;周小全",
        ),
        (
            "<table><tr><td>作者</td><td>：</td><td>江小山</td><td>日期</td><td>：</td><td>2024-05-06</td></tr></table>",
            "江小山",
        ),
        ("<div>2024-05-06</div><div>文　江小山、周小全（实习）</div>", "江小山;周小全"),
        ("<div>2024-05-06</div><div class=reporter>江小山 周小全 / 丰桥报导</div>", "江小山;周小全"),
        (
            "<div>作者： <a href=/1>江小山</a> <span>特约通讯员</span> <span>｜</span> <a href=/2>周小全</a>"
            " <span>（里昂）</span></div><div>2024-05-06</div>",
            "江小山;周小全",
        ),
        ("<div>（晨光中文网）<br>江小山，特约记者 柏林</div><div>2024-05-06</div>", "江小山"),
        (
            "<ul><li>Author, <span>霍莉·格林（Holly Green）</span></li><li>Role, 晨光中文网记者</li></ul><div>2024-05-06</div>",
            "霍莉·格林",
        ),
        ("<div>文：<a>北角碌葛</a> 星期三, 2024-05-06 13:47</div>", "北角碌葛"),
        ("<div>ANNA WEBER, 江小山</div><div>2024-05-06</div>", "ANNA WEBER;江小山"),
        ("<div><a>本报记者</a>／纽约报导 2024-05-06</div>", ""),
    ],
)
def test_names_apart_from_their_labels(byline: str, author: str) -> None:
    assert page(byline).author == author


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<p>（整理：旺堆　采写：记者江小山、实习生松子涵）</p>", "江小山;松子涵"),
        ("<p>——江小山，写于丰桥，立冬前两日</p>", "江小山"),
        ("<div>版权声明：凡转载自其他媒体的作品，均属原作者，作者文责自负。</div>", ""),
        ("<h3>专栏</h3><ul><li>作者：江小山　《量价笔记》</li><li>作者：周小全　《债市周历》</li></ul>", ""),
        ("<h3>观点</h3><ul><li>笔阵：水上交通的黄昏（文：江小山）</li></ul>", ""),
        ("<ul><li><a href=/2>盘点：七夕上映的八部爱情片（作者：江小山）</a></li></ul>", ""),
        ("<div><p>1楼 半截薯条 作者好快 2024-05-06 16:50</p></div>", ""),
        ("<h4>关于作者</h4><p>江小山</p><p>日间做会计，夜间写字。</p>", "江小山"),
    ],
)
def test_who_is_named_below_a_story(below: str, author: str) -> None:
    assert page("<div>2024-05-06 10:30</div>", below=below).author == author


def test_a_bracket_that_opens_the_story_names_more_than_its_head() -> None:
    opening = f"本报丰桥讯（记者江小山、周小全　通讯员孙立群）{PROSE[0]}"
    assert (
        page("<div>作者：江小山 周小全 2024-05-06</div>", body=(opening, *PROSE[1:])).author == "江小山;周小全;孙立群"
    )


def test_who_stands_right_above_the_day_may_have_a_box_below() -> None:
    box = "<div class=author-box><b>江小山</b><p>晨光报记者，关心渡口与老街。</p></div>"
    byline = "<div class=byline><address rel=author>江小山</address><div>2024-05-06</div></div>"
    assert page(byline, body=(*PROSE, "江小山"), below=box).author == "江小山"


def test_a_wire_names_who_reports_behind_its_day() -> None:
    assert page("<div>2024-05-06</div>", body=("湿地之声2024年5月6日丰桥讯，江小山报道", *PROSE)).author == "江小山"


def test_a_bracket_behind_the_last_sentence_adds_who_took_part() -> None:
    body = (f"晨光社丰桥5月6日电（记者江小山）{PROSE[0]}", PROSE[1], f"{PROSE[2]}（参与采写：周小全）")
    assert page(DATED, body=body).author == "江小山;周小全"
    body = (*PROSE[:2], f"{PROSE[2]}（记者江小山、周小全）")
    assert page("<div>记者江小山／丰桥报导 2024-05-06</div>", body=body).author == "江小山;周小全"


@pytest.mark.parametrize(
    ("byline", "below", "outlet"),
    [
        (
            "<ul><li>发布时间</li><li>2024-05-06 09:12</li><li>信息来源</li><li>丰桥县融媒体中心</li><li>浏览次数</li><li>31</li></ul>",
            "",
            "丰桥县融媒体中心",
        ),
        (
            "<div><a href=/u/1>丰桥发布厅</a> 2024-05-06 12:05</div>",
            "<p>来源：丰桥区融媒体中心</p><p>记者：江小山</p>",
            "丰桥区融媒体中心",
        ),
        ("<div><a class=author href=/u/1>浪花视频</a> 2024-05-06 10:18</div>", "", "浪花视频"),
        ("<div>（晨光中文网）<br>江小山，特约记者 柏林</div><div>2024-05-06</div>", "", "晨光中文网"),
        ("<div>发布者：admin 2024-05-06</div>", "<p>渡口边的老人都说舍不得。（据《北岭晚报》）</p>", "北岭晚报"),
        ("<div><b>特约记者江小山发自曼谷</b> · Fri, 17 Nov 2023 01:47</div>", "", ""),
    ],
)
def test_outlets_apart_from_their_labels(byline: str, below: str, outlet: str) -> None:
    assert page(byline, below=below).outlet == outlet


def test_who_typed_a_page_in_is_no_outlet() -> None:
    found = page("<p>发布者：学工处管理员 发布时间：2024-05-06</p>", head=f"{TITLE}-丰桥师范学院")
    assert found.outlet == "丰桥师范学院"


def test_a_list_without_gaps_between_its_boxes_is_shown() -> None:
    style = "<style>.meta_list{margin-bottom:22px;line-height:20px;font-size:0}.gone{font-size:0}</style>"
    byline = (
        "<div class=meta_list><span>原创</span> <span>江小山</span> <a href=#>江边纪事</a></div><div>2024-05-06</div>"
    )
    found = page(f"{style}{byline}<div class=gone>作者：周小全</div>")
    assert (found.author, found.outlet) == ("江小山", "江边纪事")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        # `<title>` names whose page it is, and no heading tells the story's.
        (
            "<title>丰桥县融媒体中心_丰桥新闻网</title></head><body><div class=xx_tit>石门坳村：油茶花开引蜂来</div>"
            "<ul><li>发布时间</li><li>2024-05-06</li><li>信息来源</li><li>丰桥县融媒体中心</li></ul>",
            "石门坳村：油茶花开引蜂来",
        ),
        # A mark behind the title, in an element of its own, and one before it that the claim has in brackets.
        (
            "<title>渡口的最后一班船_丰桥网</title></head><body><h1>渡口的最后一班船<span>原创</span></h1>",
            "渡口的最后一班船",
        ),
        (
            "<title>【诗】渡口的最后一班船 | 丰桥日报</title></head><body><div><span>诗</span><span>渡口的最后一班船</span></div>",
            "渡口的最后一班船",
        ),
        # The newspaper's page lists its stories; a shoulder line stands above the title.
        (
            "<title>丰桥晨报</title></head><body><table><tr><td><a href=1>老街市摊贩盼望改善去水</a></td></tr>"
            "<tr><td><a href=2>旧区街灯转用新灯泡</a></td></tr></table>"
            "<table><tr><td>大雨后水浸及膝　有档主损失逾万</td></tr><tr><td>老街市摊贩盼望改善去水</td></tr></table>",
            "老街市摊贩盼望改善去水",
        ),
        # What a page offers with the site's name in it is not the story's title.
        (
            "<title>读者交流站 | 丰桥早报</title></head><body><div class=hl>请给渡口的老人留一盏灯</div><div>2024年5月6日</div>",
            "请给渡口的老人留一盏灯",
        ),
    ],
)
def test_the_title_is_none_of_its_neighbours(html: str, title: str) -> None:
    story = f"<p>{''.join(PROSE)}</p>"
    below = (
        "<div><div class=h>订阅《丰桥早报》早晨电邮</div><div>每天早上六点，编辑部为您挑选十则必读新闻。</div></div>"
    )
    found = clean_html(f"<html><head><meta charset=utf-8>{html}<div>{story}</div>{below}</body></html>".encode())
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize(
    ("masthead", "day"),
    [
        ("<td>2023年09月15日　星期五　<a href=1>上一期</a>　<a href=2>下一期</a></td>", "2023-09-15"),
        (
            "<td>二○一五年五月十七日　星期日　农历乙未年三月廿九 ｜ <a href=1>首页</a> ｜ <a href=2>要闻</a></td>",
            "2015-05-17",
        ),
        ("<td>2023年09月15日　丰桥晨报　<a href=1>放大+</a> <a href=2>缩小-</a></td>", "2023-09-15"),
    ],
)
def test_the_day_of_a_newspapers_masthead(masthead: str, day: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in PROSE)
    pages = "<table><tr><td>第A06版：城事</td></tr><tr><td>版面导航</td></tr></table>"
    html = f"<html><head><meta charset=utf-8></head><body><table><tr>{masthead}</tr></table>{pages}"
    html += f"<h1>渡口的最后一班船</h1><div>{story}</div></body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.date_published == day


def test_the_day_on_which_it_was_copied_from_elsewhere_is_not_the_pages() -> None:
    byline = "<h2>2014年9月12日 星期五</h2><h3>渡口的最后一班船</h3><div>（转自《丰桥文汇》2014年8月29日）</div>"
    found = clean_html(
        f"<html><head><meta charset=utf-8></head><body>{byline}{''.join(f'<p>{text}</p>' for text in PROSE)}</body></html>".encode()
    )
    assert isinstance(found, Article)
    assert found.date_published == "2014-09-12"


def test_the_first_of_several_stories_of_one_class_is_the_pages() -> None:
    letters = "".join(
        f"<div class=letter><div class=hl>{title}</div><div class=who>{who}</div><div>2024年5月{day}日</div>"
        f"<div>{''.join(f'<p>{text}{title[:4]}。</p>' for text in PROSE)}</div></div>"
        for title, who, day in (("请给渡口的老人留一盏灯", "江小山", 9), ("小贩中心的托盘架子宜加高", "周小全", 7))
    )
    found = clean_html(
        f"<html><head><meta charset=utf-8><title>交流站</title></head><body>{letters}</body></html>".encode()
    )
    assert isinstance(found, Article)
    assert (found.title, found.date_published) == ("请给渡口的老人留一盏灯", "2024-05-09")


def test_a_poem_outweighs_more_prose_in_another_part_of_the_page() -> None:
    lines = (
        "搬家公司的人问<br>这一箱是什么<br>我说是书<br>他掂了掂<br>说书不会响<br>"
        "里面有二十年的钥匙<br>门都已经不在了<br>它们彼此打开<br>又彼此锁上<br>海有点新"
    )
    aside = "<div id=side><p>文学营第九届开始报名，今年以移动的家为题，邀请六位作家带领创作，名额四十人。</p></div>"
    head = "<div class=t>搬家的人</div><div>◎简又宁</div><div>2024-05-06</div>"
    found = clean_html(
        f"<html><head><meta charset=utf-8><title>搬家的人 | 丰桥日报</title></head>"
        f"<body><div id=main>{head}<div>{lines}</div></div>{aside}</body></html>".encode()
    )
    assert isinstance(found, Article)
    assert found.text == lines.replace("<br>", "\n")


def lines_of(*above: str, below: tuple[str, ...] = ()) -> Article:
    found = clean_text("\n".join((*above, *PROSE, *below)))
    assert isinstance(found, Article)
    return found


def test_a_text_with_labels_above_names_in_its_first_lines() -> None:
    above = (
        "慢报导",
        "渡口的最后一班船",
        "编按：夜里工作的人，白天常常看不见，这个系列走访五种夜间的职业。",
        "2020.11.22",
    )
    found = lines_of(*above, "文字", "江小山 周小全", "摄影", "何晓光", "责任编辑", "方以真")
    assert (found.author, found.editor) == ("江小山;周小全", "方以真")
    assert "何晓光" not in found.text


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            (
                "渡口的最后一班船",
                "原创 江小山 缓坡",
                "缓坡",
                "微信号 huanpo",
                "2023-09-05 08:08 发表于 丰桥",
                "收录于合集 #职业 38个",
            ),
            "渡口的最后一班船",
        ),
        (
            (
                "丰桥都市报",
                "|",
                "丰桥新闻网",
                "社会",
                "正文",
                "渡口的最后一班船",
                "稿源：",
                "丰桥都市报",
                "2020-06-11 07:18",
            ),
            "渡口的最后一班船",
        ),
        (
            (
                "星屿日报",
                "即时渡口",
                "|",
                "渡口新闻",
                "发布: 8:00pm 16/05/2023",
                "渡口的最后一班船",
                "报道：江小山　摄影：周小全",
            ),
            "渡口的最后一班船",
        ),
    ],
)
def test_the_title_of_lines(above: tuple[str, ...], title: str) -> None:
    assert lines_of(*above).title == title


def test_a_day_in_three_lines() -> None:
    above = ("海疆网", "新闻", "2024", "03/19", "09:12:50", "来源：海疆网", "渡口的最后一班船", "字体：")
    assert lines_of(*above).date_published == "2024-03-19T09:12:50"


def test_behind_a_pager_and_a_list_the_text_goes_on() -> None:
    more = ("渡口的事，到这里还没有说完。", "谁也没有想到，先来的是一群孩子。")
    for between in (("上一页 1 2 下一页",), ("相关链接", "丰桥停车位改造方案公示（2020-05-20）")):
        found = lines_of("渡口的最后一班船", "2024-05-06 来源：丰桥报", below=(*between, *more, *PROSE))
        assert more[1] in found.text
        assert between[-1] not in found.text


def test_a_last_sentence_of_prices_is_told() -> None:
    last = "票价方面，单程 A 票 18 元，B 票 22 元，往返 A + B 票 38 元，5 月 25 日 0 点开售。"
    assert lines_of(
        "渡口的最后一班船", "2024-05-06 来源：丰桥报", below=(last, "下载丰桥APP，签到赚金币")
    ).text.endswith(last)


@pytest.mark.parametrize(
    ("opening", "ending", "author"),
    [
        (f"本报记者江小山、通讯员阮立报道：{PROSE[0]}", "", "江小山;阮立"),
        (f"{PROSE[0]}{PROSE[1]}{PROSE[0]}（本报记者 江小山 实习生 尹小曼）", "", "江小山;尹小曼"),
        (PROSE[0], "（江小山 通讯员 周小全）", "江小山;周小全"),
    ],
)
def test_reporters_and_who_helped_them(opening: str, ending: str, author: str) -> None:
    assert page("<div>2024-05-06</div>", body=(opening, PROSE[1], PROSE[2] + ending)).author == author


@pytest.mark.parametrize(
    ("byline", "below", "author"),
    [
        # An account, and who signs at the end; the editor's office is nobody.
        (
            "<div class=td-post-author-name>编辑部</div><div>2024-05-06</div>",
            "<p>（报道：江小山　摄影：周小全）</p>",
            "江小山",
        ),
        (
            "<div>文</div><div><a href=/1>江小山</a><span>jiangxs@chen.example</span> <a href=/2>周小全</a>"
            "<span>zhouxq@chen.example</span></div>"
            "<div>发布</div><div>2024-05-06</div>",
            "",
            "江小山;周小全",
        ),
        (
            "<div><a href=/reporter/1/>江小山</a> ／ 丰桥报导 <span>摄影 <a href=/reporter/2/>周小全</a></span> 2024-05-06</div>",
            "",
            "江小山",
        ),
        ("<div>2024-05-06</div>", "<p>（供稿 骨科：江小山）</p>", "江小山"),
        (
            "<div>2024-05-06</div>",
            "<table><tr><td>文字</td><td>江小山 周小全</td><td>图片</td><td>寻谷小组</td></tr>"
            "<tr><td>编辑</td><td>宋嘉言</td></tr></table>",
            "江小山;周小全",
        ),
        ("<div>2024-05-06</div>", "<a href=/2>偏乡小校共聘音乐老师 一周跑四校 记者：江小山</a>", ""),
        (
            "<ul><li>作者, 江小山</li><li>Role, 晨光中文记者</li></ul><ul><li>作者, 唐纳德·韦斯特</li></ul><div>2024-05-06</div>",
            "",
            "江小山;唐纳德·韦斯特",
        ),
    ],
)
def test_writers_among_others(byline: str, below: str, author: str) -> None:
    assert page(byline, below=below).author == author


@pytest.mark.parametrize(
    ("above", "below", "outlet"),
    [
        (("即时", "地方", "星屿日报", "渡口的最后一班船", "2024-05-06 10:30"), ("订阅星屿日报电子版",), "星屿日报"),
        (("即时", "观点", "渡口的最后一班船", "2024-05-06 10:30"), ("关于我们", "香港壹刻 版权所有"), "香港壹刻"),
        (
            ("丰桥新闻网首页", "第A01版：要闻", "丰桥日报 2015年12月09日 星期三", "上一期 下一期", "渡口的最后一班船"),
            (),
            "丰桥日报",
        ),
    ],
)
def test_the_site_of_a_text_that_names_no_source(above: tuple[str, ...], below: tuple[str, ...], outlet: str) -> None:
    assert lines_of(*above, below=below).outlet == outlet


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            ("中闻网 > 教育 > 正文", "渡口的最后一班船", "2024-05-06", "中闻社丰桥5月6日电 题：渡口的最后一班船"),
            "渡口的最后一班船",
        ),
        (
            (
                "第A03版：民生",
                "2024年5月6日 星期一",
                "摆渡人老周和他的铁门",
                "渡口关门以后",
                "——一个撑船人的三十一年",
                "□ 本报记者 江小山",
            ),
            "渡口关门以后",
        ),
    ],
)
def test_the_title_among_lines_beside_it(above: tuple[str, ...], title: str) -> None:
    assert lines_of(*above).title == title


def test_a_story_in_a_script_may_be_called_its_name() -> None:
    story = "".join(f"<p>{text}</p>" for text in PROSE)
    data = {
        "contentDetail": {
            "name": "渡口的最后一班船，老周不想走",
            "author": "江小山",
            "pubTime": "2024-03-14 07:36",
            "content": story,
        }
    }
    html = (
        "<html><head><meta charset=utf-8><title>丰桥新闻-有温度的时事</title></head><body><div>打开APP</div>"
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script></body></html>'
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert (found.title, found.author) == ("渡口的最后一班船，老周不想走", "江小山")
