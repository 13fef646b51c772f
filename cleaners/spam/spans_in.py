"""Spans by the blocks of a story that they lie in, and what they leave of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.pitched import is_of_news
from cleaners.spam.pitches import MIN_PITCH_CHARS
from cleaners.spam.story import CLAUSE
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed, Stage

# A clause that reads like an offer by less sells nothing.
NOTHING_SOLD: Final = -3.0


def within(blocks: Sequence[Block], spans: Iterable[Removed]) -> dict[int, list[Removed]]:
    """Return the spans that lie within each of the blocks that have any, by the block's index among them, in order."""
    starts = [block.start for block in blocks]
    found: dict[int, list[Removed]] = {}
    for span in sorted(spans, key=lambda span: span.start):
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.end <= blocks[index].end:
            found.setdefault(index, []).append(span)
    return found


def touched(blocks: Sequence[Block], spans: Iterable[Removed]) -> set[int]:
    """Return the indices, among `blocks`, of those that any of the spans reaches into."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    return {index for span in spans for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end))}


def share_of(block: Block, inside: Sequence[Removed]) -> float:
    """Return which share of a block the spans in it are."""
    return sum(span.end - span.start for span in inside) / max(1, len(block.text))


def as_surest(block: Block, start: int, end: int, inside: Sequence[Removed]) -> Removed:
    """Return a stretch of a block as one span, by the rule of the surest that was found in the block."""
    first = max(inside, key=lambda span: span.score)
    text = block.text[start - block.start : end - block.start]
    return Removed(start, end, text, Stage.SPAM, first.rule, first.score, first.evidence)


def as_whole(block: Block, inside: Sequence[Removed]) -> Removed:
    """Return a block as one span, by the rule of the surest that was found in it, or beside it."""
    return as_surest(block, block.start, block.end, inside)


def left_of(block: Block, inside: Sequence[Removed]) -> Iterator[str]:
    """Yield the pieces of a block that no span covers."""
    return left_in(block, block.start, block.end, sorted(inside, key=lambda span: span.start))


def left_in(block: Block, start: int, end: int, spans: Sequence[Removed]) -> Iterator[str]:
    """Yield the pieces of a range that no span covers; `spans` are in order."""
    for span in spans:
        yield block.text[start - block.start : max(start, span.start) - block.start]
        start = max(start, span.end)
    yield block.text[start - block.start : max(start, end) - block.start]


def is_left_to_news(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether what the spans leave of a block speaks as a newsroom does, or a poet."""
    return speaks_as_news(fold_in_place("".join(left_of(block, inside))))


def speaks_as_news(left: str) -> bool:
    """Tell whether a folded sentence speaks as a newsroom's do; of a short one, each clause must read like no offer."""
    if len("".join(left.split())) >= MIN_PITCH_CHARS:
        return is_of_news(left)
    clauses = [clause.group() for clause in CLAUSE.finditer(left)]
    return bool(clauses) and max(selling(clause, default_wording()) for clause in clauses) < NOTHING_SOLD
