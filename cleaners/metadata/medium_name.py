"""A medium's name as pages print it, without what sites hang on it."""

import re
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium
from cleaners.metadata.words import LABELS, NOT_OUTLETS, REGIONS

MAX_OUTLET_CHARS = 40

_TRAILING: Final = re.compile(
    r"(?:(?:(?<=[报報刊社网網台志誌])|(?<=.{4}))(?:(?:多媒体|多媒體)?(?:数字报|數字報|数字版|數字版)|电子版|電子版|数码版|數碼版|电子报|電子報|手机版|网页版)|\([^()]{1,4}\)|(?<!本站)(?<!本网)原创稿?|客户端下载|(?<=[报報网網社台刊])(?:[全融]媒[体體]|首席|特[约約]|[见見][习習]|[实實][习習])?[记記]者)$"
)
# 本文转载自晨光发布; (转自《晨光报》); (据晨光报)
_COPIED: Final = re.compile(
    r"(?:[(—\s]{0,3}(?:本文|文章|稿件|内容)?(?:(?:转载|转|摘|选|源|来)自:?|(?:首发|原载|原?刊[发登])于)|\((?:综合)?据)\s?《?([^\s《》,。:()]{3,14})》?\)?"
)
_REFUSED: Final = re.compile(
    r"、\S*等[\d一二三四五六七八九十多]|^本[帖贴]最后由|^#|^记者(?!.*[网报社站家])[\u4e00-\u9fff]{2,4}$|记者\S{2,8}(?:报[道导]|发自)|^(?:字体|字级|字号)|^(?:editor|admin|user|web)\d*$|^[^/]{1,2}/|^[\W\d_]*$|/.*(?:报导|报道)$|^[^/]{2,3}(?:报导|报道)$|\d万?次|播放|创作者|(?:优质|认证|签约|原创)作者|(?:星期|周)[一二三四五六日天]|^by$|^报[导道]$|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?$|HKT|UTC|GMT|https?:|www\.|[。!?]|^\+?\d+(?![\d\u4e00-\u9fff])|^\d+[年月日万次条分小秒]|次$|(?:^|[\d条个篇])\s?评论(?!新闻|通讯|社|员)|评论\s?[\d(:]|(?:我要|网友|查看|发表|参与|热门|用户|全部|最新|精彩|暂无|没有|文章|读者|相关|条|写)评论|^[a-z]+_[a-z\d_]+$|^(?:安卓|苹果|手机|电脑|网页|移动|iphone|android|iPhone|Android|PC|wap)\S{0,3}(?:客户端|[端版])$|(?:无|没有|\d)\s?[则条篇]?\s?留言$|(?:时间|日期)$|跟贴|官方[账帐]号$|人参与|(?:^|[\d\s.:万+次大已人]|继续|延伸|扩展|相关|深度|推荐|开始|点击|立即|累计|总)阅读|阅读(?=.)|字号|下载|登录|注册|举报|^来自|^日?更新|标题已修改|^只看|楼主|倒序"
)


def copied_from(folded: str) -> tuple[int, int] | None:
    """Return where a folded line names the medium that it was copied from, and nothing else; None for other lines.

    >>> copied_from("(转自《晨光报》)"), copied_from("他转自外地。")
    ((4, 7), None)
    """
    match = _COPIED.fullmatch(folded.strip()) if len(folded) <= MAX_OUTLET_CHARS else None
    if not match or not is_medium(match[1]):
        return None
    shift = len(folded) - len(folded.lstrip())
    return match.start(1) + shift, match.end(1) + shift


def clean_name(name: str) -> str:
    """Return a medium's name without what sites hang on it, "" for what is no name."""
    name = re.sub(
        r"^(?:(?:来源|來源|文章来源|稿源)\s?[:：]|原[创創](?=.{2})|返回(?=.{3})|(?:微信)?(?:公众号|公眾號|订阅号)[:：]?(?=[“\"「『]))\s?",
        "",
        name.strip(" |·•,;()/／>-*、\"'　\xa0（）【】〔〕[]｜:："),
    )
    name = _TRAILING.sub("", name.strip("“”「」『』")).strip()
    if "(" in fold(name) and ")" not in fold(name):
        name = name[: fold(name).index("(")].strip()
    folded = fold(name)
    if (
        not 2 <= len(key(name)) <= MAX_OUTLET_CHARS
        or folded in NOT_OUTLETS
        or folded in REGIONS
        or folded in LABELS
        or _REFUSED.search(folded)
    ):
        return ""
    return name
