"""Fetching, cleaning and writing end to end: pages a second and CPU a page, against a site on this machine.

`python -m benchmarks.fetch_clean [--hosts 50] [--pages 40] [--jobs 2] [--delay 0]`. The server's own CPU is told beside it: on
two cores it takes its share.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.fetch_served import ROOT, serving


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--bytes", type=int, default=57_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-dedup", action="store_true")
    given = parser.parse_args()
    more = ("--pages", str(given.pages), "--bytes", str(given.bytes))
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder, "log"), given.hosts, *more) as served:
        for turn in range(given.rounds + 1):
            out = Path(folder, f"out{turn}")
            command = [sys.executable, "run_pipeline.py", "crawl", *served.seeds, "-o", str(out), "--allow-loopback"]
            options = ["--delay", str(given.delay), "--quiet", "--json", "--jobs", str(given.jobs), "--threads", "50"]
            options += ["--no-dedup"] if given.no_dedup else []
            before, began = cpu(resource.RUSAGE_CHILDREN), time.monotonic()
            done = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
            took, used = time.monotonic() - began, cpu(resource.RUSAGE_CHILDREN) - before
            summary = json.loads(done.stdout)
            if turn:  # the first round fills the server's cache of pages
                print(
                    f"round {turn}: {summary['records']} records in {took:.2f} s with start and end: "
                    f"{summary['in'] / took:.0f} pages/s, {used / summary['in'] * 1000:.2f} ms of CPU a page",
                    flush=True,
                )


if __name__ == "__main__":
    main()
