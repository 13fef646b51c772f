"""docs/faults.md: every fault that a test provokes, with what comes of it, written from the tests themselves.

`python -m tests.scraper.documented` writes the file; a test holds it in step with the tests.
"""

import importlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from scraper.fetcher import may_heal
from tests.scraper.faults import GROUPS

DOCUMENT = Path(__file__).parents[2] / "docs/faults.md"
MODULES = (
    "tests.scraper.test_connections",
    "tests.scraper.test_crawl",
    "tests.pipeline.test_crawl_faults",
    "tests.pipeline.test_rendering",
    "tests.pipeline.test_shards",
    "tests.pipeline.test_stop",
)
HEAD = """\
# Faults

What servers, networks and machines do wrong, and what a crawl makes of it. Each line is provoked by a test with a real
server on this machine; this file is written from those tests (`python -m tests.scraper.documented`).

"page" means that the page came whole. Any other word is the reason under which the page is counted, and with which it
stands in `rejects/` once it is given up. *Again* says whether the fault may heal: such a page is asked for up to three
times in a run, with a growing pause, and once more a day later. A page that is cut short, damaged or too large is
never a record.
"""
_SEEN: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)  # by module and group
Test = TypeVar("Test", bound=Callable[..., None])


def documented(group: str, *rows: tuple[str, str]) -> Callable[[Test], Test]:
    """Note what a test shows: faults and their outcomes."""

    def note(test: Test) -> Test:
        _SEEN[test.__module__, group] += rows
        return test

    return note


def rows() -> dict[str, list[tuple[str, str]]]:
    """Return every fault and its outcome by group."""
    found = {group: [(fault.name, fault.outcome) for fault in faults] for group, faults in GROUPS.items()}
    for module in MODULES:
        importlib.import_module(module)
        for (where, group), noted in _SEEN.items():
            if where == module:
                found[group] = found.get(group, []) + noted
    return found


def document() -> str:
    """Return the text of docs/faults.md."""
    parts = [HEAD]
    for group, faults in rows().items():
        is_words = all(" " not in outcome for _, outcome in faults)
        lines = ["| fault | outcome | again |", "|---|---|---|"] if is_words else ["| fault | outcome |", "|---|---|"]
        for name, outcome in faults:
            again = f" {'yes' if may_heal(outcome) else 'no' if outcome != 'page' else ''} |" if is_words else ""
            shown = f"`{outcome}`" if is_words and outcome != "page" else outcome
            lines.append(f"| {name} | {shown} |{again}")
        parts.append(f"## {group}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    # under its own name, since the tests note what they show there
    DOCUMENT.write_text(importlib.import_module("tests.scraper.documented").document(), "utf-8")
