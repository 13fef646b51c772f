"""Both READMEs: every command on them is run, in order, in a fresh folder, and both name the same ones.

The web site that they call https://www.example.com is a small one, served on this machine.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import zstandard

from pipeline.arguments import VERBS
from pipeline.options import OPTIONS
from pipeline.reader import read_lines
from tests.pipeline.pages import story_html
from tests.pipeline.site import Site, serving

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SITE = "https://www.example.com"
CRON = re.compile(r"^(?:\S+ ){5} *cd /srv/news && ")
# Of a record on the page, what hangs on the free port.
OF_THE_ADDRESS = ("id", "url")


@dataclass(frozen=True)
class Block:
    language: str
    text: str


def blocks(name: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall((ROOT / name).read_text("utf-8"))]


def commands(block: Block) -> list[str]:
    """Return the commands of a block, without the remarks behind them."""
    if block.language:
        return []
    return [re.sub(r"\s+# .*", "", line).strip() for line in block.text.splitlines() if line.strip()]


def every_command(name: str) -> list[str]:
    return [command for block in blocks(name) for command in commands(block)]


def without_remarks(block: Block) -> str:
    return "" if not block.language else re.sub(r"\s*# .*", "", block.text)


def test_both_readmes_name_the_same_commands_and_show_the_same_code() -> None:
    ours, theirs = (every_command(name) for name in READMES)
    assert ours == theirs
    assert [without_remarks(block) for block in blocks(READMES[0])] == [
        without_remarks(block) for block in blocks(READMES[1])
    ]


def test_both_readmes_link_to_the_same_documents() -> None:
    links = [set(re.findall(r"\]\(([^)]+)\)", (ROOT / name).read_text("utf-8"))) - {*READMES} for name in READMES]
    assert links[0] == links[1]


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_for_everybody_come_first(name: str) -> None:
    assert every_command(name)[:2] == ["make demo", "make test"]


@pytest.mark.parametrize("name", READMES)
def test_options_and_verbs_in_the_text_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    flags = {flag for option in OPTIONS.values() for flag in option.flags} | {"--help"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= flags
    assert set(re.findall(r"run-pipeline ([a-z]+)", text)) <= set(VERBS)


class Reader:
    """Somebody with a fresh clone who types what the README says."""

    def __init__(self, folder: Path, site: str) -> None:
        self.folder, self.site = folder, site
        for part in ("cleaners", "scraper", "pipeline", "run_pipeline.py", "Makefile", "pyproject.toml"):
            (folder / part).symlink_to(ROOT / part)
        shutil.copytree(ROOT / "data" / "demo", folder / "data" / "demo")
        self._lay_out_a_dump()
        binaries = folder / ".venv" / "bin"
        binaries.mkdir(parents=True)
        self._script(binaries / "run-pipeline", f'exec "{sys.executable}" "{ROOT}/run_pipeline.py" "$@"')
        self._script(binaries / "python", f'exec "{sys.executable}" "$@"')
        self.environment = os.environ | {
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUN_PIPELINE_ALLOW_LOOPBACK": "true",
            "RUN_PIPELINE_DELAY": "0.02",
        }

    def types(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as it is on the page, but for the address, and the folder of the job for the night."""
        command = CRON.sub(f"cd {self.folder} && ", command).replace(SITE, self.site)
        if command == "make demo":
            command = "make -o .venv/.ready demo"  # what it needs is set up
        if command == "make test":
            command = "make -n -o .venv/.ready-to-test test"  # this test is one of those that it runs
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def writes(self, configuration: str) -> None:
        (self.folder / "pipeline.toml").write_text(configuration.replace(SITE, self.site), "utf-8")

    @staticmethod
    def _script(path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def _lay_out_a_dump(self) -> None:
        pages = [path.read_bytes() for path in sorted((ROOT / "data" / "demo").glob("*.html"))]
        for place in ("pages", "more"):
            (self.folder / place).mkdir()
        for number, page in enumerate(pages[:6]):
            (self.folder / "pages" / f"{number}.html").write_bytes(page)
            (self.folder / "more" / f"{number}.html.gz").write_bytes(gzip.compress(pages[-number - 1]))
        texts = (page.decode("utf-8", "replace") for page in pages[6:9])
        rows = "".join(json.dumps({"html": text, "url": f"{SITE}/{at}.html"}) + "\n" for at, text in enumerate(texts))
        (self.folder / "dump.jsonl.zst").write_bytes(zstandard.compress(rows.encode()))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    site = Site()
    paths = [f"/2024/02{number:02d}/{number}.html" for number in range(1, 4)]
    links = "".join(f"<li><a href={path}>第{number}次报道的标题</a></li>" for number, path in enumerate(paths))
    site.add_html("/", f"<meta charset=utf-8><title>首页</title><ul>{links}</ul>".encode())
    for number, path in enumerate(paths):
        site.add_html(path, story_html(number))
    with serving(site):
        yield Reader(tmp_path_factory.mktemp("clone"), site.url)


def test_every_command_works(reader: Reader) -> None:
    """Those of one README: the other has the same, as the first test holds."""
    name = READMES[0]
    ran = []
    for block in blocks(name):
        if block.language == "toml":
            reader.writes(block.text)
        for command in commands(block):
            done = reader.types(command)
            assert done.returncode == 0, f"{command}: {done.stdout[-500:]} {done.stderr}"
            ran.append(command)
        if block.language == "python":
            code = [sys.executable, "-c", block.text]
            done = subprocess.run(
                code, cwd=reader.folder, env=reader.environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{block.text}: {done.stderr}"
    assert len(ran) >= len(every_command(name)) >= 13
    out = reader.folder / "data" / "out"
    assert {path.name for path in out.iterdir() if path.is_dir()} >= {"demo", "site", "news", "dump", "demo-parquet"}
    for folder in ("demo", "site", "news", "dump"):
        assert list(records(out / folder)), folder
    assert len(list(records(out / "news"))) == 3, "the run of the night finds nothing new"


def test_the_record_on_the_page_is_the_demos(reader: Reader) -> None:
    shown = json.loads(next(block.text for block in blocks(READMES[0]) if block.language == "json"))
    reader.types("make demo")
    path = shown["url"].removeprefix("http://127.0.0.1:8327")
    found = next(record for record in records(reader.folder / "data" / "out" / "demo") if record["url"].endswith(path))
    beginning = shown.pop("text").removesuffix("…")
    assert str(found["text"]).startswith(beginning)
    assert {key: found[key] for key in shown if key not in OF_THE_ADDRESS} == {
        key: value for key, value in shown.items() if key not in OF_THE_ADDRESS
    }


def lines(folder: Path) -> Iterator[bytes]:
    for shard in sorted((folder / "articles").iterdir()):
        yield from read_lines(shard)


def records(folder: Path) -> Iterator[dict[str, object]]:
    return map(json.loads, lines(folder))


@pytest.mark.parametrize("name", READMES)
def test_the_configuration_on_the_page_has_known_keys(name: str) -> None:
    text = next(block.text for block in blocks(name) if block.language == "toml")
    assert tomllib.loads(text)["defaults"].keys() <= OPTIONS.keys()
