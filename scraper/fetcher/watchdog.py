"""A deadline that holds whatever the other side does.

Socket timeouts count from the last byte, so a server that drips one byte a second can hold a request for ever. The
watchdog shuts the connection down at the deadline, which wakes the thread that reads it. What that thread then sees
may look like a proper end (a header cut short reads as "200, empty"), so `Attempt.fired` overrules whatever came out.
"""

import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from scraper.fetcher.addresses import Resolve
from scraper.fetcher.limits import FetchSettings


@dataclass(slots=True, eq=False)
class Attempt:
    """One request under way: its deadline and the connections it uses. `reused` is set on a kept-alive connection.

    `may_ask` is asked at the last moment before the request leaves.
    """

    settings: FetchSettings
    resolve: Resolve
    deadline: float  # on the monotonic clock
    may_ask: Callable[[], bool] = lambda: True
    reused: bool = False
    fired: bool = False
    _held: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def left_s(self) -> float:
        """Return the seconds left, never below a millisecond: 0 would mean "do not block" to a socket."""
        return max(self.deadline - time.monotonic(), 0.001)

    def hold(self, sock: socket.socket) -> None:
        """Put a connection under the deadline.

        A duplicate is kept, since `ssl` and `http.client` close the original under our hands: shutting down works on
        the connection whichever descriptor is used, and no descriptor can be closed and reused in between.
        """
        twin = socket.socket(sock.family, sock.type, sock.proto, fileno=os.dup(sock.fileno()))
        with self._lock:
            self._held.append(twin)
            if self.fired:
                _shut_down(twin)

    def fire(self) -> None:
        """End every connection of this attempt."""
        with self._lock:
            self.fired = True
            for sock in self._held:
                _shut_down(sock)

    def release(self) -> None:
        """Forget the connections; they live on in the pool."""
        with self._lock:
            for sock in self._held:
                sock.close()
            self._held.clear()


def _shut_down(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended on its own


class Watchdog:
    """One thread that ends attempts at their deadlines."""

    def __init__(self) -> None:
        self._active: set[Attempt] = set()
        self._changed = threading.Condition()
        self._next_look = 0.0
        self._thread: threading.Thread | None = None
        self._closed = False

    def watch(self, attempt: Attempt) -> None:
        """Begin to watch an attempt."""
        with self._changed:
            self._active.add(attempt)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="fetch watchdog", daemon=True)
                self._thread.start()
            elif attempt.deadline < self._next_look:
                self._changed.notify()

    def forget(self, attempt: Attempt) -> None:
        """End watching; an attempt that has fired stays fired."""
        with self._changed:
            self._active.discard(attempt)
        attempt.release()

    def fire_all(self) -> None:
        """End every attempt under way now."""
        with self._changed:
            for attempt in self._active:
                attempt.fire()

    def close(self) -> None:
        """Stop the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                for attempt in [attempt for attempt in self._active if attempt.deadline <= now]:
                    self._active.discard(attempt)
                    attempt.fire()
                self._next_look = min((attempt.deadline for attempt in self._active), default=now + 60.0)
                self._changed.wait(self._next_look - now)
