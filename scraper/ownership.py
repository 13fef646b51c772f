"""The lease on a shard of a crawl: no two processes ask its hosts, whoever dies, hangs or wakes up late.

The owner gives a sign of life every third of a lease, and asks no server once its last sign is older than the lease.
Who wants to follow sees the same sign for longer than that, by its own clock, and then counts the token up; from then on
the frontier refuses the old owner. The clocks used go on while a machine sleeps.
"""

import logging
import threading
import time
from collections.abc import Callable

from scraper.errors import FencedError, FrontierError
from scraper.frontier import Frontier
from scraper.frontier.owner import become_owner, give_sign, let_go, read_owner

log = logging.getLogger(__name__)
LOOK_S = 0.2
SIGNS_A_LEASE = 3
# a follower waits this much longer than a lease: for clocks that do not run alike, and requests under way
MARGIN = 1.5


def steady() -> float:
    """Return seconds on a clock that nobody sets and that goes on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Ownership:
    """A lease of `lease_s` seconds on a frontier; `epoch` is the frontier's name, `token` ours among its owners."""

    def __init__(self, frontier: Frontier, lease_s: float, clock: Callable[[], float] = steady) -> None:
        self._frontier = frontier
        self._lease_s = lease_s
        self._clock = clock
        self._last_sign = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)
        self.lost = threading.Event()
        self.epoch = ""
        self.token = 0

    def acquire(self, stop: threading.Event) -> bool:
        """Become the owner and tell whether the one before had not let go.

        Raise `FencedError` where another one lives, or `stop` is set while we wait for one.
        """
        seen = read_owner(self._frontier)
        until = self._clock() + self._lease_s * MARGIN
        while seen.held and self._clock() < until:
            if stop.wait(LOOK_S):
                raise FencedError(f"{self._frontier.path}: stopped while another process held this shard")
            if read_owner(self._frontier) != seen:
                raise FencedError(f"{self._frontier.path}: another process works on this shard")
        if seen.held:
            log.warning("%s: its owner gave no sign of life for %g s", self._frontier.path, self._lease_s * MARGIN)
        self._last_sign = self._clock()
        self.token, self.epoch = become_owner(self._frontier, seen), seen.epoch
        self._thread.start()
        return seen.held

    def holds(self) -> bool:
        """Tell whether we may ask servers now: our last sign of life is younger than the lease."""
        return not self.lost.is_set() and self._clock() < self._last_sign + self._lease_s

    def release(self) -> None:
        """Give the shard back."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self.token and not self.lost.is_set():
            let_go(self._frontier)

    def _keep(self) -> None:
        while not self._ended.wait(self._lease_s / SIGNS_A_LEASE):
            before = self._clock()  # the sign may be seen from now on: the lease counts from here
            try:
                give_sign(self._frontier)
            except FencedError:
                log.warning("%s: another process has taken this shard over", self._frontier.path)
                self.lost.set()
                return
            except FrontierError:
                log.exception("%s: no sign of life could be given", self._frontier.path)
                continue
            self._last_sign = before
