"""The index of what the finished shards hold: never ahead of the receipts, and made anew whenever it disagrees with them."""

import json
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.holdings import HOLDINGS, Holdings
from pipeline.shard_folder import ShardFolder
from pipeline.writer import ShardRow
from scraper.shards import Shard
from tests.pipeline.pages import write_stories


def row(number: int, digest: str = "") -> ShardRow:
    return ShardRow(f"part-{number:05d}", 1, 1, 0, {}, {}, {}, "", "", digest or f"digest {number}")


def keys(found: ShardRow) -> list[tuple[str, str]]:
    return [("newest", found.inputs_sha256), (found.name, "content")]


def marks(found: ShardRow) -> list[bytes]:
    return [f"mark of {found.inputs_sha256}".encode()]


def never(found: ShardRow) -> list[tuple[str, str]]:
    raise AssertionError(f"{found.name} is known and was read again")


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        assert holdings.claim(b"kept")
        holdings.commit(row(0), keys(row(0)))
        assert holdings.claim(b"lost")
        assert not holdings.claim(b"lost")
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        holdings.catch_up([row(0)], never, marks)
        assert holdings.has(b"kept")
        assert not holdings.has(b"lost")
        assert holdings.content("newest") == "digest 0"
        assert holdings.content("part-00001") is None


def test_only_the_shards_that_a_crash_left_out_are_read(tmp_path: Path) -> None:
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        holdings.catch_up([row(0), row(1)], keys, marks)
        read: list[str] = []
        holdings.catch_up([row(0), row(1), row(2)], lambda found: read.append(found.name) or keys(found), marks)
        assert read == ["part-00002"]
        assert holdings.content("newest") == "digest 2"


def test_other_shards_than_it_knows_make_it_anew(tmp_path: Path) -> None:
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        holdings.catch_up([row(0), row(1), row(2)], keys, marks)
        for rows in ([row(0)], [row(0), row(1, "another")], []):
            holdings.catch_up(rows, keys, marks)
            assert holdings.has(b"mark of digest 2") is False
            assert holdings.content("newest") == (rows[-1].inputs_sha256 if rows else None)
            assert holdings.has(b"mark of another") is (len(rows) == 2)


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        holdings.catch_up([row(0)], keys, marks)
    with closing(sqlite3.connect(tmp_path / HOLDINGS)) as base:
        base.execute("pragma user_version = 99")
    with closing(Holdings(tmp_path / HOLDINGS)) as holdings:
        assert not holdings.has(b"mark of digest 0")
        holdings.catch_up([row(0)], keys, marks)
        assert holdings.has(b"mark of digest 0")


def test_a_folder_goes_on_without_its_index(tmp_path: Path) -> None:
    paths = write_stories(tmp_path / "in", 5)
    out = tmp_path / "out"

    def clean(*inputs: str) -> int:
        return main(["clean", *inputs, "-o", str(out), "--no-progress", "-q"])

    assert clean(*paths[:3]) == ExitCode.OK
    assert (out / ".state" / HOLDINGS).exists()
    for name in (out / ".state").glob("*.sqlite*"):
        name.unlink()
    assert clean(*paths) == ExitCode.OK
    receipts = sorted((out / ".state" / "shards").glob("*.json"))
    assert [json.loads(receipt.read_bytes())["pages"] for receipt in receipts] == [3, 2]


def test_a_folder_copied_back_to_an_earlier_state_takes_its_pages_again(tmp_path: Path) -> None:
    paths = write_stories(tmp_path / "in", 4)
    out, before = tmp_path / "out", tmp_path / "before"
    assert main(["clean", *paths[:2], "-o", str(out), "--no-progress", "-q"]) == ExitCode.OK
    shutil.copytree(out, before)
    assert main(["clean", *paths, "-o", str(out), "--no-progress", "-q"]) == ExitCode.OK
    wanted = [path.read_bytes() for path in sorted((out / "articles").iterdir())]
    newer = (out / ".state" / HOLDINGS).read_bytes()
    shutil.rmtree(out)
    shutil.copytree(before, out)
    (out / ".state" / HOLDINGS).write_bytes(newer)
    assert main(["clean", *paths, "-o", str(out), "--no-progress", "-q"]) == ExitCode.OK
    assert [path.read_bytes() for path in sorted((out / "articles").iterdir())] == wanted


def test_a_shard_of_a_crawl_lets_its_index_go(tmp_path: Path) -> None:
    """It is locked for others while it is open."""
    with ShardFolder(tmp_path, Shard(0, 1), {}, 5.0, threading.Event()) as folder:
        folder.resume()
        assert not folder.holdings.has(b"mark")
    with pytest.raises(sqlite3.ProgrammingError):
        folder.holdings.has(b"mark")
