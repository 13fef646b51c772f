"""What ends a crawl early, or comes back as something else than a story: nothing is lost, nothing is written twice."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import story_html
from tests.pipeline.site import Site, serving
from tests.pipeline.test_crawl_verb import ASK, ROOT, crawl, records, texts
from tests.scraper.documented import documented
from tests.scraper.fault_server import Do, FaultServer, Script, Seen, answer

SCRIPT = "import sys\nfrom pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
STORIES = 40
RUN = "The run itself"
PAGES = "Pages that are no stories"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    paths = [f"/2024/02/story-{10000 + number}.html" for number in range(STORIES)]
    site.add_html("/", "".join(f'<a href="{path}">新闻</a>' for path in paths).encode())
    for number, path in enumerate(paths):
        site.add_html(path, story_html(number, str(number)))
    with serving(site):
        yield site


def started(site: Site, out: Path, delay: str = "0.02", before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", before + SCRIPT, "crawl", f"{site.url}/", "-o", str(out), ASK[0], "--delay", delay]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def wait_until_asked(site: Site, pages: int) -> None:
    until = time.monotonic() + 30
    while site.asked.total() < pages and time.monotonic() < until:
        time.sleep(0.005)


def check_complete(site: Site, out: Path) -> None:
    assert crawl(site, out) == ExitCode.OK
    assert len(records(out)) == len(texts(out)) == len(set(texts(out))) == STORIES


@documented(
    RUN,
    ("kill -9", "the next run writes what is missing and nothing twice; fetched again is at most what was in flight"),
)
def test_killed_crawl_fetches_again_only_what_was_in_flight(site: Site, tmp_path: Path) -> None:
    in_flight = 0
    for pages in range(1, 4):
        before = site.asked.total()
        with started(site, tmp_path / "out") as run:
            wait_until_asked(site, before + 5 * pages)
            run.kill()
        with closing(sqlite3.connect(tmp_path / "out/.state/frontier.sqlite")) as frontier:
            in_flight += frontier.execute("SELECT count(*) FROM urls WHERE state = 'leased'").fetchone()[0]
    check_complete(site, tmp_path / "out")
    stories = {path: count for path, count in site.asked.items() if "story" in path}
    assert sum(stories.values()) - len(stories) <= in_flight


@documented(RUN, ("SIGTERM, SIGINT", "what is done is written, exit 143 and 130 within 5 s even if a server hangs"))
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_stop_does_not_wait_for_servers(tmp_path: Path, sent: signal.Signals) -> None:
    def play(seen: Seen) -> Script:
        if seen.path == "/robots.txt":
            return [answer("", "404 Not Found")]
        return [answer(story_html(1))] if seen.path == "/1.html" else [Do.HANG]

    with FaultServer(play) as server:
        command = [sys.executable, "-c", SCRIPT, "crawl", f"{server.url}/1.html", f"{server.url}/2.html", *ASK]
        with subprocess.Popen([*command, "-o", str(tmp_path / "out")], cwd=ROOT, stderr=subprocess.PIPE) as run:
            until = time.monotonic() + 30
            while "/2.html" not in server.paths() and time.monotonic() < until:
                time.sleep(0.01)
            run.send_signal(sent)
            began = time.monotonic()
            _, said = run.communicate(timeout=20)
        assert time.monotonic() - began < 5.0
    assert run.returncode == 128 + sent
    assert b"Traceback" not in said
    assert len(records(tmp_path / "out")) == 1


@documented(RUN, ("two runs on one folder", "the second ends at once with exit 4"))
def test_second_run_is_refused(site: Site, tmp_path: Path) -> None:
    with started(site, tmp_path / "out", delay="0.2") as run:
        wait_until_asked(site, 4)
        assert crawl(site, tmp_path / "out") == ExitCode.ALREADY_RUNNING
        run.kill()
    check_complete(site, tmp_path / "out")


@documented(RUN, ("disk full", "exit 5; what is finished is kept, and the next run with room goes on from there"))
@pytest.mark.parametrize("kib", [96, 200])
def test_full_disk(site: Site, tmp_path: Path, kib: int) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        with started(site, folder / "out", delay="0") as run:
            _, said = run.communicate(timeout=60)
        assert (run.returncode, "Traceback" in said) == (ExitCode.DISK_FULL, False), said
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
        check_complete(site, folder / "out")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@documented(RUN, ("a file may not grow any more (EFBIG, quota)", "as a full disk"))
def test_file_that_may_not_grow(site: Site, tmp_path: Path) -> None:
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))\n"
    with started(site, tmp_path / "out", delay="0", before=limit) as run:
        _, said = run.communicate(timeout=60)
    assert (run.returncode, "Traceback" in said) == (ExitCode.DISK_FULL, False), said
    check_complete(site, tmp_path / "out")


CAPTCHA = (
    "<html><head><title>安全验证</title></head><body><p>请完成验证码后继续访问，拖动滑块完成拼图。</p></body></html>"
)
GONE = "<html><head><title>页面不存在</title></head><body><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p></body></html>"


@documented(
    PAGES,
    ("soft 404: status 200, a page that says it is none", "a reject, `error_page`"),
    ("captcha with status 200", "a reject, `captcha`; a story written before stays known"),
)
@pytest.mark.parametrize(("body", "reason"), [(CAPTCHA, "captcha"), (GONE, "error_page")])
def test_page_that_is_no_story_is_quarantined(tmp_path: Path, body: str, reason: str) -> None:
    site = Site()
    site.add_html("/story-10000.html", body.encode())
    with serving(site):
        url = f"{site.url}/story-10000.html"
        for page, rejects, written in ((story_html(1), 0, 1), (body.encode(), 1, 1), (story_html(1), 1, 1)):
            site.add_html("/story-10000.html", page)
            assert main(["crawl", url, "-o", str(tmp_path), *ASK]) == ExitCode.OK
            assert [line["reason"] for line in records(tmp_path, "rejects")] == [reason] * rejects
            assert len(records(tmp_path)) == written


STORY = story_html(1).decode()


@documented(
    "Bytes and charsets",
    ("header says gb2312, bytes are UTF-8", "read as UTF-8"),
    ("header says UTF-8, bytes are GB18030", "read as GB18030"),
    ("stray bytes in a UTF-8 page", "the page is read, each stray byte is one U+FFFD or gone"),
)
@pytest.mark.parametrize(
    ("label", "body"),
    [
        pytest.param("gb2312", STORY.encode(), id="UTF-8 as gb2312"),
        pytest.param("utf-8", STORY.replace("charset=utf-8", "charset=gbk").encode("gb18030"), id="GB18030 as UTF-8"),
        pytest.param(
            "utf-8", STORY.encode().replace("晨光日报</div>".encode(), b"\xe6\x99\xff\x80</div>", 1), id="stray"
        ),
    ],
)
def test_bytes_decide_over_labels(tmp_path: Path, label: str, body: bytes) -> None:
    site = Site({"/story-10000.html": (f"text/html; charset={label}", body)})
    with serving(site):
        assert main(["crawl", f"{site.url}/story-10000.html", "-o", str(tmp_path), *ASK]) == ExitCode.OK
    (record,) = records(tmp_path)
    assert record["title"] == "新地铁线路完成首次试运行"
    assert "共设十八座车站" in record["text"]
