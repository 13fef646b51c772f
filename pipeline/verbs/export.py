"""`export DIR --format parquet|dolma|datatrove|statistics`: the records of a folder in another shape."""

import sys
from argparse import Namespace
from typing import Final

from pipeline.errors import ExitCode, UsageError, output_error
from pipeline.export import STATISTICS, export
from pipeline.output_files import files_at, path_here

DEFAULT_FORM: Final = "parquet"


def run(arguments: Namespace) -> ExitCode:
    """Write the export beside the folder, or where -o says."""
    files = files_at(arguments.folder)
    form = arguments.format or DEFAULT_FORM
    out = path_here(arguments.output, "export") if arguments.output else files.beside(form)
    if files.is_at(out):
        raise UsageError(f"{out} is the folder itself", "give another -o")
    try:
        records = export(arguments.folder, out, form)
    except OSError as error:
        raise output_error(error, str(out)) from error
    if arguments.json:
        sys.stdout.write((out / STATISTICS).read_text("utf-8"))
    elif not arguments.quiet:
        sys.stderr.write(
            f"export: {records:,} records as {form} in {out}, what their keys hold in {out / STATISTICS}\n"
        )
    return ExitCode.OK
