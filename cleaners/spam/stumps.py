"""Log odds from signs: what each adds where it reaches a bound. `offers.tsv` holds the bounds, learned by tools/train_spam_offers.py."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from cleaners.spam.signs import NAMES

TABLE: Final = Path(__file__).with_name("offers.tsv")
BIAS: Final = "bias"


class Scale(NamedTuple):
    """The bounds of one sign, in order, and the log odds below the first, and from each on."""

    bounds: tuple[float, ...]
    odds: tuple[float, ...]


class Stumps(NamedTuple):
    """A scale for each sign (signs.py), and the log odds that everything begins with."""

    scales: tuple[Scale, ...]
    bias: float

    def odds(self, signs: Sequence[float]) -> float:
        """Return the log odds that a stretch of these signs was put there."""
        return self.bias + sum(
            scale.odds[bisect_right(scale.bounds, sign)] for scale, sign in zip(self.scales, signs, strict=True)
        )


@lru_cache(maxsize=1)
def default_stumps() -> Stumps:
    """Return the table that comes with the package."""
    return read_stumps(TABLE.read_text(encoding="utf-8"))


def read_stumps(table: str) -> Stumps:
    """Return what is written in `table`: a row is a sign, a bound, and the log odds from there on; "#" begins a comment.

    The bound of a sign's first row is "-".
    """
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    bounds: dict[str, list[float]] = {name: [] for name in NAMES}
    odds: dict[str, list[float]] = {name: [] for name in NAMES}
    bias = 0.0
    for name, bound, weight in rows:
        if name == BIAS:
            bias = float(weight)
            continue
        odds[name].append(float(weight))
        if bound != "-":
            bounds[name].append(float(bound))
    return Stumps(tuple(Scale(tuple(bounds[name]), tuple(odds[name]) or (0.0,)) for name in NAMES), bias)
