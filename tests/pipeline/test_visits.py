"""Where each page came from is kept beside its record, and in the archive beside its response."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.verify import Check
from tests.pipeline.pages import story_html
from tests.pipeline.test_crawl_verb import ASK, records
from tests.scraper.fault_server import FaultServer, Script, Seen, answer

ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /private/open\nCrawl-delay: 0.02\nSitemap: {url}/map.xml\n"


def play(seen: Seen) -> Script:
    home = '<a href="/2024/02/old-10001.html">一</a><a href="/2024/02/story-10003.html">三</a>'
    pages = {
        "/": answer(home),
        "/robots.txt": answer(ROBOTS.replace("{url}", f"http://{seen.headers['host']}"), content_type="text/plain"),
        "/map.xml": answer(
            f"<urlset><url><loc>http://{seen.headers['host']}/2024/02/story-10002.html</loc></url></urlset>",
            content_type="text/xml",
        ),
        "/2024/02/old-10001.html": answer("gone there", "301 Moved Permanently", location="/2024/02/mid-10001.html"),
        "/2024/02/mid-10001.html": answer("", "302 Found", location="/2024/02/story-10001.html"),
        "/2024/02/story-10001.html": answer(story_html(1), etag='"one"'),
        "/2024/02/story-10002.html": answer(story_html(2)),
        "/2024/02/story-10003.html": answer("<html><title>x</title></html>"),
    }
    return [pages.get(seen.path, answer("no", "404 Not Found"))]


def crawled(server: FaultServer, out: Path, *more: str) -> int:
    return main(["crawl", f"{server.url}/", f"{server.url}/private/story-1.html", "-o", str(out), *ASK, *more])


def visits(folder: Path) -> dict[str, dict[str, Any]]:
    return {line["url"].partition("/2024/02/")[2]: line for line in records(folder, "fetched")}


def test_every_input_has_its_visit(tmp_path: Path) -> None:
    with FaultServer(play) as server:
        assert crawled(server, tmp_path / "out") == ExitCode.PARTIAL, "a seed is denied"
    ids = {record["input"]: record["id"] for record in records(tmp_path / "out")}
    found = visits(tmp_path / "out")
    lines = records(tmp_path / "out", "fetched")
    assert len(lines) == len(records(tmp_path / "out")) + len(records(tmp_path / "out", "rejects")) == 4
    assert [line["id"] for line in lines] == [ids.get(line["input"], "") for line in lines]
    first = found["story-10001.html"]
    old, mid = (f"{server.url}/2024/02/{name}-10001.html" for name in ("old", "mid"))
    assert first["redirects"] == [{"status": 301, "url": old}, {"status": 302, "url": mid}]
    assert first["requested_url"] == old
    assert (first["status"], first["headers"]["etag"], first["headers"]["last_modified"]) == (200, '"one"', "")
    assert (first["bytes"], first["sha256"]) == (len(story_html(1)), hashlib.sha256(story_html(1)).hexdigest())
    robots = first["robots"]
    assert (robots["verdict"], robots["source"], robots["status"], robots["crawl_delay"]) == (
        "allowed", "fetched", 200, 0.02,
    )  # fmt: skip
    assert robots["url"] == f"{server.url}/robots.txt"
    denied = next(line for line in lines if line["robots"]["verdict"] == "denied")
    assert (denied["robots"]["rule"], denied["status"], denied["id"]) == ("Disallow: /private/", 0, "")
    check = Check(tmp_path / "out")
    check.run()
    assert check.faults == []
    assert check.counts["fetched"] == 4


def test_rules_of_an_earlier_run_are_called_cached_and_none_absent(tmp_path: Path) -> None:
    def later(seen: Seen) -> Script:
        page = answer(story_html(5))
        return [page] if seen.path == "/2024/02/story-10005.html" else play(seen)

    with FaultServer(play) as server:
        crawled(server, tmp_path / "out")
        server.play = later
        command = ["crawl", f"{server.url}/2024/02/story-10005.html", "-o", str(tmp_path / "out"), *ASK]
        assert main(command) in {ExitCode.OK, ExitCode.PARTIAL}
        assert visits(tmp_path / "out")["story-10005.html"]["robots"]["source"] == "cached"
        server.play = lambda seen: [answer("", "410 Gone")] if seen.path == "/robots.txt" else later(seen)
        assert main([*command[:3], str(tmp_path / "other"), *ASK]) == ExitCode.OK
    robots = visits(tmp_path / "other")["story-10005.html"]["robots"]
    assert (robots["source"], robots["status"], robots["rule"]) == ("absent", 410, "")


def lose_a_visit(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def swap(lines: list[bytes]) -> list[bytes]:
    return lines[::-1]


def spoil(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b'"robots"', b'"rules"'), *lines[1:]]


@pytest.mark.parametrize(
    ("change", "said"),
    [(lose_a_visit, "have no visit"), (swap, "is the visit of"), (spoil, "is no visit")],
)
def test_verify_misses_visits(tmp_path: Path, change: Any, said: str) -> None:
    with FaultServer(play) as server:
        main(["crawl", f"{server.url}/", "-o", str(tmp_path), *ASK])
    (path,) = (tmp_path / "fetched").iterdir()
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(change(lines))))
    check = Check(tmp_path)
    check.run()
    assert any(said in fault for fault in check.faults), check.faults


def test_archive_keeps_requests_and_what_is_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with FaultServer(play) as server:
        crawled(server, tmp_path / "out", "--warc", str(tmp_path / "warc"), "--contact", "me@example.org")
    (path,) = (tmp_path / "warc").iterdir()
    found: dict[str, list[tuple[str, str]]] = {}
    ids, asked_by = {}, {}
    with path.open("rb") as stream:
        for one in ArchiveIterator(stream, check_digests=True):
            headers = one.rec_headers
            what = (headers.get_header("WARC-Target-URI") or "").removeprefix(server.url)
            status = one.http_headers.get_statuscode() if one.rec_type == "response" else ""
            found.setdefault(what, []).append((one.rec_type, status))
            content = one.content_stream().read()
            if one.rec_type == "response":
                ids[what] = headers.get_header("WARC-Record-ID")
            if one.rec_type == "request":
                asked_by[what] = headers.get_header("WARC-Concurrent-To")
                assert one.http_headers.get_header("User-Agent") == "run-pipeline/0.1 (+me@example.org)"
                assert one.http_headers.get_header("Host") == server.url.removeprefix("http://")
            if one.rec_type == "metadata":
                assert b"robots: allowed\r\nrobots-source: fetched\r\n" in content
            assert one.digest_checker.passed is not False
    assert asked_by == ids
    assert found["/robots.txt"] == found["/map.xml"] == [("request", ""), ("response", "200")]
    assert found["/2024/02/old-10001.html"] == [("request", ""), ("response", "301")]
    assert found["/2024/02/story-10001.html"] == [("request", ""), ("response", "200"), ("metadata", "")]

    capsys.readouterr()
    assert main(["clean", str(path), "-o", str(tmp_path / "again"), "--no-progress", "-v"]) == ExitCode.OK
    assert "passed over: list 1, metadata 4, redirect 2, request 8, robots 1, warcinfo 1\n" in capsys.readouterr().err
    first, second = (
        sorted(json.dumps(record | {"input": ""}, sort_keys=True) for record in records(tmp_path / name))
        for name in ("out", "again")
    )
    assert first == second
    inputs = [line["input"] for line in records(tmp_path / "again", "rejects")]
    assert len(inputs) == 2, "the front page and the empty story; no robots.txt, sitemap or redirect"
