"""Authors, outlets and titles in further forms: who was interviewed and by whom, letters, offices, accounts, datelines, poems."""

import pytest

from cleaners import Article, clean_html
from tests.cleaners.test_bylines import BODY, DATED, TITLE, page

POEM = (
    "船在河湾里停下来",
    "灯火一盏一盏地远",
    "母亲把碗放在石头上",
    "水，轻轻地响",
    "我数到第七声",
    "对岸有人喊我的名字",
    "那时候我还小",
    "以为河只有一条",
    "以为喊声不会老",
    "如今我坐在十七楼的窗前",
    "听见的，都是别人的河",
    "只有月亮还认得我",
    "把一片光放在桌上",
)


def whole(body: str, *, head: str = TITLE, meta: str = "") -> Article:
    """Return the record of a page that has nothing in its body but what is given."""
    signed = f"<meta name=author content='{meta}'>" if meta else ""
    html = f"<html><head><meta charset=utf-8><title>{head}</title>{signed}</head><body>{body}</body></html>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    return found


# A story under its title and its day, with no word of where it comes from.
PLAIN_STORY = f"<div><h1>{TITLE}</h1><p>2024-05-06</p>{''.join(f'<p>{text}</p>' for text in BODY)}</div>"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<div>2024-05-06 采访/整理：江山 谷小雨</div>", "江山;谷小雨"),
        ("<div>2024-05-06</div><div>採訪、整理：江山、谷小雨</div>", "江山;谷小雨"),
        ("<div>2024-05-06 采访：何晓光 整理：江山</div>", "何晓光;江山"),
        ("<div>2024-05-06 作者：江山 本报特约记者 达瓦次仁 责任编辑：谷小雨</div>", "江山;达瓦次仁"),
        ("<div>2024-05-06 记者：江山 通讯员 旺堆</div>", "江山;旺堆"),
        ("<div>发布于2024年5月6日由江山专访3条评论</div>", "江山"),
        ("<div><a>2024年5月6日</a>由<a>江山采写</a><a>暂无评论</a></div>", "江山"),
        (
            "<div class=post-author><span class=author-by>By</span><div>特约记者 江山</div></div><div>05 May 2024</div>",
            "江山",
        ),
        ("<div>2024-05-06 作者：江山 尼玛次仁</div>", "江山;尼玛次仁"),
        ("<div>2024-05-06 来源：晨光报 记者 厉江山 通讯员 谷小雨</div>", "厉江山;谷小雨"),
        ("<div>2024-05-06 来源：晨光报 本报记者 厉 江 本报通讯员 谷小雨</div>", "厉江;谷小雨"),
        ("<div>2024-05-06</div><div>记者 厉 江 白 丁 通讯员 谷小雨</div>", "厉江;白丁;谷小雨"),
        ("<div>2024-05-06 10:30 来源：宣教办 发布人：江山 审核：谷小雨</div>", ""),
        (
            "<div><span>由 <a href=/u>老木匠</a></span> <span>发布于 <time>2024年5月6日</time><time>2024年5月8日</time></span>"
            " <span>分类：手工</span> <span>17 条评论</span> <span>预计阅读 4 分钟</span></div>",
            "老木匠",
        ),
        ("<div>2024-05-06</div><div>□ 卜 晚 秋</div>", "卜晚秋"),
        ("<p class=author>○ 容修远　戚望舒</p><div>2024-05-06</div>", "容修远;戚望舒"),
        ("<div>由 qs_web 于 周一, 06/05/2024 - 14:03 提交</div>", ""),
        ("<div>原创 <span>党委宣传部</span> <a href=#>青石大学</a></div><div>2024-05-06</div>", ""),
    ],
)
def test_a_byline_names_its_author(byline: str, author: str) -> None:
    assert page(byline).author == author


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("青石镇义工社主席 江山 谨启", "江山"),
        ("江山敬上", "江山"),
        ("读者 江山", "江山"),
        ("您的学生 江山", "江山"),
        ("村民：江山", "江山"),
        ("柳湾镇鱼嘴村村民 江山", "江山"),
        ("你们的校长：江山", "江山"),
        ("青石镇义工社 谨启", ""),
        ("河西小学校长 千帆", ""),
        ("訪問／江山 文字整理／谷小雨", "江山;谷小雨"),
        ("作者：干小雨 江山", "干小雨;江山"),
        ("访问：1382次", ""),
        ("采访／整理：江山、谷小雨", "江山;谷小雨"),
        ("作者简介：江山，本名关山月，1986年生，小学教师。", "江山"),
        ("桥通了，人来了。（江山 摄）", ""),
        ("摄影：江山", "江山"),
        ("文字：谷小雨 图片：江山", "谷小雨"),
        ("河西台记者江山、谷小雨报道。", "江山;谷小雨"),
        ("有的记者如实报道。", ""),
    ],
)
def test_the_last_line_names_who_wrote(last: str, author: str) -> None:
    assert page("<div>2024-05-06 10:30 来源：晨光报</div>", body=(*BODY, last)).author == author


