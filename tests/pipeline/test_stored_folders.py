"""What `verify`, `report`, `export` and `explain` say of a folder in a store: what they say of the same folder here.

The stores are a real S3 server on loopback in a process of its own, a web server, the memory of fsspec, and `file://`.
"""

import json
import shutil
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.options import FORMS
from pipeline.places import FRONTIER
from scraper.frontier import Frontier
from scraper.frontier.values import Link, Role
from tests.pipeline.pages import write_stories
from tests.pipeline.stores import BUCKET, put_folder, told
from tests.pipeline.test_clean_verb import every_byte
from tests.pipeline.test_verify import TAMPERED

pytest.importorskip("fsspec", reason="the extra s3 is not installed")
pytest.importorskip("s3fs", reason="the extra s3 is not installed")
pytest.importorskip("moto.server", reason="moto, an S3 server, is not installed: make test-cluster")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.usefixtures("empty_places"),
]

Printed: TypeAlias = pytest.CaptureFixture[str]
STORES = (f"s3://{BUCKET}", "memory://", "file://")


def left_over(tmp_path: Path) -> list[Path]:
    """Return the copies that were not deleted."""
    return list((tmp_path / "copies").glob("run-pipeline-*"))


def stored(folder: Path, place: str, tmp_path: Path) -> str:
    """Put a folder into a store and return its URL there; the folder's name stays, since a report shows it."""
    return put_folder(
        folder, f"file://{tmp_path}/stored/{folder.name}" if place == "file://" else f"{place}/{folder.name}"
    )


def test_a_folder_that_clean_wrote_into_a_store(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = f"s3://{BUCKET}/written"
    assert main(["clean", str(whole.parent / "in"), "-o", url, "--no-progress", "-q"]) == ExitCode.OK
    code, out, _ = told(capsys, "verify", url)
    assert (code, out) == (ExitCode.OK, f"{url}: articles 40, rejects 1, removed 280, revisions 0\nok\n")
    assert told(capsys, "report", url, "-q", "-o", "report.html") == (ExitCode.OK, "", "")
    assert told(capsys, "export", url, "-q") == (ExitCode.OK, "", "")
    assert [path.name for path in Path().glob("written-parquet/part-*")] == ["part-00000.parquet"]
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("place", STORES)
def test_a_stored_folder_verifies_as_it_does_here(place: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, place, tmp_path)
    for options in ([], ["--json"]):
        here, there = told(capsys, "verify", whole, *options), told(capsys, "verify", url, *options)
        assert there == (here[0], here[1].replace(str(whole), url), "")
        assert here[0] == ExitCode.OK
    assert told(capsys, "verify", f"{url}/")[0] == ExitCode.OK


@pytest.mark.parametrize("place", STORES)
@pytest.mark.parametrize("form", FORMS)
def test_a_stored_folder_gives_the_same_export(
    place: str, form: str, whole: Path, capsys: Printed, tmp_path: Path
) -> None:
    url = stored(whole, place, tmp_path)
    here = told(capsys, "export", whole, "--format", form, "-o", tmp_path / "a", "--json")
    there = told(capsys, "export", url, "--format", form, "-o", tmp_path / "b", "--json")
    assert there == here
    assert json.loads(here[1])["records"] == 40
    assert every_byte(tmp_path / "a") == every_byte(tmp_path / "b")


@pytest.mark.parametrize("place", STORES)
def test_a_stored_folder_gives_the_same_report(place: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, place, tmp_path)
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


@pytest.mark.parametrize("place", STORES)
def test_a_record_of_a_stored_folder_is_explained(place: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, place, tmp_path)
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


@pytest.mark.parametrize("place", STORES[:2])
@pytest.mark.parametrize(("tamper", "said"), TAMPERED)
def test_every_fault_is_told_alike(
    place: str, tamper: Callable[[Path], None], said: list[str], capsys: Printed, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    write_stories(tmp_path / "in", 6)
    (tmp_path / "in" / "empty.html").write_bytes(b"")
    main(["clean", str(tmp_path / "in"), "-o", str(root), "--compress", "plain", "--no-progress", "-q"])
    tamper(root)
    url = stored(root, place, tmp_path)
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


@pytest.mark.parametrize("place", STORES)
def test_what_a_crawl_knows_goes_into_the_report(place: str, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    root = tmp_path / "out"
    shutil.copytree(whole, root)
    with closing(Frontier(root / FRONTIER)) as frontier:
        frontier.begin_run(1.0, 1.0)
        frontier.add(
            [Link(f"a.example/{n}", f"http://a.example/{n}", "a.example", Role.STORY, 0) for n in range(9)], 1.0
        )
        frontier.count("http_418", 7)
        assert (root / f"{FRONTIER}-wal").stat().st_size > 0  # all of it is still in the log
        url = stored(root, place, tmp_path)
    for folder, out in ((root, "a"), (url, "b")):
        (tmp_path / out).mkdir()
        assert told(capsys, "report", folder, "-q", "-o", tmp_path / out / "r.html") == (ExitCode.OK, "", "")
    assert every_byte(tmp_path / "a") == every_byte(tmp_path / "b")
    assert b"http_418" in (tmp_path / "b" / "r.html").read_bytes()


def test_what_is_written_goes_into_the_current_folder(whole: Path, capsys: Printed, tmp_path: Path) -> None:
    url = stored(whole, STORES[0], tmp_path)
    assert "out-report.html" in told(capsys, "report", url)[2]
    assert "out-statistics" in told(capsys, "export", url, "--format", "statistics")[2]
    assert {path.name for path in Path().iterdir()} == {"out-report.html", "out-report-pages", "out-statistics"}
    assert told(capsys, "report", f"s3://{BUCKET}/out", "-q", "--explained", 0)[0] == ExitCode.OK


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


def test_folders_that_a_store_shows_are_no_files(store: Any, whole: Path, capsys: Printed, tmp_path: Path) -> None:
    """A console that makes a folder leaves an empty object whose key ends in a slash."""
    url = stored(whole, STORES[0], tmp_path)
    for folder in ("", "articles/", "rejects/"):
        store.call_s3("put_object", Bucket=BUCKET, Key=f"out/{folder}", Body=b"")
    assert told(capsys, "verify", url)[:2] == (
        ExitCode.OK,
        f"{url}: articles 40, rejects 1, removed 280, revisions 0\nok\n",
    )
    store.pipe_file(f"{BUCKET}/out/articles/mine/notes.txt", b"mine")
    assert "  articles/mine: is not in the manifest\n" in told(capsys, "verify", url)[1]


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


class _SilentFiles(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/forbidden"):
            self.send_error(403)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
