"""A page explained on a terminal: every line of it, kept or cut, and why; coloured where that is wanted and can be shown.

Signs say the same as the colours: `+` is kept, `-` was cut, `~` was changed by simplifying, with `{before→after}` in the line.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cleaners.values import Rejected
from pipeline.report.changes import Change
from pipeline.report.explained import Explained
from pipeline.report.pieces import KEPT, Piece, told

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES: Final = {KEPT: "blue", "spam": "bold red", "chrome": "bright_black", "trim": "yellow", "noise": "magenta"}
WAS: Final = "red strike"
IS: Final = "bold cyan underline"
FACTS: Final = ("title", "author", "outlet", "editor", "date_published", "date_modified", "script_in", "id", "url")
# What would move the cursor, ring, or turn the direction of reading: a page's text must not speak to the terminal.
_COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console() -> "Console":
    """Return a console on stdout: colours on a terminal only, and none where NO_COLOR is set."""
    import sys

    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_explained(found: Explained, out: "Console") -> None:
    """Print the outcome, then every line of the page with its sign, its rule, and the evidence."""
    for line in (*_head(found), *_told(found)):
        out.print(line)


def print_diff(found: Explained, out: "Console") -> None:
    """Print what was cut, line by line with its rule, and what of the kept text was changed."""
    for line in _diff(found):
        out.print(line)


def _head(found: Explained) -> Iterator["Text"]:
    yield _text(_outcome(found), "bold red" if isinstance(found.outcome, Rejected) else "bold green")
    for key in FACTS if found.record else ():
        value = getattr(found.record, key)
        if value:
            yield _text(f"  {key}: {value}")
    yield _text("")


def _outcome(found: Explained) -> str:
    kept = sum(piece.end - piece.start for piece in found.pieces if piece.stage == KEPT)
    if isinstance(found.outcome, Rejected):
        detail = f": {found.outcome.detail}" if found.outcome.detail else ""
        would = f" (an article would have held {kept:,} characters)" if found.seen else ""
        return f"{found.page.input}: rejected, {found.outcome.reason}{detail}{would}"
    return f"{found.page.input}: kept {kept:,} of {len(found.seen):,} characters"


def _told(found: Explained) -> Iterator["Text"]:
    for piece in found.pieces:
        yield from _lines(found, piece)
    changed = [change for change in found.changes if change.changed_chars or change.added]
    if changed:
        yield _text("")
        yield _text(f"{sum(change.changed_chars for change in changed):,} characters changed in simplifying:", "bold")
        yield from map(_changed, changed)


def _diff(found: Explained) -> Iterator["Text"]:
    yield _text(f"--- {found.page.input}", "bold")
    yield _text(f"+++ {found.record.id if found.record else _outcome(found)}", "bold")
    changes = iter(found.changes)
    for piece in found.pieces:
        if piece.stage != KEPT:
            yield from _lines(found, piece)
    for change in changes:
        if change.changed_chars or change.added:
            yield _changed(change)


def _lines(found: Explained, piece: Piece) -> Iterator["Text"]:
    """Yield the lines of a piece; its rule stands behind the first."""
    style = STYLES[piece.stage]
    lines = [line for line in found.seen[piece.start : piece.end].split("\n") if line.strip()]
    why = f"   [{told(found.outcome.removed[piece.span])}]" if piece.span >= 0 else ""
    for number, line in enumerate(lines):
        shown = _text(f"{'+' if piece.stage == KEPT else '-'} {line}", style)
        if not number and why:
            shown.append(_safe(why), "italic")
        yield shown


def _changed(change: Change) -> "Text":
    shown = _text("~ ")
    for before, after in change.stretches:
        if before == after:
            shown.append(_safe(after))
            continue
        shown.append("{")
        shown.append(_safe(before), WAS)
        shown.append("→")
        shown.append(_safe(after), IS)
        shown.append("}")
    return shown


def _text(line: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(_safe(line), style)


def _safe(text: str) -> str:
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)
