"""What else a story holds that reads like an offer, asked for each stretch of it: an offer seldom comes alone."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import Final

from cleaners.spam.features import pairs_of

NO_OTHER: Final = -4.0


class Company:
    """The stretches of a story that count as company, by what they say: those that say the same are no company to each other."""

    def __init__(self, counted: Iterable[tuple[float, str]], close: float) -> None:
        """Read the log odds of each stretch and what it says; from `close` on it is a likely one."""
        self._likely: defaultdict[str, float] = defaultdict(float)
        self._best: dict[str, float] = {}
        for weight, said in counted:
            self._likely[said] += 1 / (1 + math.exp(-weight))
            self._best[said] = max(weight, self._best.get(said, weight))
        self._sum, self._close = sum(self._likely.values()), close
        self._first_two = sorted(self._best, key=lambda said: -self._best[said])[:2]
        near = [said for said, best in self._best.items() if best >= close]
        self._near = frozenset(near)
        self._pairs = Counter(chain.from_iterable(map(pairs_of, near)))

    def likely(self, said: str) -> float:
        """Return the log of how many others are likely."""
        return math.log1p(max(0.0, self._sum - self._likely.get(said, 0.0)))

    def best(self, said: str) -> float:
        """Return the log odds of the likeliest other."""
        return next((self._best[other] for other in self._first_two if other != said), NO_OTHER)

    def has_close(self, said: str) -> bool:
        """Tell whether another is likely."""
        return self.best(said) >= self._close

    def kin(self, said: str, pairs: Set[str]) -> float:
        """Return the share of a stretch's pairs that other likely ones have: who drops in several sells one thing."""
        itself = said in self._near
        return sum(self._pairs[pair] > itself for pair in pairs) / max(1, len(pairs))


class Known:
    """The weights of what the lexicon knows in a story (start, end, weight), for the sum of those that a range meets."""

    def __init__(self, known: Sequence[tuple[int, int, int]]) -> None:
        self._starts, self._from = _summed(sorted((start, weight) for start, _, weight in known))
        self._ends, self._to = _summed(sorted((end, weight) for _, end, weight in known))

    @property
    def total(self) -> int:
        """The sum of all."""
        return self._from[-1]

    def weight_in(self, start: int, end: int) -> int:
        """Return the sum of those that begin before the range ends, but for those that end before it begins."""
        return self._from[bisect_left(self._starts, end)] - self._to[bisect_left(self._ends, start + 1)]


def _summed(places: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the places of weights, and the sums of the weights before each of them and of all."""
    sums = [0]
    for _, weight in places:
        sums.append(sums[-1] + weight)
    return [place for place, _ in places], sums
