"""The lexicon: words that keyword spam is made of, with weights, matched in either script.

It only ever adds a verdict to what the lexicon-free core finds. A word alone proves nothing: news names the games and the
sites it reports on, so verdicts ask for several words side by side.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cleaners.simplify.dictionaries import first_choices
from cleaners.spam.fold import fold, fold_in_place

TABLE = Path(__file__).with_name("lexicon.tsv")
STRONG = 4
USER_CLASS = "user"


class Hit(NamedTuple):
    """A word found: its range in the text and its weight."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their class and weight (1 to 4); equal lexicons share one compiled pattern."""

    rows: tuple[tuple[str, int, tuple[str, ...]], ...]

    def without(self, classes: Collection[str]) -> "Lexicon":
        """Return the lexicon without the words of some classes."""
        return Lexicon(tuple(row for row in self.rows if row[0] not in classes))

    def plus(self, phrases: Iterable[str]) -> "Lexicon":
        """Return the lexicon with phrases of a configuration, each as strong as a word can be."""
        added = tuple(filter(None, map(fold, phrases)))
        return Lexicon((*self.rows, (USER_CLASS, STRONG, added))) if added else self

    def hits(self, text: str) -> list[Hit]:
        """Return the words in `text`, leftmost and longest first, none overlapping.

        >>> read_lexicon("a\\t4\\t快三 官网").hits("大發快三官網")
        [Hit(start=2, end=4, weight=4), Hit(start=4, end=6, weight=4)]
        """
        pattern, weights = _compiled(self.rows)
        found = []
        for match in pattern.finditer(text):
            word = match.group()
            weight = weights.get(word) or weights.get(fold_in_place(word), 0)
            if weight:
                found.append(Hit(match.start(), match.end(), weight))
        return found


def read_lexicon(table: str) -> Lexicon:
    """Return the lexicon written in `table`: a row is class, weight and words, tab-separated; "#" begins a comment."""
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return Lexicon(tuple((name, int(weight), tuple(words.split(" "))) for name, weight, words in rows))


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return read_lexicon(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _compiled(rows: tuple[tuple[str, int, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return a pattern that meets a position without a word at the cost of one set look-up, and each word's weight.

    The pattern reads both scripts and both cases, so that a page need not be folded to be searched.
    """
    weights: dict[str, int] = {}
    for _, weight, words in rows:
        for word in words:
            weights[word] = max(weight, weights.get(word, 0))
    forms = _forms("".join(weights))
    by_head: dict[str, list[str]] = {}
    for word in weights:
        by_head.setdefault(word[0], []).append(word[1:])
    branches = [_branch(head, tails, forms) for head, tails in sorted(by_head.items())]
    heads = "".join(re.escape("".join(forms[head])) for head in by_head)
    return re.compile(f"(?=[{heads}])(?:{'|'.join(branches)})" if weights else "(?!)"), weights


def _branch(head: str, tails: list[str], forms: dict[str, str]) -> str:
    longest_first = sorted(tails, key=len, reverse=True)
    written = ["".join(_any_of(forms[character]) for character in tail) for tail in longest_first]
    return f"{_any_of(forms[head])}(?:{'|'.join(written)})"


def _any_of(forms: str) -> str:
    return re.escape(forms) if len(forms) == 1 else f"[{re.escape(forms)}]"


def _forms(characters: str) -> dict[str, str]:
    """Return for each character of the words every way it may be written: capital, traditional."""
    forms = {character: {character, character.upper()} for character in characters}
    for old, new in first_choices("TSCharacters").items():
        if new in forms and len(old) == 1 and old < "\U00010000":
            forms[new].add(old)
    return {character: "".join(sorted(each)) for character, each in forms.items()}
