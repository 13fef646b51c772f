"""What cannot be read: one clear line each, kept in rejects/, and never the end of the run."""

import gzip
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.reader import read_lines
from tests.pipeline.pages import story_html

STORY = story_html(1).decode("utf-8")
NOISE = random.Random(1).randbytes(3000)
UNDECLARED = STORY.replace("<meta charset=utf-8>", "")


def _lines(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


BAD = [
    pytest.param("empty.html", b"", "empty", id="empty"),
    pytest.param("blank.txt", b" \n\n\t", "empty", id="blank"),
    pytest.param("binary.html", NOISE, "binary", id="binary"),
    pytest.param("binary.txt", NOISE, "binary", id="binary text"),
    pytest.param("picture.html", b"\x89PNG\r\n\x1a\n" + NOISE, "binary", id="picture"),
    pytest.param("head.html", b"<html><head><title>x</title></head></html>", "no_text", id="no body"),
    pytest.param("cut.html.gz", gzip.compress(story_html(2))[:-30], "corrupt_archive", id="cut archive"),
    pytest.param("line.jsonl", b'{"html": "<p>', "broken_json", id="broken line"),
    pytest.param("number.jsonl", b'{"text": 5}', "no_text_key", id="line without text"),
]
UTF_16 = [
    pytest.param(STORY.encode("utf-16"), id="with its mark"),
    pytest.param(UNDECLARED.encode("utf-16-be"), id="big end first, no mark"),
    pytest.param(UNDECLARED.encode("utf-16-le"), id="little end first, no mark"),
    pytest.param(STORY.encode("utf-16-le"), id="declared as utf-8"),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def clean(*arguments: str) -> int:
    return main(["clean", *arguments, "-o", "out", "--no-progress"])


def written(section: str) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(Path("out", section).glob("*")) for line in read_lines(path)]


@pytest.mark.parametrize(("name", "content", "reason"), BAD)
def test_a_bad_file_is_a_reject_and_the_run_goes_on(
    name: str, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    Path("good.html").write_bytes(story_html(0))
    assert clean(name, "good.html") == ExitCode.OK
    assert [(line["input"].partition("#")[0], line["reason"]) for line in written("rejects")] == [(name, reason)]
    assert [record["input"] for record in written("articles")] == ["good.html"]
    warnings = [line for line in capsys.readouterr().err.splitlines() if line.startswith("WARNING")]
    assert len(warnings) == 1
    assert name in warnings[0]
    assert reason in warnings[0]


@pytest.mark.parametrize("content", UTF_16)
def test_utf_16_is_read(content: bytes) -> None:
    Path("page.html").write_bytes(content)
    assert clean("page.html") == ExitCode.OK
    assert written("articles")[0]["title"] == "新地铁线路完成首次试运行"


def test_a_broken_line_costs_no_other_line() -> None:
    good = {"html": STORY}
    rows = (good, '{"html": "<p>', [1], "", {"text": ""}, {"url": "http://a.example/"}, good)
    Path("pages.jsonl").write_bytes(_lines(*rows))
    assert clean("pages.jsonl") == ExitCode.OK
    assert [record["input"] for record in written("articles")] == ["pages.jsonl#1", "pages.jsonl#7"]
    assert [(line["input"], line["reason"]) for line in written("rejects")] == [
        ("pages.jsonl#2", "broken_json"),
        ("pages.jsonl#3", "no_text_key"),
        ("pages.jsonl#5", "empty"),
        ("pages.jsonl#6", "no_text_key"),
    ]


@pytest.mark.parametrize(
    ("name", "compress"), [("dump.jsonl.gz", gzip.compress), ("dump.jsonl.zst", zstandard.compress)]
)
def test_a_dump_may_be_of_any_size(
    name: str, compress: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.files.MAX_BYTES", 1000)
    Path(name).write_bytes(compress(_lines(*({"html": STORY} for _ in range(5)))))
    assert clean(name) == ExitCode.OK
    assert len(written("articles")) == 5


def test_of_a_cut_dump_the_whole_lines_are_kept() -> None:
    dump = gzip.compress(_lines(*({"text": f"{number}{STORY}" * 20} for number in range(60))), compresslevel=0)
    Path("dump.jsonl.gz").write_bytes(dump[: len(dump) // 2])
    assert clean("dump.jsonl.gz") == ExitCode.OK
    read = len(written("articles"))
    assert read > 5
    assert [line["reason"] for line in written("rejects")] == ["corrupt_archive"]


def test_files_that_are_not_there_are_told_with_a_code_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    Path("loop.html").symlink_to("loop.html")
    assert clean("missing.html", "loop.html") == ExitCode.NOTHING
    assert [line["reason"] for line in written("rejects")] == ["not_found", "unreadable"]
    said = capsys.readouterr().err
    assert "missing.html: rejected, not_found: no such file" in said
    assert "loop.html: rejected, unreadable: " in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_reject() -> None:
    Path("locked.html").write_bytes(story_html(0))
    Path("locked.html").chmod(0)
    assert clean("locked.html") == ExitCode.NOTHING
    assert "Permission denied" in written("rejects")[0]["detail"]


def test_a_folder_without_pages_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("nothing").mkdir()
    assert clean("nothing") == ExitCode.USAGE
    assert "no input found in nothing\nhint: " in capsys.readouterr().err


def test_a_name_that_does_not_resolve_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["crawl", "http://no-such-host.invalid/", "--contact", "me@example.com", "-o", "out", "--patience", "0"]
    assert main(command) == ExitCode.NOTHING
    assert "no-such-host.invalid: robots.txt cannot be had: dns" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["file/out", "/dev/null", "/proc/here"])
def test_an_output_that_cannot_be_written_is_a_usage_error(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_bytes(b"x")
    Path("good.html").write_bytes(story_html(0))
    assert main(["clean", "good.html", "-o", target, "--no-progress"]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert f"cannot write {target.partition('/out')[0]}" in said
    assert "hint: " in said
