"""Years that stand apart from their days: above them as on a calendar's leaf, or beside them in an element of their own."""

import re
from typing import Final

from cleaners.dom import Document
from cleaners.metadata.zones import Zones

# (month, day, clock) -> year; the clock is "" where none stands there.
Years = dict[tuple[int, int, str], int]

_LONE_DAY: Final = re.compile(r"\s*(0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])\s*")
_LONE_YEAR: Final = re.compile(r"\s*((?:19|20)\d\d)年?\s*")


def years_apart(document: Document, zones: Zones) -> Years:
    """Return the years of days that stand in other elements than theirs."""
    return _above(document, zones) | _beside(zones)


def _above(document: Document, zones: Zones) -> Years:
    """Return the years of days that stand below them in blocks of their own: a calendar's leaf in three elements."""
    found: Years = {}
    for line in zones.lines:
        year = _LONE_YEAR.fullmatch(document.blocks[line.block.index - 1].text) if line.block.index else None
        day = _LONE_DAY.fullmatch(line.block.text) if year else None
        if year and day:
            found[int(day[1]), int(day[2]), ""] = int(year[1])
    return found


def _beside(zones: Zones) -> Years:
    """Return the years that stand in elements of their own beside their days: 6月7日 16:38, and right behind it 2023."""
    found: Years = {}
    for line in zones.lines:
        years = [int(year[1]) for piece in line.block.pieces if (year := _LONE_YEAR.fullmatch(piece))]
        stamps = [stamp for stamp in line.credit.stamps if not stamp.year]
        if len(years) == len(stamps) == 1:
            found[stamps[0].month, stamps[0].day, stamps[0].clock] = years[0]
    return found
