"""Where an offer that was dropped into a clause begins and ends: of all parts of the clause the one that the signs speak for most.

The signs are how a part is worded, how it is tied to what stands around it, what of it the rest of the story has, and its length;
`bounds.tsv` says how much each counts, learned by tools/train_spam_bounds.py from phrases put into stories.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from cleaners.spam.joints import TIGHTEST, Clause
from cleaners.spam.story import CLAUSE
from cleaners.spam.stretches import LEAST_PART_ODDS, MAX_CLAUSE_CHARS, Reading, Word, own_pairs, pairs_outside, worth
from cleaners.spam.wording import parts_of, selling

TABLE: Final = Path(__file__).with_name("bounds.tsv")
# So much must speak for other bounds than those that a stretch was found with.
MOVED: Final = 1.2
COLONS: Final = ("：", ":")


class Bounds(NamedTuple):
    """What each sign of a part counts: a nat of its wording, of the ties that it breaks and of the one that closes behind it, and more.

    What is more: that the part stands amid its clause or at an edge, each pair of its characters that the rest of the story has, each
    character.
    """

    worded: float
    into: float
    out_of: float
    closed: float
    closed_at_edge: float
    amid: float
    at_edge: float
    own: float
    character: float

    def before_closing(self, odds: float, start: int, end: int, clause: Clause, own: int) -> float:
        """Return what speaks for a part of these log odds, with so many pairs that the story has, but for the tie that closes behind it."""
        said = self.worded * odds + self.own * own + self.character * (end - start)
        begins, ends = not start, end == clause.size
        if begins and ends:
            return said
        said += self.at_edge if begins or ends else self.amid
        return said + self.into * clause.ties[start] + self.out_of * clause.ties[end]

    def closing(self, start: int, end: int, clause: Clause) -> float:
        """Return what the tie says that closes behind a part when it is taken out."""
        begins, ends = not start, end == clause.size
        if begins and ends:
            return 0.0
        return (self.closed_at_edge if begins or ends else self.closed) * clause.closing(start, end)

    @property
    def most_closing(self) -> float:
        """The most that the tie behind a part can say."""
        return TIGHTEST * max(self.closed, self.closed_at_edge)


def exact_bounds(
    text: str, found: tuple[int, int], reading: Reading, bounds: Bounds, title: str, words: Sequence[Word] = ()
) -> tuple[int, int]:
    """Return where the offer begins and ends that was found at a place of a text; offsets into it.

    Of its clause that part is taken which the bounds speak for most, of those that share characters with what was found: the
    stretch itself, unless much more speaks for another.
    """
    clause = _clause_around(text, found)
    if clause is None:
        return found
    said, (begin, stop) = clause.group(), clause.span()
    first, last = found[0] - begin, found[1] - begin
    ties = Clause(reading.joints, said, text[begin - 1 : begin], text[stop : stop + 1])
    own = own_pairs(said, pairs_outside(text, title, [clause]))
    inside = [word for word in words if begin <= word.start and word.end <= stop]
    known = [Word(start - begin, end - begin, weight) for start, end, weight in inside]

    def speaks(odds: float, start: int, end: int) -> float:
        count = own[end - 1] - own[start]
        return bounds.before_closing(odds, start, end, ties, count) + bounds.worded * worth(known, start, end)

    # before a colon a clause ends with a label (微信号), which goes with what the colon stands before
    labelled = len(said) if text[stop : stop + 1] in COLONS and last < len(said) else -1
    most = MOVED + speaks(selling(said[first:last], reading.parts), first, last) + bounds.closing(first, last, ties)
    best = first, last
    for odds, start, end in parts_of(said, reading.parts, LEAST_PART_ODDS):
        if end == labelled or end <= first or start >= last:
            continue
        if (at_least := speaks(odds, start, end)) + bounds.most_closing > most:
            total = at_least + bounds.closing(start, end, ties)
            if total > most:
                most, best = total, (start, end)
    return begin + best[0], begin + best[1]


def _clause_around(text: str, found: tuple[int, int]) -> re.Match[str] | None:
    """Return the clause that holds all of a place, None where none does, or one too long to be looked at."""
    # what begins before that is too long
    for clause in CLAUSE.finditer(text, max(0, found[0] - MAX_CLAUSE_CHARS)):
        if clause.end() >= found[1]:
            is_held = clause.start() <= found[0] and clause.end() - clause.start() <= MAX_CLAUSE_CHARS
            return clause if is_held else None
    return None


@lru_cache(maxsize=1)
def default_bounds() -> Bounds:
    """Return the table that comes with the package."""
    return read_bounds(TABLE.read_text(encoding="utf-8"))


def read_bounds(table: str) -> Bounds:
    """Return what is written in `table`: a row is a sign and what it counts, tab-separated; "#" begins a comment."""
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return Bounds(**{name: float(counts) for name, counts in rows})
