"""The tables of docs/benchmarks.md."""

import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.article_quality import SHORT_CHARS, Scores

if TYPE_CHECKING:
    from benchmarks.article import Cost, Growth

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


def write_report(
    path: Path,
    costs: "Mapping[str, Cost]",
    scores: tuple[Mapping[str, Scores], Mapping[str, Scores | None]],
    growth: "Sequence[Growth]",
    missing: Sequence[str],
) -> None:
    """Write the tables between their marks, the rest of the document stays as it is."""
    golden, shared = scores
    parts = [
        f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}, {len(next(iter(costs.values())).spent)} pages"
        + (f"; not installable here: {', '.join(missing)}" if missing else "")
        + ".",
        "### Cost\n\n" + _costs(costs),
        "### Golden pages (ours, written before any tool saw them)\n\n" + _quality(golden),
    ]
    known = {name: found for name, found in shared.items() if found}
    if known:
        parts.append(
            "### Real pages (`../shared/pages`; the rules were written looking at these)\n\n" + _quality(known)
        )
    if growth:
        parts.append("### Growth and hard shapes\n\n" + _growth(growth))
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(before + BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + END + after, "utf-8")


def _costs(costs: "Mapping[str, Cost]") -> str:
    floor = sum(costs[FLOOR].spent)
    rows = []
    for name, cost in costs.items():
        middle = sorted(cost.ratios)[len(cost.ratios) // 2]
        rows.append(
            (
                name,
                f"{sum(cost.spent) / floor:.1f}",
                f"{middle:.1f}",
                f"{1000 * sum(cost.spent) / len(cost.spent):.1f}",
                str(cost.failed),
            )
        )
    return _table(("tool", "CPU × bare parse, all pages", "of the median page", "ms a page", "pages failed"), rows)


def _quality(scores: Mapping[str, Scores]) -> str:
    rows = []
    for name, score in scores.items():
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


def _growth(growth: "Sequence[Growth]") -> str:
    """Return a row a shape: seconds of CPU, share of the text kept, and megabytes of memory at the peak, for each tool."""
    tools = list(dict.fromkeys(found.tool for found in growth))
    rows = []
    for shape in dict.fromkeys(found.shape for found in growth):
        cells = {found.tool: found for found in growth if found.shape == shape}
        size = next(iter(cells.values())).size
        rows.append((shape, f"{size / 1e6:.2f}", *(_cell(cells[tool]) for tool in tools)))
    return _table(("shape", "MB", *tools), rows)


def _cell(found: "Growth") -> str:
    if found.cpu_s < 0:
        return "time out"
    memory = f"{found.peak_kb / 1024:.0f} MB"
    return (
        f"{found.cpu_s:.2f} s, {memory}"
        if found.tool == FLOOR
        else f"{found.cpu_s:.2f} s, F1 {found.kept:.2f}, {memory}"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
