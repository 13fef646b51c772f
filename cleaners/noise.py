"""What programs put between the characters of a text: pinyin glosses, control characters, invisible characters.

Mirror programs annotate fixed characters with their pinyin, 網(wǎng)絡(luò ), and put runs of control characters before
punctuation, so that no two copies of a page compare equal. Readers see the glosses and nothing of the rest.
Pinyin that somebody wrote for readers stays: it explains a word once, where a program annotates a character each time.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from cleaners.decisive import traditional_characters

Span = tuple[int, int, str]

# Rule and the characters it takes, as inside of a regex class. Tab, newline and carriage return are layout.
INVISIBLE = {
    "control_characters": "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f",
    "zero_width": "\u200b\u200c\u200d\u2060-\u2064\u180e\u034f\u0335-\u0337\ufff9-\ufffb",
    "soft_hyphen": "\u00ad",
    "bidi_mark": "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c",
    "byte_order_mark": "\ufeff",
}
# Joiners belong to the spelling of Arabic and Indic scripts, and to emoji made of several.
JOINERS = frozenset("\u200c\u200d")
JOINING_LETTER = re.compile("[\u0600-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
SYLLABLE = f"(?=[^)]*[{TONED}])(?:[zcs]h|[bpmfdtnlgɡkhjqxrzcsyw])?[aeiouüvɑ{TONED}]{{1,4}}(?:n[gɡ]?|r)?"
# Some programs leave a blank after the syllable; a writer never does.
GLOSS = re.compile(rf"\((?<=[{HAN}]\()({SYLLABLE})( ?)\)")

# Syllables without their tones, which English words look like, too: only so many on a page are a program's.
_FINAL: Final = "[iu]?ang?|[iu]?[ae]n|i?ong|[ei]ng|[iu]n|[iu]?ai|i?ao|[eu]i|[io]u|[iuv]?e|u?o|[iu]?a|er|[iuv]"
BARE_SYLLABLE: Final = f"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:{_FINAL})"
BARE_GLOSS: Final = re.compile(rf"\((?<=[{HAN}]\(){BARE_SYLLABLE}\)")
MIN_BARE_GLOSSES: Final = 6
# What glosses of a program share, by count over the text: the same character is annotated wherever it stands, the text
# between them is plain, and words are annotated in their midst. A few are judged by their characters alone.
MIN_CONSISTENCY = 0.5
MAX_DENSITY = 0.6
MIN_DENSE_GLOSSES = 6
MIN_BEFORE_HAN = 0.4
MIN_GLOSSES = 8
# Traditional characters, as a program found on mirrored pages annotates them.
KNOWN_GLOSSES = """\
網wǎng 絡luò 進jìn 業yè 開kāi 門mén 頁yè 專zhuān 車chē 經jīng 詩shī 學xué 優yōu 動dòng 態tài
長cháng 實shí 發fā 時shí 過guò 聯lián 聽tīng 戶hù 術shù 點diǎn 關guān 問wèn 務wù 質zhì 來lái
價jià 寫xiě 會huì 簡jiǎn 樂lè 環huán 畫huà 發fà 長zhǎng 樂yuè 習xí 現xiàn 驗yàn 設shè 計jì 際jì
國guó 產chǎn 電diàn 處chù 處chǔ 機jī 數shù 據jù 統tǒng 導dǎo 戰zhàn 資zī 險xiǎn 書shū 體tǐ 級jí
對duì 個gè 還hái 這zhè 說shuō 無wú 與yǔ 為wèi 為wéi 標biāo 準zhǔn 創chuàng 辦bàn 報bào 團tuán
華huá 興xīng"""


def find_noise(text: str) -> list[Span]:
    r"""Return (start, end, rule) of every span of noise in `text`, in order and not overlapping.

    >>> find_noise("網(wǎng)絡(luò )\x05\x06，安\u200b全")
    [(1, 7, 'pinyin_gloss'), (8, 14, 'pinyin_gloss'), (14, 16, 'control_characters'), (18, 19, 'zero_width')]
    >>> find_noise("安徽歙(shè)县、亳(bó)州")
    []
    """
    if text.isascii() and text.isprintable():
        return []
    spans = invisible_spans(text)
    if GLOSS.search(text) or BARE_GLOSS.search(text):
        # A program that hides characters may hide them inside of its glosses too; the gloss then stays.
        spans += ((match.start(), match.end(), "pinyin_gloss") for match in _glosses(text))
        spans.sort()
    return spans


def invisible_spans(text: str) -> list[Span]:
    """Return the spans of characters that nobody sees, without those that some script needs."""
    return list(_invisible(text)) if _any_invisible().search(text) else []


def _invisible(text: str) -> Iterator[Span]:
    for match in _rules().finditer(text):
        start, end, rule = match.start(), match.end(), match.lastgroup or ""
        if (
            rule == "zero_width"
            and start
            and JOINERS.issuperset(match.group())
            and JOINING_LETTER.match(text, start - 1)
        ):
            continue
        yield start, end, rule


@lru_cache(maxsize=1)
def _any_invisible() -> re.Pattern[str]:
    return re.compile(f"[{''.join(INVISIBLE.values())}]")


@lru_cache(maxsize=1)
def _rules() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{rule}>[{characters}]+)" for rule, characters in INVISIBLE.items()))


def _glosses(text: str) -> list[re.Match[str]]:
    """Return the glosses that a program made; of a page for learners, none."""
    found = list(GLOSS.finditer(text))
    counts = Counter(text[match.start() - 1] for match in found)
    machine = [match for match in found if _is_of_program(text, match, counts)]
    if machine and _are_of_program(text, machine):
        return machine
    bare = [] if found else list(BARE_GLOSS.finditer(text))
    is_dense = len(bare) > MAX_DENSITY * (_han_between(text, bare) if bare else 0)
    return bare if len(bare) >= MIN_BARE_GLOSSES and not is_dense and _stand_in_words(text, bare) else []


def _is_of_program(text: str, match: re.Match[str], counts: Counter[str]) -> bool:
    """Tell whether one gloss may be of a program, which annotates characters that it made traditional."""
    character = text[match.start() - 1]
    return bool(match[2]) or character in _traditional() or counts[character] > 2


def _are_of_program(text: str, glosses: Sequence[re.Match[str]]) -> bool:
    characters = Counter(text[match.start() - 1] for match in glosses)
    if len(glosses) < MIN_CONSISTENCY * sum(map(text.count, characters)):
        return False
    if len(glosses) >= MIN_DENSE_GLOSSES and len(glosses) > MAX_DENSITY * _han_between(text, glosses):
        return False
    if any(match[2] for match in glosses) or _are_known(text, glosses):
        return True
    return _stand_in_words(text, glosses) and len(glosses) >= min(MIN_GLOSSES, len(characters) + 2)


def _stand_in_words(text: str, glosses: Sequence[re.Match[str]]) -> bool:
    """Tell whether many glosses have a character behind them, too: who explains a word does so at its end."""
    before_han = sum("\u3400" <= text[match.end() : match.end() + 1] <= "\u9fff" for match in glosses)
    return before_han >= MIN_BEFORE_HAN * len(glosses)


def _are_known(text: str, glosses: Sequence[re.Match[str]]) -> bool:
    known = sum(text[match.start() - 1] + match[1] in _known() for match in glosses)
    return 2 * known >= len(glosses)


def _han_between(text: str, glosses: Sequence[re.Match[str]]) -> int:
    """Return the number of Han characters from the first annotated one to the last."""
    stretch = text[glosses[0].start() - 1 : glosses[-1].start()]
    return sum("\u3400" <= character <= "\u9fff" for character in stretch)


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    return frozenset(traditional_characters())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(KNOWN_GLOSSES.split())
