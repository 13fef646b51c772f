"""Counts whose memory has a bound, whatever is counted."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

MAX_KEYS: Final = 20_000
FINE_BINS: Final = 1000


class Tally:
    """Counts of keys, exact up to `limit` distinct ones; from there on rare keys are forgotten into `forgotten`."""

    def __init__(self, limit: int = MAX_KEYS) -> None:
        self.counts: Counter[str] = Counter()
        self.forgotten = 0
        self._limit = limit

    def add(self, key: str, count: int = 1) -> None:
        """Count a key."""
        self.counts[key] += count
        if len(self.counts) > 2 * self._limit:
            kept = self.counts.most_common(self._limit)
            self.forgotten += self.counts.total() - sum(count for _, count in kept)
            self.counts = Counter(dict(kept))

    def top(self, most: int) -> list[tuple[str, int]]:
        """Return the commonest keys, the commonest first, equal ones by name."""
        return sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))[:most]


class Lengths:
    """How many values fall between given edges, the last bin open."""

    def __init__(self, edges: Sequence[int]) -> None:
        self.edges = tuple(edges)
        self.bins = [0] * len(self.edges)
        self.count = self.total = self.least = self.most = 0

    def add(self, value: int) -> None:
        """Count a value that is not below the first edge."""
        self.bins[max(0, bisect_right(self.edges, value) - 1)] += 1
        self.least = min(self.least, value) if self.count else value
        self.most = max(self.most, value)
        self.count += 1
        self.total += value

    def labels(self) -> list[str]:
        """Return a label for each bin."""
        ends = [f"{start:,}–{end - 1:,}" for start, end in zip(self.edges, self.edges[1:], strict=False)]
        return [*ends, f"{self.edges[-1]:,}+"]


class Spread:
    """The distribution of one quality signal, in a thousand bins from 0 to `top`; what is above is in the last."""

    def __init__(self, top: float) -> None:
        self.top = top
        self.count = 0
        self.total = 0.0
        self._bins = array("Q", bytes(8 * (FINE_BINS + 1)))

    def add(self, value: float) -> None:
        """Count a value."""
        self._bins[min(FINE_BINS, max(0, int(value / self.top * FINE_BINS)))] += 1
        self.count += 1
        self.total += value

    @property
    def mean(self) -> float:
        """The mean, 0 of nothing."""
        return self.total / self.count if self.count else 0.0

    def quantile(self, share: float) -> float:
        """Return the value that `share` of all do not exceed, to a thousandth of `top`."""
        wanted, seen = share * self.count, 0
        for at, count in enumerate(self._bins):
            seen += count
            if count and seen >= wanted:
                return at / FINE_BINS * self.top
        return 0.0

    def bins(self, number: int) -> list[int]:
        """Return counts in `number` bins of equal width from 0 to `top`."""
        found = [0] * number
        for at, count in enumerate(self._bins):
            found[min(number - 1, at * number // FINE_BINS)] += count
        return found
