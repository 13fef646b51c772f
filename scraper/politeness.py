"""When a host may be asked again.

The delay counts from the moment a host's answer began to arrive: the host saw the request before that, so two requests
are never closer at the host than at us. Errors stretch the delay, answers shrink it again, and a host that asks for a
pause gets it.
"""

import random
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from scraper.fetcher import Exchange, may_heal
from scraper.frontier import HostRow
from scraper.page import Failure

MAX_PAUSE_S = 24 * 3600.0
MAX_BACKOFF_S = 600.0
MAX_SLOWDOWN = 32.0
RECOVERY = 0.8  # what is left of the stretch after each good answer
DOWN_AFTER = 5  # errors in a row
DOWN_PAUSE_S = 600.0
# answers that say "you are too fast" or "I am not well"
TOO_MANY_REQUESTS = 429
BUSY_STATUS = frozenset({TOO_MANY_REQUESTS, 503})
_SECONDS = re.compile(r"\d{1,9}")


def retry_after_s(header: str, now: float) -> float | None:
    """Return the pause a Retry-After header asks for, at most a day; None where it says nothing readable.

    >>> retry_after_s("120", 0.0), retry_after_s("Thu, 01 Jan 1970 00:01:00 GMT", 30.0), retry_after_s("soon", 0.0)
    (120.0, 30.0, None)
    """
    text = header.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), MAX_PAUSE_S)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(at.timestamp() - now, 0.0), MAX_PAUSE_S)


def backoff_s(attempt: int, first_s: float) -> float:
    """Return the pause before attempt number `attempt` + 1: doubling, at most ten minutes, a quarter of it by chance.

    The chance keeps URLs that failed together from coming back together.
    """
    pause = min(first_s * 2.0 ** max(attempt - 1, 0), MAX_BACKOFF_S)
    return pause * random.uniform(0.75, 1.0)  # no secret depends on it


@dataclass(slots=True)
class Pace:
    """One host's clock and health. `errors` counts those in a row; `paused` says why the host rests."""

    host: str
    delay_s: float
    next_allowed: float = 0.0
    slowdown: float = 1.0
    errors: int = 0
    answered: int = 0
    failed: int = 0
    paused: str = ""

    @classmethod
    def of(cls, row: HostRow, delay_s: float, now: float) -> "Pace":
        """Return a host's pace as the ledger has it; no clock that jumped can lock a host for more than a day."""
        allowed = min(row.next_allowed, now + MAX_PAUSE_S)
        return cls(row.host, delay_s, allowed, row.slowdown, row.errors, row.answered, row.failed, row.paused)

    @property
    def row(self) -> HostRow:
        """Return what the ledger keeps."""
        return HostRow(
            self.host, self.next_allowed, self.slowdown, self.errors, self.answered, self.failed, self.paused
        )

    def take_delay(self, delay_s: float) -> None:
        """Obey another delay from now on, and for the rest that has begun already where it is longer."""
        self.next_allowed += max(delay_s - self.delay_s, 0.0) * self.slowdown
        self.delay_s = delay_s

    def good(self, at: float) -> None:
        """Note an answer that shows a host in health, whatever its status says about the URL."""
        self.answered += 1
        self.errors = 0
        self.paused = ""
        self.slowdown = max(1.0, self.slowdown * RECOVERY)
        self._rest(at, self.delay_s * self.slowdown)

    def bad(self, at: float, why: str) -> None:
        """Note a failure that is the host's: a broken connection, a time-out, an answer of the 5xx kind."""
        self.failed += 1
        self.errors += 1
        self.slowdown = min(self.slowdown * 2.0, MAX_SLOWDOWN)
        self._rest(at, self.delay_s * self.slowdown)
        if self.errors >= DOWN_AFTER:
            self.pause(at, DOWN_PAUSE_S, f"{self.errors} failures in a row, the last: {why}")

    def neutral(self, at: float) -> None:
        """Note a request that says nothing about the host's health."""
        self._rest(at, self.delay_s * self.slowdown)

    def pause(self, at: float, pause_s: float, why: str) -> None:
        """Let the host rest for a time of its own choice."""
        self.paused = why
        self._rest(at, pause_s)

    def _rest(self, at: float, pause_s: float) -> None:
        self.next_allowed = max(self.next_allowed, at + pause_s)


def note(pace: Pace, exchange: Exchange, first_pause_s: float) -> None:
    """Take an answer into a host's pace.

    Retry-After counts on 429 and 503 only; a 429 without it gets a pause of our own. What says nothing about the host
    (a 404, a wrong type, an address that is refused) leaves its health alone.
    """
    at, answer, status = exchange.answered, exchange.answer, exchange.status
    if not isinstance(answer, Failure):
        pace.good(at)
    elif answer.reason == "stale_connection":
        pace.neutral(at)
    elif may_heal(answer.reason):
        pace.bad(at, answer.reason)
        asked = retry_after_s(exchange.retry_after, at) if status in BUSY_STATUS else None
        if asked is not None or status == TOO_MANY_REQUESTS:
            pause = asked if asked is not None else backoff_s(pace.errors, first_pause_s)
            pace.pause(at, pause, f"status {status}")
    elif status:
        pace.good(at)
    else:
        pace.neutral(at)
