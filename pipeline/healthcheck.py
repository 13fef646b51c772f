"""A small file that tells a monitor how the last run of a cron job ended, and when one last went well."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipeline.errors import ExitCode, output_error
from pipeline.record import written_time
from pipeline.summary import Summary

WELL: Final = frozenset((ExitCode.OK, ExitCode.PARTIAL, ExitCode.LIMIT))


def write_healthcheck(path: Path, code: ExitCode, summary: Summary, message: str = "") -> None:
    """Write the file at one stroke; `last_good` is kept from before where this run did not go well."""
    now = written_time(datetime.now(UTC))
    found: dict[str, Any] = {
        "ended": now,
        "exit_code": int(code),
        "good": code in WELL,
        "last_good": now if code in WELL else _last_good(path),
        "why": message or summary.ended,
        "records": summary.records,
        "rejects": summary.reasons.total(),
        "visits": summary.visits,
    }
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise output_error(error, path) from error


def _last_good(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes()).get("last_good", ""))
    except (OSError, ValueError, AttributeError):
        return ""
