"""What stands at the edges of a story's own lines: from where somebody took the page, and when somebody said so."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.article.turns import clocks_before
from cleaners.dom import Block
from cleaners.fold import fold

# So many paragraphs at the end are looked at, and so much of each.
TAIL_BLOCKS = 3
TAIL_CHARS = 160
MIN_TOLD_CHARS = 20
_TAKEN_FROM: Final = re.compile(
    r"(?<=[。!?”」])\s?\(?(?:本文|文章|原文|内容|信息)?(?:来源|来自|转载[自于]?|转自|摘自|链接|地址|网址|出处)\s?:?\s?(?:[^,。:]{2,20}\s)?"
    r"(?:https?://|www\.)[\w./:?=&%#-]+\s?(?:[,;]?\s?转载请(?:注明|标明|保留)(?:出处|来源)?)?[。)!]{0,2}$"
)


def line_edges(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield (block index, start, end, rule) of what to cut from the lines of a story."""
    yield from _source_tails(story)
    yield from clocks_before(story)


def _source_tails(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield the address behind a paragraph's last sentence."""
    for block in story[-TAIL_BLOCKS:]:
        offset = max(0, len(block.text) - TAIL_CHARS)
        found = _TAKEN_FROM.search(fold(block.text[offset:])) if "." in block.text[offset:] else None
        if found and offset + found.start() >= MIN_TOLD_CHARS:
            yield block.index, offset + found.start(), len(block.text), "source_tail"