@pytest.mark.parametrize(("last", "author"), [("河西小学校长　千帆", "千帆"), ("河西小学 校务委员会", "")])
def test_a_letter_to_somebody_is_signed_with_an_office_and_a_name(last: str, author: str) -> None:
    assert page("<div>2024-05-06</div>", body=("亲爱的同学们：", *BODY, last)).author == author


def test_who_edits_a_letter_did_not_write_it() -> None:
    letter = ("编辑同志：", *BODY, "此致", "敬礼", "柳湾镇鱼嘴村村民 江山", "6月20日")
    assert page("<div>2024-06-21 来源：晨光报</div>", body=letter, below="<p>（责任编辑 谷小雨）</p>").author == "江山"


def test_a_pen_name_at_the_end_beats_the_medium_that_the_head_claims() -> None:
    head = f"{TITLE}_晨光体育</title><meta property=article:author content=晨光体育><title>"
    byline = "<div><span>2024-05-06 22:28</span> <a href=/ class=source>晨光体育</a></div>"
    found = page(byline, head=head, body=(*BODY, "（老高）"))
    assert (found.author, found.outlet) == ("老高", "晨光体育")


def test_a_bracket_before_the_story_names_its_reporter() -> None:
    assert page(DATED, body=(f"【江山台南報導】{BODY[0]}", *BODY[1:])).author == "江山"
    assert not page(DATED, body=(f"【本报综合报道】{BODY[0]}", *BODY[1:])).author


def test_a_heading_behind_a_mark_is_nobodys_name() -> None:
    assert not page(DATED, body=(BODY[0], "◎桥头的老槐树不砍", *BODY[1:])).author


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("<div>2024-05-06 来源：本站</div>", "青石文联"),
        ("<div>2024-05-06 来源：本站原创</div>", "本站原创"),
        ("<div><div>桥头评论</div><div>2024-05-06 10:30晨光日报社官方帐号</div></div><div>关注</div>", "桥头评论"),
        ("<div>2024-05-06 10:30 | 我要评论</div>", "青石文联"),
        ("<div>2024-05-06 10:30</div><div>17条评论</div>", "青石文联"),
        ("<div>2024-05-06|发布者: 小溪管家|查看: 19|评论: 0|原作者: 江山|来自: 河岸周末</div>", "河岸周末"),
        ("<div>由 qs_web 于 周一, 06/05/2024 - 14:03 提交</div>", "青石文联"),
        (
            "<table><tr><th>发布单位</th><td>新闻科</td></tr><tr><th>发布日期</th><td>2024-05-06</td></tr></table>",
            "青石文联",
        ),
        ("<div><span>原创</span> <span>融媒体中心</span> <a>青石发布</a></div><div>2024-05-06</div>", "青石发布"),
        (
            "<table><tr><th>发布单位</th><td>农业处</td></tr><tr><th>发布日期</th><td>2024-05-06</td></tr></table>",
            "青石文联",
        ),
        ("<div>2024-05-06</div><ul><li>发布单位：畜禽养殖科</li></ul>", "青石文联"),
        (
            "<table><tr><td>发布时间：2024-05-06</td><td>作者：江山</td><td>来源：城北分局</td></tr></table>",
            "城北分局",
        ),
        (
            "<table><tr><th>发布单位</th><td>青石县农业农村局</td></tr><tr><th>发布日期</th><td>2024-05-06</td></tr></table>",
            "青石县农业农村局",
        ),
        (
            "<table><tr><td>报纸</td><td>桥都晨报</td></tr><tr><td>见报</td><td>2024-05-06</td></tr><tr><td>记者</td><td>江山</td></tr></table>",
            "桥都晨报",
        ),
    ],
)
def test_a_byline_names_its_outlet(byline: str, outlet: str) -> None:
    assert page(byline, head=f"{TITLE}_青石文联").outlet == outlet


def test_an_account_beside_the_date_publishes_where_nobody_else_is_named() -> None:
    byline = (
        "<div><b>慢船故事</b><p>05-06 08:00 · 桥头号优质作者</p></div><a>＋关注</a><div>作者丨江山 编辑丨谷小雨</div>"
    )
    assert page(byline).outlet == "慢船故事"


