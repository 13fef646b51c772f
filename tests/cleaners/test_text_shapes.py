"""Shapes of stories in plain text: verse below a newspaper's day, tables, and who publishes where no markup tells."""

import pytest

from cleaners import Article, clean_text

STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "据镇里介绍，两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "下一步，镇里还将在桥头修建停车场和候车亭，预计明年春天完工，方便村民乘坐公交车进城。",
)
SPAM = "365bet官网 bet365备用网址 威廉希尔中文网 足球投注app"
TITLE = "青石镇新建两座便民桥"


def article(*lines: str) -> Article:
    found = clean_text("\n".join(lines), "http://news.example/a.html")
    assert isinstance(found, Article)
    return found


POEM = (
    "河水不识字",
    "却记得住每一座桥",
    "春天它抬高一点",
    "把石头洗得发亮",
    "人走过去，它不出声",
    "灯笼",
    "桥头挂着一盏灯",
    "替晚归的人数着",
    "一、二、三",
    "数到第七步就到家了",
)


def test_verse_below_a_newspapers_day() -> None:
    found = article(
        "晨光报 2024年05月06日 星期一",
        "首页 | 报纸首页 | 标题导航 | 广告刊例",
        "第08版：海韵副刊",
        "上一版 下一版",
        "2024年05月06日",
        "桥边的二十四节气（外一首）",
        "□ 江阿满",
        *POEM,
        "（作者系青石市作家协会会员）",
        "责编 谷小雨 版式 小高",
        "版面导航",
        "第01版：要闻 第02版：时政 第03版：经济 第04版：县域",
        "本版其他文章",
        "赶海手记",
    )
    assert (found.title, found.author, found.editor) == ("桥边的二十四节气（外一首）", "江阿满", "谷小雨")
    assert (found.outlet, found.date_published) == ("晨光报", "2024-05-06")
    assert found.text.split("\n") == list(POEM)


def test_rows_of_a_table_stand_between_paragraphs() -> None:
    rows = (
        "产区\t品种\t今日\t昨日\t涨跌",
        "韩城\t大红袍\t31.5\t32.0\t-0.5",
        "凤县\t统货\t43.0\t43.0\t0",
        "金阳\t青花椒\t26.5\t26.0\t+0.5",
    )
    found = article(
        "首页 供应 求购 行情",
        TITLE,
        "2024-05-06 09:12 来源：晨光报",
        STORY[0],
        *rows,
        STORY[2],
        "上一篇：没有了",
        "出售冷库青石 陕西 王女士",
    )
    assert found.text.split("\n") == [STORY[0], *(" ".join(row.split()) for row in rows), STORY[2]]


def test_numbers_below_a_story_are_no_table_of_it() -> None:
    found = article(
        TITLE, "2024-05-06 09:12 来源：晨光报", *STORY, "上证指数 3346.04 -0.80%", "深证成指 10854.50 -1.17%"
    )
    assert found.text.split("\n") == list(STORY)


