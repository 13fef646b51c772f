"""What `verify`, `report`, `export` and `explain` say of a folder in a store: what they say of the same folder here.

The stores are a real S3 server on loopback in a process of its own, the memory of fsspec, and `file://`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline import cleaning, object_store
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.options import FORMS
from pipeline.places import FRONTIER, MANIFEST
from scraper.frontier import Frontier
from scraper.frontier.values import Link, Role
from tests.pipeline.pages import write_stories
from tests.pipeline.stores import BUCKET, Line, environment, free_port, served
from tests.pipeline.test_clean_verb import ROOT, every_byte
from tests.pipeline.test_verify import TAMPERED

fsspec = pytest.importorskip("fsspec", reason="the extra s3 is not installed")
s3fs = pytest.importorskip("s3fs", reason="the extra s3 is not installed")
pytest.importorskip("moto.server", reason="moto, an S3 server, is not installed: make test-cluster")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

Printed: TypeAlias = pytest.CaptureFixture[str]
STORES = (f"s3://{BUCKET}", "memory://", "file://")
VERBS = ("verify", "report", "export")


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with served() as port:
        yield port


@pytest.fixture(autouse=True)
def stores(server: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Give an empty bucket, an empty memory and an empty current folder; what is copied is copied below `copies`."""
    (tmp_path / "here").mkdir()
    (tmp_path / "copies").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    talk_to(server, monkeypatch)
    fsspec.filesystem("memory").store.clear()
    found = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    if found.exists(BUCKET):
        found.rm(BUCKET, recursive=True)
    found.mkdir(BUCKET)
    return found


