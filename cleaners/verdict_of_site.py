"""Pages of a site about itself or its own stories: imprint and terms, topics and columns with a word of introduction.

Such a page has a sentence or two that read like a story's; what it says of itself, and what stands below, tell it from one.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.lines import is_sentence
from cleaners.article.listing import CONTINUED, HEADLINE_CHARS
from cleaners.article.weigh import prose_chars
from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata import Title
from cleaners.metadata.suffix import segments

# Longer than this no topic introduces itself, in characters; so many paragraphs at most.
LONGEST_INTRODUCTION = 300
MAX_PARAGRAPHS = 2
# Stories with dates right below an introduction: so many of them, and how far is looked.
MANY_BELOW = 8
HEADING_REACH = 3
BELOW_BLOCKS = 40
# Boxes of stories, each with a link to more of them, and excerpts that go on elsewhere.
MANY_BOXES = 3
MANY_CONTINUED = 2
MAX_DATE_CHARS = 24

_ABOUT: Final = re.compile(
    r"(?:本[站网报]|网站|\S{1,8}[网站报])?(?:关于(?:我们|本[站网报])|(?:公司|企业|本站|网站|报社)(?:简介|概况|介绍)|(?<=[网站报社])(?:简介|介绍|概况)|联系(?:我们|方式|本[站网])|(?:版权|法律|免责|隐私|网站)声明"
    r"|隐私(?:政策|条款|权政策|保护(?:政策|声明))|(?:用户|服务|注册|使用|隐私)(?:协议|条款)|诚聘英才|招贤纳士|加入我们|广告(?:服务|投放|刊例|合作|业务)|投稿(?:须知|指南|说明)"
    r"|(?:友情|网站|相关)链接|网站(?:地图|导航)|帮助中心|常见问题(?:解答|与解答)?|FAQs?|订阅(?:方案|须知|说明)|意见反馈"
    r"|在线留言|about us|contact us|privacy policy|terms of (?:use|service))",
    re.IGNORECASE,
)
LOCKED: Final = re.compile(
    r"请先?登[录入]|登[录入]或订阅|(?:免费|试)[阅试]?读?(?:篇数|文章|次数|额度)?[^。]{0,6}(?:已?用完|用尽|已?达[^。]{0,4}上限)|(?:订阅|购买|开通)[^。]{0,6}(?:继续|解锁)[^。]{0,4}(?:阅读|全文)|(?:此|本)(?:文章?|内容)为付费(?:文章|内容|阅读)|登[录入]后(?:才)?(?:可|能|查看|(?:继续|免费)?阅读)|(?:只|仅)[供限][^。]{0,8}(?:订[户阅]|会员|用户)|(?:订[户阅]|会员)[^。]{0,4}(?:专[享属]|限定|登[录入])"
)
# 点击登录即表示您同意…: below a form.
AGREES: Final = re.compile(r"即(?:表示|代表|视为)?[^。]{0,6}同意")
# “某某”用户服务协议: the title of what binds those who use something, and how such a text speaks.
_TERMS: Final = re.compile(
    r"\S{0,16}(?:用户(?:服务|使用|注册)?协议|(?:会员|软件|网络)服务协议|服务条款|软件许可(?:及服务)?协议|隐私权?(?:保护)?政策)"
)
_BINDS: Final = re.compile("本(?:协议|条款|政策|服务)")
MIN_BINDING, YOU, MIN_YOU = 3, ("您", "用户"), 5
# What one pays for access, how one logs in, whom one asks about it.
_ACCESS: Final = re.compile(
    r"会员|VIP|登[录入]|注册|订阅|订户|包[月季年]|[¥$]\s?\d|\d\s?元\s?/?\s?[月季年]|免费试用|账号|帐号|密码|验证码|协议|客服|解锁|续费",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(r"(?:[¥$]\s?\d[\d.]*|\d\s?元)\s?/?\s?每?(?:[月季年]|个月)")
# Who is to log in to say something, or to keep the page, has read it.
_TALK: Final = re.compile("评论|留言|讨论|发言|跟[帖贴]|收藏|点赞|投稿")
_READING: Final = re.compile("阅读|查看|浏览|全文|订[户阅]|会员")
MAX_LOCK_CHARS = 40
MIN_ACCESS_SHARE = 0.8
_KIND: Final = re.compile(
    r"\S{0,4}(?:专题(?:报道|页|页面|首页)?|特别(?:报道|策划|专题)|系列报道|专栏|标签|话题|作者(?:主页|专栏|文章)?|栏目(?:首页)?|文章列表|合集)"
)
_INTRODUCTION: Final = re.compile(
    r"[(【]?(?:专题|栏目|本期)?(?:导语|导言|前言|引言|编者按|开栏语|开栏的话|简介)[)】]?\s?[:\s]?"
)
_OPENS: Final = re.compile(r"推出[^。]{0,12}(?:专题|系列|专栏|栏目)|敬请(?:关注|垂注|留意)")
_MORE: Final = re.compile(r"[(\[+]?\s?(?:查看)?(?:更多|more)(?:\S{2,4})?\s?[>»›+.…)\]]*", re.IGNORECASE)
_DATED: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|(?<!\d)\d{1,2}[-月]\d{1,2}(?!\d)")


def is_about_site(document: Document, title: Title, body: Body) -> bool:
    """Tell whether the page's title is that of an imprint, terms of use and the like, and nothing else.

    Of a text without a title the lines right above its first sentence may be it.
    """
    names = [title.text, next(iter(segments(document.title)), "")]
    if document.media == "text" and not title.text:
        names += (block.text for block in document.blocks[max(0, body.first - HEADING_REACH) : body.first])
    return any(_ABOUT.fullmatch(fold(text).strip()) for text in names if text)


def states_terms(title: Title, text: str) -> bool:
    """Tell whether a text is an agreement with those who use something, as its title says and its words do."""
    if not _TERMS.fullmatch(fold(title.text).strip()):
        return False
    folded = fold(text)
    return len(_BINDS.findall(folded)) >= MIN_BINDING and max(map(folded.count, YOU)) >= MIN_YOU


def offers_access(document: Document, title: Title, body: Body, text: str) -> bool:
    """Tell whether a line below the title asks to log in or to subscribe, and next to all of the text says how."""
    lines = [line for line in fold(text).split("\n") if line]
    told = sum(len(line) for line in lines if _ACCESS.search(line) and not is_sentence(line))
    if not lines or told < MIN_ACCESS_SHARE * sum(map(len, lines)):
        return False
    below = document.blocks[max(0, title.block + 1) : body.last + HEADING_REACH]
    return any(_locks(below))


def locked_between(document: Document, title: Title, last: int) -> bool:
    """Tell whether a line between title and block `last` keeps what the title names for those who log in or subscribe."""
    between = document.blocks[title.block + 1 : last] if title.block >= 0 else ()
    return any(map(_READING.search, _locks(between)))


def is_wall(document: Document, last: int) -> bool:
    """Tell whether a line above block `last` asks who reads on, on a page with the form or the prices for it."""
    if "password" not in document.features and not any(
        len(block.text) <= MAX_LOCK_CHARS and _PRICE.search(fold(block.text)) for block in document.blocks
    ):
        return False
    return any(map(_READING.search, _locks(document.blocks[:last])))


def _locks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the short lines, folded, that ask to log in or to subscribe, and not to say or keep something."""
    short = (fold(block.text) for block in blocks if len(block.text) <= MAX_LOCK_CHARS)
    return (line for line in short if LOCKED.search(line) and not _TALK.search(line))


