from argparse import Namespace
from pathlib import Path

import pytest

from cleaners.site_rules import SiteRules
from pipeline.arguments import parse
from pipeline.config import read_file, settle
from pipeline.errors import UsageError
from pipeline.options import OPTIONS


def crawl(*arguments: str) -> Namespace:
    return parse(["crawl", "http://127.0.0.1/", *arguments])


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "pipeline.toml"
    path.write_text('[defaults]\ndelay = 3\nmode = "tw2s"\ninclude = ["/news/"]\nsince = 2024-02-05\nno_dedup = true\n')
    return path


def test_the_command_line_wins_over_environment_file_and_default(config: Path) -> None:
    arguments = crawl("-c", str(config), "--delay", "1.5")
    settle(arguments, {"RUN_PIPELINE_DELAY": "2", "RUN_PIPELINE_MODE": "hk2s", "RUN_PIPELINE_DEPTH": "7"})
    assert (arguments.delay, arguments.mode, arguments.depth, arguments.threads) == (1.5, "hk2s", 7, 32)
    assert arguments.include == ("/news/",)
    assert str(arguments.since) == "2024-02-05"
    assert arguments.no_dedup is True


def test_options_of_other_verbs_are_left_alone() -> None:
    arguments = parse(["clean", "x"])
    settle(arguments, {"RUN_PIPELINE_DELAY": "nonsense"})
    assert not hasattr(arguments, "delay")


def test_a_site_has_seeds_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(
        '[[site]]\nseeds = "https://a.example/"\n\n'
        '[[site]]\nhost = "b.example"\nseeds = ["https://b.example/"]\nbody = "div.text"\ndrop = [".ad"]\n'
    )
    file = read_file(str(path))
    assert file.seeds == ("https://a.example/", "https://b.example/")
    assert file.sites == (SiteRules("b.example", "div.text", "", (".ad",)),)


def test_exceptions_of_the_converter_come_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text('[defaults]\nconverter = "opencc-python-reimplemented"\n\n[exceptions]\n"妙瑪" = "妙玛"\n')
    arguments = parse(["clean", "x", "-c", str(path), "--extra-steps", "ellipsis,dashes"])
    settle(arguments)
    assert arguments.exceptions == (("妙瑪", "妙玛"),)
    assert arguments.converter == "opencc-python-reimplemented"
    assert arguments.extra_steps == ("ellipsis", "dashes")


WRONG = [
    pytest.param('[exceptions]\n"瑪" = 1\n', "a text for each phrase", id="exception without a text"),
    pytest.param('[exceptions]\n"" = "玛"\n', "a text for each phrase", id="exception for nothing"),
    pytest.param('[defaults]\nextra_steps = "elipsis"\n', "none of nfkc", id="step"),
    pytest.param("[default]\n", "did you mean 'defaults'", id="table"),
    pytest.param("[defaults]\ndelays = 1\n", "did you mean 'delay'", id="key"),
    pytest.param('[[site]]\nseed = "x"\n', "did you mean 'seeds'", id="key of a site"),
    pytest.param("[defaults]\ndelay = -1\n", "delay", id="number out of range"),
    pytest.param('[defaults]\nmode = "tw2ss"\n', "did you mean 'tw2s'", id="choice"),
    pytest.param('[defaults]\nfresh = "maybe"\n', "true or false", id="switch"),
    pytest.param("[defaults]\ninclude = [1]\n", "one", id="list of numbers"),
    pytest.param('[[site]]\nbody = "div"\n', "host", id="rules without a host"),
    pytest.param('[[site]]\nhost = "a.example"\nbody = "div["\n', "is no CSS selector", id="no selector"),
    pytest.param('[[site]]\nhost = "a.example"\ndrop = ["p::before"]\n', "p::before", id="what XPath cannot say"),
    pytest.param("delay = \n", "config init - prints an example", id="no TOML"),
]


@pytest.mark.parametrize(("text", "hint"), WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    with pytest.raises(UsageError) as raised:
        settle(crawl("-c", str(path)), {})
    assert str(path) in str(raised.value)
    assert hint in f"{raised.value} {raised.value.hint}"


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.toml"):
        settle(crawl("-c", str(tmp_path / "nothing.toml")), {})


def test_every_option_has_a_flag_and_a_help() -> None:
    for option in OPTIONS.values():
        assert option.flags[-1].startswith("--")
        assert option.help[-1] != "."
