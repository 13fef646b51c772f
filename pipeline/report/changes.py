"""What normalising and simplifying did to a text, character by character."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

# Beyond this a paragraph is compared by place alone: the comparison takes time with the square of its length.
MAX_COMPARED_CHARS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph as (before, after) stretches in order; the two are equal where nothing changed."""

    stretches: tuple[tuple[str, str], ...]

    @property
    def changed_chars(self) -> int:
        """Characters of the paragraph before that are others after, or gone."""
        return sum(len(before) for before, after in self.stretches if before != after)

    @property
    def added(self) -> bool:
        """Whether characters stand in the paragraph after that had none in their place before."""
        return any(after and not before for before, after in self.stretches)


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return every paragraph that is not blank with what changed in it.

    >>> changes("潮灣街", "潮湾街")[0].stretches
    (('潮', '潮'), ('灣', '湾'), ('街', '街'))
    """
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    if len(old) == len(new):
        return tuple(Change(_stretches(*pair)) for pair in zip(old, new, strict=True))
    matched = SequenceMatcher(None, _lengths(old), _lengths(new), autojunk=False)
    found = []
    for _, first, last, begin, end in matched.get_opcodes():
        pairs = zip_longest(old[first:last], new[begin:end], fillvalue="")
        found += [Change(_stretches(*pair)) for pair in pairs]
    return tuple(found)


def _lengths(lines: list[str]) -> list[int]:
    return [len("".join(line.split())) for line in lines]


def _stretches(before: str, after: str) -> tuple[tuple[str, str], ...]:
    if before == after:
        return ((before, after),) if before else ()
    if len(before) == len(after):
        return _by_place(before, after)
    if max(len(before), len(after)) > MAX_COMPARED_CHARS:
        return ((before, after),)
    matched = SequenceMatcher(None, before, after, autojunk=False)
    return tuple((before[i:j], after[k:m]) for _, i, j, k, m in matched.get_opcodes())


def _by_place(before: str, after: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    start = 0
    for at in range(1, len(before) + 1):
        if at == len(before) or (before[at] == after[at]) != (before[start] == after[start]):
            found.append((before[start:at], after[start:at]))
            start = at
    return tuple(found)
