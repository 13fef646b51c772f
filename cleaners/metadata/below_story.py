"""The lines below a story that may be its credits: not a table's cells, and not what is said of the other stories listed there."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block
from cleaners.elements import CELLS, HEADINGS
from cleaners.fold import fold
from cleaners.metadata.words import is_label

MAX_TAIL_BLOCKS = 16
MAX_SIGNATURE_CHARS = 40
# Behind a line that announces other stories, no longer than this, each has a headline of so many characters, linked for the most part.
MAX_ANNOUNCING, MAX_HEADING, MIN_HEADLINE, MIN_LINKED = 24, 10, 7, 0.5
MIN_LISTED = 4
# What credits of this story begin with, wherever they stand.
MAX_OWN_CHARS = 60
ABOUT_AUTHOR: Final = frozenset(("关于作者", "作者简介", "作者介绍", "关于本文作者"))
SECTION_HEADINGS: Final = HEADINGS - {"h1"}
_OWN: Final = re.compile(
    r"责任?编辑|编辑\s?[:|]|责编|本[文版](?:来源|作者)|^\W{0,2}(?:来源|作者|供稿|校对|审核|审签)\s?[:|]"
)
_AGO: Final = re.compile(r"\d+\s?(?:小时|分钟|天|周|个月)前")
_BEHIND_HEADLINE: Final = re.compile(
    r"[^:|]{4,40}\s(?:作者|记者|撰文|文|图|讲述人|通讯员)\s?[:|/]|.{6,60}\((?:作者|记者|撰文|文|图)\s?[:|/][^()]{2,12}\)$"
)
_MAY_BE_CELL: Final = re.compile(r"[^:：|｜/／\[【(（]{1,12}|[^:：]{1,6}")
_SIGNATURE: Final = re.compile(
    r"[\s(□]{0,2}(?:责任?编辑?|编辑|责编|审核|校对)\s?[\s:|/]|[—-]{2}\s?[\u4e00-\u9fff]{2,4},\s?[写作]于"
)


def names_another(block: Block) -> bool:
    """Tell whether an entry of a list, or a link, is another story's headline, and who wrote that: 水上交通的黄昏(文:王五)."""
    is_entry = block.tag == "li" or block.link_density > MIN_LINKED
    return is_entry and _BEHIND_HEADLINE.match(fold(block.text)) is not None


def lines_below(below: Sequence[Block], media: str) -> list[Block]:
    """Return the first blocks below a story, without what is said of other stories, and a table's short cells.

    A cell with a label may be a credit.
    """
    labels = {block.index for block in below if block.tag in CELLS and is_label(block.text)}
    told = (
        block
        for block in below
        if block.tag not in CELLS
        or not _MAY_BE_CELL.fullmatch(block.text)
        or is_signed(block.text)
        or labels & {block.index, block.index - 1}
    )
    return list(_of_story(list(islice(told, MAX_TAIL_BLOCKS)), below, media))


def _of_story(tail: Sequence[Block], below: Sequence[Block], media: str) -> Iterator[Block]:
    """Yield the blocks of a tail but those that name another story, or who wrote one: 某某报道 作者：王五 3小时前."""
    is_beyond = False
    for block in tail:
        own = _OWN.search(fold(block.text[:MAX_OWN_CHARS]))
        names_author = own is not None and own.group().strip(": |").endswith("作者")
        if own and names_author and is_beyond and (block.tag == "li" or media == "text"):
            continue  # of a story listed there
        if own:
            yield block
            continue
        if fold(block.text).strip(" :") in ABOUT_AUTHOR:
            is_beyond = False
            yield block
            continue
        is_heading = block.tag in SECTION_HEADINGS and len(block.text) <= MAX_HEADING
        is_beyond = is_beyond or is_heading or (len(block.text) <= MAX_ANNOUNCING and rule_of(block) == "related")
        before = below[max(0, block.index - below[0].index - 1)]
        least = MIN_LISTED if is_beyond else MIN_HEADLINE
        if not (_shows_headline(block, least) or (is_beyond and _is_of_another(block, before, media))):
            yield block


def _shows_headline(block: Block, least: int) -> bool:
    """Tell whether a line links another story by so many characters at least, and says more beside it, or who wrote that one."""
    if not any(link.end - link.start >= least for link in block.links):
        return False
    return block.link_chars < len(block.text) or _BEHIND_HEADLINE.match(fold(block.text)) is not None


def _is_of_another(block: Block, before: Block, media: str) -> bool:
    """Tell whether a line among other stories tells who wrote the one that `before` names, or both in one."""
    folded = fold(block.text)
    if media == "text" or _AGO.search(folded) or _BEHIND_HEADLINE.match(folded):
        return True
    return before.tag in SECTION_HEADINGS or (len(before.text) >= MIN_LISTED and before.link_density > MIN_LINKED)


def is_signed(text: str) -> bool:
    """Tell whether a line is an editor's signature, which a footer of lists and links may be judged spam with."""
    return len(text) <= MAX_SIGNATURE_CHARS and bool(_SIGNATURE.match(fold(text)))
