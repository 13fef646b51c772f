"""`config init` and `config show`: what they write can be read, as it is and with every line switched on."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.arguments import VERBS, parse
from pipeline.cli import main
from pipeline.config import SITE_KEYS, TABLES, read_file, settle
from pipeline.config_text import CONFIGURED, EXAMPLES, effective_text, starting_text
from pipeline.errors import ExitCode
from pipeline.options import OPTIONS
from pipeline.verbs.crawl import crawl_settings

SWITCHED_ON = re.sub(r"^#(?! |$)", "", starting_text(), flags=re.MULTILINE)
CONFIGURABLE = {
    option
    for verb in VERBS.values()
    if verb.may_have_config
    for _, options in verb.groups
    for option in options
    if option in OPTIONS
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_as_it_is_written_it_changes_nothing() -> None:
    assert main(["config", "init", "-q"]) == ExitCode.OK
    arguments, untouched = parse(["crawl", "-c", "pipeline.toml"]), parse(["crawl"])
    settle(arguments, {})
    settle(untouched, {})
    assert vars(arguments) | {"config": ""} == vars(untouched)


def test_switched_on_it_sets_every_option_and_can_be_obeyed() -> None:
    Path("all.toml").write_text(SWITCHED_ON, "utf-8")
    Path("seeds.txt").write_text("https://www.example.com/news/\n")
    found = tomllib.loads(SWITCHED_ON)
    assert found["defaults"].keys() == CONFIGURABLE == set(CONFIGURED)
    assert found.keys() == set(TABLES)
    assert found["site"][0].keys() == set(SITE_KEYS)
    for verb in ("crawl", "run", "clean x"):
        settle(parse([*verb.split(), "-c", "all.toml"]), {})
    arguments = parse(["run", "-c", "all.toml"])
    assert len(crawl_settings(arguments, settle(arguments, {})).seeds) == 3


def test_every_option_stands_there_with_its_help() -> None:
    lines = starting_text().splitlines()
    for name in CONFIGURABLE:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"#{name} = "))
        assert lines[at - 1].startswith(f"# {OPTIONS[name].help}")


def test_what_is_no_example_is_the_default() -> None:
    Path("all.toml").write_text(SWITCHED_ON, "utf-8")
    arguments = parse(["crawl", "-c", "all.toml"])
    settle(arguments, {})
    shown = {name for name in vars(arguments) if name in OPTIONS and name not in EXAMPLES}
    assert len(shown) > 10
    assert {name: getattr(arguments, name) for name in shown} == {name: OPTIONS[name].default for name in shown}


def test_a_file_that_is_there_is_left_alone_without_force() -> None:
    Path("mine.toml").write_text("[defaults]\ndelay = 9\n")
    assert main(["config", "init", "mine.toml"]) == ExitCode.USAGE
    assert "delay = 9" in Path("mine.toml").read_text()
    assert main(["config", "init", "mine.toml", "--force"]) == ExitCode.OK
    assert Path("mine.toml").read_text("utf-8") == starting_text()


def test_on_stdout_it_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "init", "-"]) == ExitCode.OK
    assert capsys.readouterr().out == starting_text()


def test_it_says_what_to_do_next_and_makes_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "init", "etc/news.toml"]) == ExitCode.OK
    assert "run-pipeline run -c etc/news.toml" in capsys.readouterr().err
    assert read_file("etc/news.toml").defaults == {}


def test_what_holds_is_shown_with_its_source_and_can_be_read_again() -> None:
    Path("some.toml").write_text('[defaults]\ndelay = 2\ninclude = ["/a/"]\n[[site]]\nseeds = "https://a.example/"\n')
    shown = effective_text(read_file("some.toml"), {"RUN_PIPELINE_DEPTH": "5", "RUN_PIPELINE_LIMIT": "7"})
    assert "delay = 2.0  # some.toml" in shown
    assert "depth = 5  # environment RUN_PIPELINE_DEPTH" in shown
    assert "threads = 32  # default" in shown
    assert "# contact is not set" in shown
    assert "# some.toml begins at https://a.example/" in shown
    Path("again.toml").write_text(shown, "utf-8")
    assert effective_text(read_file("again.toml"), {}).count("# again.toml") > 10
    assert read_file("again.toml").defaults["limit"] == 7
