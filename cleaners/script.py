"""Which script a text is written in: simplified, traditional, both, or Japanese.

Decided by characters that only one script has. Characters that both share say nothing, so a line without any decisive
character is Unknown. The sets come from the installed OpenCC dictionaries and from what GB 2312 and Big5 could encode: a
character that both standards hold is shared, whatever a dictionary may do with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cleaners.simplify.dictionaries import choices, first_choices

# A page of one script holds a name, a quotation or a typing slip of the other; a mixed one holds passages.
MIXED_SHARE = 0.1
# A Chinese line may name a Japanese song; a Japanese line is a third to two thirds kana, headlines less.
KANA_SHARE = 0.15
# The same where characters stand that Chinese sentences need; Japanese has 的 too, but beside more kana.
KANA_SHARE_BESIDE_CHINESE = 0.3
MIN_JAPANESE_FORMS = 2

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\u30fd\u30fe\u309d\u309e\uff66-\uff9d"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# In GB 2312 and not in Big5, and yet what traditional text of Hong Kong writes for 麼 and 恆.
TRADITIONAL_TOO = frozenset("麽恒")
# Characters that few Chinese sentences can do without, and no Japanese line without kana has.
CHINESE_ONLY = "[，的是這们們说說吗嗎呢吧很您她你我他它这与與从從将將为為还還对對让讓已被把没沒哪]"
# Legal forms and titles that only Japanese names carry.
JAPANESE_WORDS = "株式会社|有限会社|合同会社|合資会社|財団法人|社団法人|独立行政法人|都道府県|々|〆|ヶ"
# What each of them holds that Chinese text seldom has.
IN_JAPANESE_WORDS = "団県々〆ヶ"
PARTS_OF_JAPANESE_WORDS = ("会社", "独立行政")


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


@dataclass(frozen=True, slots=True)
class _Decisive:
    simplified: re.Pattern[str]
    traditional: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Japanese:
    forms: re.Pattern[str]
    kana: re.Pattern[str]
    han: re.Pattern[str]
    chinese: re.Pattern[str]
    words: re.Pattern[str]
    any_sign: re.Pattern[str]


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
    decisive = _decisive()
    if decisive.traditional.search(text) is None:
        return Script.UNKNOWN if decisive.simplified.search(text) is None else Script.HANS
    if decisive.simplified.search(text) is None:
        return Script.HANT
    simplified, traditional = (len(each.findall(text)) for each in (decisive.simplified, decisive.traditional))
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
    decisive, japanese = _decisive(), _japanese()
    return ScriptCounts(
        simplified=len(decisive.simplified.findall(line)),
        traditional=len(decisive.traditional.findall(line)),
        kana=len(japanese.kana.findall(line)),
        han=len(japanese.han.findall(line)),
        is_japanese=is_japanese(line),
    )


def may_be_japanese(text: str) -> bool:
    """Tell, quickly, whether a line of `text` can be Japanese; most Chinese texts hold nothing that Japanese needs.

    >>> may_be_japanese("株式会社東芝"), may_be_japanese("東芝公司")
    (True, False)
    """
    return _japanese().any_sign.search(text) is not None or any(part in text for part in PARTS_OF_JAPANESE_WORDS)


def is_japanese(line: str) -> bool:
    """Tell whether a line is Japanese: by kana, or by Japanese forms of characters where no Chinese word stands beside.

    A line whose characters Chinese has too, and that holds no kana, cannot be told from Chinese and is not called Japanese.
    """
    japanese = _japanese()
    if japanese.kana.search(line):
        kana = len(japanese.kana.findall(line))
        share = KANA_SHARE_BESIDE_CHINESE if japanese.chinese.search(line) else KANA_SHARE
        return kana >= share * (kana + len(japanese.han.findall(line)))
    if japanese.chinese.search(line):
        return False
    return bool(japanese.words.search(line)) or len(set(japanese.forms.findall(line))) >= MIN_JAPANESE_FORMS


@lru_cache(maxsize=1)
def simplified_characters() -> str:
    """Return the characters that only simplified text has."""
    written = set("".join(choices("TSCharacters").values()))
    simplified = _held("gb2312", written)
    return "".join(sorted(simplified - _held("big5", simplified) - TRADITIONAL_TOO))


@lru_cache(maxsize=1)
def traditional_characters() -> str:
    """Return the characters that only traditional text has."""
    traditional = {old for old, new in first_choices("TSCharacters").items() if old != new}
    return "".join(sorted(_held("big5hkscs", traditional - _held("gb2312", traditional))))


@lru_cache(maxsize=1)
def japanese_characters() -> str:
    """Return the characters that only Japanese text has, kana left out."""
    japanese = set(first_choices("JPShinjitaiCharacters")) - set(first_choices("TSCharacters"))
    return "".join(sorted(japanese - _held("gb2312", japanese) - _held("big5", japanese)))


def _held(codec: str, characters: Iterable[str]) -> set[str]:
    """Return the characters of the BMP that a national standard could encode."""
    return {
        character for character in "".join(characters).encode(codec, "ignore").decode(codec) if character < "\U00010000"
    }


@lru_cache(maxsize=1)
def _decisive() -> _Decisive:
    return _Decisive(re.compile(f"[{simplified_characters()}]"), re.compile(f"[{traditional_characters()}]"))


@lru_cache(maxsize=1)
def _japanese() -> _Japanese:
    forms = japanese_characters()
    return _Japanese(
        forms=re.compile(f"[{forms}]"),
        kana=re.compile(f"[{KANA}]"),
        han=re.compile(f"[{HAN}]"),
        chinese=re.compile(CHINESE_ONLY),
        words=re.compile(JAPANESE_WORDS),
        any_sign=re.compile(f"[{KANA}{forms}{IN_JAPANESE_WORDS}]"),
    )
