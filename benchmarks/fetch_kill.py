"""What kill -9 at random instants of a crawl does: pages lost, doubled, or fetched again without need.

`python -m benchmarks.fetch_kill [--kills 100]`. What was in flight at a kill is what its frontier holds as leased.
"""

import argparse
import gzip
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from benchmarks.fetch_served import ROOT, Served, serving


def command(served: Served, out: Path, delay: float) -> list[str]:
    ours = [sys.executable, "run_pipeline.py", "crawl", *served.seeds, "-o", str(out), "--allow-loopback", "--quiet"]
    return [*ours, "--delay", str(delay), "--no-progress"]


def in_flight(out: Path) -> int:
    base = out / ".state/frontier.sqlite"
    if not base.exists():
        return 0
    with closing(sqlite3.connect(base)) as frontier:
        try:
            return int(frontier.execute("SELECT count(*) FROM urls WHERE state = 'leased'").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # killed before the tables were made


def records(out: Path) -> list[str]:
    lines = (gzip.decompress(path.read_bytes()).splitlines() for path in sorted((out / "articles").glob("*")))
    return [json.loads(line)["url"] for found in lines for line in found]


def crawl_killed(served: Served, out: Path, given: argparse.Namespace, chance: random.Random) -> tuple[int, int, float]:
    """Crawl to the end through one kill after the other; return kills, what was in flight, seconds of the last run."""
    kills = lost = 0
    longest = 6.0
    while True:
        began = time.monotonic()
        with subprocess.Popen(command(served, out, given.delay), cwd=ROOT) as run:
            try:
                run.wait(chance.uniform(0.2, longest))
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                kills += 1
                lost += in_flight(out)
                continue
        if run.returncode:
            print(f"exit code {run.returncode}")
        return kills, lost, time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--pages", type=int, default=25)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, kills, faults, crawls = random.Random(given.seed), 0, 0, 0
    while kills < given.kills:
        more = ("--pages", str(given.pages), "--bytes", "20000", "--latency", "0.02")
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder, "log"), given.hosts, *more) as served:
            out = Path(folder, "out")
            done, flying, _ = crawl_killed(served, out, given, chance)
            found = Counter(records(out))
            asked = Counter(f"{host}{path}" for _, host, path, _ in served.asked() if "story" in path)
        crawls, kills = crawls + 1, kills + done
        lost = given.hosts * given.pages - len(found)
        doubled = found.total() - len(found)
        again = asked.total() - len(asked)
        faults += lost + doubled + max(again - flying, 0)
        print(
            f"{done} kills: {lost} lost, {doubled} doubled, {again} fetched again, {flying} were in flight", flush=True
        )
    print(f"{crawls} crawls, {kills} kills: {faults} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
