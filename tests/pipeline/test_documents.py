"""What the documents promise is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.values import Reason, Stage
from pipeline.arguments import VERBS
from pipeline.config import read_file
from pipeline.errors import ExitCode
from pipeline.lines import REMOVED_KEYS
from pipeline.quality import SIGNALS
from pipeline.schema import TYPES
from pipeline.verify import REJECT_KEYS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
SCHEMA = (ROOT / "docs" / "schema.md").read_text("utf-8")
LOCAL_COMMANDS = re.findall(r"^run-pipeline (clean [^|\n]*data/demo/[^#\n]*?)\s*(?:#.*)?$", README, re.MULTILINE)


def test_the_schema_page_has_every_key_in_order() -> None:
    table = SCHEMA.partition("## The record")[2].partition("**Dates**")[0]
    named = [name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert named == list(TYPES)


@pytest.mark.parametrize("name", [*SIGNALS, *REMOVED_KEYS, *REJECT_KEYS, *Stage, *Reason])
def test_the_schema_page_names_every_word(name: str) -> None:
    assert f"`{name}`" in SCHEMA


def test_the_command_page_has_every_verb_and_exit_code() -> None:
    assert not [verb for verb in VERBS if not re.search(rf"`{verb}[ `]", CLI)]
    codes = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", CLI, re.MULTILINE) for code in row.split(",")}
    assert codes == set(ExitCode)


def test_the_examples_can_be_read() -> None:
    assert read_file(str(ROOT / "data" / "seeds" / "pipeline.toml")).seeds


@pytest.mark.parametrize("command", LOCAL_COMMANDS)
def test_a_command_of_the_readme_works(command: str) -> None:
    shell = f"{sys.executable} run_pipeline.py {command}"
    done = subprocess.run(shell, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.OK, done.stderr
    assert done.stdout.startswith("{")


def test_the_library_example_works() -> None:
    (example,) = re.findall(r"```python\n(from pathlib.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "观潮湾街渡加密班次"


def test_every_link_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "docs" / "cli.md", ROOT / "docs" / "schema.md"]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not missing
