"""What stands in a story's container and tells nothing: summaries, clocks of a transcript, who the expert is, prices and days."""

import pytest

from cleaners import Article, clean_text
from cleaners.article.listing import listed
from cleaners.parse import parse
from tests.cleaners.test_story_edges import STORY, TITLE, outcome, paragraphs, story_of
from tests.cleaners.test_text_items import lines_of
from tests.cleaners.test_text_lists import ENTRIES

BYLINE = "<div>2024-05-06 10:30 来源：晨光报</div>"
RETOLD = "河西三个村的孩子，上学不用再绕行。"
UNTOLD = "二十年前，笔者在这里教过书，那时候的冬天比现在冷得多。"


def page(inside: str, above: str = "") -> str:
    return story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{above}<div class=c>{inside}</div>"))


@pytest.mark.parametrize(("intro", "is_kept"), [(RETOLD, False), (UNTOLD, True)])
def test_an_introduction_that_the_story_retells_is_cut(intro: str, is_kept: bool) -> None:  # noqa: FBT001
    story = page(paragraphs(*STORY), f"<div class=intro>{intro}</div>")
    assert story == "\n".join((intro, *STORY) if is_kept else STORY)


@pytest.mark.parametrize(("label", "is_kept"), [("摘要", False), ("核心提示：", False), ("导语", True)])
def test_a_labels_line_in_plain_text_is_a_summary(label: str, is_kept: bool) -> None:  # noqa: FBT001
    wide = "桥头的石狮子又有人给它系上了红布，往后过河的人，再也不必看天色。"
    assert (wide in lines_of(label, wide, *STORY)) == is_kept


TURNS = (
    "主持人（镇政府办公室 江苇）：各位记者朋友，大家上午好，今天介绍两座便民桥的建设情况。",
    "关山月：谢谢主持人。两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "晨光报记者：请问什么时候修候车亭？",
    "关山月：预计明年春天完工，方便村民乘坐公交车进城，停车场也会同时建成。",
)
ROW = "<tr><td><span>10:0{0}</span></td><td>{1}</td></tr>"
ITEM = "<p>10:0{0}</p><p>{1}</p>"


@pytest.mark.parametrize("form", [ROW, ITEM], ids=["table", "paragraphs"])
def test_a_transcript_has_no_clocks(form: str) -> None:
    rows = "".join(form.format(at, turn) for at, turn in enumerate(TURNS))
    assert page(f"<table>{rows}</table>" if form == ROW else rows) == "\n".join(TURNS)


def test_a_day_told_hour_by_hour_keeps_its_hours() -> None:
    told = STORY[0], "07:10", STORY[1], "12:00", STORY[2], "18:40", STORY[3]
    assert page(paragraphs(*told)) == "\n".join(told)


def test_what_several_announce_hour_by_hour_keeps_its_hours() -> None:
    told = STORY[0], "07:10", f"镇政府：{STORY[1]}", "12:00", f"派出所：{STORY[2]}", "18:40", f"供水站：{STORY[3]}"
    assert page(paragraphs(*told)) == "\n".join(told)


@pytest.mark.parametrize("label", ["专家简介", "【专家介绍】", "医生名片", "本期嘉宾简介："])
def test_who_the_expert_is_stands_below_the_story(label: str) -> None:
    box = f"<section><p>{label}</p><p>江山，主任医师，青石镇卫生院骨科主任。擅长膝关节置换。</p></section>"
    assert page(paragraphs(*STORY) + box) == "\n".join(STORY)


def test_who_the_expert_is_stands_above_what_he_says() -> None:
    told = "专家简介", "江山，主任医师，青石镇卫生院骨科主任。擅长膝关节置换。", *STORY
    assert "\n".join(told[1:]) in page(paragraphs(*told))


def test_a_price_below_an_advertisement_is_no_day() -> None:
    rows = ("品种\t本周\t上周", "大白菜\t1.12\t1.05", "土豆\t2.30\t2.28", "黄瓜\t4.86\t3.92")
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("\t")) for row in rows]
    advertisement = "<tr><td colspan=3><a href=http://x.example>果农赶在雨前抢收早熟桃子</a></td></tr>"
    table = (
        f"<table><tr>{cells[0]}</tr><tr>{cells[1]}</tr>{advertisement}<tr>{cells[2]}</tr><tr>{cells[3]}</tr></table>"
    )
    assert page(paragraphs(*STORY[:2]) + table + paragraphs(*STORY[2:])) == "\n".join((*STORY[:2], *rows, *STORY[2:]))


