"""Pages that name what they are instead of a story: topics, columns, labels, boards of a forum, the weather, prices; and what they list.

The story found on such a page is an excerpt, a word of introduction, or what the page says in full sentences beside its tables.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.listing import CLAIMING_LINES
from cleaners.article.wares import asks_to_buy
from cleaners.article.weigh import prose_chars
from cleaners.dom import Block, Document
from cleaners.elements import HEADINGS
from cleaners.fold import fold
from cleaners.metadata import Title
from cleaners.metadata.fold import key
from cleaners.metadata.suffix import segments
from cleaners.values import Reason, Rejected
from cleaners.verdict_of_labels import said_by_labels
from cleaners.verdict_of_lines import says_lost
from cleaners.verdict_of_site import LOCKED

# So many headlines in elements alike, so many of them with an excerpt so close below, are a list.
MANY_ALIKE, MIN_EXCERPTS, EXCERPT_REACH = 4, 3, 2
# What a head calls a page that lists stories.
_LIST: Final = re.compile(
    r"(?:专题|专栏|话题|标签|栏目|合集|系列报道|文章列表|专题报道|专题页|作者(?:专区|专页|专栏))|\S{1,12}的(?:专栏|文章列表|个人主页|主页|全部文章|作品集)|\S{0,8}专栏作者|"
    r"(?:标签|话题|关键[词字])\s?[:「“《#].{1,16}|#[^#\s,。]{1,16}#?"
)
_TOPIC: Final = re.compile(r"\s*[(\[【]专题[)\]】]")
MAX_INTRODUCTION_CHARS: Final = 120
# What a forum says above the threads of a board.
_BOARD_SIGNS: Final = ("今日", "全部")
_BOARD: Final = re.compile(r"今日\s?:\s?\d+.{0,12}主题\s?:\s?\d+|^全部主题(?:\s|$)")
_WEATHER: Final = re.compile(r"\S{2,12}(?:天气(?:预报)?|气象预报)")
_DEGREES: Final = re.compile(r"^\d{1,2}/\d{1,2}$|-?\d{1,2}\s?(?:°C?|℃)|\d{1,2}\s?[-~至]\s?\d{1,2}\s?(?:°C?|℃)?")
MIN_DEGREES, MAX_CELL_CHARS = 5, 16
# 某台节目表 9月14日, and below it so many clocks, each alone.
_PROGRAMMES: Final = re.compile(r"\S{0,12}节目[表单](?:$|\s)")
_CLOCK: Final = re.compile(r"[0-2]?\d[:：][0-5]\d")
MIN_CLOCKS: Final = 6
# 某市常用电话号码, and so many numbers.
_NUMBERS: Final = re.compile(r"\S{2,16}电话(?:号码|[簿本]|黄页|一览表?|大全)")
_TELEPHONE: Final = re.compile(r"[\d-]{3,16}")
MIN_NUMBERS: Final = 5
# So many buttons to buy beside so little prose are a price list's.
MIN_BUTTONS, MAX_TOLD_CHARS = 3, 150
MAX_LINE_CHARS: Final = 60
# Below so many headings alike, such a share, stands a day of its own: each heads another story.
MIN_DATED, MIN_DATED_SHARE, MIN_INSIDE, DATE_REACH = 4, 0.8, 3, 3
_DAY: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_TAKEN_BY: Final = re.compile(r"[(][\u4e00-\u9fff·]{2,4}\s?摄[)]$")
MIN_PICTURES, MAX_WALL_CHARS = 4, 120
MAX_TEASER_CHARS: Final = 40
_PRICE: Final = re.compile(r"[¥￥$]\s?\d|\d\s?元")
MIN_PRICES: Final = 2
_CODE: Final = re.compile("(?:获取|发送)(?:短信|手机|动态)?验证码")
# What a page is called that is to be read at another time, elsewhere, or by others.
_MOVED: Final = re.compile(
    r"(?:页面)?(?:正在|自动)?(?:跳转|重定向)(?:中|到新页面)?[,，]?(?:请稍[候后等])?[.。…·]*|"
    r"(?:系统|网站|服务器?|平台|本站)(?:正在)?(?:升级)?(?:维护|升级)(?:中|公告|通知)?[.。…]*|"
    r"(?:40[36]\W*)?(?:您的|你的|本次|该)?(?:访问)?(?:请求|访问|IP)(?:地址)?(?:已经?)?被\S{0,6}(?:拦截|阻断|禁止|拒绝|屏蔽)"
)
_FOR_MEMBERS: Final = re.compile(
    r"(?:请?先?登[录入](?:账号)?|(?:登[录入]|注册|订阅|购买|付费)后)(?:可|即可|方可|继续|才能)*(?:阅读|查看|浏览|访问)\S{0,4}"
)
# What asks a reader something before he may read, or hands him a file.
_BEFORE_READING: Final = re.compile(
    r"我们(?:重视|尊重|在[意乎])[您你]的(?:隐私|私隐).{0,6}|(?:本网?站|我们)使用cookies?.{0,10}|"
    r"[您你]的?浏览器\S{0,8}(?:过低|过旧|太旧|过时|不受?支持)|请(?:升级|更换)[您你]?的?浏览器|"
    r"您(?:是否)?(?:已经?|是否)?年?满\S{1,3}周?岁了?[吗]?\??|订阅《[^》]{2,14}》|\S.{1,60}\.(?:docx?|pdf|xlsx?|pptx?|zip|rar)",
    re.IGNORECASE,
)
# “看某地”客户端官方下载: what a page that is left in no doubt offers.
_APP: Final = re.compile(r"\S{2,16}?(?:客户端|app|手机版|应用)\S{0,4}下载(?:页面?|中心)?", re.IGNORECASE)
# 某水箱厂家哪家好-某水箱价格-某水箱多少钱: so many parts of a title that begin alike, so many of which ask what sellers are asked.
_ASKED: Final = re.compile("厂家|价格|多少钱|哪家|哪里|批发|报价|排名|品牌|定制|公司")
_BETWEEN: Final = re.compile(r"[-_|,，、\s]+")
MIN_PARTS_ALIKE, MIN_ASKED, MIN_WARE_CHARS = 3, 2, 4
_CAPTCHA: Final = re.compile(r"(?:请完成)?(?:安全|人机|访问|滑动|身份)(?:验证|校验)(?:中心|页面)?")


def kind_of_page(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return what a page is by what its head or its title call it, or by the headlines that stand like its title; else None."""
    if document.media == "text":
        return None
    told = sum(map(prose_chars, document.blocks[body.first : body.last]))
    return (
        _named_in_title(title)
        or _named_in_head(document, title, told)
        or _of_headings(document, title, body)
        or _of_tables(document, title, body)
        or said_by_labels(document, body, title)
        or _of_pictures(document, told)
        or _of_form(document, title, body)
    )


