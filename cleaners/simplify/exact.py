"""The exact modes: character for character what official OpenCC writes for `t2s`, `tw2s` and `hk2s`.

A conversion is a chain of stages, each a phrase dictionary before a character dictionary, leftmost and longest first; `tw2s`
and `hk2s` first cut the text at the phrases of the last stage. Run as written that is slow, and almost always a plain
character table gives the same. So the table does the work, and only where a phrase could say otherwise, around the few
dozen characters for which some phrase disagrees with the table, the chain is run on the stretch of text that any phrase
could tie to that character.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from sys import getsizeof

from cleaners.simplify.code_points import BMP, table_of
from cleaners.simplify.dictionaries import first_choices

BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
# Where fewer than one character in so many changes, each is patched in; the table looks at every character.
SPARSE = 64
# So many changes tell what a text is like: of traditional text, every third character changes.
GLANCE, DENSE = 8, 12
# Stretches to remember: of news, a few thousand make up nearly all.
MOST_KNOWN = 10_000

# The phrase dictionary and the character dictionaries of each stage, in the order of the official configurations: the
# first that knows a character wins. TSCharactersExt holds targets few fonts have; the official programs use it by default.
SIMPLIFY = ("TSPhrases", ("TSCharactersExt", "TSCharacters"))
STAGES = {
    "t2s": (SIMPLIFY,),
    "tw2s": (("TWVariantsRevPhrases", ("TWVariantsRev",)), SIMPLIFY),
    "hk2s": (("HKVariantsRevPhrases", ("HKVariantsRev",)), SIMPLIFY),
}
SEGMENTED = {"tw2s", "hk2s"}
SEGMENTATION = "TSPhrases"
NORMALIZATION = "CJK_Compatibility_Ideographs"


class _Stage:
    def __init__(self, phrases: dict[str, str], characters: dict[str, str]) -> None:
        self.phrases = phrases
        self.characters = characters
        self.longest = max(map(len, phrases))

    def convert(self, segment: str) -> str:
        written: list[str] = []
        at = 0
        while at < len(segment):
            end = _longest_match(self.phrases, self.longest, segment, at)
            piece = segment[at : end or at + 1]
            written.append(self.phrases[piece] if end else self.characters.get(piece, piece))
            at = end or at + 1
        return "".join(written)


def _longest_match(phrases: dict[str, str], longest: int, text: str, at: int) -> int:
    """Return where the longest phrase beginning at `at` ends, 0 where none begins."""
    for end in range(min(len(text), at + longest), at, -1):
        if text[at:end] in phrases:
            return end
    return 0


class ExactConverter:
    """One exact mode, its tables built from the installed dictionaries."""

    def __init__(self, mode: str) -> None:
        self._stages = tuple(_stage(*names) for names in STAGES[mode])
        self._cuts = first_choices(SEGMENTATION) if mode in SEGMENTED else {}
        self._longest_cut = max(map(len, self._cuts), default=0)
        self._compatibility = str.maketrans(first_choices(NORMALIZATION))
        composed = _compose(self._stages, first_choices(NORMALIZATION))
        self._table = table_of(composed)
        self._astral = str.maketrans({old: new for old, new in composed.items() if ord(old) >= BMP})
        self._tied, triggers = _phrase_ties(self._stages, self._cuts, composed)
        compatibility = {chr(code) for code in self._compatibility}
        self._triggers = triggers | compatibility
        self._trigger = re.compile(_class_of(self._triggers))
        changed = {old for old, new in composed.items() if old != new}
        self._any = re.compile(_class_of(changed | triggers))
        self._known: dict[str, str] = {}

    def convert(self, text: str) -> str:
        """Return `text` as OpenCC writes it; always of the same length."""
        if self._holds_astral_source(text):
            text = text.translate(self._compatibility)
            return self._convert(text, self._triggers_of(text), text.translate(self._table)).translate(self._astral)
        few = len(text) // SPARSE
        matches = self._any.finditer(text)
        found = [match.start() for match in islice(matches, min(few + 1, GLANCE))]
        if not found:
            return text
        if len(found) == GLANCE and found[-1] > GLANCE * DENSE:
            found += [match.start() for match in islice(matches, few + 1 - GLANCE)]
        elif len(found) == GLANCE:
            few = 0
        if len(found) > few:
            return self._convert(text, self._triggers_of(text), text.translate(self._table))
        return self._convert(
            text, (at for at in found if text[at] in self._triggers), self._patch_by_table(text, found)
        )

    def _holds_astral_source(self, text: str) -> bool:
        """Tell whether a character beyond the BMP is to be changed; emoji, the usual ones there, are not."""
        # CPython stores such text at four bytes a character, any other at two or one; to ask costs nothing.
        if getsizeof(text) < 4 * len(text):
            return False
        codes = set(map(ord, BEYOND_BMP.findall(text)))
        return not codes.isdisjoint(self._astral) or not codes.isdisjoint(self._compatibility)

    def _convert(self, text: str, triggers: Iterable[int], written: str) -> str:
        """Return `written`, the text after the table, with what phrases say around its triggers."""
        patches = []
        for start, end in self._stretches(text, triggers):
            if end < 0:
                return self.convert(text.translate(self._compatibility))
            patches.append((start, end, self._run(text[start:end])))
        return _patched(written, patches) if patches else written

    def _triggers_of(self, text: str) -> Iterator[int]:
        return (match.start() for match in self._trigger.finditer(text))

    def _patch_by_table(self, text: str, found: Iterable[int]) -> str:
        """Return `text` after the table, which changes only what was found: for a few, faster than to look at each."""
        table = self._table
        return _patched(text, [(at, at + 1, chr(table[ord(text[at])])) for at in found])

    def _stretches(self, text: str, triggers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the stretches where a phrase may disagree with the table; (0, -1) when compatibility forms stand in it."""
        done = 0
        tied = self._tied
        for at in triggers:
            if at < done:
                continue
            if text[at] >= "\uf900":
                yield 0, -1
                return
            if text[at : at + 2] not in tied and text[at - 1 : at + 1] not in tied:
                continue  # most stand beside nothing that a phrase could tie them to
            start, end = at, at + 1
            while start > done and text[start - 1 : start + 1] in tied:
                start -= 1
            while text[end - 1 : end + 1] in tied:
                end += 1
            if end - start > 1:
                done = end
                yield start, end

    def _run(self, stretch: str) -> str:
        """Return the stretch through the whole chain; the same few words come again and again."""
        if stretch not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[stretch] = self._through_chain(stretch)
        return self._known[stretch]

    def _through_chain(self, stretch: str) -> str:
        """Return the stretch converted as the configuration is written."""
        written: list[str] = []
        at = begin = 0
        while at < len(stretch):
            end = _longest_match(self._cuts, self._longest_cut, stretch, at)
            if end:
                written += (self._chain(stretch[begin:at]), self._chain(stretch[at:end]))
                begin = end
            at = end or at + 1
        written.append(self._chain(stretch[begin:]))
        return "".join(written)

    def _chain(self, segment: str) -> str:
        for stage in self._stages:
            segment = stage.convert(segment)
        return segment


