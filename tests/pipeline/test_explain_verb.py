"""`explain` and `clean --diff`: every way to name a page, every way to show it, and what is said when neither works."""

import gzip
import json
from pathlib import Path

import pytest

from cleaners.clean import clean_html
from cleaners.values import Removed, Stage, splice
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.reader import read_lines
from scraper.files import read_input
from scraper.page import Page
from tests.pipeline.site import Site, serving
from tests.pipeline.test_crawl_verb import ASK

ROOT = Path(__file__).parent.parent.parent
HIJACKED = ROOT / "data" / "demo" / "hijacked.html"
CLASSIC = ROOT / "data" / "demo" / "classic.html"
LIST = ROOT / "tests" / "pages" / "reject" / "channel-list.html"
TITLE = "第三届运河文化节在老码头开幕"
Printed = pytest.CaptureFixture[str]


def html_of(path: Path) -> str:
    return path.read_text("utf-8")


def test_a_file_becomes_a_page_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", str(HIJACKED)]) == ExitCode.OK
    assert capsys.readouterr().err == "explain: hijacked.html.explain.html\n"
    html = html_of(tmp_path / "hijacked.html.explain.html")
    assert TITLE in html
    assert "keyword_list" in html
    assert "default-src &#39;none&#39;" in html
    assert main(["explain", str(HIJACKED), "-o", "-"]) == ExitCode.OK
    assert capsys.readouterr().out == html


