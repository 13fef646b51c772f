"""What somebody types who is new here, and what is said: what is wrong, and what to type next."""

import io
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import story_html

ROOT = Path(__file__).parents[2]


def _zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", "<w:document/>" * 9)
    return archive.getvalue()


URL = "https://www.example.com/"
HERE = "http://127.0.0.1:9/"

MISTAKES = [
    # the first word
    pytest.param("", "VERB is missing", "run-pipeline demo shows it at work", id="nothing at all"),
    pytest.param("cleen page.html", "did you mean 'clean'?", "--help lists the verbs", id="mistyped verb"),
    pytest.param("page.html", "there is no verb 'page.html'", "run-pipeline clean page.html", id="a page for a verb"),
    pytest.param(URL, "there is no verb", f"run-pipeline fetch {URL} looks at one page", id="an address for a verb"),
    pytest.param("-q clean page.html", "-q stands before the verb", "run-pipeline clean -q page.html", id="order"),
    # options
    pytest.param("clean page.html --ouput x", "did you mean '--output'?", "clean --help", id="mistyped option"),
    pytest.param("clean page.html --depth 1", "it belongs to crawl, run", "clean --help", id="option of another verb"),
    pytest.param("clean page.html -o", "-o/--output: expected one argument", "clean --help", id="-o without a folder"),
    pytest.param("clean page.html --mode simple", "'news', 't2s'", "clean --help", id="mistyped choice"),
    pytest.param("clean page.html --shard 4/4", "not I/N with I from 0 to N-1", "clean --help", id="share of machines"),
    pytest.param(f"crawl {HERE} --since yesterday", "no day like 2024-02-05", "crawl --help", id="no day"),
    pytest.param(f"crawl {HERE} --delay fast", "fast is no number of seconds", "crawl --help", id="no number"),
    pytest.param(f"crawl {HERE} --include (", "is no regular expression", "crawl --help", id="no pattern"),
    # inputs
    pytest.param("clean", "INPUT is missing", "for example: run-pipeline clean page.html", id="no input"),
    pytest.param("clean pgae.html", "not_found: no such file", "did you mean page.html?", id="mistyped file"),
    pytest.param(
        "clean there/page.html", "no such file", "there is no folder there here", id="folder that is not there"
    ),
    pytest.param("clean empty", "no input found in empty", "it holds no file", id="empty folder"),
    pytest.param("clean pdfs", "no input found in pdfs", "it holds 1 .pdf", id="folder of other files"),
    pytest.param(f"clean {URL}", "clean has no network", f"run-pipeline crawl {URL} --max-pages 1", id="clean a URL"),
    pytest.param("clean done", "is an output folder", "run-pipeline export done", id="clean an output folder"),
    # addresses
    pytest.param("crawl", "nowhere to begin", "give URLs or --seeds FILE", id="no address"),
    pytest.param("crawl page.html", "is no web address", "run-pipeline clean page.html", id="crawl a file"),
    pytest.param("crawl www.example.com", "no web address", "did you mean https://www.example.com?", id="no scheme"),
    pytest.param("robots ftp://example.com/", "is no web address", "must begin with http://", id="another scheme"),
    pytest.param(f"crawl {URL}", "give a contact", "add --contact you@example.com", id="no contact"),
    pytest.param(f"crawl {URL} --contact me@example.com -o -", "a crawl needs a folder", "-o DIR", id="no folder"),
    pytest.param(
        "crawl --seeds none.txt", "cannot read the seeds", "a text file with a URL a line", id="no seeds file"
    ),
    pytest.param(f"fetch {HERE}", "private_address", "--allow-loopback lets it reach this machine", id="own machine"),
    pytest.param(f"crawl {HERE} -o own --patience 0", "not on the public network", "--allow-loopback", id="crawl own"),
    # configurations
    pytest.param("run", "run needs a configuration", "run-pipeline config init pipeline.toml", id="no configuration"),
    pytest.param("run my.toml", "one argument too many", "run -c my.toml", id="configuration without -c"),
    pytest.param("run -c none.toml", "cannot read none.toml", "run-pipeline config init none.toml", id="not there"),
    pytest.param("run -c bad.toml", "bad.toml is not TOML", "config init - prints an example", id="no TOML"),
    pytest.param("run -c key.toml", "no key 'dely'", "did you mean 'delay'?", id="mistyped key"),
    pytest.param("run -c idle.toml", "nowhere to begin", "idle.toml needs a [[site]] with seeds", id="no site"),
    pytest.param("config init key.toml", "key.toml is there already", "add --force to write over it", id="overwrite"),
    # output folders
    pytest.param("verify empty", "no manifest.json", "the folder that a run was given with -o", id="no output folder"),
    pytest.param("verify done/articles", "no manifest.json", "did you mean done?", id="a folder too deep"),
    pytest.param("status dne", "no manifest.json", "did you mean done?", id="mistyped folder"),
    pytest.param("export page.html", "no manifest.json", "is a file, not a folder", id="file for a folder"),
    pytest.param(
        "clean page.html -o taken", "cannot write taken", "give another folder with -o", id="output is a file"
    ),
    pytest.param("clean page.html -o foreign", "not written by this program", "give another -o", id="folder of others"),
    pytest.param("clean page.html -o done --mode tw2s", "mode = news", "add --fresh", id="folder of another run"),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes(story_html(0))
    assert main(["clean", "page.html", "-o", "done", "-q"]) == ExitCode.OK
    for folder in ("empty", "pdfs", "foreign/articles"):
        Path(folder).mkdir(parents=True)
    Path("pdfs/story.pdf").write_bytes(b"%PDF-1.7\n")
    Path("taken").write_text("a file")
    Path("bad.toml").write_text("contact = you@example.com\n")
    Path("key.toml").write_text("[defaults]\ndely = 1\n")
    Path("idle.toml").write_text("[defaults]\ndelay = 1\n")


@pytest.mark.parametrize(("typed", "wrong", "next_step"), MISTAKES)
def test_a_mistake_is_named_with_the_next_step(
    typed: str, wrong: str, next_step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(typed.split())
    said = capsys.readouterr().err
    assert code in (ExitCode.USAGE, ExitCode.NOTHING)
    assert wrong in said
    assert next_step in said.partition("hint: ")[2] + said.partition("did you mean")[1] + said.partition("; ")[2]
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\n", "a PDF: take its text out first, as pdftotext does", id="PDF"),
        pytest.param(_zipped(), "a ZIP archive, or an Office document", id="Word"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), "a picture", id="picture"),
    ],
)
def test_what_is_no_page_is_called_by_its_name(content: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("story.html").write_bytes(content)
    assert main(["clean", "story.html"]) == ExitCode.OK
    assert f"story.html: rejected, binary: {said}" in capsys.readouterr().err


def test_a_mistyped_variable_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("RUN_PIPELINE_DEALY", "3")
    assert main(["config", "show"]) == ExitCode.OK
    assert "RUN_PIPELINE_DEALY is no option; did you mean 'RUN_PIPELINE_DELAY'?" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_many_records_in_a_terminal_come_with_a_word_about_folders() -> None:
    Path("more.html").write_bytes(story_html(1))
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "run_pipeline.py"), "clean", "page.html", "more.html", "--no-progress"]
    running = subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, text=True)
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    _, said = running.communicate()
    os.close(ours)
    assert shown.count(b'"schema_version"') == 2
    assert "hint: -o DIR keeps the records" in said


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux' word for the end of a terminal
        return b""
