"""One run at a time in an object store: a file that its owner keeps young.

Who was killed leaves one that grows old and is taken over. Two that find it old must not both take it: whoever succeeds an
owner first creates the one file that can follow it, which a store lets only one of them do.
"""

import json
import logging
import os
import secrets
import socket
import threading
import time
from pathlib import Path
from typing import Any, Final

from pipeline.errors import AlreadyRunning
from pipeline.object_store import ObjectStore

log = logging.getLogger(__name__)
LOCK: Final = ".state/lock"
SUCCESSIONS: Final = ".state/successions"
BEAT_S: Final = 20.0
STALE_S: Final = 90.0


class Lease:
    """The right to write below one URL, from `acquire` to `release`."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._token = secrets.token_hex(8)
        self._ended = threading.Event()
        self._beating = threading.Thread(target=self._beat, name="lease", daemon=True)

    def acquire(self) -> None:
        """Take the lease; raise `AlreadyRunning` where a run that lives has it."""
        while not (self._create(LOCK) or self._succeed()):
            log.debug("%s: the lease changed hands meanwhile", self._store.url)
        self._beating.start()

    def check(self) -> None:
        """Raise `AlreadyRunning` where another run has taken the lease over, since this one was silent for too long."""
        if (held := self._held(LOCK)).get("token") != self._token:
            raise AlreadyRunning(f"another run has taken over {self._store.url}: {held.get('host')}, {held.get('pid')}")

    def release(self) -> None:
        """Give the lease back."""
        if self._beating.ident is not None:
            self._ended.set()
            self._beating.join()
            if self._held(LOCK).get("token") == self._token:
                self._store.delete(self._store.names(SUCCESSIONS))
                self._store.delete([LOCK])

    def _succeed(self) -> bool:
        """Follow a dead owner, or who died on the way to follow it; False where the lease changed hands meanwhile."""
        last = owner = self._held(LOCK)
        self._refuse_if_alive(last)
        while not self._create(succession := f"{SUCCESSIONS}/{last.get('token', 'unknown')}"):
            last = self._held(succession)
            self._refuse_if_alive(last)
        if self._held(LOCK) != owner:  # what was created follows nobody: the successions had been cleared meanwhile
            self._store.delete([succession])
            return False
        self._store.put(LOCK, self._mine())
        return True

    def _create(self, name: str) -> bool:
        try:
            self._store.create(name, self._mine())
        except FileExistsError:  # a request may have done its work though its answer was lost, and was made again
            return self._held(name).get("token") == self._token
        return True

    def _held(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(self._store.get(name))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _refuse_if_alive(self, held: dict[str, Any]) -> None:
        age_s = time.time() - float(held.get("time", 0))
        here = held.get("host") == socket.gethostname()
        if age_s < STALE_S and not (here and not _lives(int(held["pid"]))):
            raise AlreadyRunning(
                f"another run ({held.get('host')}, process {held.get('pid')}) wrote to {self._store.url} {age_s:.0f} s ago; "
                f"wait for it, or give another -o; one that was killed is forgotten after {STALE_S:.0f} s"
            )

    def _mine(self) -> bytes:
        owner = {"host": socket.gethostname(), "pid": os.getpid(), "time": time.time(), "token": self._token}
        return json.dumps(owner).encode()

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_S):
            try:
                self.check()
                self._store.put(LOCK, self._mine())
            except AlreadyRunning:
                return  # the next commit says so
            except OSError as error:
                log.warning("%s: the lease could not be renewed: %s", self._store.url, error)


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() if Path("/proc").exists() else True
