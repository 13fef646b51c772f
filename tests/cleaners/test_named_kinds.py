"""Pages that are named for what they are, and no stories: topics, columns, boards, weather, prices; and stories that look like them."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_html
from tests.cleaners.test_story_edges import STORY, TITLE, paragraphs
from tests.cleaners.test_text_lists import ENTRIES

EXCERPT = (
    "8月4日12时，省防汛抗旱指挥部根据当前雨情水情，决定将应急响应由一级调整为三级，要求各地继续做好退水期的堤防巡查。"
)
RIVER = "应急响应由一级调整为三级"


def outcome(main: str, title: str) -> Outcome:
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div><a href=/>首页</a></div>{main}</body></html>"
    return clean_html(html.encode())


def items(heading: str = "h3", *, day: str = "2024-05-06 08:30") -> str:
    return "".join(
        f"<div class=it><{heading}><a href=/n/{at}.html>{head}</a></{heading}><p>{told}</p><span>{day}</span></div>"
        for at, (head, told) in enumerate(ENTRIES)
    )


@pytest.mark.parametrize(
    "title", ["聚焦北岭防汛抗洪_专题_新闻中心_北岭在线", "江山的专栏_江山_观潮专栏作者_观潮评论", "标签：老街_青石周报"]
)
def test_a_head_says_that_its_page_is_a_list(title: str) -> None:
    shown = "".join(f"<li><a href=/{piece}>{piece}</a></li>" for piece in title.split("_")[-3:])
    found = outcome(
        f"<ul>{shown}</ul><div class=top><h1><a href=/n/1.html>{RIVER}</a></h1><p>{EXCERPT * 2}</p><p>2024-08-04</p></div>",
        title,
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_a_story_of_a_topic_is_none() -> None:
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div>{paragraphs(*STORY)}", f"{TITLE}_专题_北岭在线")
    assert isinstance(found, Article)


def test_a_lost_page_recommends_others() -> None:
    tip = "<div><p>抱歉，您访问的文章已被删除或已下线</p></div>"
    other = f"<div><a href=/n/1.html>{ENTRIES[0][0]}</a><p>{ENTRIES[0][1] * 3}</p></div>"
    found = outcome(tip + other, "文章不见了_大河湾网")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ERROR_PAGE


def test_headings_alike_with_a_day_each_are_a_list() -> None:
    found = outcome(
        f"<div class=list><h2>社会新闻</h2>{items().replace(' href', ' data-href')}</div>", "社会新闻_新闻中心_青石网"
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_parts_of_a_story_have_headings_without_days() -> None:
    told = "".join(f"<h3>{head}</h3><p>{text}</p>" for head, text in ENTRIES)
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报</div><div>{paragraphs(*STORY)}{told}</div>", TITLE)
    assert isinstance(found, Article)
    assert ENTRIES[-1][1] in found.text


def test_the_threads_of_a_board_are_a_list() -> None:
    rules = "本版欢迎转贴新闻并附上来源链接，禁止人身攻击、地域歧视；标题党一律移至垃圾桶。连续违规三次禁言七天。"
    head = "<h1>时事新闻讨论区 <span>今日: <b>47</b> | 主题: <b>20816</b></span></h1>"
    found = outcome(f"{head}<div>版主: 江山</div><div>{rules}</div>", "时事新闻讨论区 - 枫叶论坛")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


WEATHER = "今日高压势力增强，水气减少，各地大致为多云时晴的天气，午后山区有局部短暂雷阵雨，平地高温可达33度，请注意防晒并多补充水分。"


@pytest.mark.parametrize(("degrees", "is_story"), [(12, False), (1, True)])
def test_tables_of_the_weather_are_no_story(degrees: int, *, is_story: bool) -> None:
    cells = "".join(f"<td>{at} - {at + 9}°</td>" for at in range(degrees))
    main = f"<h1>青石县天气预报</h1><p>2023-08-15 17:30</p><p>{WEATHER}</p><p>{WEATHER[::-1]}</p><table><tr>{cells}</tr></table>"
    assert isinstance(outcome(main, "青石县天气预报 - 好日子天气"), Article) == is_story


def test_prices_with_a_button_each_are_no_story() -> None:
    rows = "".join(
        f"<tr><td>06-{at}</td><td>杂交大蒜</td><td>鱼山镇</td><td>4.0{at}元/斤</td><td><a>我要报价</a></td></tr>"
        for at in range(10, 16)
    )
    told = "<p>今日青石县大蒜批发均价4.05元/斤，较昨日上涨0.15元，近7日累计上涨8.9%，行情走势偏强。</p>"
    main = f"<h1>青石县大蒜价格行情</h1><i>2024-06-12 更新</i>{told}<h2>大蒜各市场报价</h2><table>{rows}</table>"
    found = outcome(main, "青石县大蒜价格行情_农汇通")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE


def test_cards_of_wares_between_paragraphs_are_none_of_the_story() -> None:
    card = "<div class=car><div>启岚 X5</div><div>厂商指导价</div><a href=/x5>询底价</a></div>"
    told = "".join(f"<div>{text}</div>{card}" for text in STORY)
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div class=rich>{told}</div>", TITLE)
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)


TOLD = "".join(f"<p>{text}</p>" for text in STORY[:2])
LABELLED = {
    "podcast": ("Vol.64 桥头夜话", "播放 节目介绍 时间轴 本期嘉宾 本期音乐 收听提示 往期节目", Reason.VIDEO_SHELL),
    "share": ("青石重工 600128", "今开 昨收 成交量 成交额 市盈率 市净率 换手率", Reason.NO_ARTICLE),
    "ware": ("山野 轻量双人帐篷 军绿色", "加入购物车 商品介绍 规格与包装 售后保障 配送至", Reason.NO_ARTICLE),
    "job": ("新媒体编辑", "立即沟通 职位描述 岗位职责： 任职要求： 公司介绍 工作地址", Reason.NO_ARTICLE),
    "entry": ("青石渡槽", "进入词条 中文名 参考资料 词条统计 相关词条", Reason.NO_ARTICLE),
    "lottery": (
        "七彩球第2023098期开奖结果",
        "选择期号： 奖项 中奖注数 中奖计算器 玩法说明 历史开奖",
        Reason.NO_ARTICLE,
    ),
    "vote": ("2023“最美人家”网络评选", "投票 12,883票 10,417票 15,206票 9,732票", Reason.NO_ARTICLE),
}


@pytest.mark.parametrize("kind", LABELLED)
def test_a_page_s_own_labels_say_what_it_is(kind: str) -> None:
    title, labels, reason = LABELLED[kind]
    shown = "".join(f"<div>{label}</div>" for label in labels.split())
    found = outcome(f"<h1>{title}</h1><div>2024-05-06</div><div>{TOLD}</div><div>{shown}</div>", f"{title} - 晨光网")
    assert isinstance(found, Rejected)
    assert found.reason is reason


def test_a_story_beside_a_few_such_labels_is_one() -> None:
    shown = "".join(
        f"<div>{label}</div>" for label in "今开 昨收 成交量 成交额 市盈率 市净率 换手率 参考资料 投票 公司介绍".split()
    )
    main = f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报</div><div>{paragraphs(*STORY)}</div><div class=side>{shown}</div>"
    assert isinstance(outcome(main, f"{TITLE} - 晨光网"), Article)


@pytest.mark.parametrize(
    ("title", "reason"), [("该内容已被发布者删除", Reason.ERROR_PAGE), ("安全验证", Reason.CAPTCHA), (TITLE, None)]
)
def test_a_title_says_that_nothing_is_told_below(title: str, reason: Reason | None) -> None:
    main = f"<h1>{title}</h1><div>2024-05-06</div><div>{paragraphs(*STORY)}</div>"
    found = outcome(main, title)
    assert (found.reason if isinstance(found, Rejected) else None) is reason


def test_readers_opinions_on_a_story_elsewhere_are_none() -> None:
    head = f"<h1><a href=/1.html>{TITLE}</a></h1><div><a href=/1.html>返回原文</a> 1,208人参与 316条评论</div>"
    told = "".join(
        f"<div>桥头[青石网友] 2024-05-06 10:4{at}</div><p>{text}</p><div>回复</div>" for at, text in enumerate(STORY)
    )
    found = outcome(head + told, f"评论：{TITLE}_晨光网")
    assert isinstance(found, Rejected)


def test_a_wall_of_pictures_is_none() -> None:
    pictures = "".join(
        f"<li><img src=/{at}.jpg><p>渡口边的第{at}个清晨，雾还没有散去。（江{name} 摄）</p></li>"
        for at, name in enumerate("山海河湖")
    )
    main = f"<h1>光影青石</h1><p>用镜头记录青石大地的一山一水，欢迎广大摄影爱好者投稿。</p><ul>{pictures}</ul>"
    assert isinstance(outcome(main, "图片频道_光影青石_晨光网"), Rejected)


@pytest.mark.parametrize(
    "asked",
    [
        "<div>登录后继续阅读</div><button>获取验证码</button><p>未注册的手机号验证通过后将自动创建账号，如有问题请拨打客服热线。</p>",
        "<div>此文章为付费文章</div><div>单篇购买￥2</div><div>连续包月￥18</div><p>畅读全部文章和三年内的过刊，次月自动续费，可随时取消。</p>",
    ],
    ids=["a code", "prices"],
)
@pytest.mark.parametrize("lead", ["", paragraphs(*STORY)], ids=["none", "a lead"])
def test_what_asks_who_reads_on_is_a_wall_unless_a_lead_is_told(lead: str, asked: str) -> None:
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{lead}{asked}</div>", f"{TITLE} - 晨光网")
    assert isinstance(found, Article) == bool(lead)


MOVED = "本站正在更换服务器，部分频道和评论功能将暂时无法访问，给您带来的不便我们深表歉意，感谢您的理解与支持。"


@pytest.mark.parametrize(
    ("title", "told", "reason"),
    [
        (
            "正在跳转... - 青石快报",
            "您访问的页面已迁移到新地址，3秒后将自动跳转，如果没有跳转，请点击这里进入新版首页。",
            Reason.ERROR_PAGE,
        ),
        ("系统维护公告", MOVED, Reason.ERROR_PAGE),
        (
            "登录后继续阅读 - 青石财经",
            "每天十篇以上原创调查与分析，注册用户每月可免费阅读五篇，通勤路上也能听完要闻。",
            Reason.LOGIN_WALL,
        ),
        (
            "“看青石”客户端官方下载 - 青石日报社",
            "三百多名记者、两千名通讯员遍布十二个县区，遇到停水停电、道路封闭，看青石总是第一个提醒你，扫码下载“看青石”客户端官方版。",
            Reason.NO_ARTICLE,
        ),
        (
            "青石不锈钢水箱厂家哪家好-青石不锈钢水箱价格-青石不锈钢水箱多少钱-鼎鼎水箱",
            "很多客户在选购水箱的时候都会有这样的疑问，下面就来为大家介绍一下它的相关知识，水质好，深受好评。",
            Reason.SPAM_PAGE,
        ),
    ],
)
def test_a_title_says_that_its_page_is_for_something_else(title: str, told: str, reason: Reason) -> None:
    heading = title.split("-", maxsplit=1)[0].strip().replace("客户端官方下载", "")
    found = outcome(f"<h1>{heading}</h1><p>2024-05-06 22:00</p><p>{told}</p><p>{told[::-1]}。</p>", title)
    assert isinstance(found, Rejected)
    assert found.reason is reason


def test_a_ware_that_the_head_calls_so_has_its_labels_in_links() -> None:
    head = "<meta property='og:type' content='product'>"
    story = f"<h1>{TITLE}</h1><div>2024-05-06</div>{paragraphs(*STORY)}"
    links = "<p>数量：1 <a href=/b>立即购买</a> <a href=/c>加入购物车</a></p><p><a href=#d>商品详情</a><a href=#a>规格参数</a></p>"
    shown = outcome(f"{head}{story}{links}", TITLE)
    assert isinstance(shown, Rejected)
    assert shown.reason is Reason.NO_ARTICLE
    assert isinstance(outcome(f"{head}{story}<p><a href=/b>去购买</a></p>", TITLE), Article)


def test_excerpts_that_break_off_below_dated_headlines_are_a_list() -> None:
    rows = "".join(
        f"<li><a href=/n/{at}.html>{head}</a> <span>日期：2024-05-0{at + 1} 点击：4{at}2 好评：{at}</span><p>{told[:40]}……</p></li>"
        for at, (head, told) in enumerate(ENTRIES[:4])
    )
    found = outcome(f"<div class=list><ul>{rows}</ul></div>", "社会新闻_青石在线")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_an_excerpt_whose_title_and_button_lead_to_one_story_is_none() -> None:
    href = "http://news.example/2016-07/08/content_51207.htm"
    focus = f"<h1><a href={href}>{RIVER}</a></h1><p>本网8月4日讯 {EXCERPT}[<a href={href}>全文</a>]</p>"
    found = outcome(f"<div>{focus}</div>{items()}", "守住这条大堤——抗洪专题报道_青石在线")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


SOLD_OR_ASKED = {
    "share": (
        "青石新材 603X27",
        "今开：18.20|最高：18.88|成交量：9.31万手|换手：3.12%|昨收：18.17|市盈(动)：27.51|总市值：55.6亿",
    ),
    "house": (
        "锦绣花园 三室两厅 南北通透",
        "房屋户型：3室2厅|所在楼层：中楼层|建筑面积：118㎡|朝向：南 北|装修：精装|挂牌时间：2023-06-18|小区介绍|周边配套",
    ),
    "hotel": (
        "青石文旅 Qingshi Hotel",
        "住宿简介|入住时间 15:00 以后，退房时间 11:00 以前。|房型|每晚价格|预订|住客评鉴|附近住宿",
    ),
    "quiz": ("测一测：你是哪种节气体质？", "共 5 题，约需 1 分钟|查看结果|分享到朋友圈 再测一次|大家还在测"),
    "vote": (
        "你支持渡口夜间开放吗？",
        "支持，晚归的人方便 2981票（61.8%）|支持，但要有灯 1107票（22.9%）|不支持 519票（10.8%）|说不清 220票（4.5%）|往期调查",
    ),
}


@pytest.mark.parametrize("kind", SOLD_OR_ASKED)
def test_labels_with_their_values_say_what_a_page_is(kind: str) -> None:
    title, labels = SOLD_OR_ASKED[kind]
    shown = "".join(f"<div>{label}</div>" for label in labels.split("|"))
    found = outcome(f"<h1>{title}</h1><div>2024-05-06</div>{shown}<div>{paragraphs(*STORY)}</div>", f"{title}_青石在线")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    ("title", "main", "reason"),
    [
        ("#湿地保护", f"<p>本标签收录青石在线关于湿地修复的报道，共 138 篇。</p>{items()}", Reason.LIST_PAGE),
        (
            "青石台节目表 9月14日",
            "".join(f"<div>{hour:02}:30</div><div>{STORY[hour % 3]}</div>" for hour in range(8, 15)),
            Reason.NO_ARTICLE,
        ),
        ("403 您的访问请求被拦截", f"<div>{paragraphs(*STORY)}</div>", Reason.ERROR_PAGE),
        (
            "网友评论：渡口停摆，老人怎么看",
            f"<div>已有 326 人评论，5,091 人参与 <a href=/1>查看原文</a></div>{paragraphs(*STORY)}",
            Reason.NO_ARTICLE,
        ),
    ],
)
def test_tags_programmes_walls_and_opinions_are_no_stories(title: str, main: str, reason: Reason) -> None:
    found = outcome(f"<h1>{title}</h1><div>2024-05-06</div>{main}", f"{title}_青石在线")
    assert isinstance(found, Rejected)
    assert found.reason is reason


@pytest.mark.parametrize(
    "title",
    [
        "我们重视您的隐私",
        "您的浏览器版本过低",
        "您已年满十八岁了吗？",
        "订阅《晨间五分钟》",
        "乡村医生夜间出诊情况调查报告.docx",
    ],
)
def test_what_stands_before_reading_is_no_story(title: str) -> None:
    found = outcome(f"<h1>{title}</h1><div>2024-05-06</div><div>{paragraphs(*STORY)}</div>", f"{title} - 青石在线")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE


def test_numbers_to_call_are_no_story() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>0000-660{at}</td></tr>"
        for at, name in enumerate("报警 急救 供水 供电 供气 公交".split())
    )
    found = outcome(
        f"<h1>青石县常用电话号码</h1><div>2024-05-06</div><p>{STORY[0]}</p><p>{STORY[1]}</p><table>{rows}</table>",
        "常用电话号码",
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE
