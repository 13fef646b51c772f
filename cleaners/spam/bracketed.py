"""Offers in brackets behind the last sentence of paragraph after paragraph: one credit or one note stands there, no row of them."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.spam.wording import Wording, selling

MIN_BRACKETED: Final = 2
# What the phrases of a story in the same brackets read like on average, in log odds: names of reporters come to one.
LEAST_ODDS: Final = 1.5
_PAIRS: Final = dict(zip("（(【[『《〔{", "）)】]』》〕}", strict=True))
_BRACKETED: Final = re.compile(r"([（(【\[『《〔{])([^（()）【】\[\]『』《》〔〕{}\n]{4,20})([）)】\]』》〕}])")
_AT_END: Final = re.compile(rf"(?<=[。！？!?”」.…])(?:{_BRACKETED.pattern})+(?=\n|$)")


def bracketed_in(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    r"""Yield where a story, folded in place, has offers in brackets at the ends of paragraphs; the brackets included.

    >>> from cleaners.spam.wording import default_wording
    >>> text = "桥通车了。【家电维修电话】\n水退了。【二手车回收报价】\n天晴了。（记者王五）"
    >>> [text[start:end] for start, end in bracketed_in(text, default_wording())]
    ['【家电维修电话】', '【二手车回收报价】']
    """
    groups: dict[str, list[re.Match[str]]] = {}
    for end in _AT_END.finditer(text):
        for found in _BRACKETED.finditer(text, *end.span()):
            if _PAIRS[found[1]] == found[3]:
                groups.setdefault(found[1], []).append(found)
    for group in groups.values():
        odds = [selling(found[2], wording) for found in group]
        if len(group) >= MIN_BRACKETED and sum(odds) >= LEAST_ODDS * len(odds):
            yield from (found.span() for found in group)