@pytest.mark.parametrize(
    ("lines", "outlet", "author"),
    [
        ((f"晨光報數字報-{TITLE}", "2024年05月06日 星期一", TITLE, *STORY), "晨光报", ""),
        ((TITLE, "原创 江苇 江苇 半岛青年志", "2024年05月06日 20:30 浙江", *STORY), "半岛青年志", "江苇"),
        (("味道江湖", "1632文章", "2.1亿总阅读", TITLE, "2024-05-06 09:40", "文 / 江山", *STORY), "味道江湖", "江山"),
        (
            (
                "水务署完成青石河活化工程",
                f"　　水务署今日（五月六日）宣布，{STORY[0]}",
                *STORY[1:],
                "2024年5月6日（星期一）",
            ),
            "水务署",
            "",
        ),
        (("半岛漫记", "游记", "2024.05.06", TITLE, "文｜江苇", *STORY, "© 2019-2024 半岛漫记"), "半岛漫记", "江苇"),
        (("桥谈会", "新桥", "桥谈会 > 新桥", TITLE, "2024-05-06 00:12", *STORY), "桥谈会", ""),
        ((SPAM, "晨光日报", "象棋", "围棋", TITLE, "2024-05-06 00:12 作者：江苇", *STORY), "晨光日报", "江苇"),
        (("晨光周刊", "2024年05月06日 星期一", TITLE, "■本报记者 江苇", *STORY), "晨光周刊", "江苇"),
        (("造桥365", "新品", TITLE, "2024-05-06 00:12", f"造桥365 5月6日消息，{STORY[0]}", *STORY[1:]), "造桥365", ""),
        (("菜单", "柳湾早报", "订阅登录", "新闻 / 本地", TITLE, "2024-05-06 00:12", *STORY), "柳湾早报", ""),
        (("跳至内容", "知微科普", "物理", TITLE, "2024-05-06 00:12", *STORY, "© 知微科普"), "知微科普", ""),
        (
            ("医院概况", TITLE, "时间:2024-05-06 08:15来源:本站", *STORY, "柳湾县人民医院 版权所有"),
            "柳湾县人民医院",
            "",
        ),
        ((TITLE, "由 ws_admin 于 周一, 06/05/2024 - 14:03 提交", *STORY), "", ""),
        (("晨光日报", TITLE, "2024-05-06 00:12", *STORY, "（阿布）", "责任编辑：谷雨"), "晨光日报", "阿布"),
        (("晨光日报", TITLE, "2024-05-06 00:12", *STORY, "【关闭窗口】"), "晨光日报", ""),
        ((TITLE, "2018年08月12日 22:41晨光日报文/江小禾128人参与评论", *STORY), "", "江小禾"),
        ((TITLE, "发布于2024年5月6日由江小禾专访3", *STORY), "", "江小禾"),
        (("QINGSHI 青石路桥", "关于我们", f"青石路桥：{TITLE}", "2024-05-06 00:12", *STORY), "青石路桥", ""),
        (
            ("首页", "要闻", TITLE, "发布时间：2024-05-06", *STORY, "主办单位：青石县交通运输局 承办：县信息中心"),
            "青石县交通运输局",
            "",
        ),
        (("首页", "要闻", TITLE, "2024-05-06", *STORY, "晨光日报社主办 未经授权不得镜像"), "晨光日报社", ""),
        (("首页", "要闻", TITLE, "2024-05-06", *STORY, "主办单位：青石县文联，参赛者请于6月30日前寄来作品。"), "", ""),
    ],
    ids=[
        "paper before the title",
        "original mark",
        "card",
        "issuer",
        "owner of the rights",
        "logo above a crumb",
        "paper below spam",
        "own reporter behind a box",
        "own news",
        "paper below a menu's button",
        "site below a link to its content",
        "owner of what is this site's own",
        "a weekday is no author",
        "pen name below the story",
        "button below the story",
        "author behind a medium behind a clock",
        "interviewer behind a date",
        "company's own news",
        "whose site it is",
        "who publishes the paper",
        "who hosts what the story tells of",
    ],
)
def test_who_publishes_a_text(lines: tuple[str, ...], outlet: str, author: str) -> None:
    found = article(*lines)
    assert (found.outlet, found.author) == (outlet, author)


@pytest.mark.parametrize(
    "lines",
    [
        ("半岛书评", "书评", "访谈", "访谈 | 2024-05-06", "{}", "文/江苇 图/受访者提供", "赞 214"),
        ("半岛漫记", "目的地", "2024.05.06", "{}", "文｜江苇 编辑｜谷雨", "阅读 1.2万"),
    ],
    ids=["who wrote and who gave the pictures", "who wrote behind a bar"],
)
@pytest.mark.parametrize(
    "title", ["修一座旧桥，先要学会不着急", "在渡口，坐一趟只要两块钱的慢船", "从撑船到修桥：怀念江福来（1949—2024）"]
)
def test_a_line_of_who_wrote_it_stands_below_the_title(lines: tuple[str, ...], title: str) -> None:
    found = article(*(line.format(title) for line in lines), *STORY)
    assert (found.title, found.author) == (title, "江苇")
    assert found.text.split("\n") == list(STORY)


