"""Lists inside a story: what a line that ends in a colon announces, a line for each item.

Markup says what a list is, if only by elements that are alike. Of a text, 主要参数如下： and 本轮结果： say it, and lines of one shape
below: labels with values, numbers, rows of as many words. Each is too short for a sentence, and would count as furniture between
two halves of the story.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document
from cleaners.fold import fold

MAX_ITEM_CHARS = 80
MAX_ANNOUNCEMENT_CHARS = 60
# So many lines without a shape may stand between an announcement that says "as follows" and the next paragraph.
MAX_UNSHAPED = 24
MIN_ENTRIES = 2
# What else stands between what is announced: nothing, or a picture.
BESIDE_ITEMS: Final = ("", "caption", "picture")
# A row of so many words, one of them with a digit.
MIN_ROW_WORDS = 2
# A table that ends a text: so many cells parted by tabs in so many rows, below a short line that says what it is.
MIN_COLUMNS = 3
MIN_ROWS = 3
MAX_HEAD_CHARS = 20
MAX_HEADS = 2
# What heads a table beside every story.
_OF_SIDE: Final = re.compile(r"榜|排[名行]|行情|指[数數]|自[选選]|走[势勢]")
REPLY_HEAD: Final = "reply_head"
COLONS: Final = ("：", ":")
# What these announce stands below the story.
_OUTSIDE: Final = re.compile(
    r"(?:参考|引用|数据|资料)(?:资料|文献|链接|来源)|注释|脚注|(?:站内|友情)链接|网站导航|联系我们|(?:更多|猜你|热门|推荐|扫码|关注|下载)"
)
_AS_FOLLOWS: Final = re.compile(r"(?:如下|下列|以下)[^。]{0,12}[：:]$")
_LABELLED: Final = re.compile(r"[^，。：:！？]{1,16}[：:]\s?[^\s/]")
# 青石队3比0河西队
_SCORE: Final = re.compile(r"[^\d，。：:]{2,12}\d{1,3}\s?[比:：-]\s?\d{1,3}[^\d，。：:]{2,12}")
# 15日：小雨; 16日至18日：中雨: a paragraph goes on day by day, and need not announce it.
_OF_DAY: Final = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日(?:[^，。：:]{0,3}(?:\d{1,2}月)?\d{1,2}日)?[^，。：:\d]{0,4}[：:]\s?\S"
)
MIN_DAYS: Final = 3
MAX_DAYS: Final = 31
_NUMBERED: Final = re.compile(
    r"[（(【\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）】\]、.．]\s?\D|[·•◆●○■□▪①-⑳]|[-—*]\s?[^-—*]"
)


def announced(blocks: Sequence[Block], prose: Sequence[int], skip: frozenset[int]) -> tuple[set[int], set[int]]:
    """Return the items of lists that paragraphs announce: those that have a shape, and those that only stand between paragraphs."""
    shaped: set[int] = set()
    between: set[int] = set()
    kept = [block for block in blocks if block.index not in skip]
    told = False
    for at, block in enumerate(kept):
        if rule_of(block) == REPLY_HEAD:  # and when the reply was given
            between.update(other.index for other in kept[at : at + 2] if not prose[other.index])
        if (told or _may_begin(block, prose)) and _announces(block):
            follows = _AS_FOLLOWS.search(block.text) is not None
            run, heads = _parts_below(kept, at + 1) if follows else (list(_shaped_below(kept, at + 1)), [])
            shaped.update(run)
            between.update(heads)
            if follows:
                between.update(_until_paragraph(kept, at + 1 + len(run) + len(heads), prose))
        if prose[block.index] and (days := _days_below(kept, at + 1)):
            shaped.update(days)
        told = bool(prose[block.index]) or block.index in shaped or _AS_FOLLOWS.search(block.text) is not None
    return shaped, between


def announced_between(document: Document, prose: Sequence[int], skip: frozenset[int]) -> set[int]:
    """Return the lines that a paragraph of HTML announces as following, and no paragraph ends before: a poem, who is named; a list."""
    blocks = document.blocks
    between: set[int] = set()
    for block in blocks:
        if not (_announces(block) and _AS_FOLLOWS.search(block.text)):
            continue
        between.update(_entries_below(document, block.index + 1))
        if prose[block.index]:
            below = blocks[block.index + 1 : block.index + 2 + MAX_UNSHAPED]
            end = next((other.index for other in below if prose[other.index] and other.index not in skip), 0)
            run = blocks[block.index + 1 : end]
            if not any(other.links or rule_of(other) not in BESIDE_ITEMS for other in run if other.index not in skip):
                between.update(other.index for other in run)
    return between


def announced_entries(document: Document, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of the entries of lists that one of the blocks announces as following."""
    heads = (block for block in blocks if _announces(block) and _AS_FOLLOWS.search(block.text))
    return frozenset(index for block in heads for index in _entries_below(document, block.index + 1))


