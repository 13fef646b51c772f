"""The word lattice: of all ways to read a stretch with ambiguous characters, the one whose words are likeliest.

Each ambiguous character may stand in any of its forms; the stretch around it is cut into words so that the sum of their
surprises is smallest, and the forms in that cut are the answer. 沿著名勝 is 沿着|名胜, not 沿|著名|胜, because both its words are
common.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from cleaners.simplify.names import BYLINE_ENDS, NAME_FORMS, PAUSES, byline_places, name_places
from cleaners.simplify.readings import deciding_words, readings, spellings, usual_words

_TABLE = Path(__file__).with_name("words.txt")
_VERBS = Path(__file__).with_name("durative.txt")
# Characters beside the ambiguous one that may have a say: the longest word, and one beyond it.
REACH = 5
LONGEST_WORD = 6
BMP = 0x10000
# In tenths of a nat. A character the list does not know is rarer than any it knows; a word the table of readings names is
# taken for a common one.
UNKNOWN_COST = 150
NAMED_WORD_COST = 95
# 着 and 著, 画 and 划 are all common, so here every word counts for what it is: 带着名片 is not 带著名片.
COMMON_FORMS = frozenset("著划")
# The particle follows verbs, and never a pause.
PARTICLE, WRITE = "着著"
PARTICLE_AFTER_VERB_COST = 25
PARTICLE_AFTER_PAUSE_COST = 120
LONGEST_VERB = 2
NEVER = 1_000_000


class Lattice:
    """The words, what each costs, and where in a text they need to be asked."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        """Read the words; `characters` is the table that writes the usual form of each character."""
        self._forms = _forms(characters, readings())
        spelled = _forms(characters, spellings())
        self._script_forms = {letter: forms for letter, forms in self._forms.items() if letter not in spelled}
        self._costs = _word_costs()
        self._verbs = _verbs()
        self._named = {word: self._named_cost(word) for word in deciding_words()}
        self._costs |= {word: self._named_cost(word) for word in usual_words()}
        self._doubtful = re.compile(_doubtful_places(self._named, self._forms, characters))

    def settle(self, line: str, written: str, *, respell: bool = True) -> str:
        """Return `written` with every ambiguous character in the form that its context asks for.

        `line` is the text as it came, `written` the same after the character table. `respell` tells whether words that
        the mainland spells with another character are to be written in its way.
        """
        forms = self._forms if respell else self._script_forms
        places = [match.start() for match in self._doubtful.finditer(line) if match.group() in forms]
        if not places:
            return written
        letters = list(written)
        for start, end in _stretches(places, len(line)):
            letters[start:end] = self._cheapest(
                written[start:end], self._choices(line[start:end], forms), written[:start]
            )
        for at in name_places(line, written, places, self._costs):
            letters[at] = forms[line[at]][1]
        for at in byline_places(line, written, places, self._verbs):
            letters[at] = WRITE
        return "".join(letters)

    def _choices(self, line: str, forms: Mapping[str, str]) -> list[str]:
        """Return the unusual forms of each character of a stretch, "" for most."""
        return [forms.get(character, "")[1:] for character in line]

    def _cheapest(self, usual: str, choices: Sequence[str], before: str) -> str:
        """Return the cheapest reading of one stretch, whose every character in its usual form is `usual`.

        An unusual form is read only inside of a word that the table of readings names.
        """
        costs, named = self._costs, self._named
        totals, lasts = [0], [""]
        for stop in range(1, len(usual) + 1):
            total, last = totals[stop - 1] + self._cost_alone(before + usual, len(before) + stop - 1), usual[stop - 1]
            unusual = list(choices[stop - 1])
            for begin in range(stop - 2, max(0, stop - LONGEST_WORD) - 1, -1):
                word = usual[begin:stop]
                if word in costs and totals[begin] + costs[word] < total:
                    total, last = totals[begin] + costs[word], word
                if unusual or choices[begin]:
                    rests = (usual[begin + 1 : stop], *unusual)
                    unusual = [usual[begin] + rest for rest in unusual]
                    unusual += (form + rest for form in choices[begin] for rest in rests)
                    for word in unusual:
                        if word in named and totals[begin] + named[word] < total:
                            total, last = totals[begin] + named[word], word
            totals.append(total)
            lasts.append(last)
        return _joined(lasts)

    def _named_cost(self, word: str) -> int:
        known = self._costs.get(word, NAMED_WORD_COST)
        return min(known, NAMED_WORD_COST) if COMMON_FORMS.isdisjoint(word) else known

    def _cost_alone(self, written: str, at: int) -> int:
        """Return what a character costs as a word."""
        if written[at] == PARTICLE:
            if at == 0 or written[at - 1] in PAUSES:
                return PARTICLE_AFTER_PAUSE_COST
            if any(written[max(at - size, 0) : at] in self._verbs for size in range(1, LONGEST_VERB + 1)):
                return PARTICLE_AFTER_VERB_COST
        return self._costs.get(written[at], UNKNOWN_COST)


def _forms(characters: Mapping[str, str], ambiguous: Mapping[str, str]) -> dict[str, str]:
    """Return the forms of the ambiguous characters, and of those that the table writes as one of them."""
    return {old: ambiguous[new] for old, new in characters.items() if new in ambiguous} | dict(ambiguous)


def _joined(lasts: Sequence[str]) -> str:
    """Return the words that end at the end of a stretch, one before the other; `lasts` has the last word up to each place."""
    words: list[str] = []
    at = len(lasts) - 1
    while at > 0:
        words.append(lasts[at])
        at -= len(lasts[at])
    return "".join(reversed(words))


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
    before, after = _neighbours(named)
    patterns = []
    for character, all_forms in forms.items():
        left = _spread("".join(before.get(form, "") for form in all_forms[1:]), sources)
        right = _spread("".join(after.get(form, "") for form in all_forms[1:]), sources)
        sides = ([f"(?=[{right}])"] if right else []) + ([f"(?<=[{left}]{character})"] if left else [])
        patterns.append(character if character in NAME_FORMS else f"{character}(?:{'|'.join(sides)})")
    patterns.append(f"{WRITE}(?=[{BYLINE_ENDS}]|$)|(?<=所){WRITE}")
    return "|".join(patterns)


def _neighbours(named: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the letters that stand before each letter inside of a word, and those after one that begins a word."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for word in named:
        if len(word) > 1:
            after[word[0]] = after.get(word[0], "") + word[1]
        for left, letter in pairwise(word):
            before[letter] = before.get(letter, "") + left
    return before, after


def _spread(letters: Iterable[str], sources: Mapping[str, str]) -> str:
    """Return the simplified letters and every character that the table writes as one of them, as inside of a class."""
    spread = {source for letter in letters for source in sources.get(letter, "") + letter}
    return "".join(sorted(source for source in spread if ord(source) < BMP))
