"""How polite and how fast: the shortest gap at every host, and the rate against the ideal one.

The ideal run asks every host once per delay from its first request on. `python -m benchmarks.fetch_polite [--delay 1]`
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from benchmarks.fetch_served import ROOT, serving


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--latency", type=float, default=0.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        more = ("--pages", str(given.pages), "--latency", str(given.latency))
        with serving(Path(folder, "log"), given.hosts, *more) as served:
            command = [
                sys.executable,
                "run_pipeline.py",
                "crawl",
                *served.seeds,
                "-o",
                f"{folder}/out",
                "--allow-loopback",
            ]
            began = time.monotonic()
            subprocess.run(
                [*command, "--delay", str(given.delay), "--threads", str(given.hosts), "--no-progress"],
                cwd=ROOT,
                check=True,
            )
            took = time.monotonic() - began
        asked = served.asked()
    by_host: dict[str, list[float]] = defaultdict(list)
    for at, host, _, _ in asked:
        by_host[host].append(at)
    gaps = [after - before for times in by_host.values() for before, after in pairwise(sorted(times))]
    spans = [max(times) - min(times) for times in by_host.values()]
    ideal = [(len(times) - 1) * (given.delay + given.latency) for times in by_host.values()]
    whole = max(at for at, *_ in asked) - min(at for at, *_ in asked)
    print(
        f"{len(by_host)} hosts, {len(asked)} requests, {took:.1f} s with start and end\n"
        f"shortest gap {min(gaps):.4f} s, delay {given.delay} s; under it: {sum(gap < given.delay for gap in gaps)}\n"
        f"hosts' spans {max(spans):.2f} s at most, ideal {max(ideal):.2f} s: {min(i / s for i, s in zip(ideal, spans, strict=True)):.1%} "
        f"at the slowest, {sum(ideal) / sum(spans):.1%} on average; first to last request {whole:.2f} s: {max(ideal) / whole:.1%}"
    )
    return int(min(gaps) < given.delay)


if __name__ == "__main__":
    sys.exit(main())
