"""Whether 05/02/2024 is a day of February or of May: what the page, its address and the calendar say.

Chinese pages of Hong Kong, Malaysia or Singapore write the day first, those of the United States the month. A date that nothing
tells the order of is no date: half of such guesses would be wrong by months.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from cleaners.dom import Document
from cleaners.metadata.dates import MONTHS_IN_YEAR, Stamp

# Domains of countries that write the day first and have pages in Chinese; of the others only one writes the month first.
DAY_FIRST: Final = frozenset("sg my hk mo uk au nz ie th id vn fr de it es nl be at ch br za".split())
MONTH_FIRST: Final = frozenset(("us",))
# 25/02/2024 or 02/25/2024: one of the two can be no month.
_PLAIN: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?![\d/])")
# Days that a story names, and how many days before it was published at most; the day of a dateline alone.
_DAY_OF_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_WIRED: Final = re.compile(r"(?<![\d月])(\d{1,2})日(?:[讯訊电電]|[专專][讯訊]|[综綜]合)")
DAYS_BEFORE: Final = 3
# Enough of a long page to hold other dates, in characters.
SAMPLE_CHARS = 100_000
_COUNTRY: Final = re.compile(r"\w+://[^/?#\s]*\.([a-z]{2})(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"(?:zh|en)(?:[-_]han[st])?[-_](sg|my|hk|mo|gb|au|nz|us)", re.IGNORECASE)


def in_order(stamp: Stamp, document: Document, url: str, known: Sequence[Stamp], latest: Stamp | None) -> Stamp | None:
    """Return an ambiguous date as its page means it, None where nothing tells.

    `known` are dates that the page's claims and its address tell, `latest` is the last day on which it can have been
    published.
    """
    swapped = replace(stamp, month=stamp.day, day=stamp.month)
    readings = [reading for reading in (stamp, swapped) if latest is None or reading.date <= latest.date]
    if len(readings) == 2:
        told = [reading for reading in readings if any(reading.date == other.date for other in known)]
        readings = told or [swapped if day_first else stamp for day_first in _orders(document, url)]
        readings = readings or _told_by_story(document, [stamp, swapped])
    return replace(readings[0], form="full") if readings else None


def _told_by_story(document: Document, readings: Sequence[Stamp]) -> list[Stamp]:
    """Return the reading that is close to a day which the story names, [] where none is or both are: 9月11日电, 3日讯."""
    text = document.seen[:SAMPLE_CHARS]
    days = {(int(month), int(day)) for month, day in _DAY_OF_MONTH.findall(text)}
    wired = {int(day) for day in _WIRED.findall(text)}
    told = [
        reading for reading in readings if _is_near(reading, days) or reading.day - 1 in wired or reading.day in wired
    ]
    return told if len(told) == 1 else []


def _is_near(reading: Stamp, days: Set[tuple[int, int]]) -> bool:
    """Tell whether a date, or one of the days before it, is among the days of months."""
    past = (date.fromisoformat(reading.date[:10]) - timedelta(days=count) for count in range(DAYS_BEFORE + 1))
    return any((day.month, day.day) in days for day in past)


def _orders(document: Document, url: str) -> list[bool]:
    """Return whether the day comes first: as other dates of the page say, its country's domain, its language; [] unknown."""
    pairs = [(int(match[1]), int(match[3])) for match in _PLAIN.finditer(document.seen, 0, SAMPLE_CHARS)]
    firsts = {
        first > MONTHS_IN_YEAR for first, second in pairs if (first > MONTHS_IN_YEAR) != (second > MONTHS_IN_YEAR)
    }
    if len(firsts) == 1:
        return list(firsts)
    country = _COUNTRY.match(url or document.canonical)
    spoken = _LANGUAGE.fullmatch(document.language)
    for code in (match[1].lower() for match in (country, spoken) if match):
        if code in DAY_FIRST or code == "gb":
            return [True]
        if code in MONTH_FIRST:
            return [False]
    return []
