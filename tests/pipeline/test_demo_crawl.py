"""Crawls of the demo's site that are cut off and taken up again, against one that was left alone."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.demo_site import find_folder, serving
from pipeline.errors import ExitCode
from pipeline.reader import read_lines

ROOT = Path(__file__).parent.parent.parent
# The site has two pages that fail and are put off; a run does not wait for them.
OPTIONS = ("--allow-loopback", "--delay", "0.03", "--patience", "1", "--no-progress", "-v")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(find_folder(), port=0) as address:
        yield address


@pytest.fixture(scope="module")
def uninterrupted(address: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("whole") / "out"
    with _crawl(address, out) as run:
        _, said = run.communicate()
    assert run.returncode == ExitCode.PARTIAL, said
    return records(out)


def _crawl(address: str, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "run_pipeline.py", "crawl", f"{address}/", "-o", str(out), *OPTIONS]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def _stop(run: subprocess.Popen[str], sent: signal.Signals, pages: int) -> str:
    """Send a signal once so many pages are done, and return the rest of what the run said."""
    assert run.stderr
    while pages and (line := run.stderr.readline()):
        pages -= line.startswith("INFO http")
    run.send_signal(sent)
    _, said = run.communicate()
    return said


def records(out: Path) -> list[dict[str, Any]]:
    """Return the records in the order of their URLs, without the moment they were fetched at."""
    lines = [json.loads(line) for path in sorted((out / "articles").glob("*")) for line in read_lines(path)]
    return sorted(({**line, "date_fetched": ""} for line in lines), key=lambda line: line["url"])


def test_ctrl_c_is_gone_on_from(address: str, tmp_path: Path, uninterrupted: list[dict[str, Any]]) -> None:
    out = tmp_path / "out"
    with _crawl(address, out) as run:
        said = _stop(run, signal.SIGINT, pages=6)
    assert run.returncode == ExitCode.INTERRUPTED, said
    assert "Traceback" not in said
    assert 0 < len(records(out)) < len(uninterrupted)
    with _crawl(address, out) as run:
        run.communicate()
    assert records(out) == uninterrupted


def test_kills_lose_and_repeat_nothing(address: str, tmp_path: Path, uninterrupted: list[dict[str, Any]]) -> None:
    out = tmp_path / "out"
    for pages in (1, 4, 7):
        with _crawl(address, out) as run:
            _stop(run, signal.SIGKILL, pages)
        assert run.returncode == -signal.SIGKILL
    with _crawl(address, out) as run:
        _, said = run.communicate()
    assert run.returncode == ExitCode.PARTIAL, said
    assert records(out) == uninterrupted
