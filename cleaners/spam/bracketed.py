"""Offers in brackets: behind the last sentence of paragraph after paragraph, or amid a word.

One credit or one note stands behind a last sentence, no row of them; a gloss stands behind what it explains, and parts no word.
"""

import math
import re
from collections.abc import Iterator
from typing import Final

from cleaners.spam.joints import around, classed, default_joints
from cleaners.spam.wording import Wording, selling

MIN_BRACKETED: Final = 2
# What the phrases of a story in the same brackets read like on average, in log odds: names of reporters come to one.
LEAST_ODDS: Final = 1.5
_PAIRS: Final = dict(zip("（(【[『《〔{〈<［", "）)】]』》〕}〉>］", strict=True))
_BRACKETED: Final = re.compile(r"([（(【\[『《〔{])([^（()）【】\[\]『』《》〔〕{}\n]{4,20})([）)】\]』》〕}])")
# A phrase in brackets amid a clause reads like an offer by so much, and that with how tightly what it parts is tied comes to so much, less
# in brackets that no gloss stands in.
LEAST_AMID, SURE_AMID, SURE_IN_ODD = 1.0, 3.0, 2.0
_ADDRESS: Final = re.compile(r"[路街巷道].{0,3}\d|\d[号楼层室]")
# Who reports, or is credited, is named there beside what somebody put in.
_CREDIT: Final = re.compile(r"记者|通讯员|来源|编辑|作者|摄影|供稿|[图文][/／:：]")
_ODD: Final = frozenset("〔[〈<")
_AMID: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])([（(【\[〔〈<])(?!例?如|[即含约见原又及]|包括|简称)([\u4e00-\u9fffA-Za-z0-9]{4,14})([）)】\]〕〉>])(?=[\u4e00-\u9fff])"
)
# Two phrases, which no gloss is.
_AMID_OF_TWO: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])([（(【\[〔〈<])([\u4e00-\u9fff]{2,9}\s[\u4e00-\u9fff]{2,9})([）)】\]〕〉>])(?=[\u4e00-\u9fff，。；])"
)
# _某某_, _某某_某某_: marks that no sentence has around words; behind a letter they write an index: a_1.
_UNDERSCORED: Final = re.compile(
    r"(?<![^A-Za-z][A-Za-z])_(?=[^_]{0,20}[\u4e00-\u9fff]{2})[^_，。；：！？、\n.]{2,20}(?:_[^_，。；：！？、\n.]{2,20}){0,5}_"
)
# What stands in brackets anywhere in prose: one phrase reads like an offer by so much, or the likeliest of several, and all of them on
# average. None of the brackets in 944 stories does, nor in 783,402 characters of a daily.
_IN_PROSE: Final = re.compile(r"([（(【\[〔［])([^（()）【】\[\]〔〕［］\n。]{5,36})([)）】\]〕］])")
_PARTS: Final = re.compile(r"[\s，：:,；;！!]+")
PART_CHARS: Final = range(3, 17)
LEAST_ALONE, LEAST_BEST, LEAST_MEAN = 3.0, 2.0, 0.3
# The same beside others.
LEAST_IN_COMPANY, MIN_COMPANY = 1.5, 2
# Beside so many others that are beyond doubt, what has several phrases between blanks, or one that reads like an offer by so much.
MIN_SURE: Final = 2
LEAST_BESIDE: Final = 0.5
_SEVERAL: Final = re.compile(r"[^\s，。]{2,8}(?:\s[^\s，。]{2,8}){2,4}")
_AT_END: Final = re.compile(rf"(?<=[。！？!?”」.…])(?:{_BRACKETED.pattern})+(?=\n|$)")


def _is_amid_prose(text: str, found: re.Match[str]) -> bool:
    """Tell whether a stretch stands in a line that has sentences of Chinese beside it."""
    begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    beside = text[begin : found.start()] + text[found.end() : end if end >= 0 else len(text)]
    return "，" in beside or "。" in beside


def bracketed_in(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    r"""Yield where a story, folded in place, has offers in brackets at the ends of paragraphs; the brackets included.

    >>> from cleaners.spam.wording import default_wording
    >>> text = "桥通车了。【家电维修电话】\n水退了。【二手车回收报价】\n天晴了。（记者王五）"
    >>> [text[start:end] for start, end in bracketed_in(text, default_wording())]
    ['【家电维修电话】', '【二手车回收报价】']
    """
    known = dict.fromkeys(_in_place(text, wording))
    yield from known
    yield from (place for place in _offers_in_prose(text, wording) if place not in known)


def _in_place(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield those at the ends of paragraphs, amid clauses, and between underscores."""
    groups: dict[str, list[re.Match[str]]] = {}
    for end in _AT_END.finditer(text):
        for found in _BRACKETED.finditer(text, *end.span()):
            if _PAIRS[found[1]] == found[3]:
                groups.setdefault(found[1], []).append(found)
    for group in groups.values():
        odds = [selling(found[2], wording) for found in group]
        if len(group) >= MIN_BRACKETED and sum(odds) >= LEAST_ODDS * len(odds):
            yield from (found.span() for found in group)
    if "_" in text:
        yield from (found.span() for found in _UNDERSCORED.finditer(text) if _is_amid_prose(text, found))
    for found in (*_AMID.finditer(text), *_AMID_OF_TWO.finditer(text)):
        is_told = _PAIRS[found[1]] != found[3] or _ADDRESS.search(found[2])
        worded = 0.0 if is_told else selling(found[2], wording)
        if worded >= LEAST_AMID:
            said, stood = classed(text[found.start() - 1 : found.end() + 1]), (1, 1 + len(found.group()))
            if worded + default_joints().tie(*around(said, stood)) >= (SURE_IN_ODD if found[1] in _ODD else SURE_AMID):
                yield found.span()


def _offers_in_prose(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield where brackets in prose hold offers."""
    found = [each for each in _IN_PROSE.finditer(text) if _PAIRS[each[1]] == each[3] and _is_amid_prose(text, each)]
    odds = {each: _odds(each[2], wording) for each in found}
    sure = [each for each in found if _is_sure(odds[each])]
    likely = [each for each in found if max(odds[each]) >= LEAST_IN_COMPANY and sum(odds[each]) >= LEAST_MEAN]
    if len(likely) >= MIN_COMPANY:
        sure = likely
    yield from (each.span() for each in sure)
    if len(sure) >= MIN_SURE:
        others = [each for each in found if each not in sure]
        more = (each for each in others if max(_odds(each[2].replace("、", "，"), wording)) >= LEAST_BESIDE)
        yield from (each.span() for each in dict.fromkeys((*filter(_has_several, others), *more)))


def _has_several(found: re.Match[str]) -> bool:
    return _SEVERAL.fullmatch(found[2]) is not None


def _odds(said: str, wording: Wording) -> tuple[float, ...]:
    """Return what the phrases in brackets read like; what is too long or too short for one like nothing."""
    if _ADDRESS.search(said) or _CREDIT.search(said):
        return (-math.inf,)
    return tuple(selling(part, wording) for part in _PARTS.split(said) if len(part) in PART_CHARS) or (-math.inf,)


def _is_sure(odds: tuple[float, ...]) -> bool:
    if len(odds) == 1:
        return odds[0] >= LEAST_ALONE
    return max(odds) >= LEAST_BEST and sum(odds) >= LEAST_MEAN * len(odds)