@cache
def exact_converter(mode: str) -> ExactConverter:
    """Return the converter of an exact mode, built at its first use.

    >>> exact_converter("t2s").convert("乾隆年間的乾糧"), exact_converter("tw2s").convert("著力解決")
    ('乾隆年间的干粮', '着力解决')
    """
    return ExactConverter(mode)


def _stage(phrases: str, characters: tuple[str, ...]) -> _Stage:
    known = first_choices(phrases)
    merged: dict[str, str] = {}
    for name in reversed(characters):
        merged |= first_choices(name)
    return _Stage(known, merged)


def _compose(stages: tuple[_Stage, ...], normalization: dict[str, str]) -> dict[str, str]:
    """Return what the chain writes for each character standing alone."""
    composed = dict(normalization)
    for old in {old for stage in stages for old in stage.characters}:
        composed.setdefault(old, old)
    for stage in stages:
        for old, new in composed.items():
            composed[old] = stage.characters.get(new, new)
    return composed


def _phrase_ties(
    stages: tuple[_Stage, ...], cuts: dict[str, str], composed: dict[str, str]
) -> tuple[set[str], set[str]]:
    """Return the character pairs some phrase ties together, and the characters for which some phrase beats the table.

    Both are in terms of the text as it comes in: phrases of a later stage are traced back through the stages before it.
    """
    tied = {phrase[at : at + 2] for phrase in cuts for at in range(len(phrase) - 1)}
    triggers: set[str] = set()
    origins: dict[str, set[str]] = {}
    for number, stage in enumerate(stages):
        rest = stages[number + 1 :]
        for phrase, written in stage.phrases.items():
            before = [origins.get(character, set()) | {character} for character in phrase]
            tied.update(
                left + right for at in range(len(phrase) - 1) for left in before[at] for right in before[at + 1]
            )
            for olds, new in zip(before, written, strict=True):
                final = _alone(new, rest)
                triggers.update(old for old in olds if composed.get(old, old) != final)
        origins = _origins_after(stage, origins)
    return tied, triggers


def _alone(character: str, stages: tuple[_Stage, ...]) -> str:
    for stage in stages:
        character = stage.characters.get(character, character)
    return character


def _origins_after(stage: _Stage, origins: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return, for each character this stage can write, the incoming characters it may stand for."""
    after: dict[str, set[str]] = {}
    for old, new in stage.characters.items():
        after.setdefault(new, set()).update(origins.get(old, set()) | {old})
    for phrase, written in stage.phrases.items():
        for old, new in zip(phrase, written, strict=True):
            after.setdefault(new, set()).update(origins.get(old, set()) | {old})
    return after


def _class_of(characters: set[str]) -> str:
    """Return a regex class; characters beyond the BMP are left out, one of them makes the class many times slower."""
    return "[" + "".join(sorted(character for character in characters if ord(character) < BMP)) + "]"


def _patched(text: str, patches: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, written in patches:
        pieces += (text[at:start], written)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
