"""The tables of docs/benchmarks.md."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.article_quality import SHORT_CHARS, Scores

FLOOR = "bare lxml parse"
# The part of the document that `make bench-article` writes; what stands around it stays.
BEGIN, END = "<!-- bench-article: begin -->", "<!-- bench-article: end -->"
COLUMNS = (
    "pages",
    "F1",
    "F1 ≥ .95",
    f"F1, under {SHORT_CHARS} characters",
    "title",
    "date",
    "author",
    "outlet",
    "non-articles rejected",
)


def write_report(path: Path, pages: Path, growth: Path) -> None:
    """Write what was measured between the marks of the document; what stands around them stays."""
    parts = []
    if pages.exists():
        parts += _pages(json.loads(pages.read_text("utf-8")))
    if growth.exists():
        parts.append("### Growth and hard shapes\n\n" + _growth(json.loads(growth.read_text("utf-8"))))
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(before + BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + END + after, "utf-8")


def _pages(measured: Mapping[str, Any]) -> list[str]:
    missing = f"; not installable here: {', '.join(measured['missing'])}" if measured["missing"] else ""
    count = len(measured["costs"][FLOOR]["spent"])
    parts = [
        f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}, {count} pages{missing}.",
        "### Cost\n\n" + _costs(measured["costs"]),
        "### Golden pages\n\n" + _quality(measured["golden"]),
    ]
    if measured["shared"]:
        parts.append("### Real pages\n\n" + _quality(measured["shared"]))
    return parts


def _costs(costs: Mapping[str, Any]) -> str:
    floor = sum(costs[FLOOR]["spent"])
    rows = []
    for name, cost in costs.items():
        middle = median(cost["ratios"])
        rows.append(
            (
                name,
                f"{sum(cost['spent']) / floor:.1f}",
                f"{middle:.1f}",
                f"{1000 * sum(cost['spent']) / len(cost['spent']):.1f}",
                str(cost["failed"]),
            )
        )
    return _table(("tool", "CPU × bare parse, all pages", "of the median page", "ms a page", "pages failed"), rows)


def _quality(scores: Mapping[str, Mapping[str, Any]]) -> str:
    rows = []
    for name, found in scores.items():
        score = Scores(**found)
        shares = (score.good, score.short_f1, score.title, score.date, score.author, score.outlet, score.rejected)
        rows.append(
            (
                name,
                str(score.pages),
                f"{score.f1:.3f}",
                *map(_percent, shares[:1]),
                _three(score.short_f1),
                *map(_percent, shares[2:]),
            )
        )
    return _table(("tool", *COLUMNS), rows)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _three(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _growth(growth: Sequence[Mapping[str, Any]]) -> str:
    """Return a row a shape: seconds of CPU, share of the text kept, and megabytes of memory at the peak, for each tool."""
    tools = list(dict.fromkeys(found["tool"] for found in growth))
    rows = []
    for shape in dict.fromkeys(found["shape"] for found in growth):
        cells = {found["tool"]: found for found in growth if found["shape"] == shape}
        size = next(iter(cells.values()))["size"]
        rows.append((shape, f"{size / 1e6:.2f}", *(_cell(cells[tool]) if tool in cells else "-" for tool in tools)))
    return _table(("shape", "MB", *tools), rows)


def _cell(found: Mapping[str, Any]) -> str:
    if found["cpu_s"] < 0:
        return "over 30 s"
    memory = f"{found['peak_kb'] / 1024:.0f} MB"
    return (
        f"{found['cpu_s']:.2f} s, {memory}"
        if found["tool"] == FLOOR
        else f"{found['cpu_s']:.2f} s, F1 {found['kept']:.2f}, {memory}"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