@pytest.mark.parametrize(
    "tail",
    [
        "本文来源：http://www.news.example/ 转载请注明",
        "（原文地址：https://news.example/a/1.html）",
        "文章来源：青石桥头网 www.news.example 转载请注明出处！",
    ],
)
def test_from_where_a_page_was_taken_ends_its_last_paragraph(tail: str) -> None:
    assert page(paragraphs(*STORY[:3], STORY[3] + tail)) == "\n".join(STORY)


@pytest.mark.parametrize(
    "tail",
    [
        "（文/图 江山 谷雨）",
        "（文/江山　图/谷雨）",
        "（圖文：江山）",
        "（江山 谷雨 文/图）",
        "（撰文：江山 攝影：谷雨）",
    ],
)
def test_who_wrote_and_took_the_pictures_ends_the_last_paragraph(tail: str) -> None:
    assert page(paragraphs(*STORY[:-1], STORY[-1] + tail)) == "\n".join(STORY)
    assert lines_of(*STORY[:-1], STORY[-1] + tail) == list(STORY)


@pytest.mark.parametrize(
    "tail", ["想了解更多，请收藏本站。", "更多內容，請持續關注本網！", "想知道怎么走，请收藏我们的网站。"]
)
def test_what_sells_the_site_ends_a_paragraph(tail: str) -> None:
    assert page(paragraphs(STORY[0], STORY[1] + tail, *STORY[2:])) == "\n".join(STORY)


@pytest.mark.parametrize("tail", ["想买票的人，可以访问我们的网站。", "想了解更多的人，可以到桥头看看。"])
def test_a_last_sentence_that_sells_nothing_stays(tail: str) -> None:
    assert page(paragraphs(STORY[0], STORY[1] + tail, *STORY[2:])).split("\n")[1] == STORY[1] + tail


@pytest.mark.parametrize("turn", ["（下转第3版）", "(下转02版)", "（紧转A3版《桥通了》）", "下转第三版"])
def test_the_page_on_which_a_paragraph_goes_on_is_none_of_it(turn: str) -> None:
    assert page(paragraphs(STORY[0] + turn, *STORY[1:])) == "\n".join(STORY)
    assert lines_of(*STORY[:-1], STORY[-1] + turn) == list(STORY)


@pytest.mark.parametrize("turn", ["（上接第1版）", "（緊接第一版）", "(接A1版)", "上接01版　"])
def test_the_page_from_which_a_paragraph_comes_is_none_of_it(turn: str) -> None:
    assert page(paragraphs(STORY[0], turn + STORY[1], *STORY[2:])) == "\n".join(STORY)


@pytest.mark.parametrize(
    "told", ["老人把那张报纸翻来覆去地看，桥的照片登在第3版。", "接到第3版的校样时，天已经亮了，桥头还亮着灯。"]
)
def test_a_page_that_a_story_tells_of_stays(told: str) -> None:
    assert told in page(paragraphs(STORY[0], told, *STORY[1:]))


def test_a_label_above_paragraphs_sums_nothing_up() -> None:
    told = "".join(f"<div class=para>{line}</div>" for line in STORY)
    assert page(f"<div class=txt>{told}</div>", "<div class=abs><i>摘要</i></div>") == "\n".join(STORY)


def test_an_address_in_a_last_sentence_stays() -> None:
    last = STORY[3] + "网上预约请登录 www.bridge.example 办理。"
    assert page(paragraphs(*STORY[:3], last)) == "\n".join((*STORY[:3], last))


@pytest.mark.parametrize(("signed", "is_kept"), [("江 阿 满", False), ("千　帆", False), ("灯 还亮着", True)])
def test_a_poet_signs_below_his_last_line(signed: str, is_kept: bool) -> None:  # noqa: FBT001
    verse = "河水不识字", "却记得住每一座桥", "春天它抬高一点", "把石头洗得发亮", "人走过去，它不出声"
    found = outcome(f"<h1>河西的灯</h1>{BYLINE}<div>{'<br>'.join((*verse, signed))}</div>", title="河西的灯")
    assert story_of(found) == "\n".join((*verse, signed) if is_kept else verse)


