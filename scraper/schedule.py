"""Which host may be asked next: a heap of hosts by the time of their next request."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count

from scraper.fetcher import Request
from scraper.frontier import Lease
from scraper.joining import Joining
from scraper.page import Failure
from scraper.politeness import Pace


@dataclass(frozen=True, slots=True)
class Job:
    """A request to make: for a lease, or for the robots.txt of the origin `robots_of`.

    The host `owner` waits for that robots.txt; `host` is the one that is asked, another one after a redirect. `joining`
    is the story of which this is a further page.
    """

    host: str
    request: Request
    lease: Lease | None = None
    robots_of: str = ""
    owner: str = ""
    hops: int = 0
    joining: Joining | None = None


@dataclass(slots=True)
class Slot:
    """A host in this run. `urgent` jobs go before leases; `dead` is why nothing can be had from it in this run."""

    pace: Pace
    busy: bool = False
    urgent: deque[Job] = field(default_factory=deque)
    robots_failures: int = 0
    dead: Failure | None = None
    wakes_at: float | None = None


class Schedule:
    """Hosts with something to do, each at most once in the heap and never while a request to it is under way."""

    def __init__(self) -> None:
        self._slots: dict[str, Slot] = {}
        self._heap: list[tuple[float, int, str]] = []
        self._order = count()

    def __getitem__(self, host: str) -> Slot:
        return self._slots[host]

    def __contains__(self, host: str) -> bool:
        return host in self._slots

    def join(self, slot: Slot) -> None:
        """Take a host in."""
        self._slots[slot.pace.host] = slot

    def wake(self, host: str, due: float) -> None:
        """Let a host have its turn when its work is due and its delay over; an earlier turn stands."""
        slot = self._slots[host]
        at = max(due, slot.pace.next_allowed)
        if slot.busy or (slot.wakes_at is not None and slot.wakes_at <= at):
            return
        slot.wakes_at = at
        heapq.heappush(self._heap, (at, next(self._order), host))

    def take(self, now: float) -> Slot | None:
        """Return a host whose turn has come, None where it is nobody's."""
        self._drop_stale()
        if not self._heap or self._heap[0][0] > now:
            return None
        slot = self._slots[heapq.heappop(self._heap)[2]]
        slot.wakes_at = None
        return slot

    def next_turn(self) -> float | None:
        """Return when the next host has its turn, None where no host waits for one."""
        self._drop_stale()
        return self._heap[0][0] if self._heap else None

    def next_pace(self) -> Pace | None:
        """Return the pace of the host whose turn is next."""
        self._drop_stale()
        return self._slots[self._heap[0][2]].pace if self._heap else None

    def _drop_stale(self) -> None:
        while self._heap and self._slots[self._heap[0][2]].wakes_at != self._heap[0][0]:
            heapq.heappop(self._heap)
