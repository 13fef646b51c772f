"""Which script a text is written in: simplified, traditional, both, or Japanese.

Decided by characters that only one script has (`cleaners.decisive`). Characters that both share say nothing, so a line
without any decisive character is Unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cleaners.decisive import any_simplified, any_traditional, count_han, count_kana, is_japanese, may_be_japanese

# A page of one script holds a name, a quotation or a typing slip of the other; a mixed one holds passages.
MIXED_SHARE = 0.1


class Script(StrEnum):
    """The script of a text; None of them is a guess at the language of a text without Han characters."""

    HANS = "Hans"
    HANT = "Hant"
    MIXED = "Mixed"
    JAPANESE = "Japanese"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class ScriptCounts:
    """How many decisive characters a line holds, and whether it is Japanese."""

    simplified: int
    traditional: int
    kana: int
    han: int
    is_japanese: bool

    @property
    def script(self) -> Script:
        """Return the script these counts speak for."""
        if self.is_japanese:
            return Script.JAPANESE
        decisive = self.simplified + self.traditional
        if not decisive:
            return Script.UNKNOWN
        share = self.traditional / decisive
        if share < MIXED_SHARE:
            return Script.HANS
        return Script.HANT if share > 1 - MIXED_SHARE else Script.MIXED


def script_counts(text: str) -> tuple[ScriptCounts, ...]:
    r"""Return the counts of each line of `text`.

    >>> [counts.script.value for counts in script_counts("他們說話\n他们说话\n株式会社東芝\n12:30")]
    ['Hant', 'Hans', 'Japanese', 'Unknown']
    """
    return tuple(count_line(line) for line in text.split("\n"))


def script_of(text: str) -> Script:
    """Return the script of the whole text; Japanese lines are left out of account unless there is nothing else.

    >>> script_of("他們說話"), script_of("abc")
    (<Script.HANT: 'Hant'>, <Script.UNKNOWN: 'Unknown'>)
    """
    if may_be_japanese(text):
        return page_script(script_counts(text))
    return _script_of_chinese(text)


def _script_of_chinese(text: str) -> Script:
    """Return the script of a text without any Japanese; most texts hold one script, which a look for the other tells."""
    if any_traditional().search(text) is None:
        return Script.UNKNOWN if any_simplified().search(text) is None else Script.HANS
    if any_simplified().search(text) is None:
        return Script.HANT
    simplified, traditional = (len(each.findall(text)) for each in (any_simplified(), any_traditional()))
    return ScriptCounts(simplified, traditional, kana=0, han=0, is_japanese=False).script


def page_script(lines: Iterable[ScriptCounts]) -> Script:
    """Return the script of the page these lines make up."""
    counted = tuple(lines)
    chinese = [line for line in counted if not line.is_japanese]
    total = ScriptCounts(
        simplified=sum(line.simplified for line in chinese),
        traditional=sum(line.traditional for line in chinese),
        kana=0,
        han=sum(line.han for line in chinese),
        is_japanese=bool(counted) and not any(line.han for line in chinese) and len(chinese) < len(counted),
    )
    return total.script


def count_line(line: str) -> ScriptCounts:
    """Return the counts of one line; a line without Han characters or kana counts nothing."""
    return ScriptCounts(
        simplified=len(any_simplified().findall(line)),
        traditional=len(any_traditional().findall(line)),
        kana=count_kana(line),
        han=count_han(line),
        is_japanese=is_japanese(line),
    )
