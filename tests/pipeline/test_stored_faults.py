"""What is told of a folder in a store that is not there, not whole, not allowed, or that stops answering."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline import object_store
from pipeline.errors import ExitCode
from pipeline.places import FRONTIER, MANIFEST
from tests.pipeline.stores import BUCKET, Line, environment, free_port, put_folder, talk_to, told
from tests.pipeline.test_clean_verb import ROOT

fsspec = pytest.importorskip("fsspec", reason="the extra s3 is not installed")
s3fs = pytest.importorskip("s3fs", reason="the extra s3 is not installed")
pytest.importorskip("moto.server", reason="moto, an S3 server, is not installed: make test-cluster")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.usefixtures("empty_places"),
]

Printed: TypeAlias = pytest.CaptureFixture[str]
VERBS = ("verify", "report", "export")
OUT = f"s3://{BUCKET}/out"


def left_over(tmp_path: Path) -> list[Path]:
    """Return the copies that were not deleted."""
    return list((tmp_path / "copies").glob("run-pipeline-*"))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\x00"])
@pytest.mark.parametrize("verb", ["verify", "report"])
def test_what_is_no_manifest(verb: str, content: bytes, capsys: Printed) -> None:
    fsspec.filesystem("memory").pipe_file("/out/manifest.json", content)
    code, _, said = told(capsys, verb, "memory://out")
    assert code == ExitCode.USAGE
    assert "memory://out/manifest.json is no manifest: " in said


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_there_is_one_line(verb: str, store: Any, capsys: Printed) -> None:
    nothing = "\nhint: give the URL that a run was given with -o\n"
    for url in (f"s3://{BUCKET}/out", "s3://no-such-bucket/out", "memory://out", "memory://"):
        assert told(capsys, verb, url) == (
            ExitCode.USAGE,
            "",
            f"run-pipeline: {url} has no manifest.json{nothing}",
        )
    store.pipe_file(f"{BUCKET}/out/.state/settings.json", b"{}")
    assert "the run that wrote it did not end" in told(capsys, verb, f"s3://{BUCKET}/out")[2]
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("verb", VERBS)
def test_a_store_that_is_out_of_reach_is_one_line(
    verb: str, server: int, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"s3://{BUCKET}/out"
    assert told(capsys, verb, "nosuch://bucket/out")[::2] == (
        ExitCode.USAGE,
        "run-pipeline: nosuch://bucket/out: Protocol not known: nosuch\nhint: known are s3://, and what fsspec knows\n",
    )
    line = Line(server, lambda _: "forbidden")
    talk_to(line.port, monkeypatch)
    begins = f"run-pipeline: {url}: cannot read manifest.json: "
    code, _, said = told(capsys, verb, url)
    line.close()
    assert (code, said.count("\n")) == (ExitCode.USAGE, 2)
    assert said.startswith(f"{begins}Forbidden\nhint: ")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    talk_to(free_port(), monkeypatch)
    code, _, said = told(capsys, verb, url)
    assert (code, said.count("\n")) == (ExitCode.USAGE, 2)
    assert said.startswith(f"{begins}Could not connect to the endpoint URL")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "none")
    monkeypatch.setenv("AWS_CONFIG_FILE", "none")
    s3fs.S3FileSystem.clear_instance_cache()
    code, _, said = told(capsys, verb, url)
    assert (code, said.count("\n")) == (ExitCode.USAGE, 2)
    assert said.startswith(f"{begins}Unable to locate credentials")
    assert list(Path().iterdir()) == []


def test_a_file_that_is_forbidden_is_a_fault(
    server: int, whole: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = put_folder(whole, OUT)
    line = Line(server, lambda data: "forbidden" if b"articles/part-00001" in data.partition(b"\r\n")[0] else "pass")
    talk_to(line.port, monkeypatch)
    shard = "articles/part-00001.jsonl.gz"
    why = f"[Errno 13] Permission denied: '{url}/{shard}'"
    try:
        code, out, _ = told(capsys, "verify", url)
        assert code == ExitCode.INTERNAL
        assert f"  {shard}: cannot be read: {why}\n" in out
        code, _, said = told(capsys, "report", url, "-o", "r.html")
        assert (code, said.partition("\n")[0]) == (
            ExitCode.USAGE,
            f"run-pipeline: {url}/{shard} cannot be read: {why}",
        )
        code, _, said = told(capsys, "export", url, "-o", "x", "--format", "dolma")
        assert (code, said) == (
            ExitCode.INTERNAL,
            f"run-pipeline: {shard}: cannot be read after line 0: {why}; see verify\n",
        )
    finally:
        line.close()


def test_who_may_not_list_is_told_so(
    server: int, whole: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3 answers 403 to them for what is not there, since 404 would tell."""
    url = put_folder(whole, OUT)
    asked: list[str] = []

    def judge(data: bytes) -> str:
        asked.append(data.partition(b"\r\n")[0].decode())
        return "forbidden" if "list-type=2" in asked[-1] or FRONTIER in asked[-1] else "pass"

    line = Line(server, judge)
    talk_to(line.port, monkeypatch)
    try:
        here, there = told(capsys, "verify", whole), told(capsys, "verify", url)
        sections = ("articles", "removed", "rejects", "fetched")
        denied = [f"  {name}: cannot be listed: [Errno 13] Permission denied: '{url}/{name}'" for name in sections]
        assert there[0] == ExitCode.INTERNAL
        assert there[1].splitlines() == [here[1].splitlines()[0].replace(str(whole), url), *denied, "4 faults"]
        assert told(capsys, "export", url, "-q") == (ExitCode.OK, "", "")
        assert told(capsys, "report", url, "-q") == (ExitCode.OK, "", "")
    finally:
        line.close()
    assert any(FRONTIER in line for line in asked)


