"""The URLs known, what became of each, and which one comes next."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import LeaseLostError
from scraper.frontier.outbox import post
from scraper.frontier.owner import Fence
from scraper.frontier.schema import frontier_error, open_database
from scraper.frontier.values import Caps, HostRow, Lease, Link, Priority, Role, Run, Status

if TYPE_CHECKING:
    from scraper.shards import Shard

RESUME_S = 3600.0  # a run cut short longer ago than this is not gone on with: its hubs are old news
CLOCK_SLACK_S = 60.0  # a clock further back than this, seen from the last run, was set back
PAYLOADS_AT_ONCE = 500
_LEASE_COLUMNS = ", ".join(
    name for name in (field.name for field in fields(Lease)) if name not in {"facts", "permit", "role"}
)

_ADD = """
INSERT INTO urls (key, url, host, kind, seed, depth, hops, origin, priority, via, dated, state, due)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)
ON CONFLICT (key) DO UPDATE SET dated = excluded.dated, state = 'pending', due = excluded.due, attempts = 0,
    priority = excluded.priority
WHERE state = 'done' AND excluded.dated > dated AND excluded.dated > visited
"""
_LEASE = f"""
UPDATE urls SET state = 'leased', token = token + 1 WHERE id = (
    SELECT id FROM urls WHERE state = 'pending' AND host = ? AND due <= ? AND seed >= ?
    ORDER BY priority, dated DESC, id LIMIT 1)
RETURNING {_LEASE_COLUMNS}, kind AS role
"""
_FINISH = """
UPDATE urls SET state = 'done', outcome = ?, etag = ?, last_modified = ?, content_hash = ?, text_digest = ?,
    visited = ?, due = ?, interval = ?, unchanged = ?, attempts = 0
