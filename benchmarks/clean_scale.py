"""What scale costs: reading alone, the engine's overhead and speed-up, memory as the input grows, kills, and Ray.

`python -m benchmarks.clean_scale [--pages N] [--memory N,N,…] [--kills N] [--ray]`; the pages are made up here, in
archives written by warcio as crawlers write them: a request beside each response. Figures are printed as they come.
"""

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.kills import ROOT, VERBS, WORDS, bytes_of
from scraper.warc import read_warc

PARAGRAPHS = 8
SCRIPT_BYTES = 12_000


def main() -> None:
    """Measure what was asked for; exit with 1 where a kill or an engine changed a byte."""
    asked = _asked()
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (a figure of time means something below 0.5)",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        archive = write_archive(folder / "pages.warc.gz", asked.pages)
        reading(archive)
        serial = run("1 process", archive, folder / "serial", "--jobs", "1")
        pool = run("2 processes", archive, folder / "pool", "--jobs", "2")
        print(f"overhead {pool[1] / serial[1]:.2f} x serial CPU, speed-up {serial[0] / pool[0]:.2f} x", flush=True)
        same = bytes_of(folder / "serial") == bytes_of(folder / "pool")
        if asked.ray:
            ray = run("Ray", archive, folder / "ray", "--engine", "ray")
            print(f"Ray: {ray[1] / pool[1]:.2f} x the CPU of the local engine", flush=True)
            same = same and bytes_of(folder / "serial") == bytes_of(folder / "ray")
        if asked.kills:
            kills(archive, folder / "killed", asked.kills)
            same = same and bytes_of(folder / "serial") == bytes_of(folder / "killed")
        print("the same bytes from every run" if same else "OTHER BYTES", flush=True)
        for pages in map(int, filter(None, asked.memory.split(","))):
            memory(folder, pages)
    sys.exit(not same)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--memory", default="1000,10000,100000", help="numbers of pages; empty: not measured")
    parser.add_argument("--kills", type=int, default=20, help="workers to kill in one run")
    parser.add_argument("--ray", action="store_true")
    return parser.parse_args()


def write_archive(path: Path, pages: int, seed: int = 1) -> Path:
    """Write an archive of so many pages, each about 20 kB."""
    rng = random.Random(seed)
    scripts = [_script(rng) for _ in range(64)]
    size = 0
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(pages):
            url = f"http://news.example/{seed}/{number}.html"
            body = _page(rng, scripts)
            size += len(body)
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
            response = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
            asking = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
            request = writer.create_warc_record(url, "request", http_headers=asking)
            writer.write_request_response_pair(request, response)
    stored = path.stat().st_size
    print(
        f"{pages:,} pages of {size / pages / 1000:.1f} kB, {stored / pages / 1000:.1f} kB each compressed", flush=True
    )
    return path


def _page(rng: random.Random, scripts: list[str]) -> bytes:
    title = f"{rng.choice(WORDS)}{rng.choice(WORDS)}{rng.choice(VERBS)}"
    paragraphs = "".join(f"<p>{_paragraph(rng)}</p>" for _ in range(PARAGRAPHS))
    links = "".join(f"<li><a href=/{at}.html>{rng.choice(WORDS)}{rng.choice(VERBS)}</a></li>" for at in range(30))
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title>{rng.choice(scripts)}</head><body><ul>{links}</ul>"
        f"<h1>{title}</h1><div>2024-02-05 10:30 来源：晨光日报</div><div class=article>{paragraphs}</div></body></html>"
    ).encode()


def _paragraph(rng: random.Random) -> str:
    clauses = (f"{rng.choice(WORDS)}{rng.choice(WORDS)}{rng.choice(VERBS)}" for _ in range(rng.randrange(4, 9)))
    return "，".join(clauses) + f"，涉及{rng.randrange(2, 10_000_000)}人。"


def _script(rng: random.Random) -> str:
    lines = []
    while sum(map(len, lines)) < SCRIPT_BYTES:
        lines.append(f"var v{rng.randrange(10_000)} = {{id: {rng.randrange(1 << 40)}, name: 'n{rng.random()}'}};\n")
    return f"<script>{''.join(lines)}</script>"


