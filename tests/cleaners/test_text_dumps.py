"""Newspapers' pages as plain text: several stories in one, paragraphs that run on or were broken, cells a line each."""

import pytest

from cleaners import Article, Reason, Rejected, clean_text
from cleaners.dom import document_of_lines
from cleaners.verdict_of_lines import sells

TITLE = "青石镇新建两座便民桥 三个村的孩子上学近了五公里"
STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "据镇里介绍，两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "下一步，镇里还将在桥头修建停车场和候车亭，预计明年春天完工，方便村民乘坐公交车进城。",
)
NEXT = "县气象台昨天说，本周有一次小到中雨，降雨集中在后半周，农户要抢在雨前把已经成熟的麦子收下来。"
OTHER = "暑期游泳馆水质抽检结果公布"


def article(*lines: str) -> Article:
    found = clean_text("\n".join(lines), "http://news.example/a.html")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("□晨光报记者 江山", *STORY), ("□晨光报记者 白丁", NEXT)),
        ((f"本报讯 {STORY[0]}", *STORY[1:]), (f"　　本报讯 {NEXT}",)),
        (("【河西日报专讯】", *STORY, "记者：江山"), (f"【河西日报专讯】{NEXT}",)),
    ],
    ids=["bylines", "datelines", "datelines in brackets"],
)
def test_the_first_of_several_stories_is_the_pages(own: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = article("晨光报 2024年5月6日 星期一 第02版", TITLE, *own, OTHER, *other, "返回目录")
    assert found.title == TITLE
    assert NEXT not in found.text
    assert found.text.endswith(STORY[-1])


def test_a_heading_above_a_dateline_of_another_kind_is_the_story_s() -> None:
    found = article(TITLE, "2024-05-06 来源：晨光报", *STORY, "收麦的日子怎么选", f"晨光社青石5月5日电 {NEXT}")
    assert NEXT in found.text


def test_paragraphs_that_run_on_in_one_line_are_parted() -> None:
    told = article(TITLE, "2024-05-06 来源：晨光报", "　　".join(STORY))
    assert told.text.split("\n") == list(STORY)


def test_what_was_put_behind_paragraphs_that_run_on_goes() -> None:
    spam = ("澳门威尼斯人娱乐城官网开户", "无抵押贷款当天放款", "")
    line = "　　".join(f"{told}{phrase}" for told, phrase in zip(STORY, spam, strict=True))
    assert article(TITLE, "2024-05-06 来源：晨光报", line).text.split("\n") == list(STORY)


def test_paragraphs_between_blank_lines_are_put_together_whatever_ends_their_lines() -> None:
    told = (
        "青石镇新建的两座便民桥昨天通车了。\n河西三个村的学生上学不用再绕行五\n公里，村民赶集也方便。",
        "镇里介绍说，这两座新桥总长120.5\n米，桥面宽六米，工程历时十四个月，\n总投资九百六十万元。",
        "下一步镇里还要在桥头修建停车场和\n候车亭，预计明年的春天完工，那时\n村民可以坐公交车进城。",
        "家住河西的周大爷昨天一早就来到桥\n头，他走了三个来回，说这辈子头一\n回不用看渡船的脸色。",
    )
    found = article(TITLE, "2024-05-06 来源：晨光报", "", *(f"{paragraph}\n" for paragraph in told))
    assert found.text.split("\n") == [paragraph.replace("\n", "") for paragraph in told]


def test_the_line_of_the_page_s_own_title_names_it_where_nothing_else_does() -> None:
    menu = ("设为首页", "县区", "图片", "投诉直通车")
    crumb = ("2024年5月6日 星期一", "青石新闻网 → 青石要闻", "2024-05-06 10:11")
    found = article(f"{TITLE}_青石要闻_青石新闻网", *menu, *crumb, *STORY, "（青石新闻网记者 江山）")
    assert found.title == TITLE


def test_the_site_above_an_essay_without_a_title_is_the_outlet() -> None:
    found = article("河西文艺网", "散文 小说 诗歌 评论", "首页 > 散文 > 正文", "文/江山", "2024-5-6 8:00", *STORY)
    assert (found.title, found.outlet) == ("", "河西文艺网")


def test_half_a_quotation_is_no_medium() -> None:
    lines = ("青石古桥修缮完成", "两千块条石全部「原位归家」", "2024年5月6日　第6版", "记者　江山")
    assert article(*lines, *STORY).outlet == ""


def test_cells_of_a_table_that_stand_a_line_each_stay() -> None:
    cells = ("品种", "今日", "昨日", "青菜", "41", "24", "空心菜", "38", "25")
    found = article(TITLE, "2024-05-06 来源：晨光报", STORY[0], f"{STORY[1][:-1]}：", *cells, STORY[2])
    assert [line for line in found.text.split("\n") if line.isdecimal()] == ["41", "24", "38", "25"]


@pytest.mark.parametrize(
    "labels", [("建議售價 $3,290", "促銷價 $2,480"), ("商品特色", "商品評價 4.8 (132)")], ids=["prices", "headings"]
)
def test_a_shop_is_known_by_its_labels_without_colons(labels: tuple[str, ...]) -> None:
    assert sells(document_of_lines("\n".join(("六人份電子鍋", *labels, "放入購物車", "立即結帳"))))
    assert not sells(document_of_lines("\n".join(("六人份電子鍋", *labels, STORY[0]))))


def test_a_board_s_front_page_is_a_list_though_threads_read_like_sentences() -> None:
    threads = {
        "路亚天地": "翘嘴早口记录，三条过五斤 12 分钟前 阿远",
        "饵料配方": "自制麦粒发酵第七天，求看 半小时前 老坛",
        "野河野塘": "下雨天守到一条大青鱼，差点断线 1 小时前 江边老叟",
        "海钓船钓": "周末去外海，差三人拼船 2 小时前 蓝水",
        "二手交易": "出一支五米四的竿，九成新 昨天 22:41 木木",
    }
    forums = (line for name, said in threads.items() for line in (name, "主题: 28190, 帖数: 35万", f"最后发表: {said}"))
    head = ("钓友之家论坛", "今日: 312 | 昨日: 1047", "公告: 关于禁止发布电鱼、毒鱼内容的通知 (2021-8-2)")
    found = clean_text(
        "\n".join((*head, "公告: 第九届会员路亚交流赛报名开始 (2021-8-20)", *forums, "GMT+8, 2021-8-21 10:05"))
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_the_last_two_lines_of_a_paragraph_are_one_though_no_other_stands_beside_them() -> None:
    broken = (
        "青石镇新建的两座便民桥昨天通车，河西三个村的学\n生上学不用再绕行五公里，村民赶集也方便了许多。\n据镇里介绍，"
        "两座桥总长一百二十米，桥面宽六米，\n工程历时十四个月，总投资九百六十万元，由县里和\n镇里一起负担。\n"
        "该工程得到国家乡村振兴专项资金和省重点工程计划\n的资助。"
    )
    assert article(TITLE, "2024-05-06 来源：晨光报", broken).text.endswith(
        "\n该工程得到国家乡村振兴专项资金和省重点工程计划的资助。"
    )


def test_two_long_paragraphs_below_a_nag_go_on() -> None:
    below = (
        "另一名船家江大海则担心人手不足，他的船队原本有八名伙计，疫后只剩三人，他说大桥通车以后，渡口就要关了。",
        "县里的人说，渡口的石阶和灯塔都会留下来，船票和铁门将搬进新建的陈列室，预计明年的春天向公众免费开放。",
    )
    found = article(
        TITLE, "2024-05-06 来源：晨光报", *STORY, "广告", "文章未完，成为会员即可继续阅读", *below, "热门新闻"
    )
    assert found.text.split("\n") == [*STORY, *below]


def test_labels_parted_by_blanks_are_no_title() -> None:
    labels = ("索 引 号：000013338/2014-00219", "文 号：青建〔2014〕17号", "生成日期：2014年08月20日", "有 效 性：有效")
    assert article("青石县住房保障局", *labels, TITLE, *STORY).title == TITLE


def test_a_name_in_two_languages_is_the_site_s() -> None:
    head = ("号角新声 Trumpet New Voice", "北美版 | 欧洲版 | 过往期数", "2018年2月号 总第204期", "生活见证")
    assert article(*head, "小镇渡口的末班船", "■江山", "21 Feb 2018", *STORY).title == "小镇渡口的末班船"


@pytest.mark.parametrize("rank", [("中级会员", "UID 30718", "帖子 522"), ("UID: 30718", "积分 846"), ("新手上路",)])
def test_who_posted_stands_above_his_rank(rank: tuple[str, ...]) -> None:
    head = (f"三江社区论坛 » 城事杂谈 » {TITLE}", "登录 | 注册", TITLE, "北门老郑", *rank)
    found = article(
        *head, "发表于 2009-4-12 21:47 只看该作者", *STORY, "TOP", "柳叶儿", "新手上路", "发表于 2009-4-12 22:05"
    )
    assert found.author == "北门老郑"