def test_a_file_is_asked_for_once_and_again_by_a_busy_store(
    server: int, whole: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = put_folder(whole, OUT)
    asked: list[str] = []
    refused: list[str] = []
    times_busy = 0

    def judge(data: bytes) -> str:
        if not data.startswith(b"GET") or b"part-" not in data.partition(b"\r\n")[0]:
            return "pass"
        if len(refused) < times_busy:
            refused.append("busy")
            return "busy"
        asked.append(data.split()[1].decode())
        return "pass"

    line = Line(server, judge)
    talk_to(line.port, monkeypatch)
    monkeypatch.setattr(object_store, "FIRST_WAIT_S", 0.01)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    try:
        for times_busy in (0, 4):  # noqa: B007  (the judge looks at it)
            assert told(capsys, "verify", url)[0] == ExitCode.OK
            paths = [row["path"] for shard in manifest(whole)["shards"] for row in shard["files"]]
            assert sorted(asked) == sorted(f"/{BUCKET}/out/{path}" for path in paths)
            asked.clear()
    finally:
        line.close()
    assert len(refused) == 4


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / MANIFEST).read_bytes()))


@pytest.mark.parametrize("verb", VERBS)
def test_a_store_that_goes_away_ends_the_run(
    verb: str, server: int, whole: Path, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = put_folder(whole, OUT)
    line = Line(server, lambda data: "busy" if b"part-00001" in data.partition(b"\r\n")[0] else "pass")
    talk_to(line.port, monkeypatch)
    monkeypatch.setattr(object_store, "FIRST_WAIT_S", 0.01)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    try:
        code, out, said = told(capsys, verb, url, "-q")
    finally:
        line.close()
    assert (code, out) == (ExitCode.USAGE, "")
    assert f"run-pipeline: {url}: cannot read articles/part-00001.jsonl.gz, 5 times of 5: " in said
    assert left_over(tmp_path) == []


def test_a_manifest_does_not_choose_where_copies_go(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    """Names with .. and absolute ones are keys of a store like any other; here they would be other people's files."""
    names = ["articles/../../../planted.jsonl", f"articles/{tmp_path}/planted.jsonl", ".."]
    memory = fsspec.filesystem("memory")
    found = manifest(whole)
    for name in names:
        memory.store[f"/evil/{name}"] = memory.store.get("/evil/x") or _file(memory, b"planted\n")
        found["shards"][0]["files"].append({"path": name, "sha256": "0" * 64, "bytes": 8, "lines": 1})
    found["shards"][0]["files"].append({"path": "articles", "sha256": "0" * 64, "bytes": 8, "lines": 1})
    memory.pipe_file("/evil/manifest.json", json.dumps(found).encode())
    before = sorted(tmp_path.rglob("*"))
    code, out, _ = told(capsys, "verify", "memory://evil")
    assert code == ExitCode.INTERNAL
    assert f"  {names[0]}: has SHA-256" in out
    assert f"  {names[1]}: has SHA-256" in out
    assert "  ..: has SHA-256" in out
    assert "  articles: cannot be read: [Errno 21] Is a directory: 'memory://evil/articles'" in out
    assert sorted(tmp_path.rglob("*")) == before


def _file(memory: Any, content: bytes) -> Any:
    memory.pipe_file("/evil/x", content)
    return memory.store["/evil/x"]


def test_no_room_for_a_copy_has_its_own_code(whole: Path, server: int) -> None:
    """A limit on the size of files stands in for the disk: the kernel refuses the write in the same way."""
    url = put_folder(whole, OUT)
    limit = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)); from pipeline.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", limit, "verify", url],
        cwd=ROOT,
        env={**os.environ, **environment(server)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.DISK_FULL, done.stderr
    assert done.stderr.startswith("run-pipeline: no space left in ")
    assert done.stderr.endswith(f" for a copy of {url}/schema.json\n")


def test_a_crawl_whose_memory_is_damaged_is_named(whole: Path, capsys: Printed) -> None:
    url = put_folder(whole, "memory://out")
    fsspec.filesystem("memory").pipe_file(f"/out/{FRONTIER}", b"no data base" * 99)
    code, _, said = told(capsys, "report", url, "-q")
    assert code == ExitCode.USAGE
    assert said.startswith(f"run-pipeline: the crawl's memory cannot be read: {url}/{FRONTIER}: ")
