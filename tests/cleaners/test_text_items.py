"""Plain text that stories hold beside paragraphs: announced lists, rows, who signs a notice, the heads of replies."""

import pytest

from cleaners import Article, clean_text

MENU = ("青石日报", "首页", "要闻", "民生", "教育", "视频")
TITLE = "青石镇新建两座便民桥"
BYLINE = "2024-05-06 09:12 来源：青石日报"
STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "据镇里介绍，两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "下一步，镇里还将在桥头修建停车场和候车亭，预计明年春天完工，方便村民乘坐公交车进城。",
)
FOOTER = ("相关阅读", "早熟桃子抢在雨前采收", "旧仓库改成社区图书馆", "版权所有 青石日报社", "青ICP备12345678号")


def lines_of(*story: str, head: tuple[str, ...] = (*MENU, TITLE, BYLINE), foot: tuple[str, ...] = FOOTER) -> list[str]:
    found = clean_text("\n".join((*head, *story, *foot)), "http://news.example/a.html")
    assert isinstance(found, Article)
    return found.text.split("\n")


@pytest.mark.parametrize(
    "items",
    [
        ("主要参数如下：", "桥长：120米", "桥面宽：6米", "限高：3.5米", "限重：10吨", "限速：20公里/小时"),
        ("本轮结果：", "青石队 5比3 河西队", "石岗队 4比4 渡口队", "柳湾队 6比2 桥头队", "山口队 3比5 塔下队"),
        ("获奖名单如下：", "江苇", "谷小雨", "穆青山", "河西小学 五年级二班", "石岗村 合作社"),
        ("当天的安排是：", "1、上午九点通车仪式", "2、上午十点试乘公交", "3、下午两点桥头义诊"),
        ("报名需带下列材料：", "① 户口本原件", "② 近期照片两张", "③ 村委会证明"),
    ],
    ids=["labels", "rows", "names", "numbers", "circled numbers"],
)
def test_an_announced_list_stands_between_paragraphs(items: tuple[str, ...]) -> None:
    assert lines_of(STORY[0], *items, STORY[2]) == [STORY[0], *items, STORY[2]]


@pytest.mark.parametrize(
    "items",
    [
        ("票价如下：", "成人票：12元", "学生票：6元", "月票：90元"),
        ("上车地点：", "1. 镇政府东门", "2. 河西小学", "3. 石岗村口"),
    ],
    ids=["labels", "numbers"],
)
def test_an_announced_list_ends_a_story(items: tuple[str, ...]) -> None:
    assert lines_of(*STORY, *items) == [*STORY, *items]


def test_an_announced_table_of_parts_ends_a_story() -> None:
    announced = f"{STORY[0]}两场比赛都在镇中学举行，十二个村的两百多名运动员参加，场上笑声不断。成绩如下："
    rows = ("男子组", "百米 第一名 江苇 12秒21", "百米 第二名 穆青山 12秒40", "女子组", "跳高 第一名 谷小雨 1.52米")
    more = ("跳高 第二名 白丁 1.48米", "团体总分", "第一名 河西村 86分", "第二名 石岗村 74分")
    told = (announced, *rows, *more)
    foot = ("【责任编辑：巴音】", "热门图片", "校园里的龙舟队", "湿地来了白琵鹭", *FOOTER)
    assert lines_of(*told, foot=foot) == list(told)


def test_a_paragraph_goes_on_day_by_day() -> None:
    days = ("6日：小雨转阴，9到16℃", "7日至8日：中雨，8到12℃", "9日白天：阵雨，7到13℃", "10日：多云，10到15℃")
    advice = ("二、农事建议", "1、油菜田抓紧清沟，做到雨停田干。", "2、大棚注意揭膜通风，降低湿度。")
    told = ("一、天气预报", STORY[0], *days, *advice)
    assert lines_of(*told) == list(told)


def test_a_line_that_says_again_what_the_paragraph_above_has_named_is_a_caption() -> None:
    named = "二单元展出的汉代雁足铜灯，烟气可经雁颈导入腹中，以水滤烟，是古人的巧思。"
    assert lines_of(named, "汉代雁足铜灯", *STORY) == [named, *STORY]
    below = f"汉代雁足铜灯高三十厘米，{STORY[0]}"
    assert lines_of(named, "汉代雁足铜灯", below, *STORY) == [named, "汉代雁足铜灯", below, *STORY]


def test_a_timetable_stands_between_paragraphs() -> None:
    rows = (
        "日期\t上午\t下午",
        "6月7日\t语文 9:00-11:30\t数学 15:00-17:00",
        "6月8日\t物理 9:00-10:15\t外语 15:00-17:00",
        "6月9日\t化学 8:30-9:45\t地理 11:00-12:15",
    )
    told = [" ".join(row.split()) for row in rows]
    assert lines_of(STORY[0], *rows, STORY[2]) == [STORY[0], *told, STORY[2]]


