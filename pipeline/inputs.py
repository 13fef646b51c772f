"""What `clean` was pointed at, looked at before and after: an address, a folder of ours, a place where nothing is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.errors import PROGRAM, UsageError
from pipeline.mistakes import WEB, missing_file
from pipeline.places import MANIFEST

STDIN: Final = "-"
ENDINGS: Final = ".html .htm .txt .jsonl .warc, compressed or not"
# Enough files to tell what a folder holds.
MAX_LOOKED_AT: Final = 1000


def check_inputs(inputs: Iterable[str]) -> None:
    """Raise `UsageError` for what can be no input: a web address, and an output folder of an earlier run."""
    for name in inputs:
        if name.startswith(WEB):
            raise UsageError(
                f"{name} is a web address, and clean has no network",
                f"{PROGRAM} crawl {name} --max-pages 1 --contact you@example.com -o DIR fetches and cleans it",
            )
        if (Path(name) / MANIFEST).is_file() and (Path(name) / "articles").is_dir():
            raise UsageError(
                f"{name} is an output folder, its records are clean",
                f"{PROGRAM} export {name} converts them; to clean them once more: {PROGRAM} clean {Path(name) / 'articles'}",
            )


def nothing_found(inputs: Iterable[str]) -> UsageError:
    """Return the error for folders in which no file can be read."""
    inputs = list(inputs)
    others = Counter(_endings(inputs))
    if others:
        shown = ", ".join(f"{count:,} {ending}" for ending, count in others.most_common(3))
        held = f"it holds {shown}; of a folder {ENDINGS} are read, other files when they are named"
    else:
        held = f"it holds no file; of a folder {ENDINGS} are read"
    return UsageError(f"no input found in {' '.join(inputs)}", held)


def unread_hints(inputs: Iterable[str]) -> list[str]:
    """Return what to do about the first of the inputs that is not there, nothing where each is."""
    missing = (name for name in inputs if name != STDIN and "://" not in name and not Path(name).exists())
    return [f"hint: {name}: {missing_file(name)}" for name in islice(missing, 1)]


def _endings(inputs: list[str]) -> Iterator[str]:
    for name in inputs:
        files = (path for path in Path(name).rglob("*") if path.is_file())
        yield from (path.suffix or "without an ending" for path in islice(files, MAX_LOOKED_AT))
