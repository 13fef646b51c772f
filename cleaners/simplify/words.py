"""The words that decide between two forms of one character: how surprising each is, and which verbs take a particle."""

from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("words.txt")
_VERBS = Path(__file__).with_name("durative.txt")


@lru_cache(maxsize=1)
def word_costs() -> dict[str, int]:
    """Return the surprise of each word in tenths of a nat.

    >>> word_costs()["的"] < word_costs()["规划"] < word_costs()["瞭望"]
    True
    """
    costs: dict[str, int] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cost, words = line.split("\t")
            costs.update(dict.fromkeys(words.split(" "), int(cost)))
    return costs


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """Return the verbs that the particle 着 follows.

    >>> "沿" in verbs(), "名" in verbs()
    (True, False)
    """
    lines = _VERBS.read_text(encoding="utf-8").splitlines()
    return frozenset(verb for line in lines if not line.startswith("#") for verb in line.split(" "))
