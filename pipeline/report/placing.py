"""Where each seen character stands on the page.

Every run of text in the markup is given a number, written in private characters in front of its first visible character, and the
page is read again by the cleaners themselves. Where the numbers come out in the seen text is where the runs went; without the
numbers that text must be the seen text to the letter, or nothing is claimed (`Placed.trouble`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from typing import Final

from cleaners.site_rules import SiteRules, read_page
from pipeline.report.scan import Token, scan

# Private characters of planes 15 and 16 are the two digits of a run's number.
_BASE: Final = 65_000
_HIGH: Final = 0xF0000
_LOW: Final = 0x100000
_NUMBER: Final = re.compile("([\U000f0000-\U000fffff])([\U00100000-\U0010ffff])")
_PRIVATE: Final = re.compile("[\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Placed:
    """The tokens of a page, and the range of the seen text that each run of text has by its number among the tokens.

    `rest` is the part of the seen text, as a range, that stands nowhere in the markup: a story out of a script.
    `trouble` says why nothing could be placed, "" where all was.
    """

    tokens: tuple[Token, ...]
    ranges: dict[int, tuple[int, int]]
    rest: tuple[int, int] = (0, 0)
    trouble: str = ""


def place(html: str, url: str, sites: Sequence[SiteRules], seen: str) -> Placed:
    """Return where the runs of a page's markup stand in `seen`, the text that the cleaners saw."""
    tokens = tuple(scan(html))
    if _PRIVATE.search(html) or _PRIVATE.search(seen):
        return Placed(tokens, {}, trouble="the page itself uses the private characters that would mark its places")
    numbered = "".join(_numbered(html, tokens))
    text, ranges = _read_numbers(read_page(numbered, url, sites).seen)
    starts = sorted(ranges.values())
    tiled = all(end == start for (_, end), (start, _) in pairwise(starts)) and (not starts or starts[0][0] == 0)
    if not tiled or not (seen == text or seen.startswith(f"{text}\n" if text else "")):
        return Placed(tokens, {}, trouble="its markup reads in more than one way")
    return Placed(tokens, ranges, (min(len(seen), len(text) + bool(text)), len(seen)))


def _read_numbers(numbered: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the text without the numbers, and the range in it that follows each of them."""
    pieces: list[str] = []
    ranges: dict[int, tuple[int, int]] = {}
    at = length = 0
    number = -1
    for match in (*_NUMBER.finditer(numbered), None):
        end = match.start() if match else len(numbered)
        pieces.append(numbered[at:end])
        if number >= 0:
            ranges[number] = (length, length + end - at)
        length += end - at
        if match:
            at = match.end()
            number = (ord(match[1]) - _HIGH) * _BASE + ord(match[2]) - _LOW
    return "".join(pieces), ranges


def _numbered(html: str, tokens: Sequence[Token]) -> list[str]:
    pieces: list[str] = []
    at = 0
    for index, token in enumerate(tokens):
        if token.kind != "text":
            continue
        text = unescape(token.content) if "&" in token.content else token.content
        visible = text.lstrip()
        if not visible:
            continue
        high, low = divmod(index, _BASE)
        blank = text[: len(text) - len(visible)]
        pieces += (html[at : token.start], blank, chr(_HIGH + high), chr(_LOW + low), _written(visible, token))
        at = token.end
    pieces.append(html[at:])
    return pieces


def _written(text: str, token: Token) -> str:
    """Return text as markup; what had no entities stays as it was written, stray brackets and all."""
    return escape(text, quote=False) if "&" in token.content else text
