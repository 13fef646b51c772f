"""How well two characters of news go together: what is dropped into a sentence breaks it at both ends, and the rest closes behind it.

`joints.txt` holds for pairs of characters how much oftener one follows the other than chance has it, learned by
tools/train_spam_joints.py from the pages and from a dictionary's words. Texts are given folded (fold.py).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

TABLE: Final = Path(__file__).with_name("joints.txt")
# Weights in the table are tenths of a nat; ties of pairs are letters, half a nat each, from "A" for the loosest.
UNIT: Final = 10
LOOSEST, TIGHTEST, TIE_STEP = -4.0, 6.0, 0.5
WEIGHTS: Final = "weights"
PARAGRAPH: Final = "¶"
LINE_END: Final = "\n"
# What stands for all letters of the alphabets.
LETTER: Final = "a"
# What a character that the table has not is followed by, and follows.
STRANGE = (-9, 11)
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_\u2e80-\uffff]")


class Tied(NamedTuple):
    """What may follow a character: the others it was seen before, a letter for each, and what else counts, in tenths.

    `before` is for what it was not seen before, `after` for what it was not seen after.
    """

    followers: str
    ties: str
    before: int
    after: int


class Weights(NamedTuple):
    """What the ties around a stretch say of it: factors of the broken ones and of the one that closes, and a constant by place."""

    into: float
    out_of: float
    closed: float
    closed_at_edge: float
    amid: float
    at_edge: float


class Joints(NamedTuple):
    """Characters with what follows them, what ties say, and the most that place and closing of a stretch can say."""

    tied: Mapping[str, Tied]
    weights: Weights
    most: float

    def tie(self, first: str, second: str) -> float:
        """Return how much oftener than by chance `second` follows `first`, in nats."""
        known = self.tied.get(first)
        if known:
            at = known.followers.find(second)
            if at >= 0:
                return LOOSEST + TIE_STEP * (ord(known.ties[at]) - ord("A"))
        other = self.tied.get(second)
        odds = ((known.before if known else STRANGE[0]) + (other.after if other else STRANGE[1])) / UNIT
        return max(LOOSEST, min(TIGHTEST, odds))

    def ties(self, text: str) -> list[float]:
        """Return for each character of a text how it is tied to the one before it, 0 for the first."""
        return [0.0, *map(self.tie, text, text[1:])] if text else []

    def ties_around(
        self, text: str, ties: Sequence[float], stretch: tuple[int, int], clause: tuple[int, int]
    ) -> Weights:
        """Return what each weight is a factor of, for a stretch of a clause; zeros for the whole clause."""
        start, end = stretch
        begins, ends = start == clause[0], end == clause[1]
        if begins and ends:
            return Weights(0, 0, 0, 0, 0, 0)
        closing = self.tie(*around(text, stretch))
        into = 0.0 if begins else ties[start]
        out_of = 0.0 if ends else ties[end]
        at_edge = begins or ends
        return Weights(into, out_of, closing * (not at_edge), closing * at_edge, not at_edge, at_edge)


class Clause:
    """A clause as the ties in it have it: how likely each part of it was dropped into it.

    `into` and `out_of` hold for each place of the clause what a break there says, where a part begins and where one ends.
    """

    def __init__(self, joints: Joints, said: str, before: str, behind: str) -> None:
        weights = joints.weights
        self._text = classed(f"{before or LINE_END}{said}{behind or LINE_END}")
        self.ties, self.size = joints.ties(self._text)[1:], len(said)
        # A part that begins or ends where the clause does breaks nothing there.
        self.ties[0] = self.ties[self.size] = 0.0
        self.into = [weights.into * tie for tie in self.ties]
        self.out_of = [weights.out_of * tie for tie in self.ties]
        self._tie, self._weights = joints.tie, weights

    def closing(self, start: int, end: int) -> float:
        """Return how the characters before and behind a part are tied to each other."""
        return self._tie(self._text[start], self._text[end + 1])

    def dropped_in(self, start: int, end: int) -> float:
        """Return how much speaks for a part of the clause, and not all of it, having been dropped into it, in log odds."""
        closing, weights = self.closing(start, end), self._weights
        broken = self.into[start] + self.out_of[end]
        if start and end < self.size:
            return broken + weights.closed * closing + weights.amid
        return broken + weights.closed_at_edge * closing + weights.at_edge


def around(text: str, stretch: tuple[int, int]) -> tuple[str, str]:
    """Return the characters before and behind a stretch of a classed text."""
    start, end = stretch
    return text[start - 1 : start] or PARAGRAPH, text[end : end + 1] or PARAGRAPH


@lru_cache(maxsize=1)
def default_joints() -> Joints:
    """Return the table that comes with the package."""
    return read_joints(TABLE.read_text(encoding="utf-8"))


def read_joints(table: str) -> Joints:
    """Return what is written in `table`: a row is a character, `before`, `after` and its followers by tie; "#" begins a comment."""
    tied: dict[str, Tied] = {}
    weights = Weights(0, 0, 0, 0, 0, 0)
    for line in table.splitlines():
        name, _, rest = line.partition("\t")
        if name == WEIGHTS:
            weights = Weights(*map(float, rest.split("\t")))
        elif len(name) == 1:
            before, after, *groups = rest.split("\t")
            followers = "".join(group[1:] for group in groups)
            ties = "".join(group[0] * (len(group) - 1) for group in groups)
            tied[name] = Tied(followers, ties, int(before), int(after))
    closed = TIGHTEST * max(abs(weights.closed), abs(weights.closed_at_edge))
    return Joints(tied, weights, closed + max(weights.amid, weights.at_edge))


def classed(text: str) -> str:
    r"""Return a folded text with one digit for all, one letter for all of the alphabets, and a visible end of a paragraph.

    >>> classed("奖金98.8元app\n")
    '奖金00.0元aaa¶'
    """
    return _LETTER.sub(LETTER, _DIGIT.sub("0", text)).replace(LINE_END, PARAGRAPH)
