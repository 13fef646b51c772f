"""`export DIR --format parquet|dolma|datatrove|statistics`: the records of a folder in another shape."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from pipeline.errors import ExitCode, UsageError, output_error
from pipeline.export import STATISTICS, export

DEFAULT_FORM: Final = "parquet"


def run(arguments: Namespace) -> ExitCode:
    """Write the export beside the folder, or where -o says."""
    folder = Path(arguments.folder)
    form = arguments.format or DEFAULT_FORM
    out = Path(arguments.output) if arguments.output else folder.with_name(f"{folder.name}-{form}")
    if out.resolve() == folder.resolve():
        raise UsageError(f"{out} is the folder itself", "give another -o")
    try:
        records = export(folder, out, form)
    except OSError as error:
        raise output_error(error, str(out)) from error
    if arguments.json:
        sys.stdout.write((out / STATISTICS).read_text("utf-8"))
    elif not arguments.quiet:
        sys.stderr.write(
            f"export: {records:,} records as {form} in {out}, what their keys hold in {out / STATISTICS}\n"
        )
    return ExitCode.OK
