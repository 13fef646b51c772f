"""Text as a lexicon reads it: simplified, lower case, letters and digits only, disguises undone; with the way back.

Spammers part characters by dots, blanks or zero-width characters and write look-alikes; folding takes all that off, so that
one spelling in the table meets every disguise.
"""

import re
from collections.abc import Iterator

from cleaners.fold import FULLWIDTH_SHIFT
from cleaners.simplify import simplify

# Look-alikes and sound-alikes that keyword spam writes for the characters its words are made of.
LOOK_ALIKES = dict(
    zip(
        "溡嘌愽玳佰睹菅慱喿彯頻瓏砖轉娛魧蒲葡萄蓷薦欵銭囗αаɑεеοοорρсϲхχѕκкΤτт",
        "时票博代百赌官博彩票频珑专转娱航蒲葡萄推荐款钱口aaaeeooorpccxxskkttt",
        strict=True,
    )
)
# To look for the few characters that change costs a tenth of a table that is asked for each.
_LOOK_ALIKE = re.compile(f"[{''.join(LOOK_ALIKES)}]")
_WIDE = re.compile("[\uff10-\uff5a]")
_NO_CHARACTER = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
# Single characters held apart by one and the same mark, as no sentence and no list of words has them.
_SEEN_MARKS = r".·\-*_•～~+/#＃=^"
_HELD_APART = re.compile(
    rf"(?:[\u4e00-\u9fffA-Za-z0-9]([{_SEEN_MARKS}\u200b-\u200d\u2060\ufeff]))(?:[\u4e00-\u9fffA-Za-z0-9]\1){{3,}}"
)
# Four of them, none of another word's: of so few more is asked.
_FEW_APART = re.compile(
    rf"(?<![{_SEEN_MARKS}])[\u4e00-\u9fff]([{_SEEN_MARKS}])[\u4e00-\u9fff]\1[\u4e00-\u9fff]\1[\u4e00-\u9fff](?!\1)"
)
MAX_FEW_CHARS = 7
# The same by what parts words, too, from end to end of a clause, with so many marks at least.
MIN_LISTED_MARKS = 3
# A longer text is folded in pieces, of whole lines where lines are shorter: conversion takes many times a text's memory.
AT_ONCE_CHARS = 1 << 16
_LISTED_APART = re.compile(
    r"(?<![\u4e00-\u9fff、])[\u4e00-\u9fff](?:、[\u4e00-\u9fff]){3,}(?![\u4e00-\u9fff、])|"
    r"(?<![^\W\d])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){3,}(?![^\W\d])"
)
# The same by marks in turn that no sentence has between single characters (执、业·藥˙师丶原˙题); by quotation marks around every other one
# (官『证』定『做』).
_STREWN = re.compile(r"[\u4e00-\u9fff](?:[丶˙|·、.‧][\u4e00-\u9fffA-Za-z0-9]){4,}")
_STREWN_MARKS = re.compile("[丶˙|‧]")
_QUOTED_APART = re.compile(
    r"[\u4e00-\u9fff]?(?:[『「【\[][\u4e00-\u9fff][』」】\]][\u4e00-\u9fff]{0,3}(?=[『「【\[]))+"
    r"[『「【\[][\u4e00-\u9fff][』」】\]][\u4e00-\u9fff]?"
)
_PARTED = re.compile(
    r"(?:[\u4e00-\u9fff]([ .·\-*_•～~+\u200b-\u200d\u2060\ufeff]))(?:[\u4e00-\u9fff]\1){2,}(?=[\u4e00-\u9fff])"
)


def fold(text: str) -> str:
    """Return the letters and digits of `text`, simplified and in lower case, disguises undone.

    >>> fold("時.時.彩 AＰＰ"), fold("大\u200b发")
    ('时时彩app', '大发')
    """
    return _NOT_A_LETTER.sub("", fold_in_place(text))


def fold_in_place(text: str) -> str:
    """Return `text` folded character by character: its length stays, and marks stay where they are."""
    return "".join(map(_folded, _pieces(text)))


def lowered(text: str) -> str:
    """Return `text` in lower case."""
    return "".join(map(str.lower, _pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        stop = text.rfind("\n", at, at + AT_ONCE_CHARS) + 1 if at + AT_ONCE_CHARS < len(text) else len(text)
        stop = stop or at + AT_ONCE_CHARS
        yield text[at:stop]
        at = stop


def _folded(text: str) -> str:
    written = _LOOK_ALIKE.sub(_unmasked, simplify(text))
    small = written.lower()
    if len(small) != len(written):
        small = "".join(map(_lower, written))
    return _WIDE.sub(_narrow, small)


def is_held_apart(text: str) -> bool:
    """Tell whether characters are parted one by one to escape a word list.

    >>> is_held_apart("大.发.快.三.官.网"), is_held_apart("北京、上海、广州"), is_held_apart("1.2.3")
    (True, False, False)
    """
    found = _HELD_APART.search(text)
    return found is not None and not found.group().isascii()


def held_apart_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text whose characters are parted one by one, the last of them included.

    >>> list(held_apart_in("他说大.发.快.三.官.网很好"))
    [(2, 13)]
    >>> list(held_apart_in("他说，棋、牌、游、戏，很好"))
    [(3, 10)]
    """
    for found in _HELD_APART.finditer(text):
        if not found.group().isascii():
            yield found.start(), min(found.end() + 1, len(text))
    yield from (found.span() for found in _FEW_APART.finditer(text))
    for found in _STREWN.finditer(text):
        if len(set(_NO_CHARACTER.findall(found.group()))) > 1 or _STREWN_MARKS.search(found.group()):
            yield found.span()
    if any(map(text.count, "『「【[")):
        yield from (found.span() for found in _QUOTED_APART.finditer(text))
    if max(map(text.count, "、 ")) >= MIN_LISTED_MARKS:
        for found in _LISTED_APART.finditer(text):
            yield found.span()


def put_together(text: str) -> str:
    """Return the text with the marks gone that hold its characters apart one by one; itself where none do.

    >>> put_together("大.发.快.三.官.网|1.2.3"), put_together("大 发 快 三 官 网")
    ('大发快三官网|1.2.3', '大发快三官网')
    """
    return _PARTED.sub(lambda match: match.group().replace(match.group(1), ""), text)


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def _unmasked(match: re.Match[str]) -> str:
    return LOOK_ALIKES[match.group()]


def _narrow(match: re.Match[str]) -> str:
    return chr(ord(match.group()) - FULLWIDTH_SHIFT)
