"""Inputs in an object store and shards into one, with a real S3 server on loopback in a process of its own."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import AlreadyRunning, ExitCode
from pipeline.object_store import ObjectStore
from pipeline.store_lease import Lease
from tests.pipeline.pages import story_html, write_stories
from tests.pipeline.stores import BUCKET, Line, environment
from tests.pipeline.test_clean_verb import ROOT, every_byte
from tests.scraper.test_warc import members, record, response

s3fs = pytest.importorskip("s3fs", reason="the extra s3 is not installed")
pytest.importorskip("moto.server", reason="moto, an S3 server, is not installed: make test-cluster")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def clean(*arguments: object) -> int:
    return main(["clean", *map(str, arguments), "--no-progress"])


def shown(store: Any, folder: str = "out") -> dict[str, bytes]:
    """Return the content of every file that is there for a reader."""
    below = f"{BUCKET}/{folder}/"
    names = [name for name in store.find(f"{BUCKET}/{folder}") if "/.state/" not in name]
    return {name.removeprefix(below): store.cat_file(name) for name in names}


OUT = f"s3://{BUCKET}/out"


def test_a_store_gets_the_bytes_that_a_folder_gets(store: Any, tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 40)
    assert clean(tmp_path / "in", "-o", OUT) == ExitCode.OK
    clean(tmp_path / "in", "-o", tmp_path / "out")
    assert shown(store) == every_byte(tmp_path / "out")


def test_a_second_run_adds_what_is_new(store: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_stories(tmp_path / "in", 5)
    for number in range(2):
        for folder in (OUT, tmp_path / "out"):
            assert clean(tmp_path / "in", "-o", folder, "--json") == ExitCode.OK
        (tmp_path / "in" / f"zz-{number}.html").write_bytes(story_html(number))  # a copy: the texts must be known
    shown_json = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [found["skipped"] for found in shown_json] == [0, 0, 5, 5]
    assert shown(store) == every_byte(tmp_path / "out")
    assert b'"dup_exact": 1' in shown(store)["manifest.json"]
    assert f"{BUCKET}/out/.state/lock" not in store.find(f"{BUCKET}/out")


def test_fresh_deletes_what_was_there(store: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_stories(tmp_path / "in", 3)
    clean(tmp_path / "in", "-o", OUT)
    assert clean(tmp_path / "in", "-o", OUT, "--compress", "plain") == ExitCode.USAGE
    assert "compress = gz" in capsys.readouterr().err
    assert clean(tmp_path / "in", "-o", OUT, "--compress", "plain", "--fresh") == ExitCode.OK
    assert [name for name in shown(store) if name.startswith("articles")] == ["articles/part-00000.jsonl"]
    store.pipe_file(f"{BUCKET}/mine/articles/a.txt", b"mine")
    assert clean(tmp_path / "in", "-o", f"s3://{BUCKET}/mine") == ExitCode.USAGE
    assert store.cat_file(f"{BUCKET}/mine/articles/a.txt") == b"mine"


def test_inputs_in_a_store(store: Any, tmp_path: Path) -> None:
    archive, places = members(*(record(f"http://a.example/{n}", response(story_html(n))) for n in range(3)))
    store.pipe_file(f"{BUCKET}/in/crawl/a.warc.gz", archive)
    store.pipe_file(f"{BUCKET}/in/page.html", story_html(7))
    store.pipe_file(f"{BUCKET}/in/notes.bin", b"no page")
    store.pipe_file(f"{BUCKET}/warc.paths", b"in/crawl/a.warc.gz\n")
    expected = [f"s3://{BUCKET}/in/crawl/a.warc.gz#{place}" for place in places]
    for inputs, found in (
        ([f"s3://{BUCKET}/in"], [*expected, f"s3://{BUCKET}/in/page.html"]),
        ([f"s3://{BUCKET}/in/*.html"], [f"s3://{BUCKET}/in/page.html"]),
        ([f"s3://{BUCKET}/warc.paths"], expected),
        ([f"s3://{BUCKET}/warc.paths", "--prefix", f"s3://{BUCKET}"], expected),
        ([f"s3://{BUCKET}/in/none.html", f"s3://{BUCKET}/in/none.warc.gz"], []),
    ):
        out = tmp_path / str(len(list(tmp_path.iterdir())))
        clean(*inputs, "-o", out, "--compress", "plain")
        lines = (out / "articles" / "part-00000.jsonl").read_bytes().splitlines() if found else []
        assert [json.loads(line)["input"] for line in lines] == found
        if not found:
            assert [json.loads(line)["reason"] for line in (out / "rejects/part-00000.jsonl").open()] == [
                "not_found"
            ] * 2


def test_a_busy_store_is_asked_again(store: Any, server: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[bytes] = []

    def judge(data: bytes) -> str:
        if data.startswith(b"PUT") and len(refused) < 6:
            refused.append(data[:80])
            return "busy"
        return "pass"

    write_stories(tmp_path / "in", 5)
    line = Line(server, judge)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{line.port}")
    s3fs.S3FileSystem.clear_instance_cache()
    try:
        assert clean(tmp_path / "in", "-o", OUT) == ExitCode.OK
    finally:
        line.close()
    assert len(refused) == 6
    clean(tmp_path / "in", "-o", tmp_path / "out")
    assert shown(store) == every_byte(tmp_path / "out")


def test_a_slice_costs_about_its_own_bytes(
    store: Any, server: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def judge(data: bytes) -> str:
        if found := re.search(rb"(?i)^GET [^\r]*warc.*\r\nrange: bytes=(\d+)-(\d+)", data, re.DOTALL):
            asked.append(int(found[2]) - int(found[1]) + 1)
        return "pass"

    noise = random.Random(1).randbytes
    archive, _ = members(*(record(f"http://a.example/{n}", response(noise(20_000))) for n in range(500)))
    store.pipe_file(f"{BUCKET}/in/a.warc.gz", archive)
    line = Line(server, judge)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{line.port}")
    s3fs.S3FileSystem.clear_instance_cache()
    try:
        assert clean(f"s3://{BUCKET}/in/a.warc.gz", "-o", tmp_path / "out", "--jobs", 1, "--json") == ExitCode.OK
    finally:
        line.close()
    slices = -(-len(archive) // (2 << 20))
    assert len(asked) == slices + 1  # the first one to see what is in the file
    assert sum(asked) < 1.3 * len(archive) + (3 << 20)


def started(inputs: Path, out: str, port: int, shard_pages: int = 16) -> "subprocess.Popen[bytes]":
    small = f"import pipeline.cleaning; pipeline.cleaning.MAX_SHARD_PAGES = {shard_pages}; "
    script = f"import sys; {small}from pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
    command = [sys.executable, "-c", script, "clean", str(inputs), "-o", out, "--jobs", "1", "--no-progress"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment(port)}, stderr=subprocess.PIPE)


def test_a_kill_in_mid_upload_leaves_no_part_of_a_shard(store: Any, server: int, tmp_path: Path) -> None:
    def judge(data: bytes) -> str:
        return "hang" if data.startswith(f"PUT /{BUCKET}/out/articles/part-00001".encode()) else "pass"

    write_stories(tmp_path / "in", 48)
    line = Line(server, judge)
    with started(tmp_path / "in", OUT, line.port) as run:
        assert line.hanging.wait(60)
        run.kill()
    line.close()
    time.sleep(0.5)
    assert [name for name in shown(store) if name.startswith("articles")] == ["articles/part-00000.jsonl.gz"]
    assert "manifest.json" not in shown(store)
    for folder in (OUT, str(tmp_path / "out")):
        with started(tmp_path / "in", folder, server) as run:
            assert run.wait() == ExitCode.OK
    assert shown(store) == every_byte(tmp_path / "out")


def test_killed_runs_leave_the_same_bytes(store: Any, server: int, tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 200)
    began = time.monotonic()
    with started(tmp_path / "in", str(tmp_path / "out"), server) as run:
        run.wait()
    whole_s = time.monotonic() - began
    rng = random.Random(time.time_ns())
    for _ in range(4):
        with started(tmp_path / "in", OUT, server) as run:
            time.sleep(rng.uniform(0.3, 1.0) * whole_s)
            run.kill()
        for name, content in shown(store).items():
            assert not name.startswith("articles") or content == every_byte(tmp_path / "out")[name]
    with started(tmp_path / "in", OUT, server) as run:
        assert run.wait() == ExitCode.OK
    assert shown(store) == every_byte(tmp_path / "out")


def test_two_runs_do_not_write_to_one_place(store: Any, server: int, tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 5)
    with started(tmp_path / "in", OUT, server) as run:
        while not store.exists(f"{BUCKET}/out/.state/lock"):
            time.sleep(0.01)
        run.send_signal(signal.SIGSTOP)
        assert clean(tmp_path / "in", "-o", OUT) == ExitCode.ALREADY_RUNNING
        run.kill()
    assert clean(tmp_path / "in", "-o", OUT) == ExitCode.OK  # who holds the lease is dead


def dead_owner(token: str) -> bytes:
    return json.dumps({"host": "elsewhere", "pid": 1, "time": time.time() - 100, "token": token}).encode()


@pytest.mark.parametrize("died_on_the_way", [False, True])
def test_one_of_many_follows_a_dead_run(store: Any, *, died_on_the_way: bool) -> None:
    for _ in range(5):
        store.pipe_file(f"{BUCKET}/out/.state/lock", dead_owner("dead"))
        if died_on_the_way:
            store.pipe_file(f"{BUCKET}/out/.state/successions/dead", dead_owner("heir"))
        together = threading.Barrier(6)
        leases = [Lease(ObjectStore(OUT)) for _ in range(6)]

        def has_it(lease: Lease) -> bool:
            together.wait()  # noqa: B023
            try:
                lease.acquire()
            except AlreadyRunning:
                return False
            return True

        with ThreadPoolExecutor(6) as runs:
            took = list(runs.map(has_it, leases))
        assert sum(took) == 1
        owner = leases[took.index(True)]
        owner.check()
        owner.release()
        assert store.find(f"{BUCKET}/out") == []


def test_a_run_whose_lease_was_taken_writes_no_receipt(store: Any) -> None:
    from pipeline.remote import RemoteFolder
    from pipeline.writer import Compression

    with RemoteFolder(OUT, {}) as folder:
        folder.resume()
        writer = folder.new_shard(Compression.GZIP)
        other = {"host": "elsewhere", "pid": 1, "time": time.time(), "token": "other"}
        store.pipe_file(f"{BUCKET}/out/.state/lock", json.dumps(other).encode())
        with pytest.raises(AlreadyRunning, match="elsewhere"):
            folder.commit(writer, [])
    assert store.find(f"{BUCKET}/out/.state/shards") == []


def test_a_store_that_is_not_there(
    server: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment(server).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    write_stories(tmp_path / "in", 1)
    assert clean(tmp_path / "in", "-o", "s3://no-such-bucket/out") == ExitCode.USAGE
    assert "s3://no-such-bucket/out" in capsys.readouterr().err
    assert clean(tmp_path / "in", "-o", "sftp://host/out") == ExitCode.USAGE
    assert "before they are whole" in capsys.readouterr().err
    assert clean("nosuch://bucket/a.html", "-o", tmp_path / "out") == ExitCode.USAGE
    assert "nosuch" in capsys.readouterr().err
