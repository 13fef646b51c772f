"""How much a sentence speaks as a seller does to readers: weights of its characters, pairs and threes, learned from many pitches.

What is sold, and by whom, is in no list; that somebody is called upon, promised something, told where to write, is said in much the
same words for all wares. `pitches.txt` is learned by tools/train_spam_pitches.py from sentences that are put between the paragraphs
of hijacked pages, against the sentences of news. Texts are given folded (fold.py).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

from cleaners.simplify.code_points import table_of
from cleaners.spam.marks import PRINTED
from cleaners.spam.wording import BIAS, UNIT, longer_runs, summed

TABLE = Path(__file__).with_name("pitches.txt")
MIN_PITCH_CHARS, MAX_PITCH_CHARS = 10, 160
MAX_ODDS = 6.0
TELLING = 2
# One number is like another, and a mark of the keyboard like that of the printer.
_ALIKE = table_of(dict.fromkeys("0123456789一二三四五六七八九十百千万两半零〇几", "0") | PRINTED)


class Pitches(NamedTuple):
    """Weights in tenths of log odds: of runs of characters, and for every sentence; the pairs that weigh most."""

    weights: Mapping[str, int]
    bias: int
    telling: frozenset[str]


@lru_cache(maxsize=1)
def default_pitches() -> Pitches:
    """Return the table that comes with the package."""
    return read_pitches(TABLE.read_text(encoding="utf-8"))


def read_pitches(table: str) -> Pitches:
    """Return what is written in `table`: a row is weight and runs of characters, tab-separated; "#" begins a comment."""
    weights: dict[str, int] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            weight, runs = line.split("\t")
            weights.update(dict.fromkeys(runs.split(" "), int(weight)))
    bias = weights.pop(BIAS, 0)
    return Pitches(
        weights, bias, frozenset(run for run, weight in weights.items() if weight >= TELLING and len(run) == 2)
    )


def may_pitch(text: str, pitches: Pitches) -> bool:
    """Tell whether a folded text holds any pair of characters that speaks loudly for a seller: what holds none needs no sum."""
    return not pitches.telling.isdisjoint(map(add, text, text[1:]))


def pitch_runs(text: str) -> set[str]:
    """Return the runs that a sentence is judged by; one number is like another.

    >>> sorted(pitch_runs("送三斤"))
    ['0', '0斤', '斤', '送', '送0', '送0斤']
    """
    return set(_all_runs(text))


def _all_runs(text: str) -> Iterator[str]:
    chars = list(text.translate(_ALIKE))
    return chain(chars, longer_runs(chars))


def pitching(text: str, pitches: Pitches) -> float:
    """Return the log odds that a folded sentence, or a short paragraph, is a seller's."""
    return min(MAX_ODDS, (pitches.bias + summed(pitches.weights, _all_runs(text))) / UNIT)
