"""How much a phrase reads like an offer: weights of its characters and of runs of two and three, learned from many wares.

What is sold next is in no list, but it is offered in the words of all who sell. `wording.txt` holds for each run of characters
how much it speaks for an offer (or against one), learned by tools/train_spam_wording.py from phrases of many kinds of wares
against the clauses of news pages; "^" and "$" stand for the phrase's ends. `parts.txt` is the same for parts of sentences: learned
also against what such clauses hold that reads like an offer. Texts are given folded (fold.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, islice, repeat
from math import ceil
from operator import add
from pathlib import Path
from typing import NamedTuple

from cleaners.spam.fold import fold_in_place, put_together

TABLE, PARTS_TABLE = (Path(__file__).with_name(name) for name in ("wording.txt", "parts.txt"))
MIN_PHRASE_CHARS = 4
MAX_PHRASE_CHARS = 16
# Weights in the table are tenths of a nat.
UNIT = 10
BIAS, LENGTH = "bias", "length"
# So many characters in a row tell whether what stands around them is worth a look; none of them a mark.
GLANCE_CHARS = 4
# So much of a text is looked at in one go: the sums of a long one would take thirty times its own memory.
WINDOW_CHARS = 1 << 14
BAR, BARRED = "\0", -(10**6)
_MARK = re.compile(r"[，。！？；：,!?;:（）()【】\[\]_|｜ \t\n\r\u3000\xa0]")
# So many phrases, and characters of them, tell how a list is worded.
SAMPLE, MAX_SAMPLE_CHARS = 12, 160
# So many characters that read like an offer by less sell nothing.
MIN_TOLD_CHARS, SELLS_NOTHING = 5, -4.0
MAX_OFFERING = 6.0
_NOTHING = repeat(0)


@dataclass(frozen=True, eq=False)
class Wording:
    """Weights in tenths of log odds: of runs of characters, by phrase length (index), and for every phrase."""

    weights: Mapping[str, int]
    lengths: tuple[int, ...]
    bias: int

    @cached_property
    def heads(self) -> dict[str, int]:
        """What a pair, its first character and a run of three that begins with it weigh together at most."""
        weights = self.weights
        threes: dict[str, int] = {}
        for run, weight in weights.items():
            if len(run) == 3:
                threes[run[:2]] = max(weight, threes.get(run[:2], 0))
        pairs = dict.fromkeys(run for run in weights if len(run) == 2) | threes
        return {pair: weights.get(pair, 0) + weights.get(pair[0], 0) + threes.get(pair, 0) for pair in pairs}

    @cached_property
    def openings(self) -> dict[str, int]:
        """What a phrase weighs more by for the character, or the pair, that it begins with."""
        return {run[1:]: weight for run, weight in self.weights.items() if run[0] == "^"}

    @cached_property
    def closings(self) -> dict[str, int]:
        """The same for its end."""
        return {run[:-1]: weight for run, weight in self.weights.items() if run[-1] == "$"}


class Part(NamedTuple):
    """A part of a clause, offsets into it, and the log odds that it is an offer."""

    odds: float
    start: int
    end: int


@lru_cache(maxsize=1)
def default_wording() -> Wording:
    """Return the wording for phrases in lists that comes with the package."""
    return read_wording(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def default_parts() -> Wording:
    """Return the wording for parts of sentences that comes with the package."""
    return read_wording(PARTS_TABLE.read_text(encoding="utf-8"))


def read_wording(table: str) -> Wording:
    """Return the wording written in `table`: a row is weight and runs of characters, tab-separated; "#" begins a comment."""
    weights: dict[str, int] = {}
    lengths: tuple[int, ...] = ()
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        name, runs = line.split("\t")
        if name == LENGTH:
            lengths = tuple(map(int, runs.split(" ")))
        else:
            weights.update(dict.fromkeys(runs.split(" "), int(name)))
    bias = weights.pop(BIAS, 0)
    weights[BAR] = BARRED
    return Wording(weights, lengths, bias)


def runs_of(phrase: str) -> set[str]:
    """Return the runs that a phrase is judged by.

    >>> sorted(runs_of("哪家好"))
    ['^哪', '^哪家', '哪', '哪家', '哪家好', '好', '好$', '家', '家好', '家好$']
    """
    return set(_all_runs(phrase))


def _all_runs(phrase: str) -> Iterator[str]:
    return chain(phrase, longer_runs(["^", *phrase, "$"]))


def longer_runs(text: Sequence[str]) -> Iterator[str]:
    """Return an iterator over the runs of two and of three characters of a text, soonest made of the list of its characters.

    >>> list(longer_runs("哪家好"))
    ['哪家', '家好', '哪家好']
    """
    pairs = pairs_in_order(text)
    return chain(pairs, map(add, pairs, text[2:]))


def summed(weights: Mapping[str, int], runs: Iterable[str]) -> int:
    """Return the weights of those runs, each once, that a table has."""
    return sum(map(weights.__getitem__, weights.keys() & runs))


def pairs_in_order(text: Sequence[str]) -> list[str]:
    """Return the pairs of adjacent characters, in order."""
    return list(map(add, text, text[1:]))


def selling(phrase: str, wording: Wording) -> float:
    """Return the log odds that a phrase, standing alone, is an offer."""
    total = wording.bias + wording.lengths[min(len(phrase), len(wording.lengths) - 1)]
    return (total + summed(wording.weights, _all_runs(phrase))) / UNIT


def sells_nothing(said: str) -> bool:
    """Tell whether words beside a phrase, or a contact, were there before it: long enough to tell, and worded like no offer."""
    return len(said) >= MIN_TOLD_CHARS and selling(fold_in_place(said), default_wording()) < SELLS_NOTHING


def offering(phrases: Sequence[str], wording: Wording) -> float:
    """Return how much phrases read like offers on average, in log odds but for what length and nothing at all say.

    Judged by a sample of them, in two bounded passes; written for lists, of which most phrases are much alike.
    """
    sample = phrases[:: max(1, len(phrases) // SAMPLE)][:SAMPLE]
    if sum(map(len, sample)) < MIN_PHRASE_CHARS * len(sample) / 2:
        # Characters that blanks hold apart.
        sample = ["".join(phrases)[:MAX_SAMPLE_CHARS]]
    text = fold_in_place(put_together(f"^{'$^'.join(sample)}$"[:MAX_SAMPLE_CHARS]))
    found = wording.weights.get
    pairs = pairs_in_order(text)
    runs = (*text, *pairs, *map(add, pairs, text[2:]))
    odds = sum(map(found, runs, _NOTHING)) / (UNIT * len(sample))
    return max(-MAX_OFFERING, min(MAX_OFFERING, odds))


def telling_places(text: str, wording: Wording, least: float) -> list[int]:
    """Return where characters begin that, so few, read like an offer by at least so much."""
    needed, windows = _needed(wording, least), range(0, len(text), WINDOW_CHARS)
    return [begin + at for begin in windows for at in _telling_in(_window(text, begin), wording, needed)]


def likelier(text: str, places: Sequence[int], wording: Wording, least: float) -> list[int]:
    """Return those of a text's telling places that read like an offer by at least so much, which is more."""
    needed = _needed(wording, least)
    return [at for at in places if weighed(text[at : at + GLANCE_CHARS], wording) >= needed]


