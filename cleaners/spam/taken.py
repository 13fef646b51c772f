"""Stretches of a text that are taken, asked after by what may lie across them."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import TypeVar

from cleaners.spam.candidates import Candidate
from cleaners.values import Removed

Stretch = TypeVar("Stretch", Candidate, Removed)


class Taken:
    """Stretches of a text that are taken, asked after by what may lie across them."""

    def __init__(self, stretches: Iterable[Candidate | Removed]) -> None:
        ordered = sorted((each.start, each.end) for each in stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # the farthest end so far

    def meets(self, start: int, end: int) -> bool:
        """Tell whether any character of a range is taken."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def free(self, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        """Return the stretches of which nothing is taken."""
        return tuple(each for each in stretches if not self.meets(each.start, each.end))