SCORES = ("队员\t扣球\t拦网\t总得分", "江苇\t17\t3\t20", "谷小雨（河西）\t14\t2\t16", "穆青\t9\t0\t9")
PRICES = ("品种\t最低价\t最高价\t较昨日", "大白菜\t0.60\t0.90\t↓0.05", "黄瓜\t2.20\t3.00\t↑0.20", "鸡蛋\t4.10\t4.30\t—")


def table_of(rows: tuple[str, ...], cell: str = "<td>{}</td>") -> str:
    return "<table>" + "".join(f"<tr>{''.join(map(cell.format, row.split(chr(9))))}</tr>" for row in rows) + "</table>"


def test_a_table_ends_a_story_whatever_its_element_shares() -> None:
    told = f"{paragraphs(*STORY)}<p><b>技术统计</b></p>{table_of(SCORES)}"
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class='BSHARE_POP content'>{told}</div>")
    assert story_of(found) == "\n".join((*STORY, "技术统计", *SCORES))


def test_a_table_stands_above_a_short_last_sentence() -> None:
    told = f"<p>本届比赛参赛队员：三十六名</p>{table_of(SCORES)}<p>奖金累计2,000元，滚入下期。</p>"
    rows = "\n".join(("本届比赛参赛队员：三十六名", *SCORES, "奖金累计2,000元，滚入下期。"))
    found = outcome(
        f"<h1>青石镇划船赛成绩公告</h1>{BYLINE}<div class=c>{told}</div>", title="青石镇划船赛成绩公告-晨光网"
    )
    assert story_of(found) == rows


def test_a_table_of_links_is_none_of_the_story() -> None:
    assert page(paragraphs(*STORY) + table_of(SCORES, "<td><a href=/1.html>{}</a></td>")) == "\n".join(STORY)


@pytest.mark.parametrize(
    ("title", "is_story"), [("5月6日青石市场主要农副产品价格", True), ("青石市场会员中心说明", False)]
)
def test_a_table_may_be_all_of_the_story(title: str, is_story: bool) -> None:  # noqa: FBT001
    found = outcome(f"<h1>{title}</h1>{BYLINE}<div>{table_of(PRICES)}</div>", title=f"{title}-晨光网")
    assert isinstance(found, Article) == is_story
    assert not is_story or story_of(found) == "\n".join(PRICES)


def test_a_chapters_name_stands_above_its_first_line() -> None:
    told = f"<p align=center><b>第十七章　棉纱</b></p>{paragraphs(*STORY)}"
    assert page(told) == "\n".join(("第十七章 棉纱", *STORY))


def test_text_against_copying_is_none_of_the_story() -> None:
    jammer = "<font class=jammer>7 ~# V) x; u8 P. n</font><br>"
    told = "".join(f"　　{text}{jammer}" for text in STORY).replace("class=jammer", 'class="jammer"')
    assert page(f"<font size=4>{told}</font>") == "\n".join(STORY)


def test_text_against_copying_on_a_line_of_its_own_is_none_of_the_story() -> None:
    jammer = '<br /><font class="jammer">, a2 K9 v, P7 o5 q</font>\n<br />\n<span style="display:none">9 z" H; w3 d) b</span>\n<br />'
    told = "".join(f"　　{text}{jammer}" for text in STORY)
    assert page(f"<font size=4>{told}</font>") == "\n".join(STORY)


def test_an_address_to_write_to_is_no_link_to_another_page() -> None:
    asked = "媒体联系人：江小山<br>青石镇新闻办<br>邮箱：<a href=mailto:river@news.example>river@news.example</a>"
    assert page(f"{paragraphs(*STORY)}<p>{asked}</p>").endswith("邮箱：river@news.example")


def test_a_flash_begins_with_its_title() -> None:
    told = (
        "【青石控股：拟以2亿元回购股份】晨光社5月14日电，青石控股公告，公司拟以集中竞价方式回购股份，价格不超过十八元。"
    )
    clock = "<div>2024-05-14 19:42:16 <span>星期二</span></div>"
    found = outcome(f"{clock}<div class=telegraph>{told}</div>", title="青石控股：拟以2亿元回购股份-晨光社")
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("青石控股：拟以2亿元回购股份", told)


