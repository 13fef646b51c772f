"""What robots.txt said to one request, and how that is known: kept with what came of the request."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """How the rules were had."""

    FETCHED = "fetched"  # in this run
    CACHED = "cached"  # by an earlier run, less than a day ago
    ABSENT = "absent"  # the server answered that there are none (4xx), in this run


@dataclass(frozen=True, slots=True)
class Permit:
    """The verdict on a URL. `status` and `fetched` (seconds since 1970) are those of the robots.txt at `url`.

    `rule` is the line that decided, "" where none matched; `crawl_delay_s` what was asked for, 0 for nothing.
    """

    allowed: bool
    source: Source
    url: str
    status: int
    fetched: float
    rule: str = ""
    crawl_delay_s: float = 0.0
