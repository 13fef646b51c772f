"""The exit codes, examples and documents for whoever runs this every night."""

import json
import re
import shlex
from pathlib import Path

import pytest

from pipeline.arguments import parse
from pipeline.cli import main
from pipeline.config import read_file, settle
from pipeline.errors import ExitCode
from pipeline.options import CRAWLING
from pipeline.verbs.crawl import crawl_settings
from tests.pipeline.test_crawl_verb import ASK, ROOT
from tests.scraper.fault_server import Do, FaultServer, Script, Seen, answer
from tests.scraper.test_crawl import STORY, links

DOCUMENT = (ROOT / "docs/operations.md").read_text("utf-8")


def test_every_exit_code_is_documented() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE)} == set(map(int, ExitCode))


def test_examples_can_be_used() -> None:
    arguments = parse(["run", "-c", str(ROOT / "data/seeds/pipeline.toml")])
    asking = crawl_settings(arguments, settle(arguments, {}))
    assert len(asking.seeds) == 4
    assert asking.rendered == ("app.example.net",)
    arguments = parse(["crawl", "--seeds", str(ROOT / "data/seeds/seeds.txt"), "--contact", "me@example.com"])
    assert len(crawl_settings(arguments, settle(arguments, {})).seeds) == 4
    assert read_file(str(ROOT / "data/seeds/pipeline.toml")).defaults.keys() <= {*CRAWLING, "output", "compress"}


@pytest.mark.parametrize("name", ["crontab", "news-crawl.service"])
def test_commands_of_the_examples_are_ours(name: str) -> None:
    lines = (ROOT / "docs/examples" / name).read_text("utf-8").splitlines()
    commands = [
        re.sub(r" (2>>|\|\|).*", "", line.split("run-pipeline ")[1]) for line in lines if "run-pipeline " in line
    ]
    assert commands
    for command in commands:
        assert parse(shlex.split(command)).verb == "run"


def play(seen: Seen) -> Script:
    answers: dict[str, Script] = {
        "/": [links("/story-10001.html", "/story-10002.html", "/story-10003.html")],
        "/story-10001.html": [answer(STORY)],
        "/story-10002.html": [1.5, answer(STORY)],
        "/story-10003.html": [answer("wait", "503 Unavailable", retry_after="5000")],
        "/closed.html": [Do.CLOSE],
    }
    return answers.get(seen.path, [answer("no", "404 Not Found")])


@pytest.mark.parametrize(
    ("seed", "options", "code"),
    [
        pytest.param("/story-10001.html", (), 0, id="done"),
        pytest.param("/", (), 3, id="a host asks for time"),
        pytest.param("/story-10001.html /nothing.html", (), 3, id="a seed fails"),
        pytest.param("/", ("--max-pages", "1"), 6, id="pages"),
        pytest.param("/", ("--time-limit", "0.8"), 6, id="time"),
        pytest.param("/nothing.html", (), 7, id="nothing there"),
        pytest.param("/closed.html", ("--patience", "0"), 7, id="nobody answers"),
        pytest.param("/", ("--delay", "-1"), 2, id="nonsense"),
    ],
)
def test_exit_codes(tmp_path: Path, seed: str, options: tuple[str, ...], code: int) -> None:
    with FaultServer(play) as server:
        seeds = [server.url + path for path in seed.split()]
        assert main(["crawl", *seeds, "-o", str(tmp_path), *ASK, "--patience", "3", *options]) == code


def test_messages_are_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with FaultServer(play) as server:
        seeds = [server.url + path for path in ("/story-10001.html", "/nothing.html")]
        main(["crawl", *seeds, "-o", str(tmp_path), *ASK, "-v", "--json", "--log-json"])
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert any("http_404" in line["message"] for line in lines)
    assert all(set(line) >= {"level", "logger", "message", "time"} for line in lines)
    assert json.loads(said.out)["visits"]["http_404"] == 2
    assert (
        main(["crawl", seeds[0], "-o", str(tmp_path), *ASK, "--log-json", "--min-quality", "nonsense"])
        == ExitCode.USAGE
    )
    assert "nonsense" in json.loads(capsys.readouterr().err)["message"]
    assert main(["crawl", seeds[0], "-o", str(tmp_path), *ASK, "--log-json"]) in {ExitCode.OK, ExitCode.NOTHING}
    assert [json.loads(line) for line in capsys.readouterr().err.splitlines()][-1]["verb"] == "crawl"
