"""Lists of stories: linked headlines, alone, with their dates, or with an excerpt below each."""

import re
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.listing import CONTINUED, HEADLINE_CHARS
from cleaners.article.weigh import prose_chars
from cleaners.dom import Block, Document
from cleaners.elements import HEADINGS
from cleaners.fold import fold
from cleaners.metadata import Title
from cleaners.metadata.dates import stamps_in
from cleaners.metadata.fold import key
from cleaners.verdict_of_lines import headlines_of_lines

# Excerpts under linked headlines: so many, and so many for each paragraph, are a list of stories.
MANY_TEASERS = 5
TEASER_REACH = 2
MIN_TEASER_SHARE = 0.6
# Beside a headline in a list: its channel, date and counts.
MAX_BESIDE_CHARS = 60
# Where an excerpt breaks off, and the button behind it: … 阅读全文 >>
_BROKEN_OFF: Final = re.compile(
    r"(?:…|\.{3,}|。{3,})\s?"
    r"(?:[\[(]?\s?(?:查看|阅读|继续|点击|read )?\s?(?:详细|详情|全文|更多|原文|阅读|查看|more)(?:内容)?\s?[\])]?\s?[>»›.]*)?$",
    re.IGNORECASE,
)
MAX_MORE_CHARS = 16
# So many paragraphs that all break off are excerpts of as many stories.
MIN_BROKEN_OFF = 3
_DATED: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}")


# So many lines of a story's, such a share, are a day with its clock, all of them different: each is of another story.
MIN_DAYS, MIN_DAYS_SHARE, MAX_DAY_CHARS = 5, 0.2, 30
# 专题：某某 | 某报, whose page introduces what is told in parts elsewhere.
_TOPIC_TITLE: Final = re.compile(r"\s*(?:专题|系列|专辑)\s?[:|_-]")
_IN_PARTS: Final = re.compile(
    r"本专题|(?:分|共|共分)[一二三四五六七八九十\d]{1,2}[期辑篇集](?:刊|推|发|连载|,|。)|敬请(?:期待|留意|关注)"
)


def is_of_days(document: Document, body: Body) -> bool:
    """Tell whether the story's lines are as often as not the day and the clock of another story: results of a search, say."""
    lines = document.blocks[body.first : body.last]
    short = filter(_DATED.search, (fold(block.text) for block in lines if len(block.text) <= MAX_DAY_CHARS))
    days = {stamp.date for line in short for stamp in stamps_in(line) if stamp.year and stamp.clock}
    return len(days) >= max(MIN_DAYS, MIN_DAYS_SHARE * len(lines))


def is_topic_page(document: Document, text: str) -> bool:
    """Tell whether a page's title says that it is one on a topic, and its text that it is told in parts."""
    return _TOPIC_TITLE.match(fold(document.title)) is not None and _IN_PARTS.search(fold(text)) is not None


def headlines(document: Document) -> int:
    """Return how many blocks are one link of a headline's length, of a text how many lines."""
    if document.media == "text":
        return headlines_of_lines(document)
    return sum(map(_is_headline, document.blocks))


def _is_headline(block: Block) -> bool:
    return block.wide in HEADLINE_CHARS and block.link_density > 0.8


def _is_dated_headline(block: Block) -> bool:
    """Tell whether a block is a link of a headline's length, and beside it a date."""
    links = [(link.start, link.end) for link in block.links if link.end - link.start in HEADLINE_CHARS]
    if len(links) != 1:
        return False
    (start, end) = links[0]
    beside = block.text[:start] + "\n" + block.text[end:]
    return len(beside) <= MAX_BESIDE_CHARS and _DATED.search(beside) is not None


def tells_elsewhere(document: Document, title: Title, body: Body, *, is_titled: bool) -> bool:
    """Tell whether each paragraph of the story is an excerpt that goes on elsewhere, as others of the page do: …[详细], … 阅读全文.

    A lead that breaks off below a title of which it tells (`is_titled`) may be all that is free to read, unless its button says so.
    """
    stretch = document.blocks[body.first : body.last]
    told = [block for block in stretch if prose_chars(block) and not _is_dated_headline(block)]
    own = document.blocks[title.block].links if title.block >= 0 else ()
    leading = {link.href for link in own}
    if told and any(_continues(block) and leading & {link.href for link in block.links} for block in told[-1:]):
        return True  # title and button lead to the story
    is_titled = is_titled and not _BROKEN_OFF.search(fold(title.text[-MAX_MORE_CHARS:]))  # nor is an excerpt a title
    if not is_titled and len(told) >= MIN_BROKEN_OFF and all(_continues(block) or _breaks_off(block) for block in told):
        return True
    if not told or not all(_continues(block) or (not is_titled and _breaks_off(block)) for block in told):
        return False
    return sum(_continues(block) or _breaks_off(block) for block in document.blocks) >= MANY_TEASERS


def _continues(block: Block) -> bool:
    return CONTINUED.search(fold(block.text[-MAX_MORE_CHARS:])) is not None


def _breaks_off(block: Block) -> bool:
    return _BROKEN_OFF.search(fold(block.text[-MAX_MORE_CHARS:])) is not None


def teasers_in(document: Document, title: Title, body: Body, *, is_short: bool) -> tuple[int, int]:
    """Return how many paragraphs below a linked headline, and how many in all, stand in the story's stretch.

    What is no longer than an excerpt (`is_short`), and stands below a headline that is not its title, is counted with all that follows.
    """
    blocks = document.blocks[max(0, body.first - TEASER_REACH) : body.last]
    above = [
        block for block in blocks[: min(TEASER_REACH, body.first)] if block.tag in HEADINGS and _is_headline(block)
    ]
    if is_short and any(key(block.text) != key(title.text) for block in above):
        blocks = document.blocks[max(0, body.first - TEASER_REACH) :]
    teasers = paragraphs = 0
    headline = -TEASER_REACH - 1
    for at, block in enumerate(blocks):
        if _is_headline(block) or _is_dated_headline(block):
            headline = at
        elif prose_chars(block) and block.index != title.block:  # an excerpt may have been taken for the title
            paragraphs += 1
            if at - headline <= TEASER_REACH:
                teasers += 1
            elif paragraphs == 1:  # a story's lead, and headlines within it
                return 0, 0
            headline = -TEASER_REACH - 1
    return teasers, paragraphs
