"""Help, versions and completion: what they say, what they load, and what a shell makes of them."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.arguments import SHELLS, VERBS, parse
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.examples import EXAMPLES, FIRST
from pipeline.options import OPTIONS
from pipeline.versions import CLEANER_VERSION, SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "run_pipeline.py")]
COLD_START_CPU_S = 0.3
# What is asked for before any work is done may load the standard library alone.
LIGHT = [["--help"], ["--version"], ["clean", "--help"], ["crawl", "--help"], ["cleen"]]


def _said(*arguments: str) -> str:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("verb", VERBS)
def test_help_ends_with_examples_that_can_be_used(verb: str) -> None:
    said = _said(verb, "--help")
    assert EXAMPLES[verb], f"give examples of {verb} in pipeline/examples.py"
    assert said.rstrip().splitlines()[-1].split("  #")[0].rstrip().endswith(EXAMPLES[verb][-1][0])
    for command, purpose in EXAMPLES[verb]:
        assert command in said
        assert purpose in said
        assert parse(shlex.split(re.split(" [<>] ", command)[0])).verb == verb


def test_the_first_help_shows_commands_and_every_exit_code() -> None:
    said = _said("--help")
    assert all(command in said for command, _ in FIRST)
    assert {int(code) for code in re.findall(r"^ +(\d+)  ", said, re.MULTILINE)} == set(map(int, ExitCode))


def test_the_versions_are_those_of_the_records() -> None:
    assert _said("--version") == f"run_pipeline.py {CLEANER_VERSION}, record schema {SCHEMA_VERSION}\n"


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_before_work_only_the_standard_library_is_loaded(arguments: list[str]) -> None:
    script = (
        "import sys; before = set(sys.modules)\n"
        "from pipeline.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "print('loaded', *sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split()) - {"loaded"}
    assert loaded - sys.stdlib_module_names == {"pipeline"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_the_start_is_quick(arguments: list[str]) -> None:
    resource = pytest.importorskip("resource", reason="CPU of children is told on Unix")

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(used.ru_utime + used.ru_stime)

    seconds = []
    for _ in range(5):
        before = spent()
        _said(*arguments)
        seconds.append(spent() - before)
    assert min(seconds) < COLD_START_CPU_S, "seconds of CPU, the best of five"


def _completed(line: str, folder: Path) -> set[str]:
    """Return what a real bash offers where the cursor stands behind `line`, the script loaded as a user loads it."""
    words = [*shlex.split(line), *([""] if line.endswith(" ") else [])]
    script = f"""
        eval "$({shlex.join(PROGRAM)} completion bash)"
        function=$(complete -p run-pipeline | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}
        "$function" run-pipeline {shlex.quote(words[-1])} {shlex.quote(words[-2])}
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not on this machine")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        pytest.param("run-pipeline c", {"crawl", "clean", "config", "completion"}, id="verbs"),
        pytest.param("run-pipeline clean --no", {"--no-dedup", "--no-progress"}, id="options"),
        pytest.param("run-pipeline clean --mode t", {"t2s", "tw2s"}, id="values"),
        pytest.param("run-pipeline clean sto", {"story.html"}, id="files"),
        pytest.param("run-pipeline verify ou", {"out"}, id="folders, and no files"),
        pytest.param("run-pipeline config ", {"init", "show"}, id="actions"),
        pytest.param("run-pipeline run -c pipe", {"pipeline.toml"}, id="configurations"),
    ],
)
def test_bash_completes(line: str, offered: set[str], tmp_path: Path) -> None:
    for name in ("story.html", "pipeline.toml", "outline.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "out").mkdir()
    assert _completed(line, tmp_path) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_that_knows_all_verbs_and_options(shell: str) -> None:
    script = _said("completion", shell)
    assert all(verb in script for verb in VERBS)
    assert all(option.flags[-1].removeprefix("--") in script for option in OPTIONS.values())


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_accepts_its_script(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not on this machine")
    path = tmp_path / "completion"
    path.write_text(_said("completion", shell))
    read = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_config_show_as_json_names_where_values_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUN_PIPELINE_DEPTH", "5")
    path = tmp_path / "pipeline.toml"
    path.write_text("[defaults]\ndelay = 2\ndepth = 1\n")
    assert main(["config", "show", "-c", str(path), "--json"]) == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    assert found["delay"] == {"value": 2.0, "from": str(path)}
    assert found["depth"] == {"value": 5, "from": "environment RUN_PIPELINE_DEPTH"}
    assert found["threads"] == {"value": 32, "from": "default"}
