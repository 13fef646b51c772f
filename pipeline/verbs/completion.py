"""`completion SHELL`: a script for the shell, made of the parser when asked for; completing then starts no Python."""

import sys
from argparse import Action, Namespace
from typing import Any, Final

from pipeline.arguments import build_parser, parsers_of
from pipeline.errors import NAMES, ExitCode

# What a word stands for, by how options and operands call it.
_FILES: Final = frozenset(("FILE", "INPUT"))
_FOLDERS: Final = frozenset(("DIR", "FOLDER"))


def run(arguments: Namespace) -> ExitCode:
    """Print the script; it is for the installed command, whatever this one was called."""
    import shtab

    parser: Any = build_parser()
    parser.prog = NAMES[0]
    for verb in parsers_of(parser).values():
        for action in verb._actions:
            _say_what_it_takes(action, shtab.FILE, shtab.DIRECTORY)
    sys.stdout.write(shtab.complete(parser, arguments.shell) + "\n")
    return ExitCode.OK


def _say_what_it_takes(action: Action, files: object, folders: object) -> None:
    taken = files if action.metavar in _FILES else folders if action.metavar in _FOLDERS else None
    if taken is not None:
        setattr(action, "complete", taken)  # noqa: B010  (shtab's own attribute, which argparse does not know)
