"""A frontier that an earlier version wrote is gone on with."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.errors import FrontierError
from scraper.frontier import Frontier
from scraper.scope import seed_link

SEED = "http://a.example/"


def test_frontier_of_the_first_version(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    with closing(Frontier(path)) as frontier:
        frontier.add([seed_link(SEED)], 1.0)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "ALTER TABLE urls DROP COLUMN via; DROP TABLE owner; DROP TABLE outbox; DROP TABLE inbox; PRAGMA user_version = 1;"
        )
    with closing(Frontier(path)) as frontier:
        lease = frontier.lease("a.example", 2.0)
        assert lease
        assert (lease.url, lease.via) == (SEED, "")


def test_frontier_of_a_later_version(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(FrontierError, match="schema 99"):
        Frontier(path)
