"""What a night costs on which nothing has changed: CPU of the second run, and of one a day later, over that of the first.

`python -m benchmarks.fetch_again [--no-etag]`
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from benchmarks.fetch_served import ROOT, Served, serving


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(served: Served, out: Path) -> tuple[float, dict[str, object], Counter[int]]:
    """Crawl; return the CPU seconds of the crawl, which cleans in its own process, its summary, and the answers by status."""
    asked, before = len(served.asked()), cpu()
    command = [sys.executable, "run_pipeline.py", "crawl", *served.seeds, "-o", str(out), "--allow-loopback", "--json"]
    done = subprocess.run(
        [*command, "--delay", "0.01", "--quiet", "--jobs", "1"], cwd=ROOT, check=True, capture_output=True
    )
    return cpu() - before, json.loads(done.stdout), Counter(status for *_, status in served.asked()[asked:])


def a_day_later(out: Path) -> None:
    """Make every visit due that would be due by then."""
    with closing(sqlite3.connect(out / ".state/frontier.sqlite")) as frontier:
        frontier.execute("UPDATE urls SET due = due - 86500 WHERE state = 'done'")
        frontier.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--no-etag", action="store_true")
    given = parser.parse_args()
    more = ["--pages", str(given.pages)] + ([] if given.no_etag else ["--etag"])
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder, "log"), given.hosts, *more) as served:
        out = Path(folder, "out")
        first = None
        for name in ("first run", "second run", "a day later"):
            if name == "a day later":
                a_day_later(out)
            used, summary, answers = run(served, out)
            first = first or used
            print(
                f"{name}: {used:.2f} s of CPU, {used / first:.1%}; {summary['records']} records, {summary['rejects']} rejects, "
                f"answers {dict(answers)}, exit {summary['exit_code']}"
            )


if __name__ == "__main__":
    main()
