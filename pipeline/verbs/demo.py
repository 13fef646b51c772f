"""`demo`: the whole line on a small site of our own, served on this machine, so that nothing outside is touched."""

import json
import logging
import os
import shutil
import sys
import textwrap
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

from pipeline.arguments import parse
from pipeline.config import settle
from pipeline.demo_site import Answer, find_folder, read_site, serving
from pipeline.errors import ExitCode, UsageError
from pipeline.places import FRONTIER, MANIFEST
from pipeline.reader import read_lines
from pipeline.report.sources import Archived
from pipeline.report.writing import REPORT, write_report
from pipeline.verbs.crawl import crawl_from
from scraper.frontier import Frontier
from scraper.settings import CrawlSettings

OUTPUT: Final = "data/out/demo"
# Our own server needs no pause; a broken page is tried again at once.
DELAY_S: Final = 0.02
RETRY_S: Final = 0.05
# Stories to show, by the file they are served from.
SHOWN: Final = {
    "hijacked.html": "A hijacked page, its title replaced, spam before and behind it",
    "in-article-spam.html": "A page with spam between its paragraphs",
    "br-gb18030.html": "A page in GB18030 without paragraphs",
}
SECTIONS: Final = (
    ("articles", "the records, one JSON object a line"),
    ("removed", "every span that was cut, with the rule that cut it"),
    ("rejects", "the pages without a record"),
    (MANIFEST, "checksums and counts of all files"),
    (REPORT, "all of this in charts and tables, each page explained"),
)
# As many records as the demo has, with an explain page each.
SAMPLE: Final = 100
STOPPED: Final = (ExitCode.INTERRUPTED, ExitCode.TERMINATED)
# Chinese characters a line; each is two columns wide.
WIDTH: Final = 46


def run(arguments: Namespace) -> ExitCode:
    """Serve the site, crawl it into data/out/demo, say what happened."""
    folder, started = find_folder(), time.monotonic()
    try:
        Path(OUTPUT).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot write {OUTPUT} here: {error.strerror}", "go to a folder that you may write to"
        ) from error
    is_told = not (arguments.quiet or arguments.json)
    with serving(folder) as address:
        site = read_site(folder, address)
        if is_told:
            sys.stdout.write(f"Crawling a news site of {len(site)} pages at {address}/ …\n\n")
            sys.stdout.flush()
        with _rejects_untold(unless=bool(arguments.verbose)), TemporaryDirectory(prefix="run-pipeline-demo-") as kept:
            code = _crawl(address, arguments, kept)
            if code not in STOPPED:
                write_report(Path(OUTPUT), Path(OUTPUT) / REPORT, SAMPLE, SAMPLE, Archived(Path(kept)))
    if code in STOPPED:
        sys.stderr.write("stopped before the end; run it again, it begins anew\n")
    elif is_told:
        told = Told(Path(OUTPUT), folder, site, time.monotonic() - started)
        sys.stdout.writelines(f"{line}\n" for line in told.lines())
    return code


