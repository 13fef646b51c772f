"""The seen text as pieces, kept and cut, that tile it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cleaners.values import Removed

KEPT: Final = "kept"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the seen text: `stage` is "kept" or that of the cut, `span` the cut's number, -1 where it was kept.

    `first` is the offset of the first character that is no joint between blocks; `told` says in one line why it was cut.
    """

    start: int
    end: int
    stage: str
    span: int = -1
    first: int = -1
    told: str = ""


def pieces_of(seen: str, removed: Sequence[Removed]) -> list[Piece]:
    """Return the pieces in order; removed spans are in order and do not overlap.

    >>> [(piece.stage, piece.start, piece.end) for piece in pieces_of("甲乙丙", (Removed(1, 2, "乙", "spam", "demo"),))]
    [('kept', 0, 1), ('spam', 1, 2), ('kept', 2, 3)]
    """
    found: list[Piece] = []
    at = 0
    for number, span in enumerate(removed):
        if span.start > at:
            found.append(Piece(at, span.start, KEPT))
        first = span.start + len(span.text) - len(span.text.lstrip("\n\t"))
        found.append(Piece(span.start, span.end, str(span.stage), number, first, told(span)))
        at = span.end
    if at < len(seen):
        found.append(Piece(at, len(seen), KEPT))
    return found


def pieces_within(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces that have characters in a range."""
    at = max(0, bisect_right(pieces, start, key=lambda piece: piece.start) - 1)
    while at < len(pieces) and pieces[at].start < end:
        if pieces[at].end > start:
            yield pieces[at]
        at += 1


def told(span: Removed) -> str:
    """Return in one line which rule cut a span, how surely, and on what evidence."""
    sure = f", score {span.score:.2f}" if span.score < 1 else ""
    return f"{span.stage}: {span.rule}{sure}" + (f" – {span.evidence}" if span.evidence else "")
