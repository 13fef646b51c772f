"""The word lattice: of all ways to read a stretch with ambiguous characters, the one whose words are likeliest.

Each ambiguous character may stand in any of its forms; the stretch around it is cut into words so that the sum of their
surprises is smallest, and the forms in that cut are the answer. 沿著名勝 is 沿着|名胜, not 沿|著名|胜, because both its words are
common.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from cleaners.simplify.readings import deciding_words, readings

_TABLE = Path(__file__).with_name("words.txt")
# Characters beside the ambiguous one that may have a say: the longest word, and one beyond it.
REACH = 5
LONGEST_WORD = 6
BMP = 0x10000
# In tenths of a nat. A character the list does not know is rarer than any it knows; a word the table of readings names is
# taken for a common one.
UNKNOWN_COST = 150
NAMED_WORD_COST = 85


class Lattice:
    """The words, what each costs, and where in a text they need to be asked."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        """Read the words; `characters` is the table that writes the usual form of each character."""
        costs: dict[str, int] = {}
        for line in _TABLE.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                cost, words = line.split("\t")
                costs.update(dict.fromkeys(words.split(" "), int(cost)))
        for word in deciding_words():
            costs[word] = min(costs.get(word, NAMED_WORD_COST), NAMED_WORD_COST)
        self._costs = costs
        self._forms = readings()
        self._doubtful = re.compile(_doubtful_places(costs, self._forms, characters))

    def settle(self, line: str, written: str) -> str:
        """Return `written` with every ambiguous character in the form that its context asks for.

        `line` is the text as it came, `written` the same after the character table.
        """
        places = [match.start() for match in self._doubtful.finditer(line)]
        if not places:
            return written
        letters = list(written)
        at = 0
        while at < len(places):
            last = at
            while last + 1 < len(places) and places[last + 1] - places[last] <= REACH:
                last += 1
            start = max(places[at] - REACH, 0)
            self._settle(line, written, letters, start, min(places[last] + REACH + 1, len(line)))
            at = last + 1
        return "".join(letters)

    def _settle(self, line: str, written: str, letters: list[str], start: int, end: int) -> None:
        """Write the cheapest reading of one stretch into `letters`."""
        best: list[tuple[int, str, int]] = [(0, "", -1)]
        for stop in range(start + 1, end + 1):
            best.append(self._cheapest(line, written, best, start, stop))
        at = end
        while at > start:
            _, word, begin = best[at - start]
            letters[begin:at] = word
            at = begin

    def _cheapest(
        self, line: str, written: str, best: list[tuple[int, str, int]], start: int, stop: int
    ) -> tuple[int, str, int]:
        """Return cost, last word and its beginning of the cheapest reading that ends at `stop`."""
        costs = self._costs
        endings = [""]
        found: tuple[int, str, int] | None = None
        for begin in range(stop - 1, max(start, stop - LONGEST_WORD) - 1, -1):
            forms = self._forms.get(line[begin], written[begin])
            endings = [form + ending for form in forms for ending in endings]
            before = best[begin - start][0]
            for rank, ending in enumerate(endings):
                cost = costs.get(ending)
                if cost is None:
                    if stop - begin > 1:
                        continue
                    cost = UNKNOWN_COST + rank
                if found is None or before + cost < found[0]:
                    found = (before + cost, ending, begin)
        assert found is not None  # noqa: S101 - a single character always gives a reading
        return found


def _doubtful_places(costs: Mapping[str, int], forms: Mapping[str, str], characters: Mapping[str, str]) -> str:
    """Return the regex of those ambiguous characters whose neighbour could make a word with an unusual form.

    Everywhere else the usual form stands, and the lattice is not asked: it is a hundred times slower than the table.
    """
    sources: dict[str, str] = {}
    for old, new in characters.items():
        sources[new] = sources.get(new, "") + old
    unusual = {form: character for character, all_forms in forms.items() for form in all_forms[1:]}
    before: dict[str, set[str]] = {character: set() for character in forms}
    after: dict[str, set[str]] = {character: set() for character in forms}
    for word in costs:
        for at, letter in enumerate(word):
            if letter in unusual and len(word) > 1:
                if at:
                    before[unusual[letter]].add(word[at - 1])
                else:
                    after[unusual[letter]].add(word[1])
    return "|".join(
        f"{character}(?:(?=[{_spread(after[character], sources)}])|(?<=[{_spread(before[character], sources)}]{character}))"
        for character in forms
    )


def _spread(letters: set[str], sources: Mapping[str, str]) -> str:
    """Return the simplified letters and every character that the table writes as one of them, as inside of a class."""
    spread = {source for letter in letters for source in sources.get(letter, "") + letter}
    return "".join(sorted(source for source in spread if ord(source) < BMP)) or "\\ufffe"
