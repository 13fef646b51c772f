"""Pages that name what they are instead of a story: topics, columns, labels, boards of a forum, the weather, prices; and what they list.

The story found on such a page is an excerpt, a word of introduction, or what the page says in full sentences beside its tables.
"""

import re
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.listing import CLAIMING_LINES
from cleaners.article.wares import asks_to_buy
from cleaners.article.weigh import prose_chars
from cleaners.dom import Document
from cleaners.elements import HEADINGS
from cleaners.fold import fold
from cleaners.metadata import Title
from cleaners.metadata.fold import key
from cleaners.metadata.suffix import segments
from cleaners.values import Reason, Rejected

# So many headlines in elements alike, so many of them with an excerpt so close below, are a list.
MANY_ALIKE, MIN_EXCERPTS, EXCERPT_REACH = 4, 3, 2
# What a head calls a page that lists stories.
_LIST: Final = re.compile(
    r"(?:专题|专栏|话题|标签|栏目|合集|系列报道|文章列表|专题报道|专题页)|\S{1,12}的(?:专栏|文章列表|个人主页|主页|全部文章|作品集)|\S{0,8}专栏作者|"
    r"(?:标签|话题|关键[词字])\s?[:「“《#].{1,16}"
)
# What a forum says above the threads of a board.
_BOARD_SIGNS: Final = ("今日", "全部")
_BOARD: Final = re.compile(r"今日\s?:\s?\d+.{0,12}主题\s?:\s?\d+|^全部主题(?:\s|$)")
_WEATHER: Final = re.compile(r"\S{2,12}(?:天气(?:预报)?|气象预报)")
_DEGREES: Final = re.compile(r"-?\d{1,2}\s?(?:°C?|℃)|\d{1,2}\s?[-~至]\s?\d{1,2}\s?(?:°C?|℃)?")
MIN_DEGREES, MAX_CELL_CHARS = 8, 16
# So many buttons to buy beside so little prose are a price list's.
MIN_BUTTONS, MAX_TOLD_CHARS = 3, 150
MAX_LINE_CHARS: Final = 60
# Below so many headings alike, such a share, stands a day of its own: each heads another story.
MIN_DATED, MIN_DATED_SHARE, DATE_REACH = 4, 0.8, 3
_DAY: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")


def kind_of_page(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return what a page is by what its head or its title call it, or by the headlines that stand like its title; else None."""
    if document.media == "text":
        return None
    return _named_in_head(document, title) or _of_headings(document, title, body) or _of_tables(document, title, body)


def _named_in_head(document: Document, title: Title) -> Rejected | None:
    """Return what the head calls a page, where it does not say the title that was found."""
    if _LIST.fullmatch(fold(title.text)):
        return Rejected(Reason.LIST_PAGE, "its title is that of a list")
    if title.block < 0 or is_claimed(document, title):
        return None
    named = next((name for name in segments(fold(document.title)) if _LIST.fullmatch(name.strip())), "")
    return Rejected(Reason.LIST_PAGE, f"its head calls it {named.strip()}") if named else None


def _of_headings(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return that a page is a list whose headings say so by where they stand, or a board's by the line above its threads."""
    if title.block >= 0 and not is_claimed(document, title) and _is_one_of_many(document, title):
        return Rejected(Reason.LIST_PAGE, "the title stands like those of other stories, each with an excerpt")
    if _heads_dated_stories(document, body):
        return Rejected(Reason.LIST_PAGE, "headings alike, with a day of its own below each")
    short = (block.text for block in document.blocks if len(block.text) <= MAX_LINE_CHARS)
    lines = (fold(text) for text in short if any(map(text.__contains__, _BOARD_SIGNS)))
    return Rejected(Reason.LIST_PAGE, "the threads of a board") if any(map(_BOARD.search, lines)) else None


def _of_tables(document: Document, title: Title, body: Body) -> Rejected | None:
    """Return that a page shows the weather or prices, with a sentence about them."""
    cells = (block.text for block in document.blocks if len(block.text) <= MAX_CELL_CHARS)
    if _WEATHER.fullmatch(fold(title.text)) and sum(map(bool, map(_DEGREES.search, cells))) >= MIN_DEGREES:
        return Rejected(Reason.NO_ARTICLE, "tables of the weather")
    stretch = document.blocks[body.first : body.last]
    told = sum(prose_chars(block) for block in stretch if "。" in block.text)
    if told < MAX_TOLD_CHARS and sum(asks_to_buy(block.text) for block in stretch) >= MIN_BUTTONS:
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
    """Tell whether the headings within the story's stretch are those of a list: a day stands below each."""
    blocks = document.blocks[body.first : body.last]
    heads = [at for at, block in enumerate(blocks) if block.tag in HEADINGS]
    if len(heads) < MIN_DATED:
        return False
    below = (blocks[at + 1 : at + 1 + DATE_REACH] for at in heads)
    dated = sum(any(len(each.text) <= MAX_LINE_CHARS and _DAY.search(each.text) for each in some) for some in below)
    return dated >= MIN_DATED_SHARE * len(heads)
