"""What a plain-text document says that its page is, where it is no article.

No markup tells a form, a player or a linked headline, and the first line need not be the page's `<title>`: what stands above
the story has to say it, in lines of its own.
"""

import re
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.listing import HEADLINE_CHARS
from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.values import Reason

MAX_LINE_CHARS = 70
# Lines that are looked at where no story stands below them.
SHOWN_LINES = 60
MIN_FORM_LINES = 2
MESSAGE_CHARS = 200
_THING: Final = r"(?:网页|页面|文章|内容|新闻|帖子|信息|稿件|链接|视频)"
_LOST: Final = re.compile(
    rf"^(?:error\W*)?(?:404\W*)?(?:(?:很?抱歉|对不起)[,!]?[^,。]{{0,16}}|[^,。]{{0,8}}){_THING}[^,。]{{0,10}}"
    r"(?:不存在|找不到|已?被[^,。]{0,8}(?:删除|移除|下架)|已(?:经)?(?:删除|移除|下架|下线|失效|过期)|无法(?:查看|访问))"
    r"(?:$|[\s,!。_|-]|或|哦|了|啦)|"
    rf"^(?:找不到|未找到|没有找到)(?:该|此|您|你)?[^,。]{{0,8}}{_THING}(?:$|[\s,!。_|-])|^(?:404\W*)?(?:page )?not found\b|"
    r"(?:系统|服务器|访问|页面)(?:发生)?(?:错误|出错)了?[!。]?$|^50[0-4] |"
    r"^(?:您的|你的|该|本次|当前)?(?:请求|访问|IP)(?:地址)?[^,。]{0,14},?(?:已|被)[^,。]{0,10}(?:拦截|阻断|禁止|拒绝|屏蔽)[!。]?$|"
    r"^网站防火墙$|^\S{0,6}(?:防火墙|安全狗|waf)(?:拦截|提示|提醒)$|^(?:该|本|此|您访问的)(?:网站|站点)(?:暂时|已)?(?:关闭|停止访问|停用|无法访问)[!。]?$",
    re.IGNORECASE,
)
_LOST_ALONE: Final = re.compile(
    r"[^,。]{2,14}(?:不存在|找不到|被[^,。]{0,8}(?:删除|移除|下架)|已(?:经)?(?:删除|移除|下架|下线|失效|过期)|无法(?:查看|访问))[了。!]?"
)
_FORM: Final = re.compile(
    r"^(?:(?:请输入)?(?:登[录入])?密码\s?[:*]?|忘记密码\??|记住(?:我|密码|账号|登[录入](?:状态)?)|(?:下次)?自动登[录入]|"
    r"(?:账号|帐号|用户|会员|短信|扫码|密码|手机号?|立即)\S{0,4}登[录入]|第三方\S{0,4}登[录入]:?|登[录入]后(?:可|继续|即可)?(?:阅读|查看)|您?(?:尚|还)未登[录入]|已是会员)"
)
_RESULTS: Final = re.compile(
    r"找到(?:相关|约|了)?[^,。]{0,12}[\d,]+\s?(?:篇|条|个|项)|(?:搜索|搜寻|检索)结果|(?:共|约)\s?[\d,]+\s?(?:篇|条|个|项)[^,。]{0,6}结果|"
    r"^[\d,]+\s?(?:条|个|项)(?:相关)?结果"
)
_COUNTED: Final = re.compile(
    r"(?:已?为?[您你])?(?:共|一共)?(?:找到|搜索到|搜到|检索到|查询到)[^,。]{0,14}?\d[\d,]*\s?(?:篇|条|个|项)(?:相关)?(?:结果|信息|内容|新闻|文章|记录)?[。:]?"
)
_PLAYER: Final = re.compile(
    r"\d\d:\d\d\s?/\s?\d\d:\d\d|^倍速|倍速(?:播放)?\s?(?:高清|全屏|[\d.]+x)|flash\s?(?:播放器|插件)|视频(?:加载|播放)(?:中|失败)|^(?:正在播放|选集|播放列表|本期节目|视频简介)|"
    r"^(?:视频|影片|影音)[>›»]|[>›»]\s?(?:视频|影片|影音)\s?[>›»]|^(?:播放|观看)(?:次数|量)?\s?:?\s?[\d.]+\s?万?次?$",
    re.IGNORECASE,
)
# What a shop shows beside what it sells, gives away, lets or offers, each in a line of its own: the buttons, and the labels.
_BUY: Final = re.compile(
    r"(?:^|\s)(?:(?:加入|放入)(?:购物车|询价[单篮])|(?:立即|马上|点击|在线)(?:购买|询价|订购|抢购|下单)|(?:我要|发送)?(?:询价|询盘)|购买数量|(?:本地|高速|普通|立即|官方|安卓|电信|网通|联通)下载(?:地址)?\d?$|下载地址\d?:?$|申请职位|投递简历|(?:立即|预约)(?:咨询|看房)$|数量[\s\d+-]*$)"
)
_WARE: Final = re.compile(
    r"^(?:(?:市场|促销|参考|产品|商品|会员|优惠|零售|批发)(?:价格?|报价)|价格|单价|供货总量|发货期限?|有效期至|包装规格|加工定制|库存|(?:产品|商品|规格)?型号|(?:产品|商品)(?:编号|货号|品牌|名称|分类)|(?:软件|文件|游戏|应用)(?:大小|语言|授权|类型|版本)|授权方式|运行环境|最?小?起订量?|发货地址?|月销量?)\s?:|"
    r"^(?:建议|促销|优惠|市场|网[路络]|会员|活动|限时|特惠|折后)(?:售价|价格?)\s?(?:nt)?[$¥]?\s?\d|"
    r"^(?:(?:产品|商品)(?:详细)?(?:介绍|参数|特[点色]|详情|概述|说明|规格)|公司基本资料信息|本(?:企业|公司|店)其[它他]产品|累计评价|装箱清单|技术参数|(?:软件|游戏)(?:介绍|特色|截图)|职位描述|任职要求|房源描述|(?:用户|买家|商品)评价(?:\s?[\d.]{0,4}\s?\(\d+\))?):?$"
)
MIN_WARE_LINES = 2
# What a board says below each of its forums or threads; the pages of a newspaper, each in a line.
_BOARD: Final = re.compile(
    r"^(?:主题|[帖贴]数|[帖贴]子|今日|版主)\s?:\s?\S|^最[后新](?:发表|回复|发[帖贴])\s?:?\s?\S|^(?:回复|查看|阅读|浏览)\s?:?\s?\d+\s?[/,|]?\s?(?:回复|查看|阅读|浏览)\s?:?\s?\d"
)
_PAPER_PAGE: Final = re.compile(
    r"^第?\s?[A-Z]?\d{1,3}\s?版\s?[:|]?\s?[\u4e00-\u9fff·]{0,8}$|^[A-Z]\d{2}\s?[:|\s]\s?[\u4e00-\u9fff·]{2,8}$",
    re.IGNORECASE,
)
MIN_LIST_LINES = 3
_VIDEO_TITLE: Final = re.compile(
    r"^[(《][^)》]{0,10}(?:视频|影片|影音|直播|VIDEO|新闻|天下|精华|播报)[^)》]{0,6}[)》]", re.IGNORECASE
)


