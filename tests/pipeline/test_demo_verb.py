"""The demo from end to end, and every story of its site against what a reader finds on the page."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline import demo_site
from pipeline.cli import main
from pipeline.demo_site import find_folder, read_site
from pipeline.errors import ExitCode, UsageError
from pipeline.reader import read_lines

ROOT = Path(__file__).parent.parent.parent
EXPECTED = json.loads((Path(__file__).parent / "demo_site.json").read_text("utf-8"))
STORIES: dict[str, dict[str, Any]] = EXPECTED["stories"]
REJECTS: dict[str, str] = EXPECTED["rejects"]
KNOWN_FAULTS = {tuple(fault) for fault in EXPECTED["known_faults"]}
# Words of the spam that the site's pages were given.
SPAM = ("国产", "无码", "久久", "百家乐", "博彩", "彩票", "棋牌", "开奖")
PATHS = {answer.file: path for path, answer in read_site(find_folder(), "http://127.0.0.1").items()}


class Demo:
    """What one run of the demo printed and wrote."""

    def __init__(self, folder: Path) -> None:
        script = "import sys; from pipeline.cli import main; sys.exit(main(['demo']))"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "RUN_PIPELINE_MAX_PAGES": "2"}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        self.code, self.said, self.complained = done.returncode, done.stdout, done.stderr
        assert self.code == ExitCode.OK, self.complained
        self.folder = folder
        self.out = folder / "data" / "out" / "demo"
        self.records = {_path(record["url"]): record for record in self.lines("articles")}
        self.rejects = {_path(line["input"]): line for line in self.lines("rejects")}

    def lines(self, section: str) -> Iterator[dict[str, Any]]:
        for path in sorted((self.out / section).glob("*")):
            yield from map(json.loads, read_lines(path))


def _path(url: str) -> str:
    return urlsplit(url).path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("elsewhere"))


def _found(record: dict[str, Any], wanted: dict[str, Any], key: str) -> object:
    """Return what a record says where the page says `wanted[key]`."""
    if key == "first":
        return record["text"][: len(wanted["first"])]
    if key == "last":
        return record["text"][-len(wanted["last"]) :]
    if key == "date":
        return record["date_published"].rpartition(" ")[0]
    return record[key]


def _cases() -> Iterator[Any]:
    for file, wanted in STORIES.items():
        for key in wanted:
            marks = [pytest.mark.xfail(reason="known fault", strict=True)] if (file, key) in KNOWN_FAULTS else []
            yield pytest.param(file, key, marks=marks, id=f"{file.partition('.')[0]} {key}")


@pytest.mark.parametrize(("file", "key"), list(_cases()))
def test_a_story_reads_as_on_its_page(demo: Demo, file: str, key: str) -> None:
    assert _found(demo.records[PATHS[file]], STORIES[file], key) == STORIES[file][key]


def _reject_cases() -> Iterator[Any]:
    for file in REJECTS:
        marks = [pytest.mark.xfail(reason="known fault", strict=True)] if (file, "reason") in KNOWN_FAULTS else []
        yield pytest.param(file, marks=marks, id=file)


@pytest.mark.parametrize("file", list(_reject_cases()))
def test_a_page_without_a_story_is_rejected_by_its_name(demo: Demo, file: str) -> None:
    assert demo.rejects[PATHS[file]]["reason"] == REJECTS[file]


def test_every_story_of_the_site_is_expected_somewhere(demo: Demo) -> None:
    parts = {PATHS["paged-2.html"]}
    expected = {PATHS[file] for file in (*STORIES, *REJECTS)} | parts
    assert demo.records.keys() <= expected
    assert {PATHS[file] for file in STORIES} <= demo.records.keys()


def test_no_spam_is_left_in_any_text(demo: Demo) -> None:
    assert not [(path, word) for path, record in demo.records.items() for word in SPAM if word in record["text"]]


def test_a_forbidden_page_is_not_asked_for(demo: Demo) -> None:
    assert PATHS["internal.html"] not in demo.records.keys() | demo.rejects.keys()


def test_a_copy_in_the_other_script_is_known_again(demo: Demo) -> None:
    pair = [demo.records[PATHS[file]] for file in ("classic.html", "copy-traditional.html")]
    assert sorted(record["dup_kind"] for record in pair) == ["", "exact"]
    assert {record["dup_of"] for record in pair} - {""} <= {record["id"] for record in pair}


def test_the_demo_says_what_happened_and_what_to_do_next(demo: Demo) -> None:
    assert demo.complained == ""
    assert f"gave {len(demo.records)} records and {len(demo.rejects)} rejects" in demo.said
    assert all(line["reason"] in demo.said for line in demo.rejects.values())
    assert demo.said.count(" characters\n") == 3, "three records are shown"
    for section in ("articles", "removed", "rejects"):
        assert f"{section}/part-00000.jsonl.gz" in demo.said


def test_what_to_try_next_can_be_tried(demo: Demo) -> None:
    tried = demo.said.partition("Try next:\n")[2].splitlines()
    commands = [line.strip() for line in tried if line.strip() and "URL" not in line]
    assert len(commands) >= 3
    for command in commands:
        done = subprocess.run(command, shell=True, cwd=demo.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout


def test_the_demo_begins_anew_every_time(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo.folder)
    assert main(["demo", "-q"]) == ExitCode.OK
    assert {_path(record["url"]) for record in demo.lines("articles")} == demo.records.keys()
    assert len(list((demo.out / "articles").iterdir())) == 1


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("no folder")
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == ExitCode.USAGE
    assert "cannot write data/out/demo here" in capsys.readouterr().err


def test_missing_pages_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_site, "CHECKOUT", tmp_path)
    monkeypatch.setattr(demo_site, "INSTALLED", Path("nowhere"))
    with pytest.raises(UsageError, match="the demo's pages are not there"):
        find_folder()


def test_pip_installs_every_page() -> None:
    data_files = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["data-files"]
    assert data_files == {demo_site.INSTALLED.as_posix(): ["data/demo/*"]}
    assert all(path.is_file() for path in demo_site.CHECKOUT.iterdir())


def test_the_table_and_the_folder_agree() -> None:
    folder = find_folder()
    files = {path.name for path in folder.iterdir()} - {demo_site.TABLE}
    assert files == set(PATHS)
