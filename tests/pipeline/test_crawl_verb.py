import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import story_html
from tests.pipeline.site import Site, serving

ROOT = Path(__file__).parent.parent.parent
STORIES = 10
ASK = ("--allow-loopback", "--delay", "0.01", "--no-progress")


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    paths = [f"/2024/02/{number + 1:02d}/story-{10000 + number}.html" for number in range(STORIES)]
    links = "".join(f'<li><a href="{path}">今天的第{number}条新闻</a></li>' for number, path in enumerate(paths))
    site.add_html("/", f"<html><body><h1>晨光日报</h1><ul>{links}</ul></body></html>".encode())
    for number, path in enumerate(paths):
        site.add_html(path, story_html(number))
    site.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /2024/02/10/\n")
    with serving(site):
        yield site


def crawl(site: Site, out: Path, *more: str) -> int:
    return main(["crawl", f"{site.url}/", "-o", str(out), *ASK, *more])


def records(folder: Path, section: str = "articles") -> list[dict[str, Any]]:
    paths = sorted((folder / section).glob("*"))
    return [json.loads(line) for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]


def texts(folder: Path) -> list[tuple[str, str]]:
    return sorted((record["url"], record["text"]) for record in records(folder))


def test_a_site_becomes_records(site: Site, tmp_path: Path) -> None:
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    found = records(tmp_path / "out")
    assert len(found) == STORIES - 1
    assert {record["site"] for record in found} == {"127.0.0.1"}
    assert all(record["date_fetched"].endswith(" +00:00") for record in found)
    assert not [record for record in found if "/2024/02/10/" in record["url"]], "robots.txt forbids it"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["in"] == manifest["records"] + manifest["rejects"]


def test_a_second_run_repeats_nothing(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path / "out")
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES - 1


def test_a_new_story_adds_a_shard(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path / "out")
    home = site.pages["/"][1].replace(b"</ul>", b'<li><a href="/2024/03/01/story-20000.html">x</a></li></ul>')
    site.add_html("/", home)
    site.add_html("/2024/03/01/story-20000.html", story_html(55))
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES
    assert sorted(path.name for path in (tmp_path / "out/articles").iterdir())[-1] == "part-00001.jsonl.gz"


def test_pages_without_a_story_are_rejects(site: Site, tmp_path: Path) -> None:
    site.add_html("/2024/02/01/story-10000.html", b"<html><body></body></html>")
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    (line,) = records(tmp_path / "out", "rejects")
    assert line["input"].endswith("/2024/02/01/story-10000.html")
    assert line["reason"] == "no_text"


def test_a_limit_ends_the_run_and_the_next_goes_on(site: Site, tmp_path: Path) -> None:
    assert crawl(site, tmp_path / "out", "--max-pages", "4") == ExitCode.LIMIT
    assert len(records(tmp_path / "out")) < STORIES - 1
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES - 1


def test_a_site_that_does_not_answer_has_its_own_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Site()) as gone:
        url = gone.url
    assert main(["crawl", f"{url}/", "-o", str(tmp_path / "out"), *ASK, "--patience", "0"]) == ExitCode.NOTHING
    assert url.removeprefix("http://").partition(":")[0] in capsys.readouterr().err


def test_a_folder_is_needed_and_a_place_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crawl"]) == ExitCode.USAGE
    assert "nowhere to begin" in capsys.readouterr().err
    assert main(["crawl", "http://127.0.0.1:1/", "-o", "-"]) == ExitCode.USAGE
    assert main(["crawl", "https://example.com/"]) == ExitCode.USAGE
    assert "contact" in capsys.readouterr().err