def said_above(document: Document, body: Body, chars: int) -> Reason | None:
    """Return what the lines above the story say that the page is instead, None where they say nothing.

    With so few `chars` that the message itself may be taken for the story, its first line is asked, too.
    """
    lines = _lines(document, body.first)
    lost = _lines(document, body.first + 1) if chars < MESSAGE_CHARS else lines
    if any(map(_LOST.search, lost)):
        return Reason.ERROR_PAGE
    if any(map(_RESULTS.search, lines)):
        return Reason.LIST_PAGE
    return Reason.VIDEO_SHELL if any(map(_PLAYER.search, lines)) else None


def lists_pages(document: Document) -> bool:
    """Tell whether lines name the pages of a newspaper: what else stands there are their headlines."""
    lines = {fold(block.text) for block in document.blocks if len(block.text) <= MAX_LINE_CHARS}
    return sum(_PAPER_PAGE.search(line) is not None for line in lines) >= MIN_LIST_LINES


def shows_board(document: Document) -> bool:
    """Tell whether lines say of forums or threads what boards say below each."""
    return sum(_BOARD.search(line) is not None for line in _lines(document, SHOWN_LINES)) >= MIN_LIST_LINES


def said(document: Document) -> Reason | None:
    """Return the best name for a page without a story, by what its lines say; None where they say nothing."""
    lines = _lines(document, SHOWN_LINES)
    if any(map(_LOST.search, lines)):
        return Reason.ERROR_PAGE
    if sells(document):
        return Reason.NO_ARTICLE
    if shows_board(document) or lists_pages(document):
        return Reason.LIST_PAGE
    if sum(_FORM.search(line) is not None for line in lines) >= MIN_FORM_LINES:
        return Reason.LOGIN_WALL
    if any(map(_RESULTS.search, lines)):
        return Reason.LIST_PAGE
    return Reason.VIDEO_SHELL if any(map(_PLAYER.search, lines)) else None


def says_lost(title: str) -> bool:
    """Tell whether a folded title is what a site says of a page that is gone.

    >>> says_lost("该内容已被发布者删除"), says_lost("文章被删除后，他去了法院"), says_lost("页面不存在")
    (True, False, True)
    """
    return _LOST.match(title) is not None and _LOST_ALONE.fullmatch(title) is not None


def shows_player(line: str) -> bool:
    """Tell whether a short line is a player's, or stands where it fails to show.

    >>> shows_player("您还没有安装flash播放器，请点击这里安装"), shows_player("镇上来了放映队")
    (True, False)
    """
    return len(line) <= MAX_LINE_CHARS and _PLAYER.search(fold(line)) is not None


def counts_results(title: str) -> bool:
    """Tell whether what was taken for a title counts what a search has found.

    >>> counts_results("为您找到相关结果约326条"), counts_results("专家找到三个新物种")
    (True, False)
    """
    return _COUNTED.fullmatch(fold(title)) is not None


def sells(document: Document) -> bool:
    """Tell whether a text shows what a shop sells: a button to buy, and lines that say what it is and costs."""
    lines = _lines(document, len(document.blocks))
    return any(map(_BUY.search, lines)) and sum(_WARE.search(line) is not None for line in lines) >= MIN_WARE_LINES


def _lines(document: Document, last: int) -> list[str]:
    return [fold(block.text) for block in document.blocks[:last] if len(block.text) <= MAX_LINE_CHARS]


def has_video_title(title: str) -> bool:
    """Tell whether a title begins with the name of a programme, or says that a video follows.

    >>> has_video_title("【微视频】雪后放晴"), has_video_title("[朝闻天下]春运开始"), has_video_title("《山河》出版")
    (True, True, False)
    """
    return _VIDEO_TITLE.match(fold(title)) is not None


def headlines_of_lines(document: Document) -> int:
    """Return how many lines are as long as a headline and end no sentence."""
    return sum(
        block.wide in HEADLINE_CHARS and not block.text.endswith(("。", "，", "；", "：")) for block in document.blocks
    )
