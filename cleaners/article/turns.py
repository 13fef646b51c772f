"""The clocks of a transcript: when somebody said what stands below, or behind in the same line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold

# So many turns make a transcript, if somebody speaks twice.
MIN_TURNS = 3
# So often one speaks right below the other where two talk.
MIN_REPLIES = 3
MAX_STAMP_CHARS = 22
HEAD_CHARS = 60
BRACKETS = "[(（【"
_CLOCK: Final = re.compile(
    r"[\[(【（]?(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s)?\d{1,2}[:：]\d\d(?:[:：]\d\d)?[\])】）]?"
)
_TURN: Final = re.compile(r"([^，。！？：:\d]{1,30})[：:]\s?\S")
# 10:06 主持人: the clock of a turn.
_CLOCK_OF_TURN: Final = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+(?=([^,。!?:\d]{1,30}):\s?\S)")


def cut_clocks(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut the clock of each turn of a transcript; a day that is told hour by hour keeps its hours."""
    clocks = [
        (block, below)
        for block, below in pairwise(blocks)
        if len(block.text) <= MAX_STAMP_CHARS and _CLOCK.fullmatch(block.text)
    ]
    speakers = [turn[1] for _, below in clocks if (turn := _TURN.match(below.text))]
    if _is_talk(speakers) and 2 * len(speakers) >= len(clocks):
        for block, _ in clocks:
            rules.setdefault(block.index, "clock")


def clocks_before(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield (block index, start, end, rule) of the clocks that stand before what is said."""
    begun = [block for block in story if block.text[:1].isdecimal() or block.text[:1] in BRACKETS]
    turns = [(block, found) for block in begun if (found := _CLOCK_OF_TURN.match(fold(block.text[:HEAD_CHARS])))]
    if _is_talk([found[1] for _, found in turns]):
        for block, found in turns:
            yield block.index, 0, found.end(), "clock"


def turns_of_talk(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the lines in which two speak in turn, each of them more than once, and each named before a colon."""
    speakers = {block.index: turn[1] for block in blocks if (turn := _TURN.match(block.text))}
    in_turn = [
        (first, second)
        for first, second in pairwise(speakers)
        if second == first + 1 and speakers[first] != speakers[second]
    ]
    told = Counter((speakers[first], speakers[second]) for first, second in in_turn)
    return frozenset(
        index for pair in in_turn for index in pair if told[speakers[pair[0]], speakers[pair[1]]] >= MIN_REPLIES
    )


def _is_talk(speakers: Sequence[str]) -> bool:
    return len(speakers) >= MIN_TURNS and len(set(speakers)) < len(speakers)