def test_rows_of_cells_are_a_table_with_one_number_each() -> None:
    rows = (
        "区域\t涉及小区\t联系电话",
        "桥东街道\t桥东新村、柳树巷\t0577-6620001",
        "桥西街道\t钟楼里、渡口公寓\t0577-6620002",
    )
    told = [" ".join(row.split()) for row in rows]
    assert lines_of(STORY[0], "停水范围", *rows, STORY[2]) == [STORY[0], "停水范围", *told, STORY[2]]


def test_a_sentence_is_one_with_a_signature_behind_it() -> None:
    last = "搭乘班车的旅客可凭票于一年内到各站办理退费。"
    assert lines_of(*STORY, f"{last}（编辑：江苇／谷雨）1130205") == [*STORY, last]


@pytest.mark.parametrize(
    "line",
    [
        "友情链接：柳湾新闻网 · 东海在线 · 山河网 · 桥头网 · 渡口网 · 石岗网 · 塔下在线 · 河西网",
        "新桥上人来人往。记者江苇／翻摄",
        "江福来在桥头补网。周原/摄",
        "江福来在桥头补网。（记者周原／摄影）",
        "河西一带的旧桥。（取自河西地图）",
        "另读：旧仓库改成社区图书馆",
    ],
    ids=["links of friends", "caption from elsewhere", "caption", "photographer", "taken from a map", "another story"],
)
def test_what_stands_between_story_and_foot_is_cut(line: str) -> None:
    assert lines_of(*STORY, line) == list(STORY)


def test_line_ups_parted_by_semicolons_end_a_story() -> None:
    line_ups = (
        "出场名单",
        "青石（4-4-2）：1-江苇；2-谷雨，3-穆青，4-石岗，5-柳湾；6-山口，7-塔下，8-桥头，9-渡口；10-周原，11-白杨",
        "河西（3-5-2）：12-麦田；4-云山，5-松江，6-竹林；7-林深，8-海生，9-雪原，10-风起，11-秋明；14-冬青，15-夏至",
    )
    assert lines_of(*STORY, *line_ups) == [*STORY, *line_ups]


def test_a_menu_below_a_label_is_no_list_of_the_story() -> None:
    menu = ("网站导航：", "要闻：国内 国际", "民生：物价 交通", "教育：中考 高考")
    assert lines_of(*STORY, *FOOTER[:1], *menu) == list(STORY)


def test_how_to_reach_the_site_is_no_list_of_the_story() -> None:
    assert lines_of(*STORY, "联系我们：", "电话：0577-6620001", "地址：桥头路1号", "邮编：325000") == list(STORY)


@pytest.mark.parametrize(
    "signature",
    [
        ("青石镇便民桥建设工作小组", "2024年5月6日"),
        ("青石市水务集团有限公司", "二〇二四年五月六日"),
        ("特此公告", "青石市交通局", "青石市公安局", "2024年5月6日"),
        ("2024年5月6日", "青石镇人民政府办公室"),
        ("河西小学校长 千帆", "2024年5月6日"),
    ],
    ids=["office and day", "day in characters", "two offices", "day first", "name in an office"],
)
def test_an_office_and_a_day_sign_a_notice(signature: tuple[str, ...]) -> None:
    assert lines_of(*STORY, *signature, "上一条：河西小学下周开学", "下一条：渡口停航") == [*STORY, *signature]


@pytest.mark.parametrize(
    "foot",
    [
        ("早熟桃子抢在雨前采收", "2024年5月6日", "旧仓库改成社区图书馆", "2024年5月5日"),
        ("青石日报社", "地址：青石市桥头路1号"),
        ("2024年5月6日", "打印 关闭"),
    ],
    ids=["headlines with days", "office without a day", "day without an office"],
)
def test_what_stands_below_a_story_is_no_signature(foot: tuple[str, ...]) -> None:
    assert lines_of(*STORY, foot=foot) == list(STORY)


def test_a_reply_has_no_head_in_the_story() -> None:
    question = "镇领导好：我住在石岗村，每天早上送孩子上学，桥头等车的人很多，可是没有候车亭，下雨天没处躲。"
    reply = "您好，您反映的问题收悉。经研究，镇里将在两座桥的桥头各修建一座候车亭，预计九月底前完工。"
    head = (*MENU, "首页 > 问政 > 留言详情", "桥头能不能修一座候车亭？", "2024-05-02 21:40")
    told = lines_of(
        question, "官方回复", "回复单位：青石镇人民政府", "2024-05-06 10:02", reply, "我来说两句", "0条评论", head=head
    )
    assert told == [question, reply]


def test_what_readers_praise_is_no_part_of_the_story() -> None:
    comments = ("热评", "江上清风：桥修好了，孩子上学再也不用绕路，好！", "小城故事：希望候车亭也早点修好。")
    assert lines_of(*STORY, "责编 谷小雨", *comments, foot=()) == list(STORY)


def test_when_a_rule_takes_effect_ends_a_notice() -> None:
    last = "本办法自2024年12月1日起施行，有效期三年。"
    assert lines_of(*STORY, last) == [*STORY, last]


