"""A run that is killed at any instant and started again leaves the bytes of one that nothing interrupted."""

import random
import time
from pathlib import Path

from benchmarks.kills import bytes_of, kill_runs, run_whole, write_pages
from pipeline.verify import Check

PAGES, KILLS, SHARD_PAGES = 240, 4, 48


def test_killed_runs_leave_the_same_bytes(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", PAGES)
    started = time.monotonic()
    run_whole(tmp_path / "in", tmp_path / "whole", SHARD_PAGES)
    plan = (SHARD_PAGES, KILLS, time.monotonic() - started)
    kill_runs(tmp_path / "in", tmp_path / "killed", plan, random.Random(time.time_ns()))
    run_whole(tmp_path / "in", tmp_path / "killed", SHARD_PAGES)
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")
    check = Check(tmp_path / "killed")
    check.run()
    assert check.faults == []
    assert check.counts["articles"] + check.counts["rejects"] == PAGES