def talk_to(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(port).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of three shards, as a run writes it."""
    root = tmp_path_factory.mktemp("whole")
    write_stories(root / "in", 40)
    (root / "in" / "empty.html").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "MAX_SHARD_PAGES", 16)
        assert main(["clean", str(root / "in"), "-o", str(root / "out"), "--jobs", "1", "--no-progress", "-q"]) == 0
    return root / "out"


def stored(folder: Path, store: str, tmp_path: Path) -> str:
    """Put a folder into a store and return its URL there; the folder's name stays, since a report shows it."""
    url = f"file://{tmp_path / 'stored' / folder.name}" if store == "file://" else f"{store}/{folder.name}"
    there, path = fsspec.core.url_to_fs(url)
    for name in (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        there.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
        there.pipe_file(f"{path}/{name}", (folder / name).read_bytes())
    return url


def left_over(tmp_path: Path) -> list[Path]:
    """Return the copies that were not deleted."""
    return list((tmp_path / "copies").glob("run-pipeline-*"))


def told(printed: Printed, *command: object) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it printed."""
    printed.readouterr()
    code = main([*map(str, command)])
    return code, *printed.readouterr()


def test_a_folder_that_clean_wrote_into_a_store(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = f"s3://{BUCKET}/written"
    assert main(["clean", str(whole.parent / "in"), "-o", url, "--no-progress", "-q"]) == ExitCode.OK
    code, out, _ = told(capsys, "verify", url)
    assert (code, out) == (ExitCode.OK, f"{url}: articles 40, rejects 1, removed 280, revisions 0\nok\n")
    assert told(capsys, "report", url, "-q", "-o", "report.html") == (ExitCode.OK, "", "")
    assert told(capsys, "export", url, "-q") == (ExitCode.OK, "", "")
    assert [path.name for path in Path().glob("written-parquet/part-*")] == ["part-00000.parquet"]
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("store", STORES)
def test_a_stored_folder_verifies_as_it_does_here(store: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, store, tmp_path)
    for options in ([], ["--json"]):
        here, there = told(capsys, "verify", whole, *options), told(capsys, "verify", url, *options)
        assert there == (here[0], here[1].replace(str(whole), url), "")
        assert here[0] == ExitCode.OK
    assert told(capsys, "verify", f"{url}/")[0] == ExitCode.OK


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("form", FORMS)
def test_a_stored_folder_gives_the_same_export(
    store: str, form: str, whole: Path, capsys: Printed, tmp_path: Path
) -> None:
    url = stored(whole, store, tmp_path)
    here = told(capsys, "export", whole, "--format", form, "-o", tmp_path / "a", "--json")
    there = told(capsys, "export", url, "--format", form, "-o", tmp_path / "b", "--json")
    assert there == here
    assert json.loads(here[1])["records"] == 40
    assert every_byte(tmp_path / "a") == every_byte(tmp_path / "b")


@pytest.mark.parametrize("store", STORES)
def test_a_stored_folder_gives_the_same_report(store: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, store, tmp_path)
    for folder, out in ((whole, "a"), (url, "b")):
        (tmp_path / out).mkdir()
        code, said, _ = told(
            capsys, "report", folder, "-o", tmp_path / out / "r.html", "--sample", 5, "--explained", 3, "--json"
        )
        assert code == ExitCode.OK
        assert json.loads(said) == {
            "report": str(tmp_path / out / "r.html"),
            "records": 40,
            "sample": 5,
            "explained": 3,
        }
    assert every_byte(tmp_path / "a") == every_byte(tmp_path / "b")
    assert len(every_byte(tmp_path / "a")) == 4


@pytest.mark.parametrize("store", STORES)
def test_a_record_of_a_stored_folder_is_explained(store: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, store, tmp_path)
    told(capsys, "export", whole, "--format", "datatrove", "-o", tmp_path / "a")
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    told(capsys, "export", whole, "-o", tmp_path / "b")
    name = parquet.read_table(tmp_path / "b" / "part-00001.parquet")["id"][3].as_py()
    here, there = (told(capsys, "explain", folder, "--id", name, "--json") for folder in (whole, url))
    assert here == there
    assert json.loads(here[1])["id"] == name
    assert told(capsys, "explain", url, "--id", "zn1_x")[::2] == (
        ExitCode.USAGE,
        f"run-pipeline: no record of {url} has the id zn1_x\nhint: ids are in the records, and in the report\n",
    )


@pytest.mark.parametrize("store", STORES[:2])
@pytest.mark.parametrize(("tamper", "said"), TAMPERED)
def test_every_fault_is_told_alike(
    store: str, tamper: Callable[[Path], None], said: list[str], capsys: Printed, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    write_stories(tmp_path / "in", 6)
    (tmp_path / "in" / "empty.html").write_bytes(b"")
    main(["clean", str(tmp_path / "in"), "-o", str(root), "--compress", "plain", "--no-progress", "-q"])
    tamper(root)
    url = stored(root, store, tmp_path)
    here, there = told(capsys, "verify", root), told(capsys, "verify", url)
    assert there == (here[0], here[1].replace(str(root), url), "")
    assert here[0] == ExitCode.INTERNAL
    assert all(part in there[1] for part in said)


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("cut", [1, 100, -20])
def test_a_truncated_shard_is_told_alike(compression: str, cut: int, capsys: Printed, tmp_path: Path) -> None:
    root = tmp_path / "out"
    write_stories(tmp_path / "in", 6)
    main(["clean", str(tmp_path / "in"), "-o", str(root), "--compress", compression, "--no-progress", "-q"])
    path = root / f"articles/part-00000.jsonl.{compression}"
    path.write_bytes(path.read_bytes()[:cut])
    url = stored(root, STORES[0], tmp_path)
    for command in (["verify"], ["report", "-o", "r.html"], ["export", "--format", "dolma", "-o", "x"]):
        here, there = (told(capsys, command[0], folder, *command[1:]) for folder in (root, url))
        assert there == (here[0], *(said.replace(str(root), url) for said in here[1:]))
        assert here[0] != ExitCode.OK or (command[0], compression) == ("report", "zst")  # it counts no lines


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\x00"])
@pytest.mark.parametrize("verb", ["verify", "report"])
def test_what_is_no_manifest(verb: str, content: bytes, capsys: Printed) -> None:
    fsspec.filesystem("memory").pipe_file("/out/manifest.json", content)
    code, _, said = told(capsys, verb, "memory://out")
    assert code == ExitCode.USAGE
    assert "memory://out/manifest.json is no manifest: " in said


def test_folders_that_a_store_shows_are_no_files(stores: Any, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    """A console that makes a folder leaves an empty object whose key ends in a slash."""
    url = stored(whole, STORES[0], tmp_path)
    for folder in ("", "articles/", "rejects/"):
        stores.call_s3("put_object", Bucket=BUCKET, Key=f"out/{folder}", Body=b"")
    assert told(capsys, "verify", url)[:2] == (
        ExitCode.OK,
        f"{url}: articles 40, rejects 1, removed 280, revisions 0\nok\n",
    )
    stores.pipe_file(f"{BUCKET}/out/articles/mine/notes.txt", b"mine")
    assert "  articles/mine: is not in the manifest\n" in told(capsys, "verify", url)[1]


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_there_is_one_line(verb: str, stores: Any, capsys: Printed) -> None:
    nothing = "\nhint: give the URL that a run was given with -o\n"
    for url in (f"s3://{BUCKET}/out", "s3://no-such-bucket/out", "memory://out", "memory://"):
        assert told(capsys, verb, url) == (
            ExitCode.USAGE,
            "",
            f"run-pipeline: {url} has no manifest.json{nothing}",
        )
    stores.pipe_file(f"{BUCKET}/out/.state/settings.json", b"{}")
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
    server: int, whole: Path, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = stored(whole, STORES[0], tmp_path)
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
    server: int, whole: Path, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3 answers 403 to them for what is not there, since 404 would tell."""
    url = stored(whole, STORES[0], tmp_path)
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


def test_a_web_server_of_files_is_a_store(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp", reason="fsspec reads addresses with aiohttp")
    shutil.copytree(whole, tmp_path / "out")
    (tmp_path / "out" / "rejects" / "stray.txt").write_bytes(b"")
    handler = partial(_SilentFiles, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{web.server_port}"
        here, there = (told(capsys, "verify", folder) for folder in (tmp_path / "out", f"{url}/out"))
        assert there == (here[0], here[1].replace(str(tmp_path), url), "")
        assert "  rejects/stray.txt: is not in the manifest" in there[1]
        assert told(capsys, "export", f"{url}/out", "-q")[0] == ExitCode.OK
        assert "none has no manifest.json" in told(capsys, "report", f"{url}/none")[2]
        code, _, said = told(capsys, "report", f"{url}/forbidden")
        assert (code, said.count("\n")) == (ExitCode.USAGE, 2)
        assert said.startswith(f"run-pipeline: {url}/forbidden: cannot read manifest.json: 403")
        web.shutdown()


class _SilentFiles(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/forbidden"):
            self.send_error(403)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_file_is_asked_for_once_and_again_by_a_busy_store(
    server: int, whole: Path, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = stored(whole, STORES[0], tmp_path)
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
    url = stored(whole, STORES[0], tmp_path)
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


def test_no_room_for_a_copy_has_its_own_code(whole: Path, server: int, tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk: the kernel refuses the write in the same way."""
    url = stored(whole, STORES[0], tmp_path)
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


@pytest.mark.parametrize("store", STORES)
def test_what_a_crawl_knows_goes_into_the_report(store: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    root = tmp_path / "out"
    shutil.copytree(whole, root)
    with closing(Frontier(root / FRONTIER)) as frontier:
        frontier.begin_run(1.0, 1.0)
        frontier.add(
            [Link(f"a.example/{n}", f"http://a.example/{n}", "a.example", Role.STORY, 0) for n in range(9)], 1.0
        )
        frontier.count("http_418", 7)
        assert (root / f"{FRONTIER}-wal").stat().st_size > 0  # all of it is still in the log
        url = stored(root, store, tmp_path)
    for folder, out in ((root, "a"), (url, "b")):
        (tmp_path / out).mkdir()
        assert told(capsys, "report", folder, "-q", "-o", tmp_path / out / "r.html") == (ExitCode.OK, "", "")
    assert every_byte(tmp_path / "a") == every_byte(tmp_path / "b")
    assert b"http_418" in (tmp_path / "b" / "r.html").read_bytes()


def test_a_crawl_whose_memory_is_damaged_is_named(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, "memory://", tmp_path)
    fsspec.filesystem("memory").pipe_file(f"/out/{FRONTIER}", b"no data base" * 99)
    code, _, said = told(capsys, "report", url, "-q")
    assert code == ExitCode.USAGE
    assert said.startswith(f"run-pipeline: the crawl's memory cannot be read: {url}/{FRONTIER}: ")


def test_what_is_written_goes_into_the_current_folder(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, STORES[0], tmp_path)
    assert "out-report.html" in told(capsys, "report", url)[2]
    assert "out-statistics" in told(capsys, "export", url, "--format", "statistics")[2]
    assert {path.name for path in Path().iterdir()} == {"out-report.html", "out-report-pages", "out-statistics"}
    assert told(capsys, "report", f"s3://{BUCKET}/out", "-q", "--explained", 0)[0] == ExitCode.OK


def test_a_file_url_is_a_path(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    assert told(capsys, "report", f"file://{tmp_path}/out", "-q")[0] == ExitCode.OK
    assert (tmp_path / "out" / "report.html").is_file()
    assert told(capsys, "export", f"file://{tmp_path}/out", "-o", f"file://{tmp_path}/x", "-q")[0] == ExitCode.OK
    assert (tmp_path / "x" / "part-00000.parquet").is_file()
    code, _, said = told(capsys, "export", f"file://{tmp_path}/out", "-o", tmp_path / "out")
    assert (code, "is the folder itself" in said) == (ExitCode.USAGE, True)
    code, _, said = told(capsys, "verify", f"file://{tmp_path}/none")
    assert (code, f"{tmp_path}/none has no manifest.json" in said) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("verb", ["report", "export"])
def test_stores_are_only_read(verb: str, whole: Path, capsys: Printed) -> None:
    target = f"s3://{BUCKET}/elsewhere"
    assert told(capsys, verb, whole, "-o", target) == (
        ExitCode.USAGE,
        "",
        f"run-pipeline: {verb} cannot write to {target}: it writes files of this machine\nhint: give another -o\n",
    )


def test_the_current_folder_is_exported_beside_itself(
    whole: Path, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(whole, tmp_path / "out")
    monkeypatch.chdir(tmp_path / "out")
    assert told(capsys, "export", ".", "--format", "statistics", "-q")[0] == ExitCode.OK
    assert (tmp_path / "out-statistics" / "statistics.json").is_file()