def reading(archive: Path) -> None:
    """Print how many records a second are read, unpacked and checked, when nothing is made of them."""
    started, cpu = time.monotonic(), time.process_time()
    pages = sum(1 for _ in read_warc(str(archive)))
    wall_s, cpu_s = time.monotonic() - started, time.process_time() - cpu
    print(f"reading alone: {2 * pages / wall_s:,.0f} records/s, {pages / wall_s:,.0f} pages/s; ", end="")
    print(f"by CPU {2 * pages / cpu_s:,.0f} records/s", flush=True)


def run(name: str, archive: Path, out: Path, *more: str) -> tuple[float, float]:
    """Run `clean` and return seconds by the clock and of CPU, of all processes that it starts."""
    started = time.monotonic()
    used: dict[int, float] = {}
    with subprocess.Popen(command(archive, out, *more), cwd=ROOT) as process:
        while process.poll() is None:
            for pid in (process.pid, *(pid for pid, _ in descendants(process.pid))):
                used[pid] = max(used.get(pid, 0.0), _cpu_seconds(pid))
            time.sleep(0.1)
    wall_s, cpu_s = time.monotonic() - started, sum(used.values())
    print(f"{name}: {wall_s:.1f} s, {cpu_s:.1f} s of CPU", flush=True)
    if process.returncode:
        sys.exit(f"{name}: ended with {process.returncode}")
    return wall_s, cpu_s


def _cpu_seconds(pid: int) -> float:
    """Return what a process has used; workers are nobody's children by the time they end, so the system's sum lacks them."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def command(archive: Path, out: Path, *more: str) -> list[str]:
    """Return a run of `clean` over one archive."""
    return [sys.executable, "run_pipeline.py", "clean", str(archive), "-o", str(out), "-q", "--no-progress", *more]


def kills(archive: Path, out: Path, count: int) -> None:
    """Kill a worker of one run now and then, and print the longest time that went by without a page."""
    rng = random.Random(time.time_ns())
    killed = 0
    with subprocess.Popen(command(archive, out, "--jobs", "2"), cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(rng.uniform(0.3, 3.0))
            if (workers := workers_under(process.pid)) and killed < count:
                os.kill(rng.choice(workers), 9)
                killed += 1
    print(f"killed {killed} workers in one run, which ended with {process.returncode}", flush=True)


def workers_under(root: int) -> list[int]:
    """Return the processes that clean pages: those at the ends of a process tree that have Python in them."""
    tree = descendants(root)
    parents = {parent for _, parent in tree}
    return [pid for pid, _ in tree if pid not in parents and b"multiprocessing" in _command_line(pid)]


def descendants(root: int) -> list[tuple[int, int]]:
    """Return (process, its parent) for all that a process has started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, todo = [], [root]
    while todo:
        above = todo.pop()
        below = [pid for pid, parent in parents.items() if parent == above]
        found += [(pid, above) for pid in below]
        todo += below
    return found


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def memory(folder: Path, pages: int) -> None:
    """Print the largest memory of a run over so many pages: of the process that hands out the work, and of a worker."""
    archive = write_archive(folder / f"memory-{pages}.warc.gz", pages, seed=2)
    peaks: dict[bool, float] = {True: 0.0, False: 0.0}
    with subprocess.Popen(command(archive, folder / f"out-{pages}", "--jobs", "2"), cwd=ROOT) as process:
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.2):
                for pid in (process.pid, *workers_under(process.pid)):
                    peaks[pid == process.pid] = max(peaks[pid == process.pid], _resident_mb(pid))

        watching = threading.Thread(target=watch)
        watching.start()
        process.wait()
        ended.set()
        watching.join()
    print(f"memory, {pages:,} pages: {peaks[True]:.0f} MB here, {peaks[False]:.0f} MB the largest worker", flush=True)
    archive.unlink()


def _resident_mb(pid: int) -> float:
    """Return the anonymous memory of a process: pages of mapped files belong to the system's cache."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


if __name__ == "__main__":
    main()