def test_a_short_line_above_a_credit_is_the_title_where_the_story_says_it() -> None:
    told = ("桥工师傅姓何，一辈子造了七座桥。年轻的桥工问他怕不怕高，他说怕，怕才造得牢。", *STORY)
    counts = ("阅读 1.2万", "在看 308", "写留言", "精选留言", "麦子：我们村也有一座。")
    found = article("青石周末", "人物", "桥工何", "原创 2024-05-06 柏青", "青石周末", *told, "编辑｜谷小雨", *counts)
    assert (found.title, found.text, found.editor) == ("桥工何", "\n".join(told), "谷小雨")


def test_the_mediums_name_below_the_day_is_no_title() -> None:
    found = article("首页", "民生", "书画", TITLE, "2024-05-06 14:02", "青石都市报", "记者 江山", *STORY, "版权声明")
    assert (found.title, found.outlet, found.author) == (TITLE, "青石都市报", "江山")


def test_lines_of_verse_beside_lines_of_spam_stay() -> None:
    poem = [*POEM[:3], "百家乐技巧", *POEM[3:5], "时时彩后二稳赚", "她不懂什么叫加班", *POEM[5:]]
    found = article(
        "诗歌", "散文", "副刊·新诗", "桥边的二十四节气（外一首）", "□ 江阿满", "2024年05月06日 第08版：海韵", *poem
    )
    assert found.text.split("\n") == [*POEM[:5], "她不懂什么叫加班", *POEM[5:]]


def test_a_site_and_its_section_are_no_title() -> None:
    found = article(
        "青石体讯", "首页 田径 球类 棋牌 冬泳", "青石体讯 / 便民故事", TITLE, "2024-05-06 来源：晨光报", *STORY
    )
    assert (found.title, found.outlet) == (TITLE, "晨光报")


LETTER = (
    "编辑先生：",
    "我是住在河西的退休教师，今年七十六岁，想借贵报一角，对上周三在公车上让座的年轻人说声谢谢。",
    "那天雨很大，车里挤满了放学的学生，我还没站稳，一个戴灰毛线帽的男孩就站了起来，请我坐下。",
    "他那句“阿姨”，让我一路暖到家。如果你读到这封信，下回坐车，记得跟我打个招呼。",
)


@pytest.mark.parametrize("day", ["March 3, 2019", "3 March 2019", "三月 3, 2019"])
def test_a_line_with_an_english_date_stands_below_the_title(day: str) -> None:
    title = "写给那位在公车上让座的年轻人"
    shares = ("Share this:", "Facebook Twitter WeChat Email")
    foot = ("Leave a Reply", "© 2019 河西侨讯 West River Overseas Chinese News and Community. All rights reserved.")
    lines = ("河西侨讯", "Home", "本地新闻", "读者来信", title, f"By 江山 | {day}", *shares, *LETTER, *foot)
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article)
    assert (found.title, found.date_published, found.outlet) == (title, "2019-03-03", "河西侨讯")


@pytest.mark.parametrize(("last", "outlet"), [("幕前 · 河西评论网", "幕前 · 河西评论网"), ("更多影评", "")])
def test_the_last_line_of_a_text_may_name_the_site(last: str, outlet: str) -> None:
    lines = ("影评 > 新片", "写给那位在公车上让座的年轻人", "2024-06-18 23:10", *LETTER[1:], "喜欢 233", last)
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article)
    assert found.outlet == outlet


def test_lines_that_were_broken_at_links_are_one_paragraph() -> None:
    broken = "晨光社5月6日电，今天\n甲桥公司\n（\n688790\n）公告，预计上半年净利润增加一成，两座便民桥的收费权不变。"
    found = article(TITLE, "2024-05-06 18:03", "来源：晨光社", broken, *STORY)
    assert found.text.split("\n")[0] == broken.replace("\n", "")


def test_lines_that_end_without_a_mark_stay_apart() -> None:
    found = article(TITLE, "2024-05-06 18:03", "来源：晨光社", "两座桥，三个村", "桥头的灯", *STORY)
    assert found.title == TITLE
    assert found.text.endswith("\n".join(STORY))
