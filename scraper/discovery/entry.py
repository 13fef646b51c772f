"""One line of a sitemap or feed, and the dates such files are written with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A URL with the date given for it (aware), None where there is none. `is_list`: it is a sitemap itself."""

    url: str
    dated: datetime | None = None
    is_list: bool = False


def parse_date(text: str) -> datetime | None:
    """Return the moment a W3C or RFC 822 date names, None where it names none; without a zone it is read as UTC.

    >>> parse_date("2024-05-06T07:08Z"), parse_date("Mon, 06 May 2024 07:08:00 GMT") == parse_date("2024-05-06T07:08")
    (datetime.datetime(2024, 5, 6, 7, 8, tzinfo=datetime.timezone.utc), True)
    """
    stripped = text.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(stripped)
        except (ValueError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