def _named_in_title(title: Title) -> Rejected | None:
    """Return what the title that a page shows says that it is: 安全验证, 正在跳转, 登录后继续阅读."""
    own = fold(title.text)
    if _CAPTCHA.fullmatch(own):
        return Rejected(Reason.CAPTCHA, "its title says so")
    said = next(iter(segments(own)), "").strip()
    if says_lost(own) or _MOVED.fullmatch(said):
        return Rejected(Reason.ERROR_PAGE, "its title says so")
    if _BEFORE_READING.fullmatch(said):
        return Rejected(Reason.NO_ARTICLE, "its title says so")
    return Rejected(Reason.LOGIN_WALL, "its title says so") if _FOR_MEMBERS.fullmatch(said) else None


def _of_pictures(document: Document, told: int) -> Rejected | None:
    """Return that a page is a wall of pictures, each of which somebody took, with a word of introduction, `told` characters."""
    if told >= MAX_WALL_CHARS:
        return None
    taken = sum(_TAKEN_BY.search(fold(block.text)) is not None for block in document.blocks)
    return Rejected(Reason.LIST_PAGE, f"{taken} pictures, and {told} characters") if taken >= MIN_PICTURES else None


def _of_form(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return that a page asks who reads on, right below a few words of the story, with the button that sends him a code or with prices."""
    stretch = document.blocks[title.block + 1 : body.last] if title.block >= 0 else ()
    lines = [fold(block.text) for block in stretch]
    lock = next((at for at, line in enumerate(lines) if LOCKED.search(line)), -1)
    if lock < 0 or sum(map(prose_chars, stretch[:lock])) >= MAX_TEASER_CHARS:
        return None
    has_code = any(_CODE.fullmatch(fold(block.text)) for block in document.blocks)
    prices = sum(_PRICE.search(line) is not None for line in lines[lock:] if len(line) <= MAX_CELL_CHARS)
    is_wall = has_code or prices >= MIN_PRICES
    return Rejected(Reason.LOGIN_WALL, "a line that asks who reads on, and what it takes") if is_wall else None


def _named_in_head(document: Document, title: Title, told: int) -> Rejected | None:
    """Return what the head calls a page with `told` characters of prose, where it does not say the title that was found."""
    if _LIST.fullmatch(fold(title.text)):
        return Rejected(Reason.LIST_PAGE, "its title is that of a list")
    if told < MAX_INTRODUCTION_CHARS and _TOPIC.match(fold(document.title)):
        return Rejected(Reason.LIST_PAGE, "a word of introduction to a topic")
    parts = segments(fold(document.title))
    if parts and _APP.fullmatch(parts[0].strip()) and not is_claimed_by(title, parts[0]):
        return Rejected(Reason.NO_ARTICLE, "an app to download, as its head says")
    if _asks_for_ware(_BETWEEN.split(fold(document.title))):
        return Rejected(Reason.SPAM_PAGE, "a head of what sellers are asked")
    if not is_unclaimed(document, title):
        return None
    named = next((name for name in segments(fold(document.title)) if _LIST.fullmatch(name.strip())), "")
    return Rejected(Reason.LIST_PAGE, f"its head calls it {named.strip()}") if named else None


def _asks_for_ware(parts: Sequence[str]) -> bool:
    """Tell whether the parts of a head name one ware again and again, and ask where it is sold and for how much."""
    asked = [part.strip() for part in parts if len(part.strip()) > MIN_WARE_CHARS]
    alike = [part for part in asked if part[:MIN_WARE_CHARS] == asked[0][:MIN_WARE_CHARS]]
    return len(alike) >= MIN_PARTS_ALIKE and sum(_ASKED.search(part) is not None for part in alike) >= MIN_ASKED


def is_claimed_by(title: Title, part: str) -> bool:
    """Tell whether a title says all that a part of the head does."""
    return key(part) in key(title.text)


def _of_headings(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return that a page is a list whose headings say so by where they stand, or a board's by the line above its threads."""
    if is_unclaimed(document, title) and _is_one_of_many(document, title):
        return Rejected(Reason.LIST_PAGE, "the title stands like those of other stories, each with an excerpt")
    if _heads_dated_stories(document, body):
        return Rejected(Reason.LIST_PAGE, "headings alike, with a day of its own below each")
    if not any(map(document.seen.__contains__, _BOARD_SIGNS)):
        return None
    short = (block.text for block in document.blocks if len(block.text) <= MAX_LINE_CHARS)
    lines = (fold(text) for text in short if any(map(text.__contains__, _BOARD_SIGNS)))
    return Rejected(Reason.LIST_PAGE, "the threads of a board") if any(map(_BOARD.search, lines)) else None


def _of_tables(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return that a page shows the weather or prices, with a sentence about them."""
    cells = [block.text for block in document.blocks if len(block.text) <= MAX_CELL_CHARS]
    if _PROGRAMMES.match(fold(title.text)) and sum(map(bool, map(_CLOCK.fullmatch, cells))) >= MIN_CLOCKS:
        return Rejected(Reason.NO_ARTICLE, "what is on, hour by hour")
    if _WEATHER.fullmatch(fold(title.text)) and sum(map(bool, map(_DEGREES.search, cells))) >= MIN_DEGREES:
        return Rejected(Reason.NO_ARTICLE, "tables of the weather")
    if _NUMBERS.fullmatch(fold(title.text)) and sum(map(bool, map(_TELEPHONE.fullmatch, cells))) >= MIN_NUMBERS:
        return Rejected(Reason.NO_ARTICLE, "numbers to call")
    stretch = document.blocks[body.first : body.last]
    if sum(asks_to_buy(block.text) for block in stretch) < MIN_BUTTONS:
        return None
    told = sum(prose_chars(block) for block in stretch if "。" in block.text)
    if told < MAX_TOLD_CHARS:
        return Rejected(Reason.NO_ARTICLE, "offers, each with a button")
    return None


def is_claimed(document: Document, title: Title) -> bool:
    """Tell whether the head says the title that the page shows, of a text one of its first lines."""
    if title.block < 0:
        return False
    claims = [document.title, document.meta("og:title", "twitter:title", "title")]
    if document.media == "text":
        claims += (block.text for block in document.blocks[: min(CLAIMING_LINES, title.block)])
    return key(title.text) in "\n".join(map(key, claims))


def is_unclaimed(document: Document, title: Title) -> bool:
    """Tell whether the page shows a title that its head does not say."""
    return title.block >= 0 and not is_claimed(document, title)


def _is_one_of_many(document: Document, title: Title) -> bool:
    """Tell whether headings called like the title's stand all over the page, with an excerpt below each."""
    nodes, blocks = document.nodes, document.blocks

    def called(node: int) -> tuple[str, str, str, str]:
        around = nodes.parent[node]
        return nodes.tag[node], nodes.names[node], nodes.tag[around], nodes.names[around]

    own = called(blocks[title.block].node)
    alike = [block.index for block in blocks if called(block.node) == own]
    if len(alike) < MANY_ALIKE or not (blocks[title.block].tag in HEADINGS or blocks[title.block].links):
        return False
    below = (blocks[at + 1 : at + 1 + EXCERPT_REACH] for at in alike)
    return sum(any(map(prose_chars, excerpt)) for excerpt in below) >= MIN_EXCERPTS


def _heads_dated_stories(document: Document, body: Body) -> bool:
    """Tell whether the headings in and around the story's stretch are those of a list: a day stands below each."""
    heads = [block.index for block in document.blocks if block.tag in HEADINGS]
    dated = [at for at in heads if any(map(_is_day, document.blocks[at + 1 : at + 1 + DATE_REACH]))]
    alike = [at for at in heads if document.blocks[at].tag == document.blocks[dated[0]].tag] if dated else []
    inside = sum(body.first - DATE_REACH <= at < body.last for at in dated)
    return inside >= max(MIN_INSIDE, len(dated) / 2) and len(dated) >= max(MIN_DATED, MIN_DATED_SHARE * len(alike))


def _is_day(block: Block) -> bool:
    return len(block.text) <= MAX_LINE_CHARS and _DAY.search(block.text) is not None