def test_seeds_come_from_a_file(site: Site, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds.txt"
    seeds.write_text(f"# our sites\n\n{site.url}/ # the front page\n")
    assert main(["crawl", "--seeds", str(seeds), "-o", str(tmp_path / "out"), *ASK]) == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES - 1


def test_run_does_what_a_configuration_says(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "pipeline.toml"
    config.write_text(
        f'[defaults]\noutput = "{tmp_path}/out"\nallow_loopback = true\ndelay = 0.01\ncompress = "plain"\n\n'
        f'[[site]]\nseeds = ["{site.url}/"]\n'
    )
    assert main(["run", "-c", str(config), "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["records"] == STORIES - 1
    assert (tmp_path / "out/articles/part-00000.jsonl").exists()
    assert main(["run"]) == ExitCode.USAGE


def test_status_says_what_is_known(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(site, tmp_path / "out")
    capsys.readouterr()
    assert main(["status", str(tmp_path / "out"), "--json"]) == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    assert found["output"]["records"] == STORIES - 1
    assert found["crawl"]["ended"] == "drained"
    assert main(["status", str(tmp_path)]) == ExitCode.USAGE


def test_one_step_at_a_time(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    story = f"{site.url}/2024/02/10/story-10009.html"
    for verb, url, said in (
        ("fetch", story, "charset: utf-8"),
        ("robots", story, "allowed: False"),
        ("robots", f"{site.url}/", "allowed: True"),
        ("discover", f"{site.url}/", "story "),
    ):
        assert main([verb, url, "--allow-loopback"]) == ExitCode.OK
        assert said in capsys.readouterr().out
    assert main(["fetch", f"{site.url}/nothing", "--allow-loopback"]) == ExitCode.NOTHING
    assert "http_404" in capsys.readouterr().err
    assert main(["fetch", "ftp://127.0.0.1/"]) == ExitCode.USAGE


def _command(site: Site, out: Path) -> list[str]:
    script = "import sys\nfrom pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
    return [sys.executable, "-c", script, "crawl", f"{site.url}/", "-o", str(out), *ASK[:1], "--delay", "0.1"]


def _wait_until_asked(site: Site, pages: int) -> None:
    while site.asked.total() < pages:
        time.sleep(0.005)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_crawl_goes_on(site: Site, tmp_path: Path, sent: signal.Signals, code: int) -> None:
    with subprocess.Popen(_command(site, tmp_path / "out"), cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        _wait_until_asked(site, 5)
        run.send_signal(sent)
        _, said = run.communicate()
    assert run.returncode == code, said
    assert "Traceback" not in said
    assert 0 < len(records(tmp_path / "out")) < STORIES - 1, "what was there is written"
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert crawl(site, tmp_path / "whole") == ExitCode.OK
    assert texts(tmp_path / "out") == texts(tmp_path / "whole")


def _make_due(folder: Path) -> None:
    """Let every visit be due, as after a long time."""
    with closing(sqlite3.connect(folder / ".state/frontier.sqlite")) as frontier:
        frontier.execute("UPDATE urls SET due = 0 WHERE state = 'done'")
        frontier.commit()


def test_a_changed_story_is_a_new_revision_with_the_same_id(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(site, tmp_path / "out")
    path = "/2024/02/01/story-10000.html"
    site.add_html(path, story_html(0, "更正"))
    site.add_html("/2024/02/02/story-10001.html", story_html(1) + b"<!-- another advertisement, the same text -->")
    _make_due(tmp_path / "out")
    capsys.readouterr()
    assert crawl(site, tmp_path / "out", "--json") == ExitCode.OK
    found = records(tmp_path / "out")
    assert len(found) == STORIES
    revisions = [record for record in found if record["url"].endswith(path)]
    assert revisions[0]["id"] == revisions[1]["id"]
    assert revisions[0]["text_sha256"] != revisions[1]["text_sha256"]
    visits = json.loads(capsys.readouterr().out)["visits"]
    assert (visits["record"], visits["same_text"], visits["unchanged"]) == (1, 1, STORIES - 2)
    _make_due(tmp_path / "out")
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES


def test_a_page_that_is_gone_later_is_no_news(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path / "out")
    del site.pages["/2024/02/01/story-10000.html"]
    _make_due(tmp_path / "out")
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES - 1


def _without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def test_an_archive_gives_the_same_records(site: Site, tmp_path: Path) -> None:
    assert crawl(site, tmp_path / "out", "--warc", str(tmp_path / "warc")) == ExitCode.OK
    assert main(["clean", str(tmp_path / "warc"), "-o", str(tmp_path / "again"), "--no-progress"]) == ExitCode.OK
    fetched, read = ({record["id"]: record for record in records(tmp_path / name)} for name in ("out", "again"))
    assert len(fetched) == STORIES - 1
    assert all(".warc.gz#" in record["input"] for record in read.values())
    skipped = ("input", "dup_of", "dup_kind")  # which of two copies came first is the order's business
    assert {key: _without(record, *skipped) for key, record in fetched.items()} == {
        key: _without(record, *skipped) for key, record in read.items()
    }


def test_a_limit_of_records(site: Site, tmp_path: Path) -> None:
    assert crawl(site, tmp_path / "out", "--limit", "3") == ExitCode.LIMIT
    assert len(records(tmp_path / "out")) == 3
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES - 1


def test_a_window_of_days(site: Site, tmp_path: Path) -> None:
    assert crawl(site, tmp_path / "out", "--since", "2024-02-03", "--until", "2024-02-05") == ExitCode.OK
    days = sorted(record["date_published"][:10] for record in records(tmp_path / "out"))
    assert days == ["2024-02-03", "2024-02-04", "2024-02-05"]
    assert site.asked["/2024/02/08/story-10007.html"] == 0, "its address says when it is from"


def test_a_monitor_is_told_how_it_ended(site: Site, tmp_path: Path) -> None:
    check = tmp_path / "monitor/health.json"
    asked = ("--healthcheck", str(check), "--patience", "0")
    assert crawl(site, tmp_path / "out", *asked) == ExitCode.OK
    first = json.loads(check.read_bytes())
    assert (first["exit_code"], first["good"], first["records"]) == (0, True, STORIES - 1)
    (tmp_path / "out/.state/frontier.sqlite").write_bytes(b"no data base")
    assert crawl(site, tmp_path / "out", *asked) == ExitCode.USAGE
    second = json.loads(check.read_bytes())
    assert (second["exit_code"], second["good"], second["last_good"]) == (2, False, first["last_good"])


def test_a_story_under_a_second_address_is_written_once(site: Site, tmp_path: Path) -> None:
    home = site.pages["/"][1]
    for path, canonical, number in (("/m/story-10000.html", "10000", 0), ("/m/story-20000.html", "10001", 50)):
        home = home.replace(b"</ul>", f'<li><a href="{path}">x</a></li></ul>'.encode())
        link = f'<head><link rel="canonical" href="/2024/02/01/story-{canonical}.html">'.encode()
        site.add_html(path, story_html(number).replace(b"<head>", link))
    site.add_html("/", home)
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    urls = {record["url"].removeprefix(site.url) for record in records(tmp_path / "out")}
    assert "/m/story-10000.html" not in urls, "its canonical address has been written"
    assert "/m/story-20000.html" in urls, "a canonical address with another number is a mistake of the template"
    assert len(urls) == STORIES


def test_a_menu_is_looked_at_once(site: Site, tmp_path: Path) -> None:
    """The links that stand on every page are found whichever page shows them first."""
    menu = b'<a href="/2024/02/20/story-30000.html">x</a></body>'
    for path in [path for path in site.pages if "story" in path]:
        site.add_html(path, site.pages[path][1].replace(b"</body>", menu))
    site.add_html("/2024/02/20/story-30000.html", story_html(77))
    assert crawl(site, tmp_path / "out") == ExitCode.OK
    assert len(records(tmp_path / "out")) == STORIES
