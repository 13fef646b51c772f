"""`report DIR`: an output folder in figures, charts and tables, as one HTML file that needs nothing beside it."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from pipeline.config import settle
from pipeline.errors import ExitCode, UsageError, output_error
from pipeline.output_files import files_at, path_here
from pipeline.report.sources import Archived, Opener, pages_at_hand
from pipeline.report.writing import REPORT, write_report

STDOUT: Final = "-"


def run(arguments: Namespace) -> ExitCode:
    """Write the report into the folder, or where -o says."""
    settle(arguments)
    file = path_here(arguments.html, "report") if arguments.html else files_at(arguments.folder).inside(REPORT)
    if arguments.html == STDOUT:
        raise UsageError("a report needs a file: explained pages stand beside it", "give another -o, or none")
    opened: Opener = Archived(Path(arguments.archive)) if arguments.archive else pages_at_hand
    try:
        facts, explained = write_report(arguments.folder, file, arguments.sample, arguments.explained, opened)
    except OSError as error:
        raise output_error(error, str(file)) from error
    if arguments.json:
        told = {"report": str(file), "records": facts.records, "sample": len(facts.sample), "explained": explained}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    elif not arguments.quiet:
        sys.stderr.write(f"report: {facts.records:,} records in {file}, {explained} pages explained beside it\n")
    return ExitCode.OK