def test_a_row_of_bodies_that_a_story_tells_of_is_no_outlet() -> None:
    told = (
        *BODY,
        "龙舟队成立于2014年，队员全部是普通在校生，来自土木、电气、外语等九个学院。为了备战，他们从三月起每天清晨下水。",
    )
    assert page("<div>2024-05-06</div>", body=told, head=f"{TITLE}_青石文联").outlet == "青石文联"


def test_an_app_that_says_its_name_alone_and_first_is_no_title() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    above = "<div><p class=n>云上青石</p><p class=s>掌上家园</p></div>"
    meta = "<div class=meta>青石县融媒体中心2024-05-06 16:05</div>"
    shown = f"{above}<div class=detail-title>{TITLE}</div>{meta}<div>{paragraphs}</div>"
    assert whole(shown, head="云上青石").title == TITLE


def test_a_caption_with_a_day_names_no_outlet() -> None:
    caption = "<div>轮胎行清晨起火，7人从火 场中疏散。（消防局提供） 记者江山河西传真 113年5月6日</div>"
    assert page(f"<div>最新更新：2024/05/06 10:48</div>{caption}", head=f"{TITLE}_青石文联").outlet == "青石文联"


def test_a_department_is_named_with_its_office_where_the_head_does() -> None:
    head = f"{TITLE}_青石文联</title><meta name=DC.Creator content=青石縣政府農業處><title>"
    assert page("<div>發布單位：農業處 2024-05-06</div>", head=head).outlet == "青石县政府农业处"


def test_where_a_reader_comments_from_is_no_outlet() -> None:
    below = (
        "<div><p>有用，收藏了</p><div>#1来自安卓客户端2024-05-07 21:30回复</div><div>#2来自手机版2024-05-08</div></div>"
    )
    assert page("<div>2024-05-06</div>", head=f"{TITLE} - 桥头视频专栏", below=below).outlet == "桥头视频专栏"


@pytest.mark.parametrize(
    ("begin", "outlet"),
    [
        ("晨光社石桥5月6日电（记者 江山）", "晨光社"),
        ("晨光网石桥6日讯 ", "晨光网"),
        ("晨光网5月6日电 ", "晨光网"),
        ("据晨光社5月6日电，", ""),
        ("本报石桥5月6日电 ", ""),
    ],
)
def test_a_dateline_names_the_agency(begin: str, outlet: str) -> None:
    assert page("<div>今天 06:31 05-06</div>", body=(begin + BODY[0], *BODY[1:])).outlet == outlet


def test_the_edition_of_a_magazine_stands_before_the_title() -> None:
    assert page("<div>2024-05-06</div>", head=f"晨光月刊北美版 >> 人物 >> {TITLE}").outlet == "晨光月刊北美版"


def test_the_day_of_the_paper_is_not_the_pages() -> None:
    found = page("<div>（原载2024年4月8日《晨光日报》第7版） 点击数：617 更新时间：2024-5-6</div>")
    assert found.date_published == "2024-05-06"


def test_the_time_element_of_the_same_day_tells_the_clock() -> None:
    stamp = "<time datetime={}>2024年5月6日</time>"
    assert (
        page(f"<div>发布于{stamp.format('2024-05-06T07:20:05+08:00')}</div>").date_published
        == "2024-05-06T07:20:05+08:00"
    )
    assert page(f"<div>发布于{stamp.format('2024-05-07T07:20:05+08:00')}</div>").date_published == "2024-05-06"


@pytest.mark.parametrize(
    ("headings", "head", "title"),
    [
        (
            "<h1>守着一河水</h1><h2>——青石镇抗旱见闻</h2>",
            "守着一河水——青石镇抗旱见闻_晨光网",
            "守着一河水——青石镇抗旱见闻",
        ),
        (
            "<h1>守着一河水</h1><h3>--青石镇抗旱见闻</h3>",
            "守着一河水--青石镇抗旱见闻_晨光网",
            "守着一河水--青石镇抗旱见闻",
        ),
        ("<h1>守着一河水</h1><h2>——青石镇抗旱见闻</h2>", "守着一河水 - 晨光网", "守着一河水"),
    ],
)
def test_a_second_heading_belongs_to_the_first(headings: str, head: str, title: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    shown = f"<div><a href=/>首页</a></div><div>{headings}{DATED}<div class=content>{paragraphs}</div></div>"
    assert whole(shown, head=head).title == title


@pytest.mark.parametrize("poet", ["□ 江 山", "◎ 江山", "作者：江山"])
@pytest.mark.parametrize("head", ["", "河湾网", "快速办证 信用卡代还 无抵押贷款"])
def test_a_poem_is_called_by_its_short_heading(poet: str, head: str) -> None:
    lines = f"<div class=poem>{'<br>'.join(POEM)}</div>"
    credit = f"<div>{poet}</div><div>更新时间：2024-5-6</div>"
    found = whole(f"<div><a href=/>首页</a></div><div><h2>河 湾</h2>{credit}{lines}</div>", head=head)
    assert (found.title, found.text, found.author) == ("河 湾", "\n".join(POEM), "江山")


@pytest.mark.parametrize(
    "head", ["讣告-青石农业大学", "讣告 | 青石农业大学", "讣告", "讣告：江福来教授逝世-青石农业大学新闻网"]
)
def test_a_short_heading_is_not_taken_for_who_signs_below(head: str) -> None:
    signed = (
        "青石农业大学教授江福来先生因病医治无效，于2024年5月5日在青石逝世，享年九十一岁。",
        *BODY[1:],
        "谨此讣告。",
    )
    lines = (*signed, "青石农业大学", "2024年5月6日")
    found = page("<p>发布时间：2024-05-06</p>", title="讣告", head=head, body=lines)
    assert (found.title, found.text) == ("讣告", "\n".join(lines))


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        ("<div class=banner>青石市公共资源交易网</div>", "青石市公共资源交易网"),
        ("<div class='banner-nav'>体育网</div>", ""),
        ("<div class=banner>好消息天天有</div>", ""),
    ],
)
def test_a_banner_names_the_site(above: str, outlet: str) -> None:
    assert whole(above + PLAIN_STORY).outlet == outlet


