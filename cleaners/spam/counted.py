"""Items that a story numbers from one on, each with text behind or below it: its parts, whatever they are called."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleaners.dom import Block

# 四、找到单位了怎么办？ 红线四：教育培训包过: what an item's number stands between.
_NUMBER: Final = re.compile(
    r"\s*([（(]?|[\u4e00-\u9fff]{1,4}?)([一二三四五六七八九十]{1,2})([、）)．.：:]|[是，,](?=\S)|(?=\s))\s*(?=\S)"
)
_NUMERALS: Final = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六".split()
# So many make a series; a heading is of so many characters, and what goes on behind one of so many at least.
MIN_ITEMS, MAX_HEADING_CHARS, MIN_TOLD_CHARS = 3, 40, 12
_SENTENCE_END: Final = re.compile("[。！？!?]")


class Item(NamedTuple):
    """An item of a series: its block, and how much of the block's text its number and heading take; 0 where another has its number."""

    block: Block
    size: int

    @property
    def is_heading(self) -> bool:
        """Tell whether the block holds nothing else."""
        return self.size == len(self.block.text)


def counted_series(blocks: Sequence[Block]) -> list[list[Item]]:
    """Return the series of items that a story counts from one on, each with text behind or below it."""
    open_series: dict[tuple[str, str], list[Item]] = {}
    found: list[list[Item]] = []
    for block in blocks:
        number = _NUMBER.match(block.text)
        if number is None:
            continue
        kind = (number[1], number[3])
        series = open_series.get(kind, [])
        if number[2] == _NUMERALS[0]:
            found.append(series)
            series = open_series[kind] = []
        if len(series) < len(_NUMERALS) and number[2] == _NUMERALS[len(series)]:
            series.append(_item(block))
        elif number[2] in _NUMERALS[: len(series)]:  # which of the two is the story's nobody can tell
            at = _NUMERALS.index(number[2])
            series[at] = series[at]._replace(size=0)
    return [series for series in (*found, *open_series.values()) if _is_told(series)]


def _item(block: Block) -> Item:
    end = _SENTENCE_END.search(block.text)
    return Item(block, end.end() if end else len(block.text))


def _is_told(series: Sequence[Item]) -> bool:
    """Tell whether all items of a series have text of their own: a bare list is none."""
    goes_on = all(len(item.block.text) - item.size >= MIN_TOLD_CHARS for item in series)
    stands_apart = all(below.block.index - above.block.index > 1 for above, below in pairwise(series))
    is_headed = all(item.size <= MAX_HEADING_CHARS for item in series)
    return len(series) >= MIN_ITEMS and is_headed and (goes_on or stands_apart)
