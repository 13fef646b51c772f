"""One crawl by several processes: together they write what one would, and no two of them ask one host."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.places import FRONTIER
from pipeline.verify import Check
from tests.pipeline.many_sites import Sites, many_sites
from tests.pipeline.test_crawl_verb import ASK, ROOT, records
from tests.scraper.documented import documented

HOSTS = 6
SHARDS = "Several processes"
START = (sys.executable, "run_pipeline.py", "crawl")


def started(sites: Sites, out: Path, index: int, total: int, *more: str, name: str = "") -> subprocess.Popen[str]:
    agent = ("--user-agent", f"{name or f'shard{index}'}/1.0")
    command = [*START, *sites.seeds, "-o", str(out), *ASK, *agent, "--shard", f"{index}/{total}", "--jobs", "1", *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def ended(run: subprocess.Popen[str], seconds: float = 90) -> tuple[int, str]:
    _, said = run.communicate(timeout=seconds)
    return run.returncode, said


def agents(sites: Sites) -> dict[str, set[str]]:
    return {
        server.host: {seen.headers["user-agent"].partition("/")[0] for seen in server.seen} for server in sites.servers
    }


def asked(sites: Sites, agent: str) -> list[float]:
    times = [
        seen.at for server in sites.servers for seen in server.seen if seen.headers["user-agent"].startswith(agent)
    ]
    return sorted(times)


def wait_for(sites: Sites, agent: str, requests: int) -> None:
    until = time.monotonic() + 60
    while len(asked(sites, agent)) < requests and time.monotonic() < until:
        time.sleep(0.01)


def stop_between_writes(run: subprocess.Popen[str], frontier: Path) -> None:
    """Stop a process where it holds no lock: SQLite keeps what is stopped in the middle of a write until it goes on."""
    for _ in range(100):
        run.send_signal(signal.SIGSTOP)
        time.sleep(0.05)
        try:
            with contextlib.closing(sqlite3.connect(frontier, timeout=0.05, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            run.send_signal(signal.SIGCONT)
            time.sleep(0.02)
        else:
            return
    pytest.fail("the process holds its frontier all the time")


def check_union(sites: Sites, out: Path) -> None:
    folders = sorted(out.glob("shard-*"))
    urls = Counter(record["url"] for folder in folders for record in records(folder))
    assert set(urls) == sites.stories
    assert max(urls.values()) == 1
    for folder in folders:
        check = Check(folder)
        check.run()
        assert check.faults == []


def one_that_works(sites: Sites, total: int) -> int:
    """Return a shard that has at least two hosts."""
    from scraper.shards import Shard

    owned = Counter(Shard(0, total).owner(seed) for seed in sites.seeds)
    return owned.most_common(1)[0][0]


@pytest.mark.parametrize(("total", "network"), [(2, 20), (3, 21)])
def test_shards_write_what_one_crawl_would(tmp_path: Path, total: int, network: int) -> None:
    with many_sites(HOSTS, network) as sites:
        runs = [started(sites, tmp_path / "out", index, total) for index in range(total)]
        assert [ended(run)[0] for run in runs] == [0] * total
        assert max(map(len, agents(sites).values())) == 1, "a host was asked by two"
        check_union(sites, tmp_path / "out")
        asked_once = Counter((server.host, path) for server in sites.servers for path in server.paths())
        assert max(asked_once.values()) == 1
        assert main(["crawl", *sites.seeds, "-o", str(tmp_path / "one"), *ASK]) == ExitCode.OK
        whole = {record["url"]: record["text_sha256"] for record in records(tmp_path / "one")}
        shards = [record for folder in (tmp_path / "out").glob("shard-*") for record in records(folder)]
        assert {record["url"]: record["text_sha256"] for record in shards} == whole


@documented(SHARDS, ("a shard does not run", "links for it wait in files; exit 3 for who sent them"))
def test_a_shard_that_runs_alone_leaves_links_for_the_others(tmp_path: Path) -> None:
    with many_sites(HOSTS, 22) as sites:
        for turn in range(2):
            codes = [ended(started(sites, tmp_path / "out", index, 2, "--patience", "0"))[0] for index in range(2)]
            assert set(codes) <= {ExitCode.OK, ExitCode.PARTIAL}, turn
        check_union(sites, tmp_path / "out")
        assert max(map(len, agents(sites).values())) == 1


@documented(
    SHARDS,
    ("a shard is killed", "the next process waits for its lease to end and goes on; nothing lost, nothing twice"),
)
def test_killed_shard_is_taken_over(tmp_path: Path) -> None:
    with many_sites(HOSTS, 23) as sites:
        sites.pause_s = 0.2
        out, broken = tmp_path / "out", one_that_works(sites, 2)
        other = started(sites, out, 1 - broken, 2, "--lease", "1")
        first = started(sites, out, broken, 2, "--lease", "1", name="first")
        wait_for(sites, "first", 6)
        first.kill()
        first.communicate()
        second = started(sites, out, broken, 2, "--lease", "1", name="second")
        code, said = ended(second)
        assert code == 0, said
        assert "gave no sign of life" in said
        assert ended(other)[0] == 0
        assert asked(sites, "second")[0] - asked(sites, "first")[-1] >= 1.0
        check_union(sites, out)


@documented(
    SHARDS,
    ("a shard hangs, is taken over, and wakes up", "it asks nobody, writes nothing, and ends with exit 4"),
)
def test_owner_that_wakes_up_late_asks_nobody_and_writes_nothing(tmp_path: Path) -> None:
    with many_sites(HOSTS, 24) as sites:
        sites.pause_s = 0.2
        out, broken = tmp_path / "out", one_that_works(sites, 2)
        first = started(sites, out, broken, 2, "--lease", "1", name="first")
        wait_for(sites, "first", 6)
        stop_between_writes(first, next(out.glob("shard-*")) / FRONTIER)
        second = started(sites, out, broken, 2, "--lease", "1", name="second")
        wait_for(sites, "second", 3)
        # What was on its way when the first was stopped has arrived by now.
        before = len(asked(sites, "first"))
        first.send_signal(signal.SIGCONT)
        code, said = ended(first)
        assert (code, "Traceback" in said) == (ExitCode.ALREADY_RUNNING, False), said
        assert "taken this shard over" in said
        assert len(asked(sites, "first")) == before
        assert ended(started(sites, out, 1 - broken, 2))[0] == 0
        assert ended(second)[0] == 0
        check_union(sites, out)


@documented(
    SHARDS,
    ("a second process for a shard that lives", "exit 4; no host is asked by two"),
    ("a process with another number of shards", "exit 2"),
)
def test_living_owner_is_left_alone(tmp_path: Path) -> None:
    with many_sites(HOSTS, 25) as sites:
        sites.pause_s = 0.5
        broken = one_that_works(sites, 2)
        first = started(sites, tmp_path / "out", broken, 2, "--lease", "1", name="first")
        wait_for(sites, "first", 3)
        code, said = ended(started(sites, tmp_path / "out", broken, 2, "--lease", "1", name="second"))
        assert (code, "another process works on this shard" in said) == (ExitCode.ALREADY_RUNNING, True), said
        code, said = ended(started(sites, tmp_path / "out", 0, 3))
        assert (code, "shared by 2 shards" in said) == (ExitCode.USAGE, True), said
        assert asked(sites, "second") == []
        first.terminate()
        assert ended(first)[0] == ExitCode.TERMINATED


def test_fresh_shard_begins_anew(tmp_path: Path) -> None:
    with many_sites(2, 26) as sites:
        for _ in range(2):
            runs = [started(sites, tmp_path / "out", index, 2, "--fresh") for index in range(2)]
            assert {ended(run)[0] for run in runs} == {0}
            check_union(sites, tmp_path / "out")
