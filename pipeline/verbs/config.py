"""`config init [FILE]` and `config show`: a configuration to begin with, and what holds."""

import json
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from pipeline.config import File, read_file, warn_of_unknown
from pipeline.config_text import effective, effective_text, starting_text
from pipeline.errors import PROGRAM, ExitCode, UsageError, output_error

DEFAULT_FILE: Final = "pipeline.toml"
STDOUT: Final = "-"


def run(arguments: Namespace) -> ExitCode:
    """Write or show."""
    if arguments.action == "init":
        return _init(arguments.file or DEFAULT_FILE, overwrite=arguments.force, is_told=not arguments.quiet)
    return _show(arguments.config or arguments.file or "", as_json=arguments.json)


def _init(name: str, *, overwrite: bool, is_told: bool) -> ExitCode:
    if name == STDOUT:
        sys.stdout.write(starting_text())
        return ExitCode.OK
    path = Path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if overwrite else "x", encoding="utf-8") as file:
            file.write(starting_text())
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "add --force to write over it, or give another name") from error
    except OSError as error:
        raise output_error(error, path) from error
    if is_told:
        sys.stderr.write(f"written: {path}\nnext: set contact and the seeds in it, then {PROGRAM} run -c {path}\n")
    return ExitCode.OK


def _show(path: str, *, as_json: bool) -> ExitCode:
    file = read_file(path) if path else File()
    warn_of_unknown(os.environ)
    if as_json:
        found = {
            name: {"value": value, "from": origin} for name, (value, origin) in effective(file, os.environ).items()
        }
        sys.stdout.write(json.dumps(found, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.write(effective_text(file, os.environ))
    return ExitCode.OK
