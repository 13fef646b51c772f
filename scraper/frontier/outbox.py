"""Links that belong to other shards: kept in the frontier, in the transaction that found them, until they are in a file.

Each has a number that is never used again. Who takes them in keeps, in the transaction that adds them, the number it has
come to: a file that is there twice, or read twice, changes nothing.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import orjson

from scraper.frontier.values import Caps, Link, Role

if TYPE_CHECKING:
    from scraper.frontier.frontier import Frontier

Row = tuple[int, int, str]  # number, receiver, link


def post(database: sqlite3.Connection, link: Link, receiver: int) -> None:
    """Put a link into the outbox, once; again where it has a newer date, or is a seed by now."""
    query = "SELECT 1 FROM outbox WHERE key = ? AND dated >= ? AND seed >= ? LIMIT 1"
    if database.execute(query, (link.key, link.dated, link.seed)).fetchone():
        return
    values = (link.key, link.dated, link.seed, receiver, orjson.dumps(asdict(link)).decode())
    database.execute("INSERT INTO outbox (key, dated, seed, receiver, link) VALUES (?, ?, ?, ?, ?)", values)


def unwritten(frontier: "Frontier") -> list[Row]:
    """Return what is not in a file yet, in order."""
    query = "SELECT seq, receiver, link FROM outbox WHERE seq > (SELECT written FROM owner) ORDER BY seq"
    with frontier.transaction() as database:
        return [(row["seq"], row["receiver"], row["link"]) for row in database.execute(query)]


def mark_written(frontier: "Frontier", through: int) -> None:
    """Remember that everything up to a number is in a file."""
    with frontier.transaction() as database:
        database.execute("UPDATE owner SET written = ?", (through,))


def written(frontier: "Frontier") -> dict[int, int]:
    """Return the last number that is in a file, by receiver."""
    query = "SELECT receiver, max(seq) AS last FROM outbox WHERE seq <= (SELECT written FROM owner) GROUP BY receiver"
    with frontier.transaction() as database:
        return {row["receiver"]: row["last"] for row in database.execute(query)}


def taken(frontier: "Frontier") -> dict[str, int]:
    """Return how far each outbox was taken in, by the name of its sender."""
    with frontier.transaction() as database:
        return {row["sender"]: row["seq"] for row in database.execute("SELECT sender, seq FROM inbox")}


def take_in(frontier: "Frontier", sender: str, found: Iterable[tuple[int, Link]], now: float, caps: Caps) -> set[str]:
    """Add the links of a sender that are new here; return the hosts that have something new to do."""
    with frontier.transaction() as database:
        row = database.execute("SELECT seq FROM inbox WHERE sender = ?", (sender,)).fetchone()
        before = last = row["seq"] if row else 0
        links = []
        for number, link in found:
            if number > before:
                links.append(link)
                last = max(last, number)
        database.execute("INSERT OR REPLACE INTO inbox VALUES (?, ?)", (sender, last))
        return frontier.add_within(database, links, now, caps)


def link_of(line: str | bytes) -> Link:
    """Return a link as `post` wrote it."""
    values = orjson.loads(line)
    return Link(**values | {"role": Role(values["role"])})
