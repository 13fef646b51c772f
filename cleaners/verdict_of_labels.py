"""What a page's own labels say that it is, each a line of its own: a share's prices, a ware, a job, an entry, a vote."""

import re
from typing import Final, NamedTuple

from cleaners.article.choose import Body
from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.metadata import Title
from cleaners.values import Reason, Rejected

MAX_LINE_CHARS: Final = 60
MAX_VALUE_CHARS: Final = 16
# Without any of these a page has too few labels of any kind; to know it costs a tenth.
_SIGNS: Final = re.compile(
    "[时時][间間][轴軸]|收[听聽]|市盈|[换換]手率|[购購]物[车車]|配送至|[货貨][号號]|[职職]位|[岗崗]位|任[职職]|[词詞][条條]|[选選][择擇]期[号號]|"
    "中[奖獎][计計]算器|[历歷]史[开開][奖獎]|[单單]注[奖獎]金|投票|原文|[户戶]型|房型|大家[还還]在[测測]|再[测測]一次|往期[调調]查"
)
_BACK_TO_STORY: Final = re.compile(
    r"(?:返回|查看)原文.{0,10}(?:参与|评论|跟[帖贴])|人(?:参与|评论|跟[帖贴]).{0,16}(?:返回|查看)原文"
)


class _Kind(NamedTuple):
    """A kind of page: its name, what its own labels are, how many different ones tell it, and what its title must be like."""

    name: str
    reason: Reason
    labels: re.Pattern[str]
    least: int
    title: re.Pattern[str] | None = None


def _kind(name: str, reason: Reason, labels: str, least: int, title: str = "", *, with_values: bool = False) -> _Kind:
    """Return a kind; what its labels name may stand in their lines, where no story has such lines."""
    behind = rf"(?:\s?[:>]\s?.{{0,{MAX_VALUE_CHARS}}})?|" if with_values else ""
    shape = re.compile(rf"(?:{labels})(?:{behind}\s?[:>]*)")
    return _Kind(name, reason, shape, least, re.compile(title) if title else None)


_KINDS: Final = (
    _kind(
        "a programme to listen to",
        Reason.VIDEO_SHELL,
        r"▶?\s?播放|节目介绍|时间轴|本期(?:嘉宾|主播|音乐|时间轴)|收听(?:提示|方式)|听友评论.{0,8}|往期(?:节目|单集)|单集介绍|片尾曲|精选评论|收听方式:.{0,60}|show\s?notes",
        4,
    ),
    _kind(
        "a share's prices",
        Reason.NO_ARTICLE,
        "今开|昨收|最高|最低|成交[量额]|市盈(?:率|[(]动[)])|市净率|总市值|流通市值|换手率?|振幅|量比|涨停|跌停|[买卖][一二三四五]",
        5,
        r"[\u4e00-\u9fffA-Z*·]{2,10}\s?[(]?\s?[0-9A-Z]{5,6}(?:\.[A-Z]{2})?\s?[)]?",
        with_values=True,
    ),
    _kind(
        "a house",
        Reason.NO_ARTICLE,
        "(?:房屋)?户型|(?:所在)?楼层|(?:建筑|套内)面积|朝向|装修|梯户比例|供暖|挂牌时间|上次交易|房屋用途|房源(?:编号|特色)|核心卖点|小区介绍|周边配套|税费解析|看房记录|同小区房源|预约看房",
        6,
        with_values=True,
    ),
    _kind(
        "a hotel",
        Reason.NO_ARTICLE,
        "(?:住宿|酒店)(?:简介|设施|政策)|房型|每晚价格|(?:立即)?预订|住客(?:评鉴|评价|点评)|附近(?:住宿|酒店)|入住时间.{0,40}",
        4,
    ),
    _kind(
        "a quiz",
        Reason.NO_ARTICLE,
        r"开始(?:测试|答题)|(?:.{2,8}\s)?再测一次|查看(?:结果|答案)|提交答案|共\s?\d+\s?题.{0,40}|大家还在测|[上下]一题",
        3,
        ".*(?:测|你是哪|几级|多少分).*",
    ),
    _kind(
        "a ware",
        Reason.NO_ARTICLE,
        r"加入购物车|立即购买|(?:商品|产品)(?:介绍|详情|评价)(?:\([\d+]+\))?|规格(?:与包装|参数)?|(?:买家|用户)评价(?:\([\d+]+\))?|售后(?:保障|服务)|配送至|促销|货号|商品编号|看了又看",
        4,
    ),
    _kind(
        "a job",
        Reason.NO_ARTICLE,
        "职位(?:描述|亮点|详情)|岗位(?:职责|要求)|任职(?:要求|资格)|公司介绍|工作(?:地址|地点)|相似职位|立即沟通|投递简历|申请职位|薪资(?:福利|待遇)",
        4,
    ),
    _kind(
        "an entry of an encyclopedia",
        Reason.NO_ARTICLE,
        "进入词条|词条(?:统计|标签.{0,30})|相关词条|参考资料|编辑 历史版本.{0,6}|编辑次数.{0,8}|中文名|外文名|本词条.{0,60}",
        4,
    ),
    _kind(
        "draws of a lottery",
        Reason.NO_ARTICLE,
        "选择期号|中奖计算器|历史开奖|玩法说明|奖项|中奖注数|单注奖金.{0,4}|走势图|看看中了没",
        4,
    ),
    _kind(
        "a vote",
        Reason.NO_ARTICLE,
        r"投票|投[他她它TA]{1,2}一票|[\d,]+票|累计投票.{0,20}|查看更多候选|已有候选.{0,30}|[^。]{2,30}\s?\d+票\s?[(]\d+(?:\.\d+)?%[)]|往期调查|发起时间.{0,50}",
        4,
    ),
)


def _linked(document: Document) -> set[str]:
    """Return what the links of a page say, folded: the tabs and buttons of a shop share a line."""
    return {fold(block.text[link.start : link.end]).strip() for block in document.blocks for link in block.links}


def said_by_labels(document: Document, body: Body, title: Title) -> Rejected | None:
    """Return what the page's own labels, each a line of its own, say that it is."""
    if not _SIGNS.search(document.seen):
        return None
    lines = {fold(block.text).strip() for block in document.blocks if len(block.text) <= MAX_LINE_CHARS}
    is_sold = document.meta("og:type").startswith("product")  # reviews call themselves so, too
    lines |= _linked(document) if is_sold else set()
    own = fold(title.text)
    for kind in _KINDS:
        found = [line for line in lines if kind.labels.fullmatch(line)]
        if len(found) >= kind.least and (kind.title is None or kind.title.fullmatch(own)):
            return Rejected(kind.reason, f"{kind.name}, as its labels say: {', '.join(sorted(found)[: kind.least])}")
    above = [fold(block.text) for block in document.blocks[: body.first]]
    if any(_BACK_TO_STORY.search(line) for line in above if len(line) <= MAX_LINE_CHARS):
        return Rejected(Reason.NO_ARTICLE, "what readers say of a story that stands elsewhere")
    return None
