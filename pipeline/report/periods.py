"""Counts of days as bars that show the gaps too: days, months or years, the finest of which few enough are needed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

MOST_BARS: Final = 100
# So small a share of the records at either end, misread dates mostly, shall not stretch the axis.
STRAY_SHARE: Final = 0.005
EARLIER: Final = "earlier"
LATER: Final = "later"


def periods(days: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return (period, count) without a gap between the first and the last; strays are counted at the ends.

    >>> periods({"2024-02-28": 2, "2024-03-01": 1})
    [('2024-02-28', 2), ('2024-02-29', 0), ('2024-03-01', 1)]
    """
    known = {day: count for day, count in days.items() if _is_day(day)}
    if not known:
        return []
    first, last = _usual(known)
    chars = next((chars for chars in (10, 7) if len(list(_between(first, last, chars))) <= MOST_BARS), 4)
    counts = dict.fromkeys(_between(first, last, chars), 0)
    before = after = 0
    for day, count in known.items():
        if day[:chars] in counts:
            counts[day[:chars]] += count
        elif day < first:
            before += count
        else:
            after += count
    ends = [(EARLIER, before)] if before else [], [(LATER, after)] if after else []
    return [*ends[0], *list(counts.items())[-MOST_BARS:], *ends[1]]


def _is_day(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _usual(days: Mapping[str, int]) -> tuple[str, str]:
    """Return the first and the last day, strays left out."""
    stray = sum(days.values()) * STRAY_SHARE
    ordered = sorted(days)
    return _after(stray, ordered, days), _after(stray, ordered[::-1], days)


def _after(stray: float, ordered: list[str], days: Mapping[str, int]) -> str:
    seen = 0
    for day in ordered:
        seen += days[day]
        if seen > stray:
            return day
    return ordered[-1]


def _between(first: str, last: str, chars: int) -> Iterator[str]:
    """Yield the days, months or years from `first` to `last`, as their first `chars` characters."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    found = ""
    while day <= end or found < last[:chars]:
        if day.isoformat()[:chars] != found:
            found = day.isoformat()[:chars]
            yield found
        day += timedelta(days=1 if chars == 10 else 28)