def introduces(document: Document, body: Body, text: str) -> bool:
    """Tell whether a short undated text introduces the stories that the page links: a topic's, a column's, a label's."""
    stretch = document.blocks[body.first : body.last]
    if sum(map(bool, map(prose_chars, stretch))) > MAX_PARAGRAPHS:
        return False
    if _stories_below(document, body):
        return True
    return linked_headlines(document) >= MANY_BELOW and (
        any(_KIND.fullmatch(fold(segment).strip()) for segment in segments(document.title)[1:])
        or _INTRODUCTION.match(fold(text)) is not None
        or _is_below_introduction(document, body, text)
        or _boxes(document)
    )


def _is_below_introduction(document: Document, body: Body, text: str) -> bool:
    """Tell whether a text says that it opens a topic, below a line that says so, too: 编者按 … 本报推出专题."""
    above = document.blocks[max(0, body.first - 1)]
    return _INTRODUCTION.fullmatch(fold(above.text)) is not None and _OPENS.search(fold(text)) is not None


def linked_headlines(document: Document) -> int:
    """Return how many links of a page have a headline's length."""
    return sum(link.end - link.start in HEADLINE_CHARS for block in document.blocks for link in block.links)


def _boxes(document: Document) -> bool:
    """Tell whether the page is made of boxes of stories: headings with a link to more, excerpts that go on elsewhere."""
    more = sum(
        len(block.text) <= MAX_DATE_CHARS and _MORE.fullmatch(block.text) is not None for block in document.blocks
    )
    if more < MANY_BOXES:
        return False
    return (
        sum(bool(block.links) and CONTINUED.search(fold(block.text)) is not None for block in document.blocks)
        >= MANY_CONTINUED
    )


def _stories_below(document: Document, body: Body) -> bool:
    """Tell whether linked headlines with their dates begin right below the text, under no heading, and are many."""
    below = document.blocks[body.last : body.last + BELOW_BLOCKS]
    if not below or not _is_headline(below[0]):
        return False
    dated = 0
    for block, after in zip(below, [*below[1:], None], strict=True):
        beside = after.text if after is not None and len(after.text) <= MAX_DATE_CHARS else ""
        dated += _is_headline(block) and (_DATED.search(block.text) or _DATED.search(beside)) is not None
    return dated >= MANY_BELOW


def _is_headline(block: Block) -> bool:
    """Tell whether a block is a link of a headline's length, with a date beside it at most."""
    return (
        any(link.end - link.start in HEADLINE_CHARS for link in block.links)
        and len(block.text) <= max(HEADLINE_CHARS) + MAX_DATE_CHARS
    )
