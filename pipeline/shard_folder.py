"""The output folder of one shard of a crawl: held by a lease instead of a lock, so that it can be taken over.

All that gets a name in the folder gets it by being moved out of the owner's scratch folder. Who takes the shard over
deletes that folder first, and with it whatever an owner that wakes up late could still have put in place.
"""

import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from uuid import uuid4

from pipeline.errors import AlreadyRunning, UsageError
from pipeline.folder import OutputFolder
from pipeline.holdings import HOLDINGS
from pipeline.ledger import INDEX
from pipeline.places import FRONTIER
from scraper.errors import FencedError
from scraper.frontier import Frontier
from scraper.ownership import Ownership
from scraper.post import Member, Post, check_total
from scraper.shards import Shard

OUTBOX: Final = "outbox"
# A write-ahead log is memory shared by the processes of one machine. Where the next owner may be on another the journal
# is a file, at the price of a flush to the disk for each step.
ONE_MACHINE: Final = "WAL"
SHARED_DISK: Final = "TRUNCATE"


class ShardFolder(OutputFolder):
    """The folder `shard-III-of-NNN` below the one that all shards share; used in a `with`.

    `stop` ends the wait for a lease that nobody gives back; `journal` is how the frontier is kept safe.
    """

    journal = ONE_MACHINE

    def __init__(
        self, base: Path, shard: Shard, settings: Mapping[str, Any], lease_s: float, stop: threading.Event
    ) -> None:
        super().__init__(base / f"shard-{shard}", settings)
        self._base = base
        self._shard = shard
        self._lease_s = lease_s
        self._stop = stop
        self._frontier: Frontier | None = None
        self._ownership: Ownership | None = None

    def __enter__(self) -> Self:
        self.state.mkdir(parents=True, exist_ok=True)
        self._become_owner()
        total = check_total(self._base / OUTBOX, self._shard, self.scratch)
        if total != self._shard.total:
            self._let_go()
            raise UsageError(
                f"{self._base} is shared by {total} shards, not {self._shard.total}", "give --shard I/N with the same N"
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()
        self._let_go()

    @property
    def frontier(self) -> Frontier:
        """Return the shard's frontier, open and ours."""
        if self._frontier is None:
            raise FencedError(f"{self.root} is not ours")
        return self._frontier

    def member(self, patience_s: float) -> Member:
        """Return what the crawl needs to be one of several; shards that give no sign for so long are not waited for."""
        if self._ownership is None:
            raise FencedError(f"{self.root} is not ours")
        sender = f"{self._shard}.{self._ownership.epoch}"
        post = Post(self._base / OUTBOX, self._shard, sender, self.frontier, self.scratch, patience_s)
        return Member(self._ownership, post)

    def start_over(self) -> None:
        """Delete what this shard's earlier runs wrote, what it sent included, and own the shard anew."""
        self._let_go()
        super().start_over()
        for sent in (self._base / OUTBOX).glob(f"{self._shard}.*"):
            shutil.rmtree(sent)
        self._become_owner()

    def _become_owner(self) -> None:
        self._frontier = Frontier(self.root / FRONTIER, self.journal)
        ownership = Ownership(self._frontier, self._lease_s)
        try:
            taken_over = ownership.acquire(self._stop)
        except FencedError as error:
            self._frontier.close()
            raise AlreadyRunning(f"{error}; wait for it or give another -o") from error
        self._ownership = ownership
        self._frontier.shard = self._shard
        self._fence_off()
        if taken_over:  # its indexes may still be written by whoever had it: the shards tell the same
            for path in (*self.state.glob(f"{INDEX}*"), *self.state.glob(f"{HOLDINGS}*")):
                path.unlink()
        self.scratch = self.state / f"tmp-{ownership.token}-{uuid4().hex[:8]}"
        self.scratch.mkdir()

    def _fence_off(self) -> None:
        """Take the scratch folders of earlier owners away at one stroke each, then delete them."""
        for path in self.state.glob("tmp-*"):
            path.replace(self.state / f"dead-{path.name}")
        for path in self.state.glob("dead-*"):
            shutil.rmtree(path)

    def _let_go(self) -> None:
        if self._ownership:
            self._ownership.release()
            shutil.rmtree(self.scratch, ignore_errors=True)
        if self._frontier:
            self._frontier.close()
        self._ownership = self._frontier = None
