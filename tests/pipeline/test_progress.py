"""What somebody at a terminal sees while `clean` runs."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.pipeline.pages import story_html, write_stories
from tests.pipeline.test_clean_verb import ROOT
from tests.scraper.test_warc import members, record, response


def watched(*arguments: object) -> str:
    """Run `clean` with a terminal as its stderr and return what was written there."""
    leader, follower = pty.openpty()
    command = [sys.executable, "run_pipeline.py", "clean", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "160", "TERM": "xterm"}
    with subprocess.Popen(command, cwd=ROOT, stderr=follower, env=environment) as run:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 1 << 16)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(leader)
    assert run.returncode == 0, shown
    return shown.decode("utf-8", "replace")


def test_pages_rate_reasons_and_share_are_shown(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 60)
    (tmp_path / "in" / "aa-empty.html").write_bytes(b"")
    archive, _ = members(*(record(f"http://a.example/{n}", response(story_html(n))) for n in range(40)))
    (tmp_path / "in" / "zz.warc.gz").write_bytes(archive)
    shown = watched(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 2)
    assert re.search(r"\d+ pages, [\d.]+/s, 1 rejects: \w+ 1", shown)
    assert "100%" in shown
    assert re.search(r"101 pages in, 100 records, 1 reject in", shown)


def test_a_stream_has_no_end_to_foresee(tmp_path: Path) -> None:
    lines = b'{"html": "<p>x</p>"}\n' * 40
    (tmp_path / "a.jsonl").write_bytes(lines)
    shown = watched(tmp_path / "a.jsonl", "-o", tmp_path / "out", "--jobs", 1)
    assert "%" not in shown
    assert re.search(r"40 pages, [\d,.]+/s, 40 rejects", shown)
