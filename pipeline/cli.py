"""From a command line to an exit code: find the verb, run it, and say what went wrong in one line."""

import json
import logging
import signal
import sys
from argparse import Namespace
from importlib import import_module
from types import FrameType
from typing import Any, Final

from pipeline.arguments import parse
from pipeline.errors import PROGRAM, ExitCode, PipelineError, Stopped, UsageError, output_error

log = logging.getLogger(__name__)
LEVELS: Final = (logging.WARNING, logging.INFO, logging.DEBUG)


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code; nothing but a bug comes out as a traceback."""
    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
        _set_up_logging(arguments)
        signal.signal(signal.SIGTERM, _terminate)
        return int(import_module(f"pipeline.verbs.{arguments.verb}").run(arguments))
    except UsageError as error:
        return _fail(error.code, f"{error}" + (f"\nhint: {error.hint}" if error.hint else ""))
    except PipelineError as error:
        return _fail(error.code, str(error))
    except KeyboardInterrupt:
        return _fail(ExitCode.INTERRUPTED, "interrupted; the same command goes on from here")
    except Stopped as stopped:
        return _fail(stopped.code, "stopped by a signal; the same command goes on from here")
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitCode.OK)
    except OSError as error:
        failed = output_error(error, "the output")
        return _fail(failed.code, str(failed))


def _fail(code: ExitCode, message: str) -> int:
    is_json = any(isinstance(handler.formatter, _JsonLines) for handler in logging.getLogger().handlers)
    if is_json:
        log.error("%s", message)
    else:
        sys.stderr.write(f"{PROGRAM}: {message}\n")
    return int(code)


def _terminate(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the shape of a signal handler)
    raise Stopped(ExitCode.TERMINATED)


def _set_up_logging(arguments: Namespace) -> None:
    handler = _StderrHandler()
    handler.setFormatter(_JsonLines() if arguments.log_json else logging.Formatter("%(levelname)s %(message)s"))
    level = logging.ERROR if arguments.quiet else LEVELS[min(arguments.verbose, len(LEVELS) - 1)]
    logging.basicConfig(level=level, handlers=[handler], force=True)


class _StderrHandler(logging.StreamHandler[Any]):
    """Writes to whatever stderr is now, since a progress bar stands in for it while it is shown."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> Any:  # noqa: ANN401  (sys.stderr has no narrower type)
        return sys.stderr


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "time": record.created,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
