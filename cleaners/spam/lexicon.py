"""The lexicon: words that keyword spam is made of, with weights, read in either script and either case.

It only ever adds a verdict to what the lexicon-free core finds. A word alone proves nothing: news names the games and the
sites it reports on, so verdicts ask for several words side by side.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cleaners.simplify.dictionaries import first_choices
from cleaners.spam.fold import fold

TABLE = Path(__file__).with_name("lexicon.tsv")
# From this weight on a word is telling by itself in a list of words; news names such words too.
STRONG = 3
USER_CLASS = "user"
USER_WEIGHT = 12
# Of a word so many characters tell where one may begin; and so much of a text is looked at in one go.
LOOKED_AT = 4
WINDOW_CHARS = 1 << 16

Rows: TypeAlias = tuple[tuple[str, int, tuple[str, ...]], ...]


class Hit(NamedTuple):
    """A word found: its range in the text, its weight, and the class it belongs to."""

    start: int
    end: int
    weight: int
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words of two characters and more with their class and weight (1 to 4; 0: none, where it stands no other word begins).

    Compared by identity: it is the key of what was compiled from it, and hashing its words would cost more than a search.
    """

    rows: Rows

    def __reduce__(self) -> tuple["Callable[[Rows], Lexicon]", tuple[Rows]]:
        """Pickle as what was added to the lexicon of the package: a worker has that one, with all that was compiled from it."""
        shipped = default_lexicon().rows
        is_more = self.rows[: len(shipped)] == shipped
        return (_shipped_with, (self.rows[len(shipped) :],)) if is_more else (Lexicon, (self.rows,))

    def without(self, classes: Collection[str]) -> "Lexicon":
        """Return the lexicon without the words of some classes."""
        return Lexicon(tuple(row for row in self.rows if row[0] not in classes))

    def plus(self, phrases: Iterable[str]) -> "Lexicon":
        """Return the lexicon with phrases of a configuration, each enough to be cut wherever it stands."""
        added = tuple(phrase for phrase in map(fold, phrases) if len(phrase) > 1)
        return Lexicon((*self.rows, (USER_CLASS, USER_WEIGHT, added))) if added else self

    def strong_hits(self, text: str) -> list[Hit]:
        """Return the words in `text` that are telling by themselves, as `hits` does; much cheaper than all of them."""
        return list(_search(_strong(self), text))

    def hits(self, text: str) -> list[Hit]:
        r"""Return the words in `text`, leftmost and longest first, none overlapping.

        >>> read_lexicon("games\t4\t快三 官网").hits("大發快三官網")
        [Hit(start=2, end=4, weight=4, kind='games'), Hit(start=4, end=6, weight=4, kind='games')]
        """
        return list(_search(_compiled(self), text))


class _Compiled(NamedTuple):
    """Where a word may begin, the words by their first two characters (longest first), and how forms fold."""

    begins: tuple[re.Pattern[str], ...]
    words: dict[str, list[tuple[str, int, str]]]
    longest: int
    folding: dict[int, str]


def read_lexicon(table: str) -> Lexicon:
    """Return the lexicon written in `table`: a row is class, weight and words, tab-separated; "#" begins a comment."""
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return Lexicon(tuple((name, int(weight), tuple(words.split(" "))) for name, weight, words in rows))


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return read_lexicon(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _shipped_with(added: Rows) -> Lexicon:
    """Return one and the same lexicon for the same rows, each time that they come out of a pickle."""
    return Lexicon((*default_lexicon().rows, *added)) if added else default_lexicon()


def _starts(begins: Sequence[re.Pattern[str]], text: str) -> Iterator[int]:
    """Yield, in order, where words may begin; window by window, since a long text has many such places."""
    for first in range(0, len(text), WINDOW_CHARS):
        last = first + WINDOW_CHARS
        yield from sorted(
            match.start()
            for pattern in begins
            for match in pattern.finditer(text, first, last + LOOKED_AT - 1)
            if match.start() < last
        )


def _search(compiled: _Compiled, text: str) -> Iterator[Hit]:
    done = 0
    words, folding = compiled.words, compiled.folding
    for at in _starts(compiled.begins, text):
        pair = text[at : at + 2]
        if at < done or (pair not in words and (pair := pair.translate(folding)) not in words):
            continue
        window = text[at : at + compiled.longest].translate(folding)
        for word, weight, kind in words[pair]:
            if window.startswith(word) and not (word.isascii() and _is_inside_word(text, at, at + len(word))):
                done = at + len(word)
                if weight:
                    yield Hit(at, done, weight, kind)
                break


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether letters of an ASCII word or number go on at either end."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> _Compiled:
    weights: dict[str, tuple[int, str]] = {}
    for kind, weight, words in lexicon.rows:
        for word in words:
            weights[word] = max((weight, kind), weights.get(word, (0, "")))
    by_pair: dict[str, list[tuple[str, int, str]]] = {}
    for word in sorted(weights, key=len, reverse=True):
        by_pair.setdefault(word[:2], []).append((word, *weights[word]))
    forms = _forms("".join(weights))
    folding = {ord(form): character for character, each in forms.items() for form in each}
    return _Compiled(_begins(weights, forms), by_pair, max(map(len, weights), default=0), folding)


@lru_cache(maxsize=8)
def _strong(lexicon: Lexicon) -> _Compiled:
    return _compiled(Lexicon(tuple(row for row in lexicon.rows if row[1] >= STRONG or not row[1])))


def _begins(words: Iterable[str], forms: dict[str, set[str]]) -> tuple[re.Pattern[str], ...]:
    """Return patterns of where a word may begin, one a length: a class for each of its first characters, four at most.

    Three passes with narrow classes cost less than one with wide ones, and leave a tenth of the places to look at.
    """
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(min(len(word), LOOKED_AT), []).append(word)
    patterns = []
    for length, group in by_length.items():
        head, *rest = (_class({form for word in group for form in forms[word[at]]}) for at in range(length))
        patterns.append(re.compile(f"[{head}](?={''.join(f'[{each}]' for each in rest)})"))
    return tuple(patterns)


def _class(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


def _forms(characters: str) -> dict[str, set[str]]:
    """Return for each character of the words every way it may be written: capital, fullwidth, traditional."""
    forms = {character: {character, character.upper()} for character in characters}
    for character, each in forms.items():
        if character.isascii():
            each |= {chr(ord(form) + 0xFEE0) for form in tuple(each) if form.isalnum()}
    for old, new in first_choices("TSCharacters").items():
        if new in forms and len(old) == 1 and old < "\U00010000":
            forms[new].add(old)
    return forms