@pytest.mark.parametrize(
    ("meta", "above", "foot", "outlet"),
    [
        ("", "<div class=logo><a href=/>每日乡情汇</a></div>", "Copyright © 2019 每日乡情汇 版权所有", "每日乡情汇"),
        ("第七财汇", "<div><a class=logo>第七财汇</a><a>新闻</a><a>视频</a></div>", "", "第七财汇"),
        (
            "",
            "<div class=logo><img alt=每日乡情汇></div>",
            "每日乡情汇 版权所有 青ICP备12000000号 本页由系统转为繁体",
            "每日乡情汇",
        ),
        ("", "<div class=logo><a href=/>每日乡情汇</a></div>", "", ""),
        ("", "<div class=logo><a href=/>每日乡情汇</a></div>", "© 青石新每日乡情汇集 版权所有", ""),
    ],
    ids=["rights", "author", "rights alone", "unsigned", "part of another name"],
)
def test_a_logo_names_the_site_where_rights_or_the_head_say_it_too(
    meta: str, above: str, foot: str, outlet: str
) -> None:
    assert whole(f"{above}{PLAIN_STORY}<div class=foot>{foot}</div>", meta=meta).outlet == outlet


@pytest.mark.parametrize(("author", "outlet"), [("晨林云", "晨林云"), ("江山", "晨林社会新闻")])
def test_of_two_names_behind_the_title_the_one_that_the_head_signs_with_is_the_site(author: str, outlet: str) -> None:
    found = whole(PLAIN_STORY, head=f"{TITLE} | 晨林社会新闻 | 晨林云", meta=author)
    assert found.outlet == outlet


@pytest.mark.parametrize(
    ("head", "byline", "outlet"),
    [
        (
            f"河西晚讯 - {TITLE}",
            "<div><span>2024-05-06 A02版 河西</span> <a href=#>[上一则]</a> <a href=#>[下一则]</a></div>",
            "河西晚讯",
        ),
        (f"{TITLE}｜山海纪事", "<div>建立于 2024/05/06</div>", "山海纪事"),
    ],
    ids=["paper", "built"],
)
def test_the_head_names_the_site_and_no_button_does(head: str, byline: str, outlet: str) -> None:
    assert page(byline, head=head).outlet == outlet


def test_a_dot_stands_behind_a_label_as_a_colon_does() -> None:
    found = page("<div>2024-05-06</div><div>文．江山 攝影．谷小雨 責任編輯．宋映雪</div>")
    assert (found.author, found.editor) == ("江山", "宋映雪")


def test_the_office_whose_address_the_foot_gives_publishes() -> None:
    foot = "<div class=foot>青石大学离退休工作处　地址：青石市湖滨路 邮编：330000</div>"
    assert page("<div>2024-05-06</div>", below=foot, head="讣告", title="讣告").outlet == "青石大学离退休工作处"


def test_what_a_heading_hides_is_none_of_the_title() -> None:
    hidden = f"{TITLE}<span style='font-size:0'> 某某体育官方入口</span>"
    assert page(DATED, title=hidden, head=f"某某体育官方入口-{TITLE}").title == TITLE


def test_a_sites_name_left_of_a_hijacked_title_is_no_title() -> None:
    logo = "<div class=logo>青石法治在线</div>"
    found = page(logo + DATED, head="万隆电竞网页版-万隆电竞登录入口-青石法治在线")
    assert found.title == TITLE
