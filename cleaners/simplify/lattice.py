"""The word lattice: of all ways to read a stretch with ambiguous characters, the one whose words are likeliest.

Each ambiguous character may stand in any of its forms; the stretch around it is cut into words so that the sum of their
surprises is smallest, and the forms in that cut are the answer. 沿著名勝 is 沿着|名胜, not 沿|著名|胜, because both its words are
common. Only where a neighbour could make a word with an unusual form is the lattice asked at all.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from cleaners.simplify.names import BYLINE_ENDS, NAME_FORMS, PAUSES, byline_places, name_places
from cleaners.simplify.readings import deciding_words, readings, spellings
from cleaners.simplify.words import Words, verbs

# Characters beside the ambiguous one that may have a say: the longest word, and one beyond it.
REACH = 5
LONGEST_WORD = 6
# In tenths of a nat. A character the list does not know is rarer than any it knows.
UNKNOWN_COST = 150
# Written as an ambiguous character, and never as its other form: 瀋 is 沈, the river and the city, and not 沉.
UNAMBIGUOUS = "瀋採"
# The particle follows verbs, and never a pause.
PARTICLE, WRITE = "着著"
PARTICLE_AFTER_VERB_COST = 25
PARTICLE_AFTER_PAUSE_COST = 120
LONGEST_VERB = 2


class Lattice:
    """The words, what each costs, and where in a text they need to be asked."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        """Prepare the places; `characters` is the table that writes the usual form of each character."""
        self._forms = _forms(characters, readings())
        spelled = _forms(characters, spellings())
        self._script_forms = {letter: forms for letter, forms in self._forms.items() if letter not in spelled}
        self._ambiguous = re.compile(f"[{''.join(self._forms)}]")
        self._before, self._after = _neighbours(self._forms)

    def settle(self, text: str, written: str, may_respell: Callable[[], bool]) -> str:
        """Return `written` with every ambiguous character in the form that its context asks for.

        `text` is the text as it came, `written` the same after the character table. `may_respell` tells, where it is asked,
        whether words that the mainland spells with another character are to be written in its way.
        """
        forms = self._forms
        places = list(self._places(text, written))
        if not places:
            return written
        if any(text[at] not in self._script_forms for at in places) and not may_respell():
            forms = self._script_forms
            places = [at for at in places if text[at] in forms]
        changes: dict[int, str] = {}
        unusual = {at: forms[text[at]][1:] for at in places}
        near = {at for pair in pairwise(places) if pair[1] - pair[0] < LONGEST_WORD for at in pair}
        rivalled = [at for at in places if at in near or self._has_rival(text, written, at, forms)]
        for start, end in _stretches(rivalled, len(text)):
            reading = self._cheapest(written, start, [unusual.get(at, "") for at in range(start, end)])
            changes.update((at, form) for at, form in enumerate(reading, start) if form != written[at])
        changes.update((at, forms[text[at]][1]) for at in name_places(text, written, places, self._words))
        changes.update((at, WRITE) for at in byline_places(text, written, places, verbs()))
        if any(_is_rare_surname(text, at) for at in changes) and not may_respell():
            changes = {at: form for at, form in changes.items() if not _is_rare_surname(text, at)}
        return _changed(written, changes)

    def _places(self, text: str, written: str) -> Iterator[int]:
        """Yield the places of ambiguous characters that stand beside a letter with which they may be unusual.

        Everywhere else the usual form stands, and the lattice is not asked: it is a hundred times slower than the table.
        """
        before, after = self._before, self._after
        last = len(text) - 1
        for match in self._ambiguous.finditer(text):
            at = match.start()
            letter = text[at]
            right = written[at + 1] if at < last else "\n"
            if right in after[letter] or (at and written[at - 1] in before[letter]) or letter in NAME_FORMS:
                yield at

    def _has_rival(self, text: str, written: str, at: int, forms: Mapping[str, str]) -> bool:
        """Tell whether a named word with an unusual form of the character at `at` stands here."""
        first, last = max(at - LONGEST_WORD + 1, 0), min(at + LONGEST_WORD, len(text))
        size, named = at - first, self._words.named
        for form in forms[text[at]][1:]:
            around = written[first:at] + form + written[at + 1 : last]
            for begin in range(size + 1):
                for end in range(size + 1, min(begin + LONGEST_WORD, len(around)) + 1):
                    if around[begin:end] in named:
                        return True
        return False

    def _cheapest(self, written: str, start: int, choices: Sequence[str]) -> str:
        """Return the cheapest reading of a stretch; `choices` are the unusual forms of each of its characters.

        An unusual form is read only inside of a word that the table of readings names.
        """
        words = self._words
        costs, named = words.usual, words.named
        usual = written[start : start + len(choices)]
        words.learn(usual + "".join(choices))
        totals, lasts = [0], [""]
        for stop in range(1, len(usual) + 1):
            total, last = totals[stop - 1] + self._cost_alone(written, start + stop - 1), usual[stop - 1]
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

    def _cost_alone(self, written: str, at: int) -> int:
        """Return what a character costs as a word."""
        if written[at] == PARTICLE:
            if at == 0 or written[at - 1] in PAUSES:
                return PARTICLE_AFTER_PAUSE_COST
            if any(written[max(at - size, 0) : at] in verbs() for size in range(1, LONGEST_VERB + 1)):
                return PARTICLE_AFTER_VERB_COST
        return self._words.usual.get(written[at], UNKNOWN_COST)

    @cached_property
    def _words(self) -> Words:
        """What words cost; read when the first place is met."""
        return Words()


def _is_rare_surname(text: str, at: int) -> bool:
    """Tell whether 於 is called a surname: it is one, but where a table wrote 於 for each 于 it was the common one."""
    return text[at] == "於" and "姓" in text[max(at - 1, 0) : at + 2]


def _forms(characters: Mapping[str, str], ambiguous: Mapping[str, str]) -> dict[str, str]:
    """Return the forms of the ambiguous characters, and of those that the table writes as one of them."""
    inherited = {old: ambiguous[new] for old, new in characters.items() if new in ambiguous and old not in UNAMBIGUOUS}
    return inherited | dict(ambiguous)


def _changed(written: str, changes: Mapping[int, str]) -> str:
    """Return `written` with some of its characters in other forms."""
    pieces: list[str] = []
    begin = 0
    for at in sorted(changes):
        pieces += (written[begin:at], changes[at])
        begin = at + 1
    return "".join((*pieces, written[begin:]))


def _joined(lasts: Sequence[str]) -> str:
    """Return the words that end at the end of a stretch, one before the other; `lasts` has the last word up to each place."""
    words: list[str] = []
    at = len(lasts) - 1
    while at > 0:
        words.append(lasts[at])
        at -= len(lasts[at])
    return "".join(reversed(words))


def _stretches(places: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches to be read: each place with its reach, joined where they touch."""
    if not places:
        return
    start = max(places[0] - REACH, 0)
    end = start
    for at in places:
        if at - REACH > end:
            yield start, end
            start = at - REACH
        end = min(at + REACH + 1, length)
    yield start, end


def _neighbours(forms: Mapping[str, str]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the letters before, and after, each ambiguous character that could make a word with an unusual form of it.

    They are the letters of the text after the table, where unusual forms beside it are still in their usual one.
    """
    usual = {form: all_forms[0] for all_forms in forms.values() for form in all_forms[1:]}
    before, after = _beside(deciding_words(), usual)
    after[WRITE] = after.get(WRITE, "") + BYLINE_ENDS + "\n"
    before[WRITE] = before.get(WRITE, "") + "所"

    def around(beside: Mapping[str, str], all_forms: str) -> frozenset[str]:
        letters = "".join(beside.get(form, "") for form in all_forms[1:])
        return frozenset(letters).union(usual[letter] for letter in letters if letter in usual)

    return (
        {old: around(before, all_forms) for old, all_forms in forms.items()},
        {old: around(after, all_forms) for old, all_forms in forms.items()},
    )


def _beside(words: Iterable[str], letters: Container[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands before each of `letters` inside of a word, and after one of them that begins a word."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for word in words:
        if word[0] in letters:
            after[word[0]] = after.get(word[0], "") + word[1]
        for left, letter in pairwise(word):
            if letter in letters:
                before[letter] = before.get(letter, "") + left
    return before, after