def _needed(wording: Wording, least: float) -> int:
    """Return what a few characters must weigh to read like an offer by at least so much."""
    return ceil(least * UNIT) - wording.bias - wording.lengths[min(GLANCE_CHARS, len(wording.lengths) - 1)]


def _window(text: str, begin: int) -> str:
    """Return a window of a text with what the last few characters that begin in it go on with, marks barred."""
    return _MARK.sub(BAR, text[begin : begin + WINDOW_CHARS + GLANCE_CHARS - 1])


def _telling_in(barred: str, wording: Wording, needed: int) -> Iterator[int]:
    """Yield where characters begin whose runs weigh so much; runs of three are looked up only where pairs leave a chance."""
    found, chars = wording.weights.get, list(barred)
    ones = list(map(found, chars, _NOTHING))
    heads = list(map(wording.heads.get, map(add, chars, islice(chars, 1, None)), ones))
    most = map(add, map(add, heads, heads[1:]), map(add, heads[2:], ones[3:]))
    for at, at_most in enumerate(most):
        if at_most >= needed:
            few = chars[at : at + GLANCE_CHARS]
            if sum(ones[at : at + GLANCE_CHARS]) + sum(map(found, longer_runs(few), _NOTHING)) >= needed:
                yield at


def weighed(text: str, wording: Wording) -> int:
    """Return what the runs of a text weigh, each as often as it stands there."""
    found, total = wording.weights.get, 0
    for begin in range(0, len(text), WINDOW_CHARS):
        chars = list(text[begin : begin + WINDOW_CHARS + 2])
        here = chars[:WINDOW_CHARS]
        pairs = list(map(add, here, chars[1:]))
        total += sum(map(found, chain(here, pairs, map(add, pairs, chars[2:])), _NOTHING))
    return total


def _sums(text: str, wording: Wording) -> tuple[list[int], list[int], list[int]]:
    """Return the summed weights of the characters, pairs and threes that begin before each place of a text."""
    found = wording.weights.get
    pairs = pairs_in_order(text)
    return (
        list(accumulate(map(found, text, _NOTHING), initial=0)),
        list(accumulate(map(found, pairs, _NOTHING), initial=0)),
        list(accumulate(map(found, map(add, pairs, text[2:]), _NOTHING), initial=0)),
    )


def parts_of(clause: str, wording: Wording, least: float) -> Iterator[Part]:
    """Yield every part of a clause, and all of it, that reads like an offer by at least so much.

    Each run counts as often as it stands there.
    """
    size = len(clause)
    pairs = pairs_in_order(clause)
    ones, twos, threes = _sums(clause, wording)
    opens, closes = wording.openings.get, wording.closings.get
    # the sum up to a character, of runs that end there
    to_end = list(map(add, map(add, ones[2:], twos[1:]), threes))
    opening = list(map(add, map(opens, clause, _NOTHING), map(opens, pairs, _NOTHING)))
    closing = map(add, map(closes, clause[1:], _NOTHING), map(closes, pairs, _NOTHING))
    # what the part up to a character weighs, without what stands before it
    to_close = [0, 0, *map(add, to_end, closing)]
    lengths, last = wording.lengths, len(wording.lengths) - 1
    by_length = [lengths[min(length, last)] + wording.bias for length in range(MIN_PHRASE_CHARS, MAX_PHRASE_CHARS + 1)]
    needed = least * UNIT
    for start in range(size - MIN_PHRASE_CHARS + 1):
        behind = opening[start] - ones[start] - twos[start] - threes[start]
        odds = list(map(add, to_close[start + MIN_PHRASE_CHARS :], by_length))
        if max(odds) + behind >= needed:
            for length, each in enumerate(odds, MIN_PHRASE_CHARS):
                if each + behind >= needed:
                    yield Part((each + behind) / UNIT, start, start + length)