def test_the_lines_of_a_jsonl_file(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "pages.jsonl.gz"
    rows = [{"html": path.read_text("utf-8"), "url": f"http://a.example/{path.stem}"} for path in (CLASSIC, HIJACKED)]
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert main(["explain", f"{file}#2", "--text"]) == ExitCode.OK
    said = capsys.readouterr().out
    assert f"title: {TITLE}" in said
    assert "url: http://a.example/hijacked" in said
    assert main(["explain", f"{file}#3", "--text"]) == ExitCode.NOTHING
    assert f"{file}#3: there is no such line" in capsys.readouterr().err


def test_a_record_of_a_warc_file_and_of_the_folder_that_was_crawled(tmp_path: Path, capsys: Printed) -> None:
    site = Site()
    site.add_html("/news/1.html", HIJACKED.read_bytes())
    with serving(site) as served:
        url = f"{served.url}/news/1.html"
        crawl = ["crawl", url, "-o", str(tmp_path / "out"), "--warc", str(tmp_path / "warc"), *ASK]
        assert main(crawl) == ExitCode.OK
        assert main(["explain", url, "--text", "--allow-loopback"]) == ExitCode.OK
    assert f"title: {TITLE}" in capsys.readouterr().out
    (archive,) = (tmp_path / "warc").glob("*.warc.gz")
    (page,) = (page for page in read_input(str(archive)) if isinstance(page, Page))
    assert main(["explain", page.input, "--text"]) == ExitCode.OK
    assert f"title: {TITLE}" in capsys.readouterr().out
    assert main(["explain", f"{archive}#7", "--text"]) == ExitCode.NOTHING
    assert "no page begins at this place" in capsys.readouterr().err
    (line,) = read_lines(tmp_path / "out" / "articles" / "part-00000.jsonl.gz")
    record = json.loads(line)
    of_record = ["explain", str(tmp_path / "out"), "--id", record["id"]]
    assert main(of_record) == ExitCode.USAGE
    assert "--archive DIR" in capsys.readouterr().err
    file = tmp_path / "x.html"
    assert main([*of_record, "--archive", str(tmp_path / "warc"), "-o", str(file), "-q"]) == ExitCode.OK
    assert f"<dd>{record['input']}</dd>" in html_of(file)
    assert "another text" not in html_of(file)


def test_a_record_whose_page_has_changed_says_so(tmp_path: Path, capsys: Printed) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(HIJACKED.read_bytes())
    assert main(["clean", str(page), "-o", str(tmp_path / "out"), "-q"]) == ExitCode.OK
    (line,) = read_lines(tmp_path / "out" / "articles" / "part-00000.jsonl.gz")
    page.write_text(page.read_text("utf-8").replace("三十二條龍舟", "四十條龍舟"))
    file = tmp_path / "x.html"
    explain = ["explain", str(tmp_path / "out"), "--id", json.loads(line)["id"], "-o", str(file)]
    assert main(explain) == ExitCode.OK
    assert "gives another text than the record in the folder has" in html_of(file)
    page.write_bytes(LIST.read_bytes())
    assert main(explain) == ExitCode.OK
    assert "The page as it is now gives no record" in html_of(file)
    page.unlink()
    assert main(explain) == ExitCode.NOTHING
    assert "no such file" in capsys.readouterr().err


def test_the_terminal_is_told_every_line_and_its_rule(capsys: Printed) -> None:
    assert main(["explain", str(HIJACKED), "--text"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("hijacked.html: kept 336 of 679 characters")
    assert "- 国产精品视频在线观看   [spam: selling_heading, score 0.65]" in lines
    assert any(line.startswith("+ 本報訊") for line in lines)
    assert any(line.startswith("~ 本{報訊→报讯}（{記→记}者") for line in lines)
    assert not any("\x1b" in line for line in lines), "no colours where no terminal is"


def test_programs_are_told_every_cut(capsys: Printed) -> None:
    assert main(["explain", str(HIJACKED), "--json"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    spans = tuple(Removed(**{**span, "stage": Stage(span["stage"])}) for span in told["removed"])
    found = clean_html(HIJACKED.read_bytes())
    assert splice(told["as_published"], spans) == found.seen()
    assert main(["explain", str(LIST), "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["reason"] == "list_page"


def test_a_rejected_page_is_told_with_its_reason(capsys: Printed, tmp_path: Path) -> None:
    assert main(["explain", str(LIST), "--text"]) == ExitCode.OK
    first = capsys.readouterr().out.splitlines()[0]
    assert "rejected, list_page: " in first
    empty = tmp_path / "empty.html"
    empty.write_text(" ")
    assert main(["explain", str(empty), "-o", str(tmp_path / "x.html")]) == ExitCode.OK
    assert "there is nothing to mark" in html_of(tmp_path / "x.html")


@pytest.mark.parametrize(("no_colour", "colours"), [("", 1), ("1", 0)])
def test_colours_are_for_terminals_that_want_them(
    no_colour: str, colours: int, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_colour)
    assert main(["explain", str(HIJACKED), "--text"]) == ExitCode.OK
    assert ("\x1b[1;31m" in capsys.readouterr().out) == colours


def test_a_page_cannot_speak_to_the_terminal(tmp_path: Path, capsys: Printed) -> None:
    page = tmp_path / "page.html"
    hostile = "\x1b]0;owned\x07\x1b[2J&#27;[31m\u202e\x9b1m"
    page.write_text(
        HIJACKED.read_text("utf-8").replace("本報訊", f"本報訊{hostile}").replace("分享到", f"分享到{hostile}")
    )
    for command in (["explain", str(page), "--text"], ["clean", "--diff", str(page)]):
        assert main(command) == ExitCode.OK
        assert not set("\x1b\x07\x9b\u202e") & set(capsys.readouterr().out)


def test_diff_shows_what_was_cut_and_changed(capsys: Printed, tmp_path: Path) -> None:
    assert main(["clean", "--diff", str(HIJACKED), str(tmp_path / "gone.html"), str(LIST)]) == ExitCode.OK
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == f"--- {HIJACKED}"
    assert lines[1].startswith("+++ zn1_")
    assert sum(line.startswith("- ") for line in lines) > 8
    assert sum(line.startswith("~ ") for line in lines) == 4
    assert not any(line.startswith("+ ") for line in lines), "what was kept as it is is no difference"
    assert f"--- {LIST}" in lines
    assert "not_found" in printed.err
    assert main(["clean", "--diff", str(HIJACKED), "-o", str(tmp_path / "out")]) == ExitCode.USAGE
    assert "--diff prints and writes no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["explain", "nowhere.html"], ExitCode.NOTHING, "nowhere.html: no such file"),
        (["explain", "data"], ExitCode.USAGE, "data is a folder\nhint: name one of its records with --id"),
        (["explain", "data", "--id", "zn1_x"], ExitCode.USAGE, "data has no manifest.json"),
        (["explain", "http://127.0.0.1:9/", "--text"], ExitCode.NOTHING, "private_address"),
        (["explain", str(HIJACKED), "-o", "data"], ExitCode.USAGE, "cannot write data"),
        (["report", "data"], ExitCode.USAGE, "data has no manifest.json"),
        (["report", "nowhere"], ExitCode.USAGE, "nowhere has no manifest.json"),
    ],
)
def test_what_cannot_be_done_is_told(command: list[str], code: ExitCode, said: str, capsys: Printed) -> None:
    assert main(command) == code
    assert said in capsys.readouterr().err
