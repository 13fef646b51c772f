"""What can end a run early, each with the exit code it stands for.

PipelineError
├── UsageError      2  arguments, configuration, an output folder that cannot be used
├── AlreadyRunning  4  another run holds the output folder
└── DiskFull        5  no space left where the output goes
"""

import errno
import sys
from enum import IntEnum
from pathlib import Path
from typing import Final

NAMES: Final = ("run-pipeline", "run_pipeline.py")
_CALLED: Final = Path(sys.argv[0]).name
# How the reader called this program, so that a hint can be typed as it is printed.
PROGRAM: Final = _CALLED if _CALLED in NAMES else NAMES[0]


class ExitCode(IntEnum):
    """What the process returns; documented in docs/cli.md."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    PARTIAL = 3
    ALREADY_RUNNING = 4
    DISK_FULL = 5
    LIMIT = 6
    NOTHING = 7  # of what was asked for, nothing could be fetched or read
    INTERRUPTED = 130
    TERMINATED = 143


EXIT_CODES: Final[dict[ExitCode, str]] = {
    ExitCode.OK: "done; single inputs may still be in `rejects/`",
    ExitCode.INTERNAL: "an error of this program, or `verify` found faults",
    ExitCode.USAGE: "usage, configuration, or a folder that cannot be used; a hint says what to do",
    ExitCode.PARTIAL: "partial: some hosts failed or were put off to the next run",
    ExitCode.ALREADY_RUNNING: "another run is writing to the folder",
    ExitCode.DISK_FULL: "no space left; finished shards are kept",
    ExitCode.LIMIT: "a limit was reached: `--max-pages`, `--time-limit`, `--limit`",
    ExitCode.NOTHING: "nothing was fetched, or no input could be read",
    ExitCode.INTERRUPTED: "stopped by Ctrl-C; the same command goes on",
    ExitCode.TERMINATED: "stopped by SIGTERM; the same command goes on",
}


class PipelineError(Exception):
    """A run that cannot go on; the message is one line that says what and where."""

    code = ExitCode.INTERNAL


class UsageError(PipelineError):
    """What was asked for cannot be done; `hint` says what to do instead."""

    code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class AlreadyRunning(PipelineError):  # noqa: N818  (a state, not a fault)
    """Another run holds the output folder."""

    code = ExitCode.ALREADY_RUNNING


class DiskFull(PipelineError):  # noqa: N818  (a state, not a fault)
    """No space left where the output goes; what was finished is kept."""

    code = ExitCode.DISK_FULL


class Stopped(BaseException):
    """A signal asked the run to end; not an `Exception`, so that no page's failure handling swallows it."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code.name.lower())
        self.code = code


_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def index_error(error: Exception, folder: str | Path) -> PipelineError:
    """Return the error to raise for a data base that failed under `folder`."""
    from scraper.errors import REFUSED_WRITES  # late: help and mistakes need nothing of it

    name = getattr(error, "sqlite_errorname", "")
    if name in REFUSED_WRITES:
        return DiskFull(f"no space left to write {folder}: {error}; finished shards are kept, run again to go on")
    return UsageError(f"the data base in {folder} cannot be used: {error}", "add --fresh to write the folder anew")


def is_full(error: OSError) -> bool:
    """Tell whether a write failed for want of space."""
    return error.errno in _FULL


def output_error(error: OSError, folder: str | Path) -> PipelineError:
    """Return the error to raise for a write that failed under `folder`."""
    where = error.filename or folder
    if is_full(error):
        return DiskFull(
            f"no space left to write {where}: {error.strerror}; finished shards are kept, run again to go on"
        )
    return UsageError(f"cannot write {where}: {error.strerror}", "give another folder with -o, or -o - for stdout")
