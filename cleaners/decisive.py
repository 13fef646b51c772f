"""Characters that only one script has, and the signs by which a line is known to be Japanese.

The sets come from the installed OpenCC dictionaries and from what GB 2312 and Big5 could encode: a character that both
standards hold is shared, whatever a dictionary may do with it. Every pattern is compiled when it is first needed: a class of
two thousand characters takes milliseconds, and most texts need one of them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from cleaners.simplify.code_points import BMP
from cleaners.simplify.dictionaries import choices, first_choices

# A Chinese line may name a Japanese song; a Japanese line is a third to two thirds kana, headlines less.
KANA_SHARE = 0.15
# The same where characters stand that Chinese sentences need; Japanese has 的 too, but beside more kana.
KANA_SHARE_BESIDE_CHINESE = 0.3
MIN_JAPANESE_FORMS = 2

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\u30fd\u30fe\u309d\u309e\uff66-\uff9d"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
ANY_KANA, ANY_HAN = f"[{KANA}]", f"[{HAN}]"
# In GB 2312 and not in Big5, and yet what traditional text of Hong Kong writes for 麼 and 恆.
TRADITIONAL_TOO = frozenset("麽恒")
# Characters that few Chinese sentences can do without, and no Japanese line without kana has.
CHINESE_ONLY = "[，的是這们們说說吗嗎呢吧很您她你我他它这與与從从將将為为還还对對让讓已被把没沒哪]"
# Legal forms and titles that only Japanese names carry.
JAPANESE_WORDS = "株式会社|有限会社|合同会社|合資会社|財団法人|社団法人|独立行政法人|都道府県|々|〆|ヶ"
# What each of them holds that Chinese text seldom has.
IN_JAPANESE_WORDS = "団県々〆ヶ"
PARTS_OF_JAPANESE_WORDS = ("会社", "独立行政")


def may_be_japanese(text: str) -> bool:
    """Tell, quickly, whether a line of `text` can be Japanese; most Chinese texts hold nothing that Japanese needs.

    >>> may_be_japanese("株式会社東芝"), may_be_japanese("東芝公司")
    (True, False)
    """
    return _any_sign().search(text) is not None or any(part in text for part in PARTS_OF_JAPANESE_WORDS)


def is_plain_traditional(text: str) -> bool:
    """Tell, with one look at each character, that `text` is Chinese without any that only simplified text has.

    What Japanese needs beyond its own forms of characters, 会社 and 独立行政, begins with such a character too.
    """
    return _simplified_or_japanese().search(text) is None


def is_japanese(line: str) -> bool:
    """Tell whether a line is Japanese: by kana, or by Japanese forms of characters where no Chinese word stands beside.

    A line whose characters Chinese has too, and that holds no kana, cannot be told from Chinese and is not called Japanese.
    """
    if not may_be_japanese(line):
        return False
    chinese = re.search(CHINESE_ONLY, line)
    kana = count_kana(line)
    if kana and kana >= (KANA_SHARE_BESIDE_CHINESE if chinese else KANA_SHARE) * (kana + count_han(line)):
        return True
    if chinese:
        return False
    return bool(re.search(JAPANESE_WORDS, line)) or len(set(_forms().findall(line))) >= MIN_JAPANESE_FORMS


def count_kana(text: str) -> int:
    """Return how many kana stand in `text`."""
    return len(re.findall(ANY_KANA, text))


def count_han(text: str) -> int:
    """Return how many Han characters of the BMP stand in `text`."""
    return len(re.findall(ANY_HAN, text))


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
    held = _held("big5hkscs", traditional - _held("gb2312", traditional))
    return "".join(sorted(character for character in held if ord(character) < BMP))


@lru_cache(maxsize=1)
def japanese_characters() -> str:
    """Return the characters that only Japanese text has, kana left out."""
    japanese = set(first_choices("JPShinjitaiCharacters")) - set(choices("TSCharacters"))
    return "".join(sorted(japanese - _held("gb2312", japanese) - _held("big5", japanese)))


@lru_cache(maxsize=1)
def any_simplified() -> re.Pattern[str]:
    """Return the pattern of one character that only simplified text has."""
    return re.compile(f"[{simplified_characters()}]")


@lru_cache(maxsize=1)
def any_traditional() -> re.Pattern[str]:
    """Return the pattern of one character that only traditional text has."""
    return re.compile(f"[{traditional_characters()}]")


def _held(codec: str, characters: Iterable[str]) -> set[str]:
    """Return the characters that a national standard could encode."""
    return set("".join(characters).encode(codec, "ignore").decode(codec))


@lru_cache(maxsize=1)
def _simplified_or_japanese() -> re.Pattern[str]:
    return re.compile(f"[{simplified_characters()}{KANA}{japanese_characters()}{IN_JAPANESE_WORDS}]")


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    return re.compile(f"[{japanese_characters()}]")


@lru_cache(maxsize=1)
def _any_sign() -> re.Pattern[str]:
    return re.compile(f"[{KANA}{japanese_characters()}{IN_JAPANESE_WORDS}]")
