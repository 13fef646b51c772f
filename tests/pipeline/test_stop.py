"""SIGTERM in every situation: the run ends in good order within five seconds, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import story_html
from tests.pipeline.test_crawl_verb import ASK, ROOT, records
from tests.pipeline.test_rendering import needs_browser
from tests.scraper.documented import documented
from tests.scraper.fault_server import Do, FaultServer, Script, Seen, answer

LIMIT_S = 5.0
START = "import sys\nfrom pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
# What cleaning a page that never ends comes to: a step of Python that goes on until it is interrupted.
SLOW = """
import time
from importlib import import_module
cleaners_clean = import_module("cleaners.clean")
clean_page = cleaners_clean.clean
def slow(page, *options):
    while b"never ends" in page.body:
        time.sleep(0.01)
    return clean_page(page, *options)
cleaners_clean.clean = slow
"""
BUSY = "<html><head><title>x</title></head><body>忙<script>for (;;) {}</script></body></html>"
WHOLE = answer(story_html(1))


def play(seen: Seen) -> Script:
    answers: dict[str, Script] = {
        "/story-10001.html": [WHOLE],
        "/body.html": [WHOLE[:300], Do.HANG],
        "/drip.html": [step for n in range(300) for step in (WHOLE[n : n + 1], 0.2)],
        "/headers.html": [WHOLE[:20], Do.HANG],
        "/busy.html": [answer("", "429 Too Many Requests", retry_after="30")],
        "/clean.html": [answer(story_html(2).replace(b"</body>", b"<!-- never ends --></body>"))],
        "/script.html": [answer(BUSY)],
    }
    return answers.get(seen.path, [answer("no", "404 Not Found")])


def with_robots(robots: Script) -> object:
    return lambda seen: robots if seen.path == "/robots.txt" else play(seen)


def stop(
    server: FaultServer, out: Path, paths: list[str], *more: str, before: str = "", path: Path = ROOT
) -> tuple[int, float, str]:
    """Crawl until the last path was asked for, and a little longer; return exit code, seconds to the end, messages."""
    seeds = [server.url + path.replace("/robots.txt", "/2024/story-10002.html") for path in paths]
    command = [sys.executable, "-c", before + START, "crawl", *seeds, "-o", str(out), *ASK, *more]
    places = os.environ | {"PYTHONPATH": os.pathsep.join((str(path), str(ROOT)))}
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=places) as run:
        until = time.monotonic() + 60
        while paths[-1] not in server.paths() and run.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.8)
        run.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, said = run.communicate(timeout=60)
        return run.returncode, time.monotonic() - began, said


@documented(
    "The run itself",
    ("SIGTERM while a body or a header stops, or drips", "exit 143 within 5 s; the page is fetched by the next run"),
    ("SIGTERM in a pause: a delay, a Retry-After, a robots.txt that hangs", "exit 143 within 5 s"),
    ("SIGTERM while a page is being cleaned, here or by workers", "exit 143 within 5 s; the next run cleans it"),
    ("SIGTERM while a browser runs a script without end", "exit 143 within 5 s"),
)
@pytest.mark.parametrize(
    ("paths", "more", "before"),
    [
        pytest.param(["/body.html"], (), "", id="body that stops"),
        pytest.param(["/drip.html"], (), "", id="body that drips"),
        pytest.param(["/headers.html"], (), "", id="headers that stop"),
        pytest.param(["/busy.html"], (), "", id="pause that a host asked for"),
        pytest.param(["/clean.html"], ("--jobs", "1"), SLOW, id="page that is long to clean"),
        pytest.param(["/script.html"], ("--render",), "", id="script without end", marks=needs_browser),
    ],
)
def test_stop(tmp_path: Path, paths: list[str], more: tuple[str, ...], before: str) -> None:
    with FaultServer(play) as server:
        code, seconds, said = stop(server, tmp_path / "out", ["/story-10001.html", *paths], *more, before=before)
    assert (code, "Traceback" in said) == (ExitCode.TERMINATED, False), said
    assert seconds < LIMIT_S
    assert "--render" in more or len(records(tmp_path / "out")) == 1


@pytest.mark.parametrize(
    ("robots", "more"),
    [
        pytest.param([Do.HANG], (), id="robots.txt that hangs"),
        pytest.param([answer("User-agent: *\nCrawl-delay: 60", content_type="text/plain")], (), id="crawl delay"),
        pytest.param([answer("", "404 Not Found")], ("--delay", "60"), id="politeness delay"),
    ],
)
def test_stop_at_the_door(tmp_path: Path, robots: Script, more: tuple[str, ...]) -> None:
    with FaultServer(with_robots(robots)) as server:  # type: ignore[arg-type]
        code, seconds, said = stop(server, tmp_path / "out", ["/robots.txt"], *more)
    assert (code, "Traceback" in said) == (ExitCode.TERMINATED, False), said
    assert seconds < LIMIT_S


def test_page_that_was_being_cleaned_is_cleaned_by_the_next_run(tmp_path: Path) -> None:
    with FaultServer(play) as server:
        stop(server, tmp_path / "out", ["/clean.html"], "--jobs", "1", before=SLOW)
        assert not (tmp_path / "out/articles").exists()
        assert main(["crawl", f"{server.url}/clean.html", "-o", str(tmp_path / "out"), *ASK]) == ExitCode.OK
    assert len(records(tmp_path / "out")) == 1
    assert not [line for line in records(tmp_path / "out", "rejects") if "clean" in line["input"]]


def test_stop_with_workers_that_clean(tmp_path: Path) -> None:
    """More pages than are cleaned alone, on two workers, each of them without end."""
    paths = [f"/story-{10000 + n}.html" for n in range(40)]

    def many(seen: Seen) -> Script:
        page = story_html(3).replace(b"</body>", b"<!-- never ends --></body>")
        return (
            [answer(page if seen.path in paths[34:] else story_html(paths.index(seen.path), seen.path))]
            if (seen.path in paths)
            else [answer("no", "404 Not Found")]
        )

    with FaultServer(many) as server:
        # Workers are processes of their own, which know the cleaner without end from this file only.
        (tmp_path / "sitecustomize.py").write_text(SLOW)
        code, seconds, said = stop(server, tmp_path / "out", paths, "--jobs", "2", path=tmp_path)
    assert (code, "Traceback" in said) == (ExitCode.TERMINATED, False), said
    assert seconds < LIMIT_S
    assert len(records(tmp_path / "out")) >= 30
