"""A crawl on Ray: one actor a shard; one that is killed is followed by another, and no host hears of two at a time."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.pipeline.many_sites import many_sites
from tests.pipeline.test_crawl_verb import ASK, ROOT
from tests.pipeline.test_shards import HOSTS, check_union, one_that_works

pytest.importorskip("ray", reason="needs the extra ray")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "RAY_memory_monitor_refresh_ms": "0"}


def holder_of(path: Path) -> int:
    """Return the process that has a file open, 0 for none."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if link.readlink() == path:
                return int(link.parts[2])
    return 0


@pytest.mark.slow
def test_killed_actor_is_followed_by_another(tmp_path: Path) -> None:
    with many_sites(HOSTS, 30) as sites:
        sites.pause_s = 0.3
        broken = one_that_works(sites, 2)
        frontier = tmp_path / f"out/shard-{broken:03d}-of-002/.state/frontier.sqlite"
        command = [sys.executable, "run_pipeline.py", "crawl", *sites.seeds, "-o", str(tmp_path / "out"), *ASK]
        run = subprocess.Popen(
            [*command, "--shards", "2", "--lease", "2", "--json"],
            cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        killed, until = 0, time.monotonic() + 90
        while not killed and run.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
            if sum(len(server.seen) for server in sites.servers) >= 12:
                killed = holder_of(frontier)
        assert killed, run.communicate()
        os.kill(killed, signal.SIGKILL)
        said, messages = run.communicate(timeout=150)
        assert run.returncode == ExitCode.OK, messages
        assert "its actor died" in messages
        assert '"ended": "drained"' in said
        check_union(sites, tmp_path / "out")


def test_shards_need_a_sensible_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.cli import main

    assert main(["crawl", "http://127.0.0.1:9/", "-o", str(tmp_path), "--shards", "300"]) == ExitCode.USAGE
    assert "256" in capsys.readouterr().err


@pytest.mark.slow
def test_lost_node_is_replaced(tmp_path: Path) -> None:
    """Two raylets with a shard each; one is killed in mid-run, and a new one comes later."""
    script = f"""
import os, subprocess, sys, time
from ray.cluster_utils import Cluster
from tests.pipeline.many_sites import many_sites
from tests.pipeline.test_shards import HOSTS, check_union
from tests.pipeline.test_crawl_verb import ASK
from pathlib import Path
if __name__ == "__main__":
    out = Path({str(tmp_path / "out")!r})
    cluster = Cluster(initialize_head=True, head_node_args={{"num_cpus": 1, "include_dashboard": False}})
    second = cluster.add_node(num_cpus=1)
    with many_sites(HOSTS, 31) as sites:
        sites.pause_s = 0.3
        command = [sys.executable, "run_pipeline.py", "crawl", *sites.seeds, "-o", str(out), *ASK, "--shards", "2", "--lease", "2"]
        run = subprocess.Popen(command, env=os.environ | {{"RAY_ADDRESS": cluster.address}})
        while sum(len(server.seen) for server in sites.servers) < 14 and run.poll() is None:
            time.sleep(0.05)
        cluster.remove_node(second, allow_graceful=False)
        cluster.add_node(num_cpus=1)
        code = run.wait(120)
        check_union(sites, out)
    cluster.shutdown()
    print("code", code)
"""
    path = tmp_path / "lost_node.py"
    path.write_text(script)
    done = subprocess.run(
        [sys.executable, str(path)], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["code 0"], done.stdout[-2000:] + done.stderr[-2000:]
