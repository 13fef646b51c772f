"""The word lattice: of all ways to read a stretch with ambiguous characters, the one whose words are likeliest.

Each ambiguous character may stand in any of its forms; the stretch around it is cut into words so that the sum of their
surprises is smallest, and the forms in that cut are the answer. 沿著名勝 is 沿着|名胜, not 沿|著名|胜, because both its words are
common.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cleaners.simplify.names import NAME_FORMS, PAUSES, name_places
from cleaners.simplify.readings import deciding_words, readings, usual_words

_TABLE = Path(__file__).with_name("words.txt")
_VERBS = Path(__file__).with_name("durative.txt")
# Characters beside the ambiguous one that may have a say: the longest word, and one beyond it.
REACH = 5
LONGEST_WORD = 6
BMP = 0x10000
# In tenths of a nat. A character the list does not know is rarer than any it knows; a word the table of readings names is
# taken for a common one.
UNKNOWN_COST = 150
NAMED_WORD_COST = 85
# 着 and 著 are both common, so here every word counts for what it is: 带着名片 is not 带著名片. The particle follows verbs,
# and never a pause.
PARTICLE, WRITE = "着著"
PARTICLE_AFTER_VERB_COST = 25
PARTICLE_AFTER_PAUSE_COST = 120
LONGEST_VERB = 2
NEVER = 1_000_000


class Lattice:
    """The words, what each costs, and where in a text they need to be asked."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        """Read the words; `characters` is the table that writes the usual form of each character."""
        self._forms = readings()
        self._costs = _word_costs()
        self._verbs = _verbs()
        self._named = {word: self._named_cost(word) for word in deciding_words()}
        self._costs |= {word: self._named_cost(word) for word in usual_words()}
        self._doubtful = re.compile(_doubtful_places(self._named, self._forms, characters))

    def settle(self, line: str, written: str) -> str:
        """Return `written` with every ambiguous character in the form that its context asks for.

        `line` is the text as it came, `written` the same after the character table.
        """
        places = [match.start() for match in self._doubtful.finditer(line)]
        if not places:
            return written
        letters = list(written)
        for start, end in _stretches(places, len(line)):
            self._read(line, written, letters, start, end)
        for at in name_places(line, written, places, self._costs):
            letters[at] = self._forms[line[at]][1]
        return "".join(letters)

    def _read(self, line: str, written: str, letters: list[str], start: int, end: int) -> None:
        """Write the cheapest reading of one stretch into `letters`."""
        best: list[tuple[int, str]] = [(0, "")]
        for stop in range(start + 1, end + 1):
            best.append(self._cheapest(line, written, best, start, stop))
        at = end
        while at > start:
            word = best[at - start][1]
            at -= len(word)
            letters[at : at + len(word)] = word

    def _cheapest(self, line: str, written: str, best: list[tuple[int, str]], start: int, stop: int) -> tuple[int, str]:
        """Return cost and last word of the cheapest reading that ends at `stop`.

        An unusual form is read only inside of a word that the table of readings names.
        """
        found = (best[stop - 1 - start][0] + self._cost_alone(written, stop - 1), written[stop - 1])
        usual = ""
        unusual: list[str] = []
        for begin in range(stop - 1, max(start, stop - LONGEST_WORD) - 1, -1):
            other = self._forms.get(line[begin], "")[1:]
            unusual = [written[begin] + rest for rest in unusual] + [
                form + rest for form in other for rest in (usual, *unusual)
            ]
            usual = written[begin] + usual
            before = best[begin - start][0]
            if before + self._costs.get(usual, NEVER) < found[0]:
                found = (before + self._costs[usual], usual)
            for word in unusual:
                if before + self._named.get(word, NEVER) < found[0]:
                    found = (before + self._named[word], word)
        return found

    def _named_cost(self, word: str) -> int:
        known = self._costs.get(word, NAMED_WORD_COST)
        return known if word.startswith(WRITE) else min(known, NAMED_WORD_COST)

    def _cost_alone(self, written: str, at: int) -> int:
        """Return what a character costs as a word."""
        if written[at] == PARTICLE:
            if at == 0 or written[at - 1] in PAUSES:
                return PARTICLE_AFTER_PAUSE_COST
            if any(written[max(at - size, 0) : at] in self._verbs for size in range(1, LONGEST_VERB + 1)):
                return PARTICLE_AFTER_VERB_COST
        return self._costs.get(written[at], UNKNOWN_COST)


def _verbs() -> frozenset[str]:
    lines = _VERBS.read_text(encoding="utf-8").splitlines()
    return frozenset(verb for line in lines if not line.startswith("#") for verb in line.split(" "))


def _word_costs() -> dict[str, int]:
    costs: dict[str, int] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cost, words = line.split("\t")
            costs.update(dict.fromkeys(words.split(" "), int(cost)))
    return costs


def _stretches(places: list[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches to be read: each place with its reach, joined where they touch."""
    start = max(places[0] - REACH, 0)
    end = start
    for at in places:
        if at - REACH > end:
            yield start, end
            start = at - REACH
        end = min(at + REACH + 1, length)
    yield start, end


def _doubtful_places(named: Mapping[str, int], forms: Mapping[str, str], characters: Mapping[str, str]) -> str:
    """Return the regex of those ambiguous characters whose neighbour could make a word with an unusual form.

    Everywhere else the usual form stands, and the lattice is not asked: it is a hundred times slower than the table.
    """
    sources: dict[str, str] = {}
    for old, new in characters.items():
        sources[new] = sources.get(new, "") + old
    unusual = {form: character for character, all_forms in forms.items() for form in all_forms[1:]}
    before: dict[str, set[str]] = {character: set() for character in forms}
    after: dict[str, set[str]] = {character: set() for character in forms}
    for word in named:
        for at, letter in enumerate(word):
            if letter in unusual and len(word) > 1:
                if at:
                    before[unusual[letter]].add(word[at - 1])
                else:
                    after[unusual[letter]].add(word[1])
    return "|".join(
        character
        if character in NAME_FORMS
        else f"{character}(?:(?=[{_spread(after[character], sources)}])|(?<=[{_spread(before[character], sources)}]{character}))"
        for character in forms
    )


def _spread(letters: set[str], sources: Mapping[str, str]) -> str:
    """Return the simplified letters and every character that the table writes as one of them, as inside of a class."""
    spread = {source for letter in letters for source in sources.get(letter, "") + letter}
    return "".join(sorted(source for source in spread if ord(source) < BMP)) or "\\ufffe"