def test_a_score_needs_no_space_between_its_sides() -> None:
    results = "同轮其他比分：", "青石队3比0河西队", "石岗队1比1渡口队", "柳湾队0比2桥头队"
    assert lines_of(*STORY, *results) == [*STORY, *results]


def test_a_table_ends_a_story() -> None:
    rows = "队员\t扣球\t拦网", "江苇\t17\t3", "谷小雨\t14\t2", "穆青\t9\t0"
    assert lines_of(*STORY, "技术统计", *rows) == [*STORY, "技术统计", *(row.replace("\t", " ") for row in rows)]


@pytest.mark.parametrize(("head", "row"), [("快速导航", "要闻\t民生\t教育"), ("积分榜", "1\t青石队\t23")])
def test_rows_of_a_menu_or_a_box_end_no_story(head: str, row: str) -> None:
    assert lines_of(*STORY, head, *[row] * 4) == list(STORY)


def test_a_transcript_has_no_clocks() -> None:
    turns = (
        "主持人：各位记者朋友，大家上午好，今天介绍两座便民桥的建设情况，请镇长先作介绍。",
        "江山：两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
        "晨光报记者：请问什么时候修候车亭和停车场？",
        "江山：预计明年春天完工，方便村民乘坐公交车进城，停车场也会同时建成。",
    )
    assert lines_of(*(f"10:0{at}\t{turn}" for at, turn in enumerate(turns))) == list(turns)


def test_sentences_may_end_in_narrow_stops() -> None:
    told = (
        "护膝以贴身不勒为宜,白天佩戴.",
        "外用的药膏可以作为首选;口服药须在医生指导下使用,有胃溃疡的患者要主动告知,不要盲目长期服用止痛的药物.",
        "4.出现这些情况尽快就医",
        "(1)关节红肿,发热,夜间痛醒;(2)走路打软腿,突然卡住.",
        "江山提醒,靠墙静蹲等训练每天坚持十分钟,比什么都管用.",
    )
    assert lines_of(*told) == list(told)


def test_rows_parted_by_bars_are_a_table() -> None:
    rows = ("时间 | 科目 | 地点", "9:00—10:30 | 公共知识 | 河西小学", "14:00—16:00 | 专业知识 | 镇中学")
    notice = ("各位考生：", STORY[0], "一、时间与科目", *rows, "二、注意事项", "（一）考生须带准考证，开考后不得入场。")
    signed = ("咨询电话：0513-81230000", "青石镇人民政府", "2024年5月6日")
    assert lines_of(*notice, *signed) == [*notice, *signed]


def test_a_first_sentence_may_announce_a_list_and_say_of_what_the_title_speaks() -> None:
    head = (
        "青石晚报",
        "A1 要闻 A2 民生 A3 教育",
        "2024-05-06 第A2版：民生",
        "周末义诊去哪儿",
        "日期：05-06 字号：[ A- A+ ]",
    )
    told = (
        "本周末，镇上将举办三场义诊：",
        "周六9:00 镇卫生院 看牙",
        "周六14:30 河西小学 量血压，请空腹",
        "周日8:30 桥头 看眼",
    )
    found = clean_text("\n".join((*head, "综合整理：江山", *told, *STORY[:1], *FOOTER)), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert (found.title, found.author) == ("周末义诊去哪儿", "江山")
    assert found.text.split("\n") == [*told, STORY[0]]


@pytest.mark.parametrize("heads", [("网友来信：", "官方回复："), ("问题：", "答复："), ("来信内容：", "回复内容：")])
def test_a_question_and_its_answer_have_headings_and_the_answer_a_day(heads: tuple[str, str]) -> None:
    asked = "领导您好，我住在石岗村，每天早上送孩子上学，桥头等车的人很多，下雨天没处躲，请帮忙解决。"
    reply = "您好！您反映的问题收悉，镇里将在两座桥的桥头各修建一座候车亭，预计九月底前完工。"
    told = (heads[0], asked, heads[1], reply, "2024年5月9日")
    head = (
        *MENU,
        "首页 / 留言详情",
        "桥头能不能修一座候车亭？",
        "编号：20240506-12",
        "状态：已办结",
        "发布：2024-05-06 20:11",
    )
    assert lines_of(*told, "满意度评价", "解决程度 ★★★★★", head=head) == list(told)


def test_a_list_may_be_all_of_a_story_below_a_short_title() -> None:
    told = (
        "本周末，青石队将迎来三场比赛：",
        "5月8日 19:30 青石队 对 河西队",
        "5月9日 15:00 青石队 对 石岗队",
        "5月10日 19:30 青石队 对 柳湾队",
    )
    found = clean_text(
        "\n".join(("青石晚报", "首页 > 体育", "周末赛程", "2024-05-06", *told, "上一篇：无", "下一篇：无"))
    )
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("周末赛程", "\n".join(told))


def test_what_is_as_follows_needs_no_paragraph_above() -> None:
    told = ("所需材料如下：", "豆腐 500克", "笋 100克", "肉 100克", STORY[0])
    assert lines_of(*told) == list(told)
