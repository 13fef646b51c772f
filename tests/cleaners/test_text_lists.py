"""Plain-text documents that are no article: lists, search results, lost pages, forms and players, without their markup."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_text
from cleaners.article.listing import Kind, kind_of, listed
from cleaners.dom import document_of_lines
from cleaners.verdict_of_lines import has_video_title, said

MENU = ("首页", "要闻", "民生", "教育", "视频", "客户端下载")
HEADLINES = (
    "青石镇两座便民桥建成通车",
    "河西小学新操场下周启用",
    "早熟桃子抢在雨前采收",
    "老照片牵出三十年寻亲路",
    "夜班公交延长到零点发车",
    "旧仓库改成社区图书馆",
    "渡口停摆后村民改走新桥",
    "县城供水管网改造过半",
)
EXCERPTS = (
    "两座桥总投资九百六十万元，去年九月开工，河西三个村的学生上学不用再绕行五公里。",
    "塑胶跑道已经铺好，体育老师说，等气味散尽，孩子们就能在新操场上第一节课。",
    "连日晴好，果农抓紧采摘早熟桃子，合作社的卡车一早就等在地头，当天运往省城。",
    "一张泛黄的合影辗转两省，终于让失散多年的姐弟在车站相认，围观的乘客纷纷鼓掌。",
    "公交公司表示，六条线路的末班车推迟一个半小时，下夜班的护士和工人不用再拼车。",
    "仓库保留了木梁和天窗，书架沿墙排开，开放第一周就接待读者两千多人次。",
    "摆渡三十年的老艄公把船拴在柳树下，他说桥比船稳当，只是听不到桨声有些冷清。",
    "水务部门介绍，老旧管道更换后，高峰时段的水压明显提高，漏损率下降了六个百分点。",
)
ENTRIES = tuple(zip(HEADLINES, EXCERPTS, strict=True))
STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "两座桥总投资九百六十万元，去年九月开工，设计使用年限一百年，桥面两侧各留有一米五宽的人行道。",
    "镇里下一步还要在桥头修建停车场和候车亭，并把公交线路延伸到最远的石岗村，预计国庆节前后完工。",
)


def text_of(*lines: str) -> str:
    return "\n".join(lines)


def entries_with_dates(first: int = 0, last: int = len(ENTRIES)) -> list[str]:
    return [
        line
        for at, (headline, excerpt) in enumerate(ENTRIES[first:last], first + 1)
        for line in (headline, excerpt, f"青石日报 2024-05-{at:02} 08:{at:02}")
    ]


def dates_above() -> list[str]:
    return [
        line
        for at, (headline, excerpt) in enumerate(ENTRIES, 1)
        for line in (headline, f"2024年5月{at}日", excerpt, "阅读全文")
    ]


def entries_without_dates() -> list[str]:
    return [line for entry in ENTRIES for line in entry]


def lines_of_threads() -> list[str]:
    return [
        line
        for at, headline in enumerate(HEADLINES, 1)
        for line in (f"{headline}，大家怎么看？", f"江边人 2024-5-{at}")
    ]


def home_page() -> list[str]:
    sections = zip(("要闻", "民生", "教育"), ENTRIES, strict=False)
    return [
        line
        for channel, (headline, excerpt) in sections
        for line in (channel, "更多>>", headline, excerpt, *HEADLINES[3:], "05-06 10:22")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(entries_with_dates(), id="dates below"),
        pytest.param(dates_above(), id="dates above"),
        pytest.param(entries_without_dates(), id="no dates"),
        pytest.param(lines_of_threads(), id="threads of a forum"),
        pytest.param(home_page(), id="home page with an excerpt a channel"),
        pytest.param(["找到相关结果约 1,286 个，用时 0.05 秒", *entries_with_dates()], id="search results"),
        pytest.param(
            [headline + "2024-05-06" for headline in HEADLINES] + ["共 88 页", "下一页"],
            id="headlines and nothing else",
        ),
    ],
)
def test_a_list_of_stories_is_no_story(lines: list[str]) -> None:
    found = clean_text(text_of(*MENU, *lines, "版权所有 青石日报社"))
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        pytest.param(
            ["404", "抱歉，您访问的文章已被删除", "5 秒后返回首页", "为您推荐", *entries_with_dates()],
            Reason.ERROR_PAGE,
            id="lost page with a list",
        ),
        pytest.param(
            [
                "很抱歉，您要访问的页面不存在",
                "公益寻人",
                "姓名：小宇（化名），性别：男，失踪地点：青石镇汽车站附近，走失时身穿蓝色短袖，如有线索请拨打110。",
            ],
            Reason.ERROR_PAGE,
            id="lost page with a notice",
        ),
        pytest.param(
            [
                "【微视频】老艄公的最后一班渡船",
                "2024-05-06 10:30",
                "5月6日，青石渡口，老艄公送走最后一班客人。",
                "点赞",
            ],
            Reason.VIDEO_SHELL,
            id="title of a video",
        ),
        pytest.param(
            [
                "[青石新闻] 便民桥通车",
                "来源：青石台 2024-05-06",
                "00:00 / 01:47 倍速",
                "视频简介：本期节目主要内容：青石镇两座便民桥建成通车。",
            ],
            Reason.VIDEO_SHELL,
            id="what a programme is about",
        ),
        pytest.param(
            [
                "会员登录",
                "手机号登录",
                "密码：",
                "忘记密码？",
                "还没有账号？立即注册",
                "登录即代表您已阅读并同意服务条款。",
            ],
            Reason.LOGIN_WALL,
            id="form",
        ),
    ],
)
def test_what_else_is_no_story_gets_its_name(lines: list[str], reason: Reason) -> None:
    found = clean_text(text_of(*MENU, *lines))
    assert isinstance(found, Rejected)
    assert found.reason is reason


def as_story(found: Outcome) -> str:
    assert isinstance(found, Article), found
    return found.text


def test_a_flash_above_related_stories_stays_whole() -> None:
    related = ["相关阅读", *entries_with_dates(1)]
    lines = [*MENU, HEADLINES[0], "2024-05-06 10:30 来源：青石日报", STORY[0], *related]
    assert as_story(clean_text(text_of(*lines))) == STORY[0]


def test_a_flash_that_the_first_line_names_stays_though_it_looks_like_an_entry() -> None:
    lines = [f"{HEADLINES[0]}_青石日报", *MENU, HEADLINES[0], STORY[0], "2024-05-06 10:30", *entries_with_dates(1)]
    assert as_story(clean_text(text_of(*lines))) == STORY[0]


def test_a_story_ends_where_a_list_of_others_begins() -> None:
    lines = [*MENU, HEADLINES[0], "2024-05-06 10:30 来源：青石日报", *STORY, *entries_with_dates(1)]
    assert as_story(clean_text(text_of(*lines))) == text_of(*STORY)


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param([f"误区{number}：桥头摊位怎么摆都行" for number in "一二三四五六七八"], id="numbered headings"),
        pytest.param(list(HEADLINES), id="headings below a byline"),
    ],
)
def test_a_paragraph_below_each_heading_is_a_story(headings: list[str]) -> None:
    told = [line for entry in zip(headings, EXCERPTS, strict=True) for line in entry]
    found = clean_text(text_of(*MENU, "青石镇一周见闻", "2024-05-06 10:30 来源：青石日报", *told))
    kept = as_story(found)
    assert all(excerpt in kept for excerpt in EXCERPTS)


def test_a_story_in_lines_of_one_width_is_no_list() -> None:
    """Each sentence ends in the middle of its last line, so that a line without a stop seems to head one with a stop."""
    lines = [
        line
        for head in HEADLINES
        for line in (f"{head}以后，沿线村民出行比过去方便了许多", "，镇里说下一步还要修停车场和候车亭。")
    ]
    assert not listed(document_of_lines(text_of(*lines)), frozenset())


def test_poems_are_read_in_stanzas_and_site_names_are_none() -> None:
    stanza = ("木柄磨得比月光还亮", "一生只学会一个动作", "春天你喊醒种子", "夏天你喊停杂草", "到了秋天什么也不喊")
    poem = [*stanza, "", "晒谷场上没有麻雀", "奶奶坐在门槛上", "手里攥着一根竹竿", "像一张没有写完的信纸"]
    lines = ["写给父亲的锄头_青石文艺", "写给父亲的锄头", "作者：阿默 2024-05-06", "", *poem, "", "举报文章"]
    kept = as_story(clean_text(text_of(*lines)))
    assert kept == text_of(*filter(None, poem))
    names = ["青石日报网", "河西在线", "石岗村之窗", "柳溪网", "云坪新闻网", "江口热线"]
    far = [*MENU, HEADLINES[0], "2024-05-06", *[f"第{at}期 05-{at}" for at in range(10, 30)], *names]
    assert isinstance(clean_text(text_of(*far)), Rejected)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("青石日报 2024-05-06 08:30", Kind.STAMP),
        ("3小时前", Kind.STAMP),
        ("05-06", Kind.STAMP),
        ("来源：青石日报 作者：王小明", Kind.STAMP),
        ("青石镇两座便民桥建成通车 2024-05-06", Kind.HEADLINE),
        ("青石镇两座便民桥建成通车", Kind.HEADLINE),
        ("二、主要任务和工作要求", Kind.OTHER),
        ("相关阅读", Kind.STORY_END),
        ("编辑部", Kind.OTHER),
        ("要闻", Kind.OTHER),
    ],
)
def test_a_line_is_taken_for_what_it_looks_like(line: str, kind: Kind) -> None:
    assert kind_of(document_of_lines(line).blocks[0], 0) is kind


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("抱歉，您訪問的文章已下線或被刪除", Reason.ERROR_PAGE),
        ("您要找的網頁不存在，可能已被移除", Reason.ERROR_PAGE),
        ("该内容已被发布者删除", Reason.ERROR_PAGE),
        ("找到相关新闻约28,400篇", Reason.LIST_PAGE),
        ("00:00 / 01:47", Reason.VIDEO_SHELL),
        ("您的请求带有不合法参数，已被网站管理员设置拦截！", Reason.ERROR_PAGE),
        ("网站防火墙", Reason.ERROR_PAGE),
        ("Web应用防火墙", None),
        ("该网站暂时关闭", Reason.ERROR_PAGE),
        ("第10000台挖掘机下线", None),
        ("两人骗取补贴的请求被法院驳回", None),
        ("赌博网站关闭", None),
        ("樟木、桐油与不存在的图则", None),
        ("抱歉，该昵称目前不存在哦", None),
        ("他从未说过其房产不存在违建问题。", None),
        ("从设计图纸到第一台样机下线，这支队伍用了十八个月。", None),
    ],
)
def test_a_line_says_what_the_page_is(line: str, reason: Reason | None) -> None:
    assert said(document_of_lines(line)) is reason


@pytest.mark.parametrize(
    ("title", "is_video"),
    [
        ("【TVBS新聞精華】夜市今晚封街", True),
        ("[直播江源]电梯体检", True),
        ("《山河》出版发行", False),
        ("视频会议召开", False),
    ],
)
def test_a_title_names_its_programme(title: str, is_video: bool) -> None:  # noqa: FBT001
    assert has_video_title(title) is is_video


def test_two_excerpts_below_a_related_line_are_no_part_of_the_story() -> None:
    related = ["延伸阅读", HEADLINES[1], EXCERPTS[1], HEADLINES[2], EXCERPTS[2]]
    lines = [HEADLINES[0], "2024-05-06 10:30 来源：青石日报", *STORY, *related]
    assert as_story(clean_text(text_of(*lines))) == text_of(*STORY)


def test_a_related_line_within_a_story_does_not_cut_what_follows() -> None:
    lines = [HEADLINES[0], "2024-05-06 10:30 来源：青石日报", *STORY[:2], "延伸阅读", HEADLINES[1], STORY[2]]
    assert STORY[2] in as_story(clean_text(text_of(*lines)))


def test_an_excerpt_that_goes_on_elsewhere_is_no_paragraph() -> None:
    lines = [HEADLINES[0], "2024-05-06 10:30 来源：青石日报", *STORY, "推荐阅读", EXCERPTS[1] + "【详细】"]
    assert as_story(clean_text(text_of(*lines))) == text_of(*STORY)


def test_sentences_broken_into_lines_of_one_width_are_read_to_their_end() -> None:
    told = "".join((*STORY, *EXCERPTS))
    broken = [told[at : at + 27] for at in range(0, len(told), 27)]
    found = clean_text(text_of(f"{HEADLINES[0]}_青石日报", *MENU, HEADLINES[0], "2024-05-06 来源：青石日报", *broken))
    assert as_story(found).replace("\n", "") == told


def test_labels_and_tools_are_no_outlet_and_no_title() -> None:
    found = clean_text(
        text_of(*MENU, f"{HEADLINES[0]} [复制链接]", "2024-05-06 10:30 · 类型：原创 · 编辑：李禾", *STORY)
    )
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.editor) == (HEADLINES[0], "", "李禾")


PRODUCT = (
    "QS-2100型桥面水分测定仪采用环形卤素灯加热，能够在三到十分钟内完成样品水分测定，广泛应用于路桥、建材等行业。",
    "仪器操作简单，一键测定，开机自检，全自动显示水分值、时间和温度，并可外接打印机。",
)
WARE = ("型号：QS-2100", "市场价：￥4800.00", "库存：15 台")


def test_what_a_shop_sells_is_no_story() -> None:
    shown = clean_text(
        text_of("青石仪器", "首页 > 产品展示", PRODUCT[0][:15], *WARE, "加入购物车", "立即询价", "产品介绍", *PRODUCT)
    )
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.NO_ARTICLE


def test_what_a_trader_offers_is_no_story() -> None:
    ware = ("单价：面议", "起订：1 台", "供货总量：100 台", "发货期限：三天内", "询价", "产品详细说明", "电压：220V")
    shown = clean_text(
        text_of("请登录", "免费注册", "首页 > 产品", "全自动装袋机", *ware, "您还没有登录，请登录后查看联系方式")
    )
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.NO_ARTICLE


def test_the_forums_of_a_board_are_a_list() -> None:
    forums = ("青石茶座", "主题: 88, 帖数: 2万", "最后发表: 桥通了 半小时前 阿桥", "渡口钓友", "主题: 40, 帖数: 9千")
    form = ("用户名", "密码", "自动登录", "找回密码")
    shown = clean_text(text_of("河西社区", *form, "今日: 18 | 昨日: 42", *forums, "在线会员 - 总计 21 人在线"))
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.LIST_PAGE


@pytest.mark.parametrize(
    "pages",
    [
        "第01版：要闻，第02版：综合，第03版：社会，第A4版：副刊",
        "A01 要聞，A02 體育，A03 副刊",
        "01版 头版，02版 要闻，03版 民生",
    ],
)
def test_the_pages_of_a_newspaper_and_their_headlines_are_no_verse(pages: str) -> None:
    headlines = ("便民桥通车", "渡口的末班船", "秋粮收购过半", "老艄公上岸", "夜市搬进河西", "孩子们过桥上学")
    shown = clean_text(
        text_of("青石日报数字报", "2024年5月6日 星期一", *pages.split("，"), *headlines, *HEADLINES[:4], "往期回顾")
    )
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.LIST_PAGE


def test_a_table_of_what_is_read_most_is_no_story() -> None:
    rows = [f"{at}{headline}\t{900 - at}" for at, headline in enumerate(HEADLINES, 1)]
    shown = clean_text(text_of(*MENU, "本周点击排行", "标题\t点击数", *rows))
    assert isinstance(shown, Rejected)


def test_a_signed_story_beside_a_shop_is_one() -> None:
    shop = ("型号：QS-2100", "商品详情", "立即购买")
    told = clean_text(text_of(HEADLINES[0], "2024-05-06 10:30 作者：江苇", *STORY, "上一篇：没有了", *shop))
    assert as_story(told) == text_of(*STORY)


def test_a_story_that_tells_prices_is_no_shop() -> None:
    told = clean_text(text_of(HEADLINES[0], "2024-05-06 10:30 来源：青石日报", *STORY, *WARE, "上一篇：没有了"))
    assert as_story(told).startswith(text_of(*STORY))


def test_a_form_below_the_first_sentence_is_a_login_wall() -> None:
    wall = ("登录后继续阅读", "您尚未登录，请登录后阅读全文", "手机号", "获取验证码", "已是会员？立即登录")
    shown = clean_text(text_of(*MENU, HEADLINES[0], "记者 江苇", "2024年05月06日 19:00", "5月初的一个傍晚……", *wall))
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.LOGIN_WALL


def test_a_firewall_tells_no_story() -> None:
    message = ("您的请求带有不合法参数，已被网站管理员设置拦截！", "可能原因：", "您提交的内容包含危险的攻击请求")
    cures = (
        "如何解决：",
        "1）检查提交内容；",
        "2）如网站托管，请联系空间提供商；",
        "3）普通网站访客，请联系网站管理员；",
    )
    shown = clean_text(text_of("青石日报", "首页", *message, *cures))
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.ERROR_PAGE


def test_an_interview_is_no_list_of_questions() -> None:
    turns = (
        (
            "为什么一座庙要测四次？",
            "第一次测的是它的样子，第二次测的是它的病，第三次发现前两次测错了，这一次是想把它留给后来的人看。",
        ),
        (
            "有了三维扫描，手工测绘还有必要吗？",
            "扫描仪看得见面，看不见里面，榫头怎么咬的，哪一根木头是后来换的，要用手摸，要拿尺子一寸一寸地量。",
        ),
        (
            "听说您的图纸救过一座庙？",
            "不能叫救。那年一场雷火，后山的三圣殿烧得只剩台基，村里人找到我，我家里正好有一套测了两年的图。",
        ),
        (
            "还会测多久？",
            "爬得上梁就测。爬不上了，就在底下给他们扶梯子，把记下的数字一个一个念给他们听，直到念不动为止。",
        ),
    )
    lines = [line for asked, told in turns for line in (f"营造周刊：{asked}", f"柳怀瑾：{told}")]
    found = clean_text(
        text_of(
            "营造周刊",
            *MENU,
            "对话古建测绘师柳怀瑾：把一座庙装进三千张图里",
            "文｜阮冬",
            "营造周刊 2019.04.25 11:00",
            *lines,
        )
    )
    assert isinstance(found, Article)
    assert all(line in found.text for line in lines)
