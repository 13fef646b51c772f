"""A progress bar for who watches; nothing at all when stderr is not a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from pipeline.summary import Summary

Advance: TypeAlias = Callable[[int], None]


@contextmanager
def progress(summary: Summary, total: int | None, *, wanted: bool) -> Iterator[Advance]:
    """Yield a function that takes the number of pages just done."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(summary.verb),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(summary.verb, total=total, note="")

        def advance(done: int) -> None:
            bar.update(task, advance=done, note=f"{summary.records:,} records, {summary.reasons.total():,} rejects")

        yield advance
