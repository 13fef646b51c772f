"""CPU of a fetch, ours and Scrapy's, in turns against one server: `make bench-fetch`.

50 hosts, 57 KB a page, plain HTTP on this machine. Scrapy stands in an environment of its own, data/out/bench/venv.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.fetch_served import ROOT, serving

SCRAPY = ROOT / "data/out/bench/venv/bin/python"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    commands = {"ours": [sys.executable, "-m", "benchmarks.fetch_ours"]}
    if SCRAPY.exists():
        commands["Scrapy"] = [str(SCRAPY), "benchmarks/fetch_scrapy.py"]
    costs: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder, "log"), given.hosts) as served:
        urls = "\n".join(f"{seed}2024/02/story-{10000 + n}.html" for n in range(given.pages) for seed in served.seeds)
        for turn in range(given.rounds + 1):
            for name, command in commands.items():
                done = subprocess.run(command, cwd=ROOT, input=urls, capture_output=True, text=True, check=True)
                pages, cost, rate = done.stdout.split()
                if int(pages) != given.hosts * given.pages:
                    print(f"{name}: {pages} pages of {given.hosts * given.pages}")
                if turn:  # the first round fills the server's cache of pages
                    costs[name].append(float(cost))
                    print(f"round {turn}, {name}: {cost} ms of CPU a page, {rate} pages/s", flush=True)
    medians = {name: statistics.median(found) for name, found in costs.items()}
    for name, cost in medians.items():
        ratio = f", {cost / medians['ours']:.2f} x ours" if name != "ours" else ""
        print(f"{name}: median {cost:.2f} ms of CPU a page{ratio}")
    return int(medians["ours"] > 1.2)


if __name__ == "__main__":
    sys.exit(main())