WHERE id = ? AND token = ? AND state = 'leased'
"""


class Frontier:
    """A crawl's memory in one SQLite file; one process owns it at a time, all times are arguments.

    A lease, once given, ends in `finish`, `defer` or `release`; leases of a process that died are released when the
    next run begins. `finish` writes the outcome, the links found and the caller's payload in one transaction, so a kill
    at any instant leaves either all of a visit or none of it.
    """

    def __init__(self, path: Path | str, journal: str = "WAL") -> None:
        self.path = Path(path)
        self._database = open_database(self.path, journal)
        self._lock = threading.RLock()
        self.fence = Fence()
        self.shard: Shard | None = None  # links that belong to other shards go into the outbox
        self._run = self._current_run()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield the data base for writes that are all done or none; raise `FencedError` where they are not ours to do."""
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                self.fence.check(self._database, self.path)
                yield self._database
                self._database.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                raise frontier_error(self.path, error) from error
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    def _one(self, query: str, *values: object) -> sqlite3.Row | None:
        with self._lock:
            row: sqlite3.Row | None = self._database.execute(query, values).fetchone()
            return row

    def _all(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._database.execute(query, values).fetchall()

    # runs

    def _current_run(self) -> int:
        row = self._one("SELECT max(run) FROM runs")
        return int(row[0] or 0) if row else 0

    def begin_run(self, now: float, delay_s: float) -> Run:
        """Begin a run, or go on with one that was cut short.

        A new run makes all seeds and everything due for a visit pending again. After a run that was cut short nobody
        knows when its last requests left, so every host rests for one delay.
        """
        with self.transaction() as database:
            self._follow_clock(database, now)
            last = database.execute("SELECT * FROM runs WHERE run = ?", (self._run,)).fetchone()
            cut_short = last is not None and not last["ended"]
            database.execute("UPDATE urls SET state = 'pending' WHERE state = 'leased'")
            if cut_short:
                database.execute("UPDATE hosts SET next_allowed = max(next_allowed, ?)", (now + delay_s,))
            if cut_short and abs(now - last["touched"]) < RESUME_S:
                return Run(self._run, last["pages"], resumed=True)
            database.execute("INSERT INTO runs (began, touched) VALUES (?, ?)", (now, now))
            self._run = self._current_run()
            database.execute(
                "UPDATE urls SET state = 'pending', attempts = 0, due = ?, priority = iif(seed, ?, max(priority, ?))"
                " WHERE state = 'done' AND (seed OR due <= ?)",
                (now, Priority.SEED, Priority.REVISIT, now),
            )
            return Run(self._run, 0, resumed=False)

    def _follow_clock(self, database: sqlite3.Connection, now: float) -> None:
        """Move every time to come with a clock that was set back: what was to wait a minute must not wait a year."""
        last = database.execute("SELECT max(touched) FROM runs").fetchone()[0]
        if last is None or last - now <= CLOCK_SLACK_S:
            return
        back = last - now
        database.execute("UPDATE urls SET due = due - ? WHERE due IS NOT NULL", (back,))
        database.execute("UPDATE hosts SET next_allowed = next_allowed - ?", (back,))
        database.execute("UPDATE runs SET touched = min(touched, ?)", (now,))

    def end_run(self, now: float, why: str) -> None:
        """End the run; "stopped" leaves it open, to be gone on with."""
        ended = "" if why == "stopped" else why
        with self.transaction() as database:
            database.execute("UPDATE runs SET touched = ?, ended = ? WHERE run = ?", (now, ended, self._run))

    # URLs

    def add(self, links: Iterable[Link], now: float, caps: Caps | None = None) -> set[str]:
        """Remember URLs and return the hosts that have something new to do.

        A known URL stays as it is, but for one that was visited before the date the link now gives it.
        """
        with self.transaction() as database:
            return self.add_within(database, links, now, caps or Caps())

    def add_within(self, database: sqlite3.Connection, links: Iterable[Link], now: float, caps: Caps) -> set[str]:
        """Do as `add` in a transaction that is open."""
        woken = set()
        for link in links:
            if self.shard and not self.shard.owns(link.url):
                post(database, link, self.shard.owner(link.url))
                continue
            if not self._has_room(database, link, caps):
                continue
            origin = link.origin or link.url
            row = (link.key, link.url, link.host, link.role, link.seed, link.depth, link.hops, origin, link.priority)
            if database.execute(_ADD, (*row, link.via, link.dated, now)).rowcount:
                woken.add(link.host)
        return woken

    def _has_room(self, database: sqlite3.Connection, link: Link, caps: Caps) -> bool:
        if database.execute("SELECT 1 FROM urls WHERE key = ?", (link.key,)).fetchone():
            return True
        bounds = {"": caps.urls_per_host}
        if link.pattern:
            bounds[link.pattern] = caps.urls_per_pattern
        query = "SELECT n FROM known WHERE host = ? AND pattern = ?"
        for pattern, bound in bounds.items():
            row = database.execute(query, (link.host, pattern)).fetchone()
            if row and row[0] >= bound:
                self._count(database, "over_cap")
                return False
        count = "INSERT INTO known VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1"
        database.executemany(count, [(link.host, pattern) for pattern in bounds])
        return True

    def lease(self, host: str, now: float, *, only_seeds: bool = False) -> Lease | None:
        """Return a host's next URL that is due, None where there is none."""
        with self.transaction() as database:
            row = database.execute(_LEASE, (host, now, only_seeds)).fetchone()
        return _lease_of(row) if row else None

    def finish(
        self, lease: Lease, outcome: str, payload: bytes = b"", outlinks: Iterable[Link] = (), *, text_digest: str = ""
    ) -> None:
        """Write what became of a lease: its outcome, the links found, and the caller's bytes, all or nothing.

        `text_digest` is given back with the URL's next lease, so that the caller knows a text it has written before.
        """
        facts = lease.facts
        digest = text_digest or lease.text_digest
        values = (outcome, facts.etag, facts.last_modified, facts.content_hash, digest, facts.at)
        with self.transaction() as database:
            known = (*values, facts.again, facts.interval, facts.unchanged, lease.id, lease.token)
            if not database.execute(_FINISH, known).rowcount:
                raise LeaseLostError(f"{lease.url}: this lease was ended before")
            self._count(database, outcome)
            if payload:
                database.execute("INSERT INTO payloads (url, payload) VALUES (?, ?)", (lease.id, payload))
            self.add_within(database, outlinks, facts.at, Caps())
            update = "UPDATE runs SET pages = pages + ?, touched = max(touched, ?) WHERE run = ?"
            database.execute(update, (facts.is_page, facts.at, self._run))

    def defer(self, lease: Lease, due: float, *, attempts: int) -> None:
        """Put a lease off: not before `due`."""
        self._end(lease, "UPDATE urls SET state = 'pending', due = ?, attempts = ?", due, attempts)

    def respell(self, lease: Lease, url: str, status: int, due: float) -> None:
        """Ask for a lease's URL under another spelling: a redirect from one to the other of the same canonical URL."""
        values = (url, lease.hops + 1, lease.via_with(status), due)
        self._end(lease, "UPDATE urls SET state = 'pending', url = ?, hops = ?, via = ?, due = ?", *values)

    def release(self, lease: Lease) -> None:
        """Give a lease back as if it had not been taken."""
        self._end(lease, "UPDATE urls SET state = 'pending'")

    def _end(self, lease: Lease, update: str, *values: object) -> None:
        with self.transaction() as database:
            query = f"{update} WHERE id = ? AND token = ? AND state = 'leased'"
            if not database.execute(query, (*values, lease.id, lease.token)).rowcount:
                raise LeaseLostError(f"{lease.url}: this lease was ended before")

    def count(self, outcome: str, n: int = 1) -> None:
        """Count something that happened outside of a lease."""
        with self.transaction() as database:
            self._count(database, outcome, n)

    def _count(self, database: sqlite3.Connection, outcome: str, n: int = 1) -> None:
        query = "INSERT INTO outcomes VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
        database.execute(query, (self._run, outcome, n))

    def redirects_to_itself(self, lease: Lease, key: str) -> bool:
        """Tell whether a redirect leads back to a URL whose redirects led to the lease."""
        row = self._one("SELECT origin, hops FROM urls WHERE key = ?", key)
        return row is not None and lease.hops > row["hops"] and row["origin"] == lease.origin

    def has_record(self, key: str) -> bool:
        """Tell whether a URL was visited and gave a text; a mark of two words says that it gave none."""
        row = self._one("SELECT text_digest, state FROM urls WHERE key = ?", key)
        return row is not None and row["state"] == "done" and len(row["text_digest"].split()) == 1

    def seeds(self) -> list[str]:
        """Return the seeds of all runs, with what they were redirected to."""
        return [row["url"] for row in self._all("SELECT url FROM urls WHERE seed ORDER BY id")]

    # hosts

    def waiting(self) -> dict[str, float]:
        """Return the hosts with pending URLs, and when the first of each is due."""
        rows = self._all("SELECT host, min(due) AS due FROM urls WHERE state = 'pending' GROUP BY host")
        return {row["host"]: row["due"] for row in rows}

    def has_pending(self, host: str) -> bool:
        """Tell whether a host has URLs that wait, due or not."""
        return self._one("SELECT 1 FROM urls WHERE state = 'pending' AND host = ? LIMIT 1", host) is not None

    def next_due(self, host: str) -> float | None:
        """Return when a host's first pending URL is due, None where it has none."""
        row = self._one("SELECT min(due) FROM urls WHERE state = 'pending' AND host = ?", host)
        return row[0] if row else None

    def host(self, host: str) -> HostRow:
        """Return a host's row of the ledger; an unknown host has a clean one."""
        row = self._one("SELECT * FROM hosts WHERE host = ?", host)
        return HostRow(*row) if row else HostRow(host)

    def save_host(self, row: HostRow) -> None:
        """Write a host's row."""
        values = (row.host, row.next_allowed, row.slowdown, row.errors, row.answered, row.failed, row.paused)
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def robots(self, origin: str) -> tuple[int, bytes, float] | None:
        """Return the stored robots.txt of an origin: status, body, and when it was fetched."""
        row = self._one("SELECT status, body, fetched FROM robots WHERE origin = ?", origin)
        return (row["status"], row["body"], row["fetched"]) if row else None

    def save_robots(self, origin: str, status: int, body: bytes, now: float) -> None:
        """Store an origin's robots.txt."""
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (origin, status, body, now))

    # what the caller gave us

    def payloads(self, after_seq: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the payloads in the order their leases were finished, with their sequence numbers."""
        query = "SELECT seq, payload FROM payloads WHERE seq > ? ORDER BY seq LIMIT ?"
        while rows := self._all(query, after_seq, PAYLOADS_AT_ONCE):
            for row in rows:
                yield row["seq"], row["payload"]
            after_seq = rows[-1]["seq"]

    def drop_payloads(self, through_seq: int) -> None:
        """Forget the payloads up to a sequence number, when they are safe elsewhere; numbers are never used again."""
        with self.transaction() as database:
            database.execute("DELETE FROM payloads WHERE seq <= ?", (through_seq,))

    def outcomes(self) -> dict[str, int]:
        """Return how often each outcome was seen in this run."""
        rows = self._all("SELECT outcome, n FROM outcomes WHERE run = ? ORDER BY n DESC, outcome", self._run)
        return {row["outcome"]: row["n"] for row in rows}

    def status(self, now: float) -> Status:
        """Return what is known."""
        run = self._one("SELECT ended, pages FROM runs WHERE run = ?", self._run)
        counts = self._one(
            "SELECT count(*) AS known, coalesce(sum(state != 'done'), 0) AS pending,"
            " coalesce(sum(state = 'pending' AND due > ?), 0) AS deferred FROM urls",
            now,
        )
        payloads = self._one("SELECT count(*) FROM payloads")
        rows = self._all("SELECT * FROM hosts WHERE paused != '' OR errors > 0 ORDER BY host")
        return Status(
            run=self._run,
            ended=run["ended"] if run else "",
            pages=run["pages"] if run else 0,
            known=counts["known"] if counts else 0,
            pending=counts["pending"] if counts else 0,
            deferred=counts["deferred"] if counts else 0,
            payloads=payloads[0] if payloads else 0,
            outcomes=self.outcomes(),
            troubled_hosts=tuple(HostRow(*row) for row in rows),
        )


def _lease_of(row: sqlite3.Row) -> Lease:
    values = dict(row)
    return Lease(**values | {"role": Role(values["role"]), "seed": bool(values["seed"])})
