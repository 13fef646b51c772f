"""Where in plain text the next story of a newspaper's page begins: with a headline, and below it as the page's own story does."""

import re
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import CLAUSE_MARKS, Block, Document
from cleaners.fold import fold

HEADLINE_CHARS: Final = range(6, 41)
# So close below a headline stands who wrote its story, or where that is from.
BEGIN_REACH: Final = 2
OWN_REACH: Final = 4
MAX_BYLINE_CHARS: Final = 30
DATELINE_CHARS: Final = 24
# 本报讯, 【某日报专讯】, 某社某地5月2日电
_DATELINE: Final = re.compile(
    r"\s*[(]?[\u4e00-\u9fff]{2,10}?(?:\d{1,2}月\d{1,2}日)?(?:专讯|专电|讯|电)[)]?(?:\s|$|[(]|(?<=[)]))"
)
_BYLINE: Final = re.compile(
    r"\s*[□■◎●○◆▲(]?\s?(?:[\u4e00-\u9fff]{0,6}(?:记者|实习生|通讯员)|作者)\s?[:/]?\s?[\u4e00-\u9fff·]{2,4}(?:[\s、,;][^。,]*)?"
)
_ITEM: Final = re.compile(r"\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|\s*[Qq问答][:：]")


def begins_next_story(document: Document, block: Block, title: Block) -> bool:
    """Tell whether a line of a text is a headline above another story, which opens as the one below `title` did."""
    if not _may_be_headline(block) or block.index <= title.index + 1:
        return False
    kinds = _opened(document, block.index, BEGIN_REACH)
    return bool(kinds & _opened(document, title.index, OWN_REACH)) if kinds else False


def _may_be_headline(block: Block) -> bool:
    text = block.text
    is_line = block.wide in HEADLINE_CHARS and not any(mark in text for mark in CLAUSE_MARKS)
    return is_line and not (_ITEM.match(text) or rule_of(block))


def _opened(document: Document, at: int, reach: int) -> frozenset[str]:
    """Return how the lines below line `at` open a story: with who wrote it, with where it is from."""
    found = set[str]()
    for block in document.blocks[at + 1 : at + 1 + reach]:
        if len(block.text) <= MAX_BYLINE_CHARS and _BYLINE.fullmatch(fold(block.text)):
            found.add("byline")
        elif _DATELINE.match(fold(block.text[:DATELINE_CHARS])):
            found.add("dateline")
    return frozenset(found)
