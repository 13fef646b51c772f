"""Size of a report, seconds and memory to write it, seconds until it is drawn in a headless Chromium.

    python -m benchmarks.report_size --records 100000

The records are those of the demo's pages, each many times under another address, date and title, written by the pipeline's own
writer: shards, removed spans, rejects and manifest are what a run would have written.
"""

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import orjson

from pipeline.folder import OutputFolder
from pipeline.outcome import Outcome, Rules, outcome_of, reject
from pipeline.record import digest, record_id
from pipeline.writer import Compression
from scraper.files import list_inputs, read_input

ROOT = Path(__file__).parent.parent
SHARD_PAGES = 4096
HOSTS = 3000
REASONS = ("list_page", "too_short", "http_404", "error_page", "no_article", "duplicate", "not_chinese")
QUALITY_NOISE = 0.05


def write_folder(root: Path, outcomes: Iterable[Outcome], settings: dict[str, object] | None = None) -> None:
    """Write an output folder of these outcomes, as a run does."""
    with OutputFolder(root, settings or {"mode": "news"}) as folder:
        folder.start_over()
        folder.resume()
        for group in batches(outcomes):
            writer = folder.new_shard(Compression.GZIP)
            for outcome in group:
                writer.add(outcome)
            folder.commit(writer, [])
        folder.seal()


def batches(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, ...]]:
    """Yield the outcomes in groups of a shard's size, the last may be smaller."""
    rest = iter(outcomes)
    while group := tuple(islice(rest, SHARD_PAGES)):
        yield group


def models() -> list[Outcome]:
    """Return the outcomes of the demo's pages that are stories."""
    pages = (page for path in list_inputs([str(ROOT / "data" / "demo")]) for page in read_input(path))
    return [outcome for outcome in (outcome_of(page, Rules()) for page in pages) if outcome.record]


def synthetic(count: int, seed: int = 7) -> Iterator[Outcome]:
    """Yield `count` records and a quarter as many rejects, the same for the same seed."""
    chance, known = random.Random(seed), models()
    first = ""
    for number in range(count):
        host = f"www{int(chance.paretovariate(0.7)) % HOSTS}.example.com"
        outcome = varied(chance.choice(known), f"http://{host}/news/{number}.html", number, chance, first)
        first = first if number % 50 else outcome.id
        yield outcome
        if number % 4 == 0:
            reason = chance.choice(REASONS)
            yield reject(f"http://{host}/list/{number}.html", reason, f"what came of page {number}", digest(b""))


def varied(model: Outcome, url: str, number: int, chance: random.Random, first: str) -> Outcome:
    """Return an outcome like another one, of a page at another address."""
    record = orjson.loads(model.record)
    old, new = record["id"], record_id(url)
    text = record["text"][: chance.randint(40, 400)] * chance.choice((1, 1, 1, 2, 8))
    day = date(2022, 1, 1) + timedelta(days=int(chance.triangular(0, 1000, 900)))
    is_copy = bool(first) and number % 9 == 0
    record |= {
        "id": new,
        "url": url,
        "canonical_url": url,
        "input": url,
        "site": "example.com",
        "title": f"{record['title']}（{number}）" if number % 200 else "",
        "text": text,
        "n_chars": len(text),
        "text_sha256": digest(text.encode()),
        "date_published": f"{day} local" if number % 17 else "",
        "dup_of": first if is_copy else "",
        "dup_kind": chance.choice(("exact", "near", "contained")) if is_copy else "",
        "quality": {
            name: round(max(0.0, value + chance.gauss(0, QUALITY_NOISE)), 4)
            for name, value in record["quality"].items()
        },
    }
    removed = model.removed.replace(f'"id":"{old}"'.encode(), f'"id":"{new}"'.encode())
    return replace(model, id=new, record=orjson.dumps(record) + b"\n", removed=removed, input=url, day=f"{day}")


def drawn_in(file: Path) -> tuple[float, float]:
    """Return seconds from asking a browser for the file until all of it is drawn, and megabytes of its script's memory."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto("about:blank")
        started = time.perf_counter()
        page.goto(file.resolve().as_uri())
        page.locator("html[data-ready=yes]").wait_for()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seconds = time.perf_counter() - started
        used = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
        browser.close()
    return seconds, float(used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--keep", default="", help="a folder to write to and leave")
    asked = parser.parse_args()
    root = Path(asked.keep or tempfile.mkdtemp(prefix="report-size-"))
    started = time.perf_counter()
    write_folder(root, synthetic(asked.records))
    print(f"{asked.records:,} records written in {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    subprocess.run([sys.executable, ROOT / "run_pipeline.py", "report", root], check=True, cwd=ROOT)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"report: {seconds:.1f} s, {asked.records / seconds:,.0f} records/s, peak memory {peak:.0f} MB")
    file = root / "report.html"
    print(f"size: {file.stat().st_size / 1e6:.2f} MB")
    for _ in range(3):
        drawn, heap = drawn_in(file)
        print(f"drawn in {drawn:.2f} s, {heap:.0f} MB of script memory")
    if not asked.keep:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
