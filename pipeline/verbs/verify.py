"""`verify DIR`: check a folder against its manifest and schema."""

import json
import sys
from argparse import Namespace
from typing import Final

from pipeline.errors import ExitCode
from pipeline.verify import Check

MAX_SHOWN: Final = 50


def run(arguments: Namespace) -> ExitCode:
    """Print what was checked and every fault; the exit code is 1 where there is any."""
    check = Check(arguments.folder)
    check.run()
    if arguments.json:
        sys.stdout.write(json.dumps({"faults": check.faults, "counts": dict(check.counts)}, ensure_ascii=False) + "\n")
    else:
        counted = ", ".join(f"{name} {count:,}" for name, count in sorted(check.counts.items()))
        sys.stdout.write(f"{arguments.folder}: {counted}\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in check.faults[:MAX_SHOWN])
        if len(check.faults) > MAX_SHOWN:
            sys.stdout.write(f"  and {len(check.faults) - MAX_SHOWN:,} more\n")
        sys.stdout.write("ok\n" if not check.faults else f"{len(check.faults):,} faults\n")
    return ExitCode.INTERNAL if check.faults else ExitCode.OK