def test_a_title_stands_above_an_english_day() -> None:
    head = "西岸乡讯", "Home", "读者来信", "写给那位守桥的师傅", "By 谷小雨 | March 3, 2019", "Share this:"
    letter = (
        "编辑先生：",
        "我是一名退休教师。想借贵报一角，对上星期三下午在河边遇见的一位老人说声谢谢。那天雨很大，他把伞让给了我，自己淋着雨走回桥头。",
        "读者 谷小雨",
        "2019年2月28日",
    )
    found = clean_text("\n".join((*head, *letter, "Leave a Reply", "Recent Posts", "© 2019 西岸乡讯")))
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("写给那位守桥的师傅", "\n".join(letter))


def test_what_a_form_amid_a_story_asks_is_cut() -> None:
    form = "<form><fieldset><legend>在线预约</legend><p>填写姓名和电话</p><p>提交后客服会联系您</p></fieldset></form>"
    assert page(paragraphs(*STORY[:2]) + form + paragraphs(*STORY[2:])) == "\n".join(STORY)


def test_a_page_that_is_all_in_a_form_keeps_its_story() -> None:
    assert page(f"<form action=/x.aspx><fieldset>{paragraphs(*STORY)}</fieldset></form>") == "\n".join(STORY)


def test_a_list_that_a_paragraph_announces_keeps_what_each_entry_says() -> None:
    entries = (
        "平川市心理援助热线：0000-5525525，24小时",
        "青少年服务热线：12355，9:00—21:00",
        "东县社工站：0000-6621010，工作日",
    )
    told = "".join(f"<li>{entry}</li>" for entry in entries)
    last = "便民桥展览将持续到7月10日，周一闭馆，团体可拨打0000-6620626预约讲解。"
    found = page(f"{paragraphs(*STORY, '以下热线可供求助：')}<ul>{told}</ul>{paragraphs(last)}")
    assert found == "\n".join((*STORY, "以下热线可供求助：", *entries, last))


@pytest.mark.parametrize(("stamp", "is_list"), [("<em>15:47</em>", True), ("<em>评论</em>", False)])
def test_excerpts_below_linked_headlines_are_listed_where_each_has_its_clock(stamp: str, *, is_list: bool) -> None:
    others = "".join(
        f"<div><a href=/1.html>{head}</a><div class=sm>{text}</div>{stamp}</div>" for head, text in ENTRIES
    )
    document = parse(f"<h1>{TITLE}</h1>{paragraphs(*STORY)}<div>{others}</div>")
    found = {document.blocks[at].text for at in listed(document, frozenset())}
    assert found == ({text for _, text in ENTRIES} if is_list else set())


def test_what_a_story_lists_about_accounts_asks_nobody_to_follow() -> None:
    listed = ("“出租微信号、银行卡，躺着赚钱”；", "“加微信号：bridge2024 领红包”；")
    found = page(f"{paragraphs(STORY[0])}<p>常见的说法有：</p><ul><li>{listed[0]}</li></ul>{paragraphs(*STORY[1:])}")
    assert listed[0] in found


@pytest.mark.parametrize("head", ["另一条街的老树今年不砍了", "暑期泳池抽检结果公布"])
def test_an_excerpt_behind_the_editors_line_is_another_storys(head: str) -> None:
    card = f"<blockquote><p>{head}</p><p>记者昨天从市园林局获悉，这条街上的三十六棵梧桐，今年秋天起将由专人…</p></blockquote>,晨光报"
    assert page(f"{paragraphs(*STORY)}<p>责任编辑：<span></span></p>{card}") == "\n".join(STORY)


def test_a_label_heads_the_notes_of_a_poem() -> None:
    verse = "<br>".join(("深夜看书须尽欢，", "明月照亮浊酒案。", "一杯清茶空对月，", "煮茶吟诗到天边。"))
    notes = "夜深人静时，是自己一天最轻松的时刻，此时独坐书房翻看经典，甚是尽兴；恰逢十六，月光照进窗子、洒在案上。"
    box = f"<div class=note><div>注释：</div><div class=con>{notes}</div></div>"
    told = story_of(outcome(f"<h1>静夜思</h1>{BYLINE}<div class=c><div class=f>{verse}</div>{box}</div>"))
    assert told.split("\n")[-2:] == ["注释：", notes]


def test_a_sentence_that_is_mostly_links_is_told() -> None:
    links = "<a href=/1>青石镇新建的两座便民桥</a>昨天通车，<a href=/2>河西三个村的学生和村民</a>上学不用再<a href=/3>绕行山路</a>。"
    story = page(f"<p>{links}</p>{paragraphs(*STORY[1:])}")
    assert story.startswith("青石镇新建的两座便民桥昨天通车，")