@contextmanager
def _rejects_untold(*, unless: bool) -> Iterator[None]:
    """Keep the warnings about single pages back in the block: what is rejected is told in the end."""
    log = logging.getLogger("pipeline.cleaning")
    before = log.level
    log.setLevel(before if unless else logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _crawl(address: str, arguments: Namespace, kept: str) -> ExitCode:
    """Crawl the site as `crawl` would, whatever configuration and environment say; what was fetched goes to `kept`."""
    asked = parse(["crawl", f"{address}/", "-o", OUTPUT, "--fresh", "--warc", kept])
    settle(asked, {})
    asked.json, asked.no_progress = arguments.json, arguments.no_progress
    asked.quiet = not arguments.json
    settings = CrawlSettings((f"{address}/",), allow_loopback=True, delay_s=DELAY_S, retry_s=RETRY_S)
    return crawl_from(asked, settings)


@dataclass(frozen=True, slots=True)
class Told:
    """What the demo tells its reader: of the folder `root` that it wrote, from the `site` that lies in `source`."""

    root: Path
    source: Path
    site: dict[str, Answer]
    seconds: float

    def lines(self) -> Iterator[str]:
        """Yield the account, line by line."""
        manifest = json.loads((self.root / MANIFEST).read_bytes())
        files = [row["path"] for shard in manifest["shards"] for row in shard["files"]]
        yield from self._counts(manifest)
        yield from ("", "A page without a story is kept too, with the reason:")
        yield from (f"  {line['reason']:14} {_path(line['input'])}" for line in self._read(files, "rejects"))
        yield from ("", "Three of the records:")
        yield from self._records(files)
        yield from ("", f"All of it lies in {self.root}/:")
        yield from (f"  {_first(files, section):30} {what}" for section, what in SECTIONS)
        yield from ("", f"Look at it in a browser: {self.root / REPORT}", "", "Try next:")
        yield from self._next(_first(files, "articles"))

    def _counts(self, manifest: dict[str, Any]) -> Iterator[str]:
        with closing(Frontier(self.root / FRONTIER)) as frontier:
            visits = frontier.status(0.0).outcomes
        counts: dict[str, int] = manifest["counts"]
        spam, removed = counts.get("spam_chars", 0), counts.get("removed_chars", 0)
        yield f"{manifest['in']} pages gave {manifest['records']} records and {manifest['rejects']} rejects"
        yield f"in {self.seconds:.1f} s. On the way:"
        yield f"  {visits.get('listed', 0):5,}  sitemaps, feeds and lists were read for their links"
        yield f"  {visits.get('robots_denied', 0):5,}  left alone, since robots.txt forbids it"
        yield f"  {sum(n for name, n in counts.items() if name.startswith('dup_')):5,}  recognised as a copy of another story"
        yield f"  {spam:5,}  characters of injected spam cut"
        yield f"  {removed - spam:5,}  characters of menus, bylines, captions and their like cut"
        yield f"  {counts.get('t2s_changed_chars', 0):5,}  traditional characters made simplified"

    def _records(self, files: list[str]) -> Iterator[str]:
        records = {_path(record["url"]): record for record in self._read(files, "articles")}
        paths = {answer.file: path for path, answer in self.site.items()}
        for file, what in SHOWN.items():
            if paths[file] in records:
                yield from ("", f"  {what}:")
                yield from _shown(records[paths[file]])

    def _read(self, files: list[str], section: str) -> Iterator[dict[str, Any]]:
        for path in files:
            if path.startswith(f"{section}/"):
                yield from map(json.loads, read_lines(self.root / path))

    def _next(self, shard: str) -> Iterator[str]:
        command = _command()
        yield f"  {command} verify {self.root}"
        yield f"  gzip -dc {self.root}/{shard} | head -n 1 | python3 -m json.tool --no-ensure-ascii"
        yield f"  {command} clean {_near(self.source)}/hijacked.html"
        yield f"  {command} explain {_near(self.source)}/hijacked.html --text"
        yield f"  {command} crawl URL --contact YOUR_ADDRESS --max-pages 50"


def _first(files: list[str], section: str) -> str:
    return next((path for path in files if path.startswith(section)), section)


def _path(url: str) -> str:
    return urlsplit(url).path


def _shown(record: dict[str, Any]) -> Iterator[str]:
    """Yield a record for people: its head, and the beginning and end of its text."""
    yield f"    {record['title']}"
    facts = (record["date_published"], record["outlet"], record["author"], f"{record['n_chars']} characters")
    yield "    " + " · ".join(fact for fact in facts if fact)
    paragraphs = record["text"].split("\n")
    for paragraph in paragraphs if len(paragraphs) <= 2 else (paragraphs[0], "…", paragraphs[-1]):
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _command() -> str:
    """Return how this program is called from here."""
    installed = Path(sys.prefix) / "bin" / "run-pipeline"
    if not installed.exists():
        return f"{_near(Path(sys.executable))} run_pipeline.py"
    found = shutil.which("run-pipeline")
    return "run-pipeline" if found and Path(found).samefile(installed) else _near(installed)


def _near(path: Path) -> str:
    """Return a path as one would type it here."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)
