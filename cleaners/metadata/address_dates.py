"""The day that a page's address tells: 2024/05-06, 202405/t20240506_1.htm, 2024/may/6, 24/0506/17."""

import re
from typing import Final

from cleaners.metadata.dates import MONTHS, Stamp, is_possible, named_month

# /2024/05-06/, /202405/06/, /y2024/m05/d06/; /2024/new/may/6/; /24/0506/17/
_FORMS: Final = (
    re.compile(
        r"(?<!\d)(?P<year>20[0-3]\d)([-/_.]?)(?P<month>0[1-9]|1[0-2])\2?(?P<day>0[1-9]|[12]\d|3[01])(?=\D|$|\d{3,8}(?:\D|$))"
        r"|/y?(?P<year_>20[0-3]\d)(?:[-/_.]m?(?P<month_>1[0-2]|0?[1-9])|(?P<glued>0[1-9]|1[0-2]))[-/_.]d?(?P<day_>3[01]|[12]\d|0?[1-9])(?=[-/_.]|$)"
    ),
    re.compile(
        rf"/(?P<year>20[0-3]\d)/?(?:[a-z]{{1,8}}/)?(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}/?(?P<day>3[01]|[12]\d|0?[1-9])(?=/|$)",
        re.IGNORECASE,
    ),
    re.compile(r"/(?P<short>[0-3]\d)/(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])/(?:[01]\d|2[0-3])/"),
)


def stamp_of_url(url: str) -> Stamp | None:
    """Return the day that stands in a URL's path or query.

    >>> stamp_of_url("https://example.org/gn/202405/t20240513_152.htm").date
    '2024-05-13'
    """
    for form in _FORMS:
        found = None
        for match in form.finditer(url):
            parts = {name.rstrip("_"): part for name, part in match.groupdict().items() if part}
            year = int(parts.get("year") or f"20{parts['short']}")
            month = named_month(parts["name"]) if "name" in parts else int(parts.get("month") or parts["glued"])
            if is_possible(year, month, day := int(parts["day"])):
                found = Stamp(year, month, day, form="url")
        if found:
            return found
    return None
