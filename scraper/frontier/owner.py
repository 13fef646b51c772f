"""Who may write a frontier that several processes could: an owner with a token, counted up at each change of owners.

An owner gives signs of life. Who wants to follow it waits until none has come for longer than a lease lasts, by its own
clock, so that no two clocks are ever compared, and counts the token up. From then on every write under the old token is
refused, whenever its owner wakes up.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from scraper.errors import FencedError

if TYPE_CHECKING:
    from scraper.frontier.frontier import Frontier

_FIRST = "INSERT OR IGNORE INTO owner (one, token, beat, held, epoch) VALUES (1, 0, 0, 0, ?)"


@dataclass(frozen=True, slots=True)
class Owner:
    """What stands in the frontier about its owner; `held` is false once the owner gave it back."""

    token: int
    beat: int
    held: bool
    epoch: str


@dataclass(slots=True)
class Fence:
    """Lets only the holder of the newest token write; without a token, as in a crawl of its own, everybody."""

    token: int = 0

    def check(self, database: sqlite3.Connection, path: Path) -> None:
        """Raise `FencedError` where another owner has come."""
        if not self.token:
            return
        found = database.execute("SELECT token FROM owner").fetchone()
        if found is None or found[0] != self.token:
            raise FencedError(f"{path}: another process has taken this shard over")


def read_owner(frontier: "Frontier") -> Owner:
    """Return the owner as it stands in the frontier; a new frontier has none, and gets its name here."""
    with frontier.transaction() as database:
        database.execute(_FIRST, (uuid4().hex[:12],))
        row = database.execute("SELECT token, beat, held, epoch FROM owner").fetchone()
    return Owner(row["token"], row["beat"], bool(row["held"]), row["epoch"])


def become_owner(frontier: "Frontier", seen: Owner) -> int:
    """Return the new token of who follows the owner seen; raise `FencedError` where somebody else was faster."""
    with frontier.transaction() as database:
        update = "UPDATE owner SET token = token + 1, beat = 0, held = 1 WHERE token = ? AND beat = ?"
        if not database.execute(update, (seen.token, seen.beat)).rowcount:
            raise FencedError(f"{frontier.path}: another process was faster")
    frontier.fence.token = seen.token + 1
    return frontier.fence.token


def give_sign(frontier: "Frontier") -> None:
    """Count a sign of life; raise `FencedError` where another owner has come."""
    with frontier.transaction() as database:
        database.execute("UPDATE owner SET beat = beat + 1")


def let_go(frontier: "Frontier") -> None:
    """Give the frontier back, so that the next owner need not wait."""
    with frontier.transaction() as database:
        database.execute("UPDATE owner SET held = 0")