def _entries_below(document: Document, at: int) -> range:
    """Return the indices of the entries of the list that begins with block `at`, whatever each says by itself; none of a list of links.

    Paragraphs are entries where each is a label with a value: 求助热线：0000-000.
    """
    blocks, nodes = document.blocks, document.nodes
    if at >= len(blocks):
        return range(0)
    tag, home = blocks[at].tag, nodes.parent[blocks[at].node]
    run = takewhile(lambda block: block.tag == tag and nodes.parent[block.node] == home, blocks[at : at + MAX_UNSHAPED])
    if tag != "li":
        run = takewhile(lambda block: _LABELLED.match(block.text), run)
    entries = list(run)
    is_list = len(entries) >= MIN_ENTRIES and not any(
        block.links or len(block.text) > MAX_ITEM_CHARS for block in entries
    )
    return range(at, at + len(entries)) if is_list else range(0)


def end_of_rows(document: Document, last: int) -> int:
    """Return the index behind the table of a plain text below the block before `last`, and the line that heads it, or `last`."""
    blocks = document.blocks
    heads = last < len(blocks) and len(blocks[last].text) <= MAX_HEAD_CHARS and len(blocks[last].pieces) < MIN_COLUMNS
    at = last + heads
    columns = len(blocks[at].pieces) if at < len(blocks) else 0
    end = at
    while columns >= MIN_COLUMNS and end < len(blocks) and len(blocks[end].pieces) == columns:
        if end > at and not any(map(str.isdecimal, blocks[end].text)):
            break
        end += 1
    is_none = at == len(blocks) or rule_of(blocks[last]) or _OF_SIDE.search(blocks[last].text)
    return last if is_none or end - at < MIN_ROWS else end


def end_of_announced(document: Document, at: int) -> int:
    """Return the index behind the lines that the block `at` announces, each in an element like its own beside it."""
    blocks, nodes = document.blocks, document.nodes
    first = blocks[at]
    end = at + 1
    if not (_announces(first) and _is_alone(document, first)):
        return end
    for block in blocks[end : end + MAX_UNSHAPED]:
        is_beside = nodes.parent[block.node] == nodes.parent[first.node] and block.tag == first.tag
        if not (is_beside and _is_alone(document, block)) or len(block.text) > MAX_ITEM_CHARS:
            break
        if block.links or rule_of(block):
            break
        end = block.index + 1
    return end


def _is_alone(document: Document, block: Block) -> bool:
    return document.nodes.last[block.node] - document.nodes.first[block.node] == 1


def _announces(block: Block) -> bool:
    text = block.text
    if not text.endswith(COLONS) or (len(text) > MAX_ANNOUNCEMENT_CHARS and not _AS_FOLLOWS.search(text)):
        return False
    return not (rule_of(block) or _OUTSIDE.match(fold(text)))


def _may_begin(block: Block, prose: Sequence[int]) -> bool:
    """Tell whether what announces a list needs no paragraph above: 本周末,镇上有三场义诊:, with a clause before it, or 材料如下:."""
    has_clause = prose[block.index] > 0 and any(mark in block.text[:-1] for mark in ("，", ","))
    return has_clause or _AS_FOLLOWS.search(block.text) is not None


def _shape(text: str) -> str:
    """Return the shape of an item, "" for a line that has none."""
    if _NUMBERED.match(text):
        return "numbered"
    if _LABELLED.match(text):
        return "labelled"
    if _SCORE.fullmatch(text):
        return "score"
    words = len(text.split())
    return f"{words} words" if words >= MIN_ROW_WORDS and any(map(str.isdecimal, text)) else ""


def _shaped_below(kept: Sequence[Block], start: int) -> Iterator[int]:
    """Yield the indexes of the lines from `start` on that have one shape; a single row is none."""
    first = _shape(kept[start].text) if start < len(kept) else ""
    if not first:
        return
    run = []
    for block in kept[start:]:
        if _shape(block.text) != first or len(block.text) > MAX_ITEM_CHARS or rule_of(block):
            break
        run.append(block.index)
    if len(run) > 1:
        yield from run


def _parts_below(kept: Sequence[Block], start: int) -> tuple[list[int], list[int]]:
    """Return the rows from `start` on, and the short lines that head them: 高中男子组, and below it who won."""
    rows: list[int] = []
    heads: list[int] = []
    while start < len(kept):
        above = [block.index for block in takewhile(_may_head, kept[start : start + MAX_HEADS])]
        part = list(_shaped_below(kept, start + len(above)))
        if not part:
            break
        heads += above
        rows += part
        start += len(above) + len(part)
    return rows, heads


def _may_head(block: Block) -> bool:
    return len(block.text) <= MAX_HEAD_CHARS and not (_shape(block.text) or rule_of(block))


def _days_below(kept: Sequence[Block], start: int) -> list[int]:
    """Return the indexes of the lines from `start` on that tell a day each, none where they are few."""
    run: list[int] = []
    for block in kept[start : start + MAX_DAYS]:
        if len(block.text) > MAX_ITEM_CHARS or not _OF_DAY.match(block.text):
            break
        run.append(block.index)
    return run if len(run) >= MIN_DAYS else []


def _until_paragraph(kept: Sequence[Block], start: int, prose: Sequence[int]) -> list[int]:
    """Return the indexes of the lines from `start` to the next paragraph, none where that is far away or the story ends before."""
    run: list[int] = []
    for block in kept[start : start + MAX_UNSHAPED + 1]:
        if prose[block.index]:
            return run
        if rule_of(block):
            break
        run.append(block.index)
    return []
