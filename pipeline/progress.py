"""A progress bar for who watches; nothing at all when stderr is not a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from pipeline.summary import Summary

# Takes how many inputs were just done; a slice of an archive is a part of one.
Advance: TypeAlias = Callable[[float], None]
SHOWN_REASONS: Final = 3


@contextmanager
def progress(summary: Summary, total: int | None, *, wanted: bool) -> Iterator[Advance]:
    """Yield a function that takes the inputs just done; with `total` inputs known, it is told when the run will end."""
    if not (wanted and is_watched()):
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    known = (TaskProgressColumn(), TimeRemainingColumn()) if total else ()
    columns = (TextColumn(summary.verb), BarColumn(bar_width=20), *known, TextColumn("{task.fields[note]}"))
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(summary.verb, total=total, note="")

        def advance(done: float) -> None:
            bar.update(task, advance=done, note=said(summary, time.monotonic() - started))

        yield advance


def is_watched() -> bool:
    """Tell whether stderr is a terminal."""
    return sys.stderr.isatty()


def said(summary: Summary, seconds: float) -> str:
    """Return what is said beside the bar: pages, how fast they come, and why some gave no record.

    >>> from collections import Counter
    >>> said(Summary("clean", "-", pages=1200, records=1190, reasons=Counter(too_short=7, spam_page=3)), 10.0)
    '1,200 pages, 120.0/s, 10 rejects: too_short 7, spam_page 3'
    """
    rate = f", {summary.pages / seconds:,.1f}/s" if seconds else ""
    rejects = summary.reasons.total()
    reasons = ", ".join(f"{name} {count:,}" for name, count in summary.reasons.most_common(SHOWN_REASONS))
    more = ", …" if len(summary.reasons) > SHOWN_REASONS else ""
    return f"{summary.pages:,} pages{rate}, {rejects:,} rejects" + (f": {reasons}{more}" if reasons else "")
